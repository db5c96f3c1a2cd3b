"""RawPage -> Lines: what is no text is taken off every line and remembered, and the rest is set as it should be typed.

Taken off are marks of Markdown (`#`, `**`, `- `), which say how a line is meant; characters without a form; and debris of OCR
(`debris.py`), which is kept among the furniture. The rows of tables (`layout.py`) stay as they are, white space and all.
How a text is typed is `typography.py`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from sitegen.model import Furniture
from sitegen.restore.debris import debris_entry, without_debris
from sitegen.restore.decode import INVISIBLE, RawPage
from sitegen.restore.layout import rows_of
from sitegen.restore.tables import BOLD_MARK, HEADING_MARK, LIST_MARK
from sitegen.restore.typography import typography
from sitegen.values import dataclass

INDENTED = re.compile(r"\u3000| {2}|\t")
"""White space that is no stray space: paragraphs are indented by two characters (CLREQ 4.1)."""
FEWEST_INDENTS, LEAST_INDENTED = 4, 0.05
"""A page shows its indents where as many of its lines, and such a share of them, are indented: one that lost them has hardly any."""


@dataclass(frozen=True, slots=True)
class Line:
    """One raw line that holds text.

    Args:
        number: counted from 1 in the raw page.
        text: cleaned.
        after_gap: a blank line stands before it.
        heading: the level of its `#` mark, 0 where it has none.
        bold: how many characters at its start are marked bold.
        indented: it is printed with an indent, as white space of two characters before it tells.
        item: a mark of a list (`- `) stood before it.
        row: it is a row of a table, its white space kept.
    """

    number: int
    text: str
    after_gap: bool
    heading: int = 0
    bold: int = 0
    indented: bool = False
    item: bool = False
    row: bool = False


@dataclass(frozen=True, slots=True)
class Bare:
    """A raw line taken apart, its text not yet cleaned.

    Args:
        number: of the raw line.
        raw: the line as it came.
        text: without marks and debris.
        marked: the same with its bold marks, which say where bold begins and ends.
        debris: what was taken off that is no mark.
        heading: the level of its `#` mark.
        item: a mark of a list was taken off.
        row: it is a row of a table.
    """

    number: int
    raw: str
    text: str
    marked: str = ""
    debris: str = ""
    heading: int = 0
    item: bool = False
    row: bool = False


def clean(page: RawPage) -> tuple[Line, ...]:
    """Every line of the page that holds more than marks, debris and white space, cleaned."""
    lines: list[Line] = []
    last = 0
    for bare in bare_lines(page):
        line = _cleaned(bare, after_gap=not lines or bare.number > last + 1)
        if line.text:
            lines.append(line)
            last = bare.number
    return tuple(lines)


def shows_indents(lines: Sequence[Line]) -> bool:
    """Does a page show where paragraphs begin?"""
    indented = sum(line.indented for line in lines)
    return indented >= max(FEWEST_INDENTS, LEAST_INDENTED * len(lines))


def clean_line(raw: str, number: int = 1, *, after_gap: bool = True) -> Line:
    """One raw line, cleaned.

    >>> clean_line("**1. 拍摄要学发展,提水平。**第一,针对").text
    '1. 拍摄要学发展，提水平。第一，针对'
    >>> clean_line("## 一、引言").heading
    2
    """
    return _cleaned(bare_line(raw, number), after_gap=after_gap)


def debris(page: RawPage) -> tuple[Furniture, ...]:
    """What stands on the page that is no text, as furniture."""
    return debris_entry(tuple((bare.number, bare.debris) for bare in bare_lines(page) if bare.debris))


@lru_cache(maxsize=1)
def bare_lines(page: RawPage) -> tuple[Bare, ...]:
    """Every raw line that holds anything, taken apart; on a page of nothing but debris, that is its text.

    Remembered until the next page, for lines, debris and conservation each ask for it.
    """
    held = [(number, raw) for number, raw in enumerate(page.lines, 1) if raw and not raw.isspace()]
    rows = rows_of(page.lines)
    bare = tuple(_row(raw, number) if number in rows else bare_line(raw, number) for number, raw in held)
    if any(line.text for line in bare):
        return bare
    return tuple(Bare(number, raw, INVISIBLE.sub("", raw).strip()) for number, raw in held)


def bare_line(raw: str, number: int = 1) -> Bare:
    """One raw line taken apart.

    >>> found = bare_line("- 甲方|")
    >>> found.text, found.debris, found.item
    ('甲方', '|', True)
    """
    rest, taken = without_debris(INVISIBLE.sub("", raw))
    heading = HEADING_MARK.match(rest)
    marked = rest[heading.end() :] if heading else rest
    item = LIST_MARK.match(marked)
    marked = marked[item.end() :] if item else marked
    text = BOLD_MARK.sub("", marked).strip()
    return Bare(number, raw, text, marked, taken, len(heading[1]) if heading else 0, bool(item))


def _row(raw: str, number: int) -> Bare:
    """A row of a table: nothing is taken off but characters without a form."""
    return Bare(number, raw, INVISIBLE.sub("", raw).rstrip(), row=True)


def _cleaned(bare: Bare, *, after_gap: bool) -> Line:
    """The line that a raw line holds."""
    indented = bool(INDENTED.match(bare.raw))
    if bare.row:
        return Line(bare.number, bare.text, after_gap, indented=indented, row=True)
    text = typography(bare.text)
    return Line(bare.number, text, after_gap, bare.heading, _bold(bare.marked), indented, bare.item)


def _bold(marked: str) -> int:
    """How many characters at a line's start are marked bold."""
    pieces = BOLD_MARK.split(marked)
    return len(typography(pieces[1])) if len(pieces) > 2 and not pieces[0].strip() else 0
