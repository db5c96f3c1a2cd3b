"""In which documents a string is: the lists of single units and of frequent strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.coding import Gaps, floor_log2, gaps_of
from sitegen.site.search.form import IN_HEAD, LARGEST_STEP
from sitegen.site.search.measures import HEAD, STRIDE
from sitegen.site.search.strings import Parting
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt

    from sitegen.site.search.layout import Line
    from sitegen.site.search.strings import Grouped

    Numbers = npt.NDArray[np.int64]
    Units = npt.NDArray[np.uint16]
    Keys = npt.NDArray[np.uint64]

# So many bits hold the mark that is noted with a document.
MARK_BITS = 3

# A single unit, its part, a document and the mark as one number: sorted, it is the lists one after another.
DOCUMENT_SHIFT = np.uint64(MARK_BITS)
UNIT_SHIFT = np.uint64(41)
PART_SHIFT = np.uint64(57)
DOCUMENT = np.uint64((1 << 38) - 1)
UNIT = np.uint64((1 << 16) - 1)
MARK = np.uint64((1 << MARK_BITS) - 1)

# Single units are counted in so many strides at once, about a million units: their documents are told by 15 bits.
STRIDES = 8192


@dataclass(frozen=True, slots=True)
class Singles:
    """The lists of single units.

    Args:
        keys: sorted by part, unit and document, each with its mark.
        documents: how many there are.
    """

    keys: Keys
    documents: int

    def lists(self, part: int) -> tuple[Units, Gaps]:
        """The units of a part, a row each, and their documents."""
        ends = np.array([part, part + 1], np.uint64) << PART_SHIFT
        first, last = np.searchsorted(self.keys, ends)
        keys = self.keys[first:last]
        units = (keys >> UNIT_SHIFT & UNIT).astype(np.uint16)
        starts = _starts(units)
        entries = (keys >> DOCUMENT_SHIFT & DOCUMENT).astype(np.int64)
        counts = np.diff(np.append(starts, len(keys)))
        marks = (keys & MARK).astype(np.int64)
        return units[starts][:, None], Gaps(self.documents, counts, gaps_of(entries, starts), marks)


def singles(line: Line, parting: Parting) -> Singles:
    """In which documents each unit is.

    Args:
        line: the segment's.
        parting: how strings are told into parts.
    """
    every = np.arange(1 << 16, dtype=np.uint16)
    parts = parting.parts(parting.shards([every])).astype(np.uint64) << PART_SHIFT
    found = [_counted(line, first, last, parts) for first, last in _ranges(line.strides)]
    keys = np.concatenate(found) if found else np.zeros(0, np.uint64)
    keys.sort()
    return Singles(keys, len(line.strides))


def documents_of(group: Grouped, line: Line) -> Gaps:
    """In which documents strings are that have lists of documents though they are longer than a unit."""
    documents = line.documents[group.places // STRIDE]
    lists = np.repeat(np.arange(len(group.starts)), group.counts)
    first = np.flatnonzero(np.concatenate(([True], (np.diff(documents) != 0) | (np.diff(lists) != 0))))
    times = np.diff(np.append(first, len(documents)))
    in_head = group.places[first] - line.firsts[documents[first]] < HEAD
    counts = np.bincount(lists[first], minlength=len(group.starts))
    gaps = gaps_of(documents[first], np.cumsum(counts) - counts)
    return Gaps(len(line.strides), counts, gaps, in_head * IN_HEAD + _steps(times))


def _ranges(strides: Numbers) -> Iterator[tuple[int, int]]:
    """Runs of documents that have no more than `STRIDES` strides together, or one document."""
    ends = np.cumsum(strides)
    first = 0
    while first < len(ends):
        room = STRIDES + (int(ends[first - 1]) if first else 0)
        last = max(first + 1, int(np.searchsorted(ends, room, side="right")))
        yield first, last
        first = last


def _counted(line: Line, first: int, last: int, parts: Keys) -> Keys:
    """The units of some documents, each with its part, document and mark as one number."""
    firsts = line.firsts[first:last]
    start, end = int(firsts[0]), int(firsts[-1] + line.strides[last - 1] * STRIDE)
    places = np.flatnonzero(line.units[start:end])
    document = line.documents[start // STRIDE : end // STRIDE][places // STRIDE] - first
    rest = places + start - firsts[document] >= HEAD
    keys = line.units[start:end][places].astype(np.uint32) << np.uint32(16)
    keys |= (document << 1 | rest).astype(np.uint32)
    keys.sort()
    # Of a document's places one in the head comes first.
    found = _starts(keys >> np.uint32(1))
    times = np.diff(np.append(found, len(keys)))
    kept = keys[found].astype(np.int64)
    units = kept >> 16
    documents = (kept >> 1 & 0x7FFF) + first
    marks = (kept & 1 ^ 1) * IN_HEAD + _steps(times)
    told: Keys = (units << int(UNIT_SHIFT) | documents << MARK_BITS | marks).astype(np.uint64)
    told |= parts[units]
    return told


def _starts(values: npt.NDArray[np.unsignedinteger]) -> Numbers:
    """Where runs of equal values begin."""
    changes = np.flatnonzero(values[1:] != values[:-1]) + 1
    return np.concatenate((np.zeros(min(1, len(values)), np.int64), changes))


def _steps(times: Numbers) -> Numbers:
    """The steps of frequencies: once 0, two or three times 1, four to seven 2, more 3."""
    return np.minimum(floor_log2(times), LARGEST_STEP)
