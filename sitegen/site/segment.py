"""The words of a Chinese text, as far as common words tell: for headlines, which must not be broken inside one.

The text is cut into as few and as common words as possible. A character that belongs to no word is most often part of
a name or of a new word: a run of such characters is taken as one (特朗普, 业财).
"""

from __future__ import annotations

import math
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.common_words import OF_FOUR, OF_THREE, OF_TWO

if TYPE_CHECKING:
    from collections.abc import Mapping

# Words of one character that stand for themselves, and make no name with what is beside them.
PARTICLES = frozenset("的了着过地得等们与和及同为从对由以到在向让把被将给用是有不也都就又")

LONGEST_WORD = 4

# A word costs the logarithm of its rank; the commonest are all about as common. A character alone costs as much as a
# rare word, so that two words are better than one and a lone character.
RANK_OF_THE_FIRST = 50
LONE = 9.0


def words(text: str) -> tuple[str, ...]:
    """Cut a text into words; joined they are the text again.

    >>> words("引领职工学技术练本领")
    ('引领', '职工', '学', '技术', '练', '本领')
    >>> words("美国总统特朗普")
    ('美国', '总统', '特朗普')
    """
    found: list[str] = []
    for unknown, run in groupby(_fewest(text), _unknown):
        pieces = list(run)
        found += ["".join(pieces)] if unknown else pieces
    return tuple(found)


def _unknown(word: str) -> bool:
    return len(word) == 1 and "\u4e00" <= word <= "\u9fff" and word not in PARTICLES


def _fewest(text: str) -> list[str]:
    """The cheapest cut into words and lone characters."""
    costs = _costs()
    best = [0.0] + [math.inf] * len(text)
    begun = [0] * (len(text) + 1)
    for start in range(len(text)):
        for end in range(start + 1, min(len(text), start + LONGEST_WORD) + 1):
            cost = best[start] + (LONE if end == start + 1 else costs.get(text[start:end], math.inf))
            if cost < best[end]:
                best[end], begun[end] = cost, start
    cut = []
    end = len(text)
    while end:
        cut.append(text[begun[end] : end])
        end = begun[end]
    return cut[::-1]


@cache
def _costs() -> Mapping[str, float]:
    return {
        joined[place : place + length]: math.log(rank + RANK_OF_THE_FIRST)
        for length, joined in ((2, OF_TWO), (3, OF_THREE), (4, OF_FOUR))
        for rank, place in enumerate(range(0, len(joined), length))
    }
