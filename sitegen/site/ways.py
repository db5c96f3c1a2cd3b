"""The ways on from an article: to the page beside its own, to the issues beside its own, to the other part of a jumped story."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.site.jumps import WHOLE, Ends
from sitegen.site.listings import beside
from sitegen.site.stories import Link, issue_link, page_name, title
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Article, Issue
    from sitegen.site.script import Tree


@dataclass(frozen=True, slots=True)
class Around:
    """What an article is shown among beside its own issue.

    Args:
        before, after: the issues before and after its own, as the newspaper's calendar has them; None at the ends.
        parts: the other parts of its story.
    """

    before: Issue | None = None
    after: Issue | None = None
    parts: Ends = WHOLE


ALONE = Around()


@dataclass(frozen=True, slots=True)
class Ways:
    """Where a reader may turn the page to; None where there is nothing.

    Args:
        previous_page, next_page: the first story of the neighbouring page (版); its headline is the note.
        previous_issue, next_issue: the neighbouring issues, by their dates.
    """

    previous_page: Link | None
    next_page: Link | None
    previous_issue: Link | None
    next_issue: Link | None

    def __bool__(self) -> bool:
        """False where there is nowhere to turn to."""
        return any((self.previous_page, self.next_page, self.previous_issue, self.next_issue))


@dataclass(frozen=True, slots=True)
class Jumps:
    """Where a story was cut: 承接第1版 and 下转第4版, None where it was not.

    A link leads to the other part, by its headline, where that is known; else to the page, with its anchor as the note, where
    that is in the issue; else nowhere, and only says so.
    """

    continued: Link | None
    continues: Link | None


def ways(issue: Issue, place: int, around: Around, tree: Tree) -> Ways:
    """Where to turn from the issue's article at `place`; `tree` as it reads the issue."""
    numbers = sorted({article.page for article in issue.articles})
    before, after = beside(numbers, numbers.index(issue.articles[place].page))
    return Ways(
        previous_page=_to_page(issue, before, tree) if before else None,
        next_page=_to_page(issue, after, tree) if after else None,
        previous_issue=issue_link(around.before, tree) if around.before else None,
        next_issue=issue_link(around.after, tree) if around.after else None,
    )


def jumps(issue: Issue, place: int, found: Ends, tree: Tree) -> Jumps:
    """Where the issue's article at `place` comes from and goes on to.

    Args:
        issue: the issue.
        place: the article's place in it.
        found: the other parts of its story, from `ends`.
        tree: the tree as it reads the issue.
    """
    article = issue.articles[place]
    return Jumps(
        _jump(issue, article, found.head, article.continued_from, tree.texts.continued, tree),
        _jump(issue, article, found.tail, article.continued_on, tree.texts.continues, tree),
    )


def _jump(
    issue: Issue, article: Article, other: Article | None, number: int | None, words: str, tree: Tree
) -> Link | None:
    if other is not None:
        text = tree.texts.jumped.format(page=words.format(n=other.page), title=title(other, tree))
        return Link(tree.routes.article(issue.slug, issue.key, other.id), text)
    if number is None:
        return None
    # A page whose own number nobody knows counts as the first: then the first page is not the one that is meant.
    here = number != article.page and any(one.page == number for one in issue.articles)
    return Link(tree.routes.issue(issue.slug, issue.key) if here else "", words.format(n=number), f"page-{number}")


def _to_page(issue: Issue, number: int, tree: Tree) -> Link:
    first = next(article for article in issue.articles if article.page == number)
    words = f"{tree.texts.page.format(n=number)} {page_name(issue, number, tree)}".strip()
    return Link(tree.routes.article(issue.slug, issue.key, first.id), words, title(first, tree))
