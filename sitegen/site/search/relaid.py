"""The line of a segment again: issues that are what they were when it was made before are not read."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.site.search.former import Known
from sitegen.site.search.layout import Laying, lay_out
from sitegen.site.search.printed import texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.site.search.aside import Aside
    from sitegen.site.search.folding import Folding
    from sitegen.site.search.former import Facts, Former, Name, Source
    from sitegen.site.search.layout import Line
    from sitegen.site.search.measures import Measures
    from sitegen.site.search.printed import Texts


def laid_out(
    sources: Iterable[Source], former: Former | None, fold: Folding, aside: Aside, measures: Measures
) -> tuple[tuple[Known, ...], Line]:
    """The issues of a segment, and its line; only issues that are not what they were are read.

    Args:
        sources: its issues in order, asked for one by one.
        former: the segment as it was made before; None where it was not.
        fold: how texts are folded.
        aside: where the line is to lie, and nothing else.
        measures: how large the parts are.
    """
    known: list[Known] = []
    laying = Laying(aside, measures.piece)
    before = {(each.name, each.mark): each for each in former.facts.known} if former else {}
    pieces = _pieces(former.facts) if former else {}
    # Issues that are read are laid out together.
    for same, run in groupby(sources, lambda source: bool(source.mark) and (source.name, source.mark) in before):
        if same and former:
            for source in run:
                first, strides = pieces[source.name]
                known.append(before[source.name, source.mark])
                laying.add(former.bytes_of(first, first + sum(strides)), strides)
        else:
            lay_out(_read(run, known), fold, laying)
    return tuple(known), laying.line()


def _read(sources: Iterable[Source], known: list[Known]) -> Iterator[Texts]:
    """The texts of all articles; what else a segment tells of the issues is put into `known`."""
    for source in sources:
        issue = source.read()
        yield from map(texts, issue.articles)
        known.append(Known.of(source, issue))


def _pieces(facts: Facts) -> dict[Name, tuple[int, tuple[int, ...]]]:
    """The piece of the line that each issue takes: its first stride, and the strides of its documents."""
    found: dict[Name, tuple[int, tuple[int, ...]]] = {}
    document = stride = 0
    for each in facts.known:
        strides = facts.strides[document : document + len(each.ids)]
        found[each.name] = stride, strides
        document += len(strides)
        stride += sum(strides)
    return found
