"""YAML as `emit` writes it, read without PyYAML: nearly all files of an archive are such, and there are thousands of them.

The form is a small part of YAML: every value ends with its line, and a line says all about itself. A key or a `-` has a
text, plain or quoted, or a list or keys in line; or below it stand more such lines, indented by two. Whatever else YAML
knows (comments, texts of several lines, anchors, tags, other indents) is not guessed at, it is left to PyYAML, which
alone says what is right. What is read here PyYAML reads too, without a complaint and as the same values:
`tests/content/test_own_yaml.py` asks it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.content.bounds import DEEPEST, MOST_KEYS, MOST_NODES

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# No part of a line: what ends it, tabs, and what YAML forbids. What of it is far from the other characters is looked for
# once in the whole text; in every class it would make the patterns slow to compile.
CONTROLS = r"\x00-\x1f\x7f-\x9f"
RARE = ("\u2028", "\u2029", "\ufeff", "\ufffe", "\uffff")

# YAML looks no further than 1,024 characters for the colon behind a key.
KEY = r"[a-z0-9_][a-z0-9_.-]{0,99}+"

# A text without quotes begins with no mark that means something to YAML where it stands, and no space ends it. Inside it
# a colon means something before a space, `#` means something after one. In a list or in keys more marks do.
FIRST = rf"[^{CONTROLS} \-?:,\[\]{{}}#&*!|>'\"%@`]"
REST = rf"[^{CONTROLS}:#]*+"
PLAIN = rf"(?:{FIRST}|[-?:](?=[^{CONTROLS} ])){REST}(?:(?::(?=[^{CONTROLS} ])|(?<! )#){REST})*+(?<! )"
REST_INSIDE = rf"[^{CONTROLS}:#,?\[\]{{}}]*+"
NO_NULL = r"(?!(?:~|null|Null|NULL)[,\]}])"
PLAIN_INSIDE = rf"{NO_NULL}(?:{FIRST}|-(?=[^{CONTROLS} :,?\[\]{{}}])){REST_INSIDE}(?:(?<! )#{REST_INSIDE})*+(?<! )"

QUOTED = rf"'[^{CONTROLS}']*(?:''[^{CONTROLS}']*)*'"
ESCAPE = r'\\(?:[nt"\\]|U000[1-9A-F][0-9A-F]{4})'
ESCAPED = rf'"[^{CONTROLS}"\\]*(?:{ESCAPE}[^{CONTROLS}"\\]*)*"'

# What stands in a list or in keys that are written in line. Keys may hold lists of texts, and lists hold such keys.
INSIDE = rf"{PLAIN_INSIDE}|{QUOTED}|{ESCAPED}"
TEXTS = rf"\[(?:(?:{INSIDE})(?:, )?)*+\]"
PAIR = rf"{KEY}: (?:{INSIDE}|{TEXTS})"
KEYS = rf"\{{(?:{PAIR}(?:, )?)*+\}}"
VALUE = rf"{PLAIN}|{QUOTED}|{ESCAPED}|[\[{{].*"

# Below a key: lines that are all indented, or items, each with indented lines of its own. Behind a `-`: a key and more.
BLOCK = r"(?<=:)(?:(?:\n  .*)++|(?:\n- .*(?:\n  .*)*+)++)|(?<=-) .+(?:\n  .*)*+"

# Whole lines that are of the form: a key, or nothing where there is a `-`; and what belongs to it.
ENTRIES = re.compile(rf"^(?:({KEY}):|-)(?: |(?=[ \n]))({VALUE}|{BLOCK})\n", re.MULTILINE)
ITEMS = re.compile(rf"{INSIDE}|{KEYS}")
PAIRS = re.compile(rf"({KEY}): ({INSIDE}|{TEXTS})")
ESCAPES = re.compile(ESCAPE)

MEANT = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}

# How a value begins that may be another than its text.
MARKED = frozenset("'\"[{\n nN~")

# Two columns are at most two levels, a list and its keys. Lines that are indented less, with fewer items that are lists on them,
# and three levels in line, are not too deep.
ITEMS_IN_ITEMS = "- " * 4
INDENTED = "\n" + "  " * (DEEPEST // 2 - 5)

# A line, or what follows a comma, has no more than so many beginnings and ends of lists and keys, and texts.
NODES_A_PIECE = 20

NULLS = frozenset({"~", "null", "Null", "NULL"})


class OtherFormError(Exception):
    """A text is not of the form; that is not wrong, PyYAML has to read it."""


def own_values(text: str) -> Mapping[str, object]:
    r"""Each key's value, with every scalar as its text; None where it is null.

    >>> own_values("title: 民政\nauthors: [罗丽]\nkicker: ''\ncontinued_from: null\npages:\n- page: 1\n  furniture: []\n")
    {'title': '民政', 'authors': ['罗丽'], 'kicker': '', 'continued_from': None, 'pages': [{'page': '1', 'furniture': []}]}
    >>> own_values("title: 民政  # mine\n")
    Traceback (most recent call last):
    ...
    sitegen.content.own_yaml.OtherFormError

    Raises:
        OtherFormError: the text is not of the form, a key stands twice, or there may be more than is read.
    """
    if not text.endswith("\n") or any(map(text.__contains__, RARE)) or _may_be_too_much(text):
        raise OtherFormError
    return _keys(text)


def _may_be_too_much(text: str) -> bool:
    """Whether a text is so deep or so long that it may be more than is read; PyYAML counts."""
    deep = INDENTED in text or ITEMS_IN_ITEMS in text
    return deep or NODES_A_PIECE * (text.count("\n") + text.count(", ")) > MOST_NODES


def _keys(text: str) -> dict[str, object]:
    """The lines of a text as keys with values."""
    found = dict(ENTRIES.findall(text))
    if len(found) > MOST_KEYS or "" in found or not _whole(text, found.values()):
        raise OtherFormError
    return {key: _value(value) if value[0] in MARKED else value for key, value in found.items()}


def _items(text: str) -> list[object]:
    """The lines of a text as the items of a list; a null is an empty text there."""
    found = ENTRIES.findall(text)
    if any(key for key, _ in found) or not _whole(text, [value for _, value in found]):
        raise OtherFormError
    values = (_value(value) for _, value in found)
    return ["" if value is None else value for value in values]


def _whole(text: str, values: Collection[str]) -> bool:
    """Whether what was found is all of the text: every entry has the one line it begins with, and those of its value.

    Of a key that stands twice one value is missing here, and its line.
    """
    return text.count("\n") == len(values) + "".join(values).count("\n")


def _value(text: str) -> object:
    """What a value means, other than its own text."""
    mark = text[0]
    if mark == "'":
        return text[1:-1].replace("''", "'")
    if mark == "[":
        return _list(text)
    if mark == "{":
        return _in_line_keys(text)
    if mark == '"':
        return ESCAPES.sub(_meant, text[1:-1])
    if mark in "\n ":
        return _block(text)
    return None if text in NULLS else text


def _list(text: str) -> list[object]:
    """A list written in line; what is found in it must be all of it."""
    items = ITEMS.findall(text)
    if text != f"[{', '.join(items)}]":
        raise OtherFormError
    return [_value(item) if item[0] in MARKED else item for item in items]


def _in_line_keys(text: str) -> dict[str, object]:
    """Keys written in line, each once; what is found of them must be all."""
    pairs = dict(PAIRS.findall(text))
    if len(pairs) > MOST_KEYS or text != f"{{{', '.join([f'{key}: {value}' for key, value in pairs.items()])}}}":
        raise OtherFormError
    return {key: _value(value) if value[0] in MARKED else value for key, value in pairs.items()}


def _block(text: str) -> object:
    """What the lines below a key or behind a `-` mean; nulls are left out of keys."""
    # What stands behind a `-` is indented like what stands below it.
    lines = text if text[0] == "\n" else f"\n {text}"
    if not lines.startswith("\n- "):
        lines = lines.replace("\n  ", "\n")
    lines = f"{lines[1:]}\n"
    if lines.startswith("- "):
        return _items(lines)
    return {key: value for key, value in _keys(lines).items() if value is not None}


def _meant(escape: re.Match[str]) -> str:
    """The character an escape stands for."""
    return MEANT.get(escape[0]) or chr(int(escape[0][2:], 16))
