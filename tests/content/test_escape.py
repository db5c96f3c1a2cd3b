"""What is written as CommonMark is read back character by character, and ordinary text is left as it is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sitegen.content.escape import bold_length, markdown_of, paragraphs_of
from sitegen.model import Paragraph

ORDINARY = [
    "民政工作关系民生、连着民心。“十四五”以来,全市(含县区)投入2.5万元!",
    "本报讯（记者 罗丽）8月18日，第1、2批共30%的职工——约1+1=2户——参加了“CNC-2”培训",
    "详见www.acftu.org，或来信li_ming@163.com。",
    "(1)加强领导；(2)注重实效",
    "1949年·北京[注]，A&T公司 <5吨，#标签，C:盘 - 甲 + 乙 = 丙",
    "2.5万 1.加强领导 3)落实",
    "☎0571-88888888 ★本版编辑：张三",
    "！感叹 ~波浪~ ——访市民政局局长",
    "-5℃至+3℃",
]

HOSTILE = [
    "[注]: 见",
    "[注]: http://a.cn '题'",
    "1949. 年",
    "1) 一",
    "1.",
    "#",
    "# 题",
    "###### 题 ##",
    "> 引",
    ">引",
    "~~~",
    "~~~python",
    "***",
    "* * *",
    "___",
    "_斜_",
    "a__b__c",
    "<b>粗</b>",
    "<!-- 注 -->",
    "<http://a.cn>",
    "<li@163.com>",
    "&amp; &#123; &copy; &notanentity; &",
    "\\",
    "\\\\",
    "C:\\*",
    "尾\\",
    "    四格",
    "\t制表",
    "　　全角空格",
    "尾  ",
    "+ 加",
    "- 减",
    "-",
    "+",
    "---",
    "- - -",
    "===",
    "=",
    "`码`",
    "```",
    "``` 码",
    "[题](http://a.cn)",
    "![图](a.png)",
    "[题][注]",
    "**粗**",
    "*斜*",
    "甲*乙*丙",
    "http://a.cn/_b_?c=1&d=2",
    "|甲|乙|",
    "甲\n乙",
    "甲\n===",
    "甲\n---",
    "甲\n- 乙",
    "甲\n1. 乙",
    "甲\n# 乙",
    "甲\n> 乙",
    "甲\n    乙",
    "甲\n```\n乙",
    "甲\n<div>",
    "[注\n]: 见",
    "甲\\\n乙",
    "甲  \n  乙",
    "甲\n\n乙",
]

characters = st.one_of(
    st.sampled_from("\\`*_{}[]()<>#+-.!|~=:&;\"'/?$%^@, \t　0123456789aZ甲乙，。：“”—·（）"),
    st.characters(exclude_categories=("Cs", "Cc", "Cn")),
)
line = st.text(characters, min_size=1, max_size=12)
text = st.one_of(line, st.lists(line, min_size=2, max_size=3).map("\n".join), st.sampled_from(HOSTILE))
paragraph = st.builds(Paragraph, text, st.booleans(), st.integers(0, 8))


def as_kept(paragraph: Paragraph) -> Paragraph:
    """A run-in head ends in a letter or figure, and a subhead has none."""
    whole = min(paragraph.run_in, len(paragraph.text))
    return Paragraph(paragraph.text, paragraph.subhead, 0 if paragraph.subhead else bold_length(paragraph.text, whole))


@pytest.mark.parametrize("text", ORDINARY)
def test_ordinary_text_is_written_without_a_backslash(text):
    assert markdown_of((Paragraph(text),)) == text
    assert paragraphs_of(text) == (Paragraph(text),)


@pytest.mark.parametrize("subhead", [False, True])
@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_read_back(text, subhead):
    written = (Paragraph("前文"), Paragraph(text, subhead), Paragraph("后文"))
    assert paragraphs_of(markdown_of(written)) == written


@settings(deadline=None)
@given(st.lists(paragraph, max_size=4).map(tuple))
def test_whatever_is_written_is_read_back(paragraphs):
    assert paragraphs_of(markdown_of(paragraphs)) == tuple(as_kept(one) for one in paragraphs)


@settings(deadline=None)
@given(st.lists(paragraph, max_size=4).map(tuple))
def test_writing_what_was_read_changes_nothing(paragraphs):
    markdown = markdown_of(paragraphs)
    assert markdown_of(paragraphs_of(markdown)) == markdown


@pytest.mark.parametrize(
    ("text", "run_in", "markdown"),
    [
        ("一、加强领导。各地要", 7, "**一、加强领导**。各地要"),
        ("一、加强领导各地要", 6, "**一、加强领导**各地要"),
        ("“三抓”。各地", 5, "**“三抓**”。各地"),
        ("1. 抓学习：各地", 6, "**1. 抓学习**：各地"),
        ("——。各地", 3, "——。各地"),
        ("a*b*c 各地", 5, "**a\\*b\\*c** 各地"),
        ("全部", 9, "**全部**"),
    ],
)
def test_a_run_in_head_is_bold_with_its_stop_outside(text, run_in, markdown):
    assert markdown_of((Paragraph(text, run_in=run_in),)) == markdown
    html = MarkdownIt("commonmark").render(markdown)
    assert ("<strong>" in html) == ("**" in markdown)


def test_verse_keeps_its_lines():
    verse = Paragraph("白日依山尽，\n黄河入海流。")
    assert markdown_of((verse,)) == "白日依山尽，\\\n黄河入海流。"


def test_what_an_editor_wrote_is_read_as_plain_text():
    markdown = "- 甲\n- 乙\n\n> 丙 [丁](http://a.cn)\n\n```\n戊\n```\n\n<p>己</p>\n"
    assert [one.text for one in paragraphs_of(markdown)] == ["甲", "乙", "丙 丁", "戊", "<p>己</p>"]


def test_an_editors_bold_with_the_stop_inside_is_read_with_the_stop_outside():
    assert paragraphs_of("**一、加强领导。** 各地") == (Paragraph("一、加强领导。 各地", run_in=6),)
