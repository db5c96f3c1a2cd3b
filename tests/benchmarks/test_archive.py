"""The generated archive: real content, the same every time, and as large as asked."""

from dataclasses import replace

import pytest
from archive import write_archive
from generated import PAPERS, UNKNOWN, generated_issues
from written import article_of, issue_file_text, issue_files, story_text

from sitegen.content.codec import article_text, issue_text, read_article
from sitegen.content.handedits import mark_of
from sitegen.content.store import read_archive
from sitegen.edtf import is_exact

ARTICLES = 400


@pytest.fixture(scope="module")
def made():
    return tuple(generated_issues(ARTICLES))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("generated")
    write_archive(folder, ARTICLES)
    return folder


@pytest.fixture(scope="module")
def archive(folder):
    archive, problems = read_archive(folder / "content")
    assert problems == ()
    return archive


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_has_as_many_articles_as_asked(archive):
    assert sum(len(issue.articles) for issue in archive.issues) == ARTICLES


def test_the_same_number_gives_the_same_bytes(folder, tmp_path):
    write_archive(tmp_path, ARTICLES)
    assert files(tmp_path) == files(folder)


def test_a_larger_archive_holds_the_smaller_one(made):
    larger = tuple(generated_issues(2 * ARTICLES))
    assert larger[: len(made) - 1] == made[:-1]


def test_its_files_are_those_of_the_programs_own_writers(made):
    for issue in made:
        for story in issue.stories:
            article = article_of(story, issue.issue)
            text = story_text(story, issue.issue)
            assert text == article_text(article)
            assert read_article(text, "any.md") == (article, ())


def test_every_issue_knows_what_was_written(made):
    for issue in made:
        written = dict(issue_files(issue))
        marks = {name: mark_of(data) for name, data in written.items() if name != "issue.yaml"}
        assert issue_file_text(issue.issue, marks) == issue_text(replace(issue.issue, written=marks))


def test_every_article_stands_in_its_raw_page_on_the_lines_it_names(made):
    for issue in made:
        raw = {name: data.decode().split("\n") for name, data in issue.raw}
        for story in issue.stories:
            first, last = story.source.lines
            lines = raw[story.source.file][first - 1 : last]
            assert [paragraph.text for paragraph in story.body] == [
                line for line in lines if line in {paragraph.text for paragraph in story.body}
            ]
            assert story.look.supplied or story.title in lines


def test_it_holds_what_an_archive_holds(archive):
    articles = [article for issue in archive.issues for article in issue.articles]
    assert {issue.slug for issue in archive.issues} == {paper.newspaper.slug for paper in (*PAPERS, UNKNOWN)}
    assert len({issue.date[:4] for issue in archive.issues if is_exact(issue.date)}) > 5
    assert any(issue.key.startswith("undated-") for issue in archive.issues)
    assert {article.kind for article in articles} == {"article", "photo"}
    assert any(article.continued_on for article in articles)
    assert any(article.continued_from for article in articles)
    assert any(article.title_supplied for article in articles)
    assert all(
        any(getattr(article, field) for article in articles) for field in ("kicker", "subtitle", "column", "authors")
    )
    assert any("國" in article.body for article in articles if article.newspaper == "大公報")


def test_what_somebody_else_made_is_not_removed(tmp_path):
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "site.yaml").write_text("title: mine\n", "utf-8")
    with pytest.raises(SystemExit, match="was not made by this program"):
        write_archive(tmp_path, 10)
    assert (tmp_path / "content" / "site.yaml").read_text("utf-8") == "title: mine\n"
