"""A theme as the site sees it: templates and static files, already in memory."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from sitegen.problems import Problem

# Every template the program itself asks for; a theme may hold more, to extend or include.
TEMPLATES = (
    "404.html",
    "article.html",
    "home.html",
    "index.html",
    "issue.html",
    "newspaper.html",
    "redirect.html",
    "stories.html",
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
class Theme:
    """A theme, the one it extends included.

    Args:
        name, version: as theme.yaml has them.
        templates, statics: the files, sorted by name.
        folders: where they were looked for, the theme's own first.
    """

    name: str
    version: str
    templates: tuple[ThemeFile, ...]
    statics: tuple[ThemeFile, ...]
    folders: tuple[str, ...] = ()


def missing_template(theme: Theme, name: str) -> Problem:
    """That a theme lacks a template, and where it was looked for.

    >>> missing_template(Theme("plain", "1", (), (), ("themes/plain",)), "home.html").file
    'themes/plain/templates/home.html'
    """
    places = [f"{folder}/templates/{name}" for folder in theme.folders] or [f"templates/{name}"]
    also = f" (also looked for at {', '.join(places[1:])})" if places[1:] else ""
    what = f"the theme {theme.name} has no such template{also}"
    return Problem(places[0], 0, what, "add it, or set `extends: default` in theme.yaml")
