"""How sure decisions are said to be."""

from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW

from sitegen.model import Decision
from sitegen.restore.confidence import RIGHT, of_role, weighed
from sitegen.restore.stories import SURE_ENOUGH

chances = st.floats(0, 1)


def role(line, chance):
    return Decision("roles", "grammar", (line,), "body", "", chance)


def tie(choice, because, confidence=0.9):
    return Decision("rejoin", "join", (1, 2), choice, because, confidence)


@given(chances, chances)
@FEW
def test_the_likelier_role_is_never_the_less_sure(one, other):
    low, high = sorted((one, other))
    assert 0 <= of_role(low) <= of_role(high) <= 1


@given(chances, chances)
@FEW
def test_a_join_is_no_surer_than_the_roles_of_its_pieces(above, below):
    *roles, join = weighed((role(1, above), role(2, below), tie("join", "the sentence above is not over")))
    assert join.confidence <= min(each.confidence for each in roles)


def test_a_cut_does_not_depend_on_the_roles():
    *_, cut = weighed((role(1, 0.5), role(2, 0.5), tie("apart", "the sentence above is over")))
    assert cut.confidence == RIGHT["the sentence above is over"]


def test_a_cut_after_a_full_line_is_less_sure_than_after_a_short_one():
    short, full = weighed(
        (tie("apart", "the sentence above is over"), tie("apart", "the sentence above is over, with a full line"))
    )
    assert full.confidence < SURE_ENOUGH <= short.confidence


def test_a_reason_never_counted_keeps_its_own_confidence():
    (cut,) = weighed((tie("apart", "because I say so", 0.6),))
    assert cut.confidence == 0.6


def test_an_editors_word_stays_certain():
    *_, join = weighed((role(1, 0.5), role(2, 0.5), tie("join", "pins line 3", 1.0)))
    assert join.confidence == 1


def test_nothing_else_of_a_decision_changes():
    before = (role(1, 0.7), tie("join", "the sentence above is not over"))
    after = weighed(before)
    assert [(d.step, d.rule, d.lines, d.choice, d.because) for d in after] == [
        (d.step, d.rule, d.lines, d.choice, d.because) for d in before
    ]


def test_counted_shares_are_shares():
    assert RIGHT
    assert all(0 < share < 1 for share in RIGHT.values())
