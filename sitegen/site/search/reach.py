"""Which shards of a segment a change of some of its documents reaches.

A shard tells the places of its strings. Where no document has moved, and the same strings are frequent as before, a shard is another one
only if one of its strings stands in a document that changed: as it was, or as it is.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.bits import Bits
from sitegen.site.search.layout import UNIT
from sitegen.site.search.measures import STRIDE
from sitegen.site.search.strings import Parting, around, columns, pairs, spelled
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
        begins: where frequent strings begin now, of each length; `Bits` packed.
    """

    shards: Chosen
    begins: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """The documents that are not what they were.

    Args:
        strides: for each stride of the line whether it is one of theirs.
        before: their units as they were, one after another.
        now: as they are.
    """

    strides: Chosen
    before: Units
    now: Units


def reached(former: Former, now: Line, measures: Measures) -> Reach | None:
    """What a change of the texts reaches where the same strings are frequent as before; None where all shards are best made.

    Args:
        former: the segment as it was.
        now: the texts as they are.
        measures: those of the index.
    """
    facts = former.facts
    if not np.array_equal(np.array(facts.strides), now.strides):
        return None
    changed = _changed(former, now)
    if len(np.unique(now.documents[changed.strides])) * measures.few > len(now.strides):
        return None
    parting = Parting(facts.bits, 0)
    chosen = np.zeros(1 << facts.bits, bool)
    _mark(chosen, changed.before, parting, facts.frequent, measures)
    begins = _mark(chosen, changed.now, parting, facts.frequent, measures)
    every = zip_longest(former.begins(), begins)
    return Reach(chosen, tuple(_renewed(known, changed.strides, own) for known, own in every if known is not None))


def _changed(former: Former, now: Line) -> Changed:
    """What documents are not what they were, of which none has moved."""
    strides = np.zeros(len(now.documents), bool)
    before: list[Units] = []
    anew: list[Units] = []
    for start, units in now.pieces():
        first = start // STRIDE
        rows = units.reshape(-1, STRIDE)
        old = np.frombuffer(former.bytes_of(first, first + len(rows)), UNIT).reshape(-1, STRIDE)
        documents = now.documents[first : first + len(rows)]
        own = np.isin(documents, documents[(old != rows).any(axis=1)])
        strides[first : first + len(rows)] = own
        before.append(old[own].ravel())
        anew.append(rows[own].ravel())
    return Changed(strides, _together(before), _together(anew))


def _together(pieces: list[Units]) -> Units:
    return np.concatenate(pieces) if pieces else np.zeros(0, np.uint16)


def _renewed(known: bytes, strides: Chosen, own: Chosen | None) -> bytes:
    """Where frequent strings begin, told anew for some strides; None where none begins at these."""
    begins = Bits.unpacked(known)
    begins.put(strides, own)
    return begins.packed()


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
