"""A reader on a phone: nothing to scroll sideways, no console error, from home to the next article and back."""

import re

import pytest

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
WIDTHS = (320, 360, 768, 1280)
LEFT = "net::ERR_ABORTED"  # the reader went on before a file had come
PATIENCE = 15_000  # milliseconds for a page or an element to come


@pytest.fixture(params=[True, False], ids=["JavaScript", "no JavaScript"])
def reader(chromium, request):
    """A page on a phone that notes whatever the console says and whatever fails to load."""
    context = chromium.new_context(viewport=PHONE, java_script_enabled=request.param, locale="zh-CN")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("requestfailed", lambda failed: failed.failure != LEFT and page.complaints.append(failed.url))
    page.on("response", lambda answer: answer.status >= 400 and page.complaints.append(f"{answer.status} {answer.url}"))
    yield page
    context.close()


def fits(page):
    """Whether the page is no wider than the window. Measured from outside, for pages may run no script."""
    session = page.context.new_cdp_session(page)
    metrics = session.send("Page.getLayoutMetrics")
    session.detach()
    return metrics["cssContentSize"]["width"] <= metrics["cssLayoutViewport"]["clientWidth"]


def test_from_home_to_an_article_its_neighbour_and_back(reader, site):
    reader.goto(site.home)
    assert fits(reader)
    reader.locator(f'.paper h2 a[href="{site.newspaper}/"]').click()
    assert reader.url == f"{site.home}{site.newspaper}/"
    assert fits(reader)
    reader.locator(".rows .date a, .month a").first.click()
    assert fits(reader)
    issue = reader.url
    reader.locator(".story.first .headline a").first.click()
    assert fits(reader)
    first = reader.url
    assert first.startswith(issue)
    headline = reader.locator("h1").text_content()
    reader.locator(".neighbours > .next a").click()
    assert fits(reader)
    assert reader.url != first
    assert reader.locator("h1").text_content() != headline
    reader.go_back()
    assert reader.url == first
    assert reader.locator("h1").text_content() == headline
    assert reader.complaints == []


def test_the_other_script_is_one_touch_away_on_every_page(reader, site):
    reader.goto(f"{site.home}{site.newspaper}/")
    reader.locator(".rows .date a").first.click()
    reader.locator(".story.first .headline a").first.click()
    here = reader.url
    reader.locator("a.other-script").click()
    assert reader.locator("html").get_attribute("lang") == "zh-Hant"
    assert reader.url.removeprefix(f"{site.home}zh-hant/") == here.removeprefix(site.home)
    reader.locator("a.other-script").click()
    assert reader.url == here
    assert reader.complaints == []


def test_a_wrong_address_leads_home(reader, site):
    reader.goto(f"{site.home}{site.newspaper}/1900-01-01/none/")
    reader.locator("main a").click()
    assert reader.url == site.home


@pytest.mark.parametrize("site", [("fixture", "/repo/"), ("real", "/repo/")], indirect=True, ids=["fixture", "real"])
def test_no_page_is_wider_than_any_window(chromium, site):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(site.home)
    links = page.locator("main a").evaluate_all("links => links.map(link => link.href.split('#')[0])")
    addresses = [site.home, f"{site.home}authors/", f"{site.home}columns/", f"{site.home}zh-hant/", *links]
    for address in dict.fromkeys(addresses):
        page.goto(address)
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            assert fits(page), f"{address} at {width}"
    context.close()


@pytest.mark.parametrize(("scheme", "paper"), [("light", "rgb(251, 249, 244)"), ("dark", "rgb(23, 22, 19)")])
def test_the_page_follows_the_readers_light(chromium, site, scheme, paper):
    context = chromium.new_context(color_scheme=scheme)
    page = context.new_page()
    page.goto(site.home)
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert re.sub(r"\s+", " ", ground) == paper
    context.close()


def test_a_keyboard_reaches_the_text_first(chromium, site):
    page = chromium.new_page()
    page.goto(site.home)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.wait_for_url("**#main")
    page.close()
