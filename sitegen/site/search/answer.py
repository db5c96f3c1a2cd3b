"""Which articles answer a query, and in which order."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from sitegen.site.search.fields import documents_with
from sitegen.site.search.form import IN_HEAD
from sitegen.site.search.phrases import standing
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence, Set

    from sitegen.site.search.phrases import Standing
    from sitegen.site.search.query import Query
    from sitegen.site.search.reading import Index, Segment

Order = Literal["relevance", "date"]

# What each phrase adds to the score: when it stands in the head, and for each step of its frequency.
FOR_THE_HEAD = 32
FOR_A_STEP = 2

# What nearness adds, where phrases begin at most so many units apart.
NEARNESS = ((16, 6), (64, 4), (256, 2))


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that answers: which segment of the index it is in, its number there, and its score."""

    segment: int
    document: int
    score: int


def answer(query: Query, index: Index, order: Order = "relevance") -> tuple[Hit, ...]:
    """All articles that meet a query, in their order.

    Args:
        query: what is asked.
        index: where it is looked up.
        order: the best first, of equal ones the newest; or the newest first.

    Raises:
        ProblemError: where the index is damaged.
    """
    if query.empty:
        return ()
    hits = [hit for number, segment in enumerate(index.segments) for hit in _hits(query, index, number, segment)]
    if order == "relevance":
        hits.sort(key=lambda hit: -hit.score)
    return tuple(hits)


def _hits(query: Query, index: Index, number: int, segment: Segment) -> Iterator[Hit]:
    """The documents of a segment that meet a query, as they stand."""
    documents: Set[int] = set(range(segment.sizes.documents))
    for field in query.fields:
        having = documents_with(field, segment, index)
        documents = documents - having if field.excluded else documents & having
    wanted: list[Standing] = []
    for phrase in query.phrases:
        if not documents:
            return
        found = standing(phrase.text, segment)
        documents = documents - found.marks.keys() if phrase.excluded else documents & found.marks.keys()
        if not phrase.excluded:
            wanted.append(found)
    for document in sorted(documents):
        yield Hit(number, document, _score(document, wanted))


def _score(document: int, wanted: Sequence[Standing]) -> int:
    """How well a document answers."""
    marks = [found.marks[document] for found in wanted]
    of_phrases = sum(FOR_THE_HEAD * (mark // IN_HEAD) + FOR_A_STEP * (mark % IN_HEAD) for mark in marks)
    places = [found.places[document] for found in wanted if found.places is not None]
    return of_phrases + (_nearness(places) if len(places) == len(wanted) else 0)


def _nearness(places: Sequence[Sequence[int]]) -> int:
    """What it adds that several phrases stand near the first one, by where each of them begins.

    >>> _nearness([[7, 900], [920], [950]]), _nearness([[7], [8], [900]]), _nearness([[7]])
    (4, 0, 0)
    """
    if len(places) < 2:
        return 0
    first, *others = places
    farthest = max(map(partial(smallest_distance, first), others))
    return next((worth for distance, worth in NEARNESS if farthest <= distance), 0)


def smallest_distance(some: Sequence[int], others: Sequence[int]) -> int:
    """The smallest distance between a number of the one and a number of the other; both rise.

    >>> smallest_distance([3, 40], [10, 36, 99])
    4
    """
    at = other = 0
    smallest = abs(some[0] - others[0])
    while at < len(some) and other < len(others):
        smallest = min(smallest, abs(some[at] - others[other]))
        if some[at] < others[other]:
            at += 1
        else:
            other += 1
    return smallest
