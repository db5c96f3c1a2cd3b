"""What every theme that comes with the program promises and a machine can check."""

import re
from pathlib import Path

import pytest
from colours import LEAST, LIGHTS, contrast, tokens
from samples import CHECKOUT

from sitegen.build.themes import load_theme

THEMES = CHECKOUT / "themes"
NAMES = sorted(path.name for path in THEMES.iterdir())
FILES = sorted(path for path in THEMES.rglob("*") if path.suffix in (".css", ".html", ".js", ".xhtml", ".svg"))
FETCHED = re.compile(r"""(?:src|href)=["']?(?:https?:)?//|@import""")
STYLED = re.compile(r"""\s(?:style|on\w+)=["']""")


def style(name):
    theme, problems = load_theme(name, Path("nowhere"))
    assert problems == ()
    return theme, next(file.data.decode() for file in theme.statics if file.name == "style.css")


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("light", LIGHTS)
@pytest.mark.parametrize("ground", ["paper", "paper-2"])
@pytest.mark.parametrize("text", ["ink", "ink-2", "ink-3", "seal"])
def test_all_text_stands_out_in_every_light(name, light, ground, text):
    colours = tokens(style(name)[1], light)
    assert contrast(colours[text], colours[ground]) >= LEAST


@pytest.mark.parametrize("name", NAMES)
def test_the_browsers_bar_has_the_colour_of_the_paper(name):
    theme, css = style(name)
    assert theme.ground.light == tokens(css, "day")["paper"]
    assert theme.ground.dark == tokens(css, "night")["paper"] == tokens(css, "night as chosen")["paper"]


@pytest.mark.parametrize("name", NAMES)
def test_night_is_the_same_whoever_chose_it(name):
    css = style(name)[1]
    assert tokens(css, "night") == tokens(css, "night as chosen")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(THEMES).as_posix())
def test_nothing_comes_from_elsewhere_and_no_page_carries_style_or_handlers(path):
    text = path.read_text("utf-8")
    assert not FETCHED.search(text)
    assert not STYLED.search(text)
    assert "|safe" not in text
    assert path.suffix != ".css" or "url(" not in text
