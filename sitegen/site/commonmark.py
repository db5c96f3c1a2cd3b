"""A body that is not plain, read by the parser: any CommonMark. What a plain one is, and what both become, tells `markdown.py`.

The parser takes long to load, and most archives hardly need it, so that this module is loaded when there is first such a body.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from sitegen.model import Paragraph
from sitegen.site.addresses import AWAY, is_allowed, leads_away

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it.token import Token

# The page's own headline is the h1, so the highest heading of a body is an h2.
HIGHEST_HEADING = "h2"

RUN_OF_SPACES = re.compile(" {2,}|^ +")


def html(body: str, say: Callable[[str], str]) -> str:
    """The body as HTML, its paragraphs numbered; see `markdown.render`."""
    parser = _parser()
    tokens = parser.parse(body)
    numbered = 0
    for token, after in itertools.zip_longest(tokens, tokens[1:]):
        if token.type == "paragraph_open" and token.level == 0:
            numbered += 1
            token.attrSet("id", f"p{numbered}")
            if _keep_lines(after):
                token.attrSet("class", "lines")
        if token.tag == "h1":
            token.tag = HIGHEST_HEADING
        _say(token, say)
    laid_out: str = parser.renderer.render(tokens, parser.options, {})
    return laid_out


def texts(body: str) -> Iterator[str]:
    """The text of each paragraph."""
    return (
        _text(token.children or ())
        for before, token in itertools.pairwise(_parser().parse(body))
        if token.type == "inline" and before.type == "paragraph_open"
    )


def paragraphs(body: str) -> tuple[tuple[str, Paragraph], ...]:
    """Paragraphs and subheads with their anchors; see `markdown.paragraphs`."""
    found: list[tuple[str, Paragraph]] = []
    numbered = 0
    for before, token in itertools.pairwise(_parser().parse(body)):
        if token.type != "inline":
            continue
        on_top = before.type == "paragraph_open" and before.level == 0
        numbered += on_top
        anchor = f"p{numbered}" if on_top else ""
        text = "".join("\n" if child.type == "hardbreak" else _text((child,)) for child in token.children or ())
        found.append((anchor, Paragraph(text, subhead=before.type == "heading_open")))
    return tuple(found)


class Parser(MarkdownIt):
    """CommonMark with links to allowed addresses only; any other stays the text it is."""

    def validateLink(self, url: str) -> bool:  # noqa: N802 (the parser has it so)
        """Whether there may be a link to an address, whose entities are read and which is percent-encoded."""
        return is_allowed(url)


@cache
def _parser() -> Parser:
    parser = Parser("commonmark", {"html": False})
    parser.disable("image")
    return parser


def _keep_lines(inline: Token) -> bool:
    """Whether a paragraph's line breaks are meant; if so, runs of spaces in it are made to last."""
    children = inline.children or []
    if not any(child.type == "hardbreak" for child in children):
        return False
    for child in children:
        child.content = RUN_OF_SPACES.sub(lambda run: "\u00a0" * len(run[0]), child.content)
    return True


def _say(token: Token, say: Callable[[str], str]) -> None:
    """Convert what is text; a token's markup and attributes are none. A link that leads away says so."""
    for child in token.children or ():
        _say(child, say)
    if token.type in ("text", "code_inline", "code_block", "fence"):
        token.content = say(token.content)
    elif token.type == "link_open" and leads_away(str(token.attrGet("href"))):
        token.attrSet("rel", AWAY)


def _text(tokens: Sequence[Token]) -> str:
    breaks = ("softbreak", "hardbreak")
    return "".join(" " if token.type in breaks else token.content for token in tokens)
