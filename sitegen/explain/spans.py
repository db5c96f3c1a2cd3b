"""Where on the restored side the text of each block stands: which characters of which field of which article.

The fields of an article are its blocks' texts in their order, so a block is found by walking along both. What a field leaves out of a
line (a jump line's mark, a column rule) is stepped over.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from sitegen.model import Story
from sitegen.restore.explain import Explanation, Reason
from sitegen.values import dataclass

STRETCH = 60
"""How many characters beyond a block's length its text is looked for, where it is not found right away."""
HEADS = ("column", "kicker", "title", "subtitle", "byline")
PICTURE = ("caption", "credit")
RUNNING = ("body", "subhead")


@dataclass(frozen=True, slots=True)
class Part:
    """One text of an article as it is shown: a field, a paragraph, a caption.

    Args:
        name: `title`, `body`, `caption` and the like; `jump` for the mark of a jumped tail.
        text: its text.
        at: which paragraph or photo, from 0.
    """

    name: str
    text: str
    at: int = 0


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a part that one block fills; `block` is its place among the reasons, -1 where none was found."""

    block: int
    text: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A part with the blocks it was made of; put together, the spans are the part's text."""

    part: Part
    spans: tuple[Span, ...]

    @property
    def blocks(self) -> tuple[int, ...]:
        """The blocks it was made of, each once, in reading order."""
        return tuple(dict.fromkeys(span.block for span in self.spans if span.block >= 0))


def parts_of(story: Story) -> tuple[Part, ...]:
    """All the text of an article, in the order in which it is shown."""
    heads = [Part(name, getattr(story, name)) for name in HEADS]
    jump = [Part("jump", story.jump)]
    body = [Part("subhead" if p.subhead else "body", p.text, at) for at, p in enumerate(story.body)]
    photos = [
        Part(name, getattr(photo, name), at) for at, photo in enumerate(story.photos) for name in ("caption", "credit")
    ]
    return tuple(part for part in (*heads, *jump, *body, *photos) if part.text)


def shown(explanation: Explanation, article: int, block_at: Mapping[int, int]) -> tuple[Shown, ...]:
    """The parts of one article, each with the blocks it was made of.

    Args:
        explanation: the page.
        article: the article's number, from 1.
        block_at: the block of each raw line, from `blocks_by_line`.
    """
    story = explanation.page.stories[article - 1]
    in_order = dict.fromkeys(block_at[number] for number in story.lines if number in block_at)
    own = [(at, explanation.reasons[at]) for at in in_order]
    parts = parts_of(story)
    found: dict[int, tuple[Span, ...]] = {}
    for roles, names in _pools():
        members = [number for number, part in enumerate(parts) if part.name in names]
        spread = _spread([parts[n].text for n in members], [pair for pair in own if pair[1].role in roles])
        found.update(zip(members, spread, strict=True))
    return tuple(Shown(part, found[number]) for number, part in enumerate(parts))


def _pools() -> Iterable[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Which roles fill which parts; what a pool holds is used up in order."""
    yield from (((name,), (name,)) for name in HEADS)
    yield PICTURE, PICTURE
    yield (*RUNNING, "jump"), ("jump", *RUNNING)


def _spread(texts: list[str], blocks: list[tuple[int, Reason]]) -> list[tuple[Span, ...]]:
    """The blocks that fill each text, found by walking along both."""
    solid = [(number, at) for number, text in enumerate(texts) for at, c in enumerate(text) if not c.isspace()]
    pool = "".join(texts[number][at] for number, at in solid)
    owner: list[list[int]] = [[-1] * len(text) for text in texts]
    here = 0
    for block, reason in blocks:
        wanted = "".join("".join(line.text.split()) for line in reason.lines)
        for start, end in _found(wanted, pool, here):
            for number, at in solid[start:end]:
                owner[number][at] = block
            here = end
    return [_spans(text, owners) for text, owners in zip(texts, owner, strict=True)]


def _found(wanted: str, pool: str, here: int) -> list[tuple[int, int]]:
    """Where a block's text stands in the pool, from a place on: as a whole, or without what the fields leave out of it."""
    if pool.startswith(wanted, here):
        return [(here, here + len(wanted))]
    ahead = pool[here : here + len(wanted) + STRETCH]
    alike = SequenceMatcher(None, wanted, ahead, autojunk=False).get_matching_blocks()
    return [(here + match.b, here + match.b + match.size) for match in alike if match.size]


def _spans(text: str, owners: list[int]) -> tuple[Span, ...]:
    """Runs of one owner; white space goes with what stands before it."""
    made: list[Span] = []
    start, current = 0, owners[0] if owners else -1
    for at, (char, owner) in enumerate(zip(text, owners, strict=True)):
        if owner != current and not char.isspace():
            if at:
                made.append(Span(current, text[start:at]))
            start, current = at, owner
    return (*made, Span(current, text[start:])) if text else tuple(made)
