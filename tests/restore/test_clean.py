"""Lines set right: how a text is typed changes, what it says does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases, lines_of

from sitegen.restore.clean import bare_line, clean, clean_line, debris, shows_indents
from sitegen.restore.conserve import folded
from sitegen.restore.decode import decode
from sitegen.restore.typography import typography

MIXED = st.text(alphabet="工会报讯秦摄东西。，；：？！（）“”《》、…—·,.;:?!()'%-/@ 　\t０１９Ａｚ．0129aZ", max_size=60)
"""Chinese and Latin with every mark that is changed by its context. Straight double quotation marks are left to the cases."""


@cases("clean/typography")
def test_typography(case):
    assert typography(case["input"]) == case["expected"]


@cases("clean/marks")
def test_marks_are_taken_off_and_remembered(case):
    line = clean_line(case["input"])
    assert {"text": line.text, "heading": line.heading, "bold": line.bold} == case["expected"]


@cases("clean/debris")
def test_debris_is_taken_off_and_kept(case):
    assert [clean_line(case["input"]).text, bare_line(case["input"]).debris] == case["expected"]


def test_a_pages_debris_is_one_entry_of_its_furniture():
    page = decode("会议在北|\n|\n京召开。\n- 3 -\n".encode(), "a.txt")
    assert [(line.text, line.after_gap) for line in clean(page)] == [("会议在北", True), ("京召开。", True)]
    assert [(entry.kind, entry.lines, entry.text) for entry in debris(page)] == [("debris", (1, 4), "| | -3-")]


def test_what_would_be_debris_is_the_text_of_a_page_that_has_nothing_else():
    page = decode("|||\n●\n".encode(), "a.txt")
    assert [line.text for line in clean(page)] == ["|||", "●"]
    assert debris(page) == ()


def test_rows_of_a_table_keep_their_marks_and_spaces():
    page = decode("- 甲   一矿   95\n- 乙   二矿   96\n- 丙   三矿   97\n".encode(), "a.txt")
    assert [line.text for line in clean(page)] == ["- 甲   一矿   95", "- 乙   二矿   96", "- 丙   三矿   97"]
    assert all(line.row for line in clean(page))


def test_characters_without_a_form_are_taken_off():
    assert clean_line("工\x00会\x07报\u200b\u202e讯\ufffe").text == "工会报讯"


def test_lines_know_their_number_and_the_blank_line_before_them():
    page = decode("辛丑年七月十一\n2021年8月18日 星期三\n\n　　\n　浙江工人日报\n".encode(), "a.txt")
    seen = [(line.number, line.text, line.after_gap, line.indented) for line in clean(page)]
    assert seen == [
        (1, "辛丑年七月十一", True, False),
        (2, "2021年8月18日 星期三", False, False),
        (5, "浙江工人日报", True, True),
    ]


@pytest.mark.parametrize(
    ("raw", "indented"), [("　　近日", True), ("  近日", True), ("\t近日", True), (" 近日", False), ("近日", False)]
)
def test_an_indent_is_wider_than_a_stray_space(raw, indented):
    assert clean_line(raw).indented == indented


@pytest.mark.parametrize(("indented", "shown"), [(3, False), (4, True), (40, True)])
def test_a_few_indents_are_a_habit_of_the_page(indented, shown):
    lines = ["　　近日，市总工会走访企业。"] * indented + ["职工表示满意。"] * 40
    assert shows_indents(lines_of("\n".join(lines))) == shown


def test_a_line_of_nothing_but_marks_is_a_gap():
    assert [(line.number, line.after_gap) for line in lines_of("甲\n****\n乙")] == [(1, True), (3, True)]


@FEW
@given(MIXED)
def test_a_second_pass_changes_nothing(text):
    once = typography(text)
    assert typography(once) == once


@FEW
@given(MIXED | st.text(max_size=60))
def test_what_is_said_stays(text):
    assert folded(typography(text)) == folded(text)


@FEW
@given(MIXED)
def test_it_does_not_matter_how_wide_a_stop_was_typed(text):
    wide, narrow = (text.translate(str.maketrans(*pair)) for pair in ((",;:?!", "，；：？！"), ("，；：？！", ",;:?!")))
    assert typography(wide) == typography(narrow)


@FEW
@given(MIXED)
def test_full_width_never_stands_inside_a_number(digits):
    assert typography(f"共1,200人{digits}").startswith("共1,200人")
