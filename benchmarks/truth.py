"""Which item of its gold page every raw line of a page is part of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import gold
from alignment import aligned
from items import Item, fold, items_of

from sitegen.restore.blocks import blocks
from sitegen.restore.clean import clean
from sitegen.restore.decode import decode


@dataclass(frozen=True, slots=True)
class Truth:
    """What a gold page says of every raw line that holds text: the item it is part of, None where that cannot be told."""

    items: Mapping[int, Item | None]

    def at(self, line: int) -> Item | None:
        """The item that holds this raw line."""
        return self.items.get(line)

    def story_of(self, lines: Iterable[int]) -> int | None:
        """The number of the story that most of these lines are of."""
        found = Counter(item.story for line in lines if (item := self.at(line)) is not None)
        return found.most_common(1)[0][0] if found else None

    def first_lines(self) -> frozenset[int]:
        """The first line on the page of every story."""
        first: dict[int, int] = {}
        for line, item in sorted(self.items.items()):
            if item is not None and item.story >= 0:
                first.setdefault(item.story, line)
        return frozenset(first.values())


def truth_of(data: bytes, page: dict) -> Truth:
    """The truth of a raw page by its gold page."""
    read = blocks(clean(decode(data, page["source"])))
    items = items_of(page)
    found = aligned(tuple(fold(block.text) for block in read), items)
    guessed = gold.match(read, items)
    pairs = zip(read, found, guessed, strict=True)
    return Truth({line: item or guess for block, item, guess in pairs for line in block.lines})
