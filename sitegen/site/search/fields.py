"""What a query asks of an article besides its text: `作者:`, `报纸=`, `年:` and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.site.search.query import OTHER_STORIES, PHOTO_STORIES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Set

    from sitegen.site.search.query import Field
    from sitegen.site.search.reading import Index, Paper, Run, Segment

NUMBER = re.compile("[0-9]+")


def documents_with(field: Field, segment: Segment, index: Index) -> Set[int]:
    """The documents of a segment of which a field is true, whether or not the query excludes them."""
    if field.name in ("author", "column"):
        return _named(field, segment, index.fold)
    if field.name == "newspaper":
        slugs = {paper.slug for paper in index.papers if _is_called(field, paper, index.fold)}
        return _of_runs(run for run in segment.runs if run.slug in slugs)
    if field.name == "kind":
        return _of_kind(field.value, segment)
    number = int(field.value) if NUMBER.fullmatch(field.value) else None
    return _of_runs(run for run in segment.runs if number == (run.year if field.name == "year" else run.page))


def _named(field: Field, segment: Segment, fold: Callable[[str], str]) -> Set[int]:
    """The documents whose author, or whose column, is called so in one of the trees."""
    names = segment.names("authors" if field.name == "author" else "columns")
    return {document for name in names if _meets(field, map(fold, name.forms)) for document in name.documents}


def _is_called(field: Field, paper: Paper, fold: Callable[[str], str]) -> bool:
    names = map(fold, paper.names.values())
    return _meets(field, names) or (field.exact and fold(paper.slug) == field.value)


def _meets(field: Field, names: Iterable[str]) -> bool:
    """Whether one of the names holds the field's value, or is exactly it."""
    return any(name == field.value if field.exact else field.value in name for name in names)


def _of_runs(runs: Iterable[Run]) -> Set[int]:
    return {document for run in runs for document in run.documents}


def _of_kind(kind: str, segment: Segment) -> Set[int]:
    if kind in PHOTO_STORIES:
        return segment.photos
    if kind in OTHER_STORIES:
        return set(range(segment.sizes.documents)) - segment.photos
    return set()
