"""One page's new reading against its articles on disk: what is carried along, replaced, removed, or left to the editor.

A file is an editor's as soon as it differs from what the program last wrote; `written` in `issue.yaml` remembers that
as a hash. From then on the program only says, once, what it would write. Pure: nothing here opens a file.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.content.codec import article_text, plain_article, refiled
from sitegen.content.folders import Held
from sitegen.content.ids import GRAM, Ids, carry_ids, grams, new_id
from sitegen.problems import Problem
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from sitegen.content.filing import FiledPage
    from sitegen.model import Article, Issue


@dataclass(frozen=True, slots=True)
class Old:
    """An article of the page as it stands on disk.

    Args:
        held: the file.
        issue: the issue it stands in.
        number: the page number under which it was filed there.
        path: the file's path, for problems.
    """

    held: Held
    issue: Issue
    number: int
    path: str

    @property
    def recorded(self) -> str:
        """The hash of what the program last wrote there, "" where it never wrote."""
        return self.issue.written.get(self.held.name, "")

    @property
    def edited(self) -> bool:
        """Whether the file is an editor's: not what the program wrote, or never written by it."""
        return mark_of(self.held.data) != self.recorded

    def as_filed(self, article: Article) -> Article:
        """A new reading under the id and the place this file has, to compare it with what was written then."""
        return replace(
            article,
            id=self.held.article.id,
            newspaper=self.issue.newspaper,
            date=self.issue.date,
            page=self.number,
            order=order_of(self.held.name),
        )


@dataclass(frozen=True, slots=True)
class Placed:
    """A file as it is to stand: its hash goes into `written` unless it is no longer the program's."""

    held: Held
    mark: str


@dataclass(frozen=True, slots=True)
class Settled:
    """What becomes of a page's articles.

    Args:
        placed: the files, by name.
        redirects: ids that disappear, each with the id that took over.
        proposed: for edited files, by their new names, what the program would write and has not proposed before.
        beside: the same for every edited file of which the program would write another text.
        problems: what an editor should look at.
    """

    placed: tuple[Placed, ...]
    redirects: Mapping[str, str]
    proposed: Mapping[str, str]
    beside: Mapping[str, str]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Names:
    """Names in an issue's folder: of files that belong to other pages or to an editor, and of files nobody can read."""

    others: frozenset[str] = frozenset()
    unreadable: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What becomes of one article: its file, and for an edited one what the program would write and, where that is new, say."""

    placed: Placed
    beside: str = ""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class _Made:
    """An article of the new reading, the file it is, and what becomes of that."""

    article: Article
    old: Old | None
    outcome: _Outcome


def mark_of(data: bytes) -> str:
    """The hash by which a hand edit is known; line ends do not count, since git may change them on another machine."""
    return hashlib.sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def name_of(page: int, order: int) -> str:
    """The name of an article's file.

    >>> name_of(1, 7)
    '01-07.md'
    """
    return f"{page:02}-{order:02}.md"


def order_of(name: str) -> int:
    """The order on the page that a file's name gives, 0 where it gives none.

    >>> order_of("01-07.md"), order_of("note.md")
    (7, 0)
    """
    _, _, order = name.removesuffix(".md").partition("-")
    return int(order) if order.isascii() and order.isdigit() else 0


def page_of(name: str) -> int:
    """The page number that a file's name gives, 0 where it gives none."""
    page, _, _ = name.partition("-")
    return int(page) if page.isascii() and page.isdigit() else 0


def settle(page: FiledPage, olds: tuple[Old, ...], names: Names, taken: Container[str]) -> Settled:
    """Decide what becomes of a page's articles.

    Args:
        page: the new reading; its articles numbered as they are to stand.
        olds: the page's readable articles on disk, wherever they are.
        names: those in the issue's folder that are in use.
        taken: ids that are in use anywhere.
    """
    known = _same_readings(olds, page.articles)
    used = Ids(taken)
    # Before the old ids are carried over: a redirect must lead to the id that an article ends up with.
    fresh = tuple(_with_fresh_id(article, page.page.sha256, used) for article in page.articles)
    carried = carry_ids(tuple(old.held.article for old in olds), fresh, known)
    occupied = set(names.others | names.unreadable)
    made: list[_Made] = []
    for article, place in zip(carried.articles, carried.olds, strict=True):
        if place is None and name_of(article.page, article.order) in names.unreadable:
            # The file that cannot be read is this article, spoilt by a hand edit; its reader tells about it.
            continue
        old = None if place is None else olds[place]
        here = _numbered(article, occupied)
        occupied.add(name_of(here.page, here.order))
        made.append(_Made(here, old, _place(here, old)))
    made, withheld = _without_loss(made)
    outcomes = [one.outcome for one in made]
    left = [old for index, old in enumerate(olds) if index not in carried.olds]
    outcomes, redirects = _left_over(left, carried.redirects, outcomes, page, occupied, withheld)
    return Settled(
        placed=tuple(one.placed for one in outcomes),
        redirects=redirects,
        proposed={one.placed.held.name: one.beside for one in outcomes if one.beside and one.problems},
        beside={one.placed.held.name: one.beside for one in outcomes if one.beside},
        problems=tuple(problem for one in outcomes for problem in one.problems),
    )


def _same_readings(olds: tuple[Old, ...], new: tuple[Article, ...]) -> dict[int, int]:
    """New articles that read just as what the program wrote into a file, each with that file's place."""
    same: dict[int, int] = {}
    for row, old in enumerate(olds):
        for column, article in enumerate(new):
            if column not in same and _reads_as_written(old, article):
                same[column] = row
                break
    return same


def _reads_as_written(old: Old, article: Article) -> bool:
    """Whether the file, before any hand edit, was this reading."""
    if plain_article(old.held.article) == plain_article(article):
        return True
    same_lines = old.held.article.source in (None, article.source)
    return same_lines and old.edited and _mark(old.as_filed(article)) == old.recorded


def _place(article: Article, old: Old | None) -> _Outcome:
    """Put an article of the new reading in its place; an edited file keeps its text, and is told where that differs."""
    text = article_text(article)
    mark = mark_of(text.encode())
    fresh = Placed(Held(name_of(article.page, article.order), text.encode(), article), mark)
    if old is None:
        return _Outcome(fresh)
    if mark_of(old.held.data) == mark:
        return _Outcome(replace(fresh, held=replace(fresh.held, data=old.held.data)))
    if not old.edited:
        return _Outcome(fresh)
    kept = Placed(moved(old.held, article), mark)
    if mark_of(kept.held.data) == mark:
        return _Outcome(kept)
    if _mark(old.as_filed(article)) == old.recorded:
        return _Outcome(kept, text)
    return _Outcome(kept, text, (_would_write(old, text),))


def _withheld(made: list[_Made]) -> frozenset[str]:
    """Text that the program would write into files edited by hand, in pieces, and that no file will hold."""
    wanted = {gram for one in made if one.outcome.beside for gram in grams(one.article)}
    if not wanted:
        return frozenset()
    return frozenset(wanted.difference(*(grams(one.outcome.placed.held.article) for one in made)))


def _would_be_lost(old: Old, withheld: frozenset[str]) -> bool:
    """Whether some text of a file would be in no other: more of it than an edit of a word explains."""
    return len(withheld & grams(old.held.article).keys()) > GRAM


def _without_loss(made: list[_Made]) -> tuple[list[_Made], frozenset[str]]:
    """A file stays as it is while some of its text would go to one that is not written now; and text that is withheld then."""
    while True:
        withheld = _withheld(made)
        spared = [_spared(one, withheld) for one in made]
        if spared == made:
            return made, withheld
        made = spared


def _spared(one: _Made, withheld: frozenset[str]) -> _Made:
    if one.old is None or one.old.edited or one.outcome.beside or not _would_be_lost(one.old, withheld):
        return one
    kept = moved(one.old.held, one.article)
    return replace(one, outcome=_Outcome(Placed(kept, mark_of(kept.data)), article_text(one.article)))


def _would_write(old: Old, text: str) -> Problem:
    """What the program would now write into an edited file: the first line that would be another."""
    mine, its = old.held.data.decode("utf-8", "replace").splitlines(), text.splitlines()
    line = next((at for at, (ours, new) in enumerate(zip(mine, its, strict=False), 1) if ours != new), 1)
    what = f"edited by hand, so it was kept; the program would now write “{its[line - 1][:60]}” here"
    return Problem(old.path, line, what, "leave it, or remove the file and import again to take the new reading")


def _left_over(
    left: list[Old],
    redirects: Mapping[str, str],
    outcomes: list[_Outcome],
    page: FiledPage,
    occupied: set[str],
    withheld: frozenset[str],
) -> tuple[list[_Outcome], dict[str, str]]:
    """What becomes of files that the new reading has no article for; the outcomes with theirs, and ids that go.

    One the program wrote goes, its id redirected; unless the article that took over its text is an edited file, which
    may not hold that text. An edited one stays.
    """
    placed = {one.placed.held.article.id: one.placed for one in outcomes}
    edited = {id_ for id_, one in placed.items() if mark_of(one.held.data) != one.mark}
    kept: list[_Outcome] = []
    gone: dict[str, str] = {}
    for old in left:
        id_ = old.held.article.id
        twin = placed.get(id_)
        # Left by a crash between writing a file in its new place and removing it from the old one.
        if twin and (not old.edited or moved(old.held, twin.held.article).data == twin.held.data):
            continue
        if not old.edited and redirects.get(id_, "") not in edited and not _would_be_lost(old, withheld):
            gone[id_] = redirects.get(id_, "")
            continue
        here = _numbered(_at_its_place(old, page), occupied)
        occupied.add(name_of(here.page, here.order))
        kept.append(_keep(old, here))
    return outcomes + kept, gone


def _keep(old: Old, here: Article) -> _Outcome:
    """A file that stays although the new reading has no article for it; an edited one is the editor's from now on."""
    held = moved(old.held, here)
    if not old.edited:
        return _Outcome(Placed(held, mark_of(held.data)))
    if not old.recorded:
        return _Outcome(Placed(held, ""))
    what = "edited by hand, so it was kept; the program no longer reads an article of its own there"
    told = Problem(old.path, 0, what, "remove it if its text now stands in another article")
    return _Outcome(Placed(held, ""), problems=(told,))


def _at_its_place(old: Old, page: FiledPage) -> Article:
    """The article with the newspaper, date and page number that its page has now."""
    return replace(
        old.held.article,
        newspaper=page.newspaper,
        date=page.date,
        page=page.page.number,
        order=order_of(old.held.name) or old.held.article.order,
    )


def moved(held: Held, article: Article) -> Held:
    """A file under the name and with the place of `article`, every other character as it is."""
    text = refiled(held.data.decode("utf-8"), article)
    here = replace(held.article, newspaper=article.newspaper, date=article.date, page=article.page, order=article.order)
    return Held(name_of(article.page, article.order), text.encode("utf-8"), here)


def _numbered(article: Article, occupied: set[str]) -> Article:
    """The article with the first order, from its own on, whose name is free."""
    order = article.order
    while name_of(article.page, order) in occupied:
        order += 1
    return replace(article, order=order)


def _with_fresh_id(article: Article, page_sha256: str, used: Ids) -> Article:
    """A new article with an id that is nobody's, which is `used` from now on."""
    first_line = article.source.lines[0] if article.source else article.order
    length = 6
    while (id_ := new_id(page_sha256, first_line, length)) in used:
        length += 1
    used.add(id_)
    return replace(article, id=id_)


def _mark(article: Article) -> str:
    return mark_of(article_text(article).encode())
