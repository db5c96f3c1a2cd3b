"""From one script into the other: what is settled stands, OpenCC's slips are corrected."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases

from sitegen.model import Dictionary
from sitegen.problems import ProblemError
from sitegen.site.conversion import conversion, converter, opencc_conversion, pieces, words_pattern
from sitegen.site.corrections import TO_SIMPLIFIED, TO_TRADITIONAL

CORRECTIONS = TO_TRADITIONAL + TO_SIMPLIFIED


def traditional(text, *keep, convert="s2t", **settled):
    return conversion("zh-Hans", "zh-Hant", convert, Dictionary(**settled), keep)(text)


@cases("conversion/slips")
def test_a_slip_is_corrected_and_what_is_right_stays(case):
    assert {name: converter(name)(case["input"]) for name in case["expected"]} == case["expected"]


@cases("conversion/back")
def test_the_way_back_is_corrected_too(case):
    assert {name: converter(name)(case["input"]) for name in case["expected"]} == case["expected"]


@pytest.mark.parametrize("correction", CORRECTIONS, ids=lambda each: each.pairs.split()[0])
def test_every_correction_has_a_reason_and_pairs_of_one_length(correction):
    assert len(correction.because) > 10
    for pair in correction.pairs.split():
        wrong, right = pair.split(":")
        assert len(wrong) == len(right), pair
        assert set(wrong) - set(right), f"{pair}: no character tells that there is something to correct"


def test_no_correction_stands_twice():
    for side in (TO_TRADITIONAL, TO_SIMPLIFIED):
        wrong = [pair.split(":")[0] for each in side for pair in each.pairs.split()]
        assert len(wrong) == len(set(wrong))


def test_what_is_settled_stands_and_the_rest_is_converted():
    assert traditional("皇后大道以后，张云里说", keep=("皇后大道", "张云里")) == "皇后大道以後，张云里說"
    assert traditional("张云里说云课堂", traditional=(("张云里", "張云里"),)) == "張云里說雲課堂"


def test_the_longer_of_two_words_counts():
    settled = (("里", "里"), ("家里", "家裏"))
    assert traditional("公里与家里与张里", traditional=settled) == "公里與家裏與張里"


def test_the_conversion_around_a_settled_word_cannot_undo_it():
    """OpenCC knows 头发 as a phrase; 理 before it and 发 in it must not be read together again."""
    assert traditional("头发展", traditional=(("发展", "發展"),)) == "頭發展"
    assert traditional("一出戏", keep=("一出",), convert="s2tw") == "一出戲"


def test_what_is_settled_for_one_script_does_not_touch_the_other():
    dictionary = Dictionary(simplified=(("乾陵", "乾陵"),), traditional=(("邻里", "鄰里"),))
    assert conversion("zh-Hant", "zh-Hans", "s2t", dictionary)("乾陵乾淨") == "乾陵干净"
    assert conversion("zh-Hans", "zh-Hans", "s2t", dictionary)("邻里") == "邻里"


def test_an_article_keeps_its_own_words_only():
    dictionary = Dictionary(traditional=(("于淼", "于淼"),))
    assert conversion("zh-Hans", "zh-Hant", "s2t", dictionary, ("范儿",))("范儿于淼") == "范儿于淼"
    assert conversion("zh-Hans", "zh-Hant", "s2t", dictionary)("范儿于淼") == "範兒于淼"


def test_dictionaries_of_the_same_size_are_not_mixed_up():
    assert traditional("后", keep=("后",)) == "后"
    assert traditional("后", keep=("里",)) == "後"


def test_vocabulary_is_changed_only_where_it_is_asked_for():
    assert (traditional("软件", convert="s2tw"), traditional("软件", convert="s2twp")) == ("軟件", "軟體")


def test_a_configuration_that_does_not_exist_is_told():
    with pytest.raises(ProblemError, match="no configuration 's2x'"):
        opencc_conversion("s2x")


WORDS = st.lists(st.text("后里发干面于云皇家", min_size=1, max_size=3), min_size=1, max_size=4, unique=True)
TEXTS = st.text("后里发干面于云皇家头理，。 a", max_size=30)


@FEW
@given(TEXTS, WORDS)
def test_the_pieces_are_the_text_and_settled_words_stand_in_the_result(text, words):
    cut = list(pieces(text, words_pattern(tuple(words))))
    assert "".join(piece for _, piece, _ in cut) == text
    assert all(text[start:].startswith(piece) and (piece in words) >= fixed for start, piece, fixed in cut)
    said = traditional(text, keep=tuple(words))
    assert len(said) == len(text)
    assert all(said[start : start + len(piece)] == piece for start, piece, fixed in cut if fixed)
