"""What of a theme a page depends on: all that its template brings in, and nothing else."""

import dataclasses

import pytest
from samples import default_theme

from sitegen.site.plan import BOOK_STYLE, BOOK_TEMPLATES
from sitegen.site.template_uses import WORDS, template_marks, theme_mark
from sitegen.site.theme import Theme, ThemeFile


def theme(templates, statics=None, **fields):
    """A theme of these files."""
    made = [
        tuple(ThemeFile(name, f"themes/own/{name}", text.encode()) for name, text in files.items())
        for files in (templates, statics or {})
    ]
    return dataclasses.replace(default_theme(), templates=made[0], statics=made[1], **fields)


def with_file(given: Theme, name, text, kind="templates"):
    """The theme with one file of another text, or one more."""
    files = {file.name: file for file in getattr(given, kind)}
    files[name] = ThemeFile(name, f"themes/own/{name}", text.encode())
    return dataclasses.replace(given, **{kind: tuple(files.values())})


def without_file(given: Theme, name, kind="templates"):
    return dataclasses.replace(given, **{kind: tuple(file for file in getattr(given, kind) if file.name != name)})


def changed(one: Theme, other: Theme):
    """What has another mark, or none, in the other theme."""
    before, after = template_marks(one), template_marks(other)
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


THEME = theme(
    {
        "base.html": "<link href=\"{{ asset('style.css') }}\">{% block main %}{% endblock %}",
        "article.html": "{% extends 'base.html' %}{% block main %}{% include 'note.html' %}{% endblock %}",
        "issue.html": "{% extends 'base.html' %}{% from 'macros.html' import row %}{{ row(asset('row.svg')) }}",
        "macros.html": "{% macro row(x) %}{{ x }}{% endmacro %}",
        "note.html": "{% if view %}{% include ['own-note.html', 'sign.html'] ignore missing %}{% endif %}",
        "sign.html": "編",
        "redirect.html": "gone",
        "odd.html": "{% include view.which %}",
        "worse.html": "{% include 'odd.html' %}",
        "broken.html": "{% if %}",
        "shows-broken.html": "{% include 'broken.html' %}",
        "any-file.html": "{{ asset(view.which) }}",
        "handed-on.html": "{% set a = asset %}{{ a('style.css') }}",
        "as-filter.html": "{% for name in view.names | map('upper') %}{{ asset(name='style.css') }}{% endfor %}",
    },
    {"style.css": "a {}", "row.svg": "<svg/>", "book.css": "p {}"},
)
UNSURE = {"odd.html", "worse.html", "any-file.html", "handed-on.html", "as-filter.html"}


@pytest.mark.parametrize(
    ("name", "users"),
    [
        ("base.html", {"base.html", "article.html", "issue.html"}),
        ("note.html", {"note.html", "article.html"}),
        ("sign.html", {"sign.html", "note.html", "article.html"}),
        ("macros.html", {"macros.html", "issue.html"}),
        ("redirect.html", {"redirect.html"}),
        ("broken.html", {"broken.html", "shows-broken.html"}),
        ("odd.html", set()),
    ],
)
def test_a_changed_template_changes_the_marks_of_those_that_use_it(name, users):
    assert changed(THEME, with_file(THEME, name, "{# changed #}")) == users | UNSURE


@pytest.mark.parametrize(
    ("name", "users"),
    [
        ("style.css", {"static/style.css", "base.html", "article.html", "issue.html"}),
        ("row.svg", {"static/row.svg", "issue.html"}),
        ("book.css", {"static/book.css"}),
    ],
)
def test_a_changed_static_file_changes_the_marks_of_those_that_name_it(name, users):
    assert changed(THEME, with_file(THEME, name, "changed", "statics")) == users | UNSURE
    assert changed(THEME, without_file(THEME, name, "statics")) == users | UNSURE


def test_a_file_that_nobody_names_changes_only_what_may_name_anything():
    assert changed(THEME, with_file(THEME, "new.txt", "new", "statics")) == {"static/new.txt"} | UNSURE


def test_a_template_that_was_missing_changes_those_that_would_have_used_it():
    assert changed(THEME, with_file(THEME, "own-note.html", "我")) == (
        {"own-note.html", "note.html", "article.html"} | UNSURE
    )
    assert changed(THEME, without_file(THEME, "sign.html")) == {"sign.html", "note.html", "article.html"} | UNSURE


def test_a_missing_static_file_that_comes_to_be_changes_those_that_name_it():
    lacking = without_file(THEME, "row.svg", "statics")
    assert changed(lacking, with_file(lacking, "row.svg", "", "statics")) == {"static/row.svg", "issue.html"} | UNSURE


@pytest.mark.parametrize("fields", [{"name": "another"}, {"version": "99"}])
def test_words_and_colours_change_every_template_and_no_static_file(fields):
    other = dataclasses.replace(THEME, **fields)
    assert changed(THEME, other) == {WORDS, *(file.name for file in THEME.templates)}


def test_templates_that_name_one_another_come_to_an_end():
    ring = theme({"a.html": "{% include 'b.html' %}", "b.html": "{% include 'a.html' %}", "c.html": ""})
    assert changed(ring, with_file(ring, "b.html", "")) == {"a.html", "b.html"}
    assert changed(ring, with_file(ring, "c.html", "c")) == {"c.html"}


def test_a_moved_text_is_another_text():
    one, other = (
        theme({"a": "{% include 'b' %}", "b": "", "c": "x"}),
        theme({"a": "{% include 'b' %}", "b": "x", "c": ""}),
    )
    assert changed(one, other) == {"a", "b", "c"}


def test_the_mark_of_the_whole_theme_changes_with_any_file():
    whole = theme_mark(THEME)
    assert theme_mark(dataclasses.replace(THEME)) == whole
    others = [with_file(THEME, "redirect.html", ""), with_file(THEME, "book.css", "", "statics")]
    others += [without_file(THEME, "redirect.html"), without_file(THEME, "book.css", "statics")]
    assert len({whole, *map(theme_mark, others)}) == 5


def test_the_default_theme_is_known_template_by_template():
    given = default_theme()
    everything = theme_mark(given)
    assert [name for name, mark in template_marks(given).items() if mark == everything] == []


@pytest.mark.parametrize(
    ("template", "stay"),
    [("article.html", {"issue.html", "home.html", "stories.html"}), ("home.html", {"article.html", "day.html"})],
)
def test_a_page_of_the_default_theme_does_not_depend_on_another(template, stay):
    other = with_file(default_theme(), template, "changed")
    assert template in changed(default_theme(), other)
    assert not stay & changed(default_theme(), other)


def test_the_default_theme_s_base_is_in_every_page_and_in_no_book():
    own = next(file.data.decode() for file in default_theme().templates if file.name == "base.html")
    found = changed(default_theme(), with_file(default_theme(), "base.html", f"{own}changed"))
    assert {"article.html", "issue.html", "home.html", "404.html"} <= found
    assert not {*BOOK_TEMPLATES, BOOK_STYLE} & found
