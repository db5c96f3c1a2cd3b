"""What a browser may load and run on a page: the policy is there, it is narrow, and the themes keep to it."""

import dataclasses
import functools
import re
from html.parser import HTMLParser

import pytest
from samples import CHECKOUT, default_theme, hard_archive, silent

from sitegen.build.themes import load_theme
from sitegen.site.pages import render
from sitegen.site.policy import Hashes, hash_of, hashes_in, policy
from sitegen.site.template_uses import template_marks, theme_mark
from sitegen.site.theme import Theme, ThemeFile

THEMES = ("default", "evening")


class Elements(HTMLParser):
    """Every element of a page with its attributes; what inline scripts and styles hold."""

    def __init__(self, html):
        super().__init__()
        self.elements, self.inline, self._inside = [], [], ""
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.elements.append((tag, given))
        data = (given.get("type") or "").startswith("application/")
        self._inside = tag if tag in ("script", "style") and "src" not in given and not data else ""

    def handle_data(self, data):
        if self._inside:
            self.inline.append((self._inside, data))

    def handle_endtag(self, _tag):
        self._inside = ""


@functools.cache
def pages(theme):
    loaded = load_theme(theme, CHECKOUT)[0]
    made = render(hard_archive(), loaded, silent).documents
    return {each.path: Elements(each.data.decode()) for each in made if each.path.endswith(".html")}


def policy_of(page):
    tag, given = page.elements[page.elements.index(("head", {})) + 1]
    assert (tag, given.get("http-equiv")) == ("meta", "Content-Security-Policy")
    return dict(each.split(" ", 1) for each in given["content"].split(";"))


@pytest.mark.parametrize("theme", THEMES)
def test_the_policy_is_the_first_thing_in_the_head_of_every_page(theme):
    found = pages(theme)
    assert {"index.html", "404.html", "offline.html", "search/index.html", "zh-hant/index.html"} <= found.keys()
    assert any("kold01" in path for path in found)  # a redirect
    for page in found.values():
        assert policy_of(page)["default-src"] == "'none'"
        assert page.elements.count(("meta", {"name": "referrer", "content": "same-origin"})) == 1


@pytest.mark.parametrize("theme", THEMES)
def test_what_stands_in_a_page_itself_is_named_by_its_hash(theme):
    for path, page in pages(theme).items():
        assert page.inline, path
        for kind, text in page.inline:
            assert hash_of(text) in policy_of(page)[f"{kind}-src"].split(), path


@pytest.mark.parametrize("theme", THEMES)
def test_no_page_has_what_the_policy_forbids_anyway(theme):
    """Handlers and styles in attributes, frames, plug-ins, another base: a browser would refuse them without a word to the reader."""
    for path, page in pages(theme).items():
        for tag, given in page.elements:
            assert not [name for name in given if name.startswith("on") or name in ("style", "srcdoc")], (path, tag)
            assert tag not in ("iframe", "object", "embed", "base", "frame"), path


@pytest.mark.parametrize("allowed", ["'unsafe-inline'", "'unsafe-eval'", "data:", "blob:", "*", "http:", "https:"])
def test_the_policy_allows_nothing_by_the_lump(allowed):
    assert allowed not in re.split("[; ]", policy(hashes=default_theme().inline))


def test_hosts_are_named_only_where_a_page_asks_them_and_cannot_break_out():
    told = policy(['https://a.example"><script>'], Hashes(("'sha256-A='",), ("'sha256-B='",)))
    assert told.count("https://a.example&#34;&gt;&lt;script&gt;") == 5
    assert '"' not in told
    assert "<" not in told
    assert re.search("script-src 'self' .*? 'sha256-A=';style-src 'self' .*? 'sha256-B=';", told)


@pytest.mark.parametrize(
    ("template", "scripts"),
    [
        ("<script>a()</script>", {hash_of("a()")}),
        ("<script type=module>a()</script>", {hash_of("a()")}),
        ("<SCRIPT>a()</SCRIPT >", {hash_of("a()")}),
        ("<script>\r\na()\r\n</script>", {hash_of("\na()\n")}),
        ("<script>a()</script><script>b()</script>", {hash_of("a()"), hash_of("b()")}),
        ("<script src='a.js'></script>", set()),
        ('<script type="application/ld+json">{}</script>', set()),
        ("<script>a({{ view.name }})</script>", set()),
        ("<script>{% if view %}a(){% endif %}</script>", set()),
    ],
)
def test_hashes_are_those_of_what_a_browser_would_run(template, scripts):
    found = hashes_in([template])
    assert set(found.scripts) == scripts
    assert found.styles == ()


def test_styles_have_hashes_of_their_own():
    assert hashes_in(["<style media=print>p{}</style>"]) == Hashes((), (hash_of("p{}"),))


def with_script(theme: Theme, script: str) -> Theme:
    file = ThemeFile("own.html", "themes/own/templates/own.html", f"<script>{script}</script>".encode())
    return dataclasses.replace(theme, templates=(*theme.templates, file))


def test_a_theme_with_another_script_in_it_makes_every_page_anew():
    """The policy names it on all pages, also on those laid out without that template."""
    one, other = (with_script(default_theme(), script) for script in ("a()", "b()"))
    assert theme_mark(one) != theme_mark(other)
    before, after = template_marks(one), template_marks(other)
    assert all(before[name] != after[name] for name in before if not name.startswith("static/"))
