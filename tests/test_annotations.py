"""Problems as GitHub Actions reads them."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from importing import new_archive

from sitegen.annotations import annotation
from sitegen.cli import run
from sitegen.problems import Problem

HOSTILE = st.text(st.sampled_from("%,:\r\n=;甲a"), max_size=9)


def read(line):
    """A command as the runner reads it (actions/runner, ActionCommand.TryParseV2): its level, properties and message."""
    assert line.startswith("::")
    assert "\n" not in line
    assert "\r" not in line
    command, _, message = line[2:].partition("::")
    level, _, properties = command.partition(" ")
    given_ = dict(one.split("=", 1) for one in properties.split(","))
    for code, character in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        given_ = {name: value.replace(code, character) for name, value in given_.items()}
        if code not in ("%3A", "%2C"):
            message = message.replace(code, character)
    return level, given_, message


@settings(max_examples=200, deadline=None)
@given(HOSTILE.filter(bool), st.integers(0, 9), HOSTILE, HOSTILE, HOSTILE)
def test_the_runner_reads_what_was_told(file, line, what, fix, title):
    problem = Problem(file, line, what, fix)
    level, given_, message = read(annotation("error", problem, title))
    expected = {"file": file, "title": title, **({"line": str(line)} if line else {})}
    assert (level, given_, message) == ("error", expected, str(problem))


@pytest.fixture
def content(tmp_path, monkeypatch):
    """An archive with a problem and a note, in a folder of the checkout."""
    made = new_archive(tmp_path / "checkout" / "archive")
    (made / "raw" / "new,1.txt").write_text("新的一版", "utf-8")
    output = made.parent / "output"
    output.mkdir()
    (output / ".sitegen-output").write_text("", "utf-8")
    (output / "CNAME").write_text("example.org", "utf-8")
    monkeypatch.chdir(made.parent)
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "checkout"))
    return made


@pytest.mark.usefixtures("content")
@pytest.mark.parametrize("by", ["option", "environment"])
def test_check_annotates(monkeypatch, capsys, by):
    monkeypatch.setenv("GITHUB_ACTIONS", "true" if by == "environment" else "")
    assert run(["check", *(["--github"] if by == "option" else [])]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert [read(line) for line in out.splitlines()[1:]] == [
        (
            "notice",
            {"file": "archive/output/CNAME", "title": "sitegen check"},
            "archive/output/CNAME: put here by hand, so it was not looked at; leave it, or remove it",
        ),
        (
            "error",
            {"file": "archive/content/raw/new,1.txt", "title": "sitegen check"},
            "archive/content/raw/new,1.txt: this raw page was never imported; run `sitegen import`, or remove it",
        ),
    ]


@pytest.mark.usefixtures("content")
def test_json_is_json_there_too(monkeypatch, capsys):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert run(["check", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["command"] == "check"


@pytest.mark.usefixtures("content")
def test_elsewhere_nothing_is_annotated(monkeypatch, capsys):
    monkeypatch.delenv("GITHUB_ACTIONS", raising=False)
    assert run(["check"]) == 1
    out, err = capsys.readouterr()
    assert "::" not in out + err
    assert "output/CNAME: put here by hand" in out
    assert err.startswith("content/raw/new,1.txt: ")
