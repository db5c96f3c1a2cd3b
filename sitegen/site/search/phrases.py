"""Where a phrase stands in a segment.

A phrase is covered by strings that have lists of places; it stands where all of them stand at their distances. That is exact, for a
text's end takes a unit of the line: places that follow one another are of one text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from sitegen.problems import Problem, ProblemError
from sitegen.site.search.decoding import units
from sitegen.site.search.files import BUILD_AGAIN
from sitegen.site.search.form import IN_HEAD, LARGEST_STEP
from sitegen.site.search.measures import HEAD, MEASURES
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.site.search.decoding import Sizes
    from sitegen.site.search.reading import Found, Segment


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a phrase stands.

    Args:
        marks: each document with 4 where the phrase stands in its head, and 0 to 3 for its frequency.
        places: each document with the places, rising; None where only documents are known.
    """

    marks: Mapping[int, int]
    places: Mapping[int, Sequence[int]] | None


def standing(phrase: str, segment: Segment) -> Standing:
    """Find a phrase.

    Args:
        phrase: folded; not empty.
        segment: where it is sought.
    """
    string = units(phrase)
    if segment.sizes.of_documents(string):
        return _in_documents(string, segment)
    parts: list[tuple[int, Found]] = []
    for start, end in cover(string, segment.sizes):
        found = segment.find(string[start:end])
        if found is None:
            return Standing({}, {})
        parts.append((start, found))
    # The shortest list first: what is not in it is not sought in the others.
    parts.sort(key=lambda part: part[1].entries)
    places: set[int] | None = None
    for start, found in parts:
        begins = (place - start for place in found.read().entries)
        places = set(begins) if places is None else places.intersection(begins)
        if not places:
            return Standing({}, {})
    return _at_places(sorted(places or ()), segment)


def cover(string: str, sizes: Sizes) -> tuple[tuple[int, int], ...]:
    """The parts of a string, by their beginnings and ends, that together hold each of its units and have lists of places.

    For each unit it is the part that reaches as far to the right as any, unless the former one holds the unit already.

    >>> from sitegen.site.search.decoding import Sizes
    >>> cover("中国医师节", Sizes(9, 9216, frozenset()))
    ((0, 2), (2, 4), (3, 5))
    >>> cover("中国医师节", Sizes(9, 9216, frozenset({"医师"})))
    ((0, 2), (2, 5))

    Args:
        string: its units; neither a single one nor frequent.
        sizes: those of the segment.
    """
    parts: list[tuple[int, int]] = []
    covered = 0
    while covered < len(string):
        part = max(_parts_with(covered, string, sizes), key=lambda part: (part[1], part[0]))
        parts.append(part)
        covered = part[1]
    return tuple(parts)


def _parts_with(place: int, string: str, sizes: Sizes) -> Iterator[tuple[int, int]]:
    """The parts of a string that hold one of its units and have lists of places."""
    for start in range(max(0, place - MEASURES.longest + 1), place + 1):
        for end in range(max(place + 1, start + 2), min(len(string), start + MEASURES.longest) + 1):
            part = string[start:end]
            indexed = end - start == 2 or part[:-1] in sizes.frequent or part[1:] in sizes.frequent
            if indexed and part not in sizes.frequent:
                yield start, end


def _in_documents(string: str, segment: Segment) -> Standing:
    """Where a string stands that has a list of documents."""
    found = segment.find(string)
    if found is None and string in segment.sizes.frequent:
        path = f"{segment.folder}segment.json"
        raise ProblemError(Problem(path, 0, "a string that stands often has no list", BUILD_AGAIN))
    postings = found.read() if found else None
    return Standing(dict(zip(postings.entries, postings.marks, strict=True)) if postings else {}, None)


def _at_places(places: Sequence[int], segment: Segment) -> Standing:
    """The documents of places."""
    marks: dict[int, int] = {}
    by_document: dict[int, Sequence[int]] = {}
    first = 0
    while first < len(places):
        document = segment.document_at(places[first])
        end = bisect_left(places, segment.starts[document + 1], first)
        in_head = places[first] - segment.starts[document] < HEAD
        marks[document] = IN_HEAD * in_head + step(end - first)
        by_document[document] = places[first:end]
        first = end
    return Standing(marks, by_document)


def step(frequency: int) -> int:
    """The step of a frequency: each is twice the former, the last open.

    >>> [step(times) for times in (1, 2, 3, 4, 7, 8, 1000)]
    [0, 1, 1, 2, 2, 3, 3]
    """
    return min(LARGEST_STEP, frequency.bit_length() - 1)
