"""Why each line of a page was read as it was: the decisions of the restoration, set beside the lines they are about.

Nothing is decided here. Roles, joints and moves are those of `RestoredPage.decisions`; the weights of the cues are the vectors that
the decoder summed, looked up again by name. So what is shown and what was done cannot differ.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher
from typing import TypeVar

from sitegen.model import Decision, Furniture, RestoredPage
from sitegen.restore.clean import Line, clean
from sitegen.restore.conserve import without_marks
from sitegen.restore.decode import RawPage
from sitegen.restore.grammar import INDEX, STATES, Weights, speaks_for
from sitegen.restore.stories import SURE_ENOUGH
from sitegen.values import dataclass

T = TypeVar("T")
COMPARED = 2000
"""Lines of unequal length are compared up to so many characters: comparing takes the square of it."""


@dataclass(frozen=True, slots=True)
class RawLine:
    """One raw line that holds text.

    Args:
        number: counted from 1.
        raw: as received.
        text: as the articles have it.
        changes: how it was typed anew, as (before, after, how often).
    """

    number: int
    raw: str
    text: str
    changes: tuple[tuple[str, str, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """One block, the unit that is given a role: its lines, what it was read as, and why.

    Args:
        lines: its raw lines.
        article: the number of its article on the page, from 1; 0 for furniture.
        decision: the one that gave it its role.
        weights: what each cue adds to the decision's margin, of the block or of whole stories, the strongest first; negative
            ones speak for the runner-up.
        silent: cues that say the same of both.
        links: decisions that join it to other text, set it apart, or moved it.
        furniture: the furniture made of it or of marks on it.
        facts: what it states about the issue, as (name, value).
    """

    lines: tuple[RawLine, ...]
    article: int
    decision: Decision
    weights: tuple[tuple[str, float], ...] = ()
    silent: tuple[str, ...] = ()
    links: tuple[Decision, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    facts: tuple[tuple[str, str], ...] = ()

    @property
    def role(self) -> str:
        """What the block was read as."""
        return self.decision.choice

    @property
    def runner_up(self) -> str:
        """The next likeliest role, "" where nothing else was open."""
        return STATES[INDEX[self.decision.runner_up]].role.value if self.decision.runner_up else ""

    @property
    def weak(self) -> bool:
        """Should a person look at it? True of a doubtful role, and of a doubtful joint or move."""
        return any(decision.confidence < SURE_ENOUGH for decision in (self.decision, *self.links))


@dataclass(frozen=True, slots=True)
class Explanation:
    """A page with the reasons for how it was read.

    Args:
        page: what the restoration made of it.
        evidence: why it was read in that encoding.
        reasons: every block, in the order of the raw page.
    """

    page: RestoredPage
    evidence: str
    reasons: tuple[Reason, ...]


def explain(raw: RawPage, page: RestoredPage, weights: Weights) -> Explanation:
    """Set the decisions of a restored page beside its lines.

    Args:
        raw: the decoded page.
        page: what was restored from it.
        weights: those it was restored with.
    """
    lines = {line.number: raw_line(raw.lines[line.number - 1], line) for line in clean(raw)}
    about = _About(
        articles={number: order for order, story in enumerate(page.stories, 1) for number in story.lines},
        links=_by_line((each.lines, each) for each in page.decisions if each.step != "roles"),
        furniture=_by_line((_run(each.lines), each) for each in page.furniture),
        facts=_by_line(
            (_run(why.lines), (name, str(getattr(page.masthead, name, ""))))
            for name, why in page.masthead.evidence.items()
        ),
    )
    roles = sorted((each for each in page.decisions if each.step == "roles"), key=lambda each: each.lines)
    return Explanation(page, raw.because, tuple(_reason(role, lines, about, weights) for role in roles))


def blocks_by_line(explanation: Explanation) -> Mapping[int, int]:
    """For each raw line the place of its block among the reasons."""
    return {number: at for at, reason in enumerate(explanation.reasons) for number in reason.decision.lines}


@dataclass(frozen=True, slots=True)
class _About:
    """What else is known of each raw line: its article's number, and what was decided, taken off or read there."""

    articles: Mapping[int, int]
    links: Mapping[int, tuple[Decision, ...]]
    furniture: Mapping[int, tuple[Furniture, ...]]
    facts: Mapping[int, tuple[tuple[str, str], ...]]


def _run(lines: tuple[int, ...]) -> Iterable[int]:
    """All lines from the first to the last."""
    return range(lines[0], lines[-1] + 1) if lines else ()


def _by_line(pairs: Iterable[tuple[Iterable[int], T]]) -> Mapping[int, tuple[T, ...]]:
    """What each line has, of pairs of lines and what they have."""
    found: dict[int, list[T]] = {}
    for lines, value in pairs:
        for number in dict.fromkeys(lines):
            found.setdefault(number, []).append(value)
    return {number: tuple(values) for number, values in found.items()}


def _of(role: Decision, known: Mapping[int, tuple[T, ...]]) -> tuple[T, ...]:
    """What the lines of a block have, each thing once."""
    return tuple({id(value): value for number in role.lines for value in known.get(number, ())}.values())


def _reason(role: Decision, lines: Mapping[int, RawLine], about: _About, weights: Weights) -> Reason:
    own = speaks_for(role.cues, role.state, role.runner_up, weights) if role.runner_up else ()
    told = tuple(sorted((*own, *role.wholes), key=lambda each: (-abs(each[1]), each[0]))) if role.wholes else own
    weighed = {cue for cue, _ in told}
    article = about.articles.get(role.lines[0], 0)
    furniture = _of(role, about.furniture)
    return Reason(
        lines=tuple(lines[number] for number in role.lines if number in lines),
        article=article,
        decision=role,
        weights=told,
        silent=tuple(cue for cue in role.cues if cue not in weighed),
        links=_of(role, about.links),
        furniture=tuple(entry for entry in furniture if not article or _on_a_story(entry)),
        facts=_of(role, about.facts),
    )


def _on_a_story(entry: Furniture) -> bool:
    """Was this furniture taken off a line that stays an article's?"""
    return entry.kind in ("jump", "debris") and entry.lines[0] == entry.lines[1]


def raw_line(raw: str, line: Line) -> RawLine:
    """A raw line beside its cleaned text.

    >>> from sitegen.restore.clean import clean_line
    >>> raw_line("## 据悉,今年 共１０万", clean_line("## 据悉,今年 共１０万", 7)).changes
    (('##', '', 1), (',', '，', 1), ('１', '1', 1), ('０', '0', 1))
    """
    return RawLine(line.number, raw, line.text, changes(raw, line.text))


def changes(raw: str, text: str) -> tuple[tuple[str, str, int], ...]:
    """What was typed anew between a raw line and its text: marks taken off, white space closed, characters set by context.

    >>> changes("本报讯(记者  白凯冰)", "本报讯（记者 白凯冰）")
    ((' ', '', 1), ('(', '（', 1), (')', '）', 1))
    """
    told: Counter[tuple[str, str]] = Counter()
    plain = without_marks(raw)
    marks = "".join(sorted({c for c in raw if c in "#*-+>"} - set(plain)))
    if len(raw) - len(plain) and marks:
        told[raw.strip()[: len(raw.strip()) - len(raw.strip().lstrip("#*-+>"))] or marks, ""] += 1
    closed = sum(c.isspace() for c in plain.strip()) - sum(c.isspace() for c in text)
    if closed > 0:
        told[" ", ""] += closed
    for one, other in _pairs("".join(plain.split()), "".join(text.split())):
        told[one, other] += 1
    return tuple((one, other, times) for (one, other), times in told.items())


def _pairs(before: str, after: str) -> list[tuple[str, str]]:
    """Characters that differ, one beside the other; "" where one has no counterpart."""
    if len(before) == len(after):
        return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    if max(len(before), len(after)) > COMPARED:
        return []
    alike = SequenceMatcher(None, _plain(before), _plain(after), autojunk=False)
    return [(before[a:b], after[c:d]) for kind, a, b, c, d in alike.get_opcodes() if kind != "equal"]


def _plain(text: str) -> str:
    """Widths folded character by character, so that the text keeps its length."""
    return "".join(unicodedata.normalize("NFKC", c)[:1] or c for c in text)
