"""What a page says of itself to those who share, index or cite it: descriptions, Open Graph, Dublin Core.

Which tags an article has follows from what reads them. Zotero's translator "Embedded Metadata" takes the kind of item from
`DC.type`, the newspaper from `DC.source`, the page from `prism.startingPage`, the place from `eprints.place_of_pub`, the
section and the day from Open Graph's `article:` tags; a `citation_…` title would make it a journal article of it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.edtf import is_exact
from sitegen.site import dates
from sitegen.site.citations import gbt7714
from sitegen.site.markdown import lead
from sitegen.site.stories import newspaper_name, title
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Issue
    from sitegen.site.citations import Reference
    from sitegen.site.script import Tree

# Search engines show about this much of a description.
DESCRIPTION = 110
HEADLINES = 5


@dataclass(frozen=True, slots=True)
class Tag:
    """A meta element.

    Args:
        attribute: what names it, `name` or `property`.
        name: its name.
        content: its content.
    """

    attribute: str
    name: str
    content: str


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same matter in another form, for machines.

    Args:
        route: where it stands.
        media_type: what it is.
        title: what it is called.
    """

    route: str
    media_type: str
    title: str


def article_description(issue: Issue, place: int, tree: Tree) -> str:
    """The beginning of an article's text; of its caption where it has none, else where it stood."""
    article = issue.articles[place]
    tree = tree.reading_article(issue, article)
    captions = "".join(photo.caption for photo in article.photos)
    where = f"{newspaper_name(issue, tree)} {tree.words(dates.short(issue.date))}"
    return tree.say(lead(article.body or captions, DESCRIPTION)) or where


def issue_description(issue: Issue, tree: Tree) -> str:
    """The first headlines of an issue."""
    headlines = (title(article, tree.reading_article(issue, article)) for article in issue.articles[:HEADLINES])
    return "；".join(headlines) or tree.texts.empty_issue


def article_tags(of: Reference, tree: Tree) -> tuple[Tag, ...]:
    """An article's tags; what is not known is not there, and a day only where it is certain."""
    told = of.title or tree.texts.untitled
    graph = (
        ("article:published_time", of.date if is_exact(of.date) and not of.inferred else ""),
        *(("article:author", name) for name in of.authors),
        ("article:section", of.section),
    )
    core = (
        ("DC.type", "newspaperArticle"),
        ("DC.title", told),
        *(("DC.creator", name) for name in of.authors),
        # Zotero would else take the archive for the newspaper.
        ("DC.source", of.newspaper or tree.texts.unidentified),
        ("DC.publisher", of.publisher),
        ("DC.language", of.language),
        ("DC.rights", tree.texts.rights),
        ("DCTERMS.issued", dates.machine(of.date) if not of.inferred else ""),
        ("DCTERMS.bibliographicCitation", gbt7714(replace(of, url=""), tree)),
        ("prism.startingPage", str(of.page)),
        ("eprints.place_of_pub", of.place),
    )
    return (
        *(Tag("property", name, content) for name, content in graph if content),
        *(Tag("name", name, content) for name, content in core if content),
    )
