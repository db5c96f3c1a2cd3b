"""Nothing is lost, nothing is doubled, nothing is made up; and the check that says so is not to be fooled."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases, raw_page

from sitegen.model import Furniture, Paragraph
from sitegen.problems import ProblemError
from sitegen.restore.chain import restore
from sitegen.restore.conserve import check, folded, same_characters, text_of
from sitegen.restore.decode import decode

PAGES = ("000", "001", "002", "003", "004")
RAW = """工会搭“鹊桥” 职工喜“脱单”

本报记者 田国奎

“我们是在工会举办的青年职工联谊活动上认识的，就等着请大家喝喜酒、吃喜糖了。”

88851111
"""

SCRAPS = st.text(
    alphabet="工会报讯记者摄图电。，；：？！（）“”《》、…—·,.;:?!()\"'#*- 　0129aZ０Ａ年月日星期",
    min_size=1,
    max_size=40,
)
LINES = SCRAPS | st.sampled_from(
    [
        "本报讯(记者 白凯冰)近日,全国总工会发布2024年第10期全国工会重点工作创新案例,我市总工会上报的",
        "10月12日,吕梁市货运行业集体合同签订,为全市17家货运物流企业",
        "工作面,4座煤矿实现5G入井。",
        "向“新”求“质”在吕梁",
        "□ 本报记者 罗丽",
        "——访市民政局党组书记、局长杨丽",
        "付永文 高茜 摄",
        "图为志愿者在包粽子。 林知夏 摄",
        "**2. 拍摄要着眼基层。**职工是生活和文艺接受的主体",
        "## 一、引言",
        "电话银行:95588     网址:WWW.ICBC.COM.CN",
        "辛丑年七月十一",
        "2021年8月18日 星期三",
        "“ 参 数 校 准 完 成 ，系 统 响 应 速 度 提 升",
        "（下转第4版）",
        "会议在北|",
        "|",
        "— 3 —",
        "| 姓名 | 成绩 |",
        "| 张三 | 95 |",
        "床前明月光，",
        "疑是地上霜。",
        "1. 加强领导；",
        "",
        "",
    ]
)


@cases("conserve/folded")
def test_what_counts_as_the_same_text(case):
    one, other = case["input"]
    assert (folded(one) == folded(other)) is case["expected"]


@cases("conserve/folded")
def test_characters_are_compared_as_they_fold(case):
    one, other = case["input"]
    assert same_characters(one, other) is case["expected"]


@FEW
@given(SCRAPS, SCRAPS)
def test_the_quick_comparison_is_the_whole_one(one, other):
    for left, right in ((one, other), (one, one[::-1]), (one, one + "𠮷"), (one + "\U0001f12f", one + "\U0001f12e")):
        assert same_characters(left, right) is (Counter(folded(left)) == Counter(folded(right)))


def restored(text):
    """A page, its stories and its furniture."""
    page = restore(text.encode(), "a.txt")
    return decode(text.encode(), "a.txt"), page.stories, page.furniture


@pytest.mark.parametrize("number", PAGES)
def test_the_real_pages_pass(number):
    path = raw_page(number)
    page = restore(path.read_bytes(), path.name)
    check(decode(path.read_bytes(), path.name), page.stories, page.furniture)


def refused(page, stories, furniture):
    """The problem with which a reading is refused."""
    with pytest.raises(ProblemError) as error:
        check(page, stories, furniture)
    assert error.value.problem.file == "a.txt"
    return error.value.problem


def test_a_whole_reading_passes():
    page, stories, furniture = restored(RAW)
    check(page, stories, furniture)
    assert stories
    assert stories[0].title == "工会搭“鹊桥” 职工喜“脱单”"


def test_a_dropped_line_is_found():
    page, (story, *rest), furniture = restored(RAW)
    without = replace(story, byline="", lines=tuple(line for line in story.lines if line != 3))
    assert refused(page, (without, *rest), furniture).line == 3


def test_a_doubled_line_is_found():
    page, stories, furniture = restored(RAW)
    assert refused(page, stories, (*furniture, Furniture("other", (3, 3), "本报记者 田国奎"))).line == 3
    story = replace(stories[0], lines=(*stories[0].lines, 1))
    assert refused(page, (story, *stories[1:]), furniture).line == 1


def test_a_dropped_story_is_found():
    page, stories, furniture = restored(RAW)
    assert refused(page, stories[1:], furniture).line == 1


def test_a_line_that_the_page_does_not_have_is_found():
    page, (story, *rest), furniture = restored(RAW)
    assert refused(page, (replace(story, lines=(*story.lines, 99)), *rest), furniture).line == 99


def test_a_changed_character_is_found():
    page, (story, *rest), furniture = restored(RAW)
    changed = tuple(replace(paragraph, text=paragraph.text.replace("喜糖", "喜糕")) for paragraph in story.body)
    problem = refused(page, (replace(story, body=changed), *rest), furniture)
    assert "lose '糖'" in problem.what
    assert "make up '糕'" in problem.what


def test_a_title_from_elsewhere_is_found():
    page, (story, *rest), furniture = restored(RAW)
    refused(page, (replace(story, title="白天的技术困惑在夜校找到答案"), *rest), furniture)


def test_text_made_up_is_found():
    page, (story, *rest), furniture = restored(RAW)
    refused(page, (replace(story, body=(*story.body, Paragraph("完。"))), *rest), furniture)


def test_a_jump_line_is_kept_as_its_page():
    page, stories, furniture = restored(
        "（上接第 1版）\n\n新闻发布会现场还发布了银川半程马拉松站赛事奖牌、参赛服、赛事路线等内容。\n"
    )
    check(page, stories, furniture)
    assert stories[0].continued_from == 1
    assert stories[0].jump == "（上接第 1版）"
    refused(page, (replace(stories[0], jump=""), *stories[1:]), furniture)


def of_text(text):
    """How often each character stands in a text, those left out that may be marks of Markdown."""
    return Counter(character for character in folded(text) if character not in "#*-")


@FEW
@given(st.lists(LINES, min_size=1, max_size=14))
def test_any_text_is_restored_whole_or_refused_as_no_page(lines):
    raw = "\n".join(lines)
    try:
        decode(raw.encode(), "x.txt")
    except ProblemError:
        return  # nothing but white space
    page = restore(raw.encode(), "x.txt")
    texts = [*map(text_of, page.stories), *(entry.text for entry in page.furniture)]
    assert of_text("".join(texts)) == of_text(raw)


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param(
            "（上接第一版）目前，全国近2.5万名货车司机常年奔波在国境线上。", id="a jump line in Chinese numerals"
        ),
        pytest.param("第一二版", id="a page number written figure by figure"),
        pytest.param(
            "（上接第2版）\n\n（上接第3版）目前，他们要面对多重挑战。\n\n（上接第2版）\n\n比赛不收取报名费。",
            id="two jump lines in one story, and another story with one",
        ),
    ],
)
def test_odd_numerals_and_jump_lines_do_not_stop_a_page(raw):
    assert restore(raw.encode(), "x.txt").file == "x.txt"
