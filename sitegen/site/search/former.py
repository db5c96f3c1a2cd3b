"""A segment as it was made before: issues that are the same need not be read again, and files that no change reaches not be made again.

Nothing here decides about a byte: what is made with it is what is made without it.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from sitegen.model import Issue
from sitegen.site.search.contents import shortened
from sitegen.site.search.layout import Line, lay_out
from sitegen.site.search.measures import STRIDE
from sitegen.site.search.printed import texts
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitegen.site.search.folding import Folding
    from sitegen.site.search.printed import Texts

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
    """An issue as it was when the segment was made: its mark, and what the segment tells of it beside its texts."""

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
class Former:
    """A segment as it was made.

    Args:
        known: its issues in order.
        units: its line, as bytes.
        strides: how many each document takes.
        bits: there are two to the power of this many shards.
        often: the strings of two and more units with lists of documents, put together by `joined`.
        files: all of them.
    """

    known: tuple[Known, ...]
    units: memoryview
    strides: tuple[int, ...]
    bits: int
    often: bytes
    files: tuple[File, ...]

    @property
    def line(self) -> Line:
        """Its line."""
        return line_of(self.units, self.strides)

    @property
    def frequent(self) -> frozenset[str]:
        """The strings of two and more units with lists of documents."""
        return frozenset(self.often.decode(*CODE).split(EMPTY)) if self.often else frozenset()


def joined(strings: Iterable[str]) -> bytes:
    """Strings as bytes; they may hold half a pair of units, which other ways of packing refuse."""
    return EMPTY.join(sorted(strings)).encode(*CODE)


def line_of(units: memoryview | bytearray, strides: Sequence[int]) -> Line:
    """A line by its units and by how many strides each document takes."""
    counts = np.array(strides, np.int64)
    return Line(np.frombuffer(units, np.uint16), counts, np.repeat(np.arange(len(counts)), counts))


def laid_out(sources: Iterable[Source], former: Former | None, fold: Folding) -> tuple[tuple[Known, ...], Line]:
    """The issues of a segment, and its line; only issues that are not what they were are read.

    Args:
        sources: its issues in order, asked for one by one.
        former: the segment as it was made before; None where it was not.
        fold: how texts are folded.
    """
    known: list[Known] = []
    if former is None:
        line = lay_out(_read(sources, known), fold)
        return tuple(known), line
    pieces = _pieces(former)
    units, strides = bytearray(), list[int]()
    before = {(each.name, each.mark): each for each in former.known}
    # Issues that are read are laid out together.
    for same, run in groupby(sources, lambda source: bool(source.mark) and (source.name, source.mark) in before):
        if same:
            for source in run:
                own_units, own_strides = pieces[source.name]
                known.append(before[source.name, source.mark])
                units += own_units
                strides += own_strides
        else:
            line = lay_out(_read(run, known), fold)
            units += line.units.tobytes()
            strides += line.strides.tolist()
    return tuple(known), line_of(units, strides)


def _read(sources: Iterable[Source], known: list[Known]) -> Iterator[Texts]:
    """The texts of all articles; what else a segment tells of the issues is put into `known`."""
    for source in sources:
        issue = source.read()
        yield from map(texts, issue.articles)
        known.append(Known(source.name, source.mark, shortened(issue)))


def _pieces(former: Former) -> dict[Name, tuple[memoryview, tuple[int, ...]]]:
    """The piece of the line that each issue takes, and the strides of its documents."""
    found: dict[Name, tuple[memoryview, tuple[int, ...]]] = {}
    document = place = 0
    for each in former.known:
        strides = former.strides[document : document + len(each.issue.articles)]
        size = sum(strides) * STRIDE * np.dtype(np.uint16).itemsize
        found[each.name] = former.units[place : place + size], strides
        document += len(strides)
        place += size
    return found
