"""Ids of articles: made once, then carried along with the text."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sitegen.model import Article

# Neither 0 and o, 1, i and l, 2 and z, 5 and s, nor vowels: no id is a word.
LETTERS = "bcdfghjkmnpqrtvwxy"
FIGURES = "346789"

# The same measure by which the benchmark tells whether two articles are one.
GRAM = 5

# An id stays with a text only where most of the shorter of the two is in both.
MOSTLY = 0.5

NOTHING_SETTLED: Mapping[int, int] = {}


@dataclass(frozen=True, slots=True)
class Carried:
    """New articles after the ids of the old ones were carried over.

    Args:
        articles: the new articles, in their order; those that are no old one keep the id they came with.
        olds: for each of them, the place of the old article whose id it took, or None.
        redirects: each old id that no new article took, and the id of the one that took most of its text, or "".
    """

    articles: tuple[Article, ...]
    olds: tuple[int | None, ...]
    redirects: Mapping[str, str]


class Ids:
    """Ids in use: those that others have, which are not copied, and those that were added since."""

    def __init__(self, others: Container[str]) -> None:
        self._others = others
        self._added: set[str] = set()

    def __contains__(self, id_: object) -> bool:
        return id_ in self._added or id_ in self._others

    def add(self, id_: str) -> None:
        """Have an id be in use."""
        self._added.add(id_)


def new_id(page_sha256: str, first_line: int, length: int = 6) -> str:
    """An id for an article that never had one: small letters and figures, a letter first, none that look alike.

    Args:
        page_sha256: the raw page's SHA-256, so that the same raw pages give the same ids anywhere.
        first_line: the article's first line on it.
        length: more than 6 only where a shorter one is taken.

    >>> new_id("9c306fc66aad49a4", 12)
    'nj7mww'
    >>> new_id("9c306fc66aad49a4", 12, 8).startswith(new_id("9c306fc66aad49a4", 12))
    True
    """
    number = int.from_bytes(hashlib.sha256(f"{page_sha256}:{first_line}".encode()).digest())
    number, first = divmod(number, len(LETTERS))
    characters = [LETTERS[first]]
    alphabet = LETTERS + FIGURES
    for _ in range(length - 1):
        number, digit = divmod(number, len(alphabet))
        characters.append(alphabet[digit])
    return "".join(characters)


def carry_ids(
    old: tuple[Article, ...], new: tuple[Article, ...], settled: Mapping[int, int] = NOTHING_SETTLED
) -> Carried:
    """Give each new article the id of the old one whose text it mostly is, one to one, so that most text keeps its id.

    Args:
        old: the articles as they were.
        new: another reading of the same pages.
        settled: new articles that are known to be old ones, by their places.
    """
    shared = _shared_grams(old, new)
    taken = {**_most_text(shared, settled), **settled}
    olds = tuple(taken.get(column) for column in range(len(new)))
    articles = tuple(
        article if place is None else replace(article, id=old[place].id)
        for article, place in zip(new, olds, strict=True)
    )
    redirects = {}
    for row, article in enumerate(old):
        if row not in taken.values():
            most = max(((both.count, column) for column, both in enumerate(shared[row])), default=(0, 0))
            redirects[article.id] = articles[most[1]].id if most[0] else ""
    return Carried(articles, olds, redirects)


@dataclass(frozen=True, slots=True)
class _Shared:
    """How many 5-grams two articles share, and whether those are most of the shorter one."""

    count: int
    mostly: bool

    @property
    def weight(self) -> int:
        """What it is worth that the one keeps the other's id."""
        return self.count if self.mostly else 0


def _most_text(shared: list[list[_Shared]], settled: Mapping[int, int]) -> dict[int, int]:
    """For each new article that is an old one, the old one: the pairs that keep most text under its id."""
    rows = [row for row in range(len(shared)) if row not in settled.values()]
    columns = [column for column in range(len(shared[0]) if shared else 0) if column not in settled]
    if not rows or not columns:
        return {}
    # Half a second to load, and only an import that finds a changed page needs it.
    from scipy.optimize import linear_sum_assignment

    weights = [[shared[row][column].weight for column in columns] for row in rows]
    pairs = zip(*(places.tolist() for places in linear_sum_assignment(weights, maximize=True)), strict=True)
    return {columns[column]: rows[row] for row, column in pairs if weights[row][column]}


def _shared_grams(old: tuple[Article, ...], new: tuple[Article, ...]) -> list[list[_Shared]]:
    """Every old article (row) compared with every new one (column)."""
    ours, theirs = [grams(article) for article in old], [grams(article) for article in new]
    return [[_compare(mine, its) for its in theirs] for mine in ours]


def _compare(mine: Counter[str], its: Counter[str]) -> _Shared:
    count = (mine & its).total()
    return _Shared(count, count > MOSTLY * min(mine.total(), its.total()))


def grams(article: Article) -> Counter[str]:
    """The 5-grams of an article's letters and figures, how often each; of a shorter text, the text."""
    title = "" if article.title_supplied else article.title
    captions = "".join(photo.caption for photo in article.photos)
    text = "".join(character for character in title + article.body + captions if character.isalnum())
    return Counter(text[start : start + GRAM] for start in range(max(1, len(text) - GRAM + 1)))
