"""An article's body: safe, numbered, convertible."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.markdown import lead, plain, render


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("一段。\n\n二段。", '<p id="p1">一段。</p>\n<p id="p2">二段。</p>'),
        ("## 小标题", "<h2>小标题</h2>"),
        ("# 大标题", "<h2>大标题</h2>"),
        ("**一、加强领导**。各地", '<p id="p1"><strong>一、加强领导</strong>。各地</p>'),
        ("诗行\\\n诗行", '<p id="p1" class="lines">诗行<br />\n诗行</p>'),
        ("<script>alert(1)</script>", '<p id="p1">&lt;script&gt;alert(1)&lt;/script&gt;</p>'),
        ("<div>\n块\n</div>", '<p id="p1">&lt;div&gt;\n块\n&lt;/div&gt;</p>'),
        ("[点](javascript:alert(1))", '<p id="p1">[点](javascript:alert(1))</p>'),
        ("[点](data:text/html,x)", '<p id="p1">[点](data:text/html,x)</p>'),
        ("[点](https://example.org/头)", '<p id="p1"><a href="https://example.org/%E5%A4%B4">点</a></p>'),
        ("- 一项", "<ul>\n<li>一项</li>\n</ul>"),
    ],
)
def test_markdown_becomes_harmless_html(body, html):
    assert render(body, str).strip() == html


def test_pictures_are_not_loaded():
    assert "<img" not in render("![图](http://example.org/a.png)", str)


@given(st.text(alphabet="<>&\"'[]()!`#*_\\ \n-javscript:图文", max_size=80))
def test_no_text_makes_an_element_that_runs(body):
    html = render(body, str)
    names = set(re.findall(r"<\s*/?\s*([a-zA-Z][^\s/>]*)", html))
    assert names <= {
        "p",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "em",
        "strong",
        "code",
        "pre",
        "ul",
        "ol",
        "li",
        "blockquote",
        "br",
        "hr",
        "a",
    }
    assert not re.search(r'href="\s*(javascript|data|vbscript):', html, re.IGNORECASE)


def test_only_text_is_converted():
    html = render("[头发](https://example.org/发) `发`", lambda text: text.replace("发", "發"))
    assert "頭" not in html
    assert ">头發</a>" in html
    assert "%E5%8F%91" in html


def test_plain_text_leaves_out_subheads_and_marks():
    assert plain("## 小标题\n\n开会。") == "开会。"


@pytest.mark.parametrize(("length", "shown"), [(20, "今天开会。大家都来了。"), (8, "今天开会。"), (3, "今天开…")])
def test_a_lead_ends_with_a_sentence_where_it_can(length, shown):
    assert lead("今天开会。大家都来了。", length) == shown
