"""How surprised the grammar is by the true reading of a page."""

import itertools
import math

import pytest
from corpus import SIXTY
from fit import runs_of
from gold import example
from surprise import surprise

from sitegen.restore.grammar import Weights, scores, steps
from sitegen.restore.states import STATES
from sitegen.restore.weights import WEIGHTS

PAGE = "dev_A000.txt"


@pytest.fixture(scope="module")
def page():
    return example(SIXTY.data(PAGE), SIXTY.gold_of(PAGE))


def first_blocks(page, count):
    """A page of the first blocks that one run of the grammar holds."""
    run = runs_of(page, 1.0)[0]
    names = tuple(STATES[state].name for state in run.states[:count])
    return type(page)(page.name, run.seen[:count], names, (0,) * count, legal=True)


@pytest.mark.parametrize("weights", [Weights({}, {}, {}), WEIGHTS], ids=["no weights", "those in use"])
def test_it_is_what_all_readings_counted_one_by_one_say(page, weights):
    short = first_blocks(page, 3)
    table, step = scores(short.seen, weights), steps(weights)
    every = range(len(STATES))
    worth = {
        way: math.exp(
            sum(table[row, state] for row, state in enumerate(way)) + step[way[0], way[1]] + step[way[1], way[2]]
        )
        for way in itertools.product(every, repeat=3)
    }
    truth = tuple(next(at for at in every if STATES[at].name == name) for name in short.states)
    assert surprise(short, weights) == pytest.approx(-math.log2(worth[truth] / sum(worth.values())))


def test_what_was_learned_surprises_less_than_knowing_nothing(page):
    assert 0 <= surprise(page, WEIGHTS) < surprise(page, Weights({}, {}, {})) / 10


def test_blocks_of_which_the_gold_page_does_not_tell_count_nothing(page):
    untold = type(page)(page.name, page.seen, ("",) * len(page.seen), (-1,) * len(page.seen), legal=True)
    assert surprise(untold, WEIGHTS) == 0
