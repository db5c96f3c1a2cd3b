"""What of a theme a page depends on: its template, all that this extends, includes and imports, and the static files these name."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import jinja2
from jinja2 import meta, nodes

from sitegen.marks import mark
from sitegen.site.environment import environment
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.site.theme import Theme

# Under what the marks of a theme have its words, its colours, and the hashes that stand in every page's policy.
WORDS = "words"

# Stands for a static file that is not there.
MISSING = b"missing"

# So many templates are not parsed again while a server builds the site after each change of one of them.
REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Uses:
    """What a template itself names; None where it says so only when it is run, and anything may be meant."""

    templates: frozenset[str] | None
    statics: frozenset[str] | None


def theme_mark(theme: Theme) -> bytes:
    """A mark of the whole theme."""
    files = (*theme.templates, *theme.statics)
    return mark(_words(theme), *(data for file in files for data in (file.name.encode(), file.data)))


def template_marks(theme: Theme) -> dict[str, bytes]:
    """For each template a mark of all that pages laid out by it depend on in the theme, and for each static file one of it.

    Static files stand under `static/NAME`, the words, the colours and the policy that every page depends on under `WORDS`.
    """
    statics = {file.name: file.data for file in theme.statics}
    templates = {file.name: file.data for file in theme.templates}
    beside, everything = _words(theme), theme_mark(theme)
    marks = {WORDS: mark(beside), **{f"static/{name}": mark(data) for name, data in statics.items()}}
    # A template of an extended theme has two names.
    read = {data: _uses(data) for data in set(templates.values())}
    uses = {name: read[data] for name, data in templates.items()}
    for name in templates:
        closure = _closure(name, uses)
        named = [uses[each].statics for each in closure or () if each in uses]
        if closure is None or any(each is None for each in named):
            marks[name] = everything
            continue
        assets = {asset for each in named for asset in each or ()}
        inside = {each: templates[each] for each in closure if each in templates}
        shown = {asset: statics.get(asset, MISSING) for asset in assets}
        marks[name] = mark(beside, *_pairs(inside), *_pairs(shown))
    return marks


@lru_cache(maxsize=REMEMBERED)
def _uses(data: bytes) -> Uses:
    """What a template names; one that cannot be parsed has an error to tell, and depends on nothing else.

    >>> uses = _uses(b"{% extends 'base.html' %}{{ asset('find.js') }}{% include name %}")
    >>> uses.templates, uses.statics
    (None, frozenset({'find.js'}))
    """
    try:
        tree = environment(()).parse(data.decode())
    except jinja2.TemplateSyntaxError:
        return Uses(frozenset(), frozenset())
    named = list(meta.find_referenced_templates(tree))
    templates = None if None in named else frozenset(name for name in named if name)
    assets: set[str] = set()
    for name in tree.find_all(nodes.Name):
        # Whoever hands `asset` on may call it with anything.
        if name.name == "asset" and name.ctx == "load" and not _is_called(name, tree):
            return Uses(templates, None)
    for call in tree.find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name == "asset":
            if len(call.args) != 1 or not isinstance(call.args[0], nodes.Const):
                return Uses(templates, None)
            assets.add(str(call.args[0].value))
    return Uses(templates, frozenset(assets))


def _is_called(name: nodes.Name, tree: nodes.Template) -> bool:
    return any(call.node is name for call in tree.find_all(nodes.Call))


def _closure(name: str, uses: dict[str, Uses]) -> frozenset[str] | None:
    """A template and all that it needs, None where that is not known. A missing one is in it: it may come to be."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        each = waiting.pop()
        if each in found:
            continue
        found.add(each)
        if each in uses:
            named = uses[each].templates
            if named is None:
                return None
            waiting += named
    return frozenset(found)


def _words(theme: Theme) -> bytes:
    return repr((theme.name, theme.version, theme.wordings, theme.ground, theme.inline)).encode()


def _pairs(files: dict[str, bytes]) -> Iterable[bytes]:
    for name in sorted(files):
        yield name.encode()
        yield files[name]
