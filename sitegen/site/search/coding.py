"""How numbers are written in the index: one after another as varints, or a whole list in a Rice code."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    Numbers = npt.NDArray[np.int64]
    Words = npt.NDArray[np.uint64]
    # Kept by the million, so as small as they can be.
    Entries = npt.NDArray[np.uint32]
    Marks = npt.NDArray[np.uint8]

SEVEN_BITS = 0x7F
MORE = 0x80

# Bits are put together in words of this many.
WORD = 64


@dataclass(frozen=True, slots=True)
class Gaps:
    """Lists of rising entries, told by their gaps, all from one universe.

    Args:
        universe: how many entries there are to choose from.
        counts: how many each list has, at least one.
        gaps: of all lists, one after another: the first entry, then entry - former - 1.
        marks: a small number that follows each entry, written as so many zeros and a one; None for nothing.
    """

    universe: int
    counts: Numbers
    gaps: Entries
    marks: Marks | None = None

    def only(self, first: int, end: int) -> Gaps:
        """Some of the lists."""
        begin, beyond = int(self.counts[:first].sum()), int(self.counts[:end].sum())
        marks = None if self.marks is None else self.marks[begin:beyond]
        return Gaps(self.universe, self.counts[first:end], self.gaps[begin:beyond], marks)

    def low_bits(self) -> Numbers:
        """How many bits of each gap are written as they are: r of the Rice code, for each list."""
        mean = np.maximum(1, 2 * self.universe // (3 * self.counts))
        return floor_log2(mean)

    def bits(self) -> Numbers:
        """How many bits each list takes."""
        if not len(self.counts):
            return np.zeros(0, np.int64)
        low = self.low_bits()
        lengths = (self.gaps >> np.repeat(low, self.counts)) + self._mark_bits()
        bits: Numbers = np.add.reduceat(lengths, self.starts()) + self.counts * (low + 1)
        return bits

    def _mark_bits(self) -> Marks | int:
        return 0 if self.marks is None else self.marks + 1

    def starts(self) -> Numbers:
        """Where each list's gaps begin."""
        return np.cumsum(self.counts) - self.counts

    def write(self, words: Words, offsets: Numbers) -> None:
        """Write the lists into `words`, each from its own bit on; the highest bit of a word is its first."""
        low = np.repeat(self.low_bits(), self.counts)
        lengths = (self.gaps >> low) + low + 1 + self._mark_bits()
        ends = np.cumsum(lengths)
        starts = self.starts()
        ends += np.repeat(offsets - (ends[starts] - lengths[starts]), self.counts)
        # The zeros are there already; what is written is the one with the lower bits, and the mark's one.
        one = np.int64(1) << low
        codes = one | (self.gaps & (one - 1))
        if self.marks is not None:
            codes = codes << (self.marks + 1) | 1
        write_codes(words, ends, codes)


def write_codes(words: Words, ends: Numbers, codes: Numbers) -> None:
    """Write numbers into words so that each one's last bit stands before the bit `ends`; the highest bit of a word is its first.

    No two may share a bit, so that adding is writing. What a number has no bits for stays 0.
    """
    last = ends - 1
    word = last // WORD
    shift = (WORD - 1 - last % WORD).astype(np.uint64)
    bits = codes.astype(np.uint64)
    np.add.at(words, word, bits << shift)
    # What does not fit goes into the word before; two steps, for a shift by a whole word is none.
    over = (bits >> np.uint64(1)) >> (np.uint64(WORD - 1) - shift)
    reaches = np.flatnonzero(over)
    np.add.at(words, word[reaches] - 1, over[reaches])


def floor_log2(numbers: Numbers) -> Numbers:
    """The largest powers of two within some numbers from 1 on: exact, for a float's exponent is.

    >>> floor_log2(np.array([1, 3, 4, 7, 8])).tolist()
    [0, 1, 2, 2, 3]
    """
    exponents: Numbers = np.frexp(numbers.astype(np.float64))[1].astype(np.int64) - 1
    return exponents


def gaps_of(entries: Numbers, starts: Numbers) -> Entries:
    """The gaps of lists of rising entries, which stand one after another; `starts` tells where each begins.

    >>> gaps_of(np.array([3, 4, 9, 2]), np.array([0, 3])).tolist()
    [3, 0, 4, 2]
    """
    gaps = np.empty(len(entries), np.uint32)
    gaps[1:] = entries[1:] - entries[:-1] - 1
    gaps[starts] = entries[starts]
    return gaps


def varint_sizes(numbers: Numbers) -> Numbers:
    """How many bytes each number takes as a varint.

    >>> varint_sizes(np.array([0, 127, 128, 300])).tolist()
    [1, 1, 2, 2]
    """
    return floor_log2(np.maximum(numbers, 1)) // 7 + 1


def write_varints(data: npt.NDArray[np.uint8], starts: Numbers, numbers: Numbers) -> None:
    """Write numbers as varints, each from its own byte on.

    >>> data = np.zeros(3, np.uint8)
    >>> write_varints(data, np.array([0, 1]), np.array([5, 300]))
    >>> data.tobytes() == varints([5, 300])
    True
    """
    sizes = varint_sizes(numbers)
    for place in range(int(sizes.max(initial=0))):
        has = np.flatnonzero(sizes > place)
        more = np.where(sizes[has] > place + 1, MORE, 0)
        data[starts[has] + place] = (numbers[has] >> 7 * place) & SEVEN_BITS | more


def varints(numbers: Iterable[int]) -> bytes:
    """Numbers from 0 on, seven bits a byte, the lowest first; the high bit says that more follow (LEB128).

    >>> varints([5, 300]).hex()
    '05ac02'
    """
    data = bytearray()
    for number in numbers:
        left = number
        while left > SEVEN_BITS:
            data.append(left & SEVEN_BITS | MORE)
            left >>= 7
        data.append(left)
    return bytes(data)


def read_varints(data: bytes) -> Iterator[int]:
    """The numbers that `varints` wrote; what is cut off at the end is left out.

    >>> list(read_varints(bytes.fromhex("05ac02")))
    [5, 300]
    """
    number = shift = 0
    for byte in data:
        number |= (byte & SEVEN_BITS) << shift
        shift += 7
        if not byte & MORE:
            yield number
            number = shift = 0


def zigzag(number: int) -> int:
    """A number that may be negative as one that is not.

    >>> [zigzag(number) for number in (0, -1, 1, -2)]
    [0, 1, 2, 3]
    """
    return 2 * number if number >= 0 else -2 * number - 1


def unzigzag(number: int) -> int:
    """The number that `zigzag` was given.

    >>> [unzigzag(number) for number in (0, 1, 2, 3)]
    [0, -1, 1, -2]
    """
    return number >> 1 if number % 2 == 0 else -(number + 1 >> 1)
