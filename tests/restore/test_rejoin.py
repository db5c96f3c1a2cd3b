"""Pieces that a column's end cut become paragraphs again."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases, one_block, raw_page

from sitegen.restore.blocks import Block
from sitegen.restore.chain import restore
from sitegen.restore.conserve import folded, without_marks
from sitegen.restore.rejoin import join, rejoin

PIECES = [
    "今年以来，会议在北",
    "京召开。",
    "会议指出：",
    "“把资源送下去。",
    "”他说。（龙慧梅）",
    "一是加强领导",
    "，二是",
]


def fragments(texts):
    """The pieces as blocks, numbered from 0."""
    made = (one_block(text) for text in texts)
    return tuple(Block((number,), block.text, bold=block.bold) for number, block in enumerate(made))


@cases("rejoin/fragments")
def test_pieces_of_a_story(case):
    assert [list(joined.lines) for joined in rejoin(fragments(case["input"]))] == case["expected"]


def test_a_full_line_with_a_stop_is_doubted_only_where_the_text_below_follows_it():
    above = Block((1, 2), "会议闭幕。")
    reasons = {}
    for line in (2, 1, 0):
        below = Block((3,), "会议指出，要抓好落实。", perhaps_after=line)
        reasons[line] = [each.because for joined in rejoin((above, below)) for each in joined.decisions]
    assert reasons[2] == ["the sentence above is over, with a full line"]
    assert reasons[1] == reasons[0] == ["the sentence above is over"]


def test_a_paragraph_that_begins_with_a_pronoun_is_doubted():
    decision = join(Block((1,), "多名青年返乡就业创业……"), Block((3,), "他们以并肩拼搏的奋斗姿态，勾勒出美好模样。"))
    assert (decision.choice, decision.because) == (
        "apart",
        "the sentence above is over, but this begins with a pronoun",
    )


@pytest.mark.parametrize(
    ("above", "indented", "choice", "because"),
    [
        ("会议闭幕。", True, "apart", "an indent"),
        ("会议闭幕。", False, "join", "no indent, as paragraphs have here"),
        ("会议闭幕。", None, "apart", "the sentence above is over"),
        ("会议在北", True, "apart", "a fresh start, though the text above is not over"),
        ("会议在北", False, "join", "the sentence above is not over"),
    ],
)
def test_an_indent_begins_a_paragraph(above, indented, choice, because):
    decision = join(Block((1,), above), Block((3,), "京召开的会议指出，要抓好落实。", indented=indented))
    assert (decision.choice, decision.because) == (choice, because)


@cache
def paragraphs(number):
    """The paragraphs of a real page, folded."""
    path = raw_page(number)
    page = restore(path.read_bytes(), path.name)
    return tuple(folded(paragraph.text) for story in page.stories for paragraph in story.body)


@cases("rejoin/pages")
def test_cuts_on_real_pages(case):
    lines = raw_page(case["input"]).read_text("utf-8").split("\n")
    joined = "".join(folded(without_marks(lines[number - 1])) for number in case["expected"])
    assert joined in paragraphs(case["input"])


def test_every_joint_is_a_decision_with_its_reason():
    (joined,) = rejoin(fragments(["今年以来，会议在北", "京召开。"]))
    (decision,) = joined.decisions
    assert (decision.step, decision.choice, decision.lines) == ("rejoin", "join", (0, 1))
    assert decision.because
    assert 0 < decision.confidence <= 1


@FEW
@given(st.lists(st.sampled_from(PIECES), max_size=12))
def test_no_piece_is_lost_doubled_or_moved(texts):
    joined = rejoin(fragments(texts))
    assert [line for paragraph in joined for line in paragraph.lines] == list(range(len(texts)))
    assert "".join(paragraph.text for paragraph in joined) == "".join(texts)
