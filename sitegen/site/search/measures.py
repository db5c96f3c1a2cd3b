"""How large the parts of an index are. Tests make them tiny, so that a few words exercise every rule."""

from __future__ import annotations

from sitegen.values import dataclass

# A document takes whole strides of the segment's line; its head has the first units to itself.
STRIDE = 128
HEAD = 128
UNIT_BYTES = 2
STRIDE_BYTES = STRIDE * UNIT_BYTES

HEADS_PER_FILE = 16


@dataclass(frozen=True, slots=True)
class Measures:
    """The sizes that the rules of the index speak of.

    Args:
        frequent: a string at more places than this has a list of documents only.
        longest: strings of this length always have lists of places.
        shard: for so many units of text, at most, there is a shard.
        fresh_shard: the same in a segment no larger than that of the newest issues, which is asked beside a large one.
        apart: a list of more bytes has a file of its own.
        fresh: characters of the newest issues, which are a segment of their own.
        largest: characters of a segment.
        piece: so many strides of the line, at most 32,768, or one document, are looked at at once; it decides about memory, and
            about no byte of the index.
        batch: how many places are sorted at once, on average; likewise.
        entries: how many entries of lists are written as bits at once, or one list; likewise. Each takes some sixty bytes meanwhile.
        few: where at most one document in so many changed, only the shards that this reaches are made; it decides about no byte either.
    """

    frequent: int = 8192
    longest: int = 12
    shard: int = 1536
    fresh_shard: int = 512
    apart: int = 4096
    fresh: int = 1_000_000
    largest: int = 40_000_000
    piece: int = 4096
    batch: int = 200_000
    entries: int = 100_000
    few: int = 16


MEASURES = Measures()
