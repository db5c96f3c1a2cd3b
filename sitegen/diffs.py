"""How `sitegen import --diff` shows what would change: coloured on a terminal, plain elsewhere, as data for machines."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from sitegen.content.changes import Change, Kind

KINDS: Mapping[Kind, str] = {
    "new": "new",
    "changed": "changed",
    "removed": "removed",
    "kept": "kept, for an editor has been at work here; this is what the program would write",
}
"""Each kind of change, in words."""

STYLES = (("---", "bold"), ("+++", "bold"), ("@@", "cyan"), ("-", "red"), ("+", "green"))
VISIBLE = {number: 0x2400 + number for number in range(32) if chr(number) != "\t"} | {0x7F: 0x2421}
"""Control characters as their pictures, so that no text commands the terminal."""


def show(changes: tuple[Change, ...]) -> None:
    """Print the changes, each with a line that says what it is."""
    # Imported here because it takes longer than a small import.
    from rich.console import Console
    from rich.text import Text

    console = Console(highlight=False, soft_wrap=True, emoji=False, markup=False)
    for change in changes:
        console.print(Text(f"{visible(change.after or change.before)} ({KINDS[change.kind]})", "bold"))
        for line in change.lines():
            console.print(Text(visible(line), style_of(line)))


def visible(line: str) -> str:
    r"""A line with its control characters made visible.

    >>> visible("会议\x1b[2J")
    '会议␛[2J'
    """
    return line.translate(VISIBLE)


def style_of(line: str) -> str:
    """How a line of a diff is coloured.

    >>> [style_of(line) for line in ("--- a", "@@ -1 +1 @@", "-甲", "+乙", " 丙")]
    ['bold', 'cyan', 'red', 'green', '']
    """
    return next((style for start, style in STYLES if line.startswith(start)), "")


def counts(changes: tuple[Change, ...]) -> tuple[tuple[str, int], ...]:
    """How many changes there are of each kind."""
    numbers = Counter(change.kind for change in changes)
    return tuple((kind, numbers[kind]) for kind in KINDS)


def as_data(changes: tuple[Change, ...]) -> list[dict[str, str]]:
    """The changes for machines; `diff` is the unified diff."""
    return [
        {"kind": one.kind, "before": one.before, "after": one.after, "diff": "\n".join(one.lines())} for one in changes
    ]
