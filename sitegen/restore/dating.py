"""A date inferred from what a page reports, where no masthead gives one: the latest reported day, `2024-12-27/..`, not before.

An inferred date is right or absent. The year must be given by the page: in a full date that belongs to the days reported, or in the
sentence of a reported day and once more elsewhere. Where two readings are open, no date is given.
"""

from __future__ import annotations

import datetime
from dataclasses import replace

from sitegen.edtf import Edtf
from sitegen.model import Evidence, Masthead, Story
from sitegen.restore.clean import Line
from sitegen.restore.reported import Day, Text, Year, full_days, reported_days, sentences_of, texts_of, years_in
from sitegen.values import dataclass

NEAR = datetime.timedelta(days=62)
"""The news of one page is of the same weeks: a full date farther from the other days than this is looked back upon."""
EARLY_IN_THE_YEAR = 3
"""Up to this month the year that news names is often the one before, summed up (听取2024年工作总结)."""
LATE_IN_THE_YEAR = 11
"""From this month on a page speaks of the coming year (2025年是收官之年) though it is not yet there."""
LONGEST = 200_000
"""Characters, ten times those of a full page: what is longer is no page, and is not searched."""


@dataclass(frozen=True, slots=True)
class Inferred:
    """A date found in the text: the day, how it is printed, and the day whose sentence gives the year."""

    date: datetime.date
    last: Day
    anchor: Day


def dated(stated: Masthead, stories: tuple[Story, ...], lines: tuple[Line, ...]) -> Masthead:
    """A masthead's facts, with an inferred date where they hold none and the page's text gives one.

    Args:
        stated: what the page states of itself.
        stories: what it reports.
        lines: its lines, for the evidence.
    """
    texts = tuple(texts_of(stories))
    found = None if stated.date or sum(len(text.text) for text in texts) > LONGEST else latest(texts)
    if found is None:
        return stated
    evidence = Evidence("text", _lines_of((found.anchor, found.last), lines), _note(found))
    date = str(Edtf(found.date.year, found.date.month, found.date.day, open_end=True))
    return replace(stated, date=date, evidence={**stated.evidence, "date": evidence})


def latest(texts: tuple[Text, ...]) -> Inferred | None:
    """The latest day that a page reports, None where the year is not certain.

    >>> story = Story("", "", "", "", "", (), "article", None, (), (), ())
    >>> page = "本报讯 11月25日至26日，研讨会暨2023年年会举行。", "11月27日，决赛开赛。", "2023年，43对青年牵手。"
    >>> latest(tuple(Text(story, text, opens=True) for text in page)).date
    datetime.date(2023, 11, 27)
    """
    years = tuple(year for text in texts for sentence in sentences_of(text.text) for year in years_in(sentence))
    newest = max((year.year for year in years if year.past_or_present), default=0)
    days = tuple(day for text in texts for day in reported_days(text))
    anchor = _in_full(texts, newest) or _in_one_sentence(days, years, newest)
    fixed = anchor.of(newest) if anchor else None
    if anchor is None or fixed is None or _may_be_later(anchor, years, newest):
        return None
    placed = [(date, day) for day in days if (date := _placed(day, newest, fixed))]
    near = [(date, day) for date, day in placed if abs(date - fixed) <= NEAR]
    # A day far behind shows that the page is later still, or of another year; a full date must have nothing but news near it.
    if not near or any(date - fixed > NEAR for date, _ in placed) or (anchor.year and len(near) < len(placed)):
        return None
    date, last = max([*near, (fixed, anchor)], key=lambda found: found[0])
    return Inferred(date, last, anchor)


def _in_full(texts: tuple[Text, ...], newest: int) -> Day | None:
    """The latest full date of the page's newest year."""
    days = (day for text in texts for day in full_days(text) if day.year == newest)
    return max(days, key=lambda day: (day.month, day.day), default=None)


def _in_one_sentence(days: tuple[Day, ...], years: tuple[Year, ...], newest: int) -> Day | None:
    """The latest reported day whose sentence names the newest year as present; another sentence must name it as well."""
    named = {year.sentence for year in years if year.year == newest and year.past_or_present}
    present = {year.sentence for year in years if year.year == newest and year.past_or_present and not year.back}
    linked = (day for day in days if not day.year and day.month > EARLY_IN_THE_YEAR and day.sentence in present)
    return max(linked, key=lambda day: (day.month, day.day), default=None) if len(named) > 1 else None


def _may_be_later(anchor: Day, years: tuple[Year, ...], newest: int) -> bool:
    """Whether the page may be of a year after the newest that it surely speaks of."""
    return anchor.month < LATE_IN_THE_YEAR and any(year.year > newest and not year.outlook for year in years)


def _placed(day: Day, newest: int, fixed: datetime.date) -> datetime.date | None:
    """The day in the page's year, or just before it: a page of January reports days of December."""
    before = day.of(newest - 1) if day.year in (0, newest - 1) else None
    if before and fixed - before <= NEAR:
        return before
    return day.of(newest) if day.year in (0, newest) else None


def _lines_of(days: tuple[Day, ...], lines: tuple[Line, ...]) -> tuple[int, ...]:
    """The raw lines on which days stand; where a line's end cuts the day in two, the first line of its story."""
    found = set()
    for day in days:
        own = set(day.story.lines)
        found.add(next((n.number for n in lines if n.number in own and day.printed in n.text), min(own, default=0)))
    return tuple(sorted(found - {0}))


def _note(found: Inferred) -> str:
    """The inference in words, for the site and the editor."""
    last, anchor = found.last, found.anchor
    where = f"{anchor.month}月{anchor.day}日"
    how = f"文中写明{anchor.year}年{where}" if anchor.year else f"报道{where}的一句称{found.date.year}年"
    return f"版面未印日期；版上最晚的报道日期是{last.month}月{last.day}日，{how}。"
