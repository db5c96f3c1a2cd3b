"""A rubric goes to the story whose headline says what it says, and stays where it stands in every other case."""

import pytest
from restore_cases import grouped, line_numbers

from sitegen.restore.rubrics import bring_home

TEXT = "今年初，医院工会走访了各个科室，收集到四十多条建议。"
OTHER = "日前，自动化码头完成了吊装系统的最新调试。"
RUBRIC = ("below.column", "推进民主管理 构建和谐劳动关系")


def story(title, kicker="", text=TEXT):
    heads = [("below.kicker", kicker)] if kicker else []
    return [("below.start", text), *heads, ("below.title", title)]


NAMED = story("响应速度带来的幸福感", kicker="中医医院推进民主管理工作规范化")


def test_a_rubric_belongs_to_the_headline_that_says_the_same():
    """003:170 and 360."""
    groups, decisions = bring_home(grouped(NAMED, [*story("由工到匠的成长密码", text=OTHER), RUBRIC]))
    assert line_numbers(groups) == [[1, 2, 3, 6], [4, 5]]
    assert [(each.lines, each.choice, each.rule) for each in decisions] == [((6,), "moved", "rubric")]


def test_it_comes_before_what_its_story_has_further_on():
    first, second, rest = grouped(NAMED, [*story("成长密码", text=OTHER), RUBRIC], [("below.resumed", TEXT)])
    groups, _ = bring_home(((*first, *rest), second))
    assert line_numbers(groups) == [[1, 2, 3, 6, 7], [4, 5]]


@pytest.mark.parametrize(
    "page",
    [
        pytest.param(
            [NAMED, [*story("构建和谐劳动关系的码头", text=OTHER), RUBRIC]], id="its own headline says it too"
        ),
        pytest.param(
            [NAMED, [*story("成长密码", text=OTHER + "这里推进民主管理。"), RUBRIC]], id="its own text says it too"
        ),
        pytest.param([story("响应速度"), [*story("成长密码", text=OTHER), RUBRIC]], id="no headline says it"),
        pytest.param(
            [story("响应速度", text=TEXT + "推进民主管理。"), [*story("密码"), RUBRIC]], id="only a text says it"
        ),
        pytest.param(
            [[*NAMED, ("below.column", "民生")], [*story("密码", text=OTHER), RUBRIC]], id="that story has one"
        ),
        pytest.param([NAMED, *[story("密码", text=OTHER)] * 2, [*story("钥匙"), RUBRIC]], id="that story is far away"),
        pytest.param([[*story("码头"), RUBRIC], NAMED], id="that story comes later"),
        pytest.param(
            [NAMED, [("above.column", RUBRIC[1]), ("above.title", "密码"), ("above.start", OTHER)]],
            id="it stands above its story",
        ),
    ],
)
def test_every_other_rubric_stays(page):
    groups = grouped(*page)
    assert bring_home(groups) == (groups, ())
