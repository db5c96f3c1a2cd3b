"""Whether what whole stories show makes another reading of a page the best one, and what it adds to the decoder's scores."""

from __future__ import annotations

from collections.abc import Mapping

from sitegen.restore.alternatives import Alternative, alternatives, best_way, trellis
from sitegen.restore.cues import Sighting
from sitegen.restore.states import Matrix
from sitegen.restore.wholes import Wholes
from sitegen.values import dataclass

MOST_ROUNDS = 8
"""So many times at most the whole stories of a page change its reading."""
LEAST_GAIN = 0.75
"""So much more than it costs, in log-odds, a reading must gain by its stories to be taken."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What a reading gained by its stories, which made it the best one.

    Args:
        row, state: the block and the state that it is the likeliest reading for.
        cues: what its stories show otherwise, with the log-odds of each, the strongest first.
    """

    row: int
    state: int
    cues: tuple[tuple[str, float], ...]

    @property
    def sum(self) -> float:
        """All of it."""
        return sum(weight for _, weight in self.cues)


@dataclass(frozen=True, slots=True, eq=False)
class Weighed:
    """A page weighed by its whole stories.

    Args:
        table: the score of every state for every block.
        path: the best reading, a state for every block.
        gains: what was added to the scores.
    """

    table: Matrix
    path: tuple[int, ...]
    gains: tuple[Gain, ...]


def weighed(table: Matrix, step: Matrix, seen: tuple[Sighting, ...], weights: Mapping[str, float]) -> Weighed:
    """The scores of a page with what its whole stories say, where that makes another reading the best one.

    Of the likeliest other readings the one that gains most is taken, and the others are looked at again from there. What a reading
    gains is added to the score of the one state that it is the likeliest reading for, so that everything after, its probability
    among it, is reckoned as for any other cue.

    Args:
        table: the score of every state for every block.
        step: that of every step.
        seen: the blocks with their cues.
        weights: what the cues of whole stories speak for.

    Returns:
        The scores, the best reading by them, and what was added.
    """
    told: list[Gain] = []
    stories = Wholes(seen, weights) if weights else None
    while True:
        ways = trellis(table, step)
        path = best_way(ways)
        if stories is None or len(told) == MOST_ROUNDS:
            break
        others = alternatives(table, step, ways, path)
        worth = [gain - other.cost for gain, other in zip(stories.gains(path, others), others, strict=True)]
        if not worth or max(worth) <= LEAST_GAIN:
            break
        best = others[worth.index(max(worth))]
        told.append(_gain(best, stories.differences(path, (best,))[0], weights))
        table = table.copy()
        table[best.row, best.state] += told[-1].sum
    return Weighed(table, tuple(path), tuple(told))


def _gain(other: Alternative, shown: Mapping[str, int], weights: Mapping[str, float]) -> Gain:
    told = ((cue, weights[cue] * count) for cue, count in shown.items() if cue in weights)
    return Gain(other.row, other.state, tuple(sorted(told, key=lambda each: (-abs(each[1]), each[0]))))


def told_of(gains: tuple[Gain, ...], row: int, state: int, rival: int) -> tuple[tuple[str, float], ...]:
    """What whole stories add to the log-odds of one state of a block against another, cue by cue."""
    signs = {state: 1.0, rival: -1.0}
    return tuple(
        (cue, signs[gain.state] * weight)
        for gain in gains
        if gain.row == row and gain.state in signs
        for cue, weight in gain.cues
    )
