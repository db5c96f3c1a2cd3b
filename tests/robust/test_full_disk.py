"""A full disk: one line says so; with room again the same command ends as if nothing had happened."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys
from contextlib import contextmanager, suppress
from unittest import mock

import pytest
import small_project as small
from samples import CHECKOUT, silent

from sitegen.build import cache as caches
from sitegen.importer import import_pages
from sitegen.workers import HERE


@contextmanager
def full(call: str, after: int):
    """After so many calls to the system, the disk is full."""
    real, count = getattr(os, call), 0

    def refuse(*given, **named):
        nonlocal count
        count += 1
        if count > after:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(*given, **named)

    with mock.patch.object(os, call, refuse):
        yield


@pytest.mark.parametrize("call", ["write", "replace", "mkdir"])
def test_a_build_on_a_full_disk(tmp_path, call):
    project = small.make_project(tmp_path / "project")
    wanted, _ = small.clean(project)
    for after in (0, 1, 3, 10, 60):
        # Where fewer calls are needed, the build ends.
        with full(call, after), suppress(OSError):
            small.run(project)
    small.run(project)
    assert small.files_of(project / "output") == wanted
    assert small.leftovers(project) == []


@pytest.mark.parametrize("call", ["fsync", "replace", "mkdir"])
def test_an_import_on_a_full_disk(tmp_path, call):
    content = tmp_path / "content"
    small.write(content / "site.yaml", "title: 旧闻馆\n")
    small.put_raw(content, 0, pages=6)
    import_pages(content, (), silent, HERE)
    before = small.files_of(content / "issues")
    small.put_raw(content, 1, pages=8)
    for after in (0, 1, 2, 5, 9):
        with full(call, after):
            try:
                told = [str(problem) for problem in import_pages(content, (), silent, HERE).problems]
            except OSError as error:
                told = [str(error)]
        assert all("o space left" in line for line in told)
        assert before.keys() <= small.files_of(content / "issues").keys()
    import_pages(content, (), silent, HERE)
    left = small.files_of(content / "issues")
    shutil.rmtree(content / "issues")
    small.put_raw(content, 0, pages=6)
    import_pages(content, (), silent, HERE)
    small.put_raw(content, 1, pages=8)
    import_pages(content, (), silent, HERE)
    assert left == small.files_of(content / "issues")


def test_a_memory_that_finds_no_room_is_not_thrown_away(tmp_path, monkeypatch):
    project = small.make_project(tmp_path / "project")
    small.run(project)
    path = project / "content/issues/yi-bao/2021-08-18/01-02.md"
    path.write_text(path.read_text("utf-8") + "\n\n会议召开。" * 3000, "utf-8")
    connected = caches._connected

    def cramped(file):
        base = connected(file)
        base.execute("PRAGMA max_page_count = 1")  # as many as there are
        return base

    before = small.cache_of(project).stat().st_size
    monkeypatch.setattr(caches, "_connected", cramped)
    for number in range(40):
        small.make_issue(project / "content", "bing-bao", f"2020-01-{number + 1:02}"[:10])
        small.make_article(project / "content", "bing-bao", f"2020-01-{number + 1:02}"[:10], f"kf{number}", "题" * 60)
    with pytest.raises(OSError, match="No space left"):
        small.run(project)
    assert small.cache_of(project).stat().st_size >= before
    monkeypatch.undo()
    small.run(project)
    assert small.files_of(project / "output") == small.clean(project)[0]


@pytest.fixture
def small_disk(tmp_path):
    """A disk with little room, and a way to give it more."""
    disk = tmp_path / "disk"
    disk.mkdir()
    try:
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=900k", "none", disk], capture_output=True)
    except FileNotFoundError:
        pytest.skip("there is no mount command")
    if mounted.returncode:
        pytest.skip("only root may mount a disk")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def test_a_disk_that_is_really_full(small_disk, tmp_path):
    kept = small.make_project(tmp_path / "kept")
    wanted, _ = small.clean(kept)
    project = small_disk / "project"
    shutil.copytree(kept, project, ignore=shutil.ignore_patterns(".sitegen"))
    command = [sys.executable, "-m", "sitegen", "build", "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "no space left on device; free some space, then run the same command again" in done.stderr
    assert "Traceback" not in done.stderr
    subprocess.run(["mount", "-o", "remount,size=100m", small_disk], check=True)
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert small.files_of(project / "output") == wanted
    assert small.leftovers(project) == []
