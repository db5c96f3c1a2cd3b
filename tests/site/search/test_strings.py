"""Which strings get which list: the rule of the frequent ones, and the ways in which strings are found and put in order."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.site.search.aside import InMemory
from sitegen.site.search.layout import Laying
from sitegen.site.search.lists import made_lists
from sitegen.site.search.measures import STRIDE, Measures
from sitegen.site.search.strings import Parting, grouped, hashed, spelled, spelled_with_places

# Few characters, so that strings repeat; a space stands for an empty unit.
lines = st.text("甲乙丙a ", min_size=2, max_size=400)


def laid(text, piece):
    """A line of documents with one stride each, the last unit of each empty; and its text."""
    filled = text + " " * (-len(text) % (STRIDE - 1))
    text = "".join(filled[first : first + STRIDE - 1] + " " for first in range(0, len(filled), STRIDE - 1))
    units = np.array([0 if char == " " else ord(char) for char in text], np.uint16)
    laying = Laying(InMemory(), piece)
    laying.add(units.tobytes(), [1] * (len(text) // STRIDE))
    return laying.line(), text


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


def entries(lists):
    """What the lists tell: each string with the entries it has, and whether they are documents."""
    found = {}
    for string, first, count in zip(lists.strings, lists.gaps.starts(), lists.gaps.counts, strict=True):
        gaps = lists.gaps.gaps[first : first + count].astype(int)
        found[spelled(string)] = ((np.cumsum(gaps + 1) - 1).tolist(), lists.gaps.marks is not None)
    return found


@settings(max_examples=150)
@given(
    lines,
    st.integers(0, 9),
    st.builds(
        Measures,
        frequent=st.integers(1, 6),
        longest=st.integers(2, 12),
        piece=st.integers(1, 4),
        batch=st.sampled_from((1, 7, 1000)),
        entries=st.sampled_from((1, 7, 1000)),
    ),
)
def test_strings_are_indexed_by_the_rule(text, bits, measures):
    line, text = laid(text, measures.piece)
    made = made_lists(line, bits, measures, InMemory)
    found = {}
    for part in range(made.parting.parts_in_all):
        for lists in made.waiting.take(part):
            numbers = made.parting.shards(list(lists.strings.T))
            assert (made.parting.parts(numbers) == part).all()
            assert lists.strings.tolist() == sorted(lists.strings.tolist())
            assert len(lists.strings) == 1 or lists.gaps.counts.sum() <= measures.entries
            told = entries(lists)
            assert not told.keys() & found.keys()
            found |= told
    singles = {string: each for string, each in found.items() if len(string) == 1}
    assert singles.keys() == set(text) - {" "}
    longer = {string: each for string, each in found.items() if len(string) > 1}
    expected = plainly(text, measures)
    assert longer.keys() == expected.keys()
    for string, (places, documents) in found.items():
        starts = [at for at in range(len(text)) if text.startswith(string, at)]
        assert documents == (
            len(string) == 1 or (len(starts) > measures.frequent and len(string) < measures.longest)
        ), string
        assert places == (sorted({at // STRIDE for at in starts}) if documents else starts)


@given(st.integers(2, 12), st.data())
def test_strings_are_put_in_order_with_their_places(length, data):
    unit = st.sampled_from((1, 0x4E00, 0x9F99, 0xFFFF))
    strings = data.draw(st.lists(st.lists(unit, min_size=length, max_size=length), max_size=30))
    places = np.array(
        sorted(data.draw(st.sets(st.integers(0, 2**32 - 1), min_size=len(strings), max_size=len(strings))))
    )
    columns = [np.array([string[at] for string in strings], np.uint16) for at in range(length)]
    group = grouped(spelled_with_places(columns, places.astype(np.int64)), length)
    by_string = {}
    for string, place in zip(strings, places.tolist(), strict=True):
        by_string.setdefault(tuple(string), []).append(place)
    ends = np.append(group.starts, len(group.places))
    assert [
        (tuple(string), group.places[first:end].tolist())
        for string, first, end in zip(group.strings.tolist(), ends, ends[1:], strict=False)
    ] == sorted(by_string.items())


@pytest.mark.parametrize("text", ["", "龙", "医师", "trade union"])
def test_the_hash_is_that_of_the_format(text):
    expected = 0
    for char in text:
        expected = ((expected ^ ord(char)) * 0x9E3779B1) % 2**32
        expected ^= expected >> 15
    assert hashed([np.array([ord(char)], np.uint16) for char in text])[0] == expected


def test_single_units_are_told_into_shards_by_their_lowest_bits():
    assert Parting(7, 0).shards([np.array([0x9F99], np.uint16)])[0] == 0x9F99 % 128
