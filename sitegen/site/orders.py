"""What each part of the site is made of, and how it is made.

An order holds all that its documents depend on, beside the theme and the settings that every part shares: values that can be sent to
another process, and names of what is fetched there (an issue's articles, a raw page, a file made before). Nothing else is looked at, so
equal orders give equal documents: what is known of a former segment of the search spares work, and decides about no byte.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Protocol

from sitegen.site import exports, feeds, routes, sheets, volumes
from sitegen.site.document import Again, Document, Long, Rendering
from sitegen.site.epub import epub
from sitegen.site.epub.leaves import STORY
from sitegen.site.index_pages import authors, columns
from sitegen.site.listings import Catalogue, DayOfYear, Group, Paper
from sitegen.site.search.aside import InMemory
from sitegen.site.templates import blame, print_sheet
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.model import Issue, Newspaper, Settings
    from sitegen.problems import Problem
    from sitegen.site.index_pages import Kind
    from sitegen.site.listings import Entry
    from sitegen.site.newspaper_page import PaperYears
    from sitegen.site.raw import RawPages
    from sitegen.site.script import Tree
    from sitegen.site.search.aside import Aside
    from sitegen.site.search.folding import Folding
    from sitegen.site.search.former import Former
    from sitegen.site.search.segments import Segment
    from sitegen.site.sheets import Place, Sheet
    from sitegen.site.shelf import Address
    from sitegen.site.templates import Press

KINDS: dict[str, Callable[[Tree], Kind]] = {"authors": authors, "columns": columns}


def made_folding() -> Folding:
    """The search's folding, made here and now."""
    # What makes an index takes long to load, and a site without a search never needs it.
    from sitegen.site.search.folding import folding

    return folding()


def nothing_before(_part: str) -> Former | None:
    """Where no part was made before."""
    return None


@dataclass(frozen=True, slots=True)
class Workshop:
    """What orders are carried out with.

    Args:
        press: the theme, the settings, the trees.
        issue: gives an issue with all its articles as readers see it, without those of some ids.
        raw: gives raw pages.
        made: gives a file of the site that was made before.
        aside: gives a place where what is made on the way lies.
        folding: gives the search's folding.
        former: gives what is known of a segment, by its part's name, as it was made before; None where it was not.
    """

    press: Press
    issue: Callable[[Address, tuple[str, ...]], Issue]
    raw: RawPages
    made: Callable[[str], bytes]
    aside: Callable[[], Aside] = InMemory
    folding: Callable[[], Folding] = made_folding
    former: Callable[[str], Former | None] = nothing_before


@dataclass(frozen=True, slots=True)
class Made:
    """What came of an order.

    Args:
        documents: its files, forgotten one by one as they are taken.
        failed: paths that could not be made.
        problems: why.
        told: a number or a segment that other orders are made of.
        volume: the site that has all of it; None where each file's path tells.
        former: what helps to make it again; None where nothing does.
    """

    documents: Iterable[Document | Long | Again]
    failed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    told: int | Segment | None = None
    volume: str | None = None
    former: Former | None = None

    def placed(self, settings: Settings) -> Made:
        """The same with all paths as they are in the output: where an archive is split, each site has a folder."""
        if not settings.split:
            return self
        documents = (replace(each, path=volumes.place(each.path, settings, self.volume)) for each in self.documents)
        failed = tuple(volumes.place(path, settings, self.volume) for path in self.failed)
        return replace(self, documents=documents, failed=failed)


class Order(Protocol):
    """A part of the site to be made."""

    def carry_out(self, shop: Workshop) -> Made:
        """Make it. A page that fails is told, and costs itself only."""


@dataclass(frozen=True, slots=True)
class IssueOrder:
    """An issue: its page, its articles, its former addresses; its books; its data.

    Args:
        issue: which.
        dropped: ids in its files that are another article's.
        newspaper: its newspaper.
        before, after: its neighbours, without articles; None at the ends.
        places: where the articles are, by id, to which its former addresses lead.
    """

    issue: Address
    dropped: tuple[str, ...]
    newspaper: Newspaper
    before: Issue | None
    after: Issue | None
    places: tuple[tuple[str, Place], ...]

    def carry_out(self, shop: Workshop) -> Made:
        """Make the issue's documents; told is how many bytes its articles take in the archive's data."""
        press, settings = shop.press, shop.press.settings
        issue = shop.issue(self.issue, self.dropped)
        issues = tuple(each for each in (self.before, issue, self.after) if each is not None)
        paper, place = Paper(self.newspaper, issues), int(self.before is not None)
        pages = printed(self._sheets(paper, place, shop), press)
        documents, failed, problems = list(pages.documents), pages.failed, pages.problems
        if "books" not in settings.without:
            books = bound(paper, place, press)
            documents += books.documents
            failed, problems = (*failed, *books.failed), (*problems, *books.problems)
        document, size = exports.issue_file(issue, settings)
        return Made([*documents, document], failed, problems, size)

    def _sheets(self, paper: Paper, place: int, shop: Workshop) -> Iterator[tuple[Tree, Sheet]]:
        for tree in shop.press.trees:
            for sheet in sheets.issue_sheets(paper, place, shop.press.settings, tree, shop.raw):
                yield tree, sheet
            for sheet in sheets.redirect_sheets(paper.issues[place], dict(self.places), tree):
                yield tree, sheet


@dataclass(frozen=True, slots=True)
class HomeOrder:
    """The home page.

    Args:
        catalogue: newspapers with all issues, the newest of each opened; the authors and columns with most articles.
        days: the days that have issues, without these.
        chosen: where an editor would have readers begin.
    """

    catalogue: Catalogue
    days: tuple[DayOfYear, ...]
    chosen: tuple[Issue | Entry, ...]

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        settings = shop.press.settings
        return _in_each_tree(
            shop, lambda tree: [sheets.home_sheet(self.catalogue, self.days, self.chosen, settings, tree)]
        )


@dataclass(frozen=True, slots=True)
class NewspaperOrder:
    """A newspaper's page."""

    years: PaperYears

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        return _in_each_tree(shop, lambda tree: [sheets.newspaper_sheet(self.years, shop.press.settings, tree)])


@dataclass(frozen=True, slots=True)
class YearOrder:
    """The page of a newspaper's year; of other years it knows only that there are issues."""

    years: PaperYears
    place: int

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        return _in_each_tree(shop, lambda tree: [sheets.year_sheet(self.years, self.place, tree)])


@dataclass(frozen=True, slots=True)
class IssuesOrder:
    """The list of all issues; no article need be at hand."""

    issues: tuple[Issue, ...]

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        return _in_each_tree(shop, lambda tree: sheets.list_sheets(self.issues, tree))


@dataclass(frozen=True, slots=True)
class DaysOrder:
    """The calendar of this day in past years; of the days' issues only the number need be known."""

    days: tuple[DayOfYear, ...]

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        return _in_each_tree(shop, lambda tree: [sheets.days_sheet(self.days, tree)])


@dataclass(frozen=True, slots=True)
class DayOrder:
    """A day of the year with its issues opened, and the days before and after that have some."""

    day: DayOfYear
    before: DayOfYear | None
    after: DayOfYear | None

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        days = tuple(each for each in (self.before, self.day, self.after) if each is not None)
        return _in_each_tree(shop, lambda tree: [sheets.day_sheet(days, int(self.before is not None), tree)])


@dataclass(frozen=True, slots=True)
class IndexOrder:
    """The index of authors or columns; of the articles only the number need be known."""

    kind: str
    groups: tuple[Group, ...]

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        return _in_each_tree(shop, lambda tree: sheets.index_sheets(KINDS[self.kind](tree), self.groups, tree))


@dataclass(frozen=True, slots=True)
class StoriesOrder:
    """A part of the articles of an author or a column, which are at hand."""

    kind: str
    group: Group
    number: int

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        return _in_each_tree(
            shop, lambda tree: [sheets.stories_sheet(KINDS[self.kind](tree), self.group, self.number, tree)]
        )


@dataclass(frozen=True, slots=True)
class SiteFeedOrder:
    """The site's feed, of its newest issues."""

    issues: tuple[Issue, ...]

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        settings = shop.press.settings
        channels = ((tree, feeds.site_channel(self.issues, settings, tree)) for tree in shop.press.trees)
        return Made([Document(each.route, feeds.feed(each, settings, tree)) for tree, each in channels])


@dataclass(frozen=True, slots=True)
class NewspaperFeedOrder:
    """A newspaper's feed, of its newest issues."""

    paper: Paper

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        settings = shop.press.settings
        channels = ((tree, feeds.newspaper_channel(self.paper, settings, tree)) for tree in shop.press.trees)
        return Made([Document(each.route, feeds.feed(each, settings, tree)) for tree, each in channels])


@dataclass(frozen=True, slots=True)
class SegmentOrder:
    """A segment of the search's index.

    Args:
        name: the part's.
        issues: those of the segment in order, each with ids that are another article's, and a mark of everything in it.
    """

    name: str
    issues: tuple[tuple[Address, tuple[str, ...], bytes], ...]

    def carry_out(self, shop: Workshop) -> Made:
        """Make it; told is the segment."""
        from sitegen.site.search.former import Source
        from sitegen.site.search.index import segment_files

        press, former = shop.press, shop.former(self.name)
        sources = (Source(each, mark, partial(shop.issue, each, dropped)) for each, dropped, mark in self.issues)
        made = segment_files(sources, former, press.settings, press.trees, shop.folding(), shop.aside)
        return Made(made.documents, told=made.segment, former=made.former)


@dataclass(frozen=True, slots=True)
class SearchOrder:
    """What names the segments."""

    segments: tuple[Segment, ...]
    newspapers: tuple[Newspaper, ...]

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        from sitegen.site.search.contents import index_file

        papers = (Paper(newspaper, ()) for newspaper in self.newspapers)
        return Made([index_file(self.segments, papers, shop.press.trees)])


@dataclass(frozen=True, slots=True)
class DataOrder:
    """A part of the whole archive as data, put together from the data of its issues, which is made before."""

    number: int
    issues: tuple[Address, ...]

    def carry_out(self, shop: Workshop) -> Made:
        """Make it."""
        files = (shop.made(routes.issue_data(*address)) for address in self.issues)
        return Made([exports.archive_file(self.number, files)])


def printed(work: Iterable[tuple[Tree, Sheet]], press: Press) -> Rendering:
    """The pages of some sheets. One that fails is a problem; all others are made."""
    documents: list[Document] = []
    failed: list[str] = []
    problems: list[Problem] = []
    for tree, sheet in work:
        path = routes.file_of(sheet.route)
        try:
            documents.append(Document(path, print_sheet(sheet, tree, press)))
        except Exception as error:  # one broken page must not stop the rest
            failed.append(path)
            problems.append(blame(error, sheet.template, sheet.source or sheet.route, press.theme))
    return Rendering(tuple(documents), tuple(failed), tuple(problems))


def bound(paper: Paper, place: int, press: Press) -> Rendering:
    """The books of a newspaper's issue at `place`, in every tree. One that cannot be made is a problem."""
    issue = paper.issues[place]
    documents: list[Document] = []
    failed: list[str] = []
    problems: list[Problem] = []
    for tree in press.trees:
        path = tree.routes.book(issue.slug, issue.key)
        try:
            documents.append(Document(path, epub(paper, place, tree, press)))
        except Exception as error:  # one broken book must not stop the rest
            failed.append(path)
            problems.append(blame(error, STORY, f"issues/{issue.slug}/{issue.key}/issue.yaml", press.theme))
    return Rendering(tuple(documents), tuple(failed), tuple(problems))


def _in_each_tree(shop: Workshop, make: Callable[[Tree], Iterable[Sheet]]) -> Made:
    press = shop.press
    pages = printed(((tree, sheet) for tree in press.trees for sheet in make(tree)), press)
    return Made(pages.documents, pages.failed, pages.problems)
