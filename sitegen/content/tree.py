"""YAML as PyYAML reads it: any text, every error with its line, and where each value stands."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import yaml

from sitegen.content.bounds import DEEPEST, MOST_KEYS, MOST_NODES, too_deep, too_many
from sitegen.problems import Problem, ProblemError
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

NULL, BOOL, INT, FLOAT = (f"tag:yaml.org,2002:{kind}" for kind in ("null", "bool", "int", "float"))

# Numbers as everybody reads them; YAML 1.1 would make 1:30 and 017 numbers too, and not the ones that are meant.
WHOLE = re.compile(r"-?(0|[1-9][0-9]{0,17})")
DECIMAL = re.compile(r"-?[0-9]+\.[0-9]+(e[-+]?[0-9]+)?")


@dataclass(frozen=True, slots=True)
class Tree:
    """A mapping of a YAML text.

    Args:
        lines: each key's line.
        plain: each key's value with every scalar as the text that stands in the file; None where it is null.
        nodes: each key's value as YAML has it.
        inner: those of the values that are mappings themselves.
        items: for each value that is a list, the line of each of its items.
        problems: the keys that stand twice, here and in the inner mappings.
    """

    lines: Mapping[str, int]
    plain: Mapping[str, object]
    nodes: Mapping[str, yaml.Node]
    inner: Mapping[str, Tree]
    items: Mapping[str, tuple[int, ...]]
    problems: tuple[Problem, ...] = ()

    def natural(self, key: str) -> object:
        """A key's value with numbers, true and false read as such, lists as tuples; None where it is null or missing."""
        return _natural(self.nodes[key]) if key in self.nodes else None


def read_tree(text: str, file: str, first_line: int) -> Tree:
    """Read a YAML text that is one mapping; an empty one is an empty mapping.

    Args:
        text: the YAML.
        file: its name, for problems.
        first_line: the line of the file on which the text begins.

    Raises:
        ProblemError: the YAML is broken, is no mapping, holds too much, is nested too deep, or uses aliases (`*name`), which could
            make it endless.
    """
    root = _compose(text, file, first_line)
    if root is None:
        return Tree({}, {}, {}, {}, {})
    if isinstance(root, yaml.MappingNode):
        return _tree(root, file, first_line)
    line = first_line + root.start_mark.line
    raise ProblemError(Problem(file, line, "this is no list of keys with values", "write `key: value` lines"))


def _compose(text: str, file: str, first_line: int) -> yaml.Node | None:
    """The tree of a YAML text, its errors told with their line."""
    try:
        # Before anything is made of it.
        _refuse(yaml.parse(text, yaml.CSafeLoader), file, first_line)
        return yaml.compose(text, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        fix = "put quotes around a text with a colon or a special mark; indent with spaces"
        raise ProblemError(Problem(file, line, f"broken YAML: {error.problem}", fix)) from error
    except yaml.reader.ReaderError as error:
        # The reader in C counts bytes.
        line = first_line + text.encode().count(b"\n", 0, error.position)
        raise ProblemError(Problem(file, line, "a control character in the YAML", "remove it")) from error


def _refuse(events: Iterable[yaml.Event], file: str, first_line: int) -> None:
    """See that a YAML text has no aliases, is not nested too deep, and holds not too much.

    Raises:
        ProblemError: it is not so.
    """
    depth = 0
    for count, event in enumerate(events):
        line = first_line + (event.start_mark.line if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent):
            raise ProblemError(Problem(file, line, "an alias (*name) is not understood here", "write it out"))
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > DEEPEST:
            raise too_deep(file, line)
        if count > MOST_NODES:
            raise too_many(file, line, MOST_NODES, "keys and values")


def _tree(node: yaml.MappingNode, file: str, first_line: int) -> Tree:
    """A mapping node with its lines; a key that stands twice counts the first time.

    Raises:
        ProblemError: it has too many keys.
    """
    lines: dict[str, int] = {}
    plain: dict[str, object] = {}
    nodes: dict[str, yaml.Node] = {}
    inner: dict[str, Tree] = {}
    items: dict[str, tuple[int, ...]] = {}
    problems: list[Problem] = []
    if len(node.value) > MOST_KEYS:
        raise too_many(file, first_line + node.value[MOST_KEYS][0].start_mark.line, MOST_KEYS, "keys in one place")
    for key_node, value in node.value:
        key, line = _key(key_node), first_line + key_node.start_mark.line
        if key in lines:
            what = f"the key '{key}' stands twice, first on line {lines[key]}"
            problems.append(Problem(file, line, what, "remove one"))
            continue
        lines[key] = line
        nodes[key] = value
        plain[key] = None if _is_null(value) else _plain(value)
        if isinstance(value, yaml.MappingNode):
            inner[key] = _tree(value, file, first_line)
            problems += inner[key].problems
        if isinstance(value, yaml.SequenceNode):
            items[key] = tuple(first_line + item.start_mark.line for item in value.value)
    return Tree(lines, plain, nodes, inner, items, tuple(problems))


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
    if node.tag == FLOAT and DECIMAL.fullmatch(text) and math.isfinite(float(text)):
        return float(text)
    return text
