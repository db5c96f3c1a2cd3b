"""The raw text an article was made of, to be shown beside it: its lines as they came, in the script of the source.

An article's `source` is the span from its first raw line to its last; where columns of several stories cross, lines of
others lie in between. Such a line is left out if nothing of it is in this article and all of it is in another text of the
page; so no line of the article itself is ever left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Article, Issue, Source
    from sitegen.site.listings import Entry


NO_LETTERS = re.compile(r"[\W_]+")

# What is no common Chinese character. These are letters, come out of normalisation as they are, and take part in nothing
# beside them; so only what stands between them needs a look, and that is mostly the same few stops and quotation marks.
BETWEEN_CHINESE = re.compile(r"([^\u4e00-\u9fff]+)")
REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class RawText:
    """A raw page as it is at hand now.

    Args:
        sha256: of its bytes, to know whether they are still those the articles were made of.
        lines: the text between line ends; the first is line 1.
    """

    sha256: str
    lines: tuple[str, ...]


RawPages = Callable[[str], RawText | None]
"""Gives a raw page by its file's name, None where it is not at hand."""


def nothing_raw(_file: str) -> RawText | None:
    """No raw page is at hand."""
    return None


@dataclass(frozen=True, slots=True)
class RawLine:
    """A line of the raw text, or a run of lines that belong to something else.

    Args:
        number: the line's number, of the run's first line where it is one.
        last: the last line's number; the same for a single line.
        text: as it came; "" for a run that is left out.
        follows: the line before it stands right above it, so that its number is clear.
    """

    number: int
    last: int
    text: str
    follows: bool


def unchanged_since(raw: RawText, file: str, issue: Issue) -> bool:
    """Whether a raw page still is what the issue's articles were made of."""
    return all(page.sha256 == raw.sha256 for page in issue.pages if page.file == file)


def has_text(raw: RawText, source: Source) -> bool:
    """Whether the lines of an article hold anything."""
    first, last = source.lines
    return any(text.strip() for text in raw.lines[first - 1 : last])


def passage(raw: RawText, source: Source, entry: Entry) -> tuple[RawLine, ...]:
    """The lines of an article, without empty ones.

    >>> from sitegen.model import Article, Issue, Source
    >>> from sitegen.site.listings import Entry
    >>> source = Source("a.txt", (1, 4))
    >>> one = Article("k1", "", "", "工会搭“鹊桥”", "今天开会。", source=source)
    >>> two = Article("k2", "", "", "职工喜“脱单”", "", source=Source("a.txt", (3, 3)))
    >>> raw = RawText("", ("工会搭“鹊桥”", "", "职工喜“脱单”", "今天开会。"))
    >>> for line in passage(raw, source, Entry(Issue("a", "b", articles=(one, two)), one)):
    ...     print(line.number, line.text or "elsewhere", line.follows)
    1 工会搭“鹊桥” True
    3 elsewhere False
    4 今天开会。 True

    Args:
        raw: the page.
        source: the article's.
        entry: whose lines are wanted, and the issue where the other texts of the page are found.
    """
    first, last = source.lines
    numbered = [(number, raw.lines[number - 1]) for number in range(first, min(last, len(raw.lines)) + 1)]
    own = _letters(_fields(entry.article))
    # Most articles stand alone in their lines, in the order of a page; only for the others is each line looked at, and the rest
    # of the page.
    alone = _letters(text for _, text in numbered) in own
    letters_of = {} if alone else {number: _letters((text,)) for number, text in numbered}
    others = "" if all(letters in own for letters in letters_of.values()) else _letters(_others(source.file, entry))
    found: list[RawLine] = []
    before, elsewhere = first - 1, False
    for number, text in numbered:
        if letters := letters_of.get(number):
            elsewhere = letters not in own and letters in others
        if not text.strip():
            continue
        follows = number == before + 1
        if elsewhere and found and not found[-1].text:
            found[-1] = RawLine(found[-1].number, number, "", found[-1].follows)
        else:
            found.append(RawLine(number, number, "" if elsewhere else text.rstrip(), follows))
        before = number
    return tuple(found)


def _fields(article: Article) -> Iterator[str]:
    """All that is printed of an article, in the order of a page."""
    yield from (article.column, article.kicker, article.title, article.subtitle, article.byline, article.body)
    for photo in article.photos:
        yield from (photo.caption, photo.credit)


def _others(file: str, entry: Entry) -> Iterator[str]:
    """All other text of a raw page: that of its other articles, and what belongs to none."""
    for other in entry.issue.articles:
        if other.id != entry.article.id and other.source is not None and other.source.file == file:
            yield from _fields(other)
    for page in entry.issue.pages:
        if page.file == file:
            yield from (each.text for each in page.furniture)


def _letters(texts: Iterable[str]) -> str:
    """Only letters and digits, whatever their width: what typesetting and Markdown leave as it is.

    >>> _letters(("**１９２１年**，", "“五一”"))
    '1921年五一'
    """
    pieces = BETWEEN_CHINESE.split("\n".join(texts))
    pieces[1::2] = map(_letters_between, pieces[1::2])
    return "".join(pieces)


@lru_cache(maxsize=REMEMBERED)
def _letters_between(text: str) -> str:
    return NO_LETTERS.sub("", unicodedata.normalize("NFKC", text))
