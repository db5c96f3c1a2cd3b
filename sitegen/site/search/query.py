"""What a reader asks for: the language of queries, as `docs/search.md` tells it.

A query is folded before it is cut into tokens, so that its marks may be full-width and its white space any.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, TypeVar

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FieldName = Literal["author", "newspaper", "column", "year", "page", "kind"]

# So many characters of a query are read; nobody types more, and a pasted page would ask for thousands of lists.
LONGEST_QUERY = 200

# Every name of a field, folded.
FIELDS: tuple[tuple[str, FieldName], ...] = (
    ("作者", "author"),
    ("author", "author"),
    ("报纸", "newspaper"),
    ("newspaper", "newspaper"),
    ("栏目", "column"),
    ("column", "column"),
    ("年", "year"),
    ("year", "year"),
    ("版", "page"),
    ("page", "page"),
    ("类", "kind"),
    ("kind", "kind"),
)
NAMES = dict(FIELDS)

# What kinds are called.
PHOTO_STORIES = ("图", "photo")
OTHER_STORIES = ("文", "article")

TOKEN = re.compile(
    rf"""(?P<minus> - (?=[^ ]) )?
    (?: (?P<field> {"|".join(NAMES)} ) (?P<mark> [:=] ) )?
    (?: "(?P<quoted> [^"]* )"? | (?P<plain> [^ ]* ) )""",
    re.VERBOSE,
)
LONE_MINUS = "-"
HALF_A_PAIR = re.compile("[\ud800-\udfff]")

Asked = TypeVar("Asked")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Characters that stand one after another, folded; `excluded` where they must not."""

    text: str
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A fact about an article.

    Args:
        name: which.
        value: what it holds, folded.
        exact: whether it is to be exactly so.
        excluded: whether it must not be so.
    """

    name: FieldName
    value: str
    exact: bool = False
    excluded: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for: all of it must be met by one article.

    Args:
        phrases: in the order they were typed.
        fields: likewise.
        cut: whether it was longer than what is read of it.
    """

    phrases: tuple[Phrase, ...] = ()
    fields: tuple[Field, ...] = ()
    cut: bool = False

    @property
    def empty(self) -> bool:
        """Whether nothing is asked; then nothing is found."""
        return not self.phrases and not self.fields


def parse(text: str, fold: Callable[[str], str]) -> Query:
    """Read a query.

    >>> parse('医师节 -"足 球"', str.lower).phrases
    (Phrase(text='医师节', excluded=False), Phrase(text='足 球', excluded=True))
    >>> parse("时间:3点 作者=罗丽", str.lower).fields
    (Field(name='author', value='罗丽', exact=True, excluded=False),)

    Args:
        text: as typed. Half a surrogate, as a broken terminal or address may give it, makes it ask nothing.
        fold: the folding of the index that is asked.
    """
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    cut = len(whole) > LONGEST_QUERY
    read = whole[:LONGEST_QUERY]
    if HALF_A_PAIR.search(read):
        return Query(cut=cut)
    terms = [term for match in TOKEN.finditer(fold(read)) if (term := _term(match))]
    phrases = (term for term in terms if isinstance(term, Phrase))
    fields = (term for term in terms if isinstance(term, Field))
    return Query(_once(phrases), _once(fields), cut)


def _term(token: re.Match[str]) -> Phrase | Field | None:
    """What one token asks for; None where that is nothing."""
    quoted, excluded = token["quoted"], token["minus"] is not None
    value = (token["plain"] if quoted is None else quoted).strip(" ")
    if not value or token[0] == LONE_MINUS:
        return None
    if token["field"] is None:
        return Phrase(value, excluded)
    return Field(NAMES[token["field"]], value, token["mark"] == "=", excluded)


def _once(terms: Iterable[Asked]) -> tuple[Asked, ...]:
    return tuple(dict.fromkeys(terms))
