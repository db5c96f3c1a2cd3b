"""Days as newspapers print them: Arabic, Chinese, of the Republic (民国), by the moon; and weekdays.

The lunar calendar is that of the library `borax`, tables for the years 1900 to 2100.
"""

from __future__ import annotations

import datetime

from borax.calendars.lunardate import InvalidLunarDateError, LunarDate

from sitegen.restore import tables
from sitegen.values import dataclass

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "O": 0, "0": 0}
TENS = {"廿": "二十", "卅": "三十"}
WEEKDAYS = "一二三四五六日"
LUNAR_DAYS = (
    *(f"初{day}" for day in "一二三四五六七八九十"),
    *(f"十{day}" for day in "一二三四五六七八九"),
    "二十",
    *(f"廿{day}" for day in "一二三四五六七八九"),
    "三十",
)
LUNAR_MONTHS = "正二三四五六七八九十冬腊"
FIRST_YEAR_OF_THE_REPUBLIC = 1912
"""民国元年."""


@dataclass(frozen=True, slots=True)
class LunarDay:
    """A day of the lunar calendar.

    Args:
        year: stem and branch of the year, 辛丑; "" where it is not printed.
        month, day: counted from 1.
        leap: the month is the second of its number, 闰二月.
    """

    year: str
    month: int
    day: int
    leap: bool = False

    def __str__(self) -> str:
        """As newspapers print it.

        >>> str(LunarDay("辛丑", 7, 11)), str(LunarDay("", 12, 30)), str(LunarDay("癸卯", 2, 1, leap=True))
        ('辛丑年七月十一', '腊月三十', '癸卯年闰二月初一')
        """
        day = LUNAR_DAYS[self.day - 1]
        year = f"{self.year}年" if self.year else ""
        return f"{year}{'闰' if self.leap else ''}{LUNAR_MONTHS[self.month - 1]}月{day}"


def date(text: str) -> str:
    """A full date of the civil calendar in Arabic or Chinese numerals, if there is such a day; "" where there is none.

    >>> date("2021年8月18日 星期三"), date("二〇二一年八月十八日"), date("2021年2月30日")
    ('2021-08-18', '2021-08-18', '')
    >>> date("2021.8.18"), date("2021年8月 18 星期三"), date("中華民國一百一十年八月十八日")
    ('2021-08-18', '2021-08-18', '2021-08-18')
    """
    if found := tables.FULL_DATE.search(text) or tables.DATE_IN_PARTS.search(text):
        return _iso(int(found[1]), int(found[2]), int(found[3]))
    if found := tables.REPUBLIC_DATE.search(text):
        year = numeral(found[1])
        return _iso(year and FIRST_YEAR_OF_THE_REPUBLIC - 1 + year, numeral(found[2]), numeral(found[3]))
    if found := tables.CHINESE_DATE.search(text):
        return _iso(numeral(found[1]), numeral(found[2]), numeral(found[3]))
    if found := tables.YEAR_LAST.search(text):
        return _iso(int(found[3]), int(found[1]), int(found[2]))
    if found := tables.NUMERIC_DATE.search(text):
        return _iso(int(found[1]), int(found[3]), int(found[4]))
    return ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def weekday(text: str) -> int | None:
    """The weekday a line names, Monday 0.

    >>> weekday("2021年8月18日 星期三"), weekday("2026年6月14日 禮拜天")
    (2, 6)
    """
    found = tables.WEEKDAY.search(text)
    return WEEKDAYS.index(found[0][-1].replace("天", "日")) if found else None


def lunar(text: str) -> str:
    """A lunar date as printed, without 农历 before it and spaces inside.

    >>> lunar("2020年7月11日 星期六 农历庚子年六月廿九"), lunar("辛丑年 七月十一"), lunar("農曆閏二月初一")
    ('庚子年六月廿九', '辛丑年七月十一', '閏二月初一')
    """
    found = tables.LUNAR.search(text)
    return "".join((found[1] or found[2]).split()) if found else ""


def lunar_day(printed: str) -> LunarDay | None:
    """The day that a lunar date as `lunar` gives it means; None where the text is none.

    >>> lunar_day("辛丑年七月十一"), lunar_day("闰二月廿九")
    (LunarDay(year='辛丑', month=7, day=11, leap=False), LunarDay(year='', month=2, day=29, leap=True))
    """
    found = tables.LUNAR_PARTS.search(printed)
    if not found:
        return None
    month = numeral(found[3].translate(str.maketrans("正冬腊臘", "一一二二")))
    if found[3] in "冬腊臘":
        month += 10
    day = numeral(found[4].removeprefix("初"))
    return LunarDay(found[1] or "", month, day, bool(found[2])) if 1 <= month <= 12 and 1 <= day <= 30 else None


def lunar_of(day: datetime.date) -> LunarDay | None:
    """The lunar date of a day; None before 1900-01-31 and after 2101-01-28, where the library has no calendar.

    >>> str(lunar_of(datetime.date(2021, 8, 18))), lunar_of(datetime.date(1872, 4, 30))
    ('辛丑年七月十一', None)
    """
    try:
        found = LunarDate.from_solar(day)
    except InvalidLunarDateError:
        return None
    return LunarDay(found.gz_year, found.month, found.day, bool(found.leap))


def civil_of(lunar_date: LunarDay, year: int) -> datetime.date | None:
    """The day of a civil year that has this lunar date; None where there is none, or where two days have it.

    The twelfth month of a lunar year mostly falls into the civil year after it.

    >>> civil_of(LunarDay("辛丑", 7, 11), 2021), civil_of(LunarDay("", 12, 14), 2023), civil_of(LunarDay("壬寅", 7, 11), 2021)
    (datetime.date(2021, 8, 18), datetime.date(2023, 1, 5), None)
    """
    days = set()
    for lunar_year in (year - 1, year):
        try:
            day = LunarDate(lunar_year, lunar_date.month, lunar_date.day, int(lunar_date.leap)).to_solar_date()
        except InvalidLunarDateError:
            continue
        found = lunar_of(day)
        if day.year == year and found and lunar_date.year in ("", found.year):
            days.add(day)
    return days.pop() if len(days) == 1 else None


def civil_year(text: str) -> int:
    """A year of the civil calendar that a text names, 0 where it names none.

    >>> civil_year("二〇二一年 农历七月十一"), civil_year("2021年 辛丑年七月十一"), civil_year("辛丑年七月十一")
    (2021, 2021, 0)
    """
    found = tables.CIVIL_YEAR.search(text)
    return numeral(found[1] or found[2]) if found else 0


def numeral(text: str) -> int:
    """A numeral below two hundred, with 百, 十, 廿 and 卅, or one written figure by figure; 0 for what is none.

    >>> [numeral(t) for t in ("八", "十", "十八", "二十", "三十一", "廿九", "一二", "十十", "12", "元")]
    [8, 10, 18, 20, 31, 29, 12, 0, 12, 1]
    >>> [numeral(t) for t in ("二〇二一", "一百一十", "一百〇九", "百")]
    [2021, 110, 109, 0]
    """
    if text.isdecimal() and text.isascii():
        return int(text)
    if text == "元":
        return 1
    if text.startswith("一百"):
        rest = text[2:].lstrip("零〇○")
        return 100 + numeral(rest) if not rest or numeral(rest) else 0
    for short, long in TENS.items():
        text = text.replace(short, long)
    tens, ten, ones = text.partition("十")
    if not set(tens + ones) <= DIGITS.keys() or (ten and max(len(tens), len(ones)) > 1):
        return 0
    if not ten:
        return int("".join(str(DIGITS[digit]) for digit in text) or 0)
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)
