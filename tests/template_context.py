"""What templates are given, told from the program itself: the tables in docs/themes.md.

`python tests/template_context.py` writes them anew; a test says when that is due. Which template is given which view is
found out by building a site and looking on; what a field means stands in the docstring of its class.
"""

from __future__ import annotations

import dataclasses
import datetime
import importlib
import inspect
import pkgutil
import re
from pathlib import Path
from unittest import mock

import jinja2
from samples import CHECKOUT, archive, default_theme, hard_archive, issue, silent

import sitegen.site
from sitegen import model
from sitegen.site.pages import render
from sitegen.site.script import TEXTS
from sitegen.site.templates import Head, Site
from sitegen.site.texts import WORDS

DOCUMENT = CHECKOUT / "docs" / "themes.md"
BEGIN, END = "<!-- written by tests/template_context.py -->", "<!-- end -->"
NAMES = re.compile(r"[A-Za-z]\w+")


@dataclasses.dataclass(frozen=True, slots=True)
class Given:
    """A template and what it was given: names, and the type of each value."""

    template: str
    values: tuple[tuple[str, type], ...]


def observed() -> tuple[Given, ...]:
    """Every template that the program renders, with what it gives it."""
    found: dict[str, dict[str, type]] = {}
    rendered = jinja2.Template.render

    def note(template, *args, **values):
        found.setdefault(template.name, {name: type(value) for name, value in values.items()})
        return rendered(template, *args, **values)

    first = datetime.date(1956, 1, 1)
    daily = (issue(str(first + datetime.timedelta(days))) for days in range(800))  # too many for one page
    with mock.patch.object(jinja2.Template, "render", note):
        render(hard_archive(), default_theme(), silent)
        render(archive(*daily, convert=""), default_theme(), silent)
    return tuple(Given(name, tuple(found[name].items())) for name in sorted(found))


def vocabulary() -> dict[str, type]:
    """Every dataclass that a view may hold, by name."""
    names = [module.name for module in pkgutil.walk_packages(sitegen.site.__path__, "sitegen.site.")]
    modules = [*(importlib.import_module(name) for name in names), model]
    found = {}
    for module in modules:
        for name, member in vars(module).items():
            if inspect.isclass(member) and dataclasses.is_dataclass(member) and member.__module__ == module.__name__:
                found.setdefault(name, member)
    return found


def meanings(kind: type) -> dict[str, str]:
    """What each field means, from the `Args:` of the class; what each property does, from its own docstring.

    >>> from sitegen.site.stories import Story
    >>> meanings(Story)["subtitle"]
    '引题 and 副题.'
    """
    _, _, args = (inspect.getdoc(kind) or "").partition("Args:\n")
    found = {name: summary(each.fget) for name, each in properties(kind).items()}
    names: list[str] = []
    for line in args.split("\n\n")[0].splitlines():
        entry = re.fullmatch(r"    ([\w, ]+): (.*)", line)
        if entry:
            names = entry[1].split(", ")
            found.update(dict.fromkeys(names, entry[2]))
        else:
            found.update((name, f"{found[name]} {line.strip()}") for name in names)
    return found


def summary(kind: object) -> str:
    """The first paragraph of a docstring."""
    return " ".join((inspect.getdoc(kind) or "").split("\n\n")[0].split())


def fields(kind: type) -> list[tuple[str, str]]:
    """Names of a class's fields and their types, as the code has them; then those of its properties."""
    own = [(field.name, str(field.type)) for field in dataclasses.fields(kind) if not field.name.startswith("_")]
    return [*own, *((name, str(each.fget.__annotations__["return"])) for name, each in properties(kind).items())]


def properties(kind: type) -> dict[str, property]:
    """What a class finds only when it is asked for."""
    return {name: each for name, each in vars(kind).items() if isinstance(each, property) and not name.startswith("_")}


def reached(start: list[type]) -> list[type]:
    """The classes and all classes their fields are made of, each after the one that first names it."""
    known = vocabulary()
    found: list[type] = []
    waiting = list(start)
    while waiting:
        kind = waiting.pop(0)
        if kind in found or kind.__name__ not in known:
            continue
        found.append(kind)
        named = [known[name] for _, type_ in fields(kind) for name in NAMES.findall(type_) if name in known]
        waiting = [*named, *waiting]
    return found


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A table in Markdown."""
    lines = [head, ("---",) * len(head), *rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines] + [""]


def code(text: str) -> str:
    """A word in Markdown's type for code."""
    return f"`{text}`" if text else ""


def template_table(given: tuple[Given, ...]) -> list[str]:
    """Each template of the default theme: its view, its blocks and macros, and what it is part of."""
    views = {each.template: dict(each.values)["view"].__name__.replace("NoneType", "None") for each in given}
    folder = CHECKOUT / "themes" / "default" / "templates"
    texts = {path.name: path.read_text("utf-8") for path in sorted(folder.iterdir())}
    used = re.compile(r"{%-? (?:extends|include|from|import) [\"']([\w.-]+)[\"']")
    users = {name: sorted({user for user, text in texts.items() if name in used.findall(text)}) for name in texts}
    rows = [
        (
            code(name),
            code(views.get(name, "")) or "of " + ", ".join(map(code, users[name])),
            ", ".join(map(code, re.findall(r"{%-? block (\w+)", text))),
            ", ".join(map(code, re.findall(r"{%-? macro (\w+\(.*?\)) -?%}", text))),
        )
        for name, text in texts.items()
    ]
    return table(("template", "`view` is a", "blocks", "macros"), rows)


def class_tables(kinds: list[type]) -> list[str]:
    """A table for each class."""
    lines = []
    for kind in kinds:
        told = meanings(kind)
        together: dict[tuple[str, str], list[str]] = {}
        for name, type_ in fields(kind):
            together.setdefault((type_, told.get(name, "")), []).append(code(name))
        rows = [(", ".join(names), code(type_), meaning) for (type_, meaning), names in together.items()]
        lines += [f"#### {kind.__name__}", "", summary(kind), "", *table(("field", "type", "meaning"), rows)]
    return lines


def word_table() -> list[str]:
    """Every word of the interface."""
    rows = [(code(name), *(str(getattr(TEXTS[script], name)) for script in TEXTS)) for name in WORDS]
    return table(("word", *TEXTS), rows)


def kinds_given(given: tuple[Given, ...]) -> list[type]:
    """Every class whose fields a template may ask for."""
    views = [kind for each in given for name, kind in each.values if name == "view"]
    return reached([Site, Head, *views])


def written(given: tuple[Given, ...]) -> str:
    """The tables, ready for the document."""
    shared, rest = [], []
    for kind in kinds_given(given):
        (shared if kind in (Site, Head) else rest).append(kind)
    lines = [
        "### The templates of the default theme",
        "",
        *template_table(given),
        "### What every page is given",
        "",
        *class_tables(shared),
        "### What each view holds",
        "",
        *class_tables(rest),
        "### The words",
        "",
        *word_table(),
    ]
    return "\n".join(lines).rstrip("\n")


def renewed(document: str, given: tuple[Given, ...]) -> str:
    """The document with its tables written anew."""
    before, _, rest = document.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n\n{written(given)}\n\n{END}{after}"


if __name__ == "__main__":
    Path(DOCUMENT).write_text(renewed(DOCUMENT.read_text("utf-8"), observed()), "utf-8")
