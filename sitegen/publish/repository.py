"""The git repository that an archive is in, asked and told through the user's own git.

So credentials, ssh, proxies and hooks are those that the user knows. Git never asks a question here: what would need an answer fails.
The user's branch, index and work tree are never touched.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from io import BytesIO
from itertools import islice
from pathlib import Path
from tempfile import TemporaryFile
from typing import TYPE_CHECKING, BinaryIO

from sitegen.problems import Problem, ProblemError
from sitegen.publish.refusals import Destination, Refused, last_words, local_problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from git import Git

# No answer can be given to ssh either; where the user has an own way to call it, that is left as it is.
SSH = "ssh -o BatchMode=yes -o ConnectTimeout=30"
QUIET = {"GIT_TERMINAL_PROMPT": "0", "GIT_OPTIONAL_LOCKS": "0", "GIT_LITERAL_PATHSPECS": "1"}
OWN_PLACES = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE")
HEADS = "refs/heads/"

# So many objects are asked for together.
TOGETHER = 100


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
            with _as_outside_hooks():
                top, own, common = run(
                    git, "rev-parse", "--show-toplevel", "--absolute-git-dir", "--git-common-dir"
                ).split("\n")
        except Refused as refused:
            raise ProblemError(_no_repository(refused, content)) from refused
        self.top = Path(top)
        self._git = git
        self.objects = (folder / common / "objects").resolve()
        git.update_environment(**QUIET, **dict(zip(OWN_PLACES, (own, top, f"{own}/index"), strict=True)))
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

    def contents(self, names: Iterable[str]) -> Iterator[bytes]:
        """The contents of objects, one after the other.

        Args:
            names: their names.
        """
        waiting = iter(names)
        while some := list(islice(waiting, TOGETHER)):
            with TemporaryFile() as asked:
                asked.write("\n".join(some).encode())
                asked.seek(0)
                told = BytesIO(_answer(self._git, {}, ("cat-file", "--batch"), asked))
            for _ in some:
                size = int(told.readline().split()[2])
                yield told.read(size)
                told.read(1)

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
        """The files below some folders that are not as they were committed.

        Args:
            folders: as they really are.
        """
        places = (os.fspath(folder) for folder in folders)
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


@contextmanager
def _as_outside_hooks() -> Iterator[None]:
    """As if no hook had called this program: a hook is told which repository it is of, and git would believe that here as well."""
    told = {name: os.environ.pop(name) for name in (*OWN_PLACES, "GIT_PREFIX") if name in os.environ}
    try:
        yield
    finally:
        os.environ.update(told)


def run(git: Git, *arguments: str) -> str:
    """What git answers to a command, without the last line's end.

    Raises:
        Refused: it fails.
    """
    return _answer(git, {}, arguments).decode("utf-8", "surrogateescape").rstrip("\n")


def _answer(
    git: Git, environment: Mapping[str, str], arguments: tuple[str, ...], asked: BinaryIO | None = None
) -> bytes:
    status, answer, said = git.execute(
        ["git", *arguments],
        istream=asked,
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
