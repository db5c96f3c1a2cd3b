"""The shards of a segment: its strings by their hashes, and their lists as bits."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.coding import WORD, floor_log2, varint_sizes, varints, write_codes, write_varints
from sitegen.site.search.form import numbered_path, spelled_out
from sitegen.site.search.measures import UNIT_BYTES
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    import numpy.typing as npt

    from sitegen.site.search.coding import Gaps
    from sitegen.site.search.strings import Parting

    Numbers = npt.NDArray[np.int64]
    Units = npt.NDArray[np.uint16]

BYTE = 8


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
    """Strings in the order in which they are written, and where their bits are.

    Args:
        bits: there are two to the power of this many shards.
        order: for each string, which one of those given it is.
        firsts: the first string of each shard.
        shards: for each string its shard's number.
        lengths: how many units each string has.
        entries: how many documents or places each has.
        apart: whether its list has a file of its own.
        heads: the first bit of what is said about each string's list.
        starts: the first bit of each list.
        sizes: the bytes of each list that has a file of its own, else 0.
        bytes_of: the bytes of each shard's bits.
    """

    bits: int
    order: Numbers
    firsts: Numbers
    shards: Numbers
    lengths: Numbers
    entries: Numbers
    apart: npt.NDArray[np.bool_]
    heads: Numbers
    starts: Numbers
    sizes: Numbers
    bytes_of: Numbers


def shard_files(pieces: Sequence[Lists], parting: Parting, apart: int) -> Iterator[tuple[str, bytes]]:
    """The shards of some strings and the long lists, each with its name in the segment.

    Args:
        pieces: all strings of these shards.
        parting: how strings are told into shards.
        apart: a list of more bytes has a file of its own.
    """
    filled = [piece for piece in pieces if len(piece.strings)]
    if not filled:
        return
    shelf = _shelf(filled, parting, apart)
    bits = memoryview(_bits(filled, shelf))
    units = _in_order(filled, shelf)
    strings, string_ends = _strings(units, shelf)
    # What says how many entries a list has stands before it.
    long_at = ((shelf.starts - _gamma_bits(shelf.entries)) // BYTE).tolist()
    ends = np.append(shelf.firsts[1:], len(shelf.order)).tolist()
    bases = (np.cumsum(shelf.bytes_of) - shelf.bytes_of).tolist()
    for shard, (first, last) in enumerate(zip(shelf.firsts.tolist(), ends, strict=True)):
        name, base = numbered_path(int(shelf.shards[first])), bases[shard]
        begin = int(string_ends[first - 1]) if first else 0
        written = (
            _lengths(shelf.lengths[first:last]),
            strings[begin : string_ends[last - 1]],
            bits[base : base + int(shelf.bytes_of[shard])],
        )
        yield f"{name}.bin", b"".join(written)
        for place in (np.flatnonzero(shelf.apart[first:last]) + first).tolist():
            own = units[place, : int(shelf.lengths[place])]
            start = long_at[place]
            yield f"{name}-{spelled_out(own.tolist())}.bin", bytes(bits[start : start + int(shelf.sizes[place])])


def _shelf(pieces: Sequence[Lists], parting: Parting, apart: int) -> Shelf:
    shards = np.concatenate([parting.shards(list(piece.strings.T)) for piece in pieces]).astype(np.int64)
    lengths = np.concatenate([np.full(len(piece.strings), piece.strings.shape[1]) for piece in pieces])
    order = np.lexsort((np.concatenate([piece.order for piece in pieces]), lengths, shards))
    shards, lengths = shards[order], lengths[order]
    entries = np.concatenate([piece.gaps.counts for piece in pieces])[order]
    list_bits = np.concatenate([piece.gaps.bits() for piece in pieces])[order]
    list_bytes = -(-list_bits // BYTE)
    alone = list_bytes > apart
    head_bits = 1 + _gamma_bits(entries)
    within = head_bits + np.where(alone, 0, list_bits)
    sizes = np.where(alone, -(-(_gamma_bits(entries) + list_bits) // BYTE), 0)
    firsts = np.flatnonzero(np.concatenate(([True], shards[1:] != shards[:-1])))
    bytes_of = -(-np.add.reduceat(within, firsts) // BYTE)
    # Each shard's bits begin with a byte; so do the lists with a file of their own, which follow all shards.
    before = np.cumsum(within) - within
    skipped = (np.cumsum(bytes_of) - bytes_of) * BYTE - before[firsts]
    heads = before + np.repeat(skipped, np.diff(np.append(firsts, len(order))))
    behind = (bytes_of.sum() + np.cumsum(sizes) - sizes) * BYTE
    starts = np.where(alone, behind + _gamma_bits(entries), heads + head_bits)
    return Shelf(parting.bits, order, firsts, shards, lengths, entries, alone, heads, starts, sizes, bytes_of)


def _gamma_bits(numbers: Numbers) -> Numbers:
    """How many bits numbers take in Elias' gamma code: a zero for each of their bits but one, then themselves."""
    return 2 * floor_log2(numbers) + 1


def _bits(pieces: Sequence[Lists], shelf: Shelf) -> bytes:
    """All bits: those of the shards, then the lists with a file of their own."""
    size = int(shelf.bytes_of.sum() + shelf.sizes.sum()) * BYTE
    words = np.zeros(-(-size // WORD), np.uint64)
    gamma = _gamma_bits(shelf.entries)
    write_codes(words, shelf.heads + 1 + gamma, shelf.apart.astype(np.int64) << gamma | shelf.entries)
    write_codes(words, shelf.starts[shelf.apart], shelf.entries[shelf.apart])
    offsets = np.empty_like(shelf.starts)
    offsets[shelf.order] = shelf.starts
    done = 0
    for piece in pieces:
        count = len(piece.strings)
        piece.gaps.write(words, offsets[done : done + count])
        done += count
    return words.astype(">u8").tobytes()


def _strings(units: Numbers, shelf: Shelf) -> tuple[bytes, Numbers]:
    """All strings, a row of units each, as they are written, and where each one ends."""
    longer = shelf.lengths > 1
    first = units[:, 0]
    anew = np.concatenate(([True], (np.diff(shelf.shards) != 0) | (np.diff(shelf.lengths) != 0)))
    steps = first - np.where(anew, 0, np.concatenate((first[:1], first[:-1])))
    # The last unit's lower bits can be told from the number of the shard.
    last = units[np.arange(len(units)), shelf.lengths - 1] >> shelf.bits
    begin = np.where(longer, varint_sizes(steps), 0)
    middle = np.where(longer, UNIT_BYTES * (shelf.lengths - 2), 0)
    ends = np.cumsum(begin + middle + varint_sizes(last))
    data = np.zeros(int(ends[-1]), np.uint8)
    write_varints(data, ends - varint_sizes(last), last)
    starts = ends - varint_sizes(last) - middle
    write_varints(data, (starts - begin)[longer], steps[longer])
    for place in range(1, units.shape[1] - 1):
        has = np.flatnonzero(shelf.lengths > place + 1)
        at = starts[has] + UNIT_BYTES * (place - 1)
        data[at] = units[has, place] & 0xFF
        data[at + 1] = units[has, place] >> BYTE
    return data.tobytes(), ends


def _in_order(pieces: Sequence[Lists], shelf: Shelf) -> Numbers:
    """A row of units for each string, as long as the longest."""
    units = np.zeros((len(shelf.order), int(shelf.lengths.max())), np.int64)
    rows = np.empty_like(shelf.order)
    rows[shelf.order] = np.arange(len(rows))
    done = 0
    for piece in pieces:
        count, length = piece.strings.shape
        units[rows[done : done + count], :length] = piece.strings
        done += count
    return units


def _lengths(lengths: Numbers) -> bytes:
    """How long a shard's longest string is, and how many there are of each length."""
    counts = np.bincount(lengths)[1:].tolist()
    return varints((len(counts), *counts))
