"""What a build would do and why, and where its time goes."""

import json
import shutil

import pytest
from samples import FIXTURE, silent

from sitegen import cli
from sitegen.build.foresee import foresee
from sitegen.build.making import NEW, OTHER_FILES
from sitegen.build.run import build
from sitegen.site.markdown import LEAD
from sitegen.workers import HERE

PAPER = "zhejiang-gongren-ribao"
AUGUST = f"{PAPER}/2021-08-18"


@pytest.fixture
def project(tmp_path):
    shutil.copytree(FIXTURE, tmp_path / "project")
    return tmp_path / "project"


def made(project):
    """The parts that would be made, each with what is different."""
    return dict(foresee(project / "content", project / "output", HERE).made)


def run(project):
    return build(project / "content", project / "output", silent)


def edit(project, file, before, after):
    path = project / "content" / file
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def test_at_first_everything_is_new_and_nothing_is_written(project):
    foreseen = foresee(project / "content", project / "output", HERE)
    assert {reasons for _, reasons in foreseen.made} == {(NEW,)}
    assert f"issue {AUGUST}" in dict(foreseen.made)
    assert not (project / "output").exists()


def test_what_is_foreseen_is_what_is_made(project):
    article = project / f"content/issues/{AUGUST}/01-01.md"
    article.write_text(article.read_text("utf-8") + "\n\n" + "长" * LEAD + "\n", "utf-8")
    run(project)
    assert made(project) == {}
    # Beyond what lists quote.
    article.write_text(article.read_text("utf-8") + "\n\n又一段。\n", "utf-8")
    foreseen = made(project)
    assert foreseen[f"issue {AUGUST}"] == ("its files",)
    assert {name.partition(" ")[0] for name in foreseen} == {"issue", "segment", "search", "data"}
    assert set(run(project).profile.parts) == set(foreseen)
    assert made(project) == {}


def test_a_part_that_would_go_is_told(project):
    run(project)
    shutil.rmtree(project / f"content/issues/{AUGUST}")
    foreseen = foresee(project / "content", project / "output", HERE)
    assert f"issue {AUGUST}" in foreseen.removed
    assert "the issues beside it" in dict(foreseen.made)[f"issue {PAPER}/undated-aaaaaa"]
    assert (project / f"output/{AUGUST}/index.html").exists()


def test_a_file_of_the_site_that_is_another_is_told(project):
    run(project)
    (project / "output/robots.txt").write_text("mine")
    assert made(project) == {"frame": (OTHER_FILES,)}


def test_a_change_of_the_settings_is_told(project):
    run(project)
    edit(project, "site.yaml", "title: ", "title: 又")
    assert "the settings" in made(project)[f"issue {AUGUST}"]


def test_the_command_tells_parts_and_reasons(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    cli.run(["build", "--dry-run", "--executor", "here"])
    assert f"make issue {AUGUST}: {NEW}\n" in capsys.readouterr().out
    cli.run(["build", "--dry-run", "--executor", "here", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert {"part": f"issue {AUGUST}", "because": [NEW]} in told["made"]
    assert told["to make"] == len(told["made"])


def test_the_command_tells_where_the_time_went(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    cli.run(["build", "--profile", "--executor", "here"])
    shown = capsys.readouterr().out
    assert all(word in shown for word in ("reading and planning", "  issue ", "The dearest parts:"))
    (project / "output/robots.txt").unlink()
    cli.run(["build", "--profile", "--executor", "here", "--json"])
    told = json.loads(capsys.readouterr().out)
    assert list(told["profile"]["parts"]) == ["frame"]
    assert told["profile"]["parts"]["frame"]["documents"] > 1


def test_a_scheduler_goes_with_a_cluster_only(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    assert cli.run(["build", "--scheduler", "tcp://127.0.0.1:1"]) == 2
    assert cli.run(["build", "--executor", "dask"]) == 2
    assert "goes with --executor dask" in capsys.readouterr().err
