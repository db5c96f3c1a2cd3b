"""What a page is about, as linked data: JSON-LD in the vocabulary of schema.org.

An article (NewsArticle) is part of an issue (PublicationIssue), which is part of a newspaper (Newspaper, a Periodical). The
page itself (WebPage) tells the way to it (BreadcrumbList). A newspaper that nobody knows is no thing of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec
from jinja2.utils import htmlsafe_json_dumps

from sitegen.model import UNIDENTIFIED
from sitegen.site import dates, routes, volumes
from sitegen.site.stories import newspaper_name, page_name, title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from sitegen.model import Issue, Newspaper, Settings
    from sitegen.site.listings import Entry
    from sitegen.site.script import Tree
    from sitegen.site.stories import Link

CONTEXT = "https://schema.org"

Facts = dict[str, object]
"""A node: names of properties and their values. An empty value says nothing and is left out."""


def home_data(tree: Tree, settings: Settings) -> Markup:
    """The archive as a WebSite."""
    return _written(
        {
            "@type": "WebSite",
            "name": tree.say(settings.title),
            "description": tree.say(settings.description),
            "inLanguage": tree.script,
            "url": _address(tree.routes.home, tree.routes.home, settings),
        }
    )


def newspaper_data(newspaper: Newspaper, crumbs: Iterable[Link], tree: Tree, settings: Settings) -> Markup:
    """A newspaper as a Newspaper, one that nobody knows as the page that collects its issues."""
    here = tree.routes.newspaper(newspaper.slug)
    page = _page(crumbs, here, settings)
    if newspaper.slug == UNIDENTIFIED:
        return _written({**page, "@type": "CollectionPage", "name": tree.texts.unidentified})
    return _written({**_newspaper(newspaper, tree.say(newspaper.name), here, tree, settings), "mainEntityOfPage": page})


def issue_data(issue: Issue, newspaper: Newspaper, crumbs: Iterable[Link], tree: Tree, settings: Settings) -> Markup:
    """An issue as a PublicationIssue of its newspaper, with its machine-readable form.

    Args:
        issue: the issue.
        newspaper: as `site.yaml` knows it.
        crumbs: the way from the home page to the issue.
        tree: the tree of the page.
        settings: the archive's.
    """
    here = tree.routes.issue(issue.slug, issue.key)
    encoding = {
        "@type": "MediaObject",
        "contentUrl": _address(routes.issue_data(issue.slug, issue.key), here, settings),
        "encodingFormat": "application/json",
    }
    facts = {**_issue(issue, newspaper, here, tree, settings), "encoding": encoding}
    return _written({**facts, "mainEntityOfPage": _page(crumbs, here, settings)})


def article_data(entry: Entry, newspaper: Newspaper, crumbs: Iterable[Link], tree: Tree, settings: Settings) -> Markup:
    """An article as a NewsArticle, safe inside a script element.

    Args:
        entry: the article and its issue.
        newspaper: as `site.yaml` knows it.
        crumbs: the way from the home page to the article.
        tree: the tree of the page.
        settings: the archive's.
    """
    issue, article = entry.issue, entry.article
    tree = tree.reading_article(issue, article)
    here = tree.routes.article(issue.slug, issue.key, article.id)
    sections = (tree.say(article.column), page_name(issue, article.page, tree))
    return _written(
        {
            "@type": "NewsArticle",
            "headline": tree.say(article.title) or title(article, tree),
            "alternativeHeadline": tree.say(article.subtitle or article.kicker),
            "author": [{"@type": "Person", "name": tree.say(name)} for name in article.authors],
            "datePublished": dates.machine(issue.date),
            "articleSection": [section for section in sections if section],
            "pagination": str(article.page),
            "inLanguage": tree.script,
            "isPartOf": _issue(issue, newspaper, here, tree, settings),
            "url": _address(here, here, settings),
            "mainEntityOfPage": _page(crumbs, here, settings),
        }
    )


def _issue(issue: Issue, newspaper: Newspaper, here: str, tree: Tree, settings: Settings) -> Facts:
    name = newspaper_name(issue, tree)
    paper = _newspaper(newspaper, name, here, tree, settings) if issue.slug != UNIDENTIFIED else ""
    return {
        "@type": "PublicationIssue",
        "name": f"{name} {tree.words(dates.short(issue.date))}",
        "issueNumber": issue.number,
        "datePublished": dates.machine(issue.date),
        "isPartOf": paper,
        "url": _address(tree.routes.issue(issue.slug, issue.key), here, settings),
    }


def _newspaper(newspaper: Newspaper, name: str, here: str, tree: Tree, settings: Settings) -> Facts:
    place = {"@type": "Place", "name": tree.say(newspaper.place)}
    publisher = {"@type": "Organization", "name": tree.say(newspaper.publisher)}
    return {
        "@type": "Newspaper",
        "name": name,
        "alternateName": newspaper.latin,
        "identifier": newspaper.cn,
        "locationCreated": place if newspaper.place else "",
        "publisher": publisher if newspaper.publisher else "",
        "url": _address(tree.routes.newspaper(newspaper.slug), here, settings),
    }


def _page(crumbs: Iterable[Link], here: str, settings: Settings) -> Facts:
    """The page, and the way to it."""
    items = [
        {"@type": "ListItem", "position": place, "name": crumb.text, "item": _address(crumb.route, here, settings)}
        for place, crumb in enumerate(crumbs, 1)
    ]
    breadcrumb = {"@type": "BreadcrumbList", "itemListElement": items}
    return {"@type": "WebPage", "breadcrumb": breadcrumb}


def _address(route: str, here: str, settings: Settings) -> str:
    """The full address; where the site's own is not known, relative to the page, as JSON-LD reads it."""
    return volumes.address(route, here, settings)


def _written(facts: Facts) -> Markup:
    return htmlsafe_json_dumps({"@context": CONTEXT, **_known(facts)}, dumps=_json)


def _json(facts: Facts) -> str:
    """As short as can be, Chinese as it is.

    >>> _json({"name": "工会", "position": 1})
    '{"name":"工会","position":1}'
    """
    return msgspec.json.encode(facts).decode()


def _known(facts: Facts) -> Facts:
    """A node without properties that say nothing, and so the nodes in it."""
    return {
        name: _known(value) if isinstance(value, dict) else value
        for name, value in facts.items()
        if value not in ("", [])
    }
