"""Which texts of a page speak of the same thing: shared pairs of characters, weighed by their rarity."""

from __future__ import annotations

import itertools
import math
import re
from collections import Counter

from sitegen.restore import tables

FADING = 0.85
"""What each block farther away weighs against the nearer one."""


class Words:
    """Pairs of characters that the blocks of a page share, the rarer on the page the weightier.

    A character pair is the smallest unit that tells Chinese words apart without a dictionary; weighing it by rarity leaves the
    names and terms that make one story. Sums are exact (`fsum`), so that they do not depend on the order of a set.
    """

    def __init__(self, texts: tuple[str, ...]) -> None:
        self.pairs = tuple(pairs_of(text) for text in texts)
        found = Counter(pair for pairs in self.pairs for pair in pairs)
        self.weight = {pair: math.log(1 + len(texts) / n) for pair, n in found.items()}
        self.totals = tuple(math.fsum(self.weight[pair] for pair in pairs) for pairs in self.pairs)

    def shared(self, blocks: tuple[int, ...], others: list[int]) -> float:
        """The share of some blocks' pairs, by weight, that stand in other blocks too; the later in the list, the less."""
        if len(blocks) == 1:
            own, total = self.pairs[blocks[0]], self.totals[blocks[0]]
        else:
            own = frozenset[str]().union(*(self.pairs[at] for at in blocks))
            total = math.fsum(self.weight[pair] for pair in own)
        if not total:
            return 0.0
        nearest: dict[str, float] = {}
        for rank, other in enumerate(others):
            for pair in own & self.pairs[other]:
                nearest.setdefault(pair, FADING**rank)
        return math.fsum(self.weight[pair] * fade for pair, fade in nearest.items()) / total


def pairs_of(text: str) -> frozenset[str]:
    """Every two neighbouring letters or Chinese characters of a text."""
    solid = re.sub(rf"[^{tables.CJK}0-9A-Za-z]", " ", text.replace(" ", ""))
    return frozenset(a + b for a, b in itertools.pairwise(solid) if a != " " != b)
