"""The line of a segment: the folded texts of all its documents, one after another, each at its place.

It is as long as the texts of a large archive are. So it lies aside, and is looked at piece by piece.
"""

from __future__ import annotations

from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.folding import SPACE
from sitegen.site.search.measures import HEAD, STRIDE, STRIDE_BYTES, UNIT_BYTES
from sitegen.site.search.runs import runs
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from sitegen.site.search.aside import Aside
    from sitegen.site.search.folding import Folding
    from sitegen.site.search.printed import Texts

    Units = npt.NDArray[np.uint16]
    Numbers = npt.NDArray[np.int64]

# So many documents are folded at once.
BATCH = 512

UNIT = np.dtype("<u2")


@dataclass(frozen=True, slots=True)
class Line:
    """The texts of a segment: UTF-16 units at their places, 0 where none is.

    Args:
        strides: how many strides each document takes.
        documents: for each stride its document.
        firsts: the place at which each document begins.
        bounds: where pieces of whole documents begin, in strides, and where the last one ends.
        filled: how many units are not 0.
        aside: where the units lie, and behind them what is kept with them.
    """

    strides: Numbers
    documents: Numbers
    firsts: Numbers
    bounds: tuple[int, ...]
    filled: int
    aside: Aside

    @property
    def length(self) -> int:
        """How many units there are, empty ones among them."""
        return self.bounds[-1] * STRIDE

    def pieces(self) -> Iterator[tuple[int, Units]]:
        """The units piece by piece, each with the place at which it begins. No text stands in two of them."""
        for first, end in pairwise(self.bounds):
            units = self.aside.get(first * STRIDE_BYTES, (end - first) * STRIDE_BYTES)
            yield first * STRIDE, np.frombuffer(units, UNIT)


class Laying:
    """A line that is being laid out.

    Args:
        aside: where its units are to lie, and nothing else.
        most: how many strides a piece has at most.
    """

    def __init__(self, aside: Aside, most: int) -> None:
        self._aside = aside
        self._most = most
        self._strides: list[int] = []
        self._bounds = [0]
        self._filled = 0
        # What makes no piece yet.
        self._units = bytearray()
        self._waiting: list[int] = []

    def add(self, units: bytes | memoryview, strides: Sequence[int]) -> None:
        """Lay documents behind the others, given by their units and by how many strides each takes."""
        self._units += units
        self._waiting += strides
        if len(self._units) >= self._most * STRIDE_BYTES:
            self._put()

    def line(self) -> Line:
        """All that was laid."""
        self._put()
        counts = np.array(self._strides, np.int64)
        documents = np.repeat(np.arange(len(counts)), counts)
        firsts = (np.cumsum(counts) - counts) * STRIDE
        return Line(counts, documents, firsts, tuple(self._bounds), self._filled, self._aside)

    def _put(self) -> None:
        units = bytes(self._units)
        self._aside.put(units)
        self._filled += int(np.count_nonzero(np.frombuffer(units, UNIT)))
        for first, end in runs(np.array(self._waiting, np.int64), self._most):
            self._bounds.append(self._bounds[-1] + sum(self._waiting[first:end]))
        self._strides += self._waiting
        self._units, self._waiting = bytearray(), []


def lay_out(articles: Iterable[Texts], folding: Folding, laying: Laying) -> None:
    """Fold texts and lay them on a line; `articles` are asked for only as they are needed."""
    waiting = iter(articles)
    while batch := list(islice(waiting, BATCH)):
        units, strides = _laid(batch, folding)
        laying.add(units.tobytes(), strides)


def _laid(batch: list[Texts], folding: Folding) -> tuple[Units, list[int]]:
    """A few documents on a line of their own, and how many strides each of them takes."""
    folded, lengths = _folded([text for texts in batch for text in (*texts.head, *texts.rest)], folding)
    starts: list[int] = []
    strides: list[int] = []
    waiting = iter(lengths)
    first = 0
    for texts in batch:
        end = _place(islice(waiting, len(texts.head)), first, starts)
        end = _place(islice(waiting, len(texts.rest)), max(first + HEAD, end), starts)
        # The unit after the last text is left empty as well.
        strides.append(max(1, -(-(end - first) // STRIDE)))
        first += strides[-1] * STRIDE
    line = np.zeros(first, np.uint16)
    counts = np.array(lengths, np.int64)
    shift = np.array(starts, np.int64) - (np.cumsum(counts) - counts)
    line[np.repeat(shift, counts) + np.arange(len(folded))] = folded
    return line, strides


def _place(lengths: Iterator[int], place: int, starts: list[int]) -> int:
    """Note where texts start, the first at `place`, one unit empty after each; tells where the next one may start."""
    for length in lengths:
        starts.append(place)
        # A text that folding leaves nothing of takes no room.
        place += length + 1 if length else 0
    return place


def _folded(texts: list[str], folding: Folding) -> tuple[Units, list[int]]:
    """Texts folded all at once and put together, and the length of each."""
    encoded = [_encoded(text, folding) for text in texts]
    flat, lengths = _joined(encoded, folding)
    untidy = _untidy(flat, lengths)
    if not untidy:
        return flat, lengths
    for place in untidy:
        encoded[place] = folding.fold(texts[place]).encode("utf-16-le", "surrogatepass")
    # What is folded already does not change.
    return _joined(encoded, folding)


def _encoded(text: str, folding: Folding) -> bytes:
    data = text.encode("utf-16-le", "surrogatepass")
    if len(data) == UNIT_BYTES * len(text):
        return data
    # Characters of two units cannot be folded unit by unit.
    return folding.near(text).encode("utf-16-le", "surrogatepass")


def _joined(encoded: list[bytes], folding: Folding) -> tuple[Units, list[int]]:
    return folding.table[np.frombuffer(b"".join(encoded), UNIT)], [len(data) // UNIT_BYTES for data in encoded]


def _untidy(flat: Units, lengths: list[int]) -> list[int]:
    """The texts with white space at an end, or with more than one in a row."""
    ends = np.cumsum(np.array(lengths, np.int64))
    spaces = np.zeros(len(flat) + 2, bool)
    spaces[1:-1] = flat == ord(SPACE)
    double = np.flatnonzero(spaces[1:-1] & spaces[2:])
    wrong = set(np.searchsorted(ends, double, side="right").tolist())
    starts = np.concatenate(([0], ends[:-1])) if lengths else ends
    wrong.update(np.flatnonzero((spaces[starts + 1] | spaces[ends]) & (ends > starts)).tolist())
    return sorted(wrong)
