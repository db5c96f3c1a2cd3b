"""The page grammar: which states there are, which paths through them are legal, and that a legal one is always found."""

import math
from itertools import pairwise

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, blocks_of

from sitegen.restore.cues import sightings
from sitegen.restore.grammar import (
    CANNOT_END,
    FOLLOWS,
    INDEX,
    JUMPED,
    RESUMES,
    STATES,
    Role,
    Weights,
    probabilities,
    read,
    scores,
    steps,
)
from sitegen.restore.weights import WEIGHTS

NO_WEIGHTS = Weights({}, {}, {})
FIRST = {state.name for state in STATES if state.opens} | {"between.furniture"}
LINES = [
    "辛丑年七月十一",
    "“产改”进行时",
    "工会搭“鹊桥” 职工喜“脱单”",
    "——访市民政局党组书记、局长杨丽",
    "□ 本报记者 罗丽",
    "本报讯（记者黄晶）7月27日，山西大学与北京大数据研究院战略合作协议签约仪式在该校会议中心举行，会议由副校长主持。",
    "民政工作关系民生、连着民心。近年来，市民政局坚持以人民为中心的发展理念，聚焦群众急难愁盼问题，着力提升水平。",
    "乔晓峰对市政协机关一年来的工作",
    "图为柳林煤矿调度室正运用智能综合管理平台监控井下采掘工作面情况。",
    "臧慧媛 陈贞 摄",
    "（上接第1版）",
    "（上接第1版）目前，全国近2.5万名货车司机常年奔波在国境线上，他们要面对语言不通、政策不熟等多重挑战。",
    "## 一、引言",
    "客服热线：95599 www.abchina.com",
    "88851111",
]
PAGES = st.lists(st.sampled_from(LINES), min_size=1, max_size=14)


def seen(lines):
    return sightings(blocks_of("\n\n".join(lines)))


def reachable(starts, edges):
    """Every state that can be reached from some, by steps of the grammar."""
    found, waiting = set(starts), list(starts)
    while waiting:
        for after in edges[waiting.pop()]:
            if after not in found:
                found.add(after)
                waiting.append(after)
    return found


AFTER = {name: set(f"{after} {RESUMES.get(name, '')}".split()) for name, after in FOLLOWS.items()}
BEFORE = {name: {before for before, after in AFTER.items() if name in after} for name in AFTER}


def test_every_state_is_named_once_and_has_its_rule():
    assert len(INDEX) == len(STATES)
    assert set(FOLLOWS) == set(INDEX)
    assert set().union(*AFTER.values()) <= set(INDEX)
    assert {state.role for state in STATES} == set(Role)


def test_every_state_can_be_reached_and_can_reach_an_end():
    assert reachable(FIRST, AFTER) == set(INDEX)
    assert reachable(set(INDEX) - set(CANNOT_END), BEFORE) == set(INDEX)


def test_names_in_the_rules_are_states():
    assert set(CANNOT_END) <= set(INDEX)
    assert set(JUMPED) <= set(INDEX)


def test_weights_speak_of_states_and_roles_that_exist():
    assert {role for _, role in WEIGHTS.roles} <= {role.value for role in Role}
    assert {state for _, state in WEIGHTS.states} <= set(INDEX)
    assert {name for pair in WEIGHTS.steps for name in pair} <= set(INDEX)
    values = [*WEIGHTS.roles.values(), *WEIGHTS.states.values(), *WEIGHTS.steps.values()]
    assert all(math.isfinite(value) for value in values)


def test_a_credit_follows_a_caption():
    for state in STATES:
        if state.role is Role.CREDIT:
            roles = {STATES[INDEX[before]].role for before in BEFORE[state.name]}
            assert roles == {Role.CAPTION}


def test_no_story_ends_with_a_kicker_a_column_or_a_subhead_above_its_text():
    for name in ("above.kicker", "above.author", "above.column", "above.subhead", "below.kicker", "below.subhead"):
        assert not AFTER[name] & (FIRST - {"above.kicker", "above.column", "above.author", "above.title"})


@FEW
@given(PAGES)
def test_a_legal_path_is_always_found(lines):
    readings = read(seen(lines), WEIGHTS)
    names = [reading.state.name for reading in readings]
    assert names[0] in FIRST
    assert all(after in AFTER[before] for before, after in pairwise(names))
    assert readings[0].starts == readings[0].state.opens


@FEW
@given(PAGES)
def test_a_legal_path_is_found_without_weights_too(lines):
    names = [reading.state.name for reading in read(seen(lines), NO_WEIGHTS)]
    assert all(after in AFTER[before] for before, after in pairwise(names))


@FEW
@given(PAGES)
def test_probabilities_of_a_block_sum_to_one(lines):
    sightings_ = seen(lines)
    chances = probabilities(scores(sightings_, WEIGHTS), steps(WEIGHTS))
    assert np.allclose(chances.sum(axis=1), 1.0)
    assert all(0.0 <= reading.confidence <= 1.0 + 1e-9 for reading in read(sightings_, WEIGHTS))


def in_logarithms(table, step):
    """The probabilities again, by sums of logarithms, as the textbooks have it."""
    first = np.array([0.0 if state.name in FIRST else -np.inf for state in STATES])
    last = np.array([-np.inf if state.name in CANNOT_END else 0.0 for state in STATES])
    forward, backward = [table[0] + first], [last]
    for row in table[1:]:
        forward.append(np.logaddexp.reduce(forward[-1][:, None] + step, axis=0) + row)
    for row in table[:0:-1]:
        backward.append(np.logaddexp.reduce(step + (backward[-1] + row)[None, :], axis=1))
    both = np.array(forward) + np.array(backward[::-1])
    return np.exp(both - np.logaddexp.reduce(both[0]))


@FEW
@given(PAGES)
def test_probabilities_are_those_of_the_textbook(lines):
    table = scores(seen(lines), WEIGHTS)
    chances = probabilities(table, steps(WEIGHTS))
    with np.errstate(invalid="ignore"):
        assert np.allclose(chances, in_logarithms(table, steps(WEIGHTS)), rtol=1e-6, atol=1e-12)
    assert (chances[np.isneginf(table)] == 0.0).all()


@FEW
@given(PAGES)
def test_a_jump_line_starts_its_story(lines):
    for sighting, reading in zip(seen(lines), read(seen(lines), WEIGHTS), strict=True):
        if sighting.look == "jump":
            assert reading.state.name in JUMPED


def test_no_blocks_no_readings():
    assert read((), WEIGHTS) == ()


def roles(text):
    return [reading.state.role.value for reading in read(sightings(blocks_of(text)), WEIGHTS)]


ABOVE = """倾心民生福祉 筑牢幸福根基

——访市民政局党组书记、局长杨丽

□ 本报记者 罗丽

民政工作关系民生、连着民心。近年来，市民政局坚持以人民为中心的发展理念，聚焦群众急难愁盼问题，织密兜牢民生保障网。

“市民政局将紧紧围绕全市发展大局，加快完善政策制度、服务保障、监督管理，为全市高质量发展贡献民政力量。”杨丽说。"""

BELOW = """□ 本报记者 王涛

午饭时间，走进中阳县下枣林乡岔沟村日间照料中心，老人们围坐在一起，吃着热气腾腾的可口饭菜，浓浓的幸福感弥漫在整个餐厅。

吃不愁，病不忧，孤不独，乐有伴，急有靠。岔沟日间照料中心不断完善养老服务内容，让老年人感受到党和政府的温暖与呵护。

中阳县岔沟村 日间照料中心点亮老年人新生活"""


def test_heads_above_their_text():
    assert roles(ABOVE) == ["title", "subtitle", "byline", "body", "body"]


def test_heads_below_their_text():
    assert roles(BELOW) == ["byline", "body", "body", "title"]


def test_stories_of_both_forms_are_told_apart():
    readings = read(sightings(blocks_of(f"{ABOVE}\n\n{BELOW}")), WEIGHTS)
    assert [at for at, reading in enumerate(readings) if reading.starts] == [0, 5]
