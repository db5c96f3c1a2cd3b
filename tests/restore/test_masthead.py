"""What a page states about its issue, and where it contradicts itself."""

from restore_cases import cases

from sitegen.model import Furniture
from sitegen.restore.masthead import disagreements, masthead

SILENT = {"newspaper": "", "date": "", "lunar": "", "number": "", "cn": "", "page": None}


def furniture(text, kind="masthead"):
    """Each line an entry of its own."""
    return tuple(Furniture(kind, (n, n), line) for n, line in enumerate(text.split("\n"), 1))


@cases("masthead/facts")
def test_facts(case):
    found = masthead(furniture(case["input"]))
    assert {name: getattr(found, name) for name in SILENT} == SILENT | case["expected"]
    assert set(found.evidence) == set(case["expected"]), "every fact has its evidence"


@cases("masthead/doubts")
def test_a_weekday_that_is_not_that_of_the_date_is_told(case):
    entries = furniture(case["input"])
    assert [str(problem) for problem in disagreements(entries, masthead(entries), "a.txt")] == case["expected"]


def test_evidence_names_the_lines():
    found = masthead((Furniture("masthead", (5, 6), "辛丑年七月十一\n2021年8月18日 星期三"),))
    assert {(e.origin, e.lines) for e in found.evidence.values()} == {("masthead", (5, 6))}


def test_adverts_state_nothing_about_the_issue():
    assert masthead(furniture("北京日报 2022年2月4日 星期五", kind="advert")).date == ""


def test_a_page_without_masthead_states_nothing():
    found = masthead(())
    assert {name: getattr(found, name) for name in SILENT} == SILENT
    assert disagreements((), found, "a.txt") == ()
