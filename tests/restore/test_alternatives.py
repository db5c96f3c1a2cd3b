"""Other readings of a page: each is the likeliest with its state, costs what it says, and is allowed."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.restore.alternatives import FAR, alternatives, best_way, trellis
from sitegen.restore.states import ALLOWED, FIRST, LAST, STATES

EVERY = range(len(STATES))


def total(path, table, step):
    """The score of a reading."""
    steps = sum(step[one, two] for one, two in itertools.pairwise(path))
    return FIRST[path[0]] + sum(table[row, state] for row, state in enumerate(path)) + steps + LAST[path[-1]]


def found(table, step):
    ways = trellis(table, step)
    path = best_way(ways)
    return path, alternatives(table, step, ways, path, FAR)


tables = st.integers(0, 2**32 - 1).map(
    lambda seed: np.random.default_rng(seed).normal(size=(6, len(STATES)), scale=2.0)
)


@settings(deadline=None)
@given(tables)
def test_an_alternative_costs_what_it_says_and_is_allowed(table):
    path, others = found(table, ALLOWED)
    best = total(path, table, ALLOWED)
    assert others
    for other in others:
        read = other.of(path)
        assert read != path
        assert read[other.row] == other.state
        assert best - total(read, table, ALLOWED) == pytest.approx(other.cost)
        assert 0.0 <= other.cost <= FAR.cost


@settings(deadline=None)
@given(tables)
def test_the_likeliest_comes_first_and_none_comes_twice(table):
    path, others = found(table, ALLOWED)
    assert [other.cost for other in others] == sorted(other.cost for other in others)
    assert len({tuple(other.of(path)) for other in others}) == len(others)


@settings(deadline=None, max_examples=25)
@given(st.integers(0, 2**32 - 1))
def test_no_other_reading_with_that_state_is_likelier(seed):
    """All readings of three blocks, tried one by one."""
    table = np.random.default_rng(seed).normal(size=(3, len(STATES)), scale=2.0)
    path, others = found(table, ALLOWED)
    every = [each for each in itertools.product(EVERY, repeat=3) if np.isfinite(total(each, table, ALLOWED))]
    best = max(total(each, table, ALLOWED) for each in every)
    assert total(path, table, ALLOWED) == pytest.approx(best)
    for other in others:
        with_it = max(total(each, table, ALLOWED) for each in every if each[other.row] == other.state)
        assert best - with_it == pytest.approx(other.cost)
