"""What of a site has to be made, made: read the issues that changed, plan the site, carry out the orders for parts that changed.

glance -> reading (what changed is read) -> shelf -> plan -> making (what changed is made) -> removal of what is no longer made
"""

from __future__ import annotations

import dataclasses
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build import ledger
from sitegen.build.making import Making
from sitegen.build.packing import pack
from sitegen.build.reading import read_changes, read_raws
from sitegen.build.run import BuildReport
from sitegen.build.shared import shared
from sitegen.build.shelf import StoredShelf
from sitegen.build.themes import load_theme
from sitegen.build.work import Site, leave
from sitegen.content.store import read_facts, read_site
from sitegen.problems import Problem, ProblemError
from sitegen.site.plan import mark, plan, put_together
from sitegen.site.script import trees
from sitegen.site.theme import worded
from sitegen.workers import crew

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.build.cache import Cache
    from sitegen.build.run import Glance
    from sitegen.build.shared import Shared
    from sitegen.model import Settings
    from sitegen.workers import Workers

# So many pages of lists are one piece of work; an issue is one by itself.
LISTS_A_TASK = 32

PROGRAM_DIGITS = 12


def remake(
    cache: Cache, content: Path, output: Path, seen: Glance, progress: Callable[[int, int], None], workers: Workers
) -> BuildReport:
    """Bring the site up to date, whatever changed; see `run.build`.

    Args:
        cache: what the last build remembered.
        content: the archive.
        output: the folder of the site.
        seen: all that the site is made of, at a glance.
        progress: told how many parts are done, and of how many.
        workers: who does the work.
    """
    settings, problems = read_site(content)
    try:
        theme, lacking = load_theme(settings.theme, content.resolve().parent)
        every_tree = worded(trees(settings), theme)
        cut_short = ledger.claim(output)
    except ProblemError as error:
        return BuildReport(problems=(*problems, _in(content, error.problem)))
    with crew(workers) as engaged, _scratch(cache) as scratch:
        spool, wrong = read_changes(cache, content, seen.content, scratch, engaged)
        facts, _ = read_facts(content)
        raws = read_raws(cache, content / "raw", seen.content.raw)
        common = shared(cache, seen.program, theme, settings, raws, facts)
        cache.commit()
        shelf = StoredShelf(cache, settings)
        planned = plan(shelf, settings, every_tree)
        templates = _compiled(cache, common)
        site_file = leave(Site(content.resolve(), output.resolve(), settings, theme, spool, templates), scratch)
        making = Making(
            cache, output, site_file, common, engaged, progress, len(planned.issues) + len(planned.segments)
        )
        # The longest first, so that no worker is left alone with it at the end.
        making.bring(planned.segments)
        making.bring(planned.issues)
        faces = _faces(shelf, common, settings)
        if not making.keep_lists(faces):
            making.bring(planned.lists(), as_list=True, together=LISTS_A_TASK)
        making.bring(put_together(shelf, settings, making.told))
        removed = making.tidy(cut_short)
    made = tuple(_in(content, problem) for problem in (*shelf.problems, *planned.problems, *making.problems))
    told = tuple(dict.fromkeys((*sorted((*problems, *wrong)), *lacking, *made)))
    cache.note("lists", b"" if making.broken else faces)
    cache.note("whole", b"" if making.broken else seen.whole.proof)
    cache.note("problems", pack(told))
    cache.commit()
    return BuildReport(making.count, making.written, making.count - making.written, removed, told)


def _faces(shelf: StoredShelf, common: Shared, settings: Settings) -> bytes:
    """A mark of everything that lists show and depend on."""
    start = repr([door.place for door in settings.start])
    papers = [mark(repr(paper.newspaper), *map(shelf.face, paper.issues)) for paper in shelf.papers]
    return mark(common.program, common.settings, common.theme, start, *papers)


def _compiled(cache: Cache, common: Shared) -> Path | None:
    """The folder for templates that this very program compiled; those of another one go. None where nothing can be left."""
    if cache.folder is None:
        return None
    folder = cache.folder / "templates" / common.program.hex()[:PROGRAM_DIGITS]
    if not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
    return folder.resolve()


@contextmanager
def _scratch(cache: Cache) -> Iterator[Path]:
    """A folder for what is needed only now, where all workers find it; what a killed build left in it goes."""
    if cache.folder is None:
        with tempfile.TemporaryDirectory(prefix="sitegen-") as folder:
            yield Path(folder)
        return
    place = cache.folder / cache.scratch
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    try:
        yield place.resolve()
    finally:
        shutil.rmtree(place, ignore_errors=True)


def _in(content: Path, problem: Problem) -> Problem:
    """The site knows content files from the content folder; say where they are from here."""
    if problem.file == "site.yaml" or problem.file.startswith("issues/"):
        return dataclasses.replace(problem, file=(content / problem.file).as_posix())
    return problem
