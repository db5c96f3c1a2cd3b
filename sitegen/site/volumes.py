"""An archive too large for one site: several sites, its volumes, with one front door that has all lists and the search.

A page has the same route in whichever site it stands; only what is before the route differs. The issues are in the volumes,
and where each newspaper is a volume, its calendar is there, too. Everything else is at the front door, but for what every site
needs of its own: the theme's files, the pages for errors and for reading offline. Links from site to site are full addresses.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen.site import routes

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Settings, Split

FRONT = ""
"""The name of the front door, as of the only site of an archive that is not split."""

# Where the sites stand in the output; no volume's name can lead out of its folder, as it is a slug or a number.
FRONT_FOLDER = "front"
VOLUMES_FOLDER = "volumes"

# In `volumes: https://example.org/papers-{volume}` of site.yaml.
NAME = "{volume}"

TREES = ("zh-hans/", "zh-hant/")
YEAR = re.compile(r"[0-9]{4}(?![0-9])")


def volume_of(route: str, split: Split) -> str:
    """The site that has a page: a volume's name, or `FRONT`.

    >>> article = "zh-hant/gongren-ribao/2021-08-18/k7f3q2/"
    >>> [volume_of(article, split) for split in ("newspaper", "decade", "year", "")]
    ['gongren-ribao', '2020s', '2021', '']
    >>> volume_of("gongren-ribao/undated-ab12cd/", "year"), volume_of("gongren-ribao/", "newspaper")
    ('undated', 'gongren-ribao')
    >>> volume_of("gongren-ribao/", "year"), volume_of("gongren-ribao/year-1950/", "year"), volume_of("authors/罗丽/", "newspaper")
    ('', '', '')
    """
    if not split:
        return FRONT
    tree = next(filter(route.startswith, TREES), "")
    slug, *below = route[len(tree) :].split("/")
    if not below or slug in routes.RESERVED:
        return FRONT
    if split == "newspaper":
        return slug
    is_issue = len(below) > 1 and not routes.YEAR_KEY.fullmatch(below[0])
    return volume_of_key(below[0], split) if is_issue else FRONT


def volume_of_key(key: str, split: Split) -> str:
    """The volume of an issue by its key, where years or decades are volumes; the search's script has the same rule.

    >>> volume_of_key("1958-03-01", "decade"), volume_of_key("1958", "year"), volume_of_key("undated-ab12cd", "year")
    ('1950s', '1958', 'undated')
    """
    year = YEAR.match(key)
    if not year:
        return routes.UNDATED
    return year[0] if split == "year" else f"{year[0][:3]}0s"


def is_everywhere(route: str) -> bool:
    """Whether every site has one of its own: a file of the theme, the pages for errors and offline, what names the site's pages.

    >>> [is_everywhere(route) for route in ("static/style.css", "zh-hant/offline.html", "feed.xml", "search/")]
    [True, True, False, False]
    """
    own = (routes.Routes().offline, routes.NOT_FOUND, routes.WORKER, routes.ROBOTS, routes.SITEMAP, routes.NO_JEKYLL)
    tree = next(filter(route.startswith, TREES), "")
    return route.startswith(routes.static("")) or route[len(tree) :] in own


def pattern(settings: Settings) -> str:
    """The addresses of all volumes, with `NAME` for each one's own part.

    >>> from sitegen.model import Settings
    >>> pattern(Settings("", base_url="https://a.example/papers")), pattern(Settings("", base_url="https://a.example"))
    ('https://a.example/papers-{volume}', 'https://a.example/{volume}')
    """
    return settings.volumes or f"{settings.base_url}{'-' if urlsplit(settings.base_url).path else '/'}{NAME}"


def address_of(volume: str, settings: Settings) -> str:
    """Where a site is published; "" where that is not known.

    >>> from sitegen.model import Settings
    >>> address_of("1950s", Settings("", base_url="https://a.example/papers", volumes="https://{volume}.example"))
    'https://1950s.example'
    """
    return settings.base_url if volume == FRONT else pattern(settings).replace(NAME, volume)


def host_of(volume: str, settings: Settings) -> str:
    """The host name that is published with a site, "" for none: a volume has one where that is all of its address.

    >>> from sitegen.model import Settings
    >>> split = Settings("", base_url="https://a.example", volumes="https://{volume}.a.example", split="year", host="a.example")
    >>> host_of("", split), host_of("1958", split)
    ('a.example', '1958.a.example')
    >>> host_of("1958", Settings("", base_url="https://a.example", split="year", host="a.example"))
    ''
    """
    if volume == FRONT or not settings.host:
        return settings.host
    own = urlsplit(address_of(volume, settings))
    return "" if own.path else own.hostname or ""


def base_url(route: str, settings: Settings) -> str:
    """The address of the site that has a page; "" where that is not known."""
    return address_of(volume_of(route, settings.split), settings) if settings.split else settings.base_url


def published(route: str, settings: Settings) -> str:
    """The full address of a page, "" where the site's own is not known."""
    return routes.published(route, base_url(route, settings))


def address(route: str, here: str, settings: Settings) -> str:
    """The full address of a page; where the site's own is not known, the link from the page `here`."""
    return routes.address(route, here, base_url(route, settings))


def origins(settings: Settings) -> tuple[str, ...]:
    """The hosts of the sites as a content security policy names them; none where all sites are on one, which it calls 'self'.

    >>> from sitegen.model import Settings
    >>> origins(Settings("", base_url="https://a.example/papers", split="year"))
    ()
    >>> origins(Settings("", base_url="https://a.example", volumes="https://papers-{volume}.b.example", split="year"))
    ('https://a.example', 'https://*.b.example')
    """
    if not settings.split:
        return ()
    front, others = (urlsplit(address) for address in (settings.base_url, pattern(settings)))
    # A policy knows all hosts of a domain, but no pattern for a part of a name.
    host = re.sub(rf"^[^.]*{re.escape(NAME)}[^.]*", "*", others.netloc)
    found = (f"{front.scheme}://{front.netloc}", f"{others.scheme}://{host}")
    return found if found[0] != found[1] else ()


def links_from(here: str, settings: Settings, volume: str) -> Callable[[str], str]:
    """How the page `here` of a volume links: relative inside the site; the error page, which is shown anywhere, from its root.

    >>> from sitegen.model import Settings
    >>> split = Settings("", base_url="https://a.example/papers", split="decade")
    >>> link = links_from("gongren-ribao/1958-03-01/", split, "1950s")
    >>> link("gongren-ribao/1958-03-01/k7f3q2/"), link("static/style.css"), link("gongren-ribao/1960-01-01/"), link("")
    ('k7f3q2/', '../../static/style.css', 'https://a.example/papers-1960s/gongren-ribao/1960-01-01/', 'https://a.example/papers/')
    """
    own = address_of(volume, settings)
    inside = partial(routes.from_root, base_url=own) if here == routes.NOT_FOUND else routes.links_from(here)
    if not settings.split:
        return inside

    def link(target: str) -> str:
        other = volume_of(target, settings.split)
        if other == volume or is_everywhere(target):
            return inside(target)
        return routes.absolute(target, address_of(other, settings))

    return link


def folder(volume: str) -> str:
    """The folder of a site in the output of an archive that is split.

    >>> folder(FRONT), folder("1950s")
    ('front/', 'volumes/1950s/')
    """
    return f"{FRONT_FOLDER}/" if volume == FRONT else f"{VOLUMES_FOLDER}/{volume}/"


def place(path: str, settings: Settings, volume: str | None = None) -> str:
    """Where a file of the site stands in the output.

    Args:
        path: the file's, inside its site.
        settings: the archive's.
        volume: the site that has it; None where its path tells.
    """
    if not settings.split:
        return path
    return folder(volume_of(path, settings.split) if volume is None else volume) + path
