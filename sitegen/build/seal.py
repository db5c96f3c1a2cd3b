"""Whether a file is still what it was when it was left: a sum of it, noted beside it."""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO

from sitegen.atomic import write_unflushed

if TYPE_CHECKING:
    from pathlib import Path

CHUNK_BYTES = 1 << 20


class Seal:
    """The sum of a file that SQLite may have open.

    Args:
        file: the file.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._note = file.with_suffix(".sum")
        self._opened: list[BinaryIO] = []

    @property
    def is_set(self) -> bool:
        """Whether there is a sum: not where the file was left in the middle of some work."""
        return self._note.exists()

    def holds(self) -> bool:
        """Whether the file is what it was."""
        return self._note.read_bytes() == self._sum()

    def set(self) -> None:
        """Note the sum. Where it cannot be noted, the file is one that was left in the middle of some work."""
        with suppress(OSError):
            write_unflushed(self._note, self._sum())

    def lift(self) -> None:
        """Forget the sum, before the file is changed."""
        self._note.unlink(missing_ok=True)

    def close(self) -> None:
        """Close the file, after SQLite has: whoever closes a file lets go of all locks that his process has on it (POSIX)."""
        while self._opened:
            self._opened.pop().close()

    def _sum(self) -> bytes:
        file = self._file.open("rb")
        self._opened.append(file)
        size = total = 0
        while part := file.read(CHUNK_BYTES):
            size, total = size + len(part), zlib.crc32(part, total)
        return b"%d %08x\n" % (size, total)
