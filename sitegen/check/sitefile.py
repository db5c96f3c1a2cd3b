"""A file of the built site as the checks see it: read once, understood when something of it is asked."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

from selectolax.lexbor import LexborHTMLParser

from sitegen.check.addresses import addresses

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

INDEX = "index.html"

# Links are resolved against an address that nobody has, so that whatever leaves the site is known by its host.
NOWHERE = "https://site.invalid"


# A plain link: up some folders, down some others, perhaps to a place there. Nearly all are, and need no more to be understood.
PLAIN = re.compile(r"((?:\.\./)*|\./)((?:[\w%][\w%.-]*/)*(?:[\w%][\w%.-]*)?)(?:\?[\w=&.-]*)?(?:#([\w%.-]*))?", re.ASCII)
UP = len("../")


class Target(NamedTuple):
    """Where a link inside the site leads: a route, and a place on the page there; "" for its beginning."""

    route: str
    fragment: str = ""

    @property
    def file(self) -> str:
        """The file that is served there.

        >>> Target("").file, Target("authors/", "l").file, Target("static/style.css").file
        ('index.html', 'authors/index.html', 'static/style.css')
        """
        return f"{self.route}{INDEX}" if not self.route or self.route.endswith("/") else self.route


@dataclass(frozen=True)
class Base:
    """Where a site is published. Its root is asked for with every link, and so is kept; hence no slots.

    Args:
        url: the address it is built for, "" where that is not known; then it may be any, and its root is taken for the host's.
        folder: where in the output it stands, with a slash at its end; "" for the only site.
        sisters: the other sites of an archive that is split.
    """

    url: str = ""
    folder: str = ""
    sisters: tuple[Base, ...] = ()

    @cached_property
    def root(self) -> str:
        """The address of the home page."""
        parts = urlsplit(self.url or NOWHERE)
        return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"

    @property
    def path(self) -> str:
        """The home page's address below its host.

        >>> Base("https://example.org/papers").path, Base().path
        ('/papers/', '/')
        """
        return urlsplit(self.root).path

    def holds(self, name: str) -> bool:
        """Whether a file of the output belongs to this site."""
        return name.startswith(self.folder)

    def target(self, link: str, here: str) -> Target | None:
        """Where a link of a file leads; None where it leaves the archive.

        Args:
            link: as it is written.
            here: the full address that it is relative to.

        >>> Base().target("../b/#p2", "https://site.invalid/a/")
        Target(route='b/', fragment='p2')
        >>> Base().target("https://example.org/", "https://site.invalid/a/")
        """
        plain = PLAIN.fullmatch(link)
        if plain and (plain[1] or plain[2]) and here.startswith(self.root):
            folders = here[len(self.root) :].split("/")[:-1]
            up = len(plain[1]) // UP
            if up <= len(folders):
                above = "".join(f"{folder}/" for folder in folders[: len(folders) - up])
                return Target(self.folder + unquote(above + plain[2]), unquote(plain[3] or ""))
        return self.any_target(link, here)

    def any_target(self, link: str, here: str) -> Target | None:
        """The same for a link of any form."""
        try:
            full = urlsplit(urljoin(here, link.strip()))
        except ValueError:  # such as http://[, which no browser follows either
            return None
        address = f"{full.scheme}://{full.netloc}{full.path or '/'}"
        # A volume may stand below the front door's own address.
        nearest = max(
            (site for site in (self, *self.sisters) if address.startswith(site.root)), key=_depth, default=None
        )
        if nearest is None:
            return None
        route = nearest.folder + unquote(address.removeprefix(nearest.root))
        # What stands behind `:~:` is for the browser: a text to look for.
        return Target(route, unquote(full.fragment.partition(":~:")[0]))


def _depth(site: Base) -> int:
    return len(site.root)


@dataclass(frozen=True)
class SiteFile:
    """A file of the site. What only some checks want to know is found out once and kept; so the class has no slots.

    Args:
        root: the folder of the site.
        name: its path below that.
        data: its bytes.
        base: where the site is published.
        packed: tells how large another file of the site is when it is packed.
    """

    root: Path
    name: str
    data: bytes
    base: Base
    packed: Callable[[str], int]

    @cached_property
    def kind(self) -> str:
        """How its name ends, in small letters: `.html`."""
        return kind_of(self.name)

    @cached_property
    def address(self) -> str:
        """Its full address, as links in it are relative to."""
        return self.base.root + self.own_name.removesuffix(INDEX)

    @property
    def own_name(self) -> str:
        """Its path below the folder of its own site."""
        return self.name.removeprefix(self.base.folder)

    @cached_property
    def text(self) -> str:
        """Its text; what is not UTF-8 is replaced."""
        return self.data.decode("utf-8", "replace")

    @cached_property
    def html(self) -> LexborHTMLParser:
        """Its elements, as browsers read HTML."""
        return LexborHTMLParser(self.data)

    @property
    def trees(self) -> Iterator[LexborHTMLParser]:
        """Its elements, and those of its templates, which scripts put on the page and which are no part of the tree before."""
        yield from _trees(self.html)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Every address that it names, each once."""
        return addresses(self)

    @cached_property
    def leads_on(self) -> str:
        """The address that a page leads on to at once, "" where it is one to be read."""
        for node in self.html.css("meta[http-equiv]"):
            given = node.attributes
            if (given["http-equiv"] or "").strip().lower() == "refresh":
                return _after_url(given.get("content") or "")
        return ""

    @cached_property
    def xml(self) -> ET.Element:
        """Its elements as XML.

        Raises:
            ET.ParseError: it is not well formed.
        """
        return ET.fromstring(self.data)

    @cached_property
    def json(self) -> object:
        """Its value as JSON.

        Raises:
            ValueError: it is none.
        """
        return json.loads(self.data)

    def written(self, name: str) -> Iterator[str]:
        """Every value that an attribute of HTML has on the page, where it has one."""
        for node in self.html.css(f"[{name}]"):
            if value := node.attributes.get(name):
                yield value

    @cached_property
    def ids(self) -> Mapping[str, int]:
        """The ids on the page, each with how often it stands there."""
        found: dict[str, int] = {}
        for node in self.html.css("[id]"):
            id_ = node.attributes.get("id") or ""
            found[id_] = found.get(id_, 0) + 1
        return found

    @property
    def places(self) -> frozenset[str]:
        """What the page can be linked to by."""
        return frozenset(self.ids).union(node.attributes.get("name") or "" for node in self.html.css("a[name]"))


def kind_of(name: str) -> str:
    """How the name of a file ends, in small letters.

    >>> kind_of("a/index.HTML"), kind_of(".nojekyll"), kind_of("CNAME")
    ('.html', '.nojekyll', '')
    """
    _, dot, end = name.rpartition("/")[2].rpartition(".")
    return f"{dot}{end}".lower() if dot else ""


def _trees(html: LexborHTMLParser) -> Iterator[LexborHTMLParser]:
    yield html
    for template in html.css("template"):
        inside = (template.html or "").removeprefix("<template").removesuffix("</template>")
        yield from _trees(LexborHTMLParser(f"<div{inside}</div>"))


def _after_url(content: str) -> str:
    """The address in a page's `refresh`.

    >>> _after_url("0; url=../k7f3q2/"), _after_url("5;URL='a b/'"), _after_url("30")
    ('../k7f3q2/', 'a b/', '')
    """
    _, _, rest = content.partition(";")
    name, _, address = rest.strip().partition("=")
    return address.strip().strip("'\"") if name.strip().lower() == "url" else ""
