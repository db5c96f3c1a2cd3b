"""Restored pages filed into the archive on disk."""

from __future__ import annotations

import re
from dataclasses import field
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.atomic import remove_leftovers
from sitegen.content.commit import PARKED, Failure, commit
from sitegen.content.filing import file_page
from sitegen.content.folders import Folder
from sitegen.content.forms import PageFacts
from sitegen.content.ids import Ids
from sitegen.content.merge import Merged, merge, place_of
from sitegen.content.own_files import read_own, refuse_link
from sitegen.content.places import ISSUE_FILE, Place, archive_lock, issue_folder
from sitegen.content.reading import read_folder
from sitegen.locks import changing
from sitegen.model import RestoredPage, Settings
from sitegen.problems import Problem
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from sitegen.content.filing import FiledPage

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
    content: Path, pages: Sequence[RestoredPage], facts: Mapping[str, PageFacts], settings: Settings
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
        root = content / "issues"
        refuse_link(root)
        root.mkdir(parents=True, exist_ok=True)
        remove_leftovers(root)
        _remove_copies(root)
        return _filed(root, plans(content, pages, facts, settings))


def _filed(root: Path, planned: Iterable[Plan]) -> FilingReport:
    """Carry out plans one by one, until the disk is full."""
    written: list[Path] = []
    removed: list[Path] = []
    proposed: dict[Path, str] = {}
    problems: list[Problem] = []
    for plan in planned:
        done = commit(root, plan.before, plan.merged.folders)
        written += done.written
        removed += done.removed
        proposed.update({Path(path): text for path, text in plan.merged.proposed.items()})
        problems += (*plan.problems, *map(_cannot_write, done.failures))
        if any(failure.disk_full for failure in done.failures):
            break
    return FilingReport(tuple(sorted(written)), tuple(sorted(removed)), proposed, tuple(sorted(problems)))


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


def plans(
    content: Path, pages: Sequence[RestoredPage], facts: Mapping[str, PageFacts], settings: Settings
) -> Iterator[Plan]:
    """What `file_pages` would do with the same arguments, step by step; nothing is written.

    A step is all pages that have to do with one another: of one issue, mostly. The next one is read when it is asked for.
    """
    root = content / "issues"

    def filed(number: int) -> FiledPage:
        page = pages[number]
        return file_page(page, facts.get(page.file, PageFacts()), settings)

    single, problems = _one_of_each_name(pages)
    yield Plan({}, Merged({}, {}, {}, ()), problems)
    ids, standing = _scan(root, frozenset(single))
    taken = Ids(ids)
    places = {file: {place_of(filed(number))} | standing.get(file, set()) for file, number in single.items()}
    for files, concerned in sorted(_together(places), key=lambda one: one[1]):
        before = {}
        for place in concerned:
            path = issue_folder(content, place)
            if path.is_dir():
                # What is wrong in the files is told by those who read the archive; here it is only left alone.
                before[place], _ = read_folder(path, place)
        merged = merge(before, tuple(filed(single[file]) for file in files), taken, str(root))
        yield Plan(before, merged, merged.problems)


def _one_of_each_name(pages: Iterable[RestoredPage]) -> tuple[dict[str, int], tuple[Problem, ...]]:
    """Where each page is, of those with one file name the first by its hash: a raw page is known by its name."""
    single: dict[str, int] = {}
    problems = []
    for file, _, number in sorted((page.file, page.sha256, number) for number, page in enumerate(pages)):
        if file in single:
            problems.append(Problem(file, 0, "two raw files have this name", "rename one; only one was filed"))
        else:
            single[file] = number
    return single, tuple(problems)


def _together(places: Mapping[str, Collection[Place]]) -> Iterator[tuple[list[str], list[Place]]]:
    """Raw pages that have to do with one another, for they share a folder, and all folders of theirs.

    >>> list(_together({"a": [("p", "1")], "b": [("p", "2")], "c": [("p", "1"), ("p", "3")]}))
    [(['a', 'c'], [('p', '1'), ('p', '3')]), (['b'], [('p', '2')])]
    """
    within: dict[Place, list[str]] = {}
    for file, those in places.items():
        for place in those:
            within.setdefault(place, []).append(file)
    seen: set[str] = set()
    for first in places:
        if first in seen:
            continue
        seen.add(first)
        files = [first]
        folders: set[Place] = set()
        for file in files:
            for place in set(places[file]) - folders:
                folders.add(place)
                others = [other for other in within[place] if other not in seen]
                seen.update(others)
                files += others
        yield sorted(files), sorted(folders)


def _scan(root: Path, files: frozenset[str]) -> tuple[set[str], dict[str, set[Place]]]:
    """Every id below `root`, and of some raw files the folders in which they or an article of them stand."""
    ids = set()
    standing: dict[str, set[Place]] = {}
    names = {file.encode("utf-8", "surrogateescape"): file for file in files}
    for path in chain(root.glob("*/*/*.md"), root.glob(f"*/*/{ISSUE_FILE}")):
        data = _bytes_or_none(path)
        if path.name != ISSUE_FILE and (match := ID_LINE.search(data)):
            ids.add(match[1].decode())
        for named in RAW_FILE.finditer(data):
            if file := names.get(b"".join(named.groups(b"")).strip()):
                standing.setdefault(file, set()).add((path.parent.parent.name, path.parent.name))
    return ids, standing


def _bytes_or_none(path: Path) -> bytes:
    """A file's bytes, none where it cannot be read; its reader tells why."""
    try:
        return read_own(path)
    except OSError:
        return b""


def _cannot_write(failure: Failure) -> Problem:
    """A file that could not be written."""
    return Problem(str(failure.path), 0, f"cannot be written: {failure.reason}", "make room or correct permissions")
