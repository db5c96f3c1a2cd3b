"""Which lines of an article's file the site says: a pure look at the text, for what is told with its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.content.codec import FENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

# The keys of the front matter whose values were printed.
SAID = frozenset({"title", "kicker", "subtitle", "column", "byline", "authors", "photos"})


def said_lines(text: str) -> Iterator[tuple[int, str]]:
    r"""The lines of an article's file that hold printed text, each with its number.

    >>> list(said_lines("---\nid: a\ntitle: 后街\nreview:\n- 里\n---\n皇后大道\n"))
    [(3, '后街'), (7, '皇后大道')]
    """
    lines = text.split("\n")
    key, in_front = "", bool(lines) and lines[0].lstrip("\ufeff").rstrip() == FENCE
    for number, line in enumerate(lines, 1):
        if in_front and number > 1:
            if line.rstrip() == FENCE:
                in_front = False
                continue
            # A value may go on in lines that are indented or begin an item.
            if not line.startswith((" ", "\t", "-")):
                key, _, line = line.partition(":")
        if line.strip() and number > 1 and (not in_front or key in SAID):
            yield number, line.strip()
