"""How surprised the grammar is by the true reading of a page, in bits.

Counts of right articles jump: one headline read otherwise, and two articles are wrong. So whether a new cue or another prior helps on pages
that the weights did not see is told better by how likely these make the true readings. Whole stories have no part in it, and text of a
crossing column surprises the grammar wherever it comes back: which story it belongs to is decided later.
"""

from __future__ import annotations

import math

import numpy as np
from fit import Run, runs_of
from gold import Example

from sitegen.restore.grammar import Weights, scores, steps


def surprise(page: Example, weights: Weights) -> float:
    """Minus the logarithm (of base 2) of how likely the true reading of a page is, by the cues of its blocks.

    Args:
        page: with its true states; where the gold page does not tell, or the grammar does not allow them, it is read in parts.
        weights: the grammar's.
    """
    return sum(_of_run(run, weights) for run in runs_of(page, 1.0)) / math.log(2)


def _of_run(run: Run, weights: Weights) -> float:
    table, step = scores(run.seen, weights), steps(weights)
    truth = np.array(run.states)
    true = table[np.arange(len(truth)), truth].sum() + step[truth[:-1], truth[1:]].sum()
    every = table[0]
    for row in table[1:]:
        every = np.logaddexp.reduce(every[:, None] + step, axis=0) + row
    return float(np.logaddexp.reduce(every) - true)
