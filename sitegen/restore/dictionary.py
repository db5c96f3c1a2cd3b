"""Words that everybody knows: whether a cut goes through one."""

from __future__ import annotations

from functools import cache

from sitegen import common_words
from sitegen.restore.scripts import simplified

LONGEST_WORD = 4
"""How many characters the longest of the common words has."""


def is_word_at_cut(above: str, below: str) -> bool:
    """Do the characters on both sides of a cut make a common word, in either script?

    Of cuts inside a paragraph one in three makes one; of two pieces that do not belong together one in fifty does.

    >>> is_word_at_cut("石窟保", "护工作"), is_word_at_cut("館藏文", "獻保護"), is_word_at_cut("我们的", "倍还不愁")
    (True, True, False)
    """
    before, after = above[-LONGEST_WORD + 1 :], below[: LONGEST_WORD - 1]
    around, cut = before + after, len(before)
    spans = [
        (start, start + size)
        for size in range(2, LONGEST_WORD + 1)
        for start in range(max(0, cut - size + 1), cut)
        if start + size <= len(around)
    ]
    known = _common_words()
    return any(around[start:end] in known for start, end in spans) or any(
        plain[start:end] in known for plain in [simplified(around)] if plain != around for start, end in spans
    )


@cache
def _common_words() -> frozenset[str]:
    lists = ((2, common_words.OF_TWO), (3, common_words.OF_THREE), (4, common_words.OF_FOUR))
    return frozenset(joined[at : at + size] for size, joined in lists for at in range(0, len(joined), size))
