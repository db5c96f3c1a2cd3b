"""What one more issue changes in the index: of the files that a browser or a server may hold, which are new and which have gone."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.content.store import read_archive
from sitegen.model import Archive, Issue
from sitegen.site.listings import catalogue
from sitegen.site.script import trees
from sitegen.site.search.index import search_files


@dataclass(frozen=True, slots=True)
class Change:
    """What one issue more does.

    Args:
        articles: of the issue.
        written: files that are new or different.
        removed: files that are no longer there.
        size: bytes of those written.
        files: how many the index has.
    """

    articles: int
    written: int
    removed: int
    size: int
    files: int


def changes(content: Path) -> tuple[Change, Change]:
    """Add the newest issue to an archive that has all others; and one from the middle, as when an old volume is found."""
    archive, _ = read_archive(content)
    dated = sorted((issue for issue in archive.issues if issue.date), key=lambda issue: (issue.date, issue.slug))
    whole = _files(archive)
    return _change(archive, dated[-1], whole), _change(archive, dated[len(dated) // 2], whole)


def _change(archive: Archive, issue: Issue, whole: dict[str, tuple[bytes, int]]) -> Change:
    before = _files(replace(archive, issues=tuple(each for each in archive.issues if each is not issue)))
    written = [size for path, (mark, size) in whole.items() if before.get(path) != (mark, size)]
    return Change(len(issue.articles), len(written), len(before.keys() - whole.keys()), sum(written), len(whole))


def _files(archive: Archive) -> dict[str, tuple[bytes, int]]:
    """The index's files by their paths: a mark of what is in each, and how long it is."""
    made = search_files(catalogue(archive), archive.settings, trees(archive.settings))
    return {each.path: (hashlib.sha256(each.data).digest(), len(each.data)) for each in made}
