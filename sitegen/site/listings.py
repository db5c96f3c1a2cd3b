"""In which order things stand: issues, neighbours, authors, columns, weeks. Drafts are in none of it."""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Sequence
from typing import TYPE_CHECKING, Generic, TypeVar, overload

from sitegen.edtf import parse, sort_key
from sitegen.model import UNIDENTIFIED, Archive, Article, Issue, Newspaper
from sitegen.site.dates import first_day
from sitegen.site.script import filing, told_script
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Script, Settings

# A year has 52 weeks and one or two days; the strip counts them from 1 January, whatever the weekday.
WEEKS = 53

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class AtHand(Sequence[Item], Generic[Item]):
    """A sequence of which only a run of items is at hand: how many there are is known, and no more is needed.

    A list of issues shows the first headlines of each and how many it has; nobody's memory need hold the others.

    >>> shown = AtHand(("头条", "二条"), 9)
    >>> len(shown), shown[0], shown[:2], shown[:0]
    (9, '头条', ('头条', '二条'), ())
    >>> shown[:3]
    Traceback (most recent call last):
    LookupError: item 3 of 9 is not at hand

    Args:
        items: the items at hand.
        total: how many there are.
        start: the place of the first one at hand.
    """

    items: tuple[Item, ...]
    total: int
    start: int = 0

    def __len__(self) -> int:
        """How many there are, at hand or not."""
        return self.total

    @overload
    def __getitem__(self, place: int) -> Item: ...
    @overload
    def __getitem__(self, place: slice) -> tuple[Item, ...]: ...
    def __getitem__(self, place: int | slice) -> Item | tuple[Item, ...]:
        """An item or a run of them.

        Raises:
            LookupError: it is not at hand; never an IndexError there, which would end a loop as if that were all.
            IndexError: there is no such item.
        """
        wanted = range(self.total)[place]
        return self._item(wanted) if isinstance(wanted, int) else tuple(map(self._item, wanted))

    def _item(self, place: int) -> Item:
        if not self.start <= place < self.start + len(self.items):
            raise LookupError(f"item {place + 1} of {self.total} is not at hand")
        return self.items[place - self.start]


@dataclass(frozen=True, slots=True)
class Entry:
    """An article and the issue it is in."""

    issue: Issue
    article: Article


@dataclass(frozen=True, slots=True)
class Paper:
    """A newspaper and its issues, the oldest first, the undated last."""

    newspaper: Newspaper
    issues: Sequence[Issue]

    @property
    def newest(self) -> Issue:
        """The last issue whose date is known; where none is, the last one."""
        dated = [issue for issue in self.issues if parse(issue.date)]
        return (dated or self.issues)[-1]


@dataclass(frozen=True, slots=True)
class Group:
    """The articles of one author or of one column, the newest first."""

    name: str
    entries: Sequence[Entry]


@dataclass(frozen=True, slots=True)
class Week:
    """A week of a year with an issue in it.

    Args:
        index: 0 to 52.
        certain: false where no issue of the week is dated to the day.
    """

    index: int
    certain: bool


@dataclass(frozen=True, slots=True)
class DayOfYear:
    """A day of the year and the issues of it, the newest year first."""

    month: int
    day: int
    issues: Sequence[Issue]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The whole archive in its reading order."""

    papers: tuple[Paper, ...]
    authors: tuple[Group, ...]
    columns: tuple[Group, ...]

    @property
    def issues(self) -> tuple[Issue, ...]:
        """Every issue, newspaper by newspaper."""
        return tuple(issue for paper in self.papers for issue in paper.issues)

    @property
    def issue_count(self) -> int:
        """How many issues there are."""
        return sum(len(paper.issues) for paper in self.papers)

    @property
    def article_count(self) -> int:
        """How many articles there are."""
        return sum(len(issue.articles) for paper in self.papers for issue in paper.issues)


def catalogue(archive: Archive) -> Catalogue:
    """Put an archive in order, all of it at hand."""
    settings = archive.settings
    issues = tuple(in_script(published(issue), settings.script) for issue in archive.issues)
    entries = newest_first(Entry(issue, article) for issue in issues for article in issue.articles)
    authors = _grouped(
        (_filed(name, entry, settings), entry) for entry in entries for name in dict.fromkeys(entry.article.authors)
    )
    columns = _grouped((_filed(entry.article.column, entry, settings), entry) for entry in entries)
    return Catalogue(papers(issues, settings), authors, columns)


def papers(issues: Iterable[Issue], settings: Settings) -> tuple[Paper, ...]:
    """Newspapers with their issues: as `site.yaml` lists them, then others by slug, the unidentified last."""
    listed = {newspaper.slug: place for place, newspaper in enumerate(settings.newspapers)}

    def standing(slug: str) -> tuple[bool, int, str]:
        return (slug == UNIDENTIFIED, listed.get(slug, len(listed)), slug)

    of_slug: dict[str, list[Issue]] = {}
    for issue in sorted(issues, key=_issue_key):
        of_slug.setdefault(issue.slug, []).append(issue)
    return tuple(_paper(slug, tuple(of_slug[slug]), settings) for slug in sorted(of_slug, key=standing))


def _filed(name: str, entry: Entry, settings: Settings) -> str:
    """A name in the archive's own script, whichever its issue is printed in."""
    return filing(settings, entry.issue.script, entry.article.keep)(name)


def published(issue: Issue) -> Issue:
    """The issue as readers see it: without drafts, its articles by page and order, its script where anything tells it."""
    shown = (article for article in issue.articles if not article.draft)
    articles = tuple(sorted(shown, key=lambda each: (each.page, each.order, each.id)))
    return dataclasses.replace(issue, articles=articles, script=told_script(issue))


def in_script(issue: Issue, otherwise: Script) -> Issue:
    """The issue in the script of the archive, where nothing tells its own."""
    return issue if issue.script else dataclasses.replace(issue, script=otherwise)


def newest_first(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The newest issue first, the undated last; within an issue as it is read."""
    return tuple(sorted(entries, key=lambda entry: (_newest_key(entry.issue), entry.article.page, entry.article.order)))


def beside(items: Sequence[Item], place: int) -> tuple[Item | None, Item | None]:
    """What stands before and after, None at the ends.

    >>> beside(["甲", "乙", "丙"], 0), beside(["甲", "乙", "丙"], 1)
    ((None, '乙'), ('甲', '丙'))
    """
    before = items[place - 1] if place > 0 else None
    after = items[place + 1] if place + 1 < len(items) else None
    return before, after


def by_year(issues: Iterable[Issue]) -> tuple[tuple[int | None, tuple[Issue, ...]], ...]:
    """Issues by the year of their date, the newest year first; None, for the undated, last."""
    years: dict[int | None, list[Issue]] = {}
    for issue in issues:
        date = parse(issue.date)
        years.setdefault(date.year if date else None, []).append(issue)
    order = sorted(years, key=lambda year: (year is None, -(year or 0)))
    return tuple((year, tuple(years[year])) for year in order)


def latest_first(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Issues of several newspapers, the newest first and the undated last; those of one day by newspaper."""
    return tuple(sorted(issues, key=_newest_key))


def exact_day(issue: Issue) -> datetime.date | None:
    """The day of an issue that is dated to the day, neither about nor open; else None."""
    date = parse(issue.date)
    return date.calendar_day if date and date.exact else None


def by_day(issues: Iterable[Issue]) -> tuple[DayOfYear, ...]:
    """The days of the year that have an issue, whatever the year, from 1 January on."""
    days: dict[tuple[int, int], list[Issue]] = {}
    for issue in latest_first(issues):
        if day := exact_day(issue):
            days.setdefault((day.month, day.day), []).append(issue)
    return tuple(DayOfYear(month, day, tuple(days[month, day])) for month, day in sorted(days))


def weeks(issues: Iterable[Issue]) -> tuple[Week, ...]:
    """The weeks of one year that have an issue; an issue known to the year only is in none."""
    found: dict[int, bool] = {}
    for issue in issues:
        date, day = parse(issue.date), first_day(issue.date)
        if date is None or day is None or date.month is None:
            continue
        week = (day.timetuple().tm_yday - 1) // 7
        found[week] = found.get(week, False) or date.exact
    return tuple(Week(index, found[index]) for index in sorted(found))


def _newest_key(issue: Issue) -> tuple[bool, tuple[int, ...], str, str]:
    age = tuple(-part for part in sort_key(issue.date))
    return (parse(issue.date) is None, age, issue.slug, issue.key)


def _issue_key(issue: Issue) -> tuple[str, tuple[int, ...], str]:
    return (issue.slug, sort_key(issue.date), issue.key)


def _paper(slug: str, own: tuple[Issue, ...], settings: Settings) -> Paper:
    for newspaper in settings.newspapers:
        if newspaper.slug == slug:
            return Paper(newspaper, own)
    names = [filing(settings, issue.script)(issue.newspaper) for issue in own if issue.newspaper]
    return Paper(Newspaper(slug, names[-1] if names and slug != UNIDENTIFIED else ""), own)


def _grouped(named: Iterable[tuple[str, Entry]]) -> tuple[Group, ...]:
    groups: dict[str, list[Entry]] = {}
    for name, entry in named:
        if name:
            groups.setdefault(name, []).append(entry)
    return tuple(Group(name, tuple(groups[name])) for name in sorted(groups))
