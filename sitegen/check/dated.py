"""Whether everything that tells an issue's day tells the same one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen import edtf
from sitegen.check.places import key_line
from sitegen.check.report import Finding, Note
from sitegen.content.filing import UNDATED, unmarked
from sitegen.problems import Problem
from sitegen.restore.calendar import lunar_day, lunar_of
from sitegen.restore.masthead import disagreements, masthead, same_day

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.check.looked import Looked

STATE = "state the date in raw/pages.yaml and import again"


def dated(looked: Looked) -> Iterator[Finding]:
    """Whether the issue's date is the one that its folder is called by, its lunar date means and its mastheads print.

    What an editor states outranks what is printed; then only the folder is compared.
    """
    if looked.broken:
        return
    issue = looked.issue
    yield from _folder(looked)
    origin = issue.evidence["date"].origin if "date" in issue.evidence else ""
    if origin == "editor":
        return
    printed = list(_printed(looked))
    yield from printed
    date = edtf.parse(issue.date)
    day = date.calendar_day if date and date.exact else None
    by_moon = lunar_of(day) if day else None
    if issue.lunar and by_moon and not printed and not same_day(lunar_day(issue.lunar), by_moon):
        what = f"农历{issue.lunar}, but {issue.date} is 农历{by_moon}"
        yield Problem(looked.file, key_line(looked.text, "lunar"), what, f"correct one of them, or {STATE}")


def _folder(looked: Looked) -> Iterator[Finding]:
    """The folder's name against the date."""
    issue = looked.issue
    named = unmarked(issue.key) or issue.key
    if edtf.is_exact(named) and issue.date != named:
        what = f"the date is '{issue.date}', but the folder is called {issue.key}"
        yield Problem(
            looked.file, key_line(looked.text, "date"), what, f"correct the date; if the folder is wrong, {STATE}"
        )
    elif named == UNDATED and edtf.is_exact(issue.date):
        what = f"the date is {issue.date}, but the folder is called {issue.key}"
        yield Note(
            Problem(looked.file, key_line(looked.text, "date"), what, f"leave it, for addresses last, or {STATE}")
        )


def _printed(looked: Looked) -> Iterator[Finding]:
    """What the mastheads print: a day that is not the issue's, a weekday or a lunar date that is not the day's."""
    issue = looked.issue
    for page in looked.issue.pages:
        stated = masthead(page.furniture, looked.given.settings.newspapers)
        yield from disagreements(page.furniture, stated, str(looked.raws[page.file].path))
        if stated.date and issue.date and stated.date != issue.date:
            what = f"the date is '{issue.date}', but {page.file} prints {stated.date}"
            lines = stated.evidence["date"].lines
            where = f" (line {lines[0]})" if lines else ""
            yield Problem(looked.file, key_line(looked.text, "date"), what + where, f"correct it, or {STATE}")
