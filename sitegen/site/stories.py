"""A story as lists show it: on the issue's page, under an author, beside another story."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.model import UNIDENTIFIED
from sitegen.site import dates
from sitegen.site.headline import Headline, headline
from sitegen.site.listings import Entry
from sitegen.site.markdown import lead
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Article, Issue
    from sitegen.site.script import Tree


# A story stands on its issue's page, on its own and its neighbours', and in lists: the views of some issues are kept.
REMEMBERED = 1024


@dataclass(frozen=True, slots=True)
class Link:
    """A link.

    Args:
        route: where it leads, for `url()`.
        text: the words that lead there.
        note: says a little more.
    """

    route: str
    text: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """One story, in the script of its tree.

    Args:
        route: its page.
        title: its headline; in 〔〕 where the page prints none.
        supplied: the headline is not printed.
        kicker, subtitle: 引题 and 副题.
        column: its rubric, None where it has none.
        names: who is credited; the byline as printed where nobody is known by name.
        lead: the beginning of its text, or of its caption.
        photo: a picture with its caption is the whole story.
        page: the page's number (版).
        page_name: its name (工会新闻), "" where it has none.
        issue: newspaper and date, as one link.
    """

    route: str
    title: Headline
    supplied: bool
    kicker: Headline
    subtitle: Headline
    column: Link | None
    names: tuple[str, ...]
    lead: str
    photo: bool
    page: int
    page_name: str
    issue: Link


@dataclass(frozen=True, slots=True, eq=False)
class _Asked:
    """A story that is asked for; the same again where issue and article are the very same, whatever they hold."""

    issue: Issue
    article: Article
    tree: Tree

    def __hash__(self) -> int:
        return hash((id(self.article), self.tree.say))

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, _Asked):
            return NotImplemented
        return self.article is other.article and self.issue is other.issue and self.tree == other.tree


def story(entry: Entry, tree: Tree) -> Story:
    """Make the list's view of an article."""
    return _story(_Asked(entry.issue, entry.article, tree.reading_article(entry.issue, entry.article)))


@lru_cache(maxsize=REMEMBERED)
def _story(asked: _Asked) -> Story:
    article, issue, tree = asked.article, asked.issue, asked.tree
    say = tree.say
    names = article.authors or ((article.byline,) if article.byline else ())
    return Story(
        route=tree.routes.article(issue.slug, issue.key, article.id),
        title=headline(title(article, tree), tree.script),
        supplied=not article.title or article.title_supplied,
        kicker=headline(say(article.kicker), tree.script),
        subtitle=headline(say(article.subtitle), tree.script),
        column=column(article, tree),
        names=tuple(say(name) for name in names),
        lead=say(lead(_text(article))),
        photo=article.kind == "photo",
        page=article.page,
        page_name=page_name(issue, article.page, tree),
        issue=Link(
            tree.routes.issue(issue.slug, issue.key), newspaper_name(issue, tree), tree.words(dates.short(issue.date))
        ),
    )


def title(article: Article, tree: Tree) -> str:
    """The headline as it is told, one that the page does not print in 〔〕; `tree` as it reads the article's issue."""
    if not article.title:
        return tree.texts.untitled
    return f"〔{tree.say(article.title)}〕" if article.title_supplied else tree.say(article.title)


def column(article: Article, tree: Tree) -> Link | None:
    """The link to a story's column, None where it has none; `tree` as it reads the article's issue."""
    return Link(tree.routes.column(tree.filed(article.column)), tree.say(article.column)) if article.column else None


def issue_link(issue: Issue, tree: Tree) -> Link:
    """The link to an issue by its date."""
    return Link(tree.routes.issue(issue.slug, issue.key), tree.words(dates.short(issue.date)))


def page_name(issue: Issue, number: int, tree: Tree) -> str:
    """What a page of an issue is called beside its number, 工会新闻; "" where it has no name.

    Where several raw pages make up one page, the first that states a name counts.
    """
    return tree.reading(issue.script).say(printed_page_name(issue, number))


def printed_page_name(issue: Issue, number: int) -> str:
    """The same as printed, in the issue's own script."""
    return next((page.name for page in issue.pages if page.number == number and page.name), "")


def newspaper_name(issue: Issue, tree: Tree) -> str:
    """The newspaper's name, or that nobody knows it."""
    return tree.reading(issue.script).say(printed_newspaper(issue)) or tree.texts.unidentified


def printed_newspaper(issue: Issue) -> str:
    """The newspaper's name as the issue prints it, "" where nobody knows it."""
    return "" if issue.slug == UNIDENTIFIED else issue.newspaper


def _text(article: Article) -> str:
    """What a list may quote: the body, or where there is none the first caption."""
    if article.body.strip() or not article.photos:
        return article.body
    return article.photos[0].caption
