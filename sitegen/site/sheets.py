"""Which pages the site has, in each tree. A page's view is made only when it is rendered."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from sitegen.site import dates, routes
from sitegen.site.article_page import article_page
from sitegen.site.citations import citations, reference
from sitegen.site.days_page import day_page, days_page
from sitegen.site.feeds import ATOM_TYPE
from sitegen.site.home_page import home_page
from sitegen.site.index_pages import Kind, index_pages, stories_page
from sitegen.site.issue_page import issue_page
from sitegen.site.issues_page import issues_pages
from sitegen.site.jumps import ends
from sitegen.site.linked_data import article_data, home_data, issue_data, newspaper_data
from sitegen.site.listings import Entry, beside
from sitegen.site.metadata import Alternate, Tag, article_description, article_tags, issue_description
from sitegen.site.newspaper_page import PaperYears, newspaper_page, paper_name, year_page
from sitegen.site.origin import origin
from sitegen.site.routes import part
from sitegen.site.search_page import search_page
from sitegen.site.stories import Link, issue_link, newspaper_name, title
from sitegen.site.ways import Around
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from sitegen.model import Issue, Script, Settings
    from sitegen.site.jumps import Ends
    from sitegen.site.listings import Catalogue, DayOfYear, Group, Paper
    from sitegen.site.raw import RawPages
    from sitegen.site.script import Tree


NO_DATA = Markup()
JSON_TYPE = "application/json"


@dataclass(frozen=True, slots=True)
class Content:
    """What a template is given.

    Args:
        title: of the page, without the archive's name; "" on the home page.
        description: one sentence or two, for search engines.
        view: what the page shows.
        kind: Open Graph's word for it.
        data: JSON-LD, "" for none.
        tags: what an article says of itself to those who share and cite it.
        machines: the same matter in other forms.
    """

    title: str
    description: str
    view: object
    kind: str = "website"
    data: Markup = NO_DATA
    tags: tuple[Tag, ...] = ()
    machines: tuple[Alternate, ...] = ()


Place = tuple[str, str, str]
"""Where an article is: its newspaper's slug, its issue's key, its id."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be rendered.

    Args:
        route: where it stands.
        template: the template that lays it out.
        make: gives its content.
        source: the content file it is about, for problems; relative to the content folder.
        listed: whether search engines should know it.
        script: the script in which it was printed, "" where it shows no single issue.
    """

    route: str
    template: str
    make: Callable[[], Content]
    source: str = ""
    listed: bool = True
    script: Script | Literal[""] = ""


def home_sheet(
    catalogue: Catalogue, days: Sequence[DayOfYear], chosen: Sequence[Issue | Entry], settings: Settings, tree: Tree
) -> Sheet:
    """The home page; `chosen` is where an editor would have readers begin."""
    make = partial(_home, catalogue, days, chosen, settings, tree)
    return Sheet(tree.routes.home, "home.html", make, "site.yaml")


def newspaper_sheet(years: PaperYears, settings: Settings, tree: Tree) -> Sheet:
    """A newspaper's page."""
    route = tree.routes.newspaper(years.paper.newspaper.slug)
    return Sheet(route, "newspaper.html", partial(_newspaper, years, settings, tree), "site.yaml")


def year_sheet(years: PaperYears, place: int, tree: Tree) -> Sheet:
    """The page of a newspaper's year that does not fit on its page."""
    slug = years.paper.newspaper.slug
    route = tree.routes.newspaper_year(slug, years.years[place][0])
    return Sheet(route, "year.html", partial(_year, years, place, tree), f"issues/{slug}")


def list_sheets(issues: Sequence[Issue], tree: Tree) -> Iterator[Sheet]:
    """The list of all issues, with the pages of its years where it is long."""
    title = tree.texts.all_issues
    for route, view in issues_pages(issues, tree):
        heading = f"{view.title} · {title}" if view.up else title
        yield Sheet(route, "issues.html", partial(given, Content(heading, f"{heading}，{view.count}", view)))


def days_sheet(days: Sequence[DayOfYear], tree: Tree) -> Sheet:
    """The calendar of this day in past years."""
    return Sheet(tree.routes.days, "days.html", partial(_days, days, tree))


def day_sheet(days: Sequence[DayOfYear], place: int, tree: Tree) -> Sheet:
    """A day that has issues."""
    day = days[place]
    return Sheet(tree.routes.day(day.month, day.day), "day.html", partial(_day, days, place, tree))


def issue_sheets(paper: Paper, place: int, settings: Settings, tree: Tree, raw: RawPages) -> Iterator[Sheet]:
    """The newspaper's issue at `place` and its articles, which show their lines of the `raw` pages."""
    issue = paper.issues[place]
    folder = f"issues/{issue.slug}/{issue.key}"
    route = tree.routes.issue(issue.slug, issue.key)
    make_issue = partial(_issue, paper, place, settings, tree)
    yield Sheet(route, "issue.html", make_issue, f"{folder}/issue.yaml", script=issue.script)
    for number, (article, others) in enumerate(zip(issue.articles, ends(issue.articles), strict=True)):
        route = tree.routes.article(issue.slug, issue.key, article.id)
        source = f"{folder}/{article.page:02}-{article.order:02}.md"
        make = partial(_article, paper, place, number, others, settings, tree, raw)
        yield Sheet(route, "article.html", make, source, script=issue.script)


def redirect_sheets(issue: Issue, places: Mapping[str, Place], tree: Tree) -> Iterator[Sheet]:
    """A page at every former address of the issue, leading to the text's new one, or to the issue where it is gone for good.

    Args:
        issue: the issue with its articles.
        places: where the articles are, by id, that its former addresses lead to.
        tree: the tree of the pages.
    """
    taken = {article.id for article in issue.articles}
    for former, now in sorted(issue.redirects.items()):
        if former in taken:
            continue
        route = tree.routes.article(issue.slug, issue.key, former)
        target = tree.routes.article(*places[now]) if now in places else tree.routes.issue(issue.slug, issue.key)
        content = Content(tree.texts.moved, tree.texts.moved, Link(target, tree.texts.moved))
        source = f"issues/{issue.slug}/{issue.key}/issue.yaml"
        yield Sheet(route, "redirect.html", partial(given, content), source, listed=False)


def index_sheets(kind: Kind, groups: Sequence[Group], tree: Tree) -> Iterator[Sheet]:
    """The index of authors or columns."""
    for route, view in index_pages(kind, groups, tree):
        heading = f"{view.title} · {kind.title}" if view.up else kind.title
        yield Sheet(route, "index.html", partial(given, Content(heading, heading, view)))


def stories_sheet(kind: Kind, group: Group, number: int, tree: Tree) -> Sheet:
    """The articles of an author or of a column, or a part of them."""
    return Sheet(part(kind.route(group.name), number), "stories.html", partial(_stories, kind, group, number, tree))


def search_sheet(tree: Tree, settings: Settings) -> Sheet:
    """The search page."""
    return Sheet(tree.routes.search, "search.html", partial(_search, tree, settings))


def volume_sheet(volume: str, settings: Settings, tree: Tree) -> Sheet:
    """The beginning of a volume in a tree, which leads to its newspaper, or else to the front door."""
    route = tree.routes.newspaper(volume) if settings.split == "newspaper" else tree.routes.home
    content = Content(tree.texts.go_home, tree.texts.go_home, Link(route, tree.say(settings.title)))
    return Sheet(tree.routes.home, "redirect.html", partial(given, content), listed=False)


def not_found(tree: Tree, route: str) -> Sheet:
    """The page for addresses that lead nowhere; hosts serve one for the whole site."""
    texts = tree.texts
    content = Content(texts.missing, texts.missing_note, Link(tree.routes.home, texts.go_home))
    return Sheet(route, "404.html", partial(given, content), listed=False)


def given(content: Content) -> Content:
    """What is shown, where it is known beforehand."""
    return content


def _home(
    catalogue: Catalogue, days: Sequence[DayOfYear], chosen: Sequence[Issue | Entry], settings: Settings, tree: Tree
) -> Content:
    view = home_page(catalogue, days, tree, chosen)
    return Content("", tree.say(settings.description), view, data=home_data(tree, settings))


def _search(tree: Tree, settings: Settings) -> Content:
    return Content(tree.texts.search, tree.texts.search_note, search_page(tree, settings))


def _newspaper(years: PaperYears, settings: Settings, tree: Tree) -> Content:
    page, paper = newspaper_page(years, tree), years.paper
    feed = Alternate(
        tree.routes.newspaper_feed(paper.newspaper.slug), ATOM_TYPE, tree.texts.feed_title.format(title=page.name)
    )
    return Content(
        page.name,
        f"{page.name}，{page.count}",
        page,
        data=newspaper_data(paper.newspaper, _way(paper, settings, tree), tree, settings),
        machines=(feed,),
    )


def _year(years: PaperYears, place: int, tree: Tree) -> Content:
    page = year_page(years, place, tree)
    heading = f"{page.newspaper.text} {page.year.name}"
    return Content(heading, f"{heading}，{page.year.count}", page)


def _days(days: Sequence[DayOfYear], tree: Tree) -> Content:
    return Content(tree.texts.days, tree.texts.days_note, days_page(days, tree))


def _day(days: Sequence[DayOfYear], place: int, tree: Tree) -> Content:
    page = day_page(days, place, tree)
    heading = f"{page.name} · {page.up.text}"
    return Content(heading, f"{heading}，{page.count}", page)


def _way(paper: Paper, settings: Settings, tree: Tree) -> tuple[Link, ...]:
    """The way from the home page to a newspaper."""
    home = Link(tree.routes.home, tree.say(settings.title))
    return (home, Link(tree.routes.newspaper(paper.newspaper.slug), paper_name(paper, tree)))


def _issue(paper: Paper, place: int, settings: Settings, tree: Tree) -> Content:
    issue = paper.issues[place]
    heading = f"{paper_name(paper, tree)} {tree.words(dates.short(issue.date))}"
    way = (*_way(paper, settings, tree), issue_link(issue, tree))
    return Content(
        heading,
        issue_description(issue, tree),
        issue_page(paper, place, tree, "books" not in settings.without),
        data=issue_data(issue, paper.newspaper, way, tree, settings),
        machines=(Alternate(routes.issue_data(issue.slug, issue.key), JSON_TYPE, tree.texts.issue_data),),
    )


def _article(
    paper: Paper, place: int, number: int, others: Ends, settings: Settings, tree: Tree, raw: RawPages
) -> Content:
    """An article's page: the one at `number` of the issue at `place`; `others` are the other parts of its story."""
    issue = paper.issues[place]
    entry = Entry(issue, issue.articles[number])
    headline = title(entry.article, tree.reading_article(issue, entry.article))
    here = Link(tree.routes.article(issue.slug, issue.key, entry.article.id), headline)
    around = Around(*beside(paper.issues, place), others)
    cited = reference(entry, paper.newspaper, tree, settings)
    return Content(
        f"{headline} · {newspaper_name(issue, tree)}",
        article_description(issue, number, tree),
        article_page(issue, number, tree, origin(entry, tree, raw), citations(cited, tree), around),
        "article",
        article_data(
            entry, paper.newspaper, (*_way(paper, settings, tree), issue_link(issue, tree), here), tree, settings
        ),
        article_tags(cited, tree),
    )


def _stories(kind: Kind, group: Group, number: int, tree: Tree) -> Content:
    view = stories_page(kind, group, number, tree)
    heading = " · ".join(filter(None, (view.name, view.part, view.index.text)))
    return Content(heading, f"{heading}，{view.count}", view)
