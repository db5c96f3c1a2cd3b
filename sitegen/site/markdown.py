"""An article's body: CommonMark in, HTML or plain text out.

Raw HTML is shown as the text it is and never runs; links may only lead where `addresses` allows; pictures are not loaded.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.model import Paragraph

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# How much of an article a list shows: two lines of three columns, a little more for the first story.
LEAD = 90

# A story's lead is asked for by some seven lists and by its neighbours, in either script; those of an issue or two matter.
LEADS_REMEMBERED = 4096

# A book has its stories' bodies once more, soon after the pages of its issue in both scripts: those of an issue or two matter.
BODIES_REMEMBERED = 512

SENTENCE_ENDS = "。！？"

# A line of a body that CommonMark reads as what it says: no mark of emphasis, link, entity or code in it but escaped ones, and neither
# white space nor a heading's, list's, quotation's or rule's mark at its beginning. A tab or a line's end would be a mark as well.
SAFE = r"[^\\`*_<>&\x00-\x1f\x7f-\x9f]"
ESCAPED = r"\\[!-/:-@\[-`{-~]"
WORDS = rf"{SAFE}*(?:{ESCAPED}{SAFE}*)*"
PLAIN_LINE = rf"(?![\s#>+=~|:!-]|[0-9]{{1,9}}[.)])(?=.){WORDS}(?<![\s#])"
# A run-in head is bold where a letter stands before its closing marks; after a stop CommonMark would not see them.
RUN_IN = rf"\*\*(?!\s){WORDS}(?<=[\u4e00-\u9fff])\*\*(?:{WORDS}(?<!\s))?"
PLAIN_BLOCK = rf"(?:## {PLAIN_LINE}|{RUN_IN}|{PLAIN_LINE})"
PLAIN = re.compile(PLAIN_BLOCK)
PLAIN_BODY = re.compile(rf"(?:{PLAIN_BLOCK}(?:\n\n{PLAIN_BLOCK})*\n?)?")
ESCAPE = re.compile(r"\\(.)")
SUBHEAD = "## "
BOLD = "**"
# Brackets are words where they are no link's.
LINKS = ("](", "]:")


@lru_cache(maxsize=BODIES_REMEMBERED)
def render(body: str, say: Callable[[str], str]) -> Markup:
    r"""The body as HTML, its paragraphs numbered p1, p2, … so that each has an address.

    >>> print(render("**一、加强领导**。各地要<b>", str))
    <p id="p1"><strong>一、加强领导</strong>。各地要&lt;b&gt;</p>
    <BLANKLINE>

    A poem or a table has hard line breaks; it is marked as `lines`, and its white space stays.

    >>> print(render("G1    北京南\\\nG3    上海", str).replace("\xa0", "~"))
    <p id="p1" class="lines">G1~~~~北京南<br />
    G3~~~~上海</p>
    <BLANKLINE>

    Args:
        body: CommonMark.
        say: turns its text, piece by piece, into the page's script; addresses of links stay.
    """
    if is_plain(body):
        return Markup(_plain_html(body, say))
    from sitegen.site.commonmark import html

    return Markup(html(body, say))


def plain(body: str) -> str:
    r"""The text of the body's paragraphs, without subheads and marks, one line each.

    >>> plain("## 整改\n\n**一**、 3 天\\\n前 <b>")
    '一、 3 天 前 <b>'
    """
    if is_plain(body):
        return "\n".join(_plain_texts(body))
    from sitegen.site.commonmark import texts

    return "\n".join(texts(body))


def paragraphs(body: str) -> tuple[tuple[str, Paragraph], ...]:
    r"""The body's paragraphs and subheads as plain text, each with its anchor on the page, "" where it has none.

    >>> paragraphs("## 整改\n\n**一**、3天前")
    (('', Paragraph(text='整改', subhead=True, run_in=0)), ('p1', Paragraph(text='一、3天前', subhead=False, run_in=0)))
    """
    if is_plain(body):
        return _plain_paragraphs(body)
    from sitegen.site.commonmark import paragraphs

    return paragraphs(body)


def is_plain(body: str) -> bool:
    """Whether a body's blocks are sure to be what they look like: paragraphs, subheads (##) and run-in heads."""
    return not any(mark in body for mark in LINKS) and PLAIN_BODY.fullmatch(body) is not None


def _plain_blocks(body: str) -> Iterator[str]:
    """The blocks of a body that is plain: it needs no parser, as most do not, and is very much faster without."""
    return filter(None, body.removesuffix("\n").split("\n\n"))


def _plain_html(body: str, say: Callable[[str], str]) -> str:
    """The HTML of a plain body, to the byte what the parser's renderer makes of it."""
    html: list[str] = []
    numbered = 0
    for block in _plain_blocks(body):
        if block.startswith(SUBHEAD):
            html.append(f"<h2>{_said(block.removeprefix(SUBHEAD), say)}</h2>\n")
            continue
        numbered += 1
        _, bold, rest = block.split(BOLD) if block.startswith(BOLD) else ("", "", block)
        strong = f"<strong>{_said(bold, say)}</strong>" if bold else ""
        html.append(f'<p id="p{numbered}">{strong}{_said(rest, say)}</p>\n')
    return "".join(html)


def _said(words: str, say: Callable[[str], str]) -> str:
    """Words of a plain block as HTML; `say` is given the very pieces that a parser's tokens hold."""
    # A parser's renderer leaves single quotation marks.
    return escape(say(_unescaped(words)), quote=False).replace('"', "&quot;")


def _unescaped(words: str) -> str:
    return ESCAPE.sub(r"\1", words) if "\\" in words else words


def _plain_texts(body: str) -> Iterator[str]:
    return (_words(block) for block in _plain_blocks(body) if not block.startswith(SUBHEAD))


def _words(paragraph: str) -> str:
    """What a plain paragraph says, a run-in head and what follows it as one."""
    return _unescaped(paragraph.replace(BOLD, ""))


def _plain_paragraphs(body: str) -> tuple[tuple[str, Paragraph], ...]:
    found: list[tuple[str, Paragraph]] = []
    numbered = 0
    for block in _plain_blocks(body):
        subhead = block.startswith(SUBHEAD)
        numbered += not subhead
        text = _unescaped(block.removeprefix(SUBHEAD)) if subhead else _words(block)
        found.append(("" if subhead else f"p{numbered}", Paragraph(text, subhead=subhead)))
    return tuple(found)


@lru_cache(maxsize=LEADS_REMEMBERED)
def lead(body: str, length: int = LEAD) -> str:
    """The beginning of the text, cut at a sentence's end where one is near, else with an ellipsis.

    >>> lead("今天开会。大家都来了，会议开了三天。", 10)
    '今天开会。'
    >>> lead("一二三四五六七八九十", 5)
    '一二三四五…'
    """
    text = beginning(body, length)
    if len(text) <= length:
        return text
    head = text[:length]
    end = max(head.rfind(mark) for mark in SENTENCE_ENDS)
    return head[: end + 1] if end + 1 >= length * 0.5 else head.rstrip("，、；： ") + "…"


def beginning(body: str, length: int) -> str:
    """The text of so many paragraphs that it is longer than `length`; of all where they are not."""
    text = ""
    if not any(mark in body for mark in LINKS):
        # What stands behind an empty line changes no block before it, unless it is the address of a link.
        for block in body.removesuffix("\n").split("\n\n"):
            if PLAIN.fullmatch(block) is None:
                break
            text += "" if block.startswith(SUBHEAD) else _words(block)
            if len(text) > length:
                return text
    return plain(body).replace("\n", "")
