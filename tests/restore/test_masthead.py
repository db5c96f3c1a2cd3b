"""What a page states about its issue, and where it contradicts itself."""

import pytest
from restore_cases import cases

from sitegen.model import Furniture, Newspaper
from sitegen.restore.masthead import disagreements, masthead

SILENT = {"newspaper": "", "date": "", "lunar": "", "number": "", "cn": "", "page": None, "page_name": ""}
KNOWN = (
    Newspaper("cankao-xiaoxi", "参考消息"),
    Newspaper("nanfang-zhoumo", "南方周末"),
    Newspaper("dagong-bao", "大公報"),
    Newspaper("renmin-ribao", "人民日报", cn="CN11-0065"),
)


def furniture(text, kind="masthead"):
    """Each line an entry of its own."""
    return tuple(Furniture(kind, (n, n), line) for n, line in enumerate(text.split("\n"), 1))


@cases("masthead/facts")
def test_facts(case):
    found = masthead(furniture(case["input"]))
    assert {name: getattr(found, name) for name in SILENT} == SILENT | case["expected"]
    assert set(found.evidence) == set(case["expected"]), "every fact has its evidence"


@cases("masthead/known")
def test_known_newspapers(case):
    assert masthead(furniture(case["input"]), KNOWN).newspaper == case["expected"]


@cases("masthead/doubts")
def test_a_weekday_or_lunar_date_that_is_not_that_of_the_date_is_told(case):
    entries = furniture(case["input"])
    assert [str(problem) for problem in disagreements(entries, masthead(entries), "a.txt")] == case["expected"]


def test_evidence_names_the_lines():
    found = masthead((Furniture("masthead", (5, 6), "辛丑年七月十一\n2021年8月18日 星期三"),))
    assert {(e.origin, e.lines) for e in found.evidence.values()} == {("masthead", (5, 6))}


@pytest.mark.parametrize(
    ("text", "date", "page", "name"),
    [("2021年8月\n18\n星期三", "2021-08-18", None, ""), ("国际\n6", "", 6, "国际"), ("第\n5版 民生", "", 5, "民生")],
)
def test_a_fact_may_be_set_in_parts_on_lines_that_stand_together(text, date, page, name):
    found = masthead((Furniture("masthead", (1, 3), text),))
    assert (found.date, found.page, found.page_name) == (date, page, name)


def test_a_name_known_by_its_serial_number_says_so():
    evidence = masthead(furniture("邮发代号：1-1\nCN11-0065"), KNOWN).evidence["newspaper"]
    assert (evidence.origin, evidence.lines, evidence.note) == ("masthead", (2, 2), "报名未印，据统一刊号CN11-0065")


def test_a_date_taken_from_the_lunar_one_says_so():
    evidence = masthead(furniture("辛丑年七月十一\n二〇二一年")).evidence["date"]
    assert (evidence.lines, evidence.note) == ((1, 2), "版面只印农历，由2021年农历辛丑年七月十一推算")


def test_adverts_state_nothing_about_the_issue():
    assert masthead(furniture("北京日报 2022年2月4日 星期五", kind="advert")).date == ""


def test_a_page_without_masthead_states_nothing():
    found = masthead(())
    assert {name: getattr(found, name) for name in SILENT} == SILENT
    assert disagreements((), found, "a.txt") == ()
