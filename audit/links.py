"""Every link and fragment of the real site, by the crawler of the tests."""

from __future__ import annotations

import sys

from sites import REAL, Site
from table import Findings, Row, count_row
from tools import PROJECT, Tools

TESTS = PROJECT / "tests"


def check(sites: tuple[Site, ...], _tools: Tools) -> Findings:
    """Follow every link from the home page; the first that leads nowhere ends the walk."""
    sys.path[:0] = [str(TESTS), str(TESTS / "build")]
    import pytest
    from test_crawl import crawl

    rows: list[Row] = []
    faults: list[str] = []
    for site in (site for site in sites if site.name == REAL):
        try:
            pages = crawl(site.home)
        except (pytest.fail.Exception, AssertionError) as broken:
            rows.append(count_row("links", site.name, "broken links or fragments, at least", 1))
            faults.append(f"{site.name}: {broken}")
            continue
        links = sum(len(page.links) for page in pages.values())
        rows.append(count_row("links", site.name, f"broken of {links:,} links on {len(pages):,} pages and files", 0))
    return Findings(tuple(rows), tuple(faults))
