"""What an editor decides about a raw page by its lines: `raw/NAME.pins.yaml`. Told for editors in `docs/pins.md`.

Whether the lines are there, and whether the pins were made for this very raw page, is seen when the page is read; here the file
itself is checked, and that no two pins say opposite things.
"""

from __future__ import annotations

import re
from dataclasses import field, replace
from typing import TYPE_CHECKING

from sitegen.content.codec import checked_date
from sitegen.content.forms import PageFacts, PinsForm
from sitegen.content.schema import Section, fill, read_section
from sitegen.pins import Pin, PinRule, Pins
from sitegen.problems import Problem, ProblemError, did_you_mean
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

ROLES = (
    "title", "kicker", "subtitle", "column", "byline", "body", "subhead", "caption", "credit", "jump", "furniture",
)  # fmt: skip
"""What a line can be; the words of an article's front matter."""

SUFFIX = ".pins.yaml"
SPAN = re.compile(r"([1-9][0-9]{0,6})(?:\s*-\s*([1-9][0-9]{0,6}))?")
HASH = re.compile(r"[0-9a-f]{64}")
HOW_TO_SPAN = "write 12 for a line, 12-20 for all from one to another"

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PinnedPage:
    """A pins' file: what it states about the page, as `pages.yaml` does, and the decisions about its lines."""

    facts: PageFacts = field(default_factory=PageFacts)
    pins: Pins = field(default_factory=Pins)


def read_pins(text: str, file: str) -> tuple[PinnedPage, tuple[Problem, ...]]:
    """Read a pins' file.

    Args:
        text: the file's text.
        file: its path, for problems; the pins know it by its name.

    Returns:
        The pins, those that are wrong left out; and every problem found. Of two that contradict one another the first counts.
    """
    name = file.replace("\\", "/").rpartition("/")[2]
    try:
        section, twice = read_section(text.removeprefix("\ufeff"), file)
    except ProblemError as error:
        return PinnedPage(pins=Pins(name)), (error.problem,)
    filled = fill(PinsForm, section)
    form = filled.values
    date, bad_date = checked_date(section, form.date)
    problems = [*twice, *filled.problems, *_unknown_keys(section, filled.problems), *bad_date]
    sha256 = form.sha256.strip().lower()
    if sha256 and not HASH.fullmatch(sha256):
        problems.append(
            Problem(file, section.lines["sha256"], "this is no SHA-256", "write 64 figures and letters a-f")
        )
    asked = [*_roles(section, form, problems), *_of_lines(section, form), *_same(section, form, problems)]
    pins = _without_contradictions(sorted(asked, key=lambda pin: pin.line), file, problems)
    facts = PageFacts(form.newspaper, date, form.page, form.number, note=form.note)
    return PinnedPage(facts, Pins(name, sha256, pins)), tuple(sorted(problems))


def with_pins(stated: PageFacts, pinned: PageFacts) -> PageFacts:
    """What an editor states about a page in `pages.yaml` and in its pins' file, which counts more.

    >>> with_pins(PageFacts("工人日报", "2023-11", note="版面风格"), PageFacts(date="2023-11-27")).date
    '2023-11-27'
    """
    return replace(
        stated,
        newspaper=pinned.newspaper or stated.newspaper,
        date=pinned.date or stated.date,
        page=pinned.page or stated.page,
        number=pinned.number or stated.number,
        note=pinned.note or stated.note,
    )


def _unknown_keys(section: Section, told: tuple[Problem, ...]) -> Iterator[Problem]:
    """Keys that are not even like one that is known; the others are told already."""
    known = PinsForm.__dataclass_fields__
    lines = {problem.line for problem in told}
    for key, line in section.lines.items():
        if key not in known and line not in lines:
            yield Problem(section.file, line, f"unknown key '{key}'", f"use some of {', '.join(known)}")


def _roles(section: Section, form: PinsForm, problems: list[Problem]) -> Iterator[Pin]:
    """The pins of `roles`: for a line or a run of lines, what it is."""
    inner = section.sections.get("roles", section)
    for lines, role in form.roles.items():
        line = inner.lines.get(lines, section.lines["roles"])
        span = _span(lines)
        if span is None:
            problems.append(Problem(section.file, line, f"'{lines}' is no line", HOW_TO_SPAN))
        elif role in ROLES:
            yield Pin("role", (span,), line, role)
        else:
            near = did_you_mean(role, ROLES)
            fix = f"did you mean '{near}'?" if near else f"use one of {', '.join(ROLES)}"
            problems.append(Problem(section.file, line, f"unknown role '{role}'", fix))


def _of_lines(section: Section, form: PinsForm) -> Iterator[Pin]:
    """The pins that name single lines."""
    plain: tuple[tuple[PinRule, str, tuple[int, ...]], ...] = (
        ("start", "starts", form.starts),
        ("cut", "cut", form.cut),
    )
    for rule, key, numbers in plain:
        for number, line in zip(numbers, section.items.get(key, ()), strict=False):
            yield Pin(rule, ((number, number),), line)
    for pair, line in zip(form.join, section.items.get("join", ()), strict=False):
        yield Pin("join", tuple((number, number) for number in pair), line)
    if form.order:
        yield Pin("order", tuple((number, number) for number in form.order), section.lines["order"])


def _same(section: Section, form: PinsForm, problems: list[Problem]) -> Iterator[Pin]:
    """The pins of `same`: runs of lines that are one article, `12-20, 35-40`."""
    for text, line in zip(form.same, section.items.get("same", ()), strict=False):
        spans = [_span(part) for part in text.split(",")]
        found = tuple(sorted(span for span in spans if span is not None))
        if len(found) < len(spans):
            what = f"'{text}' is no list of lines"
            problems.append(Problem(section.file, line, what, "write 107-130, or 12-20, 35-40 for an article in parts"))
        else:
            yield Pin("same", found, line)


def _span(text: str) -> Span | None:
    """A line or a run of lines.

    >>> _span("20-22"), _span("12"), _span("22-20")
    ((20, 22), (12, 12), None)
    """
    match = SPAN.fullmatch(text.strip())
    if not match:
        return None
    first = int(match[1])
    last = int(match[2] or first)
    return (first, last) if first <= last else None


def _without_contradictions(asked: list[Pin], file: str, problems: list[Problem]) -> tuple[Pin, ...]:
    """The pins without those that contradict one before them."""
    kept: list[Pin] = []
    for pin in asked:
        words = _against_itself(pin) or next(
            (f"{w} (line {one.line})" for one in kept if (w := _against(one, pin))), ""
        )
        if words:
            problems.append(Problem(file, pin.line, words, "take out one of the two"))
        else:
            kept.append(pin)
    return tuple(kept)


def _against_itself(pin: Pin) -> str:
    """What is contradictory in one pin."""
    if pin.rule == "join" and pin.spans[0] == pin.spans[1]:
        return f"line {pin.spans[0][0]} cannot continue itself"
    if pin.rule == "order" and len(set(pin.spans)) < len(pin.spans):
        return "an article stands twice in this order"
    return ""


def _against(one: Pin, other: Pin) -> str:
    """What two pins say that cannot both be; "" where they go together."""
    rules = {one.rule: one, other.rule: other}
    if one.rule == other.rule:
        return _same_rule(one, other)
    if rules.keys() == {"role", "start"} and rules["role"].choice == "furniture" and _meet(one, other):
        return f"no article begins with furniture, but line {rules['start'].spans[0][0]} is pinned as both"
    if rules.keys() == {"same", "start"}:
        (first, _), (_, last) = rules["same"].spans[0], rules["same"].spans[-1]
        start = rules["start"].spans[0][0]
        inside = any(a <= start <= b for a, b in rules["same"].spans) and first < start <= last
        return f"an article is to begin at line {start}, in the middle of one" if inside else ""
    if rules.keys() == {"join", "cut"} and rules["join"].spans[0] == rules["cut"].spans[0]:
        return f"a paragraph is to end with line {rules['cut'].spans[0][0]} and to go on after it"
    if rules.keys() == {"join", "start"} and rules["join"].spans[1] == rules["start"].spans[0]:
        return f"line {rules['start'].spans[0][0]} is to begin an article and to continue a text"
    return ""


def _same_rule(one: Pin, other: Pin) -> str:
    """The same for two pins of one rule."""
    if one.rule == "role" and one.choice != other.choice and _meet(one, other):
        return f"line {max(one.spans[0][0], other.spans[0][0])} is pinned as {one.choice} and as {other.choice}"
    if one.rule == "join" and (one.spans[0] == other.spans[0] or one.spans[1] == other.spans[1]):
        return "two joins at one line"
    return ""


def _meet(one: Pin, other: Pin) -> bool:
    """Do two pins name a line in common?"""
    return any(a <= d and c <= b for a, b in one.spans for c, d in other.spans)
