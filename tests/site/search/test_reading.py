"""The index as it is read: bytes written out by hand, what is read when, and what rubbish comes to."""

import json

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from naive import Issued, Naive, Told, index_files
from restore_cases import FEW

from sitegen.problems import ProblemError
from sitegen.site.search.answer import answer
from sitegen.site.search.decoding import (
    Listing,
    Postings,
    Sizes,
    read_list,
    read_long_list,
    read_shard,
    shard_number,
    units,
)
from sitegen.site.search.folding import folding
from sitegen.site.search.form import numbered_path
from sitegen.site.search.query import parse
from sitegen.site.search.reading import open_index

PLAIN = Sizes(documents=3, places=384, frequent=frozenset())


def varint(number):
    return bytes([number]) if number < 128 else bytes([number % 128 | 128]) + varint(number // 128)


def as_bytes(bits):
    bits += "0" * (-len(bits) % 8)
    return int(bits, 2).to_bytes(len(bits) // 8, "big")


# 医 is in the first of three documents, in its head and twice, and in the third one, once. 医师 stands at the places 0, 5 and 300.
STRINGS = bytes([2, 1, 1]) + varint(0x533B) + varint(0x533B) + varint(0x5E08)
SINGLE = "1" + "000001" + "01" + "1"  # gaps 0 and 1 with r = 0, the marks 5 and 0
PAIR = "1000000" + "1000100" + "00001100110"  # gaps 0, 4 and 294 = 4 * 64 + 38 with r = 6
SHARD = STRINGS + as_bytes("0" + "010" + SINGLE + "0" + "011" + PAIR)


def test_a_shard_written_by_hand():
    shard = read_shard(SHARD, 0, 0, PLAIN)
    assert {string: listing.entries for string, listing in shard.listings.items()} == {"医": 2, "医师": 3}
    lists = [
        read_list(string, shard.bits, listing.start, listing.entries, PLAIN)
        for string, listing in shard.listings.items()
    ]
    assert lists == [Postings((0, 2), (5, 0)), Postings((0, 5, 300))]


def test_a_list_with_a_file_of_its_own():
    shard = read_shard(STRINGS + as_bytes("0" + "010" + SINGLE + "1" + "011"), 0, 0, PLAIN)
    assert shard.listings["医师"] == Listing(3, None)
    assert read_long_list(as_bytes("011" + PAIR), "医师", PLAIN) == Postings((0, 5, 300))


def test_a_frequent_string_has_a_list_of_documents():
    sizes = Sizes(3, 384, frozenset({"医师"}))
    shard = read_shard(STRINGS + as_bytes("0" + "010" + SINGLE + "0" + "010" + SINGLE), 0, 0, sizes)
    listing = shard.listings["医师"]
    assert read_list("医师", shard.bits, listing.start, listing.entries, sizes) == Postings((0, 2), (5, 0))


def test_the_last_unit_s_lower_bits_are_the_shard_s():
    number = shard_number("医师", 9)
    data = bytes([2, 0, 1]) + varint(0x533B) + varint(0x5E08 >> 9) + as_bytes("0" + "011" + PAIR)
    assert list(read_shard(data, number, 9, PLAIN).listings) == ["医师"]
    assert numbered_path(number) == f"{number // 128:02x}/{number % 128:02x}"


def test_a_character_beyond_uffff_is_two_units():
    assert [ord(unit) for unit in units("a𠀀")] == [0x61, 0xD840, 0xDC00]


@FEW
@given(st.binary(max_size=60) | st.builds(bytes.__add__, st.just(STRINGS), st.binary(max_size=20)), st.integers(0, 16))
@example(b"", 0)
@example(b"\xff" * 200, 0)
@example(bytes([1]) + varint(2**62) + b"\1" * 50, 0)
def test_rubbish_is_a_value_error_or_a_shard(data, bits):
    for understand in (lambda: read_shard(data, 0, bits, PLAIN), lambda: read_long_list(data, "医师", PLAIN)):
        try:
            understand()
        except (ValueError, OverflowError):
            continue


@FEW
@given(st.integers(0, len(SHARD) - 1))
def test_a_shard_that_is_cut_off_is_none(length):
    with pytest.raises(ValueError, match=r"."):
        read_shard(SHARD[:length], 0, 0, PLAIN)


HEADS = "search/000000000000/heads/zh-Hans/"
ARTICLES = tuple(Told(f"k{number}", (f"甲乙{number}",), ("丙丁" * 40,), authors=("罗丽",)) for number in range(300))
SEGMENT = "search/000000000000/segment.json"
ISSUE = Issued("ab", "2021-08-18", 2021, ((1, ARTICLES),))
FILES = index_files(Naive(((ISSUE,),), ({"slug": "ab", "names": {}},), bits=(6,), long=64), folding().data())


@pytest.fixture
def asked():
    """Asks, and tells which files were read for it beside those that every query needs."""

    def ask(query):
        read = []

        def remembered(path):
            read.append(path)
            return FILES[path]

        index = open_index(remembered)
        always = len(read)
        hits = answer(parse(query, index.fold), index)
        assert len(set(read)) == len(read)
        return hits, index, [path.removeprefix("search/000000000000/") for path in read[always:]], read

    return ask


def shard(string):
    return numbered_path(shard_number(string, 6)) + ".bin"


def test_only_what_a_query_needs_is_read_and_once(asked):
    hits, index, read, every = asked("甲乙2")
    assert len(hits) == 111
    long = [path for path in read if "-" in path]
    assert set(read) - set(long) == {shard("甲乙"), shard("乙2")}
    assert sorted(every[:3]) == [SEGMENT, "search/fold.bin", "search/index.json"]
    index.segments[0].identity(2)
    index.segments[0].identity(299)
    assert every[-2:] == [HEADS + "00/00.txt", HEADS + "00/12.txt"]
    index.segments[0].identity(288)
    assert every[-1] == HEADS + "00/12.txt"


def test_no_long_list_is_read_where_a_part_of_the_phrase_stands_nowhere(asked):
    hits, _, read, _ = asked("丙丁戊")
    assert (hits, read) == ((), [shard("丙丁"), shard("丁戊")])
    assert any(path.startswith("search/000000000000/" + shard("丙丁")[:-4] + "-") for path in FILES)


def test_authors_are_read_only_when_asked_for(asked):
    assert len(asked("作者:罗")[0]) == 300
    assert asked("作者:罗")[2] == ["authors.json"]


def found(files, query):
    """What is found in these files."""
    index = open_index(files.__getitem__)
    return answer(parse(query, index.fold), index)


@pytest.mark.parametrize(
    ("path", "key", "value"),
    [
        (
            "search/index.json",
            "segments",
            [{"name": "000000000000", "version": "", "documents": 300, "places": 76800, "bits": 17}],
        ),
        (
            "search/index.json",
            "segments",
            [{"name": "000000000000", "version": "", "documents": 299, "places": 76800, "bits": 6}],
        ),
        (SEGMENT, "issues", [[1, "2021-08-18", 2021, [1, 300]]]),
        (SEGMENT, "issues", [[0, "2021-08-18", 2021, [1, 299]]]),
        (SEGMENT, "issues", [[0, "2021-08-18", 2021, [1, 300, 2]]]),
        (SEGMENT, "strides", "0" * 300),
        (SEGMENT, "frequent", ["丁戊"]),
        ("search/000000000000/authors.json", "documents", [[300]]),
        ("search/000000000000/authors.json", "names", ["罗丽", "程雪"]),
    ],
)
def test_what_does_not_fit_together_is_told(path, key, value):
    told = json.loads(FILES[path])
    files = {**FILES, path: json.dumps({**told, key: value}).encode()}
    with pytest.raises(ProblemError) as caught:
        found(files, "丁戊 作者:罗")
    assert caught.value.problem.fix == "run `sitegen build` again"
