"""Where the site is published, found by itself where `site.yaml` does not say it.

Clues are believed in this order: `base_url` in site.yaml; the git remote `origin`, where GitHub Pages serves that repository; the host
name in `content/CNAME`; what the environment says while GitHub's own machines build the site. No git process is started: the one line
that matters stands in git's own configuration.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from urllib.parse import urlsplit

from sitegen.files import read_file
from sitegen.problems import Problem
from sitegen.values import dataclass

ORIGIN = "origin"
CNAME = "CNAME"
ENVIRONMENT = ("SITEGEN_BASE_URL", "GITHUB_ACTIONS", "GITHUB_SERVER_URL", "GITHUB_REPOSITORY")
GITHUB = "https://github.com"

# Made into patterns where they are used: a build that finds nothing to do looks at no text.
# No name and password, which would be published, and nothing that no address is written with.
BASE_URL = r"""https?://[^\s/@"'<>?#]+(/[^\s"'<>?#]*)?"""
HOST = r"(?=.{4,253}\Z)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])"

# A repository at GitHub as git writes it: https://github.com/U/R.git, git@github.com:U/R.git, ssh://git@github.com/U/R. Where port 22 is
# closed people go through ssh.github.com.
REPOSITORY = (
    r"(?i:(?:https?|git|ssh)://(?:[^/@\s]+@)?(?:www\.|ssh\.)?github\.com(?::\d+)?/|(?:[\w.-]+@)?github\.com:/?)"
    r"(?P<owner>[A-Za-z0-9-]+)/(?P<name>[\w.-]+?)(?:\.git)?/?"
)

SECTION = r'\s*\[\s*([\w.-]+)(?:\s+"((?:[^"\\]|\\.)*)")?\s*\]'
URL = r"\s*(?i:url)\s*=\s*(.*)"
VALUE = r'"((?:[^"\\]|\\.)*)"|((?:[^"#;\\]|\\.)+)'


@dataclass(frozen=True, slots=True)
class Clues:
    """What may tell a site's address, in the order in which it is believed; "" where something says nothing.

    Args:
        base_url: of `site.yaml`.
        remote: where the remote `origin` of the archive's repository is.
        host: the host name in `content/CNAME`.
        pages: what the workflow was told by GitHub Pages (`SITEGEN_BASE_URL`).
        repository: the repository that GitHub's machines are at work on, as `OWNER/NAME`.
    """

    base_url: str = ""
    remote: str = ""
    host: str = ""
    pages: str = ""
    repository: str = ""


@dataclass(frozen=True, slots=True)
class Address:
    """A site's address.

    Args:
        url: without a slash at its end; "" where nothing tells it.
        found_in: what told it; "" where that was `site.yaml`, or nothing did.
    """

    url: str = ""
    found_in: str = ""


def address(clues: Clues) -> Address:
    """The address that the first clue tells.

    >>> address(Clues(remote="git@github.com:Reader/papers.git", host="papers.org"))
    Address(url='https://reader.github.io/papers', found_in='the remote origin')
    >>> address(Clues(host="papers.org")).url, address(Clues(repository="u/r")).url, address(Clues())
    ('https://papers.org', 'https://u.github.io/r', Address(url='', found_in=''))
    """
    told = (
        Address(clues.base_url),
        Address(pages_address(clues.remote), f"the remote {ORIGIN}"),
        Address(f"https://{clues.host}" if clues.host else "", f"content/{CNAME}"),
        Address(clues.pages.rstrip("/"), "the environment, SITEGEN_BASE_URL"),
        Address(pages_address(f"{GITHUB}/{clues.repository}"), "the environment, GITHUB_REPOSITORY"),
    )
    return next((each for each in told if each.url), Address())


def pages_address(remote: str) -> str:
    """Where GitHub Pages serves a repository; "" where the remote is not at GitHub.

    >>> pages_address("https://github.com/Reader/Papers.git"), pages_address("ssh://git@github.com/u/U.github.io")
    ('https://reader.github.io/Papers', 'https://u.github.io')
    >>> pages_address("https://codeberg.org/u/r.git"), pages_address("../papers.git")
    ('', '')
    """
    found = re.fullmatch(REPOSITORY, remote)
    if not found:
        return ""
    host = f"{found['owner'].lower()}.github.io"
    return f"https://{host}" if found["name"].lower() == host else f"https://{host}/{found['name']}"


def note(url: str, found_in: str) -> tuple[str, ...]:
    """What a person is told of an address that was found; nothing of one that `site.yaml` states."""
    if not found_in:
        return ()
    return (f"The site's address is {url} (from {found_in}; write base_url in site.yaml to set another).",)


def read_host(text: str, file: str) -> tuple[str, tuple[Problem, ...]]:
    r"""The host name that a `CNAME` holds, "" and a problem where it is none.

    >>> read_host("Papers.org\n", "CNAME")
    ('papers.org', ())
    >>> str(read_host("https://papers.org/", "CNAME")[1][0])
    "CNAME:1: 'https://papers.org/' is no host name; write one line such as papers.example.org, or remove the file"
    >>> read_host("旧报.中国\n", "CNAME")[1][0].fix
    'write it as xn--4ru85e.xn--fiqs8s'
    """
    said = text.removeprefix("\ufeff").strip()
    if re.fullmatch(HOST, said.lower()):
        return said.lower(), ()
    try:
        plain = said.encode("idna").decode("ascii").lower()
    except UnicodeError:
        plain = ""
    asked = "write one line such as papers.example.org, or remove the file"
    fix = f"write it as {plain}" if plain != said.lower() and re.fullmatch(HOST, plain) else asked
    shown = said.splitlines()[0] if said else said
    return "", (Problem(file, 1, f"'{shown}' is no host name" if shown == said else "more than one line", fix),)


def disagreement(told: Address, host: str, file: str) -> tuple[Problem, ...]:
    """That `CNAME` names another host than the site's address has."""
    if not host or urlsplit(told.url).hostname == host:
        return ()
    where = told.found_in or "base_url in site.yaml"
    what = f"it names {host}, but the site's address is {told.url} (from {where})"
    return (Problem(file, 1, what, f"write base_url: https://{host} in site.yaml, or correct this name"),)


def remote_url(config: str, name: str) -> str:
    r"""Where a remote is, as git's configuration has it; "" where there is none of this name.

    >>> remote_url('[remote "origin"]\n\turl = https://github.com/u/r.git ; mine\n\tfetch = +refs/*\n', "origin")
    'https://github.com/u/r.git'
    >>> remote_url('[branch "main"]\n\turl = x\n[Remote "other"] url = "y"\n', "origin")
    ''
    """
    section: tuple[str, str] = ("", "")
    for line in config.replace("\\\n", "").splitlines():
        rest = line
        if begun := re.match(SECTION, line):
            section, rest = (begun[1].lower(), begun[2] or ""), line[begun.end() :]
        if section == ("remote", name) and (entry := re.fullmatch(URL, rest)):
            return _value(entry[1])
    return ""


def _value(written: str) -> str:
    """A value as git reads it: up to a comment, without quotation marks, with what a backslash protects."""
    parts: list[str] = []
    while found := re.match(VALUE, written):
        parts.append(found[1] if found[2] is None else found[2])
        written = written[found.end() :]
    return re.sub(r"\\(.)", r"\1", "".join(parts).strip())


def git_files(project: Path) -> tuple[Path, ...]:
    """The files that tell where the remotes of a folder's repository are, the configuration last; none where it is in no repository.

    Args:
        project: the folder that holds `content/`, as it really is.
    """
    for folder in (project, *project.parents):
        place = folder / ".git"
        if place.is_dir():
            return (place / "config",)
        if place.is_file():
            return _linked(place)
    return ()


def _linked(file: Path) -> tuple[Path, ...]:
    """What a `.git` that is a file leads to: a submodule's own folder, or, of a further work tree, the one that all have in common."""
    own = file.parent / _text(file).removeprefix("gitdir:").strip()
    link = own / "commondir"
    common = own / _text(link).strip() if link.is_file() else own
    return (file, link, common / "config")


def read_clues(content: Path, base_url: str) -> tuple[Clues, tuple[Problem, ...]]:
    """Look for everything that tells the address of an archive's site.

    Args:
        content: the archive's folder.
        base_url: as `site.yaml` has it.
    """
    file = content / CNAME
    host, unfit = read_host(_text(file), str(file)) if file.is_file() else ("", ())
    if base_url:
        return Clues(base_url, host=host), unfit
    configured = git_files(content.resolve().parent)
    remote = remote_url(_text(configured[-1]), ORIGIN) if configured else ""
    pages, actions, server, repository = environment()
    wrong: tuple[Problem, ...] = ()
    if pages and not re.fullmatch(BASE_URL, pages):
        fix = "write it as https://example.org/path, or unset it"
        pages, wrong = "", (Problem(ENVIRONMENT[0], 0, f"'{pages}' is no address", fix),)
    at_github = actions == "true" and server in ("", GITHUB)
    return Clues("", remote, host, pages, repository if at_github else ""), (*unfit, *wrong)


def environment() -> tuple[str, ...]:
    """What of the environment may tell the address, in the order of `ENVIRONMENT`."""
    return tuple(os.environ.get(name, "").strip() for name in ENVIRONMENT)


def _text(file: Path) -> str:
    try:
        return read_file(file).decode("utf-8", "replace").replace("\r\n", "\n")
    except OSError:
        return ""
