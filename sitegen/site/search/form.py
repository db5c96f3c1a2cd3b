"""What the writer of the index and its reader agree on beside the sizes in `measures.py`; `docs/search.md` tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = 2

# The hash by which strings are told into shards.
MULTIPLIER = 0x9E3779B1
SHIFT = 15
HASH_BITS = 32

# What is told with a document: this much where a string stands in its head, and the step of its frequency, up to the largest.
IN_HEAD = 4
LARGEST_STEP = 3

# A document takes at least one stride, which is told by this character; one more, the next character.
ONE_STRIDE = ord("0")
SURROGATES = range(0xD800, 0xE000)


def numbered_path(number: int) -> str:
    """The path of a numbered file, without its ending: 128 of them in a folder.

    >>> numbered_path(0), numbered_path(200)
    ('00/00', '01/48')
    """
    return f"{number >> 7:02x}/{number & 0x7F:02x}"


def path_number(path: str) -> int:
    """The number of a shard, by the path of its file or of one of its long lists.

    >>> path_number("01/48.bin"), path_number("01/48-533b5e08.bin")
    (200, 200)
    """
    upper, lower = path.split("/")
    return int(upper, 16) << 7 | int(lower.partition(".")[0].partition("-")[0], 16)


def spelled_out(units: Iterable[int]) -> str:
    """A string in the name of the file that its list has to itself: four digits for each unit.

    >>> spelled_out(map(ord, "医师"))
    '533b5e08'
    """
    return "".join(f"{unit:04x}" for unit in units)


def stride_sign(strides: int) -> str:
    """The character for so many strides; no half of a pair.

    >>> stride_sign(1), stride_sign(10), ord(stride_sign(0xE000))
    ('0', '9', 59439)
    """
    point = ONE_STRIDE + strides - 1
    return chr(point + len(SURROGATES) * (point >= SURROGATES.start))


def strides_of(sign: str) -> int:
    """What `stride_sign` says.

    >>> [strides_of(stride_sign(strides)) for strides in (1, 89, 0xD7D0, 0xD7D1)] == [1, 89, 0xD7D0, 0xD7D1]
    True
    """
    point = ord(sign)
    return point - len(SURROGATES) * (point >= SURROGATES.stop) - ONE_STRIDE + 1
