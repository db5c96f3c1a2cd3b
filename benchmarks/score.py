"""How near restored pages come to their gold pages: twelve figures, each 0 to 1, 1 where nothing is amiss.

Compared are letters, digits and punctuation, widths and the style of quotation marks folded; white space is not. In figures of titles
and other heads only letters and digits count. A figure is a count of hits against what is there on both sides (F1) or against what the
gold page has (a share); counts of pages add up, so that a large page weighs more than a small one.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, fields
from functools import reduce
from operator import add

from compare import Match, body_text, folded, letters, matches, pairs, whole_text
from form import Article, Page

LIKE = 0.8
"""Overlap from which a restored article counts as a gold one."""
HEADS = ("kicker", "subtitle", "column")
SHORTEST_FURNITURE = 3
"""Furniture no longer than this may stand in an article by chance."""
JUMP_LINE = re.compile(r"[（(]\s*上接[^）)]{0,20}[）)]")
"""（上接第1版）: its page is kept, not its words."""


@dataclass(frozen=True, slots=True)
class Count:
    """What a figure is made of: hits, all that the restoration gives, all that the gold page has."""

    hits: int = 0
    ours: int = 0
    gold: int = 0

    def __add__(self, other: Count) -> Count:
        return Count(self.hits + other.hits, self.ours + other.ours, self.gold + other.gold)

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall, 1 where there is nothing on either side."""
        return 2 * self.hits / (self.ours + self.gold) if self.ours + self.gold else 1.0

    @property
    def share(self) -> float:
        """Hits among what the gold page has."""
        return self.hits / self.gold if self.gold else 1.0


@dataclass(frozen=True, slots=True)
class Score:
    """The twelve counts of one page, or of several together."""

    article: Count = Count()
    text: Count = Count()
    breaks: Count = Count()
    head: Count = Count()
    title: Count = Count()
    headline: Count = Count()
    author: Count = Count()
    caption: Count = Count()
    credit: Count = Count()
    issue: Count = Count()
    furniture: Count = Count()
    kept: Count = Count()

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, each.name) + getattr(other, each.name) for each in fields(self)))

    def figures(self) -> tuple[float, ...]:
        """The figures in the order of `FIGURES`."""
        counts = (getattr(self, each.name) for each in fields(self))
        return tuple(count.share if name in SHARES else count.f1 for name, count in zip(FIGURES, counts, strict=True))


FIGURES = tuple("break" if each.name == "breaks" else each.name for each in fields(Score))
SHARES = ("text", "title", "issue", "furniture", "kept")


def score(gold: Page, ours: Page, raw: str) -> Score:
    """The counts of one page.

    Args:
        gold: its gold page.
        ours: the page as restored.
        raw: the raw text.
    """
    found = matches(gold, ours)
    return Score(
        count_articles(gold, ours),
        _summed(map(count_text, found)),
        _summed(map(count_breaks, found)),
        _summed(map(count_heads, found)),
        _summed(map(count_titles, found)),
        _summed(map(count_headlines, found)),
        _summed(map(count_authors, found)),
        _summed(map(count_captions, found)),
        _summed(map(count_credits, found)),
        count_facts(gold, ours),
        count_furniture(gold, ours),
        count_kept(raw, ours),
    )


def _summed(counts: Iterable[Count]) -> Count:
    return reduce(add, counts, Count())


def count_articles(gold: Page, ours: Page) -> Count:
    """Articles that overlap a gold one by `LIKE` or more."""
    hits = sum(overlap >= LIKE for _, _, overlap in pairs(gold, ours))
    return Count(hits, len(ours.articles), len(gold.articles))


def count_text(match: Match) -> Count:
    """Characters of the gold body, less the edits; an article cannot fall below none."""
    length = len(body_text(match.gold))
    return Count(max(0, length - match.edits), length, length)


def count_breaks(match: Match) -> Count:
    """Ends of paragraphs inside the body, at the very character."""
    gold, ours = match.breaks
    return Count(len(gold & ours), len(ours), len(gold))


def count_heads(match: Match) -> Count:
    """Subheads, word for word."""
    gold, ours = ({folded(part.text) for part in a.body if part.subhead} for a in (match.gold, match.ours))
    return Count(len(gold & ours), len(ours), len(gold))


def count_titles(match: Match) -> Count:
    """Titles that are exactly right, an empty one among them."""
    return Count(int(match.title_right), 1, 1)


def count_headlines(match: Match) -> Count:
    """Kickers, decks and rubrics that are exactly right."""
    return _summed(_count_field(getattr(match.gold, name), getattr(match.ours, name)) for name in HEADS)


def _count_field(gold: str, ours: str) -> Count:
    return Count(int(bool(gold) and letters(gold) == letters(ours)), int(bool(ours)), int(bool(gold)))


def count_authors(match: Match) -> Count:
    """Names of those credited."""
    gold, ours = ({folded(name) for name in a.authors} for a in (match.gold, match.ours))
    return Count(len(gold & ours), len(ours), len(gold))


def count_captions(match: Match) -> Count:
    """Captions, word for word."""
    return _count_texts(*([picture.caption for picture in a.pictures] for a in (match.gold, match.ours)))


def count_credits(match: Match) -> Count:
    """Credits of pictures, word for word."""
    return _count_texts(*([picture.credit for picture in a.pictures] for a in (match.gold, match.ours)))


def _count_texts(gold: list[str], ours: list[str]) -> Count:
    wanted, found = (Counter(folded(text) for text in texts if text) for texts in (gold, ours))
    return Count((wanted & found).total(), found.total(), wanted.total())


def count_facts(gold: Page, ours: Page) -> Count:
    """Facts about its issue that the page states and that were found."""
    stated = [(wanted, found or "") for wanted, found in zip(gold.facts, ours.facts, strict=True) if wanted is not None]
    return Count(sum(folded(wanted) == folded(found) for wanted, found in stated), len(stated), len(stated))


def count_furniture(gold: Page, ours: Page) -> Count:
    """Characters of furniture that got into no article; a text that the articles hold anyway may stand there as often."""
    wanted, found = _all_articles(gold), _all_articles(ours)
    texts = [folded(text) for text in gold.furniture]
    strayed = sum(
        len(text) for text in texts if len(text) > SHORTEST_FURNITURE and found.count(text) > wanted.count(text)
    )
    length = sum(map(len, texts))
    return Count(length - strayed, length, length)


def _all_articles(page: Page) -> str:
    """Everything that stands in the articles of a page, bylines left out."""
    return "".join(
        whole_text(a) + folded(a.title + a.kicker + a.subtitle + a.column + "".join(p.credit for p in a.pictures))
        for a in page.articles
    )


def count_kept(raw: str, ours: Page) -> Count:
    """Letters and digits of the raw page that stand in an article or in its furniture, wherever."""
    wanted = Counter(letters(JUMP_LINE.sub("", raw)))
    texts = [text for article in ours.articles for text in _texts_of(article)]
    lost = wanted - Counter(letters("".join([*texts, *ours.furniture])))
    return Count(wanted.total() - lost.total(), 0, wanted.total())


def _texts_of(article: Article) -> tuple[str, ...]:
    """Every text of an article."""
    pictures = (text for picture in article.pictures for text in (picture.caption, picture.credit))
    heads = (article.title, article.kicker, article.subtitle, article.column, article.byline)
    return (*(part.text for part in article.body), *heads, *pictures)
