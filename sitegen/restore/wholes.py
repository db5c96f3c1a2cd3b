"""What a whole story shows: how long it is, whether its parts speak of one thing, whether its subheads look like subheads.

The grammar sees a page block by block. Whether a short line is a subhead or the headline of another story is told by what it
makes: two stories that have nothing in common, or one whose sections do not. So the readings that the grammar holds likely are
weighed once more, by cues that are counted for every story of a reading and for every two stories in a row. As with the cues of a
block, a cue is a name; what it speaks for is in `weights.py`, as log-odds for the reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from sitegen.restore.alternatives import Alternative, alternatives, best_way, trellis
from sitegen.restore.cues import Sighting
from sitegen.restore.states import INDEX, ROLE_OF, ROLES, STATES, Matrix, Role, starts
from sitegen.restore.words import Words

LENGTHS = ((0, "none"), (60, "line"), (150, "brief"), (400, "short"), (1000, "middle"), (2500, "long"))
"""How long a story's text is, in characters: the upper bound of each."""
SECTION_LENGTHS = ((60, "line"), (150, "brief"), (300, "short"), (500, "middle"), (900, "long"))
"""The same of the text for each of its subheads."""
HEAD_SHARES = ((0.15, "hardly"), (0.3, "little"), (0.45, "some"), (0.6, "much"))
"""How much of the words of a story's headlines stands in its text."""
TEXT_SHARES = ((0.08, "hardly"), (0.13, "little"), (0.19, "some"), (0.26, "much"), (0.35, "more"))
"""How much of the words of a text stands in the text before it."""
UNLIKE = ((0, "equal"), (1, "near"), (2, "like"), (4, "unlike"), (8, "other"))
"""By how many characters a subhead is longer or shorter than the middle one of its story."""
SPREADS = ((0, "equal"), (1, "near"), (3, "like"), (6, "unlike"), (10, "other"))
"""By how many characters the longest subhead of a story is longer than the shortest."""
FEW = ("none", "one", "two", "three")
"""Names of small numbers."""

MOST_ROUNDS = 8
"""So many times at most the whole stories of a page change its reading."""
LEAST_GAIN = 0.75
"""So much more than it costs, in log-odds, a reading must gain by its stories to be taken."""

OUTSIDE = INDEX["between.furniture"]
"""The state of what stands between stories."""

Rows = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """One story of a reading.

    Args:
        first: its first block.
        rows: its blocks.
        states: what each is read as.
    """

    first: int
    rows: Rows
    states: tuple[int, ...]

    @property
    def text(self) -> Rows:
        """The blocks of its running text."""
        return self.of(Role.BODY)

    def of(self, role: Role) -> Rows:
        """Its blocks of one role."""
        wanted = ROLES.index(role)
        return tuple(row for row, state in zip(self.rows, self.states, strict=True) if ROLE_OF[state] == wanted)


@dataclass(frozen=True, slots=True)
class Gain:
    """What a reading gained by its stories, which made it the best one.

    Args:
        row, state: the block and the state that it is the likeliest reading for.
        cues: what its stories show otherwise, with the log-odds of each, the strongest first.
    """

    row: int
    state: int
    cues: tuple[tuple[str, float], ...]

    @property
    def sum(self) -> float:
        """All of it."""
        return sum(weight for _, weight in self.cues)


def weighed(
    table: Matrix, step: Matrix, seen: tuple[Sighting, ...], weights: Mapping[str, float]
) -> tuple[Matrix, tuple[Gain, ...]]:
    """The scores of a page with what its whole stories say, where that makes another reading the best one.

    Of the likeliest other readings the one that gains most is taken, and the others are looked at again from there. What a reading
    gains is added to the score of the one state that it is the likeliest reading for, so that everything after, its probability
    among it, is reckoned as for any other cue.

    Args:
        table: the score of every state for every block.
        step: that of every step.
        seen: the blocks with their cues.
        weights: what the cues of whole stories speak for.

    Returns:
        The scores, and what was added to them.
    """
    told: list[Gain] = []
    if not weights or len(seen) < 2:
        return table, ()
    stories = Wholes(seen)
    for _ in range(MOST_ROUNDS):
        ways = trellis(table, step)
        path = best_way(ways)
        others = alternatives(table, step, ways, path)
        gains = [
            _gain(other, shown, weights) for other, shown in zip(others, stories.differences(path, others), strict=True)
        ]
        worth, best = max(
            ((gain.sum - other.cost, at) for at, (gain, other) in enumerate(zip(gains, others, strict=True))),
            default=(0.0, 0),
        )
        if worth <= LEAST_GAIN:
            break
        told.append(gains[best])
        table = table.copy()
        table[told[-1].row, told[-1].state] += told[-1].sum
    return table, tuple(told)


def _gain(other: Alternative, shown: Mapping[str, int], weights: Mapping[str, float]) -> Gain:
    told = ((cue, weights[cue] * count) for cue, count in shown.items() if cue in weights)
    return Gain(other.row, other.state, tuple(sorted(told, key=lambda each: (-abs(each[1]), each[0]))))


def told_of(gains: tuple[Gain, ...], row: int, state: int, rival: int) -> tuple[tuple[str, float], ...]:
    """What whole stories add to the log-odds of one state of a block against another, cue by cue."""
    signs = {state: 1.0, rival: -1.0}
    return tuple(
        (cue, signs[gain.state] * weight)
        for gain in gains
        if gain.row == row and gain.state in signs
        for cue, weight in gain.cues
    )


def groups(states: Sequence[int], first: int, before: int) -> list[Group]:
    """The stories of a run of blocks.

    Args:
        states: what the blocks are read as.
        first: the place of the first of them on the page.
        before: the state of the block before them, -1 for none.
    """
    found: list[tuple[list[int], list[int]]] = []
    last = STATES[before] if before >= 0 else None
    for row, at in enumerate(states, first):
        state = STATES[at]
        if at != OUTSIDE:
            if not found or starts(last, state):
                found.append(([], []))
            found[-1][0].append(row)
            found[-1][1].append(at)
        last = state
    return [Group(rows[0], tuple(rows), tuple(kinds)) for rows, kinds in found]


class Wholes:
    """The cues of whole stories on one page; what was counted once is remembered, for readings mostly differ in a story or two.

    Args:
        seen: the page's blocks with their cues.
    """

    def __init__(self, seen: tuple[Sighting, ...]) -> None:
        self._seen = seen
        self._size = [len(sighting.block.text) for sighting in seen]
        words = Words(tuple(sighting.block.text for sighting in seen))
        self._held = np.zeros((len(seen), len(words.rarity)), dtype=np.bool_)
        self._held[words.block, words.pair] = True
        self._rarity = words.rarity
        self._shares: dict[tuple[Rows, Rows], float] = {}
        self._cues: dict[Group, tuple[str, ...]] = {}

    def differences(self, path: list[int], others: tuple[Alternative, ...]) -> list[Mapping[str, int]]:
        """By how much the cues of other readings outnumber those of the best one, cue by cue.

        Args:
            path: the best reading.
            others: the other readings.
        """
        stories = groups(path, 0, -1)
        return [self._difference(path, other, stories) for other in others]

    def _difference(self, path: list[int], other: Alternative, stories: list[Group]) -> Mapping[str, int]:
        """The same of one reading. Only stories that may differ are looked at, from one story's beginning to another's."""
        stop_differing = other.first + len(other.states)
        start = max((each.first for each in stories if each.first < other.first), default=0)
        stop = min((each.first for each in stories if each.first > stop_differing), default=len(path))
        changed = [*path[start : other.first], *other.states, *path[stop_differing:stop]]
        before = next((each.text for each in reversed(stories) if each.first < start and each.text), ())
        after = next((each.text for each in stories if each.first >= stop and each.text), ())
        opening = path[start - 1] if start else -1
        counts = Counter(self.cues_between(groups(changed, start, opening), before, after))
        counts.subtract(self.cues_between(groups(path[start:stop], start, opening), before, after))
        return {cue: count for cue, count in counts.items() if count}

    def cues_between(self, stories: list[Group], before: Rows, after: Rows) -> Iterator[str]:
        """The cues of some stories, and of their texts beside those of the stories before and after."""
        for story in stories:
            yield from self._of(story)
        texts = [text for text in (before, *(story.text for story in stories), after) if text]
        for above, below in pairwise(texts):
            yield f"whole-apart:{_named(TEXT_SHARES, self._share(below, above), 'most')}"

    def _of(self, story: Group) -> tuple[str, ...]:
        """The cues of one story."""
        if story not in self._cues:
            self._cues[story] = (*self._of_text(story), *self._of_subheads(story), *self._of_heads(story))
        return self._cues[story]

    def _of_text(self, story: Group) -> Iterator[str]:
        text, form = story.text, STATES[story.states[0]].name.partition(".")[0]
        yield f"whole-length:{form}:{_named(LENGTHS, sum(self._size[row] for row in text), 'longest')}"
        if text:
            leads = sum(self._seen[row].look == "lead" for row in text[1:])
            yield f"whole-leads:{_few(leads)}"
            first = self._seen[text[0]]
            yield f"whole-begins:{'lead' if first.look == 'lead' else 'rest' if 'rest' in first.cues else 'text'}"
            yield f"whole-ends:{form}:{'open' if 'open' in self._seen[text[-1]].cues else 'over'}"
        sections = _sections(story)
        for above, below in pairwise(sections):
            yield f"whole-section:{_named(TEXT_SHARES, self._share(below, above), 'most')}"
            yield f"whole-section-texts:{_few(len(below))}"

    def _of_subheads(self, story: Group) -> Iterator[str]:
        subheads = story.of(Role.SUBHEAD)
        yield f"whole-subheads:{_few(len(subheads))}"
        if not subheads:
            return
        each = sum(self._size[row] for row in story.text) / (len(subheads) + 1)
        yield f"whole-section-length:{_named(SECTION_LENGTHS, each, 'longest')}"
        if len(subheads) > 1:
            sizes = sorted(self._size[row] for row in subheads)
            yield f"whole-spread:{_named(SPREADS, sizes[-1] - sizes[0], 'far')}"
            middle = sizes[len(sizes) // 2]
            for size in sizes:
                yield f"whole-unlike:{_named(UNLIKE, abs(size - middle), 'far')}"

    def _of_heads(self, story: Group) -> Iterator[str]:
        kickers, titles, decks = (story.of(role) for role in (Role.KICKER, Role.TITLE, Role.SUBTITLE))
        heads, text = (*titles, *kickers, *decks), story.text
        if heads and text:
            yield f"whole-heads-in-text:{_named(HEAD_SHARES, self._share(heads, text), 'most')}"
        parts = "".join(name for name, rows in (("k", kickers), ("t", titles), ("d", decks)) if rows)
        yield f"whole-heads:{parts or STATES[story.states[0]].name.partition('.')[0]}"
        yield f"whole-bylines:{_few(len(story.of(Role.BYLINE)))}"
        captions = story.of(Role.CAPTION)
        if captions:
            yield f"whole-captions:{_few(len(captions))}"
        for caption in captions if text else ():
            yield f"whole-caption-in-text:{_named(HEAD_SHARES, self._share((caption,), text), 'most')}"

    def _share(self, below: Rows, above: Rows) -> float:
        """How much of the words of some blocks stands in others, by weight."""
        key = below, above
        if key not in self._shares:
            own, other = (self._held[list(rows)].any(axis=0) for rows in key)
            whole = float(self._rarity @ own)
            self._shares[key] = float(self._rarity @ (own & other)) / whole if whole else 0.0
        return self._shares[key]


def _sections(story: Group) -> list[Rows]:
    """A story's text as its subheads part it."""
    sections: list[list[int]] = [[]]
    for row, state in zip(story.rows, story.states, strict=True):
        role = STATES[state].role
        if role is Role.SUBHEAD:
            sections.append([])
        elif role is Role.BODY:
            sections[-1].append(row)
    return [tuple(rows) for rows in sections if rows]


def _few(number: int) -> str:
    return FEW[number] if number < len(FEW) else "more"


def _named(bounds: tuple[tuple[float, str], ...], value: float, beyond: str) -> str:
    """The name of the first upper bound that a value does not pass."""
    return next((name for most, name in bounds if value <= most), beyond)
