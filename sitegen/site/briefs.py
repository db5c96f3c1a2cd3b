"""An article and an issue with no more of them than lists show, so that a whole archive of them can be kept at hand."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.site.markdown import LEAD, beginning

if TYPE_CHECKING:
    from sitegen.model import Article, Issue

# Marks of Markdown are escaped; white space that Markdown would take away is written as a number, or where it has none, as code.
MARKS = re.compile(r"[!-/:-@\[-`{-~]")
SPACES = re.compile(r"^\s+|\s+$|[\t\n\r]")
NUMBERED = re.compile(r"[^\x0b\x1c-\x1f\x85]")
UNNUMBERED = re.compile(r"[\x0b\x1c-\x1f\x85]+")

# A body of which lists show nothing though it is none.
NOTHING_QUOTED = "***"


def brief(article: Article) -> Article:
    r"""The article with only as much of its body as a list may quote, and without what no list shows.

    >>> from sitegen.model import Article
    >>> brief(Article("k1", "工人日报", "2021-08-18", "开会", "## 要闻\n\n今天*开会*。")).body
    '今天开会。'
    """
    return replace(
        article,
        body=_quoted(article.body),
        source=None,
        confidence=1.0,
        review=(),
        continued_from=None,
        continued_on=None,
        extra={},
    )


def headed(issue: Issue) -> Issue:
    """The issue without its articles, and with those of its pages only that have a name."""
    pages = tuple(replace(page, file="", sha256="", furniture=()) for page in issue.pages if page.name)
    return replace(issue, articles=(), pages=pages, evidence={}, written={}, extra={})


def _quoted(body: str) -> str:
    """A body that lists quote in the same way."""
    if not body.strip():
        return body
    # One character more than is quoted, which tells that there is more.
    text = beginning(body, LEAD)[: LEAD + 1]
    escaped = MARKS.sub(r"\\\g<0>", text)
    return SPACES.sub(_kept, escaped) or NOTHING_QUOTED


def _kept(spaces: re.Match[str]) -> str:
    """White space that Markdown leaves alone, wherever it stands."""
    as_code = UNNUMBERED.sub(r"`\g<0>`", spaces[0])
    return "".join(f"&#{ord(each)};" if each.isspace() and NUMBERED.match(each) else each for each in as_code)
