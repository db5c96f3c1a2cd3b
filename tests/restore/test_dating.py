"""A date is inferred from the text of a page where it is certain, and from nothing else."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases, lines_of, raw_page

from sitegen import edtf
from sitegen.model import Evidence, Masthead, Paragraph, Photo, Story
from sitegen.restore.chain import restore
from sitegen.restore.dating import dated

EMPTY = Story("", "", "", "", "", (), "article", None, (), (), ())
FUTURE = (
    "会议将于{}在北京举行。",
    "{}，会议将在北京召开。",
    "报名截止时间为{}。",
    "新规自{}起施行。",
    "活动持续至{}。",
    "{}前完成整改。",
    "定于{}开馆。",
)
HISTORY = ("他生于{}。", "{}是他的诞辰。", "自{}以来，变化很大。")


def stories(text: str) -> tuple[Story, ...]:
    """Stories parted by blank lines, captions marked with >; each with the lines it stands on."""
    told: list[list[tuple[int, str]]] = [[]]
    for number, line in enumerate(text.split("\n"), 1):
        if line:
            told[-1].append((number, line))
        else:
            told.append([])
    return tuple(
        replace(
            EMPTY,
            body=tuple(Paragraph(line) for _, line in story if not line.startswith(">")),
            photos=tuple(Photo(line.lstrip("> ")) for _, line in story if line.startswith(">")),
            lines=tuple(number for number, _ in story),
        )
        for story in told
    )


def read(text: str) -> Masthead:
    return dated(Masthead(), stories(text), lines_of(text))


@cases("dating/pages")
def test_pages(case):
    found = read(case["input"].rstrip("\n"))
    assert found.date == case["expected"]
    assert set(found.evidence) == ({"date"} if case["expected"] else set())


@pytest.mark.parametrize(
    ("number", "date", "lines"), [("000", "", ()), ("001", "2024-12-27/..", (75,)), ("003", "", ()), ("004", "2023-11-27/..", (85, 105))]
)  # fmt: skip
def test_real_pages_without_a_masthead(number, date, lines):
    found = restore(raw_page(number).read_bytes(), "a.txt").masthead
    assert found.date == date
    assert found.evidence == {} or (found.evidence["date"].origin, found.evidence["date"].lines) == ("text", lines)


def test_the_evidence_says_what_was_found():
    text = "2026年6月3日，论坛闭幕。\n\n新华社北京6月10日电 大会开幕。"
    assert read(text).evidence["date"] == Evidence(
        "text", (1, 3), "版面未印日期；版上最晚的报道日期是6月10日，文中写明2026年6月3日。"
    )


def test_a_day_cut_in_two_by_a_lines_end_is_told_by_its_story():
    raw = "2026年6月\n3日，论坛闭幕。"
    story = replace(EMPTY, body=(Paragraph(raw.replace("\n", "")),), lines=(1, 2))
    assert dated(Masthead(), (story,), lines_of(raw)).evidence["date"].lines == (1,)


def test_what_the_masthead_states_outranks_the_text():
    stated = Masthead(date="2021-08-18", evidence={"date": Evidence("masthead", (5, 6))})
    assert dated(stated, stories("2026年6月3日，论坛闭幕。"), ()) == stated


def test_the_tail_of_a_story_from_another_page_has_no_lead():
    tail = replace(EMPTY, body=(Paragraph("2026年6月3日，论坛闭幕。"),), continued_from=1)
    assert dated(Masthead(), (tail,), ()).date == ""


@FEW
@given(day=st.dates(), sentence=st.sampled_from(FUTURE + HISTORY))
def test_no_date_is_taken_from_what_is_to_come_or_long_past(day, sentence):
    assert read(sentence.format(f"{day.year:04}年{day.month}月{day.day}日")).date == ""


@FEW
@given(text=st.text("0123456789年月日，。将至北京电新华社报讯会、—《》于自", max_size=60))
def test_a_date_is_open_or_absent(text):
    found = edtf.parse(read(text).date)
    assert found is None or (found.open_end and found.calendar_day)
