"""The default theme's promises that a machine can check: contrast, no foreign addresses, no script."""

import re

import pytest
from samples import CHECKOUT

THEME = CHECKOUT / "themes" / "default"
CSS = (THEME / "static" / "style.css").read_text("utf-8")
LEAST = 4.5  # WCAG 2.2, success criterion 1.4.3, level AA


def tokens(block):
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block))


LIGHT = tokens(CSS[CSS.index(":root {") : CSS.index(":lang(zh-Hant)")])
DARK = tokens(CSS[CSS.index("prefers-color-scheme: dark") : CSS.index("/* ground */")])


def luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("scheme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "paper-2"])
@pytest.mark.parametrize("text", ["ink", "ink-2", "ink-3", "seal"])
def test_all_text_stands_out(scheme, ground, text):
    light, dark = sorted((luminance(scheme[ground]), luminance(scheme[text])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= LEAST


FILES = sorted((*THEME.rglob("*.html"), *THEME.rglob("*.css")))
FETCHED = re.compile(r"""(src|href)=["']?(https?:)?//|@import""")
SCRIPT = re.compile(r"""<script(?! type="application/ld\+json")""")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_nothing_is_fetched_from_elsewhere_and_nothing_runs(path):
    text = path.read_text("utf-8")
    assert not FETCHED.search(text)
    assert not SCRIPT.search(text)
    assert "|safe" not in text
    assert path.suffix != ".css" or "url(" not in text
