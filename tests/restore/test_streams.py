"""Columns of two stories that cross: every piece of text goes back to its own story, and nothing else moves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, grouped, line_numbers

from sitegen.restore import streams
from sitegen.restore.streams import BEAM, MOST_WAITING, RECENT, Fits, untangle, word_at_cut

CANTEEN = (
    "上午十一点，东湖街道社区食堂里已经飘出饭菜香。这是该街道今年建成的第三家食堂，开张三天来，每天接待老",
    "人两百多人次，其中一半是独居老人。东湖街道表示，食堂还将提供送餐上门服务。",
)
RIVER = (
    "北渡河综合治理二期工程正式开工，计划投资3.6亿元，整治河道18公里，工程包括堤防加固、清淤疏浚和沿",
    "河步道建设，预计明年汛期前完工。届时，北渡河两岸防洪标准将提高到五十年一遇。",
)


def test_stories_that_do_not_break_off_stay_as_they_are():
    page = grouped(
        [("above.title", "食堂开张"), ("above.start", CANTEEN[1])],
        [("above.title", "工程开工"), ("above.start", RIVER[1])],
    )
    assert untangle(page) == (page, ())


def test_a_last_story_that_breaks_off_moves_nothing():
    page = grouped([("above.title", "工程开工"), ("above.start", RIVER[1])], [("above.start", CANTEEN[0])])
    assert untangle(page) == (page, ())


def test_a_story_broken_off_gets_its_rest_from_behind_the_next_story():
    page = grouped(
        [("above.title", "食堂开张 老人尝鲜"), ("above.start", CANTEEN[0])],
        [("above.title", "治理工程开工"), ("above.start", RIVER[0] + RIVER[1]), ("above.body", CANTEEN[1])],
    )
    untangled, decisions = untangle(page)
    assert line_numbers(untangled) == [[1, 2, 5], [3, 4]]
    assert [(decision.lines, decision.choice) for decision in decisions] == [((5,), "moved")]


ALTERNATING = (
    [("above.title", "食堂开张 老人尝鲜"), ("above.start", CANTEEN[0])],
    [
        ("above.title", "治理工程开工"),
        ("above.start", RIVER[0]),
        ("above.body", CANTEEN[1]),
        ("above.body", RIVER[1]),
    ],
)


def test_two_stories_that_alternate():
    assert line_numbers(untangle(grouped(*ALTERNATING))[0]) == [[1, 2, 5], [3, 4, 6]]


def test_columns_cross_only_where_the_whole_page_is_worth_it(monkeypatch):
    page = grouped(*ALTERNATING)
    monkeypatch.setattr(streams, "HABIT_COST", 1000.0)
    assert untangle(page) == (page, ())


def test_a_word_that_the_page_has_speaks_for_a_cut():
    assert word_at_cut("发展潜", "力很大", "潜力无限，发展潜力") > 0
    assert word_at_cut("发展潜", "山很大", "潜力无限，发展潜力") == 0
    assert word_at_cut("潜", "力", "潜力") == 0


def test_a_subhead_without_text_stays_in_its_story():
    page = grouped(
        [("above.start", CANTEEN[0]), ("above.subhead", "送餐上门"), ("above.caption", "图为社区食堂。")],
        [("above.title", "治理工程开工"), ("above.start", RIVER[0] + RIVER[1])],
    )
    assert line_numbers(untangle(page)[0]) == [[1, 2, 3], [4, 5]]


@pytest.mark.parametrize("stories", [20, 40])
def test_what_a_long_page_is_asked_grows_with_its_pieces_alone(stories, monkeypatch):
    asked = []

    def of(_fits, _number, held):
        asked.append(held)
        return dict.fromkeys(held, 0.0)

    monkeypatch.setattr(Fits, "of", of)
    untangle(grouped(*[[("above.start", CANTEEN[0]), ("above.body", RIVER[0])]] * stories))
    assert len(asked) <= stories
    assert all(len(held) <= BEAM * (MOST_WAITING + 2) for held in asked)
    assert all(len(recent) <= RECENT for held in asked for recent in held)


STATE_NAMES = ["above.body", "above.subhead", "above.caption", "above.body"]
END = ("above.body", "会议闭幕后，大家")
TEXTS = [*CANTEEN, *RIVER, "会议闭幕。", "”他说。", "一是加强领导", "“把资源送下去"]
STORY = st.lists(st.tuples(st.sampled_from(STATE_NAMES), st.sampled_from(TEXTS)), min_size=1, max_size=5)


@FEW
@given(st.lists(STORY, min_size=1, max_size=4))
def test_no_reading_is_lost_or_doubled_and_every_story_keeps_its_opening(stories):
    page = grouped(*[[("above.start", "上午十一点，食堂里已经飘出饭菜香，"), *story, END] for story in stories])
    untangled, _ = untangle(page)
    assert len(untangled) == len(page)
    assert sorted(line for group in line_numbers(untangled) for line in group) == sorted(
        line for group in line_numbers(page) for line in group
    )
    assert [group[0] for group in line_numbers(untangled)] == [group[0] for group in line_numbers(page)]
