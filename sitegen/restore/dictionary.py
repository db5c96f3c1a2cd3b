"""Words that everybody knows: whether a cut goes through one."""

from __future__ import annotations

from functools import cache

from sitegen import common_words
from sitegen.restore.scripts import forms_of, simplified

LONGEST_WORD = 3
"""Longer words than this are looked for no further: of cuts inside a word hardly one goes through a word of four."""


PARTS = tuple((before, after) for before in range(1, LONGEST_WORD) for after in range(1, LONGEST_WORD - before + 1))
"""How many characters of a word may stand before a cut, and after it."""


def is_word_at_cut(above: str, below: str) -> bool:
    """Do the characters on both sides of a cut make a common word, in either script?

    Of cuts inside a paragraph one in three makes one; of two pieces that do not belong together one in fifty does.

    >>> is_word_at_cut("石窟保", "护工作"), is_word_at_cut("館藏文", "獻保護"), is_word_at_cut("我们的", "倍还不愁")
    (True, True, False)
    """
    before, after = above[-LONGEST_WORD + 1 :], below[: LONGEST_WORD - 1]
    if _makes_word(before, after):
        return True
    if _traditional().isdisjoint(before + after):
        return False
    around = simplified(before + after)
    return _makes_word(around[: len(before)], around[len(before) :])


def _makes_word(before: str, after: str) -> bool:
    parts = (before[-first:] + after[:second] for first, second in PARTS)
    return bool(before and after) and not _common_words().isdisjoint(parts)


@cache
def _traditional() -> frozenset[str]:
    """Characters that have another form in Simplified."""
    return frozenset(other for simple, forms in forms_of().items() for other in forms if other != simple)


@cache
def _common_words() -> frozenset[str]:
    lists = ((2, common_words.OF_TWO), (3, common_words.OF_THREE))
    return frozenset(joined[at : at + size] for size, joined in lists for at in range(0, len(joined), size))
