"""What the home page shows: every newspaper with its newest headlines, the newest issues, where to begin, this day in past years."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.edtf import parse
from sitegen.site import dates
from sitegen.site.calendars import Strip, year_strip
from sitegen.site.days_page import day_marks
from sitegen.site.doors import WayIn, ways_in
from sitegen.site.listings import Catalogue, Entry, Paper, by_year, latest_first
from sitegen.site.newspaper_page import issue_count, paper_name
from sitegen.site.rows import Row, row_of_all
from sitegen.site.stories import Link, Story, issue_link, story
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Issue
    from sitegen.site.listings import DayOfYear
    from sitegen.site.script import Tree

# A newspaper on the home page: so many headlines of its newest issue, and strips of so many years.
HOME_HEADLINES = 4
HOME_YEARS = 8

# So many issues are listed as the newest of all newspapers.
NEWEST = 6


@dataclass(frozen=True, slots=True)
class PaperCard:
    """A newspaper on the home page.

    Args:
        newspaper: its name.
        count: how many issues, in words.
        newest: its newest issue, by its date.
        stories: that issue's first headlines.
        more: how many it has beside these, in words; "" where none.
        strips: its newest years.
    """

    newspaper: Link
    count: str
    newest: Link
    stories: tuple[Story, ...]
    more: str
    strips: tuple[Strip, ...]


@dataclass(frozen=True, slots=True)
class HomePage:
    """The home page.

    Args:
        counts: how much there is, in words.
        newest: the last issue whose date is known; None where no two are.
        issues: the list of all issues; None where there is none.
        papers: each newspaper.
        latest: the newest issues of all newspapers; none where the newspapers above already show them all.
        start: where a reader may begin.
        days: which days of the year have a page, as `days_page.day_marks` writes them; "" for none.
    """

    counts: tuple[str, ...]
    newest: Link | None
    issues: Link | None
    papers: tuple[PaperCard, ...]
    latest: tuple[Row, ...]
    start: tuple[WayIn, ...]
    days: str


def home_page(
    catalogue: Catalogue, days: Sequence[DayOfYear], tree: Tree, chosen: Sequence[Issue | Entry] = ()
) -> HomePage:
    """Make the view of the home page; `chosen` is where an editor would have readers begin."""
    latest = latest_first(catalogue.issues)
    dated = [issue for issue in latest if parse(issue.date)]
    # A card shows its newspaper's newest issue: a list is worth its room where there are others.
    several = 1 < len(catalogue.papers) < len(latest)
    return HomePage(
        counts=_counts(catalogue, tree),
        newest=issue_link(dated[0], tree) if len(dated) > 1 else None,
        issues=Link(tree.routes.issues, tree.texts.all_issues) if latest else None,
        papers=tuple(_card(paper, tree) for paper in catalogue.papers),
        latest=tuple(row_of_all(issue, tree) for issue in dated[:NEWEST]) if several else (),
        start=ways_in(catalogue, chosen, tree),
        days=day_marks(days) if days else "",
    )


def _counts(catalogue: Catalogue, tree: Tree) -> tuple[str, ...]:
    identified = sum(1 for paper in catalogue.papers if paper.newspaper.name)
    texts = tree.texts
    counts = (
        (texts.newspaper_count, identified),
        (texts.issue_count, catalogue.issue_count),
        (texts.article_count, catalogue.article_count),
    )
    return tuple(text.format(n=dates.counted(number)) for text, number in counts if number)


def _card(paper: Paper, tree: Tree) -> PaperCard:
    newest = paper.newest
    stories = tuple(story(Entry(newest, article), tree) for article in newest.articles[:HOME_HEADLINES])
    left = len(newest.articles) - len(stories)
    years = [(year, issues) for year, issues in by_year(paper.issues) if year is not None]
    link = issue_link(newest, tree)
    return PaperCard(
        newspaper=Link(tree.routes.newspaper(paper.newspaper.slug), paper_name(paper, tree)),
        count=issue_count(len(paper.issues), tree),
        newest=Link(link.route, tree.words(dates.in_words(newest.date))),
        stories=stories,
        more=tree.texts.more.format(n=f" {left} ") if left else "",
        strips=tuple(year_strip(year, issues, tree) for year, issues in years[:HOME_YEARS]),
    )
