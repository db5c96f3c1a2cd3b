"""Which shards of a segment a change of some of its documents reaches.

A shard tells the places of its strings. Where no document has moved, and the same strings are frequent as before, a shard is another one
only if one of its strings stands in a document that changed: as it was, or as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.measures import STRIDE
from sitegen.site.search.strings import Parting, around, columns, pairs, spelled

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sitegen.site.search.layout import Line
    from sitegen.site.search.measures import Measures
    from sitegen.site.search.strings import Chosen, Units


def reached(before: Line, now: Line, bits: int, frequent: AbstractSet[str], measures: Measures) -> Chosen | None:
    """For each shard whether it may be another one; None where all are best made.

    Args:
        before: the texts as they were.
        now: as they are.
        bits: there are two to the power of this many shards.
        frequent: the strings of two and more units with lists of documents; to be the same before and now.
        measures: those of the index.
    """
    if not np.array_equal(before.strides, now.strides):
        return None
    differs = (before.units.reshape(-1, STRIDE) != now.units.reshape(-1, STRIDE)).any(axis=1)
    changed = np.unique(now.documents[differs])
    if len(changed) * measures.few > len(now.strides):
        return None
    chosen = np.zeros(1 << bits, bool)
    within = np.repeat(np.isin(now.documents, changed), STRIDE)
    for line in (before, now):
        _mark(chosen, line.units[within], Parting(bits, 0), frequent, measures)
    return chosen


def _mark(chosen: Chosen, units: Units, parting: Parting, frequent: AbstractSet[str], measures: Measures) -> None:
    """Choose the shards of all strings of some documents that are indexed."""
    chosen[parting.shards([units[units != 0]])] = True
    begin = pairs(units)
    for length in range(2, measures.longest + 1):
        places = np.flatnonzero(begin)
        chosen[parting.shards(columns(units, places, length))] = True
        often = np.zeros(len(units), bool)
        often[[place for place in places.tolist() if spelled(units[place : place + length]) in frequent]] = True
        if not often.any():
            return
        begin = around(units, often, length + 1)


def shard_of(string: str, bits: int) -> int:
    """The shard of a string."""
    units = np.frombuffer(string.encode("utf-16-le", "surrogatepass"), "<u2").astype(np.uint16)
    return int(Parting(bits, 0).shards(list(units[:, None]))[0])
