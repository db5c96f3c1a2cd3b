"""Killed at each of its steps, a publish leaves the branch as it was or as it should be, and the next one succeeds."""

import os
import shutil
import signal
import subprocess
import sys

import pytest
from repositories import cloned, commit, edit, git, send, site
from samples import CHECKOUT

# Stands for git: at one of its commands it begins, and a moment later all processes are killed.
DEADLY = """\
#!/bin/sh
for word in "$@"; do
  if [ "$word" = "{step}" ]; then
    {git} "$@" &
    sleep {moment}
    kill -9 0
  fi
done
exec {git} "$@"
"""


def killed(archive, folder, step, moment):
    """Publish in a process of its own, which dies at a step."""
    folder.mkdir(exist_ok=True)
    (folder / "git").write_text(DEADLY.format(step=step, git=shutil.which("git"), moment=moment))
    (folder / "git").chmod(0o755)
    environment = {"PATH": f"{folder}{os.pathsep}{os.environ['PATH']}", "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-m", "sitegen", "publish"]
    return subprocess.run(
        command,
        cwd=archive,
        env={**os.environ, **environment},
        capture_output=True,
        start_new_session=True,
        check=False,
    ).returncode


@pytest.mark.skipif(os.name != "posix", reason="there are no process groups")
def test_killed_at_each_step(archive, remote, tmp_path):
    first = send(archive).sent.commit
    edit(archive)
    commit(archive)
    user = (archive / ".git/index").read_bytes(), git(archive, "for-each-ref", "refs/heads")
    for number, (step, moment) in enumerate(
        (
            ("ls-remote", 0),
            ("add", 0),
            ("add", 0.01),
            ("write-tree", 0.01),
            ("commit-tree", 0),
            ("push", 0),
            ("push", 0.02),
        )
    ):
        assert killed(archive, tmp_path / "bin", step, moment) == -signal.SIGKILL, step
        assert ((archive / ".git/index").read_bytes(), git(archive, "for-each-ref", "refs/heads")) == user
        standing = cloned(remote, tmp_path / f"clone-{number}")
        assert git(remote, "rev-parse", "gh-pages") == first or standing == site(archive)
    # What a git that was killed while it wrote leaves behind.
    (next((archive / ".sitegen").glob("*.git")) / "index.lock").write_bytes(b"half")
    send(archive)
    assert cloned(remote, tmp_path / "clone") == site(archive)
    # A commit that was sent and then not put on the branch is only of no use.
    assert git(remote, "fsck", "--strict", "--no-dangling") == ""
