"""What an article weighs all told, whom a page asks for anything, and whether anything moves while it is read."""

from __future__ import annotations

import functools
import gzip
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urljoin, urlsplit

from playwright.sync_api import Browser, sync_playwright
from sites import Leaf, Site
from table import Findings, Row, count_row
from tools import BROWSER_ARGUMENTS, Tools, version_of_browser

from sitegen.check.weight import BUDGET

PHONE = {"width": 360, "height": 740}

# Reads to the end of the page, then tells how far anything moved that the reader did not move.
SHIFT = """async () => {
  let sum = 0;
  new PerformanceObserver(list => list.getEntries().forEach(one => { if (!one.hadRecentInput) sum += one.value; }))
    .observe({type: 'layout-shift', buffered: true});
  for (let at = 0; at < document.documentElement.scrollHeight; at += 600) {
    scrollTo(0, at);
    await new Promise(done => requestAnimationFrame(done));
  }
  await new Promise(done => setTimeout(done, 150));
  return sum;
}"""


@dataclass
class _Loads(HTMLParser):
    """The style sheets and scripts a page names, and every address of another host that it would load from."""

    styles: list[str] = field(default_factory=list)
    foreign: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag loads."""
        given = {name: value or "" for name, value in attrs}
        loading = {"stylesheet", "modulepreload", "preload", "icon", "manifest"} & set(given.get("rel", "").split())
        address = given.get("href", "") if tag == "link" and loading else given.get("src", "") if tag != "a" else ""
        if not address or address.startswith("data:"):
            return
        if urlsplit(address).netloc:
            self.foreign.append(address)
        elif tag == "script" or (tag == "link" and loading & {"stylesheet", "modulepreload"}):
            self.styles.append(address)


def check(sites: tuple[Site, ...], tools: Tools) -> Findings:
    """Weigh every article and watch a sample of the pages load."""
    rows: list[Row] = []
    faults: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=tools.chromium, args=list(BROWSER_ARGUMENTS))
        for site in sites:
            articles = [leaf for leaf in site.pages if leaf.kind == "article"]
            weights = sorted((weight_of(leaf, site), leaf.route) for leaf in articles)
            foreign, shifts = _watched(browser, site)
            foreign += [f"{leaf.route} {address}" for leaf in site.pages for address in loads(leaf).foreign]
            worst = weights[-1][0]
            rows += [
                Row(
                    "weight",
                    site.name,
                    f"median of {len(weights):,} articles",
                    _kilobytes(median(w for w, _ in weights)),
                ),
                Row("weight", site.name, "heaviest article", _kilobytes(worst), "20 KB", worst <= BUDGET),
                count_row("weight", site.name, "requests to another host", len(foreign)),
                Row(
                    "weight",
                    site.name,
                    "worst layout shift",
                    f"{max(shifts.values()):.3f}",
                    "0",
                    not any(shifts.values()),
                ),
            ]
            faults += [f"{site.name}: heaviest {weight} bytes: {route}" for weight, route in weights[-3:]]
            faults += [f"{site.name}: another host: {each}" for each in foreign]
            faults += [f"{site.name}: shift {shift:.3f}: {route}" for route, shift in shifts.items() if shift]
        browser.close()
    return Findings(tuple(rows), tuple(faults), tools=(version_of_browser(tools.chromium),))


def loads(leaf: Leaf) -> _Loads:
    """What a page loads."""
    parser = _Loads()
    parser.feed(leaf.file.read_text("utf-8"))
    return parser


def weight_of(leaf: Leaf, site: Site) -> int:
    """A page's bytes, compressed as well as gzip can, with every style sheet and script it names."""
    paths = {unquote(urlsplit(urljoin(f"/{leaf.route}", each)).path).lstrip("/") for each in loads(leaf).styles}
    return _packed(leaf.file) + sum(_packed_once(site.folder / path) for path in paths)


def _packed(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


_packed_once = functools.cache(_packed)


def _watched(browser: Browser, site: Site) -> tuple[list[str], dict[str, float]]:
    """Requests to other hosts, and how far anything moved, on a phone, by route."""
    foreign: list[str] = []
    shifts = {}
    host = urlsplit(site.home).netloc
    for leaf in site.sample():
        page = browser.new_page(viewport=PHONE)
        page.on("request", lambda asked: urlsplit(asked.url).netloc not in ("", host) and foreign.append(asked.url))
        page.goto(site.home + leaf.route, wait_until="load")
        shifts[leaf.route] = page.evaluate(SHIFT) if leaf.kind != "redirect" else 0.0
        page.close()
    return foreign, shifts


def _kilobytes(number: float) -> str:
    return f"{number / 1024:.1f} KB"
