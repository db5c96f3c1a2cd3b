"""Folding: one character for each, the same whatever stands around, whatever script, width or case a text has."""

from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.conversion import opencc_conversion
from sitegen.site.search.coding import read_varints, unzigzag
from sitegen.site.search.folding import IDEOGRAPHS, UNITS, WHITE, folding, folding_from, without_width_and_case

CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "search" / "folded.yaml").read_text("utf-8"))
FOLD = folding().fold
# Every character but white space, halves of surrogates, and what lies beyond all scripts.
EVERY = [char for char in map(chr, (*range(0xD800), *range(0xE000, 0x33480))) if char not in WHITE]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_texts_are_folded(case):
    assert FOLD(case["text"]) == case["folded"]


def each_folded(chars):
    """Many characters folded at once: one for each."""
    folded = FOLD("".join(chars))
    assert len(folded) == len(chars)
    return list(folded)


def test_what_is_folded_does_not_change():
    once = each_folded(EVERY)
    assert each_folded(once) == once


def test_both_scripts_of_a_character_are_one():
    """Whatever OpenCC makes of a single character, it is found by either form."""
    every = [chr(code) for code in IDEOGRAPHS if chr(code) not in WHITE]
    for name in ("t2s", "hk2s"):
        said = opencc_conversion(name)("\n".join(every)).split("\n")
        assert each_folded(every) == each_folded(said)


def test_what_one_unit_holds_stays_in_one_unit():
    """So a table of units folds nearly every text at once."""
    assert max(each_folded([char for char in EVERY if ord(char) < UNITS])) <= "\uffff"


def test_a_browser_needs_no_more_than_the_pairs():
    """Width and case by itself, then each character once through the pairs."""
    pairs = {chr(char): chr(end) for char, end in folding().pairs}
    simple = [without_width_and_case(char) for char in EVERY]
    assert each_folded(EVERY) == [pairs.get(char, char) for char in simple]


def test_half_a_surrogate_stays():
    assert FOLD("\ud800a\udc00") == "\ud800a\udc00"


def test_the_data_is_as_the_format_says():
    count, *numbers = read_varints(folding().data())
    assert len(numbers) == 2 * count
    pairs, char, end = [], 0, 0
    for step, difference in zip(numbers[::2], numbers[1::2], strict=True):
        char, end = char + step, end + unzigzag(difference)
        pairs.append((char, end))
    assert tuple(pairs) == folding().pairs
    assert pairs == sorted(pairs)


def test_a_folding_is_read_back():
    read = folding_from(folding().data())
    assert read == folding()
    assert (read.table == folding().table).all()
    assert read.beyond == folding().beyond


@pytest.mark.parametrize("data", [b"", b"\x80", b"\x05\x01", b"\x01\xff\xff\xff\x7f\x00", folding().data()[:-1]])
def test_rubbish_is_refused(data):
    with pytest.raises(ValueError, match="folding"):
        folding_from(data)


@given(st.text(max_size=30), st.text(max_size=30))
def test_a_part_of_a_text_is_a_part_of_its_folding(one, other):
    assert FOLD(one) in FOLD(one + other)
    assert FOLD(other) in FOLD(one + other)
