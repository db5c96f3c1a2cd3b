"""Which texts of a page speak of the same thing: shared pairs of characters, weighed by their rarity."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property, lru_cache

import numpy as np
import numpy.typing as npt

from sitegen.restore.tables import CJK_RANGES

FADING = 0.85
"""What each block farther away weighs against the nearer one."""
CODE_BITS = 21
"""Every character of Unicode is a number of so many bits: two or three of them, and a block's number, make one whole number."""
LATIN_RANGES = tuple((ord(first), ord(last)) for first, last in ("09", "AZ", "az"))
IN_WORDS = np.zeros(0x110000, dtype=np.bool_)
"""For every Unicode character whether words are made of it; what stands between words is none of them."""
IN_WORDS[np.concatenate([np.arange(first, last + 1) for first, last in (*CJK_RANGES, *LATIN_RANGES)])] = True
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


class Words:
    """Pairs of characters that the blocks of a page share, the rarer on the page the weightier.

    A character pair is the smallest unit that tells Chinese words apart without a dictionary; weighing it by rarity leaves the
    names and terms that make one story. Every pair of a block is one entry, sorted by pair and then by block: what the texts
    around a block share with it is found for all entries of the page at once, and the order of the sums is always the same.
    """

    def __init__(self, texts: tuple[str, ...]) -> None:
        keys = _entries(texts)
        self.count = len(texts)
        self.block = keys & (2**CODE_BITS - 1)
        first = np.diff(keys >> CODE_BITS, prepend=-1) != 0
        self.pair = np.cumsum(first) - 1
        self.weight = np.log(1 + len(texts) / np.bincount(self.pair))[self.pair]
        self.totals = _sums(self.block, self.weight, len(texts))

    @cached_property
    def pairs_of(self) -> tuple[Ints, ...]:
        """The pairs of every block, as numbers."""
        ends = np.cumsum(np.bincount(self.block, minlength=self.count))
        return tuple(np.split(self.pair[np.argsort(self.block, kind="stable")], ends[:-1]))

    @cached_property
    def rarity(self) -> Floats:
        """The weight of every pair."""
        return np.asarray(self.weight[np.diff(self.pair, prepend=-1) != 0])

    def shared(self, block: int, lists: Sequence[tuple[int, ...]]) -> Floats:
        """The share of a block's pairs, by weight, that stand in other blocks too, of which the later in a list count the less.

        Args:
            block: the block.
            lists: some lists of others; each gets its own answer.
        """
        own = self.pairs_of[block]
        if not len(own):
            return np.zeros(len(lists))
        others = sorted({other for each in lists for other in each})
        # One row for each of the others, and a last one, which has nothing, to fill up the shorter lists.
        held = np.zeros((len(others) + 1, len(own)), dtype=np.bool_)
        if others:
            held[_found_in(own, [self.pairs_of[other] for other in others])] = True
        row_of = {other: row for row, other in enumerate(others)}
        longest = max(map(len, lists), default=0)
        rows = [[*(row_of[other] for other in each), *[len(others)] * (longest - len(each))] for each in lists]
        fade = FADING ** np.arange(longest)
        # A pair counts where it stands first: there it has faded least.
        nearest = (held[np.array(rows, dtype=np.intp)] * fade[:, None]).max(axis=1, initial=0.0)
        return np.asarray((nearest * self.rarity[own]).sum(axis=1) / self.totals[block])


@lru_cache(maxsize=1)
def words_of(texts: tuple[str, ...]) -> Words:
    """The words of a page; remembered until the next, for cues of lines and of whole stories look at them."""
    return Words(texts)


class Around:
    """How much of its words every block of a page shares with the running text above it and below it.

    Args:
        words: the words of the page.
        running: for every block, is it running text?
        nearby: how many blocks of running text above and below are looked at, the farther the less.
    """

    def __init__(self, words: Words, running: tuple[bool, ...], nearby: int) -> None:
        self.words = words
        texts = np.cumsum(np.array(running, dtype=np.int64))
        self.texts = int(texts[-1]) if running else 0
        runs = np.array(running, dtype=np.bool_)[words.block]
        here = texts[words.block]
        # Running texts are numbered from 1; of every entry: which of them it stands in, and which hold its pair last and next.
        self.text = np.where(runs, here, 0)
        self.above = _last_before(words.pair, self.text, self.texts)
        self.below = _next_after(words.pair, np.where(runs, here, self.texts + 1), self.texts)
        self.fade_above = _faded(here - runs - self.above, self.above > 0, nearby)
        self.fade_below = _faded(self.below - here - 1, self.below <= self.texts, nearby)

    def shares(self, part: Ints) -> tuple[Floats, Floats]:
        """What each part of the page shares with the text above it and below it.

        Args:
            part: for every block, the part it belongs to, counted from 0 down the page; no running text inside a part of several.
        """
        words, of_entry = self.words, part[self.words.block]
        # An entry counts once in its part; those of one pair and one part stand together.
        new = (np.diff(words.pair, prepend=-1) != 0) | (np.diff(of_entry, prepend=-1) != 0)
        count, weight = int(part[-1]) + 1, np.where(new, words.weight, 0.0)
        totals = _sums(of_entry, weight, count)
        above = _sums(of_entry, weight * self.fade_above, count)
        below = _sums(of_entry, weight * self.fade_below, count)
        return _ratio(above, totals), _ratio(below, totals)

    def across(self, span: int) -> Floats:
        """For every text and the end: the share of its words and those of the texts after it that stand in the texts before it.

        Args:
            span: how many texts are looked at on either side.
        """
        own, shared = np.zeros(self.texts + 2), np.zeros(self.texts + 2)
        running = np.flatnonzero(self.text)
        text, above, weight = self.text[running], self.above[running], self.words.weight[running]
        for back in range(span):
            gap = text - back
            # Of the texts that hold a pair below the gap the first one counts it.
            new = np.flatnonzero(gap > above)
            below, over, heavy = gap[new], above[new], weight[new]
            own += _sums(below, heavy, len(own))
            shared += _sums(below, heavy * _faded(below - 1 - over, over > 0, span), len(own))
        return _ratio(shared, own)[1:]


def _found_in(own: Ints, lists: list[Ints]) -> tuple[Ints, Ints]:
    """Which of some sorted numbers stand in some lists: the list and the place of each that does."""
    every = np.concatenate(lists)
    which = np.repeat(np.arange(len(lists)), [len(each) for each in lists])
    at, found = places_in(own, every)
    return which[found], at[found]


def places_in(some: Ints, wanted: Ints) -> tuple[Ints, npt.NDArray[np.bool_]]:
    """Where numbers stand among some sorted ones, of which there is at least one; and which of them do stand there."""
    at = np.minimum(some.searchsorted(wanted), len(some) - 1)
    return at, np.asarray(some[at] == wanted)


def _last_before(pair: Ints, text: Ints, texts: int) -> Ints:
    """Of every entry, the last text before it that holds its pair; 0 where there is none."""
    base = pair * (texts + 2)
    best = np.maximum.accumulate(base + text)
    before = np.concatenate(([-1], best[:-1]))
    return np.maximum(before - base, 0)


def _next_after(pair: Ints, text: Ints, texts: int) -> Ints:
    """Of every entry, the next text after it that holds its pair; one more than there are where there is none."""
    base = pair * (texts + 2)
    best = np.minimum.accumulate((base + text)[::-1])[::-1]
    after = np.concatenate((best[1:], [np.iinfo(np.int64).max]))
    return np.minimum(after - base, texts + 1)


def _faded(far: Ints, found: npt.NDArray[np.bool_], nearby: int) -> Floats:
    """What a shared pair weighs so many texts away; nothing where it was not found nearby."""
    by_distance = np.append(FADING ** np.arange(nearby), 0.0)
    return by_distance.take(np.where(found, np.minimum(far, nearby), nearby))


def _sums(part: Ints, weight: Floats, parts: int) -> Floats:
    """The weight of the entries of every part."""
    return np.asarray(np.bincount(part, weight, minlength=parts), dtype=np.float64)


def _ratio(part: Floats, whole: Floats) -> Floats:
    """A share; 0 of nothing."""
    return np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)


class Printed:
    """What two and three characters stand together somewhere in a text.

    >>> printed = Printed("潜力，发展潜力")
    >>> "展潜力" in printed, "展潜" in printed, "力潜" in printed
    (True, True, False)
    """

    def __init__(self, text: str) -> None:
        codes = _codes(text)
        self.pairs = np.sort(_joined(codes[:-1], codes[1:]))
        self.threes = np.sort(_joined(_joined(codes[:-2], codes[1:-1]), codes[2:]))

    def __contains__(self, piece: object) -> bool:
        """Do these two or three characters stand together?"""
        number = 0
        for char in str(piece):
            number = number << CODE_BITS | ord(char)
        held = self.pairs if len(str(piece)) == 2 else self.threes
        at = int(held.searchsorted(number))
        return at < len(held) and int(held[at]) == number


def _entries(texts: tuple[str, ...]) -> Ints:
    """Every two neighbouring letters or Chinese characters of every text, once a text, as one number each: pair and text."""
    bare = [text.replace(" ", "") + "\n" for text in texts]
    codes = _codes("".join(bare))
    block = np.repeat(np.arange(len(bare)), [len(text) for text in bare])
    solid = IN_WORDS[codes]
    at = np.flatnonzero(solid[:-1] & solid[1:])
    keys = np.sort(_joined(_joined(codes[at], codes[at + 1]), block[at]))
    return np.asarray(keys[np.diff(keys, prepend=-1) != 0])


def _codes(text: str) -> Ints:
    """The numbers of a text's characters."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)


def _joined(high: Ints, low: Ints) -> Ints:
    """Two numbers of which the second takes `CODE_BITS` as one number."""
    return high << CODE_BITS | low
