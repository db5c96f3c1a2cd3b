"""Ended from outside: one line, the status that says so, no process and no file left over."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest
import small_project as small
from samples import CHECKOUT
from test_killed import nobody_is_left

ENVIRONMENT = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
LONG = 300  # seconds after which a command hangs


def start(project, *arguments):
    command = [sys.executable, "-m", "sitegen", *arguments]
    return subprocess.Popen(
        command, cwd=project, env=ENVIRONMENT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )


@pytest.mark.parametrize(
    ("number", "status", "word"),
    [(signal.SIGINT, 130, "Interrupted."), (signal.SIGTERM, 143, "Ended."), (signal.SIGHUP, 129, "Ended.")],
)
def test_a_build_that_is_ended_says_so_in_one_line_and_leaves_nobody(tmp_path, number, status, word):
    project = small.make_archive(tmp_path / "project")
    process = start(project, "build", "--workers", "2")
    work = project / "output/.sitegen-work"
    while process.poll() is None and not any(work.glob("*.paths")):
        time.sleep(0.005)
    os.killpg(process.pid, number)
    _, err = process.communicate(timeout=LONG)
    nobody_is_left(process.pid)
    if process.returncode == 0:
        pytest.skip("the build had ended before it could be")
    lines = [line for line in err.decode().splitlines() if line and not line.startswith("Building:")]
    assert lines == [f"{word} The archive is whole; run the same command again to go on."]
    assert process.returncode == status
    small.run(project)
    assert small.files_of(project / "output") == small.clean(project)[0]
    assert small.leftovers(project) == []


def test_a_reader_who_goes_away_is_no_fault(tmp_path):
    project = small.make_project(tmp_path / "project")
    process = start(project, "check")
    process.stdout.close()
    err = process.stderr.read()
    assert process.wait(LONG) == 141
    assert b"Traceback" not in err
    assert b"roken pipe" not in err
    assert b"Exception ignored" not in err


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="this system has no /dev/full")
def test_a_full_disk_behind_what_is_told_is_one_line(tmp_path):
    project = small.make_project(tmp_path / "project")
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "sitegen", "build", "--executor", "here"]
        done = subprocess.run(command, cwd=project, env=ENVIRONMENT, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 1
    assert b"no space left on device" in done.stderr
    assert b"Exception ignored" not in done.stderr
