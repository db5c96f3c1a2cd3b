"""The archive on disk: reading all of it, and filing restored pages into it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from sitegen import edtf
from sitegen.atomic import remove_leftovers
from sitegen.content.commit import Failure, commit
from sitegen.content.dictionary import DICTIONARY_FILE, read_dictionary
from sitegen.content.filing import file_page
from sitegen.content.forms import PageFacts
from sitegen.content.merge import Folder, Merged, merge, place_of
from sitegen.content.newspapers import with_known
from sitegen.content.places import ISSUE_FILE, Place, is_place
from sitegen.content.reading import read_folder, read_text
from sitegen.content.settings import DEFAULTS, read_page_facts, read_settings
from sitegen.model import Archive, Dictionary, Issue, RestoredPage, Settings
from sitegen.problems import Problem, ProblemError

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

# How long one import waits for another, in seconds.
PATIENCE = 10

# What is read of every article at an import: its id, and the raw page it came from.
ID_LINE = re.compile(rb"^id: *['\"]?([a-z0-9-]+)", re.MULTILINE)
RAW_FILE = re.compile(rb"\bfile: *(?:'([^'\n]*)'|\"([^\"\n]*)\"|([^,}\n]*))")


@dataclass(frozen=True, slots=True)
class FilingReport:
    """What an import did to the files.

    Args:
        written: files made or changed.
        removed: files the program had written and would no longer write.
        proposed: for each edited file that was kept, the text the program would now write.
        problems: what needs a person.
    """

    written: tuple[Path, ...] = ()
    removed: tuple[Path, ...] = ()
    proposed: Mapping[Path, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadIssue:
    """One issue as it stands on disk.

    Args:
        issue: with every article that can be read, drafts included, file after file.
        files: the file of each of these articles.
        problems: what is wrong in the folder.
    """

    issue: Issue
    files: tuple[Path, ...]
    problems: tuple[Problem, ...]

    def without(self, files: Collection[str]) -> Issue:
        """The issue by page and order, without the articles of some files."""
        kept = (each for file, each in zip(self.files, self.issue.articles, strict=True) if file.name not in files)
        return replace(self.issue, articles=tuple(sorted(kept, key=lambda each: (each.page, each.order, each.id))))


def read_archive(content: Path) -> tuple[Archive, tuple[Problem, ...]]:
    """Read `site.yaml` and every issue below `content`.

    Args:
        content: the folder an editor owns; paths in problems begin with it.

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
    path = _path(content, place)
    folder, problems = read_folder(path, place)
    told = list(problems)
    issue = _as_issue(folder, path, told)
    return ReadIssue(issue, tuple(path / held.name for held in folder.held), tuple(told))


def id_taken(id_: str, file: Path, other: Path) -> Problem:
    """That an article's id is that of another one."""
    what = f"the id '{id_}' is also that of {other}"
    return Problem(str(file), 2, what, "remove one of the files, or give the newer one another id")


def read_site(content: Path) -> tuple[Settings, tuple[Problem, ...]]:
    """Read `content/site.yaml` and `content/conversion.yaml`, the newspapers known to the program added.

    Where `site.yaml` cannot be read there are defaults and a problem; `conversion.yaml` need not exist.
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
    return with_known(replace(settings, dictionary=dictionary)), (*problems, *unclear)


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


def file_pages(
    content: Path, pages: tuple[RestoredPage, ...], facts: Mapping[str, PageFacts], settings: Settings
) -> FilingReport:
    """Merge restored pages into `content/issues`; files an editor changed keep their text.

    Args:
        content: the folder an editor owns.
        pages: restored pages; their order does not matter.
        facts: what the editor states, by raw file name.
        settings: the archive's.

    Returns:
        What was done. Interrupted at any moment it leaves every text on disk, and the next import completes it.

    Raises:
        ProblemError: another import is at work, or the lock cannot be made.
    """
    lock = content.parent / ".sitegen" / "import.lock"
    try:
        lock.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(lock, timeout=PATIENCE):
            return _file_pages(content, pages, facts, settings)
    except Timeout as error:
        raise ProblemError(Problem(str(lock), 0, "another import is at work", "wait until it has ended")) from error


def _file_pages(
    content: Path, pages: tuple[RestoredPage, ...], facts: Mapping[str, PageFacts], settings: Settings
) -> FilingReport:
    """`file_pages` for the holder of the lock."""
    root = content / "issues"
    root.mkdir(parents=True, exist_ok=True)
    remove_leftovers(root)
    plan = plan_pages(content, pages, facts, settings)
    done = commit(root, plan.before, plan.merged.folders)
    return FilingReport(
        written=done.written,
        removed=done.removed,
        proposed={Path(path): text for path, text in plan.merged.proposed.items()},
        problems=tuple(sorted((*plan.problems, *map(_cannot_write, done.failures)))),
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What filing would do: the folders that are concerned as they stand, what they are to be, and what needs a person."""

    before: Mapping[Place, Folder]
    merged: Merged
    problems: tuple[Problem, ...]


def plan_pages(
    content: Path, pages: tuple[RestoredPage, ...], facts: Mapping[str, PageFacts], settings: Settings
) -> Plan:
    """What `file_pages` would do with the same arguments; nothing is written."""
    root = content / "issues"
    single, problems = _one_of_each_name(pages)
    filed = tuple(file_page(page, facts.get(page.file, PageFacts()), settings) for page in single)
    taken, concerned = _scan(root, frozenset(page.file for page in single))
    before = {}
    for place in sorted(concerned | {place_of(page) for page in filed}):
        path = _path(content, place)
        if path.is_dir():
            # What is wrong in the files is told by those who read the archive; here it is only left alone.
            before[place], _ = read_folder(path, place)
    merged = merge(before, filed, taken, str(root))
    return Plan(before, merged, tuple(sorted((*problems, *merged.problems))))


def _one_of_each_name(pages: tuple[RestoredPage, ...]) -> tuple[tuple[RestoredPage, ...], tuple[Problem, ...]]:
    """The pages, of those with one file name the first by its hash: a raw page is known by its name."""
    single: dict[str, RestoredPage] = {}
    problems = []
    for page in sorted(pages, key=lambda page: (page.file, page.sha256)):
        if page.file in single:
            problems.append(Problem(page.file, 0, "two raw files have this name", "rename one; only one was filed"))
        else:
            single[page.file] = page
    return tuple(single.values()), tuple(problems)


def _scan(root: Path, files: frozenset[str]) -> tuple[frozenset[str], frozenset[Place]]:
    """Every id below `root`, and the folders in which one of the raw files or an article of it stands."""
    ids = set()
    concerned = set()
    names = {file.encode() for file in files}
    for path in (*root.glob("*/*/*.md"), *root.glob(f"*/*/{ISSUE_FILE}")):
        data = _bytes_or_none(path)
        if path.name != ISSUE_FILE and (match := ID_LINE.search(data)):
            ids.add(match[1].decode())
        if any(b"".join(match.groups(b"")).strip() in names for match in RAW_FILE.finditer(data)):
            concerned.add((path.parent.parent.name, path.parent.name))
    return frozenset(ids), frozenset(concerned)


def issue_places(content: Path) -> tuple[tuple[Place, ...], tuple[Problem, ...]]:
    """Every issue's folder, by name; one whose name cannot be part of an address is told."""
    places, problems = [], []
    for path in sorted((content / "issues").glob("*/*/")):
        names = (path.parent.name, path.name)
        if not any(path.glob("*.md")) and not (path / ISSUE_FILE).exists():
            continue
        if is_place(names):
            places.append(names)
        else:
            problems.append(misnamed_folder(path))
    return tuple(places), tuple(problems)


def misnamed_folder(path: Path) -> Problem:
    """That an issue's folder, or its newspaper's, is called otherwise."""
    fix = "use small Latin letters, figures and single hyphens"
    return Problem(str(path), 0, "the folder's name cannot be part of an address", fix)


def _path(content: Path, place: Place) -> Path:
    return content / "issues" / place[0] / place[1]


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


def _bytes_or_none(path: Path) -> bytes:
    """A file's bytes, none where it cannot be read; its reader tells why."""
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _cannot_write(failure: Failure) -> Problem:
    """A file that could not be written."""
    return Problem(str(failure.path), 0, f"cannot be written: {failure.reason}", "make room or correct permissions")
