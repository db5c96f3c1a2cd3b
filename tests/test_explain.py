"""`sitegen explain`: what it prints, for people and for machines, and what it honours of the archive around a page."""

import hashlib
import json
import re

import pytest
from restore_cases import raw_page

from sitegen import cli
from sitegen.explain import Selection, explain_file
from sitegen.explain.terminal import PLAIN_WIDTH, link, visible
from sitegen.model import Decision
from sitegen.restore.stories import SURE_ENOUGH

PAGE = """向“新”求“质”在吕梁

减人 提效 增安

煤矿智能化建设蹚出能源革命“柳林路径”

本报讯(记者 付永文 高茜)“行人平洞1410.92米,这是矿下职工康志军的精确位置。”调度员轻点鼠标,就看到井下工人的精确位置。

近年来,柳林县以数字技术改造传统煤矿,给老矿井装上“大脑”,建成9座智能化煤矿,54个智能化采掘

图为柳林煤矿调度室正运用智能综合管理平台监控井下采掘工作面情况。

付永文 高茜 摄

工作面,4座煤矿实现5G入井。
"""


@pytest.fixture
def alone(tmp_path):
    """A page that lies in no archive."""
    path = tmp_path / "page.txt"
    path.write_text(PAGE, "utf-8")
    return path


@pytest.fixture
def archived(tmp_path):
    """A page in an archive whose editor knows something about it."""
    raw = tmp_path / "content" / "raw"
    raw.mkdir(parents=True)
    (tmp_path / "content" / "site.yaml").write_text("title: 旧闻馆\n", "utf-8")
    (raw / "pages.yaml").write_text(
        "page.txt:\n  newspaper: 吕梁日报\n  date: 2024-12-27/..\n  encoding: gb18030\n  note: 稿件称“我市”。\n",
        "utf-8",
    )
    (raw / "page.txt").write_bytes(PAGE.encode("gb18030"))
    return raw / "page.txt"


def run(capsys, *arguments):
    status = cli.run(["explain", *map(str, arguments)])
    return status, capsys.readouterr()


def as_json(capsys, *arguments):
    return json.loads(run(capsys, *arguments, "--json")[1].out)


def test_every_line_is_told_with_its_role_its_article_and_its_reasons(alone, capsys):
    status, said = run(capsys, alone)
    assert status == 0
    assert said.err == ""
    row = next(line for line in said.out.splitlines() if "煤矿智能化建设" in line)
    assert row.removeprefix("?").split()[:3] == ["5", "1", "title"]
    assert "utf-8: valid UTF-8" in said.out
    assert " over " in said.out
    assert "lines around" in said.out
    assert re.search(r"joined to line 9 \(\d+%\): the sentence above is not over", said.out)
    assert "typed anew: ( > （, ) > ）, , > ， x2" in said.out


def test_plain_output_has_no_colours_and_nothing_wider_than_it_should_be(alone, capsys):
    out = run(capsys, alone)[1].out
    assert "\x1b" not in out
    assert all(len(line) <= PLAIN_WIDTH and line == line.rstrip() for line in out.splitlines())


def test_only_some_lines(alone, capsys):
    told = as_json(capsys, alone, "--lines", "5-9")
    assert [line["number"] for block in told["blocks"] for line in block["lines"]] == [5, 7, 9]


@pytest.mark.parametrize(("asked", "numbers"), [("11-", [11, 13, 15]), ("11", [11]), ("90-", [])])
def test_forms_of_a_range(alone, capsys, asked, numbers):
    told = as_json(capsys, alone, "--lines", asked)
    assert [block["lines"][0]["number"] for block in told["blocks"]] == numbers


@pytest.mark.parametrize("asked", ["nine", "9-3", "-", "1-x", ""])
def test_no_range_is_wrong_usage(alone, capsys, asked):
    status, said = run(capsys, alone, "--lines", asked)
    assert status == 2
    assert "write it as 20-60" in said.err


def test_only_what_a_person_should_look_at(capsys):
    page = raw_page("002")
    every, weak = as_json(capsys, page)["blocks"], as_json(capsys, page, "--weak")["blocks"]
    assert weak == [block for block in every if block["weak"]]
    lowest = (min([block["confidence"], *(link["confidence"] for link in block["links"])]) for block in every)
    assert [block["weak"] for block in every] == [sure < SURE_ENOUGH for sure in lowest]


def test_machines_get_numbers_that_add_up(alone, capsys):
    for block in as_json(capsys, alone)["blocks"]:
        assert sum(block["weights"].values()) + block["around"] == pytest.approx(block["margin"], abs=1e-6)
        assert block["role"] != block["runner_up"]["role"]


def test_a_page_in_no_archive_has_only_its_own_word(alone, capsys):
    told = as_json(capsys, alone)
    assert all(fact["evidence"]["origin"] != "editor" for fact in told["facts"])


def test_a_masthead_s_facts_are_told_with_their_lines(capsys):
    facts = {fact["name"]: fact for fact in as_json(capsys, raw_page("002"))["facts"]}
    assert facts["newspaper"]["value"] == "浙江工人日报"
    assert facts["date"]["evidence"]["lines"]


def test_what_the_editor_knows_is_honoured(archived, capsys):
    told = as_json(capsys, archived)
    facts = {fact["name"]: fact for fact in told["facts"]}
    assert told["encoding"] == "gb18030"
    assert told["encoding_because"] == "stated in pages.yaml"
    assert (facts["newspaper"]["value"], facts["date"]["value"]) == ("吕梁日报", "2024-12-27/..")
    assert facts["date"]["evidence"]["note"] == "稿件称“我市”。"


def test_an_editor_s_pins_are_honoured_and_told(archived, capsys):
    mark = hashlib.sha256(archived.read_bytes()).hexdigest()
    (archived.parent / "page.pins.yaml").write_text(f"sha256: {mark}\nroles: {{3: subtitle}}\n", "utf-8")
    block = next(b for b in as_json(capsys, archived)["blocks"] if b["lines"][0]["number"] == 3)
    assert (block["role"], block["rule"], block["confidence"]) == ("subtitle", "pin", 1.0)
    assert "page.pins.yaml" in run(capsys, archived, "--lines", "3")[1].out


def test_a_pin_that_cannot_be_met_is_told_and_the_rest_is_used(archived, capsys):
    mark = hashlib.sha256(archived.read_bytes()).hexdigest()
    pins = archived.parent / "page.pins.yaml"
    pins.write_text(f"sha256: {mark}\nroles:\n  3: subtitle\n  4: title\n", "utf-8")
    status, said = run(capsys, archived, "--lines", "3")
    assert status == 1
    assert said.err == f"{pins}:4: line 4 of page.txt is blank; correct the line\n"
    assert "pinned by page.pins.yaml:3" in said.out


def test_pins_of_a_page_that_has_changed_are_told_and_not_used(archived, capsys):
    (archived.parent / "page.pins.yaml").write_text(f"sha256: {'0' * 64}\nroles: {{3: subtitle}}\n", "utf-8")
    status, said = run(capsys, archived, "--lines", "3")
    assert status == 1
    assert "page.txt has changed since these pins were set, so they were not used; " in said.err
    assert "pinned" not in said.out


@pytest.mark.parametrize("name", ["参考消息", "江州声屏"])
def test_newspapers_of_the_program_and_of_the_archive_are_known(archived, capsys, name):
    settings = archived.parent.parent / "site.yaml"
    settings.write_text("title: 旧闻馆\nnewspapers:\n- {slug: jz, name: 江州声屏}\n", "utf-8")
    other = archived.parent / "other.txt"
    other.write_text(f"{name} 2021年8月18日 星期三 第5版\n\n{PAGE}", "utf-8")
    facts = {fact["name"]: fact["value"] for fact in as_json(capsys, other)["facts"]}
    assert facts["newspaper"] == name


def test_what_is_wrong_with_the_archive_s_facts_is_told(archived, capsys):
    facts = archived.parent / "pages.yaml"
    facts.write_text(facts.read_text("utf-8").replace("2024-12-27/..", "2024-13-27"), "utf-8")
    status, said = run(capsys, archived)
    assert status == 1
    assert "2024-13-27" in said.err
    assert "煤矿智能化建设" in said.out


def test_a_page_that_cannot_be_read_is_one_line(tmp_path, capsys):
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    status, said = run(capsys, path)
    assert status == 1
    assert said.err == f"{path}: the file is empty; replace it or remove it\n"
    assert said.out == ""


def test_a_page_that_is_not_there_is_wrong_usage(tmp_path, capsys):
    assert run(capsys, tmp_path / "none.txt")[0] == 2


def test_nothing_on_a_page_steers_the_terminal(tmp_path, capsys):
    path = tmp_path / "page.txt"
    path.write_text(PAGE.replace("减人 提效", "减人\x1b]0;x\x07\u202e提效"), "utf-8")
    out = run(capsys, path)[1].out
    assert not {"\x1b", "\x07", "\u202e"} & set(out)


def test_what_steers_is_made_visible():
    assert visible("a\x00\x7f\u2066b") == "a␀\ufffd\ufffdb"


def test_a_sure_break_between_paragraphs_is_not_worth_a_line():
    reason = next(each for each in explain_file(raw_page("001")).explanation.reasons if each.decision.lines == (7,))
    sure = Decision("rejoin", "join", (5, 7), "apart", "the sentence above is over", 0.98)
    doubtful = Decision("rejoin", "join", (5, 7), "apart", "a colon introduces what follows", 0.6)
    full = Decision("rejoin", "join", (5, 7), "apart", "the sentence above is over, with a full line", 0.9)
    assert link(sure, reason) == ""
    assert link(full, reason) == "apart from line 5 (90%): the sentence above is over, with a full line"
    assert link(doubtful, reason) == "apart from line 5 (60%): a colon introduces what follows"


def test_a_selection_takes_blocks_that_reach_into_it():
    explanation = explain_file(raw_page("003")).explanation
    block = next(reason for reason in explanation.reasons if len(reason.lines) > 3)
    inside = block.lines[1].number
    assert Selection(inside, inside).of(explanation) == (block,)


def test_a_page_to_look_at_is_written_where_it_was_asked_for(alone, tmp_path, capsys):
    status, said = run(capsys, alone, "-o", tmp_path / "why.html")
    assert status == 0
    assert said.out == f"Open {tmp_path / 'why.html'} in a browser.\n"
    assert (tmp_path / "why.html").read_text("utf-8").startswith("<!doctype html>")
