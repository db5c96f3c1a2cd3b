"""Dates and numbers in Chinese words. Dates are EDTF, as `sitegen.edtf` reads them; the words are Simplified."""

from __future__ import annotations

import datetime
from functools import lru_cache

from sitegen.edtf import REMEMBERED, Edtf, parse

WEEKDAYS = "一二三四五六日"
DIGITS = "零一二三四五六七八九"
UNITS = ("", "十", "百", "千")
LARGEST_IN_WORDS = 9999
UNKNOWN = "日期不明"


@lru_cache(maxsize=REMEMBERED)
def in_words(date: str) -> str:
    """A date as the reader is told it, with the weekday where the day is certain.

    >>> in_words("2021-08-18")
    '2021年8月18日 星期三'
    >>> in_words("2024-12-27/.."), in_words("2024-12~"), in_words("2021-08"), in_words("")
    ('2024年12月27日以后', '2024年12月前后', '2021年8月', '日期不明')
    """
    known = parse(date)
    if known is not None and known.exact and known.calendar_day is not None:
        return f"{short(date)} 星期{WEEKDAYS[known.calendar_day.weekday()]}"
    return short(date)


@lru_cache(maxsize=REMEMBERED)
def short(date: str) -> str:
    """A date without its weekday, for places where many stand together.

    >>> short("2021-08-18"), short("2024-12-27~/..")
    ('2021年8月18日', '2024年12月27日前后或更晚')
    """
    known = parse(date)
    return UNKNOWN if known is None else f"{known.year}年{_within_year(known)}{_doubt(known)}"


def within_year(date: str) -> str:
    """A date where its year is already told.

    >>> within_year("2021-08-18"), within_year("2024-12-27/.."), within_year("2021"), within_year("")
    ('8月18日 星期三', '12月27日以后', '月日不明', '日期不明')
    """
    known = parse(date)
    if known is None:
        return UNKNOWN
    if known.month is None:
        return f"月日不明{_doubt(known)}"
    return in_words(date).removeprefix(f"{known.year}年")


def first_day(date: str) -> datetime.date | None:
    """The earliest day that a date allows; None where the date is unknown. An `about` is taken at its word.

    >>> first_day("2024-12~"), first_day("2024-12-27/.."), first_day("")
    (datetime.date(2024, 12, 1), datetime.date(2024, 12, 27), None)
    """
    known = parse(date)
    return None if known is None else datetime.date(known.year, known.month or 1, known.day or 1)


def machine(date: str) -> str:
    """The date for a `datetime` attribute: the known part where it is exact, else "".

    >>> machine("2021-08-18"), machine("2021-08"), machine("2024-12-27/..")
    ('2021-08-18', '2021-08', '')
    """
    known = parse(date)
    return "" if known is None or known.approximate or known.open_end else date


def number(value: int) -> str:
    """A number in Chinese numerals, up to 9999; above that in digits.

    >>> number(1), number(10), number(12), number(34), number(105), number(1020), number(12000)
    ('一', '十', '十二', '三十四', '一百零五', '一千零二十', '12000')
    """
    if not 0 < value <= LARGEST_IN_WORDS:
        return DIGITS[0] if value == 0 else str(value)
    words = ""
    for place, digit in zip(range(len(str(value)) - 1, -1, -1), str(value), strict=True):
        if digit != "0":
            words += DIGITS[int(digit)] + UNITS[place]
        elif words[-1:] != DIGITS[0]:
            words += DIGITS[0]
    words = words.rstrip(DIGITS[0])
    return words.removeprefix("一") if words.startswith("一十") else words


def counted(value: int) -> str:
    """A number before what it counts, where 二 is 两.

    >>> counted(2), counted(12)
    ('两', '十二')
    """
    return "两" if value == 2 else number(value)


def _within_year(date: Edtf) -> str:
    month = "" if date.month is None else f"{date.month}月"
    return month if date.day is None else f"{month}{date.day}日"


def _doubt(date: Edtf) -> str:
    if date.open_end:
        return "前后或更晚" if date.approximate else "以后"
    return "前后" if date.approximate else ""
