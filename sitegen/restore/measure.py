"""How wide the lines of a page were set, and what its columns may measure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sitegen.restore.clean import Line
from sitegen.restore.tables import CJK_MARKS

Numbers = npt.NDArray[np.float64]

NARROWEST, WIDEST = 8, 44
"""Measures of a newspaper column in characters; a longer line is not wrapped by a column."""
RUN_SPREAD = 2.0
"""Three lines in a row whose widths differ by no more may be full lines of one column."""
INDENT = 2.0
"""A paragraph's first line is indented by two characters (CLREQ 4.1)."""

HALF_WIDTH, SQUEEZED, AT_LINE_END, FULL = 55, 80, 50, 100
"""Widths of a digit or Latin letter, of punctuation inside a line, of punctuation at its end (which may hang or be halved), and of a
Chinese character, in hundredths of one: least squares over the full lines of the pages in the tests, between the two kinds of page
there."""
SENTENCE_MARKS = "，。；、"

CLASS_WIDTHS = np.full(0x110000, FULL, dtype=np.uint8)
"""For every Unicode character the width it is set in."""
CLASS_WIDTHS[:0x80] = HALF_WIDTH
CLASS_WIDTHS[[ord(mark) for mark in CJK_MARKS]] = SQUEEZED
CLASS_WIDTHS[ord(" ")] = 0


def width(text: str) -> float:
    """How wide a line was set, in characters; white space between Chinese is not counted.

    >>> width("涵盖 AI 等")
    4.1
    >>> width("涵盖焊接、铸造，")
    7.3
    """
    return float(widths((text,))[0])


def widths(texts: Sequence[str]) -> Numbers:
    """The widths of lines, none of them empty."""
    if not texts:
        return np.zeros(0)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    starts = np.concatenate(([0], np.cumsum([len(text) for text in texts])[:-1]))
    hundredths = np.add.reduceat(CLASS_WIDTHS[codes].astype(np.int64), starts)
    ends = [text.rstrip(" ")[-1:] or " " for text in texts]
    squeezed = np.array([(SQUEEZED - AT_LINE_END) * (end in CJK_MARKS) for end in ends])
    return np.asarray((hundredths - squeezed) / 100)


def measures(found: Numbers) -> tuple[int, ...]:
    """What the page's columns may measure.

    Full lines come in runs: a measure is tried where some line and both its neighbours have that width, a character more or
    less. Headlines and adverts of one width seldom stand three in a row.

    >>> measures(np.array((18.0, 20.1, 19.8, 20.0, 7.5, 13.0)))
    (20,)
    """
    if len(found) < 3:
        return ()
    run = np.stack((found[:-2], found[1:-1], found[2:]))
    least, most = run.min(axis=0), run.max(axis=0)
    fitting = (most - least <= RUN_SPREAD) & (most >= NARROWEST) & (most <= WIDEST)
    return tuple(sorted({round(float(wide)) for wide in (*least[fitting], *most[fitting])}))


def close_measures(lines: tuple[Line, ...], found: Numbers) -> tuple[int, ...]:
    """Widths of lines that the next one follows without a blank line, where others stand apart: captions of a few lines.

    Lines without a stop or a comma are an advert's, each for itself.
    """
    close: set[int] = set()
    for line, wide, after in zip(lines, found, lines[1:], strict=False):
        if not after.after_gap and wide <= WIDEST and any(mark in line.text + after.text for mark in SENTENCE_MARKS):
            close |= {round(float(wide)), round(float(wide) + INDENT)}
    return tuple(close)
