"""The only place where an address is made.

A route is an address inside the site, unencoded and without a leading slash: `zhejiang-gongren-ribao/2021-08-18/`, or
"" for the home page. A route that ends in `/` (or is empty) is a folder with an `index.html`. Links are relative, so
that the site works under any base path; only `absolute` and `from_root` know where it is published.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from slugify import slugify

from sitegen.names import DEVICES
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

# A newspaper may not be called so: the site needs these addresses itself.
RESERVED = frozenset({"authors", "columns", "days", "issues", "search", "static", "zh-hans", "zh-hant"})

# A newspaper's years have pages of this form beside its issues, so no issue may be called so.
YEAR_KEY = re.compile(r"year-.*")

# What stands in an address for issues without a date, and for names under no letter.
UNDATED = "undated"
OTHER = "other"

# A name's own slug is kept up to this length; file systems allow 255 bytes, archives and shares less.
LONGEST_SLUG = 90
HASH_LENGTH = 8
HASHED = re.compile(rf"(?:.*-)?[0-9a-f]{{{HASH_LENGTH}}}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Routes:
    """Routes of one script's tree.

    Args:
        prefix: "" for the script of the sources, `zh-hant/` or `zh-hans/` for the other.
    """

    prefix: str = ""

    @property
    def home(self) -> str:
        """The tree's home page."""
        return self.prefix

    @property
    def authors(self) -> str:
        """The index of authors."""
        return f"{self.prefix}authors/"

    @property
    def columns(self) -> str:
        """The index of columns (栏目)."""
        return f"{self.prefix}columns/"

    @property
    def search(self) -> str:
        """The page that searches; beside the own tree's stands the index, which both trees share."""
        return f"{self.prefix}search/"

    @property
    def feed(self) -> str:
        """The feed of the newest articles."""
        return f"{self.prefix}feed.xml"

    @property
    def offline(self) -> str:
        """The page that is shown where there is no network and the wanted one is not kept."""
        return f"{self.prefix}offline.html"

    @property
    def manifest(self) -> str:
        """What a device is told that installs the site."""
        return f"{self.prefix}{MANIFEST}"

    @property
    def issues(self) -> str:
        """The plain list of all issues."""
        return f"{self.prefix}issues/"

    @property
    def days(self) -> str:
        """The days of the year, each with the issues of that day."""
        return f"{self.prefix}days/"

    def day(self, month: int, day: int) -> str:
        """The issues of one day of the year, of whatever year.

        >>> Routes().day(8, 18)
        'days/08-18/'
        """
        return f"{self.days}{month:02}-{day:02}/"

    def issues_of(self, year: int | None) -> str:
        """One year of the list of all issues, where that is long; None for the undated.

        >>> Routes().issues_of(2021), Routes().issues_of(None)
        ('issues/2021/', 'issues/undated/')
        """
        return f"{self.issues}{year or UNDATED}/"

    def newspaper(self, slug: str) -> str:
        """A newspaper's calendar of issues."""
        return f"{self.prefix}{slug}/"

    def issue(self, slug: str, key: str) -> str:
        """An issue.

        >>> Routes("zh-hant/").issue("zhejiang-gongren-ribao", "2021-08-18")
        'zh-hant/zhejiang-gongren-ribao/2021-08-18/'
        """
        return f"{self.prefix}{slug}/{key}/"

    def newspaper_year(self, slug: str, year: int | None) -> str:
        """One year of a newspaper that has many; None for the undated. No issue may be called so: see `YEAR_KEY`.

        >>> Routes().newspaper_year("renmin-ribao", 1950)
        'renmin-ribao/year-1950/'
        """
        return f"{self.newspaper(slug)}year-{year or UNDATED}/"

    def newspaper_feed(self, slug: str) -> str:
        """The feed of a newspaper's newest articles."""
        return f"{self.newspaper(slug)}feed.xml"

    def book(self, slug: str, key: str) -> str:
        """An issue as an EPUB."""
        return f"{self.issue(slug, key)}issue.epub"

    def article(self, slug: str, key: str, identity: str) -> str:
        """An article, by its stable id."""
        return f"{self.prefix}{slug}/{key}/{identity}/"

    def author(self, name: str) -> str:
        """All articles of one author; `name` as the sources print it, in either tree."""
        return f"{self.authors}{name_slug(name)}/"

    def column(self, name: str) -> str:
        """All articles of one column; `name` as the sources print it, in either tree."""
        return f"{self.columns}{name_slug(name)}/"

    def authors_by_letter(self, letter: str) -> str:
        """The authors under one letter, where there are very many; "" for those under none.

        No author's page can stand here: those below `authors/` are one level up, or numbered parts.

        >>> Routes().authors_by_letter("L")
        'authors/letter/l/'
        """
        return f"{self.authors}letter/{letter.lower() or OTHER}/"

    def columns_by_letter(self, letter: str) -> str:
        """The columns under one letter, in the same way."""
        return f"{self.columns}letter/{letter.lower() or OTHER}/"


def part(route: str, number: int) -> str:
    """A further part of a list that is too long for one page; the first part is the list's own page.

    >>> part("authors/罗丽/", 1), part("authors/罗丽/", 2)
    ('authors/罗丽/', 'authors/罗丽/2/')
    """
    return route if number == 1 else f"{route}{number}/"


def issue_data(slug: str, key: str) -> str:
    """An issue as data, as printed; both trees share it.

    >>> issue_data("zhejiang-gongren-ribao", "2021-08-18")
    'zhejiang-gongren-ribao/2021-08-18/issue.json'
    """
    return f"{slug}/{key}/issue.json"


def archive_data(number: int) -> str:
    """A part of the whole archive as data.

    >>> archive_data(1), archive_data(2)
    ('archive.jsonl', 'archive-2.jsonl')
    """
    return ARCHIVE if number == 1 else f"archive-{number}.jsonl"


def search_data(name: str) -> str:
    """A file of the search's index; both trees share it.

    >>> search_data("fold.bin")
    'search/fold.bin'
    """
    return f"{Routes().search}{name}"


NOT_FOUND = "404.html"
ARCHIVE = "archive.jsonl"
SITEMAP = "sitemap.xml"
ROBOTS = "robots.txt"
MANIFEST = "manifest.webmanifest"
WORKER = "sw.js"
NO_JEKYLL = ".nojekyll"
HOST = "CNAME"


def static(name: str) -> str:
    """A static file of the theme; both trees share it."""
    return f"static/{name}"


@lru_cache(maxsize=4096)
def name_slug(name: str) -> str:
    """A name as a part of an address: its Chinese kept, the same for ever, and different for different names.

    A short hash of the name is added whenever the slug lost something of it or would be long; so no other name need be
    known to keep two apart.

    >>> name_slug("罗丽")
    '罗丽'
    >>> name_slug("“产改”进行时")
    '产改-进行时-4d6b1882'
    >>> name_slug("……")
    'a7f878b8'
    >>> name_slug("con")
    'con-1143da2b'
    """
    slug = slugify(name, allow_unicode=True)
    short_enough = len(slug.encode()) <= LONGEST_SLUG
    if slug == name == name.casefold() and short_enough and not HASHED.fullmatch(slug) and slug not in DEVICES:
        return slug
    mark = hashlib.sha256(name.encode()).hexdigest()[:HASH_LENGTH]
    short = slug.encode()[:LONGEST_SLUG].decode(errors="ignore").strip("-")
    return f"{short}-{mark}" if short else mark


def file_of(route: str) -> str:
    """The file that a route is served from.

    >>> file_of(""), file_of("authors/"), file_of("feed.xml")
    ('index.html', 'authors/index.html', 'feed.xml')
    """
    return f"{route}index.html" if route == "" or route.endswith("/") else route


def relative(target: str, here: str) -> str:
    """The link from the page `here` to the route `target`, percent-encoded.

    >>> relative("authors/罗丽/", "luliang-ribao/2024-12-27/k7f3q2/")
    '../../../authors/%E7%BD%97%E4%B8%BD/'
    >>> relative("", ""), relative("static/style.css", ""), relative("", "zh-hant/")
    ('./', 'static/style.css', '../')
    """
    return links_from(here)(target)


def links_from(here: str) -> Callable[[str], str]:
    """How the page `here` links; for one that has many links.

    >>> link = links_from("zh-hant/authors/")
    >>> link("authors/"), link("zh-hant/"), link("zh-hant/authors/")
    ('../../authors/', '../', './')
    """
    own = here[: here.rfind("/") + 1]
    above = own[: own.rfind("/", 0, -1) + 1]

    def link(target: str) -> str:
        if target.startswith(own):
            return _quoted(target[len(own) :]) or "./"
        return f"../{_from_folder(target, above)}"

    return link


# The pages of a folder, such as the articles of an issue, lead to each other, and to the same lists, stand where they may.
@lru_cache(maxsize=4096)
def _from_folder(target: str, folder: str) -> str:
    """The link from a folder to the route `target`, "" to itself.

    >>> _from_folder("authors/罗丽/", "zh-hant/authors/"), _from_folder("zh-hant/", "zh-hant/")
    ('../../authors/%E7%BD%97%E4%B8%BD/', '')
    """
    up = ""
    while not target.startswith(folder):
        folder, up = folder[: folder.rfind("/", 0, -1) + 1], f"{up}../"
    return up + _quoted(target[len(folder) :])


# Every page links to the same files, and a list to the same newspaper again and again.
_quoted = lru_cache(maxsize=4096)(quote)


def from_root(target: str, base_url: str) -> str:
    """The link that works from anywhere on the host, as the 404 page needs it.

    >>> from_root("authors/", "https://example.org/repo"), from_root("authors/", "")
    ('/repo/authors/', '/authors/')
    """
    return urlsplit(base_url).path.rstrip("/") + "/" + _quoted(target)


def absolute(target: str, base_url: str) -> str:
    """The full address; where the site's own is not known yet, only the part after the host.

    >>> absolute("authors/罗丽/", "https://example.org/repo/")
    'https://example.org/repo/authors/%E7%BD%97%E4%B8%BD/'
    >>> absolute("authors/", "")
    '/authors/'
    """
    return f"{base_url.rstrip('/')}/{_quoted(target)}"


def published(target: str, base_url: str) -> str:
    """The full address, "" where the site's own is not known.

    >>> published("authors/", "https://example.org/repo"), published("authors/", "")
    ('https://example.org/repo/authors/', '')
    """
    return absolute(target, base_url) if base_url else ""


def address(target: str, here: str, base_url: str) -> str:
    """The full address; where the site's own is not known, the link from the page `here`.

    >>> address("authors/", "columns/", "https://example.org/repo"), address("authors/", "columns/", "")
    ('https://example.org/repo/authors/', '../authors/')
    """
    return published(target, base_url) or relative(target, here)
