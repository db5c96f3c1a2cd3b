"""How far a command has come: a bar on a terminal, a few plain lines anywhere else.

Everything goes to standard error, so that standard output stays free for results.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

Progress = Callable[[int, int], None]

PLAIN_LINES = 4  # how many lines a long run writes to a log: enough to see it move, few enough to read


@contextmanager
def shown_progress(task: str) -> Iterator[Progress]:
    """A function to call with `(done, of)` while `task` runs, and its display as long as the block lasts.

    Args:
        task: what is being done, such as `Importing`.

    Yields:
        The function; it may be called often and from any thread.
    """
    if sys.stderr.isatty():
        with _bar(task) as advance:
            yield advance
    else:
        yield plain_lines(task, note)


def plain_lines(task: str, write: Callable[[str], None]) -> Progress:
    """Progress as plain lines: one each time another quarter is done.

    >>> advance = plain_lines("Importing", print)
    >>> for done in range(9):
    ...     advance(done, 8)
    Importing: 2 of 8
    Importing: 4 of 8
    Importing: 6 of 8
    Importing: 8 of 8
    """
    told = 0

    def advance(done: int, of: int) -> None:
        nonlocal told
        quarter = done * PLAIN_LINES // of if of else 0
        if quarter > told:
            told = quarter
            write(f"{task}: {done} of {of}")

    return advance


def silent(_done: int, _of: int) -> None:
    """Progress that nobody watches, such as that of a rebuild while serving."""


@contextmanager
def _bar(task: str) -> Iterator[Progress]:
    # Imported here because it takes longer than the rest of the command line together.
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as display:
        bar = display.add_task(task, total=None)

        def advance(done: int, of: int) -> None:
            display.update(bar, completed=done, total=of)

        yield advance


def note(line: str) -> None:
    """Say something about a long run, beside how far it has come."""
    print(line, file=sys.stderr, flush=True)
