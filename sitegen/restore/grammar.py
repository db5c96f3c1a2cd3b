"""The decoder of the page grammar: which role every block has, and where one story ends and the next begins.

It finds the likeliest sequence of the grammar's states (`states.py`) for the page as a whole, so that a doubtful line is read by
what the rest of the page makes of it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import lru_cache
from math import log

import numpy as np

from sitegen.restore.cues import Sighting
from sitegen.restore.gains import told_of, weighed
from sitegen.restore.limits import NO_LIMITS, Limit, limited
from sitegen.restore.states import (
    ALLOWED,
    CANNOT_END,
    FIRST,
    FOLLOWS,
    IN_ROLE,
    INDEX,
    JUMPED,
    LAST,
    MAY_JUMP,
    MAY_REPEAT,
    RESUMES,
    ROLE_OF,
    ROLES,
    STATES,
    Matrix,
    Role,
    State,
    starts,
)
from sitegen.values import dataclass

__all__ = (
    "ALLOWED",
    "CANNOT_END",
    "FIRST",
    "FOLLOWS",
    "INDEX",
    "JUMPED",
    "LAST",
    "MAY_JUMP",
    "RESUMES",
    "STATES",
    "Contest",
    "Reading",
    "Role",
    "State",
    "Weights",
    "probabilities",
    "read",
    "scores",
    "speaks_for",
    "starts",
    "steps",
)


@dataclass(frozen=True, slots=True, eq=False)
class Weights:
    """What the cues speak for, as log-odds. Compared by identity: one set of weights is in use at a time.

    Args:
        roles: (cue, role) -> weight, whatever the form of the story.
        states: (cue, state) -> weight on top of that, in one form.
        steps: (state, state after it) -> weight.
        wholes: cue of a whole story -> weight, for every time it is counted.
    """

    roles: Mapping[tuple[str, str], float]
    states: Mapping[tuple[str, str], float]
    steps: Mapping[tuple[str, str], float]
    wholes: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Contest:
    """How the state of a block stands against the likeliest state of the runner-up's role.

    Args:
        rival: that state's name; "" where nothing else was open.
        margin: log-odds of the one against the other over all readings of the page.
        around: the part of the margin that neither the block's own cues nor the whole stories account for: how the lines before
            and after may be read.
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
        wholes: what the whole stories add to that, cue by cue.
    """

    sighting: Sighting
    state: State
    confidence: float
    runner_up: Role
    starts: bool
    pinned: str = ""
    contest: Contest = NO_CONTEST
    wholes: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class CueTable:
    """What every cue speaks for.

    Args:
        rows: cue -> its row in `weights`.
        weights: one weight a state; row cue, column state.
    """

    rows: Mapping[str, int]
    weights: Matrix


@lru_cache(maxsize=2)
def by_cue(weights: Weights) -> CueTable:
    """For each cue what it speaks for, as one weight a state."""
    cues = dict.fromkeys(cue for cue, _ in (*weights.roles, *weights.states))
    rows = {cue: row for row, cue in enumerate(cues)}
    table = np.zeros((len(rows), len(STATES)))
    for (cue, role), weight in weights.roles.items():
        table[rows[cue]] += weight * IN_ROLE[:, ROLES.index(Role(role))]
    for (cue, name), weight in weights.states.items():
        table[rows[cue], INDEX[name]] += weight
    return CueTable(rows, table)


def scores(seen: tuple[Sighting, ...], weights: Weights) -> Matrix:
    """Log-odds of every state for every block, from its cues alone; row block, column state."""
    known = by_cue(weights)
    table = np.zeros((len(seen), len(STATES)))
    for row, sighting in enumerate(seen):
        spoken = [known.rows[cue] for cue in ("always", *sighting.cues) if cue in known.rows]
        table[row] = np.add.reduce(known.weights.take(spoken, axis=0))
    jump = np.array([sighting.look == "jump" for sighting in seen])
    table[np.ix_(jump, ~MAY_JUMP)] = -np.inf
    single = np.array(["doubled" not in sighting.cues for sighting in seen])
    table[np.ix_(single, MAY_REPEAT)] = -np.inf
    return table


@lru_cache(maxsize=2)
def steps(weights: Weights) -> Matrix:
    """Log-odds of every step from state to state."""
    table = ALLOWED.copy()
    for (before, after), weight in weights.steps.items():
        table[INDEX[before], INDEX[after]] += weight
    table.setflags(write=False)
    return table


def probabilities(table: Matrix, step: Matrix) -> Matrix:
    """The probability of every state for every block over all readings of the page.

    Forward-backward with every row brought to a sum of one (Rabiner 1989), so that a page of any length stays within what a
    float holds; what no reading allows is exactly 0.
    """
    ways = np.broadcast_to(np.exp(step), (len(table), *ALLOWED.shape))
    seen = np.exp(table - table.max(axis=1, keepdims=True))
    forward, backward = np.zeros(table.shape), np.zeros(table.shape)
    forward[0] = seen[0] * np.exp(FIRST)
    for row in range(1, len(table)):
        reached = (forward[row - 1] @ ways[row]) * seen[row]
        forward[row] = reached / np.add.reduce(reached)
    backward[-1] = np.exp(LAST)
    for row in range(len(table) - 2, -1, -1):
        ahead = ways[row + 1] @ (backward[row + 1] * seen[row + 1])
        backward[row] = ahead / np.add.reduce(ahead)
    both = forward * backward
    return np.asarray(both / both.sum(axis=1, keepdims=True))


def runners_up(chances: Matrix, path: list[int]) -> tuple[list[Role], list[int]]:
    """For every block the next likeliest role beside that of its state, and the likeliest state of that role."""
    by_role = chances @ IN_ROLE
    by_role[np.arange(len(path)), ROLE_OF[path]] = -1.0
    roles = by_role.argmax(axis=1)
    rivals = np.where(roles[:, None] == ROLE_OF, chances, -1.0).argmax(axis=1)
    return [ROLES[role] for role in roles.tolist()], rivals.tolist()


def contest(own: Matrix, chance: Matrix, at: int, rival: int) -> Contest:
    """How a block's state stands against the runner-up.

    Args:
        own: the block's row of `scores`, with what whole stories add.
        chance: its row of `probabilities`.
        at: the state chosen.
        rival: the likeliest state of the runner-up's role.
    """
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
    known = by_cue(weights)
    against = known.weights[:, INDEX[state]] - known.weights[:, INDEX[rival]]
    told = [(cue, against.item(known.rows[cue])) for cue in ("always", *cues) if cue in known.rows]
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
    told = weighed(table, step, seen, weights.wholes)
    table, path = told.table, list(told.path)
    chances = probabilities(table, step)
    sure = (chances @ IN_ROLE)[np.arange(len(path)), ROLE_OF[path]].tolist()
    others, rivals = runners_up(chances, path)
    readings: list[Reading] = []
    before: State | None = None
    for row, (sighting, at) in enumerate(zip(seen, path, strict=True)):
        state, limit = STATES[at], limits.get(row)
        begins = starts(before, state) or (limit is not None and limit.starts)
        pinned = limit.pinned if limit else ""
        against = contest(table[row], chances[row], at, rivals[row])
        wholes = told_of(told.gains, row, at, rivals[row])
        readings.append(Reading(sighting, state, sure[row], others[row], begins, pinned, against, wholes))
        before = state
    return tuple(readings)
