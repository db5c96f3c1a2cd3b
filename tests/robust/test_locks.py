"""One at a time: who waits for whom, whom he is told about, and that nobody waits for the dead."""

from __future__ import annotations

import errno
import os
import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest
import small_project as small
from samples import CHECKOUT, silent

from sitegen import locks
from sitegen.build import ledger
from sitegen.build.write import WORK
from sitegen.content.places import archive_lock
from sitegen.importer import import_pages
from sitegen.problems import ProblemError
from sitegen.workers import HERE

LONG = 120  # seconds after which something hangs

HOLDER = """
import sys
from pathlib import Path
from sitegen import locks
with getattr(locks, sys.argv[1])(Path(sys.argv[2]), "sitegen import"):
    print("held", flush=True)
    sys.stdin.read()
"""


@contextmanager
def another(kind: str, lock: Path):
    """Another process that holds a lock."""
    command = [sys.executable, "-c", HOLDER, kind, str(lock)]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen(command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        try:
            yield process
        finally:
            process.kill()


@pytest.fixture
def project(tmp_path):
    return small.make_project(tmp_path / "project")


@pytest.fixture
def impatient(monkeypatch):
    monkeypatch.setattr(locks, "PATIENCE", 0)


@pytest.mark.usefixtures("impatient")
def test_one_who_waits_is_told_for_whom_and_what_to_do(tmp_path):
    with another("changing", tmp_path / "lock") as process, pytest.raises(ProblemError) as raised:
        locks.changing(tmp_path / "lock", "sitegen import").__enter__()
    problem = raised.value.problem
    assert problem.what == f"sitegen import (process {process.pid} on {os.uname().nodename}) is at work"
    assert problem.fix == "wait until it has ended, or end it; then run the same command again"


@pytest.mark.usefixtures("impatient")
def test_nobody_waits_for_a_process_that_was_killed(tmp_path):
    with another("changing", tmp_path / "lock") as process:
        process.send_signal(signal.SIGKILL)
        process.wait()
        with locks.changing(tmp_path / "lock", "sitegen build"):
            assert (tmp_path / "lock").read_text().startswith(f"sitegen build (process {os.getpid()}")
    assert (tmp_path / "lock").read_text() == ""


def test_one_who_waits_says_so_and_goes_on_when_it_is_his_turn(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(locks, "QUIET", 0)
    with another("changing", tmp_path / "lock") as process:
        monkeypatch.setattr(locks.time, "sleep", lambda _seconds: (process.kill(), process.wait()))
        with locks.changing(tmp_path / "lock", "sitegen build"):
            pass
    assert capsys.readouterr().err.startswith(f"Waiting for sitegen import (process {process.pid}")


@pytest.mark.usefixtures("impatient")
def test_a_build_waits_for_an_import_and_an_import_for_a_build(project):
    content = project / "content"
    with another("changing", archive_lock(content)):
        (problem,) = small.run(project).problems
        assert "is at work" in problem.what
        assert not (project / "output").exists()
    with another("looking", archive_lock(content)), pytest.raises(ProblemError, match="is at work"):
        import_pages(content, (), silent, HERE)
    with another("looking", archive_lock(content)):
        assert small.run(project).written > 0


@pytest.mark.usefixtures("impatient")
def test_builds_of_two_archives_into_one_output_wait_for_one_another(project):
    small.run(project)
    with another("changing", project / "output" / WORK / ledger.LOCK):
        (problem,) = small.run(project).problems
        assert problem.file == str(project / "output" / WORK / ledger.LOCK)
    small.run(project)
    assert small.leftovers(project) == []


@pytest.mark.usefixtures("impatient")
def test_the_lock_of_an_output_that_has_gone_locks_nothing(tmp_path):
    lock = tmp_path / "work" / "lock"
    with locks.changing(lock, "sitegen build"):
        lock.unlink()
        lock.parent.rmdir()
        with locks.changing(lock, "sitegen build"):
            assert lock.exists()


def test_a_file_system_without_locks_is_told(project, monkeypatch):
    def refuse(_handle, _kind):
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(locks, "_try", refuse)
    (problem,) = small.run(project).problems
    assert "this file system has no locks" in problem.what
    assert problem.fix == "use a folder on a file system that has"


def test_where_no_lock_can_be_made_there_is_nobody_to_wait_for(project):
    # A file in the place of the folder: nobody can write there, not even root.
    (project / ".sitegen").write_text("")
    assert small.run(project).written > 0
    with pytest.raises(OSError, match=r"\.sitegen"):
        import_pages(project / "content", (), silent, HERE)


def until(there) -> None:
    """Look again and again until something is there."""
    end = time.monotonic() + LONG
    while not there():
        assert time.monotonic() < end
        time.sleep(0.05)


@contextmanager
def server(project, told):
    """A preview server, with a file for what it tells."""
    command = [sys.executable, "-u", "-m", "sitegen", "serve", "--port", "0"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with (
        told.open("wb") as file,
        subprocess.Popen(command, cwd=project, env=environment, stdout=file, stderr=subprocess.STDOUT) as process,
    ):
        try:
            yield process
        finally:
            process.send_signal(signal.SIGINT)


def test_a_server_waits_for_others_and_goes_on(project, tmp_path):
    pytest.importorskip("watchfiles")
    told, page = tmp_path / "told", project / "output/yi-bao/2021-08-18/kaaaa2/index.html"
    article = project / "content/issues/yi-bao/2021-08-18/01-02.md"

    def waits_for(process) -> None:
        until(lambda: f"Waiting for sitegen import (process {process.pid} " in told.read_text())

    with another("changing", archive_lock(project / "content")) as importing, server(project, told) as serving:
        waits_for(importing)
        assert not (project / "output").exists()
        importing.kill()
        until(lambda: "Serving http://" in told.read_text())
        shown = page.read_bytes()
        # The same while it serves: another build is at work, an article is changed, and the site is shown all the while.
        with another("changing", project / "output" / WORK / ledger.LOCK) as building:
            article.write_text(article.read_text("utf-8") + "\n\n又一段。\n", "utf-8")
            waits_for(building)
            address = re.search(r"Serving (http://\S+)", told.read_text())[1]
            with urlopen(f"{address}yi-bao/2021-08-18/kaaaa2/") as answer:
                assert "又一段" not in answer.read().decode()
            assert page.read_bytes() == shown
        until(lambda: page.read_bytes() != shown)
        until(lambda: small.leftovers(project) == [])
    assert serving.returncode == 0
    assert small.files_of(project / "output") == small.clean(project)[0]
