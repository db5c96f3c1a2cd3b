"""What a newspaper's page shows: which issues there are, and where the gaps are."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.edtf import parse
from sitegen.site import dates
from sitegen.site.listings import WEEKS, Entry, Paper, Week, by_year, weeks
from sitegen.site.stories import Link, Story, story

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Issue
    from sitegen.site.script import Tree

# A year of a weekly is a list with headlines; a year of a daily is a calendar.
LONGEST_LIST = 60


@dataclass(frozen=True, slots=True)
class Strip:
    """A year's weeks, those with an issue in ink.

    Args:
        year: the year.
        label: what it shows, for those who do not see it.
        weeks: the weeks in ink.
        of: how many weeks there are.
    """

    year: int
    label: str
    weeks: tuple[Week, ...]
    of: int = WEEKS


@dataclass(frozen=True, slots=True)
class Row:
    """An issue in a list: its date, its first story, how many stories it has."""

    issue: Link
    first: Story | None
    count: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month: with a route where there is an issue."""

    number: int
    route: str
    label: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month of a daily; without any issue it has no days. `first` is the first day's weekday, Monday being 1."""

    name: str
    first: int
    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of a newspaper: either `rows`, or `months` and in `rows` what is not known to the day.

    Args:
        anchor: the fragment that leads here.
        name: 2021年, or that the date is unknown.
        count: how many issues, in words.
        strip: its weeks; None for the undated.
    """

    anchor: str
    name: str
    count: str
    strip: Strip | None
    rows: tuple[Row, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class NewspaperPage:
    """A newspaper's page.

    Args:
        name, latin: the nameplate.
        facts: place, publisher, CN number: what is known of them.
        count: how many issues, in words.
        years: the newest first, the undated last.
    """

    name: str
    latin: str
    facts: tuple[str, ...]
    count: str
    years: tuple[Year, ...]


def newspaper_page(paper: Paper, tree: Tree) -> NewspaperPage:
    """Make the view of a newspaper's page."""
    newspaper = paper.newspaper
    facts = (tree.say(newspaper.place), tree.say(newspaper.publisher), newspaper.cn)
    return NewspaperPage(
        name=paper_name(paper, tree),
        latin=newspaper.latin,
        facts=tuple(fact for fact in facts if fact),
        count=issue_count(len(paper.issues), tree),
        years=tuple(_year(year, issues, tree) for year, issues in by_year(paper.issues)),
    )


def paper_name(paper: Paper, tree: Tree) -> str:
    """The newspaper's name, or that nobody knows it."""
    return tree.say(paper.newspaper.name) or tree.texts.unidentified


def issue_count(number: int, tree: Tree) -> str:
    """How many issues, in words."""
    return tree.texts.issue_count.format(n=f"{number} ")


def year_strip(year: int, issues: Iterable[Issue], tree: Tree) -> Strip:
    """The weeks of one year; `issues` are that year's."""
    return Strip(year, tree.texts.weeks.format(year=year), weeks(issues))


def _year(year: int | None, issues: tuple[Issue, ...], tree: Tree) -> Year:
    if year is None:
        count = issue_count(len(issues), tree)
        return Year("undated", tree.texts.undated, count, None, tuple(_row(issue, tree) for issue in issues), ())
    daily = len(issues) > LONGEST_LIST
    to_the_day = {day: issue for issue in issues if daily and (day := _exact_day(issue))}
    shown = {issue.key for issue in to_the_day.values()}
    return Year(
        anchor=f"year-{year}",
        name=tree.texts.year.format(n=year),
        count=issue_count(len(issues), tree),
        strip=year_strip(year, issues, tree),
        rows=tuple(_row(issue, tree) for issue in issues if issue.key not in shown),
        months=tuple(_month(year, month, to_the_day, tree) for month in range(1, 13)) if daily else (),
    )


def _exact_day(issue: Issue) -> tuple[int, int] | None:
    """Month and day of an issue that is dated to the day."""
    date = parse(issue.date)
    day = date.calendar_day if date and date.exact else None
    return (day.month, day.day) if day else None


def _row(issue: Issue, tree: Tree) -> Row:
    first = story(Entry(issue, issue.articles[0]), tree) if issue.articles else None
    link = Link(tree.routes.issue(issue.slug, issue.key), tree.words(dates.within_year(issue.date)))
    return Row(link, first, tree.texts.article_count.format(n=f"{len(issue.articles)} "))


def _month(year: int, month: int, issues: dict[tuple[int, int], Issue], tree: Tree) -> Month:
    name = tree.texts.month.format(n=month)
    weekday, length = calendar.monthrange(year, month)
    if not any(day[0] == month for day in issues):
        return Month(name, weekday + 1, ())
    return Month(
        name, weekday + 1, tuple(_day(number, issues.get((month, number)), tree) for number in range(1, length + 1))
    )


def _day(number: int, issue: Issue | None, tree: Tree) -> Day:
    if issue is None:
        return Day(number, "", "")
    return Day(number, tree.routes.issue(issue.slug, issue.key), tree.words(dates.in_words(issue.date)))
