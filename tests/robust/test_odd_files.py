"""Whatever lies where a file should: nobody waits for it, it is told, and the rest is done."""

from __future__ import annotations

import os
import shutil
import signal
import socket

import pytest
import small_project as small
from samples import silent, told

from sitegen.build import stamps, themes
from sitegen.build.packing import FARTHEST, left, pack
from sitegen.check import check
from sitegen.check.output import files_below
from sitegen.cli import run
from sitegen.content.store import issue_places
from sitegen.files import read_file
from sitegen.importer import import_pages
from sitegen.workers import HERE

LONG = 120  # seconds after which something hangs


@pytest.fixture(autouse=True)
def nobody_waits():
    """Whoever waits for a pipe is woken."""

    def wake(_number, _frame):
        raise AssertionError("it waits for something that never comes")

    before = signal.signal(signal.SIGALRM, wake)
    signal.alarm(LONG)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


def put_folder(path):
    path.mkdir()


def put_socket(path):
    here = os.getcwd()
    os.chdir(path.parent)  # a socket's path may not be long
    try:
        with socket.socket(socket.AF_UNIX) as listening:
            listening.bind(path.name)
    finally:
        os.chdir(here)


def put_broken_link(path):
    path.symlink_to("nowhere")


def put_link_in_a_circle(path):
    path.symlink_to(path.name)


def put_device(path):
    path.symlink_to("/dev/zero")


ODD = [os.mkfifo, put_folder, put_socket, put_broken_link, put_link_in_a_circle, put_device]


@pytest.mark.parametrize("put", ODD, ids=lambda put: put.__name__)
def test_only_a_file_is_read(tmp_path, put):
    put(tmp_path / "odd")
    with pytest.raises(OSError, match=r"."):
        read_file(tmp_path / "odd")


@pytest.mark.parametrize("put", ODD, ids=lambda put: put.__name__)
def test_a_build_and_an_import_go_on_where_something_odd_stands(tmp_path, put):
    project = small.make_project(tmp_path / "project")
    content = project / "content"
    issue = content / "issues/yi-bao/2021-08-19"
    (issue / "01-01.md").unlink()
    (content / "conversion.yaml").unlink()
    odd = [issue / "01-01.md", issue / "01-02.md", content / "raw/odd.txt", content / "conversion.yaml"]
    for path in odd:
        put(path)
    problems = told(small.run(project).problems)
    assert any("01-02.md" in line for line in problems)
    assert (project / "output/yi-bao/2021-08-18/kaaaa1/index.html").exists()
    report = import_pages(content, (), silent, HERE)
    assert report.pages == len(small.RAW)
    assert any("odd.txt" in line for line in told(report.problems))


IN_A_THEME = {
    False: "this is no file, so it is left out; put a file in its place, or remove it",
    True: "a link, which may lead out of the archive, is not followed; put what it leads to in its place",
}


@pytest.mark.parametrize("put", [put for put in ODD if put is not put_folder], ids=lambda put: put.__name__)
def test_a_theme_goes_on_where_something_odd_stands(tmp_path, put):
    project = small.make_project(tmp_path / "project")
    wanted, _ = small.clean(project)
    for name in ("templates/odd.html", "static/odd.txt", "append/odd.css"):
        (project / "themes/own" / name).parent.mkdir(exist_ok=True)
        put(project / "themes/own" / name)
    for _ in range(2):
        problems = told(small.run(project).problems)
        linked = (project / "themes/own/static/odd.txt").is_symlink()
        assert [line.partition(": ")[2] for line in problems] == [IN_A_THEME[linked]] * 3
        assert {line.partition(": ")[0].rpartition("/")[2] for line in problems} == {"odd.html", "odd.txt", "odd.css"}
        assert small.files_of(project / "output") == wanted


def test_a_name_in_a_theme_that_is_no_characters_is_told_and_the_rest_is_done(tmp_path):
    project = small.make_project(tmp_path / "project")
    wanted, _ = small.clean(project)
    with open(os.fsencode(project / "themes/own/static") + b"/\xff.txt", "wb") as file:
        file.write(b"x")
    for _ in range(2):
        (line,) = told(small.run(project).problems)
        assert line.endswith(r"static/\xff.txt: the name is not UTF-8, so the file is left out; rename it")
        assert small.files_of(project / "output") == wanted


@pytest.mark.parametrize("put", [put for put in ODD if put is not put_folder], ids=lambda put: put.__name__)
def test_check_goes_on_where_something_odd_stands(tmp_path, put):
    project = small.make_project(tmp_path / "project")
    small.run(project)
    content, output = project / "content", project / "output"
    odd = [content / "raw/a.txt", output / "yi-bao/index.html", output / "feed.xml", output / "static/style.css"]
    for path in odd:
        path.unlink()
        put(path)
    put(output / "odd.html")
    report = check(content, output, HERE)
    lines = told((*report.problems, *report.notes))
    assert report.articles == sum(len(issue[-1]) for issue in small.ISSUES)
    for path in odd:
        assert any(line.startswith(str(path)) for line in lines), path
    assert not any(" failed here " in line for line in lines)


@pytest.mark.parametrize("put", ODD, ids=lambda put: put.__name__)
def test_a_search_tells_where_something_odd_stands(tmp_path, put):
    project = small.make_project(tmp_path / "project")
    small.run(project)
    path = project / "output/search/index.json"
    path.unlink()
    put(path)
    assert run(["search", "医护", "--output", str(project / "output")]) == 1


def test_what_goes_after_it_was_listed_is_told_by_check(tmp_path, monkeypatch):
    project = small.make_project(tmp_path / "project")
    small.run(project)
    content, output = project / "content", project / "output"
    listed, below = issue_places, files_below

    def places(content):
        seen = listed(content)
        (content / "issues/yi-bao/2021-08-19/01-01.md").unlink()
        (content / "raw/a.txt").unlink()
        shutil.rmtree(content / "issues/jia-bao")
        (content / "raw/pages.yaml").unlink()
        return seen

    def files(output):
        seen = below(output)
        (output / "feed.xml").unlink()
        (output / "jia-bao/index.html").unlink()
        shutil.rmtree(output / "yi-bao/2021-08-19")
        return seen

    monkeypatch.setattr("sitegen.check.content.issue_places", places)
    monkeypatch.setattr("sitegen.check.output.files_below", files)
    report = check(content, output, HERE)
    lines = told(report.problems)
    for gone in ("feed.xml", "jia-bao/index.html", "yi-bao/2021-08-19/kaaaa3/index.html"):
        assert any(line.startswith(f"{output / gone}: cannot be read: No such file") for line in lines), lines
    assert any("raw/a.txt: the raw page is missing" in line for line in lines)
    assert any("jia-bao/2019-05-01/issue.yaml: the file is missing" in line for line in lines)
    assert not any(" failed here " in line for line in lines)


def test_a_file_of_a_theme_that_goes_after_it_was_listed_leaves_the_site_as_it_was(tmp_path, monkeypatch):
    project = small.make_project(tmp_path / "project")
    small.run(project)
    wanted = small.files_of(project / "output")
    read = themes.read_file

    def gone(path):
        if path.name == "own.txt":
            path.unlink()
        return read(path)

    (project / "themes/own/static/own.txt").write_text("other\n", "utf-8")
    monkeypatch.setattr(themes, "read_file", gone)
    (line,) = told(small.run(project).problems)
    assert "own.txt: the file cannot be read (No such file or directory)" in line
    assert small.files_of(project / "output") == wanted
    monkeypatch.undo()
    small.run(project)
    assert small.files_of(project / "output") == small.clean(project)[0]


def test_a_file_of_a_theme_that_changes_after_it_was_looked_at_is_built_again(tmp_path, monkeypatch):
    project = small.make_project(tmp_path / "project")
    path, read = project / "themes/own/templates/note.html", themes.read_file

    def changed(other):
        data = read(other)
        if other.name == path.name:
            path.write_text("<p>编者又按</p>\n", "utf-8")
        return data

    monkeypatch.setattr(themes, "read_file", changed)
    small.run(project)
    monkeypatch.undo()
    small.run(project)
    assert small.files_of(project / "output") == small.clean(project)[0]


def test_names_that_are_no_characters_are_told_and_the_rest_is_done(tmp_path):
    project = small.make_project(tmp_path / "project")
    raw = os.fsencode(project / "content/raw")
    with open(raw + b"/\xff\xfe.txt", "wb") as file:
        file.write("乙报\n工会\n近日，会议召开。\n".encode())
    with open(os.fsencode(project / "content/issues/yi-bao/2021-08-18") + b"/\xff.md", "wb") as file:
        file.write(b"x")
    report = import_pages(project / "content", (), silent, HERE)
    assert report.pages == len(small.RAW)
    assert any(r"raw/\xff\xfe.txt: the name is not UTF-8" in line for line in told(report.problems))
    for _ in range(2):
        assert any(r"2021-08-18/\xff.md: the name is not UTF-8" in line for line in told(small.run(project).problems))


def test_a_file_that_goes_while_it_is_read_is_told(tmp_path, monkeypatch):
    project = small.make_project(tmp_path / "project")
    listed = stamps.look

    def look(content):
        seen = listed(content)
        for gone in ("issues/yi-bao/2021-08-19/01-01.md", "issues/jia-bao/2019-05-01/issue.yaml", "raw/a.txt"):
            (content / gone).unlink()
        return seen

    monkeypatch.setattr("sitegen.build.run.look", look)
    small.run(project)
    monkeypatch.undo()
    small.run(project)
    assert small.files_of(project / "output") == small.clean(project)[0]


TIMES = [0, -(10**9), 10**18 * 4, 2**31 * 10**9]


@pytest.mark.parametrize("time", TIMES)
def test_a_change_is_noticed_whatever_time_a_file_has(tmp_path, time):
    """As after `touch -r`, `rsync -t`, and on a machine whose clock was wrong."""
    project = small.make_project(tmp_path / "project")
    path = project / "content/issues/yi-bao/2021-08-18/01-02.md"
    os.utime(path, ns=(time, time))
    with small.much_later():
        small.run(project)
        for old, new in (("医护", "护医"), ("护医", "医护")):
            path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
            os.utime(path, ns=(time, time))
            assert small.run(project).written > 0
            assert small.files_of(project / "output") == small.clean(project)[0]


def test_an_output_with_a_time_that_no_number_holds_is_built():

    class Status:
        st_size, st_mtime_ns = 1, 2**70

    output = left("a", Status())
    assert output.written == FARTHEST
    assert pack(output)
