"""An archive read issue by issue: what lists need is remembered, the rest is left for those who make the issue's pages.

Runs in any process that sees the files.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import msgspec

from sitegen.build.cache import ArticleRow, IssueRow, lines
from sitegen.build.packing import pack
from sitegen.content.places import issue_folder
from sitegen.content.store import read_one
from sitegen.marks import mark
from sitegen.model import Issue
from sitegen.problems import Problem
from sitegen.site.briefs import brief, headed
from sitegen.site.listings import published
from sitegen.site.search.segments import issue_size
from sitegen.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.content.places import Place

# What stands for half a surrogate pair, which YAML's escapes can write and no encoding has.
NO_CHARACTER = "\ufffd"
HALF = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Survey:
    """Issues to read.

    Args:
        content: the archive's folder.
        issues: their places, their folders' stamps, and the files in them that are left out, for their ids are taken.
        spool: the file in which the issues are left.
    """

    content: Path
    issues: tuple[tuple[Place, bytes, tuple[str, ...]], ...]
    spool: Path


@dataclass(frozen=True, slots=True)
class Surveyed:
    """An issue that was read: what is remembered, and where in the spool it lies, from which byte to which."""

    row: IssueRow
    articles: tuple[ArticleRow, ...]
    spool: tuple[Path, int, int]


def survey(given: Survey) -> tuple[Surveyed, ...]:
    """Read issues."""
    found = []
    with given.spool.open("wb") as spool:
        for place, stamp, dropped in given.issues:
            row, articles, packed = _read(given.content, place, stamp, dropped)
            start = spool.tell()
            spool.write(packed)
            found.append(Surveyed(row, articles, (given.spool, start, start + len(packed))))
    return tuple(found)


def issue_at(content: Path, place: Place, dropped: tuple[str, ...]) -> Issue:
    """An issue as readers see it, its script "" where nothing tells it."""
    return _sound(published(read_one(content, place).without(dropped)))[0]


def _read(
    content: Path, place: Place, stamp: bytes, dropped: tuple[str, ...]
) -> tuple[IssueRow, tuple[ArticleRow, ...], bytes]:
    read = read_one(content, place)
    there = read.without(dropped)
    issue, odd = _sound(published(there))
    told = [*read.problems]
    if odd:
        path = issue_folder(content, place)
        what = "a \\u escape is half a character; the site shows \ufffd"
        told.append(Problem(str(path), 0, what, "write the character itself"))
    packed = pack(issue)
    head = pack(headed(issue))
    every = [(path.name, article.id) for path, article in zip(read.files, read.issue.articles, strict=True)]
    # Several files may have one id, until it is known which of them are to be left out.
    files: dict[str, list[str]] = {}
    for file, id_ in every:
        if file not in dropped:
            files.setdefault(id_, []).append(file)
    shorts = [pack(brief(article)) for article in issue.articles]
    faces = [mark(head, short) for short in shorts]
    rows = [
        ArticleRow(place, files[article.id].pop(), article.id, short, face)
        for place, (article, short, face) in enumerate(zip(issue.articles, shorts, faces, strict=True))
    ]
    rows += [
        ArticleRow(None, file, id_, b"", b"") for file, id_ in every if file in dropped or file in files.get(id_, ())
    ]
    raw = {page.file for page in issue.pages} | {article.source.file for article in issue.articles if article.source}
    row = IssueRow(
        slug=place[0],
        key=place[1],
        stamp=stamp,
        dropped=lines(dropped),
        # An issue of which nothing could be read is no issue; what is wrong with it is told all the same.
        head=head if there.articles or there.pages else b"",
        raw=lines(sorted(raw)),
        text=mark(packed),
        face=mark(head, *faces),
        size=issue_size(issue),
        count=len(issue.articles),
        # As paths inside the archive's folder, which may be moved.
        problems=pack(tuple(replace(each, file=each.file.removeprefix(f"{content}/")) for each in told)),
    )
    return row, tuple(rows), packed


def _sound(issue: Issue) -> tuple[Issue, bool]:
    """The issue with nothing in it but characters, and whether it had anything else."""
    try:
        msgspec.msgpack.encode(issue)
    except UnicodeEncodeError:
        data = json.dumps(msgspec.to_builtins(issue), ensure_ascii=False)
        return msgspec.json.decode(HALF.sub(NO_CHARACTER, data), type=Issue), True
    return issue, False
