"""`sitegen search`: the site's own search, at the command line, over the same files that a browser reads."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click
import msgspec

from sitegen.build.sites import site_folders
from sitegen.files import read_file
from sitegen.problems import Problem, ProblemError
from sitegen.site import routes
from sitegen.site.search.answer import answer
from sitegen.site.search.files import BUILD_AGAIN, Files
from sitegen.site.search.query import LONGEST_QUERY, parse
from sitegen.site.search.reading import open_index
from sitegen.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.site.search.answer import Hit, Order
    from sitegen.site.search.reading import Index

# So many hits are shown on a terminal unless the user says otherwise.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What `issue.json` says about an article, as far as a hit shows it."""

    id: str
    url: str
    newspaper: str
    newspaper_slug: str
    issue: str
    date: str
    page: int
    title: str


@dataclass(frozen=True, slots=True)
class IssueFacts:
    """What `issue.json` says, as far as hits show it."""

    articles: tuple[ArticleFacts, ...]


@dataclass(frozen=True, slots=True)
class Result:
    """What was found.

    Args:
        total: how many articles.
        hits: the first of them, in their order.
        cut: whether only the beginning of the query was read.
    """

    total: int
    hits: tuple[ArticleFacts, ...]
    cut: bool = False


def search(output: Path, query: str, order: Order, limit: int | None) -> Result:
    """Ask the index of a built site.

    Args:
        output: the site's folder.
        query: as typed.
        order: of the hits.
        limit: how many hits are wanted, None for all.

    Raises:
        ProblemError: where there is no index, or it is damaged.
    """
    folders = tuple(site_folders(output).values())

    def read(path: str) -> bytes:
        # Where the archive is split the index is at the front door, and an issue's data in its volume.
        found = next((folder for folder in folders if (folder / path).exists()), folders[0])
        try:
            return read_file(found / path)
        except NotADirectoryError as error:
            raise FileNotFoundError(path) from error

    try:
        index = open_index(read)
        asked = parse(query, index.fold)
        hits = answer(asked, index, order)
        issues = Files(read)
        return Result(len(hits), tuple(_facts(hit, index, issues) for hit in hits[:limit]), asked.cut)
    except ProblemError as error:
        problem = error.problem
        raise ProblemError(replace(problem, file=str(output / problem.file))) from None


def show(result: Result) -> None:
    """Tell what was found, a line for each hit, and how much there is in all."""
    for hit in result.hits:
        printed = f"{hit.newspaper or hit.newspaper_slug} {hit.date or hit.issue}, page {hit.page}"
        click.echo(_printable(f"{printed}: {hit.title}  {hit.url}"))
    found = f"{result.total} article{'' if result.total == 1 else 's'} found"
    click.echo(found if len(result.hits) == result.total else f"{found}; the first {len(result.hits)} are shown")
    if result.cut:
        click.echo(f"Only the first {LONGEST_QUERY} characters of the query were read.", err=True)


def show_json(result: Result) -> None:
    """The same for machines: how many in all, and each hit's id, title and address."""
    told = {"total": result.total, "hits": [{"id": hit.id, "title": hit.title, "url": hit.url} for hit in result.hits]}
    text = json.dumps(told, ensure_ascii=False)
    click.echo(text if _printable(text) == text else json.dumps(told))


def _facts(hit: Hit, index: Index, issues: Files) -> ArticleFacts:
    """What is shown of a hit, from its issue's data."""
    segment = index.segments[hit.segment]
    run, identity = segment.run_of(hit.document), segment.identity(hit.document)
    path = routes.issue_data(run.slug, run.key)
    articles = issues.get(path, _articles)
    if identity not in articles:
        raise ProblemError(Problem(path, 0, f"the search index is not of this site: it finds {identity}", BUILD_AGAIN))
    return articles[identity]


def _articles(text: bytes) -> dict[str, ArticleFacts]:
    return {article.id: article for article in msgspec.json.decode(text, type=IssueFacts).articles}


def _printable(text: str) -> str:
    """The text as far as the terminal's encoding has its characters."""
    encoding = sys.stdout.encoding or "utf-8"
    return text.encode(encoding, "replace").decode(encoding)
