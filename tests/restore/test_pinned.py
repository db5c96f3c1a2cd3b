"""An editor's pins overrule the program: each is obeyed, or it is told that it could not be."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases, raw_page

from sitegen.content.pins import ROLES, read_pins
from sitegen.pins import Pin, Pins
from sitegen.restore.chain import restore
from sitegen.restore.grammar import Role

PAGES = {
    "care": """岔沟村日间照料中心点亮老年人新生活

□ 本报记者 王涛

午饭时间，走进中阳县下枣林乡岔沟村日间照料中心，老人们围坐在一起，吃着热气腾腾的可口饭菜，幸福感弥漫在整个餐厅。

吃不愁，病不忧，孤不独，乐有伴，急有靠。

谁家有活动，“红军”会来热场，大家都乐意听。

校企合作有新篇

本报讯（记者 罗丽）7月27日，山西大学与北京大数据研究院战略合作协议签约仪式在该校会议中心举行。

协议约定，双方将共建实习基地。
""",
    "cut": """一线职工疗休养 名额不封顶

省总工会日前印发通知，要求各地工会把疗休养名额向一线职工倾斜，重点安排在苦脏累险岗位工作的职工，不得以名

额已满为由拒绝一线职工报名参加，也不得把名额转给管理人员，更不得借疗休养之名组织公款旅游。
""",
    "two": """一线职工疗休养
名额不封顶

省总工会日前印发通知，要求各地把疗休养名额向一线职工倾斜，不得以名额已满为由拒绝一线职工报名参加。
""",
    "column": """职业技能提升培训有实效
  今年初，辽源市总针对培训工种、形式等
问题开展广泛调研，根据企业需求及全市发
展方向，制定了十期职业技能提升培训计划，
涵盖焊接、铸造、数控、制药等领域。
  截至目前，已有三百名职工参加了培训，培
训合格率达到九成以上，受到了企业与职工
的欢迎，下半年还将增设六期，重点面向新
材料、新能源等领域。
""",
}
PINS = "page.pins.yaml"


def hash_of(page):
    return hashlib.sha256(PAGES[page].encode()).hexdigest()


def restored(page, pins):
    return restore(PAGES[page].encode(), "page.txt", pins=pins)


def pinned(page, text):
    """The page restored with pins as an editor writes them; the hash is added as the first line."""
    read, problems = read_pins(f"sha256: {hash_of(page)}\n{text}\n", PINS)
    assert problems == ()
    return restored(page, read.pins)


def seen(story, wanted):
    """The fields of a story that a case names."""
    body = [paragraph.text for paragraph in story.body]
    made = {name: getattr(story, name) for name in wanted if name not in ("body", "ends", "captions", "authors")}
    if "body" in wanted:
        made["body"] = begun(body, wanted["body"], str.startswith)
    if "ends" in wanted:
        made["ends"] = [end for text in body for end in wanted["ends"] if text.endswith(end)]
    if "captions" in wanted:
        made["captions"] = begun([photo.caption for photo in story.photos], wanted["captions"], str.startswith)
    if "authors" in wanted:
        made["authors"] = list(story.authors)
    return made


def begun(texts, starts, like):
    """Each text as the case begins it, whole where it does not begin so."""
    if len(texts) != len(starts):
        return texts
    return [start if like(text, start) else text for text, start in zip(texts, starts, strict=True)]


@cases("pins/pages")
def test_a_page_with_pins(case):
    page, text = case["input"]
    found = pinned(page, text)
    wanted = case["expected"]
    assert [seen(story, one) for story, one in zip(found.stories, wanted["stories"], strict=False)] == wanted["stories"]
    assert len(found.stories) == len(wanted["stories"])
    assert [entry.text for entry in found.furniture] == wanted.get("furniture", [e.text for e in found.furniture])
    assert [(problem.file, problem.line) for problem in found.unheeded] == [(PINS, at) for at in wanted.get("told", [])]


def test_a_pinned_decision_is_sure_and_says_where_it_comes_from():
    found = pinned("care", "roles:\n  11: subhead\njoin: [[5, 9]]")
    made = {decision.lines: decision for decision in found.decisions if decision.because.startswith("pinned")}
    assert {lines: (one.choice, one.confidence, one.because) for lines, one in made.items()} == {
        (11,): ("subhead", 1.0, f"pinned by {PINS}:3"),
        (5,): ("body", 1.0, f"pinned by {PINS}:4"),
        (9,): ("body", 1.0, f"pinned by {PINS}:4"),
        (5, 9): ("join", 1.0, f"pinned by {PINS}:4"),
    }
    (story,) = found.stories
    assert not any("第11行" in doubt or "第9行" in doubt for doubt in story.review)


def test_the_rest_of_the_page_is_read_by_what_is_pinned():
    """The byline above a pinned subhead's text stays that of the one article; nothing else is decided anew."""
    free, bound = pinned("care", ""), pinned("care", "roles: {11: subhead}")
    assert len(free.stories) == 2
    assert [story.byline for story in bound.stories] == ["□ 本报记者 王涛"]


@pytest.mark.parametrize("sha256", ["", "0" * 64])
def test_pins_of_another_text_are_not_used_and_the_line_to_write_is_told(sha256):
    found = restored("care", Pins(PINS, sha256, (Pin("role", ((1, 1),), 2, "furniture"),)))
    assert found.stories == pinned("care", "").stories
    (problem,) = found.unheeded
    assert (problem.file, problem.line) == (PINS, 0)
    assert f"`sha256: {hash_of('care')}`" in problem.fix


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("cut: [2]", "line 2 of page.txt is blank"),
        ("starts: [99]", "page.txt has no line 99; its last is 16"),
        ("roles: {13-15: body, 16: title}", "line 16 of page.txt is blank"),
        ("same: ['3, 8']", "line 8 of page.txt is blank"),
        ("roles: {1-999999: body}", "page.txt has no line 999999; its last is 16"),
    ],
)
def test_a_line_that_is_not_there_is_told_and_the_rest_is_used(text, what):
    found = pinned("care", f"{text}\norder: [11, 1]")
    assert [(problem.line, problem.what) for problem in found.unheeded] == [(2, what)]
    assert found.stories[0].title == "校企合作有新篇"


def test_without_pins_nothing_is_told():
    assert restored("care", Pins()).unheeded == ()
    assert restored("care", Pins(PINS, hash_of("care"))).stories == restored("care", Pins()).stories


def test_an_editor_may_use_every_role_there_is():
    assert set(ROLES) == {role.value for role in Role}


@pytest.mark.parametrize("number", ["000", "001", "004"])
def test_pins_that_say_what_is_read_anyway_change_nothing(number):
    data = raw_page(number).read_bytes()
    free = restore(data, "page.txt")
    roles = [Pin("role", ((d.lines[0], d.lines[-1]),), 0, d.choice) for d in free.decisions if d.step == "roles"]
    starts = [Pin("start", ((min(story.lines),) * 2,), 0) for story in free.stories]
    bound = restore(data, "page.txt", pins=Pins(PINS, free.sha256, numbered([*roles, *starts])))
    assert bound.unheeded == ()
    assert [(one.title, one.byline, one.body, one.photos, one.lines) for one in bound.stories] == [
        (one.title, one.byline, one.body, one.photos, one.lines) for one in free.stories
    ]
    assert bound.furniture == free.furniture
    assert {one.confidence for one in bound.decisions if one.step == "roles"} == {1.0}


TEXTS = [number for number, line in enumerate(PAGES["care"].split("\n"), 1) if line.strip()]
LINES = st.sampled_from(TEXTS)
SPANS = st.tuples(LINES, LINES).map(lambda pair: (min(pair), max(pair)))
ONE = LINES.map(lambda line: ((line, line),))
TWO = st.lists(LINES, min_size=2, max_size=2, unique=True).map(lambda found: tuple((line, line) for line in found))
DECISIONS = st.one_of(
    st.builds(Pin, st.just("role"), SPANS.map(lambda span: (span,)), st.just(0), st.sampled_from(ROLES)),
    st.builds(Pin, st.sampled_from(["start", "cut"]), ONE, st.just(0)),
    st.builds(Pin, st.sampled_from(["order", "join"]), TWO, st.just(0)),
    st.builds(Pin, st.just("same"), st.lists(SPANS, min_size=1, max_size=2).map(tuple), st.just(0)),
)


def numbered(pins):
    return tuple(Pin(pin.rule, pin.spans, at, pin.choice) for at, pin in enumerate(pins, 2))


@FEW
@given(st.lists(DECISIONS, max_size=6).map(numbered))
def test_any_pins_lose_nothing_and_those_that_are_not_obeyed_are_told(pins):
    """Restoring checks that every character is still there; contradictory pins are none of its business, but must not stop it."""
    found = restored("care", Pins(PINS, hash_of("care"), pins))
    told = {problem.line for problem in found.unheeded}
    for pin in pins:
        if pin.rule == "role" and pin.line not in told:
            first, last = pin.spans[0]
            # A join may have put a line into the block of the one before it.
            own = range(first, last + 1)
            roles = {d.choice for d in found.decisions if d.step == "roles" and not set(d.lines).isdisjoint(own)}
            assert roles == {pin.choice}
        if pin.rule == "same" and pin.line not in told:
            mine = {line for first, last in pin.spans for line in TEXTS if first <= line <= last}
            assert sum(not mine.isdisjoint(story.lines) for story in found.stories) <= 1


@FEW
@given(st.sampled_from(TEXTS), st.sampled_from(ROLES))
def test_one_role_is_obeyed_wherever_the_page_can_be_read_so(line, role):
    """Only at the page's very beginning and end is there a role that no reading has."""
    found = restored("care", Pins(PINS, hash_of("care"), (Pin("role", ((line, line),), 2, role),)))
    assert found.unheeded == () or line in (TEXTS[0], TEXTS[-1])


@FEW
@given(st.sampled_from(TEXTS))
def test_an_article_may_begin_at_any_line(line):
    found = restored("care", Pins(PINS, hash_of("care"), (Pin("start", ((line, line),), 2),)))
    assert found.unheeded == ()
    assert line in [min(story.lines) for story in found.stories]
