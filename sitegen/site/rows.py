"""An issue as a row of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.site import dates
from sitegen.site.listings import Entry
from sitegen.site.stories import Link, Story, issue_link, newspaper_name, story
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Issue
    from sitegen.site.script import Tree


@dataclass(frozen=True, slots=True)
class Row:
    """An issue in a list.

    Args:
        issue: the way there, by its date.
        newspaper: its newspaper, where the list mixes them.
        first: its first story, where the list tells it.
        count: how many stories it has, in words.
    """

    issue: Link
    newspaper: Link | None
    first: Story | None
    count: str


def row_of_newspaper(issue: Issue, tree: Tree) -> Row:
    """An issue among others of its newspaper and year: its day, and its first story."""
    return Row(day_link(issue, tree), None, first_story(issue, tree), story_count(issue, tree))


def row_of_all(issue: Issue, tree: Tree) -> Row:
    """An issue among those of all newspapers: its date, and whose it is."""
    return Row(issue_link(issue, tree), newspaper_link(issue, tree), None, story_count(issue, tree))


def row_of_year(issue: Issue, tree: Tree) -> Row:
    """An issue among those of all newspapers, under its year: its day, and whose it is."""
    return Row(day_link(issue, tree), newspaper_link(issue, tree), None, story_count(issue, tree))


def day_link(issue: Issue, tree: Tree) -> Link:
    """The link to an issue by its day, where its year is told already."""
    return Link(tree.routes.issue(issue.slug, issue.key), tree.words(dates.within_year(issue.date)))


def newspaper_link(issue: Issue, tree: Tree) -> Link:
    """The link to an issue's newspaper."""
    return Link(tree.routes.newspaper(issue.slug), newspaper_name(issue, tree))


def first_story(issue: Issue, tree: Tree) -> Story | None:
    """The story an issue opens with; None where it has none."""
    return story(Entry(issue, issue.articles[0]), tree) if issue.articles else None


def story_count(issue: Issue, tree: Tree) -> str:
    """How many stories an issue has, in words."""
    return tree.texts.article_count.format(n=f"{len(issue.articles)} ")
