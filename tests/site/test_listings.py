"""Order: of issues, neighbours, authors; drafts are nowhere."""

import pickle

import pytest
from samples import archive, article, hard_archive, issue

from sitegen.site.listings import AtHand, Week, beside, by_day, by_year, catalogue, latest_first, weeks


def test_issues_stand_by_date_exact_and_open_together_the_undated_last():
    dates = {"undated-c": "", "undated-a": "2021-08-17/..", "2021-08-18": "2021-08-18", "undated-b": "2020"}
    paper = catalogue(archive(*(issue(key, date=date) for key, date in dates.items()))).papers[0]
    assert [each.key for each in paper.issues] == ["undated-b", "undated-a", "2021-08-18", "undated-c"]
    assert paper.newest.key == "2021-08-18"


def test_the_order_of_input_does_not_matter():
    given = hard_archive()
    turned = archive(*reversed(given.issues), newspapers=given.settings.newspapers)
    assert catalogue(given) == catalogue(turned)


def test_articles_stand_by_page_and_order():
    articles = (article("k3", page=2), article("k2", order=2), article("k1"))
    shown = catalogue(archive(issue(articles=articles))).papers[0].issues[0].articles
    assert [each.id for each in shown] == ["k1", "k2", "k3"]


def test_neighbours_pass_from_page_to_page():
    assert beside(("第一版末", "第二版首"), 1) == ("第一版末", None)


def test_a_draft_is_nowhere():
    draft = article("k9", draft=True, authors=("藏",), column="栏")
    found = catalogue(archive(issue(articles=(article("k1", authors=("现",)), draft))))
    assert found.article_count == 1
    assert [group.name for group in found.authors] == ["现"]
    assert found.columns == ()


def test_an_author_credited_twice_for_one_article_has_it_once():
    found = catalogue(archive(issue(articles=(article(authors=("甲", "甲", "")),))))
    assert [(group.name, len(group.entries)) for group in found.authors] == [("甲", 1)]


def test_newspapers_stand_as_the_editor_lists_them_the_unidentified_last():
    others = [issue(slug=slug, newspaper=slug) for slug in ("unidentified", "b", "a")]
    given = archive(*others, issue(), newspapers=hard_archive().settings.newspapers)
    assert [paper.newspaper.slug for paper in catalogue(given).papers] == [
        "zhejiang-gongren-ribao",
        "a",
        "b",
        "unidentified",
    ]


def test_years_stand_newest_first_and_the_undated_last():
    issues = (issue("a", date=""), issue("b", date="2020-01-01"), issue("c", date="2021"))
    assert [year for year, _ in by_year(issues)] == [2021, 2020, None]


def test_the_strip_tells_certain_weeks_from_others():
    issues = (issue("a", date="2021-01-01"), issue("b", date="2021-12-31/.."), issue("c", date="2021"))
    assert weeks(issues) == (Week(0, certain=True), Week(52, certain=False))


def test_issues_of_all_newspapers_stand_newest_first_and_the_undated_last():
    given = (issue("a", date=""), issue("2020-01-01"), issue("2021-08-18", slug="b"), issue("2021-08-18", slug="a"))
    assert [(one.slug, one.key) for one in latest_first(given)][:2] == [("a", "2021-08-18"), ("b", "2021-08-18")]
    assert [one.key for one in latest_first(given)][2:] == ["2020-01-01", "a"]


def test_only_what_is_dated_to_the_day_has_a_day_of_the_year():
    dates = ("2021-08-18", "1999-08-18", "2021-08-19/..", "2021-08-20~", "2021-08", "2020-02-29", "")
    days = by_day(issue(f"k{number}", date=date) for number, date in enumerate(dates))
    assert [(day.month, day.day, [one.date for one in day.issues]) for day in days] == [
        (2, 29, ["2020-02-29"]),
        (8, 18, ["2021-08-18", "1999-08-18"]),
    ]


def test_what_is_at_hand_is_given_and_the_rest_is_counted():
    shown = AtHand(("三", "四", "五"), 9, 2)
    assert len(shown) == 9
    assert (shown[2], shown[4], shown[-5]) == ("三", "五", "五")
    assert (shown[2:5], shown[3:3], shown[:0], shown[9:], shown[4:1], shown[2:5:2]) == (
        ("三", "四", "五"),
        (),
        (),
        (),
        (),
        ("三", "五"),
    )
    assert shown[4:2:-1] == ("五", "四")


@pytest.mark.parametrize(
    "asked", [0, 1, 5, 8, -1, -9, slice(None), slice(1, 3), slice(4, 6), slice(0, 1), slice(-1, None)]
)
def test_what_is_not_at_hand_is_a_loud_error(asked):
    with pytest.raises(LookupError, match="of 9 is not at hand") as caught:
        AtHand(("三", "四", "五"), 9, 2)[asked]
    # An IndexError would end a loop, as if there were no more.
    assert not isinstance(caught.value, IndexError)


@pytest.mark.parametrize("asked", [9, -10])
def test_where_there_is_nothing_the_error_is_a_sequences_own(asked):
    with pytest.raises(IndexError):
        AtHand(("三",), 9, 2)[asked]


@pytest.mark.parametrize("start", [0, 2, 6])
@pytest.mark.parametrize(
    "walk", [list, tuple, reversed, sorted, lambda shown: "无" in shown, lambda shown: shown.index("无")]
)
def test_to_go_through_all_of_it_is_an_error_and_not_a_short_list(start, walk):
    with pytest.raises(LookupError, match="not at hand"):
        list(walk(AtHand(("三", "四", "五"), 9, start)))


def test_where_all_is_at_hand_it_is_a_sequence_as_any_other():
    every = AtHand(("一", "二"), 2)
    assert (list(every), list(reversed(every)), every.index("二"), bool(every)) == (["一", "二"], ["二", "一"], 1, True)
    assert list(AtHand((), 0)) == []
    assert not AtHand((), 0)
    assert AtHand((), 3)


def test_it_can_be_sent_to_another_process():
    shown = AtHand(("三",), 9, 2)
    assert pickle.loads(pickle.dumps(shown)) == shown
