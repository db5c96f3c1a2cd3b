"""Dates as an archive needs them: the part of EDTF level 1 (ISO 8601-2) that newspapers use.

A date is known to the day (`2021-08-18`), the month (`2021-08`) or the year (`2021`). It may be about right
(`2024-12~`) or the earliest possible one (`2024-12-27/..`, not before). Nothing else of the standard is read.
"""

from __future__ import annotations

import datetime
import re
from functools import lru_cache

from sitegen.values import dataclass

SHAPE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(~)?(/\.\.)?", re.ASCII)

# Undated issues stand after all dated ones.
UNDATED = (10_000, 0, 0, 0)

# A page tells the same few dates again and again; these are the days of ten years.
REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date and how far it is known.

    Args:
        year, month, day: None where the date is not known so far.
        approximate: written `~`, about.
        open_end: written `/..`, not before.
    """

    year: int
    month: int | None = None
    day: int | None = None
    approximate: bool = False
    open_end: bool = False

    def __str__(self) -> str:
        """The date as EDTF writes it.

        >>> str(Edtf(2024, 12, 27, open_end=True))
        '2024-12-27/..'
        """
        parts = [f"{self.year:04}", *(f"{part:02}" for part in (self.month, self.day) if part is not None)]
        return "-".join(parts) + "~" * self.approximate + "/.." * self.open_end

    @property
    def exact(self) -> bool:
        """Whether it names one day and nothing else."""
        return self.day is not None and not self.approximate and not self.open_end

    @property
    def calendar_day(self) -> datetime.date | None:
        """The day as a calendar date, None where the day is not known; for an open end it is the earliest day."""
        if self.month is None or self.day is None:
            return None
        return datetime.date(self.year, self.month, self.day)


@lru_cache(maxsize=REMEMBERED)
def parse(text: str) -> Edtf | None:
    """Read a date; None where the text is no such date, or names a day that never was.

    >>> parse("2021-08-18")
    Edtf(year=2021, month=8, day=18, approximate=False, open_end=False)
    >>> parse("2024-12~").approximate, parse("2024-12-27/..").open_end
    (True, True)
    >>> parse("2021-02-30"), parse("2021-13"), parse("8月18日")
    (None, None, None)
    """
    match = SHAPE.fullmatch(text)
    if match is None:
        return None
    year, month, day = (int(part) if part else None for part in match.group(1, 2, 3))
    try:
        datetime.date(year or 0, month or 1, 1 if day is None else day)
    except ValueError:
        return None
    if year is None or month == 0:
        return None
    return Edtf(year, month, day, approximate=bool(match[4]), open_end=bool(match[5]))


def sort_key(text: str) -> tuple[int, int, int, int]:
    """Where a date stands among others: an unknown month or day before the known ones, the undated last.

    >>> sorted(["", "2021-08-18/..", "2021-08-18", "2021-08", "2020"], key=sort_key)
    ['2020', '2021-08', '2021-08-18', '2021-08-18/..', '']
    """
    date = parse(text)
    if date is None:
        return UNDATED
    return (date.year, date.month or 0, date.day or 0, 2 * date.open_end + date.approximate)


def is_exact(text: str) -> bool:
    """Whether a text names one day, neither about nor open.

    >>> is_exact("2021-08-18"), is_exact("2021-08"), is_exact("2021-08-18~")
    (True, False, False)
    """
    date = parse(text)
    return date is not None and date.exact
