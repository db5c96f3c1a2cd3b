"""Do an editor's pins fit the raw page, and were they obeyed? What is not is told, never silently dropped."""

from __future__ import annotations

from dataclasses import replace

from sitegen.model import Decision, Story
from sitegen.pins import Pin, Pins
from sitegen.problems import Problem
from sitegen.restore.clean import Line
from sitegen.restore.decode import RawPage
from sitegen.restore.grammar import Reading
from sitegen.values import dataclass


def fit(pins: Pins, page: RawPage, lines: tuple[Line, ...]) -> tuple[Pins, tuple[Problem, ...]]:
    """The pins that can be asked of the page, and what is wrong with the others.

    Args:
        pins: the editor's.
        page: the raw page.
        lines: its lines that hold text.
    """
    if not pins.file:
        return pins, ()
    if pins.sha256 != page.sha256:
        return Pins(), (_wrong_page(pins, page),)
    numbers = frozenset(line.number for line in lines)
    told = {pin: _off_the_text(pin, page, numbers) for pin in pins.pins}
    problems = tuple(Problem(pins.file, pin.line, *words) for pin, words in told.items() if words)
    return replace(pins, pins=tuple(pin for pin, words in told.items() if not words)), problems


def _wrong_page(pins: Pins, page: RawPage) -> Problem:
    """Pins without a hash, or made for other bytes, may mean other lines."""
    if not pins.sha256:
        what = f"it does not say which text of {page.file} its lines count in, so its pins were not used"
        return Problem(pins.file, 0, what, f"add the line `sha256: {page.sha256}`")
    what = f"{page.file} has changed since these pins were set, so they were not used"
    return Problem(pins.file, 0, what, f"check that they still fit, then write `sha256: {page.sha256}`")


def _off_the_text(pin: Pin, page: RawPage, numbers: frozenset[int]) -> tuple[str, str] | None:
    """What is wrong with the lines a pin names, and what to do; None where nothing is."""
    for first, last in pin.spans:
        if last > len(page.lines):
            return f"{page.file} has no line {last}; its last is {len(page.lines)}", "correct the line"
        if not numbers.intersection(range(first, last + 1)):
            blank = (
                f"line {first} of {page.file} is" if first == last else f"lines {first} to {last} of {page.file} are"
            )
            return f"{blank} blank", "correct the line"
    return None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a page's pins: how its blocks were read, and what was made of them."""

    readings: tuple[Reading, ...]
    stories: tuple[Story, ...]
    decisions: tuple[Decision, ...]


def unheeded(pins: Pins, outcome: Outcome) -> tuple[Problem, ...]:
    """The pins that the restoration could not obey, for others stand against them or no article can be told so."""
    return tuple(
        Problem(pins.file, pin.line, f"this could not be done: {_in_words(pin)}", "take out this pin, or one beside it")
        for pin in pins.pins
        if not _heeded(pin, outcome)
    )


def _heeded(pin: Pin, outcome: Outcome) -> bool:
    """Does the outcome say what the pin says?"""
    if pin.rule == "role":
        return all(reading.state.role.value == pin.choice for reading in _of_pin(pin, outcome.readings))
    if pin.rule == "start":
        first = pin.spans[0][0]
        return any(reading.starts and reading.sighting.block.lines[0] == first for reading in outcome.readings)
    if pin.rule == "same":
        mine = {line for reading in _of_pin(pin, outcome.readings) for line in reading.sighting.block.lines}
        return sum(not mine.isdisjoint(story.lines) for story in outcome.stories) <= 1
    if pin.rule == "order":
        return _in_order(pin, outcome.stories)
    return _joined(pin, outcome) if pin.rule == "join" else _cut(pin, outcome)


def _of_pin(pin: Pin, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    return tuple(
        reading
        for reading in readings
        if any(first <= line <= last for first, last in pin.spans for line in reading.sighting.block.lines)
    )


def _in_order(pin: Pin, stories: tuple[Story, ...]) -> bool:
    """Do the articles stand in that order? An article named twice counts where it is named first."""
    places = [next((at for at, story in enumerate(stories) if first in story.lines), -1) for first, _ in pin.spans]
    once = list(dict.fromkeys(places))
    return -1 not in once and once == sorted(once)


def _joined(pin: Pin, outcome: Outcome) -> bool:
    """Do the two lines stand in one paragraph?"""
    above, below = pin.spans[0][0], pin.spans[1][0]
    joins = {decision.lines for decision in outcome.decisions if decision.choice == "join"}
    blocks = [reading.sighting.block.lines for reading in outcome.readings]
    return (above, below) in joins or any(above in lines and below in lines for lines in blocks)


def _cut(pin: Pin, outcome: Outcome) -> bool:
    """Does a paragraph end with the line?"""
    last = pin.spans[0][0]
    ends = any(reading.sighting.block.lines[-1] == last for reading in outcome.readings)
    return ends and not any(d.choice == "join" and d.lines[0] == last for d in outcome.decisions)


def _in_words(pin: Pin) -> str:
    """A pin as the editor wrote it.

    >>> _in_words(Pin("role", ((20, 22),), 3, "furniture"))
    'lines 20-22 as furniture'
    >>> _in_words(Pin("join", ((27, 27), (35, 35)), 3))
    'line 35 going on with line 27'
    """
    spans = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in pin.spans)
    lines = f"line {spans}" if spans.isdigit() else f"lines {spans}"
    if pin.rule == "join":
        return f"line {pin.spans[1][0]} going on with line {pin.spans[0][0]}"
    words = {
        "role": f"as {pin.choice}",
        "start": "beginning an article",
        "same": "in one article",
        "order": "in this order",
        "cut": "ending a paragraph",
    }
    return f"{lines} {words[pin.rule]}"
