"""The decisions of the restoration, each held against the gold page: right, wrong, or not to be told.

- A role is right where the gold page has the block in that role.
- A join is right where the gold page has both pieces in one paragraph, a cut where it has them in two.
- A move to another story is right where the gold page has that piece in the story that the other lines of its new story are of.
"""

from __future__ import annotations

from dataclasses import dataclass

from truth import Truth

from sitegen.model import Decision, RestoredPage, Story

JOIN, APART, MOVED = "join", "apart", "moved"


@dataclass(frozen=True, slots=True)
class Verdict:
    """One decision and what became of it.

    Args:
        file: the raw page's name.
        decision: the decision.
        truth: what the gold page has, in the words of a decision; "" where it cannot be told.
    """

    file: str
    decision: Decision
    truth: str

    @property
    def right(self) -> bool:
        """The decision is what the gold page has."""
        return self.decision.choice == self.truth


@dataclass(frozen=True, slots=True)
class Starts:
    """How many stories begin on a page, as read and as the gold page has it, and how many of these at the same line."""

    read: int
    true: int
    both: int

    def __add__(self, other: Starts) -> Starts:
        return Starts(self.read + other.read, self.true + other.true, self.both + other.both)


def judge(page: RestoredPage, truth: Truth) -> tuple[Verdict, ...]:
    """Every decision of a restored page that the gold page tells about."""
    homes = {line: story for story in page.stories for line in story.lines}
    verdicts = (Verdict(page.file, each, _truth(each, truth, homes)) for each in page.decisions)
    return tuple(verdict for verdict in verdicts if verdict.truth)


def starts(page: RestoredPage, truth: Truth) -> Starts:
    """Where the stories of a page begin, held against the gold page."""
    read, true = frozenset(min(story.lines) for story in page.stories), truth.first_lines()
    return Starts(len(read), len(true), len(read & true))


def _truth(decision: Decision, truth: Truth, homes: dict[int, Story]) -> str:
    """What the gold page has where this was decided, "" where it does not tell."""
    above, below = truth.at(decision.lines[0]), truth.at(decision.lines[-1])
    if above is None or below is None:
        return ""
    if decision.choice in (JOIN, APART):
        return JOIN if above is below else APART
    if decision.choice == MOVED:
        others = (line for line in homes[decision.lines[0]].lines if line not in decision.lines)
        return MOVED if above.story == truth.story_of(others) else "elsewhere"
    return above.role
