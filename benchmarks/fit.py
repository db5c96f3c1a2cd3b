"""Fit the weights of the cues to gold pages, and write `sitegen/restore/weights.py`.

    python benchmarks/fit.py

Learned from are the pages of this repository (`corpus.py`), and more that `layouts.py` lays out anew from their stories. What unseen
pages may expect is measured by `restoration.py --held-out`.

The grammar is a conditional random field over the page grammar: the score of a reading is the sum of the weights of its cues and
steps, and the weights are those that make the gold readings likeliest, held small by a Gaussian prior (Lafferty et al. 2001). What
whole stories say (`retelling.py`) is learned after it, from pages that the grammar was not fitted on.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields, replace
from itertools import chain, repeat
from pathlib import Path
from typing import TypeVar

import numpy as np
from beliefs import BELIEF_OF_RESUMING, BELIEFS, BELIEFS_OF_STATES
from corpus import FIVE, LEARNED, Corpus
from gold import Example, example
from layouts import Gold, relaid
from retelling import Choice, choice_of_printed, choice_of_relaid, fit_wholes
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from sitegen.restore.cues import Sighting, speaks_of_place
from sitegen.restore.grammar import Weights
from sitegen.restore.states import ALLOWED, IN_ROLE, INDEX, RESUMES, ROLE_OF, ROLES, STATES

T = TypeVar("T")
K = TypeVar("K")
TABLES = tuple(field.name for field in fields(Weights))
PRIORS = (2.0, 3.0, 0.6)
"""How strongly weights are held near what is believed of them: by role, by state on top of that, by step."""
RELAID_COUNT, FIVE_COUNT = 0.35, 10.0
"""How much a page laid out anew, and one of the five real pages, counts against any other page."""
MOST_STEPS = 200
FEWEST = 3
"""A cue seen in fewer blocks than this is left out, unless an editor has a word to say of it, which then is what it speaks for."""
SMALLEST = 0.04
"""A weight smaller than this is dropped."""
RELAID_A_PAGE = 6
"""How many pages are laid out anew for each that was printed."""
DRAWS = (1, 2)
"""Seeds of the pages laid out anew. Weights are the mean of as many fits: what one draw teaches by chance the others do not."""
PARTS = 5
"""Parts that pages are split into where weights must not have seen them, page by page in turn, so that every style is in each."""
RETOLD_A_PAGE, RETOLD_COUNT, RETOLD_SEED = 5, 0.3, 11
"""How many other pages are laid out anew to learn from what whole stories say, how much each counts, and their seed."""
TARGET = Path(__file__).parents[1] / "sitegen" / "restore" / "weights.py"


@dataclass(frozen=True)
class Run:
    """A run of blocks whose true states are known, and how much it counts."""

    seen: tuple[Sighting, ...]
    states: tuple[int, ...]
    weight: float


def runs_of(page: Example, weight: float) -> tuple[Run, ...]:
    """The longest runs of a page that the grammar allows; where it does not, or the gold page does not tell, a new run begins."""
    found: list[Run] = []
    run: list[tuple[Sighting, int]] = []
    for sighting, name in zip(page.seen, page.states, strict=True):
        if not name or (run and ALLOWED[run[-1][1], INDEX[name]] != 0.0):
            found += [_run(run, weight)] if len(run) > 1 else []
            run = []
        if name:
            run.append((sighting, INDEX[name]))
    found += [_run(run, weight)] if len(run) > 1 else []
    return tuple(found)


def _run(run: list[tuple[Sighting, int]], weight: float) -> Run:
    return Run(tuple(sighting for sighting, _ in run), tuple(state for _, state in run), weight)


class Batch:
    """All runs side by side, so that one matrix product moves every run one block on.

    `cues` is the cues of every block (rows: blocks, run after run; columns: cues); `place` says where in the padded batch
    (block in its run, run) each row stands.
    """

    def __init__(self, runs: tuple[Run, ...], number: dict[str, int]) -> None:
        runs = tuple(sorted(runs, key=lambda run: -len(run.states)))
        rows, columns = [], []
        blocks = [sighting for run in runs for sighting in run.seen]
        for row, sighting in enumerate(blocks):
            known = [number[cue] for cue in ("always", *sighting.cues) if cue in number]
            rows += [row] * len(known)
            columns += known
        ones = np.ones(len(rows))
        self.cues = csr_matrix((ones, (rows, columns)), shape=(len(blocks), len(number)))
        self.back = self.cues.T.tocsr()
        self.weights = np.array([run.weight for run in runs])
        self.truth = np.array([state for run in runs for state in run.states])
        lengths = [len(run.states) for run in runs]
        self.place = (np.concatenate([np.arange(n) for n in lengths]), np.repeat(np.arange(len(runs)), lengths))
        self.alive = [sum(n > at for n in lengths) for at in range(lengths[0])]
        first = self.place[0] == 0
        self.after = np.flatnonzero(~first)

    def loss(self, both: np.ndarray, step: np.ndarray) -> tuple[float, np.ndarray, np.ndarray]:
        """Minus the log-likelihood of the true readings, and its slopes by cue and state, and by step (forward-backward)."""
        table = self.cues @ both
        tops = table.max(axis=1)
        shape = (len(self.alive), self.alive[0], len(STATES))
        here = np.ones(shape)
        here[self.place] = np.exp(table - tops[:, None])
        onward = np.exp(step)
        forward, backward, scale = np.zeros(shape), np.ones(shape), np.ones(shape[:2])
        for at, n in enumerate(self.alive):
            reached = here[at, :n] * (forward[at - 1, :n] @ onward) if at else here[at, :n]
            scale[at, :n] = reached.sum(axis=1)
            forward[at, :n] = reached / scale[at, :n, None]
        moved = np.zeros_like(step)
        for at in range(len(self.alive) - 2, -1, -1):
            n = self.alive[at + 1]
            coming = here[at + 1, :n] * backward[at + 1, :n] / scale[at + 1, :n, None]
            backward[at, :n] = coming @ onward.T
            moved += (self.weights[:n, None] * forward[at, :n]).T @ coming
        chance = (forward * backward)[self.place]
        rows, counts = np.arange(len(self.truth)), self.weights[self.place[1]]
        before, after = self.truth[self.after - 1], self.truth[self.after]
        truth = float(counts @ table[rows, self.truth] + counts[self.after] @ step[before, after])
        chance[rows, self.truth] -= 1.0
        moved *= onward
        np.add.at(moved, (before, after), -counts[self.after])
        whole = float((np.log(scale) @ self.weights).sum() + counts @ tops)
        return whole - truth, self.back @ (counts[:, None] * chance), moved


def fit(runs: tuple[Run, ...]) -> Weights:
    """The likeliest weights for these runs of blocks."""
    seen = Counter(cue for run in runs for sighting in run.seen for cue in sighting.cues)
    often = {cue for cue, n in seen.items() if n >= FEWEST}
    names = ["always", *sorted(often | BELIEFS.keys() | BELIEFS_OF_STATES.keys())]
    batch = Batch(runs, {name: at for at, name in enumerate(names)})
    places = np.array([speaks_of_place(name) for name in names])
    allowed = np.isfinite(ALLOWED)
    shape = (len(names), len(ROLES)), (len(names), len(STATES)), int(allowed.sum())
    sizes = shape[0][0] * shape[0][1], shape[1][0] * shape[1][1], shape[2]

    def unpack(flat: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        roles, states, step = np.split(flat, np.cumsum(sizes)[:2])
        full = ALLOWED.copy()
        full[allowed] += step
        return roles.reshape(shape[0]), states.reshape(shape[1]) * places[:, None], full

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        roles, states, step = unpack(flat)
        total, slope_both, slope_step = batch.loss(states + roles[:, ROLE_OF], step)
        slope_states = slope_both * places[:, None]
        slope_roles = slope_both @ IN_ROLE
        parts = np.split(flat, np.cumsum(sizes)[:2])
        slopes = [slope_roles.ravel(), slope_states.ravel(), slope_step[allowed]]
        for prior, part, mean, slope in zip(PRIORS, parts, means, slopes, strict=True):
            total += prior * float((part - mean) @ (part - mean)) / 2
            slope += prior * (part - mean)
        return total, np.concatenate(slopes)

    means = believed(names)
    done = minimize(loss, np.concatenate(means), jac=True, method="L-BFGS-B", options={"maxiter": MOST_STEPS})
    roles, states, step = unpack(done.x)
    return Weights(
        {(c, r.value): v for i, c in enumerate(names) for j, r in enumerate(ROLES) if abs(v := round(roles[i, j], 2)) > SMALLEST},
        {(c, s.name): v for i, c in enumerate(names) for j, s in enumerate(STATES) if abs(v := round(states[i, j], 2)) > SMALLEST},
        {(a.name, b.name): round(step[i, j], 2) for i, a in enumerate(STATES) for j, b in enumerate(STATES)
         if allowed[i, j] and abs(step[i, j]) > SMALLEST},
    )  # fmt: skip


def believed(names: list[str]) -> list[np.ndarray]:
    """The means of the weights, laid out as the weights are: by cue and role, by cue and state, by step."""
    roles = [[BELIEFS.get(cue, {}).get(role.value, 0.0) for role in ROLES] for cue in names]
    states = [[BELIEFS_OF_STATES.get(cue, {}).get(state.name, 0.0) for state in STATES] for cue in names]
    step = np.zeros_like(ALLOWED)
    for before, afters in RESUMES.items():
        for after in afters.split():
            step[INDEX[before], INDEX[after]] = BELIEF_OF_RESUMING
    return [np.array(roles).ravel(), np.array(states).ravel(), step[np.isfinite(ALLOWED)]]


def write(weights: Weights, target: Path) -> None:
    """The weights as a module of three tables, by cue."""
    rows: dict[str, dict[str, dict[str, float]]] = {"ROLES": {}, "STATES": {}, "STEPS": {}}
    for table, values in (("ROLES", weights.roles), ("STATES", weights.states), ("STEPS", weights.steps)):
        grouped: dict[str, dict[str, float]] = defaultdict(dict)
        for (first, second), value in sorted(values.items()):
            grouped[first][second] = float(value)
        rows[table] = dict(grouped)
    lines = [
        '"""What each cue speaks for, as log-odds: fitted by `benchmarks/fit.py`, not to be edited by hand.\n',
        "ROLES: cue -> role -> weight. STATES: cue -> state of the grammar -> weight on top. STEPS: state -> the state after it -> weight.",
        "WHOLES: cue of a whole story -> weight.",
        '"""\n',
        "from sitegen.restore.grammar import Weights\n",
        "# fmt: off",
    ]
    for table, grouped in rows.items():
        lines.append(f"{table} = {{")
        lines += [f"    {first!r}: {second!r}," for first, second in grouped.items()]
        lines.append("}")
    lines += ["WHOLES = {", *(f"    {cue!r}: {weight}," for cue, weight in sorted(weights.wholes.items())), "}"]
    lines += [
        "# fmt: on\n",
        "WEIGHTS = Weights(",
        "    {(cue, role): w for cue, row in ROLES.items() for role, w in row.items()},",
        "    {(cue, state): w for cue, row in STATES.items() for state, w in row.items()},",
        "    {(before, after): w for before, row in STEPS.items() for after, w in row.items()},",
        "    WHOLES,",
        ")",
    ]
    target.write_text("\n".join(lines).replace("'", '"') + "\n", "utf-8")


@dataclass(frozen=True)
class Lesson:
    """A raw page to learn from: its bytes, its gold, and how much it counts."""

    data: bytes
    gold: Gold
    counts: float


def lesson(corpus: Corpus, name: str) -> Lesson:
    """A page of a corpus; the five were set and scanned, all others only laid out."""
    return Lesson(corpus.data(name), corpus.gold_of(name), FIVE_COUNT if corpus is FIVE else 1.0)


def grammar_of(lessons: tuple[Lesson, ...], draw: int) -> Weights:
    """What the cues of blocks speak for, as raw pages and their gold teach it, with pages laid out anew from the same stories."""
    anew = relaid(tuple(each.gold for each in lessons), RELAID_A_PAGE * len(lessons), draw)
    runs = [run for each in lessons for run in runs_of(example(each.data, each.gold), each.counts)]
    runs += [run for page in anew for run in runs_of(example(*page), RELAID_COUNT)]
    return fit(tuple(runs))


def choices_of(lessons: tuple[Lesson, ...], weights: Weights) -> tuple[Choice, ...]:
    """The readings of some pages, and of pages laid out anew from their stories, by weights that were fitted without them."""
    anew = relaid(tuple(each.gold for each in lessons), RETOLD_A_PAGE * len(lessons), RETOLD_SEED)
    printed = (choice_of_printed(each.data, each.gold, weights, 1.0) for each in lessons)
    return (*printed, *(choice_of_relaid(*page, weights, RETOLD_COUNT) for page in anew))


def learned_apart(lessons: tuple[Lesson, ...]) -> tuple[Weights, ...]:
    """For every part of some pages, taken in turn, the weights that the other parts teach."""
    return tuple(map(mean, zip(*_draws(_drawn_apart, lessons), strict=True)))


def learned(lessons: tuple[Lesson, ...]) -> Weights:
    """The weights that raw pages and their gold teach."""
    return mean(_draws(_drawn, lessons))


def _draws(learn: Callable[[tuple[Lesson, ...], int], T], lessons: tuple[Lesson, ...]) -> tuple[T, ...]:
    """What every draw teaches, on all processors."""
    with ProcessPoolExecutor() as processes:
        return tuple(processes.map(learn, repeat(lessons), DRAWS))


def _drawn_apart(lessons: tuple[Lesson, ...], draw: int) -> tuple[Weights, ...]:
    """What one draw teaches of every part."""
    parts = [lessons[part::PARTS] for part in range(PARTS)]
    grammars = [grammar_of(_others(lessons, part), draw) for part in range(PARTS)]
    choices = [choices_of(part, weights) for part, weights in zip(parts, grammars, strict=True)]
    return tuple(
        replace(weights, wholes=fit_wholes(each for at, own in enumerate(choices) if at != part for each in own))
        for part, weights in enumerate(grammars)
    )


def _drawn(lessons: tuple[Lesson, ...], draw: int) -> Weights:
    """What one draw teaches.

    What whole stories say is learned from readings of every part of the pages by weights that the other parts teach.
    """
    grammars = [grammar_of(_others(lessons, part), draw) for part in range(PARTS)]
    choices = [each for part, weights in enumerate(grammars) for each in choices_of(lessons[part::PARTS], weights)]
    return replace(grammar_of(lessons, draw), wholes=fit_wholes(choices))


def mean(drawn: Sequence[Weights]) -> Weights:
    """The mean of some weights; one that is not among some of them is nothing there."""
    return Weights(*(_mean([getattr(weights, table) for weights in drawn]) for table in TABLES))


def _mean(tables: list[Mapping[K, float]]) -> dict[K, float]:
    means = {key: sum(table.get(key, 0.0) for table in tables) / len(tables) for key in chain.from_iterable(tables)}
    return {key: rounded for key, value in means.items() if abs(rounded := round(value, 2)) > SMALLEST}


def _others(lessons: tuple[Lesson, ...], part: int) -> tuple[Lesson, ...]:
    return tuple(each for at, each in enumerate(lessons) if at % PARTS != part)


def main() -> None:
    """Fit on the pages to learn from and write the weights."""
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    lessons = tuple(lesson(corpus, name) for corpus in LEARNED for name in corpus.names())
    write(learned(lessons), TARGET)
    print(f"{len(lessons)} pages -> {TARGET.name}")


if __name__ == "__main__":
    main()
