"""Several sites with one front door, as a reader has them: from page to page, and from a search to an article of a volume."""

import re
import shutil

import pytest
from samples import archive, article, default_theme, issue, put_site, served, silent
from walk import walk

from sitegen.build.sites import site_folders
from sitegen.model import Newspaper
from sitegen.search import search
from sitegen.site.pages import render
from sitegen.site.volumes import FRONT

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect

PATIENCE = 15_000  # milliseconds for a page or an element to come
PAPERS = (Newspaper("zhejiang-gongren-ribao", "浙江工人日报"), Newspaper("luliang-ribao", "吕梁日报"))
ISSUES = (
    issue("1958-03-01", articles=(article("kaaaa1", date="1958-03-01", title="塔吊落成", body="塔吊昨日落成。"),)),
    issue("2021-08-18", articles=(article("kaaaa2", title="医师节表彰大会", body="大会表彰了先进医师。"),)),
    issue(
        "undated-ab12cd",
        slug="luliang-ribao",
        newspaper="吕梁日报",
        date="",
        articles=(article("kaaaa3", newspaper="吕梁日报", date="", title="煤矿医师", body="医师下井。"),),
    ),
)


def put_sites(root, output, base):
    """Put each site where a host would have it: `/papers/` and, say, `/papers-1950s/`."""
    for volume, folder in site_folders(output).items():
        shutil.copytree(folder, root / (f"{base}-{volume}" if volume else base))


@pytest.fixture(scope="module", params=["newspaper", "decade", "year"])
def home(request, tmp_path_factory):
    """The front door, the volumes beside it on the same host."""
    folder = tmp_path_factory.mktemp(request.param)
    with served(folder / "root") as host:
        given = archive(*ISSUES, base_url=f"{host}papers", split=request.param, newspapers=PAPERS)
        rendering = render(given, default_theme(), silent)
        assert rendering.problems == ()
        put_site(folder / "output", rendering)
        put_sites(folder / "root", folder / "output", "papers")
        yield f"{host}papers/"


@pytest.fixture
def reader(chromium):
    context = chromium.new_context(viewport={"width": 360, "height": 740}, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("console", lambda said: said.type == "error" and page.complaints.append(said.text))
    page.on("response", lambda answer: answer.status >= 400 and page.complaints.append(answer.url))
    yield page
    context.close()


def test_the_walk_from_the_front_door_reaches_every_page_of_every_site(home, reader):
    pages = walk(home)
    articles = {address.partition("/papers")[2] for address in pages if re.search("kaaaa[123]/$", address)}
    assert len(articles) == 6  # three, in two scripts
    assert not any(address.startswith("/") for address in articles), "articles are in volumes"
    for address in sorted(pages):
        if "/zh-hant/" not in address and address.endswith("/"):
            reader.goto(address)
    assert reader.complaints == []


def test_a_reader_goes_from_a_search_to_the_article_and_sees_it_marked(home, reader):
    reader.goto(f"{home}search/?q=医师")
    expect(reader.locator(".hits .headline a")).to_have_count(2)
    expect(reader.locator(".hits .lead").first).to_contain_text("医师")
    addresses = reader.locator(".hits .headline a").evaluate_all("links => links.map((link) => link.href)")
    assert all(address.startswith(home.rstrip("/") + "-") for address in addresses), addresses
    reader.locator(".hits .headline a").first.click()
    expect(reader.locator("article mark").first).to_contain_text("医师")
    reader.locator("header.site .brand").click()
    expect(reader).to_have_url(home)
    assert reader.complaints == []


def test_the_other_script_is_in_the_same_volume_and_has_the_same_search(home, reader):
    reader.goto(f"{home}zh-hant/search/?q=塔吊")
    reader.locator(".hits .headline a").first.click()
    expect(reader.locator("html")).to_have_attribute("lang", "zh-Hant")
    assert "/zh-hant/" in reader.url
    volume = reader.url.partition("zh-hant/")[0]
    reader.locator(".other-script").click()
    expect(reader.locator("html")).to_have_attribute("lang", "zh-Hans")
    assert reader.url.startswith(volume)
    assert reader.complaints == []


def test_whoever_asks_a_volume_itself_is_led_on(home, reader):
    reader.goto(f"{home}issues/")
    link = reader.locator("main a[href*='1958-03-01']").first.get_attribute("href")
    volume = re.match(r".*/papers-[^/]+/", link)[0]
    reader.goto(volume)
    expect(reader.locator("main h1")).not_to_have_text("回到首页")
    assert reader.url in {home, f"{volume}zhejiang-gongren-ribao/"}


def test_volumes_may_be_on_another_host(reader, tmp_path):
    with served(tmp_path / "root") as host:
        volumes = f"{host.replace('127.0.0.1', 'localhost')}papers-{{volume}}"
        given = archive(*ISSUES, base_url=f"{host}papers", volumes=volumes, split="year", newspapers=PAPERS)
        put_site(tmp_path / "output", render(given, default_theme(), silent))
        put_sites(tmp_path / "root", tmp_path / "output", "papers")
        reader.goto(f"{host}papers/search/?q=医师节")
        expect(reader.locator(".hits .lead").first).to_contain_text("医师")
        reader.locator(".hits .headline a").first.click()
        expect(reader.locator("article mark").first).to_contain_text("医师")
        assert reader.url.startswith(volumes.replace("{volume}", "2021"))
        assert reader.complaints == []


def test_the_command_line_finds_articles_in_all_volumes(home, tmp_path):
    for split in ("newspaper", "year"):
        given = archive(*ISSUES, base_url=home.rstrip("/"), split=split, newspapers=PAPERS)
        put_site(tmp_path / split, render(given, default_theme(), silent))
        assert next(iter(site_folders(tmp_path / split))) == FRONT
        found = search(tmp_path / split, "医师", "date", None)
        assert {hit.id for hit in found.hits} == {"kaaaa2", "kaaaa3"}
