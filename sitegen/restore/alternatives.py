"""The next best readings of a page: for every block and every other state it may have, the likeliest reading that gives it that state.

So the other readings are parted by where they leave the best one (Lawler 1972), and each part is stood for by its best. Whatever a
block's doubt changes of its neighbours comes with it: a subhead that is a headline makes the text below it a story's beginning.
"""

from __future__ import annotations

import numpy as np

from sitegen.restore.states import ALLOWED, FIRST, LAST, STATES, Ints, Matrix
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True)
class Reach:
    """Which other readings are looked at.

    Args:
        cost: none that stands farther than this below the best one, in log-odds.
        most: no more than so many, the likeliest first.
    """

    cost: float
    most: int


NEAR = Reach(2.0, 16)
"""Enough to read a page: of 145 pages, by weights fitted without them, `Reach(3, 24)` reads none of the sixty better, and the written pages
worse."""
FAR = Reach(6.0, 60)
"""Enough to learn from."""
STARTS_OF_ROWS = np.arange(len(STATES)) * len(STATES)
"""Where the rows of a table of steps start, its numbers counted through: so one number of each row is taken fastest."""


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another reading of a page, by where it differs from the best one.

    Args:
        first: the first block that is read otherwise.
        states: its state and those of the blocks after it, down to the last one that is read otherwise.
        row, state: the block and the state that this reading is the likeliest for.
        cost: how far it stands below the best reading, in log-odds.
    """

    first: int
    states: tuple[int, ...]
    row: int
    state: int
    cost: float

    def of(self, best: list[int]) -> list[int]:
        """The whole reading: a state for every block, where the best reading has `best`."""
        return [*best[: self.first], *self.states, *best[self.first + len(self.states) :]]


@dataclass(frozen=True, slots=True, eq=False)
class Trellis:
    """All ways through a page (Viterbi 1967).

    Args:
        reached: the score of the best way from the page's beginning to every state of every block, its own score among it.
        back: the state before on that way.
    """

    reached: Matrix
    back: Ints


def trellis(table: Matrix, step: Matrix) -> Trellis:
    """The best way to every state of every block.

    Args:
        table: the score of every state for every block.
        step: that of every step; the same for every block, or the steps into each.
    """
    # The states before stand in the last axis: numpy finds the best along it many times faster than across rows.
    into = np.broadcast_to(np.ascontiguousarray(step.swapaxes(-1, -2)), (len(table), *ALLOWED.shape))
    reached, back = np.empty_like(table), np.zeros(table.shape, dtype=np.intp)
    reached[0] = table[0] + FIRST
    for row in range(1, len(table)):
        ways = into[row] + reached[row - 1]
        back[row] = before = ways.argmax(axis=1)
        reached[row] = ways.take(before + STARTS_OF_ROWS) + table[row]
    return Trellis(reached, back)


def best_way(ways: Trellis) -> list[int]:
    """The likeliest sequence of states."""
    path = [int((ways.reached[-1] + LAST).argmax())]
    for row in range(len(ways.back) - 1, 0, -1):
        path.append(int(ways.back[row, path[-1]]))
    return path[::-1]


def alternatives(
    table: Matrix, step: Matrix, ways: Trellis, path: list[int], reach: Reach = NEAR
) -> tuple[Alternative, ...]:
    """Other readings of a page, the likeliest first; no two of them are the same.

    Args:
        table: as for `trellis`.
        step: likewise.
        ways: the trellis of these.
        path: the best reading.
        reach: which are looked at.
    """
    ahead, onward = _onward(table, step)
    through = ways.reached + ahead
    cost = through[0, path[0]] - through
    cost[np.arange(len(path)), path] = np.inf
    near = np.argwhere(cost <= reach.cost)
    order = np.argsort(cost[near[:, 0], near[:, 1]], kind="stable")
    found: dict[tuple[int, tuple[int, ...]], Alternative] = {}
    for row, state in near[order].tolist():
        if len(found) == reach.most:
            break
        first, states = _where_it_differs(path, row, state, ways.back, onward)
        found.setdefault((first, states), Alternative(first, states, row, state, cost.item(row, state)))
    return tuple(found.values())


def _onward(table: Matrix, step: Matrix) -> tuple[Matrix, Ints]:
    """The score of the best way from every state of every block to the page's end, its own left out, and the state after."""
    ways = np.broadcast_to(step, (len(table), *ALLOWED.shape))
    ahead, onward = np.empty_like(table), np.zeros(table.shape, dtype=np.intp)
    ahead[-1] = LAST
    for row in range(len(table) - 2, -1, -1):
        reach = ways[row + 1] + (table[row + 1] + ahead[row + 1])
        onward[row] = after = reach.argmax(axis=1)
        ahead[row] = reach.take(after + STARTS_OF_ROWS)
    return ahead, onward


def _where_it_differs(path: list[int], row: int, state: int, back: Ints, onward: Ints) -> tuple[int, tuple[int, ...]]:
    """Where the likeliest reading with this state leaves the best one, and its states until it comes back to it."""
    states, first, at = [state], row, state
    while first and (at := back.item(first, at)) != path[first - 1]:
        states.append(at)
        first -= 1
    states.reverse()
    last, at = row, state
    while last + 1 < len(path) and (at := onward.item(last, at)) != path[last + 1]:
        states.append(at)
        last += 1
    return first, tuple(states)
