"""What each search finds for the queries: ours in Python, ours in a browser, Pagefind in a browser. Each answer is the routes it finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import mean

from playwright.sync_api import Page
from search_queries import Query

from sitegen.site.search.answer import answer
from sitegen.site.search.query import parse
from sitegen.site.search.reading import open_index

Answer = frozenset[str]

# Queries asked in one go: a browser that is asked for all at once says nothing for minutes.
AT_ONCE = 25

# Every hit's route; the engine remembers what it has fetched, as on the search page.
ENGINE = """async (queries) => {
  self.index ??= searching.open(new URL('search/', self.root).href);
  await finding.load(new URL('search/fold.bin', self.root).href);
  const found = [];
  for (const query of queries) {
    const answer = await self.index.answer(asking.parse(query), {order: 'relevance'});
    found.push(await Promise.all(answer.hits.slice(0, answer.total).map(async (hit) => (await self.index.head(hit)).route)));
  }
  return found;
}"""

PAGEFIND = """async (queries) => {
  const pagefind = await import(new URL('pagefind/pagefind.js', self.root).href);
  await pagefind.init();
  const found = [];
  for (const query of queries) found.push((await pagefind.search(query)).results.map((each) => each.id));
  return found;
}"""


@dataclass(frozen=True, slots=True)
class Quality:
    """How well queries were answered.

    Args:
        queries: how many.
        recall: of what an answer should hold, the share that it holds; the mean of all queries.
        precision: of what an answer holds, the share that it should; likewise.
        exact: how many answers are just what they should be.
    """

    queries: int
    recall: float
    precision: float
    exact: int

    @property
    def perfect(self) -> bool:
        """Whether every answer is exact."""
        return self.exact == self.queries


def quality(answers: tuple[Answer, ...], truths: tuple[Answer, ...]) -> Quality:
    """Compare answers with what they should be.

    >>> quality((frozenset("ab"), frozenset()), (frozenset("a"), frozenset("c")))
    Quality(queries=2, recall=0.5, precision=0.75, exact=0)
    """
    pairs = tuple(zip(answers, truths, strict=True))
    return Quality(
        len(pairs),
        mean(_share(found & true, true) for found, true in pairs) if pairs else 1,
        mean(_share(found & true, found) for found, true in pairs) if pairs else 1,
        sum(found == true for found, true in pairs),
    )


def _share(right: Answer, of: Answer) -> float:
    return len(right) / len(of) if of else 1


def by_python(output: Path, queries: tuple[Query, ...]) -> tuple[Answer, ...]:
    """What the reference in Python finds in a built site."""
    index = open_index(lambda path: (output / path).read_bytes())

    def routes(query: Query) -> Iterator[str]:
        for hit in answer(parse(query.written, index.fold), index):
            segment = index.segments[hit.segment]
            run = segment.run_of(hit.document)
            yield f"{run.slug}/{run.key}/{segment.identity(hit.document)}/"

    return tuple(frozenset(routes(query)) for query in queries)


def by_browser(page: Page, home: str, queries: tuple[Query, ...]) -> tuple[Answer, ...]:
    """What the browser's engine finds on a served site."""
    page.goto(f"{home}search/")
    return _asked(page, home, ENGINE, tuple(query.written for query in queries))


def by_pagefind(page: Page, home: str, queries: tuple[str, ...], routes: dict[str, str]) -> tuple[Answer, ...]:
    """What Pagefind finds.

    Args:
        page: any page of the site.
        home: where the site is served, with Pagefind's bundle in `pagefind/`.
        queries: as they are typed.
        routes: of Pagefind's results by their ids.
    """
    page.goto(home)
    asked = _asked(page, home, PAGEFIND, queries)
    return tuple(frozenset(routes[each] for each in found) for found in asked)


def _asked(page: Page, home: str, script: str, queries: tuple[str, ...]) -> tuple[Answer, ...]:
    page.evaluate("(home) => { self.root = home; }", home)
    found: list[Answer] = []
    for start in range(0, len(queries), AT_ONCE):
        found += map(frozenset, page.evaluate(script, list(queries[start : start + AT_ONCE])))
    return tuple(found)
