"""Links inside a built site: whether each leads to a page that is there, and to a place that is on it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from sitegen.problems import Problem

# As the templates write them; a value in a script or in text is no attribute, for there `<` is escaped.
TAG = re.compile(r"<[a-zA-Z][^<>]*>")
LINK = re.compile(r"""\s(?:href|src)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
PLACE = re.compile(r"""\s(?:id|name)\s*=\s*(?:"([^"]*)"|'([^']*)')""")

# Links are resolved against an address that nobody has, so that whatever leaves the site is known by its host.
HERE = "https://site.invalid"

FIX = "build again; if it is told again, correct the article or the template that has the link"


@dataclass(frozen=True, slots=True)
class Link:
    """A link of a page: the line it stands on, and what it says."""

    line: int
    target: str


def broken_links(output: Path, base_url: str) -> tuple[Problem, ...]:
    """Every link of the site's pages to a file or a place on a page that is not there.

    Links to other sites are not followed.

    Args:
        output: the folder of a built site; one that is not there has no links.
        base_url: the address the site is built for, "" where that is not known.
    """
    places = cache(_places)
    pages = sorted(output.rglob("*.html"))
    return tuple(problem for page in pages for problem in _broken_in(page, output, base_url, places))


def links(text: str) -> Iterator[Link]:
    r"""The links of a page.

    >>> list(links('<p>href="a"</p>\n<a class="x" href="../b/?v=1#p2">'))
    [Link(line=2, target='../b/?v=1#p2')]
    """
    for tag in TAG.finditer(text):
        for found in LINK.finditer(tag[0]):
            yield Link(text.count("\n", 0, tag.start()) + 1, html.unescape(found[1] or found[2] or ""))


def _broken_in(page: Path, output: Path, base_url: str, places: Callable[[Path], frozenset[str]]) -> Iterator[Problem]:
    here = page.relative_to(output).as_posix().removesuffix("index.html")
    for link in dict.fromkeys(links(page.read_text("utf-8"))):
        route, fragment = _inside(link.target, here, base_url)
        if route is None:
            continue
        file = output / f"{route}index.html" if not route or route.endswith("/") else output / route
        if not file.is_file():
            yield Problem(str(page), link.line, f"the link to {link.target} leads nowhere", FIX)
        elif fragment and file.suffix == ".html" and fragment not in places(file):
            yield Problem(str(page), link.line, f"there is no #{fragment} where {link.target} leads", FIX)


def _inside(target: str, here: str, base_url: str) -> tuple[str | None, str]:
    """The route a link leads to and the place on it; None where it leaves the site."""
    base = urlsplit(base_url or HERE)
    root = f"{base.scheme}://{base.netloc}{base.path.rstrip('/')}/"
    try:
        full = urlsplit(urljoin(root + here, target))
    except ValueError:  # such as http://[, which no browser follows either
        return None, ""
    address = f"{full.scheme}://{full.netloc}{full.path}"
    if full.scheme not in ("http", "https") or not address.startswith(root):
        return None, ""
    return unquote(address.removeprefix(root)), unquote(full.fragment)


def _places(page: Path) -> frozenset[str]:
    """What a page can be linked to by: the ids on it, and its beginning."""
    text = page.read_text("utf-8")
    found = (place for tag in TAG.finditer(text) for place in PLACE.finditer(tag[0]))
    return frozenset({"top", *(html.unescape(place[1] or place[2] or "") for place in found)})
