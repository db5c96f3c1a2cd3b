"""The language of queries, by cases that the browser's reader shares; and what no query may do."""

import brute
import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases

from sitegen.site.search.folding import folding
from sitegen.site.search.query import FIELDS, LONGEST_QUERY, Field, Phrase, Query, parse

FOLD = folding().fold


def as_expected(told):
    """A query as a case tells it."""
    phrases = (Phrase(**phrase) for phrase in told.get("phrases", ()))
    return Query(tuple(phrases), tuple(Field(**field) for field in told.get("fields", ())))


@cases("search/queries")
def test_what_a_query_asks(case):
    assert parse(case["input"], FOLD) == as_expected(case["expected"])


def test_the_names_of_fields_are_folded():
    assert [FOLD(name) for name, _ in FIELDS] == [name for name, _ in FIELDS]


@pytest.mark.parametrize("char", ["国", "𠀀", "a "])
def test_a_query_is_cut_after_so_many_characters(char):
    whole = (char * LONGEST_QUERY)[:LONGEST_QUERY]
    assert parse(whole, FOLD) == Query(parse(whole + "b", FOLD).phrases)
    assert parse(whole + "b", FOLD).cut
    assert parse(char * 10_000, FOLD) == parse(whole + "b", FOLD)


def test_half_a_surrogate_asks_nothing_and_two_halves_are_a_character():
    assert parse("医师节 \udce5", FOLD) == parse("\ud840", FOLD) == parse("a \udc00\ud840", FOLD) == Query()
    assert parse("\ud840\udc00", FOLD) == Query((Phrase("𠀀"),))
    assert parse("a" * LONGEST_QUERY + "\ud840", FOLD).phrases == (Phrase("a" * LONGEST_QUERY),)


words = st.sampled_from(
    ("-", '"', ":", "=", "：", "＝", "＂", "－", " ", "　", "作者", "author", "报纸", "年", "龙", "a", "“")
)


@FEW
@given(st.lists(words | st.text(max_size=3), max_size=12).map("".join))
def test_any_query_is_read_as_it_is_read_character_by_character(text):
    query = parse(text, FOLD)
    terms = [("", phrase.text, False, phrase.excluded) for phrase in query.phrases]
    terms += [(field.name, field.value, field.exact, field.excluded) for field in query.fields]
    assert sorted(terms) == sorted(brute.asked(text, FOLD))
