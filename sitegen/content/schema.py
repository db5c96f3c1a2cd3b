"""YAML read for people: every wrong key and value is told with its line, all of a file's together.

A form (a frozen class) says which keys are known, their types and defaults; `fill` reads a section of a file
into it. What the form does not know is kept as it is.
"""

from __future__ import annotations

import re
from functools import cache, cached_property, partial
from typing import TYPE_CHECKING, Generic, TypeVar, cast, get_type_hints

import msgspec

from sitegen.content.bounds import refuse_long
from sitegen.content.own_yaml import OtherFormError, own_values
from sitegen.problems import Problem, did_you_mean
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping

    from sitegen.content.tree import Tree

Form = TypeVar("Form")

# msgspec's words, in the reader's.
WORDS = (
    (r"Object contains unknown field `(.*)`", r"unknown key '\1'"),
    (r"Object missing required field `(.*)`", r"the key '\1' is missing"),
    (r"Invalid enum value", "unknown value"),
    (r"`array`", "a list [a, b]"),
    (r"`object( \| null)?`", "keys with values"),
    (r"`str`", "text"),
    (r"`int( \| null)?`", "a whole number"),
    (r"`float`", "a number"),
    (r"`bool`", "true or false"),
)


@dataclass(frozen=True)
class Section:
    """A mapping of a YAML file, read but not yet checked.

    Where its keys stand is asked only when something is wrong, or when a form does not know them. Then it is found out
    once and kept; so the class has no slots.

    Args:
        file: for problems.
        plain: each key's value with every scalar as the text that stands in the file; None where it is null.
        read: reads what PyYAML knows besides.
    """

    file: str
    plain: Mapping[str, object]
    read: Callable[[], Tree]

    @cached_property
    def _tree(self) -> Tree:
        return self.read()

    @property
    def lines(self) -> Mapping[str, int]:
        """Each key's line."""
        return self._tree.lines

    @property
    def items(self) -> Mapping[str, tuple[int, ...]]:
        """For each value that is a list, the line of each of its items."""
        return self._tree.items

    @cached_property
    def sections(self) -> Mapping[str, Section]:
        """Those of the values that are mappings themselves."""
        return {key: _section(self.file, inner) for key, inner in self._tree.inner.items()}

    def natural(self, key: str) -> object:
        """A key's value with numbers, true and false read as such, lists as tuples; None where it is null or missing."""
        return self._tree.natural(key)


@dataclass(frozen=True, slots=True)
class Filled(Generic[Form]):
    """A form filled from a section: its values, the keys it does not know, and what was wrong."""

    values: Form
    extra: Mapping[str, object]
    problems: tuple[Problem, ...]


def read_section(text: str, file: str, first_line: int = 1) -> tuple[Section, tuple[Problem, ...]]:
    """Read a YAML text that is one mapping; an empty one is an empty mapping.

    Args:
        text: the YAML.
        file: its name, for problems.
        first_line: the line of the file on which the text begins.

    Raises:
        ProblemError: the YAML is broken, is no mapping, holds too much, is nested too deep, or uses aliases (`*name`), which could
            make it endless.
    """
    refuse_long(text, file, first_line)
    try:
        return Section(file, own_values(text), partial(_read_tree, text, file, first_line)), ()
    except OtherFormError:
        tree = _read_tree(text, file, first_line)
        return _section(file, tree), tree.problems


def _read_tree(text: str, file: str, first_line: int) -> Tree:
    """What PyYAML reads, which takes a while to load and is seldom needed."""
    from sitegen.content.tree import read_tree

    return read_tree(text, file, first_line)


def _section(file: str, tree: Tree) -> Section:
    """A section of which everything is known already."""
    return Section(file, tree.plain, lambda: tree)


def fill(form: type[Form], section: Section) -> Filled[Form]:
    """Read a section into a form, field by field; a wrong value is told and its default taken.

    Args:
        form: a class whose fields all have defaults, a field for each key.
        section: what to read.
    """
    known = _fields(form)
    problems: list[Problem] = []
    try:
        # Nearly always all values are right, and all at once is faster; a null that a form does not know is no value.
        filled = msgspec.convert(section.plain, form, strict=False)
    except msgspec.ValidationError:
        filled, problems = _field_by_field(form, section)
    extra = {key: section.natural(key) for key in section.plain if key not in known}
    problems += [
        Problem(section.file, section.lines[key], f"unknown key '{key}'; did you mean '{near}'?", "correct the key")
        for key in extra
        if (near := did_you_mean(key, known))
    ]
    return Filled(filled, extra, tuple(problems))


def _field_by_field(form: type[Form], section: Section) -> tuple[Form, list[Problem]]:
    """The form with what is right in a section, and a problem for each value that is wrong."""
    known = _fields(form)
    values: dict[str, object] = {}
    problems = []
    for key, plain in section.plain.items():
        if key in known and plain is not None:
            try:
                values[key] = msgspec.convert(plain, known[key], strict=False)
            except msgspec.ValidationError as error:
                problems.append(_wrong_value(section, key, error))
    return form(**values), problems


def fill_each(section: Section, form: type[Form]) -> tuple[dict[str, Form], tuple[Problem, ...]]:
    """Read a section whose keys are free and whose values are all of one form.

    A value that is no mapping is told and left out.
    """
    forms: dict[str, Form] = {}
    problems: list[Problem] = []
    for key, plain in section.plain.items():
        if key in section.sections:
            filled = fill(form, section.sections[key])
            forms[key] = filled.values
            problems += filled.problems
        elif plain is not None:
            known = ", ".join(_fields(form))
            problems.append(
                Problem(section.file, section.lines[key], f"'{key}' has no keys with values", f"write some of {known}")
            )
    return forms, tuple(problems)


def _fields(form: type[object]) -> Mapping[str, object]:
    """For each key a form knows, the type of its value."""
    return _read_fields(cast("Hashable", form))


@cache
def _read_fields(form: Hashable) -> Mapping[str, object]:
    """The same, read off the class: once, for thousands of files have the same few forms."""
    return get_type_hints(form, include_extras=True)


def _wrong_value(section: Section, key: str, error: msgspec.ValidationError) -> Problem:
    """What is wrong with a key's value, in words a person uses."""
    message, _, place = str(error).partition(" - at ")
    for pattern, word in WORDS:
        message = re.sub(pattern, word, message)
    where = f"'{key}'" if not place else f"'{key}' ({place.strip('`$')})"
    what = f"{where}: {message[:1].lower()}{message[1:]}"
    return Problem(section.file, section.lines[key], what, "correct the value")
