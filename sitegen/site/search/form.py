"""What the writer of the index and its reader agree on beside the sizes in `measures.py`; `docs/search.md` tells it."""

FORMAT = 1

# The hash by which strings are told into shards.
MULTIPLIER = 0x9E3779B1
SHIFT = 15
HASH_BITS = 32

# What is told with a document: this much where a string stands in its head, and the step of its frequency, up to the largest.
IN_HEAD = 4
LARGEST_STEP = 3


def shard_path(number: int) -> str:
    """The path of a shard below its segment, without its ending.

    >>> shard_path(0), shard_path(200)
    ('00/00', '01/48')
    """
    return f"{number >> 7:02x}/{number & 0x7F:02x}"
