"""Which item of a gold page holds each text of a raw page: every character of an item is used once."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from items import Item

AROUND = 12
"""How many blocks away another block of the same item, or story, still speaks for it."""


def aligned(texts: tuple[str, ...], items: tuple[Item, ...]) -> tuple[Item | None, ...]:
    """For each text the item that holds it, every character of an item used once; None where no item does.

    The longest texts go first: what a short one (急。) is part of shows by what is left over.

    >>> story = Item(0, "body", "解了急会议闭幕"), Item(0, "body", "急事")
    >>> [item.text for item in aligned(("急", "解了", "会议闭幕", "急事"), story)]
    ['解了急会议闭幕', '解了急会议闭幕', '解了急会议闭幕', '急事']
    """
    left = _Left(items, [bytearray(len(item.text)) for item in items], [None] * len(texts))
    for at in sorted((at for at, text in enumerate(texts) if text), key=lambda at: (-len(texts[at]), at)):
        left.give(at, texts[at])
    return tuple(left.found)


@dataclass(frozen=True, slots=True)
class _Left:
    """What is left of the items while texts are given to them: the characters in use, and what each text was given to."""

    items: tuple[Item, ...]
    used: list[bytearray]
    found: list[Item | None]

    def give(self, at: int, text: str) -> None:
        """Give a text to the item where it fits best, if anywhere."""
        spots = [(number, start) for number in range(len(self.items)) for start in self.free(number, text)]
        if not spots:
            return
        number, start = max(spots, key=lambda spot: (*self.fits(at, text, *spot), -spot[0], -spot[1]))
        self.used[number][start : start + len(text)] = b"\1" * len(text)
        self.found[at] = self.items[number]

    def free(self, number: int, text: str) -> Iterable[int]:
        """Where a text stands in an item, all its characters still unused."""
        start = self.items[number].text.find(text)
        while start >= 0:
            if not any(self.used[number][start : start + len(text)]):
                yield start
            start = self.items[number].text.find(text, start + 1)

    def fits(self, at: int, text: str, number: int, start: int) -> tuple[int, int, int, int]:
        """How well: as the whole item; leaving no gap on either side; near to its other pieces; near to its story."""
        item, used, end = self.items[number], self.used[number], start + len(text)
        snug = (start == 0 or used[start - 1] > 0) + (end == len(used) or used[end] > 0)
        window = range(max(0, at - AROUND), min(len(self.found), at + AROUND + 1))
        near = [other for other in window if self.found[other] is not None]
        same = min((abs(at - other) for other in near if self.found[other] is item), default=2 * AROUND)
        story = (abs(at - other) for other in near if self.found[other].story == item.story)
        return int(len(text) == len(item.text)), snug, -same, -min(story, default=2 * AROUND)
