"""Look at the built site from outside: markup, barriers, speed, books, weight, links.

    python audit/run.py [nu] [axe] [lighthouse] [epub] [weight] [links] [--articles N]

Without a name every check runs. What each finds is kept in .audit/findings; once all have been run, the table in docs/quality.md is
written anew. Exit status 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import datetime
import sys
from dataclasses import replace

import axe
import epub
import lighthouse
import links
import nu
import weight
from sites import sites
from table import Findings, keep, kept, markdown, plain, put_between_marks
from tools import PROJECT, SCRATCH, tools

CHECKS = {
    "nu": nu.check,
    "axe": axe.check,
    "lighthouse": lighthouse.check,
    "epub": epub.check,
    "weight": weight.check,
    "links": links.check,
}
FINDINGS = SCRATCH / "findings"
DOCUMENT = PROJECT / "docs" / "quality.md"
ARTICLES = 1000


def main() -> int:
    """Run the checks asked for and tell what they found."""
    given = _arguments()
    ready = tools()
    found: list[Findings] = []
    with sites(given.articles) as served:
        for name in given.checks or CHECKS:
            print(f"audit: {name} …", file=sys.stderr, flush=True)
            findings = replace(CHECKS[name](served, ready), day=_today())
            if given.articles == ARTICLES:
                keep(findings, FINDINGS / f"{name}.json")
            for fault in findings.faults:
                print(f"  {fault}")
            found.append(findings)
    print(plain(tuple(row for findings in found for row in findings.rows)))
    _write_document()
    return 0 if all(findings.met for findings in found) else 1


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Look at the built site from outside.")
    parser.add_argument("checks", nargs="*", metavar="CHECK", help=f"of: {', '.join(CHECKS)}")
    parser.add_argument("--articles", type=int, default=ARTICLES, help=f"size of the generated archive ({ARTICLES})")
    given = parser.parse_args()
    if unknown := sorted({*given.checks} - {*CHECKS}):
        parser.error(f"there is no check {', '.join(unknown)}; there are {', '.join(CHECKS)}")
    return given


def _today() -> str:
    return datetime.datetime.now(datetime.UTC).date().isoformat()


def _write_document() -> None:
    """Put the table of all checks into the document, once every check has been run."""
    found = [kept(FINDINGS / f"{name}.json") for name in CHECKS]
    complete = tuple(findings for findings in found if findings is not None)
    if len(complete) == len(CHECKS):
        DOCUMENT.write_text(put_between_marks(DOCUMENT.read_text("utf-8"), markdown(complete)), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
