"""Errors for people: where, what, and what to do about it. One formatter for every one of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sitegen.names import is_utf_8

# What is wrong quotes the text that is wrong, which may have no end; the longest that a person wrote is told whole.
LONGEST = 500


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """Something in the content that needs a person.

    Args:
        file: the path as the user would type it.
        line: counted from 1; 0 where the whole file is meant.
        what: what is wrong.
        fix: what to do, in the imperative; "" only where nothing can be advised.
    """

    file: str
    line: int
    what: str
    fix: str = ""

    def __post_init__(self) -> None:
        r"""Write what is no character as `\xff`: a file's name may hold any bytes, and nothing that is told or kept may."""
        if not is_utf_8(self.file):
            object.__setattr__(
                self, "file", self.file.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            )

    def __str__(self) -> str:
        r"""`file:line: what; what to do`, the one form in which problems are told.

        >>> str(Problem("pages.yaml", 3, "the date 2021-13-01 does not exist", "correct it"))
        'pages.yaml:3: the date 2021-13-01 does not exist; correct it'
        >>> str(Problem("a.txt", 0, "the file is empty", "remove it"))
        'a.txt: the file is empty; remove it'

        What would break the line, or do something to a terminal, is spelt out; a file's name may hold it.

        >>> print(Problem("a\nb.txt", 0, "the file is empty", "remove it"))
        a\nb.txt: the file is empty; remove it
        """
        where = f"{self.file}:{self.line}" if self.line else self.file
        what = self.what if len(self.what) <= LONGEST else f"{self.what[:LONGEST]}…"
        told = f"{where}: {what}; {self.fix}" if self.fix else f"{where}: {what}"
        return told if told.isprintable() else "".join(map(_spelt_out, told))


def _spelt_out(character: str) -> str:
    return character if character.isprintable() else repr(character)[1:-1]


def misnamed(path: str) -> Problem:
    r"""That a file's name is not text.

    >>> str(misnamed("raw/\udcff.txt"))
    'raw/\\xff.txt: the name is not UTF-8, so the file is left out; rename it'
    """
    return Problem(path, 0, "the name is not UTF-8, so the file is left out", "rename it")


class ProblemError(Exception):
    """Raised where work on one file cannot go on; carries the problem for the edge to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """The known word nearest to a misspelt one, or "" where none is near.

    >>> did_you_mean("tilte", ["title", "kicker"])
    'title'
    >>> did_you_mean("tags", ["title", "kicker"])
    ''
    """
    # It takes long to load, and nearly always nothing is misspelt.
    import difflib

    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.75)
    return near[0] if near else ""
