"""Values as bytes, for what a build remembers and for what one process leaves for another; damage is noticed when they are read."""

from __future__ import annotations

import hashlib
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec

from sitegen.problems import Problem
from sitegen.values import dataclass

if TYPE_CHECKING:
    import os
    from collections.abc import Hashable

SUM_BYTES = 8

# Packed numbers have 64 bits; some file systems keep times that need more.
FARTHEST = 2**63 - 1

Value = TypeVar("Value")


class Damaged(Exception):  # noqa: N818 - it says what the bytes are
    """Packed bytes that are not those that were packed."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site as it was left: where, how long, when last written (ns)."""

    path: str
    size: int
    written: int


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark of something that a part was made of, by its name."""

    name: str
    mark: bytes


def left(path: str, status: os.stat_result) -> Output:
    """A file as it was left; one with a time hundreds of years away is looked at again."""
    return Output(path, status.st_size, max(-FARTHEST, min(status.st_mtime_ns, FARTHEST)))


Marks = tuple[Mark, ...]
Outputs = tuple[Output, ...]
Problems = tuple[Problem, ...]


def pack(value: object) -> bytes:
    """A value of the classes above, of the model, or plain, with a sum by which damage is noticed."""
    return b"".join(pack_in_pieces(value))


def pack_in_pieces(value: object) -> tuple[bytes, bytes]:
    """The same for a large value, in two pieces: put together they would be in memory twice."""
    data = _encoder().encode(value)
    return _sum(data), data


def unpack(data: bytes, kind: type[Value]) -> Value:
    """The value that was packed.

    Raises:
        Damaged: the bytes are not those that were packed.
    """
    rest = data[SUM_BYTES:]
    if _sum(rest) != data[:SUM_BYTES]:
        raise Damaged
    wanted: Any = kind
    try:
        value: Value = _decoder(wanted).decode(rest)
    except msgspec.MsgspecError as error:
        raise Damaged from error
    return value


def _sum(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=SUM_BYTES).digest()


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder()


@cache
def _decoder(kind: Hashable) -> msgspec.msgpack.Decoder[Any]:
    return msgspec.msgpack.Decoder(kind)
