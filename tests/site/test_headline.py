"""Headlines: broken between words only, and read out whole."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.headline import CLOSING, OPENING, headline, phrases

BREAK = "|"


@pytest.mark.parametrize(
    ("text", "cut"),
    [
        ("舟山市定海远洋渔业小镇工会联盟打造“合作型”阵地", "舟山市定海远洋|渔业|小镇工会|联盟|打造|“合作型”|阵地"),
        ("白天的技术困惑在夜校找到答案", "白天的|技术|困惑|在夜校|找到|答案"),
        ("市政协召开四届三十四次主席会议", "市政协召开四届三十四次|主席|会议"),
        ("数字赋能", "数字赋能"),
    ],
)
def test_a_line_may_end_between_words(text, cut):
    assert BREAK.join(phrases(text, "zh-Hans")) == cut


@pytest.mark.parametrize("word", ["职工", "工会", "技能", "“三朵云”", "《条例》", "20件", "三十四次"])
@pytest.mark.parametrize("around", ["全面引领{}学习技术练就过硬的本领", "我省各地组织开展{}活动并且取得成效"])
def test_a_common_word_a_quotation_a_count_is_never_cut(word, around):
    assert any(word in phrase for phrase in phrases(around.format(word), "zh-Hans"))


@given(
    st.text(alphabet="工会职工喜脱单的与。，“”《》（）：——12 abc", max_size=40), st.sampled_from(["zh-Hans", "zh-Hant"])
)
def test_nothing_is_lost_and_no_mark_stands_on_the_wrong_line(text, script):
    cut = phrases(text, script)
    assert "".join(cut) == text
    assert not any(phrase[:1] in CLOSING for phrase in cut[1:] if phrase)
    assert not any(phrase[-1:] in OPENING for phrase in cut[:-1] if phrase)


def test_the_parts_of_a_headline_are_blocks_of_their_own():
    assert headline("工会搭“鹊桥” 职工喜“脱单”", "zh-Hans").html.count('<span class="part">') == 2


@pytest.mark.parametrize("text", ["庆祝建矿 65 周年", "Open Day 开放日", "单句"])
def test_a_space_beside_latin_or_digits_parts_nothing(text):
    assert "part" not in headline(text, "zh-Hans").html


def test_the_text_of_a_headline_is_unchanged_and_escaped():
    html = headline('<b>工会</b> & "职工" 联谊会在杭州举行啦', "zh-Hans").html
    assert "<b>" not in html
    assert re.sub(r"<[^>]+>", "", html).replace("&lt;", "<").replace("&gt;", ">").startswith("<b>工会</b>")


def test_no_headline_is_false():
    assert not headline("", "zh-Hans")
