"""The shards of a segment: its strings by their hashes, and their lists as bits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.coding import WORD, varint_table, varints
from sitegen.site.search.strings import hashes, parts_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from sitegen.site.search.coding import Gaps

    Numbers = npt.NDArray[np.int64]
    Units = npt.NDArray[np.uint16]

BYTE = 8

# The lower bits of a shard's number are its file's name, the upper ones its folder's.
NAME_BITS = 7


@dataclass(frozen=True, slots=True)
class Lists:
    """Strings of one length with their lists.

    Args:
        strings: a row of units each.
        order: where each stands among all strings of this length that are written together.
        gaps: their lists.
    """

    strings: Units
    order: Numbers
    gaps: Gaps


@dataclass(frozen=True, slots=True)
class Shelf:
    """Strings in the order in which they are written, and where their lists' bits are.

    Args:
        order: for each string, which one of those given it is.
        firsts: the first string of each shard.
        numbers: the number of each shard.
        lengths: how many units each string has.
        apart: whether its list has a file of its own.
        starts: the first bit of each list, in the order of the strings.
        sizes: the bytes of each list that has a file of its own, else 0.
        bytes_of: the bytes of each shard's lists.
    """

    order: Numbers
    firsts: Numbers
    numbers: Numbers
    lengths: Numbers
    apart: npt.NDArray[np.bool_]
    starts: Numbers
    sizes: Numbers
    bytes_of: Numbers


def shard_files(pieces: Sequence[Lists], bits: int, apart: int) -> Iterator[tuple[str, bytes]]:
    """The shards of some strings and the long lists, each with its name in the segment.

    Args:
        pieces: all strings of these shards.
        bits: so many of a hash's bits are the shard's number.
        apart: a list of more bytes has a file of its own.
    """
    if not sum(len(piece.strings) for piece in pieces):
        return
    shelf = _shelf(pieces, bits, apart)
    lists = memoryview(_lists(pieces, shelf))
    units, unit_ends = _units(pieces, shelf)
    entries = np.concatenate([piece.gaps.counts for piece in pieces])[shelf.order]
    counts, count_ends = varint_table(entries * 2 + shelf.apart)
    ends = np.append(shelf.firsts[1:], len(shelf.order)).tolist()
    bases = (np.cumsum(shelf.bytes_of) - shelf.bytes_of).tolist()
    for shard, (first, last) in enumerate(zip(shelf.firsts.tolist(), ends, strict=True)):
        number, base = int(shelf.numbers[shard]), bases[shard]
        written = (
            _lengths(shelf.lengths[first:last]),
            units[_before(unit_ends, first) : unit_ends[last - 1]].tobytes(),
            counts[_before(count_ends, first) : count_ends[last - 1]],
            lists[base : base + int(shelf.bytes_of[shard])],
        )
        yield f"{shard_name(number)}.bin", b"".join(written)
        for place in (np.flatnonzero(shelf.apart[first:last]) + first).tolist():
            start = int(shelf.starts[place]) // BYTE
            yield f"{shard_name(number)}-{place - first}.bin", bytes(lists[start : start + int(shelf.sizes[place])])


def shard_name(number: int) -> str:
    """The name of a shard without its ending.

    >>> shard_name(0), shard_name(300)
    ('00/00', '02/2c')
    """
    return f"{number >> NAME_BITS:02x}/{number & (1 << NAME_BITS) - 1:02x}"


def _shelf(pieces: Sequence[Lists], bits: int, apart: int) -> Shelf:
    shards = np.concatenate([parts_of(hashes(piece.strings), bits) for piece in pieces]).astype(np.int64)
    lengths = np.concatenate([np.full(len(piece.strings), piece.strings.shape[1]) for piece in pieces])
    order = np.lexsort((np.concatenate([piece.order for piece in pieces]), lengths, shards))
    shards, lengths = shards[order], lengths[order]
    list_bits = np.concatenate([piece.gaps.bits() for piece in pieces])[order]
    list_bytes = -(-list_bits // BYTE)
    alone = list_bytes > apart
    within = np.where(alone, 0, list_bits)
    sizes = np.where(alone, list_bytes, 0)
    firsts = np.flatnonzero(np.concatenate(([True], shards[1:] != shards[:-1])))
    bytes_of = -(-np.add.reduceat(within, firsts) // BYTE)
    # Each shard's bits begin with a byte; so do the lists with a file of their own, which follow all shards.
    before = np.cumsum(within) - within
    skipped = (np.cumsum(bytes_of) - bytes_of) * BYTE - before[firsts]
    starts = before + np.repeat(skipped, np.diff(np.append(firsts, len(order))))
    behind = (bytes_of.sum() + np.cumsum(sizes) - sizes) * BYTE
    starts = np.where(alone, behind, starts)
    return Shelf(order, firsts, shards[firsts], lengths, alone, starts, sizes, bytes_of)


def _lists(pieces: Sequence[Lists], shelf: Shelf) -> bytes:
    """The bits of all lists, the shards' first."""
    size = int(shelf.bytes_of.sum() + shelf.sizes.sum()) * BYTE
    words = np.zeros(-(-size // WORD), np.uint64)
    offsets = np.empty_like(shelf.starts)
    offsets[shelf.order] = shelf.starts
    done = 0
    for piece in pieces:
        count = len(piece.strings)
        piece.gaps.write(words, offsets[done : done + count])
        done += count
    return words.astype(">u8").tobytes()


def _units(pieces: Sequence[Lists], shelf: Shelf) -> tuple[Units, Numbers]:
    """The units of all strings in their order, and where each one's end."""
    ends = np.cumsum(shelf.lengths)
    units = np.empty(int(ends[-1]), "<u2")
    starts = np.empty_like(ends)
    starts[shelf.order] = ends - shelf.lengths
    done = 0
    for piece in pieces:
        count, length = piece.strings.shape
        units[starts[done : done + count, None] + np.arange(length)] = piece.strings
        done += count
    return units, ends


def _lengths(lengths: Numbers) -> bytes:
    """How long a shard's longest string is, and how many there are of each length."""
    counts = np.bincount(lengths)[1:].tolist()
    return varints((len(counts), *counts))


def _before(ends: Numbers, place: int) -> int:
    """Where the item at a place begins."""
    return int(ends[place - 1]) if place else 0
