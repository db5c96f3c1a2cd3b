"""The cases quote the raw pages as they are, so that nobody tests a line that no page has."""

import pytest
from restore_cases import CASES, load, raw_page

from sitegen.restore.conserve import folded, without_marks
from sitegen.restore.decode import decode

MARK_OF_A_CAPTION = "> "
"""What some cases put before a line that is a caption."""


def quoting():
    """Every case of one text that names its lines."""
    for path in sorted(CASES.glob("*/*.yaml")):
        found = load(path)
        for case in found if isinstance(found, list) else ():
            if "from" in case and isinstance(case.get("input"), str):
                yield pytest.param(case["from"], case["input"], id=f"{path.parent.name}-{case['name']}")


def lines_at(place):
    """The raw lines at a place: dev_B007:3-5, or 004:85,19 in the order named."""
    page, _, named = place.partition(":")
    lines = decode(raw_page(page).read_bytes(), page).lines
    for run in named.split(","):
        first, _, last = run.partition("-")
        yield from lines[int(first) - 1 : int(last or first)]


@pytest.mark.parametrize(("place", "text"), list(quoting()))
def test_a_quoted_text_stands_where_it_says(place, text):
    stretch = "".join(folded(without_marks(line)) for line in lines_at(place))
    quoted = (folded(without_marks(line.removeprefix(MARK_OF_A_CAPTION))) for line in text.split("\n"))
    at = 0
    for line in quoted:
        at = stretch.find(line, at)
        assert at >= 0, f"{place} does not say {line}"
