"""Words that texts share: rare ones weigh more, near texts count more, and all of a page at once gives what one by one does."""

import itertools
import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW

from sitegen.restore import tables
from sitegen.restore.words import FADING, Around, Printed, Words

TEXT = st.text(alphabet="柳林煤矿工会县A7 ，。\n", max_size=12)
PAGE = st.lists(st.tuples(TEXT, st.booleans()), min_size=1, max_size=9)


def pairs_of(text):
    """Every two neighbouring letters or Chinese characters of a text."""
    solid = re.sub(f"[^{tables.CJK}0-9A-Za-z]", " ", text.replace(" ", ""))
    return {a + b for a, b in itertools.pairwise(solid) if a != " " != b}


def share(texts, own, others):
    """The share of some texts' pairs that stand in others, reckoned pair by pair."""
    sets = [pairs_of(text) for text in texts]
    weight = {pair: math.log(1 + len(texts) / sum(pair in pairs for pairs in sets)) for pairs in sets for pair in pairs}
    pairs = set().union(*(sets[at] for at in own))
    total = sum(weight[pair] for pair in pairs)
    ranks = {pair: next((rank for rank, at in enumerate(others) if pair in sets[at]), None) for pair in pairs}
    found = sum(weight[pair] * FADING**rank for pair, rank in ranks.items() if rank is not None)
    return found / total if total else 0.0


def test_rare_pairs_weigh_more_than_common_ones():
    words = Words(("柳林煤矿工会", "柳林煤矿", "岔沟村工会", "中阳县工会", "吕梁工会"))
    assert words.shared(1, [(0,)])[0] > words.shared(3, [(4,)])[0] > 0
    assert words.shared(1, [(2,)])[0] == 0


def test_the_nearest_counts_most():
    words = Words(("柳林煤矿", "柳林煤矿", "岔沟村"))
    near, far, none = words.shared(0, [(1, 2), (2, 1), ()])
    assert near == pytest.approx(1.0)
    assert far == pytest.approx(FADING)
    assert none == 0


@FEW
@given(PAGE)
def test_a_text_shares_with_lists_of_others_what_it_shares_pair_by_pair(page):
    texts = tuple(text for text, _ in page)
    lists = [tuple(range(at, len(texts))) for at in range(len(texts))]
    expected = [share(texts, (0,), each) for each in lists]
    assert Words(texts).shared(0, lists) == pytest.approx(expected)


@FEW
@given(PAGE, st.integers(1, 4))
def test_the_whole_page_at_once_gives_what_its_blocks_give_one_by_one(page, nearby):
    texts, running = tuple(text for text, _ in page), tuple(runs for _, runs in page)
    around = Around(Words(texts), running, nearby)
    places = [at for at, runs in enumerate(running) if runs]
    above, below = around.shares(np.arange(len(texts)))
    for at in range(len(texts)):
        before, after = [p for p in reversed(places) if p < at][:nearby], [p for p in places if p > at][:nearby]
        assert above[at] == pytest.approx(share(texts, (at,), before))
        assert below[at] == pytest.approx(share(texts, (at,), after))
    across = around.across(nearby)
    for gap in range(len(places) + 1):
        before, after = places[:gap][::-1][:nearby], places[gap:][:nearby]
        assert across[gap] == pytest.approx(share(texts, after, before))


@FEW
@given(PAGE)
def test_blocks_taken_together_count_a_pair_once(page):
    texts, running = (*(text for text, _ in page), "柳林煤矿工会"), (*(False for _ in page), True)
    part = np.array([0] * len(page) + [1])
    _, below = Around(Words(texts), running, 3).shares(part)
    assert below[0] == pytest.approx(share(texts, range(len(page)), [len(page)]))


@FEW
@given(TEXT, TEXT)
def test_what_is_printed(text, other):
    printed = Printed(text)
    for piece in (other[:2], other[:3]):
        if len(piece) in (2, 3):
            assert (piece in printed) == (piece in text)
