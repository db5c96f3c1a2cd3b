"""The blocks of a story, put into its fields; captions with their credits; kinds of furniture."""

from dataclasses import asdict

from restore_cases import cases, one_block

from sitegen.model import Photo
from sitegen.restore.blocks import Block
from sitegen.restore.confidence import of_role
from sitegen.restore.cues import Sighting
from sitegen.restore.grammar import INDEX, STATES, Reading, Role
from sitegen.restore.stories import SURE_ENOUGH, furniture, furniture_kind, groups, photos, story_of, tell

EMPTY = {
    "title": "",
    "kicker": "",
    "subtitle": "",
    "column": "",
    "byline": "",
    "authors": [],
    "kind": "article",
    "continued_from": None,
    "body": [],
    "photos": [],
}


def reading(state, text, line=1, starts=False, confidence=0.995):
    block = Block((line,), one_block(text).text, after_gap=True)
    return Reading(Sighting(block, "head", ("upto8",)), STATES[INDEX[state]], confidence, Role.BODY, starts)


def readings(pairs):
    """Readings of one story, a line each; its first block starts it."""
    return tuple(reading(state, text, line, line == 1) for line, (state, text) in enumerate(pairs, 1))


def fields(story):
    """A story in the plain form of the cases."""
    made = asdict(story)
    made["authors"] = list(story.authors)
    made["body"] = [f"## {p.text}" if p.subhead else p.text for p in story.body]
    made["photos"] = [[photo.caption, photo.credit] for photo in story.photos]
    return {name: made[name] for name in EMPTY}


@cases("stories/fields")
def test_fields(case):
    story = story_of(readings(case["input"])).story
    assert fields(story) == EMPTY | case["expected"]
    assert sorted(story.lines) == list(range(1, len(case["input"]) + 1))


@cases("stories/furniture")
def test_kinds_of_furniture(case):
    assert furniture_kind(case["input"], case.get("has") == "top", False) == case["expected"]


def test_a_second_printing_is_a_repeat():
    rubric = "锚定现代化 改革再深化 市直重点单位主要负责人访谈"
    page = readings(
        [("above.title", "倾心民生福祉 筑牢幸福根基"), ("above.start", "民政工作。"), ("above.rubric", rubric)]
    )
    (entry,) = furniture((*page, reading("above.furniture", rubric, 4)))
    assert (entry.kind, entry.lines, entry.text) == ("repeat", (4, 4), rubric)


def test_furniture_is_in_no_story_and_a_story_begins_where_it_starts():
    page = (
        reading("between.furniture", "要闻 3", 1),
        reading("above.title", "甲", 2, starts=True),
        reading("above.start", "乙。", 3),
        reading("above.furniture", "88851111", 4),
        reading("above.title", "丙", 5, starts=True),
        reading("above.start", "丁。", 6),
    )
    assert [[r.sighting.block.lines[0] for r in group] for group in groups(page)] == [[2, 3], [5, 6]]
    told, entries = tell(page)
    assert [each.story.title for each in told] == ["甲", "丙"]
    assert [(entry.kind, entry.lines) for entry in entries] == [("folio", (1, 1)), ("hotline", (4, 4))]


def test_lines_of_furniture_that_stand_close_are_one_entry():
    close = Reading(
        Sighting(Block((2,), "2021年8月18日 星期三", after_gap=False), "notice", ()),
        STATES[INDEX["between.furniture"]],
        0.9,
        Role.BODY,
        False,
    )
    (entry,) = furniture((reading("between.furniture", "辛丑年七月十一", 1), close))
    assert (entry.lines, entry.text) == ((1, 2), "辛丑年七月十一\n2021年8月18日 星期三")


def test_a_doubtful_decision_is_on_the_review_list():
    sure = readings([("above.title", "甲"), ("above.start", "乙。")])
    doubtful = (reading("above.title", "甲", 1, starts=True, confidence=0.55), sure[1])
    assert story_of(sure).story.review == ()
    assert story_of(sure).story.confidence >= SURE_ENOUGH
    story = story_of(doubtful).story
    assert len(story.review) == 1
    assert story.confidence == round(of_role(0.55), 2) < SURE_ENOUGH
    assert "1" in story.review[0]


def test_a_credit_without_a_caption_keeps_its_text():
    story = story_of(
        readings([("above.title", "甲"), ("above.start", "乙。"), ("above.credit", "臧慧媛 陈贞 摄")])
    ).story
    assert story.photos == (Photo("", "臧慧媛 陈贞 摄"),)


def test_a_caption_wrapped_by_its_picture_is_one():
    lines = ("▲消防員升起雲梯，救出被困單位內", "住客。（讀者提供）", "图②：制茶师傅在炒茶。")
    told = photos(tuple(reading("above.caption", text, line) for line, text in enumerate(lines, 1)))
    assert told == (Photo("▲消防員升起雲梯，救出被困單位內住客。（讀者提供）"), Photo("图②：制茶师傅在炒茶。"))
