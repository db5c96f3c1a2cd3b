"""What the indexes of authors and columns show, and the page of one author or column."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from slugify import slugify

from sitegen.site.issues_page import Jump
from sitegen.site.routes import OTHER, part
from sitegen.site.stories import Link, Story, story
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

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


# One page holds so many articles of an author or column.
ARTICLES_A_PART = 100

# Beyond so many names each letter has a page of its own; from so many letters on there is a row to jump from.
NAMES_A_PAGE = 1500
MANY_LETTERS = 6

# So many names, those with most articles, then stand on the index itself.
FOREMOST = 60


@dataclass(frozen=True, slots=True)
class Kind:
    """Authors or columns: what is indexed.

    Args:
        title: what they are called.
        count: how many there are, `{n}` to be filled in.
        empty: what to say where there are none.
        index: the route of the index.
        route: the route of a name's own page.
        by_letter: the route of a letter's page.
        spell: a name's Latin spelling, to sort by.
    """

    title: str
    count: str
    empty: str
    index: str
    route: Callable[[str], str]
    by_letter: Callable[[str], str]
    spell: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Letter:
    """The names under one letter of the alphabet.

    Args:
        letter: the letter, or 其他.
        anchor: the fragment that leads here.
        names: the names, with how many articles each has as their note.
    """

    letter: str
    anchor: str
    names: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class IndexPage:
    """All authors, or all columns; or those under one letter, where there are very many.

    Args:
        title: what they are.
        up: the whole index, on the page of a letter.
        count: how many, in words.
        empty: what to say where there are none.
        letters: by the alphabet; where each has its own page, the names with most articles.
        jumps: where each letter stands; none where there are few.
    """

    title: str
    up: Link | None
    count: str
    empty: str
    letters: tuple[Letter, ...]
    jumps: tuple[Jump, ...]


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """The articles of one author or column, or a part of them.

    Args:
        index: the index it stands in.
        name: who or what it is.
        count: how many articles, in words.
        stories: the newest first.
        part: which part of how many this is, in words; "" where it is all.
        previous, next: the parts before and after.
    """

    index: Link
    name: str
    count: str
    stories: tuple[Story, ...]
    part: str
    previous: Link | None
    next: Link | None


def authors(tree: Tree) -> Kind:
    """The authors."""
    texts, routes = tree.texts, tree.routes
    by_letter = routes.authors_by_letter
    return Kind(
        texts.authors, texts.person_count, texts.no_authors, routes.authors, routes.author, by_letter, surname_spelling
    )


def columns(tree: Tree) -> Kind:
    """The columns (栏目)."""
    texts, routes = tree.texts, tree.routes
    by_letter = routes.columns_by_letter
    return Kind(texts.columns, texts.column_count, texts.no_columns, routes.columns, routes.column, by_letter, spelling)


def index_pages(kind: Kind, groups: Sequence[Group], tree: Tree) -> tuple[tuple[str, IndexPage], ...]:
    """Every page of an index with its route, the index itself first.

    Args:
        kind: authors or columns.
        groups: all of them.
        tree: the script.
    """
    letters = _letters(kind, groups, tree)
    count = _counted(kind, len(groups)) if groups else ""
    if len(groups) <= NAMES_A_PAGE:
        here = tuple(Jump(kind.index, letter.anchor, letter.letter) for letter, _ in letters)
        jumps = here if len(letters) >= MANY_LETTERS else ()
        return ((kind.index, IndexPage(kind.title, None, count, kind.empty, tuple(one for one, _ in letters), jumps)),)

    def jumps_at(shown: str | None) -> tuple[Jump, ...]:
        return tuple(
            Jump(kind.by_letter(first), "", letter.letter, _counted(kind, len(letter.names)), first == shown)
            for letter, first in letters
        )

    up = Link(kind.index, kind.title)
    foremost = sorted(groups, key=lambda group: (-len(group.entries), group.name))[:FOREMOST]
    most = Letter(tree.texts.most_articles, "most", tuple(_name(kind, group, tree) for group in foremost))
    pages = [(kind.index, IndexPage(kind.title, None, count, kind.empty, (most,), jumps_at(None)))]
    for letter, first in letters:
        own = _counted(kind, len(letter.names))
        view = IndexPage(letter.letter, up, own, kind.empty, (letter,), jumps_at(first))
        pages.append((kind.by_letter(first), view))
    return tuple(pages)


def index_routes(kind: Kind, groups: Sequence[Group]) -> tuple[str, ...]:
    """The route of every page of an index, the index itself first."""
    if len(groups) <= NAMES_A_PAGE:
        return (kind.index,)
    letters = {_first(kind.spell(group.name)) for group in groups}
    return (kind.index, *(kind.by_letter(first) for first in sorted(letters, key=lambda first: (not first, first))))


def parts(group: Group) -> int:
    """On how many pages the articles of one author or column stand."""
    return max(1, -(-len(group.entries) // ARTICLES_A_PART))


def stories_page(kind: Kind, group: Group, number: int, tree: Tree) -> StoriesPage:
    """Make the view of one part of the articles of one author or column; parts are counted from 1."""
    of, texts, route = parts(group), tree.texts, kind.route(group.name)
    shown = group.entries[(number - 1) * ARTICLES_A_PART : number * ARTICLES_A_PART]
    return StoriesPage(
        index=Link(kind.index, kind.title),
        name=tree.say(group.name),
        count=_articles(group, tree),
        stories=tuple(story(entry, tree) for entry in shown),
        part=texts.part_of.format(n=number, of=of) if of > 1 else "",
        previous=Link(part(route, number - 1), texts.previous_part) if number > 1 else None,
        next=Link(part(route, number + 1), texts.next_part) if number < of else None,
    )


def _letters(kind: Kind, groups: Sequence[Group], tree: Tree) -> tuple[tuple[Letter, str], ...]:
    """The names by their letter, each letter beside how the alphabet has it; what has none stands last, beside ""."""
    spelt = [(kind.spell(group.name), group) for group in groups]
    ordered = sorted(spelt, key=lambda one: (not _first(one[0]), one[0], one[1].name))
    found = []
    for first, those in itertools.groupby(ordered, key=lambda one: _first(one[0])):
        names = tuple(_name(kind, group, tree) for _, group in those)
        anchor = f"letter-{first.lower() or OTHER}"
        found.append((Letter(first or tree.texts.other_letters, anchor, names), first))
    return tuple(found)


def _name(kind: Kind, group: Group, tree: Tree) -> Link:
    return Link(kind.route(group.name), tree.say(group.name), _articles(group, tree))


def _first(spelt: str) -> str:
    """The letter a spelling stands under, "" for a figure or nothing at all."""
    return spelt[:1].upper() if spelt[:1].isalpha() else ""


def _counted(kind: Kind, number: int) -> str:
    return kind.count.format(n=f"{number} ")


def _articles(group: Group, tree: Tree) -> str:
    return tree.texts.article_count.format(n=f"{len(group.entries)} ")


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
