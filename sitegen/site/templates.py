"""From a sheet to HTML: the theme's templates, and who is to blame where one fails."""

from __future__ import annotations

import traceback
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import jinja2

from sitegen.problems import Problem
from sitegen.site import routes
from sitegen.site.stories import Link
from sitegen.site.theme import missing_template

if TYPE_CHECKING:
    from collections.abc import Callable

    from markupsafe import Markup

    from sitegen.model import Settings
    from sitegen.site.script import Tree
    from sitegen.site.sheets import Content, Sheet
    from sitegen.site.theme import Theme, ThemeFile


@dataclass(frozen=True, slots=True)
class Site:
    """What every page of a tree shares.

    Args:
        title, description: the archive's.
        home, authors, columns, feed: routes.
        lang: the script.
    """

    title: str
    description: str
    home: str
    authors: str
    columns: str
    feed: str
    lang: str


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself.

    Args:
        title: for the browser's tab.
        name: without the archive's name, for sharing.
        description: for search engines.
        kind: Open Graph's word for it.
        data: JSON-LD, "" for none.
        canonical: its full address, "" where the site's own is not known.
        alternates: (language, address) of the page in each tree; nothing where there is only one.
        other: the link to the very same page in the other script, None where there is none.
        listed: whether search engines should know it.
    """

    title: str
    name: str
    description: str
    kind: str
    data: Markup
    canonical: str
    alternates: tuple[tuple[str, str], ...]
    other: Link | None
    listed: bool


@dataclass(frozen=True, slots=True)
class Press:
    """A theme made ready for one site.

    Args:
        environment: the compiled templates.
        theme: where they come from.
        settings: the archive's.
        trees: all trees of the site.
    """

    environment: jinja2.Environment
    theme: Theme
    settings: Settings
    trees: tuple[Tree, ...]


def press(theme: Theme, settings: Settings, trees: tuple[Tree, ...]) -> Press:
    """Make a theme ready. Every value is escaped, and a name that a template misspells is an error."""
    loader = jinja2.FunctionLoader(partial(_source, {file.name: file for file in theme.templates}))
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return Press(environment, theme, settings, trees)


def print_sheet(sheet: Sheet, tree: Tree, ready: Press) -> bytes:
    """Render one page.

    Raises:
        Exception: whatever the view or the template raises; `blame` says in words what it was.
    """
    link = _link(sheet, ready.settings)
    marks = {file.name: file.mark for file in ready.theme.statics}

    def asset(name: str) -> str:
        return f"{link(routes.static(name))}?v={marks[name]}"

    content = sheet.make()
    template = ready.environment.get_template(sheet.template)
    site = _site(tree, ready.settings)
    html = template.render(
        site=site,
        t=tree.texts,
        page=_head(content, sheet, tree, ready),
        view=content.view,
        url=link,
        asset=asset,
    )
    return html.encode()


def blame(error: Exception, sheet: Sheet, theme: Theme) -> Problem:
    """Say where a page failed: in a template, with its line, or else in the content it is about."""
    shown = {file.shown for file in theme.templates}
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem(error.filename or error.name or sheet.template, error.lineno, str(error.message), "correct it")
    if isinstance(error, jinja2.TemplateNotFound):
        return missing_template(theme, str(error.name or sheet.template))
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in shown]
    if frames:
        what = str(error) or type(error).__name__
        return Problem(frames[-1].filename, frames[-1].lineno or 0, what, "correct the template")
    what = f"no page can be made of it ({type(error).__name__}: {error})"
    return Problem(sheet.source or sheet.route, 0, what, "correct the file")


def counterparts(route: str, tree: Tree, trees: tuple[Tree, ...]) -> tuple[tuple[Tree, str], ...]:
    """The same page in every tree, itself included."""
    rest = route[len(tree.routes.prefix) :]
    return tuple((each, each.routes.prefix + rest) for each in trees)


def _source(files: dict[str, ThemeFile], name: str) -> tuple[str, str, Callable[[], bool]] | None:
    file = files.get(name)
    return (file.data.decode(), file.shown, lambda: True) if file else None


def _link(sheet: Sheet, settings: Settings) -> Callable[[str], str]:
    """How the page links: relative, but for the 404 page, which is shown at any address."""
    if sheet.route == routes.NOT_FOUND:
        return partial(routes.from_root, base_url=settings.base_url)
    return partial(routes.relative, here=sheet.route)


def _site(tree: Tree, settings: Settings) -> Site:
    own = tree.routes
    title, description = tree.say(settings.title), tree.say(settings.description)
    return Site(title, description, own.home, own.authors, own.columns, own.feed, tree.script)


def _head(content: Content, sheet: Sheet, tree: Tree, ready: Press) -> Head:
    settings = ready.settings
    title = tree.say(settings.title)
    pages = counterparts(sheet.route, tree, ready.trees) if sheet.route != routes.NOT_FOUND else ()
    others = [Link(route, each.name, each.script) for each, route in pages if each is not tree]
    return Head(
        title=f"{content.title} ｜ {title}" if content.title else title,
        name=content.title or title,
        description=content.description,
        kind=content.kind,
        data=content.data,
        canonical=routes.absolute(sheet.route, settings.base_url) if settings.base_url else "",
        alternates=_alternates(sheet, pages, settings),
        other=others[0] if others else None,
        listed=sheet.listed,
    )


def _alternates(sheet: Sheet, pages: tuple[tuple[Tree, str], ...], settings: Settings) -> tuple[tuple[str, str], ...]:
    """Language and address of the page in each tree; the sources' own script serves all other readers."""
    if len(pages) < 2 or not sheet.listed:
        return ()

    def address(route: str) -> str:
        if settings.base_url:
            return routes.absolute(route, settings.base_url)
        return routes.relative(route, sheet.route)

    named = [(tree.script, address(route)) for tree, route in pages]
    return (*named, ("x-default", named[0][1]))
