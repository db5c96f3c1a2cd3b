"""Who is credited for a story, and what only looks like a name."""

from restore_cases import cases

from sitegen.restore.clean import typography
from sitegen.restore.names import credited, in_byline, in_lead, in_signature


@cases("names/byline")
def test_byline(case):
    assert list(in_byline(typography(case["input"]))) == case["expected"]


@cases("names/lead")
def test_lead(case):
    assert list(in_lead(typography(case["input"]))) == case["expected"]


@cases("names/signature")
def test_signature(case):
    assert list(in_signature(typography(case["input"]))) == case["expected"]


@cases("names/credited")
def test_everybody_is_credited_once(case):
    byline, *paragraphs = case["input"]
    assert list(credited(byline, paragraphs)) == case["expected"]
