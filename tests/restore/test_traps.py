"""Places on the five real pages where a careless reading goes wrong: each as a case, `tests/cases/traps/NNN.yaml` for page NNN.

A case names the trap, the raw lines it is about, and what must come out of them:

- `story`: fields of the story that holds the last of these lines that is in any;
- `paragraphs`: paragraphs of that story, `beginning … end`;
- `subheads`, `run_ins`, `photos` ([caption, credit]): the story has these;
- `texts`: words that stand in one paragraph of the story exactly so;
- `furniture`: texts that are furniture, and the lines they stand on are in no story.

Typing (white space, widths) is not compared, but in `texts`. A case with `xfail` is known to fail, for the reason given there.
"""

from functools import cache

import pytest
from restore_cases import CASES, RAW, load

from sitegen.restore.chain import restore
from sitegen.restore.conserve import folded

KEYS = {"trap", "lines", "story", "paragraphs", "subheads", "run_ins", "photos", "texts", "furniture", "xfail"}


@cache
def page(file):
    return restore((RAW / file).read_bytes(), file)


def trap(file, found):
    """A case as a parameter, marked where it is known to fail."""
    assert set(found) <= KEYS, f"keys that nobody knows: {set(found) - KEYS}"
    marks = [pytest.mark.xfail(strict=True, reason=found["xfail"])] if "xfail" in found else []
    name = f"{file[:3]}:{found['lines'][0]} {found['trap']}"
    return pytest.param(file, found, id=name, marks=marks)


def traps():
    """Every case of every page."""
    pages = [load(path) for path in sorted((CASES / "traps").glob("*.yaml"))]
    return [trap(each["page"], found) for each in pages for found in each["traps"]]


def story_of(file, lines):
    """The story that holds the last of these lines that is in any."""
    return next(story for line in reversed(lines) for story in page(file).stories if line in story.lines)


def matches(wanted, paragraph):
    """Does a paragraph begin and end so?"""
    first, last = map(folded, wanted.split(" … "))
    return paragraph.startswith(first) and paragraph.endswith(last)


@pytest.mark.parametrize(("file", "case"), [each for each in traps() if "story" in each.values[1]])
def test_stories(file, case):
    story = story_of(file, case["lines"])
    fields = {name: getattr(story, name) for name in case["story"]}
    assert {name: folded(str(value)) for name, value in fields.items()} == {
        name: folded(str(value)) for name, value in case["story"].items()
    }
    paragraphs = [folded(part.text) for part in story.body if not part.subhead]
    for wanted in case.get("paragraphs", ()):
        assert any(matches(wanted, paragraph) for paragraph in paragraphs), f"no paragraph {wanted}"
    for text in case.get("texts", ()):
        assert any(text in part.text for part in story.body), f"nowhere {text}"
    assert {*map(folded, case.get("subheads", ()))} <= {folded(part.text) for part in story.body if part.subhead}
    assert {*map(folded, case.get("run_ins", ()))} <= {folded(part.text[: part.run_in]) for part in story.body}
    photos = [[folded(photo.caption), folded(photo.credit)] for photo in story.photos]
    assert all([folded(text) for text in photo] in photos for photo in case.get("photos", ()))


@pytest.mark.parametrize(("file", "case"), [each for each in traps() if "furniture" in each.values[1]])
def test_furniture(file, case):
    texts = [folded(entry.text) for entry in page(file).furniture]
    for wanted in case["furniture"]:
        assert any(folded(wanted) in text for text in texts), f"no furniture {wanted}"
    printed = {number for entry in page(file).furniture for number in range(entry.lines[0], entry.lines[1] + 1)}
    mine = [line for line in case["lines"] if line in printed]
    assert len(mine) >= len(case["furniture"])
    assert not any(set(mine) & set(story.lines) for story in page(file).stories)
