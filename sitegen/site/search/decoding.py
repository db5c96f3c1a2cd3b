"""The bytes of the index, read: strings, numbers, shards and lists, as `docs/search.md` tells them.

A string is handled as its UTF-16 units, one character each; so one of its characters may be half of a pair. What is cut off or no
part of an index raises ValueError.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

MULTIPLIER = 0x9E3779B1
HASH_BITS = 32
SHIFT = 15

# In a list of documents these bits follow each entry: 4 for the head, and the step of the frequency.
MARK_BITS = 3
BYTE = 8

# No number of an index has more bits; a longer one is rubbish, which would take long to read.
LONGEST_NUMBER = 63


@dataclass(frozen=True, slots=True)
class Sizes:
    """From what the lists of a segment choose.

    Args:
        documents: how many documents there are.
        places: how long the line is.
        frequent: the strings of two and more units that have a list of documents instead of one of places.
    """

    documents: int
    places: int
    frequent: frozenset[str]

    def of(self, string: str) -> int:
        """How many documents, or places, there are to choose from for the string's list."""
        return self.documents if self.of_documents(string) else self.places

    def of_documents(self, string: str) -> bool:
        """Whether the string's list is one of documents."""
        return len(string) == 1 or string in self.frequent


@dataclass(frozen=True, slots=True)
class Listing:
    """Where the list of a string is.

    Args:
        number: which of the shard's strings it is.
        entries: how many documents or places there are.
        start: its first bit in the shard; None where it has a file of its own.
    """

    number: int
    entries: int
    start: int | None


@dataclass(frozen=True, slots=True)
class Shard:
    """The strings of a shard with their lists, and the bits of these as a text of zeros and ones."""

    listings: Mapping[str, Listing]
    bits: str


@dataclass(frozen=True, slots=True)
class Postings:
    """A list.

    Args:
        entries: documents or places, rising.
        marks: for each document 4 where the string stands in its head, and 0 to 3 for its frequency; none for places.
    """

    entries: tuple[int, ...]
    marks: tuple[int, ...] = ()


def units(text: str) -> str:
    """A text as its UTF-16 units, one character each.

    >>> [hex(ord(unit)) for unit in units("龙𠀀")]
    ['0x9f99', '0xd840', '0xdc00']
    """
    return _units(text.encode("utf-16-le", "surrogatepass"))


def shard_number(string: str, bits: int) -> int:
    """Which shard holds a string.

    >>> shard_number("龙", 0), shard_number("医师", 10)
    (0, 223)

    Args:
        string: its units.
        bits: of the hash, as many as the segment says.
    """
    mixed = 0
    for unit in string:
        mixed = (mixed ^ ord(unit)) * MULTIPLIER % (1 << HASH_BITS)
        mixed ^= mixed >> SHIFT
    return mixed >> (HASH_BITS - bits)


def shard_path(number: int) -> str:
    """The path of a shard below its segment, without its ending.

    >>> shard_path(0), shard_path(200)
    ('00/00', '01/48')
    """
    return f"{number >> 7:02x}/{number & 0x7F:02x}"


def read_shard(data: bytes, sizes: Sizes) -> Shard:
    """Find each list of a shard; nothing tells where a list begins but all the lists before it."""
    strings, start = _strings(data)
    counts, start = _numbers(data, start, len(strings))
    bits = as_bits(data[start:])
    listings: dict[str, Listing] = {}
    at = 0
    for number, (string, count) in enumerate(zip(strings, counts, strict=True)):
        entries, apart = divmod(count, 2)
        listings[string] = Listing(number, entries, None if apart else at)
        if not apart:
            at = _end(bits, at, entries, _width(string, entries, sizes))
    _nothing_left(bits, at)
    return Shard(listings, bits)


def read_long_list(string: str, data: bytes, entries: int, sizes: Sizes) -> Postings:
    """Read a list that has a file of its own.

    Args:
        string: whose list it is.
        data: the file.
        entries: how many there are.
        sizes: those of the segment.
    """
    bits = as_bits(data)
    postings = read_list(string, bits, Listing(0, entries, 0), sizes)
    _nothing_left(bits, _end(bits, 0, entries, _width(string, entries, sizes)))
    return postings


def read_list(string: str, bits: str, listing: Listing, sizes: Sizes) -> Postings:
    """Read a list.

    Args:
        string: whose list it is.
        bits: what it stands in.
        listing: where it stands.
        sizes: those of the segment.
    """
    low = _low_bits(string, listing.entries, sizes)
    last = sizes.of(string)
    marked = MARK_BITS if sizes.of_documents(string) else 0
    found: list[int] = []
    marks: list[int] = []
    entry, start = -1, listing.start or 0
    for _ in range(listing.entries):
        one = bits.index("1", start)
        end = one + 1 + low
        # Read together with its one, the lower bits are 2 ** low more: as if there were one zero more.
        entry += ((one - start - 1) << low) + int(bits[one:end], 2) + 1
        start = end + marked
        found.append(entry)
        if marked:
            marks.append(int(bits[end:start], 2))
    if start > len(bits) or entry >= last:
        raise ValueError("a list is cut off, or none")
    return Postings(tuple(found), tuple(marks))


def as_bits(data: bytes) -> str:
    """Bytes as zeros and ones, the highest bit of each first.

    >>> as_bits(bytes([5, 128]))
    '0000010110000000'
    """
    return bin(int.from_bytes(b"\1" + data))[3:]


def _strings(data: bytes) -> tuple[list[str], int]:
    """The strings of a shard, and where they end."""
    (longest,), start = _numbers(data, 0, 1)
    counts, start = _numbers(data, start, longest)
    strings: list[str] = []
    for length, count in enumerate(counts, 1):
        end = start + 2 * length * count
        if end > len(data):
            raise ValueError("the strings are cut off")
        run = _units(data[start:end])
        strings += (run[at : at + length] for at in range(0, length * count, length))
        start = end
    return strings, start


def _numbers(data: bytes, start: int, count: int) -> tuple[list[int], int]:
    """So many varints, and where they end."""
    if count > len(data) - start:
        raise ValueError("the numbers are cut off")
    found: list[int] = []
    for _ in range(count):
        number = shift = 0
        more = True
        while more:
            if start == len(data) or shift > LONGEST_NUMBER:
                raise ValueError("a number is cut off, or none")
            number |= (data[start] & 0x7F) << shift
            more = data[start] > 0x7F
            shift += 7
            start += 1
        found.append(number)
    return found, start


def _low_bits(string: str, entries: int, sizes: Sizes) -> int:
    """How many lower bits of each gap are written as they are."""
    if not 0 < entries <= sizes.of(string):
        raise ValueError("a list has more entries than there can be, or none")
    return max(1, 2 * sizes.of(string) // (3 * entries)).bit_length() - 1


def _width(string: str, entries: int, sizes: Sizes) -> int:
    """How many bits of each entry follow its one."""
    return _low_bits(string, entries, sizes) + (MARK_BITS if sizes.of_documents(string) else 0)


def _end(bits: str, start: int, entries: int, width: int) -> int:
    """Where a list ends that begins at `start`."""
    for _ in range(entries):
        start = bits.index("1", start) + 1 + width
    return start


def _nothing_left(bits: str, end: int) -> None:
    """Make sure that only what fills up the last byte comes after the last list."""
    if end > len(bits) or len(bits) - end >= BYTE or "1" in bits[end:]:
        raise ValueError("the lists are cut off, or followed by something else")


def _units(data: bytes) -> str:
    return "".join(map(chr, struct.unpack(f"<{len(data) // 2}H", data)))
