"""Which strings of a segment get which list.

Single units have lists of documents. So have strings at more places than `frequent`; any other string has a list of places. A string
longer than two units is indexed only where the one without its first or its last unit is frequent: else the shorter one tells enough.
Strings are found by the places where they begin, and told into parts by their hashes, so that only a part of them is in memory at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.form import MULTIPLIER, SHIFT
from sitegen.site.search.heaps import Heaps
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import numpy.typing as npt

    from sitegen.site.search.aside import Aside
    from sitegen.site.search.bits import Bits
    from sitegen.site.search.layout import Line

    Chosen = npt.NDArray[np.bool_]
    Hashes = npt.NDArray[np.uint32]
    Numbers = npt.NDArray[np.int64]
    Units = npt.NDArray[np.uint16]
    Words = npt.NDArray[np.uint64]

UNIT_BITS = 16
UNIT = np.uint64(2**16 - 1)
UNITS_PER_WORD = 4

# A place has as many bits as two units.
PLACE = np.uint64(2**32 - 1)
UNITS_OF_PLACE = 2


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

    @property
    def parts_in_all(self) -> int:
        """How many parts there are."""
        return 1 << self.part_bits

    def shards(self, by_place: Sequence[Units]) -> Hashes:
        """The shards of strings, given as for `hashed`: the hash of all units but the last, and the last one added to it."""
        return hashed(by_place[:-1]) + by_place[-1] & np.uint32((1 << self.bits) - 1)

    def parts(self, shards: Hashes) -> Hashes:
        """The parts in which shards are."""
        return shards >> np.uint32(self.bits - self.part_bits)


def on_heaps(
    line: Line, frequent: Bits | None, length: int, parting: Parting, aside: Aside, chosen: Chosen | None
) -> Heaps:
    """All strings of one length that are indexed, each with the place where it begins; on a heap for each part, by their places.

    Args:
        line: that of a segment.
        frequent: where frequent strings one unit shorter begin; None for pairs, of which all are indexed.
        length: how many units they have.
        parting: how they are told into parts.
        aside: where the heaps lie.
        chosen: for each shard whether its strings are wanted; None for all.
    """
    heaps = Heaps(parting.parts_in_all, np.dtype((np.uint64, (_words_for(length),))), aside)
    for start, units in line.pieces():
        begin = pairs(units) if frequent is None else around(units, frequent.of(start, len(units)), length)
        places = np.flatnonzero(begin)
        by_place = columns(units, places, length)
        shards = parting.shards(by_place)
        if chosen is not None:
            wanted = chosen[shards]
            shards, places = shards[wanted], places[wanted]
            by_place = [column[wanted] for column in by_place]
        heaps.throw(parting.parts(shards), spelled_with_places(by_place, places + start))
    return heaps


def spelled_with_places(by_place: Sequence[Units], places: Numbers) -> Words:
    """Strings with their places as numbers that stand in order by both; each is a row of words, the highest first.

    A word has room for four units. A place takes the lower half of the last word.

    >>> units = [np.array([unit], np.uint16) for unit in (0x4E00, 0x4E8C, 0x4E09)]
    >>> [f"{word:016x}" for word in spelled_with_places(units, np.array([5]))[0].tolist()]
    ['4e004e8c4e090000', '0000000000000005']
    """
    words = np.zeros((len(places), _words_for(len(by_place))), np.uint64)
    for number, column in enumerate(by_place):
        words[:, number // UNITS_PER_WORD] |= column.astype(np.uint64) << _shift(number)
    words[:, -1] |= places.astype(np.uint64)
    return words


def grouped(words: Words, length: int) -> Grouped:
    """Put strings of one length in order of their units.

    Args:
        words: as `spelled_with_places` spells them; those that are equal stand by their places.
        length: how many units they have.
    """
    if words.shape[1] == 1:
        ordered = np.sort(words, axis=None)[:, None]
    else:
        # A last word without units says nothing more.
        told = words.T[: _words_for(length - UNITS_OF_PLACE)]
        ordered = words[np.lexsort(told[::-1]) if len(told) > 1 else np.argsort(told[0], kind="stable")]
    places = (ordered[:, -1] & PLACE).astype(np.int64)
    ordered[:, -1] &= ~PLACE
    changes = np.zeros(max(0, len(ordered) - 1), bool)
    for word in ordered.T:
        changes |= word[1:] != word[:-1]
    starts = np.concatenate((np.zeros(min(1, len(places)), np.int64), np.flatnonzero(changes) + 1))
    first = ordered[starts]
    strings = np.empty((len(starts), length), np.uint16)
    for number in range(length):
        strings[:, number] = first[:, number // UNITS_PER_WORD] >> _shift(number) & UNIT
    return Grouped(strings, starts, places)


def _words_for(length: int) -> int:
    """How many words a string of so many units takes with its place."""
    return -(-(length + UNITS_OF_PLACE) // UNITS_PER_WORD)


def _shift(number: int) -> np.uint64:
    """By how much a string's unit is shifted in its word."""
    return np.uint64(UNIT_BITS * (UNITS_PER_WORD - 1 - number % UNITS_PER_WORD))


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


def pairs(units: Units) -> Chosen:
    """For each unit whether a pair begins there."""
    begin: Chosen = units != 0
    begin[:-1] &= begin[1:]
    begin[-1:] = False
    return begin


def around(units: Units, frequent: Chosen, length: int) -> Chosen:
    """For each unit whether a string begins there that is one unit longer than a frequent one, at its end or at its beginning."""
    filled, reach = units != 0, length - 1
    begin = np.zeros(len(units), bool)
    np.logical_and(frequent[:-reach], filled[reach:], out=begin[:-reach])
    begin[:-1] |= np.logical_and(frequent[1:], filled[:-1], out=filled[:-1])
    return begin
