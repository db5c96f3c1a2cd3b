"""Paragraphs to CommonMark and back, every character kept and as few backslashes as will do.

The rules are those of CommonMark 0.31 (https://spec.commonmark.org/0.31.2/), and what markdown-it-py makes of them.
A text may hold line breaks (verse, a list of names); it is not empty and neither begins nor ends with one.
Control characters other than tab and line break are no text: CommonMark has no way to write all of them.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from sitegen.model import Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# What has a meaning inside a line, each with the neighbours without which it has none (spec, chapter 6):
# a backslash before punctuation or a line's end, `]` before `(` (links, pictures), `<` before a tag or address,
# `&` before an entity's name. An `_` between letters never opens emphasis; `*` and a backtick are always escaped.
INLINE = re.compile(
    r"""\\(?=[!-/:-@\[-`{-~\s]|\Z)
    | [*`]
    | (?<![^\W_])_ | _(?![^\W_])
    | \](?=\()
    | <(?=[A-Za-z/!?])
    | &(?=\#[xX]?[0-9A-Fa-f]{1,8};|[A-Za-z][A-Za-z0-9]*;)
    """,
    re.VERBOSE,
)

# What has a meaning at the start of a line (chapter 4); the group is the character to escape:
# headings, quotes, fences, bullets, rules, underlines of headings, numbered lists.
LINE_START = re.compile(
    r"""(?:
        (\#)\#{0,5}(?=[ \t]|\Z)
      | (>)
      | (~)~~
      | ([-+])(?=[ \t]|\Z)
      | (-)[- \t]*\Z
      | (=)=*[ \t]*\Z
      | [0-9]{1,9}([.)])(?=[ \t]|\Z)
    )""",
    re.VERBOSE,
)

# A last `#` after a space would be taken for the closing mark of a heading.
HEADING_END = re.compile(r"(?:(?<=[ \t])|\A)#(?=#*\Z)")

# A head can be bold only up to a letter, figure or mark that belongs to one: CommonMark does not close `**` between
# a stop and a letter.
BOLD_ENDS_IN = ("L", "N", "M")


def markdown_of(paragraphs: tuple[Paragraph, ...]) -> str:
    r"""Write paragraphs as CommonMark: a block each, `## ` before a subhead, `**…**` around a run-in head.

    >>> print(markdown_of((Paragraph("一、加强领导。各地要高度重视", run_in=7), Paragraph("1949. 年"))))
    **一、加强领导**。各地要高度重视
    <BLANKLINE>
    1949\. 年
    """
    return "\n\n".join(_block(paragraph) for paragraph in paragraphs if paragraph.text)


def paragraphs_of(markdown: str) -> tuple[Paragraph, ...]:
    r"""Read CommonMark as paragraphs; whatever an editor used besides (lists, quotes, links) is read as its plain text.

    >>> paragraphs_of("## 强基础\n\n**一、加强领导**。各地")
    (Paragraph(text='强基础', subhead=True, run_in=0), Paragraph(text='一、加强领导。各地', subhead=False, run_in=6))
    """
    paragraphs = []
    subhead = False
    for token in _commonmark().parse(markdown):
        if token.type in ("heading_open", "heading_close"):
            subhead = token.type == "heading_open"
        elif token.type in ("fence", "code_block", "html_block"):
            paragraphs.append(Paragraph(token.content.rstrip("\n")))
        elif token.type == "inline":
            children = token.children or []
            text = _text(children)
            paragraphs.append(Paragraph(text, subhead, 0 if subhead else bold_length(text, _bold(children))))
    return tuple(paragraph for paragraph in paragraphs if paragraph.text)


def bold_length(text: str, run_in: int) -> int:
    """How much of a run-in head can be bold: up to its last letter or figure, its closing stop left out.

    >>> bold_length("一、加强领导。各地要高度重视", 7)
    6
    """
    while run_in and not unicodedata.category(text[run_in - 1]).startswith(BOLD_ENDS_IN):
        run_in -= 1
    return run_in


@cache
def _commonmark() -> MarkdownIt:
    """The reader of CommonMark; who only writes does without it, for it takes a while to load."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark")


def _block(paragraph: Paragraph) -> str:
    """One paragraph or subhead as a block."""
    text = paragraph.text
    if paragraph.subhead and "\n" not in text:
        return "## " + HEADING_END.sub(r"\\#", "".join(_guard_spaces(_escape_inline(text))))
    bold = 0 if paragraph.subhead else bold_length(text, min(paragraph.run_in, len(text)))
    written = _escape_lines(text, bold)
    if paragraph.subhead:
        # A heading of several lines can only be written underlined (setext).
        return "".join(written) + "\n---"
    return f"**{''.join(written[:bold])}**{''.join(written[bold:])}" if bold else "".join(written)


def _escape_lines(text: str, bold: int) -> list[str]:
    """A block's text, for each of its characters how it is written; a line ends in a backslash, a hard line break."""
    written: list[str] = []
    for line in text.split("\n"):
        characters = _escape_inline(line)
        at = _line_start(line)
        # The first line of a run-in head begins with `**` already.
        if at is not None and (written or not bold):
            characters[at] = "\\" + characters[at]
        written += [*_guard_spaces(characters), "\\\n"]
    # `[注]: 见` would vanish as the definition of a link.
    if text.startswith("[") and "]:" in text and not bold:
        written[0] = "\\["
    return written[:-1]


def _escape_inline(line: str) -> list[str]:
    """A line character by character, with a backslash before those that would mean something inside a line."""
    characters = list(line)
    for match in INLINE.finditer(line):
        characters[match.start()] = "\\" + characters[match.start()]
    return characters


def _line_start(line: str) -> int | None:
    """Where the character stands that would mean something at the line's start, None where nothing would."""
    match = LINE_START.match(line)
    return match.start(match.lastindex or 0) if match else None


def _guard_spaces(characters: list[str]) -> list[str]:
    """The line with white space at its edges written as entities, which no reader strips."""
    edges = {0, len(characters) - 1} if characters else set()
    return [
        f"&#{ord(character)};" if index in edges and character.isspace() else character
        for index, character in enumerate(characters)
    ]


def _text(tokens: Sequence[Token]) -> str:
    """The characters a reader sees; a line break is one whether hard or soft."""
    return "".join("\n" if token.type.endswith("break") else token.content for token in tokens)


def _bold(tokens: Sequence[Token]) -> int:
    """How many characters at the start of a block are bold."""
    visible = [token for token in tokens if token.type != "text" or token.content]
    if not visible or visible[0].type != "strong_open":
        return 0
    ends = [index for index, token in enumerate(visible) if token.type == "strong_close"]
    return len(_text(visible[: ends[0]])) if ends else 0
