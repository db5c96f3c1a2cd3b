"""Pages as they are compared: gold pages, what `sitegen import` wrote, and what `restore` gives, all in one form."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import yaml
from markdown_it import MarkdownIt

FACTS = ("newspaper", "date", "number", "cn", "lunar", "page")
"""What a masthead or folio may state."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a body, or a subhead in it."""

    text: str
    subhead: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """A caption and its credit."""

    caption: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """One article, as far as it is compared.

    Args:
        supplied: the title is the program's, not the page's.
        Others as in `sitegen.model.Article`.
    """

    title: str = ""
    kicker: str = ""
    subtitle: str = ""
    column: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    body: tuple[Part, ...] = ()
    pictures: tuple[Picture, ...] = ()
    supplied: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """One raw page: its name, its articles, its furniture, and what is known of its issue, in the order of `FACTS`."""

    file: str
    articles: tuple[Article, ...] = ()
    furniture: tuple[str, ...] = ()
    facts: tuple[str | None, ...] = (None,) * len(FACTS)


def gold_pages(folder: Path) -> tuple[Page, ...]:
    """Every gold page of a folder (`NAME.json`), by name."""
    return tuple(gold_page(json.loads(path.read_text("utf-8"))) for path in sorted(folder.glob("*.json")))


def gold_page(page: dict) -> Page:
    """One gold page."""
    facts = tuple(page["issue"].get(fact) for fact in FACTS)
    return Page(page["source"], tuple(map(_gold_article, page["articles"])), tuple(page["furniture"]), _texts(facts))


def _gold_article(article: dict) -> Article:
    return Article(
        title=article["title"],
        kicker=article["kicker"],
        subtitle=article["subtitle"],
        column=article["column"],
        byline=article["byline"],
        authors=tuple(article["authors"]),
        body=tuple(Part(part["text"], part["t"] == "h") for part in article["body"]),
        pictures=tuple(Picture(picture["text"], picture["credit"]) for picture in article["captions"]),
    )


def written_pages(content: Path) -> tuple[Page, ...]:
    """Every raw page of an archive as `sitegen import` wrote it, by name: read from its files as any other program would."""
    pages: dict[str, Page] = defaultdict(lambda: Page(""))
    for path in sorted(content.rglob("*.md")):
        source, article = written_article(path.read_text("utf-8"))
        page = pages[source]
        pages[source] = replace(page, file=source, articles=(*page.articles, article))
    for path in sorted(content.rglob("issue.yaml")):
        issue = yaml.load(path.read_text("utf-8"), yaml.CSafeLoader)
        for entry in issue["pages"]:
            source = entry["source"]["file"]
            facts = _texts({**issue, "page": entry["page"]}.get(fact) for fact in FACTS)
            furniture = tuple(each["text"] for each in entry["furniture"])
            pages[source] = replace(pages[source], file=source, furniture=furniture, facts=facts)
    return tuple(page for _, page in sorted(pages.items()))


def _texts(facts: Iterable[object]) -> tuple[str | None, ...]:
    return tuple(None if fact is None else str(fact) for fact in facts)


def written_article(text: str) -> tuple[str, Article]:
    r"""One article's file: the name of the raw page it came from, and the article.

    >>> source, article = written_article("---\ntitle: 短讯\nsource: {file: a.txt}\n---\n## 一\n\n昨日\\#开幕。\n")
    >>> source, article.title, article.body
    ('a.txt', '短讯', (Part(text='一', subhead=True), Part(text='昨日#开幕。', subhead=False)))
    """
    _, head, body = text.split("---\n", 2)
    meta = yaml.load(head, yaml.CSafeLoader)
    photos = meta.get("photos") or ()
    return meta["source"]["file"], Article(
        title=meta.get("title") or "",
        kicker=meta.get("kicker") or "",
        subtitle=meta.get("subtitle") or "",
        column=meta.get("column") or "",
        byline=meta.get("byline") or "",
        authors=tuple(meta.get("authors") or ()),
        body=_parts(body),
        pictures=tuple(Picture(photo.get("caption") or "", photo.get("credit") or "") for photo in photos),
        supplied=bool(meta.get("title_supplied")),
    )


def _parts(markdown: str) -> tuple[Part, ...]:
    """The paragraphs and subheads of a Markdown body as plain text."""
    parts: list[Part] = []
    subhead = False
    for token in MarkdownIt("commonmark").parse(markdown):
        if token.type in ("heading_open", "paragraph_open"):
            subhead = token.type == "heading_open"
        elif token.type == "inline":
            pieces = (child.content or ("\n" if "break" in child.type else "") for child in token.children or ())
            parts.append(Part("".join(pieces), subhead))
    return tuple(parts)
