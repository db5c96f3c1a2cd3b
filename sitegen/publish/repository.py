"""The git repository that an archive is in, asked and told through the user's own git.

So credentials, ssh, proxies and hooks are those that the user knows. Git never asks a question here: what would need an answer fails.
The user's branch, index and work tree are never touched.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.problems import Problem, ProblemError
from sitegen.publish.refusals import Destination, Refused, last_words, local_problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from git import Git

# No answer can be given to ssh either; where the user has an own way to call it, that is left as it is.
SSH = "ssh -o BatchMode=yes -o ConnectTimeout=30"
QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
HEADS = "refs/heads/"


class Repository:
    """A repository with a work tree.

    Args:
        content: an archive's folder in it.

    Raises:
        ProblemError: git is not installed, or the archive is in no repository.
    """

    def __init__(self, content: Path) -> None:
        folder = content.resolve()
        git = _git(folder)
        try:
            top, own, common = run(git, "rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir").split(
                "\n"
            )
        except Refused as refused:
            raise ProblemError(_no_repository(refused, content)) from refused
        self.top = Path(top)
        self._git = git
        self.objects = (folder / common / "objects").resolve()
        # A hook that calls this program has set other ones.
        here = {"GIT_DIR": own, "GIT_WORK_TREE": top, "GIT_INDEX_FILE": f"{own}/index"}
        git.update_environment(**QUIET, **here)
        if not any(map(os.environ.get, ("GIT_SSH_COMMAND", "GIT_SSH"))) and not self.setting("core.sshCommand"):
            git.update_environment(GIT_SSH_COMMAND=SSH)

    def ask(self, *arguments: str) -> str:
        """What git answers to a command.

        Raises:
            Refused: it fails.
        """
        return run(self._git, *arguments)

    def bytes_of(self, *arguments: str) -> bytes:
        """What git answers, as it stands."""
        return _answer(self._git, {}, arguments)

    def elsewhere(self, environment: Mapping[str, str], *arguments: str) -> str:
        """What git answers where other folders are set for it."""
        return _answer(self._git, environment, arguments).decode("utf-8", "surrogateescape").rstrip("\n")

    def object(self, name: str) -> bytes:
        """The content of an object."""
        data: bytes = self._git.get_object_data(name)[3]
        return data

    def setting(self, name: str) -> str:
        """What the user has set, "" where nothing is."""
        try:
            return self.ask("config", "--get", name)
        except Refused:
            return ""

    def has(self, revision: str) -> bool:
        """Whether there is such an object."""
        try:
            self.ask("cat-file", "-e", revision)
        except Refused:
            return False
        return True

    def head(self) -> str:
        """The commit that is checked out, "" before the first one."""
        try:
            return self.ask("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        except Refused:
            return ""

    def branch(self) -> str:
        """The branch that is checked out, "" where it is a commit."""
        try:
            return self.ask("symbolic-ref", "--quiet", "--short", "HEAD")
        except Refused:
            return ""

    def remotes(self) -> tuple[str, ...]:
        """The names of the remotes."""
        return tuple(self.ask("remote").split())

    def uncommitted(self, folders: tuple[Path, ...]) -> Iterator[Path]:
        """The files below some folders that are not as they were committed."""
        places = (os.fspath(folder.resolve()) for folder in folders)
        status = self.bytes_of("status", "--porcelain", "-z", "--no-renames", "--untracked-files=all", "--", *places)
        for entry in filter(None, status.decode("utf-8", "surrogateescape").split("\0")):
            yield self.top / entry[3:]

    def tip(self, to: Destination) -> str:
        """The commit that a branch of a remote is at, "" where there is no such branch.

        Raises:
            Refused: the remote does not answer.
        """
        return self.ask("ls-remote", "--", to.remote, HEADS + to.branch).partition("\t")[0]

    def fetch(self, to: Destination) -> None:
        """Have what a branch of a remote holds here as well."""
        quiet = ("--quiet", "--no-tags", "--no-write-fetch-head", "--recurse-submodules=no")
        self.ask("fetch", *quiet, "--", to.remote, HEADS + to.branch)


def run(git: Git, *arguments: str) -> str:
    """What git answers to a command, without the last line's end.

    Raises:
        Refused: it fails.
    """
    return _answer(git, {}, arguments).decode("utf-8", "surrogateescape").rstrip("\n")


def _answer(git: Git, environment: Mapping[str, str], arguments: tuple[str, ...]) -> bytes:
    status, answer, said = git.execute(
        ["git", *arguments],
        env=environment,
        with_extended_output=True,
        with_exceptions=False,
        stdout_as_string=False,
        strip_newline_in_stdout=False,
    )
    if status:
        raise Refused(said, answer.decode("utf-8", "replace"))
    return answer


def _git(folder: Path) -> Git:
    fix = "install git (https://git-scm.com), then run this again"
    missing = Problem("git", 0, "it is not installed", fix)
    try:
        # Loading it looks for git, and takes a while; only publishing needs it.
        from git import Git, GitCommandNotFound
    except ImportError as error:
        raise ProblemError(missing) from error
    git = Git(os.fspath(folder))
    try:
        git.execute(["git", "version"])
    except GitCommandNotFound as error:
        raise ProblemError(missing) from error
    return git


def _no_repository(refused: Refused, content: Path) -> Problem:
    if "not a git repository" in refused.said:
        fix = "make one there: git init; git add -A; git commit; git remote add origin ADDRESS"
        return Problem(str(content), 0, "the archive is in no git repository", fix)
    if "dubious ownership" in refused.said:
        fix = f"if you trust it, run: git config --global --add safe.directory {content.resolve().parent}"
        return Problem(str(content), 0, last_words(refused), fix)
    return local_problem(refused, str(content))
