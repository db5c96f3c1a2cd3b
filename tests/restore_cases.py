"""Cases as data: every YAML file below `tests/cases` is a list of cases, and every case is one test.

A case has a `name`, an `input`, what is `expected`, and mostly `from`: the real lines it was taken from, as page:line, page:first-last or
page:line,line; a piece of a line will do, and an invented case has no `from`. A case with `xfail` is known to fail today, for the reason
given there; once it passes, the mark has to go. Keys that only some tests know are explained at the top of their files.
"""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from hypothesis import settings

from sitegen.restore.blocks import Block, blocks
from sitegen.restore.clean import Line, clean_line
from sitegen.restore.cues import Sighting
from sitegen.restore.grammar import INDEX, STATES, Reading, Role

CASES = Path(__file__).parent / "cases"
CHECKOUT = Path(__file__).parent.parent
RAW = CHECKOUT / "content" / "raw"
MEASURED = CHECKOUT / "benchmarks" / "pages" / "raw"
WRITTEN = CHECKOUT / "benchmarks" / "written" / "raw"
FEW = settings(max_examples=50, deadline=None)
"""For properties: enough examples to meet the odd ones in many runs, and no limit of time, for machines are busy."""


def load(path: Path):
    """A YAML file's content."""
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


KEYS = {"name", "input", "expected", "from", "xfail", "hex", "written", "bom", "editor", "has", "not"}


def case(found: dict):
    """A case as a parameter of a test, named, and marked where it is known to fail."""
    assert set(found) <= KEYS, f"a comma without quotation marks splits a text: {found}"
    marks = [pytest.mark.xfail(strict=True, reason=found["xfail"])] if "xfail" in found else []
    return pytest.param(found, id=found["name"], marks=marks)


def cases(name: str):
    """The parameter `case` for each case of `tests/cases/NAME.yaml`."""
    return pytest.mark.parametrize("case", [case(found) for found in load(CASES / f"{name}.yaml")])


def raw_page(name: str) -> Path:
    """The raw page whose name begins with a number, or one of the pages to measure by, such as dev_B007 or city-1."""
    if name.isdecimal():
        return next(RAW.glob(f"{name}_*.txt"))
    return (MEASURED if name.startswith("dev_") else WRITTEN) / f"{name}.txt"


def lines_of(text: str) -> tuple[Line, ...]:
    """Cleaned lines of a raw stretch, blank lines remembered as gaps."""
    made: list[Line] = []
    gap = True
    for number, raw in enumerate(text.split("\n"), 1):
        line = clean_line(raw, number, after_gap=gap)
        if line.text:
            made.append(line)
        gap = not line.text
    return tuple(made)


def blocks_of(text: str) -> tuple[Block, ...]:
    """The blocks of a raw stretch."""
    return blocks(lines_of(text))


def one_block(text: str) -> Block:
    """One raw line as a block of its own."""
    line = clean_line(text)
    return Block((1,), line.text, heading=line.heading, bold=line.bold)


def grouped(*stories: list[tuple[str, str]]) -> tuple[tuple[Reading, ...], ...]:
    """The readings of each story, (state, text) for each, lines numbered over the page."""
    made, line = [], 0
    for story in stories:
        group: list[Reading] = []
        for state, text in story:
            line += 1
            sighting = Sighting(Block((line,), one_block(text).text), "prose", ())
            group.append(Reading(sighting, STATES[INDEX[state]], 0.9, Role.BODY, not group))
        made.append(tuple(group))
    return tuple(made)


def line_numbers(groups: tuple[tuple[Reading, ...], ...]) -> list[list[int]]:
    """The first line of each block of each story."""
    return [[reading.sighting.block.lines[0] for reading in group] for group in groups]
