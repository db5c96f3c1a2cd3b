"""The site map (https://www.sitemaps.org/protocol.html) and robots.txt: which pages there are, for search engines.

A map names so many addresses; a larger site has several maps, and `sitemap.xml` names these.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from sitegen.site import routes
from sitegen.site.document import Document
from sitegen.site.index_pages import index_routes, parts
from sitegen.site.issues_page import issues_routes
from sitegen.site.newspaper_page import paper_years
from sitegen.site.routes import part
from sitegen.site.templates import counterparts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitegen.model import Issue
    from sitegen.site.index_pages import Kind
    from sitegen.site.listings import Catalogue, DayOfYear, Group
    from sitegen.site.script import Tree

# The addresses of one map. The protocol allows 50,000; a map is in memory while it is made.
LONGEST = 10_000

SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
DECLARATION = "<?xml version='1.0' encoding='utf-8'?>\n"


def page_routes(
    catalogue: Catalogue,
    days: Iterable[DayOfYear],
    kinds: Iterable[tuple[Kind, Sequence[Group]]],
    ids: Callable[[Issue], Iterable[str]],
    tree: Tree,
    searched: bool,
) -> Iterator[str]:
    """Every page of a tree that search engines should know, in the order of the site.

    Args:
        catalogue: the archive in order.
        days: the days of the year that have issues.
        kinds: authors and columns, each with all its names.
        ids: those of an issue's articles.
        tree: the sources' own.
        searched: whether the site has a search.
    """
    own = tree.routes
    yield own.home
    for paper in catalogue.papers:
        slug, years = paper.newspaper.slug, paper_years(paper)
        yield own.newspaper(slug)
        yield from (own.newspaper_year(slug, year) for year, _ in years.years[years.whole :])
        for issue in paper.issues:
            yield own.issue(slug, issue.key)
            yield from (own.article(slug, issue.key, id_) for id_ in ids(issue))
    for kind, groups in kinds:
        yield from index_routes(kind, groups)
        for group in groups:
            yield from (part(kind.route(group.name), number) for number in range(1, parts(group) + 1))
    if searched:
        yield own.search
    yield from issues_routes(catalogue.issues, tree)
    yield own.days
    yield from (own.day(day.month, day.day) for day in days)


def map_file(number: int, of: int, pages: Iterable[str], base_url: str, trees: tuple[Tree, ...]) -> Document:
    """A site map: the addresses of pages, each with its counterpart in the other script.

    The protocol wants full addresses, which are known only where `base_url` is; without it they begin at the host.

    Args:
        number: which map it is, counted from 1.
        of: how many there are.
        pages: routes of the sources' own tree.
        base_url: the site's address.
        trees: the site's, the sources' own first.
    """
    data = bytearray(f'{DECLARATION}<urlset xmlns="{SCHEMA}" xmlns:xhtml="{XHTML}">'.encode())
    for page in pages:
        there = counterparts(page, trees[0], trees)
        addresses = [(tree.script, routes.absolute(route, base_url)) for tree, route in there]
        links = "".join(
            f'\n    <xhtml:link rel="alternate" hreflang="{script}" href="{escape(address)}" />'
            for script, address in addresses
            if len(addresses) > 1
        )
        for _, address in addresses:
            data += f"\n  <url>\n    <loc>{escape(address)}</loc>{links}\n  </url>".encode()
    data += b"\n</urlset>\n"
    return Document(_name(number, of), bytes(data))


def maps_file(of: int, base_url: str) -> Document:
    """The map of the maps, where there are several."""
    addresses = (routes.absolute(_name(number, of), base_url) for number in range(1, of + 1))
    inside = "".join(f"  <sitemap>\n    <loc>{escape(address)}</loc>\n  </sitemap>\n" for address in addresses)
    text = f'{DECLARATION}<sitemapindex xmlns="{SCHEMA}">\n{inside}</sitemapindex>\n'
    return Document(routes.SITEMAP, text.encode())


def robots(base_url: str) -> bytes:
    """Everyone may read everything; the site map is named where its full address is known, as the protocol wants."""
    rules = "User-agent: *\nAllow: /\n"
    if base_url:
        rules += f"\nSitemap: {routes.absolute(routes.SITEMAP, base_url)}\n"
    return rules.encode()


def _name(number: int, of: int) -> str:
    """A map's file; the only one is called as everybody expects.

    >>> _name(1, 1), _name(2, 3)
    ('sitemap.xml', 'sitemap-2.xml')
    """
    return routes.SITEMAP if of == 1 else f"sitemap-{number}.xml"
