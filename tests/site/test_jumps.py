"""Which head and which tail are one story; and what an article's page says of it."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases
from samples import archive, article, default_theme, issue, silent

from sitegen.site.jumps import joined
from sitegen.site.pages import render

AUGUST = "zhejiang-gongren-ribao/2021-08-18"


def as_article(told):
    """An article of a case."""
    return article(
        told["id"],
        page=told["page"],
        title=told["title"],
        kicker=told.get("kicker", ""),
        body=told.get("body", "会议召开。"),
        kind=told.get("kind", "article"),
        authors=tuple(told.get("authors", ())),
        continued_on=told.get("onto"),
        continued_from=told.get("from"),
        title_supplied=told.get("supplied", False),
    )


@cases("jumps")
def test_head_and_tail_are_found_where_that_is_sure(case):
    articles = [as_article(each) for each in case["input"]]
    assert [[articles[head].id, articles[tail].id] for head, tail in joined(articles)] == case["expected"]


TITLES = ("全省防汛会议召开", "防汛会议", "老矿区的新生活", "新生活", "")
ARTICLES = st.lists(
    st.builds(
        article,
        page=st.integers(1, 4),
        title=st.sampled_from(TITLES),
        body=st.sampled_from(("会议强调，要", "会议召开。", "")),
        continued_on=st.none() | st.integers(1, 4),
        continued_from=st.none() | st.integers(1, 4),
        title_supplied=st.booleans(),
    ),
    max_size=8,
)


@FEW
@given(ARTICLES)
def test_a_head_has_one_tail_on_another_page_and_a_tail_one_head(articles):
    found = joined(articles)
    heads, tails = [head for head, _ in found], [tail for _, tail in found]
    assert len(set(heads)) == len(heads)
    assert len(set(tails)) == len(tails)
    for head, tail in found:
        assert articles[head].page != articles[tail].page
        assert articles[head].continued_on in (None, articles[tail].page)
        assert articles[tail].continued_from in (None, articles[head].page)


def pages_of(*articles):
    rendering = render(archive(issue(articles=articles)), default_theme(), silent)
    assert rendering.problems == ()
    return {document.path: document.data.decode() for document in rendering.documents if document.path.endswith("html")}


def said(html):
    """The lines that say where a story was cut: link and words."""
    return [
        (link, re.sub("<.*?>", "", words))
        for link, words in re.findall(r'class="said"><a href="(.*?)">(.*?)</a>', html)
    ]


@pytest.mark.parametrize(
    ("tree", "onward", "back"),
    [
        ("", "下转第4版：压实责任", "承接第1版：防汛会议召开"),
        ("zh-hant/", "下轉第4版：壓實責任", "承接第1版：防汛會議召開"),
    ],
)
def test_the_two_parts_lead_to_each_other_by_headline(tree, onward, back):
    pages = pages_of(
        article("k1", title="防汛会议召开", continued_on=4), article("k2", title="压实责任", page=4, continued_from=1)
    )
    assert said(pages[f"{tree}{AUGUST}/k1/index.html"]) == [("../k2/", onward)]
    assert said(pages[f"{tree}{AUGUST}/k2/index.html"]) == [("../k1/", back)]


def test_a_tail_without_a_headline_is_named_as_such():
    pages = pages_of(
        article("k1", continued_on=4), article("k2", title="省总", title_supplied=True, page=4, continued_from=1)
    )
    assert said(pages[f"{AUGUST}/k1/index.html"]) == [("../k2/", "下转第4版：〔省总〕")]


def test_where_it_is_not_sure_the_page_is_named():
    tails = [article(f"k{n}", order=n, page=4, title=f"甲乙{n}丙丁", continued_from=1) for n in (2, 3)]
    pages = pages_of(article("k1", continued_on=4), *tails)
    assert said(pages[f"{AUGUST}/k1/index.html"]) == [("../#page-4", "下转第4版")]


def test_a_page_does_not_continue_from_itself():
    pages = pages_of(article("k1", continued_from=1), article("k2", order=2))
    assert '<p class="said">承接第1版</p>' in pages[f"{AUGUST}/k1/index.html"]
