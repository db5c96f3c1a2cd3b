"""A newspaper's page: years in full or folded, so that a daily of many decades stays light; the plain list of all issues."""

import datetime
import re
from functools import partial

import pytest
from samples import archive, article, default_theme, issue, silent, told

from sitegen.site.calendars import year_strip
from sitegen.site.days_page import day_page, days_page
from sitegen.site.issues_page import LONGEST, issues_pages
from sitegen.site.listings import by_day, catalogue
from sitegen.site.newspaper_page import newspaper_page, paper_years, year_page
from sitegen.site.pages import render
from sitegen.site.script import trees
from sitegen.site.sheets import Content, Sheet
from sitegen.site.templates import press, print_sheet

TREE = trees(archive().settings)[0]
LIGHT = 100_000  # bytes


def daily(first, last):
    """An issue a day."""
    start, end = datetime.date(first, 1, 1), datetime.date(last, 12, 31)
    return [issue((start + datetime.timedelta(days=day)).isoformat()) for day in range((end - start).days + 1)]


def years_of(*issues):
    return paper_years(catalogue(archive(*issues)).papers[0])


def test_few_issues_stand_in_full_on_one_page():
    given = years_of(issue("2020-01-01"), issue("2021-08-18"), issue("k", date=""))
    page = newspaper_page(given, TREE)
    assert [year.name for year in page.years] == ["2021年", "2020年", "日期不明"]
    assert page.older == page.jumps == ()


def test_a_daily_of_decades_has_its_newest_year_in_full_and_pages_for_the_others():
    given = years_of(*daily(2016, 2020))
    page = newspaper_page(given, TREE)
    assert [(year.name, len(year.months)) for year in page.years] == [("2020年", 12)]
    assert [year.route for year in page.older] == [
        f"zhejiang-gongren-ribao/year-{year}/" for year in (2019, 2018, 2017, 2016)
    ]
    assert all(year.strip.certain == "M0 7H528" and not year.rows for year in page.older)
    assert [jump.note for jump in page.jumps] == [f"year-{year}" for year in range(2020, 2015, -1)]


def test_a_years_page_leads_to_the_years_beside_it_wherever_they_stand():
    given = years_of(*daily(2018, 2020))
    page = year_page(given, 1, TREE)
    assert len(page.year.months) == 12
    assert (page.previous.route, page.previous.text) == ("zhejiang-gongren-ribao/year-2018/", "2018年")
    assert (page.next.route, page.next.note) == ("zhejiang-gongren-ribao/", "year-2020")


def test_many_years_are_jumped_to_by_decade():
    page = newspaper_page(years_of(*(issue(f"{year}-05-01") for year in range(1990, 2016))), TREE)
    assert [(jump.text, jump.note) for jump in page.jumps] == [
        ("2010年代", "year-2015"),
        ("2000年代", "year-2009"),
        ("1990年代", "year-1999"),
    ]


def test_a_daily_of_seventy_years_stays_light():
    given = archive(*daily(1950, 2020))
    years = paper_years(catalogue(given).papers[0])
    days = by_day(given.issues)
    views = {
        "newspaper.html": newspaper_page(years, TREE),
        "year.html": year_page(years, 20, TREE),
        "issues.html": issues_pages(given.issues, TREE)[1][1],
        "days.html": days_page(days, TREE),
        "day.html": day_page(days, 0, TREE),
    }
    ready = press(default_theme(), given.settings, trees(given.settings))
    for template, view in views.items():
        sheet = Sheet("a/b/", template, partial(Content, "", "", view))
        assert len(print_sheet(sheet, TREE, ready)) < LIGHT, template


def test_the_strip_draws_weeks_that_follow_each_other_as_one_line():
    issues = [issue(key) for key in ("2021-01-01", "2021-01-08", "2021-03-01")] + [issue("k", date="2021-12-31/..")]
    strip = year_strip(2021, issues, TREE)
    assert (strip.certain, strip.about) == ("M0 7H18M80 7H88", "M520 7H528")


def test_an_issue_cannot_take_the_address_of_a_year():
    rendering = render(archive(issue("year-2021", date="2021")), default_theme(), silent)
    where = "issues/zhejiang-gongren-ribao/year-2021"
    assert told(rendering.problems) == [f"{where}: this is the address of a whole year; rename the folder"]


def test_all_issues_stand_on_one_page_while_they_are_few():
    ((route, page),) = issues_pages([issue("2020-01-01"), issue(articles=(article(),)), issue("k", date="")], TREE)
    assert (route, page.count) == ("issues/", "3 期")
    assert [
        (year.name, [(row.issue.text, row.newspaper.text, row.count) for row in year.rows]) for year in page.years
    ] == [
        ("2021年", [("8月18日 星期三", "浙江工人日报", "1 篇")]),
        ("2020年", [("1月1日 星期三", "浙江工人日报", "0 篇")]),
        ("日期不明", [("日期不明", "浙江工人日报", "0 篇")]),
    ]


def test_beyond_a_thousand_each_year_has_its_page():
    issues = [*daily(2018, 2020), issue("k", date="")]
    assert len(issues) > LONGEST
    pages = issues_pages(issues, TREE)
    assert [route for route, _ in pages] == [
        "issues/",
        "issues/2020/",
        "issues/2019/",
        "issues/2018/",
        "issues/undated/",
    ]
    whole, newest, middle, *_ = [page for _, page in pages]
    assert whole.years == ()
    assert [(jump.route, jump.count) for jump in whole.jumps][:2] == [
        ("issues/2020/", "366 期"),
        ("issues/2019/", "365 期"),
    ]
    assert (newest.next, newest.previous.text) == (None, "2019年")
    assert (middle.previous.route, middle.next.route) == ("issues/2018/", "issues/2020/")


@pytest.mark.parametrize("tree", ["", "zh-hant/"])
def test_the_pages_of_a_folded_newspaper_are_made_and_linked(tree):
    rendering = render(archive(*daily(2019, 2020)), default_theme(), silent)
    assert rendering.problems == ()
    pages = {document.path: document.data for document in rendering.documents}
    html = pages[f"{tree}zhejiang-gongren-ribao/index.html"].decode()
    assert '<li id="year-2019"><a href="year-2019/">2019年</a>' in html
    year = pages[f"{tree}zhejiang-gongren-ribao/year-2019/index.html"].decode()
    assert 'rel="next" href="../#year-2020"' in re.sub(r"\s+", " ", year)
