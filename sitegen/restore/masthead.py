"""What a page states about its own issue: newspaper, date, lunar date, running number, serial number, page (版) and its name."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Mapping

from sitegen.model import Evidence, Furniture, Masthead, Newspaper
from sitegen.problems import Problem
from sitegen.restore.calendar import (
    WEEKDAYS,
    LunarDay,
    civil_of,
    civil_year,
    date,
    lunar,
    lunar_day,
    lunar_of,
    weekday,
)
from sitegen.restore.imprint import newspaper, number, page_alone, page_name, page_number, serial_number, solid
from sitegen.restore.scripts import simplified
from sitegen.restore.tables import DATE_IN_PARTS, PRINTED_DATE
from sitegen.values import dataclass

CORRECT = "correct the date in pages.yaml"
MOST = 500
"""Entries of mastheads and folios that are read; a page has a dozen, a file that is all adverts has no end of them."""
LONGEST = 2000
"""Characters of a masthead that is set in one piece; what is longer is an advert, whatever it begins with."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something the page states, and where."""

    value: str
    evidence: Evidence


def masthead(furniture: tuple[Furniture, ...], known: tuple[Newspaper, ...] = ()) -> Masthead:
    """Read a page's own statements from its mastheads and folios; a fact stated twice is taken where it stands first.

    Args:
        furniture: the page's furniture; only mastheads and folios speak of the issue.
        known: newspapers known by name. A known name is preferred to a word that merely looks like one, and a serial number
            tells the name where none is printed.

    >>> found = masthead((Furniture("folio", (3, 3), "人民日报 2026年6月14日 星期日 第6版 港澳台侨"),))
    >>> found.newspaper, found.date, found.page, found.page_name
    ('人民日报', '2026-06-14', 6, '港澳台侨')
    """
    entries = tuple(e for e in furniture if e.kind in ("masthead", "folio") and len(e.text) <= LONGEST)[:MOST]
    facts = {name: fact for name, read in READERS if (fact := _first(entries, read))}
    if newspaper := _newspaper(entries, facts.get("cn"), known):
        facts["newspaper"] = newspaper
    if "page" not in facts and "date" in facts and (page := _first(_not_in_parts(entries), page_alone)):
        facts["page"] = page
    if "date" not in facts and "lunar" in facts and (converted := _from_lunar(entries, facts["lunar"])):
        facts["date"] = converted
    if name := _page_name(entries, "page" in facts, known):
        facts["page_name"] = name
    values = {name: fact.value for name, fact in facts.items()}
    return Masthead(
        newspaper=values.get("newspaper", ""),
        date=values.get("date", ""),
        lunar=values.get("lunar", ""),
        number=values.get("number", ""),
        cn=values.get("cn", ""),
        page=int(values["page"]) if "page" in values else None,
        page_name=values.get("page_name", ""),
        evidence={name: fact.evidence for name, fact in facts.items()},
    )


def disagreements(furniture: tuple[Furniture, ...], stated: Masthead, file: str) -> tuple[Problem, ...]:
    """A printed day that does not exist; a weekday or a lunar date printed beside the date that is not that of the date.

    >>> folio = Furniture("folio", (6, 6), "江州晚报 2021年8月19日 星期三")
    >>> [str(problem) for problem in disagreements((folio,), masthead((folio,)), "raw/0412.txt")]
    ['raw/0412.txt:6: 星期三, but 2021-08-19 is 星期四; correct the date in pages.yaml']
    """
    no_days = tuple(_no_days(furniture, file))
    if not stated.date or stated.evidence["date"].origin != "masthead":
        return no_days
    day = datetime.date.fromisoformat(stated.date)
    found: list[Problem] = []
    for entry in furniture:
        printed = weekday(entry.text) if date(entry.text) == stated.date else None
        if printed is not None and printed != day.weekday():
            what = f"星期{WEEKDAYS[printed]}, but {stated.date} is 星期{WEEKDAYS[day.weekday()]}"
            found.append(Problem(file, entry.lines[0], what, CORRECT))
    by_moon = lunar_of(day)
    if stated.lunar and by_moon and not same_day(lunar_day(stated.lunar), by_moon):
        what = f"农历{stated.lunar}, but {stated.date} is 农历{by_moon}"
        found.append(Problem(file, stated.evidence["lunar"].lines[0], what, CORRECT))
    return (*no_days, *found)


def _no_days(furniture: tuple[Furniture, ...], file: str) -> Iterator[Problem]:
    """Dates of mastheads and folios that are in no calendar, such as a 30th of February."""
    for entry in furniture:
        if entry.kind in ("masthead", "folio"):
            for printed in PRINTED_DATE.finditer(entry.text):
                if not date(printed[0]):
                    yield Problem(file, entry.lines[0], f"there is no {printed[0]}", "state the date in pages.yaml")


def same_day(printed: LunarDay | None, day: LunarDay) -> bool:
    """Whether a printed lunar date is that day; one that does not give the year may be of any."""
    if printed is None:
        return False
    return (printed.year or day.year, printed.month, printed.day, printed.leap) == (
        day.year,
        day.month,
        day.day,
        day.leap,
    )


def _lines(entries: tuple[Furniture, ...]) -> Iterator[tuple[Furniture, str]]:
    """Every line of mastheads and folios; then every entry of several lines as one, for facts that are set in parts."""
    for entry in entries:
        for line in entry.text.split("\n"):
            yield entry, solid(line)
    for entry in entries:
        if "\n" in entry.text:
            yield entry, " ".join(solid(line) for line in entry.text.split("\n"))


def _first(entries: tuple[Furniture, ...], read: Callable[[str], str]) -> Fact | None:
    """What the first line that states something says."""
    for entry, line in _lines(entries):
        if value := read(line):
            return Fact(value, Evidence("masthead", entry.lines))
    return None


def _not_in_parts(entries: tuple[Furniture, ...]) -> tuple[Furniture, ...]:
    """The entries without those whose date is set in parts: of these a number alone is the day."""
    return tuple(each for each in entries if not DATE_IN_PARTS.search(" ".join(each.text.split("\n"))))


def _newspaper(entries: tuple[Furniture, ...], cn: Fact | None, known: tuple[Newspaper, ...]) -> Fact | None:
    """The newspaper's name: a known one, else one that looks like it, else the one whose serial number is printed."""
    by_name = {simplified(one.name): one for one in known}
    if found := _first(entries, lambda line: _only_known(newspaper(line, by_name), by_name)):
        return found
    if found := _first(entries, lambda line: newspaper(line, {})):
        return found
    by_number = {one.cn: one.name for one in known if one.cn}
    if cn and cn.value in by_number:
        note = f"报名未印，据统一刊号{cn.value}"
        return Fact(by_number[cn.value], Evidence("masthead", cn.evidence.lines, note))
    return None


def _only_known(name: str, known: Mapping[str, Newspaper]) -> str:
    return name if simplified(name) in known else ""


def _from_lunar(entries: tuple[Furniture, ...], printed: Fact) -> Fact | None:
    """The date of a page that prints the year and the lunar date only."""
    day = lunar_day(printed.value)
    year = _first(entries, lambda line: str(civil_year(line) or ""))
    found = civil_of(day, int(year.value)) if day and year else None
    if not found or not year:
        return None
    lines = (*year.evidence.lines, *printed.evidence.lines)
    note = f"版面只印农历，由{year.value}年农历{printed.value}推算"
    return Fact(found.isoformat(), Evidence("masthead", (min(lines), max(lines)), note))


def _page_name(entries: tuple[Furniture, ...], numbered: bool, known: tuple[Newspaper, ...]) -> Fact | None:
    """The page's name: beside its number, else beside the date of a page that has a number."""
    names = {simplified(one.name) for one in known}
    beside_number = _first(entries, lambda line: page_name(line, names) if page_number(line) else "")
    if beside_number or not numbered:
        return beside_number
    return _first(entries, lambda line: page_name(line, names) if date(line) else "")


READERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("date", date),
    ("lunar", lunar),
    ("number", number),
    ("cn", serial_number),
    ("page", page_number),
)
"""Which fact is read by which function; the names of newspaper and page are what is left when these are taken out."""
