"""From the folders before to the folders after, in such an order that a crash at any point loses no text.

First each `issue.yaml` learns where ids will be redirected; then every article is written, a file that moves before its
old name is overwritten; then each `issue.yaml`, which still knows the hashes of the files that are to go; then those
go; then each `issue.yaml` forgets them.
"""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.atomic import remove_if_empty, write_if_changed
from sitegen.content.codec import issue_text
from sitegen.content.own_files import LINK
from sitegen.content.places import ISSUE_FILE
from sitegen.files import read_file
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.content.folders import Folder, Held
    from sitegen.content.places import Place
    from sitegen.model import Issue


# Of two files that change places, one waits here; after a crash the next import finds it as any other article.
PARKED = ".parked.md"


@dataclass(frozen=True, slots=True)
class Failure:
    """A file that could not be written or removed, why, and whether that is for want of room."""

    path: Path
    reason: str
    disk_full: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """Which files were written and removed, and which could not be."""

    written: tuple[Path, ...]
    removed: tuple[Path, ...]
    failures: tuple[Failure, ...]


def commit(root: Path, before: Mapping[Place, Folder], after: Mapping[Place, Folder]) -> Done:
    """Make the folders below `root` what they are to be; what stays the same is not touched.

    Nothing is removed once anything could not be written, so that no text is lost.

    Args:
        root: the folder of all issues.
        before: the folders as they were read.
        after: the folders as they are to be; one without pages and articles goes.
    """
    changed = [place for place in sorted(after) if before.get(place) != after[place]]
    written: list[Path] = []
    removed: list[Path] = []
    failures: list[Failure] = []
    for step in (_announce_redirects, _write_articles, _write_issue_before_removal, _remove, _write_issue):
        for place in changed:
            path = root / place[0] / place[1]
            try:
                _refuse_links(path)
                made, gone = step(path, before.get(place), after[place])
                written += made
                removed += gone
            except OSError as error:
                failures.append(_failure(path, error))
        if failures:
            break
    return Done(tuple(sorted(set(written))), tuple(sorted(removed)), tuple(failures))


def _refuse_links(path: Path) -> None:
    """See that neither an issue's folder nor its newspaper's is a link: what is written there would be outside.

    Raises:
        OSError: one is.
    """
    for folder in (path, path.parent):
        if folder.is_symlink():
            raise OSError(errno.ELOOP, LINK, str(folder))


def _failure(path: Path, error: OSError) -> Failure:
    file = Path(error.filename2 or error.filename or path)
    return Failure(file, error.strerror or str(error), error.errno in (errno.ENOSPC, errno.EDQUOT))


def _announce_redirects(path: Path, before: Folder | None, after: Folder) -> tuple[list[Path], list[Path]]:
    """Write where ids will be redirected while their files are still there."""
    if before is None or not before.issue.pages or after.issue.redirects.keys() <= before.issue.redirects.keys():
        return [], []
    redirects = {**before.issue.redirects, **after.issue.redirects}
    return _write_issue_of(path, before, after, replace(before.issue, redirects=redirects))


def _write_articles(path: Path, before: Folder | None, after: Folder) -> tuple[list[Path], list[Path]]:
    """Write a folder's articles, each moving one before what takes its old name."""
    old = {held.name: held for held in before.held} if before else {}
    new = {held.name: held for held in after.held}
    goes_to = {held.article.id: name for name, held in new.items()}
    written: list[Path] = []
    begun: set[str] = set()
    parked: list[Path] = []

    def put(held: Held) -> None:
        begun.add(held.name)
        standing = old.get(held.name)
        target = goes_to.get(standing.article.id, held.name) if standing else held.name
        if target not in begun:
            put(new[target])
        elif standing and target != held.name and not _stands(path / target, new[target]):
            parked.append((path / target).with_suffix(PARKED))
            write_if_changed(parked[-1], new[target].data)
        if write_if_changed(path / held.name, held.data):
            written.append(path / held.name)

    for held in after.held:
        if held.name not in begun:
            put(held)
    for file in parked:
        file.unlink(missing_ok=True)
    return written, []


def _stands(path: Path, held: Held) -> bool:
    """Whether a file has been written already."""
    return path.exists() and read_file(path) == held.data


def _write_issue_before_removal(path: Path, before: Folder | None, after: Folder) -> tuple[list[Path], list[Path]]:
    """Write `issue.yaml` with the hashes of files that are about to go, lest they be taken for an editor's."""
    stale = _stale(before, after)
    known = before.issue.written if before else {}
    waiting = {name: known[name] for name in stale if name in known}
    return _write_issue_of(path, before, after, replace(after.issue, written={**after.issue.written, **waiting}))


def _remove(path: Path, before: Folder | None, after: Folder) -> tuple[list[Path], list[Path]]:
    """Remove files that are no longer there, and a folder that has nothing left."""
    removed = [path / name for name in _stale(before, after)]
    for file in removed:
        file.unlink(missing_ok=True)
    if _is_empty(after):
        (path / ISSUE_FILE).unlink(missing_ok=True)
        if remove_if_empty(path):
            remove_if_empty(path.parent)
    return [], removed


def _write_issue(path: Path, before: Folder | None, after: Folder) -> tuple[list[Path], list[Path]]:
    """Write `issue.yaml` as it is to be."""
    return _write_issue_of(path, before, after, after.issue)


def _write_issue_of(path: Path, before: Folder | None, after: Folder, issue: Issue) -> tuple[list[Path], list[Path]]:
    """Write an issue unless the file says just that already, perhaps with an editor's comments."""
    file = path / ISSUE_FILE
    same = before is not None and before.issue == issue and not _stale(before, after) and file.exists()
    if _is_empty(after) or same:
        return [], []
    return ([file] if write_if_changed(file, issue_text(issue).encode()) else []), []


def _stale(before: Folder | None, after: Folder) -> list[str]:
    """The names of articles' files that are to go."""
    kept = {held.name for held in after.held} | after.unreadable
    return [held.name for held in before.held if held.name not in kept] if before else []


def _is_empty(folder: Folder) -> bool:
    return not folder.issue.pages and not folder.held and not folder.unreadable
