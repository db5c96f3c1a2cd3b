"""`{% same %}`: a part of a template that says the same on all pages of a tree, but for how its links lead there.

It is laid out once and then remembered by its links, which are shorter on a page that stands higher. So a page costs what
is its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from jinja2 import nodes
from jinja2.ext import Extension
from markupsafe import Markup

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import Environment
    from jinja2.parser import Parser
    from jinja2.runtime import Context

# What such a part may ask for: what no page has for itself.
SHARED = frozenset({"site", "t", "url", "asset"})
OF_THE_PAGE = frozenset({"page", "view"})

# What might bring in another page's words unseen.
FOREIGN: dict[type[nodes.Node], str] = {
    nodes.Block: "a block",
    nodes.Extends: "an extends",
    nodes.FromImport: "an import",
    nodes.Import: "an import",
    nodes.Include: "an include",
}


@dataclass(frozen=True, slots=True)
class Links:
    """How one page links; as a function, what templates know as `url`.

    Args:
        link: gives the link to a route.
        asked: the routes that the page has linked to so far.
    """

    link: Callable[[str], str]
    asked: list[str]

    def __call__(self, route: str) -> str:
        """The link to a route."""
        self.asked.append(route)
        return self.link(route)


@dataclass(frozen=True, slots=True)
class Fragment:
    """A part that was laid out.

    Args:
        routes: where it links to.
        laid_out: its HTML by how a page links to these.
    """

    routes: tuple[str, ...]
    laid_out: dict[tuple[str, ...], Markup]


class Same(Extension):
    """The tag. Its parts are remembered as long as the environment is."""

    tags = {"same"}  # noqa: RUF012 (Jinja has it so)

    def __init__(self, environment: Environment) -> None:
        """Begin with nothing remembered."""
        super().__init__(environment)
        self.counts: Counter[str] = Counter()
        self.fragments: dict[tuple[str, str], Fragment] = {}

    def parse(self, parser: Parser) -> nodes.Node:
        """Read the tag up to `{% endsame %}`; what differs from page to page may not stand in it."""
        line = next(parser.stream).lineno
        body = parser.parse_statements(("name:endsame",), drop_needle=True)
        for what in _differing(nodes.Scope(body), parser.environment):
            parser.fail(f"`same` cannot hold {what}, which may differ from page to page", line)
        # The same in every process: a compiled template may have been compiled by another one.
        name = f"{parser.name} {self.counts[str(parser.name)]}"
        self.counts[str(parser.name)] += 1
        call = self.call_method("fragment", [nodes.ContextReference(), nodes.Const(name)], lineno=line)
        return nodes.CallBlock(call, [], [], body, lineno=line)

    def fragment(self, context: Context, name: str, caller: Callable[[], Markup]) -> Markup:
        """The part's HTML on a page.

        Args:
            context: what the page's template is given.
            name: the part's own.
            caller: lays it out.
        """
        site, url = context.get("site"), context.get("url")
        if site is None or not isinstance(url, Links):
            return caller()
        known = self.fragments.get((name, site.lang))
        links = tuple(map(url.link, known.routes)) if known else ()
        if known and links in known.laid_out:
            return known.laid_out[links]
        before = len(url.asked)
        html = caller()
        routes = tuple(dict.fromkeys(url.asked[before:]))
        kept = self.fragments.setdefault((name, site.lang), Fragment(routes, {}))
        kept.laid_out[tuple(map(url.link, kept.routes))] = html
        return html


def _differing(body: nodes.Node, environment: Environment) -> list[str]:
    """What a part has that all pages need not have in common."""
    own = {each.name for each in body.find_all(nodes.Macro)}
    own |= {each.name for each in body.find_all(nodes.Name) if each.ctx != "load"} - OF_THE_PAGE
    own |= {"loop" for _ in body.find_all(nodes.For)}
    named = {each.name for each in body.find_all(nodes.Name)} - own - SHARED - environment.globals.keys()
    return [FOREIGN[type(each)] for each in body.find_all(tuple(FOREIGN))] + sorted(named)
