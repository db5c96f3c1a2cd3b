"""What each generator reads: the archive written as Hugo, Pelican and Eleventy want it, beside their templates in `peers/`."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from building_content import Facts, Said, front_matter, said

PEERS = Path(__file__).parent / "peers"
THEME = PEERS / "plain-theme"
STYLE = THEME / "static" / "style.css"

SITE = "https://example.org"

# What the bare site leaves out: the peers have nothing of the kind.
WITHOUT = "without: [search, books, data]"

# What of an article Pelican takes as it is.
PLAIN_FACTS = (
    "kicker",
    "deck",
    "byline",
    "page_number",
    "page_key",
    "page_name",
    "continued_from",
    "continued_on",
    "description",
    "confidence",
)


@dataclass(frozen=True, slots=True)
class Input:
    """A generator's site before it is built.

    Args:
        output: where it will be built.
        caches: what a build may leave for the next one, beside the output.
        sources: the file of each article, by the place of its page: newspaper, issue, id.
    """

    output: Path
    caches: tuple[Path, ...]
    sources: Mapping[tuple[str, ...], Path]


def bare_input(content: Path, folder: Path) -> Input:
    """The archive for sitegen in one script, with the theme that is as light as the peers'."""
    shutil.copytree(THEME, folder / "themes" / "plain")
    return _own(content, folder, {"theme": "plain", "convert": "''", "base_url": SITE}, WITHOUT)


def whole_input(content: Path, folder: Path) -> Input:
    """The archive for sitegen with all that it makes."""
    return _own(content, folder, {"base_url": SITE}, "")


def hugo_input(content: Path, folder: Path) -> Input:
    """The archive for Hugo: newspapers and issues are sections, authors, columns and days taxonomies."""
    shutil.copytree(PEERS / "hugo", folder)
    _style(folder / "static")
    sources = {}
    for one in said(content):
        here = (folder / "content").joinpath(*one.place)
        if one.body is None:
            layout = {"layout": "newspaper", "outputs": ["html", "rss"]} if len(one.place) == 1 else {"layout": "issue"}
            _write(here / "_index.md", front_matter({**one.facts, **layout}))
        else:
            sources[one.place] = here.with_name(f"{here.name}.md")
            _write(sources[one.place], front_matter(one.facts) + one.body)
    lists = {"authors": "作者", "columns": "栏目", "days": "那年今日"}
    for name, title in lists.items():
        _write(folder / "content" / name / "_index.md", front_matter({"title": title}))
    _write(folder / "content" / "issues" / "_index.md", front_matter({"title": "全部各期", "layout": "issues"}))
    return Input(folder / "out", (folder / "resources",), sources)


def pelican_input(content: Path, folder: Path) -> Input:
    """The archive for Pelican: an issue is a category, a column a tag; newspapers and days are pages."""
    shutil.copytree(PEERS / "pelican", folder)
    _style(folder / "static" / "css")
    pages = folder / "content" / "pages"
    sources, days, paper, issue = {}, set(), {}, {}
    for one in said(content):
        if len(one.place) == 1:
            paper = one.facts
            _page(pages, one.place[0], str(paper["title"]), "newspaper", one.place[0], _data(one))
        elif one.body is None:
            issue = one.facts
            days.update(issue.get("days", ()))
        else:
            sources[one.place] = (folder / "content" / "articles").joinpath(*one.place).with_suffix(".md")
            _write(sources[one.place], _metadata(_pelican_article(one, paper, issue)) + one.body)
    for day in sorted(days):
        _page(pages, day, day, "day", f"days/{day}")
    _page(pages, "days", "那年今日", "days", "days")
    return Input(folder / "out", (folder / "cache",), sources)


def eleventy_input(content: Path, folder: Path) -> Input:
    """The archive for Eleventy: what is said of newspapers and issues stands in the data of their folders."""
    shutil.copytree(PEERS / "eleventy", folder)
    _style(folder / "css")
    sources = {}
    for one in said(content):
        here, url = (folder / "articles").joinpath(*one.place), f"/{'/'.join(one.place)}/"
        if one.body is None:
            name = "paper" if len(one.place) == 1 else "issue"
            told = {"day": "", **one.facts, "url": url} | ({"data": _data(one)} if name == "paper" else {})
            _write(here / f"{here.name}.json", json.dumps({name: told}, ensure_ascii=False))
        else:
            sources[one.place] = here.with_name(f"{here.name}.md")
            kept = {**one.facts, "permalink": url, "layout": "article.njk", "tags": "article"}
            _write(sources[one.place], front_matter(kept) + one.body)
    return Input(folder / "out", (folder / ".cache",), sources)


INPUTS: Mapping[str, Callable[[Path, Path], Input]] = {
    "bare": bare_input,
    "whole": whole_input,
    "hugo": hugo_input,
    "pelican": pelican_input,
    "eleventy": eleventy_input,
}


def _own(content: Path, folder: Path, settings: Mapping[str, str], further: str) -> Input:
    shutil.copytree(content, folder / "content")
    site = folder / "content" / "site.yaml"
    text = site.read_text("utf-8")
    for name, value in settings.items():
        text = re.sub(rf"^{name}:.*$", f"{name}: {value}", text, flags=re.MULTILINE)
    site.write_text(f"{text}{further}\n", "utf-8")
    sources = {
        one.place: folder / "content" / "issues" / one.place[0] / one.place[1] / one.file
        for one in said(content)
        if one.body is not None
    }
    return Input(folder / "output", (folder / ".sitegen",), sources)


def _pelican_article(one: Said, paper: Facts, issue: Facts) -> dict[str, object]:
    facts, day = one.facts, str(issue.get("day", ""))
    told = {
        "title": facts["title"],
        "slug": one.place[2],
        "date": facts["date"],
        "category": "/".join(one.place[:2]),
        "tags": "; ".join(facts.get("columns", ())),
        "authors": "; ".join(facts.get("authors", ())),
        "weight": f"{facts['weight']:06}",
        "paper_title": paper["title"],
        "issue_title": issue["title"],
        "day": day,
        "year": day[:4],
        "month_day": "".join(issue.get("days", ())),
        "words": issue["words"],
        "number": issue.get("number", ""),
        "cn": issue.get("cn", ""),
        "photos": json.dumps(facts.get("photos", []), ensure_ascii=False),
        **{name: facts[name] for name in PLAIN_FACTS if name in facts},
        **facts.get("source", {}),
    }
    return {name: value for name, value in told.items() if value != ""}


def _page(pages: Path, slug: str, title: str, template: str, route: str, data: Facts | None = None) -> None:
    facts = {"title": title, "slug": slug, "template": template, "url": f"{route}/", "save_as": f"{route}/index.html"}
    more = {"data": json.dumps(data, ensure_ascii=False)} if data else {}
    _write(pages / f"{template}-{slug}.md", _metadata({**facts, **more}))


def _metadata(facts: Facts) -> str:
    return "".join(f"{name}: {value}\n" for name, value in facts.items()) + "\n"


def _data(one: Said) -> Facts:
    """A newspaper as linked data."""
    facts = one.facts
    known = {"alternateName": facts.get("latin"), "identifier": facts.get("cn")}
    if "place" in facts:
        known["locationCreated"] = {"@type": "Place", "name": facts["place"]}
    if "publisher" in facts:
        known["publisher"] = {"@type": "Organization", "name": facts["publisher"]}
    told = {name: value for name, value in known.items() if value}
    return {"@type": "Newspaper", "name": facts["title"], **told, "url": f"{SITE}/{one.place[0]}/"}


def _style(folder: Path) -> None:
    folder.mkdir(parents=True)
    shutil.copyfile(STYLE, folder / STYLE.name)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
