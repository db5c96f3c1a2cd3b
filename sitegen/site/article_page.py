"""What an article's page shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.model import Article, Issue, Photo
from sitegen.site import dates
from sitegen.site.listings import Entry, beside
from sitegen.site.markdown import render
from sitegen.site.stories import Link, Story, newspaper_name, story, title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from markupsafe import Markup

    from sitegen.site.script import Tree

# How sure the least certain decision must be to be called so. Below the second a reader is asked to compare.
CERTAIN = 0.9
FAIR = 0.6


@dataclass(frozen=True, slots=True)
class Credit:
    """A piece of the line that names the authors: a name has a route, the words around it have none."""

    text: str
    route: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """How the text came about, in words.

    Args:
        file: the raw page's name.
        lines: its lines, in words.
        certainty: how sure the least certain decision is, in words.
        notes: what is not printed but inferred or stated by the editor.
        review: what a person should look at.
    """

    file: str
    lines: str
    certainty: str
    notes: tuple[str, ...]
    review: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """An article's page.

    Args:
        story: headline, rubric and the like.
        newspaper, issue: where it stands, for the breadcrumbs.
        date: EDTF where exact, for machines.
        page: the page's number (版).
        credits: the line that names the authors.
        continued: 承接第N版, None where it is not; with the page of this issue it continues from, if that is here.
        continues: 下转第N版 in the same way.
        body: HTML.
        photos: captions.
        origin: how the text came about.
        citation: how to quote it.
        previous, next: neighbours in the issue.
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
    citation: str
    previous: Story | None
    next: Story | None
    extra: Mapping[str, object]


def article_page(issue: Issue, place: int, tree: Tree) -> ArticlePage:
    """Make the view of the issue's article at `place`."""
    article, tree = issue.articles[place], tree.reading(issue.script)
    say = tree.say
    before, after = beside(issue.articles, place)
    return ArticlePage(
        story=story(Entry(issue, article), tree),
        newspaper=Link(tree.routes.newspaper(issue.slug), newspaper_name(issue, tree)),
        issue=Link(tree.routes.issue(issue.slug, issue.key), tree.words(dates.short(issue.date))),
        date=dates.machine(issue.date),
        page=article.page,
        credits=credits_of(article, tree),
        continued=_page_link(article.continued_from, tree.texts.continued, issue, tree),
        continues=_page_link(article.continued_on, tree.texts.continues, issue, tree),
        body=render(article.body, say),
        photos=tuple(Photo(say(photo.caption), say(photo.credit)) for photo in article.photos),
        origin=_origin(article, issue, tree),
        citation=_citation(article, issue, tree),
        previous=story(Entry(issue, before), tree) if before else None,
        next=story(Entry(issue, after), tree) if after else None,
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


def _page_link(number: int | None, words: str, issue: Issue, tree: Tree) -> Link | None:
    """The page of the issue that an article comes from or goes on to; without a route where no such page is here."""
    if number is None:
        return None
    here = any(other.page == number for other in issue.articles)
    route = tree.routes.issue(issue.slug, issue.key) if here else ""
    return Link(route, words.format(n=number), f"page-{number}")


def _origin(article: Article, issue: Issue, tree: Tree) -> Origin:
    source, texts = article.source, tree.texts
    lines = ""
    if source is not None:
        first, last = source.lines
        lines = (texts.raw_line if first == last else texts.raw_lines).format(first=first, last=last)
    return Origin(
        file=source.file if source else "",
        lines=lines,
        certainty=_certainty(article.confidence, tree),
        notes=date_notes(issue, tree) + newspaper_notes(issue, tree),
        review=tuple(tree.words(reason) for reason in article.review),
    )


def date_doubt(issue: Issue, tree: Tree) -> str:
    """That the date is not printed, where it is not, in as few words as stand under the date."""
    evidence = issue.evidence.get("date")
    return _date_words(tree).get(evidence.origin, "") if evidence and issue.date else ""


def date_notes(issue: Issue, tree: Tree) -> tuple[str, ...]:
    """That the date is not printed, where it is not; with the editor's reason."""
    return _notes(issue, "date", _date_words(tree), tree) if issue.date else ()


def _date_words(tree: Tree) -> Mapping[str, str]:
    return {"text": tree.texts.date_from_text, "editor": tree.texts.date_from_editor}


def newspaper_notes(issue: Issue, tree: Tree) -> tuple[str, ...]:
    """That the newspaper's name is not printed, where it is not; with the editor's reason."""
    words = {"text": tree.texts.newspaper_from_text, "editor": tree.texts.newspaper_from_editor}
    return _notes(issue, "newspaper", words, tree) if issue.newspaper else ()


def _notes(issue: Issue, fact: str, words: Mapping[str, str], tree: Tree) -> tuple[str, ...]:
    evidence = issue.evidence.get(fact)
    if evidence is None or evidence.origin not in words:
        return ()
    # An editor writes in the archive's own script, the program in Simplified.
    say = tree.reading(tree.own).say if evidence.origin == "editor" else tree.words
    note = f"：{say(evidence.note)}" if evidence.note else ""
    return (words[evidence.origin] + note,)


def _certainty(confidence: float, tree: Tree) -> str:
    if confidence >= CERTAIN:
        return tree.texts.certainty_high
    return tree.texts.certainty_fair if confidence >= FAIR else tree.texts.certainty_low


def _citation(article: Article, issue: Issue, tree: Tree) -> str:
    """Author: headline, newspaper, date, page; what is unknown is left out or said to be."""
    names = "、".join(article.authors)
    author = f"{tree.say(names)}：" if names else ""
    paper = newspaper_name(issue, tree)
    printed = f"《{paper}》" if issue.newspaper else paper
    place = f"{tree.words(dates.short(issue.date))}，{tree.texts.page.format(n=article.page)}"
    return f"{author}《{title(article, tree)}》，{printed}，{place}。"
