"""Themes on disk: found, extended, reworded, and what is wrong with one told with its file and line."""

import os
import re
from pathlib import Path

import pytest
import yaml
from samples import CHECKOUT, archive, article, hard_archive, issue, silent, told

from sitegen.build import themes
from sitegen.build.themes import load_theme
from sitegen.problems import ProblemError
from sitegen.site.pages import render
from sitegen.site.theme import TEMPLATES, Ground

CASES = yaml.safe_load((Path(__file__).parent.parent / "cases" / "themes.yaml").read_text("utf-8"))
SHIPPED = sorted(path.name for path in (CHECKOUT / "themes").iterdir())


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    """Work in an archive's folder, so that problems name files as its editor would."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def put(path, text):
    """Write a file of a theme; the cases give bytes where the encoding is what is wrong."""
    file = Path("themes", path)
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())


def text_of(files, name):
    return next(file.data.decode() for file in files if file.name == name)


def pages(name):
    """The pages of a small archive in this theme, and what was wrong."""
    theme, problems = load_theme(name, Path())
    site = render(archive(issue(articles=(article(),))), theme, silent)
    return {document.path: document.data.decode(errors="replace") for document in site.documents}, told(
        (*problems, *site.problems)
    )


@pytest.mark.parametrize("name", SHIPPED)
def test_a_theme_comes_with_the_program_and_lacks_nothing(name):
    theme, problems = load_theme(name, Path())
    assert problems == ()
    assert set(TEMPLATES) <= {file.name for file in theme.templates}
    assert "style.css" in {file.name for file in theme.statics}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_theme_that_comes_with_the_program_shows_what_is_hard_to_show(name):
    assert told(render(hard_archive(), load_theme(name, Path())[0], silent).problems) == []


def test_the_default_theme_names_all_its_templates():
    folder = CHECKOUT / "themes" / "default"
    named = yaml.safe_load((folder / "theme.yaml").read_text("utf-8"))["templates"]
    assert sorted(named) == sorted(path.name for path in (folder / "templates").iterdir())


def test_a_theme_extends_another_file_by_file():
    put("mine/theme.yaml", "name: mine\nversion: 2\nextends: default\n")
    put("mine/templates/404.html", "没有")
    put("mine/static/.hidden", "")
    theme, problems = load_theme("mine", Path())
    assert (theme.name, theme.version, problems) == ("mine", "2", ())
    assert text_of(theme.templates, "404.html") == "没有"
    assert "{% extends" in text_of(theme.templates, "home.html")
    assert ".hidden" not in {file.name for file in theme.statics}


def test_a_project_may_change_the_default_theme_by_its_own_name():
    put("default/theme.yaml", "extends: default")
    put("default/templates/404.html", '{% extends "default/404.html" %}{% block kind %}没有{% endblock %}')
    theme, problems = load_theme("default", Path())
    assert problems == ()
    assert len(theme.folders) == 2
    assert '<body class="没有">' in pages("default")[0]["404.html"]


def test_a_template_may_extend_the_one_it_replaces_through_several_themes():
    put("one/theme.yaml", "extends: default")
    put(
        "one/templates/base.html",
        '{% extends "default/base.html" %}{% block colophon %}（甲）{{ super() }}{% endblock %}',
    )
    put("two/theme.yaml", "extends: one")
    put("three/theme.yaml", "extends: two")
    put(
        "three/templates/base.html",
        '{% extends "two/base.html" %}{% block colophon %}（乙）{{ super() }}{% endblock %}',
    )
    made, problems = pages("three")
    assert problems == []
    assert re.search("（乙）\\s*（甲）\\s*<footer", made["index.html"])


def test_one_macro_of_many_may_be_replaced():
    parts = (CHECKOUT / "themes/default/templates/parts.html").read_text("utf-8")
    taken = "".join(
        f"{{% set {name} = old.{name} %}}" for name in re.findall(r"{% macro (\w+)", parts) if name != "rows"
    )
    put("mine/theme.yaml", "extends: default")
    put(
        "mine/templates/parts.html",
        f'{{% import "default/parts.html" as old with context %}}{taken}'
        "{% macro rows(issue_rows) %}（{{ t.feed }}{{ issue_rows|length }}）{% endmacro %}",
    )
    made, problems = pages("mine")
    assert problems == []
    assert "（订阅1）" in made["zhejiang-gongren-ribao/index.html"]


def test_what_a_theme_appends_comes_after_what_it_extends():
    put("one/theme.yaml", "extends: default")
    put("one/append/style.css", ":root { --seal: #111111; }")
    put("two/theme.yaml", "extends: one")
    put("two/append/style.css", ":root { --seal: #222222; }")
    theme, problems = load_theme("two", Path())
    default, _ = load_theme("default", Path())
    css = text_of(theme.statics, "style.css")
    assert problems == ()
    assert css.startswith(text_of(default.statics, "style.css").rstrip())
    assert css.index("#111111") < css.index("#222222")
    assert default.statics != theme.statics


def test_the_paper_is_the_nearest_themes():
    put("one/theme.yaml", "extends: default\nground: {light: '#ffffff', dark: '#000000'}")
    put("two/theme.yaml", "extends: one")
    assert load_theme("two", Path())[0].ground == Ground("#ffffff", "#000000")
    assert 'content="#ffffff"' in pages("two")[0]["index.html"]


def test_words_are_changed_script_by_script_and_by_the_nearest_theme():
    put("one/theme.yaml", "extends: default\ntexts:\n  zh-Hans: {feed: 收报, authors: 执笔}\n  zh-Hant: {feed: 收報}")
    put("two/theme.yaml", "extends: one\ntexts: {zh-Hans: {feed: 每日收报}}")
    made, problems = pages("two")
    assert problems == []
    assert "每日收报" in made["index.html"]
    assert "执笔" in made["authors/index.html"]
    assert "收報" in made["zh-hant/index.html"]
    assert "執筆" not in made["zh-hant/authors/index.html"]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["title"])
def test_what_is_wrong_with_a_theme_is_one_clear_line(case):
    for path, text in case["files"].items():
        put(path, text)
    expected = [case["told"]] if isinstance(case["told"], str) else case["told"]
    try:
        problems = pages(case.get("theme", "mine"))[1]
    except ProblemError as error:
        problems = [str(error)]
    assert len(problems) == len(expected), problems
    for line, start in zip(problems, expected, strict=True):
        assert line.startswith(start)


def test_a_theme_without_templates_is_told_where_they_were_looked_for():
    put("bare/templates/home.html", "")
    put("bare/theme.yaml", "templates: [own.html]")
    lines = told(load_theme("bare", Path())[1])
    assert len(lines) == len(TEMPLATES)
    where = "themes/bare/templates/article.html"
    assert f"{where}: the theme bare has no such template; add it, or set `extends: default` in theme.yaml" in lines
    assert any("own.html" in line for line in lines)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="nothing is unreadable for this user")
def test_a_file_that_may_not_be_read_is_told():
    put("mine/theme.yaml", "extends: default")
    put("mine/static/logo.svg", "")
    Path("themes/mine/static/logo.svg").chmod(0)
    with pytest.raises(
        ProblemError, match=r"logo\.svg: the file cannot be read \(Permission denied\); make it readable"
    ):
        load_theme("mine", Path())


def test_a_file_that_vanishes_while_it_is_read_is_told(monkeypatch):
    put("mine/theme.yaml", "extends: default")
    put("mine/static/logo.svg", "")
    read = themes.read_file

    def refuse(path):
        if path.name == "logo.svg":
            raise OSError(5, "Input/output error")
        return read(path)

    monkeypatch.setattr(themes, "read_file", refuse)
    with pytest.raises(ProblemError, match=r"logo\.svg: the file cannot be read \(Input/output error\)"):
        load_theme("mine", Path())
