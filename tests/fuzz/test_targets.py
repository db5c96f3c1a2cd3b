"""The fuzzed properties, held for inputs that hypothesis invents, for the seeds of the fuzzer and for all that it ever found."""

import hypothesis
import pytest
from fuzz.targets import FOUND, TARGETS, text, whole_characters
from hypothesis import given
from hypothesis import strategies as st
from properties import asking, decoding, front_matter, rendering, restoring
from restore_cases import FEW

FEWER = hypothesis.settings(FEW, max_examples=25)


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_seeds_and_all_that_was_ever_found_hold(target):
    seeds = list(target.seeds())
    assert seeds
    found = [path.read_bytes() for path in sorted((FOUND / target.name).glob("*"))]
    for data in (*seeds[:: max(1, len(seeds) // 20)], *found):
        target.holds(data[: target.longest])


def made_of(name):
    """Inputs put together from a target's words and from anything at all."""
    (words,) = (target.words for target in TARGETS if target.name == name)
    return st.lists(st.sampled_from(words) | st.text(max_size=4) | st.just("\n"), max_size=16).map("".join)


@FEW
@given(
    st.binary(max_size=200)
    | made_of("restore").map(str.encode)
    | made_of("restore").map(lambda page: page.encode("gb18030"))
)
def test_any_bytes_are_decoded_or_refused(data):
    decoding(data)


@FEWER
@given(made_of("restore").map(str.encode))
def test_any_page_is_restored_whole(data):
    restoring(data)


@FEW
@given(made_of("front-matter") | made_of("front-matter").map("---\nid: a\n{}\n---\n".format))
def test_any_file_is_read_or_told(file):
    front_matter(file)


@FEW
@given(made_of("markdown"))
def test_any_body_is_harmless(body):
    rendering(body)


@FEW
@given(made_of("query") | st.binary(max_size=40).map(text))
def test_any_query_is_read(query):
    asking(query)


def test_bytes_become_text_with_and_without_halves():
    half = b"a\xed\xa0\xbd"
    assert text(half) == "a\ud83d"
    assert "\ud83d" not in whole_characters(half)
