"""The archive looked at: issue by issue, by all who are there to work; then as a whole.

A check is one function. It is given an issue, or what is remembered of all of them, and yields what it finds.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from sitegen.check.archive import Kept, Whole, ids_once, imported, redirected, stated
from sitegen.check.dated import dated
from sitegen.check.decided import DoubtfulCharacter, Doubts, by_character, decided
from sitegen.check.filed import agreeing, jumping, placed, readable
from sitegen.check.kept import conserved, fitting, sourced
from sitegen.check.looked import Given, Looked, look
from sitegen.check.report import Finding, Found, asked, below, gathered, tried
from sitegen.content.pins import SUFFIX as PINS
from sitegen.content.places import issue_folder
from sitegen.content.reading import read_pinned
from sitegen.content.store import issue_places, read_facts, read_site
from sitegen.values import dataclass

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.content.places import Place
    from sitegen.crew import Crew
    from sitegen.model import Settings

ISSUE_CHECKS: tuple[Callable[[Looked], Iterator[Finding]], ...] = (
    readable,
    agreeing,
    placed,
    jumping,
    dated,
    sourced,
    conserved,
    fitting,
)
"""What each issue is asked."""

ARCHIVE_CHECKS: tuple[Callable[[Whole], Iterator[Finding]], ...] = (ids_once, redirected, stated, imported)
"""What the archive is asked as a whole."""

# So many issues are looked at as one piece of work, and so many pieces in this process, before others could have started.
ISSUES_A_TASK = 8
FEW = 4

BESIDE = ("pages.yaml",)
"""What stands beside raw pages and is none; pins are known by how their names end."""


@dataclass(frozen=True, slots=True)
class Issues:
    """What came of looking at some issues."""

    kept: tuple[Kept, ...]
    found: tuple[tuple[str, Finding], ...]
    doubts: tuple[tuple[Place, Doubts], ...]


@dataclass(frozen=True, slots=True)
class CheckedContent:
    """What came of looking at an archive: its settings, how much there is of it, and what was found."""

    settings: Settings
    issues: int
    articles: int
    found: Found
    doubts: tuple[DoubtfulCharacter, ...]


def check_content(content: Path, crew: Crew) -> CheckedContent:
    """Look at an archive.

    Args:
        content: its folder.
        crew: who looks.
    """
    settings, wrong_site = read_site(content)
    facts, wrong_facts = read_facts(content)
    raws = _raw_names(content)
    pinned, wrong_pins = read_pinned(content, raws)
    places, misnamed = issue_places(content)
    encodings = {name: fact.encoding for name, fact in facts.items() if fact.encoding}
    pins = {name: page.pins for name, page in pinned.items()}
    looked = list(crew.do(look_at, _tasks(Given(content, places, settings, encodings, pins)), FEW))
    kept = tuple(sorted((one for each in looked for one in each.kept), key=lambda one: one.place))
    whole = Whole(content, kept, facts, raws)
    findings: list[tuple[str, Finding]] = [
        ("readable", problem) for problem in (*wrong_site, *wrong_facts, *wrong_pins, *misnamed)
    ]
    findings += [finding for each in looked for finding in each.found]
    for check in ARCHIVE_CHECKS:
        findings += asked(check, whole, str(content))
    doubts = sorted((one for each in looked for one in each.doubts), key=lambda one: one[0])
    return CheckedContent(
        settings=settings,
        issues=sum(bool(one.articles or one.pages) for one in kept),
        articles=len({id_ for one in kept for _, id_, _ in one.articles}),
        found=gathered(findings),
        doubts=by_character(each for _, each in doubts),
    )


def look_at(given: Given) -> Issues:
    """Look at some issues, in any process that sees the files."""
    kept: list[Kept] = []
    found: list[tuple[str, Finding]] = []
    doubts: list[tuple[Place, Doubts]] = []
    for place in given.places:
        folder = str(issue_folder(given.content, place))
        looked, wrong = tried("readable", folder, partial(look, given, place))
        found += (("readable", one) for one in wrong)
        if looked is None:
            continue
        kept.append(_kept(place, looked))
        for check in ISSUE_CHECKS:
            found += asked(check, looked, folder)
        doubtful, unconverted = tried("decided", folder, partial(decided, looked))
        doubts.append((place, doubtful or {}))
        # The site knows its settings by name only.
        found += (("decided", below(one, str(given.content))) for one in unconverted)
    return Issues(tuple(kept), tuple(found), tuple(doubts))


def _tasks(given: Given) -> Iterator[Given]:
    """All issues, so many at a time, each lot with what an editor says of its raw pages."""
    places = iter(given.places)
    while some := tuple(islice(places, ISSUES_A_TASK)):
        yield replace(given, places=some)


def _kept(place: Place, looked: Looked) -> Kept:
    """What is remembered of an issue."""
    issue = looked.issue
    return Kept(
        place=place,
        newspaper=issue.newspaper,
        date=issue.date,
        articles=tuple((held.name, held.article.id, not held.article.draft) for held in looked.held),
        redirects=tuple(sorted(issue.redirects.items())),
        pages=tuple((page.file, page.number) for page in issue.pages),
        broken=looked.broken,
    )


def _raw_names(content: Path) -> frozenset[str]:
    """The files beside one another in `content/raw` that are no editor's notes."""
    try:
        names = os.listdir(content / "raw")
    except OSError:
        return frozenset()
    return frozenset(
        name for name in names if name not in BESIDE and not name.endswith(PINS) and not name.startswith(".")
    )
