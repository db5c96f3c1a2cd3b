"""Gold and restored articles side by side: how text is folded, which article is which, where their bodies differ."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property

from form import Article, Page
from rapidfuzz.distance import Levenshtein

GRAM = 5
"""Articles are paired by the sets of so many characters in a row that they share."""
ONE_STYLE = str.maketrans(
    {"“": '"', "”": '"', "「": '"', "」": '"', "‘": "'", "’": "'", "—": "-", "－": "-", "–": "-", "～": "~"}
)
NO_TEXT = re.compile(r"[\s\u200b\ufeff]")


def folded(text: str) -> str:
    """A text as it is compared.

    >>> folded("“鹊桥” 搭起，　职工“脱单”")
    '"鹊桥"搭起,职工"脱单"'
    """
    narrow = unicodedata.normalize("NFKC", text.translate(ONE_STYLE)).translate(ONE_STYLE)
    return NO_TEXT.sub("", narrow)


def letters(text: str) -> str:
    """Letters and digits alone, as heads are compared.

    >>> letters("——访市民政局局长 杨丽")
    '访市民政局局长杨丽'
    """
    return "".join(c for c in folded(text) if c.isalnum())


def body_text(article: Article) -> str:
    """The body, subheads included."""
    return folded("".join(part.text for part in article.body))


def whole_text(article: Article) -> str:
    """The body and the captions."""
    return body_text(article) + folded("".join(picture.caption for picture in article.pictures))


def pairs(gold: Page, ours: Page) -> tuple[tuple[int, int, float], ...]:
    """Which restored article is which gold article, with their overlap: the greatest overlap first, each at most once.

    The overlap is that of the sets of five characters in a row (Jaccard); an article without text goes by its title.
    """
    golds, others = ([_grams(whole_text(a) or folded(a.title)) for a in page.articles] for page in (gold, ours))
    ranked = sorted(
        (
            (len(a & b) / len(a | b), i, j)
            for i, a in enumerate(golds)
            for j, b in enumerate(others)
            if not a.isdisjoint(b)
        ),
        reverse=True,
    )
    found: list[tuple[int, int, float]] = []
    for overlap, i, j in ranked:
        if all(i != one and j != other for one, other, _ in found):
            found.append((i, j, overlap))
    return tuple(found)


def _grams(text: str) -> frozenset[str]:
    return frozenset(text[at : at + GRAM] for at in range(max(1, len(text) - GRAM + 1))) if text else frozenset()


@dataclass(frozen=True)
class Match:
    """A gold article and the restored one that is nearest to it; an empty one where there is none."""

    gold: Article
    ours: Article

    @cached_property
    def steps(self) -> tuple[tuple[str, int, int, int, int], ...]:
        """The fewest edits that turn the gold body into the restored one (Levenshtein 1966), as runs of one kind."""
        found = Levenshtein.opcodes(body_text(self.gold), body_text(self.ours))
        return tuple((step.tag, step.src_start, step.src_end, step.dest_start, step.dest_end) for step in found)

    @cached_property
    def edits(self) -> int:
        """How many characters are amiss; where some stand for others, the longer side counts."""
        return sum(
            max(to - start, other_to - other) for tag, start, to, other, other_to in self.steps if tag != "equal"
        )

    @cached_property
    def breaks(self) -> tuple[frozenset[int], frozenset[int]]:
        """Where paragraphs end: in the gold body, and in the restored one, carried over to places in the gold body."""
        carried: dict[int, int] = {}
        for tag, start, to, other, other_to in self.steps:
            for at in range(other, other_to + 1):
                carried[at] = min(start + at - other, to) if tag == "equal" else to
        ours = frozenset(carried[at] if carried else at for at in _ends(self.ours))
        return frozenset(_ends(self.gold)), ours - {0, len(body_text(self.gold))}

    @cached_property
    def title_right(self) -> bool:
        """The title is that of the page; one that the program supplied is none."""
        return letters(self.gold.title) == letters("" if self.ours.supplied else self.ours.title)


def _ends(article: Article) -> list[int]:
    """How many characters of the body stand before each paragraph but the first."""
    found, at = [], 0
    for part in article.body:
        if at:
            found.append(at)
        at += len(folded(part.text))
    return found


def matches(gold: Page, ours: Page) -> tuple[Match, ...]:
    """Every gold article of a page with its nearest restored one."""
    nearest = {i: ours.articles[j] for i, j, _ in pairs(gold, ours)}
    return tuple(Match(article, nearest.get(i, Article())) for i, article in enumerate(gold.articles))
