"""Answers: for any archive and any query the same articles in the same order as by looking into each of them."""

import brute
import pytest
from archives import FOLD, PAPERS, SAID, archives, queries
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import Issued, Naive, Told, index_files

from sitegen.site.search.answer import answer
from sitegen.site.search.facets import counts
from sitegen.site.search.folding import folding
from sitegen.site.search.query import parse
from sitegen.site.search.reading import open_index

SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large]
SOME = settings(max_examples=40, deadline=None, suppress_health_check=SLOW)
FEW = settings(max_examples=15, deadline=None, suppress_health_check=SLOW)

NEWEST = Issued(
    "gongren-ribao",
    "2021-08-18",
    2021,
    (
        (
            1,
            (
                Told("title", ("医师节表彰",), ("会议召开。",), authors=("罗丽", "John Smith"), column="国节"),
                Told("often", ("大会",), ("医师节" * 8,), authors=("罗丽丽",)),
                Told("twice", ("大会",), ("医师节,医师节",)),
            ),
        ),
        (2, (Told("photo", rest=("医师", "节", "足 球"), photo=True), Told("split", rest=("医师。师节", "足球")))),
    ),
)
OLDER = Issued(
    "ab",
    "undated-1",
    0,
    (
        (
            1,
            (
                Told("near", rest=(f"甲子{'一' * 14}乙丑",)),
                Told("less", rest=(f"乙丑{'一' * 62}甲子", "丙丁")),
                Told("far", rest=(f"甲子{'一' * 254}乙丑丙丁",)),
                Told("away", rest=(f"甲子{'一' * 255}乙丑",)),
                Told("over", rest=(f"甲子{'一' * 15}乙丑",)),
                Told("both", ("庚辛",), ("庚辛",)),
                Told("long", (f"{'一' * 128}庚辛", "庚辛"), ("戊己",)),
            ),
        ),
    ),
)
BY_HAND = Naive(((NEWEST,), (OLDER,)), PAPERS, said=SAID)


def opened(naive):
    """The index of an archive, written naively and read by the program."""
    return open_index(index_files(naive, folding().data()).__getitem__)


def found(query, index, order="relevance"):
    """What the program finds, as (id, score)."""
    hits = answer(parse(query, index.fold), index, order)
    return [(index.segments[hit.segment].identity(hit.document), hit.score) for hit in hits]


@SOME
@given(st.data())
def test_an_answer_is_what_looking_into_every_article_finds(data):
    archive = data.draw(archives())
    index = opened(archive)
    for query in data.draw(st.lists(queries(archive), min_size=1, max_size=8)):
        for order in ("relevance", "date"):
            assert found(query, index, order) == brute.hits(query, archive, FOLD, order), query


@pytest.fixture(scope="module")
def by_hand():
    return opened(BY_HAND)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("医师节", "title:32 often:6 twice:2"),
        ("醫師節", "title:32 often:6 twice:2"),
        ("师节", "title:32 often:6 twice:2 split:0"),
        ("医", "title:32 often:6 twice:2 photo:0 split:0"),
        ("医师节 大会", "often:40 twice:36"),
        ("医师节 -大会", "title:32"),
        ('"足 球"', "photo:0"),
        ("足 球", "photo:0 split:0"),
        ("足球", "split:0"),
        ("师。师", "split:0"),
        ("医师节会", ""),
        ("医师节 作者:罗", "title:32 often:6"),
        ("作者=罗丽", "title:0"),
        ("作者=羅莉", "title:0"),
        ("author:smith", "title:0"),
        ('author="john smith"', "title:0"),
        ("author=smith", ""),
        ("栏目:节", "title:0"),
        ("报纸:工人 版:2", "photo:0 split:0"),
        ("报纸=工人", ""),
        ("报纸=gongren-ribao 类:图", "photo:0"),
        ("报纸:gongren-ribao", ""),
        ("年:2021 版:02 类:文", "split:0"),
        ("年:0", "near:0 less:0 far:0 away:0 over:0 both:0 long:0"),
        ("年:今 类:文", ""),
        ("-年:今 -年:0 -版:1", "photo:0 split:0"),
        ("-医 -一", "both:0"),
        ("甲子 乙丑", "near:6 less:4 over:4 far:2 away:0"),
        ("乙丑 甲子", "near:6 less:4 over:4 far:2 away:0"),
        ("甲 乙丑", "near:0 less:0 far:0 away:0 over:0"),
        ("甲子 乙丑 一", "near:6 less:6 far:6 away:6 over:6"),
        ("甲子 丙丁", "less:6 far:0"),
        ("乙丑 丙丁 甲子", "less:2 far:2"),
        ("丙丁 甲子 乙丑", "less:2 far:0"),
        ("庚辛", "both:34 long:2"),
        ("戊己", "long:0"),
        ("", ""),
        ('- "" 作者:', ""),
        ("\ud840", ""),
        ("一" * 10_000, "far:6 away:6"),
        ("。", "title:0 split:0"),
        ("<script>", ""),
    ],
)
def test_what_is_found_and_how_well(query, ids, by_hand):
    assert " ".join(f"{identity}:{score}" for identity, score in found(query, by_hand)) == ids
    assert found(query, by_hand) == brute.hits(query, BY_HAND, FOLD)


def test_by_date_the_score_does_not_count(by_hand):
    assert [identity for identity, _ in found("医 -表彰", by_hand, "date")] == ["often", "twice", "photo", "split"]


def test_counts_are_of_what_was_found_the_most_frequent_first(by_hand):
    hits = answer(parse("-大会", FOLD), by_hand)
    told = {
        field: [(each.value, each.count) for each in counts(field, hits, by_hand)]
        for field in ("newspaper", "year", "page", "kind", "author", "column")
    }
    assert told == {
        "newspaper": [("ab", 7), ("gongren-ribao", 3)],
        "year": [(0, 7), (2021, 3)],
        "page": [(1, 8), (2, 2)],
        "kind": [("article", 9), ("photo", 1)],
        "author": [("John Smith", 1), ("罗丽", 1)],
        "column": [("国节", 1)],
    }
    assert counts("author", (), by_hand) == ()


@FEW
@given(st.data())
def test_as_many_are_counted_as_the_field_finds(data):
    archive = data.draw(archives())
    index = opened(archive)
    query = data.draw(queries(archive))
    hits = answer(parse(query, FOLD), index)
    for field in ("newspaper", "year", "page", "kind"):
        assert sum(each.count for each in counts(field, hits, index)) == len(hits)
    everybody = [
        name for issues in archive.segments for issue in issues for told in issue.documents for name in told.authors
    ]
    assert sum(each.count for each in counts("author", answer(parse("-年:x", FOLD), index), index)) == len(everybody)
