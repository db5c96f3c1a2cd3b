"""The program's index is, byte for byte, the one that is written as plainly as the format is told; and it answers as it should."""

import json

import brute
from archives import FOLD, NAMES, queries, texts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from naive import Issued, Naive, Told, index_files
from samples import archive, article, issue

from sitegen.model import Newspaper, Photo
from sitegen.site.listings import catalogue
from sitegen.site.script import trees
from sitegen.site.search.answer import answer
from sitegen.site.search.folding import folding
from sitegen.site.search.index import search_files
from sitegen.site.search.measures import Measures
from sitegen.site.search.printed import texts as printed
from sitegen.site.search.query import parse
from sitegen.site.search.reading import open_index

SOME = settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
SIMPLIFIED = tuple(name for name in NAMES if name != "羅麗")

bodies = st.lists(texts, max_size=3).map("\n\n".join)
photos = st.lists(st.builds(Photo, texts, texts), max_size=1).map(tuple)
names = st.lists(st.sampled_from(SIMPLIFIED), max_size=2, unique=True).map(tuple)


@st.composite
def articles(draw, identity, page):
    """An article of a page."""
    return article(
        identity,
        page=page,
        title=draw(texts),
        kicker=draw(st.just("") | texts),
        subtitle=draw(st.just("") | texts),
        column=draw(st.sampled_from(("", *SIMPLIFIED))),
        byline=draw(st.just("") | texts),
        authors=draw(names),
        kind=draw(st.sampled_from(("article", "photo"))),
        photos=draw(photos),
        body=draw(bodies),
    )


@st.composite
def issues(draw, number):
    """An issue of one of two newspapers."""
    pages = draw(st.lists(st.integers(1, 3), max_size=3).map(sorted))
    return issue(
        f"{2019 + number}-01-01" if draw(st.booleans()) else f"undated-{number}",
        slug=draw(st.sampled_from(("gongren-ribao", "ab"))),
        date=draw(st.sampled_from(("", f"{2019 + number}"))),
        script="zh-Hans",
        articles=tuple(draw(articles(f"k{number}{place}", page)) for place, page in enumerate(pages)),
    )


@st.composite
def whole(draw):
    """An archive."""
    papers = (Newspaper("gongren-ribao", "工人日报"), Newspaper("ab", "国节 AB"))
    return archive(*(draw(issues(number)) for number in range(draw(st.integers(0, 4)))), newspapers=papers)


measures = st.builds(
    Measures,
    frequent=st.sampled_from((1, 2, 5, 16384)),
    shard=st.sampled_from((8, 64, 4096)),
    fresh_shard=st.sampled_from((8, 64, 1024)),
    apart=st.sampled_from((2, 16, 4096)),
    fresh=st.sampled_from((1, 60, 1_000_000)),
    largest=st.sampled_from((60, 300)),
    piece=st.sampled_from((1, 2, 5, 4096)),
    batch=st.sampled_from((16, 1_000_000)),
    entries=st.sampled_from((1, 5, 1_000_000)),
)


def naive_of(files, ordered, both, given):
    """What the program wrote, to be written again: its segments, with the texts of the archive."""
    index = json.loads(files["search/index.json"])
    by_key = {(each.slug, each.key): each for each in ordered.issues}
    segments = []
    said = both[1].say
    for segment in index["segments"]:
        told = json.loads(files[f"search/{segment['name']}/segment.json"])
        own = [by_key[told["papers"][paper], key] for paper, key, _, _ in told["issues"]]
        segments.append(tuple(Issued(each.slug, each.key, int(each.date[:4] or 0), pages_of(each)) for each in own))
    return Naive(
        tuple(segments),
        tuple(index["papers"]),
        tuple(segment["name"] for segment in index["segments"]),
        tuple(segment["version"] for segment in index["segments"]),
        tuple(segment["bits"] for segment in index["segments"]),
        given.frequent,
        given.apart,
        {"zh-Hant": {name: said(name) for name in SIMPLIFIED if said(name) != name}},
        {tree.script: dict(head_of(tree, one) for each in ordered.issues for one in each.articles) for tree in both},
    )


def pages_of(one):
    """The pages of an issue, in the order of its articles, with their documents."""
    numbers = dict.fromkeys(each.page for each in one.articles)
    return tuple((page, tuple(told_of(each) for each in one.articles if each.page == page)) for page in numbers)


def head_of(tree, one):
    """An article's id, and what stands at its head."""
    title = tree.say(one.title) if one.title else tree.texts.untitled
    return one.id, (title, tree.say(one.kicker), tree.say(one.column))


def told_of(one):
    """An article as a document."""
    of = printed(one)
    head, rest = (tuple(map(FOLD, some)) for some in (of.head, of.rest))
    return Told(one.id, head, rest, one.authors, one.column, one.kind == "photo")


def understood(files):
    """Files with what JSON says instead of how."""
    return {path: json.loads(data) if path.endswith(".json") else data for path, data in files.items()}


@SOME
@given(st.data())
def test_the_index_is_the_naive_one_and_answers_as_it_should(data):
    given_archive, given_measures = data.draw(whole()), data.draw(measures)
    ordered, own = catalogue(given_archive), trees(given_archive.settings)
    written = search_files(ordered, given_archive.settings, own, given_measures)
    files = {document.path: bytes(document.data) for document in written}
    naive = naive_of(files, ordered, own, given_measures)
    assert understood(files) == understood(index_files(naive, folding().data()))
    index = open_index(files.__getitem__)
    query = data.draw(queries(naive))
    hits = answer(parse(query, FOLD), index)
    found = [(index.segments[hit.segment].identity(hit.document), hit.score) for hit in hits]
    assert found == brute.hits(query, naive, FOLD)
