"""The search page as it is written: what stands in it before a script runs, in both trees, and where the box stands."""

import gzip
import re

import pytest
from samples import CHECKOUT, archive, article, default_theme, issue, silent

from sitegen.site.pages import render
from sitegen.site.script import trees
from sitegen.site.search_page import search_page

STATIC = CHECKOUT / "themes" / "default" / "static"


@pytest.fixture(scope="module")
def pages():
    rendering = render(archive(issue(articles=(article(),))), default_theme(), silent)
    assert rendering.problems == ()
    return {one.path: one.data.decode() for one in rendering.documents if one.path.endswith(".html")}


def test_both_trees_look_into_one_index():
    own, other = (search_page(tree, archive().settings) for tree in trees(archive().settings))
    assert own.index == other.index == "search/"
    assert [link.route for link in other.lists] == ["zh-hant/authors/", "zh-hant/columns/", "zh-hant/issues/"]


def test_the_hints_are_in_the_script_of_the_tree():
    own, other = (search_page(tree, archive().settings) for tree in trees(archive().settings))
    assert "作者:罗丽" in [hint.written for hint in own.hints]
    assert "作者:羅麗" in [hint.written for hint in other.hints]
    assert all(hint.written and hint.meaning for view in (own, other) for hint in view.hints)


def test_a_page_says_where_the_index_and_its_own_tree_are(pages):
    assert 'data-index="./" data-home="../"' in pages["search/index.html"]
    assert 'data-index="../../search/" data-home="../"' in pages["zh-hant/search/index.html"]


def test_it_is_listed_in_both_trees_and_described(pages):
    page = pages["search/index.html"]
    assert "noindex" not in page
    assert 'hreflang="zh-Hant"' in page
    assert re.search('<meta name="description" content=".{20,}">', page)


def test_without_script_it_says_so_and_leads_to_the_lists(pages):
    (told,) = re.findall("<noscript>(.*?)</noscript>", pages["search/index.html"], re.DOTALL)
    assert "脚本" in told
    assert re.findall('href="(.*?)"', told) == ["../authors/", "../columns/", "../issues/"]


@pytest.mark.parametrize("path", ["index.html", "zh-hant/index.html", "search/index.html"])
def test_the_box_is_a_plain_form_that_leads_to_the_page_of_its_tree(pages, path):
    (form,) = re.findall(r"<form class=\"search-box\".*?</form>", pages[path], re.DOTALL)
    assert re.search('action="(.*?)"', form)[1] == ("./" if path.startswith("search") else "search/")
    assert "method" not in form
    assert 'name="q"' in form
    assert "aria-label=" in form


def test_an_empty_archive_has_the_page_and_no_box_on_its_home_page():
    rendering = render(archive(), default_theme(), silent)
    written = {one.path: one.data.decode() for one in rendering.documents if one.path.endswith(".html")}
    assert "search-box" not in written["index.html"]
    assert "search-box" in written["search/index.html"]


def test_every_page_leads_to_it_first(pages):
    for path in ("authors/index.html", "zh-hant/authors/index.html"):
        nav = re.search("<nav aria-label.*?</nav>", pages[path], re.DOTALL)[0]
        assert re.findall('href="(.*?)"', nav)[0] == "../search/"


def test_it_is_light(pages):
    assert len(gzip.compress(pages["search/index.html"].encode(), 9)) <= 3584
    for name, most in (("search.js", 3712), ("search-hits.js", 3872), ("search.css", 1792)):
        assert len(gzip.compress((STATIC / name).read_bytes(), 9)) <= most
