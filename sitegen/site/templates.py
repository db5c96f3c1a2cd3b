"""From a sheet to HTML: the theme's templates, and who is to blame where one fails."""

from __future__ import annotations

import traceback
from typing import TYPE_CHECKING

import jinja2

from sitegen.problems import Problem, ProblemError
from sitegen.site import routes, volumes
from sitegen.site.environment import Assets, Environment, environment
from sitegen.site.fragments import Links
from sitegen.site.later import LaterError
from sitegen.site.policy import policy
from sitegen.site.stories import Link
from sitegen.site.theme import missing_template
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from markupsafe import Markup

    from sitegen.model import Paragraphs, Script, Settings
    from sitegen.site.metadata import Alternate, Tag
    from sitegen.site.script import Tree
    from sitegen.site.sheets import Content, Sheet
    from sitegen.site.theme import Ground, Theme


@dataclass(frozen=True, slots=True)
class Site:
    """What every page of a tree shares.

    Args:
        title, description: the archive's.
        home, search, authors, columns, issues, days, feed, offline, manifest: routes.
        archive: the route of the whole archive as data.
        lang: the script.
        ground: the colour of the theme's paper, for the browser's own bar.
        paragraphs: `indent` or `spaced`: how paragraphs are told apart.
        policy: the content security policy, for the first line of each page's head.
    """

    title: str
    description: str
    home: str
    search: str
    authors: str
    columns: str
    issues: str
    days: str
    feed: str
    archive: str
    offline: str
    manifest: str
    lang: str
    ground: Ground
    paragraphs: Paragraphs
    policy: Markup


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself.

    Args:
        title: for the browser's tab.
        name: without the archive's name, for sharing.
        description: for search engines.
        kind: Open Graph's word for it.
        data: JSON-LD, "" for none.
        tags: what an article says of itself to those who share and cite it.
        machines: the same matter in other forms.
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
    tags: tuple[Tag, ...]
    machines: tuple[Alternate, ...]
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
        sites: what the pages of a tree share, by its script.
        marks: the marks of the static files by their names.
        volume: the site whose own pages are printed, of those that every site has; None where a page's route tells.
    """

    environment: Environment
    theme: Theme
    settings: Settings
    trees: tuple[Tree, ...]
    sites: Mapping[Script, Site]
    marks: Mapping[str, str]
    volume: str | None = None


def press(theme: Theme, settings: Settings, trees: tuple[Tree, ...]) -> Press:
    """Make a theme ready."""
    sites = {tree.script: _site(tree, theme, settings) for tree in trees}
    return Press(
        environment(theme.templates), theme, settings, trees, sites, {file.name: file.mark for file in theme.statics}
    )


def print_sheet(sheet: Sheet, tree: Tree, ready: Press) -> bytes:
    """Render one page.

    Raises:
        Exception: whatever the view or the template raises; `blame` says in words what it was.
    """
    url = Links(_link(sheet, ready), [])
    content = sheet.make()
    html = ready.environment.lay_out(
        sheet.template,
        site=ready.sites[tree.script],
        t=tree.texts,
        page=_head(content, sheet, tree, ready),
        view=content.view,
        url=url,
        asset=Assets(url, ready.marks, ready.theme.name),
    )
    return html.encode()


def blame(error: Exception, template: str, source: str, theme: Theme) -> Problem:
    """Say where a page failed: in a template, with its line, or else in the content it is about.

    Args:
        error: what was raised.
        template: the template that lays the page out.
        source: the content file it is about.
        theme: whose templates may be at fault.
    """
    if isinstance(error, LaterError) and isinstance(error.__cause__, Exception):
        return _told(error.__cause__, source)
    if isinstance(error, ProblemError):
        return error.problem
    shown = {file.shown for file in theme.templates}
    if isinstance(error, jinja2.TemplateSyntaxError):
        return Problem(error.filename or error.name or template, error.lineno, str(error.message), "correct it")
    frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename in shown]
    if isinstance(error, jinja2.TemplateNotFound) and not frames:
        return missing_template(theme, str(error.name or template))
    if frames:
        return Problem(frames[-1].filename, frames[-1].lineno or 0, *_fault(error))
    return _told(error, source)


def _told(error: Exception, source: str) -> Problem:
    """Why no page can be made of a content file."""
    if isinstance(error, ProblemError):
        return error.problem
    what = f"no page can be made of it ({type(error).__name__}: {error})"
    return Problem(source, 0, what, "correct the file")


def _fault(error: Exception) -> tuple[str, str]:
    """What is wrong with a template that raised this, and what to do."""
    if isinstance(error, RecursionError):
        return "the template extends or includes itself", "name the one it replaces with its theme, default/FILE"
    if isinstance(error, jinja2.TemplateNotFound):
        return f"there is no template {error}", "correct its name, or add it"
    return str(error) or type(error).__name__, "correct the template"


def counterparts(route: str, tree: Tree, trees: tuple[Tree, ...]) -> tuple[tuple[Tree, str], ...]:
    """The same page in every tree, itself included."""
    rest = route[len(tree.routes.prefix) :]
    return tuple((each, each.routes.prefix + rest) for each in trees)


def _link(sheet: Sheet, ready: Press) -> Callable[[str], str]:
    """How the page links."""
    settings = ready.settings
    own = volumes.volume_of(sheet.route, settings.split) if ready.volume is None else ready.volume
    return volumes.links_from(sheet.route, settings, own)


def _site(tree: Tree, theme: Theme, settings: Settings) -> Site:
    own = tree.routes
    title, description = tree.say(settings.title), tree.say(settings.description)
    return Site(
        title=title,
        description=description,
        home=own.home,
        search=own.search if "search" not in settings.without else "",
        authors=own.authors,
        columns=own.columns,
        issues=own.issues,
        days=own.days,
        feed=own.feed,
        archive=routes.ARCHIVE if "data" not in settings.without else "",
        offline=own.offline,
        manifest=own.manifest,
        lang=tree.script,
        ground=theme.ground,
        paragraphs=settings.paragraphs,
        policy=policy(volumes.origins(settings), theme.inline),
    )


def _head(content: Content, sheet: Sheet, tree: Tree, ready: Press) -> Head:
    settings = ready.settings
    title = ready.sites[tree.script].title
    pages = counterparts(sheet.route, tree, ready.trees) if sheet.route != routes.NOT_FOUND else ()
    others = [Link(route, each.name, each.script) for each, route in pages if each is not tree]
    return Head(
        title=f"{content.title} ｜ {title}" if content.title else title,
        name=content.title or title,
        description=content.description,
        kind=content.kind,
        data=content.data,
        tags=content.tags,
        machines=content.machines,
        canonical=volumes.published(sheet.route, settings),
        alternates=_alternates(sheet, pages, settings),
        other=others[0] if others else None,
        listed=sheet.listed,
    )


def _alternates(sheet: Sheet, pages: tuple[tuple[Tree, str], ...], settings: Settings) -> tuple[tuple[str, str], ...]:
    """Language and address of the page in each tree; all other readers are served the page as it was printed."""
    if len(pages) < 2 or not sheet.listed:
        return ()

    named = [(tree.script, volumes.address(route, sheet.route, settings)) for tree, route in pages]
    printed = dict(named).get(sheet.script or pages[0][0].script, named[0][1])
    return (*named, ("x-default", printed))
