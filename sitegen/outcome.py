"""What a command did, told: numbers and problems, as text or as JSON, and the exit status that goes with them."""

from __future__ import annotations

import errno
import json
import re
from collections.abc import Callable
from dataclasses import asdict, replace
from pathlib import Path

import click

from sitegen.annotations import annotation, in_the_repository
from sitegen.problems import Problem, ProblemError
from sitegen.values import dataclass

DONE, NEEDS_A_PERSON, INTERRUPTED = 0, 1, 130

# Half a character, as a byte of a file's name that is none.
HALF = re.compile("[\ud800-\udfff]")

ADVICE = {
    errno.ENOSPC: "free some space, then run the same command again",
    errno.EDQUOT: "free some space, then run the same command again",
    errno.EACCES: "let your user read and write it, then run the same command again",
    errno.EPERM: "let your user read and write it, then run the same command again",
    errno.EROFS: "use a folder that can be written to",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command did, for the user.

    Args:
        command: its name.
        counts: each number with its name, in the order they are told.
        problems: what needs a person.
        results: whatever else machines are told, by name.
        notes: what a person should know though nothing needs to be done, in words or told like a problem; it changes no exit
            status.
    """

    command: str
    counts: tuple[tuple[str, int], ...]
    problems: tuple[Problem, ...] = ()
    results: tuple[tuple[str, object], ...] = ()
    notes: tuple[str | Problem, ...] = ()


Work = Callable[[], Outcome]


def finish(command: str, form: str, work: Work) -> None:
    """Do the work, tell what came of it in the form asked for, and end with the exit status."""
    try:
        outcome = work()
    except BrokenPipeError:
        raise
    except (ProblemError, OSError) as error:
        outcome = Outcome(command, (), (problem_of(error),))
    outcome = replace(
        outcome,
        problems=tuple(map(_as_typed, outcome.problems)),
        notes=tuple(_as_typed(note) if isinstance(note, Problem) else note for note in outcome.notes),
    )
    tell = {"json": _tell_json, "text": _tell_text, "github": _tell_github}[form]
    tell(outcome)
    click.get_current_context().exit(NEEDS_A_PERSON if outcome.problems else DONE)


def _tell_json(outcome: Outcome) -> None:
    problems = [asdict(problem) for problem in outcome.problems]
    numbers = {**dict(outcome.counts), **dict(outcome.results)}
    notes = [asdict(note) if isinstance(note, Problem) else note for note in outcome.notes]
    told = {"command": outcome.command, **numbers, "notes": notes, "problems": problems}
    # A file's name may be bytes that are no characters; only escapes can write it then.
    text = json.dumps(told, ensure_ascii=False)
    click.echo(json.dumps(told) if HALF.search(text) else text)


def _tell_text(outcome: Outcome) -> None:
    _tell_counts(outcome)
    for note in outcome.notes:
        click.echo(str(note))
    for problem in outcome.problems:
        tell_problem(problem)


def _tell_github(outcome: Outcome) -> None:
    """For the log of GitHub Actions, which shows problems and notes beside the lines they are about."""
    _tell_counts(outcome)
    title = f"sitegen {outcome.command}"
    for note in outcome.notes:
        click.echo(annotation("notice", in_the_repository(note), title) if isinstance(note, Problem) else note)
    for problem in outcome.problems:
        click.echo(annotation("error", in_the_repository(problem), title))


def _tell_counts(outcome: Outcome) -> None:
    if outcome.counts:
        click.echo(f"{outcome.command}: " + ", ".join(_counted(name, number) for name, number in outcome.counts))


def _counted(name: str, number: int) -> str:
    """A number with its name.

    >>> _counted("pages", 1), _counted("pages", 5), _counted("written", 1)
    ('1 page', '5 pages', '1 written')
    """
    return f"{number} {name.removesuffix('s') if number == 1 else name}"


def tell_problem(problem: Problem) -> None:
    """Tell a problem, in its one line."""
    click.echo(str(_as_typed(problem)), err=True)


def problem_of(error: ProblemError | OSError) -> Problem:
    """The problem an error carries, or one made of what the system says.

    >>> str(problem_of(PermissionError(errno.EACCES, "Permission denied", "output/index.html")))
    'output/index.html: permission denied; let your user read and write it, then run the same command again'
    """
    if isinstance(error, ProblemError):
        return error.problem
    what = (error.strerror or str(error) or type(error).__name__).lower()
    fix = ADVICE.get(error.errno or 0, "mend that, then run the same command again")
    return Problem(str(error.filename or "sitegen"), 0, what, fix)


def _as_typed(problem: Problem) -> Problem:
    """The problem with its path as the user would type it: relative where it lies below the working directory."""
    path, here = Path(problem.file), Path.cwd()
    return replace(problem, file=str(path.relative_to(here))) if path.is_relative_to(here) else problem
