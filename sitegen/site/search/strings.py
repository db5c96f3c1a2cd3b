"""Which strings of a segment get which list.

Single units have lists of documents. So have strings at more places than `frequent`; any other string has a list of places. A string
longer than two units is indexed only where the one without its first or its last unit is frequent: else the shorter one tells enough.
Strings are found by the places where they begin, part by part of their hashes, so that only a part of them is in memory at once.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.form import HASH_BITS, MULTIPLIER, SHIFT
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from sitegen.site.search.measures import Measures

    Chosen = npt.NDArray[np.bool_]
    Hashes = npt.NDArray[np.uint32]
    Numbers = npt.NDArray[np.int64]
    Units = npt.NDArray[np.uint16]

# Parts are told by the upper bits of a shard's number; no part is called NO_PART.
MOST_PART_BITS = 6
NO_PART = 255

# Places are handled so many at a time, which fit a processor's cache.
CHUNK = 1 << 17

# The hash's upper bits by which strings are counted before their units are looked at.
BUCKET_BITS = 16

# Of so many places at once it is looked whether the strings there are frequent: some fifty megabytes.
CANDIDATES = 1 << 20

# A place takes so many bytes in a level.
PLACE_BYTES = 4

UNIT_BITS = 16
UNITS_PER_WORD = 4

# A pair and its place are sorted as one number.
PLACE_BITS = np.uint64(32)
PLACE = np.uint64(2**32 - 1)


@dataclass(frozen=True, slots=True)
class Grouped:
    """Strings of one length with the places where they begin.

    Args:
        strings: a row for each, by their units.
        starts: where each one's places begin in `places`.
        places: rising within each string.
    """

    strings: Units
    starts: Numbers
    places: Numbers

    @property
    def counts(self) -> Numbers:
        """At how many places each string is."""
        return np.diff(np.append(self.starts, len(self.places)))

    def only(self, chosen: npt.NDArray[np.bool_]) -> Grouped:
        """Some of the strings."""
        counts = self.counts
        kept = counts[chosen]
        return Grouped(self.strings[chosen], np.cumsum(kept) - kept, self.places[np.repeat(chosen, counts)])


@dataclass(frozen=True, slots=True)
class Parting:
    """How strings are told into shards, and shards into parts.

    Args:
        bits: there are two to the power of this many shards.
        part_bits: likewise parts, as the shards' numbers begin.
    """

    bits: int
    part_bits: int

    def shards(self, by_place: Sequence[Units]) -> Hashes:
        """The shards of strings, given as for `hashed`: the hash of all units but the last, and the last one added to it."""
        return hashed(by_place[:-1]) + by_place[-1] & np.uint32((1 << self.bits) - 1)

    def parts(self, shards: Hashes) -> Hashes:
        """The parts in which shards are."""
        return shards >> np.uint32(self.bits - self.part_bits)


@dataclass(frozen=True, slots=True)
class Level:
    """The strings of one length that are indexed.

    Args:
        length: how many units they have.
        begins: where they begin, rising; None where they are so many that each unit of the line has a part, or `NO_PART`.
        parts: the part of each.
    """

    length: int
    begins: npt.NDArray[np.int32] | None
    parts: npt.NDArray[np.uint8]

    def places(self, part: int) -> Numbers:
        """Where the strings of a part begin, rising."""
        found = np.flatnonzero(self.parts == part)
        return found if self.begins is None else self.begins[found].astype(np.int64)

    def chunks(self) -> Iterator[tuple[Numbers, Numbers]]:
        """Where they begin chunk by chunk, each with where its part is noted."""
        for start in range(0, len(self.parts), CHUNK):
            noted = np.flatnonzero(self.parts[start : start + CHUNK] != NO_PART) + start
            yield noted, noted if self.begins is None else self.begins[noted].astype(np.int64)

    def only(self, units: Units, bits: int, chosen: Chosen) -> Level:
        """Those of some of the two to the power of `bits` shards; their parts are not told yet."""
        parting = Parting(bits, 0)
        begins = [
            places[chosen[parting.shards(columns(units, places, self.length))]].astype(np.int32)
            for _, places in self.chunks()
        ]
        every = np.concatenate(begins) if begins else np.zeros(0, np.int32)
        return Level(self.length, every, np.zeros(len(every), np.uint8))

    def parted(self, units: Units, parting: Parting) -> Level:
        """Have the parts be those that a parting tells; gives the level itself, for its parts may be as large as the line is."""
        for noted, places in self.chunks():
            self.parts[noted] = parting.parts(parting.shards(columns(units, places, self.length)))
        return self


def frequent_begins(units: Units, measures: Measures) -> Iterator[bytes]:
    """Where frequent strings begin, of pairs first, length after length for as long as there are any; each `packed`.

    Args:
        units: the line of a segment; its last unit is empty.
        measures: those of the index.
    """
    begin = pairs(units)
    for length in range(2, measures.longest):
        frequent = _frequent(units, _level(units, begin, length, None), measures)
        if not frequent.any():
            return
        yield packed(frequent)
        begin = around(units, frequent, length + 1)


def levels(units: Units, begins: Iterable[bytes], parting: Parting | None) -> Iterator[Level]:
    """The strings that are indexed, pairs first, length after length.

    Args:
        units: the line of a segment; its last unit is empty.
        begins: where the frequent ones begin, as `frequent_begins` tells it.
        parting: how they are told into parts; None where that is not asked yet.
    """
    yield _level(units, pairs(units), 2, parting)
    for length, frequent in enumerate(begins, 3):
        yield _level(units, around(units, unpacked(frequent, len(units)), length), length, parting)


def packed(chosen: Chosen) -> bytes:
    """Which units of a line are chosen, in few bytes."""
    return zlib.compress(np.packbits(chosen).tobytes(), level=1)


def unpacked(data: bytes, count: int) -> Chosen:
    """What `packed` made, for so many units.

    >>> unpacked(packed(np.array([True, False, True])), 3)
    array([ True, False,  True])
    """
    return np.unpackbits(np.frombuffer(zlib.decompress(data), np.uint8), count=count).view(bool)


def grouped(units: Units, places: Numbers, length: int) -> Grouped:
    """Put strings of one length that begin at `places`, which rise, in order of their units."""
    if length == 2:
        keys = units[places].astype(np.uint64) << np.uint64(UNIT_BITS) | units[places + 1]
        keys = keys << PLACE_BITS | places.astype(np.uint64)
        keys.sort()
        ordered = (keys & PLACE).astype(np.int64)
        keys >>= PLACE_BITS
        changes = keys[1:] != keys[:-1]
    else:
        words = _words(units, places, length)
        order = np.lexsort(words[::-1]) if len(words) > 1 else np.argsort(words[0], kind="stable")
        ordered = places[order]
        changes = np.zeros(max(0, len(places) - 1), bool)
        for word in words:
            sorted_word = word[order]
            changes |= sorted_word[1:] != sorted_word[:-1]
    starts = np.concatenate((np.zeros(min(1, len(places)), np.int64), np.flatnonzero(changes) + 1))
    return Grouped(units[ordered[starts][:, None] + np.arange(length)], starts, ordered)


def hashed(by_place: Iterable[Units]) -> Hashes:
    """The hash of strings, given by their first units, their second ones, and so on.

    >>> [hex(each) for each in hashed([np.array([0x9F99], np.uint16), np.array([0x95E8], np.uint16)])]
    ['0x9d18a5eb']
    """
    result: Hashes = np.zeros(1, np.uint32)
    for column in by_place:
        result = (result ^ column) * np.uint32(MULTIPLIER)
        result ^= result >> np.uint32(SHIFT)
    return result


def spelled(string: Units) -> str:
    """A string by its units; it may hold half of a pair of them."""
    return string.astype("<u2").tobytes().decode("utf-16-le", "surrogatepass")


def columns(units: Units, places: Numbers, length: int) -> list[Units]:
    """The first unit of each string, then the second of each, and so on."""
    return [units[places + place] for place in range(length)]


def _buckets(by_place: Sequence[Units]) -> Numbers:
    return (hashed(by_place) >> np.uint32(HASH_BITS - BUCKET_BITS)).astype(np.int64)


def _words(units: Units, places: Numbers, length: int) -> list[npt.NDArray[np.uint64]]:
    """Strings as numbers that stand in the same order, four units a number."""
    words: list[npt.NDArray[np.uint64]] = []
    for place, column in enumerate(columns(units, places, length)):
        shift = np.uint64(UNIT_BITS * (UNITS_PER_WORD - 1 - place % UNITS_PER_WORD))
        shifted = column.astype(np.uint64) << shift
        if place % UNITS_PER_WORD:
            words[-1] |= shifted
        else:
            words.append(shifted)
    return words


def pairs(units: Units) -> Chosen:
    """For each unit whether a pair begins there."""
    begin: Chosen = units != 0
    begin[:-1] &= begin[1:]
    begin[-1:] = False
    return begin


def _level(units: Units, begin: Chosen, length: int, parting: Parting | None) -> Level:
    """A level, by whether a string of it begins at each unit."""
    count = int(np.count_nonzero(begin))
    if count * (PLACE_BYTES + 1) > len(units):
        level = Level(length, None, np.where(begin, np.uint8(0), np.uint8(NO_PART)))
    else:
        level = Level(length, np.flatnonzero(begin).astype(np.int32), np.zeros(count, np.uint8))
    return level.parted(units, parting) if parting else level


def _frequent(units: Units, level: Level, measures: Measures) -> Chosen:
    """For each unit whether a frequent string of a level begins there. Only what is in a bucket with enough places for one is looked at."""
    counts = np.zeros(1 << BUCKET_BITS, np.int64)
    for _, places in level.chunks():
        counts += np.bincount(_buckets(columns(units, places, level.length)), minlength=len(counts))
    hot = counts > measures.frequent
    counts[~hot] = 0
    candidates, buckets = np.empty(counts.sum(), np.int32), np.empty(counts.sum(), np.uint16)
    done = 0
    for _, places in level.chunks():
        bucket = _buckets(columns(units, places, level.length))
        chosen = np.flatnonzero(hot[bucket])
        candidates[done : done + len(chosen)], buckets[done : done + len(chosen)] = places[chosen], bucket[chosen]
        done += len(chosen)
    found = np.zeros(len(units), bool)
    # All places of a string are in one bucket; so many are sorted at once.
    for first, last in runs(counts, CANDIDATES):
        some = candidates[(buckets >= first) & (buckets < last)].astype(np.int64)
        group = grouped(units, some, level.length)
        found[group.places[np.repeat(group.counts > measures.frequent, group.counts)]] = True
    return found


def runs(sizes: Numbers, most: int) -> Iterator[tuple[int, int]]:
    """Runs of things that have no more than `most` together, or of one thing: the first and the end of each.

    >>> list(runs(np.array([2, 2, 2, 9, 1]), 4))
    [(0, 2), (2, 3), (3, 4), (4, 5)]
    """
    ends = np.cumsum(sizes)
    first = 0
    while first < len(ends):
        room = most + (int(ends[first - 1]) if first else 0)
        last = max(first + 1, int(np.searchsorted(ends, room, side="right")))
        yield first, last
        first = last


def around(units: Units, frequent: Chosen, length: int) -> Chosen:
    """For each unit whether a string begins there that is one unit longer than a frequent one, at its end or at its beginning."""
    filled, reach = units != 0, length - 1
    begin = np.zeros(len(units), bool)
    np.logical_and(frequent[:-reach], filled[reach:], out=begin[:-reach])
    begin[:-1] |= np.logical_and(frequent[1:], filled[:-1], out=filled[:-1])
    return begin
