"""Restored pages put by until they are filed: on the disk, so that memory does not grow with the pages of an import."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from typing import TYPE_CHECKING, overload

from sitegen.model import RestoredPage

if TYPE_CHECKING:
    from types import TracebackType

# A small import writes nothing.
IN_MEMORY = 1 << 24


class Pile(Sequence[RestoredPage]):
    """Pages in the order in which they were put by. Use it `with`: the file goes at the end, however that comes."""

    def __init__(self) -> None:
        self._held = ExitStack()
        self._file = self._held.enter_context(
            tempfile.SpooledTemporaryFile(IN_MEMORY, prefix="sitegen-")  # noqa: SIM115 - it is
        )
        self._places: list[int] = []

    def __enter__(self) -> Pile:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._held.close()

    def put(self, page: RestoredPage) -> None:
        """Put a page by; of how it was read, filing wants to know nothing."""
        self._places.append(self._file.seek(0, 2))
        pickle.dump(replace(page, decisions=()), self._file, pickle.HIGHEST_PROTOCOL)

    def __len__(self) -> int:
        return len(self._places)

    @overload
    def __getitem__(self, number: int) -> RestoredPage: ...
    @overload
    def __getitem__(self, number: slice) -> Sequence[RestoredPage]: ...
    def __getitem__(self, number: int | slice) -> RestoredPage | Sequence[RestoredPage]:
        if isinstance(number, slice):
            return [self[each] for each in range(*number.indices(len(self)))]
        self._file.seek(self._places[number])
        page: RestoredPage = pickle.load(self._file)
        return page
