"""Every word the site says itself is in the catalogues, once for each script, and nowhere else."""

import ast
import re

import opencc
import pytest
from samples import CHECKOUT

from sitegen.site.script import TEXTS
from sitegen.site.texts import WORDS, Texts, Wording, blanks, reworded
from sitegen.site.texts_zh_hans import SIMPLIFIED
from sitegen.site.texts_zh_hant import TRADITIONAL

CHINESE = re.compile("[\u4e00-\u9fff]")
THEMES = CHECKOUT / "themes"
LAID_OUT = sorted(
    path for path in THEMES.rglob("*") if path.parent.name == "templates" or path.suffix in (".js", ".svg")
)
COMMENTS = re.compile(r"{#.*?#}|/\*.*?\*/|(?m:^\s*//.*$|\s// .*$)|<!--.*?-->", re.DOTALL)

# What is Chinese in the code and no word of the interface, and why.
SITE = CHECKOUT / "sitegen" / "site"
KNOWLEDGE = {
    "ambiguous.py": "characters that one script has and the other divides",
    "conversion.py": "which characters are Chinese",
    "corrections.py": "conversions that OpenCC gets wrong",
    "dates.py": "how dates and numbers are said: a grammar, in Simplified, which each tree turns into its script",
    "headline.py": "where a headline may break",
    "index_pages.py": "how surnames are read",
    "query.py": "the words of the language of queries, which is one in every tree",
    "script.py": "what each script calls itself, the same in every tree",
    "segment.py": "where a word ends",
    "telling.py": "which characters one script has and the other has not",
    "texts_zh_hans.py": "the catalogue",
    "texts_zh_hant.py": "the catalogue",
}


def own_words(path):
    """The strings of a module that hold Chinese, docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    documented = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and isinstance(node.value, str))
    return [
        f"{node.lineno}: {node.value}" for node in strings if id(node) not in documented and CHINESE.search(node.value)
    ]


@pytest.mark.parametrize("path", LAID_OUT, ids=lambda path: path.relative_to(THEMES).as_posix())
def test_templates_and_scripts_hold_no_chinese_word(path):
    lines = COMMENTS.sub("", path.read_text("utf-8")).splitlines()
    assert [line for line in lines if CHINESE.search(line)] == []


@pytest.mark.parametrize("path", sorted(SITE.rglob("*.py")), ids=lambda path: path.relative_to(SITE).as_posix())
def test_modules_say_nothing_themselves(path):
    if path.name not in KNOWLEDGE:
        assert own_words(path) == [], "put these words into both catalogues, sitegen/site/texts_zh_….py"


@pytest.mark.parametrize("name", WORDS)
def test_both_scripts_say_every_word_with_the_same_blanks(name):
    simplified, traditional = getattr(SIMPLIFIED, name), getattr(TRADITIONAL, name)
    assert simplified.strip() == simplified != ""
    assert traditional.strip() == traditional != ""
    assert blanks(simplified) == blanks(traditional)


@pytest.mark.parametrize("name", WORDS)
def test_each_catalogue_keeps_to_its_script(name):
    to_traditional, to_simplified = (opencc.OpenCC(way).convert for way in ("s2t", "t2s"))
    simplified, traditional = getattr(SIMPLIFIED, name), getattr(TRADITIONAL, name)
    assert to_simplified(simplified) == simplified
    # 准, 里, 台 and their like are words of both scripts.
    wrong = {
        char for char in traditional if to_traditional(char) != char and to_simplified(to_traditional(char)) == char
    }
    assert not wrong


def test_no_word_is_kept_that_nobody_says():
    places = [path for path in LAID_OUT if path.suffix != ".svg"]
    places += [
        path for path in SITE.rglob("*.py") if path.name not in ("texts.py", "texts_zh_hans.py", "texts_zh_hant.py")
    ]
    said = "\n".join(path.read_text("utf-8") for path in places)
    unsaid = [name for name in WORDS if not re.search(rf"\b{name}\b", said)]
    assert not unsaid


def test_a_theme_says_a_word_its_own_way():
    texts = reworded(SIMPLIFIED, [Wording("zh-Hans", "feed", "收报"), Wording("zh-Hans", "feed", "每日收报")])
    assert (texts.feed, texts.skip) == ("每日收报", SIMPLIFIED.skip)
    assert isinstance(texts, Texts)
    assert TEXTS["zh-Hans"] is SIMPLIFIED
