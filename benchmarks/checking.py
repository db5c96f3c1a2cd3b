"""`sitegen check`, measured beside the building of the same site, in one run.

    python benchmarks/checking.py [--articles N] [--runs N] [--scratch DIR]

Writes an archive, builds it from nothing and checks it, run by run. Exit status 1 where checking takes longer than building.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path
from statistics import median

from archive import write_archive
from building_process import Cost, timed, weighed
from drafts import CHARACTERS

SCRATCH = Path(__file__).parent.parent / ".audit" / "checking"
ARTICLES, RUNS = 10_000, 3
SITEGEN = (sys.executable, "-m", "sitegen")
MEGABYTE = 1024 * 1024


def main() -> int:
    """Measure and tell."""
    given = arguments()
    project = given.scratch.resolve()
    shutil.rmtree(project, ignore_errors=True)
    write_archive(project, given.articles, CHARACTERS)
    costs = [both(project) for _ in range(given.runs)]
    weight = weighed((*SITEGEN, "check"), project)
    built, checked = (median(cost.wall for cost in step) for step in zip(*costs, strict=True))
    spent = [median(cost.cpu for cost in step) for step in zip(*costs, strict=True)]
    print(f"{given.articles:,} articles, {given.runs} runs, medians")
    print(f"build from nothing: {built:.1f} s, {spent[0]:.1f} s of processor time")
    print(
        f"check:              {checked:.1f} s, {spent[1]:.1f} s of processor time, {weight.together / MEGABYTE:.0f} MB"
    )
    print(f"check / build:      {checked / built:.2f}, at most 1")
    return 0 if checked <= built else 1


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure sitegen check beside sitegen build.")
    parser.add_argument("--articles", type=int, default=ARTICLES, metavar="N", help=f"of the archive ({ARTICLES})")
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"({RUNS})")
    parser.add_argument("--scratch", type=Path, default=SCRATCH, metavar="DIR", help="where to build (.audit/checking)")
    return parser.parse_args()


def both(project: Path) -> tuple[Cost, Cost]:
    """What it takes to build a site from nothing, and then to check it."""
    for made in ("output", ".sitegen"):
        shutil.rmtree(project / made, ignore_errors=True)
    return timed((*SITEGEN, "build"), project), timed((*SITEGEN, "check"), project)


if __name__ == "__main__":
    sys.exit(main())
