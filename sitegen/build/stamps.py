"""Whether files may have changed, told by what the file system says of them: names, sizes, times, inodes; nothing is opened.

A stamp that is the same means the same content, with one exception: a file changed twice within the clock's tick looks the same after
the second time. So a stamp of a file that changed moments before it was looked at is young, and proves nothing the next time.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from typing import TYPE_CHECKING

from sitegen.address import CNAME
from sitegen.content.own_files import refuse_link
from sitegen.content.places import ARTICLE_SUFFIX, ISSUE_FILE, Place, is_place, issue_folder
from sitegen.marks import mark
from sitegen.names import is_utf_8
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

# File systems keep times to two seconds at worst (FAT).
YOUNG_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Stamp:
    """What the file system says of some files.

    Args:
        mark: another one whenever it says something else.
        young: one of them changed only just now, so that the mark proves nothing later.
    """

    mark: bytes
    young: bool

    @property
    def proof(self) -> bytes:
        """The mark where it proves something later, else nothing."""
        return b"" if self.young else self.mark


@dataclass(frozen=True, slots=True)
class Content:
    """An archive's folder at a glance.

    Args:
        issues: a stamp of each issue's folder.
        misnamed: folders of issues that are links or cannot be part of an address.
        raw: a stamp of each raw page, by its name.
        beside: of `site.yaml`, `conversion.yaml`, `CNAME` and `raw/pages.yaml`.
    """

    issues: dict[Place, Stamp]
    misnamed: tuple[Path, ...]
    raw: dict[str, Stamp]
    beside: Stamp


def look(content: Path) -> Content:
    """Look at an archive's folder.

    Raises:
        ProblemError: the folder of all issues or of raw pages is a link.
    """
    refuse_link(content / "issues")
    refuse_link(content / "raw")
    now = time.time_ns()
    issues: dict[Place, Stamp] = {}
    misnamed: list[Path] = []
    for slug in _folders(os.fspath(content / "issues")):
        for key in _folders(slug.path):
            files = [
                each for each in _entries(key.path) if each.name.endswith(ARTICLE_SUFFIX) or each.name == ISSUE_FILE
            ]
            place = (slug.name, key.name)
            if files and is_place(place) and not slug.is_symlink() and not key.is_symlink():
                issues[place] = _stamp(((each.name, each.stat) for each in files), now)
            elif files:
                misnamed.append(issue_folder(content, place))
    # The import tells of a raw page whose name no article can name.
    pages = (each for each in _entries(os.fspath(content / "raw")) if is_utf_8(each.name))
    raw = dict(sorted((each.name, _stamp([(each.name, each.stat)], now)) for each in pages))
    facts = [content / name for name in ("site.yaml", "conversion.yaml", CNAME, "raw/pages.yaml")]
    return Content(issues, tuple(misnamed), raw, stamp_of(facts, now))


def stamp_of(paths: Iterable[Path], now: int = 0) -> Stamp:
    """The stamp of some files, whether they are there or not."""
    return _stamp(((os.fspath(path), path.stat) for path in paths), now or time.time_ns())


def stamp_below(folders: Iterable[Path]) -> Stamp:
    """The stamp of all files below some folders; hidden files and Python's own caches are passed over."""
    found = (each for folder in folders for each in _walk(os.fspath(folder), True))
    return _stamp(((each.path, each.stat) for each in found), time.time_ns())


def whole(stamps: Iterable[Stamp]) -> Stamp:
    """One stamp of many."""
    every = list(stamps)
    return Stamp(mark(*(each.mark for each in every)), any(each.young for each in every))


def _stamp(files: Iterable[tuple[str, Callable[[], os.stat_result]]], now: int) -> Stamp:
    """The stamp of files, given by their names and what tells their status: of a link, that of the file to which it leads."""
    # Of each file five fields, which cannot hold what parts them; this is written for speed, for there may be 100,000 files.
    seen = []
    newest = 0
    for name, look_at in files:
        try:
            status = look_at()
        except OSError:
            seen.append(f"{name}\0\0\0\0")
            continue
        written, changed = status.st_mtime_ns, status.st_ctime_ns
        if changed > newest or written > newest:
            newest = max(written, changed)
        seen.append(f"{name}\0{status.st_size}\0{written}\0{changed}\0{status.st_ino}")
    seen.sort()
    return Stamp(mark("\0".join(seen).encode("utf-8", "surrogateescape")), newest > now - YOUNG_NS)


def _walk(folder: str, links: bool) -> Iterator[os.DirEntry[str]]:
    """All files below a folder; a folder that is a link is gone into only at the top, for deeper it may lead back."""
    for each in _entries(folder):
        if each.name.startswith((".", "__pycache__")):
            continue
        if each.is_dir(follow_symlinks=links):
            yield from _walk(each.path, False)
        else:
            yield each


def _folders(folder: str) -> list[os.DirEntry[str]]:
    return sorted((each for each in _entries(folder) if each.is_dir()), key=lambda each: each.name)


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    """What is in a folder, in any order; nothing where it is none or cannot be read, which those tell who read it.

    One by one, for each holds on to what is known of its file.
    """
    with suppress(OSError), os.scandir(folder) as entries:
        yield from entries
