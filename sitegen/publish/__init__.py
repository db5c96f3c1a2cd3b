"""`sitegen publish`: the site built, checked, and sent to a branch that a host serves, such as GitHub Pages.

source -> build -> check -> tree -> sending; each step that cannot go on says why in one line, and nothing was published then.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from sitegen.address import note, pages_address
from sitegen.build.cache import Cache
from sitegen.build.places import cache_file
from sitegen.build.run import build
from sitegen.check import check
from sitegen.content.store import read_site
from sitegen.outcome import Outcome
from sitegen.problems import Problem, ProblemError
from sitegen.publish.news import News
from sitegen.publish.refusals import Destination, Refused, local_problem
from sitegen.publish.repository import Repository
from sitegen.publish.sending import Action, Caution, Heeding, History, Parcel, Sent, send, standing
from sitegen.publish.source import destination, source_of
from sitegen.publish.tree import take_tree

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Settings
    from sitegen.workers import Workers

PATIENCE = 10  # seconds that one publish waits for another

SHORT = 10  # characters of a commit's name that are shown

NO_ADDRESS = (
    "The site has no address: its feeds, its site map and what search engines are told lack it;"
    " write base_url in site.yaml."
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """How to publish.

    Args:
        remote: a remote's name, or an address.
        branch: the branch.
        history: whether what was published before stays behind it.
        caution: whether an archive that is not committed stops it.
        problems: whether problems of the archive stop it.
        action: whether it is done, or only told.
    """

    remote: str = "origin"
    branch: str = "gh-pages"
    history: History = "keep"
    caution: Caution = "heed"
    problems: Heeding = "heed"
    action: Action = "push"


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it.

    Args:
        to: where the site went.
        sent: what is new there; None where problems of the archive stopped it.
        problems: of the archive and its site.
        notes: what a person should know.
    """

    to: Destination
    sent: Sent | None
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def outcome(self) -> Outcome:
        """It as commands tell it."""
        sent = self.sent or Sent(News())
        counts = (*zip(("new", "changed", "removed"), sent.news.articles, strict=True), ("files", sent.news.files))
        where = (("remote", self.to.shown_url), ("branch", self.to.branch))
        results = (*where, ("commit", sent.commit), ("message", sent.message))
        return Outcome("publish", counts, self.problems, results, self.notes)


def publish(
    content: Path, output: Path, wanted: Wanted, progress: Callable[[int, int], None], workers: Workers
) -> Published:
    """Build the site, check it, and send it.

    Args:
        content: the archive's folder.
        output: the site's.
        wanted: how.
        progress: told how far the build has come.
        workers: who does the building.

    Raises:
        ProblemError: it cannot be published; nothing was.
        OSError: the output cannot be written.
    """
    content, output = content.absolute(), output.absolute()
    repository = Repository(content)
    source = source_of(repository, content, wanted.caution)
    to = destination(repository, wanted.remote, wanted.branch, source)
    tip = standing(repository, to)
    built = build(content, output, progress, workers)
    problems = tuple(dict.fromkeys((*built.problems, *check(content, output).problems)))
    settings, _ = read_site(content)
    said = (*note(settings.base_url, settings.found_in), *_address_notes(settings, to))
    if not built.documents or (problems and wanted.problems == "heed"):
        return Published(to, None, problems, (*said, _held_back(built.documents)))
    tree = _tree(repository, content, output)
    parcel = Parcel(tree, to, tip, source.commit, source.dirty)
    sent = send(repository, parcel, wanted.history, wanted.caution, wanted.action)
    return Published(to, sent, problems, (*said, *_told(sent, parcel, wanted.action)))


def _tree(repository: Repository, content: Path, output: Path) -> str:
    """The site's files, stored; meanwhile nobody builds it or publishes it."""
    notes = cache_file(content, output).with_suffix(".git")
    notes.parent.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(notes.with_suffix(".lock"), timeout=PATIENCE), Cache(cache_file(content, output)):
            return take_tree(repository, output, notes)
    except Timeout as error:
        raise ProblemError(Problem(str(output), 0, "another publish is at work", "wait until it has ended")) from error
    except Refused as refused:
        raise ProblemError(local_problem(refused, str(output))) from refused


def _address_notes(settings: Settings, to: Destination) -> tuple[str, ...]:
    """What to say of the site's address: that there is none, or that it is not the one where it goes."""
    served = pages_address(to.url)
    if not settings.base_url:
        return (NO_ADDRESS,)
    if not settings.found_in or not served or settings.host or served == settings.base_url:
        return ()
    return (
        f"Where it goes GitHub Pages serves {served}; if that is the site's address, write it as base_url in site.yaml.",
    )


def _held_back(documents: int) -> str:
    if not documents:
        return "Nothing was published: the site could not be built."
    return "Nothing was published. Mend what is told, or publish the site as it is with --despite-problems."


def _told(sent: Sent, parcel: Parcel, action: Action) -> tuple[str, ...]:
    where = parcel.to.shown
    if not sent.message:
        return (f"Nothing to publish: {where} is this very site.",)
    if action == "dry-run":
        return (f"Would push to {where}:", *(f"  {line}".rstrip() for line in sent.message.splitlines()))
    hint: tuple[str, ...] = ()
    if not parcel.tip and pages_address(parcel.to.url):
        hint = (f"Once, on GitHub: Settings, Pages, Deploy from a branch, {parcel.to.branch}, / (root), Save.",)
    return (f"Pushed {sent.commit[:SHORT]} to {where}.", *hint)
