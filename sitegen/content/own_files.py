"""The archive's own files, read. A link is not followed: who sends in an archive must not have a file of this machine published."""

from __future__ import annotations

import errno
import os
from pathlib import Path

from sitegen.files import FLAGS, read_file
from sitegen.problems import Problem, ProblemError

# Where there is no such way of opening (Windows), Git makes no links either, and making one takes rights of its own.
READ_NO_LINK = FLAGS | getattr(os, "O_NOFOLLOW", 0)

# No article, no list of an issue and no raw page comes near it.
MOST_BYTES = 32_000_000

LINK = "a link, which may lead out of the archive, is not followed"
FIX = "put what it leads to in its place"


def read_own(path: Path | str) -> bytes:
    """A file's bytes.

    Raises:
        FileNotFoundError: there is no such file.
        OSError: it cannot be read, is a link or no file, or is far too large.
    """
    try:
        return read_file(path, READ_NO_LINK, MOST_BYTES)
    except OSError as error:
        if error.errno in (errno.ELOOP, errno.EMLINK) and os.path.islink(path):
            raise OSError(errno.ELOOP, LINK, path) from error
        raise


def linked(path: Path) -> Problem:
    """That a file or a folder is a link."""
    return Problem(str(path), 0, LINK, FIX)


def refuse_link(folder: Path) -> None:
    """See that one of the archive's main folders is no link.

    Raises:
        ProblemError: it is one.
    """
    if folder.is_symlink():
        raise ProblemError(linked(folder))
