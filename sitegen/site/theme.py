"""A theme as the site sees it: templates and static files, already in memory."""

from __future__ import annotations

import dataclasses
import hashlib
from typing import TYPE_CHECKING

from sitegen.problems import Problem
from sitegen.site.policy import Hashes, hashes_in
from sitegen.site.texts import Wording, reworded
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.site.script import Tree

# Every template the program itself asks for; a theme may hold more, to extend or include.
TEMPLATES = (
    "404.html",
    "article.html",
    "book-colophon.xhtml",
    "book-nav.xhtml",
    "book-page.xhtml",
    "book-story.xhtml",
    "book-title.xhtml",
    "day.html",
    "days.html",
    "home.html",
    "index.html",
    "issue.html",
    "issues.html",
    "manifest.webmanifest",
    "newspaper.html",
    "offline.html",
    "redirect.html",
    "search.html",
    "stories.html",
    "sw.js",
    "year.html",
)


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """One file of a theme.

    Args:
        name: its path inside `templates/` or `static/`.
        shown: its path as the user would type it, for problems.
        data: its bytes.
    """

    name: str
    shown: str
    data: bytes

    @property
    def mark(self) -> str:
        """A short mark of the content, which makes browsers fetch a changed file again.

        >>> ThemeFile("style.css", "themes/default/static/style.css", b"").mark
        'e3b0c442'
        """
        return hashlib.sha256(self.data).hexdigest()[:8]


@dataclass(frozen=True, slots=True)
class Ground:
    """The colour of the paper where no style sheet reaches: the browser's own bar, the installed site's window.

    Args:
        light: by day, #fbf9f4.
        dark: by night, #171613.
    """

    light: str = "#ffffff"
    dark: str = "#000000"


WHITE = Ground()


@dataclass(frozen=True, slots=True)
class Theme:
    """A theme, the one it extends included.

    Args:
        name, version: as theme.yaml has them.
        templates, statics: the files, sorted by name. A template of an extended theme has a second name,
            `default/base.html`, by which the one that replaces it may extend it.
        folders: where they were looked for, the theme's own first.
        wordings: the words of the interface that it says its own way.
        ground: the colour of its paper.
    """

    name: str
    version: str
    templates: tuple[ThemeFile, ...]
    statics: tuple[ThemeFile, ...]
    folders: tuple[str, ...] = ()
    wordings: tuple[Wording, ...] = ()
    ground: Ground = WHITE

    @property
    def inline(self) -> Hashes:
        """The hashes of what its templates hold of scripts and styles; a page's policy names them."""
        return hashes_in(file.data.decode() for file in self.templates)


def worded(trees: tuple[Tree, ...], theme: Theme) -> tuple[Tree, ...]:
    """The trees with the interface's words as the theme says them."""
    return tuple(
        dataclasses.replace(
            tree, texts=reworded(tree.texts, (each for each in theme.wordings if each.script == tree.script))
        )
        for tree in trees
    )


def missing_template(theme: Theme, name: str) -> Problem:
    """That a theme lacks a template, and where it was looked for.

    >>> missing_template(Theme("plain", "1", (), (), ("themes/plain",)), "home.html").file
    'themes/plain/templates/home.html'
    """
    places = [f"{folder}/templates/{name}" for folder in theme.folders] or [f"templates/{name}"]
    also = f" (also looked for at {', '.join(places[1:])})" if places[1:] else ""
    what = f"the theme {theme.name} has no such template{also}"
    return Problem(places[0], 0, what, "add it, or set `extends: default` in theme.yaml")
