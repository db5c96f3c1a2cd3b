"""What the indexes of authors and columns show, and the page of one author or column."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

from slugify import slugify

from sitegen.site.stories import Link, Story, story

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.site.listings import Group
    from sitegen.site.script import Tree


# Surnames that are read otherwise than the character is elsewhere, or that python-slugify gets wrong.
SURNAMES = {
    "万": "wan",
    "乐": "yue",
    "仇": "qiu",
    "区": "ou",
    "单": "shan",
    "叶": "ye",
    "宁": "ning",
    "曾": "zeng",
    "朴": "piao",
    "查": "zha",
    "沈": "shen",
    "盖": "ge",
    "缪": "miao",
    "翟": "zhai",
    "薛": "xue",
    "解": "xie",
}


@dataclass(frozen=True, slots=True)
class Letter:
    """The names under one letter of the alphabet."""

    letter: str
    names: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All authors, or all columns.

    Args:
        title: what they are.
        count: how many, in words.
        empty: what to say where there are none.
        letters: by the alphabet.
    """

    title: str
    count: str
    empty: str
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """The articles of one author or column.

    Args:
        index: the index it stands in.
        name: who or what it is.
        count: how many articles, in words.
        stories: the newest first.
    """

    index: Link
    name: str
    count: str
    stories: tuple[Story, ...]


def authors_page(groups: tuple[Group, ...], tree: Tree) -> IndexPage:
    """Make the view of the index of authors."""
    texts = tree.texts
    count = texts.person_count.format(n=f"{len(groups)} ") if groups else ""
    return IndexPage(
        texts.authors, count, texts.no_authors, _letters(groups, tree.routes.author, surname_spelling, tree)
    )


def columns_page(groups: tuple[Group, ...], tree: Tree) -> IndexPage:
    """Make the view of the index of columns."""
    texts = tree.texts
    count = texts.column_count.format(n=f"{len(groups)} ") if groups else ""
    letters = _letters(groups, tree.routes.column, spelling, tree)
    return IndexPage(texts.columns, count, texts.no_columns, letters)


def author_page(group: Group, tree: Tree) -> StoriesPage:
    """Make the view of one author's page."""
    return _stories(group, Link(tree.routes.authors, tree.texts.authors), tree)


def column_page(group: Group, tree: Tree) -> StoriesPage:
    """Make the view of one column's page."""
    return _stories(group, Link(tree.routes.columns, tree.texts.columns), tree)


def _stories(group: Group, index: Link, tree: Tree) -> StoriesPage:
    return StoriesPage(
        index=index,
        name=tree.say(group.name),
        count=tree.texts.article_count.format(n=f"{len(group.entries)} "),
        stories=tuple(story(entry, tree) for entry in group.entries),
    )


def _letters(
    groups: tuple[Group, ...], route: Callable[[str], str], spell: Callable[[str], str], tree: Tree
) -> tuple[Letter, ...]:
    def letter(group: Group) -> str:
        first = spell(group.name)[:1].upper()
        return first if first.isalpha() else ""

    ordered = sorted(groups, key=lambda group: (letter(group) == "", spell(group.name), group.name))
    return tuple(
        Letter(under or tree.texts.other_letters, tuple(_name(group, route, tree) for group in found))
        for under, found in itertools.groupby(ordered, key=letter)
    )


def _name(group: Group, route: Callable[[str], str], tree: Tree) -> Link:
    return Link(route(group.name), tree.say(group.name), tree.texts.article_count.format(n=f"{len(group.entries)} "))


def spelling(name: str) -> str:
    """A name's Latin spelling, syllable by syllable, to sort by.

    >>> spelling("罗丽"), spelling("“产改”进行时")
    ('luo-li', 'chan-gai-jin-xing-shi')
    """
    return slugify(name)


def surname_spelling(name: str) -> str:
    """A person's name in Latin spelling; a surname is read as surnames are.

    >>> surname_spelling("叶捷"), surname_spelling("罗丽")
    ('ye-jie', 'luo-li')
    """
    surname = SURNAMES.get(name[:1])
    return f"{surname}-{slugify(name[1:])}" if surname else slugify(name)
