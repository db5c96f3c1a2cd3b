"""What a build would do, and why; nothing of the site is touched."""

from __future__ import annotations

import os
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.build.making import told_by, why
from sitegen.build.remake import prepare, scratch_of
from sitegen.build.run import glance, remembering
from sitegen.crew import crew
from sitegen.site.plan import SEARCH, SEGMENT, put_together
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.build.cache import Cache
    from sitegen.build.run import Glance
    from sitegen.model import Split
    from sitegen.problems import Problem
    from sitegen.workers import Workers


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What a build would do.

    Args:
        made: the parts that would be made, each with what is different.
        removed: the parts that would go.
        standing: how many would stay as they are.
        problems: what needs a person.
        notes: what a person should know.
    """

    made: tuple[tuple[str, tuple[str, ...]], ...]
    removed: tuple[str, ...]
    standing: int
    problems: tuple[Problem, ...]
    notes: tuple[str, ...]

    def lines(self) -> Iterator[str]:
        """It for people: a part a line."""
        for name, reasons in self.made:
            yield f"make {name}: {', '.join(reasons)}"
        for name in self.removed:
            yield f"remove {name}"


def foresee(content: Path, output: Path, workers: Workers, split: Split = "") -> Foreseen:
    """What `build` with the same arguments would make; what of the archive changed is read, and that is remembered.

    Raises:
        ProblemError: nothing can be made at all, or another build is at work.
    """
    return remembering(content, output, lambda cache: _foresee(cache, output, glance(content, split), workers))


def _foresee(cache: Cache, output: Path, seen: Glance, workers: Workers) -> Foreseen:
    with crew(workers) as engaged, scratch_of(cache) as scratch:
        ready = prepare(cache, seen, scratch, engaged)
        root = os.fspath(output)
        told: dict[str, object] = {}
        made: dict[str, tuple[str, ...]] = {}
        names: set[str] = set()
        first = (*ready.plan.segments, *ready.plan.issues(), *ready.plan.lists())
        for part in chain(first, put_together(ready.shelf, ready.settings, ready.plan, told)):
            names.add(part.name)
            row = cache.part(part.name)
            if row:
                told[part.name] = told_by(row)
            if reasons := why(ready.shared.marks_of(part), row, root):
                made[part.name] = reasons
        if any(name.startswith(SEGMENT) for name in made) and SEARCH in names:
            made.setdefault(SEARCH, ("the segments",))
        before = set(cache.part_names())
        standing = len(names) - len(made)
        return Foreseen(tuple(made.items()), tuple(sorted(before - names)), standing, ready.problems, ready.notes)
