"""The index that a site carries, as files: all of `search/` but its page. The format is in `docs/search.md`."""

from __future__ import annotations

import hashlib
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
from sitegen.site.search.printed import texts
from sitegen.site.search.segments import segments

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sitegen.model import Issue, Settings
    from sitegen.site.listings import Catalogue
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
    listed: list[dict[str, str | int]] = []
    for issues in segments(latest_first(catalogue.issues), measures):
        files, about = _segment(issues, settings, trees, measures)
        name = segment_name(files)
        listed.append({"name": name, **about})
        while files:  # each file is forgotten once it is handed on
            path, data = files.pop()
            yield Document(routes.search_data(f"{name}/{path}"), data)
    papers = [
        {"slug": paper.newspaper.slug, "names": {tree.script: tree.say(paper.newspaper.name) for tree in trees}}
        for paper in catalogue.papers
    ]
    scripts = [tree.script for tree in trees]
    about_all = {"format": FORMAT, "scripts": scripts, "papers": papers, "segments": listed}
    yield Document(routes.search_data("index.json"), json_file(about_all))


def segment_name(files: Iterable[File]) -> str:
    """What a segment is called: by all that is in it, so that under one name there is never anything else."""
    digest = hashlib.sha256()
    for path, data in sorted(files):
        digest.update(f"{path}\0{len(data)}\0".encode())
        digest.update(data)
    return digest.hexdigest()[:NAME_DIGITS]


def _segment(
    issues: Sequence[Issue], settings: Settings, trees: Sequence[Tree], measures: Measures
) -> tuple[list[File], dict[str, int]]:
    """The files of a segment, and what `index.json` says about it beside its name."""
    line = lay_out((texts(article) for issue in issues for article in issue.articles), folding())
    bits = shard_bits(line, measures)
    files = [*head_files(issues, trees), *name_files(issues, settings, trees)]
    frequent: list[str] = []
    for part in list_files(line, bits, measures):
        files += part.files
        frequent += part.frequent
    strides = line.strides.tolist()
    files.append(("segment.json", segment_file(issues, strides, frequent)))
    return files, {"documents": len(strides), "places": len(line.units), "bits": bits}
