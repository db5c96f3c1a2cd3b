"""`sitegen new`: what it writes, what it refuses, and that the sample page is right and becomes a site."""

import datetime
import re
from importlib.resources import files

import pytest

from sitegen.cli import run
from sitegen.problems import ProblemError
from sitegen.scaffold import REQUIREMENTS, STARTER, WORKFLOW, new_archive


def test_a_new_archive_has_what_the_commands_need(tmp_path):
    folder = tmp_path / "papers" / "mine"
    written = new_archive(folder)
    assert sorted(str(path.relative_to(folder)) for path in written) == [
        ".gitignore",
        "README.md",
        "content/conversion.yaml",
        "content/raw/pages.yaml",
        "content/raw/sample.txt",
        "content/site.yaml",
        "output/.gitkeep",
    ]
    assert all(path.is_file() for path in written)


def test_an_empty_folder_is_welcome(tmp_path):
    new_archive(tmp_path)
    assert (tmp_path / "content/site.yaml").is_file()


def test_a_folder_with_something_in_it_is_refused_and_left_alone(tmp_path):
    (tmp_path / "letter.txt").write_text("mine", "utf-8")
    with pytest.raises(ProblemError, match="not empty; choose a new name"):
        new_archive(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_a_file_of_that_name_is_refused(tmp_path):
    file = tmp_path / "papers"
    file.write_text("mine", "utf-8")
    with pytest.raises(ProblemError, match="there is a file of this name"):
        new_archive(file)
    assert file.read_text("utf-8") == "mine"


def test_the_starter_folder_holds_nothing_else():
    there = {entry.name for entry in files("sitegen").joinpath("starter").iterdir()}
    assert there == {name for name, _ in (*STARTER, *WORKFLOW)} | {REQUIREMENTS}


def test_for_github_there_is_a_workflow_and_where_it_gets_the_program_from(tmp_path, capsys):
    assert run(["new", "--github", str(tmp_path / "papers")]) == 0
    assert "See in requirements.txt that it says where" in capsys.readouterr().out
    workflow = (tmp_path / "papers/.github/workflows/pages.yml").read_text("utf-8")
    assert "actions/deploy-pages@" in workflow
    lines = (tmp_path / "papers/requirements.txt").read_text("utf-8").splitlines()
    assert "#     sitegen @ git+https://github.com/OWNER/sitegen@COMMIT" in lines
    plain = {path.name for path in new_archive(tmp_path / "plain")}
    assert plain.isdisjoint({"pages.yml", "requirements.txt"})


def test_the_sample_states_the_right_weekday():
    sample = files("sitegen").joinpath("starter", "sample.txt").read_text("utf-8")
    year, month, day, weekday = re.search(r"(\d+)年(\d+)月(\d+)日 星期(.)", sample).groups()
    assert "一二三四五六日"[datetime.date(int(year), int(month), int(day)).weekday()] == weekday
    # 2024-02-10 was 甲辰年正月初一 and that month had 29 days, so 2024-03-10 was 二月初一.
    assert (int(year), int(month), int(day) - 9) == (2024, 3, 5)
    assert "甲辰年二月初五" in sample


def test_a_new_archive_becomes_a_site_without_a_complaint(tmp_path, monkeypatch, capsys):
    new_archive(tmp_path)
    monkeypatch.chdir(tmp_path)
    for command in ("import", "build", "import"):
        assert run([command]) == 0, capsys.readouterr().err
    issue = tmp_path / "content/issues/chengwan-gongren-bao/2024-03-14"
    titles = re.findall(
        r"^title: (.*)$", "\n".join(path.read_text("utf-8") for path in sorted(issue.glob("*.md"))), re.M
    )
    assert titles == ["职工书屋开进车间 工友下班多了好去处", "快递站里来了“职工医生” 小哥量血压不用再请假"]
    page = (tmp_path / "output/chengwan-gongren-bao/2024-03-14/index.html").read_text("utf-8")
    assert "澄湾工人报" in page
