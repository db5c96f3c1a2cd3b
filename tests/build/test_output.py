"""Whole builds and what stands in the output folder: what is no longer made goes, what is not ours stays, a crash is mended."""

import json
import os
import shutil
from pathlib import Path

import pytest
from samples import CHECKOUT, FIXTURE, silent, told

from sitegen.build.ledger import MARKER
from sitegen.build.run import build
from sitegen.build.write import WORK
from sitegen.site.orders import IssueOrder

PAPER = "zhejiang-gongren-ribao"
AUGUST = f"{PAPER}/2021-08-18"


@pytest.fixture
def project(tmp_path):
    shutil.copytree(FIXTURE, tmp_path / "project")
    return tmp_path / "project"


def run(project):
    return build(project / "content", project / "output", silent)


def counts(report):
    return report.written, report.unchanged, report.removed


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def clean(project, tmp_path):
    """The site as a build makes it that finds nothing."""
    build(project / "content", tmp_path / "clean", silent)
    return contents(tmp_path / "clean")


def add_issue(project, key):
    folder = project / f"content/issues/{PAPER}/{key}"
    shutil.copytree(project / f"content/issues/{AUGUST}", folder)
    for path in folder.iterdir():
        path.write_text(path.read_text("utf-8").replace("kaaaa", "kbbbb").replace("2021-08-18", key), "utf-8")


def with_template(project, name, text):
    """Give the site a theme of its own with one template of another text."""
    shutil.copytree(CHECKOUT / "themes/default", project / "themes/mine", dirs_exist_ok=True)
    (project / "themes/mine/templates" / name).write_text(text, "utf-8")
    site = project / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace("theme: default", "theme: mine"), "utf-8")


def test_a_second_build_touches_nothing(project):
    first = run(project)
    before = {path: path.stat().st_mtime_ns for path in (project / "output").rglob("*")}
    assert counts(run(project)) == (0, first.documents, 0)
    assert {path: path.stat().st_mtime_ns for path in (project / "output").rglob("*")} == before


def test_an_issue_taken_away_leaves_no_file_and_no_empty_folder(project, tmp_path):
    add_issue(project, "2021-08-20")
    run(project)
    before = contents(project / "output")
    shutil.rmtree(project / f"content/issues/{PAPER}/2021-08-20")
    removed = run(project).removed
    after = contents(project / "output")
    assert removed == len(before.keys() - after.keys()) > 0
    assert after == clean(project, tmp_path)
    assert not (project / f"output/{PAPER}/2021-08-20").exists()
    assert [path for path in (project / "output").rglob("*") if path.is_dir() and not any(path.iterdir())] == []


def test_what_someone_else_put_there_stays(project):
    add_issue(project, "2021-08-20")
    run(project)
    mine = ("CNAME", ".git/config", ".gitkeep", f"{PAPER}/2021-08-20/note.txt")
    for path in mine:
        (project / "output" / path).parent.mkdir(exist_ok=True)
        (project / "output" / path).write_text("mine")
    shutil.rmtree(project / f"content/issues/{PAPER}/2021-08-20")
    run(project)
    assert [contents(project / "output").get(path) for path in mine] == [b"mine"] * len(mine)
    assert contents(project / f"output/{PAPER}/2021-08-20") == {"note.txt": b"mine"}


def test_a_folder_with_only_hidden_files_counts_as_empty(project):
    (project / "output").mkdir()
    (project / "output/.gitkeep").touch()
    assert run(project).problems == ()
    assert (project / "output/.gitkeep").exists()
    assert (project / "output/index.html").exists()


def test_an_output_that_is_a_file_is_refused(project):
    (project / "output").write_text("x")
    assert "the output is a file" in told(run(project).problems)[0]
    assert (project / "output").read_text() == "x"


def test_the_list_names_every_file_and_no_other(project):
    for key in ("2021-08-20", "2021-08-21"):
        add_issue(project, key)
        run(project)
        names = (project / "output" / MARKER).read_text("utf-8").splitlines()
        assert sorted([*names, MARKER]) == sorted(contents(project / "output"))
        assert len(set(names)) == len(names)
    shutil.rmtree(project / f"content/issues/{PAPER}/2021-08-20")
    run(project)
    names = (project / "output" / MARKER).read_text("utf-8").splitlines()
    assert sorted([*names, MARKER]) == sorted(contents(project / "output"))


def test_where_a_page_failed_its_old_file_stays_until_it_is_no_longer_made(project):
    run(project)
    before = contents(project / "output")
    with_template(project, "article.html", "{{ view.storry }}")
    report = run(project)
    assert len(report.problems) == 1
    pages = {path for path in before if path.startswith(AUGUST) and path.endswith("kaaaa1/index.html")}
    pages |= {f"{AUGUST}/kaaaa2/index.html", f"zh-hant/{AUGUST}/kaaaa2/index.html"}
    after = contents(project / "output")
    assert {path: after.get(path) for path in pages} == {path: before[path] for path in pages}
    # Its text is gone for good, whether its template is mended or not.
    (project / f"content/issues/{AUGUST}/01-02.md").unlink()
    run(project)
    assert not (project / f"output/{AUGUST}/kaaaa2").exists()
    assert (project / f"output/{AUGUST}/kaaaa1/index.html").exists()


def test_a_new_page_that_failed_is_not_there_and_not_on_the_list(project):
    with_template(project, "article.html", "{{ view.storry }}")
    run(project)
    assert not (project / f"output/{AUGUST}/kaaaa1").exists()
    assert f"{AUGUST}/kaaaa1/index.html" not in (project / "output" / MARKER).read_text("utf-8")


@pytest.mark.parametrize("crash_at", [1, 3, 40])
@pytest.mark.parametrize("built_before", [True, False])
def test_a_crash_in_the_middle_is_mended_by_the_next_build(project, tmp_path, monkeypatch, crash_at, built_before):
    if built_before:
        run(project)
    add_issue(project, "2021-08-20")
    real, calls = os.replace, []

    def crash(source, target):
        # What is remembered beside the cache is put in its place in the same way, and need not be.
        if project / "output" in Path(target).parents:
            calls.append(target)
        # The list is, too, before there is anything on it.
        if len(calls) == crash_at + (not built_before):
            raise OSError("no space left")
        real(source, target)

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(OSError, match="no space left"):
        run(project)
    monkeypatch.setattr(os, "replace", real)
    if crash_at == 3:  # and what was written by then is not wanted any more
        shutil.rmtree(project / f"content/issues/{PAPER}/2021-08-20")
    assert run(project).problems == ()
    assert contents(project / "output") == clean(project, tmp_path)
    assert not (project / "output" / WORK).exists()


def test_an_edited_list_removes_nothing_outside_the_folder(project):
    (project / "precious.txt").write_text("x")
    run(project)
    (project / "output" / MARKER).write_text(f"../precious.txt\n{project}/precious.txt\nindex.html\n")
    run(project)
    assert (project / "precious.txt").exists()
    assert (project / "output/index.html").exists()


def test_an_edited_list_is_written_anew(project, tmp_path):
    run(project)
    (project / "output" / MARKER).write_text("index.html\n")
    run(project)
    assert contents(project / "output") == clean(project, tmp_path)


@pytest.mark.parametrize(
    ("stale", "wanted"),
    [
        ("feed.xml/index.html", "feed.xml"),
        ("days/08-20", "days/08-20/index.html"),
        (f"{PAPER}/2021-08-20/kbbbb1", f"{PAPER}/2021-08-20/kbbbb1/index.html"),
        (f"{PAPER}/2021-08-20", f"{PAPER}/2021-08-20/index.html"),
    ],
)
def test_what_an_earlier_build_left_gives_way_to_a_folder_or_a_file_of_its_name(project, tmp_path, stale, wanted):
    run(project)
    output = project / "output"
    if (output / wanted).exists():
        (output / wanted).unlink()
    (output / stale).parent.mkdir(parents=True, exist_ok=True)
    (output / stale).write_text("of an earlier build")
    with (output / MARKER).open("a", encoding="utf-8") as names:
        names.write(f"{stale}\n")
    add_issue(project, "2021-08-20")
    assert run(project).problems == ()
    assert contents(output) == clean(project, tmp_path)
    assert (output / wanted).is_file()


def test_what_someone_else_put_in_the_way_is_told(project):
    (project / "output").mkdir()
    (project / "output" / MARKER).touch()
    (project / "output/columns").write_text("mine")
    for _ in range(2):
        try:
            said = told(run(project).problems)
        except OSError as error:
            said = [str(error)]
        assert "columns" in " ".join(said)
    assert (project / "output/columns").read_text() == "mine"
    (project / "output/columns").unlink()
    assert run(project).problems == ()
    assert (project / "output/columns/index.html").is_file()


def test_a_file_that_someone_removed_or_changed_is_made_again(project, tmp_path):
    run(project)
    (project / f"output/{AUGUST}/kaaaa1/index.html").unlink()
    (project / "output/feed.xml").write_text("changed")
    shutil.rmtree(project / "output/search")
    run(project)
    assert contents(project / "output") == clean(project, tmp_path)


def test_an_issue_that_cannot_be_made_at_all_costs_itself_only(project, monkeypatch):
    real = IssueOrder.carry_out

    def fail(order, shop):
        if order.issue == (PAPER, "2021-08-18"):
            raise ValueError("odd")
        return real(order, shop)

    monkeypatch.setattr(IssueOrder, "carry_out", fail)
    report = run(project)
    assert [problem.file for problem in report.problems] == [f"issue {AUGUST}"]
    lines = (project / "output/archive.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["kaaaa6", "kaaaa7"]
