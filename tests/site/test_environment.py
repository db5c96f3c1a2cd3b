"""The quick way to lay out a page and Jinja's own: the same page, and the same to say of what is wrong."""

import keyword
from dataclasses import dataclass
from types import MappingProxyType

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from samples import default_theme, hard_archive, silent

from sitegen.site import environment as module
from sitegen.site.environment import environment
from sitegen.site.pages import render
from sitegen.site.theme import ThemeFile


def ready(**templates):
    return environment(
        ThemeFile(f"{name}.html", f"themes/t/templates/{name}.html", text.encode()) for name, text in templates.items()
    )


@dataclass(frozen=True, slots=True)
class View:
    """What a template is given."""

    word: object
    items: object
    extra: object
    other: object = None


def add(a, b=2, *more, **named):
    return f"{a}<{b}{more}{sorted(named)}"


def told(make):
    """What is made, or what is raised."""
    try:
        return make()
    except Exception as error:
        return type(error), str(error)


PARTS = """{% macro one(a, b='<') %}{{ a }}{{ b }}{{ view.word }}{% endmacro %}
{% macro two(a) %}{{ a }}{{ caller() if caller is defined }}{% endmacro %}
{% macro more(a) %}{{ a }}{{ varargs|length }}{{ kwargs|length }}{% endmacro %}"""
BASE = (
    "<{% block head %}head{% endblock %}>{% set word = 'set' %}{% include 'leaf.html' %}{% block main %}{% endblock %}"
)
LEAF = "{% set mine = view.word %}[{{ mine }}{{ word }}]"

# Pieces of templates, alone and together.
PIECES = (
    "{{ view.word }}",
    "{{ view.items }}",
    "{{ view.extra.word }}",
    "{{ view.extra.items }}",
    "{{ view.other.word }}",
    "{{ view.nothing }}",
    "{{ nothing }}",
    "{{ nothing.word }}",
    "{{ nothing() }}",
    "{{ nothing is defined }}{{ view.nothing is defined }}{{ view.word is undefined }}",
    "{{ view.nothing|default('<') }}{{ nothing|d(view.word) }}",
    "{{ view.other.word.nothing is defined }}",
    "{% if view.word %}{{ view.word|e }}{% elif view.items %}{% endif %}",
    "{{ view['word'] }}{{ view.items[0] }}",
    "{{ view.word ~ view.items }}",
    "{{ view.word|upper|trim }}",
    "{{ '<b>'.format() }}{{ 'a{}'.format(view.word) }}",
    "{{ 5.0.real }}{{ (1).real }}{{ [1, 2].count(1) }}",
    "{{ view.class }}",
    "{{ view.词 }}{{ 词 }}",
    "{{ view.extra.词 }}",
    "{{ add(view.word) }}{{ add(1, b='<') }}{{ add(1, 2, 3, c=4) }}{{ add(*[1, 2]) }}{{ add(**{'a': 3, 'class': 2}) }}",
    "{{ add(1, class=2) }}",
    "{% for each in view.items %}{{ loop.index }}{{ each }}{{ loop.cycle('a', 'b') }}{% else %}-{% endfor %}",
    "{% for each in view.items if each %}{% set word = each %}{{ word }}{{ view.word }}{% endfor %}",
    "{% set word = view.word %}{% set html %}<i>{{ word }}</i>{% endset %}{{ html }}",
    "{% from 'parts.html' import one, two, more with context %}{{ one(1) }}{{ one(view.word, view.items) }}{{ one(b=2, a='<') }}",
    "{% from 'parts.html' import one %}{{ one is defined }}",
    "{% import 'parts.html' as parts with context %}{{ parts.one(1) }}{{ parts.one(view.word, 2) }}{{ parts.none is defined }}",
    "{% from 'parts.html' import two with context %}{{ two('<') }}{% call two(view.word) %}{{ view.items }}{% endcall %}{{ two() }}",
    "{% from 'parts.html' import more with context %}{{ more(1) }}{{ more(1, 2, c=3) }}",
    "{% from 'parts.html' import one with context %}{{ one(1, 2, 3) }}",
    "{% from 'parts.html' import nobody with context %}{{ nobody(1) }}",
    "{% macro own(x) %}{{ x }}{{ view.word }}{% endmacro %}{{ own(view.word) }}{{ own.name }}{{ own(own(1)) }}",
    "{% include 'leaf.html' %}{{ mine is defined }}",
    "before{% include 'plain.html' without context %}after",
    "{% include 'nobody.html' ignore missing %}{% include ['nobody.html', 'leaf.html'] %}",
    "{% with x = view.word %}{{ x }}{% include 'leaf.html' %}{% endwith %}{{ x is defined }}",
    "{% filter upper %}{{ view.word }}{% endfilter %}",
    "{% autoescape false %}{{ view.word }}{% endautoescape %}{{ view.word }}",
    "{% set ns = namespace(x=1) %}{% set ns.x = view.word %}{{ ns.x }}",
    "{{ view.word if view.items else view.extra }}{{ view.word is string }}{{ view.items is iterable }}",
    "{{ range(3)|join('<') }}{{ dict(a=1).a }}{{ {'a': view.word}.a }}{{ {'a': 1}['a'] }}",
    "{{ view.__class__.__name__ }}",
    "{{ cycler('a', 'b').next() }}{{ joiner('|')() }}",
)
VALUES = st.one_of(
    st.text("ab<&\"'工", max_size=6),
    st.text("a<&", max_size=4).map(Markup),
    st.integers(0, 3),
    st.none(),
    st.booleans(),
    st.lists(st.text("a<", max_size=2), max_size=3),
    st.dictionaries(st.sampled_from(["word", "items", "词", "class"]), st.text("a<", max_size=2), max_size=3),
)


@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=3), st.booleans(), VALUES, VALUES, VALUES, VALUES)
def test_both_ways_give_the_same(pieces, inherits, word, items, extra, other):
    text = "".join(pieces)
    page = f"{{% extends 'base.html' %}}{{% block main %}}{{{{ super() }}}}{text}{{% endblock %}}" if inherits else text
    both = ready(page=page, base=BASE, leaf=LEAF, parts=PARTS, plain="<b>{{ 1 }}")
    view = View(word, items, MappingProxyType(extra) if isinstance(extra, dict) else extra, View(other, items, extra))
    values = {"view": view, "add": add}
    made = told(lambda: both.lay_out("page.html", **values))
    assert made == told(lambda: both.careful.get_template("page.html").render(**values))
    # The second page of a template that needed Jinja's own way is as the first.
    assert made == told(lambda: both.lay_out("page.html", **values))


@pytest.mark.parametrize("word", [*keyword.kwlist, "ﬁ", "_x", "a", "extra"])
def test_a_name_after_a_dot_may_be_any(word):
    text = f"{{{{ view.{word} }}}}"
    both = ready(page=text)
    views = ({word: "<"}, object(), {"fi": 1})
    assert [told(lambda view=view: both.lay_out("page.html", view=view)) for view in views] == [
        told(lambda view=view: both.careful.get_template("page.html").render(view=view)) for view in views
    ]


def test_what_the_quick_way_cannot_is_tried_once_only():
    class Asked(dict):
        asked = 0

        def __getattribute__(self, name):
            Asked.asked += name == "word"
            return super().__getattribute__(name)

    both = ready(page="{{ view.word }}", other="{{ view }}")
    view = Asked(word="<")
    assert both.lay_out("page.html", view=view) == "&lt;"
    first, Asked.asked = Asked.asked, 0
    assert both.lay_out("page.html", view=view) == "&lt;"
    assert (first, Asked.asked) == (2, 1)
    assert both.unusual == {"page.html"}


def test_a_fault_of_one_page_sends_no_other_the_long_way():
    both = ready(page="{{ view.word }}")
    with pytest.raises(jinja2.UndefinedError):
        both.lay_out("page.html", view=object())
    assert not both.unusual


def test_the_default_theme_is_usual(monkeypatch):
    made = []

    class Watched(module.Environment):
        def __init__(self, loader):
            super().__init__(loader)
            made.append(self)

    monkeypatch.setattr(module, "Environment", Watched)
    rendering = render(hard_archive(), default_theme(), silent)
    assert not rendering.problems
    assert made
    assert not any(each.unusual for each in made)


def test_compiled_code_is_the_same_in_every_process():
    texts = [text for text in PIECES if "autoescape" not in text]
    one, two = ready(), ready()
    assert [one.compile(text, raw=True) for text in texts] == [two.compile(text, raw=True) for text in texts]
