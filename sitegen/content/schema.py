"""YAML read for people: every wrong key and value is told with its line, all of a file's together.

A form (a frozen dataclass) says which keys are known, their types and defaults; `fill` reads a section of a file
into it. What the form does not know is kept as it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Generic, TypeVar, cast, get_type_hints

import msgspec
import yaml

from sitegen.problems import Problem, ProblemError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

Form = TypeVar("Form")

NULL, BOOL, INT, FLOAT = (f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int", "float"))

# Numbers as everybody reads them; YAML 1.1 would make 1:30 and 017 numbers too, and not the ones that are meant.
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+(e[-+]?[0-9]+)?")

# msgspec's words, in the reader's.
WORDS = (
    (re.compile(r"Object contains unknown field `(.*)`"), r"unknown key '\1'"),
    (re.compile(r"Object missing required field `(.*)`"), r"the key '\1' is missing"),
    (re.compile(r"Invalid enum value"), "unknown value"),
    (re.compile(r"`array`"), "a list [a, b]"),
    (re.compile(r"`object`"), "keys with values"),
    (re.compile(r"`str`"), "text"),
    (re.compile(r"`int( \| null)?`"), "a whole number"),
    (re.compile(r"`float`"), "a number"),
    (re.compile(r"`bool`"), "true or false"),
)


@dataclass(frozen=True, slots=True)
class Section:
    """A mapping of a YAML file, read but not yet checked.

    Args:
        file: for problems.
        line: where it begins.
        lines: each key's line.
        plain: each key's value with every scalar as the text that stands in the file; null values are left out.
        nodes: each key's value as YAML has it.
        sections: those of the values that are mappings themselves.
        items: for each value that is a list, the line of each of its items.
    """

    file: str
    line: int
    lines: Mapping[str, int] = field(default_factory=dict)
    plain: Mapping[str, object] = field(default_factory=dict)
    nodes: Mapping[str, yaml.Node] = field(default_factory=dict)
    sections: Mapping[str, Section] = field(default_factory=dict)
    items: Mapping[str, tuple[int, ...]] = field(default_factory=dict)

    def natural(self, key: str) -> object:
        """A key's value with numbers, true and false read as such, lists as tuples; None where the key is missing."""
        return _natural(self.nodes[key]) if key in self.nodes else None


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
        ProblemError: the YAML is broken, is no mapping, or uses aliases (`*name`), which could make it endless.
    """
    root = _compose(text, file, first_line)
    if root is None:
        return Section(file, first_line), ()
    if not isinstance(root, yaml.MappingNode):
        line = first_line + root.start_mark.line
        raise ProblemError(Problem(file, line, "this is no list of keys with values", "write `key: value` lines"))
    return _section(root, file, first_line)


def fill(form: type[Form], section: Section) -> Filled[Form]:
    """Read a section into a form, field by field; a wrong value is told and its default taken.

    Args:
        form: a dataclass whose fields all have defaults; a field `from_` reads the key `from`.
        section: what to read.
    """
    known = _fields(form)
    problems: list[Problem] = []
    try:
        # Nearly always all values are right, and all at once is faster.
        given = {known[key][0]: plain for key, plain in section.plain.items() if key in known}
        filled = msgspec.convert(given, form, strict=False)
    except msgspec.ValidationError:
        filled, problems = _field_by_field(form, section)
    extra = {key: section.natural(key) for key in section.nodes if key not in known}
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
        if key in known:
            name, type_ = known[key]
            try:
                values[name] = msgspec.convert(plain, type_, strict=False)
            except msgspec.ValidationError as error:
                problems.append(_wrong_value(section, key, error))
    return form(**values), problems


def fill_each(section: Section, form: type[Form]) -> tuple[dict[str, Form], tuple[Problem, ...]]:
    """Read a section whose keys are free and whose values are all of one form.

    A value that is no mapping is told and left out.
    """
    forms: dict[str, Form] = {}
    problems: list[Problem] = []
    for key, line in section.lines.items():
        if key in section.sections:
            filled = fill(form, section.sections[key])
            forms[key] = filled.values
            problems += filled.problems
        elif key in section.plain:
            known = ", ".join(_fields(form))
            problems.append(Problem(section.file, line, f"'{key}' has no keys with values", f"write some of {known}"))
    return forms, tuple(problems)


def _fields(form: type[object]) -> Mapping[str, tuple[str, object]]:
    """For each key a form knows, the field it fills and that field's type."""
    return _read_fields(cast("Hashable", form))


@cache
def _read_fields(form: Hashable) -> Mapping[str, tuple[str, object]]:
    """The same, read off the class: once, for thousands of files have the same few forms."""
    hints = get_type_hints(form, include_extras=True)
    return {name.rstrip("_"): (name, hint) for name, hint in hints.items()}


def _compose(text: str, file: str, first_line: int) -> yaml.Node | None:
    """The tree of a YAML text, its errors told with their line."""
    try:
        if "*" in text and any(isinstance(event, yaml.AliasEvent) for event in yaml.parse(text, yaml.CSafeLoader)):
            raise ProblemError(Problem(file, first_line, "an alias (*name) is not understood here", "write it out"))
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        fix = "put quotes around a text with a colon or a special mark; indent with spaces"
        raise ProblemError(Problem(file, line, f"broken YAML: {error.problem}", fix)) from error
    except yaml.reader.ReaderError as error:
        # The reader in C counts bytes.
        line = first_line + text.encode().count(b"\n", 0, error.position)
        raise ProblemError(Problem(file, line, "a control character in the YAML", "remove it")) from error
    except RecursionError as error:
        raise ProblemError(Problem(file, first_line, "YAML nested too deep", "flatten it")) from error


def _section(node: yaml.MappingNode, file: str, first_line: int) -> tuple[Section, tuple[Problem, ...]]:
    """A mapping node as a section; a key that stands twice counts the first time."""
    lines: dict[str, int] = {}
    plain: dict[str, object] = {}
    nodes: dict[str, yaml.Node] = {}
    sections: dict[str, Section] = {}
    items: dict[str, tuple[int, ...]] = {}
    problems: list[Problem] = []
    for key_node, value in node.value:
        key, line = _key(key_node), first_line + key_node.start_mark.line
        if key in lines:
            what = f"the key '{key}' stands twice, first on line {lines[key]}"
            problems.append(Problem(file, line, what, "remove one"))
            continue
        lines[key] = line
        nodes[key] = value
        if not _is_null(value):
            plain[key] = _plain(value)
        if isinstance(value, yaml.MappingNode):
            sections[key], inner = _section(value, file, first_line)
            problems += inner
        if isinstance(value, yaml.SequenceNode):
            items[key] = tuple(first_line + item.start_mark.line for item in value.value)
    return Section(file, first_line + node.start_mark.line, lines, plain, nodes, sections, items), tuple(problems)


def _key(node: yaml.Node) -> str:
    """A key as it is written; one that is no scalar (`? [a, b]`) by its kind."""
    return str(node.value) if isinstance(node, yaml.ScalarNode) else "?"


def _is_null(node: yaml.Node) -> bool:
    return bool(node.tag == NULL)


def _plain(node: yaml.Node) -> object:
    """A value with every scalar as its text: `number: 11895` can be a text as well as a number."""
    if isinstance(node, yaml.MappingNode):
        return {_key(key): _plain(value) for key, value in node.value if not _is_null(value)}
    if isinstance(node, yaml.SequenceNode):
        return ["" if _is_null(value) else _plain(value) for value in node.value]
    return node.value


def _natural(node: yaml.Node) -> object:
    """A value as JSON would have it; a date or anything else stays the text it is."""
    if isinstance(node, yaml.MappingNode):
        return {_key(key): _natural(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return tuple(_natural(value) for value in node.value)
    text = str(node.value)
    if _is_null(node):
        return None
    if node.tag == BOOL and text in ("true", "false"):
        return text == "true"
    if node.tag == INT and WHOLE.fullmatch(text):
        return int(text)
    if node.tag == FLOAT and DECIMAL.fullmatch(text):
        return float(text)
    return text


def _wrong_value(section: Section, key: str, error: msgspec.ValidationError) -> Problem:
    """What is wrong with a key's value, in words a person uses."""
    message, _, place = str(error).partition(" - at ")
    for pattern, word in WORDS:
        message = pattern.sub(word, message)
    where = f"'{key}'" if not place else f"'{key}' ({place.strip('`$')})"
    what = f"{where}: {message[:1].lower()}{message[1:]}"
    return Problem(section.file, section.lines[key], what, "correct the value")
