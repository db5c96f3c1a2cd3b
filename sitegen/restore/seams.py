"""How the texts of a page go on into one another: where they break off, what fits at a seam, and which words they share.

Every function takes the page's outline and gives a set of cues for every block, in one pass over the page.
"""

from __future__ import annotations

from collections.abc import Container

import numpy as np

from sitegen.restore import tables
from sitegen.restore.dictionary import is_word_at_cut
from sitegen.restore.levels import level
from sitegen.restore.neighbours import Cues, runs
from sitegen.restore.shapes import END, HEADLIKE, LONG_CAPTION, RUNNING, Outline
from sitegen.restore.words import Around, Ints, Printed, words_of

NO_SHARE = 0.04
"""A share of common words smaller than this says nothing."""
LEANINGS = (
    (-0.75, "far-above"),
    (-0.4, "above"),
    (-0.12, "rather-above"),
    (0.12, "both"),
    (0.4, "rather-below"),
    (0.75, "below"),
)
"""How far the shared words of a line lean from the text above it to the text below."""
NEARBY = 7
"""How many blocks of running text above and below a line are searched for its words."""
TOPIC_SPAN = 8
"""How many blocks of running text before and after a headline are compared."""
TOPICS = ((0.08, "other"), (0.13, "rather-other"), (0.19, "doubtful"), (0.26, "rather-same"))
"""How much of the words below a headline the text above it has."""


def flow_cues(outline: Outline) -> Cues:
    """How the running text above left off, and whether a block breaks off.

    A short line after a text that broke off may be its next fragment; after one that is over it is a head of some kind.
    """
    found: Cues = []
    left_off = "nothing"
    for at, block in enumerate(outline.blocks):
        if not outline.is_running(at):
            found.append({f"line-after:{left_off}"})
            continue
        breaks_off = outline.is_open(at) and not block.jump
        found.append({f"text-after:{left_off}", "open"} if breaks_off else {f"text-after:{left_off}"})
        left_off = "signed" if "signed" in outline.shapes[at] else "open" if breaks_off else "over"
    return found


def seam_cues(outline: Outline) -> Cues:
    """Whether a short line goes on from the text above, goes on into the text below, or stands between two that go on into one another.

    Two pieces go on into one another where the characters at the seam make a common word or stand together elsewhere on the
    page, or where what follows cannot begin a sentence.
    """
    printed = Printed("\n".join(block.text for block in outline.blocks))
    rest = [bool(tables.CONTINUES.search(block.text)) for block in outline.blocks]
    found: Cues = []
    for at, block in enumerate(outline.blocks):
        cues = {"rest"} if rest[at] else set()
        if outline.is_running(at + 1):
            if rest[at + 1]:
                cues.add("before-rest")
            if tables.FRESH.search(outline.blocks[at + 1].text):
                cues.add("before-fresh")
        if outline.looks[at] in HEADLIKE:
            above = outline.blocks[at - 1].text if outline.is_running(at - 1) and outline.is_open(at - 1) else ""
            below = outline.blocks[at + 1].text if outline.is_running(at + 1) else ""
            cues |= _seams(above, block.text, below, printed)
        elif at and outline.looks[at] in RUNNING and outline.is_running(at - 1) and outline.is_open(at - 1):
            cues |= _after_a_cut(outline, at, printed)
        found.append(cues)
    return found


def _after_a_cut(outline: Outline, at: int, printed: Container[str]) -> set[str]:
    """What a piece of text shows that stands after one that breaks off: whether it goes on from that, or stands between it and its rest.

    A caption without a credit looks as text does; but the text above does not go on in it, and it begins as a paragraph does.
    """
    above, own = outline.blocks[at - 1].text, outline.blocks[at].text
    cues = {f"goes-on:{seam(above, own, printed)}"}
    if tables.FRESH.search(own) or tables.DATE_START.search(own) or tables.STARTS_A_CAPTION.search(own):
        cues.add("fresh-after-cut")
    if len(own) <= LONG_CAPTION and (below := _rest(outline, at)):
        cues.add(f"stands-between:{seam(above, below, printed)}")
    return cues


def _rest(outline: Outline, at: int) -> str:
    """The text after a block and its credit, "" where none stands there."""
    after = at + 1
    while after < len(outline.looks) and outline.looks[after] in ("credit", "names"):
        after += 1
    return outline.blocks[after].text if outline.is_running(after) else ""


def _seams(above: str, own: str, below: str, printed: Container[str]) -> set[str]:
    """How a line fits to the broken text above it and to the text below it, and how these fit to one another; "" for no text."""
    pairs = (("above", above, own), ("below", own, below), ("across", above, below))
    return {f"seam-{which}:{seam(upper, lower, printed)}" for which, upper, lower in pairs if upper and lower}


def seam(above: str, below: str, printed: Container[str]) -> str:
    """How well two pieces of text go on into one another, in one word.

    >>> seam("发展潜", "力很大，发展空间", Printed("潜力，发展潜力"))
    'word'
    >>> seam("实现创新", "的关键", Printed(""))
    'rest'
    """
    if tables.CONTINUES.search(below) or tables.HANGING.search(above[-END:]):
        return "rest"
    return made_at_cut(above, below, printed)


def made_at_cut(above: str, below: str, printed: Container[str]) -> str:
    """What the characters on both sides of a cut make, in one word.

    "word" and "pair" are printed elsewhere on the page, three characters or two; "common" is a common word; "both" is a pair that is one.

    >>> made_at_cut("发展潜", "力很大", "潜力，发展潜力"), made_at_cut("发展潜", "能很大", "潜力，发展潜力")
    ('word', 'common')
    >>> made_at_cut("石窟保", "护工作", ""), made_at_cut("石窟保", "倍还不愁", "")
    ('common', 'none')
    """
    around = above[-2:] + below[:2]
    if len(around) < 4 or not around[1:3].isalnum():
        return "none"
    if around[:3] in printed or around[1:] in printed:
        return "word"
    known = is_word_at_cut(above, below)
    if around[1:3] in printed:
        return "both" if known else "pair"
    return "common" if known else "none"


def word_cues(outline: Outline) -> Cues:
    """Whether a block's words are found again in the text above it, below it, or neither.

    For a headline the words of all the headlines it stands with are looked for too, and the texts on its two sides compared:
    within a story the text below goes on with the words of the text above, between two stories it does not.
    """
    running = tuple(look in RUNNING for look in outline.looks)
    around = Around(words_of(tuple(block.text for block in outline.blocks)), running, NEARBY)
    together = runs(outline.looks)
    own = _leanings(around, np.arange(len(running)))
    of_run = _leanings(around, np.repeat(np.arange(len(together)), [len(run) for run in together]))
    topics = _topics(around)
    found: Cues = []
    texts = 0
    for number, run in enumerate(together):
        if running[run.start]:
            texts += 1
            found.append({f"words:{own[run.start]}"})
        else:
            found += [{f"topic:{topics[texts]}", f"head-words:{own[at]}", f"run-words:{of_run[number]}"} for at in run]
    return found


def _topics(around: Around) -> list[str]:
    """Of every text and the end, whether the text from there on is about the same as the text before it."""
    shares = around.across(TOPIC_SPAN).tolist()
    between = [level(TOPICS, share, "same") for share in shares[1:-1]]
    return ["edge", *between, "edge"]


def _leanings(around: Around, part: Ints) -> list[str]:
    """For every part of the page whether its words lean to the text above it or to the text below."""
    shares = zip(*(each.tolist() for each in around.shares(part)), strict=True)
    return [_leaning(above, below) for above, below in shares]


def _leaning(above: float, below: float) -> str:
    if max(above, below) < NO_SHARE:
        return "nowhere"
    return level(LEANINGS, (below - above) / (above + below), "far-below")
