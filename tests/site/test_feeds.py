"""Feeds, site map, robots."""

from xml.etree import ElementTree as ET

import pytest
from samples import SETTINGS, archive, article, hard_archive, issue

from sitegen.model import Settings
from sitegen.site.feeds import channels, feed, feeds, robots, sitemap
from sitegen.site.listings import catalogue
from sitegen.site.script import trees
from sitegen.site.templates import counterparts

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"
PUBLISHED = Settings("旧闻馆", base_url="https://example.org/repo/")


def entries(given, settings=SETTINGS):
    tree = trees(settings)[0]
    channel = next(channels(catalogue(given), settings, tree))
    return ET.fromstring(feed(channel, settings, tree)).findall(f"{ATOM}entry")


def all_feeds(given, settings=SETTINGS):
    return {each.path: ET.fromstring(each.data) for each in feeds(catalogue(given), settings, trees(settings))}


def test_the_newest_articles_come_first_dated_by_their_content():
    found = entries(hard_archive())
    assert found[0].findtext(f"{ATOM}updated") == "2021-09-01T00:00:00+08:00"
    assert next(entry.findtext(f"{ATOM}title") for entry in found) == "<script>alert('题')</script>"


def test_an_article_without_any_date_and_a_draft_are_not_in_the_feed():
    titles = [entry.findtext(f"{ATOM}title") for entry in entries(hard_archive())]
    assert not any("没有标题" in title or "草稿" in title for title in titles)


def test_the_ids_stay_when_the_site_moves():
    def ids(settings):
        return [entry.findtext(f"{ATOM}id") for entry in entries(hard_archive(), settings)]

    assert ids(SETTINGS) == ids(PUBLISHED)
    assert len(set(ids(SETTINGS))) == len(ids(SETTINGS))


def test_links_are_full_where_the_address_is_known_and_relative_elsewhere():
    given = archive(issue(articles=(article("k1"),)))
    where = "zhejiang-gongren-ribao/2021-08-18/k1/"
    assert entries(given)[0].find(f"{ATOM}link").get("href") == where
    assert entries(given, PUBLISHED)[0].find(f"{ATOM}link").get("href") == f"https://example.org/repo/{where}"


def test_control_characters_do_not_break_the_feed():
    assert entries(archive(issue(articles=(article(title="甲\x0b乙\x00"),))))[0].findtext(f"{ATOM}title") == "甲乙"


def test_a_feed_of_nothing_is_a_feed():
    assert entries(archive()) == []


def test_the_site_and_each_newspaper_have_a_feed_in_either_script():
    found = all_feeds(hard_archive())
    papers = ("feed.xml", "zhejiang-gongren-ribao/feed.xml", "unidentified/feed.xml")
    assert list(found) == [*papers, *(f"zh-hant/{path}" for path in papers)]
    assert found["zhejiang-gongren-ribao/feed.xml"].findtext(f"{ATOM}title") == "浙江工人日报：最新文章"
    assert found["zh-hant/zhejiang-gongren-ribao/feed.xml"].findtext(f"{ATOM}title") == "浙江工人日報：最新文章"
    assert len({root.findtext(f"{ATOM}id") for root in found.values()}) == len(found)


def test_a_newspapers_feed_has_its_own_articles_only():
    other = issue("2021-08-19", slug="gongren-ribao", newspaper="工人日报", articles=(article("k2"),))
    found = all_feeds(archive(issue(articles=(article("k1"),)), other))
    (entry,) = found["gongren-ribao/feed.xml"].findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == "2021-08-19/k2/"
    assert len(found["feed.xml"].findall(f"{ATOM}entry")) == 2


@pytest.mark.parametrize("settings", [SETTINGS, PUBLISHED], ids=["no address", "an address"])
def test_every_feed_has_what_atom_wants(settings):
    # RFC 4287, 4.1.1 and 4.1.2: once each, and an author for all; without content an alternate of each entry.
    for path, root in all_feeds(hard_archive(), settings).items():
        assert root.tag == f"{ATOM}feed"
        links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
        assert links["self"] == (f"https://example.org/repo/{path}" if settings.base_url else "feed.xml")
        for element in (root, *root.findall(f"{ATOM}entry")):
            for name in ("id", "title", "updated"):
                assert len(element.findall(f"{ATOM}{name}")) == 1
                assert element.findtext(f"{ATOM}{name}")
            assert [link.get("rel") for link in element.findall(f"{ATOM}link")].count("alternate") == 1
            assert all(author.findtext(f"{ATOM}name") for author in element.findall(f"{ATOM}author"))
            assert element.findall(f"{ATOM}author")


def test_the_site_map_names_each_page_with_its_counterpart():
    own, other = all_trees = trees(PUBLISHED)
    root = ET.fromstring(sitemap([counterparts(own.routes.author("罗丽"), own, all_trees)], PUBLISHED))
    places = [url.findtext(f"{MAP}loc") for url in root]
    assert places == [
        "https://example.org/repo/authors/%E7%BD%97%E4%B8%BD/",
        "https://example.org/repo/zh-hant/authors/%E7%BD%97%E4%B8%BD/",
    ]
    for url in root:
        links = {link.get("hreflang"): link.get("href") for link in url.findall(f"{XHTML}link")}
        assert links == {own.script: places[0], other.script: places[1]}


def test_robots_name_the_site_map_only_where_its_address_is_known():
    assert b"Sitemap" not in robots(SETTINGS)
    assert b"Sitemap: https://example.org/repo/sitemap.xml" in robots(PUBLISHED)
