"""The search, measured beside its bars and beside Pagefind, all in one run.

    python benchmarks/search.py [--articles N] [--text FOLDER] [--queries N] [--large N] [--keep DIR] [--write FILE]

Builds a generated archive and one of real text (FOLDER: `.txt` files, one article each, its first line the title; or an archive's content/;
without it the pages of this repository), and asks both. What each step says is told as it comes, and the table at the end. Exit status 1
where a bar is missed.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random
from time import perf_counter

import search_pagefind as pagefind
from playwright.sync_api import Browser, sync_playwright
from search_answers import by_browser, by_pagefind, by_python
from search_change import changes
from search_process import weight_of
from search_queries import Query, drawn
from search_rows import change_rows, found_rows, large_rows, making_rows, screen_rows, size_rows, told, wire_rows
from search_sites import (
    PROJECT,
    archive_of,
    built,
    generated,
    index_alone,
    pages_of_the_repository,
    reading_alone,
    with_pages_of,
)
from search_table import Row, document, line, plain
from search_texts import Told, holding, routes_of, size_of, told_of
from search_wire import SLOWER, asked_by_readers, asked_of_pagefind

sys.path.append(str(PROJECT / "audit"))
from server import served
from tools import BROWSER_ARGUMENTS, version_of_browser

QUERIES = 600
BAR_ARTICLES = 10_000  # for which the bars are set
ON_THE_WIRE, OF_PAGEFIND = 200, 50  # of them, in visits of ten

START = perf_counter()


@dataclass(frozen=True, slots=True)
class Corpus:
    """An archive and its built site.

    Args:
        name: in the table.
        content: the archive.
        output: the site.
        archive: its articles.
        queries: what is asked of it.
    """

    name: str
    content: Path
    output: Path
    archive: tuple[Told, ...]
    queries: tuple[Query, ...]


def main() -> int:
    """Measure what was asked for and tell it."""
    given = arguments()
    with contextlib.ExitStack() as stack:
        folder = given.keep or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        pagefind.install()
        browser = stack.enter_context(_browser())
        rows = []
        for row in measured(given, folder.resolve(), browser):
            tell(f"    {line(row)}")
            rows.append(row)
        foot = f"Pagefind {pagefind.version()}, {version_of_browser(_chromium())}, {os.cpu_count()} processors"
    print(plain(tuple(rows)))
    if given.write:
        given.write.write_text(document(tuple(rows), foot), "utf-8")
    return 0 if all(row.met for row in rows) else 1


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure the search beside its bars and beside Pagefind.")
    parser.add_argument("--articles", type=int, default=10_000, metavar="N", help="of the generated archive (10,000)")
    parser.add_argument("--text", type=Path, metavar="FOLDER", help="real text: .txt files, or an archive's content/")
    parser.add_argument("--queries", type=int, default=QUERIES, metavar="N", help=f"asked of each archive ({QUERIES})")
    parser.add_argument(
        "--large", type=int, default=0, metavar="N", help="also what a query costs in so large an archive"
    )
    parser.add_argument("--keep", type=Path, metavar="DIR", help="make the archives and sites here, and keep them")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table there, as Markdown")
    return parser.parse_args()


def measured(given: argparse.Namespace, folder: Path, browser: Browser) -> Iterator[Row]:
    """Everything, as rows of the table."""
    content = generated(folder / "generated", given.articles)
    made = yield from corpus("generated", content, given.queries)
    yield from making(made)
    yield from answers(made, browser)
    yield from in_the_browser(made, browser)
    tell("adding an issue")
    yield from change_rows("one issue more", changes(content))
    if given.large:
        yield from large(made, folder / "large", given.large, browser)
    real = archive_of(given.text, folder / "text") if given.text else pages_of_the_repository(folder / "text")
    made = yield from corpus("real text", real, given.queries)
    yield from making(made)
    yield from answers(made, browser)


def corpus(name: str, content: Path, queries: int) -> Iterator[Row]:
    """Build an archive's site, and draw what to ask; gives the corpus, as a generator returns."""
    tell(f"{name}: building the site")
    output = content.parent / f"{content.name}-site"
    cost = built(content, output)
    tell(f"{name}: reading {content}")
    archive = told_of(content)
    mean = sum(len(text) for one in archive for text in one.texts) // max(1, len(archive))
    yield Row(name, "articles, of characters on average", f"{len(archive):,} of {mean:,}")
    yield Row(name, "build of the whole site", f"{cost.cpu:.0f} s of processor time")
    return Corpus(name, content, output, archive, drawn(archive, queries))


def making(made: Corpus) -> Iterator[Row]:
    """What an index costs to make, and how large it is: ours, and Pagefind's of the same articles' pages."""
    tell(f"{made.name}: making the index alone")
    place = made.output.with_name(f"{made.output.name}-index")
    reading, ours = reading_alone(made.content), index_alone(made.content, place)
    tell(f"{made.name}: Pagefind makes its own")
    theirs = pagefind.indexed(made.output, frozenset(one.route.partition("/")[0] for one in made.archive))
    part = f"index, {made.name}"
    sizes = size_rows(part, size_of(made.archive), weight_of(place), weight_of(made.output / pagefind.BUNDLE))
    rows = (*making_rows(part, reading, ours, theirs), *sizes)
    yield from rows if len(made.archive) >= BAR_ARTICLES else told(rows)


def answers(made: Corpus, browser: Browser) -> Iterator[Row]:
    """What is found, beside what should be."""
    tell(f"{made.name}: {len(made.queries)} queries, by looking through all texts")
    truths = tuple(holding(query.phrases, made.archive) for query in made.queries)
    with served(made.output, 0) as home, browser.new_context(service_workers="block") as context:
        tell(f"{made.name}: in Python")
        found = {"python": by_python(made.output, made.queries)}
        tell(f"{made.name}: in the browser")
        found["browser"] = by_browser(context.new_page(), home, made.queries)
        tell(f"{made.name}: Pagefind")
        routes = pagefind.routes_of(made.output / pagefind.BUNDLE)
        written = tuple(query.written for query in made.queries)
        found["pagefind"] = by_pagefind(context.new_page(), home, written, routes)
    yield from found_rows(f"found, {made.name}", made.queries, truths, found)


def in_the_browser(made: Corpus, browser: Browser) -> Iterator[Row]:
    """Bytes over the wire, and time on a slow phone."""
    with served(made.output, 0) as home:
        asked = mixed(made.queries, ON_THE_WIRE)
        tell(f"{made.name}: {len(asked)} queries on the search page")
        ours = asked_by_readers(browser, home, asked)
        asked = mixed(made.queries, OF_PAGEFIND)
        tell(f"{made.name}: {len(asked)} of Pagefind")
        theirs = asked_of_pagefind(browser, home, asked)
    yield from wire_rows(f"over the wire, {made.name}", ours, theirs)
    yield from screen_rows(f"on screen, {SLOWER} times slower", ours)


def large(made: Corpus, folder: Path, articles: int, browser: Browser) -> Iterator[Row]:
    """What a query costs in a far larger archive, of which only the index is made: pages of the smaller one stand for its own."""
    tell(f"an archive of {articles:,} articles")
    content = generated(folder, articles)
    tell(f"{articles:,} articles: the index")
    site = folder / "site"
    cost = index_alone(content, site)
    weight = weight_of(site)
    with_pages_of(made.output, site, routes_of(content))
    # A larger archive holds the smaller one: what is asked of that is found in this.
    asked = mixed(made.queries, ON_THE_WIRE)
    with served(site, 0) as home:
        tell(f"{articles:,} articles: {len(asked)} queries on the search page")
        costs = asked_by_readers(browser, home, asked)
    yield from large_rows(f"{articles:,} articles", cost, weight, (*costs.first, *costs.later))


def mixed(queries: tuple[Query, ...], number: int) -> tuple[Query, ...]:
    """So many queries, of all kinds."""
    return tuple(Random("mixed").sample(queries, min(number, len(queries))))


@contextlib.contextmanager
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(BROWSER_ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


def _chromium() -> str:
    found = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if not found:
        raise SystemExit("Chromium is needed (Debian, Ubuntu: apt install chromium), or its path in CHROMIUM")
    return found


def tell(what: str) -> None:
    """Tell what is being done."""
    print(f"[{perf_counter() - START:5.0f} s] {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
