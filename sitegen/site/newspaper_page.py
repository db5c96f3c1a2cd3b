"""What a newspaper's page shows: which issues there are, and where the gaps are.

A newspaper of many years has too many issues for one page a phone can load. The newest years stand on it in full, as many as
fit; each older one is a strip of weeks there and has a page of its own.
"""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from sitegen.site.calendars import Month, Strip, month_sheet, year_strip
from sitegen.site.listings import Paper, beside, by_year, exact_day
from sitegen.site.rows import Row, row_of_newspaper
from sitegen.site.stories import Link
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Issue
    from sitegen.site.script import Tree

# A year of a weekly is a list with headlines; a year of a daily is a calendar.
LONGEST_LIST = 60

# What fits on one page, counted in days of a calendar; a row of a list is as heavy as five of them. Measured: the page of a
# daily with 70 years stays under 100 KB.
FITTING = 600
ROW = 5

# Years are worth a list to jump from where there are so many; beyond so many the list has decades.
MANY_YEARS = 4
TOO_MANY_YEARS = 20


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a newspaper: either `rows`, or `months` and in `rows` what is not known to the day.

    Args:
        anchor: the fragment that leads here.
        name: 2021年, or that the date is unknown.
        count: how many issues, in words.
        strip: its weeks; None for the undated.
        rows, months: its issues; neither where the year has a page of its own.
        route: that page; "" where the year stands here.
    """

    anchor: str
    name: str
    count: str
    strip: Strip | None
    rows: tuple[Row, ...] = ()
    months: tuple[Month, ...] = ()
    route: str = ""


@dataclass(frozen=True, slots=True)
class NewspaperPage:
    """A newspaper's page.

    Args:
        name, latin: the nameplate.
        facts: place, publisher, CN number: what is known of them.
        count: how many issues, in words.
        feed: its newest articles.
        years: those that stand here in full, the newest first.
        older: those that have a page of their own; the undated last.
        jumps: every year or decade, by its anchor in `note`; nothing where there are few.
    """

    name: str
    latin: str
    facts: tuple[str, ...]
    count: str
    feed: Link
    years: tuple[Year, ...]
    older: tuple[Year, ...]
    jumps: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class YearPage:
    """A year of a newspaper on a page of its own.

    Args:
        newspaper: the newspaper.
        year: all its issues.
        previous, next: the years before and after that have issues.
    """

    newspaper: Link
    year: Year
    previous: Link | None
    next: Link | None


@dataclass(frozen=True, slots=True)
class PaperYears:
    """A newspaper's years with their issues, the newest first, the undated last; `whole` of them fit on its page."""

    paper: Paper
    years: tuple[tuple[int | None, Sequence[Issue]], ...]
    whole: int


def paper_years(paper: Paper) -> PaperYears:
    """Sort a newspaper's issues by years, and see how many years fit on its page. The newest always does."""
    years = by_year(paper.issues)
    weight, whole = 0, 0
    for _, issues in years:
        weight += len(issues) if len(issues) > LONGEST_LIST else ROW * len(issues)
        if whole and weight > FITTING:
            break
        whole += 1
    return PaperYears(paper, years, whole)


def newspaper_page(given: PaperYears, tree: Tree) -> NewspaperPage:
    """Make the view of a newspaper's page."""
    newspaper = given.paper.newspaper
    facts = (tree.say(newspaper.place), tree.say(newspaper.publisher), newspaper.cn)
    name, route = paper_name(given.paper, tree), tree.routes.newspaper(newspaper.slug)
    older = given.years[given.whole :]
    return NewspaperPage(
        name=name,
        latin=newspaper.latin,
        facts=tuple(fact for fact in facts if fact),
        count=issue_count(len(given.paper.issues), tree),
        feed=Link(tree.routes.newspaper_feed(newspaper.slug), tree.texts.newspaper_feed.format(name=name)),
        years=tuple(_whole(year, issues, tree) for year, issues in given.years[: given.whole]),
        older=tuple(_folded(year, issues, newspaper.slug, tree) for year, issues in older),
        jumps=_jumps([year for year, _ in given.years], route, tree),
    )


def year_page(given: PaperYears, place: int, tree: Tree) -> YearPage:
    """Make the view of the page of the newspaper's year at `place`."""
    year, issues = given.years[place]
    newer, older = beside(given.years, place)
    slug = given.paper.newspaper.slug
    return YearPage(
        newspaper=Link(tree.routes.newspaper(slug), paper_name(given.paper, tree)),
        year=_whole(year, issues, tree),
        previous=_to_year(given, place + 1, tree) if older else None,
        next=_to_year(given, place - 1, tree) if newer else None,
    )


def paper_name(paper: Paper, tree: Tree) -> str:
    """The newspaper's name, or that nobody knows it."""
    return tree.say(paper.newspaper.name) or tree.texts.unidentified


def issue_count(number: int, tree: Tree) -> str:
    """How many issues, in words."""
    return tree.texts.issue_count.format(n=f"{number} ")


def year_name(year: int | None, tree: Tree) -> str:
    """2021年, or that the date is unknown."""
    return tree.texts.undated if year is None else tree.texts.year.format(n=year)


def anchor(year: int | None) -> str:
    """The fragment by which a newspaper's page is entered at a year."""
    return "undated" if year is None else f"year-{year}"


def _jumps(years: Sequence[int | None], route: str, tree: Tree) -> tuple[Link, ...]:
    """Every year, or the newest year of every decade."""
    if len(years) < MANY_YEARS:
        return ()
    if len(years) <= TOO_MANY_YEARS:
        return tuple(Link(route, year_name(year, tree), anchor(year)) for year in years)
    decades: dict[int | None, Link] = {}
    for year in years:
        decade = None if year is None else year // 10 * 10
        name = year_name(None, tree) if decade is None else tree.texts.decade.format(n=decade)
        decades.setdefault(decade, Link(route, name, anchor(year)))
    return tuple(decades.values())


def _to_year(given: PaperYears, place: int, tree: Tree) -> Link:
    """The link to a year, wherever it stands; its anchor as the note."""
    year, _ = given.years[place]
    slug = given.paper.newspaper.slug
    if place < given.whole:
        return Link(tree.routes.newspaper(slug), year_name(year, tree), anchor(year))
    return Link(tree.routes.newspaper_year(slug, year), year_name(year, tree))


def _folded(year: int | None, issues: Sequence[Issue], slug: str, tree: Tree) -> Year:
    """A year that stands elsewhere: only how full it is."""
    strip = None if year is None else year_strip(year, issues, tree)
    route = tree.routes.newspaper_year(slug, year)
    return Year(anchor(year), year_name(year, tree), issue_count(len(issues), tree), strip, route=route)


def _whole(year: int | None, issues: Sequence[Issue], tree: Tree) -> Year:
    """A year with all its issues."""
    shown = Year(anchor(year), year_name(year, tree), issue_count(len(issues), tree), None)
    if year is None:
        return dataclasses.replace(shown, rows=tuple(row_of_newspaper(issue, tree) for issue in issues))
    daily = len(issues) > LONGEST_LIST
    sheets = {(day.month, day.day): issue for issue in issues if daily and (day := exact_day(issue))}
    in_sheets = {issue.key for issue in sheets.values()}
    return dataclasses.replace(
        shown,
        strip=year_strip(year, issues, tree),
        rows=tuple(row_of_newspaper(issue, tree) for issue in issues if issue.key not in in_sheets),
        months=tuple(month_sheet(year, month, sheets, tree) for month in range(1, 13)) if daily else (),
    )
