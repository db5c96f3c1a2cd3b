"""Themes on disk: found, extended, and what is lacking told."""

import pytest

from sitegen.build.themes import load_theme
from sitegen.problems import ProblemError
from sitegen.site.theme import TEMPLATES


def put(project, path, text):
    file = project / "themes" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, "utf-8")


def template(theme, name):
    return next(file.data.decode() for file in theme.templates if file.name == name)


def test_the_default_theme_comes_with_the_program(tmp_path):
    theme, problems = load_theme("default", tmp_path)
    assert problems == ()
    assert set(TEMPLATES) <= {file.name for file in theme.templates}
    assert "style.css" in {file.name for file in theme.statics}


def test_a_theme_extends_another_file_by_file(tmp_path):
    put(tmp_path, "mine/theme.yaml", "name: mine\nversion: 2\nextends: default\n")
    put(tmp_path, "mine/templates/404.html", "没有")
    put(tmp_path, "mine/static/.hidden", "")
    theme, problems = load_theme("mine", tmp_path)
    assert (theme.name, theme.version, problems) == ("mine", "2", ())
    assert template(theme, "404.html") == "没有"
    assert "{% extends" in template(theme, "home.html")
    assert ".hidden" not in {file.name for file in theme.statics}


def test_a_project_may_change_the_default_theme_by_its_own_name(tmp_path):
    put(tmp_path, "default/theme.yaml", "extends: default")
    put(tmp_path, "default/templates/404.html", "没有")
    theme, problems = load_theme("default", tmp_path)
    assert problems == ()
    assert template(theme, "404.html") == "没有"
    assert len(theme.folders) == 2


def test_a_theme_without_a_template_is_told_where_it_was_looked_for(tmp_path):
    put(tmp_path, "bare/templates/home.html", "")
    put(tmp_path, "bare/theme.yaml", "templates: [own.html]")
    _, problems = load_theme("bare", tmp_path)
    told = [str(problem) for problem in problems]
    assert len(told) == len(TEMPLATES)
    where = f"{tmp_path}/themes/bare/templates/article.html"
    assert f"{where}: the theme bare has no such template; add it, or set `extends: default` in theme.yaml" in told
    assert any("own.html" in line for line in told)


@pytest.mark.parametrize(
    ("name", "files", "told"),
    [
        ("none", {}, "site.yaml: there is no theme none; correct the name, or add it; looked at "),
        ("../x", {}, "site.yaml: '../x' is no theme's name"),
        ("a", {"a/theme.yaml": "extends: b"}, "a/theme.yaml: there is no theme b"),
        ("a", {"a/theme.yaml": "extends: a"}, "a/theme.yaml: there is no theme a"),
        ("a", {"a/theme.yaml": "extends: b", "b/theme.yaml": "extends: a"}, "b/theme.yaml: there is no theme a"),
        ("a", {"a/theme.yaml": "name: a\nextend: b"}, "a/theme.yaml: Object contains unknown field `extend`"),
        ("a", {"a/theme.yaml": "name: [a"}, "a/theme.yaml:1: "),
    ],
)
def test_a_theme_that_cannot_be_read_is_one_clear_line(tmp_path, name, files, told):
    for path, text in files.items():
        put(tmp_path, path, text)
    with pytest.raises(ProblemError) as caught:
        load_theme(name, tmp_path)
    assert told in str(caught.value)


def test_a_template_that_is_not_utf8_is_told(tmp_path):
    put(tmp_path, "a/theme.yaml", "extends: default")
    put(tmp_path, "a/templates/home.html", "")
    (tmp_path / "themes/a/templates/home.html").write_bytes("报".encode("gb18030"))
    with pytest.raises(ProblemError, match=r"home\.html: the template is not UTF-8; save it as UTF-8"):
        load_theme("a", tmp_path)
