"""Count how sure decisions are, and write the constants of `sitegen/restore/confidence.py`.

    python benchmarks/recalibrate.py            print them
    python benchmarks/recalibrate.py --write    put them into the module

Every page is read by weights that were fitted without it, as pages that nobody has seen will be.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field

import gold
import numpy as np
from corpus import FIVE, ROOT, SIXTY, restored
from judge import judge
from measure import Task, held_out
from scipy.optimize import minimize
from truth import Truth, truth_of

from sitegen.model import Decision
from sitegen.restore.grammar import read

TARGET = ROOT / "sitegen" / "restore" / "confidence.py"
FEWEST = 8
"""A rule that was used less often keeps the confidence that it states itself."""
SURELY = 1e-6
OF_COLUMNS = frozenset(
    {
        "the sentence above is over, where a column may have ended",
        "the sentence above is over, in a line that is not full",
        "a column may have ended after a stop, with a full line",
        "a column ended after a stop, with a full line",
        "a column ended after a stop, but this begins afresh",
    }
)
"""Reasons that are counted only on pages that were set in columns: those of a written page ended where its writer liked."""
SET_IN_COLUMNS = (FIVE, SIXTY)


@dataclass(frozen=True, slots=True)
class Tally:
    """What was counted: roles with the grammar's probability, each right or not; and for every reason how often it was right."""

    roles: list[tuple[float, bool]] = field(default_factory=list)
    reasons: dict[str, list[bool]] = field(default_factory=lambda: defaultdict(list))

    def add(self, task: Task) -> None:
        """Count the pages of a task."""
        for name in task.names:
            data, stored = task.corpus.data(name), task.corpus.gold_of(name)
            truth = truth_of(data, stored)
            seen = gold.example(data, stored).seen
            self.roles.extend(roles(read(seen, task.weights), truth))
            page = restored(task.corpus, name, task.weights)
            moved = {line for each in page.decisions if each.choice == "moved" for line in each.lines}
            for verdict in judge(page, truth):
                because = verdict.decision.because
                counted = because not in OF_COLUMNS or task.corpus in SET_IN_COLUMNS
                if verdict.decision.step != "roles" and counted and fair(verdict.decision, truth, moved):
                    self.reasons[because].append(verdict.right)


def roles(readings: Iterable, truth: Truth) -> Iterable[tuple[float, bool]]:
    """The grammar's probability of every role, and whether it is right."""
    for reading in readings:
        item = truth.at(reading.sighting.block.lines[0])
        if item is not None:
            yield reading.confidence, item.role == reading.state.role.value


def fair(decision: Decision, truth: Truth, moved: Container[int]) -> bool:
    """A join counts against its rule only where both pieces are text and neither was moved: else that is to blame, which is told apart."""
    items = [truth.at(line) for line in decision.lines]
    pieces = all(item is not None and item.role == "body" for item in items)
    return decision.choice != "join" or (pieces and not any(line in moved for line in decision.lines))


def fitted(counted: list[tuple[float, bool]]) -> tuple[float, float]:
    """Shift and slope of the log-odds that make what was right likeliest (Platt 1999)."""
    chances = np.clip(np.array([chance for chance, _ in counted]), SURELY, 1 - SURELY)
    odds, signs = np.log(chances / (1 - chances)), np.where([right for _, right in counted], 1.0, -1.0)

    def loss(at: np.ndarray) -> float:
        return float(np.logaddexp(0.0, -signs * (at[0] + at[1] * odds)).sum())

    shift, slope = minimize(loss, (0.0, 1.0), method="Nelder-Mead").x
    return round(float(shift), 2), round(float(slope), 2)


def shares(reasons: Mapping[str, list[bool]]) -> tuple[tuple[str, float, int], ...]:
    """For every reason the share that is right, one more of each kind counted than were seen, and how many were."""
    often = ((reason, right) for reason, right in sorted(reasons.items()) if len(right) >= FEWEST)
    return tuple((reason, (sum(right) + 1) / (len(right) + 2), len(right)) for reason, right in often)


def constants(tally: Tally) -> str:
    """The constants as they stand in the module."""
    shift, slope = fitted(tally.roles)
    rows = "".join(
        f'        "{reason}": {share:.3f},  # of {count}\n' for reason, share, count in shares(tally.reasons)
    )
    table = f"RIGHT: Mapping[str, float] = MappingProxyType(\n    {{\n{rows}    }}\n)"
    return f"ROLE_SHIFT, ROLE_SLOPE = {shift}, {slope}\n{table}"


def written(module: str, made: str) -> str:
    """The module with these constants in place of its own."""
    first, table = made.split("\n", 1)
    module = re.sub(r"^ROLE_SHIFT, ROLE_SLOPE = .*$", lambda _: first, module, flags=re.MULTILINE)
    return re.sub(r"^RIGHT: .*?\)$", lambda _: table, module, count=1, flags=re.MULTILINE | re.DOTALL)


def main() -> None:
    """Count, and print or write."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true")
    given = parser.parse_args()
    tally = Tally()
    for task in held_out():
        tally.add(task)
    made = constants(tally)
    if given.write:
        TARGET.write_text(written(TARGET.read_text("utf-8"), made), "utf-8")
    print(made)


if __name__ == "__main__":
    main()
