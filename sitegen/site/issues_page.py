"""The plain list of all issues (全部各期), the newest first; where it is long, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.site.listings import by_year, latest_first
from sitegen.site.newspaper_page import anchor, issue_count, year_name
from sitegen.site.rows import Row, row_of_year
from sitegen.site.stories import Link
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sitegen.model import Issue
    from sitegen.site.script import Tree

# One page holds so many issues; beyond that each year has its own.
LONGEST = 1000


@dataclass(frozen=True, slots=True)
class YearOfIssues:
    """A year of the list.

    Args:
        anchor: the fragment that leads here.
        name: 2021年, or that the date is unknown.
        count: how many issues, in words.
        rows: the issues; none where they stand on the year's own page.
    """

    anchor: str
    name: str
    count: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class IssuesPage:
    """The list of all issues, or one year of it.

    Args:
        title: what it is.
        up: the whole list, on the page of a year.
        count: how many issues, in words.
        years: the newest first, the undated last.
        jumps: where each year stands; its number of issues where it stands on a page of its own.
        previous, next: the years before and after, on the page of a year.
    """

    title: str
    up: Link | None
    count: str
    years: tuple[YearOfIssues, ...]
    jumps: tuple[Jump, ...]
    previous: Link | None = None
    next: Link | None = None


@dataclass(frozen=True, slots=True)
class Jump:
    """A place of a long list that can be gone to at once: a year, a letter.

    Args:
        route, anchor: where it is; `anchor` may be "".
        text: what it is called.
        count: how much there is, in words; "" where that stands beside it anyway.
        here: it is what the page shows.
    """

    route: str
    anchor: str
    text: str
    count: str = ""
    here: bool = False


def issues_pages(issues: Sequence[Issue], tree: Tree) -> tuple[tuple[str, IssuesPage], ...]:
    """Every page of the list with its route, the list itself first."""
    years = by_year(latest_first(issues))
    title, count, route = tree.texts.all_issues, issue_count(len(issues), tree), tree.routes.issues
    if len(issues) <= LONGEST:
        here = tuple(Jump(route, anchor(year), year_name(year, tree)) for year, _ in years)
        shown = tuple(_year(year, those, tree) for year, those in years)
        return ((route, IssuesPage(title, None, count, shown, here if len(years) > 1 else ())),)
    jumps = tuple(
        Jump(tree.routes.issues_of(year), "", year_name(year, tree), issue_count(len(those), tree))
        for year, those in years
    )
    pages = [(route, IssuesPage(title, None, count, (), jumps))]
    links = [Link(jump.route, jump.text) for jump in jumps]
    for place, (year, those) in enumerate(years):
        older = links[place + 1] if place + 1 < len(links) else None
        newer = links[place - 1] if place else None
        shown = (_year(year, those, tree),)
        up = Link(route, title)
        pages.append((links[place].route, IssuesPage(links[place].text, up, shown[0].count, shown, (), older, newer)))
    return tuple(pages)


def issues_routes(issues: Sequence[Issue], tree: Tree) -> tuple[str, ...]:
    """The route of every page of the list, the list itself first."""
    years = by_year(issues) if len(issues) > LONGEST else ()
    return (tree.routes.issues, *(tree.routes.issues_of(year) for year, _ in years))


def _year(year: int | None, issues: Sequence[Issue], tree: Tree) -> YearOfIssues:
    rows = tuple(row_of_year(issue, tree) for issue in issues)
    return YearOfIssues(anchor(year), year_name(year, tree), issue_count(len(issues), tree), rows)
