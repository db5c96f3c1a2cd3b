"""Block -> the named cues that are seen of it: its own shape, its neighbours, and the words it shares with the text around it.

A cue is a name and nothing else; what it speaks for, and how strongly, is in `weights.py`. Every cue is found by a small rule
below or by a pattern of `tables.py`, and `explain` shows them under the same names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import islice

from sitegen.restore import tables
from sitegen.restore.blocks import Block
from sitegen.restore.names import in_byline, in_lead
from sitegen.restore.notices import is_notice
from sitegen.restore.scripts import compiled
from sitegen.restore.words import Words

LENGTH_RATIOS = ((0.65, "much-shorter"), (0.95, "shorter"), (1.05, "equal"), (1.5, "longer"))
"""How long a headline is beside another: the upper bound of each ratio."""
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
HEADLIKE = ("head", "names")
"""Looks of lines that headlines are made of."""
RUNNING = ("prose", "lead", "jump", "note")
"""Looks of running text."""
PLAIN_CUES_OF_PLACE = frozenset(
    {"always", "lead", "jump", "signed", "bracketed", "date-start", "caption-start", "long", "never-first"}
)
LENGTHS = ((4, "upto4"), (8, "upto8"), (14, "upto14"), (22, "upto22"), (34, "upto34"), (60, "upto60"))
MOST_NAMES = 12
"""Names alone, without a duty, are a byline up to this length."""
LONG_CAPTION = 120
LONG_HEAD = 28
"""A line with a comma is no headline when it is longer than this."""
PROSE = 45
"""A block longer than this is running text, whatever else it looks like."""
NEARBY = 7
"""How many blocks of running text above and below a line are searched for its words."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is seen of one block, before its role is known.

    Args:
        block: the block.
        look: what it looks like on its own, one word of `look_of`.
        cues: everything seen of it, by name, sorted.
    """

    block: Block
    look: str
    cues: tuple[str, ...]


def sightings(blocks: tuple[Block, ...]) -> tuple[Sighting, ...]:
    """Every block of a page with its cues."""
    looks = tuple(look_of(block) for block in blocks)
    texts = Counter(block.text for block in blocks)
    words = Words(tuple(block.text for block in blocks))
    seen: list[Sighting] = []
    earlier: set[str] = set()
    page = page_cues(looks)
    for at, block in enumerate(blocks):
        cues = {
            *shape_cues(block),
            *neighbour_cues(looks, at),
            *run_cues(blocks, looks, at),
            *flow_cues(blocks, looks, at),
        }
        cues |= word_cues(words, looks, at) | credit_cues(blocks, looks, at) | group_cues(blocks, looks, at) | page
        if texts[block.text] > 1:
            cues.add("printed-before" if block.text in earlier else "printed-again")
        earlier.add(block.text)
        seen.append(Sighting(block, looks[at], tuple(sorted(cues))))
    return tuple(seen)


def look_of(block: Block) -> str:
    """What a block looks like on its own, in one word.

    >>> [look_of(Block((1,), text)) for text in ("□ 本报记者 罗丽", "臧慧媛 陈贞 摄", "（上接第1版）", "85550123", "“脱单”有方")]
    ['byline', 'credit', 'jump', 'notice', 'head']
    """
    text = block.text
    if tables.JUMP_FROM.search(text):
        return "jump"
    if block.heading:
        return "head"
    if "\n" in text:
        # A poem or a table: it stands in a story as its text does.
        return "prose"
    if len(text) <= PROSE:
        short = next((name for name, looks_so in SHORT_LOOKS if looks_so(text)), None)
        if short:
            return short
    if tables.CREDIT_AT_END.search(text) or (tables.CAPTION_START.search(text) and len(text) <= LONG_CAPTION):
        return "caption"
    if tables.LEAD.search(text):
        return "lead"
    if tables.BRACKETED.search(text):
        return "note"
    running = len(text) > PROSE or tables.ENDED.search(text) or ("，" in text and len(text) > LONG_HEAD)
    return "prose" if running else "head"


def _is_byline(text: str) -> bool:
    return bool(tables.BYLINE.search(text)) and not tables.ENDED.search(text) and not tables.CREDIT.search(text)


def _is_credit(text: str) -> bool:
    return bool(tables.CREDIT.search(text))


def _is_names(text: str) -> bool:
    return len(text) <= MOST_NAMES and bool(tables.BARE_NAMES.search(text))


SHORT_LOOKS: tuple[tuple[str, Callable[[str], bool]], ...] = (
    ("notice", is_notice),
    ("byline", _is_byline),
    ("credit", _is_credit),
    ("names", _is_names),
)
"""What a short line may look like, the surest first."""


def speaks_of_place(cue: str) -> bool:
    """Does a cue say where in its story a block stands, and not only what it is? Only then has it weights by state.

    >>> speaks_of_place("after:byline"), speaks_of_place("dash-start")
    (True, False)
    """
    return ":" in cue or cue in PLAIN_CUES_OF_PLACE


SHAPES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("byline-sign", re.compile(f"^[{tables.BYLINE_SIGN}]")),
    ("reporter", tables.BYLINE),
    ("bare-names", tables.BARE_NAMES),
    ("lead", tables.LEAD),
    ("credit", tables.CREDIT),
    ("credit-at-end", tables.CREDIT_AT_END),
    ("caption-start", tables.CAPTION_START),
    ("date-start", tables.DATE_START),
    ("jump", tables.JUMP_FROM),
    ("signed", tables.NOTE_AT_END),
    ("numbered", tables.NUMBERED_HEAD),
    ("ordinal-alone", tables.ORDINAL_ALONE),
    ("contact", tables.CONTACT),
    ("editors", tables.EDITORS),
    ("only-number", tables.ONLY_NUMBER),
    ("latin", tables.LATIN_LINE),
    ("weekday", tables.WEEKDAY),
    ("newspaper-name", tables.NEWSPAPER_NAME),
    ("folio", tables.FOLIO_SHORT),
    ("dash-end", tables.DASH_END),
    ("dash-start", tables.DASH_START),
    ("ended", tables.ENDED),
    ("quoted", tables.WHOLLY_QUOTED),
    ("opens-quoted", re.compile("^“")),
    ("two-parts", re.compile(rf"[{tables.CJK}”》！？] [{tables.CJK}“《]")),
    ("comma", re.compile("，")),
    ("stop-inside", re.compile("。.")),
    ("colon-end", re.compile("：$")),
    ("question", re.compile("[？！]”?$")),
    ("brackets-end", re.compile("（[^（）]{2,14}）$")),
    ("bracketed", tables.BRACKETED),
    ("chaired", tables.CHAIRED),
    ("hanging", tables.HANGING),
    ("figures", tables.FIGURES),
    ("rubric", tables.RUBRIC),
    ("speaks", tables.SPEAKS),
    ("never-first", re.compile(f"^[{re.escape(tables.NEVER_FIRST)}]")),
    ("middle-dot", re.compile("·")),
    ("shown", compiled("[（(](?:中|左|右|前|后)[一二三四五六七八排]?[^（）]{0,4}[）)]|图为|拍摄|摄影|现场。$")),
)
"""Cues that a pattern finds in the block's own text."""


def shape_cues(block: Block) -> set[str]:
    """What the block's own text shows.

    >>> sorted(shape_cues(Block((1,), "——访市民政局党组书记、局长杨丽")))
    ['dash-start', 'upto22']
    """
    cues = {name for name, pattern in SHAPES if pattern.search(block.text)}
    cues.add(next((name for most, name in LENGTHS if len(block.text) <= most), "long"))
    if len(block.text) > 2 * PROSE:
        cues.add("very-long")
    if block.heading:
        cues.add(f"heading-{min(block.heading, 3)}")
    if any(block.text.count(a) > block.text.count(b) for a, b in (*tables.PAIRS, tables.INNER_QUOTES)):
        cues.add("unclosed")
    if any(block.text.count(b) > block.text.count(a) for a, b in tables.PAIRS):
        cues.add("unopened")
    if block.bold:
        cues.add("bold" if block.bold >= len(block.text) else "bold-start")
    if is_notice(block.text) and len(block.text) <= PROSE:
        cues.add("notice")
    if not block.after_gap:
        cues.add("close")
    if len(block.lines) > 1:
        cues.add("wrapped")
    return cues


def neighbour_cues(looks: tuple[str, ...], at: int) -> set[str]:
    """What the two blocks before and the two after look like, and the block itself."""

    def look(where: int) -> str:
        return looks[where] if 0 <= where < len(looks) else "edge"

    return {
        f"after:{look(at - 1)}",
        f"before:{look(at + 1)}",
        f"after2:{look(at - 2)}",
        f"before2:{look(at + 2)}",
        f"look:{looks[at]}",
    }


def page_cues(looks: tuple[str, ...]) -> set[str]:
    """The page's habit, as far as its ends show it: headlines above their stories or below.

    >>> sorted(page_cues(("byline", "prose", "prose", "head")))
    ['page:begins-with-text', 'page:ends-with-head']
    """
    news = [look for look in looks if look not in ("notice", "credit")] or ["edge"]
    begins = "head" if news[0] == "head" else "text"
    ends = "head" if news[-1] == "head" else "text"
    return {f"page:begins-with-{begins}", f"page:ends-with-{ends}"}


def run_cues(blocks: tuple[Block, ...], looks: tuple[str, ...], at: int) -> set[str]:
    """A headline's place among the headlines it stands with: how many, which one, longer or shorter than its neighbour."""
    if looks[at] not in HEADLIKE:
        return set()
    first, last = run_of(looks, at)
    cues = {f"run:{min(at - first, 3)}/{min(last - first + 1, 4)}"}
    follows = looks[last + 1] if last + 1 < len(looks) else "edge"
    leads = looks[first - 1] if first else "edge"
    cues |= {f"run-before:{follows}", f"run-after:{leads}", f"run-last:{last - at}"}
    if at > first:
        cues |= _beside("above", blocks[at], blocks[at - 1])
    if at < last:
        cues |= _beside("below", blocks[at], blocks[at + 1])
    return cues


NEIGHBOUR_SHAPES = (("dash-end", tables.DASH_END), ("dash-start", tables.DASH_START), ("figures", tables.FIGURES))
"""What of a headline's shape tells the role of the one beside it."""


def _beside(which: str, block: Block, other: Block) -> set[str]:
    """What the headline above or below shows: its shape, its mark, how much longer or shorter it is."""
    cues = {f"{which}-{name}" for name, pattern in NEIGHBOUR_SHAPES if pattern.search(other.text)}
    if other.heading:
        cues.add(f"{which}-heading")
    ratio = len(block.text) / len(other.text)
    length = next((name for most, name in LENGTH_RATIOS if ratio <= most), "much-longer")
    return {*cues, f"{which}:{length}"}


def run_of(looks: tuple[str, ...], at: int) -> tuple[int, int]:
    """The first and last block of the headlines that stand together with a block."""
    first, last = at, at
    while looks[at] in HEADLIKE and first > 0 and looks[first - 1] in HEADLIKE:
        first -= 1
    while looks[at] in HEADLIKE and last + 1 < len(looks) and looks[last + 1] in HEADLIKE:
        last += 1
    return first, last


def flow_cues(blocks: tuple[Block, ...], looks: tuple[str, ...], at: int) -> set[str]:
    """How the running text above left off, and whether this block breaks off.

    A short line after a text that broke off may be its next fragment; after one that is over it is a head of some kind.
    """
    cues: set[str] = set()
    above = next((blocks[i] for i in range(at - 1, -1, -1) if looks[i] in RUNNING), None)
    left_off = "nothing" if above is None else "open" if is_open(above.text) and not above.jump else "over"
    if above is not None and tables.NOTE_AT_END.search(above.text):
        left_off = "signed"
    kind = "text" if looks[at] in RUNNING else "line"
    cues.add(f"{kind}-after:{left_off}")
    if looks[at] in RUNNING and is_open(blocks[at].text) and not blocks[at].jump:
        cues.add("open")
    return cues


def is_open(text: str) -> bool:
    """Does the text break off before its sentence ends?

    >>> [is_open(t) for t in ("会议在北", "他说。", "（龙慧梅）", "“把资源送下去”", "主要有三个特点：")]
    [True, False, False, False, True]
    """
    closed = (tables.ENDED, tables.NOTE_AT_END, tables.WHOLLY_QUOTED)
    return "\n" not in text and not any(pattern.search(text) for pattern in closed)


def word_cues(words: Words, looks: tuple[str, ...], at: int) -> set[str]:
    """Whether a block's words are found again in the text above it, below it, or neither.

    For a headline the words of all the headlines it stands with are looked for too.
    """
    above = list(islice((i for i in range(at - 1, -1, -1) if looks[i] in RUNNING), NEARBY))
    below = list(islice((i for i in range(at + 1, len(looks)) if looks[i] in RUNNING), NEARBY))
    if looks[at] in RUNNING:
        return {f"words:{_leaning(words, (at,), above, below)}"}
    first, last = run_of(looks, at)
    run = tuple(range(first, last + 1))
    return {f"head-words:{_leaning(words, (at,), above, below)}", f"run-words:{_leaning(words, run, above, below)}"}


def _leaning(words: Words, own: tuple[int, ...], above: list[int], below: list[int]) -> str:
    up, down = words.shared(own, above), words.shared(own, below)
    if max(up, down) < NO_SHARE:
        return "nowhere"
    lean = (down - up) / (up + down)
    return next((name for most, name in LEANINGS if lean <= most), "far-below")


def credit_cues(blocks: tuple[Block, ...], looks: tuple[str, ...], at: int) -> set[str]:
    """Whose the picture is, by the credit that this block is, or that follows it and at most one more caption.

    A picture taken by a story's own reporter belongs to that story; one bought from an agency is mostly a story of its own.
    """
    for where in range(at, min(at + 3, len(blocks))):
        if looks[where] == "credit":
            if tables.AGENCY_CREDIT.search(blocks[where].text):
                return {"credited:agency"}
            return {"credited:reporter" if _by_a_reporter_above(blocks, looks, where) else "credited:other"}
    return set()


def _by_a_reporter_above(blocks: tuple[Block, ...], looks: tuple[str, ...], at: int) -> bool:
    """Does a credit name somebody whom the nearest byline or opening above it names?"""
    named = (blocks[i].text for i in range(at - 1, -1, -1) if looks[i] in ("byline", "names", "lead"))
    reporters = {*in_byline(text := next(named, "")), *in_lead(text)}
    return bool(reporters & set(in_byline(tables.TAKEN.sub("", blocks[at].text))))


def group_cues(blocks: tuple[Block, ...], looks: tuple[str, ...], at: int) -> set[str]:
    """Whether a short line stands in one tight group with a line of masthead or advert.

    An advert is set as a few lines with no blank line between, of which one gives an address or a number:
    中国农业银行 / 大行普惠 伴您成长 / 客服热线：95599 www.abchina.com.
    """
    if looks[at] not in HEADLIKE:
        return set()
    first, last = at, at
    while first > 0 and not blocks[first].after_gap:
        first -= 1
    while last + 1 < len(blocks) and not blocks[last + 1].after_gap:
        last += 1
    return {"beside-notice"} if "notice" in looks[first : last + 1] else set()
