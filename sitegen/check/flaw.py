"""What is wrong in a file of the site, gathered: what a template does wrong on ten thousand pages is told once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.check.report import Finding, Note
from sitegen.problems import Problem
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in one file of the site.

    Args:
        what: what is wrong.
        fix: what to do.
        line: of the file; 0 where the whole of it is meant.
        group: by what the same flaw of other files is known; "" where by `what`.
        rank: how bad it is; of a group the worst is shown, of equals the first.
        note: nothing needs to be done about it.
    """

    what: str
    fix: str
    line: int = 0
    group: str = ""
    rank: int = 0
    note: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A flaw with the file that is shown of all that have it, and how many these are."""

    flaw: Flaw
    file: str
    count: int = 1

    def both(self, other: Told) -> Told:
        """This and another of its group: the worse one, or the one whose file comes first."""
        shown = min(self, other, key=lambda one: (-one.flaw.rank, one.file, one.flaw.line))
        return replace(shown, count=self.count + other.count)

    def finding(self, output: Path) -> Finding:
        """What a person is told."""
        more = self.count - 1
        others = f" (so {'is' if more == 1 else 'are'} {more:,} other file{'' if more == 1 else 's'})" if more else ""
        problem = Problem(str(output / self.file), self.flaw.line, self.flaw.what + others, self.flaw.fix)
        return Note(problem) if self.flaw.note else problem


Key = tuple[str, str]
"""A check's name and a flaw's group."""


def gather(found: Iterable[tuple[Key, Told]], into: dict[Key, Told]) -> None:
    """Take flaws in, each to its group."""
    for key, told in found:
        into[key] = into[key].both(told) if key in into else told


def told_of(check: str, file: str, flaws: Iterable[Flaw]) -> Iterator[tuple[Key, Told]]:
    """A file's flaws as they are gathered; of a group only the first, so that a count is one of files."""
    seen = set()
    for flaw in flaws:
        key = (check, flaw.group or flaw.what)
        if key not in seen:
            seen.add(key)
            yield key, Told(flaw, file)
