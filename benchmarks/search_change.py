"""What one more issue changes in the index: of the files that a browser or a server may hold, which are new and which have gone."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.content.store import read_archive
from sitegen.model import Archive, Issue
from sitegen.site.listings import catalogue
from sitegen.site.script import trees
from sitegen.site.search.decoding import shard_number, units
from sitegen.site.search.folding import folding
from sitegen.site.search.index import search_files
from sitegen.site.search.printed import texts


@dataclass(frozen=True, slots=True)
class Change:
    """What one issue more does.

    Args:
        articles: of the issue.
        written: files that are new or different.
        removed: files that are no longer there.
        size: bytes of those written.
        files: how many the index has.
        needed: the shards of its segment that hold a string of the issue, and so cannot stay.
        shards: all shards of that segment.
    """

    articles: int
    written: int
    removed: int
    size: int
    files: int
    needed: int
    shards: int


@dataclass(frozen=True, slots=True)
class Written:
    """An index as it is written.

    Args:
        files: by their paths a mark of what is in each, and how long it is.
        segments: how many bits the shards of each segment's issues have, by newspaper and issue.
    """

    files: dict[str, tuple[bytes, int]]
    segments: dict[tuple[str, str], int]


def changes(content: Path) -> tuple[Change, Change]:
    """Add the newest issue to an archive that has all others; and one from the middle, as when an old volume is found."""
    archive, _ = read_archive(content)
    dated = sorted((issue for issue in archive.issues if issue.date), key=lambda issue: (issue.date, issue.slug))
    whole = _written(archive)
    return _change(archive, dated[-1], whole), _change(archive, dated[len(dated) // 2], whole)


def _change(archive: Archive, issue: Issue, whole: Written) -> Change:
    before = _written(replace(archive, issues=tuple(each for each in archive.issues if each is not issue))).files
    written = [size for path, (mark, size) in whole.files.items() if before.get(path) != (mark, size)]
    removed = len(before.keys() - whole.files.keys())
    bits = whole.segments[issue.slug, issue.key]
    needed = len(_shards(issue, bits))
    return Change(len(issue.articles), len(written), removed, sum(written), len(whole.files), needed, 1 << bits)


def _shards(issue: Issue, bits: int) -> set[int]:
    """The shards that hold the units and pairs of an issue's texts."""
    fold = folding().fold
    of = [texts(article) for article in issue.articles]
    lines = [units(fold(text)) for each in of for text in (*each.head, *each.rest)]
    strings = {line[start : start + length] for line in lines for start in range(len(line)) for length in (1, 2)}
    return {shard_number(string, bits) for string in strings}


def _written(archive: Archive) -> Written:
    files: dict[str, tuple[bytes, int]] = {}
    told: dict[str, dict] = {}
    for each in search_files(catalogue(archive), archive.settings, trees(archive.settings)):
        files[each.path] = hashlib.sha256(each.data).digest(), len(each.data)
        if each.path.endswith(("/segment.json", "/index.json")):
            told[each.path] = json.loads(each.data)
    segments: dict[tuple[str, str], int] = {}
    for one in told["search/index.json"]["segments"]:
        segment = told[f"search/{one['name']}/segment.json"]
        segments |= {(segment["papers"][paper], key): one["bits"] for paper, key, *_ in segment["issues"]}
    return Written(files, segments)
