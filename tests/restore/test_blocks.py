"""Hard-wrapped lines become paragraphs again; whatever else stands on the page stays as it is."""

from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, blocks_of, cases, lines_of, raw_page

from sitegen.restore.blocks import blocks, join_texts, measures, places, width
from sitegen.restore.clean import clean
from sitegen.restore.decode import decode

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


def test_lines_are_joined_as_they_are_read():
    assert join_texts("和企业建成44家工匠学", "院，其中2家") == "和企业建成44家工匠学院，其中2家"
    assert join_texts("Official Partner", "of the Games") == "Official Partner of the Games"
    assert join_texts("使用APP", "2025年") == "使用APP2025年"


def test_a_page_of_long_lines_has_no_measure():
    long = (
        "市政协党组书记、主席乔晓峰主持会议，副主席王阳平、薛爱平、郝金光、李斌参加会议，专题听取各室委工作总结和计划。"
    )
    assert measures((width(long),) * 9) == ()
    assert [len(block.lines) for block in blocks_of("\n".join([long] * 9))] == [1] * 9


def test_no_lines_no_blocks():
    assert blocks(()) == ()
    assert places(()) == ()


@FEW
@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_every_line_is_in_exactly_one_block_in_its_order(texts):
    lines = lines_of("\n".join(texts))
    found = blocks(lines)
    assert [number for block in found for number in block.lines] == [line.number for line in lines]
    assert "".join(b.text for b in found).replace(" ", "") == "".join(line.text for line in lines).replace(" ", "")


@FEW
@given(st.lists(st.sampled_from(LINES), max_size=30))
def test_a_heading_and_a_jump_line_never_stand_inside_a_paragraph(texts):
    for block in blocks_of("\n".join(texts)):
        rest = [texts[number - 1] for number in block.lines[1:]]
        assert "## 一、引言" not in rest
        assert "（上接第 1版）" not in rest
