"""Headlines: broken between words only, and read out whole."""

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from samples import CHECKOUT

from sitegen.common_words import LEANING, OF_FOUR, OF_THREE, OF_TWO
from sitegen.site.headline import CLOSING, OPENING, SHORT, STRETCH, headline, phrases
from sitegen.site.segment import words

CASES = yaml.safe_load((CHECKOUT / "tests" / "cases" / "headlines.yaml").read_text("utf-8"))
BREAK = "|"
TEXT = st.text(alphabet="工会职工喜脱单的与学，“”《》（）：——12 abc", max_size=40)
SCRIPTS = st.sampled_from(["zh-Hans", "zh-Hant"])


@pytest.mark.parametrize("cut", CASES["cuts"])
def test_a_line_may_end_between_words(cut):
    assert BREAK.join(phrases(cut.replace(BREAK, ""), "zh-Hans")) == cut


@pytest.mark.parametrize("cut", CASES["traditional"])
def test_traditional_headlines_break_at_the_same_places(cut):
    assert BREAK.join(phrases(cut.replace(BREAK, ""), "zh-Hant")) == cut


@pytest.mark.parametrize("word", CASES["whole"])
@pytest.mark.parametrize("around", CASES["around"])
def test_a_word_a_quotation_a_count_is_never_cut(word, around):
    assert any(word in phrase for phrase in phrases(around.format(word), "zh-Hans"))


@settings(deadline=None)  # the first one loads the words
@given(TEXT, SCRIPTS)
def test_nothing_is_lost_and_no_mark_stands_on_the_wrong_line(text, script):
    cut = phrases(text, script)
    assert "".join(cut) == text
    assert not any(phrase[:1] in CLOSING for phrase in cut[1:] if phrase)
    assert not any(phrase[-1:] in OPENING for phrase in cut[:-1] if phrase)


@settings(deadline=None)
@given(TEXT)
def test_words_are_the_text_again(text):
    assert "".join(words(text)) == text


@settings(deadline=None)
@given(st.lists(st.sampled_from(["职工", "技术", "发展", "高速公路", "对外开放"]), min_size=5, max_size=12))
def test_known_words_are_never_cut_and_no_phrase_is_longer_than_a_line(known):
    text = "".join(known)
    cut = phrases(text, "zh-Hans")
    assert all(len(phrase) <= SHORT for phrase in cut)
    ends = {len("".join(known[:number])) for number in range(len(known) + 1)}
    assert {len("".join(cut[:number])) for number in range(len(cut) + 1)} <= ends


def test_the_list_of_common_words_is_whole():
    for joined, length in ((OF_TWO, 2), (OF_THREE, 3), (OF_FOUR, 4)):
        listed = [joined[place : place + length] for place in range(0, len(joined), length)]
        assert all(len(word) == length for word in listed)
        assert len(set(listed)) == len(listed)
    assert "练" in LEANING


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


def test_what_is_too_long_for_a_headline_is_cut_stretch_by_stretch():
    text = "职工夜校开班，" * 2_000
    pieces = phrases(text, "zh-Hans")
    assert "".join(pieces) == text
    assert max(map(len, pieces)) < 2 * STRETCH
