"""One built site sent to one branch of one remote. Callable for each of several sites, one after the other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from sitegen.problems import Problem, ProblemError
from sitegen.publish.news import News, changes, message, news
from sitegen.publish.refusals import AGAIN, Destination, Refused, pushing_problem, reaching_problem
from sitegen.publish.repository import HEADS
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.publish.repository import Repository

History = Literal["keep", "squash"]
Action = Literal["push", "dry-run"]
Caution = Literal["heed", "anyway"]
Heeding = Literal["heed", "despite"]

# A built site has it, and hardly anything else does.
MARK_OF_A_SITE = ".nojekyll"


@dataclass(frozen=True, slots=True)
class Parcel:
    """A site to be sent.

    Args:
        tree: its files, stored in the repository.
        to: where it goes.
        tip: the commit that the branch is at, "" where there is none yet.
        source: the commit of the archive that it was made of.
        dirty: what of the archive was not in that commit, "" for nothing.
    """

    tree: str
    to: Destination
    tip: str
    source: str
    dirty: str = ""


@dataclass(frozen=True, slots=True)
class Sent:
    """What came of it.

    Args:
        news: what is new on the site.
        message: of the commit; "" where there was nothing to publish.
        commit: that was pushed, "" for none.
    """

    news: News
    message: str = ""
    commit: str = ""


def standing(repository: Repository, to: Destination) -> str:
    """The commit that the branch is at, "" where there is no such branch yet.

    Raises:
        ProblemError: the remote does not answer.
    """
    try:
        return repository.tip(to)
    except Refused as refused:
        raise ProblemError(reaching_problem(refused, to)) from refused


def send(repository: Repository, parcel: Parcel, history: History, caution: Caution, action: Action) -> Sent:
    """Put a site on its branch, if it is not there already.

    Args:
        repository: that knows the remote, and holds the tree.
        parcel: the site.
        history: whether what was published before stays behind it, or it becomes the only commit.
        caution: whether a branch that holds something else is left alone.
        action: whether it is done, or only told.

    Raises:
        ProblemError: it cannot be sent.
        Refused: git cannot do what concerns no remote.
    """
    _fetch(repository, parcel, caution)
    told = _news(repository, parcel)
    as_wanted = history == "keep" or not _has_parent(repository, parcel.tip)
    if parcel.tip and not told.files and as_wanted:
        return Sent(told)
    text = message(told, parcel.source, parcel.dirty)
    if action == "dry-run":
        return Sent(told, text)
    commit = _commit(repository, parcel, history, text)
    _push(repository, parcel, history, commit)
    return Sent(told, text, commit)


def _fetch(repository: Repository, parcel: Parcel, caution: Caution) -> None:
    """Have here what is on the branch, and see that it is a site.

    Raises:
        ProblemError: it cannot be had, or is something else.
    """
    tip, to = parcel.tip, parcel.to
    if not tip:
        return
    if not repository.has(f"{tip}^{{commit}}"):
        try:
            repository.fetch(to)
        except Refused as refused:
            raise ProblemError(reaching_problem(refused, to)) from refused
        if not repository.has(f"{tip}^{{commit}}"):
            raise ProblemError(Problem(to.shown, 0, "another publish came in between", AGAIN))
    if caution == "heed" and repository.ask("ls-tree", tip) and not repository.has(f"{tip}:{MARK_OF_A_SITE}"):
        what = "this branch holds something else than a site"
        fix = "give another branch with --branch, or put the site in its place with --anyway"
        raise ProblemError(Problem(to.shown, 0, what, fix))


def _news(repository: Repository, parcel: Parcel) -> News:
    before = parcel.tip and repository.ask("rev-parse", f"{parcel.tip}^{{tree}}")
    if before == parcel.tree:
        return News()
    before = before or repository.ask("hash-object", "-t", "tree", "--stdin")  # the tree without a file
    told = repository.bytes_of("diff-tree", "-r", "-z", "--raw", "--no-renames", "--no-abbrev", before, parcel.tree)
    return news(tuple(changes(told)), repository.contents)


def _has_parent(repository: Repository, commit: str) -> bool:
    return bool(commit) and len(repository.ask("rev-list", "--parents", "--max-count=1", commit).split()) > 1


def _commit(repository: Repository, parcel: Parcel, history: History, text: str) -> str:
    parents = ("-p", parcel.tip) if parcel.tip and history == "keep" else ()
    encoded = ("-c", "i18n.commitEncoding=UTF-8")
    return repository.ask(*encoded, "commit-tree", "--no-gpg-sign", *parents, "-m", text, parcel.tree)


def _push(repository: Repository, parcel: Parcel, history: History, commit: str) -> None:
    to = parcel.to
    # What is overwritten must be what was seen.
    force = (f"--force-with-lease={HEADS}{to.branch}:{parcel.tip}",) if history == "squash" else ()
    plain = ("--porcelain", "--no-follow-tags", "--recurse-submodules=no")
    try:
        repository.ask("push", *plain, *force, "--", to.remote, f"{commit}:{HEADS}{to.branch}")
    except Refused as refused:
        raise ProblemError(pushing_problem(refused, to)) from refused
