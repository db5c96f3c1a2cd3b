"""Problems and notes as GitHub Actions shows them beside the lines they are about.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from sitegen.problems import Problem

Level = Literal["error", "warning", "notice"]

# What would end a message or a property, as GitHub wants it written; the percent sign first.
MESSAGE = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"))
PROPERTY = (*MESSAGE, (":", "%3A"), (",", "%2C"))


def annotation(level: Level, told: Problem, title: str) -> str:
    r"""One problem as a command of GitHub's. The whole line is in the message too, for logs show nothing else.

    >>> from sitegen.problems import Problem
    >>> print(annotation("error", Problem("a,b.md", 3, "100%\nsure", "mend it"), "sitegen check"))
    ::error file=a%2Cb.md,line=3,title=sitegen check::a,b.md:3: 100%25\nsure; mend it
    >>> print(annotation("notice", Problem("b.md", 0, "no line"), "sitegen check"))
    ::notice file=b.md,title=sitegen check::b.md: no line
    """
    line = f",line={told.line}" if told.line else ""
    place = f"file={_escaped(told.file, PROPERTY)}{line},title={_escaped(title, PROPERTY)}"
    return f"::{level} {place}::{_escaped(str(told), MESSAGE)}"


def in_the_repository(told: Problem) -> Problem:
    """The problem with its path as GitHub knows it: relative to the checkout, whichever folder the command runs in."""
    checkout = os.environ.get("GITHUB_WORKSPACE", "")
    path = Path(told.file).absolute()
    if not checkout or not path.is_relative_to(checkout):
        return told
    return replace(told, file=path.relative_to(checkout).as_posix())


def _escaped(text: str, table: tuple[tuple[str, str], ...]) -> str:
    for character, code in table:
        text = text.replace(character, code)
    return text
