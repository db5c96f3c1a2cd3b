"""Which place a line has in its paragraph: the likeliest sequence of (measure, place) over all lines of a page (Viterbi).

A page set in columns fills every line of a paragraph but the first (indented by two characters) and the last. So the width of a
line, against the measure of its column, says which place it has. What the measure is at each place of the page is found in the
same go. Costs of all lines and measures are one table of numbers; a path through it takes a few operations a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from sitegen.restore.clean import Line, shows_indents
from sitegen.restore.dictionary import is_word_at_cut
from sitegen.restore.endings import is_ended, is_signed
from sitegen.restore.measure import INDENT, SENTENCE_MARKS, WIDEST, Numbers, close_measures, measures, room, widths
from sitegen.restore.notices import is_notice
from sitegen.restore.tables import (
    BRACKETED,
    BYLINE,
    CREDIT,
    FRESH,
    ITEM,
    NEVER_FIRST,
    STARTS_A_BLOCK,
    STARTS_A_CAPTION,
)
from sitegen.restore.typography import SHORT_LINE
from sitegen.values import dataclass

WIDTH_COST = 0.9
"""Cost of a line one character off the width its place calls for, growing by the square: full lines scatter by 0.6."""
MOST_WIDTH_COST = 14.0
ALONE_COST = 3.2
"""Cost of reading a line as a block of its own: what being part of a paragraph must not exceed."""
HEAD_COST = 1.0
"""The same for a line with no stop and no comma, as a headline is."""
TINY, TINY_COST = 3, 1.0
"""Cost of a block of so few characters right below a line that breaks off: it is the rest of that."""
NEW_MEASURE_COST = 4.0
UNWRAPPED, WRAPPED_COST = 0.5, 6.0
"""Where more than this share of a page's text stands in lines that no column wraps: cost of lines that one did."""
UNMARKED_COST = 0.5
"""Cost of a paragraph whose first line has no mark of punctuation: one line in four has none, of headlines most."""
OPEN_BRACKET_COST = 4.0
"""Cost of ending in the middle of a bracket: （作者为……研究所 · 研究员）."""
STOP_INSIDE_COST = 1.0
"""Cost of a stop at the end of a line inside a paragraph: one line in twenty ends so by chance."""
ITEM_OVER_COST = 3.0
"""Cost of going on after an item's first line that ends as an item does: most items are short."""
FRESH_INSIDE_COST = 1.0
"""Cost of a line inside a paragraph that begins like one (此外，……), after a line that ends a sentence."""
NO_STOP_AT_END_COST, CUT_AT_END_COST = 5.0, 3.5
"""Cost of a last line without a stop; of one that is full, where a column's end may have cut the paragraph."""
NEARLY_FULL = 1.0
"""A line that is so many characters short of its measure is full."""
FULL_LAST_LINE_COST = 0.5
INDENT_INSIDE_COST, NO_INDENT_COST = 8.0, 4.0
"""On a page that shows its indents: cost of an indented line inside a paragraph, and of one that begins a paragraph without."""
COLUMN_TOP_COST = 3.0
"""Cost of a paragraph that begins without an indent: the top of a column, continuing the one before."""
NEVER_FIRST_COST = 8.0
CLOSE_COST = 2.0
"""Cost of beginning a block with no blank line before it, on a page whose lines mostly have one."""
MOSTLY_APART, MOSTLY_CLOSE = 0.6, 0.5
"""A blank line before more, or before fewer, than these shares of a page's lines."""
GAP_INSIDE_COST = 8.0
"""Cost of going on over a blank line, on a page that has one before fewer of its lines: there blank lines part blocks."""
WORD_COST = 2.5
"""Cost of beginning a block inside a common word, where the line above is not over: ……办在职工心 · 坎上."""
SIGNED_COST = 6.0
"""Cost of going on after a closing signature: ……查询车辆位置。（记者 刘畅）"""
NOTICE_INSIDE_COST, CREDIT_INSIDE_COST = 3.0, 6.0
"""Cost of a line of masthead or advert, and of a byline or a photographer's credit, as part of a paragraph."""
CAPTION_INSIDE_COST = 3.0
"""Cost of going on with a line that begins as captions do: 图为…… · 田野（左二）在比赛中."""
DOUBTFUL_COST = 3.0
"""A paragraph begins where that is cheapest; where going on with the line before would cost less than this more, it is doubtful: of
138 that begin so after a full stop, on the gold pages, 7 do not; of 567 others that begin after one, 1."""
LONG_LINE_FREE = WIDEST + 4
STRETCH = 4000
"""Lines read in one go: more than any page has (the longest known 1,100), so that time and memory grow only with the lines."""

ITEM_ENDS = "；;：:"
"""What an item of a list may end in besides a stop."""


Flags = npt.NDArray[np.bool_]


class Place(IntEnum):
    """A line's place in its paragraph."""

    ALONE = 0
    FIRST = 1
    TOP = 2
    INSIDE = 3
    LAST = 4


BEGINNINGS = (Place.FIRST, Place.TOP)
"""Places of a paragraph's first line."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A line's place, and whether it begins a block though it might as well go on with the line before."""

    place: Place
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Costs:
    """What each place costs each line: a row a line, a column a measure.

    Args:
        alone: as a block of its own, whatever the measure.
        first, top: at a paragraph's beginning, indented or not.
        inside, last: later in it.
    """

    alone: Numbers
    first: Numbers
    top: Numbers
    inside: Numbers
    last: Numbers


def places(lines: tuple[Line, ...], kept: frozenset[int] = frozenset()) -> tuple[Placed, ...]:
    """Each line's place in its paragraph, by the cheapest reading of the whole page.

    Args:
        lines: the page's.
        kept: where in them verse and tables stand, which are no column's.
    """
    made: list[Placed] = []
    for start in range(0, len(lines), STRETCH):
        stretch = lines[start : start + STRETCH]
        made += _places(stretch, frozenset(at - start for at in kept if start <= at < start + STRETCH))
    return tuple(made)


def _places(lines: tuple[Line, ...], kept: frozenset[int]) -> list[Placed]:
    found = widths(tuple(line.text for line in lines))
    tried = measures(found)
    if not tried:
        return [Placed(Place.ALONE)] * len(lines)
    apart = sum(line.after_gap for line in lines) > MOSTLY_APART * len(lines)
    if apart:
        tried = tuple(sorted({*tried, *close_measures(lines, found)}))
    gaps = np.array([line.after_gap for line in lines])
    costs = costs_of(lines, found, np.array(tried, dtype=float), ~gaps & apart, gaps & (gaps.mean() < MOSTLY_CLOSE))
    if shows_indents(lines):
        _heed_indents(costs, np.array([line.indented for line in lines])[:, None])
    for at in kept:
        costs.alone[at] = 0.0
        costs.first[at] = costs.top[at] = costs.inside[at] = costs.last[at] = np.inf
    if found[found > LONG_LINE_FREE].sum() > UNWRAPPED * found.sum():
        costs.first[:] += WRAPPED_COST
        costs.top[:] += WRAPPED_COST
    path = cheapest(costs)
    return [Placed(place, doubtful) for place, doubtful in zip(path, doubtful_beginnings(costs, path), strict=True)]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the lines of a page show, whatever their widths; one entry a line.

    Args:
        ended: the sentence is over at its end.
        broken_off: the line above is a sentence that is not.
        sentences: it has punctuation, as running text has.
        items: an item of a list begins with it.
        item_over: it ends as an item of a list does.
        before_item: that, and another item follows.
    """

    ended: Flags
    broken_off: Flags
    sentences: Flags
    items: Flags
    item_over: Flags
    before_item: Flags


def _shown(lines: tuple[Line, ...], balance: npt.NDArray[np.int_]) -> Shown:
    texts = tuple(line.text for line in lines)
    ended = np.array([is_ended(text) for text in texts]) | ((balance < 0) & [text[-1] == "）" for text in texts])
    sentences = np.array([any(mark in text for mark in SENTENCE_MARKS) for text in texts])
    items = np.array([starts_item(line, before) for line, before in zip(lines, (None, *lines), strict=False)])
    item_over = np.array([text[-1] in ITEM_ENDS for text in texts])
    before_item = np.array([*items[1:], False]) & item_over
    return Shown(ended, np.array([False, *(sentences & ~ended)[:-1]]), sentences, items, item_over, before_item)


def _heed_indents(costs: Costs, indented: Flags) -> None:
    """Add to the costs what the indents of a page say that shows them: a paragraph begins with one, and has none inside."""
    costs.first[:] += NO_INDENT_COST * ~indented
    costs.top[:] += INDENT_INSIDE_COST * indented
    costs.inside[:] += INDENT_INSIDE_COST * indented
    costs.last[:] += INDENT_INSIDE_COST * indented


def costs_of(lines: tuple[Line, ...], found: Numbers, tried: Numbers, close: Flags, parted: Flags) -> Costs:
    """What each place costs each line.

    Args:
        lines: the lines.
        found: their widths.
        tried: the measures.
        close: which of them stand close to the one before, on a page whose lines mostly stand apart.
        parted: which of them stand apart from the one before, on a page whose lines mostly stand close.
    """
    texts = tuple(line.text for line in lines)
    balance = np.array([text.count("（") - text.count("）") for text in texts])
    shown = _shown(lines, balance)
    within = np.array([_cost_in_paragraph(line) for line in lines])
    later = _costs_of_going_on(lines, within, shown, parted)[:, None]
    begins = _costs_of_beginning(texts, shown, close)
    noted = MOST_WIDTH_COST * np.array([bool(BRACKETED.search(text)) for text in texts])
    of_several = (begins + within + noted + UNMARKED_COST * ~shown.sentences)[:, None]
    broken = OPEN_BRACKET_COST * (balance > 0)
    tiny = shown.broken_off & [len(line.text) <= TINY and not line.after_gap for line in lines]
    short = np.where(shown.sentences, ALONE_COST, HEAD_COST) * (found <= LONG_LINE_FREE) + TINY_COST * tiny
    stopped = STOP_INSIDE_COST * shown.ended
    stopped += ITEM_OVER_COST * (shown.items & (shown.ended | shown.item_over))
    off = found[:, None] - tried
    # Where a sentence is over, an opening mark in the next line may as well begin a paragraph.
    spare = (room(texts) * ~shown.ended)[:, None]
    full = _off_full(off, spare) + stopped[:, None]
    ends_whole = FULL_LAST_LINE_COST * (off >= -0.5)
    ends_broken = np.where(off >= -NEARLY_FULL, CUT_AT_END_COST, NO_STOP_AT_END_COST)
    may_end = (shown.ended | shown.before_item)[:, None]
    return Costs(
        alone=begins + short + broken,
        first=of_several + _off_full(off + INDENT, spare) + stopped[:, None],
        top=of_several + full + np.where(shown.items, 0.0, COLUMN_TOP_COST)[:, None],
        inside=later + full,
        last=later + broken[:, None] + _off(np.maximum(0.0, off)) + np.where(may_end, ends_whole, ends_broken),
    )


def _costs_of_beginning(texts: tuple[str, ...], shown: Shown, close: Flags) -> Numbers:
    """What speaks against each line beginning a block."""
    unlikely = np.array([text[0] in NEVER_FIRST for text in texts])
    above = ("", *texts)
    inside_word = np.array(
        [
            cut and is_word_at_cut(before, text)
            for cut, before, text in zip(shown.broken_off.tolist(), above, texts, strict=False)
        ]
    )
    return np.asarray(CLOSE_COST * close + WORD_COST * inside_word + NEVER_FIRST_COST * unlikely)


def _costs_of_going_on(lines: tuple[Line, ...], within: Numbers, shown: Shown, parted: Flags) -> Numbers:
    """What speaks against each line going on with the one above."""
    costs = np.maximum(within, [_cost_of_going_on(line, item) for line, item in zip(lines, shown.items, strict=True)])
    fresh = np.array([bool(FRESH.search(line.text)) for line in lines])
    signed = [is_signed(line.text) for line in lines]
    costs += FRESH_INSIDE_COST * (fresh & np.array([False, *shown.ended[:-1]])) + GAP_INSIDE_COST * parted
    costs += SIGNED_COST * np.array([False, *signed[:-1]])
    return costs


def starts_item(line: Line, before: Line | None) -> bool:
    """Does an item of a list begin with this line? It bears a mark or a number, and the line before does not break off.

    >>> from sitegen.restore.clean import clean_line
    >>> starts_item(clean_line("（一）加强领导"), clean_line("提出如下意见：")), starts_item(clean_line("12.5万名"), None)
    (True, False)
    """
    if line.item:
        return True
    if before is not None and not (before.text[-1] in ITEM_ENDS or is_ended(before.text)):
        return False
    return bool(ITEM.search(line.text))


def _cost_in_paragraph(line: Line) -> float:
    """What speaks against this line being one of several of a paragraph, whatever its width."""
    text = line.text
    if line.heading:
        return MOST_WIDTH_COST
    if CREDIT.search(text) or (BYLINE.search(text) and not is_ended(text)):
        return CREDIT_INSIDE_COST
    return NOTICE_INSIDE_COST * (len(text) <= SHORT_LINE and is_notice(text))


def _cost_of_going_on(line: Line, item: bool) -> float:
    """What speaks against this line going on with a paragraph that another began."""
    if item or line.heading or STARTS_A_BLOCK.search(line.text):
        return MOST_WIDTH_COST
    return CAPTION_INSIDE_COST if STARTS_A_CAPTION.search(line.text) else 0.0


def _off(characters: Numbers) -> Numbers:
    """Cost of a line that many characters wider or narrower than its place calls for."""
    return np.minimum(MOST_WIDTH_COST, WIDTH_COST * characters * characters)


def _off_full(characters: Numbers, spare: Numbers) -> Numbers:
    """The same for a line that the next goes on with, `spare` characters of which may be empty."""
    return _off(np.where(characters < 0, np.minimum(0.0, characters + spare), characters))


def cheapest(costs: Costs) -> list[Place]:
    """The cheapest way through all lines.

    A paragraph is open after its first line and as long as lines go on with it. Only what an open paragraph costs, what one that
    is over costs, and what a line alone costs must be kept of each line; where each came from is found again on the way back.
    """
    lines, wide = costs.inside.shape
    begins = np.minimum(costs.first, costs.top)
    opened, over = np.full((lines + 1, wide), np.inf), np.full((lines + 1, wide), np.inf)
    alone = [0.0]
    start, going_on = np.empty(wide), np.empty(wide)
    rows = zip(begins, costs.inside, costs.last, costs.alone.tolist(), opened, over, opened[1:], over[1:], strict=False)
    for begin, inside, last, by_itself, is_open, is_over, opened_next, over_next in rows:
        ended = min(alone[-1], float(is_over[is_over.argmin()]))
        np.minimum(is_over, min(alone[-1], ended + NEW_MEASURE_COST), out=start)
        np.add(start, begin, out=start)
        np.add(is_open, inside, out=going_on)
        np.minimum(start, going_on, out=opened_next)
        np.add(is_open, last, out=over_next)
        alone.append(ended + by_itself)
    return _way_back(costs, opened, over, alone)


def doubtful_beginnings(costs: Costs, path: Sequence[Place]) -> list[bool]:
    """Which lines begin a paragraph that might as well go on with the line before, all other lines staying as they are read."""
    begins = np.minimum(costs.first, costs.top)
    alone = np.array([place is Place.ALONE for place in path[:-1]], dtype=np.bool_)[:, None]
    apart = np.where(alone, costs.alone[:-1, None], costs.last[:-1]) + begins[1:]
    together = np.where(alone, begins[:-1], costs.inside[:-1]) + costs.inside[1:]
    near = (together.min(axis=1) < apart.min(axis=1) + DOUBTFUL_COST).tolist()
    return [False, *(is_near and place in BEGINNINGS for is_near, place in zip(near, path[1:], strict=True))]


def _way_back(costs: Costs, opened: Numbers, over: Numbers, alone: Sequence[float]) -> list[Place]:
    """The places on the cheapest way, from the last line to the first; `measure` is None after a line alone."""
    path: list[Place] = []
    measure = _cheapest_end(alone[-1], over[-1])
    is_open = False
    for at in range(len(alone) - 2, -1, -1):
        if measure is None:
            path.append(Place.ALONE)
            measure = _cheapest_end(alone[at], over[at])
        elif not is_open:
            path.append(Place.LAST)
            is_open = True
        else:
            ended = min(alone[at], over[at].min())
            start = min(over[at, measure], alone[at], ended + NEW_MEASURE_COST)
            first, top = costs.first[at, measure], costs.top[at, measure]
            if opened[at, measure] + costs.inside[at, measure] <= start + min(first, top):
                path.append(Place.INSIDE)
                continue
            path.append(Place.FIRST if first <= top else Place.TOP)
            is_open = False
            if over[at, measure] > start:
                measure = None if alone[at] == start else _cheapest_end(alone[at], over[at])
    return path[::-1]


def _cheapest_end(alone: float, over: Numbers) -> int | None:
    """The measure of the cheapest paragraph that ends here, None where a line alone is cheaper."""
    best = int(over.argmin())
    return best if over[best] < alone else None
