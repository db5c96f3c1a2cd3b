"""`sitegen import`: raw pages -> content/issues. Reads the files, has each page restored, and files the result."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field, replace
from pathlib import Path

from sitegen.atomic import write_if_changed
from sitegen.content.changes import Change, changes, in_order
from sitegen.content.newspapers import known_names
from sitegen.content.own_files import linked, refuse_link
from sitegen.content.pile import Pile
from sitegen.content.pins import PinnedPage, with_pins
from sitegen.content.reading import read_pinned
from sitegen.content.settings import PageFacts
from sitegen.content.store import read_facts, read_site
from sitegen.content.taking_in import file_pages, plans
from sitegen.crew import crew
from sitegen.files import read_file
from sitegen.model import Known, RestoredPage
from sitegen.names import is_utf_8
from sitegen.pins import Pins
from sitegen.problems import Problem, ProblemError, misnamed
from sitegen.restore.chain import NOTHING_KNOWN, restore
from sitegen.restore.decode import check_size
from sitegen.values import dataclass
from sitegen.workers import Workers

PAGE_SUFFIXES = (".txt", ".md")
"""What a raw page in a folder ends in, in small letters or capitals; a file named on its own may end in anything."""
FEW_PAGES = 8
"""Up to so many pages are read in this process: starting others would take longer."""

Progress = Callable[[int, int], None]
Put = Callable[[RestoredPage], object]
"""Takes a page that was restored."""
TakeIn = Callable[[Path, Path, str], Problem | None]
"""Takes the archive's folder, a raw page's path and the hash of what was read there; says what is wrong with having it in the archive."""


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import did.

    Args:
        pages: raw pages read.
        articles: articles found on them.
        written, removed: files of the archive.
        unchanged: articles whose file stayed as it was.
        kept: files edited by hand that were left as they are though the program would now write something else.
        problems: what needs a person.
    """

    pages: int
    articles: int
    written: int
    unchanged: int
    removed: int
    kept: int
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class RawFile:
    """One raw page on disk, with what is needed to read it elsewhere."""

    path: Path
    encoding: str
    pins: Pins = field(default_factory=Pins)
    known: Known = NOTHING_KNOWN


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading one raw page: the page, or the problem that stopped it."""

    file: RawFile
    page: RestoredPage | None
    problem: Problem | None


def import_pages(content: Path, raws: tuple[Path, ...], progress: Progress, workers: Workers) -> ImportReport:
    """Restore raw pages and file their articles; one bad page never stops the rest.

    Args:
        content: the archive's folder; made where it is missing.
        raws: files and folders; none for `content/raw`. A page from elsewhere is copied into `content/raw`, so that the archive
            keeps what its articles were made from.
        progress: told how many pages are done, of how many.
        workers: who reads the pages.

    Raises:
        ProblemError: nothing can be done at all, such as when another import is at work.
    """
    settings, _ = read_site(content)
    with Pile() as pile:
        reading = read_all(content, raws, progress, workers, keep_raw, pile.put)
        report = file_pages(content, pile, reading.facts, settings)
    return ImportReport(
        pages=reading.pages,
        articles=reading.articles,
        written=len(report.written),
        unchanged=reading.articles - sum(path.suffix == ".md" for path in report.written) - len(report.proposed),
        removed=len(report.removed),
        kept=len(report.proposed),
        problems=tuple(sorted({*reading.problems, *report.problems})),
    )


@dataclass(frozen=True, slots=True)
class Proposal:
    """What an import would do.

    Args:
        pages, articles: as in `ImportReport`.
        changes: every file that would be another, by its path.
        problems: what needs a person.
    """

    pages: int
    articles: int
    changes: tuple[Change, ...]
    problems: tuple[Problem, ...]


def propose(content: Path, raws: tuple[Path, ...], progress: Progress, workers: Workers) -> Proposal:
    """What `import_pages` with the same arguments would do; nothing is written."""
    settings, _ = read_site(content)
    found: list[Change] = []
    problems: set[Problem] = set()
    with Pile() as pile:
        reading = read_all(content, raws, progress, workers, clash, pile.put)
        # Without the archive's lock, which would have to be made: nothing at all is written.
        for plan in plans(content, pile, reading.facts, settings):
            found += changes(plan.before, plan.merged, str(content / "issues"))
            problems.update(plan.problems)
    return Proposal(
        pages=reading.pages,
        articles=reading.articles,
        changes=in_order(found),
        problems=tuple(sorted({*reading.problems, *problems})),
    )


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading raw pages: how many, with how many articles, what an editor states about them, what needs a person."""

    pages: int
    articles: int
    facts: Mapping[str, PageFacts]
    problems: tuple[Problem, ...]


def read_all(
    content: Path,
    raws: tuple[Path, ...],
    progress: Progress,
    workers: Workers,
    take_in: TakeIn,
    put: Put,
) -> Reading:
    """Restore raw pages with all that an editor knows and has decided about them.

    Args:
        content: the archive's folder.
        raws: files and folders, none for `content/raw`.
        progress: told how many pages are done, of how many.
        workers: who reads the pages.
        take_in: what becomes of a page that lies elsewhere.
        put: takes each page that was restored.

    Raises:
        ProblemError: `content/raw` is a link.
    """
    refuse_link(content / "raw")
    facts, problems = read_facts(content)
    files, wrong_names = raw_files(raws or (content / "raw",), facts)
    pinned, wrong_pins = read_pinned(content, frozenset(file.path.name for file in files))
    known = known_names(read_site(content)[0].newspapers)
    files = tuple(replace(file, pins=pinned.get(file.path.name, PinnedPage()).pins, known=known) for file in files)
    stated = dict(facts)
    told = [*problems, *wrong_names, *wrong_pins]
    count = articles = 0
    for done, result in enumerate(read_pages(files, workers), 1):
        progress(done, len(files))
        path, page = result.file.path, result.page
        problem = take_in(content, path, page.sha256) if page else result.problem
        if problem or page is None:
            told += [problem] if problem else []
            continue
        put(page)
        count += 1
        articles += len(page.stories)
        if page.sha256 == result.file.pins.sha256:
            stated[page.file] = with_pins(stated.get(page.file, PageFacts()), pinned[page.file].facts)
        told += [replace(misfit, file=str(content / "raw" / misfit.file)) for misfit in page.unheeded]
        told += doubts(page, path, stated)
    return Reading(count, articles, stated, tuple(told))


def doubts(page: RestoredPage, path: Path, facts: Mapping[str, PageFacts]) -> tuple[Problem, ...]:
    """What a page states against itself, under the name the user knows it by; nothing once the editor has stated the date."""
    if facts.get(page.file, PageFacts()).date:
        return ()
    return tuple(replace(doubt, file=str(path)) for doubt in page.doubts)


def raw_files(raws: Iterable[Path], facts: Mapping[str, PageFacts]) -> tuple[tuple[RawFile, ...], list[Problem]]:
    """The raw pages that files and folders name, each once, by name; and what is wrong with the names."""
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for raw in raws:
        try:
            paths, links = _pages_at(raw)
        except OSError as error:
            problems.append(_unreadable(raw, error))
            continue
        problems += map(linked, links)
        if not paths:
            problems.append(Problem(str(raw), 0, "no raw pages here", f"put pages into it as NAME{PAGE_SUFFIXES[0]}"))
        for path in paths:
            if not is_utf_8(path.name):
                problems.append(misnamed(str(path)))
                continue
            other = found.setdefault(path.name, path)
            if other != path and not _same_file(other, path):
                fix = "rename one of them"
                problems.append(Problem(str(path), 0, f"another raw page has this name: {other}", fix))
    return tuple(RawFile(path, _fact(facts, name)) for name, path in sorted(found.items())), problems


def _pages_at(raw: Path) -> tuple[list[Path], list[Path]]:
    """The pages of a folder, or the one that is named; and what in a folder only leads to one."""
    if not raw.is_dir():
        return [raw], []
    pages = sorted(path for path in raw.iterdir() if path.suffix.lower() in PAGE_SUFFIXES)
    return [path for path in pages if not path.is_symlink()], [path for path in pages if path.is_symlink()]


def _fact(facts: Mapping[str, PageFacts], name: str) -> str:
    return facts[name].encoding if name in facts else ""


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def clash(content: Path, path: Path, _sha256: str = "") -> Problem | None:
    """What is wrong with taking a page in: one in `content/raw` has its name but other bytes. That one is left as it is."""
    kept = content / "raw" / path.name
    try:
        if kept.exists() and not _same_file(path, kept) and read_file(kept) != read_file(path):
            return Problem(str(path), 0, f"{kept} has the same name but other bytes", "give the new page another name")
    except OSError as error:
        return _unreadable(path, error)
    return None


def keep_raw(content: Path, path: Path, sha256: str) -> Problem | None:
    """Copy a page that was read from outside into `content/raw`, or say why not."""
    kept = content / "raw" / path.name
    problem = clash(content, path)
    if problem or _same_file(path, kept):
        return problem
    try:
        data = read_file(path)
    except OSError as error:
        return _unreadable(path, error)
    if hashlib.sha256(data).hexdigest() != sha256:
        return Problem(str(path), 0, "the file was changed while it was read", "import it again")
    try:
        write_if_changed(kept, data)
    except OSError as error:
        what = f"the page cannot be kept in the archive ({error.strerror or error}), so it is left out"
        return Problem(str(kept), 0, what, "mend that, then import it again")
    return None


def read_pages(files: tuple[RawFile, ...], workers: Workers) -> Iterator[_Read]:
    """Every page as it is done, in any order; few of them in this process."""
    # Workers need not work in this folder; what they tell is told of the file as it was given.
    given = {file.path.absolute(): file for file in files}
    work = (replace(file, path=path) for path, file in given.items())
    with crew(workers) as engaged:
        for read in engaged.do(read_page, work, FEW_PAGES):
            file = given[read.file.path]
            yield replace(read, file=file, problem=read.problem and replace(read.problem, file=str(file.path)))


def read_page(file: RawFile) -> _Read:
    """Restore one raw page; whatever is wrong with it comes back as a problem that names the file as it was given."""
    try:
        check_size(file.path.stat().st_size, file.path.name)
        page = restore(read_file(file.path), file.path.name, file.encoding, file.pins, file.known)
        return _Read(file, page, None)
    except ProblemError as error:
        return _Read(file, None, replace(error.problem, file=str(file.path)))
    except OSError as error:
        return _Read(file, None, _unreadable(file.path, error))
    except Exception as error:  # a fault of the program itself must not stop the other pages either
        what = f"the program failed on this page ({type(error).__name__}: {error})"
        return _Read(file, None, Problem(str(file.path), 0, what, "keep the page, and report this line with it"))


def _unreadable(path: Path, error: OSError) -> Problem:
    what = f"the file cannot be read ({error.strerror or error})"
    return Problem(str(path), 0, what, "check that it is there and that you may read it")
