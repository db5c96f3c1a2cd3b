"""Fit the weights of the cues to gold pages, and write `sitegen/restore/weights.py`.

    python benchmarks/fit.py RAW GOLD [RAW GOLD …]           fit on all pages and write the weights
    python benchmarks/fit.py --check RAW GOLD [RAW GOLD …]   cross-validated: how many blocks are read right, by role

The model is a conditional random field over the page grammar: the score of a reading is the sum of the weights of its cues and
steps, and the weights are those that make the gold readings likeliest, held small by a Gaussian prior (Lafferty et al. 2001).
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from beliefs import BELIEFS, BELIEFS_OF_STATES
from gold import Example, examples
from scipy.optimize import minimize

from sitegen.restore.cues import Sighting, speaks_of_place
from sitegen.restore.grammar import ALLOWED, INDEX, STATES, Role, Weights, read

ROLES = tuple(Role)
ROLE_OF = np.array([ROLES.index(state.role) for state in STATES])
PRIORS = (0.5, 0.8, 0.5)
"""How strongly weights are held near what is believed of them: by role, by state on top of that, by step."""
MOST_STEPS = 120
FEWEST = 3
"""A cue seen in fewer blocks than this is left out."""
SMALLEST = 0.04
"""A weight smaller than this is dropped."""
FOLDS = 5
TARGET = Path(__file__).parents[1] / "sitegen" / "restore" / "weights.py"


@dataclass(frozen=True)
class Sequence:
    """A run of blocks whose true states are known: cue numbers by block, and the states."""

    cues: tuple[np.ndarray, ...]
    states: np.ndarray


def sequences(pages: tuple[Example, ...], number: dict[str, int]) -> list[Sequence]:
    """The longest runs of a page that the grammar allows; where streams of two stories cross, a new run begins."""
    found: list[Sequence] = []
    for page in pages:
        run: list[tuple[Sighting, int]] = []
        for sighting, name in zip(page.seen, page.states, strict=True):
            if not name or (run and ALLOWED[run[-1][1], INDEX[name]] != 0.0):
                found += [_sequence(run, number)] if len(run) > 1 else []
                run = []
            if name:
                run.append((sighting, INDEX[name]))
        found += [_sequence(run, number)] if len(run) > 1 else []
    return found


def _sequence(run: list[tuple[Sighting, int]], number: dict[str, int]) -> Sequence:
    cues = tuple(np.array([number[c] for c in ("always", *s.cues) if c in number], dtype=np.intp) for s, _ in run)
    return Sequence(cues, np.array([state for _, state in run], dtype=np.intp))


def fit(pages: tuple[Example, ...]) -> Weights:
    """The likeliest weights for these pages."""
    seen = Counter(cue for page in pages for sighting in page.seen for cue in sighting.cues)
    names = ["always", *sorted(cue for cue, n in seen.items() if n >= FEWEST)]
    number = {name: at for at, name in enumerate(names)}
    runs = sequences(pages, number)
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
        both = states + roles[:, ROLE_OF]
        slope_both, slope_step = np.zeros_like(both), np.zeros_like(step)
        total = 0.0
        for run in runs:
            total += _loss_of(run, both, step, slope_both, slope_step)
        slope_states = slope_both * places[:, None]
        slope_roles = np.zeros(shape[0])
        np.add.at(slope_roles.T, ROLE_OF, slope_both.T)
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
    return [np.array(roles).ravel(), np.array(states).ravel(), np.zeros(int(np.isfinite(ALLOWED).sum()))]


def _loss_of(
    run: Sequence, both: np.ndarray, step: np.ndarray, slope_both: np.ndarray, slope_step: np.ndarray
) -> float:
    """Minus the log-likelihood of one run; its slopes are added to those given (forward-backward, scaled row by row)."""
    table = np.array([both[cues].sum(axis=0) for cues in run.cues])
    length, tops = len(table), table.max(axis=1)
    here, onward = np.exp(table - tops[:, None]), np.exp(step)
    forward, backward, scale = np.empty_like(here), np.ones_like(here), np.empty(length)
    for row in range(length):
        reached = here[row] * (forward[row - 1] @ onward) if row else here[row]
        scale[row] = reached.sum()
        forward[row] = reached / scale[row]
    for row in range(length - 2, -1, -1):
        backward[row] = onward @ (here[row + 1] * backward[row + 1]) / scale[row + 1]
    whole = float(np.log(scale).sum() + tops.sum())
    truth = table[np.arange(length), run.states].sum() + step[run.states[:-1], run.states[1:]].sum()
    chance = forward * backward
    chance[np.arange(length), run.states] -= 1.0
    for cues, row in zip(run.cues, chance, strict=True):
        slope_both[cues] += row
    slope_step += onward * (forward[:-1].T @ (here[1:] * backward[1:] / scale[1:, None]))
    np.add.at(slope_step, (run.states[:-1], run.states[1:]), -1.0)
    return whole - float(truth)


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
        '"""\n',
        "from sitegen.restore.grammar import Weights\n",
        "# fmt: off",
    ]
    for table, grouped in rows.items():
        lines.append(f"{table} = {{")
        lines += [f"    {first!r}: {second!r}," for first, second in grouped.items()]
        lines.append("}")
    lines += [
        "# fmt: on\n",
        "WEIGHTS = Weights(",
        "    {(cue, role): w for cue, row in ROLES.items() for role, w in row.items()},",
        "    {(cue, state): w for cue, row in STATES.items() for state, w in row.items()},",
        "    {(before, after): w for before, row in STEPS.items() for after, w in row.items()},",
        ")",
    ]
    target.write_text("\n".join(lines).replace("'", '"') + "\n", "utf-8")


def check(pages: tuple[Example, ...]) -> None:
    """Cross-validate by page and print the share of blocks read right, by role."""
    right, of = Counter(), Counter()
    for fold in range(FOLDS):
        weights = fit(tuple(page for at, page in enumerate(pages) if at % FOLDS != fold))
        for page in pages[fold::FOLDS]:
            for reading, name in zip(read(page.seen, weights), page.states, strict=True):
                if name:
                    role = STATES[INDEX[name]].role
                    of[role] += 1
                    right[role] += reading.state.role is role
                    right["state"] += reading.state.name == name
    for role in ROLES:
        print(f"{role:10} {right[role]:5}/{of[role]:<5} {right[role] / max(1, of[role]):.4f}")
    total = sum(of.values())
    print(f"roles {sum(right[r] for r in ROLES) / total:.4f}  states {right['state'] / total:.4f}  of {total} blocks")


def main() -> None:
    """Read the folders and fit."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    parser.add_argument("folders", nargs="+", type=Path, metavar="RAW GOLD")
    given = parser.parse_args()
    pairs = zip(given.folders[::2], given.folders[1::2], strict=True)
    pages = tuple(page for raw, gold in pairs for page in examples(raw, gold))
    if given.check:
        check(pages)
    else:
        write(fit(pages), TARGET)
        print(f"{len(pages)} pages -> {TARGET.name}")


if __name__ == "__main__":
    main()
