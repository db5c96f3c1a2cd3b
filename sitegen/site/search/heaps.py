"""Rows of numbers thrown on heaps, which lie aside until each is taken up by itself: more of them than memory should hold."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

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
        count: how many heaps there are, at most 65,536.
        row: what a row is.
        aside: where they lie.
    """

    def __init__(self, count: int, row: np.dtype[Any], aside: Aside) -> None:
        self.count = count
        self._row = row
        self._aside = aside
        # For each throw where it lies, and where each heap's rows begin in it.
        self._thrown: list[tuple[int, Numbers]] = []

    def throw(self, heaps: Numbers, rows: Rows) -> None:
        """Throw each row on its heap, above those that are there."""
        # Sixteen bits are put in order without comparing.
        order = np.argsort(heaps.astype(np.uint16), kind="stable")
        starts = np.concatenate(([0], np.cumsum(np.bincount(heaps, minlength=self.count))))
        self._thrown.append((self._aside.put(rows[order].tobytes()), starts))

    def take(self, heap: int) -> Rows:
        """The rows of a heap, in the order in which they were thrown."""
        return np.frombuffer(b"".join(self._pieces(heap)), self._row)

    def _pieces(self, heap: int) -> Iterator[bytes]:
        size = self._row.itemsize
        for place, starts in self._thrown:
            first, end = starts[heap : heap + 2].tolist()
            if first < end:
                yield self._aside.get(place + first * size, (end - first) * size)
