"""Writing the output, file by file and part by part: only what changed, only what is ours."""

import errno
import os
from dataclasses import dataclass

import pytest
from samples import SETTINGS, default_theme, told

from sitegen.build import ledger
from sitegen.build.formers import Formers
from sitegen.build.ledger import MARKER
from sitegen.build.packing import Output
from sitegen.build.work import Site, Task, carry_out, leave
from sitegen.build.write import WORK, Blocked, Gone, Paths, Writer
from sitegen.problems import ProblemError
from sitegen.site.document import Again, Document, Long
from sitegen.site.exports import archive_file
from sitegen.site.orders import Made


def put(output, *paths, data=None):
    """Write files, each with its path in it; which of them had to be written."""
    ledger.claim(output)
    with Writer(output) as writer:
        writer.note(paths)
        return [writer.put(Document(path, path.encode() if data is None else data))[1] for path in paths]


def files(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


@dataclass(frozen=True)
class Given:
    """An order of given documents; with an error, one that fails."""

    documents: tuple[Document, ...] = ()
    error: str = ""

    def carry_out(self, _shop):
        if self.error:
            raise ValueError(self.error)
        return Made(self.documents)


def made(output, folder, **orders):
    """What comes of some orders, by their names."""
    ledger.claim(output)
    site = leave(Site(folder, output, SETTINGS, default_theme(), {}, None, Formers(None, b"", output)), folder)
    found = {each.name: each for each in carry_out(Task(site, tuple(orders.items())))}
    ledger.clear(output)
    return found


def test_a_file_that_holds_what_it_should_is_not_touched(tmp_path):
    assert put(tmp_path, "index.html", "a/index.html") == [True, True]
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*.html")}
    assert put(tmp_path, "index.html", "a/index.html") == [False, False]
    assert {path: path.stat().st_mtime_ns for path in before} == before


def test_a_file_of_the_same_length_is_compared(tmp_path):
    put(tmp_path, "a", data=b"old")
    assert put(tmp_path, "a", data=b"new") == [True]
    assert (tmp_path / "a").read_bytes() == b"new"


def put_long(output, path, *pieces):
    """Write a file piece by piece; whether it had to be written."""
    ledger.claim(output)
    with Writer(output) as writer:
        writer.note([path])
        told, anew = writer.put_long(Long(path, iter(pieces)))
    status = (output / path).stat()
    assert (told.path, told.size, told.written) == (path, status.st_size, status.st_mtime_ns)
    assert not list(output.rglob("*.tmp"))
    return anew


def test_a_long_file_is_put_in_its_place_when_all_of_it_is_there(tmp_path):
    assert put_long(tmp_path, "a/long", b"one ", b"", b"two")
    assert (tmp_path / "a/long").read_bytes() == b"one two"
    before = (tmp_path / "a/long").stat().st_mtime_ns
    assert not put_long(tmp_path, "a/long", b"one t", b"wo")
    assert (tmp_path / "a/long").stat().st_mtime_ns == before
    assert put_long(tmp_path, "a/long", b"one", b" owt")
    assert put_long(tmp_path, "a/long", b"longer than it was")
    assert (tmp_path / "a/long").read_bytes() == b"longer than it was"
    (tmp_path / "folder").mkdir()
    for path in ("folder", "a/long/under"):
        with pytest.raises(Blocked):
            put_long(tmp_path, path, b"text")


@dataclass(frozen=True)
class BreakingOff:
    """An order of a long file that cannot be made to its end."""

    def carry_out(self, _shop):
        return Made([archive_file(1, iter([b'{"articles":[{"id":"k1"}]}', b"no JSON"]))])


def test_a_long_file_that_breaks_off_leaves_the_old_one_whole(tmp_path):
    put(tmp_path / "out", "archive.jsonl", data=b"old")
    done = made(tmp_path / "out", tmp_path, bad=BreakingOff(), good=Given((Document("b", b"2"),)))
    assert done["bad"].broken
    assert "DecodeError" in done["bad"].problems[0].what
    assert (tmp_path / "out/archive.jsonl").read_bytes() == b"old"
    assert files(tmp_path / "out") == [MARKER, "archive.jsonl", "b"]


def test_what_is_told_of_a_file_is_how_it_stands(tmp_path):
    ledger.claim(tmp_path)
    with Writer(tmp_path) as writer:
        for _ in range(2):
            writer.note(["a/b"])
            output, _ = writer.put(Document("a/b", b"text"))
            status = (tmp_path / "a/b").stat()
            assert (output.path, output.size, output.written) == ("a/b", status.st_size, status.st_mtime_ns)


def test_a_file_can_be_read_as_any_other(tmp_path):
    put(tmp_path, "a")
    (tmp_path / "other").touch()
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "other").stat().st_mode


def test_a_file_that_cannot_be_put_in_its_place_leaves_the_old_one_whole(tmp_path, monkeypatch):
    put(tmp_path, "a", data=b"old")

    def full(*_given):
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(OSError, match="no space left"):
        put(tmp_path, "a", data=b"something new")
    assert (tmp_path / "a").read_bytes() == b"old"
    assert ledger.claim(tmp_path) is True
    ledger.clear(tmp_path)
    assert files(tmp_path) == [MARKER, "a"]


@pytest.mark.parametrize(("there", "wanted"), [("a", "a/index.html"), ("a", "a/b/c.html"), ("a/index.html", "a")])
def test_a_file_and_a_folder_of_one_name_cannot_be_both(tmp_path, there, wanted):
    put(tmp_path, there)
    with pytest.raises(Blocked):
        put(tmp_path, wanted)
    assert (tmp_path / there).read_text() == there
    ledger.remove(tmp_path, [there])
    assert put(tmp_path, wanted) == [True]


def test_what_a_worker_left_that_died_goes_when_others_have_done_its_work(tmp_path):
    ledger.claim(tmp_path)
    dying = Writer(tmp_path)
    dying.note(["a/index.html"])
    (tmp_path / "a").mkdir()
    (tmp_path / f"a/{dying._temporary}").touch()
    dying.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    put(tmp_path, "a/index.html")
    ledger.clear(tmp_path)
    assert files(tmp_path) == [MARKER, "a/index.html"]


def put_again(output, former, path):
    """Have a file stand under another path as well; whether that had to be done."""
    with Writer(output) as writer:
        writer.note([path])
        return writer.put_again(Again(path, former))


def test_a_file_that_stands_is_put_under_another_path_with_its_time(tmp_path):
    put(tmp_path, "old/a.bin", data=b"text")
    os.utime(tmp_path / "old/a.bin", ns=(1, 10**18))
    output, anew = put_again(tmp_path, "old/a.bin", "new/00/a.bin")
    assert (anew, output) == (True, Output("new/00/a.bin", 4, 10**18))
    ledger.clear(tmp_path)
    assert ledger.remove(tmp_path, ["old/a.bin"]) == 1
    assert (tmp_path / "new/00/a.bin").read_bytes() == b"text"


def test_a_file_that_stands_where_it_should_is_left(tmp_path):
    put(tmp_path, "a.bin", data=b"text")
    assert put_again(tmp_path, "a.bin", "a.bin") == (Output("a.bin", 4, (tmp_path / "a.bin").stat().st_mtime_ns), False)


def test_where_something_stands_under_the_other_path_it_is_replaced(tmp_path):
    put(tmp_path, "old.bin", data=b"text")
    put(tmp_path, "new.bin", data=b"else")
    assert put_again(tmp_path, "old.bin", "new.bin")[1]
    assert (tmp_path / "new.bin").read_bytes() == b"text"
    assert not put_again(tmp_path, "old.bin", "new.bin")[1]


def test_where_the_disk_knows_no_second_names_a_file_is_written_once_more(tmp_path, monkeypatch):
    def unknown(*_given):
        raise PermissionError(errno.EPERM, "not permitted")

    put(tmp_path, "old.bin", data=b"text")
    monkeypatch.setattr(os, "link", unknown)
    assert put_again(tmp_path, "old.bin", "new/new.bin")[1]
    assert (tmp_path / "new/new.bin").read_bytes() == b"text"


@pytest.mark.parametrize("path", ["new/a.bin", "old/a.bin"])
def test_a_file_that_no_longer_stands_is_told(tmp_path, path):
    put(tmp_path, "old/b.bin")
    with pytest.raises(Gone):
        put_again(tmp_path, "old/a.bin", path)


def test_no_file_is_put_where_a_link_leads_out(tmp_path):
    (tmp_path / "elsewhere").mkdir()
    put(tmp_path / "out", "old.bin")
    (tmp_path / "out/new").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Blocked):
        put_again(tmp_path / "out", "old.bin", "new/old.bin")
    assert files(tmp_path / "elsewhere") == []


@dataclass(frozen=True)
class Vanishing:
    """An order of a file that is said to stand; where nothing is known of a former build, of the same file made."""

    def carry_out(self, shop):
        known = shop.former("part")
        return Made([Again("new.bin", "old.bin") if known else Document("new.bin", b"anew")])


def test_a_part_whose_files_go_while_it_is_made_is_made_from_nothing(tmp_path, monkeypatch):
    known = iter([True, None])
    monkeypatch.setattr(Formers, "former", lambda *_: next(known))
    done = made(tmp_path / "out", tmp_path, part=Vanishing())["part"]
    assert [each.path for each in done.outputs] == ["new.bin"]
    assert (tmp_path / "out/new.bin").read_bytes() == b"anew"


def test_where_a_part_cannot_stand_yet_the_rest_of_it_is_written(tmp_path):
    put(tmp_path / "out", "a")
    done = made(tmp_path / "out", tmp_path, part=Given((Document("a/index.html", b"1"), Document("b", b"2"))))["part"]
    assert (done.blocked, [each.path for each in done.outputs]) == (("a/index.html",), ["b"])


def test_what_is_no_longer_made_is_removed_with_its_folders(tmp_path):
    put(tmp_path, "index.html", "a/b/c/index.html")
    ledger.clear(tmp_path)
    assert ledger.remove(tmp_path, {"a/b/c/index.html", "gone/long/ago.html", "index.html/under.html"}) == 1
    assert files(tmp_path) == [MARKER, "index.html"]
    assert not (tmp_path / "a").exists()


def test_a_folder_in_which_someone_else_put_something_stays(tmp_path):
    put(tmp_path, "a/b/index.html")
    (tmp_path / "a/note.txt").write_text("mine")
    assert ledger.remove(tmp_path, ["a/b/index.html"]) == 1
    assert not (tmp_path / "a/b").exists()
    assert (tmp_path / "a/note.txt").read_text() == "mine"


def test_only_files_are_removed_and_of_a_link_only_the_link(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/precious.txt").touch()
    (tmp_path / "out").mkdir()
    (tmp_path / "out/link").symlink_to(tmp_path / "mine")
    (tmp_path / "out/folder").mkdir()
    assert ledger.remove(tmp_path / "out", ["link", "folder"]) == 1
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["folder"]
    assert (tmp_path / "mine/precious.txt").exists()


def test_nothing_is_written_or_removed_through_a_link(tmp_path):
    """A link in the output, sent in with an archive perhaps, must not lead a build to files of somebody else."""
    mine, out = tmp_path / "mine", tmp_path / "out"
    (mine / "b").mkdir(parents=True)
    (mine / "index.html").write_text("precious")
    (mine / "b/index.html").write_text("precious")
    put(out, "index.html")
    (out / "a").symlink_to(mine)
    for path in ("a/index.html", "a/b/index.html", "a/new/index.html"):
        with pytest.raises(Blocked):
            put(out, path)
    assert ledger.remove(out, ["a/index.html", "a/b/index.html"]) == 0
    assert sorted(path.name for path in mine.rglob("*")) == ["b", "index.html", "index.html"]
    assert {path.read_text() for path in mine.rglob("*.html")} == {"precious"}


def test_a_link_in_a_file_s_place_is_replaced_by_the_file(tmp_path):
    (tmp_path / "mine.html").write_text("a.html")
    put(tmp_path / "out", "b.html")
    (tmp_path / "out/a.html").symlink_to(tmp_path / "mine.html")
    assert put(tmp_path / "out", "a.html") == [True]
    assert not (tmp_path / "out/a.html").is_symlink()
    assert (tmp_path / "mine.html").read_text() == "a.html"


def test_the_output_itself_may_be_a_link(tmp_path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "disk")
    assert put(tmp_path / "out", "a/index.html") == [True]
    assert (tmp_path / "disk/a/index.html").is_file()


def test_the_folder_of_a_build_at_work_is_no_link(tmp_path):
    """What is in it is removed in the end."""
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/precious.paths").write_text("x\n")
    put(tmp_path / "out", "a")
    ledger.clear(tmp_path / "out")
    (tmp_path / "out" / WORK).symlink_to(tmp_path / "mine")
    with pytest.raises(ProblemError, match="this is a link; remove it"):
        ledger.claim(tmp_path / "out")
    assert (tmp_path / "mine/precious.paths").exists()


def test_a_list_that_someone_has_edited_removes_nothing_outside(tmp_path):
    (tmp_path / "precious.txt").write_text("mine")
    put(tmp_path / "out", "a")
    (tmp_path / "out" / MARKER).write_text(f"a\n../precious.txt\n{tmp_path}/precious.txt\n..\\precious.txt\n")
    assert ledger.listed(tmp_path / "out") == {"a"}


def test_a_folder_with_only_hidden_files_counts_as_empty(tmp_path):
    (tmp_path / ".gitkeep").touch()
    assert ledger.claim(tmp_path) is False
    assert files(tmp_path) == [".gitkeep", MARKER]


def test_a_folder_of_someone_else_is_refused_and_left_alone(tmp_path):
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ProblemError, match="not empty, and sitegen did not make what is in it; empty it"):
        ledger.claim(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_an_output_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(ProblemError, match="the output is a file"):
        ledger.claim(tmp_path / "out")


def test_a_folder_is_ours_before_anything_is_in_it(tmp_path):
    """A build that was killed after its first file must not find its own output refused."""
    ledger.claim(tmp_path / "out")
    assert (tmp_path / "out" / MARKER).is_file()


def test_a_build_that_was_cut_short_left_a_note_of_all_it_may_have_written(tmp_path):
    put(tmp_path, "index.html")
    ledger.write_list(tmp_path, ["index.html"])
    ledger.clear(tmp_path)
    put(tmp_path, "a/index.html", "b/index.html")
    assert ledger.claim(tmp_path) is True
    assert ledger.listed(tmp_path) == {"index.html", "a/index.html", "b/index.html"}
    ledger.clear(tmp_path)
    assert not (tmp_path / WORK).exists()
    assert ledger.claim(tmp_path) is False


def test_a_file_is_on_the_list_before_it_is_in_its_place(tmp_path, monkeypatch):
    real = os.replace

    def look(source, target):
        assert "a" in ledger.listed(tmp_path)
        real(source, target)

    ledger.claim(tmp_path)
    monkeypatch.setattr(os, "replace", look)
    assert put(tmp_path, "a") == [True]


def test_an_edited_list_names_nothing_outside_the_folder(tmp_path):
    ledger.claim(tmp_path)
    paths = ["../precious.txt", f"{tmp_path}/precious.txt", "a/../../precious.txt", "a\\..\\b", "", "index.html"]
    (tmp_path / MARKER).write_text("".join(f"{path}\n" for path in paths))
    assert ledger.listed(tmp_path) == {"index.html"}


def test_the_list_reads_back_as_it_was_written(tmp_path):
    ledger.claim(tmp_path)
    paths = ["index.html", "authors/程雪/index.html", "authors/\x85\u2028/index.html"]
    ledger.write_list(tmp_path, paths)
    assert ledger.listed(tmp_path) == set(paths)


OUTSIDE = ["../up.html", "/root.html", "a/../../up.html", "a\\..\\up.html", "a\nb.html", ""]


@pytest.mark.parametrize("path", OUTSIDE)
def test_no_page_is_written_outside_the_folder(tmp_path, path):
    documents = (Document("index.html", b"1"), Document(path, b"2"))
    done = made(tmp_path / "out", tmp_path, part=Given(documents))["part"]
    assert [problem.what for problem in done.problems] == ["this address leads out of the site"]
    assert [each.path for each in done.outputs] == ["index.html"]
    assert [name for name in files(tmp_path) if not name.startswith("site-")] == [f"out/{MARKER}", "out/index.html"]


def test_two_pages_of_one_address_are_a_problem_and_the_first_is_written(tmp_path):
    documents = (Document("a.html", b"1"), Document("a.html", b"2"), Document("A.html", b"3"))
    done = made(tmp_path / "out", tmp_path, part=Given(documents))["part"]
    assert told(done.problems) == [
        "a.html: two pages have this one address; rename one of the two",
        "A.html: many disks cannot tell it from a.html; rename one of the two",
    ]
    assert (tmp_path / "out/a.html").read_bytes() == b"1"
    assert [each.path for each in done.outputs] == ["a.html"]


@pytest.mark.parametrize(("one", "other"), [("é", "e\u0301"), ("ß", "SS"), ("Ⅷ", "ⅷ")])
def test_a_disk_may_know_neither_case_nor_composed_characters(one, other):
    paths = Paths()
    assert paths.refused(one) is None
    assert paths.refused("another") is None
    assert "many disks cannot tell it" in paths.refused(other).what


def test_a_part_that_fails_is_told_and_costs_itself_only(tmp_path):
    done = made(tmp_path / "out", tmp_path, bad=Given(error="odd"), good=Given((Document("a", b"1"),)))
    assert (done["bad"].broken, done["good"].broken) == (True, False)
    assert told(done["bad"].problems) == [
        "bad: this part of the site cannot be made (ValueError: odd); keep the archive as it is, and report this line"
    ]
    assert (tmp_path / "out/a").read_bytes() == b"1"
