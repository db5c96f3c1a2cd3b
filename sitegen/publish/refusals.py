"""What git says when it does not do as asked, told for people: what is wrong, and what to do."""

from __future__ import annotations

import re

from sitegen.problems import Problem
from sitegen.values import dataclass

AGAIN = "run `sitegen publish` again"

# What git, ssh and the hosts print, in English, for every command is run with LC_ALL=C.
NO_RIGHTS = re.compile(
    r"Authentication failed|could not read (Username|Password)|terminal prompts disabled|Permission denied|Permission to .* denied"
    r"|returned error: 40[13]|Access denied|not allowed to push|insufficient permission|unable to create temporary"
    r"|unable to migrate objects|unpacker error",
    re.IGNORECASE,
)
UNKNOWN_HOST = re.compile(r"Host key verification failed|authenticity of host")
NOT_THERE = re.compile(
    r"does not appear to be a git repository|Repository not found|returned error: 404|' not found|not found: |does not exist"
)
OUT_OF_REACH = re.compile(
    r"Could not resolve|Name or service not known|Connection (refused|timed out|reset|closed)|Network is unreachable|No route to host"
    r"|Failed to connect|Could(n't| not) connect|Operation timed out|unable to access|remote end hung up",
    re.IGNORECASE,
)
IN_BETWEEN = re.compile(r"failed to update ref|cannot lock ref|incorrect old value")
NO_NAME = re.compile(r"tell me who you are|empty ident name|unable to auto-detect email")

REFUSED = re.compile(r"^!\t\S*\t\[([\w ]+)\](?: \((.*)\))?$", re.MULTILINE)
SAID_THERE = re.compile(r"^remote: *(.*\S) *$", re.MULTILINE)
SAID_HERE = re.compile(r"^(?:fatal|error): (?!Could not read from remote) *(.*\S) *$", re.MULTILINE)
SECRET = re.compile(r"(?<=://)[^/@\s]+@")

MOST_SAID = 5


class Refused(Exception):  # noqa: N818 - it says what git did
    """Git did not do as asked.

    Args:
        said: what it printed to standard error.
        answer: what it printed to standard output.
    """

    def __init__(self, said: str, answer: str = "") -> None:
        super().__init__(said)
        self.said = said
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Destination:
    """Where a site goes.

    Args:
        remote: the name of a remote, or its address.
        url: the address.
        branch: the branch.
    """

    remote: str
    url: str
    branch: str

    @property
    def shown(self) -> str:
        """It for people.

        >>> Destination("origin", "https://me:secret@example.org/r.git", "gh-pages").shown
        'gh-pages of https://example.org/r.git'
        """
        return f"{self.branch} of {self.shown_url}"

    @property
    def shown_url(self) -> str:
        """The address without a password."""
        return without_secret(self.url)


def without_secret(text: str) -> str:
    """A text without the passwords that stand in addresses.

    >>> without_secret("see https://token@github.com/u/r")
    'see https://github.com/u/r'
    """
    return SECRET.sub("", text)


def pushing_problem(refused: Refused, to: Destination) -> Problem:
    r"""Why a push failed.

    >>> to = Destination("origin", "/srv/r.git", "gh-pages")
    >>> pushing_problem(Refused("", "!\ta:refs/heads/gh-pages\t[rejected] (fetch first)"), to).what
    'another publish came in between'
    >>> hook = Refused("remote: Closed on Sundays.", "!\ta:b\t[remote rejected] (pre-receive hook declined)")
    >>> pushing_problem(hook, to).what
    'the remote refused it (pre-receive hook declined): Closed on Sundays.'
    """
    verdict = REFUSED.search(refused.answer)
    barred = NO_RIGHTS.search(f"{refused.answer}\n{refused.said}")
    if verdict and not barred and (verdict[1] == "rejected" or IN_BETWEEN.search(verdict[2] or "")):
        return Problem(to.shown, 0, "another publish came in between", AGAIN)
    if verdict and not barred:
        words = SAID_THERE.findall(refused.said)[:MOST_SAID]
        what = f"the remote refused it ({verdict[2]})" + (f": {' / '.join(words)}" if words else "")
        return Problem(to.shown, 0, without_secret(what), "change its rules, or give another branch with --branch")
    return reaching_problem(refused, to)


def reaching_problem(refused: Refused, to: Destination) -> Problem:
    """Why a remote could not be asked, or told.

    >>> to = Destination("origin", "git@example.org:r.git", "gh-pages")
    >>> reaching_problem(Refused("ssh: Could not resolve hostname example.org"), to).what
    'the remote is out of reach (ssh: Could not resolve hostname example.org)'
    """
    told = last_words(refused)
    for pattern, what, fix in (
        (UNKNOWN_HOST, "ssh does not know this host", "connect to it by hand once, as with ssh -T, and accept its key"),
        (
            NO_RIGHTS,
            "you may not write there, or git cannot show who you are",
            "see that `git push` works for you there: at GitHub by a token or an ssh key that may write",
        ),
        (
            NOT_THERE,
            "there is no such repository, or you may not see it",
            "correct the address, or make the repository first",
        ),
        (OUT_OF_REACH, "the remote is out of reach", f"see to the network, then {AGAIN}"),
    ):
        if pattern.search(f"{refused.said}\n{refused.answer}"):
            return Problem(to.shown, 0, f"{what} ({told})" if told else what, fix)
    return local_problem(refused, to.shown)


def local_problem(refused: Refused, where: str) -> Problem:
    """Why git could not do something that concerns no remote."""
    if NO_NAME.search(refused.said):
        fix = "run: git config --global user.name YOU; git config --global user.email YOU@EXAMPLE.ORG"
        return Problem(where, 0, "git does not know your name, which every commit carries", fix)
    what = f"git cannot go on ({last_words(refused) or 'it says nothing'})"
    return Problem(where, 0, what, f"mend that, then {AGAIN}")


def last_words(refused: Refused) -> str:
    r"""The line in which git says what was wrong: what the remote told, else its own complaint, else what ssh said before.

    >>> last_words(Refused("remote: Repository not found.\nfatal: repository 'x' not found\n"))
    'Repository not found.'
    >>> last_words(Refused("ssh: no route\r\nfatal: Could not read from remote repository.\n"))
    'ssh: no route'
    """
    for pattern in (SAID_THERE, SAID_HERE):
        if found := pattern.search(refused.said):
            return without_secret(found[1])
    lines = refused.said.strip().splitlines()
    return without_secret(lines[0].strip()) if lines else ""
