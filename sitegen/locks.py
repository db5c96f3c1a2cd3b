"""Who may work on a folder: one who changes it, or several who only read it.

The lock is the system's, on a file: whoever dies lets go of it, however he dies. What is written into the file is for those
who wait, to tell them for whom.
"""

from __future__ import annotations

import errno
import os
import sys
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from sitegen.problems import Problem, ProblemError
from sitegen.progress import note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

# In seconds: how often one who waits looks, when he says so, and when he gives up.
EVERY = 0.05
QUIET = 2.0
PATIENCE = 600.0

# What a file system says that has no locks, as some network file systems have none.
NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}

NAME_BYTES = 200

# In the place of an open file, where none can be had.
NOTHING = -1

if sys.platform == "win32":
    import msvcrt

    # Far behind the name, which others read while the lock is held.
    PLACE = 1 << 30

    def _try(handle: int, shared: int) -> None:  # noqa: ARG001 - this system knows no shared locks
        os.lseek(handle, PLACE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

    def _let_go(handle: int) -> None:
        os.lseek(handle, PLACE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

    CHANGING = LOOKING = 0
else:
    import fcntl

    CHANGING, LOOKING = fcntl.LOCK_EX, fcntl.LOCK_SH

    def _try(handle: int, kind: int) -> None:
        fcntl.flock(handle, kind | fcntl.LOCK_NB)

    def _let_go(handle: int) -> None:
        # Not only closed: workers may have inherited it.
        fcntl.flock(handle, fcntl.LOCK_UN)


@contextmanager
def changing(file: Path, name: str) -> Iterator[None]:
    """Be the only one at work for as long as the block lasts; wait for those who are.

    Args:
        file: the lock's, made where it is missing.
        name: what is at work, for those who wait: `sitegen import`.

    Raises:
        ProblemError: others were at work too long, or the file system has no locks.
        OSError: the file cannot be made.
    """
    with _held(_made, file, CHANGING, name):
        yield


@contextmanager
def looking(file: Path, name: str) -> Iterator[None]:
    """Have nobody change what is looked at for as long as the block lasts; others may look at it, too.

    Where the file is not there and cannot be made, there is nothing to wait for: nobody of this user's rights can change anything.

    Args:
        file: the lock's.
        name: what is at work, for those who wait: `sitegen build`.

    Raises:
        ProblemError: others were at work too long, or the file system has no locks.
    """
    with _held(_made_or_found, file, LOOKING, name):
        yield


def _made(file: Path) -> int:
    file.parent.mkdir(parents=True, exist_ok=True)
    return os.open(file, os.O_RDWR | os.O_CREAT, 0o666)


def _made_or_found(file: Path) -> int:
    with suppress(OSError):
        return _made(file)
    with suppress(OSError):
        return os.open(file, os.O_RDONLY)
    return NOTHING


@contextmanager
def _held(opened: Callable[[Path], int], file: Path, kind: int, name: str) -> Iterator[None]:
    handle = _waited_for(opened, file, kind)
    if handle == NOTHING:
        yield
        return
    try:
        _sign(handle, f"{name} (process {os.getpid()} on {_machine()})")
        yield
    finally:
        _sign(handle, "")
        _let_go(handle)
        os.close(handle)


def _waited_for(opened: Callable[[Path], int], file: Path, kind: int) -> int:
    """The file, open, once the lock is ours."""
    begun = time.monotonic()
    told = False
    while True:
        if (handle := _tried(opened, file, kind)) is not None:
            return handle
        waited = time.monotonic() - begun
        if waited >= PATIENCE:
            fix = "wait until it has ended, or end it; then run the same command again"
            raise ProblemError(Problem(str(file), 0, f"{_holder(file)} is at work", fix))
        if waited >= QUIET and not told:
            told = True
            note(f"Waiting for {_holder(file)} …")
        time.sleep(EVERY)


def _tried(opened: Callable[[Path], int], file: Path, kind: int) -> int | None:
    """The file, open, if the lock is ours now; else None."""
    try:
        handle = opened(file)
    except FileNotFoundError:
        # Its folder goes with the lock of a build that has just ended.
        return None
    if handle == NOTHING:
        return handle
    try:
        _try(handle, kind)
        # A file that is no longer there locks nothing.
        if os.fstat(handle).st_nlink:
            return handle
    except OSError as error:
        os.close(handle)
        if error.errno in NO_LOCKS:
            what = "this file system has no locks, so two commands at a time would mix their files"
            raise ProblemError(Problem(str(file), 0, what, "use a folder on a file system that has")) from error
        return None
    except BaseException:
        os.close(handle)
        raise
    os.close(handle)
    return None


def _sign(handle: int, name: str) -> None:
    """Write who holds the lock; where that cannot be written, it is held all the same."""
    with suppress(OSError):
        os.truncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, name.encode("utf-8", "replace")[:NAME_BYTES])


def _holder(file: Path) -> str:
    """Who holds the lock."""
    with suppress(OSError), file.open("rb") as signed:
        return signed.read(NAME_BYTES).decode("utf-8", "replace") or "another sitegen"
    return "another sitegen"


def _machine() -> str:
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "this machine")
