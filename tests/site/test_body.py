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
        (
            "[点](https://example.org/头)",
            '<p id="p1"><a href="https://example.org/%E5%A4%B4" rel="nofollow noreferrer">点</a></p>',
        ),
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
    assert not re.search(r'href="(?!https?://|mailto:)[^"/?#]*:', html, re.IGNORECASE)


REFUSED = (
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)",
    "&#106;avascript:alert(1)",
    "java&Tab;script:alert(1)", "java&#9;script:alert(1)", "java&NewLine;script:alert(1)", "&#1;javascript:alert(1)",
    "\x01javascript:alert(1)",
    "&#32;javascript:alert(1)", "<  javascript:alert(1)>", "<java\tscript:alert(1)>", "javascript\\:alert(1)", "feed:javascript:alert(1)",
    "view-source:javascript:alert(1)", "vbscript:msgbox(1)", "data:text/html,<script>alert(1)</script>", "data:image/png;base64,aaaa",
    "data:image/svg+xml;base64,aaaa", "blob:https://example.org/1", "file:///etc/passwd", "filesystem:https://example.org/1", "ftp://example.org/",
    "tel:110", "intent://example.org/", "ms-msdt:/id", "ws://example.org/", "about:blank", "http:example.org", "https:/example.org", "http:///example.org",
    "//example.org/", "///example.org/", "https://example.org@elsewhere.example/", "mailto://example.org/", "x:y", "a.b:c",
)  # fmt: skip


@pytest.mark.parametrize("address", REFUSED)
@pytest.mark.parametrize("written", ["[点]({})", "<{}>", "[点][甲]\n\n[甲]: {}", '[点]({} "题")'])
def test_a_link_to_an_address_that_is_not_allowed_stays_text(address, written):
    """Percent-encoded it may become a page's own address, which is harmless."""
    for href in re.findall(r'href="([^"]*)"', render(written.format(address), str)):
        first = re.split("[/?#]", href, maxsplit=1)[0]
        assert ":" not in first, href
        assert not href.startswith("//"), href
        assert "\\" not in href, href


@pytest.mark.parametrize(
    "slashes", ["/\\example.org", "\\\\example.org", "\\/example.org", "/&bsol;example.org", "/&#92;example.org"]
)
def test_a_backslash_makes_no_host(slashes):
    assert not re.search(r'href="[/\\]{2}', render(f"[点]({slashes})", str))


@pytest.mark.parametrize(
    ("address", "href", "away"),
    [
        ("https://example.org/?a=1&b=2", "https://example.org/?a=1&amp;b=2", True),
        ("HTTP://EXAMPLE.ORG:8000/", "HTTP://EXAMPLE.ORG:8000/", True),
        ("https://例子.测试/头", "https://xn--fsqu00a.xn--0zwm56d/%E5%A4%B4", True),
        ("mailto:a@example.org", "mailto:a@example.org", False),
        ("../kaaaa2/#p3", "../kaaaa2/#p3", False),
        ("#p3", "#p3", False),
        ("2021-08-18/", "2021-08-18/", False),
        ("./a:b", "./a:b", False),
        ("?q=甲:乙", "?q=%E7%94%B2:%E4%B9%99", False),
        ("javascript：alert(1)", "javascript%EF%BC%9Aalert(1)", False),
    ],
)
def test_other_links_lead_where_they_say(address, href, away):
    rel = ' rel="nofollow noreferrer"' if away else ""
    assert render(f"[点]({address})", str).strip() == f'<p id="p1"><a href="{href}"{rel}>点</a></p>'


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
