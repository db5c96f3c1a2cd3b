"""Where a segment's parts lie while it is made: its line, lists on their way into shards, files until it is known what it is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol


class Aside(Protocol):
    """A place for bytes, one after another. It is gone when nobody knows it any more."""

    def put(self, data: bytes) -> int:
        """Lay some aside behind all others, and tell where they begin."""

    def get(self, place: int, size: int) -> bytes:
        """So many from a place on."""


NewAside = Callable[[], Aside]
"""Gives a place of one's own."""


class InMemory:
    """For a site that is in memory as a whole."""

    def __init__(self) -> None:
        self._laid = bytearray()

    def put(self, data: bytes) -> int:
        """Lay some aside behind all others, and tell where they begin."""
        place = len(self._laid)
        self._laid += data
        return place

    def get(self, place: int, size: int) -> bytes:
        """So many from a place on."""
        return bytes(memoryview(self._laid)[place : place + size])
