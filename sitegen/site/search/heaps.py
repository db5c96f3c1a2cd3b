"""Rows of numbers thrown on heaps, which lie aside until each is taken up by itself: more of them than memory should hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    import numpy.typing as npt

    from sitegen.site.search.aside import Aside

    Rows = npt.NDArray[Any]
    Numbers = npt.NDArray[np.integer[Any]]


class Heaps:
    """Heaps of rows of one kind.

    >>> from sitegen.site.search.aside import InMemory
    >>> heaps = Heaps(2, np.dtype("u1"), InMemory())
    >>> heaps.throw(np.array([1, 0, 1]), np.array([5, 6, 7], "u1"))
    >>> heaps.throw(np.array([1]), np.array([8], "u1"))
    >>> heaps.take(0).tolist(), heaps.take(1).tolist()
    ([6], [5, 7, 8])

    Args:
        count: how many heaps there are.
        row: what a row is.
        aside: where they lie.
    """

    def __init__(self, count: int, row: np.dtype[Any], aside: Aside) -> None:
        self._row = row
        self._aside = aside
        self._thrown: list[list[tuple[int, int]]] = [[] for _ in range(count)]

    @property
    def count(self) -> int:
        """How many heaps there are."""
        return len(self._thrown)

    def throw(self, heaps: Numbers, rows: Rows) -> None:
        """Throw each row on its heap, above those that are there."""
        # Sixteen bits are put in order without comparing.
        order = np.argsort(heaps.astype(np.uint16), kind="stable")
        ends = np.cumsum(np.bincount(heaps, minlength=len(self._thrown))).tolist()
        begin, ordered = 0, rows[order]
        for thrown, end in zip(self._thrown, ends, strict=True):
            if begin < end:
                data = ordered[begin:end].tobytes()
                thrown.append((self._aside.put(data), len(data)))
            begin = end

    def take(self, heap: int) -> Rows:
        """The rows of a heap, in the order in which they were thrown."""
        data = b"".join(self._aside.get(place, size) for place, size in self._thrown[heap])
        return np.frombuffer(data, self._row)
