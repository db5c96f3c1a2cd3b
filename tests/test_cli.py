"""The command line: what it prints where, and with which exit status it ends."""

import errno
import json
import subprocess
import sys
from dataclasses import dataclass, replace

import click
import pytest

from sitegen import cli
from sitegen.outcome import Outcome, finish
from sitegen.problems import Problem, ProblemError
from sitegen.progress import plain_lines


@dataclass(frozen=True)
class Report:
    """Stands for both commands' reports."""

    pages: int = 2
    articles: int = 9
    documents: int = 30
    written: int = 7
    unchanged: int = 2
    removed: int = 1
    kept: int = 0
    problems: tuple[Problem, ...] = ()


@pytest.fixture
def archive(tmp_path, monkeypatch):
    (tmp_path / "content").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def importing(monkeypatch):
    """Sets what import does: hands back a report, or raises."""

    def set_to(outcome):
        def import_pages(_content, _raws, progress, _workers):
            progress(1, 1)
            if isinstance(outcome, BaseException):
                raise outcome
            return outcome

        monkeypatch.setattr("sitegen.importer.import_pages", import_pages)

    return set_to


@pytest.mark.parametrize("flag", ["-h", "--help"])
def test_help_lists_the_commands(flag, capsys):
    assert cli.run([flag]) == 0
    out = capsys.readouterr().out
    assert all(f"  {command} " in out for command in ("build", "import", "new", "serve"))


@pytest.mark.parametrize("arguments", [["frob"], ["import", "--frob"], ["new"], ["serve", "--port", "99999"]])
@pytest.mark.usefixtures("archive")
def test_wrong_usage_is_status_2(arguments, capsys):
    assert cli.run(arguments) == 2
    said = capsys.readouterr()
    assert "Error:" in said.err
    assert said.out == ""


def test_without_an_archive_the_message_says_how_to_get_one(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert cli.run(["build"]) == 2
    assert "there is no folder content; go to your archive's folder, or make one with `sitegen new DIR`" in (
        " ".join(capsys.readouterr().err.split())
    )


@pytest.mark.usefixtures("archive")
def test_all_done_is_status_0(importing, capsys):
    importing(Report())
    assert cli.run(["import"]) == 0
    assert capsys.readouterr().out == "import: 2 pages, 9 articles, 7 written, 2 unchanged, 1 removed, 0 kept\n"


def test_each_problem_is_one_line_with_a_path_as_typed(archive, importing, capsys):
    imported = Report(
        problems=(
            Problem(str(archive / "content/raw/a.txt"), 6, "星期三, but 2021-08-19 is 星期四", "correct the date"),
            Problem("content/raw/b.txt", 0, "the file is empty", "remove it"),
            Problem("/elsewhere/c.txt", 0, "the file is not there", ""),
        )
    )
    importing(imported)
    assert cli.run(["import"]) == 1
    said = capsys.readouterr()
    assert said.err.splitlines()[-3:] == [
        "content/raw/a.txt:6: 星期三, but 2021-08-19 is 星期四; correct the date",
        "content/raw/b.txt: the file is empty; remove it",
        "/elsewhere/c.txt: the file is not there",
    ]
    assert "a.txt" not in said.out


@pytest.mark.usefixtures("archive")
def test_json_is_one_object_and_nothing_else(importing, capsys):
    importing(replace(Report(), problems=(Problem("content/raw/b.txt", 3, "空白", "删去"),)))
    assert cli.run(["import", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told == {
        "command": "import",
        "pages": 2,
        "articles": 9,
        "written": 7,
        "unchanged": 2,
        "removed": 1,
        "kept": 0,
        "notes": [],
        "problems": [{"file": "content/raw/b.txt", "line": 3, "what": "空白", "fix": "删去"}],
    }


def test_a_note_is_told_and_changes_no_status(capsys):
    @click.command()
    @click.argument("form")
    def noting(form: str) -> None:
        finish("build", form, lambda: Outcome("build", (("pages", 2),), notes=("the address is https://a.example",)))

    assert noting.main(["text"], standalone_mode=False) == 0
    assert capsys.readouterr().out.splitlines() == ["build: 2 pages", "the address is https://a.example"]
    assert noting.main(["json"], standalone_mode=False) == 0
    assert json.loads(capsys.readouterr().out)["notes"] == ["the address is https://a.example"]


AGAIN = "then run the same command again"


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(errno.ENOSPC, "No space left", "content/x"), f"content/x: no space left; free some space, {AGAIN}"),
        (OSError(errno.EROFS, "Read-only", "output"), "output: read-only; use a folder that can be written to"),
        (OSError("odd"), f"sitegen: odd; mend that, {AGAIN}"),
        (
            ProblemError(Problem("themes/x", 0, "no such theme", "correct site.yaml")),
            "themes/x: no such theme; correct site.yaml",
        ),
    ],
)
@pytest.mark.usefixtures("archive")
def test_what_stops_a_command_is_one_line_not_a_traceback(importing, capsys, error, line):
    importing(error)
    assert cli.run(["import"]) == 1
    assert capsys.readouterr().err.splitlines()[-1] == line
    assert cli.run(["import", "--json"]) == 1
    assert len(json.loads(capsys.readouterr().out)["problems"]) == 1


@pytest.mark.usefixtures("archive")
def test_ctrl_c_is_status_130_and_one_line(importing, capsys):
    importing(KeyboardInterrupt())
    assert cli.run(["import"]) == 130
    assert capsys.readouterr().err.split("\n")[-2] == (
        "Interrupted. The archive is whole; run the same command again to go on."
    )


@pytest.mark.usefixtures("archive")
def test_new_refuses_a_folder_in_use(capsys):
    assert cli.run(["new", "."]) == 1
    assert capsys.readouterr().err == ".: the folder is not empty; choose a new name, or empty it yourself first\n"


@pytest.mark.usefixtures("archive")
def test_new_says_what_to_do_next(capsys):
    assert cli.run(["new", "papers"]) == 0
    assert "cd papers\n  sitegen import\n  sitegen build" in capsys.readouterr().out


def test_a_folder_that_cannot_be_made_is_one_line(archive, capsys):
    (archive / "papers").write_text("a file", "utf-8")
    assert cli.run(["new", "papers/mine"]) == 1
    said = capsys.readouterr().err
    assert "not a directory; mend that, then run the same command again" in said
    assert said.count("\n") == 1


def test_plain_progress_of_nothing_says_nothing():
    said = []
    plain_lines("Importing", said.append)(0, 0)
    assert said == []


def test_help_loads_no_heavy_module():
    code = "import sys; from sitegen.cli import run; run(['--help']); print([m for m in sys.modules if m in HEAVY])"
    heavy = "HEAVY = {'scipy', 'numpy', 'opencc', 'jinja2', 'budoux', 'rich', 'starlette', 'yaml', 'markdown_it'}; "
    done = subprocess.run([sys.executable, "-c", heavy + code], capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.splitlines()[-1] == "[]", done.stderr
