"""`{% same %}`, and templates as they are compiled: less work for each page, and not a byte another."""

from functools import partial

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from samples import archive

from sitegen.site.environment import escaped
from sitegen.site.script import trees
from sitegen.site.sheets import Content, Sheet
from sitegen.site.templates import blame, press, print_sheet
from sitegen.site.theme import Theme, ThemeFile

SETTINGS = archive().settings
TREES = trees(SETTINGS)
OWN, OTHER = TREES

HERE = ("", "a/", "a/b/", "authors/", "authors/罗丽/", "authors/罗丽/2/", "static-electricity/", "404.html")


def theme_of(**templates):
    files = tuple(
        ThemeFile(f"{name}.html", f"themes/t/templates/{name}.html", text.encode()) for name, text in templates.items()
    )
    return Theme("t", "1", files, (ThemeFile("a.css", "themes/t/static/a.css", b"a{}"),))


def printed(theme, *pages, view=""):
    """Pages (tree, route) made with one press, one after another."""
    ready = press(theme, SETTINGS, TREES)
    return [
        print_sheet(Sheet(tree.routes.prefix + route, "p.html", partial(Content, "", "", view)), tree, ready).decode()
        for tree, route in pages
    ]


PAGES = tuple((tree, route) for route in HERE for tree in TREES if tree is OWN or route != "404.html")
FRAGMENT = """{% macro one(route, word) %}<a href="{{ url(route) }}">{{ word }}</a>{% endmacro %}
{% for route, word in ((site.home, site.title), (site.authors, t.authors), (site.feed, t.feed)) %}
{{ loop.index }}{{ one(route, word) }}
{% endfor %}
{{ asset("a.css") }}{{ site.lang }}{{ range(3)|join }}"""


def test_what_is_the_same_is_laid_out_again_only_where_links_lead_another_way():
    plain, same = theme_of(p=FRAGMENT), theme_of(p=f"{{% same %}}{FRAGMENT}{{% endsame %}}")
    assert printed(same, *PAGES) == printed(plain, *PAGES)


def test_what_one_press_remembers_no_other_has():
    same = theme_of(p="{% same %}{{ site.title }}{% endsame %}")
    assert printed(same, (OWN, "a/")) == ["旧闻馆"]
    other = press(same, archive(title="新闻馆").settings, TREES)
    assert print_sheet(Sheet("a/", "p.html", partial(Content, "", "", "")), OWN, other).decode() == "新闻馆"


def test_it_is_laid_out_once():
    same = theme_of(p="{% same %}{{ url.asked.append('x') }}{{ t.skip }}{% endsame %}|{{ url.asked|length }}")
    ends = [page.partition("|")[2] for page in printed(same, (OWN, "a/"), (OWN, "b/"), (OTHER, "a/"), (OTHER, "b/"))]
    assert ends == ["1", "0", "1", "0"]


def test_a_template_included_may_hold_it():
    theme = theme_of(p='{% include "q.html" %}{{ view }}', q="{% same %}{{ t.skip }}{% endsame %}")
    assert printed(theme, (OWN, "a/"), (OTHER, "a/"), view="<") == ["跳到正文&lt;"] * 2


@pytest.mark.parametrize(
    ("inside", "what"),
    [
        ("{{ view }}", "view"),
        ("{% set page = page %}{{ page.title }}", "page"),
        ("{{ loop.index }}", "loop"),
        ("{{ dot() }}", "dot"),
        ('{% include "q.html" %}', "an include"),
        ('{% from "q.html" import dot with context %}{{ dot() }}', "an import"),
        ("{% block main %}{% endblock %}", "a block"),
    ],
)
def test_what_may_differ_from_page_to_page_cannot_stand_in_it(inside, what):
    theme = theme_of(p=f"\n{{% same %}}\n{inside}{{% endsame %}}", q="{% macro dot() %}{% endmacro %}")
    with pytest.raises(jinja2.TemplateSyntaxError) as raised:
        printed(theme, (OWN, "a/"))
    problem = blame(raised.value, "p.html", "", theme)
    assert (problem.file, problem.line) == ("themes/t/templates/p.html", 2)
    assert problem.what == f"`same` cannot hold {what}, which may differ from page to page"


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        ("{{ t.skipp }}", "no attribute 'skipp'"),
        ("{{ asset('b.css') }}", "the theme t has no static file b.css"),
        ("{{ url() }}", "missing 1 required positional argument"),
        ("{{ site.nobody() }}", "no attribute 'nobody'"),
    ],
)
def test_a_fault_is_blamed_on_its_line_inside_and_outside(fault, what):
    for text in (f"\n\n{fault}", f"\n{{% same %}}\n{fault}{{% endsame %}}"):
        theme = theme_of(p=text)
        with pytest.raises(Exception, match=what) as raised:
            printed(theme, (OWN, "a/"))
        problem = blame(raised.value, "p.html", "", theme)
        assert (problem.file, problem.line) == ("themes/t/templates/p.html", 3)


def test_a_name_that_does_not_exist_is_an_error_and_a_macro_may_be_called_in_every_way():
    with pytest.raises(jinja2.UndefinedError):
        printed(theme_of(p="{{ pgae }}"), (OWN, "a/"))
    text = """{% macro m(a, b='&') %}{{ a }}{{ b }}{{ caller() if caller is defined }}{% endmacro %}
{% for x in ('<', 2) %}{{ m(x) }} {{ m(b=x, a=1) }} {% call m(x) %}{{ loop.index }}{% endcall %} {% endfor %}"""
    made = "&lt;&amp; 1&lt; &lt;&amp;1 2&amp; 12 2&amp;2 "
    assert [page.strip() for page in printed(theme_of(p=text), (OWN, "a/"))] == [made.strip()]


class Hostile(str):
    """A text that is not quite one."""


@given(st.one_of(st.text(), st.text("&<>'\"a"), st.integers(), st.none(), st.text("&<a").map(Markup)))
def test_a_value_is_escaped_as_ever(value):
    assert escaped(value) == escape(value)
    if isinstance(value, str):
        assert escaped(Hostile(value)) == escape(Hostile(value))


def test_escaping_can_still_be_turned_off_for_a_part():
    text = "{% filter upper %}{{ view }}{% endfilter %}{% set x %}{{ view }}{% endset %}{{ x }}{{ view ~ x }}"
    assert printed(theme_of(p=text), (OWN, "a/"), view="<b>") == ["&LT;B&GT;&lt;b&gt;&lt;b&gt;&lt;b&gt;"]
