"""What devices are told that keep the site for reading offline, or install it."""

import dataclasses
import gzip
import json
import re
from urllib.parse import unquote, urljoin

import pytest
from samples import SETTINGS, archive, article, default_theme, hard_archive, issue, silent

from sitegen.site.pages import render
from sitegen.site.routes import file_of

AUGUST = "zhejiang-gongren-ribao/2021-08-18"
STORIES = ("kaaaa1", "kaaaa2", "kaaaa3", "kaaaa5")
BASE = "https://example.org/repo/"
HEAVIEST = 1536  # bytes, compressed: of what every page loads for this
LOADER = 160  # bytes, compressed: of what every article holds for those who come from a search


def documents(given, theme=None):
    rendering = render(given, theme or default_theme(), silent)
    assert rendering.problems == ()
    return {document.path: document.data for document in rendering.documents}


@pytest.fixture(scope="module")
def site():
    return documents(hard_archive())


def png_size(data):
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return int.from_bytes(data[16:20], "big"), int.from_bytes(data[20:24], "big")


@pytest.mark.parametrize(
    ("prefix", "lang", "name"), [("", "zh-Hans", "工会报刊旧闻馆"), ("zh-hant/", "zh-Hant", "工會報刊舊聞館")]
)
def test_each_tree_can_be_installed_by_its_own_name_and_shows_the_whole_site(site, prefix, lang, name):
    manifest = json.loads(site[f"{prefix}manifest.webmanifest"])
    here = f"{BASE}{prefix}manifest.webmanifest"
    assert (manifest["name"], manifest["lang"], manifest["display"]) == (name, lang, "standalone")
    assert urljoin(here, manifest["start_url"]) == f"{BASE}{prefix}"
    assert urljoin(here, manifest["scope"]) == BASE
    assert urljoin(here, manifest["shortcuts"][0]["url"]) == f"{BASE}{prefix}offline.html"
    assert manifest["background_color"] == default_theme().ground.light
    assert {icon["purpose"] for icon in manifest["icons"]} == {"any", "maskable"}
    for icon in manifest["icons"]:
        path = urljoin(here, icon["src"]).removeprefix(BASE).split("?")[0]
        assert icon["sizes"] == "{}x{}".format(*png_size(site[path]))


def test_every_page_names_the_manifest_of_its_tree(site):
    for path, data in site.items():
        if path.endswith(".html") and path != "404.html":
            found = re.search(rb'<link rel="manifest" href="([^"]+)">', data)
            prefix = "zh-hant/" if path.startswith("zh-hant/") else ""
            assert urljoin(BASE + path, found[1].decode()) == f"{BASE}{prefix}manifest.webmanifest"


def test_a_manifest_is_json_whatever_the_archive_is_called():
    title = '"旧闻</script>\\馆"'
    assert json.loads(documents(archive(title=title))["manifest.webmanifest"])["name"] == title


def test_one_worker_knows_the_offline_page_of_each_tree(site):
    assert [path for path in site if path.endswith("sw.js")] == ["sw.js"]
    assert '["offline.html", "zh-hant/offline.html"]' in site["sw.js"].decode()
    assert {"offline.html", "zh-hant/offline.html"} <= set(site)
    assert '["offline.html"]' in documents(archive(convert=""))["sw.js"].decode()


def test_the_worker_knows_all_that_a_search_needs(site):
    worker = site["sw.js"].decode()
    assert '["search/", "zh-hant/search/"]' in worker
    assert "`${scope}search/fold.bin`" in worker
    assert {"search/index.html", "zh-hant/search/index.html", "search/fold.bin"} <= set(site)
    assert '["search/"]' in documents(archive(convert=""))["sw.js"].decode()


@pytest.mark.parametrize("prefix", ["", "zh-hant/"])
def test_the_search_page_names_what_shows_the_places_in_an_article(site, prefix):
    """The worker keeps what a page names; an article names the script alone."""
    page = site[f"{prefix}search/index.html"].decode()
    here = f"{BASE}{prefix}search/"
    named = [urljoin(here, link) for link in re.findall(r' (?:href|src)="([^"]+\?v=[^"]+)"', page)]
    names = {re.sub(r".*/static/|\?.*", "", address) for address in named}
    assert {
        "mark.js",
        "mark.css",
        "find.js",
        "search-query.js",
        "search-index.js",
        "search-segments.js",
        "saved-search.js",
        "search.js",
    } <= names
    assert all(re.sub(rf"^{BASE}|\?.*", "", address) in site for address in named)
    story = f"{prefix}{AUGUST}/kaaaa1/"
    mark = re.search(r'data-mark="([^"]+)"', site[f"{story}index.html"].decode())[1]
    assert urljoin(BASE + story, mark) in named


def test_no_search_engine_lists_the_offline_page(site):
    assert b'<meta name="robots" content="noindex">' in site["offline.html"]
    assert b"offline" not in site["sitemap.xml"]


def test_the_worker_changes_with_the_offline_page_and_with_nothing_else(site):
    given = hard_archive()
    fewer = dataclasses.replace(given, issues=given.issues[:1])
    assert documents(fewer)["sw.js"] == site["sw.js"]
    renamed = dataclasses.replace(given, settings=dataclasses.replace(SETTINGS, title="另一个馆"))
    assert documents(renamed)["sw.js"] != site["sw.js"]
    theme = default_theme()
    style = next(file for file in theme.statics if file.name == "style.css")
    others = tuple(file for file in theme.statics if file is not style)
    restyled = dataclasses.replace(theme, statics=(*others, dataclasses.replace(style, data=b"p{}")))
    assert documents(given, restyled)["sw.js"] != site["sw.js"]


@pytest.mark.parametrize("prefix", ["", "zh-hant/"])
def test_an_issue_says_what_it_consists_of(site, prefix):
    route = f"{prefix}{AUGUST}/"
    links = re.search(r'data-pages="([^"]+)"', site[f"{route}index.html"].decode())[1].split(" ")
    routes = [unquote(urljoin(BASE + route, link)).removeprefix(BASE) for link in links]
    around = [prefix, f"{prefix}zhejiang-gongren-ribao/", f"{AUGUST}/issue.json", route]
    assert routes == [*around, *(f"{route}{story}/" for story in STORIES)]
    assert all(file_of(each) in site for each in routes)


def test_an_issue_without_articles_consists_of_its_page():
    page = documents(archive(issue()))[f"{AUGUST}/index.html"].decode()
    assert 'data-pages="../../ ../ issue.json ./"' in page


def test_the_button_is_not_there_before_a_script_shows_it(site):
    save = re.search(r'<div class="save".*?</div>', site[f"{AUGUST}/index.html"].decode(), re.DOTALL)[0]
    assert '<button type="button" hidden></button>' in save
    assert re.search(r"<a href=\S+ hidden>", save)
    assert re.sub(r"<a .*?</a>|<[^>]+>|\s", "", save) == ""


def test_what_every_page_loads_for_this_is_light(site):
    assert len(gzip.compress(site["static/offline.js"], 9)) <= HEAVIEST


def test_what_every_article_holds_for_those_who_come_from_a_search_is_light(site):
    def packed(data):
        return len(gzip.compress(data, 9, mtime=0))

    script = site["static/cite.js"]
    bare = re.sub(rb" *// Who comes from a search.*?show\(\);\n\n", b"", script, flags=re.DOTALL)
    page = site[f"{AUGUST}/kaaaa1/index.html"]
    assert bare != script
    plain = re.sub(rb' data-mark="[^"]+"', b"", page)
    assert packed(script) - packed(bare) + packed(page) - packed(plain) <= LOADER


def test_a_story_of_another_issue_is_not_of_this_one():
    other = issue("2021-08-19", articles=(article("kzzzz1"),))
    given = dataclasses.replace(hard_archive(), issues=(*hard_archive().issues, other))
    assert b"kzzzz1" not in documents(given)[f"{AUGUST}/index.html"].split(b"data-pages")[1].split(b">")[0]
