"""What was measured, as rows of the table with the bars that the search must meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from search_answers import Answer, Quality, quality
from search_change import Change
from search_process import Cost, Weight
from search_queries import MAIN, OTHER, Query
from search_table import Row, kilobytes, megabytes, within
from search_wire import Asked, Costs, middle, worst

CPU_SHARE, MEMORY_SHARE = 0.15, 0.1  # of Pagefind's
INDEX_SHARE = 1.0  # of the texts' bytes
FIRST, LATER, LATER_WORST, LARGE = 120 * 1024, 60 * 1024, 200 * 1024, 500 * 1024
ON_SCREEN = 300  # milliseconds


def found_rows(
    part: str, queries: tuple[Query, ...], truths: tuple[Answer, ...], found: dict[str, tuple[Answer, ...]]
) -> Iterator[Row]:
    """Recall and precision, by kinds of queries.

    Args:
        part: of the table.
        queries: what was asked.
        truths: what each should find.
        found: what each found, by `python`, `browser`, and `pagefind`; the last may be missing.
    """
    others = tuple(kind for kind in OTHER if any(query.kind == kind for query in queries))
    for name, kinds in (("the four kinds", MAIN), *((kind, (kind,)) for kind in MAIN), ("others", others)):
        places = [place for place, query in enumerate(queries) if query.kind in kinds]
        true = tuple(truths[place] for place in places)
        by = {who: quality(tuple(answers[place] for place in places), true) for who, answers in found.items()}
        ours = min((by["python"], by["browser"]), key=lambda each: each.exact)
        what = f"{name}: recall, precision of {len(places)} queries"
        yield Row(
            part, what, _said(ours), _said(by["pagefind"]) if "pagefind" in by else "", "1.000, 1.000", ours.perfect
        )
    same = found["python"] == found["browser"]
    yield Row(part, "browser's answers = Python's", "all" if same else "not all", "", "all", same)


def _said(one: Quality) -> str:
    """Recall and precision; what is not perfect never looks so."""
    return ", ".join(f"{min(share, 1 if one.perfect else 0.9999):.4f}" for share in (one.recall, one.precision))


def making_rows(part: str, reading: Cost, ours: Cost, theirs: Cost) -> Iterator[Row]:
    """What making the index costs; `reading` is the same process without it."""
    cpu, memory = theirs.cpu * CPU_SHARE, theirs.memory * MEMORY_SHARE
    added = ours.cpu - reading.cpu
    what = "processor time added to a build"
    yield within(part, what, (added, f"{added:.1f} s"), (cpu, f"{cpu:.1f} s"), f"{theirs.cpu:.1f} s")
    yield Row(part, "processor time with the archive read for it alone", f"{ours.cpu:.1f} s", f"{theirs.cpu:.1f} s")
    shown = (ours.memory, megabytes(ours.memory))
    yield within(part, "memory at its peak", shown, (memory, megabytes(memory)), megabytes(theirs.memory))
    yield Row(part, "time that passed", f"{ours.wall:.1f} s", f"{theirs.wall:.1f} s")


def told(rows: Iterable[Row]) -> Iterator[Row]:
    """The same rows without their bars: those are set for 10,000 articles, and what a start costs weighs more in fewer."""
    for row in rows:
        yield replace(row, bar="", met=True)


def size_rows(part: str, texts: int, ours: Weight, theirs: Weight) -> Iterator[Row]:
    """How large the index is beside the texts' bytes."""
    share, other = ours.size / texts, theirs.size / texts
    yield within(part, "index ÷ text", (share, f"{share:.2f}"), (INDEX_SHARE, f"{INDEX_SHARE:.2f}"), f"{other:.2f}")
    yield Row(part, "bytes", megabytes(ours.size), megabytes(theirs.size))
    yield Row(part, "files", f"{ours.files:,}", f"{theirs.files:,}")
    yield Row(part, "entries of the fullest folder", f"{ours.fullest:,}", f"{theirs.fullest:,}")


def wire_rows(part: str, ours: Costs, theirs: Costs | None) -> Iterator[Row]:
    """Bytes over the wire."""
    for name, some, bars in (("first", ours.first, (FIRST, FIRST)), ("later", ours.later, (LATER, LATER_WORST))):
        other = getattr(theirs, name) if theirs else ()
        usual, most = middle(some)[0], worst(some)[0]
        said = f"{name} query of {len(some)}"
        requests = sorted(each.requests for each in some)[len(some) // 2]
        yield within(
            part, f"{said}, median", _size(usual), _size(bars[0]), kilobytes(middle(other)[0]) if other else ""
        )
        other_most = kilobytes(worst(other)[0].size) if other else ""
        yield within(part, f"{said}, worst ({most.query})", _size(most.size), _size(bars[1]), other_most)
        yield Row(part, f"{name} query, requests, median", str(requests))


def _size(size: float) -> tuple[float, str]:
    return size, kilobytes(size)


def screen_rows(part: str, costs: Costs) -> Iterator[Row]:
    """Time until the first hit is painted."""
    for name, some in (("first", costs.first), ("later", costs.later)):
        usual, most = middle(some)[1], worst(some)[1]
        yield within(part, f"{name} query of {len(some)}, median", _time(usual), _time(ON_SCREEN))
        yield within(part, f"{name} query, worst ({most.query})", _time(most.time), _time(ON_SCREEN))
        soon = sum(each.time <= ON_SCREEN for each in some)
        yield Row(part, f"{name} queries within {ON_SCREEN:.0f} ms", f"{soon} of {len(some)}")


def _time(time: float) -> tuple[float, str]:
    return time, f"{time:.0f} ms"


def large_rows(part: str, cost: Cost, weight: Weight, asked: tuple[Asked, ...]) -> Iterator[Row]:
    """The index of a large archive, and the bytes of any query in it."""
    made = f"{cost.cpu:.0f} s of processor time, {megabytes(cost.memory)} of memory"
    kept = f"{megabytes(weight.size)} in {weight.files:,} files, at most {weight.fullest:,} in a folder"
    usual, most = middle(asked)[0], worst(asked)[0]
    yield Row(part, "index", f"{made}; {kept}")
    yield Row(part, f"query of {len(asked)}, median", kilobytes(usual))
    yield within(part, f"query, worst ({most.query})", _size(most.size), _size(LARGE))


def change_rows(part: str, changes: tuple[Change, Change]) -> Iterator[Row]:
    """What one more issue changes."""
    for name, one in zip(("the newest issue", "an issue of the middle"), changes, strict=True):
        written = f"{one.written:,} of {one.files:,} files written, {megabytes(one.size)}; {one.removed:,} removed"
        told = f"{written}; its strings are in {one.needed:,} of {one.shards:,} shards of its segment"
        yield Row(part, f"{name} ({one.articles} articles) is added", told)
