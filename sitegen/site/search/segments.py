"""Which issues share a segment of the index.

Every issue has a mark, a number that hangs on nothing but its name. Runs end after issues with strong marks, wherever these stand; so
an issue that comes or goes changes the run it stands in, and hardly ever another.
"""

from __future__ import annotations

import hashlib
from itertools import accumulate
from typing import TYPE_CHECKING

from sitegen.site.search.printed import size
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sitegen.model import Issue
    from sitegen.site.search.measures import Measures

MARK_BYTES = 8


@dataclass(frozen=True, slots=True)
class Segment:
    """A segment that is made, for the file that names them all: its name, its version, and its numbers as they stand there."""

    name: str
    version: str
    documents: int
    places: int
    bits: int


@dataclass(frozen=True, slots=True)
class Sized:
    """An issue with its mark (the smaller the stronger) and the characters of its texts."""

    issue: Issue
    mark: bytes
    size: int


def issue_size(issue: Issue) -> int:
    """The characters of an issue's texts."""
    return sum(map(size, issue.articles))


def segments(
    issues: Sequence[Issue], measures: Measures, size_of: Callable[[Issue], int] = issue_size
) -> tuple[tuple[Issue, ...], ...]:
    """Divide issues, which stand in the order of results by date, into runs.

    The newest up to `measures.fresh` characters are one, so that the newest issue does not change a large segment each time; what is
    before them is divided into runs of at most `measures.largest` (or one issue). Issues without articles are in none.

    Args:
        issues: all of them.
        measures: how large segments are.
        size_of: the characters of an issue's texts, `issue_size` where these are at hand.
    """
    sized = tuple(Sized(issue, mark(issue), size_of(issue)) for issue in issues if issue.articles)
    fresh = _fresh(sized, measures)
    runs = (sized[:fresh], *_divided(sized[fresh:], measures.largest))
    return tuple(tuple(each.issue for each in run) for run in runs if run)


def mark(issue: Issue) -> bytes:
    """An issue's mark."""
    return hashlib.sha256(f"{issue.slug}/{issue.key}".encode()).digest()[:MARK_BYTES]


def _fresh(sized: Sequence[Sized], measures: Measures) -> int:
    """How many of the newest issues are a run of their own."""
    upto = list(accumulate(each.size for each in sized))
    if not sized or upto[-1] <= measures.fresh:
        return len(sized)
    within = [place for place, total in enumerate(upto) if total <= measures.fresh]
    return 1 + min(within, key=lambda place: sized[place].mark) if within else 0


def _divided(run: Sequence[Sized], largest: int) -> Iterator[Sequence[Sized]]:
    """Cut a run that is too long after its strongest mark, and what comes of it in turn."""
    waiting = [run]
    while waiting:
        part = waiting.pop()
        if len(part) <= 1 or sum(each.size for each in part) <= largest:
            yield part
            continue
        cut = 1 + min(range(len(part) - 1), key=lambda place: part[place].mark)
        waiting += [part[cut:], part[:cut]]
