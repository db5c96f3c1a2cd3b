"""What an article's page shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.model import Article, Issue, Photo
from sitegen.site import dates
from sitegen.site.listings import Entry, beside
from sitegen.site.markdown import render
from sitegen.site.stories import Link, Story, newspaper_name, story
from sitegen.site.ways import ALONE, Around, Ways, jumps, ways
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from sitegen.site.citations import Citation
    from sitegen.site.origin import Origin
    from sitegen.site.script import Tree


@dataclass(frozen=True, slots=True)
class Credit:
    """A piece of the line that names the authors.

    Args:
        text: a name, or the words around it.
        route: the author's page; "" for words that are no name.
    """

    text: str
    route: str = ""


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article's page.

    Args:
        story: headline, rubric and the like.
        newspaper, issue: where it stands, for the breadcrumbs.
        date: EDTF where exact, for machines.
        page: the page's number (版).
        credits: the line that names the authors.
        continued: 承接第N版, None where it is not; it leads to the story's head, or to that page, where they are here.
        continues: 下转第N版 in the same way.
        body: HTML.
        photos: captions.
        origin: how the text came about.
        citations: how to quote it, in every form.
        previous, next: neighbours in the issue.
        ways: the neighbouring pages and issues.
        extra: keys that an editor added to the front matter.
    """

    story: Story
    newspaper: Link
    issue: Link
    date: str
    page: int
    credits: tuple[Credit, ...]
    continued: Link | None
    continues: Link | None
    body: Markup
    photos: tuple[Photo, ...]
    origin: Origin
    citations: tuple[Citation, ...]
    previous: Story | None
    next: Story | None
    ways: Ways
    extra: Mapping[str, object]


def article_page(
    issue: Issue, place: int, tree: Tree, origin: Origin, citations: tuple[Citation, ...], around: Around = ALONE
) -> ArticlePage:
    """Make the view of the issue's article at `place`; `around` is what it is shown among."""
    article = issue.articles[place]
    tree = tree.reading_article(issue, article)
    say, cut = tree.say, jumps(issue, place, around.parts, tree)
    before, after = beside(issue.articles, place)
    return ArticlePage(
        story=story(Entry(issue, article), tree),
        newspaper=Link(tree.routes.newspaper(issue.slug), newspaper_name(issue, tree)),
        issue=Link(tree.routes.issue(issue.slug, issue.key), tree.words(dates.short(issue.date))),
        date=dates.machine(issue.date),
        page=article.page,
        credits=credits_of(article, tree),
        continued=cut.continued,
        continues=cut.continues,
        body=render(article.body, say),
        photos=tuple(Photo(say(photo.caption), say(photo.credit)) for photo in article.photos),
        origin=origin,
        citations=citations,
        previous=story(Entry(issue, before), tree) if before else None,
        next=story(Entry(issue, after), tree) if after else None,
        ways=ways(issue, place, around, tree),
        extra=article.extra,
    )


def credits_of(article: Article, tree: Tree) -> tuple[Credit, ...]:
    """The byline as printed, its names as links; names it does not hold follow it.

    An article with the byline 本报记者 赖志凯 gives the words 本报记者 and the link 赖志凯.
    """
    pieces: list[Credit] = []
    rest = article.byline
    # By their place in the byline, the longer of two that begin together first.
    printed = sorted((rest.find(name), -len(name), name) for name in set(article.authors) if name and name in rest)
    for _, _, name in printed:
        before, found, after = rest.partition(name)
        if not found:
            continue
        pieces += [Credit(tree.say(before.strip())), _author(name, tree)]
        rest = after
    pieces.append(Credit(tree.say(rest.strip())))
    named = {name for _, _, name in printed}
    others = dict.fromkeys(name for name in article.authors if name and name not in named)
    pieces += [_author(name, tree) for name in others]
    return tuple(piece for piece in pieces if piece.text)


def _author(name: str, tree: Tree) -> Credit:
    return Credit(tree.say(name), tree.routes.author(tree.filed(name)))
