"""A build from content files to output files."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from samples import CHECKOUT, FIXTURE, hard_archive, silent, told

from sitegen.build.run import build
from sitegen.content.store import read_archive

AUGUST = "zhejiang-gongren-ribao/2021-08-18"


@pytest.fixture
def project(tmp_path):
    shutil.copytree(FIXTURE, tmp_path / "project")
    return tmp_path / "project"


def run(project):
    return build(project / "content", project / "output", silent)


def contents(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_fixture_holds_the_hard_archive():
    read, problems = read_archive(FIXTURE / "content")
    assert told(problems) == []
    assert read.issues == tuple(sorted(hard_archive().issues, key=lambda issue: (issue.slug, issue.date)))


def test_a_build_makes_the_site_and_a_second_one_changes_nothing(project):
    first = run(project)
    assert told(first.problems) == []
    assert (first.documents, first.unchanged, first.removed) == (first.written, 0, 0)
    second = run(project)
    assert (second.written, second.unchanged, second.removed) == (0, first.documents, 0)


def test_two_builds_are_the_same_byte_for_byte(project, tmp_path):
    run(project)
    elsewhere = {"PYTHONHASHSEED": "7", "TZ": "America/New_York", "LC_ALL": "C", "PYTHONPATH": str(CHECKOUT)}
    code = (
        "import sys; from pathlib import Path; from sitegen.build.run import build;"
        "build(Path(sys.argv[1]), Path(sys.argv[2]), lambda done, total: None)"
    )
    other = tmp_path / "elsewhere"
    arguments = [sys.executable, "-c", code, str(project / "content"), str(other)]
    subprocess.run(arguments, check=True, cwd=tmp_path, env={**os.environ, **elsewhere})
    assert contents(other) == contents(project / "output")


def test_a_changed_build_is_a_clean_build(project, tmp_path):
    run(project)
    article = project / f"content/issues/{AUGUST}/01-02.md"
    article.write_text(article.read_text("utf-8").replace("draft: true\n", "") + "\n\n又一段。\n", "utf-8")
    (project / f"content/issues/{AUGUST}/02-01.md").unlink()
    run(project)
    build(project / "content", tmp_path / "clean", silent)
    assert contents(project / "output") == contents(tmp_path / "clean")


def test_a_folding_that_was_left_and_is_damaged_is_made_again(project, tmp_path):
    run(project)
    left = next((project / ".sitegen").rglob("fold"))
    whole = left.read_bytes()
    for damaged in (b"", whole[:-1], bytes(reversed(whole))):
        left.write_bytes(damaged)
        article = project / f"content/issues/{AUGUST}/01-01.md"
        article.write_text(f"{article.read_text('utf-8')}\n\n又一段。\n", "utf-8")
        assert told(run(project).problems) == []
        assert left.read_bytes() == whole
    build(project / "content", tmp_path / "clean", silent)
    assert contents(project / "output") == contents(tmp_path / "clean")


def test_an_article_taken_down_is_gone_from_the_output(project):
    run(project)
    before = contents(project / "output")
    article = project / f"content/issues/{AUGUST}/01-02.md"
    article.write_text(article.read_text("utf-8").replace("review: []", "review: []\ndraft: true"), "utf-8")
    removed = run(project).removed
    gone = before.keys() - contents(project / "output").keys()
    assert removed == len(gone)
    # The index of its segment has another name now.
    pages = {path for path in gone if not re.match("search/[0-9a-f]{12}/", path)}
    assert pages == {f"{AUGUST}/kaaaa2/index.html", f"zh-hant/{AUGUST}/kaaaa2/index.html"}
    assert not (project / f"output/{AUGUST}/kaaaa2").exists()


def test_a_broken_article_costs_itself_only(project):
    (project / f"content/issues/{AUGUST}/01-02.md").write_text("---\ntitle: [\n---\n", "utf-8")
    report = run(project)
    assert len(report.problems) == 1
    assert report.problems[0].file.endswith("01-02.md")
    assert (project / f"output/{AUGUST}/kaaaa1/index.html").exists()


def test_a_missing_theme_is_one_line_and_the_output_stays(project):
    run(project)
    before = contents(project / "output")
    site = project / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace("theme: default", "theme: none"), "utf-8")
    report = run(project)
    assert len(report.problems) == 1
    assert told(report.problems)[0].startswith(f"{project}/content/site.yaml: there is no theme none")
    assert contents(project / "output") == before


def test_a_theme_without_a_template_builds_the_rest(project):
    shutil.copytree(CHECKOUT / "themes/default", project / "themes/plain")
    (project / "themes/plain/templates/article.html").unlink()
    site = project / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace("theme: default", "theme: plain"), "utf-8")
    report = run(project)
    assert [problem.file for problem in report.problems] == [f"{project}/themes/plain/templates/article.html"]
    assert (project / f"output/{AUGUST}/index.html").exists()
    assert not (project / f"output/{AUGUST}/kaaaa1/index.html").exists()


def test_an_output_of_someone_else_is_refused(project):
    (project / "output").mkdir()
    (project / "output/thesis.txt").write_text("x")
    report = run(project)
    assert "not empty" in told(report.problems)[0]
    assert contents(project / "output") == {"thesis.txt": b"x"}


def test_the_content_is_not_touched(project):
    before = contents(project / "content")
    run(project)
    assert contents(project / "content") == before
