"""Gold pages as training data: the true state of every block of a raw page.

A gold page says in words what its articles and furniture are (`tests/cases/pages/README.md` describes the form). Here each block of
the raw page is matched with the item of the gold page whose text holds it, and named as the page grammar would name it.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass

from alignment import aligned
from items import Item, fold, items_of

from sitegen.restore.blocks import Block, blocks
from sitegen.restore.clean import clean
from sitegen.restore.cues import Sighting, sightings
from sitegen.restore.decode import decode
from sitegen.restore.grammar import ALLOWED, INDEX

ENOUGH = 0.6
"""Share of a block's text that must be found in an item for the block to be it."""


@dataclass(frozen=True, slots=True)
class Example:
    """One page to learn from.

    Args:
        name: the raw file's name.
        seen: its blocks with their cues.
        states: for each the name of its true state, or "" where the gold page does not tell.
        stories: for each the number of its story, or -1.
        legal: the states follow one another as the grammar allows.
    """

    name: str
    seen: tuple[Sighting, ...]
    states: tuple[str, ...]
    stories: tuple[int, ...]
    legal: bool


def example(data: bytes, page: dict) -> Example:
    """One page, its blocks named by its gold page."""
    name = page["source"]
    seen = sightings(blocks(clean(decode(data, name))))
    items = items_of(page)
    page_blocks = tuple(s.block for s in seen)
    held = aligned(tuple(fold(JUMP.sub("", block.text)) for block in page_blocks), items)
    matched = _first_is_meant([item or guess for item, guess in zip(held, match(page_blocks, items), strict=True)])
    states = name_states(matched, page["articles"])
    steps = itertools.pairwise(states)
    legal = all(states) and all(ALLOWED[INDEX[a], INDEX[b]] == 0.0 for a, b in steps)
    return Example(name, seen, states, tuple(m.story if m else -2 for m in matched), legal)


def _first_is_meant(matched: list[Item | None]) -> list[Item | None]:
    """Of a line printed twice in a row the first is the story's, the second furniture."""
    meant = list(matched)
    for at, (above, below) in enumerate(itertools.pairwise(matched)):
        if above and below and above.text == below.text and above.story < 0 <= below.story:
            meant[at], meant[at + 1] = below, above
    return meant


JUMP = re.compile(r"^[（(]上接[^）)]*[）)]")


def match(page: tuple[Block, ...], items: tuple[Item, ...]) -> list[Item | None]:
    """For each block the item that holds it: an equal one first, each used once, the nearest story preferred."""
    used: set[int] = set()
    matched: list[Item | None] = []
    story = 0
    for block in page:
        text = fold(JUMP.sub("", block.text))
        if not text:
            matched.append(Item(-3, "jump", ""))
            continue
        ranked = []
        for at, item in enumerate(items):
            if item.text == text:
                fit = 3.0 - (at in used) * 2.5
            elif text in item.text:
                fit = 2.0 if item.role in ("body", "caption") or len(text) > 4 else 1.0
            elif len(item.text) > 3 and item.text in text and len(item.text) >= ENOUGH * len(text):
                fit = 1.5
            else:
                continue
            ranked.append((fit - 0.05 * min(6, abs(item.story - story)), -at, at))
        if not ranked:
            matched.append(None)
            continue
        at = max(ranked)[2]
        if items[at].text == text:
            used.add(at)
        matched.append(items[at])
        story = items[at].story if items[at].story >= 0 else story
    return [_resolve_jump(matched, at) for at in range(len(matched))]


def _resolve_jump(matched: list[Item | None], at: int) -> Item | None:
    """A jump line of its own belongs to the story of the text after it; where no story follows, nobody can tell."""
    item = matched[at]
    if item is None or item.role != "jump":
        return item
    after = next((m for m in matched[at + 1 :] if m and m.story >= 0), None)
    return Item(after.story, "jump", "") if after else None


def name_states(matched: list[Item | None], articles: list[dict]) -> tuple[str, ...]:
    """The grammar's name for each block, from its role and where it stands in its story."""
    places: dict[int, list[int]] = {}
    for at, item in enumerate(matched):
        if item and item.story >= 0:
            places.setdefault(item.story, []).append(at)
    return tuple(_name(at, item, matched, places, articles) for at, item in enumerate(matched))


def _name(at: int, item: Item | None, matched: list, places: dict, articles: list[dict]) -> str:
    if item is None:
        return ""
    if item.role == "furniture":
        return _furniture(at, matched, places, articles)
    own = places[item.story]
    roles = [matched[i].role for i in own]
    here = own.index(at)
    form = form_of(roles, articles[item.story]["kind"])
    earlier = roles[:here]
    if form == "photo":
        group = "titled" if roles[0] in ("title", "column") else "photo"
        names = {
            "column": "titled.column" if not earlier else "",
            "title": "titled.title" if not {*earlier} - {"column"} else "photo.under",
            "caption": f"{group}.more" if "caption" in earlier else f"{group}.caption",
            "credit": f"{group}.credit",
        }
        return names.get(item.role, "")
    if item.role == "body" and "body" in earlier and _comes_back(at, item, matched):
        return f"{form}.resumed"
    if form == "above":
        return _above(item.role, earlier)
    return _below(item.role, earlier)


def _comes_back(at: int, item: Item, matched: list) -> bool:
    """Does the text of a story stand after a block of another?"""
    before = next((m for m in reversed(matched[:at]) if m is None or m.story >= 0), None)
    return before is not None and before.story != item.story


def form_of(roles: list[str], kind: str) -> str:
    """Which form a story has: heads above, heads below (or none at all), or a photo story."""
    if kind == "photo":
        return "photo"
    if "title" not in roles:
        return "below"
    body = roles.index("body") if "body" in roles else len(roles)
    return "above" if roles.index("title") < body else "below"


def _above(role: str, earlier: list[str]) -> str:
    if role == "title":
        return "above.title-more" if "title" in earlier else "above.title"
    if role == "body":
        return "above.body" if "body" in earlier else "above.start"
    if role in ("caption", "credit") and "title" in earlier and "body" not in earlier:
        return f"above.early-{role}"
    if role == "byline" and "title" not in earlier:
        return "above.author"
    if role == "byline" and "body" in earlier:
        return "above.signature"
    if role == "column":
        return "above.rubric" if "body" in earlier else "above.late-column" if "title" in earlier else "above.column"
    return f"above.{role}"


def _below(role: str, earlier: list[str]) -> str:
    if role == "title":
        return "below.title-more" if "title" in earlier else "below.title"
    if role == "body":
        return "below.body" if "body" in earlier else "below.start"
    if role == "column":
        return "below.column" if "title" in earlier else "below.rubric"
    if role == "byline" and "body" in earlier and "title" not in earlier:
        return "below.signature"
    if role in ("caption", "credit") and "title" in earlier:
        return f"below.late-{role}"
    return f"below.{role}"


def _furniture(at: int, matched: list, places: dict, articles: list[dict]) -> str:
    """Furniture inside a story, that is before its last text, or between two."""
    before = next((m for m in reversed(matched[:at]) if m and m.story >= 0), None)
    if before is None or at > places[before.story][-1]:
        return "between.furniture"
    own = [matched[i].role for i in places[before.story] if i < at]
    form = form_of([matched[i].role for i in places[before.story]], articles[before.story]["kind"])
    if matched[at - 1] is not None and matched[at - 1].text == matched[at].text and form != "photo":
        return f"{form}.again"
    return "between.furniture" if form == "photo" or "body" not in own else f"{form}.furniture"
