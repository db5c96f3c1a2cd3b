"""The home page: the newest issues of all newspapers, and where to begin."""

import dataclasses

import pytest
from samples import SETTINGS, archive, article, default_theme, issue, silent, told

from sitegen.model import Archive, Door
from sitegen.site.home_page import home_page
from sitegen.site.listings import by_day, catalogue
from sitegen.site.orders import HomeOrder
from sitegen.site.pages import render
from sitegen.site.plan import plan
from sitegen.site.script import trees
from sitegen.site.shelf import OpenShelf


def home_of(*issues, start=()):
    settings = dataclasses.replace(SETTINGS, start=tuple(Door(place, 7) for place in start))
    ordered, own = catalogue(Archive(settings, issues)), trees(settings)
    planned = plan(OpenShelf(ordered), settings, own)
    (order,) = (part.order() for part in planned.lists() if part.name == "home page")
    assert isinstance(order, HomeOrder)
    found = home_page(order.catalogue, order.days, own[0], order.chosen)
    # What is ordered holds less than the archive, but all that the page shows.
    assert found == home_page(ordered, by_day(ordered.issues), own[0], order.chosen)
    return found


def luliang(key, **fields):
    return issue(key, slug="luliang-ribao", newspaper="吕梁日报", **fields)


def test_the_newest_issues_are_listed_where_newspapers_have_more_than_their_cards_show():
    assert home_of(issue(), luliang("2021-08-19")).latest == ()
    assert home_of(issue(), issue("2021-08-19")).latest == ()
    rows = home_of(issue(), luliang("2021-08-19"), luliang("2021-08-17"), luliang("k", date="")).latest
    assert [(row.issue.text, row.newspaper.text) for row in rows] == [
        ("2021年8月19日", "吕梁日报"),
        ("2021年8月18日", "浙江工人日报"),
        ("2021年8月17日", "吕梁日报"),
    ]


def test_the_editors_places_are_offered_in_his_order_and_nothing_else():
    photo = article("k2", order=2, title="医护人员比拼技能", kind="photo")
    august = issue(articles=(article("k1", authors=("程雪",)), photo, article("k3", order=3, authors=("程雪",))))
    start = ("zhejiang-gongren-ribao/2021-08-18/k2", "zhejiang-gongren-ribao/2021-08-18")
    ways = home_of(august, issue("2021-08-19"), start=start).start
    assert [(way.kind, way.links[0].text, way.links[0].note, way.photo) for way in ways] == [
        ("浙江工人日报", "医护人员比拼技能", "2021年8月18日", True),
        ("浙江工人日报", "2021年8月18日", "3 篇", False),
    ]
    assert [way.links[0].route for way in ways] == [f"{start[0]}/", f"{start[1]}/"]


def test_else_the_columns_and_authors_with_most_articles_the_oldest_and_the_fullest_issue():
    credits_ = [("甲", "乙"), ("甲",), ("甲", "乙"), ("丙",)]
    full = tuple(article(f"k{n}", order=n, authors=names, column="“产改”进行时") for n, names in enumerate(credits_, 1))
    ways = home_of(issue("2020-01-01"), issue(articles=full), issue("k", date="")).start
    assert [(way.kind, [link.text for link in way.links], way.links[0].note) for way in ways] == [
        ("栏目", ["“产改”进行时"], "4 篇"),
        ("作者", ["甲", "乙"], "3 篇"),
        ("最早的一期", ["浙江工人日报 2020年1月1日"], "0 篇"),
        ("篇目最多的一期", ["浙江工人日报 2021年8月18日"], "4 篇"),
    ]


def test_one_issue_needs_no_door():
    assert home_of(issue(articles=(article(authors=("甲",)),))).start == ()


@pytest.mark.parametrize(
    ("place", "problem"),
    [
        ("zhejiang-gongren-ribao/2021-08-19", "did you mean zhejiang-gongren-ribao/2021-08-18?"),
        ("k9", "write NEWSPAPER/ISSUE or NEWSPAPER/ISSUE/ID, as in the address"),
        ("zhejiang-gongren-ribao/2021-08-18/k9", "did you mean zhejiang-gongren-ribao/2021-08-18/k1?"),
    ],
)
def test_a_place_that_is_not_on_the_site_is_told_with_its_line(place, problem):
    shown = issue(articles=(article("k1"), article("k9", order=2, draft=True)))
    rendering = render(archive(shown, start=(Door(place, 7),)), default_theme(), silent)
    assert told(rendering.problems) == [
        f"site.yaml:7: `start`: the site has no issue and no article '{place}'; {problem}"
    ]


def test_the_page_is_whole_without_anything_and_without_script():
    html = next(
        one for one in render(archive(), default_theme(), silent).documents if one.path == "index.html"
    ).data.decode()
    assert "today.js" not in html
    assert "那年今日</h2>" not in html
