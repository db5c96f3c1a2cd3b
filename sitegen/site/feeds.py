"""What machines read: Atom feeds (RFC 4287), the site map (sitemaps.org) and robots.txt.

Dates come from the content, never from the clock. An article whose date is open or known to the month counts from the
earliest day it allows; an article without any date is in no feed, for Atom wants a date of every entry.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sitegen.site import dates, routes
from sitegen.site.document import Document
from sitegen.site.listings import Catalogue, Entry, newest_first
from sitegen.site.markdown import lead
from sitegen.site.newspaper_page import paper_name
from sitegen.site.stories import newspaper_name, title
from sitegen.site.xmlfiles import identity, printable, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Issue, Settings
    from sitegen.site.script import Tree

ATOM = "http://www.w3.org/2005/Atom"
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
HTML_TYPE = "text/html"
ATOM_TYPE = "application/atom+xml"
XHTML = "http://www.w3.org/1999/xhtml"

NEWEST = 50

# Newspapers are dated in China's time. Atom's own date for an archive without any dated article is the first there is.
CHINA = datetime.timezone(datetime.timedelta(hours=8))
NO_DATE = datetime.date(1970, 1, 1)


@dataclass(frozen=True, slots=True)
class Channel:
    """What one feed tells of.

    Args:
        name: what it stays known by, wherever the site is published.
        title, subtitle: in the script of its tree; the subtitle may be "".
        route: where it stands.
        page: the route of the page it belongs to.
        issues: all that might be in it.
    """

    name: str
    title: str
    subtitle: str
    route: str
    page: str
    issues: tuple[Issue, ...]


def feeds(catalogue: Catalogue, settings: Settings, trees: Iterable[Tree]) -> Iterator[Document]:
    """The feeds of the site and of each newspaper, in every tree."""
    for tree in trees:
        for channel in channels(catalogue, settings, tree):
            yield Document(channel.route, feed(channel, settings, tree))


def channels(catalogue: Catalogue, settings: Settings, tree: Tree) -> Iterator[Channel]:
    """The site's channel and that of each newspaper."""
    title, told = tree.say(settings.title), tree.texts.feed_title
    issues = catalogue.issues
    yield Channel(
        name=settings.title,
        title=told.format(title=title),
        subtitle=tree.say(settings.description),
        route=tree.routes.feed,
        page=tree.routes.home,
        issues=issues,
    )
    for paper in catalogue.papers:
        slug = paper.newspaper.slug
        yield Channel(
            name=f"{settings.title} {slug}",
            title=told.format(title=paper_name(paper, tree)),
            subtitle=title,
            route=tree.routes.newspaper_feed(slug),
            page=tree.routes.newspaper(slug),
            issues=paper.issues,
        )


def feed(channel: Channel, settings: Settings, tree: Tree) -> bytes:
    """The newest articles as an Atom feed. Its ids stay the same when the site moves to another address."""
    issues = (issue for issue in channel.issues if dates.first_day(issue.date))
    newest = newest_first(Entry(issue, article) for issue in issues for article in issue.articles)[:NEWEST]
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": tree.script})
    _add(root, "title", channel.title)
    if channel.subtitle:
        _add(root, "subtitle", channel.subtitle)
    _add(root, "id", identity(f"feed {tree.script} {channel.name}"))
    _add(root, "updated", _moment(newest[0].issue.date if newest else ""))
    author = ET.SubElement(root, "author")
    _add(author, "name", tree.say(settings.title))
    _link(root, "self", ATOM_TYPE, channel.route, channel, settings)
    _link(root, "alternate", HTML_TYPE, channel.page, channel, settings)
    for entry in newest:
        _entry(root, entry, channel, tree, settings)
    return written(root)


def sitemap(pages: Iterable[tuple[tuple[Tree, str], ...]], settings: Settings) -> bytes:
    """The addresses of all pages, each with its counterpart in the other script.

    The protocol wants full addresses, which are known only where `base_url` is set; without it they begin at the host.

    Args:
        pages: for each page, its tree and route in every tree, the sources' own first.
        settings: the archive's.
    """
    root = ET.Element("urlset", {"xmlns": SITEMAP, "xmlns:xhtml": XHTML})
    for counterparts in pages:
        for _, route in counterparts:
            url = ET.SubElement(root, "url")
            ET.SubElement(url, "loc").text = routes.absolute(route, settings.base_url)
            for tree, other in counterparts if len(counterparts) > 1 else ():
                address = routes.absolute(other, settings.base_url)
                facts = {"rel": "alternate", "hreflang": tree.script, "href": address}
                ET.SubElement(url, "xhtml:link", facts)
    return written(root)


def robots(settings: Settings) -> bytes:
    """Everyone may read everything; the site map is named where its full address is known, as the protocol wants."""
    rules = "User-agent: *\nAllow: /\n"
    if settings.base_url:
        rules += f"\nSitemap: {routes.absolute(routes.SITEMAP, settings.base_url)}\n"
    return rules.encode()


def _entry(root: ET.Element, entry: Entry, channel: Channel, tree: Tree, settings: Settings) -> None:
    issue, article = entry.issue, entry.article
    tree = tree.reading_article(issue, article)
    element = ET.SubElement(root, "entry")
    _add(element, "title", title(article, tree))
    _add(element, "id", identity(f"article {tree.script} {issue.slug}/{issue.key}/{article.id}"))
    _add(element, "updated", _moment(issue.date))
    _add(element, "published", _moment(issue.date))
    route = tree.routes.article(issue.slug, issue.key, article.id)
    _link(element, "alternate", HTML_TYPE, route, channel, settings)
    for name in article.authors or (issue.newspaper,):
        author = ET.SubElement(element, "author")
        _add(author, "name", tree.say(name) or newspaper_name(issue, tree))
    if article.column:
        ET.SubElement(element, "category", {"term": tree.say(article.column)})
    text = lead(article.body) or lead("".join(photo.caption for photo in article.photos))
    where = f"{newspaper_name(issue, tree)} {tree.words(dates.in_words(issue.date))}"
    _add(element, "summary", f"{where} {tree.say(text)}".strip())


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = printable(text)


def _link(parent: ET.Element, rel: str, kind: str, route: str, channel: Channel, settings: Settings) -> None:
    """A link; relative to the feed where the site's own address is not known."""
    address = routes.address(route, channel.route, settings.base_url)
    ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": address})


def _moment(date: str) -> str:
    day = dates.first_day(date) or NO_DATE
    return datetime.datetime.combine(day, datetime.time(), CHINA).isoformat()
