"""Does confidence mean something? Decisions by how sure they were, against how often they were right.

Two bars: of the decisions with confidence .9 or more at least 98 % are right; and the review list, that is all decisions below the
threshold, holds at least 80 % of the wrong decisions and at most 10 % of all.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass

from judge import Verdict

EDGES = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 0.98, 1.0)
SURE, SURE_RIGHT = 0.9, 0.98
LISTED_WRONG, LISTED = 0.8, 0.1
"""The bars: what the review list must hold of the wrong decisions, and may hold of all."""


@dataclass(frozen=True, slots=True)
class Bin:
    """Decisions of about the same confidence: from `low` on and below `high`; the last bin holds 1 as well."""

    low: float
    high: float
    count: int
    right: int
    mean: float


@dataclass(frozen=True, slots=True)
class Bars:
    """What the two bars are about.

    Args:
        sure: share of right ones among the decisions of confidence `SURE` or more.
        listed: share of all decisions that are on the review list.
        wrong_listed: share of the wrong decisions that are.
        wrong: how many are wrong.
        count: how many were judged.
    """

    sure: float
    listed: float
    wrong_listed: float
    wrong: int
    count: int


def bins(verdicts: tuple[Verdict, ...]) -> tuple[Bin, ...]:
    """The calibration table; empty bins are left out."""
    made = []
    for low, high in itertools.pairwise(EDGES):
        inside = [v for v in verdicts if low <= v.decision.confidence < high or v.decision.confidence == high == 1.0]
        if inside:
            mean = sum(v.decision.confidence for v in inside) / len(inside)
            made.append(Bin(low, high, len(inside), sum(v.right for v in inside), mean))
    return tuple(made)


def bars(verdicts: tuple[Verdict, ...], threshold: float) -> Bars:
    """How the decisions stand to the bars, with a review list of all below the threshold."""
    sure = [v.right for v in verdicts if v.decision.confidence >= SURE]
    listed = [v.right for v in verdicts if v.decision.confidence < threshold]
    wrong = sum(not v.right for v in verdicts)
    return Bars(
        sure=_share(sum(sure), len(sure)),
        listed=len(listed) / max(1, len(verdicts)),
        wrong_listed=_share(listed.count(False), wrong),
        wrong=wrong,
        count=len(verdicts),
    )


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def confident_and_wrong(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    """Wrong decisions of confidence `SURE` or more, the surest first: what no review list will show."""
    wrong = (v for v in verdicts if not v.right and v.decision.confidence >= SURE)
    return tuple(sorted(wrong, key=lambda v: (-v.decision.confidence, v.file, v.decision.lines)))


def by_step(verdicts: tuple[Verdict, ...]) -> tuple[tuple[str, tuple[Verdict, ...]], ...]:
    """The verdicts of each step of the restoration, by its name."""
    steps = sorted({verdict.decision.step for verdict in verdicts})
    return tuple((step, tuple(v for v in verdicts if v.decision.step == step)) for step in steps)
