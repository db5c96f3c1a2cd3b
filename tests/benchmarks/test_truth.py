"""Which item of a gold page each line is part of, and how decisions stand to that."""

import pytest
from calibration import bars, bins, confident_and_wrong
from form import gold_page
from judge import Verdict, judge, starts
from restore_cases import CASES, RAW, load
from truth import truth_of

from sitegen.model import Decision
from sitegen.restore.chain import restore

PARAGRAPH = "今年以来，会议在北京召开，各地代表出席了会议。"
GOLD = {
    "source": "a.txt",
    "issue": {},
    "articles": [
        {
            "kind": "article", "title": "会议在北京召开", "kicker": "", "subtitle": "", "column": "", "byline": "",
            "authors": [], "continued_from": None, "captions": [],
            "body": [
                {"t": "p", "text": PARAGRAPH},
                {"t": "p", "text": "解了企业的燃眉之急。"},
                {"t": "p", "text": "有关负责人表示，将着急群众之所急。"},
            ],
        }
    ],
    "furniture": ["新闻热线"],
}  # fmt: skip


def truth(raw):
    return truth_of(raw.encode(), GOLD)


def test_pieces_of_one_paragraph_are_one_item():
    found = truth("会议在北京召开\n\n今年以来，会议在北\n\n新闻热线\n\n京召开，各地代表出席了会议。")
    assert [found.at(line).role for line in (1, 3, 5, 7)] == ["title", "body", "furniture", "body"]
    assert found.at(3) is found.at(7)
    assert found.first_lines() == {1}


def test_what_a_short_piece_is_part_of_shows_by_what_is_left_over():
    found = truth("解了企业的燃眉之\n\n急。\n\n有关负责人表示，将着急群众之所急。")
    assert found.at(1) is found.at(3)
    assert found.at(3) is not found.at(5)


def test_what_no_item_holds_cannot_be_told():
    assert truth("大漠孤烟直，长河落日圆。").at(1) is None


@pytest.mark.parametrize("gold", sorted((CASES / "pages").glob("*.json")), ids=lambda path: path.stem[:3])
def test_nearly_every_line_of_the_real_pages_is_told(gold):
    page = load(gold)
    data = (RAW / page["source"]).read_bytes()
    found = truth_of(data, page)
    told = [item for item in found.items.values() if item is not None]
    assert len(told) >= 0.95 * len(found.items)
    stories = {item.story for item in told if item.story >= 0}
    assert stories == set(range(len(gold_page(page).articles)))


def test_most_decisions_about_a_real_page_are_right():
    page = load(CASES / "pages" / "001_de833d265e01a158.json")
    data = (RAW / page["source"]).read_bytes()
    found, read = truth_of(data, page), restore(data, page["source"])
    verdicts = judge(read, found)
    assert {verdict.decision.step for verdict in verdicts} >= {"roles", "rejoin"}
    assert sum(verdict.right for verdict in verdicts) > 0.9 * len(verdicts)
    begun = starts(read, found)
    assert begun.both <= min(begun.read, begun.true)


def verdict(confidence, truth, choice="body"):
    return Verdict("a.txt", Decision("roles", "grammar", (1,), choice, "", confidence), truth)


VERDICTS = (
    *(verdict(0.99, "body") for _ in range(7)),
    verdict(1.0, "title"),
    verdict(0.6, "title"),
    verdict(0.6, "body"),
)


def test_the_table_counts_every_decision_once():
    table = bins(VERDICTS)
    assert [(each.low, each.count, each.right) for each in table] == [(0.5, 2, 1), (0.98, 8, 7)]
    assert table[0].mean == pytest.approx(0.6)


def test_the_bars():
    found = bars(VERDICTS, 0.75)
    assert (found.sure, found.listed, found.wrong_listed, found.wrong, found.count) == (7 / 8, 0.2, 0.5, 2, 10)
    assert bars((), 0.75).sure == 1


def test_confident_and_wrong():
    assert confident_and_wrong(VERDICTS) == (VERDICTS[7],)
