"""Orders carried out: documents made and written, by any process that sees the archive's folder and the output."""

from __future__ import annotations

import errno
import pickle
import uuid
from contextlib import suppress
from dataclasses import replace
from functools import cache, lru_cache, partial
from itertools import islice
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

import jinja2

from sitegen.atomic import write_unflushed
from sitegen.build.packing import Damaged, pack, unpack
from sitegen.build.profile import NOTHING_SPENT, Cost
from sitegen.build.raw import raw_pages
from sitegen.build.survey import issue_at
from sitegen.build.write import Blocked, Gone, Paths, Writer
from sitegen.files import read_file
from sitegen.model import Issue
from sitegen.problems import Problem
from sitegen.site.document import Again, Long
from sitegen.site.later import LaterError
from sitegen.site.listings import in_script
from sitegen.site.orders import Workshop
from sitegen.site.script import trees
from sitegen.site.templates import press
from sitegen.site.theme import worded
from sitegen.site.volumes import place
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.build.formers import Formers
    from sitegen.build.packing import Output
    from sitegen.model import Settings
    from sitegen.site.document import Document
    from sitegen.site.orders import Made, Order
    from sitegen.site.search.folding import Folding
    from sitegen.site.search.segments import Segment
    from sitegen.site.shelf import Address
    from sitegen.site.theme import Theme


# So many documents are noted and written together: few enough to be kept meanwhile.
TOGETHER = 64

# Where the disk is full, no other part can be made either.
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}


@dataclass(frozen=True, slots=True)
class Site:
    """What all orders of a build are carried out with.

    Args:
        content: the archive's folder.
        output: the site's.
        settings: the archive's.
        theme: how it looks.
        spool: for issues that were just read, where they lie: file, first byte, end.
        templates: the folder for compiled templates and the search's folding; None where there is none.
        formers: segments as earlier builds left them.
    """

    content: Path
    output: Path
    settings: Settings
    theme: Theme
    spool: dict[Address, tuple[Path, int, int]]
    templates: Path | None
    formers: Formers


@dataclass(frozen=True, slots=True)
class Task:
    """Orders for one worker.

    Args:
        site: the file in which the `Site` is left.
        orders: parts' names and their orders.
        large: whether it is worth a worker by itself.
    """

    site: Path
    orders: tuple[tuple[str, Order], ...]
    large: bool = False


@dataclass(frozen=True, slots=True)
class Finished:
    """A part of the site that was made.

    Args:
        name: the part's.
        outputs: its files.
        written: how many of them had to be written.
        failed: paths that could not be made; what an earlier build wrote there stays.
        problems: what went wrong.
        told: what others are made of.
        blocked: files in whose way something else stood; the part is to be made again when that is gone.
        refused: files that this user may not write.
        broken: nothing could be made of it at all.
        cost: what it took.
    """

    name: str
    outputs: tuple[Output, ...] = ()
    written: int = 0
    failed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    told: int | Segment | None = None
    blocked: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    broken: bool = False
    cost: Cost = NOTHING_SPENT


def is_large(task: Task) -> bool:
    """Whether a task is worth a worker by itself."""
    return task.large


def carry_out(task: Task) -> tuple[Finished, ...]:
    """Carry out orders, one after the other.

    Raises:
        OSError: the output cannot be written to.
    """
    site, shop = _workshop(task.site)
    with Writer(site.output) as writer:
        return tuple(_finished(name, order, shop, writer, site.formers) for name, order in task.orders)


def _finished(name: str, order: Order, shop: Workshop, writer: Writer, formers: Formers) -> Finished:
    start = perf_counter()
    try:
        made = order.carry_out(shop).placed(shop.press.settings)
    except OSError as error:
        if error.errno in NO_ROOM:
            raise
        return _broken(name, error)
    except Exception as error:  # one broken part must not stop the rest
        return _broken(name, error)
    try:
        finished = _written(name, made, writer, start)
    except Gone:
        # Somebody removed it meanwhile; where not all files stand, nothing is known of the former segment, and all is made.
        return _finished(name, order, shop, writer, formers)
    except LaterError as error:
        return _broken(name, error.__cause__ or error)
    if made.former is not None and len(finished.outputs) == len(made.former.facts.files):
        formers.keep(name, made.former, finished.outputs)
    return finished


def _broken(name: str, error: BaseException) -> Finished:
    what = f"this part of the site cannot be made ({type(error).__name__}: {error})"
    return Finished(
        name, problems=(Problem(name, 0, what, "keep the archive as it is, and report this line"),), broken=True
    )


def _written(name: str, made: Made, writer: Writer, start: float) -> Finished:
    outputs: list[Output] = []
    problems = list(made.problems)
    paths = Paths()
    written = 0
    writing = 0.0
    blocked: list[str] = []
    refused: list[str] = []
    documents = iter(made.documents)
    while some := list(islice(documents, TOGETHER)):
        fitting = []
        for document in some:
            if problem := paths.refused(document.path):
                problems.append(problem)
            else:
                fitting.append(document)
        began = perf_counter()
        writer.note(document.path for document in fitting)
        for document in fitting:
            try:
                output, anew = _put(document, writer)
            except Blocked:
                blocked.append(document.path)
                continue
            except PermissionError:
                refused.append(document.path)
                continue
            outputs.append(output)
            written += anew
        writing += perf_counter() - began
    cost = Cost(1, len(outputs), perf_counter() - start - writing, writing)
    return Finished(
        name,
        tuple(outputs),
        written,
        made.failed,
        tuple(problems),
        made.told,
        tuple(blocked),
        tuple(refused),
        cost=cost,
    )


def _put(document: Document | Long | Again, writer: Writer) -> tuple[Output, bool]:
    if isinstance(document, Again):
        return writer.put_again(document)
    return writer.put_long(document) if isinstance(document, Long) else writer.put(document)


def leave(site: Site, folder: Path) -> Path:
    """Leave the site for the workers, in a file whose name no other build has: a worker may outlive this one, and remember."""
    file = folder / f"site-{uuid.uuid4().hex}"
    file.write_bytes(pickle.dumps(site))
    return file


class Compiled(jinja2.FileSystemBytecodeCache):
    """Templates as they were compiled; where one cannot be left, it is compiled again the next time."""

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Leave one."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


class OnDisk:
    """What is laid aside, in a file without a name: a process's memory need not hold it.

    Args:
        folder: for what is needed only now.
    """

    def __init__(self, folder: Path) -> None:
        # It takes long to load, and few parts lay anything aside.
        import tempfile

        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115 (closed when nobody knows it any more)
        self._end = 0

    def put(self, data: bytes) -> int:
        """Lay some bytes aside behind all others, and tell where they begin."""
        place, rest = self._end, memoryview(data)
        self._file.seek(place)
        while rest:
            # The system may take less than it is given.
            taken = self._file.write(rest)
            self._end += taken
            rest = rest[taken:]
        return place

    def get(self, place: int, size: int) -> bytes:
        """So many from a place on."""
        self._file.seek(place)
        return self._file.read(size)


@lru_cache(maxsize=1)
def _workshop(file: Path) -> tuple[Site, Workshop]:
    """What orders are carried out with, as it was left for the workers of one build."""
    site: Site = pickle.loads(file.read_bytes())
    settings, theme = site.settings, site.theme
    ready = press(theme, settings, worded(trees(settings), theme))
    if site.templates:
        ready.environment.bytecode_cache = Compiled(str(site.templates))

    def issue(address: Address, dropped: tuple[str, ...]) -> Issue:
        found = _spooled(*site.spool[address]) if address in site.spool else issue_at(site.content, address, dropped)
        return in_script(replace(found, articles=tuple(found.articles)), settings.script)

    def made(path: str) -> bytes:
        return read_file(site.output / place(path, settings))

    aside, fold = partial(OnDisk, file.parent), cache(partial(_folding, site.templates))
    return site, Workshop(ready, issue, raw_pages(site.content), made, aside, fold, site.formers.former)


def _folding(folder: Path | None) -> Folding:
    """The search's folding, which this very program made before, or makes now: that takes as long as an issue's pages."""
    from sitegen.site.search.folding import folding, folding_from

    if folder is None:
        return folding()
    file = folder / "fold"
    try:
        return folding_from(unpack(read_file(file), bytes))
    except (OSError, Damaged):
        made = folding()
        with suppress(OSError):
            write_unflushed(file, pack(made.data()))
        return made


def _spooled(file: Path, start: int, end: int) -> Issue:
    with file.open("rb") as spool:
        spool.seek(start)
        return unpack(spool.read(end - start), Issue)
