"""How much the YAML of a file may hold: far more than anybody writes, and so little that nothing takes long or runs out of memory."""

from __future__ import annotations

from sitegen.problems import Problem, ProblemError

# An issue of a hundred pages that are all advertisements stays below a tenth of it.
MOST_CHARACTERS = 4_000_000

# Lists in keys in lists: the program's own files need six.
DEEPEST = 20

# Keys, values, lists: everything there is.
MOST_NODES = 200_000

# In one mapping; each that is unknown is compared with all that are known.
MOST_KEYS = 10_000


def refuse_long(text: str, file: str, line: int) -> None:
    """See that a text is not too long to be read.

    Args:
        text: the YAML.
        file: its name, for the problem.
        line: on which it begins.

    Raises:
        ProblemError: it is too long.
    """
    if len(text) > MOST_CHARACTERS:
        raise too_many(file, line, MOST_CHARACTERS, "characters of YAML")


def too_deep(file: str, line: int) -> ProblemError:
    """That lists and keys are nested too deep."""
    return ProblemError(Problem(file, line, "YAML nested too deep", f"flatten it; {DEEPEST} levels are the most"))


def too_many(file: str, line: int, most: int, what: str) -> ProblemError:
    """That there is too much of something."""
    return ProblemError(Problem(file, line, f"more than {most} {what}", "remove what does not belong here"))
