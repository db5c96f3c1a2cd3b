"""What an issue's page shows: the front page of a newspaper, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.site import dates
from sitegen.site.listings import Entry, Paper, beside
from sitegen.site.origin import date_doubt, date_notes, newspaper_notes
from sitegen.site.stories import Link, Story, issue_link, newspaper_name, page_name, story
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Issue
    from sitegen.site.script import Tree


@dataclass(frozen=True, slots=True)
class PageOfStories:
    """One page (版) of the issue.

    Args:
        anchor: the fragment that leads here.
        number: 第一版.
        name: what it is called beside that, 工会新闻; "" where it has no name.
        count: how many stories, in words.
        stories: the first one stands large.
    """

    anchor: str
    number: str
    name: str
    count: str
    stories: tuple[Story, ...]


@dataclass(frozen=True, slots=True)
class IssuePage:
    """An issue's page.

    Args:
        newspaper: the nameplate; `note` is its Latin name.
        date: in words, with the weekday where the day is certain.
        machine_date: EDTF where exact.
        facts: lunar date, running number, CN number: what is known of them.
        doubt: that the date is not printed; "" where it is.
        evidence: how newspaper and date are known where they are not printed.
        pages: page by page.
        book: the issue as an EPUB; None where the site has no books.
        previous, next: the neighbouring issues, their dates as text.
    """

    newspaper: Link
    date: str
    machine_date: str
    facts: tuple[str, ...]
    doubt: str
    evidence: tuple[str, ...]
    pages: tuple[PageOfStories, ...]
    book: Link | None
    previous: Link | None
    next: Link | None


def issue_page(paper: Paper, place: int, tree: Tree, books: bool = True) -> IssuePage:
    """Make the view of the newspaper's issue at `place`; `books` says whether the site has them."""
    issue = paper.issues[place]
    before, after = beside(paper.issues, place)
    number = tree.texts.number.format(n=issue.number) if issue.number else ""
    return IssuePage(
        newspaper=Link(tree.routes.newspaper(issue.slug), newspaper_name(issue, tree), paper.newspaper.latin),
        date=tree.words(dates.in_words(issue.date)),
        machine_date=dates.machine(issue.date),
        facts=tuple(fact for fact in (tree.reading(issue.script).say(issue.lunar), number, issue.cn) if fact),
        doubt=date_doubt(issue, tree),
        evidence=date_notes(issue, tree) + newspaper_notes(issue, tree),
        pages=_pages(issue, tree),
        book=Link(tree.routes.book(issue.slug, issue.key), tree.texts.book, "EPUB") if books else None,
        previous=issue_link(before, tree) if before else None,
        next=issue_link(after, tree) if after else None,
    )


def _pages(issue: Issue, tree: Tree) -> tuple[PageOfStories, ...]:
    numbers = sorted({article.page for article in issue.articles})
    return tuple(_page(issue, number, tree) for number in numbers)


def _page(issue: Issue, number: int, tree: Tree) -> PageOfStories:
    stories = tuple(story(Entry(issue, article), tree) for article in issue.articles if article.page == number)
    return PageOfStories(
        anchor=f"page-{number}",
        number=tree.texts.page.format(n=dates.number(number)),
        name=page_name(issue, number, tree),
        count=tree.texts.article_count.format(n=f" {len(stories)} "),
        stories=stories,
    )
