"""A page that is right scores 1 in every figure; every mistake lowers the figure that is about it, and by how much is known."""

from dataclasses import fields, replace

import pytest
from compare import Match, folded, pairs
from faults import faults
from form import Article, Page, Part, Picture
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW
from score import FIGURES, Count, Score, score

LONG = Article(
    title="工会“响应速度”带来的幸福感",
    kicker="北京中医医院加强制度建设和监督考核——",
    column="推进民主管理 构建和谐劳动关系",
    byline="本报记者 赖志凯",
    authors=("赖志凯",),
    body=(
        Part("“3天前参加工会组织的体检，今天就能够在小程序上看到结果，真是太棒了。”"),
        Part("整改通知单的效率", subhead=True),
        Part("整改过程中的最大挑战是如何将不同格式的体检数据整合到统一的小程序界面中。"),
        Part("这是该院推行院务公开督导检查整改，解决职工急难愁盼问题的一个典型案例。"),
    ),
)
SHORT = Article(
    title="专题辅导促进业财融合发展",
    body=(Part("本报讯 （记者陈华）近日，淮南市总工会开展财务干部“每月一谈”活动。"),),
    authors=("陈华",),
    pictures=(Picture("图为柳林煤矿调度室正运用智能综合管理平台监控井下采掘工作面情况。", "付永文 高茜 摄"),),
)
PAGE = Page("a.txt", (LONG, SHORT), ("05 工会新闻", "新闻服务热线"), ("工人日报", None, None, None, None, "5"))


def texts(article):
    pictures = [text for picture in article.pictures for text in (picture.caption, picture.credit)]
    heads = [article.title, article.kicker, article.subtitle, article.column, article.byline]
    return [*heads, *(part.text for part in article.body), *pictures]


RAW = "\n".join([*texts(LONG), *texts(SHORT), *PAGE.furniture])


def first(**changes):
    """The page with its first article changed."""
    return replace(PAGE, articles=(replace(LONG, **changes), SHORT))


def figures(ours):
    return dict(zip(FIGURES, score(PAGE, ours, RAW).figures(), strict=True))


def test_a_perfect_page_scores_one_in_every_figure():
    assert set(figures(PAGE).values()) == {1.0}
    assert faults(PAGE, PAGE) == ()


def joined(one, other):
    """The body of the first article with two of its parts in one."""
    return tuple(Part("".join(p.text for p in LONG.body[one : other + 1])) if at == one else part
                 for at, part in enumerate(LONG.body) if not one < at <= other)  # fmt: skip


MISTAKES = {
    "title and kicker mistaken for each other": (
        first(title=LONG.kicker, kicker=LONG.title),
        {"title": 1 / 2, "headline": 1 / 2},
    ),
    "a title that the program supplied": (first(supplied=True), {"title": 1 / 2}),
    "white space and widths do not count": (first(title="工会 ＂响应速度＂ 带来的幸福感"), {}),
    "two paragraphs joined": (first(body=joined(2, 3)), {"break": 4 / 5}),
    "a paragraph cut in two": (
        first(body=(*LONG.body[:3], Part(LONG.body[3].text[:10]), Part(LONG.body[3].text[10:]))),
        {"break": 6 / 7},
    ),
    "a subhead read as a paragraph": (first(body=tuple(Part(part.text) for part in LONG.body)), {"head": 0}),
    "an author missed": (first(authors=()), {"author": 2 / 3}),
    "an author made up": (first(authors=("赖志凯", "本报")), {"author": 4 / 5}),
    "a fact missed": (replace(PAGE, facts=("工人日报", None, None, None, None, None)), {"issue": 1 / 2}),
    "a fact that the page does not state": (replace(PAGE, facts=("工人日报", "2024-08", None, None, None, "5")), {}),
    "a credit missed": (replace(PAGE, articles=(LONG, replace(SHORT, pictures=(Picture(SHORT.pictures[0].caption),)))),
                        {"credit": 0, "kept": None}),
}  # fmt: skip


@pytest.mark.parametrize(("ours", "wanted"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_lowers_its_own_figure(ours, wanted):
    found = figures(ours)
    assert {name for name, figure in found.items() if figure < 1} == set(wanted)
    for name, value in wanted.items():
        assert value is None or found[name] == pytest.approx(value)


def test_text_of_one_article_in_another_lowers_text_and_article():
    swapped = replace(
        PAGE, articles=(replace(LONG, body=LONG.body[:2]), replace(SHORT, body=SHORT.body + LONG.body[2:]))
    )
    found = figures(swapped)
    assert found["article"] == 0
    assert found["text"] < 0.5
    assert found["kept"] == 1


def test_an_advert_in_an_article_lowers_furniture():
    strayed = first(body=(*LONG.body, Part("新闻服务热线")))
    assert figures(strayed)["furniture"] == pytest.approx(6 / 12)


def test_a_lost_character_lowers_kept():
    letters = sum(c.isalnum() for c in RAW)
    assert figures(first(kicker=LONG.kicker[1:]))["kept"] == pytest.approx(1 - 1 / letters)


def test_a_jump_line_need_not_be_kept():
    assert score(PAGE, PAGE, RAW + "（上接第 1版）").kept.share == 1


def test_a_page_that_is_not_there_scores_nothing():
    found = figures(Page("a.txt"))
    assert [found[name] for name in ("article", "text", "title", "author", "kept")] == [0] * 5


def test_the_nearest_articles_are_paired_each_once():
    found = pairs(PAGE, replace(PAGE, articles=(SHORT, LONG)))
    assert set(found) == {(0, 1, 1.0), (1, 0, 1.0)}


def test_counts_add_up():
    one = score(PAGE, PAGE, RAW)
    assert one + Score() == one
    assert (one + one).text == Count(*(2 * getattr(one.text, each.name) for each in fields(Count)))


bodies = st.lists(st.text("会议闭幕。，", min_size=1, max_size=8), max_size=4)


@given(bodies, bodies)
@FEW
def test_edits_and_breaks_stay_inside_the_body(gold, ours):
    match = Match(*(Article(body=tuple(map(Part, texts))) for texts in (gold, ours)))
    length = len(folded("".join(gold)))
    assert match.edits <= max(length, len(folded("".join(ours))))
    assert all(0 < at < length for side in match.breaks for at in side)
    assert Match(match.gold, match.gold).edits == 0


def test_what_went_wrong_is_told_in_words():
    (fault,) = faults(PAGE, first(title="", authors=(), body=joined(2, 3)))
    assert fault.title == LONG.title
    assert fault.what == (
        "title '工会“响应速度”带来的幸福感' read as ''",
        "joined at …的小程序界面中。|这是该院推行院务…",
        "author '赖志凯' missing",
    )


def test_an_article_that_was_not_found_is_told():
    assert [fault.what for fault in faults(PAGE, replace(PAGE, articles=(SHORT,)))] == [
        ("not found as an article of its own",)
    ]
