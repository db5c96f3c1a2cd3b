"""Where the files of a segment are laid aside until it is known what the segment is called: by all that is in it."""

from __future__ import annotations

from typing import Protocol


class Aside(Protocol):
    """A place for bytes."""

    def put(self, data: bytes) -> int:
        """Lay some aside, and tell where they are."""

    def get(self, place: int, size: int) -> bytes:
        """So many that lie at a place."""


class InMemory:
    """For a site that is in memory as a whole."""

    def __init__(self) -> None:
        self._laid: list[bytes] = []

    def put(self, data: bytes) -> int:
        """Lay some aside, and tell where they are."""
        self._laid.append(data)
        return len(self._laid) - 1

    def get(self, place: int, _size: int) -> bytes:
        """Those that lie at a place."""
        return self._laid[place]
