"""Ids are plain and lasting: they stay with the text."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.content.ids import carry_ids, new_id
from sitegen.model import Article

TEXTS = {
    "a": "民政工作关系民生、连着民心，各级部门办成了一批群众可感可及的实事。",
    "b": "一份集体合同造福三十余万个家庭，货运物流企业与司机代表多轮平等协商。",
    "c": "职业技能大赛昨日落幕，来自全省的一百二十名选手同台竞技。",
}


def article(id_: str, *texts: str) -> Article:
    return Article(id=id_, newspaper="", date="", title="", body="".join(TEXTS.get(text, text) for text in texts))


@settings(deadline=None)
@given(st.text(), st.integers(1, 10_000), st.integers(6, 12))
def test_an_id_is_a_word_for_addresses(sha256, line, length):
    id_ = new_id(sha256, line, length)
    assert re.fullmatch(r"[a-z][a-z0-9]*", id_)
    assert len(id_) == length
    assert not set(id_) & set("0o1il25sz")
    assert id_.startswith(new_id(sha256, line))


def test_ids_of_a_page_differ():
    assert len({new_id("9c306fc66aad49a4", line) for line in range(1, 500)}) == 499


def test_ids_follow_their_texts():
    carried = carry_ids(
        (article("ida", "a"), article("idb", "b")), (article("x", "c"), article("y", "b"), article("z", "a"))
    )
    assert [one.id for one in carried.articles] == ["x", "idb", "ida"]
    assert carried.olds == (None, 1, 0)
    assert carried.redirects == {}


def test_of_two_texts_joined_the_longer_keeps_its_id():
    carried = carry_ids((article("ida", "a"), article("idc", "c")), (article("x", "c", "a"),))
    assert [one.id for one in carried.articles] == ["ida"]
    assert carried.redirects == {"idc": "ida"}


def test_of_a_text_divided_the_longer_part_keeps_the_id():
    carried = carry_ids((article("old", "c", "a"),), (article("x", "c"), article("y", "a")))
    assert [one.id for one in carried.articles] == ["x", "old"]


def test_a_text_that_is_gone_leads_nowhere():
    assert carry_ids((article("ida", "a"),), (article("x", "c"),)).redirects == {"ida": ""}
    assert carry_ids((article("ida", "a"),), ()).redirects == {"ida": ""}


def test_most_text_keeps_its_id_though_one_article_gets_a_worse_match():
    old = (article("p", "a", "b"), article("q", "a"))
    new = (article("x", "a"), article("y", "b", "a", "c"))
    assert [one.id for one in carry_ids(old, new).articles] == ["q", "p"]


def test_what_is_settled_stays_so():
    old, new = (article("ida", "a"), article("idb", "b")), (article("x", "a"), article("y", "b"))
    assert [one.id for one in carry_ids(old, new, {0: 1}).articles] == ["idb", "y"]


def test_nothing_to_carry():
    assert carry_ids((), ()).articles == ()
    assert [one.id for one in carry_ids((), (article("x", "a"),)).articles] == ["x"]


@settings(deadline=None)
@given(st.permutations(list(TEXTS)))
def test_the_order_of_articles_does_not_matter(order):
    carried = carry_ids(tuple(article(f"id{one}", one) for one in TEXTS), tuple(article("x", one) for one in order))
    assert [one.id for one in carried.articles] == [f"id{one}" for one in order]
