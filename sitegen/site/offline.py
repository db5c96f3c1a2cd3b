"""What a device needs to read the site without a network, and to install it.

Each tree has an offline page and a manifest of its own, and a search page that also searches the saved issues. One service
worker keeps pages for both, for its scope is the whole site. How the worker decides is said in
`themes/default/templates/sw.js`, and for readers in `docs/offline.md`.
"""

from __future__ import annotations

import hashlib
from functools import partial
from typing import TYPE_CHECKING

from sitegen.site import routes
from sitegen.site.sheets import Content, Sheet, given
from sitegen.site.volumes import FRONT
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Settings
    from sitegen.site.script import Tree
    from sitegen.site.theme import Theme

MARK_LENGTH = 12
FOLDING = "fold.bin"


@dataclass(frozen=True, slots=True)
class Worker:
    """What the service worker is told.

    Args:
        pages, searches: the offline page and the search page of each tree, as addresses inside the site.
        folding: the file by which a search tells one script from the other; "" where the site has no search.
        mark: is another one whenever any of these may be different.
    """

    pages: tuple[str, ...]
    searches: tuple[str, ...]
    folding: str
    mark: str


def offline_sheet(tree: Tree) -> Sheet:
    """The offline page of a tree. It has nothing of its own to show: the device fills it with what it keeps."""
    return Sheet(tree.routes.offline, "offline.html", partial(given, _said_offline(tree)), listed=False)


def manifest_sheet(tree: Tree) -> Sheet:
    """The manifest of a tree, which says how the installed site is called and looks."""
    return Sheet(tree.routes.manifest, "manifest.webmanifest", partial(given, _said_offline(tree)), listed=False)


def _said_offline(tree: Tree) -> Content:
    return Content(tree.texts.offline, tree.texts.offline_missing, None)


def worker_sheet(theme: Theme, settings: Settings, trees: tuple[Tree, ...], volume: str = FRONT) -> Sheet:
    """The service worker of a whole site; of several the one at the front door also keeps the search page."""
    searched = "search" not in settings.without and volume == FRONT
    worker = Worker(
        pages=tuple(tree.routes.offline for tree in trees),
        searches=tuple(tree.routes.search for tree in trees) if searched else (),
        folding=routes.search_data(FOLDING) if searched else "",
        mark=_mark(theme, settings, trees),
    )
    return Sheet(routes.WORKER, "sw.js", partial(given, Content("", "", worker)), listed=False)


def _mark(theme: Theme, settings: Settings, trees: tuple[Tree, ...]) -> str:
    """A short mark of all that an offline page and a search page are made of, and of the folding.

    The worker's own bytes tell a browser that there is a new one; with this mark in them it also fetches the new pages.
    """
    files = tuple((file.name, file.mark) for file in (*theme.templates, *theme.statics))
    words = tuple(tree.texts for tree in trees)
    own = (settings.title, settings.description, settings.base_url, settings.volumes, settings.split)
    made_of = repr((*own, settings.without, theme.ground, files, words, _folding(settings)))
    return hashlib.sha256(made_of.encode()).hexdigest()[:MARK_LENGTH]


def _folding(settings: Settings) -> bytes:
    if "search" in settings.without:
        return b""
    # What makes an index takes long to load; most builds do not make this page.
    from sitegen.site.search.folding import folding

    return folding().data()
