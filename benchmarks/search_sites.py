"""The archives and sites that the search is measured on: generated ones, and real text."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from archive import write_archive
from search_process import Cost, cost_of
from search_queries import REPORTER
from written import MADE

from sitegen.content.codec import article_text, issue_text
from sitegen.content.emit import yaml_text
from sitegen.content.escape import markdown_of
from sitegen.model import Article, Evidence, Issue, Page, Paragraph, Source

PROJECT = Path(__file__).parent.parent
CHARACTERS = 1350  # of a generated article, on average

# How a folder of texts becomes an archive: so many articles an issue, an issue a day.
ARTICLES_AN_ISSUE, ARTICLES_A_PAGE = 25, 5
FIRST_DAY = date(1998, 1, 1)
SLUG, NAME = "texts", "文集"
LONGEST_TITLE = 60

# A status of 1 says that something in the content needs a person; the rest was done.
DONE = (0, 1)


def generated(folder: Path, articles: int) -> Path:
    """A generated archive's content, each article of `CHARACTERS` on average."""
    write_archive(folder, articles, CHARACTERS)
    return folder / "content"


def pages_of_the_repository(folder: Path) -> Path:
    """The archive's own pages and the sixty that the restoration is measured on, read anew: little, but as real as can be.

    Raises:
        SystemExit: where they cannot be imported.
    """
    content = folder / "content"
    shutil.rmtree(content, ignore_errors=True)
    shutil.copytree(PROJECT / "content" / "raw", content / "raw")
    shutil.copyfile(PROJECT / "content" / "site.yaml", content / "site.yaml")
    for page in (PROJECT / "benchmarks" / "pages" / "raw").glob("*.txt"):
        shutil.copyfile(page, content / "raw" / page.name)
    # Some pages are hard on purpose and need a person: then its status is 1, and the rest is there all the same.
    cost_of([sys.executable, "-m", "sitegen", "import", "--content", content], folder, DONE)
    return content


def archive_of(texts: Path, folder: Path) -> Path:
    """A folder of texts as an archive; a folder that is one already is taken as it is.

    Args:
        texts: `.txt` files in UTF-8, one article each, its first line the title, every other line a paragraph.
        folder: where the archive is written.

    Raises:
        SystemExit: where there is no text.
    """
    if (texts / "site.yaml").exists():
        return texts
    files = sorted(texts.glob("*.txt"))
    if not files:
        raise SystemExit(f"{texts} holds neither .txt files nor an archive")
    content = folder / "content"
    shutil.rmtree(content, ignore_errors=True)
    content.mkdir(parents=True)
    newspapers = [{"slug": SLUG, "name": NAME}]
    settings = {"title": NAME, "base_url": "", "script": "zh-Hans", "convert": "s2t", "newspapers": newspapers}
    (content / "site.yaml").write_text(f"{MADE}\n{yaml_text(settings)}", "utf-8")
    for number, start in enumerate(range(0, len(files), ARTICLES_AN_ISSUE)):
        _write_issue(content, FIRST_DAY + timedelta(number), files[start : start + ARTICLES_AN_ISSUE])
    return content


def _write_issue(content: Path, day: date, files: list[Path]) -> None:
    key = day.isoformat()
    folder = content / "issues" / SLUG / key
    folder.mkdir(parents=True)
    pages = range(1, 2 + (len(files) - 1) // ARTICLES_A_PAGE)
    issue = Issue(
        slug=SLUG,
        key=key,
        newspaper=NAME,
        date=key,
        evidence={"newspaper": Evidence("editor"), "date": Evidence("editor")},
        pages=tuple(Page(page, f"{key}-{page}.txt", "0" * 64) for page in pages),
    )
    for article in _articles(key, files):
        (folder / f"{article.page:02}-{article.order:02}.md").write_text(article_text(article), "utf-8")
    (folder / "issue.yaml").write_text(issue_text(issue), "utf-8")


def _articles(key: str, files: list[Path]) -> Iterator[Article]:
    for place, file in enumerate(files):
        title, *lines = file.read_text("utf-8").splitlines() or [""]
        body = tuple(Paragraph(line.strip()) for line in lines if line.strip())
        page, order = 1 + place // ARTICLES_A_PAGE, 1 + place % ARTICLES_A_PAGE
        named = tuple(dict.fromkeys(REPORTER.findall("\n".join(lines))))
        article = Article(
            id=f"t{re.sub('[^0-9]', '', key)}{place:02}",
            newspaper=NAME,
            date=key,
            title=title.strip()[:LONGEST_TITLE],
            body=markdown_of(body),
            authors=named,
            page=page,
            order=order,
        )
        yield replace(article, source=Source(f"{key}-{page}.txt", (1, 1)))


def built(content: Path, output: Path) -> Cost:
    """Build the site; what is in the content and needs a person does not matter here."""
    shutil.rmtree(output, ignore_errors=True)
    command = [sys.executable, "-m", "sitegen", "build", "--content", content, "--output", output]
    return cost_of(command, PROJECT, DONE)


def index_alone(content: Path, output: Path) -> Cost:
    """Make the whole search index, and nothing else, in a process of its own."""
    shutil.rmtree(output, ignore_errors=True)
    return cost_of([sys.executable, Path(__file__).parent / "search_index.py", content, output], PROJECT)


def reading_alone(content: Path) -> Cost:
    """The same process without the index: it reads the archive and puts it in order."""
    return cost_of([sys.executable, Path(__file__).parent / "search_index.py", content], PROJECT)


def with_pages_of(site: Path, large: Path, routes: Iterator[str]) -> None:
    """Give a large index a site to search: pages, styles and scripts of a small one, whose articles stand for those it has not.

    Args:
        site: the small site.
        large: where the large index is; the rest is linked into it.
        routes: of the large archive's articles.
    """
    for name in ("static", "index.html", "search/index.html", "404.html"):
        source, target = site / name, large / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target, copy_function=os.link, dirs_exist_ok=True)
        else:
            os.link(source, target)
    stand_ins = sorted(site.glob("[!zas]*/*/*/index.html"))
    for place, route in enumerate(routes):
        target = large / route / "index.html"
        target.parent.mkdir(parents=True, exist_ok=True)
        own = site / route / "index.html"
        os.link(own if own.exists() else stand_ins[place % len(stand_ins)], target)
