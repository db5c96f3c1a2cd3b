"""`sitegen import --diff` shows what an import would do, and does nothing."""

from __future__ import annotations

import hashlib
import json

import pytest
from importing import CARE, FAIR, files, imported, new_archive, put, silent

from sitegen import cli
from sitegen.importer import propose
from sitegen.workers import HERE

BYLINE = "□ 本报记者 王涛"


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A new archive's `content`, its folder being the working directory."""
    monkeypatch.chdir(tmp_path)
    return new_archive(tmp_path)


def everything(folder):
    """Every file below a folder, with its bytes and its time."""
    return {path: (path.stat().st_mtime_ns, path.is_file() and path.read_bytes()) for path in folder.rglob("*")}


def proposed(content, *raws):
    return propose(content, raws, silent, HERE)


def kinds(proposal):
    return [(change.kind, (change.after or change.before).rpartition("/")[2]) for change in proposal.changes]


def lines(proposal, sign):
    """The lines that a proposal adds or takes away."""
    found = [line for change in proposal.changes for line in change.lines()]
    return [line for line in found if line.startswith(sign) and not line.startswith(sign * 3)]


def test_nothing_is_written(content, tmp_path):
    away = put(tmp_path / "away", care=CARE)
    before = everything(tmp_path)
    assert kinds(proposed(content, away)) == [("new", "01-01.md"), ("new", "issue.yaml")]
    assert everything(tmp_path) == before


def test_after_an_import_nothing_would_change(content, capsys):
    put(content / "raw", care=CARE, fair=FAIR)
    imported(content)
    assert cli.run(["import", "--diff", "--workers", "1"]) == 0
    assert capsys.readouterr().out == "import: 2 pages, 2 articles, 0 new, 0 changed, 0 removed, 0 kept\n"


def test_another_reading_is_shown_beside_what_stands(content, capsys):
    put(content / "raw", care=CARE)
    imported(content)
    put(content / "raw", care=CARE.replace(BYLINE, "□ 本报记者 王小涛"))
    before = everything(content)
    assert cli.run(["import", "--diff", "--workers", "1"]) == 0
    assert everything(content) == before
    out = capsys.readouterr().out.splitlines()
    assert f"-byline: {BYLINE}" in out
    assert "+byline: □ 本报记者 王小涛" in out
    assert "-authors: [王涛]" in out
    assert out[-1] == "import: 1 page, 1 article, 0 new, 2 changed, 0 removed, 0 kept"


def test_the_diff_is_what_the_import_then_does(content):
    put(content / "raw", care=CARE, fair=FAIR)
    imported(content)
    put(content / "raw", care=CARE.replace("岔沟村", "李家村"))
    pins = f"sha256: {hashlib.sha256(FAIR.encode()).hexdigest()}\nstarts: [7]\n"
    (content / "raw" / "fair.pins.yaml").write_text(pins, "utf-8")
    proposal = proposed(content)
    imported(content)
    now = files(content)
    for change in proposal.changes:
        if change.after.endswith(".md"):
            assert now[change.after.removeprefix(f"{content / 'issues'}/")].decode() == change.new
    assert proposed(content).changes == ()


def test_an_article_edited_by_hand_is_told_every_time(content):
    put(content / "raw", care=CARE)
    imported(content)
    (path,) = content.glob("issues/*/*/*.md")
    path.write_text(path.read_text("utf-8").replace("热气腾腾", "香气扑鼻"), "utf-8")
    for _ in range(2):
        proposal = proposed(content)
        assert kinds(proposal) == [("kept", "01-01.md")]
        assert ["香气扑鼻" in line for line in lines(proposal, "-")] == [True]
        assert ["热气腾腾" in line for line in lines(proposal, "+")] == [True]
        imported(content)
    assert "香气扑鼻" in path.read_text("utf-8")


def test_articles_that_go_and_come_are_shown_whole(content):
    put(content / "raw", care=CARE)
    imported(content)
    put(content / "raw", care=FAIR)
    found = {change.kind for change in proposed(content).changes}
    assert found == {"new", "removed"}


def test_an_article_that_moves_is_shown_with_both_names(content):
    put(content / "raw", care=CARE)
    imported(content)
    (content / "raw" / "pages.yaml").write_text("care.txt: {page: 2}\n", "utf-8")
    (change,) = [one for one in proposed(content).changes if one.after.endswith(".md")]
    assert (change.before[-8:], change.after[-8:]) == ("01-01.md", "02-01.md")
    assert lines(proposed(content), "+")[:1] == ["+page: 2"]


def test_a_page_that_would_be_refused_is_told(content, tmp_path, capsys):
    put(content / "raw", care=CARE)
    put(tmp_path / "away", care=FAIR)
    assert cli.run(["import", "--diff", "--workers", "1", "away"]) == 1
    assert "has the same name but other bytes" in capsys.readouterr().err


def test_for_machines(content, capsys):
    put(content / "raw", care=CARE)
    assert cli.run(["import", "--diff", "--json", "--workers", "1"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["command"], told["pages"], told["new"], told["problems"]) == ("import", 1, 2, [])
    article = next(one for one in told["changes"] if one["after"].endswith(".md"))
    assert (article["kind"], article["before"]) == ("new", "")
    assert article["diff"].startswith("--- /dev/null\n+++ content/issues/")


def test_no_text_commands_the_terminal(content, capsys):
    put(content / "raw", care=CARE.replace("热气腾腾", "热气\x1b[2J腾腾"))
    cli.run(["import", "--diff", "--workers", "1"])
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "热气" in out
