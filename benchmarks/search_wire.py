"""What a reader's queries cost in a browser: bytes over the wire, and the time until the first hit is on the screen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from statistics import median

from playwright.sync_api import Browser, CDPSession, Page
from search_queries import Query

PHONE = {"width": 360, "height": 740}
SLOWER = 4  # a phone's processor beside this machine's

# A reader comes, asks one query, and then others of the same page.
LATER = 9

# Nothing has been on its way for so long: all that a query needs has come.
QUIET = 400  # milliseconds
PATIENCE = 60_000

# Asks the page as a reader does who has typed a whole query and presses Enter; gives the milliseconds until the headline of its first hit
# is painted.
# Every query that is drawn has hits.
ASK = """async ([query, patience]) => {
  const box = document.querySelector('.search-box input');
  const before = document.querySelector('.hits > .hit');
  box.value = query;
  const start = performance.now();
  box.form.requestSubmit();
  for (;;) {
    await new Promise((done) => requestAnimationFrame(done));
    const first = document.querySelector('.hits > .hit');
    if (first !== before && first?.classList.contains('shown') && first.querySelector('.headline').innerText) break;
    if (performance.now() - start > patience) throw new Error(`nothing was shown for ${query}`);
  }
  await new Promise((done) => setTimeout(done));
  return performance.now() - start;
}"""

# The same of Pagefind by its own interface: as many results as its own page shows at first, with their texts. Without a worker of its own,
# whose requests the page does not see.
ASK_PAGEFIND = """async ([query, root]) => {
  if (!self.pagefind) {
    self.pagefind = await import(new URL('pagefind/pagefind.js', root).href);
    await self.pagefind.options({noWorker: true});
  }
  const {results} = await self.pagefind.search(query);
  await Promise.all(results.slice(0, 5).map((each) => each.data()));
}"""


@dataclass
class Wire:
    """Counts what comes over the wire to one page."""

    session: CDPSession
    size: int = 0
    requests: int = 0
    open: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.session.on("Network.requestWillBeSent", lambda told: self.open.add(told["requestId"]))
        self.session.on("Network.loadingFinished", self._finished)
        self.session.on("Network.loadingFailed", lambda told: self.open.discard(told["requestId"]))
        self.session.send("Network.enable")

    def _finished(self, told: dict) -> None:
        self.open.discard(told["requestId"])
        self.size += told["encodedDataLength"]
        self.requests += told["encodedDataLength"] > 0

    def settled(self, page: Page) -> tuple[int, int]:
        """Wait until all has come; gives the bytes and requests since the last time."""
        self.rest(page)
        came = self.size, self.requests
        self.size = self.requests = 0
        return came

    def rest(self, page: Page) -> None:
        """Wait until all has come, or nothing can be expected any more."""
        quiet = waited = 0
        while quiet < QUIET and waited < PATIENCE:
            waited += QUIET // 4
            page.wait_for_timeout(QUIET // 4)
            quiet = 0 if self.open else quiet + QUIET // 4


@dataclass(frozen=True, slots=True)
class Asked:
    """What one query cost.

    Args:
        query: what was asked.
        size: bytes over the wire; of a first query with the page, its style and its scripts.
        requests: how many files came.
        time: milliseconds until the first hit was painted; 0 where it was not taken.
    """

    query: str
    size: int
    requests: int
    time: float = 0


@dataclass(frozen=True, slots=True)
class Costs:
    """What first and later queries cost."""

    first: tuple[Asked, ...]
    later: tuple[Asked, ...]


def middle(asked: tuple[Asked, ...]) -> tuple[float, float]:
    """The median of the bytes and of the times."""
    return median(each.size for each in asked), median(each.time for each in asked)


def worst(asked: tuple[Asked, ...]) -> tuple[Asked, Asked]:
    """The query of the most bytes, and that of the longest time."""
    return max(asked, key=lambda each: each.size), max(asked, key=lambda each: each.time)


def visits(queries: tuple[Query, ...]) -> Iterator[tuple[str, ...]]:
    """The queries as readers ask them: one first, some later, of all kinds mixed."""
    turns = max(1, len(queries) // (LATER + 1))
    for start in range(turns):
        yield tuple(query.written for query in queries[start::turns])


def asked_by_readers(browser: Browser, home: str, queries: tuple[Query, ...]) -> Costs:
    """Ask the search page on a slow phone; each visit is a new reader's, whose browser has kept nothing.

    Args:
        browser: Chromium.
        home: where the site is served.
        queries: what is asked.
    """
    first: list[Asked] = []
    later: list[Asked] = []
    for visit in visits(queries):
        # What the worker keeps for reading without a network is no part of a query.
        with browser.new_context(viewport=PHONE, service_workers="block") as context:
            page = context.new_page()
            session = context.new_cdp_session(page)
            wire = Wire(session)
            session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
            page.goto(f"{home}search/")
            wire.rest(page)  # nobody has typed a query before
            for query in visit:
                time = page.evaluate(ASK, [query, PATIENCE])
                came = Asked(query, *wire.settled(page), time)
                (later if query is not visit[0] else first).append(came)
    return Costs(tuple(first), tuple(later))


def asked_of_pagefind(browser: Browser, home: str, queries: tuple[Query, ...]) -> Costs:
    """Ask Pagefind through its own interface, on an empty page."""
    first: list[Asked] = []
    later: list[Asked] = []
    for visit in visits(queries):
        with browser.new_context(viewport=PHONE, service_workers="block") as context:
            page = context.new_page()
            wire = Wire(context.new_cdp_session(page))
            page.goto(f"{home}robots.txt")
            for query in visit:
                page.evaluate(ASK_PAGEFIND, [query, home])
                came = Asked(query, *wire.settled(page))
                (later if query is not visit[0] else first).append(came)
    return Costs(tuple(first), tuple(later))
