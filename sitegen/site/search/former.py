"""A segment as it was made before: what of it helps to make it again.

Nothing here decides about a byte: what is made with it is what is made without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Issue
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

CODE = ("utf-16-le", "surrogatepass")

# No string holds it.
EMPTY = "\0"

Name = tuple[str, str]
"""A newspaper's slug and an issue's key."""


@dataclass(frozen=True, slots=True)
class Source:
    """An issue that a segment is made of.

    Args:
        name: which.
        mark: of everything in it; b"" where there is none.
        read: gives it with its articles.
    """

    name: Name
    mark: bytes
    read: Callable[[], Issue]


@dataclass(frozen=True, slots=True)
class Known:
    """An issue as it was when the segment was made: its mark, and what the segment tells of it beside its texts.

    With b"" for a mark it cannot be told whether it is still the same.
    """

    name: Name
    mark: bytes
    issue: Issue


@dataclass(frozen=True, slots=True)
class File:
    """A file of a segment: its path there, its size, the hash of its bytes, and where an earlier build left it, "" where none did."""

    path: str
    size: int
    digest: bytes
    stands: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a segment beside its line.

    Args:
        known: its issues in order.
        strides: how many each document takes.
        bits: there are two to the power of this many shards.
        often: the strings of two and more units with lists of documents, put together by `joined`.
        begins: where these begin on the line, of each length; `Bits` packed.
        files: all of them.
    """

    known: tuple[Known, ...]
    strides: tuple[int, ...]
    bits: int
    often: bytes
    begins: tuple[bytes, ...]
    files: tuple[File, ...]

    @property
    def frequent(self) -> frozenset[str]:
        """The strings of two and more units with lists of documents."""
        return frozenset(self.often.decode(*CODE).split(EMPTY)) if self.often else frozenset()


@dataclass(frozen=True, slots=True)
class Former:
    """A segment as it was made.

    Args:
        facts: what is known of it beside its line.
        bytes_of: gives the units of its line from one stride up to another, as bytes.
    """

    facts: Facts
    bytes_of: Callable[[int, int], bytes]


def joined(strings: Iterable[str]) -> bytes:
    """Strings as bytes; they may hold half a pair of units, which other ways of packing refuse."""
    return EMPTY.join(sorted(strings)).encode(*CODE)
