"""The cases quote the raw pages as they are, so that nobody tests a line that no page has."""

import re

import pytest
from restore_cases import CASES, load, raw_page

from sitegen.restore.conserve import folded, without_marks


def quoting():
    """Every case of one text that names its lines."""
    for path in sorted(CASES.glob("*/*.yaml")):
        found = load(path)
        for case in found if isinstance(found, list) else ():
            if "from" in case and isinstance(case.get("input"), str):
                yield pytest.param(case["from"], case["input"], id=f"{path.parent.name}-{case['name']}")


@pytest.mark.parametrize(("place", "text"), list(quoting()))
def test_a_quoted_text_stands_where_it_says(place, text):
    number, first, last = re.fullmatch(r"(\d{3}):(\d+)(?:-(\d+))?", place).groups()
    lines = raw_page(number).read_text("utf-8").split("\n")[int(first) - 1 : int(last or first)]
    stretch = "".join(folded(without_marks(line)) for line in lines)
    quoted = (folded(without_marks(line)) for line in text.split("\n"))
    at = 0
    for line in quoted:
        at = stretch.find(line, at)
        assert at >= 0, f"{place} does not say {line}"
