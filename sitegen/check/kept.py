"""Whether nothing of the raw pages was lost: in the files as they stand, not in a new reading."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.check.places import key_line
from sitegen.content.escape import paragraphs_of
from sitegen.content.handedits import page_of
from sitegen.problems import Problem
from sitegen.restore.clean import clean
from sitegen.restore.conserve import TAKEN_OFF, difference, held_lines, jump_line, plain, printed
from sitegen.restore.fitting import fit
from sitegen.site.markdown import is_plain, paragraphs

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.check.looked import Looked
    from sitegen.check.report import Finding
    from sitegen.content.folders import Held
    from sitegen.model import Article, Page
    from sitegen.restore.decode import RawPage

IMPORT = "run `sitegen import`"
SHOWN = 5
"""So many lines are named."""


def sourced(looked: Looked) -> Iterator[Finding]:
    """Whether each page's raw file is there, and is still the one that was imported."""
    for page in looked.issue.pages:
        raw = looked.raws[page.file]
        if not raw.there:
            fix = "put it back, so that what was made of it can be compared with it"
            yield Problem(str(raw.path), 0, f"the raw page is missing from which page {page.number} was made", fix)
        elif raw.problem:
            yield raw.problem
        elif page.sha256 and raw.sha256 != page.sha256:
            what = f"the raw page is no longer the one that {looked.file} was made from"
            yield Problem(str(raw.path), 0, what, f"put back the old one, or {IMPORT}")


def conserved(looked: Looked) -> Iterator[Finding]:
    """Whether every printed character of a raw page is in exactly one article or piece of furniture.

    What an editor changed is the editor's: of a page with an article edited by hand only the lines and the furniture are compared.
    An article's file that is gone is told in any case, for a draft keeps its text, and a removed file does not.
    """
    if looked.broken:
        return
    there = {held.name for held in looked.held} | looked.unreadable
    gone = sorted(looked.issue.written.keys() - there)
    for name in gone:
        what = "the file is missing, and with it the text of the raw page"
        fix = f"put it back, or {IMPORT}; to keep an article off the site, write `draft: true` into it"
        yield Problem(str(looked.folder / name), 0, what, fix)
    for page in looked.issue.pages:
        raw = looked.raws[page.file]
        if raw.page is None or (page.sha256 and raw.sha256 != page.sha256):
            continue
        yield from _page(looked, page, raw.page, gone)


def _page(looked: Looked, page: Page, raw: RawPage, gone: list[str]) -> Iterator[Finding]:
    """One page: by its lines, which say best what is wrong; where these tell nothing and nothing was edited, by its characters."""
    articles = looked.articles_of(page)
    found = [*_furniture(looked, page, raw)]
    if not any(page_of(name) == page.number for name in (*gone, *looked.unreadable)):
        found += _lines(looked, page, raw, articles)
        if not found and not any(held.name in looked.edited for held in articles):
            found += _whole(looked, page, raw, articles)
    yield from found


def _whole(looked: Looked, page: Page, raw: RawPage, articles: tuple[Held, ...]) -> Iterator[Finding]:
    """A page of which nothing was edited: it has the characters of its raw page, no more and no fewer."""
    texts = "".join(_text(held.article, raw) for held in articles)
    found = difference(printed(raw), texts + "".join(entry.text for entry in page.furniture))
    if found:
        what = (
            f"page {page.number} ({page.file}): articles and furniture lack {found.lost} and have {found.made} too much"
        )
        fix = f"undo what was changed in issue.yaml, or {IMPORT}"
        yield Problem(looked.file, _line(looked, page), what, fix)


def _furniture(looked: Looked, page: Page, raw: RawPage) -> Iterator[Finding]:
    """Whether the furniture of a page is what its lines print."""
    for entry in page.furniture:
        found = None if entry.kind in TAKEN_OFF else difference(plain(raw, entry.lines), entry.text)
        if found:
            first, last = entry.lines
            what = f"furniture of lines {first}-{last} of {page.file} lacks {found.lost} and has {found.made} too much"
            yield Problem(looked.file, _line(looked, page), what, "put back what the raw page prints")


def _lines(looked: Looked, page: Page, raw: RawPage, articles: tuple[Held, ...]) -> Iterator[Finding]:
    """Whether every line of a page stands somewhere between the first and the last line of something."""
    sources = [held.article.source for held in articles]
    spans = [source.lines for source in sources if source] + [entry.lines for entry in page.furniture]
    left = [line for line in held_lines(raw) if not any(first <= line <= last for first, last in spans)]
    if left and None not in sources:
        some = ", ".join(map(str, left[:SHOWN])) + (" …" if len(left) > SHOWN else "")
        what = f"page {page.number}: line {some} of {page.file} is in no article and no furniture"
        yield Problem(looked.file, _line(looked, page), what, f"undo what was changed in issue.yaml, or {IMPORT}")


def _text(article: Article, raw: RawPage) -> str:
    """All the text of an article that its page prints."""
    title = "" if article.title_supplied else article.title
    heads = article.column + article.kicker + title + article.subtitle + article.byline
    # Most bodies need no parser to be read.
    parts = [part for _, part in paragraphs(article.body)] if is_plain(article.body) else paragraphs_of(article.body)
    body = "".join(part.text for part in parts)
    photos = "".join(photo.caption + photo.credit for photo in article.photos)
    jump = ""
    if article.continued_from and article.source:
        jump = jump_line(raw, article.source.lines, article.continued_from)
    return heads + jump + body + photos


def _line(looked: Looked, page: Page) -> int:
    """The line of `issue.yaml` on which a page begins."""
    return key_line(looked.text, "source", f"{{file: {page.file}") or key_line(looked.text, "file", page.file)


def fitting(looked: Looked) -> Iterator[Finding]:
    """Whether an editor's pins are those of the raw page as it is now, and name lines that it has."""
    for file, raw in looked.raws.items():
        pins = looked.given.pins.get(file)
        if pins and raw.page:
            _, misfits = fit(pins, raw.page, clean(raw.page))
            folder = looked.given.content / "raw"
            yield from (Problem(str(folder / each.file), each.line, each.what, each.fix) for each in misfits)
