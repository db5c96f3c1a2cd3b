"""What a block shows by itself: the shapes that patterns find in its text, and what it looks like in one word."""

from __future__ import annotations

import re
from collections.abc import Callable

from sitegen.restore import tables
from sitegen.restore.blocks import Block
from sitegen.restore.levels import level
from sitegen.restore.notices import is_notice
from sitegen.restore.scripts import any_of, compiled, either_of
from sitegen.values import dataclass

HEADLIKE = ("head", "names")
"""Looks of lines that headlines are made of."""
RUNNING = ("prose", "lead", "jump", "note")
"""Looks of running text."""
LENGTHS = ((4, "upto4"), (8, "upto8"), (14, "upto14"), (24, "upto24"), (34, "upto34"), (60, "upto60"))
MOST_NAMES = 12
"""Names alone, without a duty, are a byline up to this length."""
LONG_CAPTION = 120
LONG_HEAD = 34
"""A line with a comma is no headline when it is longer than this."""
PARTED = re.compile("[，；]")
LONGEST_SUBHEAD = 24
"""A subhead is hardly ever longer; a quotation on a line of its own that is, was set apart and is text."""
PROSE = 45
"""A block longer than this is running text, whatever else it looks like."""
CLOSED = frozenset({"ended", "signed", "quoted"})
"""Shapes of text that is over."""

SHOWN = compiled("[（(](?:中|左|右|前|后)[一二三四五六七八排]?[^（）]{0,4}[）)]|图为|拍摄|摄影|现场。$")
"""Words of captions: （左二） · 图为……"""
AT_START: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("byline-sign", re.compile(f"^[{tables.BYLINE_SIGN}]")),
    ("lead", tables.LEAD),
    ("caption-start", tables.CAPTION_START),
    ("date-start", tables.DATE_START),
    ("jump", tables.JUMP_FROM),
    ("numbered", tables.NUMBERED_HEAD),
    ("dash-start", tables.DASH_START),
    ("quoted", tables.WHOLLY_QUOTED),
    ("opens-quoted", re.compile("^“")),
    ("bracketed", tables.BRACKETED),
    ("count-start", tables.COUNT_START),
    ("starts-with-place", tables.PLACE_START),
    ("starts-with-verb", tables.VERB_START),
    ("never-first", re.compile(f"^[{re.escape(tables.NEVER_FIRST)}]")),
)
"""Shapes of which a text's beginning decides."""
ANY_START = either_of(pattern for _, pattern in AT_START)
"""Most texts begin with none of them, which one pattern for all tells in a third of the time."""

ANYWHERE: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("comma", re.compile("，")),
    ("stop-inside", re.compile("。.")),
    ("brackets-end", re.compile("（[^（）]{2,14}）$")),
    ("figures", tables.FIGURES),
    ("enumerates", re.compile("、")),
    ("editors", tables.EDITORS),
    ("weekday", tables.WEEKDAY),
    ("speaks", tables.SPEAKS),
    ("growth", tables.GROWTH),
    ("middle-dot", re.compile("·")),
)
"""Shapes that a pattern finds in the block's text."""

SHORT = 80
"""No byline, credit, folio or other line of the kinds in `WHOLE_LINES` is longer: a long text need not be tried."""
WHOLE_LINES: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("reporter", tables.BYLINE),
    ("bare-names", tables.BARE_NAMES),
    ("signs", tables.SIGNS),
    ("salutes", tables.SALUTES),
    ("credit", tables.CREDIT),
    ("ordinal-alone", tables.ORDINAL_ALONE),
    ("only-number", tables.ONLY_NUMBER),
    ("latin", tables.LATIN_LINE),
    ("newspaper-name", tables.NEWSPAPER_NAME),
    ("folio", tables.FOLIO_SHORT),
    ("chaired", tables.CHAIRED),
    ("time-alone", tables.TIME_ALONE),
    ("body-named", tables.INSTITUTION),
)
"""Shapes that a whole line has."""

END = 6
"""How much of a text's end shows the shapes of its end: no pattern of `AT_END` is longer."""
AT_END: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("ended", tables.ENDED),
    ("dash-end", tables.DASH_END),
    ("colon-end", re.compile("：$")),
    ("question", re.compile("[？！]”?$")),
    ("hanging", tables.HANGING),
    ("rubric", tables.RUBRIC),
    ("urges", tables.URGES),
    ("event", tables.EVENT),
)
"""Shapes of which a few words at the end decide: a long text need not be read through for them."""

NEEDING: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    ("two-parts", re.compile(" "), re.compile(rf"[{tables.CJK}”》！？] [{tables.CJK}“《]")),
    ("credit-at-end", compiled("[摄供]"), tables.CREDIT_AT_END),
    ("signed", compiled("）$"), tables.NOTE_AT_END),
    ("contact", compiled("[：:.@hH线号码端-]"), tables.CONTACT),
    ("shown", compiled("[（(图摄现]"), SHOWN),
    ("credited-inside", compiled("）$"), tables.CREDITED_INSIDE),
    ("advertises", compiled(any_of("作废|遗失|公告|聘|待遇|薪|欢迎|敬请|热线|电话|抢购|开盘")), tables.ADVERTISES),
)
"""Shapes whose patterns are slow to find that a text has none: what each needs at the least, and the pattern."""


def shapes_of(text: str) -> frozenset[str]:
    """The names of the shapes that a text has.

    >>> sorted(shapes_of("——访市民政局党组书记、局长杨丽"))
    ['dash-start', 'enumerates']
    """
    seen = {name for name, pattern in ANYWHERE if pattern.search(text)}
    if ANY_START.match(text):
        seen.update([name for name, pattern in AT_START if pattern.match(text)])
    if len(text) <= SHORT:
        seen.update([name for name, pattern in WHOLE_LINES if pattern.search(text)])
    end = text[-END:]
    seen.update([name for name, pattern in AT_END if pattern.search(end)])
    seen.update([name for name, needed, pattern in NEEDING if needed.search(text) and pattern.search(text)])
    return frozenset(seen)


def shape_cues(block: Block) -> set[str]:
    """What the block's own text shows.

    >>> sorted(shape_cues(Block((1,), "——访市民政局党组书记、局长杨丽")))
    ['dash-start', 'enumerates', 'upto24']
    """
    text, size = block.text, len(block.text)
    cues = set(shapes_of(text))
    cues.add(level(LENGTHS, size, "long"))
    if size > 2 * PROSE:
        cues.add("very-long")
    if block.heading:
        cues.add(f"heading-{min(block.heading, 3)}")
    cues |= _unpaired(text)
    if block.bold:
        cues.add("bold" if block.bold >= size else "bold-start")
    if "quoted" in cues and size > LONGEST_SUBHEAD:
        cues.add("long-quote")
    if size <= PROSE and is_notice(text):
        cues.add("notice")
    if not block.after_gap:
        cues.add("close")
    if len(block.lines) > 1:
        cues.add("wrapped")
    return cues


def _unpaired(text: str) -> set[str]:
    """Whether marks that come in pairs are left open or closed too often; a ’ too many may be an apostrophe."""
    inner, outer = tables.INNER_QUOTES, [(text.count(opener), text.count(closer)) for opener, closer in tables.PAIRS]
    cues: set[str] = set()
    if any(opened > closed for opened, closed in (*outer, (text.count(inner[0]), text.count(inner[1])))):
        cues.add("unclosed")
    if any(closed > opened for opened, closed in outer):
        cues.add("unopened")
    return cues


def look_of(block: Block) -> str:
    """What a block looks like on its own, in one word.

    >>> [look_of(Block((1,), text)) for text in ("□ 本报记者 罗丽", "臧慧媛 陈贞 摄", "（上接第1版）", "85550123", "“脱单”有方")]
    ['byline', 'credit', 'jump', 'notice', 'head']
    """
    return look(block, frozenset(shape_cues(block)))


def look(block: Block, shapes: frozenset[str]) -> str:
    """The same of a block whose `shape_cues` are known."""
    text, size = block.text, len(block.text)
    if "jump" in shapes:
        return "jump"
    if block.heading:
        return "head"
    if "\n" in text:
        # A poem or a table: it stands in a story as its text does.
        return "prose"
    if size <= PROSE:
        short = next((name for name, looks_so in SHORT_LOOKS if looks_so(text, shapes)), None)
        if short:
            return short
    if "credit-at-end" in shapes or ("caption-start" in shapes and size <= LONG_CAPTION):
        return "caption"
    if "lead" in shapes:
        return "lead"
    if "bracketed" in shapes:
        return "note"
    if size <= LONG_HEAD and tables.ASKS.search(text):
        return "head"
    running = size > PROSE or "ended" in shapes or (size > LONG_HEAD and bool(PARTED.search(text)))
    return "prose" if running else "head"


def _is_notice(_text: str, shapes: frozenset[str]) -> bool:
    return "notice" in shapes


def _is_byline(_text: str, shapes: frozenset[str]) -> bool:
    return "reporter" in shapes and "ended" not in shapes and "credit" not in shapes


def _is_credit(_text: str, shapes: frozenset[str]) -> bool:
    return "credit" in shapes


def _is_names(text: str, shapes: frozenset[str]) -> bool:
    return len(text) <= MOST_NAMES and "bare-names" in shapes


SHORT_LOOKS: tuple[tuple[str, Callable[[str, frozenset[str]], bool]], ...] = (
    ("notice", _is_notice),
    ("byline", _is_byline),
    ("credit", _is_credit),
    ("names", _is_names),
)
"""What a short line may look like, the surest first."""


@dataclass(frozen=True, slots=True)
class Outline:
    """A page's blocks with what each shows by itself: what the cues of place look at.

    Args:
        blocks: the blocks.
        shapes: the `shape_cues` of each.
        looks: what each looks like, one word of `look_of`.
    """

    blocks: tuple[Block, ...]
    shapes: tuple[frozenset[str], ...]
    looks: tuple[str, ...]

    def is_running(self, at: int) -> bool:
        """Is there a block at this place, and is it running text?"""
        return 0 <= at < len(self.looks) and self.looks[at] in RUNNING

    def is_open(self, at: int) -> bool:
        """Does the block break off before its sentence ends?"""
        return "\n" not in self.blocks[at].text and CLOSED.isdisjoint(self.shapes[at])


def outline(blocks: tuple[Block, ...]) -> Outline:
    """The outline of a page."""
    shapes = tuple(frozenset(shape_cues(block)) for block in blocks)
    return Outline(blocks, shapes, tuple(look(block, seen) for block, seen in zip(blocks, shapes, strict=True)))
