"""All lists of a segment, part by part of the strings' hashes, so that only a part of them is in memory at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.coding import Gaps, gaps_of
from sitegen.site.search.documents import documents_of, singles
from sitegen.site.search.shards import Lists, shard_files
from sitegen.site.search.strings import MOST_PART_BITS, UNIT_BITS, Parting, grouped, levels, spelled
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sitegen.site.search.documents import Singles
    from sitegen.site.search.layout import Line
    from sitegen.site.search.measures import Measures
    from sitegen.site.search.strings import Chosen, Level


@dataclass(frozen=True, slots=True)
class Part:
    """The shards of one part of the hashes.

    Args:
        files: shards and long lists by their names in the segment.
        frequent: strings of two and more units with lists of documents.
    """

    files: tuple[tuple[str, bytes], ...]
    frequent: tuple[str, ...]


def list_files(
    line: Line, begins: Sequence[bytes], bits: int, measures: Measures, chosen: Chosen | None = None
) -> Iterator[Part]:
    """Every shard of a segment, or some.

    Args:
        line: its texts.
        begins: where frequent strings begin on it, as `frequent_begins` tells it.
        bits: there are two to the power of this many shards.
        measures: those of the index.
        chosen: for each shard whether it is made; None for all.
    """
    if chosen is None:
        parting = _parting(bits, filled(line), measures)
        # Before the levels, for both take much memory on the way.
        alone = singles(line, parting)
        longer = tuple(levels(line.units, begins, parting))
    else:
        some = tuple(level.only(line.units, bits, chosen) for level in levels(line.units, begins, None))
        parting = _parting(bits, sum(len(level.parts) for level in some), measures)
        alone = singles(line, parting, chosen)
        longer = tuple(level.parted(line.units, parting) for level in some)
    for part in range(1 << parting.part_bits):
        pieces = tuple(_pieces(part, line, alone, longer, measures))
        files = tuple(shard_files(pieces, parting, measures.apart))
        often = (piece.strings for piece in pieces if piece.strings.shape[1] > 1 and piece.gaps.marks is not None)
        yield Part(files, tuple(spelled(string) for strings in often for string in strings))


def _parting(bits: int, places: int, measures: Measures) -> Parting:
    """How shards are told into parts that are handled one by one, by how many places there are in all of them."""
    return Parting(bits, min(bits, MOST_PART_BITS, _bits_for(places, measures.batch)))


def shard_bits(line: Line, measures: Measures) -> int:
    """How many bits a shard's number has: as many as the units of the segment's texts call for."""
    count = filled(line)
    return min(UNIT_BITS, _bits_for(count, measures.shard if count > measures.fresh else measures.fresh_shard))


def filled(line: Line) -> int:
    """How many units the texts of a segment have."""
    return int(np.count_nonzero(line.units))


def _bits_for(count: int, each: int) -> int:
    """The smallest number of bits with which `count` things fall into heaps of at most `each` on average.

    >>> [_bits_for(count, 4096) for count in (0, 1, 4096, 4097, 13_500_000)]
    [0, 0, 0, 1, 12]
    """
    return (max(1, -(-count // each)) - 1).bit_length()


def _pieces(part: int, line: Line, alone: Singles, longer: tuple[Level, ...], measures: Measures) -> Iterator[Lists]:
    units, gaps = alone.lists(part)
    yield Lists(units, np.arange(len(units)), gaps)
    for level in longer:
        group = grouped(line.units, level.places(part), level.length)
        often = (group.counts > measures.frequent) & (level.length < measures.longest)
        rare = group.only(~often) if often.any() else group
        places = Gaps(len(line.units), rare.counts, gaps_of(rare.places, rare.starts))
        yield Lists(rare.strings, np.flatnonzero(~often), places)
        if often.any():
            frequent = group.only(often)
            yield Lists(frequent.strings, np.flatnonzero(often), documents_of(frequent, line))
