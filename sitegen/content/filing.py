"""Where a restored page belongs: its newspaper, its issue and its place in it, each with the reason."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

from slugify import slugify

from sitegen import edtf
from sitegen.content.escape import markdown_of
from sitegen.content.ids import new_id
from sitegen.content.newspapers import slug_in
from sitegen.content.places import is_name
from sitegen.content.titles import first_clause
from sitegen.model import UNIDENTIFIED, Article, Evidence, Masthead, Page, RestoredPage, Settings, Source, Story
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.content.forms import PageFacts

UNDATED = "undated"
MARK_LENGTH = 6
MARKED = re.compile(rf"(.+)-[0-9a-f]{{{MARK_LENGTH}}}")

# What is left of a name in pinyin that is too long for a folder, before its mark.
SHORTENED = 80

# Two raw pages of one page number share it: the second's articles are numbered from 51, whichever came first.
ORDERS_A_PAGE = 50

# What the raw page itself may state about its issue, besides its newspaper and date.
PRINTED_FACTS = ("lunar", "number", "cn")


@dataclass(frozen=True, slots=True)
class Fact:
    """Something known about an issue, and why."""

    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class FiledPage:
    """A restored page with its place in the archive.

    Args:
        slug, key: the newspaper's and the issue's folder.
        page: its number, source and furniture.
        facts: what it says about its issue, by the issue's keys; the page number's reason as `page-NN`.
        articles: its stories, with provisional ids; numbered from 1.
    """

    slug: str
    key: str
    page: Page
    facts: Mapping[str, Fact]
    articles: tuple[Article, ...]

    @property
    def newspaper(self) -> str:
        """The newspaper's name, "" where nobody knows it."""
        return self.facts["newspaper"].value if "newspaper" in self.facts else ""

    @property
    def date(self) -> str:
        """The issue's date, "" where nobody knows it."""
        return self.facts["date"].value if "date" in self.facts else ""


def file_page(page: RestoredPage, stated: PageFacts, settings: Settings) -> FiledPage:
    """Find a page's place. What an editor states outranks what its masthead prints; where neither speaks, nobody knows.

    Args:
        page: the restored page.
        stated: what the editor states about it.
        settings: the archive's, for the slugs of known newspapers.
    """
    facts = _facts(page, stated)
    newspaper = facts["newspaper"].value if "newspaper" in facts else ""
    date = facts["date"].value if "date" in facts else ""
    number = stated.page or page.masthead.page or 1
    return FiledPage(
        slug=slug_of(newspaper, settings),
        key=issue_key(newspaper, date, page.sha256),
        page=Page(number, page.file, page.sha256, page.furniture, page.masthead.page_name),
        facts=facts,
        articles=tuple(
            _article(page, story, newspaper, date, number, order) for order, story in enumerate(page.stories, 1)
        ),
    )


def issue_key(newspaper: str, date: str, sha256: str) -> str:
    """An issue's folder. Only pages of a known newspaper and day share one; any other page has a mark of its own in it.

    >>> issue_key("工人日报", "2021-08-18", "ffa0dad1"), issue_key("", "2021-08-18", "ffa0dad1"), issue_key("", "2021-08", "ffa0dad1")
    ('2021-08-18', '2021-08-18-ffa0da', 'undated-ffa0da')
    """
    if edtf.is_exact(date) and newspaper:
        return date
    return f"{date if edtf.is_exact(date) else UNDATED}-{sha256[:MARK_LENGTH]}"


def unmarked(key: str) -> str:
    """What stands before a page's mark in an issue's folder; "" where it has no mark.

    >>> unmarked("undated-ffa0da"), unmarked("2021-08-18-ffa0da"), unmarked("2021-08-18")
    ('undated', '2021-08-18', '')
    """
    found = MARKED.fullmatch(key)
    return found[1] if found else ""


def slug_of(newspaper: str, settings: Settings) -> str:
    """A newspaper's folder: as it is known, else its name in pinyin.

    >>> slug_of("浙江工人日报", Settings(title=""))
    'zhe-jiang-gong-ren-ri-bao'
    >>> slug_of("", Settings(title=""))
    'unidentified'

    What cannot be a folder's name everywhere has a mark, so that it stays another one than any other name's.

    >>> slug_of("Con", Settings(title=""))
    'con-3b6f52'
    """
    slug = slug_in(settings.newspapers, newspaper) or slugify(newspaper) or UNIDENTIFIED
    if is_name(slug):
        return slug
    mark = hashlib.sha256(newspaper.encode()).hexdigest()[:MARK_LENGTH]
    return f"{slug[:SHORTENED].strip('-')}-{mark}"


def _facts(page: RestoredPage, stated: PageFacts) -> dict[str, Fact]:
    """What is known about the page's issue; an editor's word first, then the page's own."""
    facts = {}
    words = {"newspaper": stated.newspaper, "date": stated.date, "number": stated.number}
    for name in ("newspaper", "date", *PRINTED_FACTS):
        if word := words.get(name, ""):
            facts[name] = Fact(word, Evidence("editor", note=stated.note, file=page.file))
        elif printed := _printed(page, name):
            facts[name] = printed
    if stated.page or page.masthead.page:
        number = stated.page or page.masthead.page
        evidence = Evidence("editor", note=stated.note, file=page.file) if stated.page else _evidence(page, "page")
        facts[f"page-{number:02}"] = Fact(str(number), evidence)
    return facts


def _printed(page: RestoredPage, name: str) -> Fact | None:
    """A fact the page itself states."""
    value = _masthead_value(page.masthead, name)
    return Fact(value, _evidence(page, name)) if value else None


def _masthead_value(masthead: Masthead, name: str) -> str:
    values = {
        "newspaper": masthead.newspaper,
        "date": masthead.date,
        "lunar": masthead.lunar,
        "number": masthead.number,
        "cn": masthead.cn,
    }
    return values[name]


def _evidence(page: RestoredPage, name: str) -> Evidence:
    """The page's own reason for a fact."""
    known = page.masthead.evidence.get(name, Evidence("masthead"))
    return Evidence(known.origin, known.lines, known.note, page.file)


def _article(page: RestoredPage, story: Story, newspaper: str, date: str, number: int, order: int) -> Article:
    """A story as an article."""
    title = story.title or first_clause(_first_text(story))
    lines = (min(story.lines), max(story.lines)) if story.lines else (1, 1)
    return Article(
        id=new_id(page.sha256, lines[0]),
        newspaper=newspaper,
        date=date,
        title=title,
        body=markdown_of(story.body),
        kicker=story.kicker,
        subtitle=story.subtitle,
        column=story.column,
        byline=story.byline,
        authors=story.authors,
        kind=story.kind,
        page=number,
        order=order,
        continued_from=story.continued_from,
        continued_on=story.continued_on,
        photos=story.photos,
        source=Source(page.file, lines),
        confidence=round(story.confidence, 2),
        review=story.review,
        title_supplied=not story.title,
    )


def _first_text(story: Story) -> str:
    """The text from which a missing title is taken: the body's first words, else a caption's."""
    texts = [paragraph.text for paragraph in story.body] + [photo.caption for photo in story.photos]
    return next((text for text in texts if text), "")
