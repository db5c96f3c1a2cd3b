"""The explanation as one page that needs nothing else: raw lines, the articles made of them, and why.

The page carries its own style and script, whose hashes are all that its content policy allows; whatever comes from the raw page
is text, never markup.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from markupsafe import Markup

from sitegen.explain import Explained, Fact
from sitegen.explain.spans import Shown, Span, shown
from sitegen.explain.words import (
    ENCODINGS,
    FACTS,
    FURNITURE,
    GOES_ON,
    LINKS,
    ORIGINS,
    REASONS,
    ROLES,
    RoleWords,
    cue_in_words,
)
from sitegen.model import Decision, Furniture
from sitegen.restore.explain import Explanation, Reason, blocks_by_line
from sitegen.restore.stories import SURE_ENOUGH
from sitegen.values import dataclass

PAGE = files("sitegen.explain") / "page"
UNTITLED = "〔无题〕"


@dataclass(frozen=True, slots=True)
class Link:
    """A joint or a move in words, and the block it leads to (-1 for none)."""

    words: str
    because: str
    sure: float
    weak: bool
    to: int


@dataclass(frozen=True, slots=True)
class Why:
    """What the page tells of one block once it is pointed at.

    Args:
        lines: its raw lines, in short.
        role: its role's name in the code, and `name` in words.
        article: its article's number, 0 for none.
        sure: the confidence.
        weak: a person should look at it.
        over: the runner-up in words.
        margin, around: as in the decision.
        bars: cues in words, by name, and their weights.
        silent: cues that say the same of both, in words.
        links: joints and moves.
        notes: facts stated, kinds of furniture, an editor's pin.
        typed: what was typed anew.
    """

    lines: str
    role: str
    name: str
    article: int
    sure: float
    weak: bool
    over: str
    margin: float
    around: float
    bars: tuple[tuple[str, str, float], ...]
    silent: tuple[str, ...]
    links: tuple[Link, ...]
    notes: tuple[str, ...]
    typed: tuple[tuple[str, str, int], ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """One article as it is shown: its number, its heads, then its text, then its pictures."""

    number: int
    heads: tuple[Shown, ...]
    body: tuple[Shown, ...]
    photos: tuple[Shown, ...]

    @property
    def titled(self) -> bool:
        """Does the page print a headline for it?"""
        return any(each.part.name == "title" for each in self.heads)


@dataclass(frozen=True, slots=True)
class Leftover:
    """A furniture entry as it is shown: its kind in words, its raw lines, and the text of its blocks."""

    kind: str
    lines: str
    spans: tuple[Span, ...]


def render(explained: Explained) -> str:
    """The page.

    Args:
        explained: what is to be told.
    """
    explanation = explained.explanation
    block_at = blocks_by_line(explanation)
    style, script = (PAGE.joinpath(name).read_text("utf-8") for name in ("page.css", "page.js"))
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(PAGE.joinpath("page.html").read_text("utf-8"))
    return template.render(
        page=explanation.page,
        evidence=ENCODINGS.get(explanation.evidence, explanation.evidence),
        facts=tuple((FACTS.get(fact.name, fact.name), fact, origin(fact)) for fact in explained.facts),
        problems=explained.problems,
        reasons=explanation.reasons,
        pieces=tuple(piece(explanation, number, block_at) for number in range(1, len(explanation.page.stories) + 1)),
        leftovers=tuple(leftover(explanation, entry, block_at) for entry in explanation.page.furniture),
        roles=_present(explanation),
        role_words=ROLES,
        untitled=UNTITLED,
        style=Markup(style),
        script=Markup(script),
        hashes=tuple(_hash(text) for text in (style, script)),
        data=_data(explanation, block_at),
        sure=SURE_ENOUGH,
    )


def _present(explanation: Explanation) -> tuple[tuple[str, RoleWords, int], ...]:
    """The roles on this page with how many blocks have each, in the order of the legend."""
    counts = [sum(reason.role == role for reason in explanation.reasons) for role in ROLES]
    return tuple((role, words, count) for (role, words), count in zip(ROLES.items(), counts, strict=True) if count)


def _hash(text: str) -> str:
    """What a content policy names an inline style or script by."""
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _data(explanation: Explanation, block_at: Mapping[int, int]) -> Markup:
    """What the script tells of each block; no `<`, so that nothing in it can end the element it stands in."""
    whys = [asdict(why(reason, block_at)) for reason in explanation.reasons]
    told = json.dumps(whys, ensure_ascii=False, separators=(",", ":"))
    return Markup(told.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def why(reason: Reason, block_at: Mapping[int, int]) -> Why:
    """What is told of one block.

    Args:
        reason: the block.
        block_at: the block of each raw line, for links to others.
    """
    decision = reason.decision
    typed: dict[tuple[str, str], int] = {}
    for line in reason.lines:
        for before, after, times in line.changes:
            typed[before, after] = typed.get((before, after), 0) + times
    return Why(
        lines=lines_in_words(decision.lines),
        role=reason.role,
        name=ROLES[reason.role].name,
        article=reason.article,
        sure=decision.confidence,
        weak=reason.weak,
        over=ROLES[reason.runner_up].name if reason.runner_up else "",
        margin=round(decision.margin, 2),
        around=round(decision.around, 2),
        bars=tuple((cue_in_words(cue), cue, round(weight, 2)) for cue, weight in reason.weights),
        silent=tuple(cue_in_words(cue) for cue in reason.silent),
        links=tuple(link for each in reason.links if (link := _link(each, reason, block_at))),
        notes=_notes(reason),
        typed=tuple((before, after, times) for (before, after), times in typed.items()),
    )


def lines_in_words(lines: tuple[int, ...]) -> str:
    """Raw lines in short.

    >>> lines_in_words((91,)), lines_in_words((5, 6, 7))
    ('第 91 行', '第 5–7 行')
    """
    first, last = min(lines), max(lines)
    return f"第 {first} 行" if first == last else f"第 {first}–{last} 行"


def _link(decision: Decision, reason: Reason, block_at: Mapping[int, int]) -> Link | None:
    """A joint or move as it is told of one of its ends; nothing of paragraphs that are surely apart from the one below."""
    because = REASONS.get(decision.because, decision.because)
    weak = decision.confidence < SURE_ENOUGH
    words = LINKS.get(decision.choice, decision.choice)
    if decision.step != "rejoin":
        return Link(words.format(""), because, decision.confidence, weak, -1)
    above, below = decision.lines[0], decision.lines[-1]
    if above not in {line.number for line in reason.lines}:
        words, to = words.format(lines_in_words((above,))), block_at.get(above, -1)
    elif decision.choice == "join":
        words, to = GOES_ON.format(lines_in_words((below,))), block_at.get(below, -1)
    else:
        return None
    return Link(words, because, decision.confidence, weak, to)


def _notes(reason: Reason) -> tuple[str, ...]:
    facts = tuple(f"据此得知{FACTS.get(name, name)}：{value}" for name, value in reason.facts)
    kinds = tuple(f"属于{FURNITURE.get(entry.kind, entry.kind)}：{entry.text}" for entry in reason.furniture)
    kinds = tuple(kind if reason.article else kind.partition("：")[0] for kind in kinds)
    decided = () if reason.decision.rule == "grammar" else (f"由编者指定（{reason.decision.because}）",)
    return (*decided, *facts, *dict.fromkeys(kinds))


def piece(explanation: Explanation, number: int, block_at: Mapping[int, int]) -> Piece:
    """One article as it is shown; heads that stand below their text on the page are shown above it, as in the archive."""
    parts = shown(explanation, number, block_at)
    photos = tuple(each for each in parts if each.part.name in ("caption", "credit"))
    body = tuple(each for each in parts if each.part.name in ("jump", "body", "subhead"))
    heads = tuple(each for each in parts if each not in photos and each not in body)
    return Piece(number, heads, body, photos)


def leftover(explanation: Explanation, entry: Furniture, block_at: Mapping[int, int]) -> Leftover:
    """One furniture entry as it is shown, with the blocks it was made of.

    A jump line or debris was taken off a line that stays an article's: its text leads to that line's block. Debris of several
    lines leads nowhere.
    """
    lines = range(entry.lines[0], entry.lines[1] + 1)
    held = list(dict.fromkeys(block_at[number] for number in lines if number in block_at))
    spans: tuple[Span, ...]
    if entry.kind in ("jump", "debris"):
        spans = (Span(held[0] if held and len(lines) == 1 else -1, entry.text),)
    else:
        own = [at for at in held if not explanation.reasons[at].article]
        spans = tuple(Span(at, "\n".join(line.text for line in explanation.reasons[at].lines)) for at in own)
    return Leftover(FURNITURE.get(entry.kind, entry.kind), lines_in_words(entry.lines), spans)


def origin(fact: Fact) -> str:
    """Where a fact comes from, in words."""
    evidence = fact.evidence
    return (
        f"{ORIGINS[evidence.origin]}，{lines_in_words(evidence.lines)}" if evidence.lines else ORIGINS[evidence.origin]
    )
