"""An archive as other generators read one: the same articles, issues and newspapers in the form each of them asks for.

What they work out themselves while they build (HTML of the bodies, beginnings, lists, links) is not worked out here.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from sitegen.content.store import read_archive
from sitegen.edtf import is_exact
from sitegen.model import UNIDENTIFIED, Archive, Article, Issue, Newspaper
from sitegen.site import dates

# What has no date is filed under the first day there is; Hugo, Pelican and Eleventy all want one.
NO_DATE = "1900-01-01"
UNKNOWN_PAPER = "未识别的报纸"

# A page (版) has fewer articles.
PAGE_WEIGHT = 1000

Facts = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Said:
    """One text of the archive: where it stands, what is said about it, what it says.

    Args:
        place: newspaper, newspaper and issue, or these and the id.
        facts: what stands above the text; nothing empty.
        body: Markdown; None for a newspaper or an issue, which only gather others.
        file: of an article, its name in the archive.
    """

    place: tuple[str, ...]
    facts: Facts
    body: str | None = None
    file: str = ""


def said(content: Path) -> Iterator[Said]:
    """Everything an archive says, newspapers before their issues, issues before their articles."""
    archive, _ = read_archive(content)
    seen: set[str] = set()
    for issue in archive.issues:
        if issue.slug not in seen:
            seen.add(issue.slug)
            yield Said((issue.slug,), _paper(_known(archive, issue)))
        yield Said((issue.slug, issue.key), _issue(issue))
        for article in issue.articles:
            if not article.draft:
                file = f"{article.page:02}-{article.order:02}.md"
                yield Said((issue.slug, issue.key, article.id), _article(issue, article), article.body, file)


def front_matter(facts: Facts) -> str:
    """Facts as YAML between two rules. JSON is YAML, and needs no second library."""
    lines = (f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in facts.items())
    return "\n".join(("---", *lines, "---", ""))


def _known(archive: Archive, issue: Issue) -> Newspaper:
    named = (paper for paper in archive.settings.newspapers if paper.slug == issue.slug)
    return next(named, Newspaper(issue.slug, issue.newspaper or UNKNOWN_PAPER))


def _paper(paper: Newspaper) -> Facts:
    return _told(
        title=UNKNOWN_PAPER if paper.slug == UNIDENTIFIED else paper.name,
        latin=paper.latin,
        place=paper.place,
        publisher=paper.publisher,
        cn=paper.cn,
    )


def _issue(issue: Issue) -> Facts:
    return _told(
        title=dates.short(issue.date),
        date=_date(issue),
        day=dates.machine(issue.date),
        words=dates.in_words(issue.date),
        number=issue.number,
        cn=issue.cn,
        days=[issue.date[5:]] if is_exact(issue.date) else [],
    )


def _article(issue: Issue, article: Article) -> Facts:
    byline = article.byline
    for name in article.authors:
        byline = byline.replace(name, "")
    captions = [photo.caption for photo in article.photos]
    return _told(
        title=f"〔{article.title}〕" if article.title_supplied else article.title,
        date=_date(issue),
        weight=article.page * PAGE_WEIGHT + article.order,
        kicker=article.kicker,
        deck=article.subtitle,
        columns=[article.column] if article.column else [],
        byline=" ".join(byline.split()),
        authors=list(article.authors),
        # `page` is a word of Eleventy's own, and of Hugo's.
        page_number=article.page,
        # Numbers are no key to Hugo, nor in order to Pelican, which reads them as words.
        page_key=f"{article.page:02}",
        page_name=next((page.name for page in issue.pages if page.number == article.page and page.name), ""),
        continued_from=article.continued_from,
        continued_on=article.continued_on,
        photos=[{"caption": photo.caption, "credit": photo.credit} for photo in article.photos],
        # What is said of an article without text; of all others it is the beginning of that.
        description="" if article.body.strip() else "".join(captions),
        source=_source(article),
        confidence=article.confidence,
    )


def _source(article: Article) -> Facts:
    source = article.source
    return {"file": source.file, "first": source.lines[0], "last": source.lines[1]} if source else {}


def _date(issue: Issue) -> str:
    day = dates.first_day(issue.date)
    return day.isoformat() if day else NO_DATE


def _told(**facts: object) -> Facts:
    return {name: value for name, value in facts.items() if value not in ("", None, [], {})}
