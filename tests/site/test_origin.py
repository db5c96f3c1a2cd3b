"""How an article says where its text comes from, down to the raw lines."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from samples import archive, article, default_theme, issue, silent

from sitegen.model import Article, Furniture, Issue, Page, Source
from sitegen.site import raw as raw_text
from sitegen.site.listings import Entry
from sitegen.site.pages import render
from sitegen.site.raw import RawText, passage

AUGUST = "zhejiang-gongren-ribao/2021-08-18"
LINES = (
    "浙江工人日报",
    "工会搭“鹊桥”",
    "",
    "职工喜“脱单”",
    "本报讯（记者程雪）近日，省总工",
    "医护人员比拼技能",
    "会举办联谊活动。",
    "——",
    "大家都很高兴。",
)
RAW = RawText("a" * 64, LINES)
PAGES = (Page(1, "a.txt", "a" * 64, furniture=(Furniture("masthead", (1, 1), "浙江工人日报"),)),)
OURS = article("k1", source=Source("a.txt", (2, 9)))
THEIRS = article("k2", order=2, title="医护人员比拼技能", body="", source=Source("a.txt", (6, 6)))


def shown(one=OURS, raw=RAW, others=(THEIRS,), pages=PAGES):
    """Numbers and texts of the lines that are shown of an article."""
    entry = Entry(Issue("a", "b", pages=pages, articles=(one, *others)), one)
    return [(line.number, line.last, line.text) for line in passage(raw, one.source, entry)]


def test_the_lines_of_an_article_are_shown_as_they_came_and_those_of_others_counted():
    assert shown() == [
        (2, 2, "工会搭“鹊桥”"),
        (4, 4, "职工喜“脱单”"),
        (5, 5, "本报讯（记者程雪）近日，省总工"),
        (6, 6, ""),
        (7, 7, "会举办联谊活动。"),
        (8, 8, "——"),
        (9, 9, "大家都很高兴。"),
    ]


def test_furniture_between_is_left_out_too():
    one = article("k1", source=Source("a.txt", (1, 4)))
    assert shown(one)[0] == (1, 1, "")


def test_a_line_of_nobody_is_shown():
    assert (6, 6, "医护人员比拼技能") in shown(others=())


def test_a_line_that_both_have_is_shown():
    twin = article("k3", title="大家都很高兴。", body="", source=Source("a.txt", (9, 9)))
    assert shown(others=(twin,))[-1] == (9, 9, "大家都很高兴。")


def test_neighbouring_lines_of_others_are_told_together_over_empty_ones():
    raw = RawText("", ("甲甲", "乙乙", "", "丙丙", "甲丁"))
    one = Article("k1", "", "", "甲甲甲丁", "", source=Source("a.txt", (1, 5)))
    other = Article("k2", "", "", "乙乙丙丙", "", source=Source("a.txt", (2, 4)))
    assert shown(one, raw, (other,), ()) == [(1, 1, "甲甲"), (2, 4, ""), (5, 5, "甲丁")]


def test_marks_and_widths_do_not_hide_whose_a_line_is():
    raw = RawText("", ("１．加强领导。", "２．　补充"))
    one = Article("k1", "", "", "", "**1. 加强领导**。", source=Source("a.txt", (1, 2)))
    other = Article("k2", "", "", "", "2\\. 补充", source=Source("a.txt", (2, 2)))
    assert shown(one, raw, (other,), ()) == [(1, 1, "１．加强领导。"), (2, 2, "")]


def test_a_span_beyond_the_end_of_the_file_is_no_error():
    assert shown(article("k1", source=Source("a.txt", (9, 99)))) == [(9, 9, "大家都很高兴。")]


def page(given, raw_pages, path=f"{AUGUST}/k1/index.html"):
    rendering = render(given, default_theme(), silent, raw_pages)
    assert rendering.problems == ()
    return next(each.data.decode() for each in rendering.documents if each.path == path)


def test_the_page_shows_the_raw_lines_with_their_numbers():
    html = page(archive(issue(pages=PAGES, articles=(OURS, THEIRS))), {"a.txt": RAW}.get)
    (shown,) = re.findall(r'<details class="raw">(.*?)</details>', html, re.DOTALL)
    assert '<ol id="raw" start="2">' in shown
    assert '<li value="4">职工喜“脱单”</li>' in shown
    assert '<li class="elsewhere" lang="zh-Hans">第6行属于本版其他内容</li>' in shown
    assert shown.count("<li") == 7


def test_a_converted_page_leads_to_the_raw_lines_of_the_page_as_printed():
    given = archive(issue(pages=PAGES, articles=(OURS, THEIRS)))
    html = page(given, {"a.txt": RAW}.get, f"zh-hant/{AUGUST}/k1/index.html")
    assert f'href="../../../../{AUGUST}/k1/#raw" lang="zh-Hans"' in html
    assert 'class="raw"' not in html


@pytest.mark.parametrize(
    ("raw_pages", "words"),
    [
        ({}.get, "原始文本现不在馆中"),
        ({"a.txt": RawText("b" * 64, LINES)}.get, "原始文本在整理之后已有变动"),
    ],
    ids=["missing", "changed"],
)
def test_the_page_says_why_the_raw_lines_are_not_shown(raw_pages, words):
    html = page(archive(issue(pages=PAGES, articles=(OURS,))), raw_pages)
    assert words in html
    assert 'class="raw"' not in html


def test_an_article_of_no_known_source_says_nothing_of_it():
    html = page(archive(issue(articles=(article("k1"),))), {}.get)
    assert "原始文本现不在馆中" not in html
    assert 'class="raw"' not in html


def test_hostile_raw_text_stays_text():
    raw = RawText("a" * 64, ("<script>alert(1)</script>",) * 9)
    html = page(archive(issue(pages=PAGES, articles=(OURS,))), {"a.txt": raw}.get)
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_the_raw_text_stays_in_the_script_of_its_source_and_the_page_says_that_it_was_converted():
    printed = issue(
        script="zh-Hant", pages=PAGES, articles=(article("k1", body="發展。", source=Source("a.txt", (1, 1))),)
    )
    raw = {"a.txt": RawText("a" * 64, ("發展。",))}.get
    html = page(archive(printed), raw)
    assert "本页文字由繁体转换" in html
    assert '<a href="../../../zh-hant/zhejiang-gongren-ribao/2021-08-18/k1/" lang="zh-Hant"' in html
    assert 'zh-hant/zhejiang-gongren-ribao/2021-08-18/k1/#raw" lang="zh-Hant"' in html
    assert "發展。" not in html
    as_printed = page(archive(printed), raw, f"zh-hant/{AUGUST}/k1/index.html")
    assert "轉換" not in as_printed
    assert re.search(r'<ol id="raw" start="1">\s*<li>發展。</li>', as_printed)


# What normalisation takes apart, puts together or moves: marks, widths, syllables, numbers in circles, ideographs for show.
SHIFTY = "一鿿龥两甲Ａa１1，。“”*_\n \u3000e\u0301\u0323\u0338<≮가ᄀ\u1161\u11a8①㈠℃ﬁ豈〇㐀𠀀か\u3099カﾞｶ"


@given(st.text(alphabet=SHIFTY, max_size=30) | st.text(max_size=30))
@example("甲\u0301e\u0301，\u0301乙\u3099")
def test_what_stands_between_chinese_is_all_that_is_to_be_normalised(text):
    assert raw_text._letters((text,)) == raw_text.NO_LETTERS.sub("", unicodedata.normalize("NFKC", text))


def test_common_characters_are_letters_that_stay():
    common = "".join(map(chr, range(0x4E00, 0xA000)))
    assert raw_text.NO_LETTERS.sub("", unicodedata.normalize("NFKC", common)) == common
