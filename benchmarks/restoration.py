"""How well raw pages are restored: a clean import of every page that has a gold page, scored figure by figure.

    python benchmarks/restoration.py              by the weights in use
    python benchmarks/restoration.py --held-out   every page by weights that were fitted without it
    python benchmarks/restoration.py --half       half of the 60 pages by weights fitted on all other pages

It prints the figures beside their bars, by corpus and by style; the articles that are worst, and what is wrong with them; and how far
confidence can be trusted. The same pages and weights always print the same.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable

from measure import Task, half, held_out, in_use, measured
from report import as_json, as_text

WAYS: tuple[tuple[str, str, Callable[[], tuple[Task, ...]]], ...] = (
    ("held_out", "every page read by weights that were fitted without it", held_out),
    ("half", "half of the 60 pages, read by weights fitted on all other pages", half),
)


def main() -> None:
    """Measure one way and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    way = parser.add_mutually_exclusive_group()
    for name, meaning, _ in WAYS:
        way.add_argument(f"--{name.replace('_', '-')}", action="store_const", dest="way", const=name, help=meaning)
    parser.add_argument("--json", action="store_true", help="for machines")
    parser.add_argument("--worst", type=int, default=10, metavar="N", help="how many articles to show (default: 10)")
    given = parser.parse_args()
    meaning, tasks = next(((m, t) for name, m, t in WAYS if name == given.way), ("by the weights in use", in_use))
    results = tuple(result for task in tasks() for result in measured(task))
    print(as_json(results) if given.json else as_text(meaning, results, given.worst))


if __name__ == "__main__":
    main()
