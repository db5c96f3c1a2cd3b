"""On which line of a file something stands. Asked only where something is wrong."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from sitegen.files import read_file

if TYPE_CHECKING:
    from pathlib import Path


def text_of(file: Path) -> str:
    """The text in which a line is to be found, "" where it has gone meanwhile: that is told by those who read it for more."""
    try:
        return read_file(file).decode("utf-8", "replace")
    except OSError:
        return ""


def key_line(text: str, key: str, value: str = "") -> int:
    r"""The first line on which a key of YAML stands, if need be with a value; 0 where it is not found.

    >>> key_line("---\nid: a\npage: 2\n---\n", "page"), key_line("- page: 1\n- page: 2\n", "page", "2"), key_line("a: 1\n", "b")
    (3, 2, 0)
    """
    wanted = re.compile(rf"""^[\s-]*['"]?{re.escape(key)}['"]?\s*:\s*['"]?{re.escape(value)}""", re.MULTILINE)
    found = wanted.search(text)
    return line_at(text, found.end()) if found else 0


def attribute_lines(text: str, value: str, name: str = "") -> tuple[int, ...]:
    r"""The lines on which an attribute has a value, as HTML and XML may write it.

    >>> attribute_lines("<p id=a>\n<p id='a' class=a>", "a", "id"), attribute_lines('<a href="x&amp;y">', "x&y")
    ((1, 2), (1,))
    """
    forms = dict.fromkeys((value, html.escape(value, quote=False), html.escape(value)))
    wanted = "|".join(map(re.escape, forms))
    found = re.finditer(rf"""{name}\s*=\s*["']?\s*(?:{wanted})\s*["'\s>]""", text)
    return tuple(line_at(text, one.start()) for one in found)


def address_line(text: str, address: str) -> int:
    """The first line on which an attribute has an address, else on which it stands at all; 0 where it is not found."""
    if lines := attribute_lines(text, address):
        return lines[0]
    place = text.find(address)
    return line_at(text, place) if place >= 0 else 0


def line_at(text: str, place: int) -> int:
    """The line on which a character of a text stands."""
    return text.count("\n", 0, place) + 1
