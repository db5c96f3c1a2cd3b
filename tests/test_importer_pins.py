"""An editor's pins beside a raw page are found, used, and told where they do not fit."""

from __future__ import annotations

import hashlib

import pytest
from importing import CARE, FAIR, articles, files, imported, issue, new_archive, put, told

from sitegen import cli
from sitegen.workers import Workers

SHA256 = {"care": hashlib.sha256(CARE.encode()).hexdigest(), "fair": hashlib.sha256(FAIR.encode()).hexdigest()}
TITLE = "岔沟村日间照料中心点亮老年人新生活"


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A new archive's `content` with two pages, its folder being the working directory."""
    monkeypatch.chdir(tmp_path)
    made = new_archive(tmp_path)
    put(made / "raw", care=CARE, fair=FAIR)
    return made


def pin(content, text, name="care", page="care"):
    (content / "raw" / f"{name}.pins.yaml").write_text(f"sha256: {SHA256[page]}\n{text}\n", "utf-8")


@pytest.mark.parametrize("name", ["care", "care.txt"])
def test_pins_go_by_the_name_of_their_page(content, name):
    pin(content, "starts: [7]", name)
    assert told(imported(content)) == []
    assert set(articles(content)) == {TITLE, "吃不愁", "技能比武擂台开赛 百名工匠同场竞技"}


def test_pins_are_used_in_other_processes_too(content):
    put(
        content / "raw",
        **{f"page{at}": FAIR.replace("杭州", f"{place}州") for at, place in enumerate("甲乙丙丁戊己庚辛")},
    )
    pin(content, "starts: [7]")
    assert imported(content, workers=Workers("processes", 2)).articles == 11


def test_what_pins_state_outranks_pages_yaml_and_the_masthead(content):
    (content / "raw" / "pages.yaml").write_text("fair.txt: {date: 2021-08-19, page: 5, note: 查过目录}\n", "utf-8")
    pin(content, "date: 2021-08-20\nnumber: 11897", "fair", "fair")
    assert told(imported(content)) == []
    stated = issue(content, f"{next(content.glob('issues/*/2021-08-20')).parent.name}/2021-08-20")
    assert stated["number"] == "11897"
    assert stated["evidence"]["date"] == {"from": "editor", "file": "fair.txt", "note": "查过目录"}
    assert stated["evidence"]["number"]["from"] == "editor"
    assert stated["evidence"]["newspaper"]["from"] == "masthead"
    assert stated["pages"][0]["page"] == 5


def test_pins_of_a_page_that_has_changed_are_not_used(content, capsys):
    pin(content, "newspaper: 吕梁日报\nstarts: [7]")
    put(content / "raw", care=CARE + "\n")
    assert cli.run(["import", "--workers", "1"]) == 1
    err = capsys.readouterr().err
    now = hashlib.sha256(CARE.encode() + b"\n").hexdigest()
    assert "content/raw/care.pins.yaml: care.txt has changed since these pins were set, so they were not used; " in err
    assert f"`sha256: {now}`" in err
    assert articles(content)[TITLE]["newspaper"] == ""
    assert len(articles(content)) == 2


def test_pins_without_a_hash_are_told_the_line_to_add(content):
    (content / "raw" / "care.pins.yaml").write_text("starts: [7]\n", "utf-8")
    (problem,) = imported(content).problems
    assert problem.file == str(content / "raw" / "care.pins.yaml")
    assert problem.fix == f"add the line `sha256: {SHA256['care']}`"
    assert len(articles(content)) == 2


def test_a_wrong_pin_is_told_and_the_others_are_used(content, capsys):
    pin(content, "roles: {5: tilte}\ncut: [6]\nstarts: [7]")
    assert cli.run(["import", "--workers", "1"]) == 1
    err = capsys.readouterr().err.splitlines()
    assert [line for line in err if "pins" in line] == [
        "content/raw/care.pins.yaml:2: unknown role 'tilte'; did you mean 'title'?",
        "content/raw/care.pins.yaml:3: line 6 of care.txt is blank; correct the line",
    ]
    assert len(articles(content)) == 3


@pytest.mark.parametrize(
    ("name", "what"), [("cair", "there is no raw page of this name"), ("care.md", "there is no raw")]
)
def test_pins_of_no_page_are_told(content, name, what):
    pin(content, "starts: [7]", name)
    (problem,) = imported(content).problems
    assert problem.file == str(content / "raw" / f"{name}.pins.yaml")
    assert problem.what.startswith(what)


def test_pins_that_may_be_those_of_two_pages_are_told(content):
    (content / "raw" / "care.md").write_text(CARE.replace("岔沟", "李家"), "utf-8")
    pin(content, "starts: [7]")
    (problem,) = imported(content).problems
    assert problem.what == "these pins may be those of care.md or care.txt"


def test_two_files_of_pins_for_a_page_are_told(content):
    pin(content, "starts: [7]")
    pin(content, "starts: [5]", "care.txt")
    (problem,) = imported(content).problems
    assert problem.what == "care.txt has other pins"
    assert len(articles(content)) == 3


def test_pins_of_a_page_that_is_not_imported_now_are_left_alone(content):
    pin(content, "roles: {5: tilte}")
    assert told(imported(content, content / "raw" / "fair.txt")) == []


def test_a_pin_taken_out_again_gives_back_what_was(content):
    imported(content)
    before = files(content)
    pin(content, "starts: [7]")
    imported(content)
    assert files(content) != before
    (content / "raw" / "care.pins.yaml").unlink()
    imported(content)
    stands = issue(content, "unidentified/" + next((content / "issues" / "unidentified").iterdir()).name)
    # The id of the article that was there for a while leads to where its text is now.
    assert list(stands["redirects"].values()) == [articles(content)[TITLE]["id"]]
    assert {name: data for name, data in files(content).items() if name.endswith(".md")} == {
        name: data for name, data in before.items() if name.endswith(".md")
    }
