"""Writing the site: what changed is written, whole or not at all; nothing else is touched.

A file is written beside its place and then put there in one step. While a build is at work there is a folder in the output in which each
worker notes beforehand where it is going to write. A build that was killed leaves that folder; the next one clears it away.
"""

from __future__ import annotations

import os
import stat
import unicodedata
import uuid
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sitegen.atomic import TEMPORARY_PREFIX, TEMPORARY_SUFFIX
from sitegen.build.packing import Output
from sitegen.problems import Problem

if TYPE_CHECKING:
    from types import TracebackType

    from sitegen.site.document import Document

WORK = ".sitegen-work"
NOTES = ".paths"


class Blocked(Exception):  # noqa: N818 - it says what the file is
    """A file cannot be put in its place because a file or folder of an earlier build stands there."""


class Writer:
    """Writes documents below a folder. Use it `with`.

    Files are not flushed to the disk one by one: after a loss of power their sizes or times are not those noted, and the next build
    makes them again.

    Args:
        output: the folder of the site; its `WORK` folder is there.
    """

    def __init__(self, output: Path) -> None:
        self._root = os.fspath(output)
        name = uuid.uuid4().hex
        self._temporary = f"{TEMPORARY_PREFIX}{name}{TEMPORARY_SUFFIX}"
        self._notes = os.open(f"{self._root}/{WORK}/{name}{NOTES}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.close(self._notes)

    def put(self, document: Document) -> tuple[Output, bool]:
        """Make a file hold what it should, and tell how it was left and whether it had to be written.

        Raises:
            Blocked: something else stands there.
            OSError: it cannot be written; the old file is then still whole.
        """
        target = f"{self._root}/{document.path}"
        try:
            status = os.stat(target)
            if stat.S_ISDIR(status.st_mode):
                raise Blocked(document.path)
            if status.st_size == len(document.data) and Path(target).read_bytes() == document.data:
                return Output(document.path, status.st_size, status.st_mtime_ns), False
        except FileNotFoundError:
            pass
        except NotADirectoryError as error:
            raise Blocked(document.path) from error
        # Before the file: so one that nobody remembers having made can be removed.
        os.write(self._notes, f"{document.path}\n".encode("utf-8", "surrogateescape"))
        folder = os.path.dirname(target)
        temporary = f"{folder}/{self._temporary}"
        try:
            status = _write(temporary, document.data)
        except FileNotFoundError:
            try:
                os.makedirs(folder, exist_ok=True)
            except (FileExistsError, NotADirectoryError) as error:
                raise Blocked(document.path) from error
            status = _write(temporary, document.data)
        os.replace(temporary, target)
        return Output(document.path, status.st_size, status.st_mtime_ns), True


def clear_temporaries(output: Path) -> None:
    """Remove what killed workers had not yet put in its place: each was at the path it had noted last."""
    for notes in (output / WORK).glob(f"*{NOTES}"):
        name = f"{TEMPORARY_PREFIX}{notes.name.removesuffix(NOTES)}{TEMPORARY_SUFFIX}"
        paths = [path for path in notes.read_text("utf-8", "surrogateescape").split("\n") if is_safe(path)]
        for path in paths[-1:]:
            (output / path).with_name(name).unlink(missing_ok=True)


def _write(path: str, data: bytes) -> os.stat_result:
    """Write a new file, and tell its size and time."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(file, rest) :]
        return os.fstat(file)
    finally:
        os.close(file)


def is_safe(path: str) -> bool:
    r"""Whether a path stays inside the folder: a document's, or one of a list that someone may have edited.

    >>> [is_safe(path) for path in ("a/index.html", "../a", "/a", "a\\..\\b", "a\nb", "")]
    [True, False, False, False, False, False]
    """
    pure = PurePosixPath(path)
    return bool(path) and not {"\\", "\n"} & set(path) and not pure.is_absolute() and ".." not in pure.parts


class Paths:
    """The paths of a part of the site: none leads out of it, and none twice to one file, also on a disk that knows no case."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def refused(self, path: str) -> Problem | None:
        """Why a document cannot have this path; else the path is taken.

        >>> paths = Paths()
        >>> paths.refused("a/K1/index.html")
        >>> str(paths.refused("a/k1/index.html"))
        'a/k1/index.html: many disks cannot tell it from a/K1/index.html; rename one of the two'
        >>> paths.refused("a/../../b/index.html").what
        'this address leads out of the site'
        """
        if not is_safe(path):
            fix = "rename the newspaper, issue or id that it is made of"
            return Problem(path, 0, "this address leads out of the site", fix)
        key = path if path.isascii() and path.islower() else unicodedata.normalize("NFC", path).casefold()
        if key not in self._taken:
            self._taken[key] = path
            return None
        first = self._taken[key]
        what = "two pages have this one address" if first == path else f"many disks cannot tell it from {first}"
        return Problem(path, 0, what, "rename one of the two")
