"""In which documents a string is: the lists of single units and of frequent strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.coding import Gaps, floor_log2, gaps_of
from sitegen.site.search.form import IN_HEAD, LARGEST_STEP
from sitegen.site.search.measures import HEAD, STRIDE
from sitegen.site.search.strings import UNIT_BITS, runs
from sitegen.values import dataclass

if TYPE_CHECKING:
    import numpy.typing as npt

    from sitegen.site.search.layout import Line
    from sitegen.site.search.strings import Chosen, Grouped, Parting

    Numbers = npt.NDArray[np.int64]
    Units = npt.NDArray[np.uint16]
    Entries = npt.NDArray[np.uint32]

# So many bits hold the mark that is noted with a document.
MARK_BITS = 3
MARK = np.uint32((1 << MARK_BITS) - 1)

# Single units are counted in so many strides at once, about a million units: their documents are told by 15 bits.
STRIDES = 8192


@dataclass(frozen=True, slots=True)
class Singles:
    """The lists of single units.

    Args:
        units: every unit that there is, by its part.
        parts: the part of each.
        bounds: where each one's list begins in `entries`, and where the last one ends.
        entries: the documents of all lists, rising in each, each with its mark.
        documents: how many there are.
    """

    units: Units
    parts: npt.NDArray[np.uint32]
    bounds: Numbers
    entries: Entries
    documents: int

    def lists(self, part: int) -> tuple[Units, Gaps]:
        """The units of a part, a row each, and their documents."""
        first, last = np.searchsorted(self.parts, [part, part + 1])
        bounds = self.bounds[first : last + 1]
        entries = self.entries[bounds[0] : bounds[-1]]
        gaps = gaps_of((entries >> MARK_BITS).astype(np.int64), bounds[:-1] - bounds[0])
        marks = (entries & MARK).astype(np.int64)
        return self.units[first:last, None], Gaps(self.documents, np.diff(bounds), gaps, marks)


def singles(line: Line, parting: Parting, chosen: Chosen | None = None) -> Singles:
    """In which documents each unit is.

    Args:
        line: the segment's.
        parting: how strings are told into parts.
        chosen: for each shard whether its units are wanted; None for all.
    """
    wanted = np.ones(1 << UNIT_BITS, bool)
    if chosen is not None:
        wanted = chosen[parting.shards([np.arange(1 << UNIT_BITS).astype(np.uint16)])]
    wanted[0] = False
    found = [_counted(line, first, last, wanted) for first, last in runs(line.strides, STRIDES)]
    counts = np.zeros(1 << UNIT_BITS, np.int64)
    for units, _ in found:
        counts += np.bincount(units, minlength=len(counts))
    every = np.flatnonzero(counts).astype(np.uint16)
    parts = parting.parts(parting.shards([every]))
    order = np.argsort(parts, kind="stable")
    bounds = np.concatenate(([0], np.cumsum(counts[every[order]])))
    # Where the next document of each unit is put.
    free = np.zeros_like(counts)
    free[every[order]] = bounds[:-1]
    entries = np.empty(bounds[-1], np.uint32)
    # What was counted is let go as it is put in its place.
    found.reverse()
    while found:
        units, told = found.pop()
        starts = _starts(units)
        times = np.diff(np.append(starts, len(units)))
        entries[np.arange(len(units)) + np.repeat(free[units[starts]] - starts, times)] = told
        free[units[starts]] += times
    return Singles(every[order], parts[order], bounds, entries, len(line.strides))


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


def _counted(line: Line, first: int, last: int, wanted: Chosen) -> tuple[Units, Entries]:
    """The units of some documents that are wanted, rising, and for each of them a document with its mark."""
    firsts = line.firsts[first:last]
    start, end = int(firsts[0]), int(firsts[-1] + line.strides[last - 1] * STRIDE)
    places = np.flatnonzero(wanted[line.units[start:end]])
    document = line.documents[start // STRIDE : end // STRIDE][places // STRIDE] - first
    rest = places + start - firsts[document] >= HEAD
    keys = line.units[start:end][places].astype(np.uint32) << np.uint32(16)
    keys |= (document << 1 | rest).astype(np.uint32)
    keys.sort()
    # Of a document's places one in the head comes first.
    found = _starts(keys >> np.uint32(1))
    times = np.diff(np.append(found, len(keys)))
    kept = keys[found].astype(np.int64)
    documents = (kept >> 1 & 0x7FFF) + first
    marks = (kept & 1 ^ 1) * IN_HEAD + _steps(times)
    return (kept >> 16).astype(np.uint16), (documents << MARK_BITS | marks).astype(np.uint32)


def _starts(values: npt.NDArray[np.unsignedinteger]) -> Numbers:
    """Where runs of equal values begin."""
    changes = np.flatnonzero(values[1:] != values[:-1]) + 1
    return np.concatenate((np.zeros(min(1, len(values)), np.int64), changes))


def _steps(times: Numbers) -> Numbers:
    """The steps of frequencies: once 0, two or three times 1, four to seven 2, more 3."""
    return np.minimum(floor_log2(times), LARGEST_STEP)
