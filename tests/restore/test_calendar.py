"""Every day of two centuries is read back from each form in which newspapers print it."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW

from sitegen.restore.calendar import WEEKDAYS, civil_of, date, lunar, lunar_day, lunar_of, weekday
from sitegen.restore.clean import clean_line
from sitegen.restore.scripts import forms_of

DAYS = st.dates(datetime.date(1900, 2, 1), datetime.date(2099, 12, 31))
FIGURES = "〇一二三四五六七八九"


def chinese(number: int) -> str:
    """八, 十八, 三十一."""
    tens, ones = divmod(number, 10)
    return ("" if tens < 1 else "十" if tens == 1 else f"{FIGURES[tens]}十") + (FIGURES[ones] if ones else "")


def year_in_figures(day: datetime.date, zero: str) -> str:
    return "".join(FIGURES[int(figure)] for figure in str(day.year)).replace("〇", zero)


def full_width(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if c.isascii() and c.isdigit() else c for c in text)


PRINTED = {
    "plain": lambda d: f"{d.year}年{d.month}月{d.day}日",
    "two figures": lambda d: f"{d.year}年{d.month:02}月{d.day:02}日",
    "spaces": lambda d: f"{d.year} 年 {d.month} 月 {d.day} 日",
    "full width": lambda d: full_width(f"{d.year}年{d.month}月{d.day}日"),
    "Chinese": lambda d: f"{year_in_figures(d, '〇')}年{chinese(d.month)}月{chinese(d.day)}日",
    "Chinese, a circle": lambda d: f"{year_in_figures(d, '○')}年{chinese(d.month)}月{chinese(d.day)}日",
    "Chinese, a written zero": lambda d: f"{year_in_figures(d, '零')}年{chinese(d.month)}月{chinese(d.day)}日",
    "points": lambda d: f"{d.year}.{d.month}.{d.day}",
    "hyphens": lambda d: d.isoformat(),
    "year last": lambda d: f"{d.month}月{d.day}日 {d.year}年",
}


@pytest.mark.parametrize("form", PRINTED)
@FEW
@given(day=DAYS)
def test_a_printed_day_is_read_back(form, day):
    line = f"{PRINTED[form](day)} 星期{WEEKDAYS[day.weekday()]}"
    assert date(clean_line(line).text) == day.isoformat()
    assert weekday(clean_line(line).text) == day.weekday()


@FEW
@given(day=st.dates(datetime.date(1912, 1, 1), datetime.date(2099, 12, 31)), arabic=st.booleans())
def test_a_day_of_the_republic_is_read_back(day, arabic):
    year = day.year - 1911
    hundreds, rest = divmod(year, 100)
    words = ("一百" if hundreds else "") + ("〇" if hundreds and 0 < rest < 10 else "")
    words += "一" if hundreds and 10 <= rest < 20 else ""
    printed = str(year) if arabic else words + chinese(rest)
    assert date(f"中華民國{printed}年{chinese(day.month)}月{chinese(day.day)}日") == day.isoformat()


@FEW
@given(day=DAYS, before=st.sampled_from(["", "农历", "農曆", "夏历 "]))
def test_a_lunar_date_is_read_back(day, before):
    moon = lunar_of(day)
    printed = lunar(f"{day.year}年{day.month}月{day.day}日 {before}{moon}")
    assert printed == str(moon)
    assert lunar_day(printed) == moon


@FEW
@given(day=DAYS)
def test_a_lunar_date_and_its_year_give_the_day(day):
    moon = lunar_of(day)
    found = civil_of(moon, day.year)
    assert found in (day, None)
    # Only where the lunar date falls twice into one civil year is it left open.
    assert found == day or lunar_of(day).month in (11, 12)


def test_the_calendar_agrees_with_dates_printed_on_newspapers():
    printed = {"2021-08-18": "辛丑年七月十一", "1949-10-01": "己丑年八月初十", "2023-03-22": "癸卯年闰二月初一"}
    assert {day: str(lunar_of(datetime.date.fromisoformat(day))) for day in printed} == printed


@FEW
@given(text=st.text("0123456789〇一二三四五六七八九十廿卅百元年月日农历闰正冬腊初甲子辛丑民国第.- ", max_size=24))
def test_no_text_is_too_odd(text):
    assert date(text) == "" or datetime.date.fromisoformat(date(text))
    assert lunar(text) == "" or lunar_day(lunar(text)) is None or str(lunar_day(lunar(text)))
    assert weekday(text) is None


def test_a_circle_is_no_other_form_of_a_character():
    """The zero has one form in both scripts, so that patterns need not expect more."""
    assert "〇" not in forms_of()
