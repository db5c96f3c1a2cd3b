"""What of a site has to be made, made: read the issues that changed, plan the site, carry out the orders for parts that changed.

glance -> reading (what changed is read) -> shelf -> plan -> making (what changed is made) -> removal of what is no longer made
"""

from __future__ import annotations

import gc
import shutil
import tempfile
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.address import note
from sitegen.build import ledger
from sitegen.build.formers import Formers
from sitegen.build.making import Making, Stream
from sitegen.build.packing import pack
from sitegen.build.profile import Profile, Watch
from sitegen.build.reading import begin_reading, finish_reading, read_raws
from sitegen.build.run import BuildReport
from sitegen.build.shared import program, shared
from sitegen.build.shelf import StoredShelf
from sitegen.build.themes import load_theme
from sitegen.build.work import Site, leave
from sitegen.content.store import read_facts, read_site
from sitegen.crew import crew
from sitegen.marks import mark
from sitegen.problems import Problem, ProblemError
from sitegen.site.plan import plan, put_together
from sitegen.site.script import trees
from sitegen.site.theme import worded
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.build.cache import Cache
    from sitegen.build.reading import Spool
    from sitegen.build.run import Glance
    from sitegen.build.shared import Shared
    from sitegen.crew import Crew
    from sitegen.model import Settings
    from sitegen.site.plan import Plan
    from sitegen.site.theme import Theme
    from sitegen.workers import Workers

# So many lists are one piece of work: few, for what they show is in memory while they wait. An issue is one by itself.
LISTS_A_TASK = 4

PROGRAM_DIGITS = 12

# How often Python looks for values that name each other in a circle. A build makes hundreds of thousands of values and hardly a circle;
# looking as often as Python does by itself takes a twentieth of its time.
SELDOM = (20_000, 20, 20)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A site that could be made: what it is made of, and how.

    Args:
        settings: the archive's.
        theme: how it looks.
        shelf: the archive.
        plan: the parts of the site.
        shared: marks of what all parts depend on.
        spool: where issues lie that were just read.
        problems: what is wrong in the archive and in the theme.
    """

    settings: Settings
    theme: Theme
    shelf: StoredShelf
    plan: Plan
    shared: Shared
    spool: Spool
    problems: tuple[Problem, ...]

    @property
    def faces(self) -> bytes:
        """A mark of everything that lists show and depend on."""
        start = repr([door.place for door in self.settings.start])
        papers = [mark(repr(paper.newspaper), *map(self.shelf.face, paper.issues)) for paper in self.shelf.papers]
        settings = self.settings
        return mark(self.shared.program, self.shared.settings, self.shared.theme, start, settings.host, *papers)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a person should know of the site."""
        return note(self.settings.base_url, self.settings.found_in)


def remake(
    cache: Cache, output: Path, seen: Glance, progress: Callable[[int, int], None], workers: Workers
) -> BuildReport:
    """Bring the site up to date, whatever changed; see `run.build`.

    Args:
        cache: what the last build remembered.
        output: the folder of the site.
        seen: all that the site is made of, at a glance.
        progress: told how many parts are done, and of how many.
        workers: who does the work.
    """
    watch = Watch()
    content = seen.archive
    # The output is held until no worker writes to it any more.
    with ExitStack() as held, collected_seldom(), crew(workers) as engaged, scratch_of(cache) as scratch:
        try:
            ready = prepare(cache, seen, scratch, engaged)
            held.enter_context(ledger.alone(output))
            cut_short = ledger.claim(output)
        except ProblemError as error:
            return BuildReport(problems=(*read_site(content)[1], _in(content, error.problem)))
        watch.lap("reading and planning")
        expected = sum(len(paper.issues) for paper in ready.shelf.papers) + len(ready.plan.segments)
        formers = Formers(_formers(cache), ready.shared.common, output.resolve())
        site = Site(
            content.resolve(),
            output.resolve(),
            ready.settings,
            ready.theme,
            ready.spool,
            _compiled(cache, ready.shared),
            formers,
        )
        making = Making(cache, output, leave(site, scratch), ready.shared, engaged, progress, expected, seen.split)
        faces = ready.faces
        lists = () if making.keep_lists(faces) else ready.plan.lists()
        # The longest first, so that no worker is left alone with it at the end.
        making.bring(
            Stream(ready.plan.segments, large=True),
            Stream(ready.plan.issues()),
            Stream(lists, as_list=True, together=LISTS_A_TASK),
        )
        watch.lap("making")
        making.make_room(cut_short)
        making.bring(Stream(put_together(ready.shelf, ready.settings, ready.plan, making.told)))
        making.finish()
        formers.forget_others(part.name for part in ready.plan.segments)
        watch.lap("putting together and removing")
    problems = (
        *ready.problems,
        *(_in(content, problem) for problem in (*ready.plan.problems, *sorted(making.problems))),
    )
    told = tuple(dict.fromkeys(problems))
    cache.note("lists", b"" if making.broken else faces)
    cache.note("whole", b"" if making.broken else seen.whole.proof)
    cache.note("problems", pack(told))
    cache.note("notes", pack(ready.notes))
    sizes = making.scale.sizes
    cache.note("sizes", pack(sizes))
    cache.commit()
    unchanged = making.count - making.written
    profile = Profile(watch.laps, making.costs)
    return BuildReport(making.count, making.written, unchanged, making.removed, told, ready.notes, profile, sizes)


def prepare(cache: Cache, seen: Glance, scratch: Path, engaged: Crew) -> Prepared:
    """Read what changed, and plan the site.

    Args:
        cache: what the last build remembered, and now what was read.
        seen: all that the site is made of, at a glance.
        scratch: a folder that all workers see.
        engaged: the workers.

    Raises:
        ProblemError: nothing can be made at all: there is no such theme or conversion, or no address for sites of a split archive.
    """
    content = seen.archive
    settings, problems = read_site(content)
    settings = replace(settings, split=seen.split)
    if settings.split and not settings.base_url:
        fix = "write base_url: https://…, to which each of the others adds its name"
        raise ProblemError(Problem("site.yaml", 0, "several sites need to know each other's address", fix))
    theme, lacking = load_theme(settings.theme, content.resolve().parent)
    every_tree = worded(trees(settings), theme)
    own = program(cache, seen.program)
    if cache.fact("reader") != own:
        # Another program may read the same files otherwise.
        cache.doubt_issues()
        cache.note("reader", own)
    begun = begin_reading(cache, content, seen.content, scratch, engaged)
    # While others read.
    facts, _ = read_facts(content)
    raws = read_raws(cache, content / "raw", seen.content.raw)
    common = shared(cache, own, theme, settings, raws, facts)
    spool, wrong = finish_reading(cache, content, seen.content, begun, scratch, engaged)
    cache.commit()
    shelf = StoredShelf(cache, settings)
    told = (*sorted((*problems, *wrong)), *lacking, *(_in(content, problem) for problem in shelf.problems))
    return Prepared(settings, theme, shelf, plan(shelf, settings, every_tree), common, spool, told)


def _compiled(cache: Cache, common: Shared) -> Path | None:
    """The folder for templates that this very program compiled; those of another one go. None where nothing can be left."""
    if cache.folder is None:
        return None
    folder = cache.folder / "templates" / common.program.hex()[:PROGRAM_DIGITS]
    if not folder.is_dir():
        shutil.rmtree(folder.parent, ignore_errors=True)
        folder.mkdir(parents=True)
    return folder.resolve()


def _formers(cache: Cache) -> Path | None:
    """The folder for segments as they were made; None where nothing can be left."""
    return cache.folder.resolve() / cache.formers if cache.folder else None


@contextmanager
def collected_seldom() -> Iterator[None]:
    """Have Python look for garbage seldom, here and in workers that are forked meanwhile."""
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


@contextmanager
def scratch_of(cache: Cache) -> Iterator[Path]:
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
        return replace(problem, file=(content / problem.file).as_posix())
    return problem
