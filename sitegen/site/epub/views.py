"""What the book of an issue shows, in the script of its tree."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

from markupsafe import Markup

from sitegen.model import Photo
from sitegen.site import dates, volumes
from sitegen.site.article_page import credits_of
from sitegen.site.headline import Headline, headline
from sitegen.site.jumps import Ends, ends
from sitegen.site.listings import Entry
from sitegen.site.markdown import render
from sitegen.site.origin import certainty, converted, date_doubt, date_notes, newspaper_notes, span
from sitegen.site.stories import Link, Story, newspaper_name, page_name, story
from sitegen.site.ways import jumps
from sitegen.site.xmlfiles import identity, visible
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Article, Issue, Paragraphs, Settings, Source
    from sitegen.site.listings import Paper
    from sitegen.site.script import Tree

# The format wants a date of every book; where nobody knows one, the first there is.
NO_DATE = datetime.date(1970, 1, 1)

# A link of a body leads out of the book only where it is a plain address of the web; within the book there is nothing
# an editor could know the name of. What is written in the text is escaped, so that this finds links and nothing else.
LINK = re.compile(r'<a href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
WEB = re.compile(r"https?://([a-z0-9-]+\.)+[a-z][a-z0-9-]*(:\d{1,4})?([/?][^#\[\]\s]*)?(#[^#\s]*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class BookStory:
    """One story.

    Args:
        file: its name in the book.
        title: the headline, which is never blank: readers list stories by it.
        story: rubric, kicker and the like, as lists of the site show it.
        credits: the line that names the authors, piece by piece.
        continued, continues: 承接第N版 and 下转第N版; the route is the file of that story or page, "" where it is not here.
        body: HTML.
        photos: captions.
        source: the raw page's name and the lines on it, "" where nobody knows.
        certainty: how sure the least certain decision about the text is, in words.
    """

    file: str
    title: Headline
    story: Story
    credits: tuple[str, ...]
    continued: Link | None
    continues: Link | None
    body: Markup
    photos: tuple[Photo, ...]
    source: str
    certainty: str


@dataclass(frozen=True, slots=True)
class BookPage:
    """One page (版) of the book.

    Args:
        file: where it stands in the book.
        number: in words, 第一版.
        name: what it is called beside that, 工会新闻.
        stories: what is printed on it.
    """

    file: str
    number: str
    name: str
    stories: tuple[BookStory, ...]


@dataclass(frozen=True, slots=True)
class Book:
    """The book of an issue.

    Args:
        identity: the same for ever.
        script: the script, which is also the book's language.
        name: newspaper and date, by which a reader's shelf knows it.
        newspaper, latin: the nameplate.
        publisher: of the newspaper, "" where nobody knows.
        archive: the name of the archive that made the book.
        date: in words.
        machine_date: EDTF where exact, else "".
        moment: the first second of the earliest day that the date allows, in universal time.
        number: the running number, "" where it is not printed.
        facts: lunar date, running number, CN number: what is known of them.
        doubt: that the date is not printed; "" where it is.
        notes: how newspaper and date are known where they are not printed.
        converted: that the text was converted from the other script; "" where it is as printed.
        address: of the issue on the web, "" where the site's own is not known.
        paragraphs: how they are told apart, as `site.yaml` wants it.
        pages: page by page.
    """

    identity: str
    script: str
    name: str
    newspaper: str
    latin: str
    publisher: str
    archive: str
    date: str
    machine_date: str
    moment: str
    number: str
    facts: tuple[str, ...]
    doubt: str
    notes: tuple[str, ...]
    converted: str
    address: str
    paragraphs: Paragraphs
    pages: tuple[BookPage, ...]

    @property
    def stories(self) -> tuple[BookStory, ...]:
        """All stories in reading order."""
        return tuple(each for page in self.pages for each in page.stories)


def book_of(paper: Paper, place: int, settings: Settings, tree: Tree) -> Book:
    """Make the view of the newspaper's issue at `place`."""
    issue = paper.issues[place]
    reading = tree.reading(issue.script)
    name, date = newspaper_name(issue, tree), tree.words(dates.in_words(issue.date))
    name = name if visible(name) else tree.texts.unidentified
    number = tree.texts.number.format(n=issue.number) if issue.number else ""
    return Book(
        identity=identity(f"book {tree.script} {issue.slug}/{issue.key}"),
        script=tree.script,
        name=f"{name} {date}",
        newspaper=name,
        latin=paper.newspaper.latin,
        publisher=tree.say(paper.newspaper.publisher),
        archive=tree.say(settings.title),
        date=date,
        machine_date=dates.machine(issue.date),
        moment=f"{dates.first_day(issue.date) or NO_DATE}T00:00:00Z",
        number=issue.number,
        facts=tuple(fact for fact in (reading.say(issue.lunar), number, issue.cn) if fact),
        doubt=date_doubt(issue, tree),
        notes=date_notes(issue, tree) + newspaper_notes(issue, tree),
        converted=tree.texts.book_converted if converted(issue, tree) else "",
        address=_address(issue, settings, tree),
        paragraphs=settings.paragraphs,
        pages=_pages(issue, reading),
    )


def _address(issue: Issue, settings: Settings, tree: Tree) -> str:
    route = tree.routes.issue(issue.slug, issue.key)
    return volumes.published(route, settings)


def _pages(issue: Issue, tree: Tree) -> tuple[BookPage, ...]:
    numbers = sorted({article.page for article in issue.articles})
    parts_of = ends(issue.articles)
    return tuple(_page(issue, number, parts_of, tree) for number in numbers)


def _page(issue: Issue, number: int, parts_of: tuple[Ends, ...], tree: Tree) -> BookPage:
    return BookPage(
        file=_page_file(f"page-{number}"),
        number=tree.texts.page.format(n=dates.number(number)),
        name=page_name(issue, number, tree),
        stories=tuple(
            _story(issue, place, parts, tree)
            for place, (article, parts) in enumerate(zip(issue.articles, parts_of, strict=True))
            if article.page == number
        ),
    )


def _page_file(anchor: str) -> str:
    return f"{anchor}.xhtml"


def _story_file(article: Article) -> str:
    return f"story-{article.id}.xhtml"


def _story(issue: Issue, place: int, parts: Ends, tree: Tree) -> BookStory:
    article = issue.articles[place]
    tree = tree.reading_article(issue, article)
    cut, shown = jumps(issue, place, parts, tree), story(Entry(issue, article), tree)
    return BookStory(
        file=_story_file(article),
        title=shown.title if visible(shown.title.plain) else headline(tree.texts.untitled, tree.script),
        story=shown,
        credits=tuple(credit.text for credit in credits_of(article, tree)),
        continued=_inside(cut.continued, issue, tree),
        continues=_inside(cut.continues, issue, tree),
        body=outward(render(article.body, tree.say)),
        photos=tuple(Photo(tree.say(photo.caption), tree.say(photo.credit)) for photo in article.photos),
        source=_source(article.source, tree),
        certainty=certainty(article.confidence, tree),
    )


def _inside(link: Link | None, issue: Issue, tree: Tree) -> Link | None:
    """Where a link to a story or a page of the issue leads in the book."""
    if link is None or not link.route:
        return link
    files = {tree.routes.article(issue.slug, issue.key, each.id): _story_file(each) for each in issue.articles}
    return Link(files.get(link.route) or _page_file(link.note), link.text)


def _source(source: Source | None, tree: Tree) -> str:
    return f"{source.file} {span(*source.lines, tree)}" if source else ""


def outward(body: Markup) -> Markup:
    """The body with such links only as lead out to the web; of others the words stay.

    >>> outward(Markup('<a href="../kaaaa2/">上文</a>，<a href="https://example.org/?a=1&amp;b" title="外">外文</a>'))
    Markup('上文，<a href="https://example.org/?a=1&amp;b">外文</a>')
    """

    def keep(link: re.Match[str]) -> str:
        return f'<a href="{link[1]}">{link[2]}</a>' if WEB.fullmatch(link[1]) else link[2]

    return Markup(LINK.sub(keep, body))
