"""A small built site that is whole, made anew for each test, and what is told of it."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

from sitegen.check.addresses import ATTRIBUTES, OF_SETS, of_page
from sitegen.check.output import check_output
from sitegen.check.sitefile import Base, SiteFile
from sitegen.crew import crew
from sitegen.workers import HERE

HEAD = '<!doctype html>\n<html lang="zh-Hans">\n<head>\n<title>馆</title>\n</head>\n<body>\n'
FEED = """<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
  <title>馆</title>
  <id>urn:uuid:1</id>
  <updated>2021-08-18T00:00:00+08:00</updated>
  <author><name>馆</name></author>
  <link rel="self" href="feed.xml"/>
  <entry>
    <title>甲</title>
    <id>urn:uuid:2</id>
    <updated>2021-08-18T00:00:00Z</updated>
    <link rel="alternate" href="a/"/>
  </entry>
  <entry>
    <title>乙</title>
    <id>urn:uuid:3</id>
    <updated>2021-08-18T00:00:00.5Z</updated>
    <content>文</content>
  </entry>
</feed>
"""
MAP = """<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
  <url><loc>{home}</loc><lastmod>2021-08-18</lastmod></url>
  <url><loc>{home}a/</loc></url>
</urlset>
"""
MANIFEST = '{"name": "馆", "start_url": "./", "icons": [{"src": "static/icon.svg", "sizes": "any"}]}'
SITE = {
    "index.html": f'{HEAD}<p id="p1"><a href="a/#头">甲</a></p>\n<link rel="manifest" href="manifest.webmanifest">',
    "a/index.html": f"{HEAD}<h1 id='头'>甲</h1>\n<a href=\"../#p1\">首页</a>",
    "a/题 目/index.html": f"{HEAD}<a name=底>丙</a>",
    "static/style.css": "body { background: url('icon.svg') }",
    "static/icon.svg": "<svg/>",
    "feed.xml": FEED,
    "sitemap.xml": MAP.format(home="/"),
    "manifest.webmanifest": MANIFEST,
    "robots.txt": "User-agent: *\nAllow: /\n",
}


def site(folder: Path, changed: dict[str, str], base_url: str = "") -> tuple[list[str], list[str]]:
    """The problems and the notes that are told of the site with some files changed."""
    files = {**SITE, "sitemap.xml": MAP.format(home=f"{base_url}/"), **changed}
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return told(folder, base_url)


def told(folder: Path, base_url: str = "") -> tuple[list[str], list[str]]:
    """What is told of a site."""
    with crew(HERE) as engaged:
        found = check_output(folder, (Base(base_url),), engaged).found
    return tuple(
        [str(one).replace(f"{folder}/", "") for one in sorted({each for _, each in which})]
        for which in (found.problems, found.notes)
    )


class Attributes(HTMLParser):
    """The addresses of a page as another parser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what a tag names."""
        names = {name.replace("\\", "") for name in ATTRIBUTES} - set(OF_SETS)
        self.found |= {value for name, value in attrs if name in names and value and tag != "base"}


def addresses_of(page: str) -> set[str]:
    """The same as the checks read them, without sets of pictures and what is no attribute's value as a whole."""
    file = SiteFile(Path(), "a.html", page.encode(), Base(), len)
    return {one for one in of_page(file) if one and one != file.leads_on}
