"""What is published from, and where to: seen before anything is built, so that what cannot work is told at once."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sitegen.problems import Problem, ProblemError
from sitegen.publish.refusals import Destination, Refused
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.publish.repository import Repository
    from sitegen.publish.sending import Caution

THEMES = "themes"


@dataclass(frozen=True, slots=True)
class Source:
    """The archive as it stands in its repository.

    Args:
        commit: that is checked out.
        branch: that is checked out, "" for none.
        dirty: what is not in the commit, in words; "" for nothing.
    """

    commit: str
    branch: str
    dirty: str


def source_of(repository: Repository, content: Path, caution: Caution) -> Source:
    """The archive's state; what is published should be what is committed, so that it can be made again.

    Args:
        repository: that the archive is in.
        content: the archive's folder.
        caution: whether a state that could not be made again stops everything.

    Raises:
        ProblemError: nothing is committed; or something is not, or no branch is checked out, and that is heeded.
    """
    commit, branch = repository.head(), repository.branch()
    if not commit:
        raise ProblemError(Problem(str(content), 0, "nothing is committed yet", "run: git add -A; git commit"))
    if not branch and caution == "heed":
        fix = "check out a branch (git switch main), or publish this commit with --anyway"
        raise ProblemError(Problem(str(content), 0, "no branch is checked out (a detached HEAD)", fix))
    changed = list(repository.uncommitted((content.resolve(), content.resolve().parent / THEMES)))
    if not changed:
        return Source(commit, branch, "")
    if caution == "heed":
        others = f", nor are {len(changed) - 1} others" if len(changed) > 1 else ""
        fix = "commit it (git add -A; git commit), or publish it as it is with --anyway"
        raise ProblemError(Problem(str(changed[0]), 0, f"it is not committed as it is{others}", fix))
    return Source(commit, branch, f"and {len(changed)} uncommitted {'file' if len(changed) == 1 else 'files'}")


def destination(repository: Repository, remote: str, branch: str, source: Source) -> Destination:
    """Where the site goes.

    Args:
        repository: that the archive is in.
        remote: a remote's name, an address, or a folder.
        branch: a branch's name.
        source: the archive.

    Raises:
        ProblemError: there is no such remote, no branch can be called so, or it is the one that the archive itself is on.
    """
    to = Destination(*_remote(repository, remote), branch)
    try:
        repository.ask("check-ref-format", f"refs/heads/{branch}")
    except Refused as refused:
        fix = "give a name such as gh-pages with --branch"
        raise ProblemError(Problem(f"--branch {branch}", 0, "no branch can be called so", fix)) from refused
    if branch == source.branch and to.url == _home(repository, branch):
        fix = "give another branch with --branch; GitHub Pages serves gh-pages"
        raise ProblemError(Problem(to.shown, 0, "the archive itself is on this branch", fix))
    return to


def beside(url: str, volume: str, base_url: str) -> str:
    """The repository of a volume, called as its address is: beside that of the front door.

    >>> beside("https://github.com/u/papers.git", "1950s", "https://u.github.io/papers")
    'https://github.com/u/papers-1950s.git'
    >>> beside("git@github.com:u/u.github.io.git", "1950s", "https://u.github.io")
    'git@github.com:u/1950s.git'
    """
    plain = url.rstrip("/")
    repository = plain.removesuffix(".git")
    ending = plain[len(repository) :]
    if urlsplit(base_url).path:
        return f"{repository}-{volume}{ending}"
    return f"{re.sub('[^/:]*$', '', repository)}{volume}{ending}"


def _remote(repository: Repository, remote: str) -> tuple[str, str]:
    """What git is to be told of a remote, and its address."""
    names = repository.remotes()
    if remote in names:
        return remote, repository.ask("remote", "get-url", "--push", remote)
    if Path(remote).is_dir():
        place = str(Path(remote).resolve())
        return place, place
    if ":" in remote or "/" in remote:
        return remote, remote
    known = f"one of {', '.join(names)}" if names else "none yet: git remote add origin ADDRESS"
    fix = f"give a remote's name or an address with --remote (there is {known})"
    raise ProblemError(Problem(f"--remote {remote}", 0, "there is no such remote", fix))


def _home(repository: Repository, branch: str) -> str:
    """The address of the remote that a branch is pushed to: the one that is set for it, else `origin`."""
    name = repository.setting(f"branch.{branch}.remote") or "origin"
    return repository.ask("remote", "get-url", "--push", name) if name in repository.remotes() else ""
