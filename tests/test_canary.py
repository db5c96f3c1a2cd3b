"""Every file of a site made from an archive that tries to run scripts holds these as text, and is what it claims to be."""

import json
import re
import zipfile
from html.parser import HTMLParser
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from canary import CANARY_HOST, EVIL, RAW_NAME, RAW_TEXT, write_archive
from samples import silent

from sitegen.build.run import build
from sitegen.explain import explain_file
from sitegen.explain.html import render

# What the default theme and CommonMark make; anything else would be a payload's.
OWN_ELEMENT = re.compile(
    "html|head|meta|title|link|script|body|header|nav|main|section|article|aside|footer|template|noscript|dialog|form|fieldset|legend"
    "|label|input|button|output|details|summary|a|div|span|p|h[1-4]|hgroup|ul|ol|li|dl|dt|dd|pre|code|blockquote|strong|em|br|wbr|hr"
    "|abbr|time|svg|path"
)
FORBIDDEN = {"script", "img", "iframe", "svg", "form", "base", "object"}
ADDRESSES = {"href", "src", "action", "data-index", "data-home", "data-mark", "formaction", "poster", "xlink:href"}
FETCHED = {"src", "action", "formaction", "poster", "data-index", "data-home", "data-mark"}


class Found(HTMLParser):
    """What of a page could run or load: elements, attributes, and what scripts hold."""

    def __init__(self, html):
        super().__init__()
        self.faults, self.scripts, self._script = [], [], None
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if not OWN_ELEMENT.fullmatch(tag):
            self.faults.append(f"<{tag}>")
        for name, value in attrs:
            scheme = re.match(r"\s*([a-z][a-z0-9+.-]*):", value or "", re.IGNORECASE)
            if name.startswith("on") or name in ("srcdoc", "style", "autofocus", "x"):
                self.faults.append(f"<{tag} {name}>")
            if (
                name in ADDRESSES
                and scheme
                and (name in FETCHED or scheme[1].lower() not in ("http", "https", "mailto"))
            ):
                self.faults.append(f"<{tag} {name}={value}>")
            if name in ADDRESSES and (value or "").startswith("//"):
                self.faults.append(f"<{tag} {name}={value}>")
            if name in FETCHED and CANARY_HOST in (value or ""):
                self.faults.append(f"<{tag} {name}={value}>")
        if tag == "link" and CANARY_HOST in given.get("href", ""):
            self.faults.append("<link> elsewhere")
        self._script = given.get("type", "") if tag == "script" else None

    def handle_data(self, data):
        if self._script is not None:
            self.scripts.append((self._script, data))

    def handle_endtag(self, _tag):
        self._script = None


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("canary")
    write_archive(folder / "content")
    build(folder / "content", folder / "output", silent)
    return {
        path.relative_to(folder / "output").as_posix(): path.read_bytes()
        for path in (folder / "output").rglob("*")
        if path.is_file()
    }


def test_the_archive_is_on_the_site(site):
    """Else nothing would be tried."""
    assert len([path for path in site if path.endswith(".html")]) > 40
    page = site["zhejiang-gongren-ribao/2021-08-18/kaaaa1/index.html"].decode()
    assert page.count("canary(") > 200
    assert "&lt;script&gt;canary(1)&lt;/script&gt;" in page
    assert "canary(35)" in page  # the raw page's name
    assert '<ol id="raw"' in page


def test_no_page_has_an_element_attribute_or_address_of_a_payload(site):
    for path, data in site.items():
        if path.endswith(".html"):
            found = Found(data.decode())
            assert not found.faults, path
            for kind, script in found.scripts:
                if kind == "application/ld+json":
                    json.loads(script)
                    assert "<" not in script, path
                else:
                    assert "canary" not in script, path


def test_no_template_was_made_of_what_a_text_says(site):
    page = site["zhejiang-gongren-ribao/2021-08-18/kaaaa1/index.html"].decode()
    assert "{{ &#39;&#39;.__class__ }}{% include &#39;base.html&#39; %}{# #}" in page


def test_what_machines_read_is_well_formed(site):
    for path, data in site.items():
        if path.endswith((".json", ".webmanifest")):
            json.loads(data)
        if path.endswith(".jsonl"):
            [json.loads(line) for line in data.splitlines()]
        if path.endswith(".xml"):
            assert not {each.tag.rpartition("}")[2] for each in ET.fromstring(data).iter()} & {*FORBIDDEN, "a"}, path


def test_the_worker_holds_nothing_of_the_archive(site):
    assert b"canary" not in site["sw.js"]


def test_books_hold_only_elements_of_their_own(site):
    books = [data for path, data in site.items() if path.endswith(".epub")]
    assert len(books) >= 4
    for data in books:
        with zipfile.ZipFile(BytesIO(data)) as book:
            for name in book.namelist():
                assert re.fullmatch(r"mimetype|META-INF/container\.xml|EPUB/[a-z0-9-]+\.(xhtml|css|opf)", name), name
                if name.endswith((".xhtml", ".opf")):
                    root = ET.fromstring(book.read(name))
                    assert not {each.tag.rpartition("}")[2] for each in root.iter()} & {
                        "script",
                        "img",
                        "iframe",
                        "svg",
                        "form",
                        "base",
                        "object",
                    }, name
                    names = {key.rpartition("}")[2] for each in root.iter() for key in each.attrib}
                    assert not [key for key in names if key.startswith("on")], name
                    addresses = [
                        each.get("href") for each in root.iter() if each.get("href") and each.tag.endswith("}a")
                    ]
                    assert all(re.match(r"https?://|[a-z0-9-]+\.xhtml$", each) for each in addresses), name


def test_every_file_of_the_site_has_a_harmless_name(site):
    for path in site:
        assert not set(path) & set("<>\"'&{}`\\:*?|\0"), path
        assert ".." not in path.split("/")
        assert len(path.encode()) < 400


def test_the_page_that_explains_shows_payloads_as_text(tmp_path):
    raw = tmp_path / RAW_NAME
    raw.write_text(RAW_TEXT, "utf-8")
    html = render(explain_file(raw))
    assert html.count("canary(") > 30
    found = Found(html.replace("<style", "<span").replace("</style>", "</span>"))
    assert [each for each in found.faults if each not in ("<i>", "<b>", "<small>", "<kbd>")] == []
    assert not [kind for kind, script in found.scripts if "canary" in script]
    assert "<" not in next(script for kind, script in found.scripts if kind == "application/json")
    assert EVIL not in html
