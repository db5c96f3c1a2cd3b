"""Segments: every issue in one, in order, the same ones however the issues come in; a new issue changes few."""

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from samples import article
from samples import issue as one_issue

from sitegen.site.listings import latest_first
from sitegen.site.search.measures import Measures
from sitegen.site.search.segments import issue_size, segments

TINY = Measures(fresh=40, largest=400)


def issue(number: int, size: int = 20, slug: str = "gongren-ribao"):
    """An issue with a text of so many characters."""
    date = f"{1950 + number // 336}-{number // 28 % 12 + 1:02}-{number % 28 + 1:02}"
    return one_issue(date, slug=slug, articles=(article(title="", body="字" * size),))


archives = st.lists(
    st.builds(issue, st.integers(0, 400), st.integers(1, 60)), max_size=120, unique_by=lambda each: each.key
)


def cut(issues, measures=TINY):
    return segments(latest_first(issues), measures)


def keys(issues, measures=TINY):
    """The segments, each by its issues."""
    return {tuple(each.key for each in run) for run in cut(issues, measures)}


@settings(max_examples=60)
@given(archives, st.randoms(use_true_random=False))
def test_every_issue_is_in_one_segment_whatever_the_order_they_come_in(issues, random):
    found = cut(issues)
    assert tuple(each for run in found for each in run) == latest_first(issues)
    assert all(found)
    mixed = list(issues)
    random.shuffle(mixed)
    assert cut(mixed) == found


@settings(max_examples=60)
@given(archives)
def test_segments_are_no_larger_than_they_may_be(issues):
    found = cut(issues)
    for run in found:
        assert len(run) == 1 or sum(map(issue_size, run)) <= TINY.largest
    if len(found) > 1 and issue_size(found[0][0]) <= TINY.fresh:
        assert sum(map(issue_size, found[0])) <= TINY.fresh


@settings(max_examples=100)
@given(archives, st.integers(0, 400))
def test_a_new_issue_leaves_nearly_all_segments_as_they_were(issues, number):
    known = {each.key for each in issues}
    new = issue(number)
    if new.key in known:
        return
    before, after = keys(issues), keys([*issues, new])
    assert len(after - before) <= 8  # only where its mark is the strongest far around


def test_a_new_issue_changes_one_segment_as_a_rule():
    """Day after day a newspaper grows by an issue; what is old stays in its files."""
    measures = Measures(fresh=600, largest=2000)  # of issues with 20 characters each
    days = [issue(number) for number in range(200)]
    found = [keys(days[:count], measures) for count in range(60, len(days))]
    changed = [len(after - before) for before, after in pairwise(found)]
    assert sum(count == 1 for count in changed) > 0.8 * len(changed)
    assert sum(changed) < 1.5 * len(changed)


def test_a_small_archive_is_one_segment_and_an_empty_one_none():
    assert cut([]) == ()
    assert cut([one_issue()]) == ()  # no articles
    issues = [issue(number, 10) for number in range(4)]
    assert cut(issues) == (latest_first(issues),)
