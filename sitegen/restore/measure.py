"""How wide the lines of a page were set, and what its columns may measure."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sitegen.restore.clean import Line
from sitegen.restore.tables import CJK_MARKS, NEVER_LAST

Numbers = npt.NDArray[np.float64]

NARROWEST, WIDEST = 8, 44
"""Measures of a newspaper column in characters; a longer line is not wrapped by a column."""
RUN_SPREAD = 2.0
"""Three lines in a row whose widths differ by no more may be full lines of one column."""
INDENT = 2.0
"""A paragraph's first line is indented by two characters (CLREQ 4.1)."""

HALF_WIDTH, AT_LINE_END, FULL = 55, 50, 100
"""Widths of a digit or Latin letter, of punctuation at a line's end (which may hang or be halved), and of a Chinese character, in
hundredths of one: least squares over the full lines of the pages in the tests."""
USUAL_SQUEEZE, OTHER_SQUEEZES = 80, (60, 95)
"""Widths of punctuation inside a line: how far a page squeezes it to fill its lines is a habit of its setting, somewhere between half a
character and a whole one."""
EVENER = 1.0
"""By so many characters in all must another habit make the lines evener than the usual one: a few lines say nothing."""
MOST_UNEVEN = 1.0
"""Two lines in a row whose widths differ by more are not both full lines of one column."""
SENTENCE_MARKS = "，。；、"

CLASS_WIDTHS = np.full(0x110000, FULL, dtype=np.uint8)
"""For every Unicode character the width it is usually set in."""
CLASS_WIDTHS[:0x80] = HALF_WIDTH
CLASS_WIDTHS[[ord(mark) for mark in CJK_MARKS]] = USUAL_SQUEEZE
CLASS_WIDTHS[ord(" ")] = 0
IS_MARK = np.zeros(0x110000, dtype=np.uint8)
"""For every Unicode character whether it is punctuation."""
IS_MARK[[ord(mark) for mark in CJK_MARKS]] = 1


def widths(texts: Sequence[str]) -> Numbers:
    """How wide lines were set, none of them empty, in characters; white space between Chinese is not counted.

    How far punctuation is squeezed is not known: as far as makes neighbouring lines evenest, since most fill their column.

    >>> widths(("涵盖 AI 等", "涵盖焊接、铸造，")).tolist()
    [4.1, 7.3]
    """
    if not texts:
        return np.zeros(0)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    starts = np.concatenate(([0], np.cumsum([len(text) for text in texts])[:-1]))
    at_end = np.array([(text.rstrip(" ")[-1:] or " ") in CJK_MARKS for text in texts])
    usual = (
        np.add.reduceat(CLASS_WIDTHS[codes], starts, dtype=np.int64) - (USUAL_SQUEEZE - AT_LINE_END) * at_end
    ) / 100
    inside = (np.add.reduceat(IS_MARK[codes], starts, dtype=np.int64) - at_end) / 100
    evenest = min((usual + (squeeze - USUAL_SQUEEZE) * inside for squeeze in OTHER_SQUEEZES), key=_unevenness)
    return np.asarray(evenest if _unevenness(evenest) + EVENER <= _unevenness(usual) else usual)


def _unevenness(found: Numbers) -> float:
    """How much the widths of neighbouring lines differ."""
    return float(np.minimum(np.abs(np.diff(found)), MOST_UNEVEN).sum())


def room(texts: Sequence[str]) -> Numbers:
    """How much of each line may be empty though the next goes on with it, in characters.

    That is one where the next line begins with an opening mark, which may not stand at a line's end (CLREQ 3.1.2) and was moved on.

    >>> room(("双方要共同办好旅游合作年等活动，落实", "“小而美”民生项目，", "妥善管控分歧。")).tolist()
    [1.0, 0.0, 0.0]
    """
    return np.array([float(after[0] in NEVER_LAST) for after in texts[1:]] + [0.0] * bool(texts))


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
