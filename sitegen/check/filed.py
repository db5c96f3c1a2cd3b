"""Whether articles stand where they say they stand, and lead where a page is."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from sitegen.check.places import key_line
from sitegen.check.report import Finding, Note
from sitegen.content.handedits import order_of, page_of
from sitegen.problems import Problem
from sitegen.site.jumps import ends
from sitegen.site.listings import published

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.check.looked import Looked
    from sitegen.content.folders import Held

NAME = re.compile(r"[0-9]{2,}-[0-9]{2,}\.md")


def readable(looked: Looked) -> Iterator[Finding]:
    """Whether every file can be read as it is meant: known keys, right values, dates that exist."""
    yield from looked.problems


def agreeing(looked: Looked) -> Iterator[Finding]:
    """Whether an article names the newspaper and the date that its issue has; one that names none follows its issue."""
    if looked.broken:
        return
    issue = looked.issue
    for held in looked.held:
        for key, mine, its in (
            ("newspaper", held.article.newspaper, issue.newspaper),
            ("date", held.article.date, issue.date),
        ):
            if mine and mine != its:
                what = f"the {key} is '{mine}', but that of the issue is '{its}'"
                fix = (
                    f"write what issue.yaml says; if that is wrong, state the {key} in raw/pages.yaml and import again"
                )
                yield Problem(looked.path(held), _line(held, key), what, fix)


def placed(looked: Looked) -> Iterator[Finding]:
    """Whether an article's page and order are those of its file's name, and each page number is that of one raw page."""
    for held in looked.held:
        if not NAME.fullmatch(held.name):
            continue
        for key, mine, its in (
            ("page", held.article.page, page_of(held.name)),
            ("order", held.article.order, order_of(held.name)),
        ):
            if mine != its:
                what = f"{key} is {mine}, but the file's name says {its}"
                yield Problem(looked.path(held), _line(held, key), what, f"write `{key}: {its}`, or rename the file")
    files = defaultdict(list)
    for page in looked.issue.pages:
        files[page.number].append(page.file)
    for number, names in sorted(files.items()):
        if len(names) > 1:
            what = f"{' and '.join(names)} are both page {number} of this issue"
            fix = "state the right page number, date or newspaper in raw/pages.yaml, and import again"
            yield Problem(looked.file, key_line(looked.text, "page", str(number)), what, fix)


def jumping(looked: Looked) -> Iterator[Finding]:
    """Whether a jump (上接第1版, 下转第4版) leads to another page, and to one that is there as far as that can be known.

    A page between two that the archive has was printed. One behind the last may be of a part that nobody has; and of a page that
    prints no number nothing is known.
    """
    articles = published(looked.issue).articles
    numbers = {page.number for page in looked.issue.pages} | {article.page for article in articles}
    whole = {article.id for article, other in zip(articles, ends(articles), strict=True) if other.head or other.tail}
    for held in looked.held:
        article = held.article
        for key, number in (("continued_from", article.continued_from), ("continued_on", article.continued_on)):
            if number is None or article.draft or f"page-{article.page:02}" not in looked.issue.evidence:
                continue
            line = _line(held, key)
            if number == article.page:
                fix = "correct the number, or take out the key"
                yield Problem(looked.path(held), line, f"{key} leads to the article's own page {number}", fix)
            elif number not in numbers and number < max(numbers):
                what = f"{key} leads to page {number}, which the archive has not, though it has pages beyond"
                yield Problem(looked.path(held), line, what, "correct the number, or import that page")
            elif number in numbers and article.id not in whole:
                what = (
                    f"no article of page {number} is surely the other part of this story, so the site leads to the page"
                )
                fix = "if there is one, write the page of this article into its continued_on or continued_from"
                yield Note(Problem(looked.path(held), line, what, fix))


def _line(held: Held, key: str) -> int:
    return key_line(held.data.decode("utf-8"), key)
