"""The default theme's promises that a machine can check: contrast, weight, no foreign addresses, no script but its own."""

import gzip
import re
from itertools import product

import pytest
from samples import CHECKOUT, archive, article, default_theme, issue, silent

from sitegen.site.pages import render

THEME = CHECKOUT / "themes" / "default"
CSS = (THEME / "static" / "style.css").read_text("utf-8")
LEAST = 4.5  # WCAG 2.2, success criterion 1.4.3, level AA


def tokens(selector):
    """The colours that a rule sets."""
    start = CSS.index(selector + " {")
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", CSS[start : CSS.index("}", start)]))


SCHEMES = {
    "light": tokens(":root"),
    "dark": tokens('[data-reader~="dark"]'),
    "sepia": tokens('[data-reader~="sepia"]'),
}


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("scheme", "ground", "text"),
    list(product(SCHEMES, ["paper", "paper-2"], ["ink", "ink-2", "ink-3", "seal"])),
)
def test_all_text_stands_out(scheme, ground, text):
    colours = SCHEMES[scheme]
    light, dark = sorted((luminance(colours[ground]), luminance(colours[text])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= LEAST


def test_the_devices_night_is_the_readers_night():
    assert tokens('  :root:not([data-reader~="light"], [data-reader~="sepia"])') == SCHEMES["dark"]


def test_every_scheme_sets_every_colour():
    assert len({tuple(colours) for colours in SCHEMES.values()}) == 1


FILES = sorted((*THEME.rglob("*.html"), *THEME.rglob("*.css"), *THEME.rglob("*.js")))
FETCHED = re.compile(r"""(src|href)=["']?(https?:)?//|@import""")
SCRIPT = re.compile(
    r"<script(?! type=\"application/ld\+json\"| src=\"\{\{ asset\('[\w-]+\.js'\) \}\}\" defer></script>)"
)
INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere_and_no_script_stands_in_a_page(path):
    text = path.read_text("utf-8")
    assert not FETCHED.search(text)
    assert len(SCRIPT.findall(text)) == (path.name == "base.html")
    assert "style=" not in text or path.suffix != ".html"
    assert "|safe" not in text
    assert path.suffix != ".css" or "url(" not in text


def test_the_one_inline_script_is_short_and_the_same_on_every_page():
    pages = [document.data.decode() for document in rendered() if document.path.endswith(".html")]
    scripts = {tuple(INLINE.findall(page)) for page in pages}
    (inline,) = scripts.pop()
    assert not scripts
    assert len(inline.encode()) <= 500
    assert all(page.index(inline) < page.index('rel="stylesheet"') for page in pages)


@pytest.mark.parametrize(("name", "most"), [("style.css", 6656), ("reader.js", 1536)])
def test_what_every_page_loads_is_light(name, most):
    assert len(gzip.compress((THEME / "static" / name).read_bytes(), 9)) <= most


@pytest.mark.parametrize("paragraphs", ["indent", "spaced"])
def test_paragraphs_are_told_apart_as_site_yaml_says(paragraphs):
    pages = [document.data.decode() for document in rendered(paragraphs=paragraphs) if document.path.endswith(".html")]
    assert {' spaced">' in page for page in pages} == {paragraphs == "spaced"}


def rendered(**settings):
    return render(archive(issue(articles=(article(),)), **settings), default_theme(), silent).documents
