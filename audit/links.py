"""Every link and fragment of both sites, by `sitegen check`."""

from __future__ import annotations

from sites import Site
from table import Findings, Row, count_row
from tools import Tools

from sitegen.check.output import check_output
from sitegen.check.sitefile import Base
from sitegen.crew import crew
from sitegen.workers import Workers


def check(sites: tuple[Site, ...], _tools: Tools) -> Findings:
    """Follow every link inside the sites."""
    rows: list[Row] = []
    faults: list[str] = []
    with crew(Workers()) as engaged:
        for site in sites:
            checked = check_output(site.folder, (Base(site.home),), engaged)
            broken = [problem for name, problem in checked.found.problems if name in ("linked", "from_the_base")]
            rows.append(
                count_row("links", site.name, f"broken links and fragments on {checked.pages:,} pages", len(broken))
            )
            faults += [f"{site.name}: {problem}" for problem in broken]
    return Findings(tuple(rows), tuple(faults))
