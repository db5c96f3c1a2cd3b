"""The index that a site carries, as files: all of `search/` but its page. The format is in `docs/search.md`."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from sitegen.site import routes
from sitegen.site.document import Document
from sitegen.site.listings import latest_first
from sitegen.site.search.contents import head_files, json_file, name_files, segment_file
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
    from sitegen.site.search.measures import Measures

NAME_DIGITS = 12

File = tuple[str, bytes]


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
        segment, files = segment_files(issues, settings, trees, measures)
        made.append(segment)
        yield from files
    yield index_file(made, catalogue.papers, trees)


def segment_files(
    issues: Iterable[Issue], settings: Settings, trees: Sequence[Tree], measures: Measures = MEASURES
) -> tuple[Segment, Iterator[Document]]:
    """One segment: what `index_file` says of it, and its files, each forgotten once it is handed on.

    Args:
        issues: those of the segment in its order; their bodies are read once and not kept.
        settings: the archive's.
        trees: the site's.
        measures: how large the parts are.
    """
    heads: list[Issue] = []
    line = lay_out(_texts(issues, heads), folding())
    bits = shard_bits(line, measures)
    files = [*head_files(heads, trees), *name_files(heads, settings, trees)]
    frequent: list[str] = []
    for part in list_files(line, bits, measures):
        files += part.files
        frequent += part.frequent
    strides = line.strides.tolist()
    files.append(("segment.json", segment_file(heads, strides, frequent)))
    segment = Segment(segment_name(files), len(strides), len(line.units), bits)
    return segment, _handed_on(files, segment.name)


def index_file(made: Iterable[Segment], papers: Iterable[Paper], trees: Sequence[Tree]) -> Document:
    """`index.json`: what there is to search, and in which segments."""
    names = [
        {"slug": paper.newspaper.slug, "names": {tree.script: tree.say(paper.newspaper.name) for tree in trees}}
        for paper in papers
    ]
    scripts = [tree.script for tree in trees]
    about_all = {"format": FORMAT, "scripts": scripts, "papers": names, "segments": [asdict(each) for each in made]}
    return Document(routes.search_data("index.json"), json_file(about_all))


def segment_name(files: Iterable[File]) -> str:
    """What a segment is called: by all that is in it, so that under one name there is never anything else."""
    digest = hashlib.sha256()
    for path, data in sorted(files):
        digest.update(f"{path}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:NAME_DIGITS]


def _texts(issues: Iterable[Issue], heads: list[Issue]) -> Iterator[Texts]:
    """The texts of all articles; what else a segment tells of the issues is put into `heads`, without the bodies."""
    for issue in issues:
        yield from map(texts, issue.articles)
        heads.append(replace(issue, articles=tuple(replace(article, body="") for article in issue.articles), pages=()))


def _handed_on(files: list[File], name: str) -> Iterator[Document]:
    while files:
        path, data = files.pop()
        yield Document(routes.search_data(f"{name}/{path}"), data)
