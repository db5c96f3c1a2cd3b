"""Which strings get which list: the rule of the frequent ones, and the ways in which strings are found and put in order."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.site.search.measures import Measures
from sitegen.site.search.strings import Parting, frequent_begins, grouped, hashed, levels

# Few characters, so that strings repeat; a space stands for an empty unit.
lines = st.text("甲乙丙a ", min_size=2, max_size=120).map(lambda text: text + " ")


def units(text):
    return np.array([0 if char == " " else ord(char) for char in text], np.uint16)


def plainly(text, measures):
    """Every string of two and more units that is indexed, with its places, as the format tells it."""
    found, frequent = {}, set()
    for length in range(2, measures.longest + 1):
        own = Counter(
            text[at : at + length]
            for at in range(len(text) - length + 1)
            if " " not in text[at : at + length]
            and (length == 2 or {text[at : at + length - 1], text[at + 1 : at + length]} & frequent)
        )
        found |= own
        frequent = {string for string, times in own.items() if times > measures.frequent}
    return found


@settings(max_examples=150)
@given(lines, st.integers(1, 6), st.integers(2, 12), st.integers(0, 6), st.integers(0, 3))
def test_strings_are_indexed_by_the_rule(text, frequent, longest, bits, more_bits):
    measures = Measures(frequent=frequent, longest=longest)
    line, found = units(text), {}
    parting = Parting(bits + more_bits, bits)
    for level in levels(line, frequent_begins(line, measures), parting):
        for part in range(1 << bits):
            group = grouped(line, level.places(part), level.length)
            for string, start, count in zip(group.strings, group.starts, group.counts, strict=True):
                said = "".join(map(chr, string))
                assert said not in found
                found[said] = int(count)
                places = group.places[start : start + count]
                assert all(text[at : at + level.length] == said for at in places)
                assert (np.diff(places) > 0).all()
                number = parting.shards([np.array([unit]) for unit in string])
                assert parting.parts(number)[0] == part
            rows = group.strings.tolist()
            assert rows == sorted(rows)
    assert found == plainly(text, measures)


@pytest.mark.parametrize("text", ["", "龙", "医师", "trade union"])
def test_the_hash_is_that_of_the_format(text):
    expected = 0
    for char in text:
        expected = ((expected ^ ord(char)) * 0x9E3779B1) % 2**32
        expected ^= expected >> 15
    assert hashed([np.array([ord(char)], np.uint16) for char in text])[0] == expected


def test_single_units_are_told_into_shards_by_their_lowest_bits():
    assert Parting(7, 0).shards([np.array([0x9F99], np.uint16)])[0] == 0x9F99 % 128
