"""An issue's page and the ways on from its articles: all pages at a glance, 上一版, 下一版, 上一期, 下一期."""

import re

import pytest
from samples import archive, article, default_theme, hard_archive, issue, silent

from sitegen.model import Page
from sitegen.site.pages import render

PAPER = "zhejiang-gongren-ribao"
NAMED = (Page(1, "a.txt", "0" * 64, name="要闻"), Page(3, "b.txt", "1" * 64, name="工会新闻"))
STORIES = (article("k1"), article("k2", order=2), article("k3", page=2), article("k4", page=3, title="末版头条"))


@pytest.fixture(scope="module")
def site():
    issues = (issue("2021-08-17"), issue(articles=STORIES, pages=NAMED), issue("2021-08-19", articles=(article("k9"),)))
    rendering = render(archive(*issues), default_theme(), silent)
    assert rendering.problems == ()
    return {document.path: document.data.decode() for document in rendering.documents if document.path.endswith("html")}


def links(html, start, end="</nav>"):
    """Address and words of the links in one part of a page."""
    within = html[html.index(start) :]
    within = within[: within.index(end)]
    found = re.findall(r'<a (?:rel="\w+" )?href="(.*?)".*?>(.*?)</a>', within, re.DOTALL)
    return [(link, re.sub(r"\s+", " ", re.sub("<.*?>", "", words)).strip()) for link, words in found]


def test_several_pages_are_seen_at_a_glance(site):
    assert links(site[f"{PAPER}/2021-08-18/index.html"], '<nav class="pages-index"') == [
        ("#page-1", "第一版 要闻 2 篇"),
        ("#page-2", "第二版 1 篇"),
        ("#page-3", "第三版 工会新闻 1 篇"),
    ]
    assert "pages-index" not in site[f"{PAPER}/2021-08-19/index.html"]


def test_the_book_of_an_issue_is_linked(site):
    assert 'href="issue.epub"' in site[f"{PAPER}/2021-08-18/index.html"]


@pytest.mark.parametrize(
    ("identity", "expected"),
    [
        (
            "k1",
            [
                ("../k3/", "下一版 第2版"),
                ("../../2021-08-17/", "上一期 2021年8月17日"),
                ("../../2021-08-19/", "下一期 2021年8月19日"),
            ],
        ),
        (
            "k2",
            [
                ("../k3/", "下一版 第2版"),
                ("../../2021-08-17/", "上一期 2021年8月17日"),
                ("../../2021-08-19/", "下一期 2021年8月19日"),
            ],
        ),
        (
            "k3",
            [
                ("../k1/", "上一版 第1版 要闻"),
                ("../k4/", "下一版 第3版 工会新闻"),
                ("../../2021-08-17/", "上一期 2021年8月17日"),
                ("../../2021-08-19/", "下一期 2021年8月19日"),
            ],
        ),
    ],
)
def test_an_article_leads_to_the_pages_and_issues_beside_its_own(site, identity, expected):
    assert links(site[f"{PAPER}/2021-08-18/{identity}/index.html"], '<ul class="turns"', "</ul>") == expected


def test_the_other_script_leads_the_same_way_in_its_own_words(site):
    found = links(site[f"zh-hant/{PAPER}/2021-08-18/k4/index.html"], '<ul class="turns"', "</ul>")
    assert found[0] == ("../k3/", "上一版 第2版")
    assert found[1][0] == "../../2021-08-17/"


def test_a_lone_article_of_a_lone_issue_leads_nowhere_else():
    rendering = render(archive(issue(articles=(article("k1"),))), default_theme(), silent)
    html = next(one for one in rendering.documents if one.path == f"{PAPER}/2021-08-18/k1/index.html").data.decode()
    assert 'class="neighbours"' not in html


def test_a_supplied_title_is_marked_wherever_it_stands():
    rendering = render(hard_archive(), default_theme(), silent)
    pages = [one.data.decode() for one in rendering.documents if one.path.endswith("index.html")]
    told = [html for html in pages if "承接的下文" in re.sub("<.*?>", "", html[html.index("<main") :])]
    assert len(told) > 2
    for html in told:
        text = re.sub("<.*?>", "", html[html.index("<main") : html.index("</main>")])
        assert text.count("承接的下文") == text.count("〔承接的下文〕") + text.count("[承接的下文]")
