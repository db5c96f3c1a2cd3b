"""An editor's pins as the steps of the restoration use them: where blocks begin, what a reading may be, what belongs together.

Pins are no corrections afterwards: they narrow what each step may choose, and the step finds the best of what is left. Where an
editor decided, the grammar gives way: a state may follow another as it otherwise may not, at a cost. What the pins mean to an
editor is told in `docs/pins.md`.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping
from dataclasses import field
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from sitegen.pins import Pin, PinRule, Pins
from sitegen.restore.clean import Line
from sitegen.restore.cues import Sighting
from sitegen.restore.grammar import ALLOWED, FIRST, INDEX, LAST, MAY_JUMP, STATES, Role, starts
from sitegen.restore.limits import Limit
from sitegen.restore.rejoin import Ties
from sitegen.restore.states import IN_ROLE, ROLES
from sitegen.values import dataclass

NO_PINS = Pins()
AGAINST_GRAMMAR, NEW_STORY_AGAINST_GRAMMAR = -25.0, -60.0
"""Log-odds of a step that the grammar does not know, beside a pinned block: less than any reading that the grammar does know costs."""

STARTS = np.array([[starts(before, after) for after in STATES] for before in STATES])
"""Whether a story begins with the state after (column) when it follows the state before (row)."""
OPENS = np.array([state.opens for state in STATES])
OF_ROLE = dict(zip(ROLES, IN_ROLE.T > 0, strict=True))
GIVING_WAY = np.where(np.isfinite(ALLOWED), 0.0, np.where(STARTS, NEW_STORY_AGAINST_GRAMMAR, AGAINST_GRAMMAR))
MAY_END = np.isfinite(ALLOWED[:, INDEX["between.furniture"]])
ANY_START = np.repeat(np.where(MAY_END, 0.0, NEW_STORY_AGAINST_GRAMMAR)[:, None], len(STATES), axis=1)
"""What it costs to begin a story with a state that opens none: nothing where the one before may end."""
SURE_TO_KEEP: tuple[PinRule, ...] = ("role", "start", "join", "same")
"""Pins that limit readings; those later in this order give way to those before, should they not all be possible."""


def because(pins: Pins, pin: Pin) -> str:
    """Where a pinned decision comes from, in words."""
    return f"pinned by {pins.file}:{pin.line}"


def cuts_of(pins: Pins, lines: tuple[Line, ...]) -> frozenset[int]:
    """The lines that begin a block, for pins stand at them or end before them."""
    if not pins.pins:
        return frozenset()
    numbers = [line.number for line in lines]
    wanted: list[int] = []
    for pin in pins.pins:
        if pin.rule in ("role", "start"):
            wanted += [first for first, _ in pin.spans]
        if pin.rule in ("role", "cut"):
            wanted += [last + 1 for _, last in pin.spans]
        if pin.rule == "join":
            above, below = pair_of(pin)
            wanted += [above + 1, below]
    cuts = {number for line in wanted for number in numbers[bisect_left(numbers, line) :][:1]}
    return frozenset(cuts - joins_of(pins, lines))


def joins_of(pins: Pins, lines: tuple[Line, ...]) -> frozenset[int]:
    """The lines that go on with the block of the line just before them, for they are joined to it."""
    pairs = {pair_of(pin) for pin in pins.pins if pin.rule == "join"}
    if not pairs:
        return frozenset()
    numbers = [line.number for line in lines]
    return frozenset(after for before, after in pairwise(numbers) if (before, after) in pairs)


def ties_of(pins: Pins) -> Ties:
    """What the pins say about paragraphs."""
    joins = {pair_of(pin): because(pins, pin) for pin in pins.pins if pin.rule == "join"}
    cuts = {pin.spans[0][0]: because(pins, pin) for pin in pins.pins if pin.rule == "cut"}
    return Ties(joins, cuts)


def pair_of(pin: Pin) -> tuple[int, int]:
    """The two lines of a join: the one that breaks off, the one that goes on."""
    return pin.spans[0][0], pin.spans[1][0]


@dataclass(slots=True)
class _Row:
    """What the pins say about one block, while they are put together.

    Args:
        states: which it may have.
        pinned: where its role is decided, in words.
        gives_way: the grammar gives way for the step into it.
        starts: a story begins with it.
        goes_on: none does.
    """

    states: npt.NDArray[np.bool_] = field(default_factory=lambda: np.ones(len(STATES), dtype=bool))
    pinned: str = ""
    gives_way: bool = False
    starts: bool = False
    goes_on: bool = False

    @property
    def free(self) -> bool:
        """Whether no pin says anything about it."""
        return not (self.pinned or self.gives_way or self.goes_on)


def limits_of(pins: Pins, seen: tuple[Sighting, ...]) -> Mapping[int, Limit]:
    """What the pins leave of each block's readings; where not all of them are possible together, the fewest that must are left out."""
    if not pins.pins:
        return {}
    asked = sorted((pin for pin in pins.pins if pin.rule in SURE_TO_KEEP), key=lambda pin: SURE_TO_KEEP.index(pin.rule))
    limits = _limits(pins, asked, seen)
    if _passable(limits, seen):
        return limits
    kept: list[Pin] = []
    for pin in asked:
        if _passable(_limits(pins, [*kept, pin], seen), seen):
            kept.append(pin)
    return _limits(pins, kept, seen)


def _limits(pins: Pins, asked: Iterable[Pin], seen: tuple[Sighting, ...]) -> dict[int, Limit]:
    """The limits that some of the pins set, all together."""
    rows = [_Row() for _ in range(len(seen) + 1)]
    for pin in asked:
        touched = [at for at, sighting in enumerate(seen) if touches(pin, sighting.block.lines)]
        _ask(pin, because(pins, pin), touched, rows)
        if pin.rule == "same":
            # Where a later part begins, the page may well begin an article; `gather` brings it home.
            for span in pin.spans:
                for at in [at for at in touched if within(span, seen[at].block.lines)][1:]:
                    rows[at].goes_on = True
    return {at: _limit(row) for at, row in enumerate(rows[:-1]) if not row.free}


def _ask(pin: Pin, why: str, touched: list[int], rows: list[_Row]) -> None:
    """Note what one pin says about the blocks it touches."""
    apart = pin.rule == "join" and len(touched) > 1
    if pin.rule == "role" or apart:
        role = Role.BODY if apart else Role(pin.choice)
        for at in touched:
            rows[at].states = rows[at].states & OF_ROLE[role]
            rows[at].pinned = rows[at].pinned or why
            rows[at].gives_way = rows[at + 1].gives_way = True
    if pin.rule == "start":
        for at in touched:
            rows[at].starts = rows[at].gives_way = True
    if apart:
        rows[touched[-1]].goes_on = True


def touches(pin: Pin, lines: tuple[int, ...]) -> bool:
    """Does a pin name any of the lines?"""
    return any(within(span, lines) for span in pin.spans)


def within(span: tuple[int, int], lines: tuple[int, ...]) -> bool:
    """Is any of the lines in a run of them?"""
    return any(span[0] <= line <= span[1] for line in lines)


def _limit(row: _Row) -> Limit:
    steps = GIVING_WAY if row.gives_way else ALLOWED
    states = row.states
    if row.starts and (states & OPENS).any():
        states = states & OPENS
        steps = np.where(STARTS, steps, -np.inf)
    elif row.starts:
        steps = ANY_START
    if row.goes_on:
        steps = np.where(STARTS, -np.inf, steps)
    if row.starts and row.goes_on:
        states = np.zeros_like(states)
    return Limit(states, steps, row.starts, row.pinned)


def _passable(limits: Mapping[int, Limit], seen: tuple[Sighting, ...]) -> bool:
    """Is there any reading of the page within the limits?"""
    reached = np.isfinite(FIRST)
    for at, sighting in enumerate(seen):
        limit = limits.get(at)
        if at:
            reached = (reached[:, None] & np.isfinite(limit.steps if limit else ALLOWED)).any(axis=0)
        may_jump = MAY_JUMP if sighting.look == "jump" else np.ones(len(STATES), dtype=bool)
        states = limit.states if limit else may_jump
        reached = reached & (states & may_jump if (states & may_jump).any() else states)
    return bool((reached & np.isfinite(LAST)).any())
