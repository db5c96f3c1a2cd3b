"""The bytes of the index, read: strings, numbers, shards and lists, as `docs/search.md` tells them.

A string is handled as its UTF-16 units, one character each; so one of its characters may be half of a pair. What is cut off or no
part of an index raises ValueError.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from sitegen.site.search.form import HASH_BITS, IN_HEAD, LARGEST_STEP, MULTIPLIER, SHIFT
from sitegen.site.search.measures import UNIT_BYTES
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

LARGEST_MARK = IN_HEAD + LARGEST_STEP

BYTE = 8
LARGEST_UNIT = 0xFFFF

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
        entries: how many documents or places there are.
        start: its first bit in the shard; None where it has a file of its own.
    """

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

    >>> shard_number("龙", 0), shard_number("龙", 8), hex(ord("龙"))
    (0, 153, '0x9f99')

    Args:
        string: its units.
        bits: there are two to the power of this many shards.
    """
    return (_hash(string[:-1]) + ord(string[-1])) % (1 << bits)


def read_shard(data: bytes, number: int, bits: int, sizes: Sizes) -> Shard:
    """Find each list of a shard; nothing tells where a list begins but all the lists before it.

    Args:
        data: the file.
        number: the shard's.
        bits: there are two to the power of this many shards.
        sizes: those of the segment.
    """
    strings, start = _strings(data, number, bits)
    written = as_bits(data[start:])
    listings: dict[str, Listing] = {}
    at = 0
    for string in strings:
        apart = written[at : at + 1] == "1"
        entries, at = _gamma(written, at + 1)
        listings[string] = Listing(entries, None if apart else at)
        if not apart:
            at = _end(string, written, at, entries, sizes)
    _nothing_left(written, at)
    return Shard(listings, written)


def read_long_list(data: bytes, string: str, sizes: Sizes) -> Postings:
    """Read a list that has a file of its own, which says itself how many entries there are.

    Args:
        data: the file.
        string: whose list it is.
        sizes: those of the segment.
    """
    bits = as_bits(data)
    entries, start = _gamma(bits, 0)
    _nothing_left(bits, _end(string, bits, start, entries, sizes))
    return read_list(string, bits, start, entries, sizes)


def read_list(string: str, bits: str, start: int, entries: int, sizes: Sizes) -> Postings:
    """Read a list.

    Args:
        string: whose list it is.
        bits: what it stands in.
        start: its first bit there.
        entries: how many there are.
        sizes: those of the segment.
    """
    low = _low_bits(string, entries, sizes)
    marked = sizes.of_documents(string)
    found: list[int] = []
    marks: list[int] = []
    entry = -1
    for _ in range(entries):
        one = bits.index("1", start)
        end = one + 1 + low
        # Read together with its one, the lower bits are 2 ** low more: as if there were one zero more.
        entry += ((one - start - 1) << low) + int(bits[one:end], 2) + 1
        found.append(entry)
        start = end
        if marked:
            start = bits.index("1", end) + 1
            marks.append(start - end - 1)
    if entry >= sizes.of(string) or max(marks, default=0) > LARGEST_MARK:
        raise ValueError("a list holds what there cannot be")
    return Postings(tuple(found), tuple(marks))


def as_bits(data: bytes) -> str:
    """Bytes as zeros and ones, the highest bit of each first.

    >>> as_bits(bytes([5, 128]))
    '0000010110000000'
    """
    return bin(int.from_bytes(b"\1" + data))[3:]


def _strings(data: bytes, number: int, bits: int) -> tuple[list[str], int]:
    """The strings of a shard, and where they end."""
    longest, start = _number(data, 0)
    counts: list[int] = []
    for _ in range(longest):
        count, start = _number(data, start)
        counts.append(count)
    strings: list[str] = []
    for length, count in enumerate(counts, 1):
        first = 0
        for _ in range(count):
            begin = ""
            if length > 1:
                distance, start = _number(data, start)
                first += distance
                end = start + UNIT_BYTES * (length - 2)
                begin = chr(first) + _units(data[start:end])
                start = end
            upper, start = _number(data, start)
            strings.append(begin + _last_unit(begin, upper, number, bits))
    if not strings:
        raise ValueError("a shard without strings has no file")
    return strings, start


def _last_unit(begin: str, upper: int, number: int, bits: int) -> str:
    """The last unit of a string: its upper bits as written, the others such that the string is in this shard."""
    last = upper << bits | (number - _hash(begin)) % (1 << bits)
    if last > LARGEST_UNIT:
        raise ValueError("there is no such unit")
    return chr(last)


def _number(data: bytes, start: int) -> tuple[int, int]:
    """A varint, and where it ends."""
    number = shift = 0
    while True:
        if start >= len(data) or shift > LONGEST_NUMBER:
            raise ValueError("a number is cut off, or none")
        number |= (data[start] & 0x7F) << shift
        shift += 7
        start += 1
        if data[start - 1] <= 0x7F:
            return number, start


def _gamma(bits: str, start: int) -> tuple[int, int]:
    """A number in Elias' gamma code, and where it ends.

    >>> _gamma("00101", 0)
    (5, 5)
    """
    one = bits.index("1", start)
    end = one + (one - start) + 1
    return int(bits[one:end], 2), end


def _low_bits(string: str, entries: int, sizes: Sizes) -> int:
    """How many lower bits of each gap are written as they are."""
    if entries > sizes.of(string):
        raise ValueError("a list has more entries than there can be")
    return max(1, 2 * sizes.of(string) // (3 * entries)).bit_length() - 1


def _end(string: str, bits: str, start: int, entries: int, sizes: Sizes) -> int:
    """Where a list ends that begins at `start`."""
    after_one = _low_bits(string, entries, sizes) + 1
    marked = sizes.of_documents(string)
    for _ in range(entries):
        start = bits.index("1", start) + after_one
        if marked:
            start = bits.index("1", start) + 1
    return start


def _nothing_left(bits: str, end: int) -> None:
    """Make sure that only what fills up the last byte comes after the last list."""
    if end > len(bits) or len(bits) - end >= BYTE or "1" in bits[end:]:
        raise ValueError("the lists are cut off, or followed by something else")


def _hash(string: str) -> int:
    mixed = 0
    for unit in string:
        mixed = (mixed ^ ord(unit)) * MULTIPLIER % (1 << HASH_BITS)
        mixed ^= mixed >> SHIFT
    return mixed


def _units(data: bytes) -> str:
    return "".join(map(chr, struct.unpack(f"<{len(data) // UNIT_BYTES}H", data)))
