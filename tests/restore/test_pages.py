"""The five real pages against their gold pages: nothing is lost, and what was once right stays right."""

import hashlib
import json
import unicodedata
from collections import Counter
from functools import cache

import pytest
from restore_cases import CASES, RAW, load

from sitegen.restore.chain import restore
from sitegen.restore.conserve import folded, text_of

GOLD = CASES / "pages"
FLOORS = load(GOLD / "floors.yaml")
PAGES = sorted(path.stem for path in GOLD.glob("*.json"))
FACTS = ("newspaper", "date", "lunar", "number", "cn", "page")


@cache
def gold(name):
    return json.loads((GOLD / f"{name}.json").read_text("utf-8"))


@cache
def restored(name):
    return restore((RAW / f"{name}.txt").read_bytes(), f"{name}.txt")


def printed(masthead, fact):
    """Does the page itself state it? What is inferred from its text is no statement."""
    return getattr(masthead, fact) and masthead.evidence[fact].origin == "masthead"


def same(wanted, found):
    """How many of the wanted items are found, each of the found ones counted once."""
    return sum((Counter(wanted) & Counter(found)).values())


def whole_text(texts):
    """An article's text as one string."""
    return folded("".join(texts))


def gold_items(name):
    """What a gold page wants, by the names of the floors."""
    page = gold(name)
    articles = page["articles"]
    bodies = [[part["text"] for part in article["body"] if part["t"] == "p"] for article in articles]
    captions = [caption for article in articles for caption in article["captions"]]
    return {
        "articles": [whole_text(body) for body in bodies if body],
        "titles": [folded(article["title"]) for article in articles if article["title"]],
        "paragraphs": [folded(text) for body in bodies for text in body],
        "subheads": [folded(part["text"]) for article in articles for part in article["body"] if part["t"] == "h"],
        "authors": [author for article in articles for author in article["authors"]],
        "captions": [(folded(caption["text"]), folded(caption["credit"])) for caption in captions],
        "facts": [(fact, str(page["issue"][fact])) for fact in FACTS if page["issue"][fact] is not None],
    }


def found_items(name):
    """What the restoration of a page gives, by the same names."""
    page = restored(name)
    bodies = [[part.text for part in story.body if not part.subhead] for story in page.stories]
    return {
        "articles": [whole_text(body) for body in bodies if body],
        "titles": [folded(story.title) for story in page.stories if story.title],
        "paragraphs": [folded(text) for body in bodies for text in body],
        "subheads": [folded(part.text) for story in page.stories for part in story.body if part.subhead],
        "authors": [author for story in page.stories for author in story.authors],
        "captions": [(folded(photo.caption), folded(photo.credit)) for story in page.stories for photo in story.photos],
        "facts": [(fact, str(getattr(page.masthead, fact))) for fact in FACTS if printed(page.masthead, fact)],
    }


def reached(name):
    """For every kind of item, how many of the gold page's come out exactly."""
    wanted, found = gold_items(name), found_items(name)
    return {kind: same(wanted[kind], found[kind]) for kind in wanted}


def made_up(name):
    """Items that the gold page does not have, by the names of the floors."""
    wanted, found = gold_items(name), found_items(name)
    return {kind: len(found[kind]) - same(wanted[kind], found[kind]) for kind in wanted}


@pytest.mark.parametrize("name", PAGES)
def test_gold_pages_are_those_the_floors_were_taken_from(name):
    assert hashlib.sha256((GOLD / f"{name}.json").read_bytes()).hexdigest() == FLOORS["pages"][name]["sha256"]
    assert gold(name)["source"] == f"{name}.txt"


@pytest.mark.parametrize("name", PAGES)
def test_what_was_right_stays_right(name):
    floors, now = FLOORS["pages"][name]["exact"], reached(name)
    assert set(floors) == set(now)
    fallen = {kind: (now[kind], floor) for kind, floor in floors.items() if now[kind] < floor}
    assert not fallen, f"fewer than before (now, floor): {fallen}"


@pytest.mark.parametrize("name", PAGES)
def test_no_more_is_made_up_than_before(name):
    ceilings, now = FLOORS["pages"][name]["wrong"], made_up(name)
    risen = {kind: (now[kind], ceiling) for kind, ceiling in ceilings.items() if now[kind] > ceiling}
    assert not risen, f"more items that the gold page does not have (now, ceiling): {risen}"


def test_all_pages_together():
    wanted, exact = Counter(), Counter()
    for name in PAGES:
        wanted.update({kind: len(items) for kind, items in gold_items(name).items()})
        exact.update(reached(name))
    shares = {kind: exact[kind] / wanted[kind] for kind in wanted}
    low = {kind: (round(shares[kind], 3), floor) for kind, floor in FLOORS["all"].items() if shares[kind] < floor}
    assert not low, f"shares below their floor (now, floor): {low}"


def bag(text):
    """The characters of a text, counted by a rule of this test's own: NFKC, without white space, marks and quotation marks."""
    plain = unicodedata.normalize("NFKC", text)
    return Counter(c for c in plain if not c.isspace() and c not in "#*-\"'“”‘’。.\u200b\ufeff")


@pytest.mark.parametrize("name", PAGES)
def test_every_character_is_kept(name):
    page = restored(name)
    raw = (RAW / f"{name}.txt").read_text("utf-8")
    kept = "".join([*map(text_of, page.stories), *(entry.text for entry in page.furniture)])
    assert bag(kept) == bag(raw)


@pytest.mark.parametrize("name", PAGES)
def test_every_line_is_used_once_and_sources_are_in_their_file(name):
    page = restored(name)
    lines = (RAW / f"{name}.txt").read_text("utf-8").split("\n")
    used = Counter(number for story in page.stories for number in story.lines)
    for entry in page.furniture:
        used.update(number for number in range(entry.lines[0], entry.lines[1] + 1) if lines[number - 1].strip())
    assert used == Counter(number for number, line in enumerate(lines, 1) if line.strip())


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_read_the_same_every_time(name):
    again = restore((RAW / f"{name}.txt").read_bytes(), f"{name}.txt")
    assert again == restored(name)


@pytest.mark.parametrize("name", PAGES)
def test_every_story_has_its_decisions_and_a_confidence(name):
    page = restored(name)
    assert page.decisions
    assert all(0 < story.confidence <= 1 for story in page.stories)
    told = {line for decision in page.decisions for line in decision.lines}
    assert {line for story in page.stories for line in story.lines} <= told
