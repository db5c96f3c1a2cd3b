"""`sitegen import`: raw pages -> content/issues. Reads the files, has each page restored, and files the result."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass, replace
from pathlib import Path

from sitegen.atomic import write_if_changed
from sitegen.content.settings import PageFacts
from sitegen.content.store import file_pages, read_facts, read_site
from sitegen.model import RestoredPage
from sitegen.problems import Problem, ProblemError
from sitegen.restore import restore

PAGE_SUFFIXES = (".txt", ".md")
"""What a raw page in a folder ends in, in small letters or capitals; a file named on its own may end in anything."""
FEW_PAGES = 8
"""Up to so many pages are read in this process: starting others would take longer."""

Progress = Callable[[int, int], None]


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


@dataclass(frozen=True, slots=True)
class _Read:
    """What came of reading one raw page: the page, or the problem that stopped it."""

    file: RawFile
    page: RestoredPage | None
    problem: Problem | None


def import_pages(content: Path, raws: tuple[Path, ...], progress: Progress, workers: int) -> ImportReport:
    """Restore raw pages and file their articles; one bad page never stops the rest.

    Args:
        content: the archive's folder; made where it is missing.
        raws: files and folders; none for `content/raw`. A page from elsewhere is copied into `content/raw`, so that the archive
            keeps what its articles were made from.
        progress: told how many pages are done, of how many.
        workers: how many processes may read pages.

    Raises:
        ProblemError: nothing can be done at all, such as when another import is at work.
    """
    settings, _ = read_site(content)
    facts, problems = read_facts(content)
    files, wrong_names = raw_files(raws or (content / "raw",), facts)
    told = [*problems, *wrong_names]
    pages: list[RestoredPage] = []
    for done, result in enumerate(read_pages(files, workers), 1):
        progress(done, len(files))
        page, problem = take_in(content, result)
        told += [problem] if problem else []
        if page:
            pages.append(page)
            told += doubts(page, result.file.path, facts)
    articles = sum(len(page.stories) for page in pages)
    report = file_pages(content, tuple(sorted(pages, key=lambda page: page.file)), facts, settings)
    return ImportReport(
        pages=len(pages),
        articles=articles,
        written=len(report.written),
        unchanged=articles - sum(path.suffix == ".md" for path in report.written) - len(report.proposed),
        removed=len(report.removed),
        kept=len(report.proposed),
        problems=tuple(sorted({*told, *report.problems})),
    )


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
            paths = sorted(p for p in raw.iterdir() if p.suffix.lower() in PAGE_SUFFIXES) if raw.is_dir() else [raw]
        except OSError as error:
            problems.append(_unreadable(raw, error))
            continue
        if not paths:
            problems.append(Problem(str(raw), 0, "no raw pages here", f"put pages into it as NAME{PAGE_SUFFIXES[0]}"))
        for path in paths:
            other = found.setdefault(path.name, path)
            if other != path and not _same_file(other, path):
                fix = "rename one of them"
                problems.append(Problem(str(path), 0, f"another raw page has this name: {other}", fix))
    return tuple(RawFile(path, _fact(facts, name)) for name, path in sorted(found.items())), problems


def _fact(facts: Mapping[str, PageFacts], name: str) -> str:
    return facts[name].encoding if name in facts else ""


def _same_file(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False


def take_in(content: Path, read: _Read) -> tuple[RestoredPage | None, Problem | None]:
    """Copy a page that was read from outside into `content/raw`.

    Returns:
        The page, where it may be filed; and what is wrong. A page in `content/raw` that has its name but other bytes is left
        as it is, and the new one is refused.
    """
    path, kept = read.file.path, content / "raw" / read.file.path.name
    if read.page is None or _same_file(path, kept):
        return read.page, read.problem
    try:
        data = path.read_bytes()
        if kept.exists() and kept.read_bytes() != data:
            return None, Problem(
                str(path), 0, f"{kept} has the same name but other bytes", "give the new page another name"
            )
        kept.parent.mkdir(parents=True, exist_ok=True)
        write_if_changed(kept, data)
    except OSError as error:
        return None, _unreadable(path, error)
    return read.page, None


def read_pages(files: tuple[RawFile, ...], workers: int) -> Iterable[_Read]:
    """Every page as it is done, in any order; few of them in this process, many in several."""
    if len(files) <= FEW_PAGES or workers == 1:
        yield from map(read_page, files)
        return
    with ProcessPoolExecutor(max_workers=min(workers, len(files))) as executor:
        yield from read_with(executor, files)


def read_with(executor: Executor, files: tuple[RawFile, ...]) -> Iterable[_Read]:
    """Every page as it is done, read by the workers of any executor that can see the files."""
    waiting: dict[Future[_Read], RawFile] = {executor.submit(read_page, file): file for file in files}
    try:
        for future in as_completed(waiting):
            yield future.result()
    finally:
        for future in waiting:
            future.cancel()


def read_page(file: RawFile) -> _Read:
    """Restore one raw page; whatever is wrong with it comes back as a problem that names the file as it was given."""
    try:
        return _Read(file, restore(file.path.read_bytes(), file.path.name, file.encoding), None)
    except ProblemError as error:
        return _Read(file, None, replace(error.problem, file=str(file.path)))
    except OSError as error:
        return _Read(file, None, _unreadable(file.path, error))
    except Exception as error:  # a fault of the program itself must not stop the other pages either
        what = f"the program failed on this page ({type(error).__name__}: {error})"
        return _Read(file, None, Problem(str(file.path), 0, what, "keep the page, and report this line with it"))


def _unreadable(path: Path, error: OSError) -> Problem:
    what = f"the file cannot be read ({os.strerror(error.errno) if error.errno else error})"
    return Problem(str(path), 0, what, "check that it is there and that you may read it")
