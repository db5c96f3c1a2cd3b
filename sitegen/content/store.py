"""The archive on disk, read: all of it, or issue by issue."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen import edtf
from sitegen.address import CNAME, address, disagreement, read_clues
from sitegen.content.dictionary import DICTIONARY_FILE, read_dictionary
from sitegen.content.folders import Folder
from sitegen.content.forms import PageFacts
from sitegen.content.newspapers import with_known
from sitegen.content.own_files import linked, refuse_link
from sitegen.content.places import HOW_TO_NAME, ISSUE_FILE, Place, is_place, issue_folder
from sitegen.content.reading import read_folder, read_text
from sitegen.content.settings import DEFAULTS, read_page_facts, read_settings
from sitegen.model import Archive, Dictionary, Issue, Settings
from sitegen.problems import Problem, ProblemError
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """One issue as it stands on disk.

    Args:
        issue: with every article that can be read, drafts included, file after file.
        files: the file of each of these articles.
        problems: what is wrong in the folder.
        folder: the folder, with the bytes of these files.
    """

    issue: Issue
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]
    folder: Folder

    def without(self, files: Collection[str]) -> Issue:
        """The issue by page and order, without the articles of some files."""
        kept = (each for file, each in zip(self.files, self.issue.articles, strict=True) if file.name not in files)
        return replace(self.issue, articles=tuple(sorted(kept, key=lambda each: (each.page, each.order, each.id))))


def read_archive(content: Path) -> tuple[Archive, tuple[Problem, ...]]:
    """Read `site.yaml` and every issue below `content`.

    Args:
        content: the folder an editor owns; paths in problems begin with it.

    Raises:
        ProblemError: the folder of all issues is a link.

    Returns:
        The archive, drafts included, and every problem found. What cannot be read is left out and told; an issue whose
        `issue.yaml` cannot be read is known from its articles.
    """
    settings, told = read_site(content)
    problems = list(told)
    seen: dict[str, Path] = {}
    issues = []
    places, misnamed = issue_places(content)
    problems += misnamed
    for place in places:
        read = read_one(content, place)
        problems += read.problems
        taken = []
        for file, article in zip(read.files, read.issue.articles, strict=True):
            if seen.setdefault(article.id, file) != file:
                taken.append(file.name)
                problems.append(id_taken(article.id, file, seen[article.id]))
        issue = read.without(taken)
        if issue.articles or issue.pages:
            issues.append(issue)
    issues.sort(key=lambda issue: (issue.slug, edtf.sort_key(issue.date), issue.key))
    return Archive(settings, tuple(issues)), tuple(sorted(problems))


def read_one(content: Path, place: Place) -> ReadIssue:
    """Read one issue's folder."""
    path = issue_folder(content, place)
    folder, problems = read_folder(path, place)
    told = list(problems)
    issue = _as_issue(folder, path, told)
    return ReadIssue(issue, tuple(path / held.name for held in folder.held), tuple(told), folder)


def id_taken(id_: str, file: Path, other: Path) -> Problem:
    """That an article's id is that of another one."""
    what = f"the id '{id_}' is also that of {other.relative_to(file.parents[2])}"
    return Problem(str(file), 2, what, "remove one of the files, or give the newer one another id")


def read_site(content: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """Read `site.yaml`, `conversion.yaml` and `CNAME`, the newspapers known to the program added and the site's address found.

    Where `site.yaml` cannot be read there are defaults and a problem; the other files need not exist.
    """
    path = content / "site.yaml"
    dictionary, unclear = _read_dictionary(content)
    try:
        settings, problems = read_settings(read_text(path), str(path))
    except FileNotFoundError:
        fix = "make one; `sitegen new` shows how it looks"
        settings, problems = DEFAULTS, (Problem(str(path), 0, "the file is missing", fix),)
    except ProblemError as error:
        settings, problems = DEFAULTS, (error.problem,)
    located, unfit = _located(settings, content)
    return with_known(replace(located, dictionary=dictionary)), (*problems, *unclear, *unfit)


def _located(settings: Settings, content: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """The settings with the address that something tells where `site.yaml` does not."""
    clues, unfit = read_clues(content, settings.base_url)
    found = address(clues)
    problems = disagreement(found, clues.host, str(content / CNAME))
    return replace(settings, base_url=found.url, found_in=found.found_in, host=clues.host), (*unfit, *problems)


def _read_dictionary(content: Path) -> tuple[Dictionary, tuple[Problem, ...]]:
    """What `content/conversion.yaml` settles; nothing where there is no such file."""
    path = content / DICTIONARY_FILE
    try:
        return read_dictionary(read_text(path), str(path))
    except FileNotFoundError:
        return Dictionary(), ()
    except ProblemError as error:
        return Dictionary(), (error.problem,)


def read_facts(content: Path) -> tuple[Mapping[str, PageFacts], tuple[Problem, ...]]:
    """Read `content/raw/pages.yaml`: for each raw file's name what the editor states; it need not exist."""
    path = content / "raw" / "pages.yaml"
    try:
        return read_page_facts(read_text(path), str(path))
    except FileNotFoundError:
        return {}, ()
    except ProblemError as error:
        return {}, (error.problem,)


def issue_places(content: Path) -> tuple[tuple[Place, ...], tuple[Problem, ...]]:
    """Every issue's folder, by name; one that is a link, or whose name cannot be part of an address, is told.

    Raises:
        ProblemError: the folder of all issues is a link.
    """
    places, problems = [], []
    refuse_link(content / "issues")
    for path in sorted((content / "issues").glob("*/*/")):
        names = (path.parent.name, path.name)
        if not any(path.glob("*.md")) and not (path / ISSUE_FILE).exists():
            continue
        if is_place(names) and not path.is_symlink() and not path.parent.is_symlink():
            places.append(names)
        else:
            problems.append(misnamed_folder(path))
    return tuple(places), tuple(problems)


def misnamed_folder(path: Path) -> Problem:
    """That an issue's folder, or its newspaper's, is a link or is called otherwise."""
    for folder in (path, path.parent):
        if folder.is_symlink():
            return linked(folder)
    return Problem(str(path), 0, "the folder's name cannot be part of an address", HOW_TO_NAME)


def _as_issue(folder: Folder, path: Path, problems: list[Problem]) -> Issue:
    """A folder's issue with its articles; what `issue.yaml` cannot say is taken from the first article."""
    articles = tuple(held.article for held in folder.held)
    live = {article.id for article in articles}
    redirects = {gone: id_ for gone, id_ in folder.issue.redirects.items() if gone not in live}
    issue = replace(folder.issue, articles=articles, redirects=redirects)
    if folder.broken or (path / ISSUE_FILE).exists():
        known = not folder.broken
    else:
        known = False
        problems.append(Problem(str(path / ISSUE_FILE), 0, "the file is missing", "import the raw pages again"))
    if known or not articles:
        return issue
    return replace(issue, newspaper=articles[0].newspaper, date=articles[0].date)
