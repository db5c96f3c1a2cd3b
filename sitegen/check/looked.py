"""One issue as the checks see it: its folder, and the raw pages it was made from. Every file is read once."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from sitegen.check.places import text_of
from sitegen.content.handedits import mark_of, page_of
from sitegen.content.own_files import read_own
from sitegen.content.places import ISSUE_FILE, Place, issue_folder
from sitegen.content.store import read_one
from sitegen.problems import Problem, ProblemError
from sitegen.restore.decode import RawPage, check_size, decode
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sitegen.content.folders import Held
    from sitegen.model import Issue, Page, Settings
    from sitegen.pins import Pins


@dataclass(frozen=True, slots=True)
class Given:
    """Issues to look at, with what is known of the archive as a whole.

    Args:
        content: the archive's folder.
        places: the issues.
        settings: the archive's.
        encodings: of raw pages whose encoding an editor states.
        pins: an editor's decisions about raw pages.
    """

    content: Path
    places: tuple[Place, ...]
    settings: Settings
    encodings: Mapping[str, str]
    pins: Mapping[str, Pins]


@dataclass(frozen=True, slots=True)
class Raw:
    """A raw page of an issue.

    Args:
        path: where it should be.
        there: whether it is.
        sha256: of its bytes, "" where there are none.
        page: its text, None where it cannot be read.
        problem: why not.
    """

    path: Path
    there: bool = False
    sha256: str = ""
    page: RawPage | None = None
    problem: Problem | None = None


@dataclass(frozen=True)
class Looked:
    """One issue. What only some checks want to know is found out once and kept; so the class has no slots.

    Args:
        folder: where it stands.
        issue: as the site would show it, drafts included.
        held: the articles' files that can be read.
        unreadable: the names of those that cannot.
        broken: whether `issue.yaml` cannot be read.
        problems: what was wrong with the files themselves.
        raws: its raw pages by name.
        given: what is known of the archive.
    """

    folder: Path
    issue: Issue
    held: tuple[Held, ...]
    unreadable: frozenset[str]
    broken: bool
    problems: tuple[Problem, ...]
    raws: Mapping[str, Raw]
    given: Given

    @property
    def file(self) -> str:
        """The path of `issue.yaml`."""
        return str(self.folder / ISSUE_FILE)

    @cached_property
    def text(self) -> str:
        """The text of `issue.yaml`, for the lines of what is wrong in it."""
        return text_of(self.folder / ISSUE_FILE)

    @cached_property
    def edited(self) -> frozenset[str]:
        """The names of the articles that were edited by hand, or that import never wrote."""
        written = self.issue.written
        return frozenset(held.name for held in self.held if mark_of(held.data) != written.get(held.name))

    def path(self, held: Held) -> str:
        """The path of an article's file."""
        return str(self.folder / held.name)

    def articles_of(self, page: Page) -> tuple[Held, ...]:
        """The articles that import made of a raw page; one whose source an editor took out is known by its name."""
        return tuple(
            held
            for held in self.held
            if held.name in self.issue.written
            and (held.article.source.file == page.file if held.article.source else page_of(held.name) == page.number)
        )


def look(given: Given, place: Place) -> Looked:
    """Read an issue and its raw pages."""
    read = read_one(given.content, place)
    files = dict.fromkeys(page.file for page in read.folder.issue.pages)
    return Looked(
        folder=issue_folder(given.content, place),
        issue=read.issue,
        held=read.folder.held,
        unreadable=read.folder.unreadable,
        broken=read.folder.broken,
        problems=read.problems,
        raws={file: _raw(given.content / "raw" / file, given.encodings.get(file, "")) for file in files},
        given=given,
    )


def _raw(path: Path, encoding: str) -> Raw:
    """A raw page read, or why it cannot be."""
    try:
        check_size(path.stat().st_size, path.name)
        data = read_own(path)
    except (FileNotFoundError, NotADirectoryError):
        return Raw(path)
    except ProblemError as error:
        return Raw(path, True, problem=replace(error.problem, file=str(path)))
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        what = f"the file cannot be read ({why})"
        return Raw(path, True, problem=Problem(str(path), 0, what, "check that you may read it"))
    sha256 = hashlib.sha256(data).hexdigest()
    try:
        return Raw(path, True, sha256, decode(data, path.name, encoding))
    except ProblemError as error:
        return Raw(path, True, sha256, problem=replace(error.problem, file=str(path)))
