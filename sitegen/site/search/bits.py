"""One bit for each unit of a line: whether a string of some kind begins there."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.search.measures import STRIDE

if TYPE_CHECKING:
    import numpy.typing as npt

    Chosen = npt.NDArray[np.bool_]
    Numbers = npt.NDArray[np.int64]
    Bytes = npt.NDArray[np.uint8]

BYTE = 8
FIRST_BIT = np.uint8(0x80)

# A stride's bits are whole bytes.
BYTES_A_STRIDE = STRIDE // BYTE


class Bits:
    """Bits of a line, all 0 at first.

    Args:
        bytes_: eight bits each, the first one highest; as many as the line's units call for.
    """

    def __init__(self, bytes_: Bytes) -> None:
        self._bytes = bytes_

    @classmethod
    def none(cls, count: int) -> Bits:
        """For a line of so many units, which are whole strides."""
        return cls(np.zeros(count // BYTE, np.uint8))

    @classmethod
    def unpacked(cls, data: bytes) -> Bits:
        """What `packed` made."""
        return cls(np.frombuffer(bytearray(zlib.decompress(data)), np.uint8))

    def packed(self) -> bytes:
        """All of them in few bytes."""
        return zlib.compress(self._bytes.tobytes(), level=1)

    def set(self, places: Numbers) -> None:
        """Set some to 1."""
        # Shifting and masking take a fifth of what dividing does.
        np.bitwise_or.at(self._bytes, places >> 3, FIRST_BIT >> (places & 7).astype(np.uint8))

    def any(self) -> bool:
        """Whether one is 1."""
        return bool(self._bytes.any())

    def of(self, start: int, count: int) -> Chosen:
        """So many from a place on, which begins a stride."""
        return np.unpackbits(self._bytes[start // BYTE :], count=count).view(bool)

    def put(self, strides: Chosen, chosen: Chosen | None) -> None:
        """Have those of some strides be others.

        Args:
            strides: for each whether it is meant.
            chosen: its new bits, stride after stride; None for 0.
        """
        rows = self._bytes.reshape(-1, BYTES_A_STRIDE)
        rows[strides] = 0 if chosen is None else np.packbits(chosen).reshape(-1, BYTES_A_STRIDE)
