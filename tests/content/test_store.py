"""Imports on disk: what is written, what is left alone, and what a crash leaves behind."""

from __future__ import annotations

import os
import random
from dataclasses import replace

import pytest
from restored_pages import SETTINGS, TEXTS, page, stories, story

from sitegen import locks
from sitegen.content import own_files, store, taking_in
from sitegen.content.forms import PageFacts
from sitegen.content.places import archive_lock
from sitegen.files import read_file
from sitegen.model import Paragraph
from sitegen.problems import ProblemError

PLACE = "issues/zhe-jiang-gong-ren-ri-bao/2021-08-18"


@pytest.fixture
def content(tmp_path):
    folder = tmp_path / "content"
    folder.mkdir()
    (folder / "site.yaml").write_text("title: 旧闻馆\n", "utf-8")
    return folder


def file_pages(content, *pages, facts=None):
    return taking_in.file_pages(content, pages, facts or {}, SETTINGS)


def snapshot(content):
    """Every file below the issues with its bytes."""
    root = content / "issues"
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}


def times(content):
    return {path: path.stat().st_mtime_ns for path in sorted((content / "issues").rglob("*"))}


def edit(path, old, new):
    """A hand edit."""
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


def texts(content):
    """The bodies in the archive by their titles."""
    archive, _ = store.read_archive(content)
    return {article.title: article for issue in archive.issues for article in issue.articles}


def test_a_fresh_import_is_read_back_whole(content):
    report = file_pages(content, page(*stories("民政", "货运"), running_number="11895"))
    assert report.problems == ()
    assert [path.name for path in report.written] == ["01-01.md", "01-02.md", "issue.yaml"]
    archive, problems = store.read_archive(content)
    assert problems == ()
    (issue,) = archive.issues
    assert (issue.newspaper, issue.date, issue.number) == ("浙江工人日报", "2021-08-18", "11895")
    assert [article.body for article in issue.articles] == [TEXTS["民政"], TEXTS["货运"]]
    assert issue.evidence["date"].lines == (1, 2)
    assert issue.evidence["page-01"].origin == "masthead"
    assert issue.pages[0].furniture[0].text == "浙江工人日报"


def test_importing_again_touches_nothing(content):
    pages = page(*stories("民政", "货运")), page(*stories("技能"), file="003.txt", number=2)
    file_pages(content, *pages)
    edit(content / PLACE / "01-02.md", "多轮平等协商", "三轮平等协商")
    before, stamps = snapshot(content), times(content)
    report = file_pages(content, *pages)
    assert (report.written, report.removed, report.problems) == ((), (), ())
    assert snapshot(content) == before
    assert times(content) == stamps


def test_the_order_of_pages_does_not_matter(content, tmp_path):
    pages = [
        page(*stories("民政", "货运"), file="b.txt", running_number="11895"),
        page(*stories("技能"), file="a.txt", running_number="11896"),
        page(*stories("送凉"), file="c.txt", number=2),
        page(*stories("图书"), file="d.txt", newspaper="", date="", number=None),
    ]
    file_pages(content, *pages)
    for seed in range(6):
        other = tmp_path / str(seed) / "content"
        random.Random(seed).shuffle(pages)
        if seed % 2:
            file_pages(other, *pages)
        else:
            for one in pages:
                file_pages(other, one)
        assert snapshot(other) == snapshot(content)


def test_a_new_reading_replaces_what_was_not_edited_and_keeps_ids(content):
    file_pages(content, page(*stories("民政", "货运")))
    ids = {title: article.id for title, article in texts(content).items()}
    better = tuple(replace(one, body=(*one.body, Paragraph("完"))) for one in stories("民政", "货运"))
    report = file_pages(content, page(*better))
    assert report.problems == ()
    assert {title: article.id for title, article in texts(content).items()} == ids
    assert all(article.body.endswith("完") for article in texts(content).values())


def test_a_hand_edit_is_kept_and_a_new_reading_of_it_told_once(content):
    file_pages(content, page(*stories("民政", "货运")))
    path = content / PLACE / "01-01.md"
    edit(path, "群众可感可及", "群众看得见")
    edited = path.read_bytes()
    better = page(*(replace(one, subtitle="——访民政局") for one in stories("民政", "货运")))
    report = file_pages(content, better)
    assert path.read_bytes() == edited
    (problem,) = report.problems
    assert (problem.file, problem.line) == (str(path), 7)
    assert "subtitle: ——访民政局" in problem.what
    assert "群众可感可及" in report.proposed[path]
    assert texts(content)["货运"].subtitle == "——访民政局"
    stamps = times(content)
    assert file_pages(content, better).problems == ()
    assert times(content) == stamps


def test_an_edit_that_says_what_the_program_would_write_is_no_edit(content):
    file_pages(content, page(*stories("民政")))
    edit(content / PLACE / "01-01.md", "subtitle: ''", "subtitle: ——访民政局")
    better = page(*(replace(one, subtitle="——访民政局") for one in stories("民政")))
    assert file_pages(content, better).problems == ()
    assert file_pages(content, page(*stories("民政"))).problems == ()
    assert texts(content)["民政"].subtitle == ""


def test_line_ends_changed_by_git_are_no_edit(content):
    file_pages(content, page(*stories("民政")))
    path = content / PLACE / "01-01.md"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    stamps = times(content)
    assert file_pages(content, page(*stories("民政"))).problems == ()
    assert times(content) == stamps
    assert file_pages(content, page(*(replace(one, title="民政局") for one in stories("民政")))).problems == ()
    assert list(texts(content)) == ["民政局"]


def test_a_draft_stays_a_draft(content):
    file_pages(content, page(*stories("民政")))
    edit(content / PLACE / "01-01.md", "review: []", "review: []\ndraft: true")
    file_pages(content, page(*stories("民政")))
    assert texts(content)["民政"].draft


def test_an_article_that_is_no_longer_read_goes_and_its_id_is_redirected(content):
    file_pages(content, page(*stories("民政", "货运")))
    ids = {title: article.id for title, article in texts(content).items()}
    joined = story("民政", 10, TEXTS["民政"] + TEXTS["货运"])
    report = file_pages(content, page(joined))
    assert report.problems == ()
    assert [path.name for path in report.removed] == ["01-02.md"]
    archive, _ = store.read_archive(content)
    assert archive.issues[0].redirects == {ids["货运"]: ids["民政"]}
    file_pages(content, page(*stories("民政", "货运")))
    archive, _ = store.read_archive(content)
    assert archive.issues[0].redirects == {}


def test_an_edited_article_that_is_no_longer_read_is_kept_and_told_once(content):
    file_pages(content, page(*stories("民政", "货运", "技能")))
    edit(content / PLACE / "01-03.md", "五人获得", "六人获得")
    report = file_pages(content, page(*stories("民政", "货运")))
    (problem,) = report.problems
    assert "no longer reads" in problem.what
    assert "六人获得" in texts(content)["技能"].body
    stamps = times(content)
    assert file_pages(content, page(*stories("民政", "货运"))).problems == ()
    assert times(content) == stamps


def test_text_that_only_an_edited_file_would_hold_is_not_removed(content):
    file_pages(content, page(*stories("民政", "货运")))
    edit(content / PLACE / "01-01.md", "群众可感可及", "群众看得见")
    joined = page(story("民政", 10, TEXTS["民政"] + TEXTS["货运"]))
    assert len(file_pages(content, joined).problems) == 1
    assert texts(content)["货运"].body == TEXTS["货运"]
    stamps = times(content)
    assert file_pages(content, joined).problems == ()
    assert times(content) == stamps


def test_edited_articles_move_with_their_place_on_the_page(content):
    file_pages(content, page(*stories("民政", "技能", "送凉")))
    ids = {title: article.id for title, article in texts(content).items()}
    edit(content / PLACE / "01-02.md", "五人获得", "六人获得")
    report = file_pages(content, page(*stories("民政", "货运", "技能", "送凉")))
    assert report.problems == ()
    after = texts(content)
    assert [(one.title, one.order) for one in after.values()] == [("民政", 1), ("货运", 2), ("技能", 3), ("送凉", 4)]
    assert "六人获得" in after["技能"].body
    assert {title: after[title].id for title in ids} == ids
    stamps = times(content)
    assert file_pages(content, page(*stories("民政", "货运", "技能", "送凉"))).problems == ()
    assert times(content) == stamps


def test_articles_that_change_places_keep_their_edits(content):
    first, second = stories("民政", "技能")
    file_pages(content, page(first, second))
    edit(content / PLACE / "01-01.md", "群众可感可及", "群众看得见")
    edit(content / PLACE / "01-02.md", "五人获得", "六人获得")
    assert file_pages(content, page(second, first)).problems == ()
    assert list(texts(content)) == ["技能", "民政"]
    assert "群众看得见" in texts(content)["民政"].body
    assert "六人获得" in texts(content)["技能"].body


def test_a_page_moves_to_another_issue_with_ids_and_edits(content):
    one, other = page(*stories("民政", "货运")), page(*stories("技能"), file="003.txt", number=2)
    file_pages(content, one, other)
    ids = {title: article.id for title, article in texts(content).items()}
    edit(content / PLACE / "01-01.md", "群众可感可及", "群众看得见")
    facts = {"002.txt": PageFacts(date="2021-08-19", note="合订本")}
    report = file_pages(content, one, other, facts=facts)
    assert report.problems == ()
    archive, problems = store.read_archive(content)
    assert problems == ()
    assert [(issue.key, len(issue.articles)) for issue in archive.issues] == [("2021-08-18", 1), ("2021-08-19", 2)]
    after = texts(content)
    assert {title: article.id for title, article in after.items()} == ids
    assert (after["民政"].date, "群众看得见" in after["民政"].body) == ("2021-08-19", True)
    assert archive.issues[1].evidence["date"].note == "合订本"
    stamps = times(content)
    assert file_pages(content, one, other, facts=facts).problems == ()
    assert times(content) == stamps


def test_a_page_that_moves_leaves_no_empty_folder(content):
    file_pages(content, page(*stories("民政"), newspaper="", date=""))
    assert next(iter(snapshot(content))).startswith("unidentified/undated-")
    facts = {"002.txt": PageFacts(newspaper="工人日报", date="2021-08-19")}
    file_pages(content, page(*stories("民政"), newspaper="", date=""), facts=facts)
    assert [str(path.relative_to(content)) for path in sorted(content.glob("issues/*/*"))] == [
        "issues/gong-ren-ri-bao/2021-08-19"
    ]
    assert not (content / "issues/unidentified").exists()


def test_an_undated_page_keeps_its_address_though_its_raw_file_changed(content):
    undated = page(*stories("民政"), date="")
    file_pages(content, undated)
    before = set(snapshot(content))
    file_pages(content, replace(undated, sha256="f" * 64))
    assert set(snapshot(content)) == before


def test_one_page_does_not_disturb_another_of_its_issue(content):
    one, other = page(*stories("民政")), page(*stories("技能"), file="003.txt", number=2, running_number="11895")
    file_pages(content, one, other)
    stamps = times(content)
    file_pages(content, one)
    assert times(content) == stamps
    file_pages(content, page(*stories("民政", "货运")))
    archive, _ = store.read_archive(content)
    assert [page.file for page in archive.issues[0].pages] == ["002.txt", "003.txt"]
    assert archive.issues[0].number == "11895"


def test_two_raw_pages_that_claim_one_place_are_told_and_both_kept(content):
    report = file_pages(content, page(*stories("民政")), page(*stories("技能"), file="003.txt"))
    (problem,) = report.problems
    assert "002.txt and 003.txt" in problem.what
    assert [(one.title, one.order) for one in texts(content).values()] == [("民政", 1), ("技能", 51)]


def test_two_raw_files_of_one_name_are_told(content):
    report = file_pages(content, page(*stories("民政")), replace(page(*stories("技能")), sha256="f" * 64))
    assert "two raw files" in report.problems[0].what


def test_a_removed_article_is_written_again_and_told(content):
    file_pages(content, page(*stories("民政", "货运")))
    before = snapshot(content)
    (content / PLACE / "01-02.md").unlink()
    (problem,) = file_pages(content, page(*stories("民政", "货运"))).problems
    assert "draft: true" in problem.fix
    assert snapshot(content) == before


def test_a_removed_issue_file_is_written_again(content):
    file_pages(content, page(*stories("民政", "货运")))
    before = snapshot(content)
    (content / PLACE / "issue.yaml").unlink()
    archive, problems = store.read_archive(content)
    assert (archive.issues[0].newspaper, len(problems)) == ("浙江工人日报", 1)
    assert file_pages(content, page(*stories("民政", "货运"))).problems == ()
    assert snapshot(content) == before


def test_an_editors_own_article_and_keys_are_left_alone(content):
    file_pages(content, page(*stories("民政")))
    own = content / PLACE / "01-02.md"
    own.write_text("---\nid: mine\ntitle: 编者按\n---\n按语\n", "utf-8")
    issue = content / PLACE / "issue.yaml"
    issue.write_text("# 合订本第三册\n" + issue.read_text("utf-8") + "shelf: 三\n", "utf-8")
    before = snapshot(content)
    assert file_pages(content, page(*stories("民政"))).problems == ()
    assert snapshot(content) == before
    file_pages(content, page(*stories("民政", "货运")))
    assert own.read_text("utf-8").endswith("按语\n")
    assert "shelf: 三" in issue.read_text("utf-8")
    assert set(texts(content)) == {"民政", "货运", "编者按"}


def test_a_broken_issue_file_is_told_and_its_issue_left_alone(content):
    file_pages(content, page(*stories("民政")), page(*stories("技能"), file="003.txt", date="2021-08-19"))
    broken = content / PLACE / "issue.yaml"
    broken.write_text("newspaper: [\n", "utf-8")
    before = snapshot(content)
    better = tuple(replace(one, subtitle="——新") for one in stories("民政", "技能"))
    report = file_pages(content, page(better[0]), page(better[1], file="003.txt", date="2021-08-19"))
    assert [problem.file for problem in report.problems] == [str(broken)]
    after = snapshot(content)
    assert {name for name in after if after[name] != before[name]} == {
        "zhe-jiang-gong-ren-ri-bao/2021-08-19/01-01.md",
        "zhe-jiang-gong-ren-ri-bao/2021-08-19/issue.yaml",
    }
    archive, problems = store.read_archive(content)
    assert [problem.file for problem in problems] == [str(broken)]
    assert archive.issues[0].articles[0].title == "民政"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"no front matter", "no front matter"),
        (b"---\nid: k\n", "does not end"),
        (b"---\nid: [\n---\n", "broken YAML"),
        (b"---\ntitle: x\n---\n", "no id"),
        (b"---\nid: ../x\n---\n", "cannot be part of an address"),
        ("---\nid: k\n---\n民政".encode("gb18030"), "not UTF-8"),
        (b"\x00\x01", "no front matter"),
        (b"", "no front matter"),
    ],
)
def test_an_article_that_cannot_be_read_is_told_and_left_alone(content, data, what):
    file_pages(content, page(*stories("民政", "货运")))
    spoilt = content / PLACE / "01-01.md"
    spoilt.write_bytes(data)
    archive, problems = store.read_archive(content)
    assert [problem.file for problem in problems] == [str(spoilt)]
    assert what in problems[0].what
    assert [article.title for article in archive.issues[0].articles] == ["货运"]
    before = snapshot(content)
    file_pages(content, page(*stories("民政", "货运")))
    assert snapshot(content) == before


def test_a_file_without_permission_is_told(content, monkeypatch):
    file_pages(content, page(*stories("民政", "货运")))
    locked = content / PLACE / "01-01.md"

    def refuse(path, *args, **options):
        if str(path) == str(locked):
            raise PermissionError(13, "Permission denied", str(path))
        return read_file(path, *args, **options)

    monkeypatch.setattr(own_files, "read_file", refuse)
    archive, problems = store.read_archive(content)
    assert [str(problem) for problem in problems] == [
        f"{locked}: cannot be read: Permission denied; correct its permissions"
    ]
    assert len(archive.issues[0].articles) == 1


def test_a_misspelt_key_is_told_with_its_line(content):
    file_pages(content, page(*stories("民政")))
    path = content / PLACE / "01-01.md"
    edit(path, "kicker: ''", "kiker: 引题")
    archive, problems = store.read_archive(content)
    assert [str(problem) for problem in problems] == [
        f"{path}:6: unknown key 'kiker'; did you mean 'kicker'?; correct the key"
    ]
    assert archive.issues[0].articles[0].extra == {"kiker": "引题"}


def test_two_articles_with_one_id_are_told_and_the_second_left_out(content):
    file_pages(content, page(*stories("民政")))
    first = content / PLACE / "01-01.md"
    second = content / PLACE / "01-02.md"
    second.write_bytes(first.read_bytes())
    archive, problems = store.read_archive(content)
    assert len(archive.issues[0].articles) == 1
    assert problems[0].file == str(second)
    assert "2021-08-18/01-01.md" in problems[0].what


def test_a_missing_site_file_is_told(tmp_path):
    archive, problems = store.read_archive(tmp_path)
    assert archive.settings.title
    assert [problem.what for problem in problems] == ["the file is missing"]


def test_what_an_editor_states_is_read(content):
    assert store.read_facts(content) == ({}, ())
    (content / "raw").mkdir()
    (content / "raw/pages.yaml").write_text("002.txt: {date: 2021-08-19, page: 3}\n", "utf-8")
    facts, problems = store.read_facts(content)
    assert (facts["002.txt"], problems) == (PageFacts(date="2021-08-19", page=3), ())


def test_a_second_import_waits_for_the_first(content, monkeypatch):
    monkeypatch.setattr(locks, "PATIENCE", 0)
    with (
        locks.changing(archive_lock(content), "sitegen import"),
        pytest.raises(ProblemError, match=r"sitegen import \(process \d+ on .+\) is at work"),
    ):
        file_pages(content, page(*stories("民政")))


def test_a_full_disk_is_told_and_nothing_is_removed(content, monkeypatch):
    file_pages(content, page(*stories("民政", "货运")))
    before = snapshot(content)

    def refuse(_source, target):
        raise OSError(28, "No space left on device", str(target))

    monkeypatch.setattr(os, "replace", refuse)
    report = file_pages(content, page(*(replace(one, title="新") for one in stories("民政"))))
    assert "No space left" in report.problems[0].what
    assert snapshot(content) == before


READINGS = {
    "inserted": lambda: page(*stories("民政", "货运", "技能", "送凉")),
    "removed": lambda: page(*stories("技能", "送凉")),
    "swapped": lambda: page(*reversed(stories("民政", "技能", "送凉"))),
    "moved": lambda: page(*stories("民政", "技能", "送凉"), date="2021-08-19"),
    "moved and inserted": lambda: page(*stories("民政", "货运", "技能", "送凉"), date="2021-08-19"),
}


@pytest.mark.parametrize("name", READINGS)
def test_a_crash_at_any_point_loses_nothing_and_the_next_import_completes_it(content, tmp_path, name):
    def start(folder):
        file_pages(folder, page(*stories("民政", "技能", "送凉")))
        edit(folder / PLACE / "01-02.md", "五人获得", "六人获得")
        edit(folder / PLACE / "01-03.md", "送到了", "送进了")

    start(content)
    file_pages(content, READINGS[name]())
    whole = snapshot(content)
    done = False
    crash = 0
    while not done:
        crash += 1
        other = tmp_path / str(crash) / "content"
        start(other)
        done = not _crash(lambda other=other: file_pages(other, READINGS[name]()), crash)
        now = "\n".join(data.decode() for data in snapshot(other).values())
        assert all(text in now for text in ("六人获得", "送进了"))
        _, problems = store.read_archive(other)
        assert all("is also that of" in problem.what or "missing" in problem.what for problem in problems)
        file_pages(other, READINGS[name]())
        assert snapshot(other) == whole
    assert crash > 3


def _crash(action, at):
    """Run an action that is interrupted at its nth change on disk; tell whether it was."""
    count = 0
    replace_file, unlink = os.replace, os.unlink

    def interrupt(call):
        def wrapped(*arguments, **options):
            nonlocal count
            count += 1
            if count == at:
                raise KeyboardInterrupt
            return call(*arguments, **options)

        return wrapped

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", interrupt(replace_file))
        patch.setattr(os, "unlink", interrupt(unlink))
        try:
            action()
        except KeyboardInterrupt:
            return True
    return False
