"""The line of a segment again: issues that are what they were when it was made before are not read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.contents import shortened
from sitegen.site.search.former import Known
from sitegen.site.search.layout import Line, lay_out
from sitegen.site.search.measures import STRIDE
from sitegen.site.search.printed import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.site.search.folding import Folding
    from sitegen.site.search.former import Former, Name, Source
    from sitegen.site.search.printed import Texts

UNIT = np.dtype(np.uint16)


def line_of(units: memoryview | bytearray, strides: Sequence[int]) -> Line:
    """A line by its units and by how many strides each document takes."""
    counts = np.array(strides, np.int64)
    return Line(np.frombuffer(units, UNIT), counts, np.repeat(np.arange(len(counts)), counts))


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
        size = sum(strides) * STRIDE * UNIT.itemsize
        found[each.name] = former.units[place : place + size], strides
        document += len(strides)
        place += size
    return found
