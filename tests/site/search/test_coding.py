"""Numbers and lists as bytes and bits."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from naive import packed, rice

from sitegen.site.search.coding import (
    Gaps,
    floor_log2,
    gaps_of,
    read_varints,
    unzigzag,
    varint_sizes,
    varints,
    write_varints,
    zigzag,
)

numbers = st.lists(st.integers(0, 2**40), max_size=20)


@given(numbers)
def test_varints_are_read_back(given_numbers):
    assert list(read_varints(varints(given_numbers))) == given_numbers


@given(numbers)
def test_many_varints_at_once_are_the_same_bytes(given_numbers):
    many = np.array(given_numbers, np.int64)
    sizes = varint_sizes(many)
    data = np.zeros(int(sizes.sum()), np.uint8)
    write_varints(data, np.cumsum(sizes) - sizes, many)
    assert data.tobytes() == varints(given_numbers)


@pytest.mark.parametrize("exponent", range(52))
def test_logarithms_are_exact(exponent):
    power = 2**exponent
    around = [each for each in (power - 1, power, power + 1) if each > 0]
    assert floor_log2(np.array(around)).tolist() == [each.bit_length() - 1 for each in around]


@given(st.integers(-(2**40), 2**40))
def test_zigzag_is_read_back(number):
    assert unzigzag(zigzag(number)) == number


@st.composite
def many_lists(draw):
    """Lists of rising entries from one universe, with marks or none."""
    universe = draw(st.integers(1, 3000))
    entry = st.integers(0, universe - 1)
    lists = draw(st.lists(st.lists(entry, min_size=1, max_size=12, unique=True).map(sorted), min_size=1, max_size=8))
    marks = [[draw(st.integers(0, 7)) for _ in each] for each in lists] if draw(st.booleans()) else None
    return universe, lists, marks


@given(many_lists(), st.integers(0, 130), st.randoms(use_true_random=False))
def test_lists_are_written_as_the_format_says_wherever_they_stand(given_lists, first, random):
    universe, lists, marks = given_lists
    counts = np.array([len(each) for each in lists])
    starts = np.cumsum(counts) - counts
    flat = np.array([mark for each in marks for mark in each]) if marks else None
    gaps = Gaps(universe, counts, gaps_of(np.array([entry for each in lists for entry in each]), starts), flat)
    expected = [rice(each, universe, marks[place] if marks else None) for place, each in enumerate(lists)]
    assert gaps.bits().tolist() == [len(bits) for bits in expected]
    order = list(range(len(lists)))
    random.shuffle(order)
    offsets, whole = np.zeros(len(lists), np.int64), "0" * first
    for place in order:
        offsets[place] = len(whole)
        whole += expected[place]
    words = np.zeros(len(whole) // 64 + 1, np.uint64)
    gaps.write(words, offsets)
    assert words.astype(">u8").tobytes()[: len(packed(whole))] == packed(whole)
