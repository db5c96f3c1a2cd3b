"""What a whole story shows: how long it is, whether its parts speak of one thing, whether its subheads look like subheads.

The grammar sees a page block by block. Whether a short line is a subhead or the headline of another story is told by what it
makes: two stories that have nothing in common, or one whose sections do not. So the readings that the grammar holds likely are
weighed once more, by cues that are counted for every story of a reading and for every two stories in a row. As with the cues of a
block, a cue is a name; what it speaks for is in `weights.py`, as log-odds for the reading.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import numpy as np

from sitegen.restore.alternatives import Alternative
from sitegen.restore.cues import Sighting
from sitegen.restore.levels import level
from sitegen.restore.states import INDEX, STATES, Role, starts
from sitegen.restore.words import Floats, Ints, places_in, words_of
from sitegen.values import dataclass

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
TWO_HEADS_LENGTHS = ((120, "line"), (250, "brief"), (450, "short"), (900, "middle"))
"""How long the text is under a title with one line more: a deck stands in short news, a kicker above long stories."""
TEXTS = ((0, "none"), (1, "one"), (2, "two"), (4, "few"), (8, "some"))
"""How many blocks of text a story has."""
FEW = ("none", "one", "two", "three")
"""Names of small numbers."""
CREDITS = ((1, "few"), (4, "some"))
"""How many bylines and openings with a reporter's name a page has."""
CREDITING = ("byline", "lead")
"""Looks of lines that say who wrote a story."""
LONG_ENOUGH = 150
"""A story of so many characters mostly says who wrote it, where others of its page do."""
DASHED = frozenset({"dash-start", "dash-end"})
"""Cues of a line that says itself whether it leads into the title or follows it."""

OUTSIDE = INDEX["between.furniture"]
"""The state of what stands between stories."""

Rows = tuple[int, ...]
NO_WEIGHTS: Mapping[str, float] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Group:
    """One story of a reading: its blocks, and the state each is read as."""

    rows: Rows
    states: tuple[int, ...]

    def parts(self) -> Mapping[Role, Rows]:
        """Its blocks by their role."""
        found: dict[Role, list[int]] = {}
        for row, state in zip(self.rows, self.states, strict=True):
            found.setdefault(STATES[state].role, []).append(row)
        return {role: tuple(rows) for role, rows in found.items()}


@dataclass(frozen=True, slots=True)
class Told:
    """What a story shows.

    Args:
        first: its first block.
        text: the blocks of its running text.
        picture: its captions, where it has no running text.
        heads: where its second headline stands, "kicker" or "deck"; "" where it has none, or a dash tells.
        cues: its cues, one as often as it counts.
        worth: what these speak for.
    """

    first: int
    text: Rows
    picture: Rows
    heads: str
    cues: tuple[str, ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of a page in which another reading may tell other stories, from one story's beginning to another's.

    Args:
        other: the stories of the other reading.
        best: those of the best one.
        before, after: the texts of the stories before and after, which both have.
        habit: where most other stories of the page have their second headline; "" where that cannot be told.
    """

    other: list[Told]
    best: list[Told]
    before: Rows
    after: Rows
    habit: str


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
            if not found or (state.opens and starts(last, state)):
                found.append(([], []))
            found[-1][0].append(row)
            found[-1][1].append(at)
        last = state
    return [Group(tuple(rows), tuple(kinds)) for rows, kinds in found]


class Wholes:
    """The cues of whole stories on one page; what was counted once is remembered, for readings mostly differ in a story or two.

    Args:
        seen: the page's blocks with their cues.
        weights: what the cues speak for.
    """

    def __init__(self, seen: tuple[Sighting, ...], weights: Mapping[str, float] = NO_WEIGHTS) -> None:
        self._seen = seen
        self._weights = weights
        self._size = [len(sighting.block.text) for sighting in seen]
        self._credits = level(CREDITS, sum(sighting.look in CREDITING for sighting in seen), "many")
        self._words = words_of(tuple(sighting.block.text for sighting in seen))
        self._pairs: dict[Rows, tuple[Ints, Floats]] = {}
        self._shares: dict[tuple[Rows, Rows], float] = {}
        self._told: dict[Group, Told] = {}

    def gains(self, path: list[int], others: tuple[Alternative, ...]) -> list[float]:
        """By how much the stories of other readings speak for them, more than those of the best one for it, in log-odds.

        Args:
            path: the best reading.
            others: the other readings.
        """
        return [
            self._worth(stretch.other, stretch) - self._worth(stretch.best, stretch)
            for stretch in self._stretches(path, others)
        ]

    def differences(self, path: list[int], others: tuple[Alternative, ...]) -> list[Mapping[str, int]]:
        """By how much the cues of other readings outnumber those of the best one, cue by cue; as for `gains`."""
        found: list[Mapping[str, int]] = []
        for stretch in self._stretches(path, others):
            counts = Counter(self._cues(stretch.other, stretch))
            counts.subtract(Counter(self._cues(stretch.best, stretch)))
            found.append({cue: count for cue, count in counts.items() if count})
        return found

    def cues(self, path: list[int]) -> Counter[str]:
        """The cues of all stories of a reading."""
        stories = [self._of(group) for group in groups(path, 0, -1)]
        return Counter(self._cues(stories, Stretch(stories, stories, (), (), "")))

    def _stretches(self, path: list[int], others: tuple[Alternative, ...]) -> Iterator[Stretch]:
        stories = [self._of(group) for group in groups(path, 0, -1)]
        heads = Counter(each.heads for each in stories)
        for other in others:
            beyond = other.first + len(other.states)
            start, stop = _bounds(stories, other.first, beyond, len(path))
            changed = [*path[start : other.first], *other.states, *path[beyond:stop]]
            best = [each for each in stories if start <= each.first < stop]
            yield Stretch(
                other=[self._of(group) for group in groups(changed, start, path[start - 1] if start else -1)],
                best=best,
                before=next((each.text for each in reversed(stories) if each.first < start and each.text), ()),
                after=next((each.text for each in stories if each.first >= stop and each.text), ()),
                habit=_habit(heads, best),
            )

    def _worth(self, stories: list[Told], stretch: Stretch) -> float:
        beside = self._beside(stories, stretch)
        return sum(each.worth for each in stories) + sum(self._weights.get(cue, 0.0) for cue in beside)

    def _cues(self, stories: list[Told], stretch: Stretch) -> Iterator[str]:
        """The cues of some stories, and of them beside the others of the page."""
        for story in stories:
            yield from story.cues
        yield from self._beside(stories, stretch)

    def _beside(self, stories: list[Told], stretch: Stretch) -> Iterator[str]:
        before, after = stretch.before, stretch.after
        texts = [text for text in (before, *(story.text for story in stories), after) if text]
        for above, below in pairwise(texts):
            yield f"whole-apart:{level(TEXT_SHARES, self._share(below, above), 'most')}"
        for at, story in enumerate(stories):
            if stretch.habit and story.heads:
                yield f"whole-habit:{story.heads}:{'same' if story.heads == stretch.habit else 'other'}"
            if story.picture:
                above = next((each.text for each in reversed(stories[:at]) if each.text), before)
                below = next((each.text for each in stories[at:] if each.text), after)
                near = max((self._share(story.picture, text) for text in (above, below) if text), default=0.0)
                yield f"whole-picture-beside:{level(HEAD_SHARES, near, 'most')}"

    def _of(self, story: Group) -> Told:
        """What one story shows."""
        if story not in self._told:
            parts = story.parts()
            text = parts.get(Role.BODY, ())
            form = STATES[story.states[0]].name.partition(".")[0]
            cues = (
                *self._of_text(text, form),
                *self._of_sections(_sections(story)),
                *self._of_subheads(parts.get(Role.SUBHEAD, ()), text),
                *self._of_heads(parts, form),
                *self._of_two_heads(parts),
                *self._of_credit(parts),
            )
            worth = sum(self._weights.get(cue, 0.0) for cue in cues)
            picture = () if text else parts.get(Role.CAPTION, ())
            self._told[story] = Told(story.rows[0], text, picture, self._second_head(parts), cues, worth)
        return self._told[story]

    def _of_text(self, text: Rows, form: str) -> Iterator[str]:
        yield f"whole-length:{form}:{level(LENGTHS, self._length(text), 'longest')}"
        yield f"whole-texts:{form}:{level(TEXTS, len(text), 'many')}"
        if text:
            yield f"whole-leads:{_few(sum(self._seen[row].look == 'lead' for row in text[1:]))}"
            first = self._seen[text[0]]
            yield f"whole-begins:{'lead' if first.look == 'lead' else 'rest' if 'rest' in first.cues else 'text'}"
            yield f"whole-ends:{form}:{'open' if 'open' in self._seen[text[-1]].cues else 'over'}"

    def _of_sections(self, sections: list[Rows]) -> Iterator[str]:
        for above, below in pairwise(sections):
            yield f"whole-section:{level(TEXT_SHARES, self._share(below, above), 'most')}"
            yield f"whole-section-texts:{_few(len(below))}"

    def _of_subheads(self, subheads: Rows, text: Rows) -> Iterator[str]:
        yield f"whole-subheads:{_few(len(subheads))}"
        if not subheads:
            return
        each = self._length(text) / (len(subheads) + 1)
        yield f"whole-section-length:{level(SECTION_LENGTHS, each, 'longest')}"
        if len(subheads) > 1:
            sizes = sorted(self._size[row] for row in subheads)
            yield f"whole-spread:{level(SPREADS, sizes[-1] - sizes[0], 'far')}"
            middle = sizes[len(sizes) // 2]
            for size in sizes:
                yield f"whole-unlike:{level(UNLIKE, abs(size - middle), 'far')}"

    def _of_heads(self, parts: Mapping[Role, Rows], form: str) -> Iterator[str]:
        kickers, titles, decks = (parts.get(role, ()) for role in (Role.KICKER, Role.TITLE, Role.SUBTITLE))
        heads, text = (*titles, *kickers, *decks), parts.get(Role.BODY, ())
        if heads and text:
            yield f"whole-heads-in-text:{level(HEAD_SHARES, self._share(heads, text), 'most')}"
        named = "".join(name for name, rows in (("k", kickers), ("t", titles), ("d", decks)) if rows)
        yield f"whole-heads:{named or form}"
        rubrics = parts.get(Role.COLUMN, ())
        if rubrics:
            # A rubric may take two lines; two that stand apart are two rubrics, of which one is another story's.
            yield f"whole-rubrics:{_few(1 + sum(below - above > 1 for above, below in pairwise(rubrics)))}"
        yield f"whole-bylines:{_few(len(parts.get(Role.BYLINE, ())))}"
        captions = parts.get(Role.CAPTION, ())
        if captions:
            yield f"whole-captions:{_few(len(captions))}"
        for caption in captions if text else ():
            yield f"whole-caption-in-text:{level(HEAD_SHARES, self._share((caption,), text), 'most')}"

    def _of_credit(self, parts: Mapping[Role, Rows]) -> Iterator[str]:
        """Whether a story says who wrote it, on a page whose stories mostly do: one that does not may be a section of another."""
        text = parts.get(Role.BODY, ())
        if self._length(text) >= LONG_ENOUGH:
            named = (
                parts.get(Role.BYLINE) or self._seen[text[0]].look == "lead" or "signed" in self._seen[text[-1]].cues
            )
            yield f"whole-credited:{self._credits}:{'yes' if named else 'no'}"

    def _of_two_heads(self, parts: Mapping[Role, Rows]) -> Iterator[str]:
        """Of a title with one line above or below it: which of the two is the title.

        A deck adds a second fact to short news (我国核电装机容量达1.35亿千瓦 / 总规模保持世界第一), a kicker leads into a longer story
        (李良鹏拿下高空扁带世锦赛金牌并刷新世界纪录 / 在60米高空上全力冲刺).
        """
        form, text = self._second_head(parts), parts.get(Role.BODY, ())
        if not form:
            return
        first, second = (*parts.get(Role.KICKER, ()), *parts[Role.TITLE], *parts.get(Role.SUBTITLE, ()))
        yield f"whole-two-heads:{form}:{level(TWO_HEADS_LENGTHS, self._length(text), 'long')}"
        figures = "figures" in self._seen[first].cues, "figures" in self._seen[second].cues
        where = {(True, True): "both", (True, False): "first", (False, True): "second"}.get(figures, "neither")
        yield f"whole-two-figures:{form}:{where}"

    def _second_head(self, parts: Mapping[Role, Rows]) -> str:
        """Whether the one line beside a title is read as "kicker" or "deck"; "" for other stories, and where a dash tells."""
        kickers, titles, decks = (parts.get(role, ()) for role in (Role.KICKER, Role.TITLE, Role.SUBTITLE))
        if len(titles) != 1 or len(kickers) + len(decks) != 1 or not parts.get(Role.BODY):
            return ""
        if not DASHED.isdisjoint(self._seen[(kickers + decks)[0]].cues):
            return ""
        return "kicker" if kickers else "deck"

    def _length(self, rows: Rows) -> int:
        """The characters of some blocks."""
        return sum(self._size[row] for row in rows)

    def _share(self, below: Rows, above: Rows) -> float:
        """How much of the words of some blocks stands in others, by weight."""
        key = below, above
        if key not in self._shares:
            (own, weight), (other, _) = self._words_of(below), self._words_of(above)
            whole = float(weight.sum())
            self._shares[key] = float(weight[places_in(other, own)[1]].sum()) / whole if whole and len(other) else 0.0
        return self._shares[key]

    def _words_of(self, rows: Rows) -> tuple[Ints, Floats]:
        """The words of some blocks as sorted numbers, each once, and the weight of each."""
        if rows not in self._pairs:
            held = np.zeros(len(self._words.rarity), dtype=np.bool_)
            for row in rows:
                held[self._words.pairs_of[row]] = True
            own = np.flatnonzero(held)
            self._pairs[rows] = own, self._words.rarity[own]
        return self._pairs[rows]


def _bounds(stories: list[Told], first: int, beyond: int, end: int) -> tuple[int, int]:
    """From which block to which another reading may tell other stories.

    Stories without text that stand beside these are among them: what a picture shares with the text beside it may be told
    otherwise, too.

    Args:
        stories: those of the best reading.
        first: the first block that is read otherwise.
        beyond: the block after the last one.
        end: the number of blocks.
    """
    above = [each for each in stories if each.first < first]
    below = [each for each in stories if each.first > beyond]
    while len(above) > 1 and not above[-2].text:
        above.pop()
    while below and not below[0].text:
        below.pop(0)
    return above[-1].first if above else 0, below[0].first if below else end


def _habit(heads: Mapping[str, int], best: list[Told]) -> str:
    """Where most stories of the page have their second headline, but for some; "" where that cannot be told.

    Args:
        heads: how many have it where.
        best: the stories that do not count.
    """
    own = Counter(each.heads for each in best)
    more = heads.get("kicker", 0) - own["kicker"] - heads.get("deck", 0) + own["deck"]
    return "kicker" if more > 0 else "deck" if more < 0 else ""


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
