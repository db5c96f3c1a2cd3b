"""What an editor's word leaves of the readings of a page: the grammar's decoder finds the best of what is left."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from sitegen.values import dataclass

Matrix = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Limit:
    """What an editor's word leaves of the readings of one block.

    Args:
        states: which states it may have.
        steps: for every step into it, 0 or a cost; minus infinity where it is ruled out. It replaces the grammar's own rule.
        starts: the editor has a story begin here.
        pinned: where the editor gives it its role, in words; "" where only its start or a neighbour is pinned.
    """

    states: npt.NDArray[np.bool_]
    steps: Matrix
    starts: bool = False
    pinned: str = ""


NO_LIMITS: Mapping[int, Limit] = MappingProxyType({})


def limited(table: Matrix, step: Matrix, limits: Mapping[int, Limit]) -> tuple[Matrix, Matrix]:
    """The scores and the steps into every block, as far as an editor leaves them open.

    Args:
        table: from `scores`.
        step: from `steps`.
        limits: by row.
    """
    if not limits:
        return table, step
    weight = np.where(np.isfinite(step), step, 0.0)
    into = np.repeat(step[None], len(table), axis=0)
    table = table.copy()
    for row, limit in limits.items():
        open_to = limit.states & np.isfinite(table[row])
        table[row] = np.where(
            open_to if open_to.any() else limit.states, np.nan_to_num(table[row], neginf=0.0), -np.inf
        )
        into[row] = weight + limit.steps
    return table, into
