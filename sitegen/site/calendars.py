"""Time drawn: a year as a strip of weeks, a month as a calendar sheet."""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from sitegen.site import dates
from sitegen.site.listings import WEEKS, Week, weeks
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sitegen.model import Issue
    from sitegen.site.script import Tree

# In the strip's own units: a week with the gap after it, and a week without.
STEP, WIDTH = 10, 8


@dataclass(frozen=True, slots=True)
class Strip:
    """A year's weeks, those with an issue in ink.

    Args:
        year: the year.
        label: what it shows, for those who do not see it.
        certain: the weeks in ink, as an SVG path that is stroked in dashes of one week; "" for none.
        about: likewise those where no issue is dated to the day.
        width: how wide the whole year is.
    """

    year: int
    label: str
    certain: str
    about: str
    width: int = WEEKS * STEP


@dataclass(frozen=True, slots=True)
class Day:
    """A day of a month.

    Args:
        number: 1 to 31.
        route: the issue of that day; "" where there is none.
        label: the whole date in words, for those who hear it.
    """

    number: int
    route: str
    label: str


@dataclass(frozen=True, slots=True)
class Month:
    """A month.

    Args:
        name: 8月.
        first: the first day's weekday, Monday being 1.
        days: all its days; none where it has no issue.
    """

    name: str
    first: int
    days: tuple[Day, ...]


def year_strip(year: int, issues: Iterable[Issue], tree: Tree) -> Strip:
    """The weeks of one year; `issues` are that year's."""
    inked = weeks(issues)
    certain, about = (path(week for week in inked if week.certain is known) for known in (True, False))
    return Strip(year, tree.texts.weeks.format(year=year), certain, about)


def path(inked: Iterable[Week]) -> str:
    """Weeks as an SVG path: one line for each run of them, so that the full year of a daily is as short as one week.

    >>> path([Week(0, True), Week(1, True), Week(5, True)])
    'M0 7H18M50 7H58'
    """
    runs: list[list[int]] = []
    for week in inked:
        if runs and week.index == runs[-1][1] + 1:
            runs[-1][1] = week.index
        else:
            runs.append([week.index, week.index])
    return "".join(f"M{first * STEP} 7H{last * STEP + WIDTH}" for first, last in runs)


def month_sheet(year: int, month: int, issues: Mapping[tuple[int, int], Issue], tree: Tree) -> Month:
    """One month of a newspaper that comes out often.

    Args:
        year: its year.
        month: 1 to 12.
        issues: the year's, by month and day.
        tree: the script.
    """
    name = tree.texts.month.format(n=month)
    weekday, length = calendar.monthrange(year, month)
    if not any(day[0] == month for day in issues):
        return Month(name, weekday + 1, ())
    days = tuple(_day(number, issues.get((month, number)), tree) for number in range(1, length + 1))
    return Month(name, weekday + 1, days)


def _day(number: int, issue: Issue | None, tree: Tree) -> Day:
    if issue is None:
        return Day(number, "", "")
    return Day(number, tree.routes.issue(issue.slug, issue.key), tree.words(dates.in_words(issue.date)))
