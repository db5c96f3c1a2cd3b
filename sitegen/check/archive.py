"""What no single issue shows: ids, former addresses, what the editor states, raw pages that nobody read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.check.places import key_line, text_of
from sitegen.content.places import ISSUE_FILE, Place, issue_folder
from sitegen.content.store import id_taken
from sitegen.importer import PAGE_SUFFIXES
from sitegen.problems import Problem
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sitegen.check.report import Finding
    from sitegen.content.forms import PageFacts


@dataclass(frozen=True, slots=True)
class Kept:
    """What is remembered of an issue after it was looked at.

    Args:
        place: its folder.
        newspaper, date: as `issue.yaml` has them.
        articles: the file, the id, and whether it is on the site, of each article.
        redirects: former ids with those that they lead to.
        pages: the raw files with their page numbers.
        broken: whether `issue.yaml` cannot be read.
    """

    place: Place
    newspaper: str
    date: str
    articles: tuple[tuple[str, str, bool], ...]
    redirects: tuple[tuple[str, str], ...]
    pages: tuple[tuple[str, int], ...]
    broken: bool


@dataclass(frozen=True, slots=True)
class Whole:
    """The archive after every issue was looked at.

    Args:
        content: its folder.
        issues: by newspaper and folder.
        facts: what an editor states of raw pages.
        raws: the names of the files in `content/raw`.
    """

    content: Path
    issues: tuple[Kept, ...]
    facts: Mapping[str, PageFacts]
    raws: frozenset[str]


def ids_once(whole: Whole) -> Iterator[Finding]:
    """Whether every id is that of one article; of two, the first is on the site."""
    first: dict[str, Path] = {}
    for issue in whole.issues:
        for file, id_, _ in issue.articles:
            path = issue_folder(whole.content, issue.place) / file
            if first.setdefault(id_, path) != path:
                yield id_taken(id_, path, first[id_])


def redirected(whole: Whole) -> Iterator[Finding]:
    """Whether every former address leads to an article that is on the site; one that leads to "" leads to its issue."""
    shown = {id_ for issue in whole.issues for _, id_, on_site in issue.articles if on_site}
    every = {id_ for issue in whole.issues for _, id_, _ in issue.articles}
    for issue in whole.issues:
        for former, now in issue.redirects:
            if not now or now in shown:
                continue
            file = issue_folder(whole.content, issue.place) / ISSUE_FILE
            why = "which is a draft" if now in every else "which no article has"
            what = f"the former id '{former}' leads to '{now}', {why}"
            fix = "write the id of the article that has its text, or '' to lead to the issue"
            yield Problem(str(file), key_line(text_of(file), former, now), what, fix)


def stated(whole: Whole) -> Iterator[Finding]:
    """Whether what `raw/pages.yaml` states of a page is what its issue says, and of a page that is there."""
    file = whole.content / "raw" / "pages.yaml"
    for name in sorted(whole.facts.keys() - whole.raws):
        yield Problem(str(file), _line(file, name), f"there is no raw page {name}", "correct the name, or take it out")
    for issue in whole.issues:
        for name, number in issue.pages:
            fact = whole.facts.get(name)
            if fact is None or issue.broken:
                continue
            place = "/".join(issue.place)
            for key, mine, its in (
                ("newspaper", fact.newspaper, issue.newspaper),
                ("date", fact.date, issue.date),
                ("page", fact.page, number),
            ):
                if mine and mine != its:
                    what = f"the {key} of {name} is stated as '{mine}', but {place}/{ISSUE_FILE} has '{its}'"
                    yield Problem(str(file), _line(file, name), what, "run `sitegen import`")


def imported(whole: Whole) -> Iterator[Finding]:
    """Whether every raw page was imported, and into one issue."""
    where: dict[str, list[str]] = {}
    for issue in whole.issues:
        for name, _ in issue.pages:
            where.setdefault(name, []).append("/".join(issue.place))
    for name in sorted(whole.raws):
        path, places = str(whole.content / "raw" / name), where.get(name, [])
        if not places and name.lower().endswith(PAGE_SUFFIXES) and not any(issue.broken for issue in whole.issues):
            yield Problem(path, 0, "this raw page was never imported", "run `sitegen import`, or remove it")
        elif len(places) > 1:
            what = f"this raw page is a page of {' and of '.join(sorted(places))}"
            yield Problem(path, 0, what, "take it out of one issue.yaml, or run `sitegen import`")


def _line(file: Path, name: str) -> int:
    return key_line(text_of(file), name)
