"""What OCR leaves of a page that is no text: rules between columns, lone bullets, a page number between dashes.

It is taken off the lines before anything else looks at them, so that it never stands in the middle of a sentence, and it is kept
among the page's furniture, so that no character is lost. What may be meant is left: a bar inside a line (记者｜张三), a sign that
begins a byline (■本报记者) or an item (• 一是), a dash that a headline ends in.
"""

from __future__ import annotations

import re

from sitegen.model import Furniture

RULES = "|｜¦│┃║┆┇┊┋▏▕╎╏"
"""Upright bars, as OCR sets them for the rule between two columns."""
DRAWING = "\u2500-\u257f"
"""Box drawing (Unicode): lines and corners of frames."""
SIGNS = "·•●○■□▪▫◆◇▲△▼▽★☆◎※◼◻"
"""Bullets and ornaments; alone on a line they belong to nothing."""

EDGE = f"{RULES}{DRAWING}"

ALONE = re.compile(
    rf"\s*(?:[{EDGE}\s]+|[{SIGNS}\s]+|[-*_=~＊－＿＝～]|(?:[-*_=~—–＊－＿＝～]\s*){{3,}}"
    r"|[-–—－·•~～]{1,2}\s*[0-9０-９]{1,3}\s*[-–—－·•~～]{1,2})\s*"
)
"""A whole line of debris: | · ■ ■ ■ · ——— · * * * · — 3 —."""
AT_START = re.compile(rf"\s*[{EDGE}][{EDGE}\s]*")
AT_END = re.compile(rf"(?<![{EDGE}\s])\s*[{EDGE}][{EDGE}\s]*\Z")
POSSIBLE = re.compile(rf"[{EDGE}{SIGNS}*_=~—–－＊＿＝～-]")
"""Without any of these a line has no debris."""


def without_debris(raw: str) -> tuple[str, str]:
    """A raw line without its debris, and the debris.

    >>> without_debris("会议在北|"), without_debris("│ 京召开。"), without_debris("—3—"), without_debris("文｜张三")
    (('会议在北', '|'), ('京召开。', '│'), ('', '—3—'), ('文｜张三', ''))
    >>> without_debris("■本报记者 罗丽"), without_debris("——访杨丽"), without_debris("• 一是抓落实")
    (('■本报记者 罗丽', ''), ('——访杨丽', ''), ('• 一是抓落实', ''))

    A line of bold marks with nothing between them is Markdown's.

    >>> without_debris("****"), without_debris("***")
    (('****', ''), ('', '***'))
    """
    if not POSSIBLE.search(raw):
        return raw, ""
    if ALONE.fullmatch(raw):
        return ("", "".join(raw.split())) if raw.replace("**", "").strip() else (raw, "")
    start, end = AT_START.match(raw), AT_END.search(raw)
    first, last = start.end() if start else 0, end.start() if end else len(raw)
    return raw[first:last], "".join((raw[:first] + raw[last:]).split())


def debris_entry(taken: tuple[tuple[int, str], ...]) -> tuple[Furniture, ...]:
    """The furniture entry that keeps a page's debris, none where there is none.

    Args:
        taken: for each line that had some, its number and the debris.

    >>> debris_entry(((4, "|"), (9, "—3—")))
    (Furniture(kind='debris', lines=(4, 9), text='| —3—'),)
    """
    if not taken:
        return ()
    return (Furniture("debris", (taken[0][0], taken[-1][0]), " ".join(text for _, text in taken)),)
