"""Where the site finds the articles of a catalogue's issues, and marks that tell whether they are still the same.

A catalogue need not have its articles at hand. Whoever makes a part of the site takes from the shelf what that part shows; the marks
stand for what is on it, so that a part can be seen to be unchanged without being made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from sitegen.site.search.segments import issue_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.model import Article, Issue
    from sitegen.site.listings import Catalogue, Entry, Paper

Address = tuple[str, str]
"""Which issue: its newspaper's slug and its key."""


class Shelf(Protocol):
    """An archive from which issues are taken one by one."""

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The newspapers in order; their issues with as many articles at hand as the shelf cares to hold."""

    @property
    def catalogue(self) -> Catalogue:
        """The same with its authors and columns."""

    def opened(self, issue: Issue, articles: int) -> Issue:
        """The issue with its first articles at hand, as lists show them."""

    def find(self, id_: str) -> tuple[Issue, Article] | None:
        """The article of an id as lists show it, and its issue; None where there is none."""

    def ids(self, issue: Issue) -> Sequence[str]:
        """The ids of an issue's articles, in their order."""

    def dropped(self, issue: Issue) -> tuple[str, ...]:
        """Files of the issue that are not shown, for another article has their ids."""

    def raw(self, issue: Issue) -> tuple[str, ...]:
        """The raw pages that it was made from, by their files' names."""

    def size(self, issue: Issue) -> int:
        """The characters of its texts."""

    def face(self, issue: Issue) -> bytes:
        """A mark of the issue as lists show it: its own facts, its first articles, their number."""

    def text(self, issue: Issue) -> bytes:
        """A mark of everything in it."""

    def faces(self, entries: Sequence[Entry], shown: slice) -> Iterable[bytes]:
        """For each article of a part of a group a mark of it as lists show it."""


class OpenShelf:
    """An archive that is all at hand. Nothing is remembered of it, so its marks say nothing."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._places = {article.id: (issue, article) for issue in catalogue.issues for article in issue.articles}

    @property
    def papers(self) -> tuple[Paper, ...]:
        """The newspapers in order."""
        return self._catalogue.papers

    @property
    def catalogue(self) -> Catalogue:
        """The archive in order."""
        return self._catalogue

    def opened(self, issue: Issue, _articles: int) -> Issue:
        """The issue as it is."""
        return issue

    def find(self, id_: str) -> tuple[Issue, Article] | None:
        """The article of an id, and its issue."""
        return self._places.get(id_)

    def ids(self, issue: Issue) -> Sequence[str]:
        """The ids of an issue's articles."""
        return [article.id for article in issue.articles]

    def dropped(self, _issue: Issue) -> tuple[str, ...]:
        """None: the archive was read without them."""
        return ()

    def raw(self, _issue: Issue) -> tuple[str, ...]:
        """Nothing, for nobody compares them."""
        return ()

    def size(self, issue: Issue) -> int:
        """The characters of its texts."""
        return issue_size(issue)

    def face(self, _issue: Issue) -> bytes:
        """Nothing."""
        return b""

    def text(self, _issue: Issue) -> bytes:
        """Nothing."""
        return b""

    def faces(self, _entries: Sequence[Entry], _shown: slice) -> Iterable[bytes]:
        """Nothing."""
        return ()
