"""Dates that are real are read, others are not."""

from __future__ import annotations

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.edtf import Edtf, is_exact, parse, sort_key

DATES = st.builds(
    lambda day, parts, about, open_end: Edtf(
        day.year, day.month if parts > 1 else None, day.day if parts > 2 else None, about, open_end
    ),
    st.dates(),
    st.integers(1, 3),
    st.booleans(),
    st.booleans(),
)


@settings(deadline=None)
@given(DATES)
def test_a_date_is_read_back_the_same(date):
    assert parse(str(date)) == date


@pytest.mark.parametrize(
    "text",
    ["", "0000", "2021-00", "2021-13", "2021-02-30", "2021-08-00", "2023-02-29", "21-08-18", "2021-8-18", "2021/08/18",
     "2021-08-18 ", "２０２１", "2021-08-18/", "../2021", "2021?", "8月18日", "2021-08-18T00:00"],
)  # fmt: skip
def test_what_is_no_date(text):
    assert parse(text) is None
    assert not is_exact(text)


@settings(deadline=None)
@given(st.dates(), st.dates())
def test_days_sort_as_in_the_calendar(one, other):
    assert (sort_key(one.isoformat()) < sort_key(other.isoformat())) == (one < other)


def test_only_a_day_has_a_place_in_the_calendar():
    assert parse("2024-12-27/..").calendar_day == datetime.date(2024, 12, 27)
    assert parse("2024-12").calendar_day is None
