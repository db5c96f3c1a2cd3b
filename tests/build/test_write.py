"""Writing the output: only what changed, only what is ours."""

import os

import pytest

from sitegen.build.write import MARKER, write_site
from sitegen.problems import ProblemError
from sitegen.site.document import Document, Rendering


def rendering(*paths, failed=()):
    return Rendering(tuple(Document(path, path.encode()) for path in paths), tuple(failed))


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def counts(done):
    return done.written, done.unchanged, done.removed


def test_a_second_build_touches_nothing(tmp_path):
    write_site(tmp_path / "out", rendering("index.html", "a/index.html"))
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")}
    assert counts(write_site(tmp_path / "out", rendering("index.html", "a/index.html"))) == (0, 2, 0)
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "out").rglob("*")} == before


def test_what_is_no_longer_made_is_removed_with_its_folders(tmp_path):
    write_site(tmp_path, rendering("index.html", "a/b/c/index.html"))
    assert counts(write_site(tmp_path, rendering("index.html"))) == (0, 1, 1)
    assert files(tmp_path) == [MARKER, "index.html"]
    assert not (tmp_path / "a").exists()


def test_what_someone_else_put_there_stays(tmp_path):
    write_site(tmp_path, rendering("index.html", "a/index.html"))
    for path in ("CNAME", ".git/config", ".gitkeep", "a/note.txt"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("mine")
    write_site(tmp_path, rendering("index.html"))
    assert files(tmp_path) == [".git/config", ".gitkeep", MARKER, "CNAME", "a/note.txt", "index.html"]


def test_a_folder_with_only_hidden_files_counts_as_empty(tmp_path):
    (tmp_path / ".gitkeep").touch()
    write_site(tmp_path, rendering("index.html"))
    assert files(tmp_path) == [".gitkeep", MARKER, "index.html"]


def test_a_folder_of_someone_else_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ProblemError, match="not empty, and sitegen did not make what is in it; empty it"):
        write_site(tmp_path, rendering("index.html"))
    assert files(tmp_path) == ["thesis.txt"]


def test_an_output_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(ProblemError, match="the output is a file"):
        write_site(tmp_path / "out", rendering("index.html"))


def test_where_a_page_failed_its_old_file_stays(tmp_path):
    write_site(tmp_path, rendering("index.html", "a/index.html"))
    assert counts(write_site(tmp_path, rendering("index.html", failed=["a/index.html", "new/index.html"]))) == (0, 1, 0)
    assert (tmp_path / "a/index.html").exists()
    assert counts(write_site(tmp_path, rendering("index.html"))) == (0, 1, 1)


def test_a_crash_in_the_middle_is_mended_by_the_next_build(tmp_path, monkeypatch):
    write_site(tmp_path, rendering("index.html", "old/index.html"))
    real, calls = os.replace, []

    def crash(source, target):
        calls.append(target)
        if len(calls) == 3:
            raise OSError("no space left")
        real(source, target)

    monkeypatch.setattr(os, "replace", crash)
    with pytest.raises(OSError, match="no space left"):
        write_site(tmp_path, rendering("index.html", "a/index.html", "b/index.html"))
    monkeypatch.setattr(os, "replace", real)
    write_site(tmp_path, rendering("index.html"))
    assert files(tmp_path) == [MARKER, "index.html"]


def test_an_edited_list_removes_nothing_outside_the_folder(tmp_path):
    (tmp_path / "precious.txt").write_text("x")
    write_site(tmp_path / "out", rendering("index.html"))
    (tmp_path / "out" / MARKER).write_text(f"../precious.txt\n{tmp_path}/precious.txt\nindex.html\n")
    write_site(tmp_path / "out", rendering("index.html"))
    assert (tmp_path / "precious.txt").exists()


@pytest.mark.parametrize("path", ["../up.html", "/root.html", "a/../../up.html", "a\\..\\up.html", ""])
def test_no_page_is_written_outside_the_folder(tmp_path, path):
    done = write_site(tmp_path / "out", rendering("index.html", path))
    assert len(done.problems) == 1
    assert files(tmp_path) == [f"out/{MARKER}", "out/index.html"]


def test_a_file_gives_way_to_a_folder_of_its_name(tmp_path):
    write_site(tmp_path, rendering("a"))
    write_site(tmp_path, rendering("a/index.html"))
    assert files(tmp_path) == [MARKER, "a/index.html"]


def test_two_pages_of_one_address_are_a_problem_and_the_first_is_written(tmp_path):
    documents = (Document("a.html", b"1"), Document("a.html", b"2"), Document("A.html", b"3"))
    done = write_site(tmp_path, Rendering(documents))
    assert [str(problem) for problem in done.problems] == [
        "a.html: two pages have this one address; rename one of the two",
        "A.html: many disks cannot tell it from a.html; rename one of the two",
    ]
    assert (tmp_path / "a.html").read_bytes() == b"1"
