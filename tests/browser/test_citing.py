"""Citations and the addresses of paragraphs in a real Chromium: copied by mouse, keyboard and touch; there without script."""

import datetime
import re
import shutil

import pytest
from samples import FIXTURE, served, silent, told

from sitegen.build.run import build

pytestmark = pytest.mark.browser

PATIENCE = 15_000  # milliseconds for a page or an element to come
ARTICLE = "zhejiang-gongren-ribao/2021-08-18/kaaaa1/"
CLIPBOARD = ["clipboard-read", "clipboard-write"]


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The small archive with its address set, built and served below that address's path."""
    copy = tmp_path_factory.mktemp("citing")
    shutil.copytree(FIXTURE / "content", copy / "content")
    settings = copy / "content" / "site.yaml"
    settings.write_text(
        re.sub("(?m)^base_url:.*$", "base_url: 'https://example.org/repo'", settings.read_text("utf-8")), "utf-8"
    )
    assert told(build(copy / "content", copy / "output", silent).problems) == []
    with served(copy / "output", "/repo/") as address:
        yield address


@pytest.fixture
def reader(chromium, home, request):
    """A page that shows the article, in a context with what the test asks for."""
    context = chromium.new_context(locale="zh-CN", **getattr(request, "param", {"permissions": CLIPBOARD}))
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.goto(home + ARTICLE)
    yield page
    context.close()


def clipboard(page):
    return page.evaluate("navigator.clipboard.readText()")


def test_the_standard_citation_is_copied_with_the_day(reader):
    before = datetime.date.today()
    reader.locator(".cite").get_by_role("button", name="复制 GB/T 7714—2015").click()
    reader.get_by_role("status").get_by_text("已复制").wait_for()
    days = {f"[{day.isoformat()}]" for day in (before, datetime.date.today())}
    text = clipboard(reader)
    assert text.startswith("程雪, 罗丽. ")
    assert "[N/OL]. 浙江工人日报, 2021-08-18(1)[" in text
    assert any(day in text for day in days)
    assert "引用日期" not in text


def test_the_other_forms_are_copied_by_keyboard(reader):
    summary = reader.locator(".cite summary")
    summary.focus()
    reader.keyboard.press("Enter")
    for name, beginning in (("中文", "程雪、罗丽：《"), ("BibTeX", "@article{kaaaa1,\n"), ("RIS", "TY  - NEWS\n")):
        reader.keyboard.press("Tab")
        assert reader.evaluate("document.activeElement.getAttribute('aria-label')") == f"复制 {name}"
        reader.keyboard.press("Enter")
        reader.get_by_role("status").get_by_text("已复制").wait_for()
        assert clipboard(reader).startswith(beginning)


def test_the_mark_of_a_paragraph_shows_under_the_pointer_and_gives_its_address(reader, home):
    paragraph = reader.locator("#p2")
    mark = paragraph.locator(".mark")
    opacity = "element => getComputedStyle(element).opacity"
    assert mark.evaluate(opacity) == "0"
    paragraph.hover()
    assert mark.evaluate(opacity) == "1"
    mark.click()
    reader.get_by_role("status").get_by_text("已复制").wait_for()
    assert reader.url == clipboard(reader) == f"{home}{ARTICLE}#p2"
    assert reader.locator("#p2:target").count() == 1


def test_the_mark_of_a_paragraph_is_reached_by_keyboard_and_has_a_name(reader, home):
    mark = reader.get_by_role("link", name="第1段的地址")
    reader.locator(".names a").last.focus()
    reader.keyboard.press("Tab")
    assert mark.evaluate("element => element === document.activeElement")
    assert mark.evaluate("element => getComputedStyle(element).opacity") == "1"
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"{home}{ARTICLE}#p1")


@pytest.mark.parametrize(
    "reader",
    [{"permissions": CLIPBOARD, "has_touch": True, "is_mobile": True, "viewport": {"width": 320, "height": 640}}],
    indirect=True,
)
def test_a_touch_shows_the_mark_without_moving_anything(reader, home):
    paragraph = reader.locator("#p1")
    box = paragraph.bounding_box()
    paragraph.tap(position={"x": box["width"] / 2, "y": box["height"] - 5})
    mark = paragraph.locator(".mark")
    assert mark.evaluate("element => getComputedStyle(element).opacity") == "1"
    after = paragraph.bounding_box()
    assert (after["width"], after["height"]) == (box["width"], box["height"])
    target = mark.bounding_box()
    assert min(target["width"], target["height"]) >= 24  # WCAG 2.2, success criterion 2.5.8
    mark.tap()
    reader.wait_for_url(f"{home}{ARTICLE}#p1")


def test_what_is_copied_from_the_text_has_no_marks_in_it(reader):
    reader.evaluate("getSelection().selectAllChildren(document.querySelector('.body'))")
    text = reader.evaluate("getSelection().toString()")
    assert "近日，会议召开。" in text
    assert "¶" not in text


@pytest.mark.parametrize("reader", [{"permissions": []}], indirect=True)
def test_where_the_clipboard_is_closed_the_text_is_selected_to_be_copied(reader):
    reader.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('closed')); }")
    reader.locator(".cite button").first.click()
    reader.get_by_role("status").get_by_text("未能复制").wait_for()
    assert reader.evaluate("getSelection().toString()").startswith("程雪, 罗丽. ")


@pytest.mark.parametrize("reader", [{"java_script_enabled": False}], indirect=True)
def test_without_script_every_form_can_be_read_and_every_paragraph_has_its_address(reader, home):
    assert "[引用日期]" in reader.locator(".cite .quoted").first.text_content()
    assert reader.locator(".cite button").count() == 0
    reader.locator(".cite summary").click()
    assert reader.get_by_text("TY  - NEWS").is_visible()
    reader.goto(f"{home}{ARTICLE}#p2")
    assert reader.locator("#p2:target").count() == 1
