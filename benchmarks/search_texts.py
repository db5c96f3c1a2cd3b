"""The texts of an archive as a search must find them, and which articles hold a phrase: by looking through all of them.

Nothing of the index is used here but the folding of characters, which is what `docs/search.md` says a phrase and a text have in common.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sitegen.content.escape import paragraphs_of
from sitegen.content.store import read_archive
from sitegen.model import Article
from sitegen.site.search.folding import folding

# Stands between two texts of an article; no phrase holds it.
BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class Told:
    """One article as it is read.

    Args:
        route: where its page is: newspaper, issue and id.
        texts: as printed.
        authors: as filed.
        folded: the texts folded, with `BETWEEN` between them.
    """

    route: str
    texts: tuple[str, ...]
    authors: tuple[str, ...]
    folded: str


def routes_of(content: Path) -> Iterator[str]:
    """Where the page of every article is."""
    archive, _ = read_archive(content)
    for issue in archive.issues:
        yield from (f"{issue.slug}/{issue.key}/{article.id}/" for article in issue.articles if not article.draft)


def told_of(content: Path) -> tuple[Told, ...]:
    """Every article of an archive that the site shows."""
    archive, _ = read_archive(content)
    return tuple(
        _told(f"{issue.slug}/{issue.key}/{article.id}/", article)
        for issue in archive.issues
        for article in issue.articles
        if not article.draft
    )


def _told(route: str, article: Article) -> Told:
    texts = tuple(filter(None, texts_of(article)))
    return Told(route, texts, article.authors, BETWEEN.join(map(folding().fold, texts)))


def texts_of(article: Article) -> Iterator[str]:
    """Title, kicker, subtitle, column, byline, captions, credits, and the body's paragraphs."""
    yield from (article.title, article.kicker, article.subtitle, article.column, article.byline)
    for photo in article.photos:
        yield from (photo.caption, photo.credit)
    for paragraph in paragraphs_of(article.body):
        yield paragraph.text


def holding(phrases: tuple[str, ...], archive: tuple[Told, ...]) -> frozenset[str]:
    r"""The routes of the articles that hold every one of the phrases.

    >>> some = (Told("a/", ("罗丽报道", "摄影"), (), "罗丽报道\n摄影"), Told("b/", ("罗丽",), (), "罗丽"))
    >>> sorted(holding(("羅麗",), some)), sorted(holding(("罗丽", "报道"), some)), sorted(holding(("道摄",), some))
    (['a/', 'b/'], ['a/'], [])
    """
    wanted = tuple(map(folding().fold, phrases))
    return frozenset(one.route for one in archive if all(phrase in one.folded for phrase in wanted))


def size_of(archive: tuple[Told, ...]) -> int:
    """How many bytes the texts have in UTF-8."""
    return sum(len(text.encode()) for one in archive for text in one.texts)
