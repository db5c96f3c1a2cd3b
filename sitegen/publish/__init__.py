"""`sitegen publish`: the site built, checked, and sent to a branch that a host serves, such as GitHub Pages.

source -> build -> check -> tree -> sending; each step that cannot go on says why in one line, and nothing was published then.
Where the archive is split into several sites, each goes to its own remote: first the volumes, then the front door, for it links to them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.address import note, pages_address
from sitegen.build.ledger import alone, clear
from sitegen.build.places import cache_file
from sitegen.build.run import build
from sitegen.build.sites import site_folders
from sitegen.check import check
from sitegen.content.store import read_site
from sitegen.outcome import Outcome
from sitegen.problems import Problem, ProblemError
from sitegen.publish.news import News
from sitegen.publish.refusals import Destination, Refused, local_problem
from sitegen.publish.repository import Repository
from sitegen.publish.sending import Action, Caution, Heeding, History, Parcel, Sent, send, standing
from sitegen.publish.source import beside, destination, source_of
from sitegen.publish.tree import take_tree
from sitegen.site.volumes import FRONT
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Settings, Split
    from sitegen.publish.source import Source
    from sitegen.workers import Workers

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
        split: what each of several sites holds; "" for a single site.
    """

    remote: str = "origin"
    branch: str = "gh-pages"
    history: History = "keep"
    caution: Caution = "heed"
    problems: Heeding = "heed"
    action: Action = "push"
    split: Split = ""


@dataclass(frozen=True, slots=True)
class SentSite:
    """A site that was sent.

    Args:
        volume: the name of the volume, `FRONT` for the front door and the only site.
        to: where it went.
        sent: what is new there.
    """

    volume: str
    to: Destination
    sent: Sent

    @property
    def told(self) -> dict[str, str]:
        """It as machines are told it."""
        return {"volume": self.volume, "remote": self.to.shown_url, "commit": self.sent.commit}


@dataclass(frozen=True, slots=True)
class Published:
    """What came of it.

    Args:
        to: where the site went, or the front door of several.
        sites: the sites that were sent; none where problems of the archive stopped it.
        problems: of the archive and its sites.
        notes: what a person should know.
    """

    to: Destination
    sites: tuple[SentSite, ...]
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    @property
    def sent(self) -> Sent | None:
        """What is new on the only site, or at the front door; None where nothing was sent."""
        return next((site.sent for site in self.sites if site.volume == FRONT), None)

    @property
    def outcome(self) -> Outcome:
        """It as commands tell it."""
        every = [site.sent.news for site in self.sites] or [News()]
        articles = (sum(counted) for counted in zip(*(news.articles for news in every), strict=True))
        files = sum(news.files for news in every)
        counts = (*zip(("new", "changed", "removed"), articles, strict=True), ("files", files))
        sent = self.sent or Sent(News())
        results: tuple[tuple[str, object], ...] = (
            ("remote", self.to.shown_url),
            ("branch", self.to.branch),
            ("commit", sent.commit),
            ("message", sent.message),
        )
        if len(self.sites) > 1:
            results = (*results, ("sites", [site.told for site in self.sites]))
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
    try:
        return _published(content, output, wanted, progress, workers)
    except Refused as refused:
        raise ProblemError(local_problem(refused, str(content))) from refused


def _published(
    content: Path, output: Path, wanted: Wanted, progress: Callable[[int, int], None], workers: Workers
) -> Published:
    repository = Repository(content)
    source = source_of(repository, content, wanted.caution)
    to = destination(repository, wanted.remote, wanted.branch, source)
    tip = standing(repository, to)
    built = build(content, output, progress, workers, wanted.split)
    problems = tuple(dict.fromkeys((*built.problems, *check(content, output).problems)))
    settings, _ = read_site(content)
    said = (*note(settings.base_url, settings.found_in), *_address_notes(settings, to))
    if not built.documents or (problems and wanted.problems == "heed"):
        return Published(to, (), problems, (*said, _held_back(built.documents)))
    trees = _trees(repository, content, output)
    parcels = {FRONT: Parcel(trees.pop(FRONT), to, tip, source.commit, source.dirty)}
    for volume, tree in trees.items():
        there = _of_volume(repository, to, volume, settings, source)
        parcels[volume] = Parcel(tree, there, standing(repository, there), source.commit, source.dirty)
    sites = []
    # All remotes have answered by now. The front door links to the volumes, so it comes last.
    for volume, parcel in sorted(parcels.items(), key=lambda item: item[0] == FRONT):
        sent = send(repository, parcel, wanted.history, wanted.caution, wanted.action)
        sites.append(SentSite(volume, parcel.to, sent))
        said = (*said, *_told(sent, parcel, wanted.action))
    return Published(to, tuple(sites), problems, said)


def _of_volume(
    repository: Repository, front: Destination, volume: str, settings: Settings, source: Source
) -> Destination:
    """Where a volume goes: to the remote that is called like it, else to the repository beside that of the front door."""
    named = volume in repository.remotes()
    remote = volume if named else beside(front.url, volume, settings.base_url)
    return destination(repository, remote, front.branch, source)


def _trees(repository: Repository, content: Path, output: Path) -> dict[str, str]:
    """The files of each site, stored; meanwhile nobody builds them."""
    memory = cache_file(content, output)
    with alone(output):
        trees = {
            volume: take_tree(repository, folder, memory.with_name(f"{memory.stem}{volume and '-'}{volume}.git"))
            for volume, folder in site_folders(output).items()
        }
        clear(output)  # of the lock: else the next build would take it for one that was cut short
    return trees


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
