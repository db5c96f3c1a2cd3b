"""How a text ends: whether its sentence is over, whether a note signs it, and what it leaves open for the next to close."""

from __future__ import annotations

from sitegen.restore.tables import CLOSERS, NOTE_AT_END, STOPS, WHOLLY_QUOTED

LONGEST_NOTE = 80
"""No closing note with the stop before it is longer: whether a long text has one, its end alone tells."""


def is_ended(text: str) -> bool:
    """Is the sentence over at the end of this text? The same as `tables.ENDED`, which looks at all of a text.

    >>> is_ended("他说：“会议闭幕。”"), is_ended("会议闭幕，")
    (True, False)
    """
    last = text.rstrip(CLOSERS)[-1:]
    return bool(last) and last in STOPS


def is_signed(text: str) -> bool:
    """Does a text end with a note in brackets, as news does that says at its end who wrote it?

    >>> is_signed("贺勇说。（龙慧梅）"), is_signed("（龙慧梅）"), is_signed("含AI（人工智能）")
    (True, True, False)
    """
    return text.endswith("）") and bool(NOTE_AT_END.search(text[-LONGEST_NOTE:]))


def is_open(text: str) -> bool:
    """Does the text break off before its sentence ends?

    >>> [is_open(t) for t in ("会议在北", "他说。", "（龙慧梅）", "“把资源送下去”", "主要有三个特点：")]
    [True, False, False, False, True]
    """
    closed = is_ended(text) or is_signed(text) or (text[-1:] in "”」" and bool(WHOLLY_QUOTED.search(text)))
    return not closed and "\n" not in text


def is_left_open(text: str, opener: str, closer: str) -> bool:
    """Does the text leave what these marks enclose open at its end?

    >>> is_left_open("她收获颇丰。“在中国，我们能实地学习。", "“", "”")
    True
    """
    return text.count(opener) > text.count(closer)


def closes_first(text: str, opener: str, closer: str) -> bool:
    """Does the text close what these marks enclose before it opens any?

    >>> closes_first("这使大家有机会掌握技能。”", "“", "”"), closes_first("“再说第二点。”", "“", "”")
    (True, False)
    """
    return 0 <= text.find(closer) < (text.find(opener) if opener in text else len(text))
