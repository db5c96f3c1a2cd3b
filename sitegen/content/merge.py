"""Restored pages merged into the archive as it stands: the folders before, the folders after. Pure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.content.codec import FACTS
from sitegen.content.filing import ORDERS_A_PAGE, FiledPage, unmarked
from sitegen.content.folders import Folder, Held
from sitegen.content.handedits import Names, Old, Settled, mark_of, moved, order_of, page_of, settle
from sitegen.content.ids import Ids
from sitegen.content.places import Place
from sitegen.model import Evidence, Issue, Page
from sitegen.problems import Problem
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


# Whose word about an issue counts most; the last is one without any reason given.
RANK = {"editor": 0, "masthead": 1, "text": 2, "": 3}


@dataclass(frozen=True, slots=True)
class Merged:
    """The folders as they are to stand, what was not written over hand edits (what is new of that, and all), and what needs a person."""

    folders: Mapping[Place, Folder]
    proposed: Mapping[str, str]
    beside: Mapping[str, str]
    problems: tuple[Problem, ...]


def merge(folders: Mapping[Place, Folder], pages: tuple[FiledPage, ...], taken: Ids, root: str) -> Merged:
    """Merge restored pages into the folders of their issues.

    Args:
        folders: every folder a page stands in or goes to; missing ones are empty.
        pages: the pages; their order does not matter.
        taken: every id in the archive; those of the pages are added.
        root: the path of the folder of all issues, for problems.
    """
    standing = _standing_places(folders)
    placed = tuple(sorted((_stays_undated(page, folders, standing) for page in pages), key=_page_order))
    blocked = {page.page.file: _blocked(page, folders, standing, root) for page in placed}
    movable = tuple(page for page in placed if not blocked[page.page.file])
    olds = {page.page.file: _olds(page, folders, standing, root) for page in movable}
    after = dict(folders)
    for page in movable:
        for place in standing.get(page.page.file, ()):
            after[place] = _without(page, after[place])
    for page in movable:
        after[place_of(page)] = _with_page(after.get(place_of(page), Folder(Issue(page.slug, page.key))), page)
    imported = frozenset(page.page.file for page in movable)
    after = {place: _renumbered(folders.get(place), folder, imported) for place, folder in after.items()}
    proposed: dict[str, str] = {}
    beside: dict[str, str] = {}
    problems = [problem for told in blocked.values() for problem in told]
    for page in movable:
        place, mine = place_of(page), olds[page.page.file]
        settled = settle(_behind_others(page, after[place]), mine, _names(after[place], page), taken)
        for one in settled.placed:
            taken.add(one.held.article.id)
        after[place] = _with_articles(after[place], settled, mine)
        folder = f"{root}/{page.slug}/{page.key}"
        proposed.update({f"{folder}/{name}": text for name, text in settled.proposed.items()})
        beside.update({f"{folder}/{name}": text for name, text in settled.beside.items()})
        problems += settled.problems
    problems += _shared_numbers(movable, after, root)
    problems += _written_again(folders, after, root)
    return Merged(after, proposed, beside, tuple(sorted(problems)))


def place_of(page: FiledPage) -> Place:
    """The folder a page goes to."""
    return page.slug, page.key


def _page_order(page: FiledPage) -> tuple[str, str, int, str]:
    return page.slug, page.key, page.page.number, page.page.file


def _standing_places(folders: Mapping[Place, Folder]) -> dict[str, tuple[Place, ...]]:
    """For each raw page's file, the folders in which it or any of its articles stands."""
    standing: dict[str, tuple[Place, ...]] = {}
    for place, folder in sorted(folders.items()):
        files = {page.file for page in folder.issue.pages}
        files |= {held.article.source.file for held in folder.held if held.article.source}
        for file in files:
            standing[file] = (*standing.get(file, ()), place)
    return standing


def _stays_undated(
    page: FiledPage, folders: Mapping[Place, Folder], standing: Mapping[str, tuple[Place, ...]]
) -> FiledPage:
    """A page that shares no issue keeps its issue's mark though its raw file changed: the mark is part of its address."""
    if unmarked(page.key):
        for slug, key in standing.get(page.page.file, ()):
            if unmarked(key) == unmarked(page.key) and _number_in(folders[slug, key].issue, page.page.file):
                return replace(page, key=key)
    return page


def _blocked(
    page: FiledPage, folders: Mapping[Place, Folder], standing: Mapping[str, tuple[Place, ...]], root: str
) -> list[Problem]:
    """Why a page cannot be filed: the folder it stands in or goes to has an `issue.yaml` that cannot be read."""
    what = f"cannot be read, so {page.page.file} was not filed"
    return [
        Problem(f"{root}/{slug}/{key}/issue.yaml", 0, what, "mend it and import again")
        for slug, key in sorted({*standing.get(page.page.file, ()), place_of(page)})
        if (slug, key) in folders and folders[slug, key].broken
    ]


def _number_in(issue: Issue, file: str) -> int:
    """The number under which an issue has a raw page, 0 where it has it not."""
    return next((page.number for page in issue.pages if page.file == file), 0)


def _of_page(file: str, folder: Folder) -> tuple[Held, ...]:
    """A raw page's articles in a folder; one whose source an editor took out is known by its name."""
    number = _number_in(folder.issue, file)
    return tuple(
        held
        for held in folder.held
        if (held.article.source and held.article.source.file == file)
        or (not held.article.source and held.name in folder.issue.written and number == page_of(held.name))
    )


def _olds(
    page: FiledPage, folders: Mapping[Place, Folder], standing: Mapping[str, tuple[Place, ...]], root: str
) -> tuple[Old, ...]:
    """A page's articles on disk, those already in its own folder first."""
    file = page.page.file
    order = sorted(standing.get(file, ()), key=lambda place: (place != place_of(page), place))
    return tuple(
        Old(
            held,
            folders[place].issue,
            _number_in(folders[place].issue, file) or page_of(held.name),
            f"{root}/{place[0]}/{place[1]}/{held.name}",
        )
        for place in order
        for held in _of_page(file, folders[place])
    )


def _without(page: FiledPage, folder: Folder) -> Folder:
    """The folder without a page, its articles, and the hashes of its files, also of those that are gone."""
    mine = {held.name for held in _of_page(page.page.file, folder)}
    held = tuple(one for one in folder.held if one.name not in mine)
    there = {one.name for one in held} | folder.unreadable
    number = _number_in(folder.issue, page.page.file)
    written = {name: mark for name, mark in folder.issue.written.items() if name in there or page_of(name) != number}
    pages = tuple(one for one in folder.issue.pages if one.file != page.page.file)
    return replace(folder, issue=replace(folder.issue, pages=pages, written=written), held=held)


def _with_page(folder: Folder, page: FiledPage) -> Folder:
    """The folder with a page and what it says about the issue, but not yet its articles."""
    pages = tuple(sorted((*folder.issue.pages, page.page), key=lambda one: (one.number, one.file)))
    return replace(folder, issue=_with_facts(replace(folder.issue, pages=pages), page))


def _with_facts(issue: Issue, page: FiledPage) -> Issue:
    """The issue with a page's word on it, where that outranks what is known from its other pages."""
    known = {
        name: evidence
        for name, evidence in issue.evidence.items()
        if evidence.file != page.page.file and (not evidence.file or _number_in(issue, evidence.file))
    }
    values: dict[str, str] = {}
    for name in FACTS:
        stated = getattr(issue, name)
        values[name] = stated if name in known or name not in issue.evidence else ""
    for name, fact in page.facts.items():
        if _standing(issue, fact.evidence) < _standing(issue, known.get(name)):
            known[name] = fact.evidence
            values[name] = fact.value
    return replace(
        issue,
        newspaper=values["newspaper"],
        date=values["date"],
        lunar=values["lunar"],
        number=values["number"],
        cn=values["cn"],
        evidence=known,
    )


def _standing(issue: Issue, evidence: Evidence | None) -> tuple[int, int, str]:
    """How a word about the issue ranks: by who says it, then by the page; the lowest counts."""
    if evidence is None:
        return RANK[""], 0, ""
    return RANK[evidence.origin], _number_in(issue, evidence.file), evidence.file


def _rank(issue: Issue, file: str) -> int:
    """A page's place among those of its number: 0 unless two raw pages claim to be the same page."""
    number = _number_in(issue, file)
    return [page.file for page in issue.pages if page.number == number].index(file)


def _behind_others(page: FiledPage, folder: Folder) -> FiledPage:
    """The page with its articles' orders behind those of another raw page of the same number."""
    first = ORDERS_A_PAGE * _rank(folder.issue, page.page.file)
    articles = tuple(replace(article, order=first + article.order) for article in page.articles)
    return replace(page, articles=articles)


def _names(folder: Folder, page: FiledPage) -> Names:
    """The names in a folder that a page's articles cannot have."""
    written = folder.issue.written
    spoilt = {name for name in folder.unreadable if name in written and page_of(name) == page.page.number}
    others = {held.name for held in folder.held} | (folder.unreadable - spoilt)
    return Names(frozenset(others), frozenset(spoilt))


def _with_articles(folder: Folder, settled: Settled, olds: tuple[Old, ...]) -> Folder:
    """The folder with a page's articles, their hashes and redirects."""
    held = tuple(sorted((*folder.held, *(one.held for one in settled.placed)), key=lambda one: one.name))
    written = {**folder.issue.written, **{one.held.name: one.mark for one in settled.placed if one.mark}}
    live = {one.article.id for one in held}
    earlier: dict[str, str] = {}
    for old in olds:
        # An issue that moved takes along where its ids had gone.
        earlier.update({gone: id_ for gone, id_ in old.issue.redirects.items() if id_ in live})
    redirects = {**folder.issue.redirects, **earlier, **settled.redirects}
    followed = {gone: settled.redirects.get(id_, id_) for gone, id_ in redirects.items() if gone not in live}
    issue = replace(folder.issue, written=written, redirects=followed)
    return replace(folder, issue=issue, held=held)


def _renumbered(before: Folder | None, folder: Folder, imported: frozenset[str]) -> Folder:
    """The folder with the articles of pages not imported now behind those of another page of their number, if any."""
    if before is None:
        return folder
    for page in folder.issue.pages:
        if page.file not in imported and _number_in(before.issue, page.file):
            shift = ORDERS_A_PAGE * (_rank(folder.issue, page.file) - _rank(before.issue, page.file))
            if shift:
                folder = _shifted(folder, page, shift)
    return folder


def _shifted(folder: Folder, page: Page, shift: int) -> Folder:
    """The folder with a page's articles renamed and renumbered; hashes of files that are the program's follow."""
    written = dict(folder.issue.written)
    held = [one for one in folder.held if one not in _of_page(page.file, folder)]
    for one in _of_page(page.file, folder):
        old = Old(one, folder.issue, page.number, "")
        mine = moved(one, replace(one.article, order=order_of(one.name) + shift))
        written.pop(one.name, None)
        if not old.edited:
            written[mine.name] = mark_of(mine.data)
        held.append(mine)
    issue = replace(folder.issue, written=written)
    return replace(folder, issue=issue, held=tuple(sorted(held, key=lambda one: one.name)))


def _shared_numbers(pages: tuple[FiledPage, ...], folders: Mapping[Place, Folder], root: str) -> list[Problem]:
    """Two raw pages that claim to be the same page of the same issue."""
    problems = set()
    for page in pages:
        files = [one.file for one in folders[place_of(page)].issue.pages if one.number == page.page.number]
        if len(files) > 1:
            what = f"{' and '.join(files)} are both page {page.page.number} of this issue"
            fix = "state the right page number, date or newspaper in raw/pages.yaml"
            problems.add(Problem(f"{root}/{page.slug}/{page.key}/issue.yaml", 0, what, fix))
    return sorted(problems)


def _written_again(before: Mapping[Place, Folder], after: Mapping[Place, Folder], root: str) -> list[Problem]:
    """Articles whose files an editor had removed, and which are there again."""
    problems = []
    for (slug, key), folder in before.items():
        there = {held.name for held in folder.held} | folder.unreadable
        for held in after[slug, key].held:
            if held.name not in there and mark_of(held.data) == folder.issue.written.get(held.name):
                what = "the file had been removed, and was written again from the raw page"
                fix = "put `draft: true` into it to keep the article off the site"
                problems.append(Problem(f"{root}/{slug}/{key}/{held.name}", 0, what, fix))
    return problems
