"""How sure a decision is: what the grammar and the rules say of themselves, set right by how often they were right.

A probability from fitted weights is too high on pages that the weights were not fitted on, and a rule has none at all. Here the
one is bent towards the truth, and the other gets the share in which the rule was right. Two pieces can only be one paragraph
where both are text of the story, so that joining them is no surer than that, nor than that one of them was moved here rightly. The
constants are counted on pages read by weights that were fitted without them (`benchmarks/recalibrate.py`).
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from types import MappingProxyType

from sitegen.model import Decision

ROLE_SHIFT, ROLE_SLOPE = -0.07, 0.86
"""Log-odds of a role: shift + slope * those of the grammar (Platt 1999)."""
RIGHT: Mapping[str, float] = MappingProxyType(
    {
        "a colon introduces what follows": 0.833,  # of 16
        "a column ended after a stop, with a full line": 0.667,  # of 16
        "a quotation above is over, and its speaker may follow": 0.885,  # of 24
        "an indent": 0.989,  # of 85
        "columns of two stories cross here": 0.761,  # of 610
        "the sentence above is not over": 0.955,  # of 1027
        "the sentence above is over": 0.994,  # of 5096
        "the sentence above is over, but this begins with a pronoun": 0.867,  # of 13
        "the sentence above is over, in a line that is not full": 0.926,  # of 25
        "the sentence above is over, where a column may have ended": 0.825,  # of 38
        "the sentence above is over, with a full line": 0.924,  # of 341
    }
)
"""Reason -> share of decisions for that reason that are right; of joins, where both pieces are text."""
NEVER = 1e-12
"""A chance smaller than this is none."""
SURELY = 0.9995
"""The most that anything but an editor's word is held to be sure."""
DIGITS = 3


def weighed(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """The decisions about one story, each with the confidence it deserves.

    Args:
        decisions: roles with the grammar's probability, joins and moves with what their rule says. What is given as certain (1)
            is an editor's word, and stays so.

    >>> role = Decision("roles", "grammar", (3,), "body", "", 0.8)
    >>> tie = Decision("rejoin", "join", (3, 5), "join", "a rule", 0.9)
    >>> sure_of_role, sure_of_tie = (each.confidence for each in weighed((role, tie)))
    >>> sure_of_tie < sure_of_role < 1.0
    True
    """
    sure = {line: of_role(each.confidence) for each in decisions if each.step == "roles" for line in each.lines}
    for each in decisions:
        if each.choice == "moved":
            sure.update({line: sure.get(line, 1.0) * _of(each, sure) for line in each.lines})
    return tuple(_held(each, round(_of(each, sure), DIGITS)) for each in decisions)


def _held(of: Decision, confidence: float) -> Decision:
    """The same decision, held with another confidence. A page has hundreds; `dataclasses.replace` takes ten times as long."""
    seen = (of.cues, of.state, of.runner_up, of.margin, of.around, of.wholes)
    return Decision(of.step, of.rule, of.lines, of.choice, of.because, confidence, *seen)


def _of(decision: Decision, sure: Mapping[int, float]) -> float:
    """How sure one decision is, by how sure it is that each line is what it is read as, and of this story."""
    if decision.confidence >= 1.0:
        return 1.0
    if decision.step == "roles":
        return of_role(decision.confidence)
    share = RIGHT.get(decision.because, decision.confidence)
    if decision.choice == "join":
        share *= math.prod(sure.get(line, 1.0) for line in decision.lines)
    return share


def of_role(chance: float) -> float:
    """How sure a role is that the grammar gives this probability.

    >>> of_role(0.5) < of_role(0.9) < of_role(0.99) < 0.99
    True
    """
    if not NEVER < chance < 1.0:
        return max(0.0, min(chance, 1.0))
    odds = ROLE_SHIFT + ROLE_SLOPE * math.log(chance / (1.0 - chance))
    return min(SURELY, 1.0 / (1.0 + math.exp(-odds)))
