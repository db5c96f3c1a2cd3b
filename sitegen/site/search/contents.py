"""What is in a segment beside its lists: issues, documents, and the names of authors and columns; and what names the segments."""

from __future__ import annotations

import json
from dataclasses import asdict
from itertools import count, groupby, islice
from typing import TYPE_CHECKING

from sitegen.edtf import parse
from sitegen.site import routes
from sitegen.site.document import Document
from sitegen.site.script import filing
from sitegen.site.search.form import FORMAT, numbered_path, stride_sign
from sitegen.site.search.measures import HEADS_PER_FILE
from sitegen.site.stories import title

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Sequence

    from sitegen.model import Article, Issue, Settings
    from sitegen.site.listings import Paper
    from sitegen.site.script import Tree
    from sitegen.site.search.segments import Segment

UNKNOWN_YEAR = 0

# What parts lines and the fields of a line is a space within them.
SPACES = str.maketrans("\t\n\r", "   ")


def head_files(
    issues: Iterable[Issue], trees: Sequence[Tree], stay: Container[int] = ()
) -> Iterator[tuple[str, bytes | None]]:
    """What a hit says before its page is read, in each tree's script: so many documents a file, each on a line.

    Args:
        issues: those of the segment.
        trees: the site's.
        stay: the numbers of files that are what they were; None is given for their bytes.
    """
    documents = ((issue, article) for issue in issues for article in issue.articles)
    numbers = count()
    while some := list(islice(documents, HEADS_PER_FILE)):
        number = next(numbers)
        for tree in trees:
            path, data = f"heads/{tree.script}/{numbered_path(number)}.txt", None
            if number not in stay:
                data = "".join(f"{_head(*each, tree)}\n" for each in some).encode(errors="replace")
            yield path, data


def name_files(issues: Iterable[Issue], settings: Settings, trees: Sequence[Tree]) -> Iterator[tuple[str, bytes]]:
    """Who wrote the documents, and under which columns they stand, by the names under which these are filed."""
    authors: dict[str, list[int]] = {}
    columns: dict[str, list[int]] = {}
    each = ((issue, article) for issue in issues for article in issue.articles)
    for document, (issue, article) in enumerate(each):
        filed = filing(settings, issue.script, article.keep)
        # Two names of an article may be filed as one.
        for name in dict.fromkeys(filed(author) for author in article.authors if author):
            authors.setdefault(name, []).append(document)
        if article.column:
            columns.setdefault(filed(article.column), []).append(document)
    yield "authors.json", _names(authors, trees)
    yield "columns.json", _names(columns, trees)


def segment_file(issues: Iterable[Issue], strides: Sequence[int], frequent: Iterable[str]) -> bytes:
    """`segment.json`.

    Args:
        issues: those of the segment, each with articles.
        strides: how many each document takes.
        frequent: the strings of two and more units that have lists of documents.
    """
    papers: dict[str, int] = {}
    rows: list[list[object]] = []
    photos: list[int] = []
    document = 0
    for issue in issues:
        rows.append([papers.setdefault(issue.slug, len(papers)), issue.key, _year(issue), _pages(issue.articles)])
        photos += [document + place for place, article in enumerate(issue.articles) if article.kind == "photo"]
        document += len(issue.articles)
    return json_file(
        {
            "papers": list(papers),
            "issues": rows,
            "strides": "".join(map(stride_sign, strides)),
            "photos": _gaps(photos),
            "frequent": sorted(frequent, key=_standing),
        }
    )


def index_file(made: Iterable[Segment], papers: Iterable[Paper], trees: Sequence[Tree]) -> Document:
    """`index.json`: what there is to search, and in which segments."""
    names = [
        {"slug": paper.newspaper.slug, "names": {tree.script: tree.say(paper.newspaper.name) for tree in trees}}
        for paper in papers
    ]
    scripts = [tree.script for tree in trees]
    about_all = {"format": FORMAT, "scripts": scripts, "papers": names, "segments": [asdict(each) for each in made]}
    return Document(routes.search_data("index.json"), json_file(about_all))


def json_file(content: object) -> bytes:
    """JSON without white space; what is not ASCII is escaped, for half a surrogate pair has no UTF-8."""
    return json.dumps(content, separators=(",", ":")).encode()


def _head(issue: Issue, article: Article, tree: Tree) -> str:
    """Id, headline, kicker and column of an article."""
    reading = tree.reading_article(issue, article)
    texts = (title(article, reading), reading.say(article.kicker), reading.say(article.column))
    return "\t".join((article.id, *(text.translate(SPACES) for text in texts))).rstrip("\t")


def _names(documents: dict[str, list[int]], trees: Sequence[Tree]) -> bytes:
    names = sorted(documents)
    said = {tree.script: _otherwise(names, tree) for tree in trees if tree.script != tree.own}
    return json_file({"names": names, "said": said, "documents": [_gaps(documents[name]) for name in names]})


def _otherwise(names: Sequence[str], tree: Tree) -> dict[str, str]:
    """How a tree says names, where it says them otherwise; by their places in the list."""
    said = ((str(place), name, tree.say(name)) for place, name in enumerate(names))
    return {place: other for place, name, other in said if other != name}


def _gaps(rising: Sequence[int]) -> list[int]:
    """The first of some numbers, then the distances between them."""
    return [number - former for former, number in zip((0, *rising), rising, strict=False)]


def _pages(articles: Sequence[Article]) -> list[int]:
    """Each page in turn with the number of its articles: page, number, page, number."""
    runs = ((page, len(list(run))) for page, run in groupby(articles, key=lambda article: article.page))
    return [number for run in runs for number in run]


def _standing(string: str) -> tuple[int, bytes]:
    """Strings stand by their length, then by their units."""
    units = string.encode("utf-16-be", "surrogatepass")
    return len(units), units


def _year(issue: Issue) -> int:
    date = parse(issue.date)
    return date.year if date else UNKNOWN_YEAR
