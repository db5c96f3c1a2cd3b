"""Columns of one height tell where the others of a story ended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases

from sitegen.model import Decision
from sitegen.restore.blocks import Block
from sitegen.restore.heights import MOST_PIECES, ColumnEnd, column_ends
from sitegen.restore.rejoin import AN_END, join

SAID = {True: "full", False: "short", None: "unknown"}


def piece(line, wide, over):
    """A piece of text of a width, in one raw line."""
    return Block((line,), "字" * int(wide - bool(over)) + "1" * int(2 * (wide % 1)) + "。" * bool(over))


def story(told):
    """A story from a case's input."""
    parts = enumerate(told.split())
    return [
        None if part == "subhead" else piece(at, float(part.rstrip("。")), part.endswith("。")) for at, part in parts
    ]


@cases("rejoin/columns")
def test_where_columns_ended_after_a_stop(case):
    ends = column_ends(story(case["input"]))
    assert {line: SAID[end.full] for line, end in ends.items() if end.chance > AN_END} == case["expected"]


def test_lines_that_a_column_wraps_tell_nothing():
    pieces = [
        Block((line, line + 1, line + 2), "字" * 60 + end)
        for line, end in ((1, "字"), (4, "。"), (7, "字"), (10, "。"))
    ]
    assert column_ends(pieces) == {}


@pytest.mark.parametrize(("pieces", "told"), [(MOST_PIECES, True), (MOST_PIECES + 1, False)])
def test_a_text_of_more_pieces_than_a_story_has_tells_nothing(pieces, told):
    assert bool(column_ends([piece(line, 80, line % 3) for line in range(pieces)])) == told


@pytest.mark.parametrize("widths", [(300,), (1, 599), (7, 300, 41, 11, 533)])
def test_as_many_cuts_as_there_may_be_have_likelihoods_that_a_float_holds(widths):
    pieces = [piece(line, widths[line % len(widths)], line == 50) for line in range(MOST_PIECES)]
    (end,) = column_ends(pieces).values()
    assert 0.0 <= end.chance <= 1.0 + 1e-9


@FEW
@given(st.lists(st.one_of(st.none(), st.tuples(st.integers(1, 400), st.booleans())), max_size=MOST_PIECES))
def test_every_end_of_a_sentence_has_a_chance_and_no_cut_has(parts):
    pieces = [None if part is None else piece(at, *part) for at, part in enumerate(parts)]
    texts = [block for block in pieces if block is not None]
    ends = column_ends(pieces)
    assert all(0.0 <= end.chance <= 1.0 + 1e-9 for end in ends.values())
    assert set(ends) in (set(), {block.lines[-1] for block in texts[:-1] if block.text.endswith("。")})


ABOVE = "仅半天时间，就在石家庄市累计开展大型义诊31次。"


@pytest.mark.parametrize(
    ("below", "end", "choice", "because"),
    [
        ("义诊不仅是看病。", None, "apart", "the sentence above is over"),
        ("义诊不仅是看病。", ColumnEnd(0.01), "apart", "the sentence above is over"),
        ("义诊不仅是看病。", ColumnEnd(0.2), "apart", "the sentence above is over, where a column may have ended"),
        (
            "义诊不仅是看病。",
            ColumnEnd(0.2, full=True),
            "apart",
            "a column may have ended after a stop, with a full line",
        ),
        ("义诊不仅是看病。", ColumnEnd(0.9, full=True), "join", "a column ended after a stop, with a full line"),
        (
            "义诊不仅是看病。",
            ColumnEnd(0.9, full=False),
            "apart",
            "the sentence above is over, in a line that is not full",
        ),
        (
            "近年来，义诊不仅是看病。",
            ColumnEnd(0.9, full=True),
            "apart",
            "a column ended after a stop, but this begins afresh",
        ),
        ("“义诊不仅是看病。", ColumnEnd(0.9), "apart", "the sentence above is over, where a column may have ended"),
        (
            "“义诊不仅是看病。",
            ColumnEnd(0.9, full=False),
            "apart",
            "the sentence above is over, in a line that is not full",
        ),
    ],
)
def test_what_a_columns_end_makes_of_a_stop(below, end, choice, because):
    decision = join(Block((1,), ABOVE), Block((3,), below), end)
    assert isinstance(decision, Decision)
    assert (decision.choice, decision.because) == (choice, because)
