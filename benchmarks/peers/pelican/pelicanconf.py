"""Pelican's settings, and what Pelican has no word for: neighbours, and the beginning of a Chinese text."""

import itertools
import json
from functools import partial
from types import SimpleNamespace

from jinja2.filters import do_striptags
from pelican import signals

SITENAME = "旧闻样本馆"
SITEURL = "https://example.org"
SITESUBTITLE = "用真实报道的句子重组而成的样本，只供测量，不是新闻。"
DEFAULT_LANG = "zh-Hans"
TIMEZONE = "Asia/Shanghai"
PATH = "content"
ARTICLE_PATHS = ["articles"]
PAGE_PATHS = ["pages"]
STATIC_PATHS = []
THEME = "."
THEME_STATIC_DIR = "."

# A category is an issue, a tag a column.
ARTICLE_URL = "{category}/{slug}/"
ARTICLE_SAVE_AS = ARTICLE_URL + "index.html"
CATEGORY_URL = "{slug}/"
CATEGORY_SAVE_AS = CATEGORY_URL + "index.html"
CATEGORY_REGEX_SUBSTITUTIONS = []
AUTHOR_URL = "authors/{slug}/"
AUTHOR_SAVE_AS = AUTHOR_URL + "index.html"
TAG_URL = "columns/{slug}/"
TAG_SAVE_AS = TAG_URL + "index.html"
SLUGIFY_USE_UNICODE = True
ARTICLE_ORDER_BY = "weight"

DIRECT_TEMPLATES = ["index", "authors", "tags", "categories", "404", "sitemap"]
AUTHORS_SAVE_AS = "authors/index.html"
TAGS_SAVE_AS = "columns/index.html"
CATEGORIES_SAVE_AS = "issues/index.html"
SITEMAP_SAVE_AS = "sitemap.xml"
ARCHIVES_SAVE_AS = ""
PAGINATED_TEMPLATES = {"author": 100, "tag": 100}
PAGINATION_PATTERNS = ((1, "{url}", "{save_as}"), (2, "{url}{number}/", "{base_name}/{number}/index.html"))

FEED_ALL_ATOM = "feed.xml"
FEED_MAX_ITEMS = 50
CATEGORY_FEED_ATOM = None
TRANSLATION_FEED_ATOM = None
AUTHOR_FEED_ATOM = None
AUTHOR_FEED_RSS = None

MARKDOWN = {"extensions": ["markdown.extensions.meta"], "output_format": "html5"}
FORMATTED_FIELDS = []
DEFAULT_PAGINATION = False
JINJA_FILTERS = {"json": partial(json.dumps, ensure_ascii=False)}

ISSUE_FACTS = ("day", "year", "month_day", "issue_title", "words", "number", "cn")
LEAD, DESCRIPTION = 90, 110


def _shortened(text, length):
    return text if len(text) <= length else text[:length].rstrip("，、；： ") + "…"


def _told(generator):
    """What templates ask for of every article and issue, worked out once."""
    issues = generator.context["issues"] = {}
    for category, articles in generator.categories:
        paper, _, key = category.name.partition("/")
        first = articles[0]
        shown = {name: getattr(first, name, "") for name in ISSUE_FACTS}
        issues[category.name] = SimpleNamespace(
            name=category.name, paper=paper, key=key, articles=articles, previous=None, next=None, **shown
        )
        for before, after in itertools.pairwise(articles):
            before.next_article, after.previous_article = after, before
        for article in articles:
            _tell(article)
    by_paper = sorted(issues.values(), key=lambda issue: (issue.paper, issue.day))
    for before, after in itertools.pairwise(by_paper):
        if before.paper == after.paper:
            before.next, after.previous = after, before


def _tell(article):
    article.photos = json.loads(getattr(article, "photos", "[]"))
    text = do_striptags(article.content) or getattr(article, "description", "")
    article.lead, article.description = _shortened(text, LEAD), _shortened(text, DESCRIPTION)


def _papers(generator):
    """The newspapers, which stand as pages beside the articles."""
    generator.context["papers"] = {
        page.slug: page for page in generator.pages if getattr(page, "template", "") == "newspaper"
    }


class _Plugin:
    @staticmethod
    def register():
        signals.article_generator_finalized.connect(_told)
        signals.page_generator_finalized.connect(_papers)


PLUGINS = [_Plugin]
