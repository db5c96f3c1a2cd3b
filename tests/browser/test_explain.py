"""The page of `sitegen explain`, opened as a file: pointing at a line, keys, a phone, and nothing asked of the net."""

import pytest
from restore_cases import raw_page

from sitegen.explain import explain_file
from sitegen.explain.html import render

pytestmark = pytest.mark.browser

DESKTOP, PHONE = {"width": 1440, "height": 900}, {"width": 360, "height": 740}
PAGES = ("000", "001", "002", "003", "004")


@pytest.fixture(scope="module")
def pages(tmp_path_factory):
    """The real pages, explained, as files."""
    folder = tmp_path_factory.mktemp("explained")
    for number in PAGES:
        (folder / f"{number}.html").write_text(render(explain_file(raw_page(number))), "utf-8")
    return folder


def until(page, condition):
    """Waits until a condition of the page is true, asking from outside: the page's own policy lets nothing be evaluated within."""
    for _ in range(200):
        if page.evaluate(condition):
            return
        page.wait_for_timeout(50)
    raise AssertionError(f"never true: {condition}")


@pytest.fixture
def opened(chromium, pages):
    """Opens a page at some size, and notes what the console says and what is asked for."""
    contexts = []

    def open_page(number, viewport=DESKTOP, **given):
        context = chromium.new_context(viewport=viewport, locale="zh-CN", **given)
        contexts.append(context)
        page = context.new_page()
        page.complaints, page.asked = [], []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto((pages / f"{number}.html").as_uri())
        until(page, "document.querySelectorAll('#ties path').length || !document.querySelector('.p-body .f + .f')")
        return page

    yield open_page
    for context in contexts:
        context.close()


def seen(page, selector):
    """Whether an element stands, at least in part, inside its pane and the window."""
    return page.evaluate(
        """selector => {
          const element = document.querySelector(selector), pane = element.closest('section').getBoundingClientRect();
          const box = element.getBoundingClientRect();
          return box.bottom > Math.max(0, pane.top) && box.top < Math.min(innerHeight, pane.bottom);
        }""",
        selector,
    )


def focused_line(page):
    return page.evaluate("document.activeElement.id")


@pytest.mark.parametrize("number", PAGES)
@pytest.mark.parametrize("viewport", [DESKTOP, {"width": 900, "height": 700}, PHONE], ids=["wide", "middle", "phone"])
def test_it_opens_from_a_file_asks_nothing_and_fits(opened, number, viewport):
    page = opened(number, viewport)
    page.locator(".line").nth(5).click()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.complaints == []
    assert len(page.asked) == 1


def test_pointing_at_a_line_shows_its_counterpart_and_why(opened):
    page = opened("001")
    page.hover("#L19 .t")
    assert page.locator("#made .f.on").text_content() == "煤矿智能化建设蹚出能源革命“柳林路径”"
    assert page.locator("#told .verdict").text_content().startswith("题主题")
    assert page.locator("#told .bar").count() > 5
    page.mouse.move(1430, 890)
    assert page.locator(".on").count() == 0


def test_a_chosen_line_brings_its_counterpart_into_sight(opened):
    page = opened("003")
    page.evaluate("document.querySelector('#L631').scrollIntoView()")
    page.click("#L631 .t")
    assert page.locator("#made .f.sel").text_content() == "线上点单 清凉直达"
    until(page, "document.querySelector('#made .f.sel').getBoundingClientRect().top < innerHeight")
    assert seen(page, "#made .f.sel")
    page.keyboard.press("Escape")
    assert page.locator(".sel").count() == 0


def test_fragments_of_one_paragraph_are_marked_together_and_tied(opened):
    page = opened("001")
    page.click("#L77 .t")
    kin = page.evaluate(
        "[...document.querySelectorAll('.line.kin')].map(line => +line.querySelector('.n').textContent)"
    )
    assert kin == [77, 79, 81]
    page.wait_for_selector("#ties .arc.on", state="attached")
    assert page.locator("#ties .arc.on").count() == 2
    assert page.locator("#ties .band.on").count() == 1


def test_keys_walk_the_lines_and_cross_to_the_other_side(opened):
    page = opened("001")
    page.focus("#L15")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert focused_line(page) == "L19"
    page.keyboard.press("ArrowRight")
    assert page.evaluate("document.activeElement.textContent") == "煤矿智能化建设蹚出能源革命“柳林路径”"
    page.keyboard.press("ArrowLeft")
    assert focused_line(page) == "L19"


def test_one_stop_of_the_tab_key_on_each_side(opened):
    page = opened("002")
    assert page.locator("#raw [tabindex='0']").count() == 1
    assert page.locator("#made [tabindex='0']").count() == 1


def test_doubts_are_found_one_after_another(opened):
    page = next((p for p in map(opened, PAGES) if p.locator(".line.weak").count()), None)
    if page is None:
        pytest.skip("no page has a doubtful line")
    page.click("#next-weak")
    assert page.locator(".line.sel.weak").count() >= 1
    assert "存疑" in page.locator("#told .facts").text_content()
    first = focused_line(page)
    page.keyboard.press("n")
    page.keyboard.press("p")
    assert focused_line(page) == first


def test_a_joint_leads_to_the_other_fragment(opened):
    page = opened("001")
    page.click("#L79 .t")
    page.locator("#told .links button", has_text="第 77 行").click()
    until(page, "document.activeElement.id === 'L77'")


def test_what_is_told_of_a_chosen_line_stays_while_the_pointer_goes_there(opened):
    page = opened("001")
    page.click("#L79 .t")
    page.evaluate("document.querySelector('#told .links button').dataset.same = 'yes'")
    page.hover("#told .links button")
    page.hover("#L79 .t")
    page.hover("#told .links button")
    assert page.locator("#told .links button[data-same]").count() == 1


def test_on_a_phone_a_tapped_line_is_told_in_a_sheet_that_closes(opened):
    page = opened("001", PHONE, has_touch=True)
    page.locator("#L19").scroll_into_view_if_needed()
    page.tap("#L19 .t")
    assert page.locator("#why").is_visible()
    sheet = page.evaluate("document.querySelector('#why').getBoundingClientRect().top")
    assert page.evaluate("document.querySelector('#L19').getBoundingClientRect().bottom") < sheet
    page.locator("#told .goto button", has_text="看复原").click()
    assert page.evaluate("document.querySelector('#made .f.sel').getBoundingClientRect().bottom") < sheet
    page.click("#close")
    assert not page.locator("#why").is_visible()


def test_without_javascript_the_lines_and_the_articles_are_there(chromium, pages):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((pages / "001.html").as_uri())
    assert page.locator(".line").count() == 62
    assert page.locator("#made article").count() >= 7
    context.close()


def test_hostile_text_does_nothing(chromium, tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(
        "工会搭“鹊桥”</script><img src=x onerror=\"document.title='x'\">\n\n本报讯 近日，省总工会举办活动。\n", "utf-8"
    )
    (tmp_path / "why.html").write_text(render(explain_file(path)), "utf-8")
    context = chromium.new_context()
    page = context.new_page()
    page.goto((tmp_path / "why.html").as_uri())
    assert page.locator("img").count() == 0
    assert page.title() == "page.txt · 为什么这样读"
    context.close()
