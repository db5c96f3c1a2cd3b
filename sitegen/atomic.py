"""Writing files so that a crash leaves the old or the new, never half of one."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.files import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

# Files under writing are called so; one that a crash left behind can be told from content and removed.
TEMPORARY_PREFIX = ".sitegen-"
TEMPORARY_SUFFIX = ".tmp"


def write_if_changed(path: Path, data: bytes | bytearray) -> bool:
    """Make `path` hold `data`, and tell whether it had to be written.

    A file that holds it already is not touched, so its time stays. Otherwise a temporary file in the same folder is
    written, flushed to the disk and put in place in one step. Missing folders are made.

    Raises:
        OSError: where the folder or the file cannot be written; the old file is then still whole.
    """
    if _holds(path, data):
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    _put(path, (data,), os.fsync)
    return True


def write_unflushed(path: Path, data: bytes) -> None:
    """Make `path` hold `data` in one step. It may be lost with the power: only for what can be had again.

    Raises:
        OSError: where the file cannot be written; the old file is then still whole.
    """
    write_pieces_unflushed(path, (data,))


def write_pieces_unflushed(path: Path, pieces: Iterable[bytes]) -> None:
    """The same for data that are too large for memory: `path` holds all pieces, or it is what it was."""
    _put(path, pieces, lambda _file: None)


def _put(path: Path, pieces: Iterable[bytes | bytearray], flush: Callable[[int], None]) -> None:
    """Write a temporary file in the same folder, and put it in its place."""
    # It takes long to load, and a build with nothing to do writes nothing.
    import tempfile

    try:
        handle, name = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, suffix=TEMPORARY_SUFFIX, dir=path.parent)
    except OSError as error:
        # Nobody knows the temporary file by its name.
        raise OSError(error.errno, error.strerror, os.fspath(path)) from error
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.writelines(pieces)
            file.flush()
            flush(file.fileno())
        # mkstemp makes files private to their owner; what a web server is to read must be as open as any new file.
        temporary.chmod(0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def remove_leftovers(folder: Path) -> None:
    """Remove the temporary files below `folder` that an interrupted run left behind.

    Only the holder of the folder's lock may call it: another run's file under writing looks the same.
    """
    for path in sorted(folder.rglob(f"{TEMPORARY_PREFIX}*{TEMPORARY_SUFFIX}")):
        path.unlink(missing_ok=True)


def remove_if_empty(folder: Path) -> bool:
    """Remove a folder if nothing is in it, and tell whether it was removed; a symbolic link is left alone."""
    if folder.is_symlink() or not folder.is_dir() or any(folder.iterdir()):
        return False
    folder.rmdir()
    return True


def _holds(path: Path, data: bytes | bytearray) -> bool:
    """Whether the file is there with just these bytes."""
    try:
        return path.stat().st_size == len(data) and read_file(path) == data
    except OSError:
        return False


def _umask() -> int:
    """The process's umask, which can only be read by setting it."""
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
