"""Whether what machines read is as their formats want it: Atom feeds, site maps, the manifest."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from xml.etree import ElementTree as ET

from sitegen.check.addresses import ATOM, MAP
from sitegen.check.flaw import Flaw
from sitegen.check.places import address_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.check.sitefile import SiteFile

PROGRAM = "build again; if it is told again, mend the template or report this line"

# RFC 4287, 4.1: what a feed and an entry have exactly once.
ONCE = ("id", "title", "updated")
DATED = ("updated", "published")

# RFC 3339, 5.6; the offset of a moment is never left out.
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)", re.ASCII)
# https://www.w3.org/TR/NOTE-datetime, which site maps want.
W3C_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:\d\d))?)?)?", re.ASCII)

# https://www.sitemaps.org/protocol.html
MOST_ADDRESSES = 50_000
LARGEST = 50 * 1024 * 1024  # bytes
LONGEST = 2048  # characters of an address


def well_formed(file: SiteFile) -> Iterator[Flaw]:
    """Whether XML can be read as such: a feed that cannot is refused as a whole."""
    if len(file.data) > LARGEST:
        return
    try:
        _ = file.xml
    except ET.ParseError as error:
        yield Flaw(f"this is not well-formed XML ({str(error).partition(':')[0]})", PROGRAM, error.position[0])


def feeds_valid(file: SiteFile) -> Iterator[Flaw]:
    """Whether an Atom feed has what RFC 4287 asks for: ids, titles, moments, authors, each entry once."""
    feed = _root(file, f"{ATOM}feed")
    if feed is None:
        return
    yield from _once(feed, "the feed", file)
    every_author = feed.find(f"{ATOM}author") is not None
    seen = set()
    for number, entry in enumerate(feed.iter(f"{ATOM}entry"), 1):
        id_ = _said(entry, "id")
        where = f"entry {number} ({id_})" if id_ else f"entry {number}"
        yield from _once(entry, where, file)
        if id_ and id_ in seen:
            yield Flaw(f"{where} has the id of an entry before it", PROGRAM, address_line(file.text, id_))
        seen.add(id_)
        if not every_author and entry.find(f"{ATOM}author") is None:
            yield Flaw(f"{where} has no author, and the feed has none either", PROGRAM)
        links = {link.get("rel", "alternate") for link in entry.iter(f"{ATOM}link")}
        if entry.find(f"{ATOM}content") is None and "alternate" not in links:
            yield Flaw(f"{where} has neither content nor a link to it", PROGRAM)
    for link in feed.iter(f"{ATOM}link"):
        if not link.get("href"):
            yield Flaw("a link of the feed has no href", PROGRAM)


def _once(element: ET.Element, where: str, file: SiteFile) -> Iterator[Flaw]:
    """The elements that a feed or an entry has once, and its moments."""
    for name in ONCE:
        found = element.findall(f"{ATOM}{name}")
        if len(found) != 1:
            yield Flaw(f"{where} has {'no' if not found else 'more than one'} <{name}>", PROGRAM)
        elif name == "id" and not (found[0].text or "").strip():
            yield Flaw(f"{where} has an empty <id>", PROGRAM)
    for name in DATED:
        for one in element.findall(f"{ATOM}{name}"):
            moment = (one.text or "").strip()
            if not is_moment(moment):
                what = f"{where}: <{name}> is '{moment}', and no moment of RFC 3339"
                yield Flaw(what, PROGRAM, address_line(file.text, f">{one.text}<"))


def maps_valid(file: SiteFile) -> Iterator[Flaw]:
    """Whether a site map is one that search engines take: its names, its size, full addresses below the site's, real dates."""
    if len(file.data) > LARGEST and "sitemap" in file.name:
        yield Flaw(f"the site map has {len(file.data) / 1024 / 1024:.0f} MB, more than 50", PROGRAM)
        return
    root = _root(file)
    if root is None or root.tag.rpartition("}")[2] not in ("urlset", "sitemapindex"):
        return
    if root.tag not in (f"{MAP}urlset", f"{MAP}sitemapindex"):
        yield Flaw(f"the site map's namespace is not {MAP.strip('{}')}", PROGRAM)
        return
    item = {"urlset": "url", "sitemapindex": "sitemap"}[root.tag.removeprefix(MAP)]
    items = root.findall(f"{MAP}{item}")
    if len(items) > MOST_ADDRESSES:
        yield Flaw(f"the site map has {len(items):,} addresses, more than {MOST_ADDRESSES:,}", PROGRAM)
    seen = set()
    for one in items:
        address = _said(one, "loc", MAP)
        if flaw := _address_flaw(address, file):
            yield Flaw(flaw, PROGRAM, address_line(file.text, f">{address}<") if address else 0)
        elif address in seen:
            yield Flaw(f"{address} stands twice in the site map", PROGRAM)
        seen.add(address)
        date = _said(one, "lastmod", MAP)
        if one.find(f"{MAP}lastmod") is not None and not is_w3c_date(date):
            what = f"<lastmod> is '{date}', and no date of the W3C's form"
            yield Flaw(what, PROGRAM, address_line(file.text, f">{date}<"))


def _address_flaw(address: str, file: SiteFile) -> str:
    """What is wrong with an address of a site map, "" where nothing is; without `base_url` it begins at the host's root."""
    if not address:
        return "an entry of the site map has no <loc>"
    if len(address) > LONGEST:
        return f"an address of the site map is longer than {LONGEST:,} characters: {address[:60]}…"
    if file.base.url and not address.startswith(file.base.root):
        return f"{address} is no full address below {file.base.root}, for which the site is built"
    if not file.base.url and not address.startswith("/") and not urlsplit(address).netloc:
        return f"{address} is relative, which no search engine understands"
    return ""


def manifest_valid(file: SiteFile) -> Iterator[Flaw]:
    """Whether the manifest can be read, and names the site and what to open."""
    try:
        manifest = file.json
    except ValueError as error:
        yield Flaw(f"this is not JSON ({error})", PROGRAM)
        return
    if not isinstance(manifest, dict):
        yield Flaw("this is no manifest", PROGRAM)
        return
    if not (manifest.get("name") or manifest.get("short_name")):
        yield Flaw("the manifest has no name", PROGRAM)
    for key in ("start_url", "icons"):
        if not manifest.get(key):
            yield Flaw(f"the manifest has no {key}", PROGRAM)


def is_moment(text: str) -> bool:
    """Whether a text is a moment of RFC 3339.

    >>> is_moment("2021-08-18T00:00:00+08:00"), is_moment("2021-08-18"), is_moment("2021-02-30T00:00:00Z")
    (True, False, False)
    """
    return bool(MOMENT.fullmatch(text)) and _is_real(text)


def is_w3c_date(text: str) -> bool:
    """Whether a text is a date as the W3C writes it, to the year or as exactly as one likes.

    >>> is_w3c_date("2021"), is_w3c_date("2021-08-18"), is_w3c_date("18.8.2021"), is_w3c_date("2021-13")
    (True, True, False, False)
    """
    whole = f"{text}{'0001-01-01'[len(text) :]}" if len(text) < len("0001-01-01") else text
    return bool(W3C_DATE.fullmatch(text)) and _is_real(whole)


def _is_real(text: str) -> bool:
    # A leap second is real, but Python knows none.
    try:
        datetime.datetime.fromisoformat(re.sub(r":60(?=[.Z+-])", ":59", text))
    except ValueError:
        return False
    return True


def _root(file: SiteFile, tag: str = "") -> ET.Element | None:
    """The root of XML, None where it is none or another one."""
    try:
        return file.xml if len(file.data) <= LARGEST and (not tag or file.xml.tag == tag) else None
    except ET.ParseError:
        return None


def _said(element: ET.Element, name: str, space: str = ATOM) -> str:
    return (element.findtext(f"{space}{name}") or "").strip()
