"""The archive as a build remembers it: issues without their articles in memory, and of articles only where they are found."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, overload

import msgspec

from sitegen.build.cache import texts
from sitegen.build.packing import Damaged, unpack
from sitegen.marks import MARK_BYTES
from sitegen.model import Article, Issue
from sitegen.site.listings import AtHand, Catalogue, Entry, Group, in_script, latest_first, papers
from sitegen.site.reserved import without_reserved
from sitegen.site.script import filing
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.build.cache import Cache
    from sitegen.model import Settings
    from sitegen.site.shelf import Address


@dataclass(frozen=True, slots=True)
class Facts:
    """What is remembered of an issue beside itself: see `cache.IssueRow`."""

    number: int
    dropped: tuple[str, ...]
    text: bytes
    face: bytes
    size: int
    raw: str


class Named(msgspec.Struct):
    """Of an article the names under which it is listed."""

    authors: tuple[str, ...] = ()
    column: str = ""
    keep: tuple[str, ...] = ()


class Articles:
    """All articles in the order of lists, the newest issue first: only their numbers and marks are in memory."""

    def __init__(self, cache: Cache, issues: dict[int, Issue]) -> None:
        self._cache = cache
        self._issues = issues
        self.numbers = array("q")
        self.faces = bytearray()

    def add(self, number: int, face: bytes) -> int:
        """Put an article behind the others, and tell its place."""
        self.numbers.append(number)
        self.faces += face
        return len(self.numbers) - 1

    def entry(self, place: int) -> Entry:
        """The article at a place."""
        issue, packed = self._cache.article(self.numbers[place])
        return Entry(self._issues[issue], unpack(packed, Article))

    def face(self, place: int) -> bytes:
        """The mark of the article at a place."""
        return bytes(self.faces[place * MARK_BYTES : (place + 1) * MARK_BYTES])


class Entries(Sequence[Entry]):
    """The articles of an author or a column, fetched when they are asked for."""

    __slots__ = ("articles", "places")

    def __init__(self, articles: Articles) -> None:
        self.articles = articles
        self.places = array("L")

    def __len__(self) -> int:
        return len(self.places)

    @overload
    def __getitem__(self, place: int) -> Entry: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Entry, ...]: ...
    def __getitem__(self, place: int | slice) -> Entry | tuple[Entry, ...]:
        """An article or a run of them."""
        if isinstance(place, slice):
            return tuple(map(self.articles.entry, self.places[place]))
        return self.articles.entry(self.places[place])


class StoredShelf:
    """The archive out of a build's memory.

    Args:
        cache: that memory.
        settings: the archive's.

    Raises:
        Damaged: what is remembered cannot be right.
    """

    def __init__(self, cache: Cache, settings: Settings) -> None:
        self._cache = cache
        self._settings = settings
        self._facts: dict[Address, Facts] = {}
        issues = []
        for row in cache.issues():
            if not row.head:
                continue
            head = unpack(row.head, Issue)
            issues.append(in_script(replace(head, articles=AtHand((), row.count)), settings.script))
            self._facts[row.slug, row.key] = Facts(
                row.number, texts(row.dropped), row.text, row.face, row.size, row.raw
            )
        shown, problems = without_reserved(issues)
        self.problems = tuple(problems)
        self.papers = papers(shown, settings)
        self._by_number = {self._of(issue).number: issue for issue in shown}

    @cached_property
    def catalogue(self) -> Catalogue:
        """The archive in order; which articles an author has is known, the articles are fetched when they are asked for."""
        articles = Articles(self._cache, self._by_number)
        authors: dict[str, Entries] = {}
        columns: dict[str, Entries] = {}
        for issue in latest_first(self._by_number.values()):
            for number, packed, face in self._articles(issue):
                article = unpack(packed, Named)
                place = articles.add(number, face)
                filed = filing(self._settings, issue.script, article.keep)
                # Two names of an article may be filed as one, and then count twice: as they are printed.
                names = [(authors, name) for name in dict.fromkeys(article.authors)]
                for groups, name in (*names, (columns, article.column)):
                    if it := filed(name):
                        groups.setdefault(it, Entries(articles)).places.append(place)
        return Catalogue(self.papers, _sorted(authors), _sorted(columns))

    def opened(self, issue: Issue, articles: int) -> Issue:
        """The issue with its first articles at hand."""
        found = tuple(unpack(packed, Article) for _, packed, _ in self._articles(issue, articles))
        return replace(issue, articles=AtHand(found, len(issue.articles)))

    def find(self, id_: str) -> tuple[Issue, Article] | None:
        """The article of an id as lists show it, and its issue."""
        found = self._cache.with_id(id_)
        if not found or found[0] not in self._by_number:
            return None
        return self._by_number[found[0]], unpack(found[1], Article)

    def ids(self, issue: Issue) -> Sequence[str]:
        """The ids of an issue's articles."""
        return self._cache.ids(self._of(issue).number)

    def dropped(self, issue: Issue) -> tuple[str, ...]:
        """Files of the issue that are not shown."""
        return self._of(issue).dropped

    def raw(self, issue: Issue) -> tuple[str, ...]:
        """The raw pages that it was made from."""
        return texts(self._of(issue).raw)

    def size(self, issue: Issue) -> int:
        """The characters of its texts."""
        return self._of(issue).size

    def face(self, issue: Issue) -> bytes:
        """A mark of the issue as lists show it."""
        return self._of(issue).face

    def text(self, issue: Issue) -> bytes:
        """A mark of everything in it."""
        return self._of(issue).text

    def faces(self, entries: Sequence[Entry], shown: slice) -> Iterable[bytes]:
        """For each article of a part of a group a mark of it as lists show it."""
        if not isinstance(entries, Entries):
            raise TypeError("only the shelf's own groups have marks")
        return map(entries.articles.face, entries.places[shown])

    def _of(self, issue: Issue) -> Facts:
        return self._facts[issue.slug, issue.key]

    def _articles(self, issue: Issue, first: int = -1) -> Iterator[tuple[int, bytes, bytes]]:
        rows = self._cache.articles(self._of(issue).number, first)
        if len(rows) != (len(issue.articles) if first < 0 else min(first, len(issue.articles))):
            raise Damaged
        yield from rows


def _sorted(groups: dict[str, Entries]) -> tuple[Group, ...]:
    return tuple(Group(name, groups[name]) for name in sorted(groups))
