"""Atom feeds (RFC 4287): the newest articles of the site, and of each newspaper.

Dates come from the content, never from the clock. An article whose date is open or known to the month counts from the
earliest day it allows; an article without any date is in no feed, for Atom wants a date of every entry.
"""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sitegen.site import dates, volumes
from sitegen.site.listings import Entry, latest_first, newest_first
from sitegen.site.markdown import lead
from sitegen.site.newspaper_page import paper_name
from sitegen.site.stories import newspaper_name, title
from sitegen.site.xmlfiles import identity, printable, written
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sitegen.model import Issue, Settings
    from sitegen.site.listings import Paper
    from sitegen.site.script import Tree

ATOM = "http://www.w3.org/2005/Atom"
HTML_TYPE = "text/html"
ATOM_TYPE = "application/atom+xml"

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
        issues: all that might be in it, or only the newest of them.
    """

    name: str
    title: str
    subtitle: str
    route: str
    page: str
    issues: Sequence[Issue]


def site_channel(issues: Sequence[Issue], settings: Settings, tree: Tree) -> Channel:
    """The site's own channel, of its newest `issues`."""
    return Channel(
        name=settings.title,
        title=tree.texts.feed_title.format(title=tree.say(settings.title)),
        subtitle=tree.say(settings.description),
        route=tree.routes.feed,
        page=tree.routes.home,
        issues=issues,
    )


def newspaper_channel(paper: Paper, settings: Settings, tree: Tree) -> Channel:
    """A newspaper's channel; only its newest issues need be at hand."""
    slug = paper.newspaper.slug
    return Channel(
        name=f"{settings.title} {slug}",
        title=tree.texts.feed_title.format(title=paper_name(paper, tree)),
        subtitle=tree.say(settings.title),
        route=tree.routes.newspaper_feed(slug),
        page=tree.routes.newspaper(slug),
        issues=paper.issues,
    )


def told_issues(issues: Iterable[Issue]) -> tuple[Issue, ...]:
    """Of many issues those whose articles a feed tells of: the newest that are dated."""
    told: list[Issue] = []
    count = 0
    for issue in latest_first(issue for issue in issues if dates.first_day(issue.date)):
        if count >= NEWEST:
            break
        told.append(issue)
        count += len(issue.articles)
    return tuple(told)


def feed(channel: Channel, settings: Settings, tree: Tree) -> bytes:
    """The newest articles as an Atom feed. Its ids stay the same when the site moves to another address."""
    shown = (Entry(issue, article) for issue in told_issues(channel.issues) for article in issue.articles[:NEWEST])
    newest = newest_first(shown)[:NEWEST]
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
    address = volumes.address(route, channel.route, settings)
    ET.SubElement(parent, "link", {"rel": rel, "type": kind, "href": address})


def _moment(date: str) -> str:
    day = dates.first_day(date) or NO_DATE
    return datetime.datetime.combine(day, datetime.time(), CHINA).isoformat()
