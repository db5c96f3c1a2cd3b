"""How the templates are compiled: every value is escaped, a name that does not exist is an error, and no time is lost.

A page asks for more than a hundred values and calls some dozen functions, and there are many thousand pages. What Jinja
does for each in case it is an unusual one is done here only where it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import jinja2
from jinja2.compiler import CodeGenerator
from jinja2.runtime import Context, Macro
from jinja2.utils import internalcode
from markupsafe import Markup, escape

from sitegen.site import routes
from sitegen.site.fragments import Links, Same

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from jinja2 import nodes
    from jinja2.compiler import Frame

    from sitegen.site.theme import ThemeFile

# What HTML escapes.
SPECIAL = re.compile("[&<>'\"]")


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


# What pages call most; only a macro is told anything beside its arguments: whether to escape.
KNOWN = frozenset({Links, Assets, Macro})


def escaped(value: object) -> str:
    """A value as HTML; what is HTML already, or nothing but words, stays.

    >>> escaped("工会"), escaped("工会 & <b>"), escaped(Markup("<b>"))
    ('工会', Markup('工会 &amp; &lt;b&gt;'), Markup('<b>'))
    """
    if type(value) is str and SPECIAL.search(value) is None:
        return value
    return value if type(value) is Markup else escape(value)


class _Generator(CodeGenerator):
    """Writes a template's code so that it escapes by `escaped`, for most values need nothing."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escaped(")


class _Context(Context):
    """Calls what pages call most without asking first whether it wants to know the context."""

    @internalcode
    def call(self, called: Callable[..., object], /, *args: object, **kwargs: object) -> object:
        kind = type(called)
        if kind not in KNOWN:
            return super().call(called, *args, **kwargs)
        # Jinja passes these for functions that do want to.
        kwargs.pop("_loop_vars", None)
        kwargs.pop("_block_vars", None)
        return called(self.eval_ctx, *args, **kwargs) if kind is Macro else called(*args, **kwargs)


class _Environment(jinja2.Environment):
    """Jinja's environment with the two; what is compiled knows it as `environment`."""

    code_generator_class = _Generator
    context_class = _Context
    escaped = staticmethod(escaped)


def environment(templates: Iterable[ThemeFile]) -> jinja2.Environment:
    """Make a theme's templates ready. Every value is escaped, and a name that a template misspells is an error."""
    return _Environment(
        loader=jinja2.FunctionLoader(partial(_source, {file.name: file for file in templates})),
        extensions=(Same,),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # A theme is in memory and does not change: no template need be looked at again, nor ever be given up.
        auto_reload=False,
        cache_size=-1,
    )


def _source(files: dict[str, ThemeFile], name: str) -> tuple[str, str, None] | None:
    file = files.get(name)
    return (file.data.decode(), file.shown, None) if file else None
