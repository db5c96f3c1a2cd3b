"""This day in past years (那年今日): a calendar of the year's days, and for each the issues of it.

A build asks no clock, so these pages are about every day alike; a small script on the home page picks today's.
"""

from __future__ import annotations

import calendar
from typing import TYPE_CHECKING

from sitegen.site.calendars import Day, Month
from sitegen.site.listings import DayOfYear, Entry, beside
from sitegen.site.newspaper_page import issue_count
from sitegen.site.rows import newspaper_link
from sitegen.site.stories import Link, Story, issue_link, story
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.model import Issue
    from sitegen.site.script import Tree

# So many headlines of an issue stand on the page of its day.
HEADLINES = 4

# A year with a 29 February, so that the calendar has every day there is.
LEAP_YEAR = 2024


@dataclass(frozen=True, slots=True)
class DaysPage:
    """The calendar of the days.

    Args:
        count: how many issues are in it, in words; "" for none.
        months: January to December; a day with issues has a route, a month without any has no days.
    """

    count: str
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True)
class IssueOfDay:
    """An issue on its day's page.

    Args:
        issue: by its date.
        newspaper: whose it is.
        stories: its first headlines.
        more: how many others it has, in words; "" where none.
    """

    issue: Link
    newspaper: Link
    stories: tuple[Story, ...]
    more: str


@dataclass(frozen=True, slots=True)
class DayPage:
    """A day of the year.

    Args:
        up: the calendar.
        name: 8月18日.
        count: how many issues, in words.
        issues: the newest year first.
        previous, next: the days before and after that have issues.
    """

    up: Link
    name: str
    count: str
    issues: tuple[IssueOfDay, ...]
    previous: Link | None
    next: Link | None


def days_page(days: Sequence[DayOfYear], tree: Tree) -> DaysPage:
    """Make the view of the calendar."""
    inked = {(day.month, day.day): day for day in days}
    total = sum(len(day.issues) for day in days)
    months = []
    for month in range(1, 13):
        _, length = calendar.monthrange(LEAP_YEAR, month)
        shown = tuple(_day(number, inked.get((month, number)), tree) for number in range(1, length + 1))
        empty = not any(day.route for day in shown)
        months.append(Month(tree.texts.month.format(n=month), 1, () if empty else shown))
    return DaysPage(issue_count(total, tree) if total else "", tuple(months) if total else ())


def day_page(days: Sequence[DayOfYear], place: int, tree: Tree) -> DayPage:
    """Make the view of the day at `place`."""
    day = days[place]
    before, after = beside(days, place)
    return DayPage(
        up=Link(tree.routes.days, tree.texts.days),
        name=day_name(day, tree),
        count=issue_count(len(day.issues), tree),
        issues=tuple(_issue(issue, tree) for issue in day.issues),
        previous=day_link(before, tree) if before else None,
        next=day_link(after, tree) if after else None,
    )


def day_link(day: DayOfYear, tree: Tree) -> Link:
    """The link to a day's page, by its name."""
    return Link(tree.routes.day(day.month, day.day), day_name(day, tree))


def day_name(day: DayOfYear, tree: Tree) -> str:
    """8月18日."""
    return tree.texts.month_day.format(month=day.month, day=day.day)


def day_marks(days: Iterable[DayOfYear]) -> str:
    """Which days have a page, for the script: for each month a hexadecimal number, whose bit n stands for day n + 1.

    >>> day_marks([DayOfYear(1, 1, ()), DayOfYear(1, 5, ()), DayOfYear(12, 31, ())])
    '11 0 0 0 0 0 0 0 0 0 0 40000000'
    """
    marks = [0] * 12
    for day in days:
        marks[day.month - 1] |= 1 << (day.day - 1)
    return " ".join(f"{mark:x}" for mark in marks)


def _day(number: int, day: DayOfYear | None, tree: Tree) -> Day:
    if day is None:
        return Day(number, "", "")
    label = f"{day_name(day, tree)}，{issue_count(len(day.issues), tree)}"
    return Day(number, tree.routes.day(day.month, day.day), label)


def _issue(issue: Issue, tree: Tree) -> IssueOfDay:
    stories = tuple(story(Entry(issue, article), tree) for article in issue.articles[:HEADLINES])
    left = len(issue.articles) - len(stories)
    more = tree.texts.more.format(n=f" {left} ") if left else ""
    return IssueOfDay(issue_link(issue, tree), newspaper_link(issue, tree), stories, more)
