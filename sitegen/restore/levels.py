"""A number as one of a few names, as cues are named: 14 characters are `upto14`, a share of .2 is `much`."""

from __future__ import annotations

Levels = tuple[tuple[float, str], ...]


def level(levels: Levels, value: float, beyond: str) -> str:
    """The name of the first upper bound that a value does not pass.

    >>> level(((4, "upto4"), (8, "upto8")), 8, "long"), level(((4, "upto4"), (8, "upto8")), 9, "long")
    ('upto8', 'long')

    Args:
        levels: upper bounds with their names, the lowest first.
        value: the number.
        beyond: the name of what passes them all.
    """
    for most, name in levels:
        if value <= most:
            return name
    return beyond
