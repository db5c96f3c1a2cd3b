"""Which pages the site has, in each tree. A page's view is made only when it is rendered."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.site import dates
from sitegen.site.article_page import article_page
from sitegen.site.home_page import home_page
from sitegen.site.index_pages import StoriesPage, author_page, authors_page, column_page, columns_page
from sitegen.site.issue_page import issue_page
from sitegen.site.metadata import article_data, article_description, issue_description
from sitegen.site.newspaper_page import newspaper_page, paper_name
from sitegen.site.stories import Link, newspaper_name, title

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.model import Issue, Settings
    from sitegen.site.listings import Catalogue, Group, Paper
    from sitegen.site.script import Tree


NO_DATA = Markup()


@dataclass(frozen=True, slots=True)
class Content:
    """What a template is given.

    Args:
        title: of the page, without the archive's name; "" on the home page.
        description: one sentence or two, for search engines.
        view: what the page shows.
        kind: Open Graph's word for it.
        data: JSON-LD, "" for none.
    """

    title: str
    description: str
    view: object
    kind: str = "website"
    data: Markup = NO_DATA


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page to be rendered.

    Args:
        route: where it stands.
        template: the template that lays it out.
        make: gives its content.
        source: the content file it is about, for problems; relative to the content folder.
        listed: whether search engines should know it.
    """

    route: str
    template: str
    make: Callable[[], Content]
    source: str = ""
    listed: bool = True


def sheets(catalogue: Catalogue, settings: Settings, tree: Tree) -> Iterator[Sheet]:
    """Every page of a tree that has a counterpart in the other one."""
    issues = tuple(issue for paper in catalogue.papers for issue in paper.issues)
    yield Sheet(tree.routes.home, "home.html", partial(_home, catalogue, settings, tree), "site.yaml")
    for paper in catalogue.papers:
        route = tree.routes.newspaper(paper.newspaper.slug)
        yield Sheet(route, "newspaper.html", partial(_newspaper, paper, tree), "site.yaml")
        for place in range(len(paper.issues)):
            yield from _issue_sheets(paper, place, settings, tree)
    yield from _redirects(issues, tree)
    yield from _index_sheets(catalogue, tree)


def _issue_sheets(paper: Paper, place: int, settings: Settings, tree: Tree) -> Iterator[Sheet]:
    issue = paper.issues[place]
    folder = f"issues/{issue.slug}/{issue.key}"
    route = tree.routes.issue(issue.slug, issue.key)
    yield Sheet(route, "issue.html", partial(_issue, paper, place, tree), f"{folder}/issue.yaml")
    for number, article in enumerate(issue.articles):
        route = tree.routes.article(issue.slug, issue.key, article.id)
        source = f"{folder}/{article.page:02}-{article.order:02}.md"
        yield Sheet(route, "article.html", partial(_article, issue, number, settings, tree), source)


def _redirects(issues: tuple[Issue, ...], tree: Tree) -> Iterator[Sheet]:
    """A page at every former address, leading to the text's new one, or to the issue where it is gone for good."""
    places = {
        article.id: tree.routes.article(issue.slug, issue.key, article.id)
        for issue in issues
        for article in issue.articles
    }
    taken = set(places.values())
    for issue in issues:
        for former, now in sorted(issue.redirects.items()):
            route = tree.routes.article(issue.slug, issue.key, former)
            if route in taken:
                continue
            target = places.get(now, tree.routes.issue(issue.slug, issue.key))
            content = Content(tree.texts.moved, tree.texts.moved, Link(target, tree.texts.moved))
            source = f"issues/{issue.slug}/{issue.key}/issue.yaml"
            yield Sheet(route, "redirect.html", partial(_given, content), source, listed=False)


def _index_sheets(catalogue: Catalogue, tree: Tree) -> Iterator[Sheet]:
    indexes = (
        (tree.routes.authors, catalogue.authors, authors_page, tree.routes.author, author_page),
        (tree.routes.columns, catalogue.columns, columns_page, tree.routes.column, column_page),
    )
    for route, groups, index_page, group_route, group_page in indexes:
        index = index_page(groups, tree)
        yield Sheet(route, "index.html", partial(_given, Content(index.title, index.title, index)))
        for group in groups:
            yield Sheet(group_route(group.name), "stories.html", partial(_stories, group, group_page, tree))


def not_found(tree: Tree, route: str) -> Sheet:
    """The page for addresses that lead nowhere; hosts serve one for the whole site."""
    texts = tree.texts
    content = Content(texts.missing, texts.missing_note, Link(tree.routes.home, texts.go_home))
    return Sheet(route, "404.html", partial(_given, content), listed=False)


def _given(content: Content) -> Content:
    return content


def _home(catalogue: Catalogue, settings: Settings, tree: Tree) -> Content:
    return Content("", tree.say(settings.description), home_page(catalogue, tree))


def _newspaper(paper: Paper, tree: Tree) -> Content:
    page = newspaper_page(paper, tree)
    return Content(page.name, f"{page.name}，{page.count}", page)


def _issue(paper: Paper, place: int, tree: Tree) -> Content:
    issue = paper.issues[place]
    heading = f"{paper_name(paper, tree)} {tree.words(dates.short(issue.date))}"
    return Content(heading, issue_description(issue, tree), issue_page(paper, place, tree))


def _article(issue: Issue, place: int, settings: Settings, tree: Tree) -> Content:
    heading = f"{title(issue.articles[place], tree.reading(issue.script))} · {newspaper_name(issue, tree)}"
    return Content(
        heading,
        article_description(issue, place, tree),
        article_page(issue, place, tree),
        "article",
        article_data(issue, place, tree, settings),
    )


def _stories(group: Group, page: Callable[[Group, Tree], StoriesPage], tree: Tree) -> Content:
    view = page(group, tree)
    return Content(f"{view.name} · {view.index.text}", f"{view.name}，{view.count}", view)
