"""Dates in words."""

import pytest

from sitegen.site import dates


@pytest.mark.parametrize(
    ("date", "words", "within", "machine"),
    [
        ("2021-08-18", "2021年8月18日 星期三", "8月18日 星期三", "2021-08-18"),
        ("2024-12-27/..", "2024年12月27日以后", "12月27日以后", ""),
        ("2024-12~", "2024年12月前后", "12月前后", ""),
        ("2021-08", "2021年8月", "8月", "2021-08"),
        ("2021", "2021年", "月日不明", "2021"),
        ("", "日期不明", "日期不明", ""),
        ("2021-02-30", "日期不明", "日期不明", ""),
        ("八月", "日期不明", "日期不明", ""),
    ],
)
def test_a_date_is_told_as_far_as_it_is_known(date, words, within, machine):
    assert (dates.in_words(date), dates.within_year(date), dates.machine(date)) == (words, within, machine)


@pytest.mark.parametrize(
    ("value", "words"), [(0, "零"), (20, "二十"), (110, "一百一十"), (1001, "一千零一"), (9999, "九千九百九十九")]
)
def test_numbers_are_told_in_chinese(value, words):
    assert dates.number(value) == words
