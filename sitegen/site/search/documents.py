"""In which documents a string is: the lists of single units and of frequent strings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.coding import Gaps, floor_log2, gaps_of
from sitegen.site.search.form import IN_HEAD, LARGEST_STEP
from sitegen.site.search.heaps import Heaps
from sitegen.site.search.measures import HEAD, STRIDE
from sitegen.site.search.strings import UNIT_BITS

if TYPE_CHECKING:
    import numpy.typing as npt

    from sitegen.site.search.aside import Aside
    from sitegen.site.search.heaps import Rows
    from sitegen.site.search.layout import Line
    from sitegen.site.search.strings import Chosen, Grouped, Parting

    Numbers = npt.NDArray[np.int64]
    Units = npt.NDArray[np.uint16]

# So many bits hold the mark that is noted with a document.
MARK_BITS = 3
MARK = np.uint32((1 << MARK_BITS) - 1)

# A piece of a line has no more documents than so many bits can tell.
DOCUMENT = 0x7FFF


ROW = np.dtype([("unit", "<u2"), ("entry", "<u4")])


def single_units(line: Line, parting: Parting, aside: Aside, chosen: Chosen | None) -> Heaps:
    """In which documents each unit is: on a heap for each part, by the documents.

    Args:
        line: the segment's.
        parting: how strings are told into parts.
        aside: where the heaps lie.
        chosen: for each shard whether its units are wanted; None for all.
    """
    wanted = np.ones(1 << UNIT_BITS, bool)
    if chosen is not None:
        wanted = chosen[parting.shards([np.arange(1 << UNIT_BITS).astype(np.uint16)])]
    wanted[0] = False
    heaps = Heaps(parting.parts_in_all, ROW, aside)
    for start, units in line.pieces():
        rows = _counted(line, start, units, wanted)
        heaps.throw(parting.parts(parting.shards([rows["unit"]])), rows)
    return heaps


def single_lists(rows: Rows, documents: int) -> tuple[Units, Gaps]:
    """The units of a heap, a row each, and the lists of their documents.

    Args:
        rows: the heap.
        documents: how many there are.
    """
    ordered = rows[np.argsort(rows["unit"], kind="stable")]
    starts = _starts(ordered["unit"])
    entries = ordered["entry"]
    gaps = gaps_of((entries >> MARK_BITS).astype(np.int64), starts)
    marks = (entries & MARK).astype(np.uint8)
    return ordered["unit"][starts][:, None], Gaps(documents, np.diff(np.append(starts, len(rows))), gaps, marks)


def documents_of(group: Grouped, line: Line) -> Gaps:
    """In which documents strings are that have lists of documents though they are longer than a unit."""
    documents = line.documents[group.places // STRIDE]
    lists = np.repeat(np.arange(len(group.starts)), group.counts)
    first = np.flatnonzero(np.concatenate(([True], (np.diff(documents) != 0) | (np.diff(lists) != 0))))
    times = np.diff(np.append(first, len(documents)))
    in_head = group.places[first] - line.firsts[documents[first]] < HEAD
    counts = np.bincount(lists[first], minlength=len(group.starts))
    gaps = gaps_of(documents[first], np.cumsum(counts) - counts)
    marks = (in_head * IN_HEAD + _steps(times)).astype(np.uint8)
    return Gaps(len(line.strides), counts, gaps, marks)


def _counted(line: Line, start: int, units: Units, wanted: Chosen) -> Rows:
    """The units of a piece of a line that are wanted, rising, and for each of them a document with its mark."""
    places = np.flatnonzero(wanted[units])
    numbers = line.documents[start // STRIDE :][places // STRIDE]
    first = int(line.documents[start // STRIDE])
    rest = places + start - line.firsts[numbers] >= HEAD
    keys = units[places].astype(np.uint32) << np.uint32(UNIT_BITS)
    keys |= ((numbers - first) << 1 | rest).astype(np.uint32)
    keys.sort()
    # Of a document's places one in the head comes first.
    found = _starts(keys >> np.uint32(1))
    times = np.diff(np.append(found, len(keys)))
    kept = keys[found].astype(np.int64)
    rows = np.empty(len(found), ROW)
    rows["unit"] = kept >> UNIT_BITS
    rows["entry"] = ((kept >> 1 & DOCUMENT) + first) << MARK_BITS | (kept & 1 ^ 1) * IN_HEAD + _steps(times)
    return rows


def _starts(values: npt.NDArray[np.unsignedinteger]) -> Numbers:
    """Where runs of equal values begin."""
    changes = np.flatnonzero(values[1:] != values[:-1]) + 1
    return np.concatenate((np.zeros(min(1, len(values)), np.int64), changes))


def _steps(times: Numbers) -> Numbers:
    """The steps of frequencies: once 0, two or three times 1, four to seven 2, more 3."""
    return np.minimum(floor_log2(times), LARGEST_STEP)
