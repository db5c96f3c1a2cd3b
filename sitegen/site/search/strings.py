"""Which strings of a segment get which list.

Single units have lists of documents. So have strings at more places than `frequent`; any other string has a list of places. A string
longer than two units is indexed only where the one without its first or its last unit is frequent: else the shorter one tells enough.
Strings are found by the places where they begin, part by part of their hashes, so that only a part of them is in memory at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.form import HASH_BITS, MULTIPLIER, SHIFT
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    import numpy.typing as npt

    from sitegen.site.search.measures import Measures

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

    def shards(self, columns: Sequence[Units]) -> Hashes:
        """The shards of strings: the hash of all units but the last, and the last one added to it."""
        return hashed(columns[:-1]) + columns[-1] & np.uint32((1 << self.bits) - 1)

    def parts(self, shards: Hashes) -> Hashes:
        """The parts in which shards are."""
        return shards >> np.uint32(self.bits - self.part_bits)


@dataclass(frozen=True, slots=True)
class Level:
    """The strings of one length that are indexed.

    Args:
        length: how many units they have.
        begins: where they begin, rising; None for pairs, which are everywhere.
        parts: the part of each; of the string at each place, where they are everywhere.
    """

    length: int
    begins: npt.NDArray[np.int32] | None
    parts: npt.NDArray[np.uint8]

    def places(self, part: int) -> Numbers:
        """Where the strings of a part begin, rising."""
        found = np.flatnonzero(self.parts == part)
        return found if self.begins is None else self.begins[found].astype(np.int64)


def levels(units: Units, parting: Parting, measures: Measures) -> Iterator[Level]:
    """The strings that are indexed, pairs first, length after length for as long as there are frequent ones.

    Args:
        units: the line of a segment; its last unit is empty.
        parting: how they are told into parts.
        measures: those of the index.
    """
    begins = None
    for length in range(2, measures.longest + 1):
        level, buckets = _level(units, begins, length, parting)
        yield level
        if length == measures.longest:
            return
        frequent = _frequent(units, level, buckets > measures.frequent, measures)
        if not len(frequent):
            return
        begins = _around(units, frequent, length + 1)


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


def hashed(columns: Iterable[Units]) -> Hashes:
    """The hash of strings, given by their first units, their second ones, and so on.

    >>> [hex(each) for each in hashed([np.array([0x9F99], np.uint16), np.array([0x95E8], np.uint16)])]
    ['0x9d18a5eb']
    """
    result: Hashes = np.zeros(1, np.uint32)
    for column in columns:
        result = (result ^ column) * np.uint32(MULTIPLIER)
        result ^= result >> np.uint32(SHIFT)
    return result


def _columns(units: Units, places: Numbers, length: int) -> list[Units]:
    """The first unit of each string, then the second of each, and so on."""
    return [units[places + place] for place in range(length)]


def _buckets(columns: Sequence[Units]) -> Numbers:
    return (hashed(columns) >> np.uint32(HASH_BITS - BUCKET_BITS)).astype(np.int64)


def _words(units: Units, places: Numbers, length: int) -> list[npt.NDArray[np.uint64]]:
    """Strings as numbers that stand in the same order, four units a number."""
    words: list[npt.NDArray[np.uint64]] = []
    for place, column in enumerate(_columns(units, places, length)):
        shift = np.uint64(UNIT_BITS * (UNITS_PER_WORD - 1 - place % UNITS_PER_WORD))
        shifted = column.astype(np.uint64) << shift
        if place % UNITS_PER_WORD:
            words[-1] |= shifted
        else:
            words.append(shifted)
    return words


def _chunks(units: Units, begins: npt.NDArray[np.int32] | None) -> Iterator[tuple[Numbers, Numbers]]:
    """The places of a level chunk by chunk, each with where its part is noted."""
    if begins is not None:
        for start in range(0, len(begins), CHUNK):
            places = begins[start : start + CHUNK].astype(np.int64)
            yield np.arange(start, start + len(places)), places
        return
    for start in range(0, len(units) - 1, CHUNK):
        filled = units[start : start + CHUNK + 1] != 0
        places = np.flatnonzero(filled[:-1] & filled[1:]) + start
        yield places, places


def _level(units: Units, begins: npt.NDArray[np.int32] | None, length: int, parting: Parting) -> tuple[Level, Numbers]:
    """A level, and how many of its strings' places are in each bucket."""
    parts = np.full(len(units) if begins is None else len(begins), NO_PART, np.uint8)
    buckets = np.zeros(1 << BUCKET_BITS, np.int64)
    for noted, places in _chunks(units, begins):
        columns = _columns(units, places, length)
        parts[noted] = parting.parts(parting.shards(columns))
        buckets += np.bincount(_buckets(columns), minlength=len(buckets))
    return Level(length, begins, parts), buckets


def _frequent(units: Units, level: Level, hot: npt.NDArray[np.bool_], measures: Measures) -> Numbers:
    """Where the frequent strings of a level begin: they are in buckets that hold enough places for one of them."""
    found = [np.zeros(0, np.int64)]
    if hot.any():
        for _, places in _chunks(units, level.begins):
            found.append(places[hot[_buckets(_columns(units, places, level.length))]])
    group = grouped(units, np.concatenate(found), level.length)
    return np.sort(group.only(group.counts > measures.frequent).places)


def _around(units: Units, frequent: Numbers, length: int) -> npt.NDArray[np.int32]:
    """Where strings begin that are one unit longer than the frequent ones, at their end or at their beginning."""
    longer = frequent[units[frequent + length - 1] != 0]
    before = frequent[frequent > 0] - 1
    places = np.concatenate((longer, before[units[before] != 0])).astype(np.int32)
    places.sort()
    return places[np.concatenate(([True], places[1:] != places[:-1]))] if len(places) else places
