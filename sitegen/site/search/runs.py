"""Things in a row, cut into runs that are not too large to be in memory together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    import numpy.typing as npt


def runs(sizes: npt.NDArray[np.int64], most: int) -> Iterator[tuple[int, int]]:
    """Runs of things that have no more than `most` together, or of one thing: the first and the end of each.

    >>> list(runs(np.array([2, 2, 2, 9, 1]), 4))
    [(0, 2), (2, 3), (3, 4), (4, 5)]
    """
    ends = np.cumsum(sizes)
    first = 0
    while first < len(ends):
        room = most + (int(ends[first - 1]) if first else 0)
        last = max(first + 1, int(np.searchsorted(ends, room, side="right")))
        yield first, last
        first = last
