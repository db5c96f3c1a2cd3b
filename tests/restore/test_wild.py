"""Small pages of many kinds, from the raw text to the stories. They are invented, but laid out as real pages are.

Each page is `tests/cases/wild/NAME.txt`; `NAME.yaml` beside it says what a perfect restoration gives. Fields that are empty are left out
there; a body is a list of paragraphs, `## ` before a subhead; photos are [caption, credit]; furniture is [kind, text].
"""

import pytest
from restore_cases import CASES, load

from sitegen.restore.chain import restore

WILD = CASES / "wild"
FACTS = ("newspaper", "date", "lunar", "number", "cn", "page")
FIELDS = ("title", "kicker", "subtitle", "column", "byline", "continued_from", "continued_on")


def page(path):
    """The parameters for one page, marked where it is known to fail."""
    wanted = load(path)
    reason = wanted.pop("xfail", "")
    marks = [pytest.mark.xfail(strict=True, reason=reason)] if reason else []
    return pytest.param(path.with_suffix(".txt"), wanted, id=path.stem, marks=marks)


def plain(story):
    """A story in the form of the data, empty fields left out."""
    told = {name: getattr(story, name) for name in FIELDS}
    told["kind"] = "" if story.kind == "article" else story.kind
    told["authors"] = list(story.authors)
    told["body"] = [f"## {part.text}" if part.subhead else part.text for part in story.body]
    told["photos"] = [[photo.caption, photo.credit] for photo in story.photos]
    return {name: value for name, value in told.items() if value} | {"title": story.title}


@pytest.mark.parametrize(("path", "wanted"), [page(path) for path in sorted(WILD.glob("*.yaml"))])
def test_wild_pages(path, wanted):
    found = restore(path.read_bytes(), path.name)
    assert [plain(story) for story in found.stories] == wanted["stories"]
    assert [[entry.kind, entry.text] for entry in found.furniture] == wanted["furniture"]
    facts = {name: getattr(found.masthead, name) for name in FACTS}
    assert {name: str(value) for name, value in facts.items() if value} == wanted["masthead"]
    assert [str(problem) for problem in found.doubts] == wanted["doubts"]


def test_every_page_has_its_restoration_beside_it():
    assert {path.stem for path in WILD.glob("*.txt")} == {path.stem for path in WILD.glob("*.yaml")}


@pytest.mark.parametrize("path", sorted(WILD.glob("*.txt")), ids=lambda path: path.stem)
@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "gb18030"])
def test_the_encoding_and_the_line_ends_make_no_difference(path, encoding):
    text = path.read_text("utf-8")
    plain_page, other = (
        restore(data, path.name) for data in (text.encode(), text.replace("\n", "\r\n").encode(encoding))
    )
    assert (other.stories, other.furniture) == (plain_page.stories, plain_page.furniture)


@pytest.mark.parametrize("path", sorted(WILD.glob("*.txt")), ids=lambda path: path.stem)
def test_blank_lines_at_the_ends_make_no_difference(path):
    text = path.read_text("utf-8")
    one, other = restore(text.encode(), path.name), restore(f"{text}\n\n\n".encode(), path.name)
    assert other.stories == one.stories
