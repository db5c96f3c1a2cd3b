"""Feeds."""

from xml.etree import ElementTree as ET

import pytest
from samples import SETTINGS, archive, article, hard_archive, issue

from sitegen.model import Settings
from sitegen.site.feeds import NEWEST, feed, newspaper_channel, site_channel, told_issues
from sitegen.site.listings import catalogue
from sitegen.site.script import trees

ATOM = "{http://www.w3.org/2005/Atom}"
PUBLISHED = Settings("旧闻馆", base_url="https://example.org/repo/")


def entries(given, settings=SETTINGS):
    tree = trees(settings)[0]
    channel = site_channel(catalogue(given).issues, settings, tree)
    return ET.fromstring(feed(channel, settings, tree)).findall(f"{ATOM}entry")


def all_feeds(given, settings=SETTINGS):
    """Every feed of a site, by its address."""
    ordered = catalogue(given)
    told = [
        (channel, tree)
        for tree in trees(settings)
        for channel in (
            site_channel(ordered.issues, settings, tree),
            *(newspaper_channel(paper, settings, tree) for paper in ordered.papers),
        )
    ]
    return {channel.route: ET.fromstring(feed(channel, settings, tree)) for channel, tree in told}


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


def test_of_many_issues_those_are_told_whose_articles_a_feed_has_room_for():
    def issues(*counts):
        return tuple(
            issue(
                f"20{number:02}-01-01", articles=tuple(article(f"k{number}x{one}", order=one) for one in range(count))
            )
            for number, count in enumerate(counts, 10)
        )

    undated = issue("k", date="", articles=(article("kx"),))
    given = issues(9, NEWEST, 20, NEWEST - 21, 0)
    assert [each.key[:4] for each in told_issues((undated, *given))] == ["2014", "2013", "2012", "2011"]
    tree = trees(SETTINGS)[0]
    every = site_channel((undated, *given), SETTINGS, tree)
    few = site_channel(told_issues((undated, *given)), SETTINGS, tree)
    assert feed(every, SETTINGS, tree) == feed(few, SETTINGS, tree)
    found = ET.fromstring(feed(every, SETTINGS, tree)).findall(f"{ATOM}entry")
    assert [each.findtext(f"{ATOM}updated")[:4] for each in found] == [*["2013"] * 29, *["2012"] * 20, "2011"]


def test_no_issue_is_told_of_an_archive_without_dates():
    assert told_issues((issue("a", date=""), issue("b", date="unknown"))) == ()
