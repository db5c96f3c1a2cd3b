"""How many of the articles found are of each newspaper, year, page, kind, author and column."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.site.search.answer import Hit
    from sitegen.site.search.query import FieldName
    from sitegen.site.search.reading import Index, Segment


@dataclass(frozen=True, slots=True)
class Count:
    """How many of the articles have a value.

    Args:
        value: a slug, a year (0 for the undated), a page, `photo` or `article`, or a name as it is filed.
        count: from 1 on.
    """

    value: str | int
    count: int


def counts(field: FieldName, hits: Iterable[Hit], index: Index) -> tuple[Count, ...]:
    """The values of a field among articles found, the most frequent first.

    An article of two authors counts for both, one without an author for none.

    Args:
        field: which.
        hits: the answer to a query.
        index: which gave it.

    Raises:
        ProblemError: where the index is damaged.
    """
    found: dict[int, list[int]] = {}
    for hit in hits:
        found.setdefault(hit.segment, []).append(hit.document)
    counter = Counter(
        value for number, documents in found.items() for value in _values(field, documents, index.segments[number])
    )
    ordered = sorted(counter.items(), key=lambda pair: (-pair[1], _rank(pair[0])))
    return tuple(Count(value, count) for value, count in ordered)


def _values(field: FieldName, documents: Iterable[int], segment: Segment) -> Iterator[str | int]:
    """The values of the field for each of the documents."""
    if field in ("author", "column"):
        wanted = set(documents)
        for name in segment.names("authors" if field == "author" else "columns"):
            yield from (name.name for document in name.documents if document in wanted)
        return
    for document in documents:
        run = segment.run_of(document)
        if field == "newspaper":
            yield run.slug
        elif field == "kind":
            yield "photo" if document in segment.photos else "article"
        else:
            yield run.year if field == "year" else run.page


def _rank(value: str | int) -> tuple[int, bytes]:
    """Where a value stands among others that are as frequent: numbers rise, texts go by their UTF-16 units."""
    return (value, b"") if isinstance(value, int) else (0, value.encode("utf-16-be", "surrogatepass"))
