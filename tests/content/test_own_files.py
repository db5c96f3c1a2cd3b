"""Nothing outside the archive is read or written through its files, whoever sent these in."""

import os
import shutil

import pytest
from samples import FIXTURE, silent, told

from sitegen.build.raw import raw_pages
from sitegen.build.run import build
from sitegen.content.own_files import read_own
from sitegen.content.store import read_archive
from sitegen.importer import import_pages
from sitegen.problems import ProblemError
from sitegen.workers import HERE

pytestmark = pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="this system has no links of that kind")

PAPER = "zhejiang-gongren-ribao"
SECRET = "不可外传"
NOT_FOLLOWED = "a link, which may lead out of the archive, is not followed; put what it leads to in its place"
PAGE = "浙江工人日报\n2021年8月18日 星期三\n\n工会搭“鹊桥”\n\n本报讯（记者程雪）近日，省总工会举办联谊活动。大家都很高兴。\n"


@pytest.fixture
def project(tmp_path):
    """A small archive; beside it, outside, an issue and files that nobody is to read."""
    shutil.copytree(FIXTURE, tmp_path / "project")
    outside = tmp_path / "outside"
    shutil.copytree(FIXTURE / "content/issues" / PAPER, outside / PAPER)
    for path in outside.rglob("*.md"):
        path.write_text(
            path.read_text("utf-8").replace("title: ", f"title: {SECRET}", 1).replace("id: k", "id: z"), "utf-8"
        )
    (outside / "secret.txt").write_text(f"{PAGE}{SECRET}\n", "utf-8")
    return tmp_path / "project"


def built(project):
    """What a build tells, and whether anything of the secret is in what it made."""
    report = build(project / "content", project / "output", silent)
    data = [path.read_bytes() for path in (project / "output").rglob("*") if path.is_file()]
    assert not any(SECRET.encode() in each for each in data)
    return told(report.problems)


def first_article(content):
    return sorted((content / "issues" / PAPER / "2021-08-18").glob("*.md"))[0]


def test_an_article_that_is_a_link_is_told_and_not_read(project):
    article = first_article(project / "content")
    article.unlink()
    article.symlink_to(first_article(project.parent / "outside" / ".." / "project" / "content").with_name("01-02.md"))
    assert f"{article}: {NOT_FOLLOWED}" in told(read_archive(project / "content")[1])
    article.unlink()
    article.symlink_to("/dev/zero")  # would never end
    assert f"{article}: {NOT_FOLLOWED}" in built(project)


@pytest.mark.parametrize("name", ["issue.yaml", "../../../site.yaml", "../../../conversion.yaml"])
def test_no_other_file_of_an_archive_may_be_a_link(project, name):
    file = project / "content/issues" / PAPER / "2021-08-18" / name
    file.unlink(missing_ok=True)
    file.symlink_to(project.parent / "outside/secret.txt")
    assert [each for each in built(project) if each.endswith(NOT_FOLLOWED)]


@pytest.mark.parametrize("place", ["another-paper", f"{PAPER}/2021-08-19"])
def test_a_folder_that_is_a_link_is_told_and_not_gone_into(project, place):
    link = project / "content/issues" / place
    link.symlink_to(project.parent / "outside" / PAPER / ("" if "/" not in place else "2021-08-18"))
    assert f"{link}: {NOT_FOLLOWED}" in built(project)
    archive, problems = read_archive(project / "content")
    assert f"{link}: {NOT_FOLLOWED}" in told(problems)
    assert SECRET not in repr(archive)


@pytest.mark.parametrize("folder", ["issues", "raw"])
def test_where_a_whole_folder_is_a_link_nothing_is_done(project, folder):
    assert built(project) is not None
    before = sorted((project / "output").rglob("*"))
    place = project / "content" / folder
    if place.exists():
        place.rename(place.with_name("kept"))
    place.symlink_to(project.parent / "outside")
    assert built(project) == [f"{place}: {NOT_FOLLOWED}"]
    assert sorted((project / "output").rglob("*")) == before
    with pytest.raises(ProblemError, match="is not followed"):
        import_pages(project / "content", (), silent, HERE)


def test_raw_pages_that_are_links_are_neither_imported_nor_shown(project):
    raw = project / "content/raw"
    raw.mkdir(exist_ok=True)
    (raw / "a.txt").symlink_to(project.parent / "outside/secret.txt")
    report = import_pages(project / "content", (), silent, HERE)
    assert f"{raw / 'a.txt'}: {NOT_FOLLOWED}" in told(report.problems)
    assert report.pages == 0
    assert raw_pages(project / "content")("a.txt") is None
    assert built(project) is not None


def test_a_page_that_is_named_may_be_a_link(project):
    """Whoever types a path means what it leads to; only a folder may hold what somebody else has put there."""
    link = project / "page.txt"
    link.symlink_to(project.parent / "outside/secret.txt")
    assert import_pages(project / "content", (link,), silent, HERE).pages == 1


def test_an_import_writes_through_no_link(project):
    outside = project.parent / "outside/empty"
    outside.mkdir()
    issues = project / "content/issues"
    (issues / PAPER).rename(issues.parent / "kept")
    (issues / PAPER).symlink_to(outside)
    raw = project / "content/raw"
    raw.mkdir(exist_ok=True)
    (raw / "page.txt").write_text(PAGE, "utf-8")
    report = import_pages(project / "content", (), silent, HERE)
    assert [each for each in told(report.problems) if "is not followed" in each]
    assert list(outside.iterdir()) == []


def test_a_raw_page_is_one_of_the_folder_whatever_an_article_says(project):
    raw = project / "content/raw"
    raw.mkdir(exist_ok=True)
    (raw / "a.txt").write_text("甲\n", "utf-8")
    at = raw_pages(project / "content")
    assert at("a.txt").lines[0] == "甲"
    for name in (
        "../site.yaml",
        "../raw/a.txt",
        "/etc/passwd",
        "./a.txt",
        "a.txt/",
        "..",
        ".",
        "",
        "a\0.txt",
        "a.txt\n",
        "x" * 300,
    ):
        assert at(name) is None, name


def test_a_link_is_no_file_and_a_missing_file_is_missing(tmp_path):
    (tmp_path / "a").write_bytes(b"1")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert read_own(tmp_path / "a") == b"1"
    with pytest.raises(OSError, match="is not followed"):
        read_own(tmp_path / "b")
    with pytest.raises(FileNotFoundError):
        read_own(tmp_path / "c")
