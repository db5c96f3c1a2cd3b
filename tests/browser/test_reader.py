"""The reader's own setting: size, face, light, rows or columns; by keyboard, remembered, and nothing missing without."""

import re

import pytest
from samples import archive, article, default_theme, issue, put_site, served, silent

from sitegen.model import Photo
from sitegen.site.pages import render

pytestmark = pytest.mark.browser

PHONE = {"width": 360, "height": 740}
DESKTOP = {"width": 1280, "height": 900}
ADDRESS = "zhejiang-gongren-ribao/2021-08-18/"
PARAGRAPH = (
    "本报讯 近日，第1届“职工”运动会举行，来自全省的2000多名职工、12支代表队比了3天，增长5.6%。他说：“我们要‘好好练’。”"
)
LONG = "\n\n".join([PARAGRAPH] * 40)
ARTICLES = (
    article(
        "kaaaa1", kicker="共建共享促发展", subtitle="——记者的观察", body=LONG, photos=(Photo("比赛现场。", "张三 摄"),)
    ),
    article("kaaaa2", order=2, title="关于进一步深化新时代产业工人队伍建设改革" * 4, body="完。"),
    article(
        "kaaaa3", order=3, title="车次与诗", body="G1    北京南\\\nG3    上海虹桥    12:30\n\n春眠不觉晓\\\n处处闻啼鸟"
    ),
    article("kaaaa4", order=4, title="", kind="photo", body="", photos=(Photo("比赛现场。", "张三 摄"),)),
)
SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => list.getEntries().forEach((entry) => { window.shift += entry.value; }))
  .observe({ type: "layout-shift", buffered: true });
"""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A site with what is hard to set: a long article, a long title, lines to be kept, a caption alone."""
    folder = tmp_path_factory.mktemp("site")
    rendering = render(archive(issue(articles=ARTICLES)), default_theme(), silent)
    assert rendering.problems == ()
    put_site(folder, rendering)
    with served(folder) as address:
        yield address


@pytest.fixture
def context(chromium):
    made = chromium.new_context(viewport=PHONE, locale="zh-CN", color_scheme="light", has_touch=True)
    yield made
    made.close()


@pytest.fixture
def page(context):
    opened = context.new_page()
    opened.complaints = []
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.add_init_script(SHIFTS)
    yield opened
    assert opened.complaints == []


def choose(page, *values):
    page.locator(".reader-button").click()
    for value in values:
        page.locator(f'.reader [value="{value}"]').check()
    page.locator(".reader button").click()


def style(page, selector, name):
    return page.locator(selector).first.evaluate("(element, name) => getComputedStyle(element)[name]", name)


def fits(page):
    return page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


CONTROLS = [
    ("size-5", ".body p", "fontSize", "27px"),
    ("size-1", ".body p", "fontSize", "15.75px"),
    ("hei", ".body p", "fontFamily", "PingFang"),
    ("dark", "html", "backgroundColor", "rgb(23, 22, 19)"),
    ("sepia", "html", "backgroundColor", "rgb(245, 235, 216)"),
    ("vertical", ".setting", "writingMode", "vertical-rl"),
]


@pytest.mark.parametrize(("value", "selector", "name", "wanted"), CONTROLS, ids=[control[0] for control in CONTROLS])
def test_what_is_chosen_holds_after_a_reload_on_the_next_page_and_in_the_other_tree(
    page, home, value, selector, name, wanted
):
    page.goto(f"{home}{ADDRESS}kaaaa1/")
    assert wanted not in style(page, selector, name)
    choose(page, value)
    assert wanted in style(page, selector, name)
    page.reload()
    assert wanted in style(page, selector, name)
    page.locator(".neighbours > .next a").click()
    assert wanted in style(page, selector, name)
    page.locator("a.other-script").click()
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    assert wanted in style(page, selector, name)
    page.locator(".reader-button").click()
    assert page.locator(f'.reader [value="{value}"]').is_checked()


def test_the_readers_light_outranks_the_devices(chromium, home):
    context = chromium.new_context(viewport=PHONE, color_scheme="dark")
    page = context.new_page()
    page.goto(home)
    assert style(page, "html", "backgroundColor") == "rgb(23, 22, 19)"
    choose(page, "light")
    assert style(page, "html", "backgroundColor") == "rgb(251, 249, 244)"
    bars = page.locator("meta[name=theme-color]").evaluate_all("bars => bars.map(bar => bar.content)")
    assert bars == ["#fbf9f4", "#fbf9f4"]
    choose(page, "auto")
    assert style(page, "html", "backgroundColor") == "rgb(23, 22, 19)"
    context.close()


def test_the_panel_works_by_keyboard(page, home):
    page.goto(f"{home}{ADDRESS}kaaaa1/")
    page.locator(".reader-button").focus()
    page.keyboard.press("Enter")
    focused = "document.activeElement.value"
    assert page.evaluate(focused) == "size-2"
    page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == "size-3"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowLeft")
    assert page.evaluate("document.documentElement.dataset.reader") == "size-3 hei dark"
    page.keyboard.press("Escape")
    assert not page.locator(".reader").is_visible()
    assert page.evaluate("document.activeElement.className") == "reader-button"


def test_the_panel_says_what_it_is_and_what_is_chosen(page, home):
    page.goto(f"{home}{ADDRESS}kaaaa1/")
    page.get_by_role("button", name="Aa 阅读设置").click()
    panel = page.get_by_role("dialog", name="阅读设置")
    assert [group.text_content() for group in panel.locator("legend").all()] == ["字号", "字体", "底色", "排式"]
    assert panel.get_by_role("radio", name="宋体").is_checked()
    page.mouse.click(5, 5)
    assert not panel.is_visible()


def test_the_setting_is_offered_where_there_is_an_article(page, home):
    page.goto(home)
    page.locator(".reader-button").click()
    assert not page.locator('.reader [value="vertical"]').is_visible()


def test_nothing_moves_while_a_page_comes(page, home):
    page.goto(home)
    choose(page, "size-4", "hei", "dark")
    for address in (home, f"{home}{ADDRESS}", f"{home}{ADDRESS}kaaaa1/"):
        page.goto(address, wait_until="networkidle")
        assert page.evaluate("window.shift") == 0, address
        assert page.locator(".reader-button").is_visible()


def test_without_script_nothing_is_offered_and_nothing_is_missing(chromium, home):
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{home}{ADDRESS}kaaaa1/")
    assert not page.locator(".reader-button").is_visible()
    assert not page.locator(".reader").is_visible()
    assert page.locator(".body p").count() == 40
    context.close()


def test_where_nothing_can_be_kept_the_choice_holds_for_the_page(page, home):
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('refused'); } })")
    page.goto(f"{home}{ADDRESS}kaaaa1/")
    choose(page, "hei")
    assert "PingFang" in style(page, ".body p", "fontFamily")


def seen(page):
    """Whether the text's last character is in sight."""
    return page.evaluate(
        """() => {
        const last = document.querySelector(".captions")?.getBoundingClientRect();
        return Boolean(last) && last.left >= -1 && last.left < innerWidth;
    }"""
    )


def swipe(page):
    """A finger that moves from left to right, as one turns a page of a vertical book."""
    session = page.context.new_cdp_session(page)
    session.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": 60, "y": 400}]})
    for place in range(90, 331, 30):
        session.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [{"x": place, "y": 400}]})
    session.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    session.detach()
    page.wait_for_timeout(100)


KEYS_AND_WHEEL = ("wheel", "Space", "End", "ArrowLeft")
WAYS = [("phone", "touch"), *((window, way) for window in ("phone", "desktop") for way in KEYS_AND_WHEEL)]


@pytest.mark.parametrize(("window", "way"), WAYS)
def test_a_vertical_text_scrolls_to_its_end_and_the_page_stays_as_wide_as_the_window(page, home, window, way):
    page.set_viewport_size(PHONE if window == "phone" else DESKTOP)
    page.goto(f"{home}{ADDRESS}kaaaa1/")
    choose(page, "vertical")
    assert fits(page)
    assert page.evaluate("document.querySelector('.setting').getBoundingClientRect().bottom <= innerHeight")
    assert not seen(page)
    if way == "Space":  # elsewhere it presses the button that has the focus
        page.locator(".setting").focus()
    box = page.locator(".setting").bounding_box()
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    for _ in range(80):
        if way == "wheel":
            page.mouse.wheel(0, 600)
            page.wait_for_timeout(10)
        elif way == "touch":
            swipe(page)
            if not page.url.startswith(f"{home}{ADDRESS}kaaaa1/"):  # on a slow machine a swipe may be taken for a tap
                page.goto(f"{home}{ADDRESS}kaaaa1/")
        else:
            page.keyboard.press(way)
        if seen(page):
            break
    assert seen(page)


def test_in_a_vertical_text_short_numbers_and_quotation_marks_stand_upright(page, home):
    page.goto(f"{home}{ADDRESS}kaaaa1/")
    before = page.locator(".body").inner_text()
    choose(page, "vertical")
    first = page.locator(".body p").first
    assert first.locator(".two").all_inner_texts() == ["1", "12", "3"]
    assert first.locator(".quote").all_inner_texts() == ["“", "”", "“", "‘", "’", "”"]
    assert style(page, ".two", "textCombineUpright") == "all"
    choose(page, "rows")
    squeezed = re.compile(r"\s")
    assert squeezed.sub("", page.locator(".body").inner_text()) == squeezed.sub("", before)


# Twice the size of the browser's own text is the most that is promised: nothing larger is chosen on top of it.
@pytest.mark.parametrize(("standard", "choice"), [(16, ""), (16, "size-5"), (16, "size-5 hei vertical"), (32, "")])
def test_nothing_is_wider_than_a_small_window_even_with_text_twice_as_large(context, page, home, choice, standard):
    page.set_viewport_size({"width": 320, "height": 640})
    page.add_init_script(f"localStorage.setItem('reader', '{choice}')")
    session = context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": standard, "fixed": 13}})
    addresses = ["", "authors/", "zhejiang-gongren-ribao/", ADDRESS, *(f"{ADDRESS}{each.id}/" for each in ARTICLES)]
    for address in addresses:
        page.goto(f"{home}{address}")
        assert fits(page), address
        page.locator(".reader-button").click()
        assert fits(page), f"{address} with the panel"


@pytest.mark.parametrize("width", [320, 360, 768, 1280])
def test_what_is_touched_is_large_enough(page, home, width):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(f"{home}{ADDRESS}kaaaa1/")
    page.locator(".reader-button").click()
    sizes = page.locator("header.site :is(a, button), .reader label, .reader button").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(({ width, height }) => [width, height])"
    )
    assert all(width >= 24 and height >= 36 for width, height in sizes)


def test_print_is_horizontal_black_on_white(page, home):
    page.goto(f"{home}{ADDRESS}kaaaa1/")
    choose(page, "vertical", "dark", "size-5")
    page.emulate_media(media="print")
    assert style(page, ".setting", "writingMode") == "horizontal-tb"
    assert style(page, "html", "backgroundColor") == "rgb(255, 255, 255)"
    assert not page.locator("header.site").is_visible()
