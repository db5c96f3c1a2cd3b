"""Bodies that need no parser: what is told fast is what the parser tells."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.site import markdown

# Whatever means something to CommonMark, and what stands in newspapers.
PIECES = (
    *"甲乙a1 .):!#>+=~|-*_`\\[]<>&;/()。、：“”　\t\n\r\x85\xa0\u2028\ufeff\x1c\0",
    *(
        "**",
        "***",
        "## ",
        "# ",
        "### ",
        "\n\n",
        "\n\n\n",
        "  \n",
        "1. ",
        "- ",
        "---",
        "===",
        "    ",
        "&amp;",
        "[甲]: /a",
        "[甲]",
    ),
    *("\\*", "\\[", "1\\.", "\\#", "\\ "),
    *("**甲**", "**一、甲**。乙", "**甲。**乙", "<b>", "http://a.cn", "```", "~~~", "￥", "甲 乙"),
)


@settings(max_examples=1500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
@example("## 整改\n\n**一**、3天前\n")
@example("**甲** ")
@example("## ## 甲")
@example("甲\n\n\n乙")
def test_plain_bodies_are_read_as_the_parser_reads_them(body):
    assert markdown.paragraphs(body) == markdown._parsed_paragraphs(body)


@pytest.mark.parametrize(
    "body",
    [
        "会议召开。\n\n各地要落实。",
        "## 整改\n\n甲 乙",
        "**一、加强领导**。各地要……",
        "（记者 罗丽）讯\n",
        "2021年8月",
        "“产改”",
    ],
)
def test_most_bodies_are_plain(body):
    assert markdown.is_plain(body)


@pytest.mark.parametrize(
    "body", ["1. 甲", "- 甲", "甲\n乙", "**甲。**乙", "&amp;", "> 甲", "    甲", "甲 ", "[甲]: /a", "[甲](/a)", "甲\\"]
)
def test_others_are_parsed(body):
    assert not markdown.is_plain(body)
