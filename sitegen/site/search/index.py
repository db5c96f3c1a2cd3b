"""The index that a site carries, as files: all of `search/` but its page. The format is in `docs/search.md`."""

from __future__ import annotations

import hashlib
from dataclasses import asdict
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.site import routes
from sitegen.site.document import Document
from sitegen.site.listings import latest_first
from sitegen.site.search.aside import InMemory
from sitegen.site.search.contents import head_files, json_file, name_files, segment_file, shortened
from sitegen.site.search.folding import folding
from sitegen.site.search.form import FORMAT
from sitegen.site.search.layout import lay_out
from sitegen.site.search.lists import list_files, shard_bits
from sitegen.site.search.measures import MEASURES
from sitegen.site.search.printed import Texts, texts
from sitegen.site.search.segments import Segment, segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.model import Issue, Settings
    from sitegen.site.listings import Catalogue, Paper
    from sitegen.site.script import Tree
    from sitegen.site.search.aside import Aside
    from sitegen.site.search.folding import Folding
    from sitegen.site.search.measures import Measures

NAME_DIGITS = 12

Laid = tuple[str, int, int]
"""A file that is laid aside: its path in the segment, where it lies, its size."""


def search_files(
    catalogue: Catalogue, settings: Settings, trees: Sequence[Tree], measures: Measures = MEASURES
) -> Iterator[Document]:
    """Every file of the index, segment after segment; the one that names them all last.

    Args:
        catalogue: what is searched.
        settings: the archive's.
        trees: the site's; names are told in each of them.
        measures: how large the parts are.
    """
    yield Document(routes.search_data("fold.bin"), folding().data())
    made = []
    for issues in segments(latest_first(catalogue.issues), measures):
        segment, files = segment_files(issues, settings, trees, folding(), InMemory(), measures)
        made.append(segment)
        yield from files
    yield index_file(made, catalogue.papers, trees)


def segment_files(
    issues: Iterable[Issue],
    settings: Settings,
    trees: Sequence[Tree],
    fold: Folding,
    aside: Aside,
    measures: Measures = MEASURES,
) -> tuple[Segment, Iterator[Document]]:
    """One segment: what `index_file` says of it, and its files, one by one.

    Args:
        issues: those of the segment in its order; their bodies are read once and not kept.
        settings: the archive's.
        trees: the site's.
        fold: how texts are folded.
        aside: where the files lie until all of them are made.
        measures: how large the parts are.
    """
    heads: list[Issue] = []
    line = lay_out(_texts(issues, heads), fold)
    bits = shard_bits(line, measures)
    strides = line.strides.tolist()
    frequent: list[str] = []

    def shards() -> Iterator[tuple[str, bytes]]:
        for part in list_files(line, bits, measures):
            yield from part.files
            frequent.extend(part.frequent)

    files = [
        (path, aside.put(data), len(data))
        for path, data in chain(head_files(heads, trees), name_files(heads, settings, trees), shards())
    ]
    about_all = segment_file(heads, strides, frequent)
    files.append(("segment.json", aside.put(about_all), len(about_all)))
    segment = Segment(segment_name(files, aside), len(strides), len(line.units), bits)
    return segment, _handed_on(files, segment.name, aside)


def index_file(made: Iterable[Segment], papers: Iterable[Paper], trees: Sequence[Tree]) -> Document:
    """`index.json`: what there is to search, and in which segments."""
    names = [
        {"slug": paper.newspaper.slug, "names": {tree.script: tree.say(paper.newspaper.name) for tree in trees}}
        for paper in papers
    ]
    scripts = [tree.script for tree in trees]
    about_all = {"format": FORMAT, "scripts": scripts, "papers": names, "segments": [asdict(each) for each in made]}
    return Document(routes.search_data("index.json"), json_file(about_all))


def segment_name(files: Iterable[Laid], aside: Aside) -> str:
    """What a segment is called: by all that is in it, so that under one name there is never anything else."""
    digest = hashlib.sha256()
    for path, place, size in sorted(files):
        digest.update(f"{path}\0{size}\0".encode())
        digest.update(aside.get(place, size))
    return digest.hexdigest()[:NAME_DIGITS]


def _texts(issues: Iterable[Issue], heads: list[Issue]) -> Iterator[Texts]:
    """The texts of all articles; what else a segment tells of the issues is put into `heads`."""
    for issue in issues:
        yield from map(texts, issue.articles)
        heads.append(shortened(issue))


def _handed_on(files: list[Laid], name: str, aside: Aside) -> Iterator[Document]:
    for path, place, size in files:
        yield Document(routes.search_data(f"{name}/{path}"), aside.get(place, size))
