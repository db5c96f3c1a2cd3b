"""The search page in a real browser: typing, addresses, hits, filters, keys, what goes wrong, and no script at all."""

import re
from urllib.parse import unquote

import pytest
from samples import LONG_TITLE, archive, article, default_theme, issue, put_site, served, silent

from sitegen.model import Newspaper, Photo
from sitegen.site.pages import render

pytestmark = pytest.mark.browser
expect = pytest.importorskip("playwright.sync_api").expect

PAPER = "zhejiang-gongren-ribao"
OTHER = "luliang-ribao"
PATIENCE = 15_000  # milliseconds for a page or an element to come
MANY = 45  # articles of one issue, more than are shown at once


def tower(number):
    """One of many articles about tower cranes; every third is a photo story on page 2."""
    photo = number % 3 == 0
    return article(
        f"m{number}",
        order=number,
        page=2 if photo else 1,
        kind="photo" if photo else "article",
        title=f"第{number}号塔吊 落成",
        body=f"塔吊第{number}台昨日落成。" + "工地上一片繁忙。" * 12,
        authors=(f"作者{number}",),
        photos=(Photo("塔吊", "摄影"),) if photo else (),
    )


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A site of two newspapers."""
    stories = (
        article(
            "doctor", title="医师节表彰大会 在杭州举行", kicker="致敬", body="大会表彰了先进医师。", authors=("罗丽",)
        ),
        article("long", order=2, title=LONG_TITLE, column="产改进行时", body="&lt;b>不是标记&lt;/b> 罗丽讲话。"),
        article("latin", order=3, title="开放日", body="The Trade Union Law of 2021 受到关注。"),
    )
    towers = sorted(map(tower, range(1, MANY + 1)), key=lambda one: (one.page, one.order))
    elsewhere = issue("2019-12-31", slug=OTHER, newspaper="吕梁日报", articles=(article("coal", body="煤矿医师节。"),))
    papers = (Newspaper(PAPER, "浙江工人日报"), Newspaper(OTHER, "吕梁日报"))
    given = archive(issue(articles=stories), issue("2020-05-01", articles=tuple(towers)), elsewhere, newspapers=papers)
    rendering = render(given, default_theme(), silent)
    assert rendering.problems == ()
    folder = tmp_path_factory.mktemp("search")
    put_site(folder, rendering)
    with served(folder, "/repo/") as address:
        yield address


@pytest.fixture
def reader(chromium, request):
    """A page; `reader.complaints` collects what fails in it."""
    context = chromium.new_context(java_script_enabled=getattr(request, "param", True), service_workers="block")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("response", lambda answer: answer.status >= 400 and page.complaints.append(answer.url))
    yield page
    context.close()


def box(reader):
    return reader.locator(".search-box input")


def found(reader, words):
    """Wait until the status says this."""
    expect(reader.locator(".status")).to_have_text(words, timeout=PATIENCE)


def headlines(reader):
    reader.locator(".hit.shown").first.wait_for()
    return [text.strip() for text in reader.locator(".hit.shown .headline a").all_text_contents()]


def test_what_is_typed_is_found_marked_and_leads_to_its_place(reader, home):
    reader.goto(home)
    box(reader).fill("醫師節")
    box(reader).press("Enter")
    found(reader, "共 2 篇")
    assert reader.url.startswith(f"{home}search/?q=")
    hit = reader.locator(".hit.read", has_text="杭州举行")
    assert hit.locator("mark").first.text_content() == "医师节"
    assert hit.locator(".kicker").text_content() == "致敬"
    assert hit.locator(".where").text_content() == "浙江工人日报 · 2021年8月18日 · 第1版"
    assert hit.locator(".lead").text_content() == "大会表彰了先进医师。"
    link = hit.locator(".headline a")
    assert link.get_attribute("href") == f"{home}{PAPER}/2021-08-18/doctor/#q=%E5%8C%BB%E5%B8%88%E8%8A%82"
    link.click()
    reader.wait_for_url("**/doctor/#q=*")
    assert reader.complaints == []


def test_the_other_tree_shows_its_own_script_and_finds_the_same(reader, home):
    reader.goto(f"{home}zh-hant/search/?q=医师节")
    found(reader, "共 2 篇")
    hit = reader.locator(".hit.shown", has_text="杭州")
    assert hit.locator(".headline").text_content() == "醫師節表彰大會 在杭州舉行"
    assert hit.locator("mark").first.text_content() == "醫師節"
    assert f"{home}zh-hant/{PAPER}/" in hit.locator("a").get_attribute("href")


def test_typing_asks_once_it_pauses_and_not_while_a_word_is_composed(reader, home):
    reader.goto(f"{home}search/")
    assert reader.evaluate("document.activeElement.name") == "q"
    assert reader.locator(".how").is_visible()
    reader.evaluate(
        """() => {
        const input = document.querySelector(".search-box input");
        input.value = "yi shi";
        input.dispatchEvent(new InputEvent("input", { isComposing: true, bubbles: true }));
    }"""
    )
    reader.wait_for_timeout(400)
    assert reader.url == f"{home}search/"
    reader.evaluate(
        """() => {
        const input = document.querySelector(".search-box input");
        input.value = "医师";
        input.dispatchEvent(new CompositionEvent("compositionend", { bubbles: true }));
    }"""
    )
    found(reader, "共 2 篇")
    assert reader.url == f"{home}search/?q=%E5%8C%BB%E5%B8%88"


def test_a_later_question_is_never_overtaken_by_a_former_one(reader, home):
    held = []
    reader.route(re.compile(r"/search/[0-9a-f]{12}/segment\.json"), lambda route: held.append(route))
    reader.goto(f"{home}search/?q=塔吊")
    reader.wait_for_timeout(300)
    box(reader).fill("开放日")
    reader.wait_for_timeout(400)
    for route in held:
        route.continue_()
    found(reader, "共 1 篇")
    reader.wait_for_timeout(300)
    assert reader.locator(".status").text_content() == "共 1 篇"
    assert headlines(reader) == ["开放日"]


def test_an_address_is_noted_with_the_answer_and_none_is_lost(reader, home):
    reader.goto(f"{home}search/?q=版:1")
    expect(reader.locator(".status")).to_contain_text("共")
    held = []
    reader.route(re.compile(r"\.bin\?v="), lambda route: held.append(route))
    with reader.expect_request(re.compile(r"\.bin\?v=")):
        box(reader).fill("开放")
    box(reader).fill("开放日")
    reader.wait_for_timeout(300)
    assert unquote(reader.url).endswith("?q=版:1")
    for route in held:
        route.continue_()
    found(reader, "共 1 篇")
    assert unquote(reader.url).endswith("?q=开放日")
    reader.go_back()
    expect(reader.locator(".status")).not_to_have_text("共 1 篇")
    assert unquote(reader.url).endswith("?q=版:1")


def test_an_address_is_noted_though_the_answer_takes_its_time(reader, home):
    reader.goto(f"{home}search/?q=版:1")
    expect(reader.locator(".status")).to_contain_text("共")
    reader.route(re.compile(r"\.bin\?v="), lambda _route: None)
    box(reader).fill("开放日")
    reader.wait_for_url("**/search/?q=%E5%BC%80%E6%94%BE%E6%97%A5")
    expect(reader.locator(".status")).not_to_contain_text("共")


def test_filters_stand_in_the_address_and_back_undoes_them(reader, home):
    reader.goto(f"{home}search/?q=塔吊")
    found(reader, "共 45 篇")
    reader.get_by_role("link", name="图片报道").click()
    found(reader, "共 15 篇")
    assert reader.url.endswith("&kind=photo")
    assert reader.locator(".hit.shown .photo-mark").first.text_content() == "图"
    reader.locator("[data-facet=author] summary").click()
    expect(reader.locator("[data-facet=author] li a")).to_have_count(12)
    reader.locator("[data-facet=author]").get_by_role("button", name="更多").click()
    assert reader.locator("[data-facet=author] li a").count() == 15
    reader.get_by_role("link", name="作者33", exact=True).click()
    found(reader, "共 1 篇")
    assert reader.locator(".chosen a").all_text_contents() == ["图片报道", "作者33"]
    reader.reload()
    found(reader, "共 1 篇")
    reader.go_back()
    found(reader, "共 15 篇")
    reader.get_by_role("link", name="去掉筛选：图片报道").click()
    found(reader, "共 45 篇")
    reader.go_back()
    found(reader, "共 15 篇")
    assert reader.complaints == []


def test_the_order_is_chosen_and_said(reader, home):
    reader.goto(f"{home}search/?q=医师节")
    found(reader, "共 2 篇")
    assert reader.locator(".orders [aria-current=true]").text_content() == "按相关"
    reader.get_by_role("link", name="按日期").click()
    reader.wait_for_url("**&order=date")
    assert reader.locator(".orders [aria-current=true]").text_content() == "按日期"


def test_only_hits_near_the_screen_are_fetched_and_more_come_when_asked_for(reader, home):
    asked = []
    reader.on("request", lambda request: "/2020-05-01/m" in request.url and asked.append(request.url))
    reader.set_viewport_size({"width": 800, "height": 700})
    reader.goto(f"{home}search/?q=塔吊")
    found(reader, "共 45 篇")
    reader.locator(".hit.shown").first.wait_for()
    reader.wait_for_load_state("networkidle")
    assert 3 <= len(asked) <= 12
    assert all("?" not in url and "#" not in url for url in asked)
    assert reader.locator(".hit").count() == 20
    more = reader.locator(".further")
    more.focus()
    more.press("Enter")
    assert reader.locator(".hit").count() == 40
    expect(reader.locator(".hit >> nth=20").locator("a")).to_be_focused()
    more.click()
    assert reader.locator(".hit").count() == 45
    assert more.is_hidden()


def test_nothing_that_is_seen_moves(reader, home):
    reader.goto(f"{home}search/?q=塔吊")
    reader.locator(".hit.shown").nth(3).wait_for()
    reader.wait_for_load_state("networkidle")
    shift = """() => new Promise((done) => {
        let sum = 0;
        const add = (list) => list.getEntries().forEach((one) => { sum += one.value; });
        new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true });
        setTimeout(() => done(sum), 200);
    })"""
    assert reader.evaluate(shift) < 0.01


def test_keys_lead_to_the_box_from_there_to_the_hits_and_clear_it(reader, home):
    reader.goto(f"{home}search/?q=医师节")
    reader.locator(".hit.shown").first.wait_for()
    reader.keyboard.press("/")
    expect(box(reader)).to_be_focused()
    box(reader).press("/")
    reader.keyboard.press("Escape")
    expect(box(reader)).to_have_value("")
    expect(reader.locator(".how")).to_be_visible()
    box(reader).fill("开放日")
    found(reader, "共 1 篇")
    reader.locator(".hit.shown").first.wait_for()
    box(reader).press("ArrowDown")
    expect(reader.locator(".hit a")).to_be_focused()


def test_what_is_not_there_is_said_with_ways_on(reader, home):
    reader.goto(f"{home}search/?q=医师节 没有的事&page=1")
    found(reader, "没有找到")
    assert reader.locator(".fewer a").all_text_contents() == ["医师节", "没有的事"]
    reader.get_by_role("link", name="去掉全部筛选").click()
    reader.get_by_role("link", name="医师节", exact=True).click()
    found(reader, "共 2 篇")
    expect(box(reader)).to_have_value("医师节")
    box(reader).fill("没有的事")
    found(reader, "没有找到")
    assert reader.locator(".shorter a").all_text_contents() == ["作者", "栏目", "全部各期"]


HOSTILE = ["<img src=x onerror=alert(1)>", "，。！？", "a" * 10_000, "'\"&<", "%E4%ZZ"]


def test_whatever_is_asked_is_text_and_never_run(reader, home):
    reader.on("dialog", lambda _: reader.complaints.append("a dialog"))
    reader.goto(f"{home}search/")
    for query in HOSTILE:
        box(reader).fill(query)
        found(reader, re.compile("没有找到|共"))
        assert reader.locator("main img").count() == 0
    for query in ("-", "作者:", '"'):
        box(reader).fill(query)
        expect(reader.locator(".how")).to_be_visible()
    assert reader.complaints == []


def test_half_a_surrogate_finds_nothing_in_the_box_and_in_an_address(reader, home):
    reader.goto(f"{home}search/?q=%ED%A0%80")
    found(reader, "没有找到")
    reader.evaluate(
        """() => {
        const input = document.querySelector(".search-box input");
        input.value = "\\ud83d";
        input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }"""
    )
    reader.wait_for_timeout(300)
    found(reader, "没有找到")
    assert reader.complaints == []


def test_a_long_question_is_cut_and_that_is_said(reader, home):
    reader.goto(f"{home}search/")
    box(reader).fill("塔吊 " * 80)
    found(reader, "共 45 篇 · 只检索了前 200 个字")


def test_text_of_the_archive_is_shown_as_text(reader, home):
    reader.goto(f"{home}search/?q=标记")
    found(reader, "共 1 篇")
    assert "<b>不是标记</b>" in reader.locator(".hit.read .lead").text_content()
    assert reader.locator(".hit b").count() == 0


def test_an_index_that_cannot_be_fetched_is_said_and_asked_again(reader, home):
    reader.route("**/search/index.json", lambda route: route.abort())
    reader.goto(f"{home}search/?q=塔吊")
    reader.locator(".trouble").wait_for()
    reader.unroute_all()
    reader.get_by_role("button", name="再试一次").click()
    found(reader, "共 45 篇")


def hit_without(reader, home, addresses):
    """The one hit of a search during which these addresses cannot be fetched; it always says where it is."""
    reader.route(addresses, lambda route: route.abort())
    reader.goto(f"{home}search/?q=先进医师")
    hit = reader.locator(".hit.shown")
    hit.wait_for()
    assert hit.locator(".where").text_content() == "浙江工人日报 · 2021年8月18日 · 第1版"
    return hit


def test_a_hit_whose_page_cannot_be_fetched_still_has_its_head(reader, home):
    hit = hit_without(reader, home, "**/doctor/")
    assert hit.locator(".kicker").text_content() == "致敬"
    assert hit.locator("a").text_content() == "医师节表彰大会 在杭州举行"
    assert "/doctor/#q=" in hit.locator("a").get_attribute("href")


def test_a_hit_whose_head_cannot_be_fetched_still_says_where_it_is(reader, home):
    hit = hit_without(reader, home, "**/heads/**")
    assert hit.locator("a").text_content() == "打开这一篇"
    assert hit.locator("a").get_attribute("href") == f"{home}{PAPER}/2021-08-18/"


def test_nothing_moves_when_the_texts_come(reader, home):
    held = []
    reader.route(re.compile(r"/20\d\d-\d\d-\d\d/\w+/$"), lambda route: held.append(route))
    reader.goto(f"{home}search/?q=医师节")
    hits = reader.locator(".hit.shown")
    hits.nth(1).wait_for()
    places = [hits.nth(at).bounding_box() for at in (0, 1)]
    assert reader.locator(".hit.read").count() == 0
    assert any(hits.nth(at).locator("mark").count() for at in (0, 1))
    for route in held:
        route.continue_()
    reader.locator(".hit.read").nth(1).wait_for()
    assert [hits.nth(at).bounding_box() for at in (0, 1)] == places


@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_is_wider_than_the_window(reader, home, width):
    reader.set_viewport_size({"width": width, "height": 700})
    reader.goto(f"{home}search/?q=产业工人&kind=article")
    reader.locator(".hit.shown").first.wait_for()
    assert reader.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("reader", [False], indirect=True, ids=["no JavaScript"])
def test_without_script_the_page_says_so_and_leads_to_the_lists(reader, home):
    reader.goto(home)
    assert box(reader).is_hidden()
    reader.goto(f"{home}search/?q=塔吊")
    assert box(reader).is_hidden()
    assert "没有运行脚本" in reader.locator("noscript p").inner_text()
    reader.locator("noscript a").first.click()
    assert reader.url == f"{home}authors/"
