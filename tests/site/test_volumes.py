"""An archive split into several sites: every page is in one of them, and every link leads there."""

from urllib.parse import unquote, urldefrag, urljoin

import pytest
from samples import archive, article, default_theme, hard_archive, issue, silent
from walk import Links

from sitegen.model import Settings
from sitegen.site import volumes
from sitegen.site.pages import render

HERE = "https://a.example/papers"
SPLITS = ("newspaper", "decade", "year")


def made(split, **settings):
    given = archive(*hard_archive().issues, base_url=HERE, split=split, **settings)
    rendering = render(given, default_theme(), silent)
    assert rendering.problems == ()
    return {document.path: document.data for document in rendering.documents}


@pytest.fixture(scope="module", params=SPLITS)
def split(request):
    return request.param


@pytest.fixture(scope="module")
def sites(split):
    """All files of the sites by their full addresses."""
    settings = Settings("", base_url=HERE, split=split)
    found = {}
    for path, data in made(split).items():
        place = path.removeprefix(volumes.FRONT_FOLDER)
        volume = ""
        if place == path:
            volume, _, place = path.removeprefix(f"{volumes.VOLUMES_FOLDER}/").partition("/")
        found[f"{volumes.address_of(volume, settings)}/{place.lstrip('/')}"] = data
    return found


def route_of(address):
    """Where a file of any of the sites is inside it."""
    return address.removeprefix(HERE).partition("/")[2]


def test_every_file_is_in_one_site_and_what_all_need_is_in_each(sites):
    whole = set(made(""))
    routes = [route_of(address) for address in sites]
    assert set(routes) == whole
    often = {route for route in routes if routes.count(route) > 1}
    starts = {"index.html", "zh-hant/index.html"}
    assert all(volumes.is_everywhere(route) for route in often - starts), often
    names = {address.removeprefix(HERE).partition("/")[0] for address in sites}
    assert len(names) > 2
    for name in names:
        for needed in (*starts, "404.html", "sw.js", "offline.html", "robots.txt", "sitemap.xml", ".nojekyll"):
            assert f"{HERE}{name}/{needed}" in sites


def test_every_link_leads_to_a_file_of_the_right_site(sites):
    links = set()
    for address, data in sites.items():
        if not address.endswith(".html") or address.endswith(("404.html", "offline.html")):
            continue
        here = address.removesuffix("index.html")
        full = (urldefrag(urljoin(here, link))[0].partition("?")[0] for link in Links(data.decode()).links)
        # Others stand in a text.
        links |= {(here, link) for link in full if link.startswith("https://a.example")}
    assert len(links) > 100
    for here, link in links:
        target = unquote(link)
        file = f"{target}index.html" if target.endswith("/") else target
        assert target.startswith(HERE), f"{here} links out of the archive: {target}"
        assert file in sites, f"{here} links to {target}"


def test_links_inside_a_site_are_relative(sites):
    for address, data in sites.items():
        if address.endswith("kaaaa1/index.html"):
            own = address.removesuffix(route_of(address))
            assert not [link for link in Links(data.decode()).links if link.startswith(own)]


def test_what_a_page_says_of_its_address_is_the_address_of_its_site(sites):
    said = 0
    for address, data in sites.items():
        _, named, rest = data.decode(errors="replace").partition('<link rel="canonical" href="')
        leads_on = b'http-equiv="refresh"' in data  # as the beginning of a volume does
        if address.endswith("index.html") and named and not leads_on:
            said += 1
            assert unquote(rest.partition('"')[0]) == address.removesuffix("index.html")
    assert said > 20


def test_each_site_map_names_pages_of_its_own_site(sites):
    for address, data in sites.items():
        if not address.endswith("sitemap.xml"):
            continue
        own = address.removesuffix("sitemap.xml")
        named = [unquote(part.partition("</loc>")[0]) for part in data.decode().split("<loc>")[1:]]
        assert named
        for page in named:
            assert page.startswith(own)
            assert f"{page}index.html" in sites
        assert f"Sitemap: {address}" in sites[f"{own}robots.txt"].decode()


def test_only_the_front_door_searches(sites):
    searching = {address for address in sites if "/search/" in address}
    assert searching
    assert all(address.startswith(f"{HERE}/") for address in searching)
    for address, data in sites.items():
        if address.endswith("/sw.js"):
            assert (b"const folding = null" in data) == (address != f"{HERE}/sw.js")


def test_the_search_page_is_told_how_the_archive_is_split(sites, split):
    page = sites[f"{HERE}/zh-hant/search/index.html"].decode()
    assert f'data-split="{split}" data-volumes="{HERE}-{{volume}}/zh-hant/"' in page
    assert "/volumes.js?" in page
    whole = made("")["search/index.html"].decode()
    assert "data-split" not in whole
    assert "/volumes.js?" not in whole


def test_sites_may_have_addresses_of_any_form():
    files = made("year", volumes="https://{volume}.a.example")
    page = next(data for path, data in files.items() if path.startswith("volumes/2021/") and b"kaaaa1" in data)
    assert b'href="https://a.example/papers/"' in page
    home = files["front/index.html"].decode()
    assert "https://2021.a.example/zhejiang-gongren-ribao/2021-08-18/" in home


def test_a_year_is_one_only_where_a_key_begins_with_four_figures():
    assert volumes.volume_of_key("20210818", "year") == "undated"
    assert volumes.volume_of("paper/2021-08-18-ab12cd/issue.epub", "year") == "2021"


def test_an_issue_alone_in_its_volume_has_no_neighbour_there():
    two = [issue(key, date=key, articles=(article(f"k{key[:4]}a1", date=key),)) for key in ("1958-03-01", "1961-04-01")]
    files = render(archive(*two, base_url=HERE, split="decade"), default_theme(), silent).documents
    old = next(each.data.decode() for each in files if each.path.endswith("1958-03-01/index.html"))
    assert f'href="{HERE}-1960s/zhejiang-gongren-ribao/1961-04-01/"' in old
