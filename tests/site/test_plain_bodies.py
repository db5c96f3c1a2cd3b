"""Bodies that need no parser: what is told fast is what the parser tells."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.site import commonmark, markdown

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


# Pieces run wild are seldom plain, so half of the bodies are made of blocks that look it, most of them with reason.
WORDS = st.lists(
    st.sampled_from(("甲", "乙a", "1", " ", "“”", '"', "'", "\\&", "(", "[", "]", "\\*", "\\\\", "\\<", "#", "。")),
    max_size=6,
)
LINE = WORDS.map("".join)
BLOCK = st.one_of(
    LINE,
    LINE,
    LINE.map("## {}".format),
    st.builds("**{}甲**{}".format, LINE, LINE),
)
BODY = st.one_of(
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.builds(str.__add__, st.lists(BLOCK, max_size=5).map("\n\n".join), st.sampled_from(("", "\n", *PIECES))),
)

bodies = settings(max_examples=1500, deadline=None)


def told(text):
    """Stands for a conversion: shows which pieces it was given, and says what HTML must escape."""
    return f'<{len(text)} {text}&">' if text else ""


@bodies
@given(BODY)
@example("## 整改\n\n**一**、3天前\n")
@example("**甲** ")
@example("## ## 甲")
@example("甲\n\n\n乙")
def test_plain_bodies_are_read_as_the_parser_reads_them(body):
    assert markdown.paragraphs(body) == commonmark.paragraphs(body)
    assert markdown.plain(body) == "\n".join(commonmark.texts(body))


@bodies
@given(BODY)
@example("## “整改” \\& \\<b\\>\n\n**一\\*、甲**、3\"天前\n\n**甲**\n\n'乙'\n")
def test_plain_bodies_are_printed_as_the_parser_prints_them(body):
    assert str(markdown.render(body, told)) == commonmark.html(body, told)


@bodies
@given(BODY, st.integers(min_value=0, max_value=12))
@example("[甲]乙\n\n丙\n\n[甲]: /a", 1)
@example("## 甲\n\n**乙**丙\n\n- 丁", 1)
@example("甲\n\n===", 0)
def test_the_first_blocks_say_what_the_whole_body_begins_with(body, length):
    whole = "".join(commonmark.texts(body))
    assert markdown.beginning(body, length)[: length + 1] == whole[: length + 1]


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
