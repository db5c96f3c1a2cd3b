"""What a check found, as rows of one table: printed, kept, and written into docs/quality.md."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

BEGIN, END = "<!-- audit: begin -->", "<!-- audit: end -->"


@dataclass(frozen=True, slots=True)
class Row:
    """One thing measured.

    Args:
        check: which check measured it.
        site: `real` or `generated`.
        subject: what was measured, in words.
        measured: the figure, as it is shown.
        bar: what it must be, "" where it is only told.
        met: whether it is.
    """

    check: str
    site: str
    subject: str
    measured: str
    bar: str = ""
    met: bool = True


@dataclass(frozen=True, slots=True)
class Findings:
    """What one check found.

    Args:
        rows: its part of the table.
        faults: what is to be mended, each in one line with the page it is on; for the terminal.
        day: when it was measured, ISO 8601.
        tools: the versions of what measured it.
    """

    rows: tuple[Row, ...]
    faults: tuple[str, ...] = ()
    day: str = ""
    tools: tuple[str, ...] = ()

    @property
    def met(self) -> bool:
        """Whether every bar is met."""
        return all(row.met for row in self.rows)


def count_row(check: str, site: str, subject: str, number: int) -> Row:
    """A row of something that must not occur.

    >>> count_row("axe", "real", "violations", 2).met
    False
    """
    return Row(check, site, subject, f"{number:,}", "0", number == 0)


def keep(findings: Findings, file: Path) -> None:
    """Keep a check's findings, so that checks can be run one by one and told together."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(asdict(findings), ensure_ascii=False, indent=1), "utf-8")


def kept(file: Path) -> Findings | None:
    """What was kept, None where the check has not been run."""
    if not file.exists():
        return None
    values = json.loads(file.read_text("utf-8"))
    rows = tuple(Row(**row) for row in values["rows"])
    return Findings(rows, tuple(values["faults"]), values["day"], tuple(values["tools"]))


def markdown(all_findings: tuple[Findings, ...]) -> str:
    """The table of all checks, with the days and the tools."""
    lines = ["| check | site | what | measured | bar | |", "|---|---|---|---|---|---|"]
    for row in (row for findings in all_findings for row in findings.rows):
        mark = "" if not row.bar else "met" if row.met else "**missed**"
        lines.append(f"| {row.check} | {row.site} | {row.subject} | {row.measured} | {row.bar} | {mark} |")
    days = sorted({findings.day for findings in all_findings if findings.day})
    tools = sorted({tool for findings in all_findings for tool in findings.tools})
    return "\n".join([*lines, "", f"Measured on {' and '.join(days)} with {', '.join(tools)}.", ""])


def plain(rows: tuple[Row, ...]) -> str:
    """Rows for a terminal, in columns."""
    cells = [(row.check, row.site, row.subject, row.measured, row.bar and f"bar {row.bar}") for row in rows]
    widths = [max((len(cell[column]) for cell in cells), default=0) for column in range(5)]
    marks = ["" if not row.bar else "met" if row.met else "MISSED" for row in rows]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(cell, widths, strict=True)) + f"  {mark}"
        for cell, mark in zip(cells, marks, strict=True)
    )


def put_between_marks(document: str, text: str) -> str:
    r"""A document with `text` between its two marks.

    Raises:
        ValueError: where the document does not have both.

    >>> put_between_marks(f"a {BEGIN} old {END} b", "new") == f"a {BEGIN}\nnew{END} b"
    True
    """
    before, _, rest = document.partition(BEGIN)
    _, found, after = rest.partition(END)
    if not found:
        raise ValueError(f"the document has no {BEGIN} … {END}")
    return f"{before}{BEGIN}\n{text}{END}{after}"
