"""The site map and robots: every page that search engines should know, in as many maps as it takes."""

import dataclasses
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import pytest
from samples import SETTINGS, archive, article, default_theme, hard_archive, issue, silent, told

from sitegen.model import Archive, Settings
from sitegen.site import sitemap
from sitegen.site.index_pages import ARTICLES_A_PART
from sitegen.site.listings import by_day, catalogue
from sitegen.site.orders import KINDS
from sitegen.site.pages import render
from sitegen.site.routes import file_of
from sitegen.site.script import trees
from sitegen.site.sitemap import map_file, maps_file, page_routes, robots

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
PUBLISHED = Settings("旧闻馆", base_url="https://example.org/repo/")


def published(given):
    """The archive with an address of its own."""
    return Archive(dataclasses.replace(PUBLISHED, without=given.settings.without), given.issues)


def rendered(given):
    rendering = render(given, default_theme(), silent)
    assert told(rendering.problems) == []
    return {document.path: document.data for document in rendering.documents}


def routes_of(given):
    """The routes of the sources' own tree."""
    ordered, own = catalogue(given), trees(given.settings)[0]
    kinds = [(KINDS["authors"](own), ordered.authors), (KINDS["columns"](own), ordered.columns)]
    days = by_day(ordered.issues)
    searched = "search" not in given.settings.without
    return list(page_routes(ordered, days, kinds, lambda each: [one.id for one in each.articles], own, searched))


def listed_pages(files):
    """The pages of a site that are listed: all but those for lost, offline and former readers."""
    apart = ("404.html", "offline.html", "zh-hant/404.html", "zh-hant/offline.html")
    redirects = {path for path, data in files.items() if path.endswith(".html") and b'http-equiv="refresh"' in data}
    return {path for path in files if path.endswith(".html")} - set(apart) - redirects


def told_of(url):
    """All that a map says of an address."""
    return url.findtext(f"{MAP}loc"), [sorted(link.attrib.items()) for link in url.findall(f"{XHTML}link")]


def daily():
    """A newspaper of so many years and an author of so many articles that both have pages of their own."""
    credited = [article(f"k{number}", order=number, authors=("程雪",)) for number in range(ARTICLES_A_PART + 1)]
    issues = (issue(f"{year}-01-{day:02}") for year in range(1950, 1990) for day in range(1, 29))
    return archive(issue(articles=tuple(credited)), *issues, issue("undated-a", date=""))


GIVEN = {
    "hard": hard_archive(),
    "large": daily(),
    "empty": archive(),
    "not searched": archive(issue(), without=("search",)),
}


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_the_routes_are_those_of_the_pages_that_are_listed(given):
    files, routes = rendered(given), routes_of(given)
    own = {path for path in listed_pages(files) if not path.startswith("zh-hant/")}
    assert sorted(map(file_of, routes)) == sorted(own)


@pytest.mark.parametrize("given", GIVEN.values(), ids=GIVEN)
def test_the_map_names_the_pages_of_both_trees_and_no_other(given):
    files = rendered(published(given))
    root = ET.fromstring(files["sitemap.xml"])
    places = [url.findtext(f"{MAP}loc") for url in root]
    assert len(set(places)) == len(places)
    paths = {file_of(unquote(place.removeprefix(PUBLISHED.base_url))) for place in places}
    assert paths == listed_pages(files)
    assert {path for path in files if "sitemap" in path} == {"sitemap.xml"}


def test_the_large_archive_has_pages_of_every_kind():
    routes = routes_of(daily())
    for page in ("year-1950/", "authors/程雪/2/", "issues/1950/", "issues/undated/"):
        assert any(route.endswith(page) for route in routes), page


def test_a_page_is_named_with_its_counterpart():
    own, other = every = trees(PUBLISHED)
    root = ET.fromstring(map_file(1, 1, [own.routes.author("罗丽")], PUBLISHED.base_url, every).data)
    places = [url.findtext(f"{MAP}loc") for url in root]
    assert places == [
        "https://example.org/repo/authors/%E7%BD%97%E4%B8%BD/",
        "https://example.org/repo/zh-hant/authors/%E7%BD%97%E4%B8%BD/",
    ]
    for url in root:
        links = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        assert links == {own.script: places[0], other.script: places[1]}


def test_a_site_in_one_script_has_no_counterparts():
    settings = Settings("旧闻馆", base_url="https://example.org", convert="")
    root = ET.fromstring(map_file(1, 1, ["", "authors/"], settings.base_url, trees(settings)).data)
    assert [[child.tag for child in url] for url in root] == [[f"{MAP}loc"], [f"{MAP}loc"]]


def test_an_address_is_escaped():
    settings = Settings("旧闻馆", base_url="https://example.org/?a&b=")
    root = ET.fromstring(map_file(1, 1, ['authors/<i>"/'], settings.base_url, trees(settings)).data)
    assert root[0].findtext(f"{MAP}loc") == "https://example.org/?a&b=/authors/%3Ci%3E%22/"
    assert (
        ET.fromstring(maps_file(2, settings.base_url).data)[0]
        .findtext(f"{MAP}loc")
        .startswith("https://example.org/?a&b=/")
    )


@pytest.mark.parametrize("longest", [2, 7, 16])
def test_a_large_site_has_several_maps_and_a_map_of_them(monkeypatch, longest):
    given = published(hard_archive())
    (whole,) = (data for path, data in rendered(given).items() if path == "sitemap.xml")
    monkeypatch.setattr(sitemap, "LONGEST", longest)
    files = rendered(given)
    above = ET.fromstring(files["sitemap.xml"])
    assert above.tag == f"{MAP}sitemapindex"
    names = [each.findtext(f"{MAP}loc").removeprefix(PUBLISHED.base_url) for each in above]
    assert names == [f"sitemap-{number}.xml" for number in range(1, len(names) + 1)]
    assert len(names) > 1
    assert {path for path in files if "sitemap" in path} == {"sitemap.xml", *names}
    maps = [list(ET.fromstring(files[name])) for name in names]
    # The protocol counts addresses; a page has one in each tree.
    assert all(0 < len(each) <= longest for each in maps)
    assert all(len(each) > longest - 2 for each in maps[:-1])
    assert [told_of(url) for each in maps for url in each] == [told_of(url) for url in ET.fromstring(whole)]


def test_a_site_that_just_fits_has_one_map(monkeypatch):
    given = published(archive())
    count = len(ET.fromstring(rendered(given)["sitemap.xml"]))
    monkeypatch.setattr(sitemap, "LONGEST", count)
    assert {path for path in rendered(given) if "sitemap" in path} == {"sitemap.xml"}
    monkeypatch.setattr(sitemap, "LONGEST", count - 1)
    assert "sitemap-2.xml" in rendered(given)


def test_robots_name_the_site_map_only_where_its_address_is_known():
    assert b"Sitemap" not in robots(SETTINGS.base_url)
    assert b"Sitemap: https://example.org/repo/sitemap.xml" in robots(PUBLISHED.base_url)
