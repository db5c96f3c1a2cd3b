"""What a build remembers only saves time: lost, damaged, locked or of another form, the site is the same."""

from __future__ import annotations

import dataclasses
import os
import random
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
import small_project as small
from samples import CHECKOUT, silent, told

from sitegen import locks
from sitegen.build import cache as caches
from sitegen.build import run, shared, stamps, survey
from sitegen.build.places import STATE
from sitegen.build.run import build
from sitegen.content.places import archive_lock
from sitegen.workers import Workers

# So many places of the cache are damaged; SITEGEN_DAMAGES=2000 tries more.
DAMAGES = int(os.environ.get("SITEGEN_DAMAGES", "24"))


def test_without_a_cache_nothing_is_written_that_is_there(project):
    before = small.files_of(project / "output")
    small.cache_of(project).unlink()
    assert small.run(project).written == 0
    assert small.files_of(project / "output") == before


class Damaged:
    """A project whose cache is damaged again and again, and the site that each build must leave."""

    def __init__(self, project: Path) -> None:
        self.project, self.cache = project, small.cache_of(project)
        self.held = self.cache.read_bytes()
        self.output, self.kept = project / "output", project / "kept"
        shutil.copytree(self.output, self.kept)
        small.edit(project)
        self.wanted, self.problems = small.clean(project)

    def check(self, data: bytes) -> None:
        """Build with such a cache on what the first build left; twice."""
        shutil.rmtree(self.output)
        shutil.copytree(self.kept, self.output)
        self.cache.write_bytes(data)
        for _ in range(2):
            report = small.run(self.project)
            left = small.files_of(self.output)
            assert [name for name in left.keys() | self.wanted.keys() if left.get(name) != self.wanted.get(name)] == []
            assert told(report.problems) == self.problems
            assert report.documents == len(self.wanted) - 1
        assert report.written == 0


@pytest.fixture
def damaged(project):
    """A project to damage."""
    return Damaged(project)


def test_a_cache_damaged_anywhere_leaves_the_same_site(damaged):
    chance = random.Random(3)
    held = damaged.held
    step = len(held) // DAMAGES
    for number in range(DAMAGES):
        start = number * step + chance.randrange(step)
        junk = chance.randbytes(chance.choice([1, 4, 32])) if number % 3 else bytes(16)
        damaged.check(held[:start] + junk + held[start + len(junk) :])


@pytest.mark.parametrize("share", [0, 0.001, 0.3, 0.5, 0.9, 0.999])
def test_a_cache_cut_off_anywhere_leaves_the_same_site(damaged, share):
    damaged.check(damaged.held[: int(len(damaged.held) * share)])


@pytest.mark.parametrize("data", [b"x", b"garbage" * 1000, b"SQLite format 3\0" + b"\xff" * 5000])
def test_a_cache_that_is_none_leaves_the_same_site(damaged, data):
    damaged.check(data)


def test_a_page_of_an_older_cache_leaves_the_same_site(damaged):
    """As after a loss of power: parts of the file are those of another time."""
    small.run(damaged.project)
    newer = damaged.cache.read_bytes()
    size = 4096
    for start in range(0, min(len(newer), len(damaged.held)), size):
        if newer[start : start + size] != damaged.held[start : start + size]:
            damaged.check(damaged.held[:start] + newer[start : start + size] + damaged.held[start + size :])


def test_a_cache_of_another_form_is_thrown_away(project):
    base = sqlite3.connect(small.cache_of(project))
    base.execute("CREATE TABLE other (x)")
    base.execute(f"PRAGMA user_version = {caches.FORM + 1}")
    base.close()
    small.edit(project)
    small.run(project)
    assert small.files_of(project / "output") == small.clean(project)[0]
    base = sqlite3.connect(small.cache_of(project))
    assert base.execute("PRAGMA user_version").fetchone() == (caches.FORM,)
    assert base.execute("SELECT name FROM sqlite_master WHERE name = 'other'").fetchall() == []
    base.close()


def test_another_build_at_work_is_one_line_and_the_site_stays(project, monkeypatch):
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    before = small.files_of(project / "output")
    small.edit(project)
    lock = small.cache_of(project).with_suffix(".lock")
    with locks.changing(lock, "sitegen build"):
        report = small.run(project)
    (problem,) = report.problems
    assert problem.file == str(lock)
    assert re.fullmatch(r"sitegen build \(process \d+ on .+\) is at work", problem.what)
    assert "wait until it has ended" in problem.fix
    assert small.files_of(project / "output") == before
    assert small.run(project).written > 0


def test_builds_of_one_archive_into_two_outputs_do_not_wait_for_each_other(project):
    lock = small.cache_of(project, "elsewhere").with_suffix(".lock")
    with locks.looking(archive_lock(project / "content"), "sitegen build"), locks.changing(lock, "sitegen build"):
        small.edit(project)
        assert small.run(project).written > 0


def test_where_nothing_can_be_remembered_the_site_is_made_all_the_same(project):
    small.edit(project)
    wanted, _ = small.clean(project)
    shutil.rmtree(project / STATE)
    # A file in the place of the folder: nobody can write there, not even root.
    (project / STATE).write_text("")
    for _ in range(2):
        assert told(small.run(project).problems) == []
        assert small.files_of(project / "output") == wanted
    assert small.run(project).written == 0


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only_is_built_all_the_same(project):
    wanted, _ = small.clean(project)
    shutil.rmtree(project / STATE)
    project.chmod(0o555)
    try:
        assert told(small.run(project).problems) == []
    finally:
        project.chmod(0o755)
    assert small.files_of(project / "output") == wanted


def test_the_site_depends_on_nothing_but_the_archive(tmp_path):
    project = small.make_archive(tmp_path / "project")
    small.share_templates(project)
    wanted, _ = small.clean(project)
    for count in (1, 2, 3):
        output = project / f"workers-{count}"
        build(project / "content", output, silent, Workers("processes", count))
        assert small.files_of(output) == wanted
    surroundings = (
        {"PYTHONHASHSEED": "1", "LC_ALL": "C", "TZ": "America/New_York"},
        {"PYTHONHASHSEED": "77", "LC_ALL": "C.UTF-8", "TZ": "Asia/Shanghai"},
    )
    for number, given in enumerate(surroundings):
        command = [sys.executable, "-m", "sitegen", "build", "--workers", "2", "--output", f"surroundings-{number}"]
        environment = {**os.environ, **given, "PYTHONPATH": str(CHECKOUT)}
        subprocess.run(command, check=True, cwd=project, env=environment, capture_output=True)
        assert small.files_of(project / f"surroundings-{number}") == wanted


def test_a_project_that_is_moved_tells_its_problems_where_they_are_now(project):
    (project / "content/issues/yi-bao/2021-08-18/01-02.md").write_text("---\ntitle: [\n---\n", "utf-8")
    small.run(project)
    moved = project.rename(project.with_name("moved"))
    assert told(small.run(moved).problems) == small.clean(moved)[1]
    assert str(moved) in small.clean(moved)[1][0]


def test_another_program_reads_the_archive_again(project, monkeypatch):
    real = survey.brief

    def louder(article):
        short = real(article)
        return dataclasses.replace(short, title=f"{short.title}！")

    monkeypatch.setattr(survey, "brief", louder)
    monkeypatch.setattr(run, "program_stamp", lambda: stamps.Stamp(b"another program.", False))
    monkeypatch.setattr(shared, "program_mark", lambda: b"another program.")
    small.run(project)
    wanted, _ = small.clean(project)
    assert small.files_of(project / "output") == wanted
    assert "医护比拼！" in wanted["feed.xml"].decode()
