"""Where the columns of a story ended, told by their being of one height.

On a page whose lines are not wrapped a column's end shows only where it cuts a sentence. It may as well cut a paragraph after a full
stop, and then looks like a paragraph's end. But the cuts in sentences give the height of the story's columns, and that height the
places of the other ends: of a story that is cut after 196, 587, 787 and 985 characters, the paragraph that ends after 391 ends where
a column does. All ends are found together, as the likeliest places for columns of every height that the cuts allow (forward-backward).

Whether the paragraph goes on there is told by its last line, too: a cut leaves it full. The measure of the columns is that by which
the pieces above the other cuts are whole lines.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from itertools import compress, pairwise
from types import MappingProxyType

import numpy as np

from sitegen.restore.blocks import Block
from sitegen.restore.endings import is_open
from sitegen.restore.measure import INDENT, Numbers
from sitegen.values import dataclass

PARAGRAPH = 10.0
"""What a paragraph takes of a column besides its characters, in these: its indent, and half of its last line."""
SUBHEAD = 38.0
"""The same of a subhead: two lines."""
LINE = 18.0
"""A line's usual measure: of columns that are not all full, the last is shorter by no more than a line for each of the others."""
SCATTER = 12.0
"""How far the text between two ends scatters about a column's height: two thirds of a line, for lines are not counted."""
STRAY = 0.01
"""How often an end is nowhere near that: a picture stands in the column."""
USUAL, SPREAD = 300.0, 0.55
"""A column of a story holds 300 characters, and between 170 and 520 in two of three stories (log-normal)."""
SHORTEST = 60.0
COLUMNS_BETWEEN, COLUMNS = range(1, 5), range(1, 7)
"""The height is looked for as a part of the way between two cuts, up to a fourth, and of the whole story, up to a sixth."""
SHORTER_LAST = (1.0, 1.03, 1.06)
"""By how much more than the story's text its columns may hold."""
STEP = 4.0
"""Heights that differ by less are the same."""
MOST_WRAPPED = 1.5
"""Where pieces of text have more lines than this, a column wraps them, and goes on into the next without a sign."""
MOST_PIECES = 100
"""A text of more pieces is no story of a page, and would take more than its length: every place is held against those above it."""
LEVELLED_EVERY = 16
"""After so many places numbers are brought up again that may have become ten million times smaller at each."""
MEASURES = np.arange(11.0, 28.0, 0.5)
"""What a column may measure, in characters."""
FEWEST_CUTS, EVEN_ENOUGH = 2, 0.85
"""By so many cuts the measure is told, if the pieces above them are so nearly whole lines of it (mean cosine)."""
FULL_WITHIN = 2.0
"""A last line that is so many characters short of its measure, or over it, is full."""


@dataclass(frozen=True, slots=True)
class ColumnEnd:
    """What stands between two pieces of a story's text.

    Args:
        chance: the probability that a column ended there.
        full: the last line of the piece above is full; None where the measure is not known.
    """

    chance: float
    full: bool | None = None


NO_ENDS: Mapping[int, ColumnEnd] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Seam:
    """A place between two pieces of text.

    Args:
        at: how much of the story's columns is filled above it, in characters.
        cut: the text above breaks off there.
        above: the width of the piece above, with its indent.
        line: the raw line it ends with.
    """

    at: float
    cut: bool
    above: float
    line: int


def column_ends(story: Sequence[Block | None]) -> Mapping[int, ColumnEnd]:
    """Where columns of a story may have ended after a full stop.

    Args:
        story: its pieces of text in reading order, None for a subhead between them.

    Returns:
        For every line with which a piece ends that is no cut, what is known of that place; nothing where nothing can be told.

    >>> def piece(line, size, end="。"): return Block((line,), "字" * (size - 1) + end)
    >>> cut = [piece(1, 90), piece(3, 100, "字"), piece(5, 80), piece(7, 120), piece(9, 60), piece(11, 140, "字"), piece(13, 200)]
    >>> {line: round(end.chance, 1) for line, end in column_ends(cut).items()}
    {1: 0.0, 5: 0.0, 7: 1.0, 9: 0.0}
    """
    texts = [block for block in story if block is not None]
    if not 1 < len(texts) <= MOST_PIECES or sum(len(block.lines) for block in texts) > MOST_WRAPPED * len(texts):
        return NO_ENDS
    seams, whole = _seams(story)
    cuts = sum(seam.cut for seam in seams)
    if cuts == len(seams) or (not cuts and whole < USUAL):
        return NO_ENDS
    chances = end_chances([seam.at for seam in seams], [seam.cut for seam in seams], whole)
    measure = measure_of([seam.above for seam in seams if seam.cut])
    return {
        seam.line: ColumnEnd(chance, is_full(seam.above, measure) if measure else None)
        for seam, chance in zip(seams, chances, strict=True)
        if not seam.cut
    }


def _seams(story: Sequence[Block | None]) -> tuple[list[Seam], float]:
    """The places between a story's pieces of text, and how much of its columns all of it fills."""
    seams: list[Seam] = []
    filled, above, cut = PARAGRAPH / 2, 0.0, False
    before: Block | None = None
    for block in story:
        if block is None:
            filled += SUBHEAD
            continue
        if before is not None:
            cut = is_cut(before)
            seams.append(Seam(filled, cut, above, before.lines[-1]))
        begins = before is None or not cut
        wide = width(block.text)
        filled += wide + (PARAGRAPH if begins and before is not None else 0.0)
        above = wide + (INDENT if begins else 0.0)
        before = block
    return seams, filled + PARAGRAPH / 2


def is_cut(block: Block) -> bool:
    """Does a piece of text break off in the middle of a sentence?"""
    return is_open(block.text) and not block.jump and not block.text.endswith(("：", "；"))


def width(text: str) -> float:
    """How wide a text is set, in characters; Latin letters and figures are half as wide.

    >>> width("涵盖 AI 等")
    4.0
    """
    spaces = text.count(" ")
    return len(text) - spaces - (len(text.encode("ascii", "ignore")) - spaces) / 2


def end_chances(at: Sequence[float], cut: Sequence[bool], whole: float) -> list[float]:
    """The probability that a column ended at each of some places.

    Args:
        at: the places, as what is filled above them.
        cut: where the text breaks off: there a column surely ended.
        whole: what all of the story fills.
    """
    heights = heights_of([0.0, *compress(at, cut)], whole)
    if not heights.size:
        return [0.0] * len(at)
    places = np.array([0.0, *at, whole])
    above = _last_cut_above(cut)
    ways = _ways(places, above, heights, STRAY / whole)
    forward, backward = _both_ways([*cut, False], above, ways)
    usual = np.exp(-(((np.log(heights) - math.log(USUAL)) / SPREAD) ** 2) / 2)
    together = np.log((forward.values * backward.values) @ usual) + forward.scales + backward.scales
    return [float(chance) for chance in np.exp(together - together[-1])[1:-1]]


@dataclass(frozen=True, slots=True)
class Scaled:
    """Numbers too small for a float, row by row.

    Args:
        values: what they are multiples of. Axes: place, height.
        scales: of every row the logarithm of how much.
    """

    values: Numbers
    scales: Numbers


def _both_ways(cut: Sequence[bool], above: Sequence[int], ways: Sequence[Numbers]) -> tuple[Scaled, Scaled]:
    """How likely all ways from the story's beginning to each place are, and all from there to its end, for columns of each height.

    Every way leads through every cut, so there the numbers can be brought to a largest of one again: now and then, before they are too
    small for a float.

    Args:
        cut: for every place after the beginning, whether it is a cut.
        above: the last cut above it.
        ways: how likely an end there follows one at each place between that and it.
    """
    count, heights = len(ways) + 1, ways[0].shape[1]
    forward, backward = np.zeros((count, heights)), np.zeros((count, heights))
    down, up = np.zeros(count), np.zeros(count)
    forward[0], backward[-1] = 1.0, 1.0
    for here, (top, way) in enumerate(zip(above, ways, strict=True), 1):
        forward[here] = np.add.reduce(forward[top:here] * way)
        down[here] = down[top]
        if cut[here - 1] and here // LEVELLED_EVERY > top // LEVELLED_EVERY:
            down[here] += _levelled(forward[here])
    for here in range(count - 1, 0, -1):
        top = above[here - 1]
        if cut[here - 1] and here // LEVELLED_EVERY > top // LEVELLED_EVERY:
            up[here] += _levelled(backward[here])
        backward[top:here] += ways[here - 1] * backward[here]
        up[top:here] = up[here]
    return Scaled(forward, down), Scaled(backward, up)


def _levelled(row: Numbers) -> float:
    """Divide numbers by the largest of them; returns its logarithm."""
    largest = float(row.max())
    row /= largest
    return math.log(largest)


def _last_cut_above(cut: Sequence[bool]) -> list[int]:
    """For every place after the story's beginning, its end among them, the last cut above it: no end above that is the one before."""
    found, last = [], 0
    for here, is_cut_here in enumerate((*cut, True), 1):
        found.append(last)
        last = here if is_cut_here else last
    return found


def heights_of(cuts: Sequence[float], whole: float) -> Numbers:
    """The heights that a story's columns may have, in characters.

    Args:
        cuts: the story's beginning, and where its sentences are cut.
        whole: all of it.

    >>> [int(height) for height in heights_of([0.0, 200.0, 400.0], 500.0)]
    [68, 84, 88, 100, 104, 124, 128, 132, 168, 172, 176, 200, 248, 256, 264, 500, 516, 528]
    """
    parts = [(below - above) / columns for above, below in pairwise(cuts) for columns in COLUMNS_BETWEEN]
    parts += [longer * whole / columns for longer in SHORTER_LAST for columns in COLUMNS]
    found = sorted({STEP * round(part / STEP) for part in parts})
    return np.array([height for height in found if SHORTEST <= height <= whole * SHORTER_LAST[-1]])


def _ways(places: Numbers, above: Sequence[int], heights: Numbers, stray: float) -> list[Numbers]:
    """For every place after the beginning, how likely an end there follows one at each place above it. Axes: place above, height.

    The last place is the story's end: its last column is as high as the others, or shorter by what fills these.
    """
    gaps = np.concatenate([places[here] - places[top:here] for here, top in enumerate(above, 1)])
    near = np.exp(-(((gaps[:, None] - heights) / SCATTER) ** 2) / 2) / (SCATTER * math.sqrt(2 * math.pi))
    every = (1 - STRAY) * near + stray
    found, first = [], 0
    for here, top in enumerate(above, 1):
        found.append(every[first : first + here - top])
        first += here - top
    filled = places[above[-1] : -1, None]
    room = np.round(filled / heights) * LINE
    left = places[-1] - filled
    found[-1] = _positive(heights - left) * _positive(left - heights + room) / (room + 2 * SCATTER) + stray
    return found


def _positive(numbers: Numbers) -> Numbers:
    """Near 1 where a number is above 0, near 0 where it is below, by more than the scatter."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(2 * numbers / SCATTER, -30.0, 30.0))))


def measure_of(above_cuts: Sequence[float]) -> float:
    """The measure of a story's columns, by which the pieces above its cuts are whole lines; 0 where it cannot be told.

    >>> measure_of([54.0, 17.5, 90.0, 126.5]), measure_of([54.0])
    (18.0, 0.0)
    """
    if len(above_cuts) < FEWEST_CUTS:
        return 0.0
    evenness = np.cos(2 * math.pi * np.array(above_cuts)[None, :] / MEASURES[:, None]).mean(axis=1)
    best = int(evenness.argmax())
    return float(MEASURES[best]) if evenness[best] >= EVEN_ENOUGH else 0.0


def is_full(piece: float, measure: float) -> bool:
    """Does a piece of text of this width fill its last line?

    >>> is_full(53.0, 18.0), is_full(45.0, 18.0)
    (True, False)
    """
    return abs(piece - round(piece / measure) * measure) <= FULL_WITHIN
