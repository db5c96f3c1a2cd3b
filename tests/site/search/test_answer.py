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

SOME = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

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
                Told("near", rest=(f"甲{'一' * 15}乙",)),
                Told("less", rest=(f"乙{'一' * 63}甲", "丙丁")),
                Told("far", rest=(f"甲{'一' * 255}乙丙丁",)),
                Told("away", rest=(f"甲{'一' * 256}乙",)),
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
        ("年:0", "near:0 less:0 far:0 away:0 long:0"),
        ("年:今 类:文", ""),
        ("-年:今 -年:0 -版:1", "photo:0 split:0"),
        ("-医 -一", ""),
        ("甲 乙", "near:6 less:4 far:2 away:0"),
        ("甲一 一乙", "near:6 far:2 away:0"),
        ("甲 丙丁", "less:0 far:0"),
        ("甲一 乙丙 丙丁", "far:2"),
        ("庚辛", "long:2"),
        ("戊己", "long:0"),
        ("", ""),
        ("- \"\" 作者:", ""),
        ("\ud840", ""),
        ("一" * 10_000, "far:6 away:6"),
        ("。", "title:0 split:0"),
        ("<script>", ""),
    ],
)
def test_what_is_found_and_how_well(query, ids, by_hand):
    assert " ".join(f"{identity}:{score}" for identity, score in found(query, by_hand)) == ids
    assert found(query, by_hand) == brute.hits(query, BY_HAND, FOLD)
