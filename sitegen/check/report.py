"""What checks find, and how it is brought together."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING, TypeVar

from sitegen.problems import Problem, ProblemError
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sitegen.check.decided import DoubtfulCharacter

Given = TypeVar("Given")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True, order=True)
class Note:
    """Something a person should know though nothing needs to be done; told as a problem is, but no problem."""

    told: Problem


Finding = Problem | Note


@dataclass(frozen=True, slots=True)
class Found:
    """What the checks found: problems need a person, notes do not. Each with the name of the check that found it."""

    problems: tuple[tuple[str, Problem], ...] = ()
    notes: tuple[tuple[str, Problem], ...] = ()

    def __add__(self, other: Found) -> Found:
        """Both."""
        return Found(self.problems + other.problems, self.notes + other.notes)


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was checked and what was found.

    Args:
        issues, articles: of the archive.
        pages: of the built site.
        problems: what needs a person.
        notes: what a person should know.
        doubts: conversions that nothing decided.
        found: for each check by its name, how many problems and notes it found.
    """

    issues: int
    articles: int
    pages: int
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...] = ()
    doubts: tuple[DoubtfulCharacter, ...] = ()
    found: Mapping[str, int] = field(default_factory=dict)


def gathered(findings: Iterable[tuple[str, Finding]]) -> Found:
    """Findings with the names of their checks, told apart."""
    problems, notes = [], []
    for name, one in findings:
        if isinstance(one, Note):
            notes.append((name, one.told))
        else:
            problems.append((name, one))
    return Found(tuple(problems), tuple(notes))


def tried(name: str, file: str, look: Callable[[], Result]) -> tuple[Result | None, tuple[Finding, ...]]:
    """What a check says, None where it could not; and then what kept it: one that cannot go on stops no other.

    Args:
        name: the check's.
        file: what it looks at, for a fault of the program itself.
        look: carries it out.
    """
    try:
        return look(), ()
    except ProblemError as error:
        return None, (error.problem,)
    except OSError as error:
        what = f"cannot be read: {error.strerror or error}"
        fix = "check that it is there and that you may read it"
        return None, (Problem(str(error.filename or file), 0, what, fix),)
    except Exception as error:  # a fault of the program must not stop the other checks either
        what = f"the check '{name}' failed here ({type(error).__name__}: {error})"
        return None, (Problem(file, 0, what, "report this line with the file"),)


def asked(check: Callable[[Given], Iterable[Finding]], given: Given, file: str) -> list[tuple[str, Finding]]:
    """What a check finds in what it is given, each with the check's name."""
    name = check.__name__
    found, wrong = tried(name, file, lambda: tuple(check(given)))
    return [(name, one) for one in (*(found or ()), *wrong)]


def below(found: Finding, folder: str) -> Finding:
    """A finding told of a file by its place in a folder."""
    if isinstance(found, Note) or found.file.startswith(folder):
        return found
    return replace(found, file=f"{folder}/{found.file}")
