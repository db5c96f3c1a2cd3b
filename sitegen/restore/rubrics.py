"""Rubrics that stand below another story: one that says what an earlier headline says is that story's.

On a page with its headlines below, a rubric below a headline is held to be that story's. Where stories stand side by side, it may have
been read after the second of them and be the first one's. Most rubrics are names (人民论坛) that no story repeats; one that shares a
phrase with an earlier headline, and none with the story it stands under, tells where it belongs: 推进民主管理 构建和谐劳动关系 stands
below a story of craftsmen, and the kicker before that begins 北京中医医院……推进民主管理工作 (003:170, 360). Of 68 rubrics below a
headline, on the gold pages and on 400 laid out anew, this moves that one.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from sitegen.model import Decision
from sitegen.restore.gathering import Groups
from sitegen.restore.grammar import Reading, Role

BELOW = "below.column"
"""State of a rubric that stands below its story's headline."""
PHRASE = 4
"""So many characters in a row that two texts share are no chance."""
NEAR = 2
"""How many stories before are looked at."""
HEADS = (Role.KICKER, Role.TITLE, Role.SUBTITLE)
NAMED = "an earlier headline names it, this story does not"


def bring_home(groups: Groups) -> tuple[Groups, tuple[Decision, ...]]:
    """Give rubrics that stand below another story to their own.

    Args:
        groups: the readings of each story, in the order of the page.

    Returns:
        The same readings in the same number of groups, and a decision for each that moved.
    """
    made = [list(group) for group in groups]
    found: list[Decision] = []
    for at, group in enumerate(groups):
        for rubric in (reading for reading in group if reading.state.name == BELOW and not reading.pinned):
            home = _home(rubric, at, groups)
            if home is not None:
                made[at].remove(rubric)
                made[home].append(rubric)
                made[home].sort(key=lambda reading: reading.sighting.block.lines)
                found.append(Decision("streams", "rubric", rubric.sighting.block.lines, "moved", NAMED, 0.9))
    return tuple(map(tuple, made)), tuple(found)


def _home(rubric: Reading, at: int, groups: Groups) -> int | None:
    """The number of the story that a rubric belongs to, None where that is the one it stands under."""
    said = phrases([rubric])
    if said & phrases(reading for reading in groups[at] if reading is not rubric):
        return None
    near = range(at - 1, max(-1, at - 1 - NEAR), -1)
    return next(
        (story for story in near if _may_have(groups[story]) and said & phrases(_of(groups[story], HEADS))), None
    )


def _may_have(group: tuple[Reading, ...]) -> bool:
    """Has this story a headline and no rubric yet?"""
    return any(_of(group, (Role.TITLE,))) and not any(_of(group, (Role.COLUMN,)))


def _of(group: tuple[Reading, ...], roles: tuple[Role, ...]) -> Iterable[Reading]:
    return (reading for reading in group if reading.state.role in roles)


def phrases(readings: Iterable[Reading]) -> frozenset[str]:
    """All runs of so many characters in the texts, across no mark of punctuation."""
    texts = (reading.sighting.block.text for reading in readings)
    runs = chain.from_iterable("".join(c if c.isalnum() else " " for c in text).split() for text in texts)
    return frozenset(run[at : at + PHRASE] for run in runs for at in range(len(run) - PHRASE + 1))
