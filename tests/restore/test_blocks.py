"""Hard-wrapped lines become paragraphs again; whatever else stands on the page stays as it is."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, blocks_of, cases, lines_of, raw_page

from sitegen.restore.blocks import blocks, join_texts
from sitegen.restore.clean import clean
from sitegen.restore.columns import places
from sitegen.restore.decode import decode
from sitegen.restore.measure import measures, widths

LINES = [
    "本报记者 赖志凯",
    "“3 天前参加工会组织的体检，今天就能",
    "够在小程序上看到结果，真是太棒了。没想",
    "职工表示满意。最终，这项整改措施在今年 3",
    "月初上线。",
    "“ 参 数 校 准 完 成 ，系 统 响 应 速 度 提 升",
    "（上接第 1版）",
    "本报记者 刘友婷 本报通讯员 陈媛 摄",
    "## 一、引言",
    "客服热线:95599 www.abchina.com",
    "，后面的话",
    "床前明月光，",
    "疑是地上霜。",
    "| 姓名 | 成绩 |",
    "（下转第4版）",
    "1. 加强领导；",
    "市政协党组书记、主席乔晓峰主持会议，副主席王阳平、薛爱平、郝金光、李斌，秘书长任勤顺参加会议，专题听取各室委工作总结。",
    "",
]


@cases("blocks/columns")
def test_paragraphs_of_a_column(case):
    first = int(case["from"].partition(":")[2].partition("-")[0])
    found = [[block.lines[0] + first - 1, block.lines[-1] + first - 1] for block in blocks_of(case["input"])]
    assert found == case["expected"]


@cases("blocks/unwrapped")
def test_lines_that_are_no_column_stay_single(case):
    assert [len(block.lines) for block in blocks_of(case["input"])] == [1] * len(lines_of(case["input"]))


@cases("blocks/pages")
def test_whole_pages(case):
    path = raw_page(case["input"])
    found = blocks(clean(decode(path.read_bytes(), path.name)))
    assert [[block.lines[0], block.lines[-1]] for block in found if len(block.lines) > 1] == case["expected"]


INDENTED = """\
　　傍晚六点，鼓楼里的火塘生起了火，老人们
围坐下来。歌师吴学珍清了清嗓子，孩子们便
跟着唱起来，一句一句，唱到月亮升上了山头。
游客举起手机，没有人说话。
　　水不说话，却养活了一寨人。
　　寨子火起来以后，有人想拆了木楼建砖房，
有人想把临河的吊脚楼加到五层，寨老们商议。
　　当地政府也拿出“真金白银”，凡是按传统
式样修缮的民居，每户补助一万五千元。"""


def test_a_page_that_shows_its_indents_is_read_by_them():
    found = blocks_of(INDENTED)
    assert [(block.lines[0], block.lines[-1], block.indented) for block in found] == [
        (1, 4, True),
        (5, 5, True),
        (6, 7, True),
        (8, 9, True),
    ]


def test_a_page_without_indents_tells_of_none():
    assert {block.indented for block in blocks_of(INDENTED.replace("　", ""))} == {None}


def test_lines_are_joined_as_they_are_read():
    assert join_texts("和企业建成44家工匠学", "院，其中2家") == "和企业建成44家工匠学院，其中2家"
    assert join_texts("Official Partner", "of the Games") == "Official Partner of the Games"
    assert join_texts("使用APP", "2025年") == "使用APP2025年"


def test_a_page_of_long_lines_has_no_measure():
    long = (
        "市政协党组书记、主席乔晓峰主持会议，副主席王阳平、薛爱平、郝金光、李斌参加会议，专题听取各室委工作总结和计划。"
    )
    assert measures(widths((long,) * 9)) == ()
    assert [len(block.lines) for block in blocks_of("\n".join([long] * 9))] == [1] * 9


def test_a_paragraph_that_may_go_on_with_a_full_line_above_says_so():
    """003:112 ends with a stop and nearly fills its column; most lines that end with a stop are short."""
    path = raw_page("003")
    found = {block.lines[0]: block for block in blocks(clean(decode(path.read_bytes(), path.name)))}
    assert found[114].perhaps_after == 112
    doubted = [block for block in found.values() if block.perhaps_after]
    assert all(block.perhaps_after < block.lines[0] for block in doubted)
    assert 0 < len(doubted) < len(found) / 5


def test_a_full_line_with_a_stop_is_read_by_how_far_the_page_squeezes_its_punctuation():
    """003:182 ends with a stop, and 184 is too wide for a paragraph's first line on a page that squeezes punctuation this far."""
    path = raw_page("003")
    found = [block.lines for block in blocks(clean(decode(path.read_bytes(), path.name)))]
    assert next(lines for lines in found if 184 in lines) == tuple(range(176, 193, 2))


@pytest.mark.parametrize(("squeezed", "marks"), [(60, 5), (95, 4), (80, 5)])
def test_punctuation_is_as_wide_as_makes_the_lines_even(squeezed, marks):
    """Lines of one measure, every other without a mark, that is filled by characters and by marks squeezed this far."""
    full = round(20 - marks * squeezed / 100)
    lines = ("字" * 20, ("字，" * marks).ljust(full + marks, "字")) * 8
    assert np.ptp(widths(lines)) < 0.3


def test_a_few_lines_say_nothing_of_how_far_punctuation_is_squeezed():
    assert widths(("字" * 20, "字，字，字，字，" + "字" * 12)).tolist() == [20, 19.2]


def test_lines_that_are_no_column_leave_no_doubt():
    assert [
        block.perhaps_after for block in blocks_of("\n\n".join(["会议在北京召开。", "会议指出，要抓好落实。"] * 9))
    ] == [0] * 18


def test_no_lines_no_blocks():
    assert blocks(()) == ()
    assert places(()) == ()


@cases("blocks/items")
def test_every_item_of_a_list_is_a_paragraph(case):
    assert [list(block.lines) for block in blocks_of(case["input"])] == case["expected"]


@cases("blocks/kept_lines")
def test_verse_and_tables_keep_their_lines(case):
    assert [block.text for block in found_in(case["input"])] == case["expected"]


@cases("blocks/prose_is_no_verse")
def test_prose_and_heads_are_neither_verse_nor_table(case):
    assert not [block.text for block in found_in(case["input"]) if "\n" in block.text]


@cases("blocks/jump_lines")
def test_a_jump_line_is_taken_off_the_text_it_ends(case):
    assert [[block.text, block.jump] for block in found_in(case["input"])] == case["expected"]


@cases("blocks/goes_on")
def test_text_that_begins_with_a_closing_mark_goes_on_with_the_text_above(case):
    assert [block.text for block in found_in(case["input"])] == case["expected"]


def found_in(text):
    """The blocks of a raw page, tables told from the page as a whole."""
    return blocks(clean(decode(text.encode(), "a.txt")))


def test_an_editors_cut_keeps_a_jump_line_and_a_closing_mark_apart():
    raw = "会议在北京召开，大家都来了\n\n。随后分组讨论。\n\n（下转第4版）"
    lines = clean(decode(raw.encode(), "a.txt"))
    assert [block.lines for block in blocks(lines)] == [(1, 3, 5)]
    assert [block.lines for block in blocks(lines, frozenset({3, 5}))] == [(1,), (3,), (5,)]


@pytest.mark.parametrize("lines", [3_999, 4_000, 4_001, 9_000])
def test_a_page_longer_than_one_stretch_is_read_whole(lines):
    found = blocks_of("\n".join(["今年初，辽源市总针对培训工种、形式等", "问题开展广泛调研。"] * (lines // 2)))
    assert [n for block in found for n in block.lines] == list(range(1, lines // 2 * 2 + 1))


@FEW
@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_every_line_is_in_exactly_one_block_in_its_order(texts):
    lines = lines_of("\n".join(texts))
    found = blocks(lines)
    assert [number for block in found for number in block.lines] == [line.number for line in lines]
    texts = "".join(block.text + block.jump for block in found)
    assert "".join(texts.split()) == "".join("".join(line.text for line in lines).split())


@FEW
@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_a_heading_and_a_jump_line_never_stand_inside_a_paragraph(texts):
    for block in blocks_of("\n".join(texts)):
        rest = [texts[number - 1] for number in block.lines[1:]]
        assert "## 一、引言" not in rest
        assert "（上接第 1版）" not in rest
