"""What an editor has decided about a raw page is read, and what is wrong with it told, line by line."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases

from sitegen.content.forms import PageFacts
from sitegen.content.pins import ROLES, read_pins, with_pins

FILE = "content/raw/page.pins.yaml"


@cases("pins/files")
def test_a_file(case):
    page, problems = read_pins(case["input"], FILE)
    made = [
        [one.rule, [list(span) for span in one.spans], one.line] + [one.choice] * bool(one.choice)
        for one in page.pins.pins
    ]
    assert made == case["expected"]["pins"]
    told = [(one.line, f"{one.what}; {one.fix}") for one in problems]
    assert [line for line, _ in told] == [line for line, _ in case["expected"]["told"]], told
    for (_, message), (_, start) in zip(told, case["expected"]["told"], strict=True):
        assert message.startswith(start)
    assert all(one.file == FILE for one in problems)


def test_what_is_stated_about_the_page():
    sha256 = "AB" * 32
    page, problems = read_pins(
        f"sha256: {sha256}\nnewspaper: 浙江工人日报\ndate: 2021-08-18\npage: 1\nnumber: 11895\n", FILE
    )
    assert problems == ()
    assert (page.pins.file, page.pins.sha256) == ("page.pins.yaml", sha256.lower())
    assert page.facts == PageFacts("浙江工人日报", "2021-08-18", 1, "11895")


def test_pins_count_more_than_pages_yaml():
    stated = PageFacts("工人日报", "2023-11", 2, encoding="gb18030", note="版面风格")
    assert with_pins(stated, PageFacts(date="2023-11-27", number="77")) == PageFacts(
        "工人日报", "2023-11-27", 2, "77", "gb18030", "版面风格"
    )
    assert with_pins(stated, PageFacts(page=4, note="查过原报")).note == "查过原报"
    assert with_pins(stated, PageFacts()) == stated


def test_a_byte_order_mark_is_no_matter():
    page, problems = read_pins("\ufeffcut: [3]", FILE)
    assert (len(page.pins.pins), problems) == (1, ())


KEYS = st.sampled_from(["sha256", "date", "page", "roles", "starts", "same", "order", "join", "cut", "x"])
SCALARS = st.one_of(st.integers(-2, 50), st.sampled_from([*ROLES, "3-7", "3-7, 9", "", "2021-08-18", "~", "null", "'"]))
VALUES = st.recursive(
    SCALARS.map(str),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda found: f"[{', '.join(found)}]"),
        st.lists(st.tuples(SCALARS, inner), max_size=3).map(
            lambda found: "{" + ", ".join(f"{key}: {value}" for key, value in found) + "}"
        ),
    ),
    max_leaves=6,
)


@FEW
@given(st.lists(st.tuples(KEYS, VALUES), max_size=6))
def test_whatever_stands_in_the_file_is_read_or_told(found):
    text = "\n".join(f"{key}: {value}" for key, value in found)
    page, problems = read_pins(text, FILE)
    assert all(one.line and one.what and one.fix for one in problems)
    assert all(1 <= one.line <= len(found) for one in page.pins.pins)
