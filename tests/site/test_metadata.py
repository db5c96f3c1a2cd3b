"""What pages say of themselves to machines: the tags that are there, and linked data in the vocabulary of schema.org."""

import dataclasses
import json
import re
from html import unescape

import pytest
from samples import SETTINGS, article, default_theme, issue, silent

from sitegen.model import Archive, Evidence, Newspaper, Page
from sitegen.site.pages import render

AUGUST = "zhejiang-gongren-ribao/2021-08-18"
PAPER = Newspaper(
    "zhejiang-gongren-ribao", "浙江工人日报", "ZHEJIANG GONGREN RIBAO", "杭州", "浙江省总工会", "CN33-0018"
)
TOLD = {
    "authors": ("程雪", "罗丽"),
    "column": "“产改”进行时",
    "kicker": "共建共享促发展",
    "page": 5,
}

# The properties of each type that the pages use, from https://schema.org/NewsArticle and so on, own and inherited; with the
# types that a value may have: a text, a list of them, or a node.
SCHEMA = {
    "WebSite": {"name": str, "description": str, "inLanguage": str, "url": str},
    "WebPage": {"breadcrumb": "BreadcrumbList"},
    "CollectionPage": {"name": str, "breadcrumb": "BreadcrumbList"},
    "BreadcrumbList": {"itemListElement": "ListItem"},
    "ListItem": {"position": int, "name": str, "item": str},
    "NewsArticle": {
        "headline": str,
        "alternativeHeadline": str,
        "author": "Person",
        "datePublished": str,
        "articleSection": str,
        "pagination": str,
        "inLanguage": str,
        "isPartOf": "PublicationIssue",
        "url": str,
        "mainEntityOfPage": "WebPage",
    },
    "PublicationIssue": {
        "name": str,
        "issueNumber": str,
        "datePublished": str,
        "isPartOf": "Newspaper",
        "url": str,
        "encoding": "MediaObject",
        "mainEntityOfPage": "WebPage",
    },
    "MediaObject": {"contentUrl": str, "encodingFormat": str},
    "Newspaper": {
        "name": str,
        "alternateName": str,
        "identifier": str,
        "locationCreated": "Place",
        "publisher": "Organization",
        "url": str,
        "mainEntityOfPage": "WebPage",
    },
    "Person": {"name": str},
    "Place": {"name": str},
    "Organization": {"name": str},
}


def built(*issues, base_url="https://example.org/repo"):
    """The site's HTML pages by path."""
    settings = dataclasses.replace(SETTINGS, newspapers=(PAPER,), base_url=base_url)
    rendering = render(Archive(settings, issues), default_theme(), silent)
    assert rendering.problems == ()
    return {each.path: each.data.decode() for each in rendering.documents if each.path.endswith(".html")}


def august(**fields):
    named = (Page(5, "a.txt", "0" * 64, name="工会新闻"),)
    return issue(number="11895", pages=named, articles=(article("k1", **{**TOLD, **fields}),))


def tags(html):
    """Names and contents of the meta elements of a page, several contents where a name comes several times."""
    found = {}
    for name, content in re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html):
        found.setdefault(name, []).append(unescape(content))
    return found


def linked(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)[1])


def fits(node):
    """Every node has a type we looked up, and only properties of it, each with a value of the right kind and not empty."""
    known = SCHEMA[node["@type"]]
    for name, value in node.items():
        if name.startswith("@"):
            continue
        for each in value if isinstance(value, list) else [value]:
            if isinstance(known[name], str):
                assert each["@type"] == known[name], name
                fits(each)
            else:
                assert isinstance(each, known[name]), name
                assert each not in ("", None), name


def test_an_article_has_the_tags_that_a_reference_manager_reads():
    found = tags(built(august())[f"{AUGUST}/k1/index.html"])
    citation = "程雪, 罗丽. 工会搭“鹊桥” 职工喜“脱单”[N]. 浙江工人日报, 2021-08-18(5)."
    expected = {
        "og:type": ["article"],
        "og:locale": ["zh_CN"],
        "og:locale:alternate": ["zh_TW"],
        "og:url": [f"https://example.org/repo/{AUGUST}/k1/"],
        "article:published_time": ["2021-08-18"],
        "article:author": ["程雪", "罗丽"],
        "article:section": ["“产改”进行时"],
        "DC.type": ["newspaperArticle"],
        "DC.title": ["工会搭“鹊桥” 职工喜“脱单”"],
        "DC.creator": ["程雪", "罗丽"],
        "DC.source": ["浙江工人日报"],
        "DC.publisher": ["浙江省总工会"],
        "DC.language": ["zh-Hans"],
        "DCTERMS.issued": ["2021-08-18"],
        "DCTERMS.bibliographicCitation": [citation],
        "prism.startingPage": ["5"],
        "eprints.place_of_pub": ["杭州"],
    }
    assert {name: found.get(name) for name in expected} == expected
    assert not any(name.startswith(("citation_", "og:image")) for name in found)


def test_the_tags_of_the_other_tree_are_in_its_script():
    found = tags(built(august())[f"zh-hant/{AUGUST}/k1/index.html"])
    assert found["og:locale"] == ["zh_TW"]
    assert found["DC.source"] == ["浙江工人日報"]
    assert found["DC.language"] == ["zh-Hant"]
    assert found["eprints.place_of_pub"] == ["杭州"]


@pytest.mark.parametrize(
    "fields",
    [{"date": "2024-12-27/.."}, {"date": "2021-08~"}, {"date": ""}, {"evidence": {"date": Evidence("text")}}],
    ids=["open", "about", "unknown", "inferred"],
)
def test_a_day_that_is_not_certain_is_no_date_for_machines(fields):
    found = tags(built(issue(articles=(article("k1"),), **fields))[f"{AUGUST}/k1/index.html"])
    assert "article:published_time" not in found
    assert "DCTERMS.issued" not in found


def test_what_is_not_known_has_no_tag():
    bare = issue(slug="unidentified", key="undated-a", newspaper="", date="", articles=(article("k1", title=""),))
    found = tags(built(bare)["unidentified/undated-a/k1/index.html"])
    assert not {"DC.creator", "DC.publisher", "article:section", "eprints.place_of_pub"} & set(found)
    assert found["DC.title"] == ["〔无题〕"]
    assert found["DC.source"] == ["未识别的报纸"]


@pytest.mark.parametrize("base_url", ["https://example.org/repo", ""])
def test_linked_data_uses_only_what_the_vocabulary_has(base_url):
    hidden = issue(slug="unidentified", key="undated-a", newspaper="", date="", articles=(article("k2"),))
    kinds = {}
    for path, html in built(august(), hidden, base_url=base_url).items():
        if "ld+json" in html:
            data = linked(html)
            assert data["@context"] == "https://schema.org"
            fits(data)
            kinds.setdefault(data["@type"], set()).add(path.removeprefix("zh-hant/"))
    assert kinds["WebSite"] == {"index.html"}
    assert kinds["Newspaper"] == {"zhejiang-gongren-ribao/index.html"}
    assert kinds["CollectionPage"] == {"unidentified/index.html"}
    assert kinds["PublicationIssue"] == {f"{AUGUST}/index.html", "unidentified/undated-a/index.html"}
    assert kinds["NewsArticle"] == {f"{AUGUST}/k1/index.html", "unidentified/undated-a/k2/index.html"}


def test_an_article_is_part_of_its_issue_which_is_part_of_its_newspaper():
    data = linked(built(august())[f"{AUGUST}/k1/index.html"])
    assert [person["name"] for person in data["author"]] == ["程雪", "罗丽"]
    assert data["articleSection"] == ["“产改”进行时", "工会新闻"]
    assert data["pagination"] == "5"
    assert data["alternativeHeadline"] == "共建共享促发展"
    assert data["isPartOf"]["issueNumber"] == "11895"
    assert data["isPartOf"]["datePublished"] == "2021-08-18"
    assert data["isPartOf"]["isPartOf"] == {
        "@type": "Newspaper",
        "name": "浙江工人日报",
        "alternateName": "ZHEJIANG GONGREN RIBAO",
        "identifier": "CN33-0018",
        "locationCreated": {"@type": "Place", "name": "杭州"},
        "publisher": {"@type": "Organization", "name": "浙江省总工会"},
        "url": "https://example.org/repo/zhejiang-gongren-ribao/",
    }


@pytest.mark.parametrize(
    ("path", "way"),
    [
        ("zhejiang-gongren-ribao/index.html", ["工会报刊旧闻馆", "浙江工人日报"]),
        (f"{AUGUST}/index.html", ["工会报刊旧闻馆", "浙江工人日报", "2021年8月18日"]),
        (
            f"{AUGUST}/k1/index.html",
            ["工会报刊旧闻馆", "浙江工人日报", "2021年8月18日", "工会搭“鹊桥” 职工喜“脱单”"],
        ),
    ],
)
def test_the_way_to_a_page_is_told_in_order(path, way):
    items = linked(built(august())[path])["mainEntityOfPage"]["breadcrumb"]["itemListElement"]
    assert [item["name"] for item in items] == way
    assert [item["position"] for item in items] == list(range(1, len(way) + 1))
    assert items[0]["item"] == "https://example.org/repo/"


def test_where_no_address_is_known_linked_data_is_relative_to_its_page():
    data = linked(built(august(), base_url="")[f"{AUGUST}/k1/index.html"])
    assert (data["url"], data["isPartOf"]["url"], data["isPartOf"]["isPartOf"]["url"]) == ("./", "../", "../../")


def test_pages_name_their_machine_readable_forms():
    pages = built(august())
    assert 'type="application/json" title="本期数据" href="issue.json"' in pages[f"{AUGUST}/index.html"]
    assert f'href="../../../{AUGUST}/issue.json"' in pages[f"zh-hant/{AUGUST}/index.html"]
    feed = 'type="application/atom+xml" title="浙江工人日报：最新文章" href="feed.xml"'
    assert feed in pages["zhejiang-gongren-ribao/index.html"]
    assert 'href="archive.jsonl" download>下载</a>' in pages["index.html"]
