"""Which shards of a segment a change of some of its documents reaches.

A shard tells the places of its strings. Where no document has moved, and the same strings are frequent as before, a shard is another one
only if one of its strings stands in a document that changed: as it was, or as it is.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.measures import STRIDE
from sitegen.site.search.strings import Parting, around, columns, packed, pairs, spelled, unpacked
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from sitegen.site.search.former import Former
    from sitegen.site.search.layout import Line
    from sitegen.site.search.measures import Measures
    from sitegen.site.search.strings import Chosen, Units


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change reaches.

    Args:
        shards: for each whether it may be another one.
        begins: where frequent strings begin now, as `frequent_begins` tells it.
    """

    shards: Chosen
    begins: tuple[bytes, ...]


def reached(before: Line, now: Line, former: Former, measures: Measures) -> Reach | None:
    """What a change of the texts reaches where the same strings are frequent as before; None where all shards are best made.

    Args:
        before: the texts as they were.
        now: as they are.
        former: what else is known of the segment as it was.
        measures: those of the index.
    """
    if not np.array_equal(before.strides, now.strides):
        return None
    differs = (before.units.reshape(-1, STRIDE) != now.units.reshape(-1, STRIDE)).any(axis=1)
    changed = np.unique(now.documents[differs])
    if len(changed) * measures.few > len(now.strides):
        return None
    frequent, parting = former.frequent, Parting(former.bits, 0)
    chosen = np.zeros(1 << former.bits, bool)
    within = np.repeat(np.isin(now.documents, changed), STRIDE)
    begins = []
    for line in (before, now):
        begins = _mark(chosen, line.units[within], parting, frequent, measures)
    every = zip_longest(former.begins, begins, fillvalue=None)
    return Reach(chosen, tuple(_renewed(known, within, own) for known, own in every if known is not None))


def _renewed(known: bytes, within: Chosen, own: Chosen | None) -> bytes:
    """Where frequent strings begin, told anew for some units; None where none begins at these."""
    begins = unpacked(known, len(within))
    begins[within] = False if own is None else own
    return packed(begins)


def _mark(
    chosen: Chosen, units: Units, parting: Parting, frequent: AbstractSet[str], measures: Measures
) -> list[Chosen]:
    """Choose the shards of all strings of some documents that are indexed; tells where frequent ones begin, of each length."""
    chosen[parting.shards([units[units != 0]])] = True
    found: list[Chosen] = []
    begin = pairs(units)
    for length in range(2, measures.longest + 1):
        places = np.flatnonzero(begin)
        chosen[parting.shards(columns(units, places, length))] = True
        often = np.zeros(len(units), bool)
        often[[place for place in places.tolist() if spelled(units[place : place + length]) in frequent]] = True
        if not often.any():
            break
        found.append(often)
        begin = around(units, often, length + 1)
    return found


def shard_of(string: str, bits: int) -> int:
    """The shard of a string."""
    units = np.frombuffer(string.encode("utf-16-le", "surrogatepass"), "<u2").astype(np.uint16)
    return int(Parting(bits, 0).shards(list(units[:, None]))[0])
