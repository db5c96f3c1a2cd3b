"""Reading files: only what is a file. A pipe would make its reader wait for ever, and a device may have no end."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Opening a pipe to which nobody writes waits for somebody who does, unless told not to; other systems have other flags.
FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def read_file(path: Path | str, flags: int = FLAGS, most: int = 0) -> bytes:
    """A file's bytes.

    Args:
        path: where it is.
        flags: how the system is to open it.
        most: bytes that it may have; 0 for any number.

    Raises:
        OSError: it is not there, cannot be read, has more bytes, or is a folder, a pipe, a device or a socket.
    """
    handle = os.open(path, flags)
    try:
        status = os.fstat(handle)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError(errno.EISDIR, "it is a folder, not a file", os.fspath(path))
        if not stat.S_ISREG(status.st_mode):
            raise OSError(errno.EINVAL, "it is a pipe or a device, not a file", os.fspath(path))
        if most and status.st_size > most:
            raise OSError(errno.EFBIG, f"it has more than {most // 1_000_000} MB", os.fspath(path))
        # Without a buffer, which costs more than reading a short file.
        with open(handle, "rb", buffering=0, closefd=False) as file:
            return file.read()
    finally:
        os.close(handle)
