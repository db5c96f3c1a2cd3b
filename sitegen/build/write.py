"""Writing the site: what changed is written, whole or not at all; nothing else is touched.

A file is written beside its place and then put there in one step. While a build is at work there is a folder in the output in which each
worker notes beforehand where it is going to write. A build that was killed leaves that folder; the next one clears it away.
"""

from __future__ import annotations

import contextlib
import os
import stat
import unicodedata
import uuid
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sitegen.atomic import TEMPORARY_PREFIX, TEMPORARY_SUFFIX
from sitegen.build.packing import Output, left
from sitegen.files import read_file
from sitegen.problems import Problem
from sitegen.site.document import Document
from sitegen.site.later import LaterError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from types import TracebackType

    from sitegen.site.document import Again, Long

WORK = ".sitegen-work"
NOTES = ".paths"

# Stands behind the paths that a worker noted who came to the end of them, and has left nothing beside its place.
END = b"\n"


class Blocked(Exception):  # noqa: N818 - it says what the file is
    """A file cannot be put in its place because a file or folder of an earlier build stands there."""


class Gone(Exception):  # noqa: N818 - it says what the file is
    """A file that an earlier build left is no longer there."""


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
        self._new = False
        # Folders that are known to be such, and no links; the site's own may be one.
        self._sound = {self._root}
        self._notes = os.open(f"{self._root}/{WORK}/{name}{NOTES}", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o666)

    def __enter__(self) -> Writer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            with contextlib.suppress(OSError):
                _write_all(self._notes, END)
        os.close(self._notes)

    def note(self, paths: Iterable[str]) -> None:
        """Note where files are going to be written: so those that nobody remembers having made can be removed."""
        _write_all(self._notes, "".join(f"{path}\n" for path in paths).encode("utf-8", "surrogateescape"))

    def put(self, document: Document) -> tuple[Output, bool]:
        """Make a file hold what it should, and tell how it was left and whether it had to be written.

        Args:
            document: whose path was noted.

        Raises:
            Blocked: something else stands there, or the way to it is a link, which leads out of the site.
            OSError: it cannot be written; the old file is then still whole.
        """
        folder, _, name = f"{self._root}/{document.path}".rpartition("/")
        self._look_at(folder, document.path)
        # Where one file is new, the next one mostly is, too, and has a folder of its own; then nothing can be there.
        new_folder = self._new and _made_folder(folder, document.path)
        if not new_folder:
            standing = _standing(f"{folder}/{name}", document)
            self._new = standing is None
            same_size = standing is not None and _is_file_of(len(document.data), standing)
            if standing is not None and same_size and read_file(f"{folder}/{name}") == document.data:
                return left(document.path, standing), False
        temporary = f"{folder}/{self._temporary}"
        try:
            status = _write(temporary, (document.data,))
        except FileNotFoundError:
            _made_folder(folder, document.path)
            status = _write(temporary, (document.data,))
        os.replace(temporary, f"{folder}/{name}")
        return left(document.path, status), True

    def put_long(self, long: Long) -> tuple[Output, bool]:
        """Make a file hold what it should that is too large to be in memory: it is compared once it is written beside its place.

        Args:
            long: whose path was noted.

        Raises:
            LaterError: it cannot be made; the old file is then still whole.
            Blocked, OSError: as for `put`.
        """
        target = f"{self._root}/{long.path}"
        folder = target.rpartition("/")[0]
        self._look_at(folder, long.path)
        _made_folder(folder, long.path)
        standing = _standing(target, long)
        temporary = f"{folder}/{self._temporary}"
        status = _write(temporary, long.pieces)
        if standing is not None and _is_file_of(status.st_size, standing) and _same(temporary, target):
            os.unlink(temporary)
            return left(long.path, standing), False
        os.replace(temporary, target)
        return left(long.path, status), True

    def put_again(self, again: Again) -> tuple[Output, bool]:
        """Have a file stand under another path as well, without writing it once more; what it tells is as for `put`.

        Args:
            again: whose path was noted.

        Raises:
            Gone: the file is no longer there.
            Blocked, OSError: as for `put`.
        """
        source, target = f"{self._root}/{again.former}", f"{self._root}/{again.path}"
        folder = target.rpartition("/")[0]
        self._look_at(folder, again.path)
        if again.former != again.path:
            try:
                if not os.path.isdir(folder):
                    _made_folder(folder, again.path)
                os.link(source, target)
            except FileNotFoundError as error:
                raise Gone(again.former) from error
            except OSError:
                # Something stands there, or this disk has no second names for a file.
                return self.put(Document(again.path, _read_again(source)))
        try:
            return left(again.path, os.lstat(target)), again.former != again.path
        except FileNotFoundError as error:
            raise Gone(again.former) from error

    def _look_at(self, folder: str, path: str) -> None:
        """See that neither a folder nor one above it is a link.

        Raises:
            Blocked: one is.
        """
        unknown = []
        while folder not in self._sound:
            unknown.append(folder)
            folder = folder[: folder.rfind("/")]
        for each in reversed(unknown):
            try:
                status = os.lstat(each)
            except OSError:
                return  # it is going to be made, or told to be no folder
            if stat.S_ISLNK(status.st_mode):
                raise Blocked(path)
            self._sound.add(each)


def through_link(output: Path, path: str) -> bool:
    """Whether the way to a file of the site is a link, so that the file is another one, outside."""
    return any((output / folder).is_symlink() for folder in PurePosixPath(path).parents if folder.name)


def clear_temporaries(output: Path) -> None:
    """Remove what killed workers had not yet put in its place; each was beside a path that they had noted."""
    for notes in (output / WORK).glob(f"*{NOTES}"):
        text = read_file(notes)
        if text.endswith(b"\n" + END):
            continue
        name = f"{TEMPORARY_PREFIX}{notes.name.removesuffix(NOTES)}{TEMPORARY_SUFFIX}"
        noted = text.decode("utf-8", "surrogateescape").split("\n")
        for folder in {(output / path).parent for path in noted if is_safe(path) and not through_link(output, path)}:
            with contextlib.suppress(NotADirectoryError):
                (folder / name).unlink(missing_ok=True)


def _standing(target: str, document: Document | Long) -> os.stat_result | None:
    """What is known of the file that stands in a document's place, None where there is none; a link is one, and no file's size.

    Raises:
        Blocked: it is no file.
    """
    try:
        status = os.lstat(target)
    except FileNotFoundError:
        return None
    except NotADirectoryError as error:
        raise Blocked(document.path) from error
    if stat.S_ISDIR(status.st_mode):
        raise Blocked(document.path)
    return status


def _read_again(path: str) -> bytes:
    """The bytes of a file that an earlier build left.

    Raises:
        Gone: it is no longer there.
    """
    try:
        return read_file(path)
    except FileNotFoundError as error:
        raise Gone(path) from error


def _is_file_of(size: int, status: os.stat_result) -> bool:
    return stat.S_ISREG(status.st_mode) and status.st_size == size


def _made_folder(folder: str, path: str) -> bool:
    """Make a folder with those above it; false where it is there already.

    Raises:
        Blocked: a file of that name is there, or above it.
    """
    try:
        os.mkdir(folder)
    except FileExistsError:
        return False
    except FileNotFoundError:
        try:
            os.makedirs(folder, exist_ok=True)
        except (FileExistsError, NotADirectoryError) as error:
            raise Blocked(path) from error
    except NotADirectoryError as error:
        raise Blocked(path) from error
    return True


def _write(path: str, pieces: Iterable[bytes]) -> os.stat_result:
    """Write a new file, and tell its size and time."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    try:
        for piece in pieces:
            _write_all(file, piece)
        return os.fstat(file)
    except (OSError, LaterError):
        # Half a file helps nobody, and on a full disk it takes room.
        with contextlib.suppress(OSError):
            os.unlink(path)
        raise
    finally:
        os.close(file)


def _same(one: str, other: str) -> bool:
    """Whether two files have the same bytes."""
    # Few builds compare any.
    import filecmp

    return filecmp.cmp(one, other, shallow=False)


def _write_all(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]


def is_safe(path: str) -> bool:
    r"""Whether a path stays inside the folder: a document's, or one of a list that someone may have edited.

    >>> [is_safe(path) for path in ("a/index.html", "../a", "/a", "a\\..\\b", "a\nb", "")]
    [True, False, False, False, False, False]
    """
    outside = path.startswith("/") or ".." in path.split("/")
    return bool(path) and not outside and "\\" not in path and "\n" not in path


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
