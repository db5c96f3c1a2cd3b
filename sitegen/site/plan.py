"""Which parts a site has: the archive in, orders out, each with marks of all that it is made of.

The plan is cheap and is made anew at every build; a part whose marks are those of the last build need not be made. Parts that are put
together from others (the search's list of segments, the data of the whole archive) are planned last, when it is known what those told.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING

from sitegen.marks import mark
from sitegen.site import exports, feeds, sitemap
from sitegen.site.days_page import HEADLINES
from sitegen.site.doors import most, unknown_door
from sitegen.site.epub.leaves import STYLE
from sitegen.site.frame import FrameOrder, MapOrder
from sitegen.site.home_page import HOME_HEADLINES
from sitegen.site.index_pages import ARTICLES_A_PART, parts
from sitegen.site.listings import AtHand, Catalogue, DayOfYear, Entry, Group, Paper, beside, by_day, latest_first
from sitegen.site.newspaper_page import PaperYears, paper_years
from sitegen.site.orders import (
    KINDS,
    DataOrder,
    DayOrder,
    DaysOrder,
    HomeOrder,
    IndexOrder,
    IssueOrder,
    IssuesOrder,
    NewspaperFeedOrder,
    NewspaperOrder,
    SearchOrder,
    SegmentOrder,
    SiteFeedOrder,
    StoriesOrder,
    YearOrder,
)
from sitegen.site.routes import Routes
from sitegen.site.search.measures import MEASURES
from sitegen.site.search.segments import Segment, segments
from sitegen.site.volumes import FRONT, volume_of
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sitegen.model import Issue, Settings
    from sitegen.problems import Problem
    from sitegen.site.orders import Order
    from sitegen.site.script import Tree
    from sitegen.site.shelf import Address, Shelf

# The names of the search's parts.
SEARCH = "search index"
SEGMENT = "segment "

# What the names of the parts of the whole archive begin with.
DATA = "data "

# The most articles that lists show of an issue.
OPENED = max(HEADLINES, HOME_HEADLINES)

ISSUE_TEMPLATES = ("issue.html", "article.html", "redirect.html")
BOOK_TEMPLATES = ("book-colophon.xhtml", "book-nav.xhtml", "book-page.xhtml", "book-story.xhtml", "book-title.xhtml")
BOOK_STYLE = f"static/{STYLE}"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the site that is made, or left as it is, as a whole.

    Args:
        name: for people, and to know it again: `issue gongren-ribao/2021-08-18`.
        marks: of what it is made of, each by its name; beside the theme, the settings and the program.
        templates: those that lay it out, and static files that it holds, as `template_marks` has them; None where all of the theme matters.
        order: gives the order, which is needed only where the part is to be made.
        raw: the raw pages that it shows, by their files' names.
    """

    name: str
    marks: tuple[tuple[str, bytes], ...]
    templates: tuple[str, ...] | None
    order: Callable[[], Order]
    raw: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """The parts of a site, those that others are made of first.

    Args:
        issues: one for each issue; made anew, one by one, whenever they are asked for.
        segments: of the search's index.
        lists: likewise everything that shows several issues; asked for only where something of that has changed.
        problems: what of the archive cannot be on the site.
    """

    issues: Callable[[], Iterator[Part]]
    segments: tuple[Part, ...]
    lists: Callable[[], Iterator[Part]]
    problems: tuple[Problem, ...]


def plan(shelf: Shelf, settings: Settings, trees: tuple[Tree, ...]) -> Plan:
    """Plan a site.

    Args:
        shelf: the archive.
        settings: its settings.
        trees: the site's, the sources' own first.
    """
    chosen, problems = _chosen(shelf, settings)
    return Plan(
        partial(_issues, shelf, settings),
        tuple(_segments(shelf)) if "search" not in settings.without else (),
        partial(_lists, shelf, settings, trees, chosen),
        problems,
    )


def put_together(shelf: Shelf, settings: Settings, planned: Plan, told: Mapping[str, object]) -> Iterator[Part]:
    """The parts that are made of what others told, by these others' names in whatever order, and of files that these made."""
    if "search" not in settings.without:
        segments_told = (told.get(part.name) for part in planned.segments)
        made = tuple(each for each in segments_told if isinstance(each, Segment))
        newspapers = tuple(paper.newspaper for paper in shelf.papers)
        marks = (("segments", mark(*map(repr, made))), ("newspapers", mark(*map(repr, newspapers))))
        yield Part(SEARCH, marks, (), partial(SearchOrder, made, newspapers))
    if "data" not in settings.without:
        # One that could not be made at all has told nothing, and its data is not there.
        every = ((issue, told.get(issue_name(issue))) for issue in _issues_of(shelf))
        sized = [(issue, size) for issue, size in every if isinstance(size, int)]
        for number, places in enumerate(exports.archive_parts(size for _, size in sized), 1):
            those = [sized[place][0] for place in places]
            articles = mark(*map(shelf.text, those), repr([address(each) for each in those]))
            yield Part(
                f"{DATA}{number}", (("articles", articles),), (), partial(DataOrder, number, tuple(map(address, those)))
            )


def is_put_together(name: str) -> bool:
    """Whether a part is one of those that are made of others."""
    return name == SEARCH or name.startswith(DATA)


def address(issue: Issue) -> Address:
    """Which issue it is."""
    return issue.slug, issue.key


def issue_name(issue: Issue) -> str:
    """The name of the part that is an issue."""
    return f"issue {issue.slug}/{issue.key}"


def _issues_of(shelf: Shelf) -> tuple[Issue, ...]:
    return tuple(issue for paper in shelf.papers for issue in paper.issues)


def _issues(shelf: Shelf, settings: Settings) -> Iterator[Part]:
    templates = (*ISSUE_TEMPLATES, *((*BOOK_TEMPLATES, BOOK_STYLE) if "books" not in settings.without else ()))
    for paper in shelf.papers:
        for place, issue in enumerate(paper.issues):
            before, after = (each and _closed(each) for each in beside(paper.issues, place))
            dropped = shelf.dropped(issue)
            found = ((id_, shelf.find(id_)) for id_ in sorted(set(issue.redirects.values())))
            places = tuple((id_, (*address(it[0]), it[1].id)) for id_, it in found if it)
            order = partial(IssueOrder, address(issue), dropped, paper.newspaper, before, after, places)
            marks = (
                ("its files", shelf.text(issue)),
                ("ids of others", mark(*dropped)),
                ("its newspaper", mark(repr(paper.newspaper))),
                ("the issues beside it", mark(*(repr(each and _shown_beside(each)) for each in (before, after)))),
                ("former addresses", mark(repr(places))),
            )
            yield Part(issue_name(issue), marks, templates, order, shelf.raw(issue))


def _shown_beside(issue: Issue) -> tuple[str, ...]:
    """What an issue's pages show of the issue beside it."""
    return (issue.slug, issue.key, issue.date, issue.script)


def _segments(shelf: Shelf) -> Iterator[Part]:
    for issues in segments(latest_first(_issues_of(shelf)), MEASURES, shelf.size):
        those = tuple((address(issue), shelf.dropped(issue), _matter(issue, shelf)) for issue in issues)
        name = f"{SEGMENT}{'/'.join(address(issues[0]))}"
        yield Part(name, (("articles", mark(repr(those))),), (), partial(SegmentOrder, name, those))


def _matter(issue: Issue, shelf: Shelf) -> bytes:
    return mark(shelf.text(issue), repr(shelf.dropped(issue)))


def _lists(
    shelf: Shelf, settings: Settings, trees: tuple[Tree, ...], chosen: tuple[Issue | Entry, ...]
) -> Iterator[Part]:
    catalogue = shelf.catalogue
    issues = catalogue.issues
    days = by_day(issues)
    names = volume_names(issues, settings)
    for volume in names:
        yield Part(
            _of_volume("frame", volume), (("the host name", mark(settings.host)),), None, partial(FrameOrder, volume)
        )
    yield _home(shelf, days, chosen)
    for paper in catalogue.papers:
        yield from _newspaper(shelf, paper)
    yield Part("list of issues", (("issues", _faces(shelf, issues)),), ("issues.html",), partial(_issues_order, issues))
    yield from _days(shelf, days)
    for kind, groups in (("authors", catalogue.authors), ("columns", catalogue.columns)):
        yield from _names(shelf, kind, groups)
    yield from _feeds(shelf)
    yield from _maps(shelf, days, settings, trees, names)


def volume_names(issues: Iterable[Issue], settings: Settings) -> tuple[str, ...]:
    """The sites of an archive, the front door first."""
    routes = (Routes().issue(*address(issue)) for issue in issues) if settings.split else ()
    return (FRONT, *sorted({volume_of(route, settings.split) for route in routes}))


def _of_volume(name: str, volume: str) -> str:
    """The name of a part that every site has."""
    return f"{name} of {volume}" if volume else name


def _home(shelf: Shelf, days: Sequence[DayOfYear], chosen: tuple[Issue | Entry, ...]) -> Part:
    catalogue = shelf.catalogue
    authors, columns = (tuple(map(_counted, most(groups))) for groups in (catalogue.authors, catalogue.columns))
    offered = repr([(group.name, len(group.entries)) for group in (*authors, *columns)])
    closed_days = tuple(DayOfYear(day.month, day.day, ()) for day in days)

    def order() -> Order:
        papers = []
        for paper in catalogue.papers:
            newest = paper.newest
            shown = tuple(shelf.opened(each, OPENED) if each is newest else _closed(each) for each in paper.issues)
            papers.append(replace(paper, issues=shown))
        return HomeOrder(Catalogue(tuple(papers), authors, columns), closed_days, chosen)

    newspapers = mark(*(repr(paper.newspaper) for paper in catalogue.papers))
    marks = (
        ("issues", _faces(shelf, catalogue.issues)),
        ("newspapers", newspapers),
        ("authors and columns", mark(offered)),
        ("start", mark(repr(chosen))),
    )
    return Part("home page", marks, ("home.html",), order)


def _newspaper(shelf: Shelf, paper: Paper) -> Iterator[Part]:
    years = paper_years(paper)
    slug, newspaper = paper.newspaper.slug, mark(repr(paper.newspaper))
    counted = replace(paper, issues=AtHand((), len(paper.issues)))

    def on_page() -> Order:
        shown = tuple(
            (year, tuple(shelf.opened(issue, 1) if place < years.whole else _closed(issue) for issue in issues))
            for place, (year, issues) in enumerate(years.years)
        )
        return NewspaperOrder(PaperYears(counted, shown, years.whole))

    def on_own_page(own: int) -> Order:
        shown = tuple(
            (year, tuple(shelf.opened(issue, 1) for issue in issues) if place == own else ())
            for place, (year, issues) in enumerate(years.years)
        )
        return YearOrder(PaperYears(counted, shown, years.whole), own)

    marks = (("its issues", _faces(shelf, paper.issues)), ("the newspaper", newspaper))
    yield Part(f"newspaper {slug}", marks, ("newspaper.html",), on_page)
    around = mark(repr([year for year, _ in years.years]), years.whole)
    for place in range(years.whole, len(years.years)):
        year, issues = years.years[place]
        of_year = (("its issues", _faces(shelf, issues)), ("the newspaper", newspaper), ("other years", around))
        yield Part(f"newspaper {slug} {year or 'undated'}", of_year, ("year.html",), partial(on_own_page, place))


def _issues_order(issues: Sequence[Issue]) -> Order:
    return IssuesOrder(tuple(map(_closed, issues)))


def _days(shelf: Shelf, days: Sequence[DayOfYear]) -> Iterator[Part]:
    counted = tuple(DayOfYear(day.month, day.day, AtHand((), len(day.issues))) for day in days)
    counts = mark(repr([(day.month, day.day, len(day.issues)) for day in days]))
    yield Part("days", (("issues of days", counts),), ("days.html",), partial(DaysOrder, counted))

    def opened(day: DayOfYear, before: DayOfYear | None, after: DayOfYear | None) -> Order:
        issues = tuple(shelf.opened(issue, OPENED) for issue in day.issues)
        return DayOrder(replace(day, issues=issues), before, after)

    for place, day in enumerate(days):
        before, after = beside(counted, place)
        near = repr([each and (each.month, each.day) for each in (before, after)])
        marks = (("its issues", _faces(shelf, day.issues)), ("days beside it", mark(near)))
        yield Part(f"day {day.month:02}-{day.day:02}", marks, ("day.html",), partial(opened, day, before, after))


def _names(shelf: Shelf, kind: str, groups: Sequence[Group]) -> Iterator[Part]:
    counts = mark(repr([(group.name, len(group.entries)) for group in groups]))
    marks = (("names", counts),)
    yield Part(f"list of {kind}", marks, ("index.html",), lambda: IndexOrder(kind, tuple(map(_counted, groups))))

    def shown(group: Group, number: int) -> Order:
        start = (number - 1) * ARTICLES_A_PART
        entries = tuple(group.entries[start : start + ARTICLES_A_PART])
        closed = tuple(Entry(_closed(entry.issue), entry.article) for entry in entries)
        return StoriesOrder(kind, Group(group.name, AtHand(closed, len(group.entries), start)), number)

    for group in groups:
        for number in range(1, parts(group) + 1):
            where = slice((number - 1) * ARTICLES_A_PART, number * ARTICLES_A_PART)
            listed = mark(len(group.entries), *shelf.faces(group.entries, where))
            name = f"{kind} {group.name} {number}"
            yield Part(name, (("its articles", listed),), ("stories.html",), partial(shown, group, number))


def _feeds(shelf: Shelf) -> Iterator[Part]:
    def of_site(issues: Iterable[Issue]) -> Order:
        return SiteFeedOrder(tuple(shelf.opened(issue, feeds.NEWEST) for issue in issues))

    def of_paper(paper: Paper, issues: Iterable[Issue]) -> Order:
        return NewspaperFeedOrder(replace(paper, issues=tuple(shelf.opened(issue, feeds.NEWEST) for issue in issues)))

    told = feeds.told_issues(shelf.catalogue.issues)
    yield Part("feed", (("its issues", _faces(shelf, told)),), (), partial(of_site, told))
    for paper in shelf.catalogue.papers:
        told = feeds.told_issues(paper.issues)
        marks = (("its issues", _faces(shelf, told)), ("the newspaper", mark(repr(paper.newspaper))))
        yield Part(f"feed {paper.newspaper.slug}", marks, (), partial(of_paper, paper, told))


def _maps(
    shelf: Shelf, days: Sequence[DayOfYear], settings: Settings, trees: tuple[Tree, ...], names: tuple[str, ...]
) -> Iterator[Part]:
    searched = "search" not in settings.without
    catalogue, own = shelf.catalogue, trees[0]
    kinds = [(KINDS["authors"](own), catalogue.authors), (KINDS["columns"](own), catalogue.columns)]

    def every_page() -> Iterator[str]:
        return sitemap.page_routes(catalogue, days, kinds, shelf.ids, own, searched)

    if not settings.split:
        yield from _maps_of(FRONT, every_page, trees)
        return
    pages: dict[str, list[str]] = {volume: [] for volume in names}
    for page in every_page():
        pages[volume_of(page, settings.split)].append(page)
    for volume in names:
        yield from _maps_of(volume, pages[volume].__iter__, trees)


def _maps_of(volume: str, pages: Callable[[], Iterator[str]], trees: tuple[Tree, ...]) -> Iterator[Part]:
    """The site maps of one site; a map may name so many pages."""
    longest = sitemap.LONGEST // len(trees)
    of = -(-sum(1 for _ in pages()) // longest)
    named = pages()
    for number in range(1, of + 1):
        some = "\n".join(islice(named, longest))
        marks = (("pages", mark(of, some)),)
        yield Part(_of_volume(f"site map {number}", volume), marks, (), partial(MapOrder, number, of, some, volume))
    if of > 1:
        yield Part(_of_volume("site map", volume), (("maps", mark(of)),), (), partial(MapOrder, 0, of, "", volume))


def _chosen(shelf: Shelf, settings: Settings) -> tuple[tuple[Issue | Entry, ...], tuple[Problem, ...]]:
    """Where the editor would have readers begin, and what is wrong with that."""
    if not settings.start:
        return (), ()
    issues = {"/".join(address(issue)): issue for issue in _issues_of(shelf)}
    chosen: list[Issue | Entry] = []
    problems = []
    for door in settings.start:
        where, _, id_ = door.place.rpartition("/")
        found = shelf.find(id_)
        if door.place in issues:
            chosen.append(_closed(issues[door.place]))
        elif found and "/".join(address(found[0])) == where:
            chosen.append(Entry(_closed(found[0]), found[1]))
        else:
            places = (f"{name}/{id_}" for name, issue in issues.items() for id_ in shelf.ids(issue))
            problems.append(unknown_door(door, (*issues, *places)))
    return tuple(chosen), tuple(problems)


def _closed(issue: Issue) -> Issue:
    """The issue without any article at hand, only their number."""
    return replace(issue, articles=AtHand((), len(issue.articles)))


def _counted(group: Group) -> Group:
    return replace(group, entries=AtHand((), len(group.entries)))


def _faces(shelf: Shelf, issues: Iterable[Issue]) -> bytes:
    return mark(*map(shelf.face, issues))
