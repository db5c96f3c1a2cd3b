"""What is explained is what was done: the weights shown add up to the scores that were used, and every line is told of once."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases, raw_page

from sitegen.problems import ProblemError
from sitegen.restore.blocks import blocks
from sitegen.restore.chain import restore_page
from sitegen.restore.clean import clean
from sitegen.restore.cues import sightings
from sitegen.restore.decode import decode
from sitegen.restore.explain import changes, explain
from sitegen.restore.gains import weighed
from sitegen.restore.grammar import INDEX, probabilities, scores, speaks_for, steps
from sitegen.restore.stories import SURE_ENOUGH
from sitegen.restore.weights import WEIGHTS

PAGES = ("000", "001", "002", "003", "004")
LINES = (
    "浙江工人日报",
    "2021年8月18日 星期三",
    "向“新”求“质”在吕梁",
    "减人 提效 增安",
    "煤矿智能化建设蹚出能源革命“柳林路径”",
    "——访市民政局党组书记、局长杨丽",
    "□ 本报记者 罗丽",
    "本报讯(记者 白凯冰)近日,全国总工会发布2024年第10期全国工会重点工作创新案例,我市总工会上报的案例入选。",
    "今年以来,市总工会深入企业一线调研座谈,了解货运行业内部真实",
    "纠纷案例和货车司机急难愁盼问题,组织企业的代表进行平等协商。",
    "图为柳林煤矿调度室正运用智能综合管理平台监控井下采掘工作面情况。",
    "付永文 高茜 摄",
    "（上接第1版）",
    "客服热线:95599 www.abchina.com",
    "",
)


def explained(data: bytes):
    raw = decode(data, "a.txt")
    return raw, explain(raw, restore_page(raw), WEIGHTS)


@pytest.fixture(scope="module", params=PAGES)
def page(request):
    return explained(raw_page(request.param).read_bytes())


def replays(explanation):
    """Do the weights shown and the part of the lines around add up to the margin, for every block?"""
    return all(
        sum(weight for _, weight in reason.weights) + reason.decision.around
        == pytest.approx(reason.decision.margin, abs=1e-6)
        for reason in explanation.reasons
        if reason.decision.runner_up
    )


def test_the_weights_shown_add_up_to_the_margin(page):
    _, explanation = page
    assert replays(explanation)


def test_the_margin_is_the_decoder_s_own(page):
    """The weights of a block's cues are the difference of its scores, and the margin that of the probabilities."""
    raw, explanation = page
    seen, step = sightings(blocks(clean(raw))), steps(WEIGHTS)
    table = weighed(scores(seen, WEIGHTS), step, seen, WEIGHTS.wholes).table
    chances = probabilities(table, step)
    rows = {sighting.block.lines: row for row, sighting in enumerate(seen)}
    for reason in explanation.reasons:
        decision, row = reason.decision, rows[reason.decision.lines]
        if not decision.runner_up:
            continue
        one, other = INDEX[decision.state], INDEX[decision.runner_up]
        shown = sum(weight for _, weight in reason.weights)
        assert shown == pytest.approx(table[row, one] - table[row, other], abs=1e-9)
        assert decision.margin == pytest.approx(np.log(chances[row, one] / chances[row, other]), abs=1e-6)


def test_the_lines_around_say_what_they_would_without_the_block_s_own_cues():
    raw, explanation = explained(raw_page("001").read_bytes())
    seen, step = sightings(blocks(clean(raw))), steps(WEIGHTS)
    table = weighed(scores(seen, WEIGHTS), step, seen, WEIGHTS.wholes).table
    rows = {sighting.block.lines: row for row, sighting in enumerate(seen)}
    for reason in explanation.reasons[:20]:
        silent = table.copy()
        silent[rows[reason.decision.lines]] = 0.0
        chance = probabilities(silent, step)[rows[reason.decision.lines]]
        one, other = chance[INDEX[reason.decision.state]], chance[INDEX[reason.decision.runner_up]]
        assert reason.decision.around == pytest.approx(np.log(one / other), abs=1e-6)


def test_every_decision_told_is_one_of_the_restoration_and_none_is_left_out(page):
    _, explanation = page
    told = {id(d) for reason in explanation.reasons for d in (reason.decision, *reason.links)}
    assert told == {id(decision) for decision in explanation.page.decisions}


def test_every_line_with_text_is_told_of_once_and_in_order(page):
    raw, explanation = page
    numbers = [line.number for reason in explanation.reasons for line in reason.lines]
    assert numbers == [line.number for line in clean(raw)]


def test_a_line_is_told_under_the_article_that_holds_it(page):
    _, explanation = page
    for reason in explanation.reasons:
        for number in reason.decision.lines:
            holders = [order for order, story in enumerate(explanation.page.stories, 1) if number in story.lines]
            assert holders == ([reason.article] if reason.article else [])
        assert reason.article or reason.role == "furniture"


def test_what_is_weak_is_what_the_review_lists_hold(page):
    _, explanation = page
    for order, story in enumerate(explanation.page.stories, 1):
        weak = [reason for reason in explanation.reasons if reason.article == order and reason.weak]
        assert bool(weak) == bool(story.review)
        assert all(min(d.confidence for d in (reason.decision, *reason.links)) < SURE_ENOUGH for reason in weak)


def test_what_a_line_states_about_the_issue_is_told_of_that_line():
    _, explanation = explained(raw_page("002").read_bytes())
    stated = {fact for reason in explanation.reasons for fact in reason.facts}
    assert {("newspaper", "浙江工人日报"), ("date", "2021-08-18"), ("cn", "CN33-0018")} <= stated
    assert all(not reason.facts for reason in explanation.reasons if reason.article)


def test_cues_without_a_weight_between_the_two_are_told_as_silent(page):
    _, explanation = page
    for reason in explanation.reasons:
        shown = {cue for cue, _ in reason.weights} - {"always", *(cue for cue, _ in reason.decision.wholes)}
        assert shown | set(reason.silent) == set(reason.decision.cues)
        assert not shown & set(reason.silent)


def test_the_strongest_cue_comes_first():
    told = speaks_for(("look:byline", "upto14", "not-in-the-weights"), "above.byline", "above.body", WEIGHTS)
    strengths = [abs(weight) for _, weight in told]
    assert strengths == sorted(strengths, reverse=True)
    assert "not-in-the-weights" not in dict(told)


@cases("explain/changes")
def test_what_was_typed_anew(case):
    raw, text = case["input"]
    assert [list(change) for change in changes(raw, text)] == case["expected"]


@FEW
@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=25))
def test_any_page_replays(lines):
    try:
        _, explanation = explained("\n".join(lines).encode())
    except ProblemError:
        return
    assert replays(explanation)
