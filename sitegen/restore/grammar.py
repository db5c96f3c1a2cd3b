"""The page grammar and its decoder: which role every block has, and where one story ends and the next begins.

A page is `furniture* (story | photo story | jumped tail | furniture)*`. A story has its heads above its text
(`[column] [kicker] title [subtitle] [byline] body`) or below (`[byline] body [kicker] title [subtitle] [column]`); captions, credits,
rubrics and adverts may interrupt a body anywhere. Each state below is a role in one of these forms; the decoder finds the likeliest
sequence of states for the page as a whole, so that a doubtful line is read by what the rest of the page makes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from math import log

import numpy as np
import numpy.typing as npt

from sitegen.restore.cues import Sighting
from sitegen.restore.limits import NO_LIMITS, Limit, limited

Matrix = npt.NDArray[np.float64]


class Role(StrEnum):
    """What a block is."""

    TITLE = "title"
    KICKER = "kicker"
    SUBTITLE = "subtitle"
    COLUMN = "column"
    BYLINE = "byline"
    BODY = "body"
    SUBHEAD = "subhead"
    CAPTION = "caption"
    CREDIT = "credit"
    JUMP = "jump"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class State:
    """A role in one form of story.

    Args:
        name: `above.title` and the like, as in `weights.py`.
        role: what the block is.
        opens: a story may begin with it, so that one before it is over.
    """

    name: str
    role: Role
    opens: bool = False


STATES: tuple[State, ...] = (
    State("between.furniture", Role.FURNITURE),
    State("above.column", Role.COLUMN, opens=True),
    State("above.kicker", Role.KICKER, opens=True),
    State("above.title", Role.TITLE, opens=True),
    State("above.title-more", Role.TITLE),
    State("above.subtitle", Role.SUBTITLE),
    State("above.late-column", Role.COLUMN),
    State("above.byline", Role.BYLINE),
    State("above.jump", Role.JUMP),
    State("above.early-caption", Role.CAPTION),
    State("above.early-credit", Role.CREDIT),
    State("above.start", Role.BODY),
    State("above.body", Role.BODY),
    State("above.subhead", Role.SUBHEAD),
    State("above.caption", Role.CAPTION),
    State("above.credit", Role.CREDIT),
    State("above.rubric", Role.COLUMN),
    State("above.furniture", Role.FURNITURE),
    State("below.jump", Role.JUMP, opens=True),
    State("below.byline", Role.BYLINE, opens=True),
    State("below.start", Role.BODY, opens=True),
    State("below.body", Role.BODY),
    State("below.subhead", Role.SUBHEAD),
    State("below.caption", Role.CAPTION),
    State("below.credit", Role.CREDIT),
    State("below.rubric", Role.COLUMN),
    State("below.furniture", Role.FURNITURE),
    State("below.kicker", Role.KICKER),
    State("below.title", Role.TITLE),
    State("below.title-more", Role.TITLE),
    State("below.subtitle", Role.SUBTITLE),
    State("below.column", Role.COLUMN),
    State("below.late-caption", Role.CAPTION),
    State("below.late-credit", Role.CREDIT),
    State("titled.title", Role.TITLE, opens=True),
    State("titled.caption", Role.CAPTION),
    State("titled.more", Role.CAPTION),
    State("titled.credit", Role.CREDIT),
    State("photo.caption", Role.CAPTION, opens=True),
    State("photo.more", Role.CAPTION),
    State("photo.credit", Role.CREDIT),
    State("photo.under", Role.TITLE),
)
INDEX = {state.name: at for at, state in enumerate(STATES)}
OF_ROLE = {role: tuple(at for at, state in enumerate(STATES) if state.role is role) for role in Role}
OPENERS = "above.column above.kicker above.title below.jump below.byline below.start titled.title photo.caption between.furniture"
ABOVE_TEXT = "above.byline above.jump above.subhead above.early-caption above.start"
ABOVE_INSIDE = "above.body above.subhead above.caption above.rubric above.furniture"
BELOW_INSIDE = "below.body below.subhead below.caption below.rubric below.furniture"
BELOW_HEADS = "below.kicker below.title"

FOLLOWS: Mapping[str, str] = {
    "between.furniture": OPENERS,
    "above.column": "above.column above.kicker above.title",
    "above.kicker": "above.kicker above.title",
    "above.title": f"above.title-more above.subtitle above.late-column {ABOVE_TEXT}",
    "above.title-more": f"above.subtitle above.late-column {ABOVE_TEXT}",
    "above.subtitle": f"above.subtitle above.late-column {ABOVE_TEXT}",
    "above.late-column": ABOVE_TEXT,
    "above.byline": ABOVE_TEXT,
    "above.jump": "above.byline above.start",
    "above.early-caption": f"above.early-credit {ABOVE_TEXT}",
    "above.early-credit": ABOVE_TEXT,
    "above.start": f"{ABOVE_INSIDE} {OPENERS}",
    "above.body": f"{ABOVE_INSIDE} {OPENERS}",
    "above.subhead": "above.subhead above.start above.body above.caption above.furniture above.rubric",
    "above.caption": f"above.credit {ABOVE_INSIDE} {OPENERS}",
    "above.credit": f"{ABOVE_INSIDE} {OPENERS}",
    "above.rubric": f"{ABOVE_INSIDE} {OPENERS}",
    "above.furniture": f"{ABOVE_INSIDE} {OPENERS}",
    "below.jump": "below.start",
    "below.byline": "below.byline below.start",
    "below.start": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.body": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.subhead": "below.subhead below.body below.caption below.furniture below.rubric",
    "below.caption": f"below.credit {BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.credit": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.rubric": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.furniture": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.kicker": "below.kicker below.title",
    "below.title": f"below.title-more below.subtitle below.column below.late-caption {OPENERS}",
    "below.title-more": f"below.subtitle below.column below.late-caption {OPENERS}",
    "below.subtitle": f"below.subtitle below.column below.late-caption {OPENERS}",
    "below.column": f"below.late-caption {OPENERS}",
    "below.late-caption": f"below.late-caption below.late-credit {OPENERS}",
    "below.late-credit": f"below.late-caption {OPENERS}",
    "titled.title": "titled.caption",
    "titled.caption": f"titled.more titled.credit {OPENERS}",
    "titled.more": f"titled.more titled.credit {OPENERS}",
    "titled.credit": f"titled.more {OPENERS}",
    "photo.caption": f"photo.more photo.credit photo.under {OPENERS}",
    "photo.more": f"photo.more photo.credit photo.under {OPENERS}",
    "photo.credit": f"photo.more photo.under {OPENERS}",
    "photo.under": OPENERS,
}
"""What may stand after each state: the grammar itself. A story cannot end with a kicker or a subhead, a credit needs a caption."""

JUMPED = ("above.jump", "above.start", "below.jump", "below.start")
"""Where alone a jump line may stand, or the text that begins with one: before all other text of its story."""
CANNOT_END = (
    "above.column",
    "above.kicker",
    "below.jump",
    "below.byline",
    "below.kicker",
    "titled.title",
    "above.title",
    "above.early-caption",
)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What the cues speak for, as log-odds. Compared by identity: one set of weights is in use at a time.

    Args:
        roles: (cue, role) -> weight, whatever the form of the story.
        states: (cue, state) -> weight on top of that, in one form.
        steps: (state, state after it) -> weight.
    """

    roles: Mapping[tuple[str, str], float]
    states: Mapping[tuple[str, str], float]
    steps: Mapping[tuple[str, str], float]


@dataclass(frozen=True, slots=True)
class Contest:
    """How the state of a block stands against the likeliest state of the runner-up's role.

    Args:
        rival: that state's name; "" where nothing else was open.
        margin: log-odds of the one against the other over all readings of the page.
        around: the part of the margin that the block's own cues do not account for: how the lines before and after may be read.
    """

    rival: str = ""
    margin: float = 0.0
    around: float = 0.0


NO_CONTEST = Contest()


@dataclass(frozen=True, slots=True)
class Reading:
    """One block as it was read.

    Args:
        sighting: the block with its cues.
        state: the state it was given.
        confidence: the probability of its role among all readings of the page.
        runner_up: the next likeliest role.
        starts: a story begins here.
        pinned: where an editor gives it its role, in words; "" where the program does.
        contest: how it stands against the runner-up.
    """

    sighting: Sighting
    state: State
    confidence: float
    runner_up: Role
    starts: bool
    pinned: str = ""
    contest: Contest = NO_CONTEST


def may_follow() -> Matrix:
    """0 where one state may follow another, minus infinity where it may not; row before, column after."""
    allowed = np.full((len(STATES), len(STATES)), -np.inf)
    for before, after in FOLLOWS.items():
        for name in after.split():
            allowed[INDEX[before], INDEX[name]] = 0.0
    return allowed


ALLOWED = may_follow()
MAY_JUMP = np.array([state.name in JUMPED for state in STATES])
FIRST = np.array([0.0 if state.opens or state.name == "between.furniture" else -np.inf for state in STATES])
LAST = np.array([-np.inf if state.name in CANNOT_END else 0.0 for state in STATES])


@lru_cache(maxsize=2)
def by_cue(weights: Weights) -> Mapping[str, Matrix]:
    """For each cue what it speaks for, as one weight a state."""
    vectors: dict[str, Matrix] = {}
    for (cue, role), weight in weights.roles.items():
        vector = vectors.setdefault(cue, np.zeros(len(STATES)))
        vector += weight * np.array([state.role.value == role for state in STATES])
    for (cue, name), weight in weights.states.items():
        vectors.setdefault(cue, np.zeros(len(STATES)))[INDEX[name]] += weight
    return vectors


def scores(seen: tuple[Sighting, ...], weights: Weights) -> Matrix:
    """Log-odds of every state for every block, from its cues alone; row block, column state."""
    vectors = by_cue(weights)
    table = np.zeros((len(seen), len(STATES)))
    for row, sighting in enumerate(seen):
        for cue in ("always", *sighting.cues):
            if cue in vectors:
                table[row] += vectors[cue]
        if sighting.look == "jump":
            table[row, ~MAY_JUMP] = -np.inf
    return table


def steps(weights: Weights) -> Matrix:
    """Log-odds of every step from state to state."""
    table = ALLOWED.copy()
    for (before, after), weight in weights.steps.items():
        table[INDEX[before], INDEX[after]] += weight
    return table


def best_path(table: Matrix, step: Matrix) -> list[int]:
    """The likeliest sequence of states (Viterbi 1967); the steps are the same for every block, or each block's own."""
    step = np.broadcast_to(step, (len(table), *ALLOWED.shape))
    cost = table[0] + FIRST
    back = np.zeros(table.shape, dtype=np.intp)
    for row in range(1, len(table)):
        ways = cost[:, None] + step[row]
        back[row] = ways.argmax(axis=0)
        cost = ways.max(axis=0) + table[row]
    path = [int((cost + LAST).argmax())]
    for row in range(len(table) - 1, 0, -1):
        path.append(int(back[row, path[-1]]))
    return path[::-1]


def probabilities(table: Matrix, step: Matrix) -> Matrix:
    """The probability of every state for every block over all readings of the page (forward-backward)."""
    step = np.broadcast_to(step, (len(table), *ALLOWED.shape))
    forward = np.zeros(table.shape)
    backward = np.zeros(table.shape)
    forward[0] = table[0] + FIRST
    for row in range(1, len(table)):
        forward[row] = _total(forward[row - 1][:, None] + step[row], axis=0) + table[row]
    backward[-1] = LAST
    for row in range(len(table) - 2, -1, -1):
        backward[row] = _total(step[row + 1] + (backward[row + 1] + table[row + 1])[None, :], axis=1)
    whole = _total(forward[-1] + LAST, axis=0)
    return np.asarray(np.exp(forward + backward - whole))


def _total(logs: Matrix, axis: int) -> Matrix:
    """Logarithm of the sum of exponentials, minus infinity where there is nothing to sum."""
    top = logs.max(axis=axis, keepdims=True)
    safe = np.where(np.isfinite(top), top, 0.0)
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(np.exp(logs - safe).sum(axis=axis)) + safe.squeeze(axis))


def contest(own: Matrix, chance: Matrix, at: int, runner_up: Role) -> Contest:
    """How a block's state stands against the runner-up.

    Args:
        own: the block's row of `scores`.
        chance: its row of `probabilities`.
        at: the state chosen.
        runner_up: the next likeliest role.
    """
    rival = max(OF_ROLE[runner_up], key=chance.item)
    won, lost = chance.item(at), chance.item(rival)
    if not (won > 0.0 and lost > 0.0):
        return NO_CONTEST
    margin = log(won) - log(lost)
    return Contest(STATES[rival].name, margin, margin - (own.item(at) - own.item(rival)))


def speaks_for(cues: tuple[str, ...], state: str, rival: str, weights: Weights) -> tuple[tuple[str, float], ...]:
    """What each cue of a block adds to the log-odds of one state against another: the very numbers that `scores` sums.

    Returns:
        The cues that add anything, with their weights, the strongest first; negative ones speak for the rival.
    """
    vectors = by_cue(weights)
    one, other = INDEX[state], INDEX[rival]
    told = [(cue, float(vectors[cue][one] - vectors[cue][other])) for cue in ("always", *cues) if cue in vectors]
    return tuple(sorted(((cue, weight) for cue, weight in told if weight), key=lambda pair: (-abs(pair[1]), pair[0])))


def read(seen: tuple[Sighting, ...], weights: Weights, limits: Mapping[int, Limit] = NO_LIMITS) -> tuple[Reading, ...]:
    """The likeliest reading of a page: a state for every block, and how sure each is.

    Args:
        seen: the page's blocks with their cues.
        weights: what the cues speak for.
        limits: what an editor has decided, by the place of the block.
    """
    if not seen:
        return ()
    table, step = limited(scores(seen, weights), steps(weights), limits)
    path, chances = best_path(table, step), probabilities(table, step)
    readings: list[Reading] = []
    before: State | None = None
    for row, (sighting, at, chance) in enumerate(zip(seen, path, chances, strict=True)):
        by_role = {role: float(sum(chance[i] for i, s in enumerate(STATES) if s.role is role)) for role in Role}
        state = STATES[at]
        others = sorted((role for role in Role if role is not state.role), key=lambda role: -by_role[role])
        limit = limits.get(row)
        begins = starts(before, state) or (limit is not None and limit.starts)
        pinned = limit.pinned if limit else ""
        against = contest(table[row], chance, at, others[0])
        readings.append(Reading(sighting, state, by_role[state.role], others[0], begins, pinned, against))
        before = state
    return tuple(readings)


CONTINUES: Mapping[str, tuple[str, ...]] = {
    "above.kicker": ("above.column", "above.kicker"),
    "above.column": ("above.column",),
    "above.title": ("above.column", "above.kicker"),
    "below.byline": ("below.byline",),
    "below.start": ("below.jump", "below.byline"),
}
"""States that open a story unless one of these stands before them: the second line of a head, what a jump line introduces."""


def starts(before: State | None, state: State) -> bool:
    """Does a story begin with this block?"""
    return state.opens and (before is None or before.name not in CONTINUES.get(state.name, ()))
