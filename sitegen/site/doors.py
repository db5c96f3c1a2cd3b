"""Where a reader who knows nothing of the archive may begin (从这里读起).

An editor says so in `site.yaml` (`start:`). Where nobody does, the archive offers what leads far: the columns and the authors
with most articles, the oldest issue and the fullest one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.edtf import parse, sort_key
from sitegen.problems import Problem, did_you_mean
from sitegen.site.listings import Entry
from sitegen.site.stories import Link, issue_link, newspaper_name, story
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Door, Issue
    from sitegen.site.listings import Catalogue, Group
    from sitegen.site.script import Tree

# So many columns and so many authors are offered, of those with at least so many articles.
OFFERED = 3
WORTH_OFFERING = 2


@dataclass(frozen=True, slots=True)
class WayIn:
    """A place to begin, or a few of one kind.

    Args:
        kind: what it is, in a word or two: 栏目, 最早的一期.
        links: the ways there; a note says how much there is, or when it was printed.
        photo: it is a photo story.
    """

    kind: str
    links: tuple[Link, ...]
    photo: bool = False


def ways_in(catalogue: Catalogue, chosen: Iterable[Issue | Entry], tree: Tree) -> tuple[WayIn, ...]:
    """The editor's places, `chosen`; where there are none, the archive's own."""
    places = (_to_story(one, tree) if isinstance(one, Entry) else _to_issue("", one, tree) for one in chosen)
    return tuple(places) or _offered(catalogue, tree)


def unknown_door(door: Door, places: Iterable[str]) -> Problem:
    """That a place of `start:` is not on the site, whose issues and articles have the addresses `places`."""
    near = did_you_mean(door.place, places)
    fix = f"did you mean {near}?" if near else "write NEWSPAPER/ISSUE or NEWSPAPER/ISSUE/ID, as in the address"
    what = f"`start`: the site has no issue and no article '{door.place}'"
    return Problem("site.yaml", door.line, what, fix)


def _offered(catalogue: Catalogue, tree: Tree) -> tuple[WayIn, ...]:
    texts, routes = tree.texts, tree.routes
    columns = tuple(_to_group(routes.column(one.name), one, tree) for one in most(catalogue.columns))
    authors = tuple(_to_group(routes.author(one.name), one, tree) for one in most(catalogue.authors))
    names = [WayIn(kind, links) for kind, links in ((texts.columns, columns), (texts.authors, authors)) if links]
    issues = catalogue.issues
    dated = [issue for issue in issues if parse(issue.date)]
    chosen: list[WayIn] = []
    if len(issues) > 1:
        oldest = [min(dated, key=lambda issue: (sort_key(issue.date), issue.slug, issue.key))] if len(dated) > 1 else []
        fullest = max(issues, key=lambda issue: (len(issue.articles), issue.date, issue.slug, issue.key))
        chosen += [_to_issue(texts.start_oldest, issue, tree) for issue in oldest]
        chosen.append(_to_issue(texts.start_fullest, fullest, tree))
    return (*names, *chosen)


def most(groups: Iterable[Group]) -> list[Group]:
    """Those with most articles; of equals the one that stands first."""
    worth = [group for group in groups if len(group.entries) >= WORTH_OFFERING]
    return sorted(worth, key=lambda group: (-len(group.entries), group.name))[:OFFERED]


def _to_group(route: str, group: Group, tree: Tree) -> Link:
    return Link(route, tree.say(group.name), tree.texts.article_count.format(n=f"{len(group.entries)} "))


def _to_issue(kind: str, issue: Issue, tree: Tree) -> WayIn:
    link = issue_link(issue, tree)
    count = tree.texts.article_count.format(n=f"{len(issue.articles)} ")
    paper = newspaper_name(issue, tree)
    return WayIn(kind or paper, (Link(link.route, f"{paper} {link.text}" if kind else link.text, count),))


def _to_story(entry: Entry, tree: Tree) -> WayIn:
    """A story by its headline, under the name of its newspaper."""
    shown = story(entry, tree)
    return WayIn(shown.issue.text, (Link(shown.route, shown.title.plain, shown.issue.note),), shown.photo)
