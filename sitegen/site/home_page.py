"""What the home page shows: every newspaper, with its newest headlines and the years it has issues of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.edtf import parse, sort_key
from sitegen.site import dates
from sitegen.site.issue_page import issue_link
from sitegen.site.listings import Catalogue, Entry, Paper, by_year
from sitegen.site.newspaper_page import Strip, issue_count, paper_name, year_strip
from sitegen.site.stories import Link, Story, story

if TYPE_CHECKING:
    from sitegen.model import Issue
    from sitegen.site.script import Tree

# A newspaper on the home page: so many headlines of its newest issue, and strips of so many years.
HOME_HEADLINES = 4
HOME_YEARS = 8


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
        oldest, newest: the first and the last issue whose date is known; None where there are not two.
        papers: each newspaper.
    """

    counts: tuple[str, ...]
    oldest: Link | None
    newest: Link | None
    papers: tuple[PaperCard, ...]


def home_page(catalogue: Catalogue, tree: Tree) -> HomePage:
    """Make the view of the home page."""
    identified = sum(1 for paper in catalogue.papers if paper.newspaper.name)
    texts = tree.texts
    counts = (
        (texts.newspaper_count, identified),
        (texts.issue_count, catalogue.issue_count),
        (texts.article_count, catalogue.article_count),
    )
    dated = sorted((issue for paper in catalogue.papers for issue in paper.issues if parse(issue.date)), key=_age)
    return HomePage(
        counts=tuple(text.format(n=_counted(number)) for text, number in counts if number),
        oldest=issue_link(dated[0], tree) if len(dated) > 1 else None,
        newest=issue_link(dated[-1], tree) if len(dated) > 1 else None,
        papers=tuple(_card(paper, tree) for paper in catalogue.papers),
    )


def _age(issue: Issue) -> tuple[tuple[int, ...], str, str]:
    return (sort_key(issue.date), issue.slug, issue.key)


def _counted(number: int) -> str:
    """二 before a noun it counts is 两.

    >>> _counted(2), _counted(12)
    ('两', '十二')
    """
    return "两" if number == 2 else dates.number(number)


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
