"""The evening paper, which extends the default theme, in a real Chromium: with the real archive, as its readers see it."""

import re
import shutil

import pytest
from colours import LEAST, contrast
from devices import until
from samples import CHECKOUT, served, silent, told

from sitegen.build.run import build

pytestmark = pytest.mark.browser

ISSUE = "zhejiang-gongren-ribao/2021-08-18/"
PAGES = ("", "zhejiang-gongren-ribao/", ISSUE, f"zh-hant/{ISSUE}", "gongren-ribao/", "authors/", "issues/", "404.html")
WIDTHS = (320, 360, 768, 1280)
LIGHTS = {"light": "rgb(244, 245, 243)", "dark": "rgb(16, 21, 28)"}

# Every element with a text of its own: what it says, its colour, and the colour it stands on.
TEXTS = """() => {
  const ground = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = getComputedStyle(each).backgroundColor;
      if (!/rgba\\(.*, 0\\)/.test(colour)) return colour;
    }
  };
  return [...document.body.querySelectorAll("*")]
    .filter(each => [...each.childNodes].some(node => node.nodeType === 3 && node.data.trim()))
    .filter(each => each.getClientRects().length && !each.closest("svg, script, template"))
    .map(each => [each.textContent.trim().slice(0, 20), getComputedStyle(each).color, ground(each)]);
}"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The address of the real archive's site in this theme."""
    folder = tmp_path_factory.mktemp("evening")
    shutil.copytree(CHECKOUT / "content", folder / "content")
    settings = folder / "content" / "site.yaml"
    stated = {"theme": "evening", "base_url": "https://example.org/repo"}
    text = settings.read_text("utf-8")
    for key, value in stated.items():
        text = re.sub(f"(?m)^{key}:.*$", f"{key}: {value}", text)
    settings.write_text(text, "utf-8")
    assert told(build(folder / "content", folder / "output", silent).problems) == []
    with served(folder / "output", "/repo/") as address:
        yield address


@pytest.fixture(params=LIGHTS)
def page(chromium, home, request):
    """A page on a phone by day or by night, that notes whatever is wrong."""
    context = chromium.new_context(viewport={"width": 360, "height": 740}, color_scheme=request.param)
    page = context.new_page()
    page.complaints = []
    page.scheme = request.param
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(home)
    yield page
    context.close()


def place(page, selector):
    return page.locator(selector).first.bounding_box()


def hexadecimal(colour):
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def test_it_is_the_evening_paper(page):
    assert page.evaluate("getComputedStyle(document.documentElement).backgroundColor") == LIGHTS[page.scheme]
    assert page.locator(".band .middle").text_content().strip() == "报架"
    assert page.locator('link[rel="icon"]').get_attribute("href").startswith("static/favicon.svg?v=")
    assert page.complaints == []


def test_the_nameplate_stands_upright_at_the_right_beside_the_day(page, home):
    page.goto(home + ISSUE)
    assert page.locator(".nameplate h1").evaluate("each => getComputedStyle(each).writingMode") == "vertical-rl"
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 740})
        plate, day = place(page, ".nameplate"), place(page, ".band")
        assert plate["height"] > 2 * plate["width"]
        assert day["x"] + day["width"] <= plate["x"]
        assert abs(day["y"] - plate["y"]) < 2
        assert plate["x"] + plate["width"] <= width


def test_with_text_twice_as_large_nothing_overlaps(page, home):
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    page.set_viewport_size({"width": 320, "height": 740})
    page.goto(home + ISSUE)
    assert page.evaluate("getComputedStyle(document.documentElement).fontSize") == "32px"
    plate, day = place(page, ".nameplate"), place(page, ".band")
    assert plate["y"] + plate["height"] <= day["y"]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_nameplate_stays_in_sight_on_a_wide_window(page, home):
    page.set_viewport_size({"width": 1280, "height": 500})
    page.goto(home)
    page.mouse.wheel(0, 400)
    until(page, "async () => scrollY > 100")
    assert 0 <= place(page, ".nameplate")["y"] < 500


def test_every_text_stands_out_and_no_page_is_too_wide(page, home):
    for route in PAGES:
        page.set_viewport_size({"width": 360, "height": 740})
        page.goto(home + route)
        for text, colour, ground in page.evaluate(TEXTS):
            assert contrast(hexadecimal(colour), hexadecimal(ground)) >= LEAST, f"{route}: {text}"
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 740})
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), f"{route} at {width}"
    assert page.complaints == []


def test_an_article_reads_without_script(chromium, home):
    context = chromium.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(home + ISSUE)
    page.locator(".story.first .headline a").first.click()
    assert page.locator(".body p").count() > 1
    assert page.locator(".motto").text_content() == "工会报刊的旧版面，逐篇复原，便于阅读、检索与引用。"
    context.close()
