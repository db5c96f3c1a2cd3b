"""Fragments -> paragraphs: a text that breaks off at a column's end goes on in the next piece of text of its story."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from sitegen.model import Decision
from sitegen.restore import tables
from sitegen.restore.blocks import Block, join_texts
from sitegen.restore.endings import closes_first, is_left_open, is_open
from sitegen.restore.heights import NO_ENDS, ColumnEnd
from sitegen.restore.names import is_signature
from sitegen.values import dataclass

SURE, LIKELY, DOUBTFUL = 0.98, 0.9, 0.6
"""How often the rules below are right: 2,509 of 2,546 ends and 497 of 509 breaks on the gold pages, less often where the lines are
as wide as their column; where two cues contradict each other there are too few to count."""

AN_END, PERHAPS_AN_END = 0.5, 0.02
"""A column ended where that is likelier than not; where it is less likely than one in fifty, none did."""


@dataclass(frozen=True, slots=True)
class Joined:
    """A paragraph put together from its fragments, and why."""

    text: str
    lines: tuple[int, ...]
    bold: int
    decisions: tuple[Decision, ...]
    jump: str = ""


@dataclass(frozen=True, slots=True)
class Ties:
    """What an editor decided about paragraphs, each with where he says so.

    Args:
        joins: the line that breaks off and the one that continues it.
        cuts: lines with which a paragraph ends.
    """

    joins: Mapping[tuple[int, int], str] = field(default_factory=dict)
    cuts: Mapping[int, str] = field(default_factory=dict)


NO_TIES = Ties()


def rejoin(
    fragments: tuple[Block, ...], ties: Ties = NO_TIES, ends: Mapping[int, ColumnEnd] = NO_ENDS
) -> tuple[Joined, ...]:
    """The paragraphs of one story from its pieces of body text in reading order, whatever stood between them on the page.

    Args:
        fragments: the pieces.
        ties: what an editor decided about them.
        ends: where columns of the story may have ended, by the line above.
    """
    made: list[Joined] = []
    for block in fragments:
        if made:
            decision = tie(made[-1], block, ties) or join(made[-1], block, ends.get(made[-1].lines[-1]))
            if decision.choice == "join":
                made[-1] = _extended(made[-1], block, decision)
                continue
            made.append(Joined(block.text, block.lines, block.bold, (decision,), block.jump))
        else:
            made.append(Joined(block.text, block.lines, block.bold, (), block.jump))
    return tuple(made)


def _extended(above: Joined, below: Block, decision: Decision) -> Joined:
    text = join_texts(above.text, below.text)
    return Joined(text, above.lines + below.lines, above.bold, (*above.decisions, decision), below.jump)


def tie(above: Joined | Block, below: Block, ties: Ties) -> Decision | None:
    """What an editor decided about two pieces of text, None where he did not."""
    joined = next((why for (one, other), why in ties.joins.items() if one in above.lines and other in below.lines), "")
    if joined:
        return _decided(above, below, "join", joined, 1.0)
    why = ties.cuts.get(above.lines[-1], "")
    return _decided(above, below, "apart", why, 1.0) if why else None


def join(above: Joined | Block, below: Block, end: ColumnEnd | None = None) -> Decision:
    """Does `below` continue the paragraph that `above` breaks off?

    Args:
        above: a piece of text.
        below: the next.
        end: what is known of a column's end between them.

    >>> join(Block((1,), "今年以来，会议在北"), Block((3,), "京召开。")).choice
    'join'
    >>> join(Block((1,), "会议闭幕。"), Block((3,), "会议指出，要抓好落实。")).choice
    'apart'
    >>> join(Block((1, 2), "会议闭幕。"), Block((3,), "会议指出，要抓好落实。", perhaps_after=2)).because
    'the sentence above is over, with a full line'
    >>> join(Block((1,), "“要抓好落实。”"), Block((3,), "罗丽说，今年已有数十人学成。")).because
    'a quotation above is over, and its speaker may follow'
    >>> join(Block((1,), "她说：“我们能实地学习。"), Block((3,), "这使大家有机会掌握技能。”")).choice
    'join'
    >>> join(Block((1,), "主要呈现三个特点："), Block((3,), "一是结售汇规模增长。")).because
    'a colon introduces what follows'
    >>> join(Block((1,), "罗丽告诉记者："), Block((3,), "“我们能实地学习。”")).choice
    'join'
    """
    if "\n" in above.text or "\n" in below.text:
        return _decided(above, below, "apart", "a poem or a table keeps its lines", SURE)
    if above.jump:
        return _decided(above, below, "apart", "the text above goes on on another page", SURE)
    if below.text[0] in tables.NEVER_FIRST:
        return _decided(above, below, "join", "no paragraph begins with such a mark", SURE)
    if not is_open(above.text):
        return _after_an_end(above, below, end)
    if above.text[-1] in "；;" and (tables.ITEM.search(below.text) or tables.ENUMERATES.search(below.text)):
        return _decided(above, below, "apart", "the next item of a list", SURE)
    if above.text.endswith("：") and not tables.SAYS_AT_END.search(above.text):
        return _decided(above, below, "apart", "a colon introduces what follows", DOUBTFUL)
    if tables.LEAD.search(below.text) or below.bold or below.indented:
        return _decided(above, below, "apart", "a fresh start, though the text above is not over", DOUBTFUL)
    return _decided(above, below, "join", "the sentence above is not over", SURE)


def _after_an_end(above: Joined | Block, below: Block, end: ColumnEnd | None) -> Decision:
    """The sentence above is over, and with it the paragraph, but for what can be seen."""
    if is_signature(below.text):
        return _decided(above, below, "join", "a closing signature", LIKELY)
    if closes_quotation(above.text, below.text):
        return _decided(above, below, "join", "a quotation above is closed here", LIKELY)
    if below.indented:
        return _decided(above, below, "apart", "an indent", SURE)
    if below.indented is not None:
        return _decided(above, below, "join", "no indent, as paragraphs have here", DOUBTFUL)
    if below.perhaps_after == above.lines[-1]:
        return _decided(above, below, "apart", "the sentence above is over, with a full line", LIKELY)
    if end is not None and end.chance > PERHAPS_AN_END:
        return _at_an_end(above, below, end)
    if tables.PRONOUN_FIRST.search(below.text):
        return _decided(above, below, "apart", "the sentence above is over, but this begins with a pronoun", DOUBTFUL)
    if _speaks(above, below):
        return _decided(above, below, "apart", "a quotation above is over, and its speaker may follow", DOUBTFUL)
    return _decided(above, below, "apart", "the sentence above is over", SURE)


def _at_an_end(above: Joined | Block, below: Block, end: ColumnEnd) -> Decision:
    """A column ended after a full stop, or may have: with the paragraph, or in it."""
    if end.full is None:
        return _decided(above, below, "apart", "the sentence above is over, where a column may have ended", LIKELY)
    if not end.full:
        return _decided(above, below, "apart", "the sentence above is over, in a line that is not full", SURE)
    if end.chance < AN_END:
        return _decided(above, below, "apart", "a column may have ended after a stop, with a full line", DOUBTFUL)
    if tables.FRESH.search(below.text) and not below.text.startswith("“"):
        return _decided(above, below, "apart", "a column ended after a stop, but this begins afresh", LIKELY)
    return _decided(above, below, "join", "a column ended after a stop, with a full line", DOUBTFUL)


def _speaks(above: Joined | Block, below: Block) -> bool:
    return above.text.endswith("”") and bool(tables.SPEAKER_FIRST.search(below.text))


def closes_quotation(above: str, below: str) -> bool:
    """Does the text below close a quotation that is open above? A paragraph inside one would begin with its mark again (GB/T 15834).

    >>> closes_quotation("她收获颇丰。“在中国，我们能实地学习。", "这使大家有机会掌握技能。”")
    True
    >>> closes_quotation("“先说第一点。", "“再说第二点。”")
    False
    """
    return is_left_open(above, "“", "”") and closes_first(below, "“", "”")


def _decided(above: Joined | Block, below: Block, choice: str, because: str, confidence: float) -> Decision:
    return Decision("rejoin", "join", (above.lines[-1], below.lines[0]), choice, because, confidence)
