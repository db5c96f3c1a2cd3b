"""The files of an index: each is asked for when it is needed, and read and understood once.

Whatever is missing, cut off or rubbish stops the search with a problem: an answer that may lack something is worse than none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

import msgspec

from sitegen.problems import Problem, ProblemError

Read = Callable[[str], bytes]
"""Gives the bytes of a file by its path in the output, `search/index.json`; raises KeyError or FileNotFoundError where there is none."""

FOLDER = "search/"
BUILD_AGAIN = "run `sitegen build` again"

# What reading rubbish may raise: no UTF-8, JSON or list; JSON that nests without end; other JSON; numbers too large for a character.
RUBBISH = (ValueError, RecursionError, msgspec.MsgspecError, OverflowError)

Meaning = TypeVar("Meaning")


class Files:
    """Reads the files of one index and remembers what they mean.

    Args:
        read: gives their bytes.
    """

    def __init__(self, read: Read) -> None:
        self._read = read
        self._known: dict[str, object] = {}

    def get(self, path: str, understand: Callable[[bytes], Meaning]) -> Meaning:
        """What a file means.

        Args:
            path: in the output.
            understand: reads its bytes; always the same for one path. Raises ValueError or the like for rubbish.

        Raises:
            ProblemError: where the file is missing or damaged.
        """
        meaning = self.get_if_there(path, understand)
        if meaning is None:
            raise ProblemError(Problem(path, 0, "the search needs this file, which is missing", BUILD_AGAIN))
        return meaning

    def get_if_there(self, path: str, understand: Callable[[bytes], Meaning]) -> Meaning | None:
        """The same, None where the file is missing."""
        if path not in self._known:
            self._known[path] = self._understood(path, understand)
        return cast("Meaning | None", self._known[path])

    def _understood(self, path: str, understand: Callable[[bytes], Meaning]) -> Meaning | None:
        try:
            data = self._read(path)
        except (KeyError, FileNotFoundError):
            return None
        try:
            return understand(data)
        except RUBBISH:
            raise ProblemError(Problem(path, 0, "this file, which the search needs, is damaged", BUILD_AGAIN)) from None
