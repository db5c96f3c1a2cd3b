"""A segment as it was made before: what of it helps to make it again.

Nothing here decides about a byte: what is made with it is what is made without it.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from msgspec.msgpack import decode, encode

from sitegen.model import Issue
from sitegen.site.search.measures import STRIDE_BYTES
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

CODE = ("utf-16-le", "surrogatepass")

NOTHING_MORE: Mapping[str, object] = {}

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
    """An issue as it was when the segment was made: what the segment tells of it beside its texts.

    Those of all its issues are in memory together, so they are packed: a tenth of the room, and some microseconds an article.

    Args:
        name: which.
        mark: of everything in it; with b"" it cannot be told whether it is still the same.
        ids: those of its articles, in order.
        packed: what is told of it.
    """

    name: Name
    mark: bytes
    ids: tuple[str, ...]
    packed: bytes

    @classmethod
    def of(cls, source: Source, issue: Issue) -> Known:
        """That of an issue that was read."""
        ids = tuple(article.id for article in issue.articles)
        return cls(source.name, source.mark, ids, zlib.compress(encode(_shortened(issue)), level=1))

    @property
    def issue(self) -> Issue:
        """What is told of it."""
        return decode(zlib.decompress(self.packed), type=Issue)


@dataclass(frozen=True, slots=True)
class File:
    """A file of a segment: its path there, its size, the hash of its bytes, and where an earlier build left it, "" where none did."""

    path: str
    size: int
    digest: bytes
    stands: str = ""

    def standing(self, place: str) -> File:
        """The same, left by an earlier build at a place; "" where none did."""
        return File(self.path, self.size, self.digest, place)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of a segment beside its line.

    Args:
        known: its issues in order.
        strides: how many each document takes.
        bits: there are two to the power of this many shards.
        often: the strings of two and more units with lists of documents, put together by `joined`.
        begins: how many bytes tell where these begin on the line, of each length.
        files: all of them.
    """

    known: tuple[Known, ...]
    strides: tuple[int, ...]
    bits: int
    often: bytes
    begins: tuple[int, ...]
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
        read: gives so many bytes from a place on: of its line, behind which lies where frequent strings begin there.
    """

    facts: Facts
    read: Callable[[int, int], bytes]

    @property
    def size(self) -> int:
        """How many bytes there are to be read."""
        return self._line + sum(self.facts.begins)

    def bytes_of(self, first: int, end: int) -> bytes:
        """The units of its line from one stride up to another, as bytes."""
        return self.read(first * STRIDE_BYTES, (end - first) * STRIDE_BYTES)

    def begins(self) -> Iterator[bytes]:
        """Where frequent strings begin, of each length; `Bits` packed."""
        place = self._line
        for size in self.facts.begins:
            yield self.read(place, size)
            place += size

    @property
    def _line(self) -> int:
        return sum(self.facts.strides) * STRIDE_BYTES


def joined(strings: Iterable[str]) -> bytes:
    """Strings as bytes; they may hold half a pair of units, which other ways of packing refuse."""
    return EMPTY.join(sorted(strings)).encode(*CODE)


def _shortened(issue: Issue) -> Issue:
    """What a segment tells of an issue, and no more."""
    articles = (
        replace(
            article,
            newspaper="",
            date="",
            body="",
            subtitle="",
            byline="",
            photos=(),
            source=None,
            review=(),
            extra=NOTHING_MORE,
        )
        for article in issue.articles
    )
    return Issue(issue.slug, issue.key, date=issue.date, script=issue.script, articles=tuple(articles))
