"""An archive in a git repository, a bare repository to publish it to, and what is found there."""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import small_project as small
from samples import silent

from sitegen.publish import Published, Wanted, publish
from sitegen.workers import HERE

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

IGNORED = ".sitegen/\noutput/*\n"


IDENTITY = {
    f"GIT_{who}_{what}": value
    for who in ("AUTHOR", "COMMITTER")
    for what, value in (("NAME", "编者"), ("EMAIL", "editor@example.org"))
}
OF_HOOKS = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
OF_USERS = ("GIT_SSH", "GIT_SSH_COMMAND", "GIT_ASKPASS", "SSH_ASKPASS")


def make_git_plain(monkeypatch: pytest.MonkeyPatch, folder: Path) -> None:
    """Have git know an editor, and nothing of whoever runs the tests; settings for all repositories are `folder/gitconfig`."""
    for name, value in {**IDENTITY, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": str(folder / "gitconfig")}.items():
        monkeypatch.setenv(name, value)
    for name in (*OF_HOOKS, *OF_USERS):
        monkeypatch.delenv(name, raising=False)


def git(folder: Path, *arguments: str) -> str:
    """What git answers in a folder."""
    command = ["git", "-C", str(folder), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def repository(folder: Path) -> Path:
    """A bare repository."""
    folder.mkdir()
    git(folder, "init", "-q", "--bare", "-b", "main")
    return folder


def make_archive(folder: Path, remote: Path) -> Path:
    """The small archive, committed; its remote is there, and nothing is pushed."""
    small.make_project(folder)
    small.share_templates(folder)
    forget_raw(folder / "content")
    small.write(folder / ".gitignore", IGNORED)
    git(folder, "init", "-q", "-b", "main")
    git(folder, "remote", "add", "origin", str(remote))
    commit(folder)
    return folder


def forget_raw(content: Path) -> None:
    """Make it an archive that was written by hand: of the small one's raw pages its articles have only some words."""
    shutil.rmtree(content / "raw")
    for path in (content / "issues").rglob("*"):
        if path.is_file():
            text = re.sub(r"(?m)^pages:\n(- .*\n|  .*\n)+", "pages: []\n", path.read_text("utf-8"))
            path.write_text(re.sub(r"(?m)^source: .*\n", "", text), "utf-8")


def commit(folder: Path) -> str:
    """Commit everything, and tell the commit."""
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


def edit(folder: Path, text: str = "又一段。", file: str = "issues/yi-bao/2021-08-18/01-01.md") -> None:
    """Add a paragraph to an article."""
    path = folder / "content" / file
    path.write_text(f"{path.read_text('utf-8')}\n{text}\n", "utf-8")


def send(folder: Path, output: str = "output", **wanted) -> Published:
    """Publish the archive in this process."""
    return publish(folder / "content", folder / output, Wanted(**wanted), silent, HERE)


def cloned(remote: Path, place: Path, branch: str = "gh-pages") -> dict[str, bytes]:
    """The files of a branch, as whoever clones it has them."""
    subprocess.run(
        ["git", "-c", "core.autocrlf=false", "clone", "-q", "-b", branch, str(remote), str(place)],
        check=True,
        capture_output=True,
    )
    return {name: data for name, data in small.files_of(place).items() if not name.startswith(".git/")}


def site(folder: Path) -> dict[str, bytes]:
    """The built site, without what the program notes for itself."""
    names = small.files_of(folder / "output").items()
    return {name: data for name, data in names if not name.rpartition("/")[2].startswith((".git", ".sitegen-"))}


def log(remote: Path, branch: str = "gh-pages") -> list[str]:
    """The subjects of a branch's commits, the newest first."""
    return git(remote, "log", "--format=%s", branch).splitlines()
