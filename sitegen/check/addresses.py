"""Where the files of a site name addresses: attributes of HTML, `url()` of style sheets, keys of manifests, elements of feeds and maps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sitegen.check.sitefile import SiteFile

# What browsers fetch or follow. `cite` and the like are shown to nobody, but are links all the same.
ATTRIBUTES = (
    "href", "src", "srcset", "imagesrcset", "poster", "action", "formaction", "data", "cite", "background", r"xlink\:href",
)  # fmt: skip
ALL = ":is(" + ",".join(f"[{name}]" for name in ATTRIBUTES) + ")"
NAMES = frozenset(name.replace("\\", "") for name in ATTRIBUTES)
OF_SETS = ("srcset", "imagesrcset")

# Metadata that must name pages and pictures in full; robots of other sites read nothing else.
META = ("og:url", "og:image", "og:audio", "og:video", "twitter:image")

URL = re.compile(
    r"""url\(\s*(?:"([^"]*)"|'([^']*)'|([^"'()\s]*))\s*\)|@import\s+(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE
)
# An address ends at white space, or at a comma with white space behind it; what follows says when it is for.
CANDIDATE = re.compile(r"[\s,]*(\S+?)(?:,+(?=\s|$)|\s+[^,]*(?:,|$)|$)")
CSS_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML_LINK = "{http://www.w3.org/1999/xhtml}link"

# The lists of a manifest's members that hold addresses, and the member of each of their items that does.
MEMBERS = (("icons", "src"), ("screenshots", "src"), ("shortcuts", "url"))


def addresses(file: SiteFile) -> tuple[str, ...]:
    """Every address that a file names, each once; none where it cannot be understood, which other checks tell."""
    find = BY_NAME.get(file.own_name) or BY_KIND.get(file.kind)
    try:
        return tuple(filter(None, dict.fromkeys(find(file)))) if find else ()
    except (ET.ParseError, ValueError):
        return ()


def of_page(file: SiteFile) -> Iterator[str]:
    """The addresses of a page. An empty link leads to the page itself, an empty picture to nothing that could be missing."""
    for node in (node for tree in file.trees for node in tree.css(ALL)):
        # The base is no link, but what links are relative to.
        if node.tag != "base":
            yield from _of_attributes(node.attributes)
    for node in file.html.css("meta[content]"):
        given = node.attributes
        if (given.get("property") or given.get("name")) in META:
            yield given["content"] or ""
    yield file.leads_on
    for node in file.html.css("style"):
        yield from of_style(node.text())
    for node in file.html.css("[style]"):
        yield from of_style(node.attributes["style"] or "")


def _of_attributes(given: Mapping[str, str | None]) -> Iterator[str]:
    for name, value in given.items():
        if value and name in OF_SETS:
            yield from of_set(value)
        elif value and name in NAMES:
            yield value


def of_set(value: str) -> Iterator[str]:
    """The pictures of a `srcset`.

    >>> list(of_set("a.png 1x, b.png 2x,c,d.png"))
    ['a.png', 'b.png', 'c,d.png']
    """
    return (found[1] for found in CANDIDATE.finditer(value))


def of_style(text: str) -> Iterator[str]:
    """The addresses of a style sheet.

    >>> list(of_style("@import 'a.css'; p { background: url(b.png) } /* url(c.png) */ q { src: url('d e.woff2') }"))
    ['a.css', 'b.png', 'd e.woff2']
    """
    for found in URL.finditer(CSS_COMMENT.sub("", text)):
        if address := next(filter(None, found.groups()), ""):
            yield address


def of_manifest(file: SiteFile) -> Iterator[str]:
    """What a device is told to load and to open."""
    manifest = file.json
    if not isinstance(manifest, dict):
        return
    yield from (manifest[key] for key in ("start_url", "scope") if isinstance(manifest.get(key), str))
    for key, member in MEMBERS:
        items = manifest.get(key)
        for item in items if isinstance(items, list) else ():
            if isinstance(item, dict) and isinstance(item.get(member), str):
                yield item[member]


def of_xml(file: SiteFile) -> Iterator[str]:
    """What a feed or a site map names."""
    if file.xml.tag == f"{ATOM}feed":
        yield from (link.get("href", "") for link in file.xml.iter(f"{ATOM}link"))
    else:
        yield from ((loc.text or "").strip() for loc in file.xml.iter(f"{MAP}loc"))
        yield from (link.get("href", "") for link in file.xml.iter(XHTML_LINK))


def of_robots(file: SiteFile) -> Iterator[str]:
    """The site maps that `robots.txt` names."""
    for line in file.text.splitlines():
        name, _, address = line.partition(":")
        if name.strip().lower() == "sitemap":
            yield address.strip()


BY_KIND: Mapping[str, Callable[[SiteFile], Iterator[str]]] = {
    ".html": of_page,
    ".css": lambda file: of_style(file.text),
    ".webmanifest": of_manifest,
    ".xml": of_xml,
}
BY_NAME: Mapping[str, Callable[[SiteFile], Iterator[str]]] = {"robots.txt": of_robots}
