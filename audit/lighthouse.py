"""Lighthouse as it runs by default: a middling phone on a slow network. The median of several runs, for the machine is never idle."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from statistics import median

from sites import Leaf, Site
from table import Findings, Row
from tools import BROWSER_ARGUMENTS, Tools, version_of_package

RUNS = 5
BARS = {"performance": 98, "accessibility": 100, "best-practices": 100, "seo": 100}
PERFECT = 1


@dataclass(frozen=True, slots=True)
class Measured:
    """What one page scored, the median of all runs.

    Args:
        scores: from 0 to 100, by category.
        shift: cumulative layout shift.
        size: bytes over the wire, all told.
        failed: audits that were not passed in the last run.
    """

    scores: dict[str, float]
    shift: float
    size: float
    failed: tuple[str, ...]


def check(sites: tuple[Site, ...], tools: Tools) -> Findings:
    """Measure a page of each kind that matters."""
    rows: list[Row] = []
    faults: list[str] = []
    for site in sites:
        for name, leaf in _subjects(site):
            if leaf is None:
                rows.append(Row("Lighthouse", site.name, f"{name}: the site has no such page", "–"))
                continue
            measured = _median([_run(site.home + leaf.route, tools) for _ in range(RUNS)])
            rows.append(_row(site, name, measured))
            faults += [f"{site.name} {name}: {audit}" for audit in measured.failed]
    return Findings(tuple(rows), tuple(faults), tools=(version_of_package("lighthouse"),))


def _subjects(site: Site) -> tuple[tuple[str, Leaf | None], ...]:
    """The pages to be measured: of the site's first tree, the largest of their kind."""
    first = next(leaf.lang for leaf in site.pages if leaf.route == "")
    own = [leaf for leaf in site.pages if leaf.lang == first]

    def largest(kind: str) -> Leaf | None:
        return max((leaf for leaf in own if leaf.kind == kind), key=lambda leaf: leaf.size, default=None)

    search = next((leaf for leaf in own if leaf.route == "search/"), None)
    return (("home", largest("home")), ("issue", largest("issue")), ("article", largest("article")), ("search", search))


def _run(address: str, tools: Tools) -> dict[str, object]:
    """One report.

    Raises:
        SystemExit: where Lighthouse fails.
    """
    flags = f"--headless=new {' '.join(BROWSER_ARGUMENTS)}"
    only = f"--only-categories={','.join(BARS)}"
    command = [tools.node, tools.lighthouse, address, "--quiet", "--output=json", only, f"--chrome-flags={flags}"]
    environment = {**os.environ, "CHROME_PATH": tools.chromium}
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    if done.returncode:
        sys.exit(f"Lighthouse failed on {address}: {done.stderr.decode(errors='replace').strip()[-500:]}")
    return json.loads(done.stdout)


def _median(reports: list[dict[str, object]]) -> Measured:
    return Measured(
        {name: median(100 * (each["categories"][name]["score"] or 0) for each in reports) for name in BARS},
        median(each["audits"]["cumulative-layout-shift"]["numericValue"] for each in reports),
        median(each["audits"]["total-byte-weight"]["numericValue"] for each in reports),
        _failed(reports[-1]),
    )


def _failed(report: dict[str, object]) -> tuple[str, ...]:
    """Audits that count and were not passed, with their category."""
    return tuple(
        f"{name}: {audit['id']} {audit['title']} {audit.get('displayValue', '')}".strip()
        for name, category in report["categories"].items()
        for reference in category["auditRefs"]
        if reference["weight"]
        and (audit := report["audits"][reference["id"]])["score"] is not None
        and audit["score"] < PERFECT
    )


def _row(site: Site, name: str, measured: Measured) -> Row:
    scores = " / ".join(f"{score:.0f}" for score in measured.scores.values())
    told = f"{scores}, shift {measured.shift:.3f}, {measured.size / 1024:.1f} KB"
    met = all(measured.scores[name] >= bar for name, bar in BARS.items()) and round(measured.shift, 3) == 0
    bar = " / ".join(str(bar) for bar in BARS.values())
    return Row("Lighthouse", site.name, f"{name}, median of {RUNS}", told, f"{bar}, shift 0", met)
