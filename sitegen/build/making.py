"""The parts of a site brought up to date: those whose marks or files are not what they were are made, by whoever does the work."""

from __future__ import annotations

import os
from itertools import chain, islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sitegen.build import ledger
from sitegen.build.cache import PartRow, lines, texts
from sitegen.build.packing import Marks, Output, Outputs, Problems, left, pack, unpack
from sitegen.build.run import stand
from sitegen.build.sizes import Scale
from sitegen.build.work import Task, carry_out, is_large
from sitegen.problems import Problem
from sitegen.site.plan import is_put_together
from sitegen.site.search.segments import Segment
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sitegen.build.cache import Cache
    from sitegen.build.profile import Cost
    from sitegen.build.shared import Shared
    from sitegen.build.work import Finished
    from sitegen.crew import Crew
    from sitegen.model import Split
    from sitegen.site.orders import Order
    from sitegen.site.plan import Part

# So many pieces of work are done in this process, before others could have started.
FEW = 3

# After so many parts it is noted that they are made.
NOTED = 100

NEW = "it is new"
OTHER_FILES = "a file of it was changed or removed"


@dataclass(frozen=True, slots=True)
class Stream:
    """Parts to be brought up to date.

    Args:
        parts: which, asked for as workers become free.
        as_list: whether they show several issues.
        together: how many of them are one piece of work.
        large: whether one of them is worth a worker even where little else is made.
    """

    parts: Iterable[Part]
    as_list: bool = False
    together: int = 1
    large: bool = False


@dataclass(frozen=True, slots=True)
class Ordered:
    """A part that is being made."""

    marks: Marks
    as_list: bool
    order: Order


class Making:
    """A build at work on the parts of a site; what it has done so far.

    Args:
        cache: what is remembered.
        output: the folder of the site.
        site: the file in which the `Site` was left.
        shared: marks of what all parts depend on.
        crew: who does the work.
        progress: told how many parts are done, and of how many.
        expected: how many parts there are, but for lists.
        split: what each of several sites holds.
    """

    def __init__(
        self,
        cache: Cache,
        output: Path,
        site: Path,
        shared: Shared,
        crew: Crew,
        progress: Callable[[int, int], None],
        expected: int,
        split: Split,
    ) -> None:
        self.told: dict[str, object] = {}
        self.problems: list[Problem] = []
        self.written = 0
        self.removed = 0
        self.count = 0
        self.scale = Scale(split)
        self.broken = False
        self.costs: dict[str, Cost] = {}
        self._cache = cache
        self._output = output
        self._root = os.fspath(output)
        self._site = site
        self._shared = shared
        self._crew = crew
        self._progress = progress
        self._expected = expected
        self._done = 0
        self._names: set[str] = set()
        self._ordered: dict[str, Ordered] = {}
        self._blocked: dict[str, Ordered] = {}
        self._wanted: list[str] = []
        self._refused: list[str] = []
        self._gone: set[str] = set()
        self._other_paths = False
        self._roomy = False
        self._unsure = False

    def bring(self, *streams: Stream) -> None:
        """Bring parts up to date, stream after stream; a later one is planned while workers are busy with those before."""
        self._carry_out(task for stream in streams for task in self._tasks(stream))

    def keep_lists(self, faces: bytes) -> bool:
        """Leave all lists as they are, if what they show is what it was and their files stand; else say so."""
        if not faces or self._cache.fact("lists") != faces:
            return False
        rows = [row for name in self._cache.list_names() if (row := self._cache.part(name))]
        if not all(stand(self._root, unpack(row.outputs, Outputs)) for row in rows):
            return False
        for row in rows:
            self._keep(row)
        return True

    def make_room(self, cut_short: bool) -> None:
        """Make the parts that files stood in the way of which no part makes any more, once these are removed.

        Args:
            cut_short: whether an earlier build was killed, so that not all of its files are remembered.
        """
        self._unsure = cut_short or not self._is_listed()
        if self._unsure:
            self._gone |= ledger.listed(self._output, cut_short)
        self._forget({name for name in self._cache.part_names() if not is_put_together(name)} - self._names)
        self._roomy = True
        if not self._blocked:
            return
        # Only these: what is put together later may be the very file that stands there.
        self._remove(lambda path: any(_stands_in_the_way(path, wanted) for wanted in self._wanted))
        blocked, self._blocked = self._blocked, {}
        self._ordered |= blocked
        self._carry_out(Task(self._site, ((name, each.order),)) for name, each in blocked.items())

    def finish(self) -> None:
        """Tell what could not be written, remove what no part makes any more, and list what there is."""
        self.problems += self._not_written()
        self._forget(set(self._cache.part_names()) - self._names)
        self._remove(lambda _path: True)
        if self._unsure or self.removed or self._other_paths:
            ledger.write_list(self._output, chain.from_iterable(map(self._there, self._cache.parts())))
            status = os.stat(self._output / ledger.MARKER)
            self._cache.note("list", pack(left(ledger.MARKER, status)))
        ledger.clear(self._output)

    def _tasks(self, stream: Stream) -> Iterator[Task]:
        needed = (part for part in stream.parts if not self._stands(part, stream.as_list))
        while some := list(islice(needed, stream.together)):
            orders = tuple((part.name, self._ordered[part.name].order) for part in some)
            yield Task(self._site, orders, stream.large)

    def _stands(self, part: Part, as_list: bool) -> bool:
        """Whether a part can be left as it is; if not, it is ordered."""
        self._names.add(part.name)
        marks = self._shared.marks_of(part)
        row = self._cache.part(part.name)
        if row is not None and not why(marks, row, self._root):
            self._keep(row)
            return True
        self._ordered[part.name] = Ordered(marks, as_list, part.order())
        return False

    def _keep(self, row: PartRow) -> None:
        self._names.add(row.name)
        self.told[row.name] = told_by(row)
        self.problems += unpack(row.problems, Problems)
        self._count(row.name, unpack(row.outputs, Outputs))
        self._tell()

    def _carry_out(self, tasks: Iterable[Task]) -> None:
        for several in self._crew.do(carry_out, tasks, FEW, is_large):
            for finished in several:
                self._take(finished, self._ordered.pop(finished.name))
                if self._done % NOTED == 0:
                    self._cache.commit()

    def _take(self, finished: Finished, ordered: Ordered) -> None:
        """Note a part that was made."""
        before = self._cache.part(finished.name)
        if finished.blocked and not self._roomy:
            self._blocked[finished.name] = ordered
            self._wanted += finished.blocked
            return
        problems = (*finished.problems, *map(self._in_the_way, finished.blocked))
        self.problems += problems
        self._refused += finished.refused
        self.costs[finished.name] = finished.cost
        self._tell()
        if finished.broken:
            # What an earlier build made of it stays, and the next one tries again.
            self.broken = True
            if before:
                self.told[finished.name] = told_by(before)
            return
        row = PartRow(
            finished.name,
            ordered.as_list,
            # Without marks the next build tries again.
            pack(() if finished.blocked or finished.refused else ordered.marks),
            pack(finished.outputs),
            lines((*finished.failed, *finished.blocked, *finished.refused)),
            pack(problems),
            pack(finished.told),
        )
        self.broken |= bool(finished.blocked or finished.refused)
        self._cache.put_part(row)
        self.told[finished.name] = finished.told
        self.written += finished.written
        self._count(finished.name, finished.outputs)
        if before:
            self._gone |= _paths(before) - _paths(row)
        # A file that failed is listed only once it is there.
        self._other_paths |= _made(row) != (_made(before) if before else set())

    def _count(self, name: str, outputs: Outputs) -> None:
        self.count += len(outputs)
        self.scale.add(name, outputs)

    def _tell(self) -> None:
        self._done += 1
        self._progress(min(self._done, self._expected), self._expected)

    def _is_listed(self) -> bool:
        """Whether the list of the output's files is the one that the last build wrote."""
        noted = self._cache.fact("list")
        return bool(noted) and stand(self._root, (unpack(noted, Output),))

    def _forget(self, vanished: set[str]) -> None:
        """Forget parts that are no longer there."""
        for name in vanished:
            if row := self._cache.part(name):
                self._gone |= _paths(row)
        self._cache.drop_parts(vanished)

    def _remove(self, chosen: Callable[[str], bool]) -> None:
        """Remove those files that nobody makes any more and that are chosen."""
        if not self._gone:
            return
        for row in self._cache.parts():
            self._gone -= _paths(row)
        some = set(filter(chosen, self._gone))
        self.removed += ledger.remove(self._output, some)
        self._gone -= some

    def _there(self, row: PartRow) -> list[str]:
        """The files of a part that are there. Those of a sound one are: they stand, or were made just now."""
        made, failed = _made(row), texts(row.failed)
        unsure = {*made, *failed} if self.broken else set(failed)
        return sorted(made - unsure | {path for path in unsure if os.path.lexists(f"{self._root}/{path}")})

    def _not_written(self) -> tuple[Problem, ...]:
        """That this user may not write some files: one line, for mostly all in a folder are such."""
        if not self._refused:
            return ()
        others = len(self._refused) - 1
        more = f", nor {others:,} other file{'' if others == 1 else 's'}" if others else ""
        what = f"you may not write this file{more}"
        fix = "let your user write there, then run the same command again"
        return (Problem(f"{self._root}/{min(self._refused)}", 0, what, fix),)

    def _in_the_way(self, path: str) -> Problem:
        what = "something that is not the program's stands in the way of this file"
        return Problem(f"{self._root}/{path}", 0, what, "move it to another place")


def why(marks: Marks, row: PartRow | None, root: str) -> tuple[str, ...]:
    """Why a part is to be made: what is different, for people; nothing where it can be left as it is.

    Args:
        marks: of what it is made of now.
        row: what is remembered of it; None where nothing is.
        root: the folder of the site.
    """
    if row is None:
        return (NEW,)
    now, before = ({each.name: each.mark for each in some} for some in (marks, unpack(row.marks, Marks)))
    other = tuple(name for name in {**now, **before} if now.get(name) != before.get(name))
    if other:
        return other
    return () if stand(root, unpack(row.outputs, Outputs)) else (OTHER_FILES,)


def _stands_in_the_way(path: str, wanted: str) -> bool:
    """Whether a file is where a folder is wanted, or in a folder where a file is wanted.

    >>> _stands_in_the_way("a", "a/index.html"), _stands_in_the_way("a/b", "a"), _stands_in_the_way("a", "ab")
    (True, True, False)
    """
    return wanted.startswith(f"{path}/") or path.startswith(f"{wanted}/")


def told_by(row: PartRow) -> object:
    """What a part told that others are made of."""
    kind: Any = int | Segment | None
    return unpack(row.told, kind)


def _made(row: PartRow) -> set[str]:
    return {each.path for each in unpack(row.outputs, Outputs)}


def _paths(row: PartRow) -> set[str]:
    """The files of a part, those included that could not be made this time and stay as they are."""
    return {*_made(row), *texts(row.failed)}
