"""Whether pages say of themselves what every page must."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen.check.flaw import Flaw
from sitegen.check.places import address_line, attribute_lines

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.check.sitefile import SiteFile

TEMPLATE = "mend the template that makes it, then build again"


def titled(file: SiteFile) -> Iterator[Flaw]:
    """Whether a page has one title, and something in it."""
    titles = [node.text().strip() for node in file.html.css("head > title")]
    if not titles:
        yield Flaw("the page has no <title>", TEMPLATE)
    elif not titles[0]:
        yield Flaw("the page's <title> is empty", TEMPLATE, address_line(file.text, "<title"))
    elif len(titles) > 1:
        yield Flaw("the page has more than one <title>", TEMPLATE)


def in_a_language(file: SiteFile) -> Iterator[Flaw]:
    """Whether a page tells its language, by which browsers choose the forms of characters and voices read."""
    root = file.html.css_first("html")
    if root is None or not (root.attributes.get("lang") or "").strip():
        yield Flaw("the page does not tell its language", 'write it as <html lang="zh-Hans"> into the template')


def ids_once_a_page(file: SiteFile) -> Iterator[Flaw]:
    """Whether each id of a page is that of one element; a link to another one of its name leads to the first."""
    for id_, times in file.ids.items():
        if not id_:
            yield Flaw("an element's id is empty", "write an id, or take the attribute out")
        elif times > 1:
            lines = attribute_lines(file.text, id_, "id")
            fix = "give each element an id of its own: in the template, or in the article's HTML"
            yield Flaw(f"the id '{id_}' stands {times} times on the page", fix, lines[1] if len(lines) > 1 else 0)


def from_the_base(file: SiteFile) -> Iterator[Flaw]:
    """Whether links that begin at the host's root begin at the site's."""
    root = file.base.path
    for link in file.addresses:
        inside = link.startswith("/") and not link.startswith("//")
        if inside and not urlsplit(link).path.startswith(root):
            what = f"the link to {link} leaves the site, which begins at {root}"
            fix = "write it relative to the page; where another site is meant, in full with its host"
            yield Flaw(what, fix, address_line(file.text, link))
