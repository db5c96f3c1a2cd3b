"""How the templates are compiled: every value is escaped, a name that does not exist is an error, and no time is lost.

What Jinja does for each value of a page in case it is an unusual one is done here only for the pages that have one.
"""

from __future__ import annotations

from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import jinja2
from jinja2.nodes import EvalContext

from sitegen.site import routes
from sitegen.site.fragments import Links, Same
from sitegen.site.template_code import QuickCode, QuickContext, QuickMacro, as_html, escaped
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, MutableMapping

    from sitegen.site.theme import ThemeFile


@dataclass(frozen=True, slots=True)
class Assets:
    """What templates know as `asset`.

    Args:
        url: how the page links.
        marks: the marks of the theme's static files by their names.
        theme: the theme's name.
    """

    url: Links
    marks: Mapping[str, str]
    theme: str

    def __call__(self, name: str) -> str:
        """The address of a static file, from the page.

        Raises:
            LookupError: there is none of that name.
        """
        if name not in self.marks:
            raise LookupError(f"the theme {self.theme} has no static file {name}")
        return f"{self.url(routes.static(name))}?v={self.marks[name]}"


SETTINGS: dict[str, Any] = {
    "extensions": (Same,),
    "autoescape": True,
    "undefined": jinja2.StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    # A theme is in memory and does not change: no template need be looked at again, nor ever be given up.
    "auto_reload": False,
    "cache_size": -1,
}


class Environment(jinja2.Environment):
    """A theme's templates, made ready for what is usual; compiled code knows it as `environment`."""

    code_generator_class = QuickCode
    context_class = QuickContext
    escaped = staticmethod(escaped)
    html = staticmethod(as_html)
    macro = QuickMacro

    def __init__(self, loader: jinja2.BaseLoader) -> None:
        super().__init__(loader=loader, **SETTINGS)
        self.escaping = EvalContext(self)
        # The same templates as Jinja itself makes them ready, and those that need it so.
        self.careful = jinja2.Environment(loader=loader, **SETTINGS)
        self.unusual: set[str] = set()
        self.found: dict[str | jinja2.Template, jinja2.Template] = {}

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """What every template knows, in one: it is gone through for each page."""
        return {**self.globals, **(d or {})}

    def get_template(
        self,
        name: str | jinja2.Template,
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002 (Jinja has it so)
    ) -> jinja2.Template:
        """A template, ready from the second time on: a page asks for some eight, which are always the same."""
        template = self.found.get(name)
        if template is None:
            template = self.found[name] = super().get_template(name, parent, globals)
        return template

    def lay_out(self, name: str, **given: object) -> str:
        """Lay out a page by a template. Where the quick way cannot, Jinja's own does, and then for all further pages of the template.

        Raises:
            Exception: what the template raises by Jinja's own way.
        """
        if name not in self.unusual:
            with suppress(Exception):  # a fault is told by the other way, or is none there
                return self.get_template(name).render(**given)
        html = self.careful.get_template(name).render(**given)
        self.unusual.add(name)
        return html


def environment(templates: Iterable[ThemeFile]) -> Environment:
    """Make a theme's templates ready. Every value is escaped, and a name that a template misspells is an error."""
    return Environment(jinja2.FunctionLoader(partial(_source, {file.name: file for file in templates})))


def _source(files: dict[str, ThemeFile], name: str) -> tuple[str, str, None] | None:
    file = files.get(name)
    return (file.data.decode(), file.shown, None) if file else None
