"""What a page says of itself to machines: descriptions, and an article as linked data (schema.org)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jinja2.utils import htmlsafe_json_dumps

from sitegen.site import dates, routes
from sitegen.site.markdown import lead
from sitegen.site.stories import newspaper_name, title

if TYPE_CHECKING:
    from markupsafe import Markup

    from sitegen.model import Issue, Settings
    from sitegen.site.script import Tree

# Search engines show about this much of a description.
DESCRIPTION = 110
HEADLINES = 5


def article_description(issue: Issue, place: int, tree: Tree) -> str:
    """The beginning of an article's text; of its caption where it has none, else where it stood."""
    article, tree = issue.articles[place], tree.reading(issue.script)
    captions = "".join(photo.caption for photo in article.photos)
    where = f"{newspaper_name(issue, tree)} {tree.words(dates.short(issue.date))}"
    return tree.say(lead(article.body or captions, DESCRIPTION)) or where


def issue_description(issue: Issue, tree: Tree) -> str:
    """The first headlines of an issue."""
    tree = tree.reading(issue.script)
    return "；".join(title(article, tree) for article in issue.articles[:HEADLINES]) or tree.texts.empty_issue


def article_data(issue: Issue, place: int, tree: Tree, settings: Settings) -> Markup:
    """An article as a NewsArticle in JSON-LD, safe inside a script element."""
    article, tree = issue.articles[place], tree.reading(issue.script)
    facts: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": tree.say(article.title) or title(article, tree),
        "inLanguage": tree.script,
        "author": [{"@type": "Person", "name": tree.say(name)} for name in article.authors],
        "datePublished": dates.machine(issue.date),
        "articleSection": tree.say(article.column),
        "pagination": str(article.page),
        "isPartOf": {"@type": "Newspaper", "name": newspaper_name(issue, tree)},
    }
    if settings.base_url:
        facts["url"] = routes.absolute(tree.routes.article(issue.slug, issue.key, article.id), settings.base_url)
    known = {name: value for name, value in facts.items() if value}
    return htmlsafe_json_dumps(known, ensure_ascii=False, sort_keys=True)
