"""This day in past years: the calendar, a day's page, and what the home page tells its script."""

import datetime
import re

from samples import archive, article, issue

from sitegen.site.days_page import day_marks, day_page, days_page
from sitegen.site.listings import by_day, catalogue
from sitegen.site.script import trees


def days_of(*issues):
    found = catalogue(archive(*issues))
    return by_day(found.issues), trees(archive().settings)[0]


def on(*dates, articles=1):
    stories = tuple(article(f"k{number}", order=number) for number in range(1, articles + 1))
    return [issue(date, articles=stories) for date in dates]


def test_the_calendar_has_every_day_of_a_month_with_issues_and_none_of_the_others():
    days, tree = days_of(*on("2020-02-29", "2021-08-18", "1999-08-18"))
    months = days_page(days, tree).months
    assert [len(month.days) for month in months] == [0, 29, 0, 0, 0, 0, 0, 31, 0, 0, 0, 0]
    inked = [day for month in months for day in month.days if day.route]
    assert [(day.route, day.label) for day in inked] == [
        ("days/02-29/", "2月29日，1 期"),
        ("days/08-18/", "8月18日，2 期"),
    ]


def test_a_day_has_its_issues_newest_year_first_with_headlines_and_leads_to_the_days_beside():
    days, tree = days_of(*on("1999-08-18", "2021-08-18", articles=6), *on("2021-01-01", "2021-12-31"))
    view = day_page(days, 1, tree)
    assert (view.name, view.count, view.up.route) == ("8月18日", "2 期", "days/")
    assert [one.issue.text for one in view.issues] == ["2021年8月18日", "1999年8月18日"]
    assert [(len(one.stories), one.more) for one in view.issues] == [(4, "另有 2 篇")] * 2
    assert (view.previous.text, view.next.text) == ("1月1日", "12月31日")


def test_without_an_exact_day_there_is_no_calendar():
    days, tree = days_of(issue("k", date="2021-08-18/.."))
    assert days_page(days, tree).months == ()


def test_the_marks_tell_every_day_and_no_other():
    dates = [datetime.date(2020, 1, 1) + datetime.timedelta(days=step) for step in range(0, 366, 5)]
    days, _ = days_of(*on(*(date.isoformat() for date in dates)))
    marks = day_marks(days).split(" ")
    read = [
        (month, day) for month, mark in enumerate(marks, 1) for day in range(1, 32) if int(mark, 16) >> (day - 1) & 1
    ]
    assert read == [(date.month, date.day) for date in dates]
    assert len(day_marks(days)) < 12 * 9
    assert re.fullmatch(r"([0-9a-f]+ ){11}[0-9a-f]+", day_marks(days))
