"""An article as lists keep it: whatever they show of the whole article they show of this one, to the letter."""

import dataclasses
from xml.etree import ElementTree as ET

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from samples import SETTINGS, archive, article, hard_archive, issue

from sitegen.model import Page, Photo
from sitegen.site.briefs import NOTHING_QUOTED, brief, headed
from sitegen.site.feeds import feed, site_channel
from sitegen.site.listings import Entry, catalogue, in_script, published
from sitegen.site.markdown import LEAD, lead
from sitegen.site.script import trees
from sitegen.site.stories import story

# Whatever means something to CommonMark, white space of every kind, entities, and what stands in newspapers.
PIECES = (
    *"甲乙a1 .):!#>+=~|-*_`\\[]<>&;/()^{}@%$'\"。！？、，；：“”　\t\n\r\x0b\x0c\x1c\x85\xa0\u2028\u200b\ufeff\0",
    *("&#32;", "&nbsp;", "&#9;", "&#10;", "&#13;", "&#0;", "&#xa0;", "&amp;", "&lt;", "&amp;#32;", "&zwj;", "&#8232;"),
    *(
        "**",
        "***",
        "## ",
        "# ",
        "\n\n",
        "\n\n\n",
        "  \n",
        "\\\n",
        "\n    ",
        "1. ",
        "- ",
        "> ",
        "---",
        "===",
        "```",
        "~~~",
    ),
    *("[甲]: /a", "[甲]", "[甲](/a)", "![图](a.png)", "<b>", "</b>", "<!-- ", " -->", "http://a.cn", "<http://a.cn>"),
    *("\\*", "\\[", "1\\.", "\\#", "\\&", "\\\\", "\\ "),
    *(
        "近日，会议召开。",
        "甲" * 30,
        "乙" * 89,
        "丙" * 91,
        "**一、甲**。乙",
        "## 小标题\n\n",
        "诗行\\\n",
        "𠮷",
        "é",
        "e\u0301",
    ),
)
BODIES = st.lists(st.sampled_from(PIECES), max_size=14).map("".join)
ANY = st.one_of(BODIES, st.text(st.characters(exclude_categories=["Cs"]), max_size=120))
MANY = settings(max_examples=500, deadline=None)

SUBHEADS = "## 甲\n\n## 乙"
POEM = "白日依山尽，\\\n黄河入海流。\\\n  欲穷千里目，\\\n\t更上一层楼。"


@MANY
@given(ANY)
@example("")
@example(" \n\t\n")
@example(SUBHEADS)
@example(POEM)
@example("## 甲\n\n" + POEM)
@example("&#32;甲&nbsp;&#32;")
@example("&#32;")
@example("甲" * LEAD)
@example("甲" * (LEAD - 1) + "&#32;乙")
@example("甲" * LEAD + "&#32;")
@example("甲" * 50 + "。" + "乙" * 38 + "，、乙乙")
@example("---")
@example("    甲")
@example("\\\n")
@example("&nbsp;甲")
@example("`\x85 \x85`")
@example("甲" * LEAD + "\x1c乙")
@example("甲" * (LEAD - 3) + "`\x85`\u2003\x1c 乙")
def test_a_list_quotes_of_it_what_it_quotes_of_the_article(body):
    assert lead(brief(article(body=body)).body) == lead(body)


@MANY
@given(ANY)
@example(SUBHEADS)
@example("---")
@example("[甲]: /a")
def test_it_has_a_body_where_the_article_has_one(body):
    """Where there is none, lists quote the caption."""
    assert bool(brief(article(body=body)).body.strip()) == bool(body.strip())


@MANY
@given(ANY)
def test_a_brief_of_a_brief_is_the_same(body):
    once = brief(article(body=body))
    assert brief(once) == once


@given(ANY)
def test_it_is_short(body):
    assert len(brief(article(body=body)).body) <= 8 * (LEAD + 1)


def test_a_long_story_is_kept_short():
    body = "\n\n".join(f"{'各地要努力。' * 30}（{number}）" for number in range(500))
    assert len(brief(article(body=body)).body) == LEAD + 1


@settings(max_examples=100, deadline=None)
@given(ANY, st.sampled_from(["", "比赛现场。", "*图*&nbsp;说"]), st.sampled_from(["article", "photo"]))
@example(SUBHEADS, "比赛现场。", "photo")
@example(" \n", "比赛现场。", "photo")
def test_lists_and_feeds_show_the_same(body, caption, kind):
    photos = (Photo(caption, "张三 摄"), Photo("第二张")) if caption else ()
    whole = article(body=body, photos=photos, kind=kind, authors=("程雪",), column="栏", keep=("皇后",), extra={"a": 1})
    same_everywhere(issue(articles=(whole,)))


def same_everywhere(given_issue):
    """Assert that lists show of an issue and its articles what they show of what is remembered of them."""
    shown = in_script(published(given_issue), SETTINGS.script)
    kept = dataclasses.replace(headed(shown), articles=tuple(map(brief, shown.articles)))
    for tree in trees(SETTINGS):
        for one, other in zip(shown.articles, kept.articles, strict=True):
            assert story(Entry(kept, other), tree) == story(Entry(shown, one), tree)
        feeds = [feed(site_channel((each,), SETTINGS, tree), SETTINGS, tree) for each in (shown, kept)]
        assert feeds[0] == feeds[1]
        assert ET.fromstring(feeds[0]).tag.endswith("feed")


@pytest.mark.parametrize("place", range(3))
def test_the_hard_archive_is_shown_the_same(place):
    same_everywhere(hard_archive().issues[place])


def test_names_of_pages_are_kept_and_their_text_is_not():
    pages = (Page(1, "a.txt", "0" * 64), Page(2, "b.txt", "1" * 64, name="工会新闻", furniture=("报眼",)))
    given_issue = issue(pages=pages, articles=(article("k1"), article("k2", page=2)), redirects={"k0": "k1"})
    same_everywhere(given_issue)
    kept = headed(given_issue)
    assert [(page.number, page.name, page.file, page.furniture) for page in kept.pages] == [(2, "工会新闻", "", ())]
    assert kept.articles == ()
    assert kept.redirects == {"k0": "k1"}


def test_authors_and_columns_are_the_same():
    given_archive = hard_archive()
    kept = archive(
        *(dataclasses.replace(each, articles=tuple(map(brief, each.articles))) for each in given_archive.issues),
        newspapers=given_archive.settings.newspapers,
    )
    for one, other in zip(catalogue(given_archive).authors, catalogue(kept).authors, strict=True):
        assert (one.name, [each.article.id for each in one.entries]) == (
            other.name,
            [each.article.id for each in other.entries],
        )


def test_a_body_that_says_nothing_is_a_rule():
    assert brief(article(body=SUBHEADS)).body == NOTHING_QUOTED
    assert lead(NOTHING_QUOTED) == ""
