"""The built site, followed link by link from its home page, as plain files under two base paths."""

import re
import shutil
import urllib.error
import urllib.request
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from samples import CHECKOUT, FIXTURE, served, silent, told

from sitegen.build.run import build

ARCHIVES = {"fixture": FIXTURE / "content", "real": CHECKOUT / "content"}


class Page(HTMLParser):
    """What a page links to and what can be linked to in it."""

    def __init__(self, html):
        super().__init__()
        self.links, self.ids, self.lang, self.alternates = [], [], "", {}
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "html":
            self.lang = given["lang"]
        if tag == "link" and "hreflang" in given:
            self.alternates[given["hreflang"]] = given["href"]
            return
        if given.get("rel") == "canonical":
            return
        if tag == "meta" and given.get("http-equiv") == "refresh":
            self.links.append(given["content"].split("url=")[1])
        if tag == "a" and urlsplit(given["href"]).scheme and not urlsplit(given["href"]).netloc.startswith("127.0.0.1"):
            return  # an address that the text itself prints
        self.links += [given[name] for name in ("href", "src") if name in given]


def fetch(address):
    with urllib.request.urlopen(address, timeout=30) as answer:
        data, kind = answer.read(), answer.headers.get_content_type()
    return data.decode("utf-8") if kind == "text/html" else "", kind


def crawl(home, whole=""):
    """Every page of the site by its address; fails at the first link that leads nowhere.

    Args:
        home: where the walk begins.
        whole: what all addresses begin with, where the site is one of several; else it is `home`.
    """
    pages, anchors, waiting = {}, set(), [(home, "")]
    while waiting:
        address, found_on = waiting.pop()
        if address in pages:
            continue
        try:
            text, kind = fetch(address)
        except urllib.error.HTTPError as error:
            pytest.fail(f"{found_on} links to {address}: {error.code}")
        pages[address] = Page(text if kind == "text/html" else "<html lang>")
        for link in pages[address].links:
            target, fragment = urldefrag(urljoin(address, link))
            assert target.startswith(whole or home), f"{address} links out of the site: {link}"
            anchors.add((address, target, fragment))
            waiting.append((target, address))
    for address, target, fragment in anchors:
        assert not fragment or fragment in pages[target].ids, f"{address} links to {target}#{fragment}: no such anchor"
    return pages


@pytest.fixture(scope="module", params=sorted(ARCHIVES))
def content(request, tmp_path_factory):
    source = ARCHIVES[request.param]
    if not (source / "issues").is_dir() or not any((source / "issues").iterdir()):
        pytest.skip("content/issues is empty; run sitegen import first")
    copy = tmp_path_factory.mktemp(request.param) / "content"
    shutil.copytree(source, copy)
    return copy


@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_every_link_of_the_site_leads_somewhere(content, base, tmp_path):
    site = content / "site.yaml"
    published = "" if base == "/" else "https://example.org/repo/"
    site.write_text(re.sub("(?m)^base_url:.*$", f"base_url: '{published}'", site.read_text("utf-8")), "utf-8")
    assert told(build(content, tmp_path / "out", silent).problems) == []
    with served(tmp_path / "out", base) as home:
        pages = crawl(home)
        crawl_alternates(pages, home, published)
        missing = Page(Path(tmp_path / "out/404.html").read_text("utf-8"))
        assert all(fetch(urljoin(home, link)) for link in missing.links)
    made = {path for path in (tmp_path / "out").rglob("index.html") if "http-equiv" not in path.read_text("utf-8")}
    assert len(made) == sum(1 for address in pages if address.endswith("/")), "a page that no link leads to"


def crawl_alternates(pages, home, published):
    """Each page names itself and its counterpart, and the counterpart names it."""
    for address, page in pages.items():
        if not address.endswith("/"):
            continue
        here = {lang: urljoin(address, link).replace(published or home, home) for lang, link in page.alternates.items()}
        assert set(here) == {"zh-Hans", "zh-Hant", "x-default"}, address
        assert here[page.lang] == address
        assert here["x-default"] == here["zh-Hans"]
        for lang in ("zh-Hans", "zh-Hant"):
            other = pages[here[lang]]
            assert other.lang == lang
            assert urljoin(here[lang], other.alternates[page.lang]).replace(published or home, home) == address


def test_the_ids_of_a_page_are_its_own(content, tmp_path):
    build(content, tmp_path / "out", silent)
    for path in (tmp_path / "out").rglob("*.html"):
        ids = Page(path.read_text("utf-8")).ids
        assert len(ids) == len(set(ids)), path
