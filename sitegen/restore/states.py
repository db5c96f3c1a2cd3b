"""The page grammar: which states a block may have, what may follow each, and where one story ends and the next begins.

A page is `furniture* (story | photo story | jumped tail | furniture)*`. A story has its heads above its text
(`[column] [author] [kicker] title [subtitle] [byline] body [signature]`) or below
(`[byline] body [signature] [kicker] title [subtitle] [column]`); captions, credits, rubrics and adverts may interrupt a body anywhere.
Each state is a role in one of these forms.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from sitegen.values import dataclass

Matrix = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]


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
    State("above.author", Role.BYLINE, opens=True),
    State("above.title", Role.TITLE, opens=True),
    State("above.title-more", Role.TITLE),
    State("above.subtitle", Role.SUBTITLE),
    State("above.late-column", Role.COLUMN),
    State("above.byline", Role.BYLINE),
    State("above.jump", Role.JUMP),
    State("above.again", Role.FURNITURE),
    State("above.early-caption", Role.CAPTION),
    State("above.early-credit", Role.CREDIT),
    State("above.start", Role.BODY),
    State("above.body", Role.BODY),
    State("above.resumed", Role.BODY),
    State("above.subhead", Role.SUBHEAD),
    State("above.caption", Role.CAPTION),
    State("above.credit", Role.CREDIT),
    State("above.signature", Role.BYLINE),
    State("above.rubric", Role.COLUMN),
    State("above.furniture", Role.FURNITURE),
    State("below.jump", Role.JUMP, opens=True),
    State("below.byline", Role.BYLINE, opens=True),
    State("below.start", Role.BODY, opens=True),
    State("below.body", Role.BODY),
    State("below.resumed", Role.BODY),
    State("below.subhead", Role.SUBHEAD),
    State("below.caption", Role.CAPTION),
    State("below.credit", Role.CREDIT),
    State("below.signature", Role.BYLINE),
    State("below.rubric", Role.COLUMN),
    State("below.furniture", Role.FURNITURE),
    State("below.kicker", Role.KICKER),
    State("below.title", Role.TITLE),
    State("below.title-more", Role.TITLE),
    State("below.subtitle", Role.SUBTITLE),
    State("below.column", Role.COLUMN),
    State("below.again", Role.FURNITURE),
    State("below.late-caption", Role.CAPTION),
    State("below.late-credit", Role.CREDIT),
    State("titled.column", Role.COLUMN, opens=True),
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
ROLES = tuple(Role)
ROLE_OF = np.array([ROLES.index(state.role) for state in STATES])
"""The place of every state's role in `ROLES`."""
IN_ROLE = np.eye(len(ROLES))[ROLE_OF]
"""1 where a state (row) has a role (column)."""
OPENERS = (
    "above.column above.kicker above.author above.title below.jump below.byline below.start titled.column titled.title"
    " photo.caption between.furniture"
)
ABOVE_TEXT = "above.byline above.jump above.subhead above.early-caption above.start"
ABOVE_INSIDE = "above.body above.subhead above.caption above.signature above.rubric above.furniture"
BELOW_INSIDE = "below.body below.subhead below.caption below.signature below.rubric below.furniture"
BELOW_HEADS = "below.kicker below.title"

FOLLOWS: Mapping[str, str] = {
    "between.furniture": OPENERS,
    "above.column": "above.column above.kicker above.author above.title above.again",
    "above.author": "above.kicker above.title",
    "above.kicker": "above.kicker above.title above.again",
    "above.title": f"above.again above.title-more above.subtitle above.late-column {ABOVE_TEXT}",
    "above.title-more": f"above.again above.subtitle above.late-column {ABOVE_TEXT}",
    "above.subtitle": f"above.again above.subtitle above.late-column {ABOVE_TEXT}",
    "above.late-column": ABOVE_TEXT,
    "above.byline": ABOVE_TEXT,
    "above.jump": "above.byline above.start",
    "above.again": f"above.kicker above.title above.title-more above.subtitle above.late-column {ABOVE_TEXT}",
    "above.early-caption": f"above.early-credit {ABOVE_TEXT}",
    "above.early-credit": ABOVE_TEXT,
    "above.start": f"{ABOVE_INSIDE} {OPENERS}",
    "above.body": f"{ABOVE_INSIDE} {OPENERS}",
    "above.resumed": f"{ABOVE_INSIDE} {OPENERS}",
    "below.resumed": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "above.subhead": "above.subhead above.start above.body above.caption above.furniture above.rubric",
    "above.caption": f"above.credit {ABOVE_INSIDE} {OPENERS}",
    "above.credit": f"{ABOVE_INSIDE} {OPENERS}",
    "above.signature": f"above.signature above.furniture {OPENERS}",
    "above.rubric": f"{ABOVE_INSIDE} {OPENERS}",
    "above.furniture": f"{ABOVE_INSIDE} {OPENERS}",
    "below.jump": "below.start",
    "below.byline": "below.byline below.start",
    "below.start": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.body": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.subhead": "below.subhead below.body below.caption below.furniture below.rubric",
    "below.caption": f"below.credit {BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.credit": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.signature": f"below.signature below.furniture {BELOW_HEADS} {OPENERS}",
    "below.rubric": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.furniture": f"{BELOW_INSIDE} {BELOW_HEADS} {OPENERS}",
    "below.kicker": "below.kicker below.title below.again",
    "below.title": f"below.again below.title-more below.subtitle below.column below.late-caption {OPENERS}",
    "below.title-more": f"below.again below.subtitle below.column below.late-caption {OPENERS}",
    "below.subtitle": f"below.again below.subtitle below.column below.late-caption {OPENERS}",
    "below.column": f"below.again below.late-caption {OPENERS}",
    "below.again": f"below.kicker below.title below.title-more below.subtitle below.column below.late-caption {OPENERS}",
    "below.late-caption": f"below.late-caption below.late-credit {OPENERS}",
    "below.late-credit": f"below.late-caption {OPENERS}",
    "titled.column": "titled.title titled.caption",
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

RESUMED = "above.resumed below.resumed"
BEFORE_RESUMED = (
    "below.title below.title-more below.subtitle below.column below.late-caption below.late-credit photo.caption photo.more"
    " photo.credit photo.under titled.caption titled.more titled.credit between.furniture"
    " above.start above.body above.resumed above.caption above.credit above.furniture above.rubric above.signature"
    " below.start below.body below.resumed below.caption below.credit below.furniture below.rubric below.signature"
)
RESUMES: Mapping[str, str] = dict.fromkeys(BEFORE_RESUMED.split(), RESUMED)
"""Where columns cross: text of an earlier story that comes back after another story has begun or ended."""

JUMPED = ("above.jump", "above.start", "below.jump", "below.start")
"""Where alone a jump line may stand, or the text that begins with one: before all other text of its story."""
AGAIN = ("above.again", "below.again")
"""Where alone a line that repeats the one before it may stand, printed twice by mistake; no other line may."""
CANNOT_END = (
    "above.column",
    "above.kicker",
    "above.author",
    "below.jump",
    "below.byline",
    "below.kicker",
    "titled.column",
    "titled.title",
    "above.title",
    "above.early-caption",
    "above.again",
)


def may_follow() -> Matrix:
    """0 where one state may follow another, minus infinity where it may not; row before, column after."""
    allowed = np.full((len(STATES), len(STATES)), -np.inf)
    for before, after in (*FOLLOWS.items(), *RESUMES.items()):
        for name in after.split():
            allowed[INDEX[before], INDEX[name]] = 0.0
    return allowed


ALLOWED = may_follow()
MAY_REPEAT = np.array([state.name in AGAIN for state in STATES])
MAY_JUMP = np.array([state.name in JUMPED for state in STATES])
FIRST = np.array([0.0 if state.opens or state.name == "between.furniture" else -np.inf for state in STATES])
LAST = np.array([-np.inf if state.name in CANNOT_END else 0.0 for state in STATES])


CONTINUES: Mapping[str, tuple[str, ...]] = {
    "above.kicker": ("above.column", "above.kicker", "above.author"),
    "above.column": ("above.column",),
    "above.author": ("above.column",),
    "above.title": ("above.column", "above.kicker", "above.author"),
    "titled.title": ("titled.column",),
    "below.byline": ("below.byline",),
    "below.start": ("below.jump", "below.byline"),
}
"""States that open a story unless one of these stands before them: the second line of a head, what a jump line introduces."""


def starts(before: State | None, state: State) -> bool:
    """Does a story begin with this block?"""
    return state.opens and (before is None or before.name not in CONTINUES.get(state.name, ()))
