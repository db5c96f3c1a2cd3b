"""Restored pages filed into the archive on disk."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.atomic import remove_leftovers
from sitegen.content.commit import PARKED, Failure, commit
from sitegen.content.filing import file_page
from sitegen.content.folders import Folder
from sitegen.content.forms import PageFacts
from sitegen.content.merge import Merged, merge, place_of
from sitegen.content.own_files import read_own, refuse_link
from sitegen.content.places import ISSUE_FILE, Place, archive_lock, issue_folder
from sitegen.content.reading import read_folder
from sitegen.locks import changing
from sitegen.model import RestoredPage, Settings
from sitegen.problems import Problem

if TYPE_CHECKING:
    from collections.abc import Mapping

# What is read of every article at an import: its id, and the raw page it came from.
ID_LINE = re.compile(rb"^id: *['\"]?([a-z0-9-]+)", re.MULTILINE)
RAW_FILE = re.compile(rb"\bfile: *(?:'([^'\n]*)'|\"([^\"\n]*)\"|([^,}\n]*))")


@dataclass(frozen=True, slots=True)
class FilingReport:
    """What an import did to the files.

    Args:
        written: files made or changed.
        removed: files the program had written and would no longer write.
        proposed: for each edited file that was kept, the text the program would now write.
        problems: what needs a person.
    """

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    proposed: Mapping[Path, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def file_pages(
    content: Path, pages: tuple[RestoredPage, ...], facts: Mapping[str, PageFacts], settings: Settings
) -> FilingReport:
    """Merge restored pages into `content/issues`; files an editor changed keep their text.

    Args:
        content: the folder an editor owns.
        pages: restored pages; their order does not matter.
        facts: what the editor states, by raw file name.
        settings: the archive's.

    Returns:
        What was done. Interrupted at any moment it leaves every text on disk, and the next import completes it.

    Raises:
        ProblemError: another import or a build is at work for very long, or `content/issues` is a link.
        OSError: the lock cannot be made.
    """
    with changing(archive_lock(content), "sitegen import"):
        return _file_pages(content, pages, facts, settings)


def _file_pages(
    content: Path, pages: tuple[RestoredPage, ...], facts: Mapping[str, PageFacts], settings: Settings
) -> FilingReport:
    """`file_pages` for the holder of the lock."""
    root = content / "issues"
    refuse_link(root)
    root.mkdir(parents=True, exist_ok=True)
    remove_leftovers(root)
    _remove_copies(root)
    plan = plan_pages(content, pages, facts, settings)
    done = commit(root, plan.before, plan.merged.folders)
    return FilingReport(
        written=done.written,
        removed=done.removed,
        proposed={Path(path): text for path, text in plan.merged.proposed.items()},
        problems=tuple(sorted((*plan.problems, *map(_cannot_write, done.failures)))),
    )


def _remove_copies(root: Path) -> None:
    """Remove articles that were parked when an import was killed, and whose id another file still has, or has again."""
    for parked in sorted(root.glob(f"*/*/*{PARKED}")):
        others = {_id_in(path) for path in parked.parent.glob("*.md") if path != parked}
        if _id_in(parked) in others - {b""}:
            parked.unlink()


def _id_in(path: Path) -> bytes:
    match = ID_LINE.search(_bytes_or_none(path))
    return match[1] if match else b""


@dataclass(frozen=True, slots=True)
class Plan:
    """What filing would do: the folders that are concerned as they stand, what they are to be, and what needs a person."""

    before: Mapping[Place, Folder]
    merged: Merged
    problems: tuple[Problem, ...]


def plan_pages(
    content: Path, pages: tuple[RestoredPage, ...], facts: Mapping[str, PageFacts], settings: Settings
) -> Plan:
    """What `file_pages` would do with the same arguments; nothing is written."""
    root = content / "issues"
    single, problems = _one_of_each_name(pages)
    filed = tuple(file_page(page, facts.get(page.file, PageFacts()), settings) for page in single)
    taken, concerned = _scan(root, frozenset(page.file for page in single))
    before = {}
    for place in sorted(concerned | {place_of(page) for page in filed}):
        path = issue_folder(content, place)
        if path.is_dir():
            # What is wrong in the files is told by those who read the archive; here it is only left alone.
            before[place], _ = read_folder(path, place)
    merged = merge(before, filed, taken, str(root))
    return Plan(before, merged, tuple(sorted((*problems, *merged.problems))))


def _one_of_each_name(pages: tuple[RestoredPage, ...]) -> tuple[tuple[RestoredPage, ...], tuple[Problem, ...]]:
    """The pages, of those with one file name the first by its hash: a raw page is known by its name."""
    single: dict[str, RestoredPage] = {}
    problems = []
    for page in sorted(pages, key=lambda page: (page.file, page.sha256)):
        if page.file in single:
            problems.append(Problem(page.file, 0, "two raw files have this name", "rename one; only one was filed"))
        else:
            single[page.file] = page
    return tuple(single.values()), tuple(problems)


def _scan(root: Path, files: frozenset[str]) -> tuple[frozenset[str], frozenset[Place]]:
    """Every id below `root`, and the folders in which one of the raw files or an article of it stands."""
    ids = set()
    concerned = set()
    names = {file.encode() for file in files}
    for path in (*root.glob("*/*/*.md"), *root.glob(f"*/*/{ISSUE_FILE}")):
        data = _bytes_or_none(path)
        if path.name != ISSUE_FILE and (match := ID_LINE.search(data)):
            ids.add(match[1].decode())
        if any(b"".join(match.groups(b"")).strip() in names for match in RAW_FILE.finditer(data)):
            concerned.add((path.parent.parent.name, path.parent.name))
    return frozenset(ids), frozenset(concerned)


def _bytes_or_none(path: Path) -> bytes:
    """A file's bytes, none where it cannot be read; its reader tells why."""
    try:
        return read_own(path)
    except OSError:
        return b""


def _cannot_write(failure: Failure) -> Problem:
    """A file that could not be written."""
    return Problem(str(failure.path), 0, f"cannot be written: {failure.reason}", "make room or correct permissions")
