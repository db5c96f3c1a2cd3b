"""`sitegen build`, measured beside Hugo, Pelican and Eleventy on the same archive, in one run.

    python benchmarks/building.py [--articles N …] [--runs N] [--peers NAME …] [--only NAME …]
                                  [--characters N] [--scratch DIR] [--text FILE]

Writes an archive as each generator reads one, and has them build it in turn, run by run: from nothing, once more, and after an edit.
The tables are told at the end. Exit status 1 where a target is missed.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
from pathlib import Path
from time import perf_counter

from archive import write_archive
from building_peers import SET_UP, Generator, own, peers
from building_process import Cost
from building_steps import STEPS, Site, Weight, run, site_of, unequal, weight_of
from building_table import MAIN, WHOLE, Measured, document, grown, held, seconds
from drafts import CHARACTERS

SCRATCH = Path(__file__).parent.parent / ".audit" / "building"
RUNS = 3

# How much heavier one generator's pages may be than another's for the work to count as the same; the whole product makes more.
ALLOWED = 0.1

START = perf_counter()


def main() -> int:
    """Measure what was asked for and tell it."""
    given = arguments()
    scratch = given.scratch.resolve()
    scratch.mkdir(parents=True, exist_ok=True)
    ours = tuple(each for each in own() if each.key in given.only)
    generators = (*ours, *peers(scratch, tuple(given.peers), tell))
    sizes = tuple(measured(articles, generators, given, scratch) for articles in sorted(given.articles))
    # Only now: removing many files makes the next builds slower.
    for articles in given.articles:
        shutil.rmtree(scratch / f"{articles}")
    text = document(sizes, foot(generators, given))
    print(text)
    if given.text:
        given.text.write_text(text, "utf-8")
    ratios = [*(each for size in sizes for each in held(size)), *grown(sizes)]
    return 0 if all(each.met for each in ratios) else 1


def arguments() -> argparse.Namespace:
    """What the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure sitegen build beside Hugo, Pelican and Eleventy.")
    parser.add_argument(
        "--articles", type=int, nargs="+", default=[MAIN], metavar="N", help=f"of the archives ({MAIN})"
    )
    parser.add_argument(
        "--characters",
        type=int,
        default=CHARACTERS,
        metavar="N",
        help=f"how long an article is on average ({CHARACTERS})",
    )
    parser.add_argument("--runs", type=int, default=RUNS, metavar="N", help=f"of each generator ({RUNS})")
    parser.add_argument("--peers", nargs="*", default=list(SET_UP), choices=list(SET_UP), help="which of them (all)")
    parser.add_argument(
        "--only", nargs="*", default=["bare", "whole"], choices=["bare", "whole"], help="which of ours (both)"
    )
    parser.add_argument(
        "--scratch", type=Path, default=SCRATCH, metavar="DIR", help="where to install and build (.audit/building)"
    )
    parser.add_argument("--text", type=Path, metavar="FILE", help="write the tables there, as Markdown")
    given = parser.parse_args()
    if min(*given.articles, given.characters, given.runs) < 1:
        parser.error("--articles, --characters and --runs must be 1 or more")
    return given


def measured(articles: int, generators: tuple[Generator, ...], given: argparse.Namespace, scratch: Path) -> Measured:
    """All runs on an archive of one size."""
    folder = scratch / f"{articles}"
    tell(f"an archive of {articles:,} articles")
    write_archive(folder / "archive", articles, given.characters)
    sites = []
    for generator in generators:
        tell(f"{articles:,} articles for {generator.name}")
        sites.append(site_of(generator, folder / "archive" / "content", folder / generator.key))
    weights: dict[str, Weight] = {}
    costs: dict[str, dict[str, list[Cost]]] = {each.key: {step: [] for step in STEPS} for each in generators}
    for number in range(1, given.runs + 1):
        for site in sites:
            for step, cost in run(site, number):
                costs[site.generator.key][step].append(cost)
                tell(f"{articles:,} articles, run {number}, {site.generator.name}, {step}: {seconds(cost.wall)}")
        if number == 1:
            weights = weights_of(sites)
    return Measured(
        articles,
        {each.key: each.name for each in generators},
        {key: {step: tuple(all_runs) for step, all_runs in steps.items()} for key, steps in costs.items()},
        weights,
    )


def weights_of(sites: list[Site]) -> dict[str, Weight]:
    """What all of them built.

    Raises:
        SystemExit: where it is not the same.
    """
    weights = {site.generator.key: weight_of(site) for site in sites}
    uneven = unequal({key: weight for key, weight in weights.items() if key != WHOLE}, ALLOWED)
    if uneven:
        raise SystemExit(f"the sites are not the same, and so the comparison says nothing. On average, {uneven}")
    return weights


def foot(generators: tuple[Generator, ...], given: argparse.Namespace) -> str:
    """With what it was measured."""
    versions = dict.fromkeys(f"{each.name.partition(',')[0]} {each.version}" for each in generators)
    machine = f"{processor()}, {len(os.sched_getaffinity(0))} processors, Python {platform.python_version()}"
    return (
        f"Measured with {', '.join(versions)}; {given.runs} runs, alternating; "
        f"articles of {given.characters} characters on average; {machine}."
    )


def processor() -> str:
    """What the machine says its processor is."""
    for line in Path("/proc/cpuinfo").read_text("utf-8").splitlines():
        if line.startswith("model name"):
            return line.partition(":")[2].strip()
    return platform.machine()


def tell(what: str) -> None:
    """Tell what is being done."""
    print(f"[{perf_counter() - START:5.0f} s] {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
