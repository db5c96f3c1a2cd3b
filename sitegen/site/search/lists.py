"""All lists of a segment, and the shards made of them.

Lists are made length after length of their strings, for the frequent ones of a length tell which longer ones are indexed. A shard has
strings of all lengths. So the lists lie aside, part by part of the strings' hashes, until all of them are made.
"""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.bits import Bits
from sitegen.site.search.coding import Gaps, gaps_of
from sitegen.site.search.documents import documents_of, single_lists, single_units
from sitegen.site.search.runs import runs
from sitegen.site.search.shards import Lists, shard_files
from sitegen.site.search.strings import UNIT_BITS, Parting, grouped, on_heaps, spelled
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.site.search.aside import Aside, NewAside
    from sitegen.site.search.heaps import Heaps
    from sitegen.site.search.layout import Line
    from sitegen.site.search.measures import Measures
    from sitegen.site.search.reach import Reach

# Parts are told by the upper bits of a shard's number.
MOST_PART_BITS = 8


@dataclass(frozen=True, slots=True)
class Part:
    """The shards of one part of the hashes.

    Args:
        files: shards and long lists by their names in the segment.
        frequent: strings of two and more units with lists of documents.
    """

    files: tuple[tuple[str, bytes], ...]
    frequent: tuple[str, ...]


class Waiting:
    """Lists that lie aside, by their parts.

    Args:
        parts: how many there are.
        aside: where they lie.
        most: how many entries may lie together.
    """

    def __init__(self, parts: int, aside: Aside, most: int) -> None:
        self._aside = aside
        self._most = most
        self._laid: list[list[tuple[int, int]]] = [[] for _ in range(parts)]

    def put(self, part: int, lists: Lists) -> None:
        """Lay some aside, in pieces that are not too large to be written as bits together."""
        gaps = lists.gaps
        for first, end in runs(gaps.counts, self._most):
            some = Lists(lists.strings[first:end], lists.order[first:end], gaps.only(first, end))
            data = pickle.dumps(some, protocol=5)
            self._laid[part].append((self._aside.put(data), len(data)))

    def put_all(self, lists: Iterable[tuple[int, Lists]]) -> None:
        """Lay aside many, each with its part."""
        for part, some in lists:
            self.put(part, some)

    def take(self, part: int) -> Iterator[Lists]:
        """Those of a part, in the order in which they were laid aside."""
        for place, size in self._laid[part]:
            yield pickle.loads(self._aside.get(place, size))


@dataclass(frozen=True, slots=True)
class MadeLists:
    """All lists of a segment, or those of some of its shards.

    Args:
        parting: how their strings are told into parts.
        waiting: the lists.
        begins: how many bytes behind the line tell where frequent strings begin, of each length; none where that was known already.
    """

    parting: Parting
    waiting: Waiting
    begins: tuple[int, ...]

    def parts(self, measures: Measures) -> Iterator[Part]:
        """The shards, part by part."""
        for part in range(self.parting.parts_in_all):
            pieces = tuple(self.waiting.take(part))
            files = tuple(shard_files(pieces, self.parting, measures.apart))
            often = (piece.strings for piece in pieces if piece.strings.shape[1] > 1 and piece.gaps.marks is not None)
            yield Part(files, tuple(spelled(string) for strings in often for string in strings))


def made_lists(line: Line, bits: int, measures: Measures, asides: NewAside, reach: Reach | None = None) -> MadeLists:
    """Make the lists of a segment.

    Args:
        line: its texts.
        bits: there are two to the power of this many shards.
        measures: those of the index.
        asides: gives places where what is made lies.
        reach: which shards are to be made; None for all.
    """
    chosen = None if reach is None else reach.shards
    places = line.filled if chosen is None else int(line.filled * chosen.mean())
    parting = Parting(bits, min(bits, MOST_PART_BITS, _bits_for(places, measures.batch)))
    waiting = Waiting(parting.parts_in_all, asides(), measures.entries)
    waiting.put_all(_of_units(single_units(line, parting, asides(), chosen), len(line.strides)))
    begins: list[int] = []
    frequent: Bits | None = None
    for length in range(2, measures.longest + 1):
        heaps = on_heaps(line, frequent, length, parting, asides(), chosen)
        frequent = Bits.none(line.length)
        waiting.put_all(_of_length(heaps, length, line, measures, frequent))
        if reach is not None:
            # Not all strings were looked at, but it is known already which ones are frequent.
            known = reach.begins[length - 2 : length - 1]
            frequent = Bits.unpacked(*known) if known else Bits.none(0)
        if not frequent.any():
            break
        if reach is None:
            packed = frequent.packed()
            line.aside.put(packed)
            begins.append(len(packed))
    return MadeLists(parting, waiting, tuple(begins))


def shard_bits(line: Line, measures: Measures) -> int:
    """How many bits a shard's number has: as many as the units of the segment's texts call for."""
    each = measures.shard if line.filled > measures.fresh else measures.fresh_shard
    return min(UNIT_BITS, _bits_for(line.filled, each))


def _bits_for(count: int, each: int) -> int:
    """The smallest number of bits with which `count` things fall into heaps of at most `each` on average.

    >>> [_bits_for(count, 4096) for count in (0, 1, 4096, 4097, 13_500_000)]
    [0, 0, 0, 1, 12]
    """
    return (max(1, -(-count // each)) - 1).bit_length()


def _of_units(heaps: Heaps, documents: int) -> Iterator[tuple[int, Lists]]:
    """The lists of single units, each with its part."""
    for part in range(heaps.count):
        units, gaps = single_lists(heaps.take(part), documents)
        yield part, Lists(units, np.arange(len(units)), gaps)


def _of_length(
    heaps: Heaps, length: int, line: Line, measures: Measures, frequent: Bits
) -> Iterator[tuple[int, Lists]]:
    """The lists of longer strings, each with its part; it is noted where frequent ones begin."""
    for part in range(heaps.count):
        group = grouped(heaps.take(part), length)
        often = (group.counts > measures.frequent) & (length < measures.longest)
        rare = group.only(~often) if often.any() else group
        places = Gaps(line.length, rare.counts, gaps_of(rare.places, rare.starts))
        yield part, Lists(rare.strings, np.flatnonzero(~often), places)
        if often.any():
            known = group.only(often)
            frequent.set(known.places)
            yield part, Lists(known.strings, np.flatnonzero(often), documents_of(known, line))
