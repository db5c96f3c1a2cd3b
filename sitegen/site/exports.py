"""The archive as data: an issue as JSON, all articles as JSON Lines; as printed, in the script of the source.

The names and types of the keys are a promise, told in `docs/machines.md`: keys may be added, none changes its meaning. What
an editor adds to the front matter of an article stays in the content folder.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from sitegen.site import routes, volumes
from sitegen.site.document import Document, Long
from sitegen.site.later import LaterError
from sitegen.site.markdown import paragraphs
from sitegen.site.routes import Routes
from sitegen.site.stories import printed_newspaper, printed_page_name
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sitegen.model import Article, Issue, Settings

# Hosts refuse very large files; this much is still downloaded and unpacked easily.
LARGEST_PART = 32_000_000


@dataclass(frozen=True, slots=True)
class PhotoData:
    """A picture's caption and credit."""

    caption: str
    credit: str


@dataclass(frozen=True, slots=True)
class SourceData:
    """Where the text stood: the raw page's file and the first and last of its lines, counted from 1."""

    file: str
    lines: tuple[int, int]


@dataclass(frozen=True, slots=True)
class ParagraphData:
    """A paragraph or a subhead as plain text. `id` is its fragment on the article's page, `p3`; "" for a subhead."""

    id: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class PageData:
    """A page of an issue (版): its number and name, and the raw file it came from, with its hash."""

    number: int
    name: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ArticleData:
    """An article; it stands alone, so it also says where it was printed. Most keys are those of its file."""

    id: str
    url: str
    newspaper: str
    newspaper_slug: str
    issue: str
    date: str
    number: str
    script: str
    page: int
    page_name: str
    order: int
    kind: str
    title: str
    title_supplied: bool
    kicker: str
    subtitle: str
    column: str
    byline: str
    authors: tuple[str, ...]
    continued_from: int | None
    continued_on: int | None
    paragraphs: tuple[ParagraphData, ...]
    photos: tuple[PhotoData, ...]
    body: str
    source: SourceData | None
    confidence: float
    review: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class IssueData:
    """An issue with its articles in reading order."""

    newspaper: str
    newspaper_slug: str
    issue: str
    url: str
    date: str
    lunar: str
    number: str
    cn: str
    script: str
    pages: tuple[PageData, ...]
    articles: tuple[ArticleData, ...]


class Lines(msgspec.Struct):
    """Of `issue.json` what stands in the lines of the whole archive."""

    articles: tuple[msgspec.Raw, ...]


def issue_file(issue: Issue, settings: Settings) -> tuple[Document, int]:
    """`issue.json` of an issue, and how many bytes its articles take as lines of the whole archive."""
    data = issue_data(issue, settings)
    shown = msgspec.json.format(msgspec.json.encode(data), indent=1)
    size = sum(len(msgspec.json.encode(article)) + 1 for article in data.articles)
    return Document(routes.issue_data(issue.slug, issue.key), shown + b"\n"), size


def archive_parts(sizes: Iterable[int], largest: int = LARGEST_PART) -> Iterator[range]:
    """Which issues stand together in a part of the whole archive; one empty part where there are none.

    >>> list(archive_parts([40, 50, 120, 10], 100))
    [range(0, 2), range(2, 3), range(3, 4)]

    Args:
        sizes: the bytes of each issue's lines, in the archive's reading order.
        largest: bytes that a part may have; a single issue that is larger has a part of its own.
    """
    first = filled = number = 0
    for number, size in enumerate(sizes, 1):
        if filled and filled + size > largest:
            yield range(first, number - 1)
            first, filled = number - 1, 0
        filled += size
    yield range(first, number)


def archive_file(number: int, files: Iterable[bytes]) -> Long:
    """A part of the whole archive, an article a line, out of the `issue.json` of its issues; parts are counted from 1."""
    return Long(routes.archive_data(number), _lines(files))


def _lines(files: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of each issue."""
    decoder = msgspec.json.Decoder(Lines)
    try:
        for data in files:
            articles = decoder.decode(data).articles
            yield b"".join(msgspec.json.format(bytes(each), indent=-1) + b"\n" for each in articles)
    except Exception as error:
        raise LaterError from error


def issue_data(issue: Issue, settings: Settings) -> IssueData:
    """An issue as data."""
    return IssueData(
        newspaper=printed_newspaper(issue),
        newspaper_slug=issue.slug,
        issue=issue.key,
        url=_url(Routes().issue(issue.slug, issue.key), settings),
        date=issue.date,
        lunar=issue.lunar,
        number=issue.number,
        cn=issue.cn,
        script=issue.script or settings.script,
        pages=tuple(PageData(page.number, page.name, page.file, page.sha256) for page in issue.pages),
        articles=tuple(_articles(issue, settings)),
    )


def _articles(issue: Issue, settings: Settings) -> Iterator[ArticleData]:
    for article in issue.articles:
        yield _article(article, issue, settings)


def _article(article: Article, issue: Issue, settings: Settings) -> ArticleData:
    source = article.source
    return ArticleData(
        id=article.id,
        url=_url(Routes().article(issue.slug, issue.key, article.id), settings),
        newspaper=printed_newspaper(issue),
        newspaper_slug=issue.slug,
        issue=issue.key,
        date=issue.date,
        number=issue.number,
        script=issue.script or settings.script,
        page=article.page,
        page_name=printed_page_name(issue, article.page),
        order=article.order,
        kind=article.kind,
        title=article.title,
        title_supplied=article.title_supplied,
        kicker=article.kicker,
        subtitle=article.subtitle,
        column=article.column,
        byline=article.byline,
        authors=article.authors,
        continued_from=article.continued_from,
        continued_on=article.continued_on,
        paragraphs=tuple(_paragraphs(article.body)),
        photos=tuple(PhotoData(photo.caption, photo.credit) for photo in article.photos),
        body=article.body,
        source=SourceData(source.file, source.lines) if source else None,
        confidence=article.confidence,
        review=article.review,
    )


def _paragraphs(body: str) -> Iterator[ParagraphData]:
    for anchor, paragraph in paragraphs(body):
        yield ParagraphData(anchor, "subhead" if paragraph.subhead else "paragraph", paragraph.text)


def _url(route: str, settings: Settings) -> str:
    """The full address; where the site's own is not known, from the site's home page."""
    return volumes.address(route, "", settings)
