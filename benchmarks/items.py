"""The items of a gold page: every text of it, with its role and the story it belongs to."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

HEADS = ("column", "kicker", "title", "subtitle", "byline")
BODY = {"p": "body", "h": "subhead"}


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a gold page: the story it belongs to (-1 for furniture), its role, and its folded text."""

    story: int
    role: str
    text: str


def fold(text: str) -> str:
    """Letters and digits only, widths folded."""
    return "".join(c for c in unicodedata.normalize("NFKC", text) if c.isalnum())


def items_of(page: dict) -> tuple[Item, ...]:
    """Every text of a gold page."""
    items: list[Item] = []
    for number, article in enumerate(page["articles"]):
        items += [Item(number, role, fold(article[role])) for role in HEADS]
        items += [Item(number, BODY[block["t"]], fold(block["text"])) for block in article["body"]]
        for caption in article["captions"]:
            items.append(Item(number, "caption", fold(caption["text"])))
            items.append(Item(number, "credit", fold(caption["credit"])))
    items += [Item(-1, "furniture", fold(text)) for text in page["furniture"]]
    return tuple(item for item in items if item.text)
