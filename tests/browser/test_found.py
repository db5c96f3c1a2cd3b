"""From a hit to the article: every place is marked, the first is in view, the others are a touch away, and all of it goes again."""

import re
from urllib.parse import quote

import pytest
from colours import LEAST, contrast
from devices import until
from samples import archive, article, default_theme, issue, put_site, served, silent

from sitegen.model import Photo
from sitegen.site.pages import render

pytestmark = pytest.mark.browser

PATIENCE = 15_000  # milliseconds for something to come
PHONE = {"width": 360, "height": 740}
ISSUE = "zhejiang-gongren-ribao/2021-08-18/"
STORY = f"{ISSUE}kaaaa1/"
FILLING = "\n\n".join(["职工们说：“我们要好好练。”这是第21届，来自12支队伍。"] * 30)
STORIES = (
    article(
        "kaaaa1",
        title="医师节 表彰大会",
        kicker="庆祝医师节",
        subtitle="——龙医师的一天",
        column="医师风采",
        byline="□ 本报记者 罗丽",
        authors=("罗丽",),
        body=f"{FILLING}\n\n## 医师的话\n\n最后，**医**师节到了，龙虎山下ＡＢ中学的医师们笑了。\n\n{FILLING}",
        photos=(Photo("医师合影。", "龙飞 摄"),),
    ),
    article("kaaaa2", order=2, title="<img src=x onerror=alert(1)>", body="没有什么。"),
)

# What a reader gets: the text and the elements around it.
AS_IT_STANDS = "document.querySelector('article').outerHTML"
IN_VIEW = """(mark) => {
    const box = mark.getBoundingClientRect();
    return box.top > 0 && box.bottom < innerHeight - 40 && box.left >= 0 && box.right <= innerWidth;
}"""
COLOURS = "marks => marks.map((mark) => getComputedStyle(mark)).map((style) => [style.color, style.backgroundColor])"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    folder = tmp_path_factory.mktemp("found")
    rendering = render(archive(issue(articles=STORIES)), default_theme(), silent)
    assert rendering.problems == ()
    put_site(folder / "out", rendering)
    with served(folder / "out", "/repo/") as address:
        yield address


@pytest.fixture
def page(chromium):
    context = chromium.new_context(viewport=PHONE, locale="zh-CN", service_workers="block")
    context.set_default_timeout(PATIENCE)
    opened = context.new_page()
    opened.complaints, opened.asked = [], []
    opened.on("pageerror", lambda error: opened.complaints.append(str(error)))
    opened.on("request", lambda request: opened.asked.append(request.url))
    yield opened
    assert opened.complaints == []
    context.close()


def find(page, address, query):
    """Open a page as a hit leads to it."""
    page.goto(f"{address}#q={quote(query)}")
    page.locator(".found").wait_for()


def says(page):
    return page.get_by_role("status").first.text_content()


def marked(page):
    return page.locator("mark").all_text_contents()


def current(page):
    return page.locator("mark.here")


def test_every_text_is_marked_and_the_first_place_said(page, home):
    find(page, home + STORY, "医师")
    assert marked(page) == ["医师", "医师", "医师", "医师", "医师", "医", "师", "医师", "医师"]
    for owner in ("rubric", "kicker", "headline", "deck", "body h2", "body p", "caption"):
        assert page.locator(f".{owner} mark").count() > 0, owner
    assert says(page) == "第 1/8 处"


@pytest.mark.parametrize(
    ("tree", "query", "texts"),
    [
        ("", "龍虎山 ab中學", ["龙虎山", "ＡＢ中学"]),
        ("zh-hant/", "龙虎山", ["龍虎山"]),
        ("zh-hant/", "ＬＯＮＧ 龍飛", ["龍飛"]),
        ("", '"记者 罗丽" -医师', ["记者 ", "罗丽"]),
    ],
)
def test_scripts_and_widths_are_all_one_in_both_trees(page, home, tree, query, texts):
    find(page, f"{home}{tree}{STORY}", query)
    assert [text.strip() for text in marked(page) if text.strip()] == [text.strip() for text in texts]


def test_the_place_comes_into_view_and_nothing_takes_the_focus(page, home):
    find(page, home + STORY, "龙虎山")
    assert current(page).evaluate(IN_VIEW)
    assert page.evaluate("scrollY") > PHONE["height"]
    assert page.evaluate("document.activeElement === document.body")


def test_the_way_leads_round_by_keyboard(page, home):
    find(page, home + STORY, "龙虎山 合影 庆祝")
    assert says(page) == "第 1/3 处"
    page.get_by_role("button", name="下一处").focus()
    for place, text in (("2", "龙虎山"), ("3", "合影"), ("1", "庆祝")):
        page.keyboard.press("Enter")
        assert (says(page), current(page).text_content()) == (f"第 {place}/3 处", text)
        assert current(page).evaluate(IN_VIEW)
    page.get_by_role("button", name="上一处").click()
    assert says(page) == "第 3/3 处"


def test_one_place_needs_no_way(page, home):
    find(page, home + STORY, "龙虎山")
    assert says(page) == "1 处"
    assert page.locator(".found button").all_text_contents() == ["清除"]


def test_clearing_leaves_the_page_as_it_was(page, home):
    page.goto(home + STORY)
    before = page.evaluate(AS_IT_STANDS)
    link = page.locator(".other-script").get_attribute("href")
    find(page, home + STORY, "医师 21 ab中学")
    assert page.locator(".other-script").get_attribute("href").endswith(f"#q={quote('医师 21 ab中学')}")
    page.get_by_role("button", name="清除").click()
    assert page.evaluate(AS_IT_STANDS) == before
    assert page.url == home + STORY
    assert page.locator(".other-script").evaluate("link => link.hash") == ""
    assert page.locator(".other-script").evaluate("link => link.pathname").endswith(link.replace("../", ""))
    assert page.locator(".found").count() == 0
    assert page.evaluate("document.activeElement.id") == "main"


def test_the_text_stays_the_same_under_its_marks(page, home):
    page.goto(home + STORY)
    text = page.evaluate("document.querySelector('article').innerText")
    selected = (
        "() => { getSelection().selectAllChildren(document.querySelector('.body')); return String(getSelection()); }"
    )
    copied = page.evaluate(selected)
    find(page, home + STORY, "医师 21")
    assert page.evaluate("document.querySelector('article').innerText") == text
    assert page.evaluate(selected) == copied
    page.goto(f"{home}{STORY}#p3")
    assert page.locator("#p3").evaluate(IN_VIEW)
    assert page.locator("#p3 .mark").get_attribute("href") == "#p3"


def test_another_search_on_the_same_page(page, home):
    find(page, home + STORY, "医师")
    page.evaluate("location.hash = '#q=' + encodeURIComponent('龙虎山')")
    page.locator("mark", has_text="龙虎山").wait_for()
    assert marked(page) == ["龙虎山"]
    page.evaluate("location.hash = '#q=' + encodeURIComponent('足球')")
    until(page, "async () => !document.querySelector('.found, mark')")
    page.evaluate("location.hash = '#q=' + encodeURIComponent('合影')")
    page.locator("mark", has_text="合影").wait_for()


def test_what_is_not_there_changes_nothing(page, home):
    page.goto(home + STORY)
    before = page.evaluate(AS_IT_STANDS)
    absent = ["从来没有的话", "<b>", "医" * 5000, "", '-"']
    for fragment in (*(f"q={quote(query)}" for query in absent), "q=%E4%", "q=\ud800", "main", "p3"):
        page.evaluate("fragment => { location.hash = fragment; }", fragment)
        # What is there is found afterwards, so the other was looked for before.
        page.evaluate("location.hash = '#q=' + encodeURIComponent('龙虎山')")
        page.locator("mark.here", has_text="龙虎山").wait_for()
        page.evaluate("fragment => { location.hash = fragment; }", f"q={quote('从来没有的话')}")
        until(page, "async () => !document.querySelector('.found')")
        assert page.evaluate(AS_IT_STANDS) == before


def test_markup_that_is_searched_for_is_text(page, home):
    find(page, f"{home}{ISSUE}kaaaa2/", "<img src=x onerror=alert(1)>")
    assert "".join(marked(page)).count("onerror") == 1
    assert page.locator("img").count() == 0


def test_other_readers_load_nothing_of_it(page, home):
    for path in (STORY, f"{STORY}#p3", ISSUE):
        page.goto(home + path, wait_until="networkidle" if path == ISSUE else "load")
    loaded = {re.sub(r".*/", "", address.split("?")[0]) for address in page.asked}
    assert not loaded & {"mark.js", "mark.css", "find.js", "search-query.js", "fold.bin"}
    assert not any("/search/" in address for address in page.asked)


@pytest.mark.parametrize("before", [True, False], ids=["set before", "set after"])
def test_marks_live_in_a_vertical_text(page, home, before):
    vertical = "document.querySelector('[value=vertical]').click()"
    if before:
        page.add_init_script("localStorage.setItem('reader', 'vertical')")
    find(page, home + STORY, "龙虎山 21届")
    if not before:
        page.evaluate(vertical)
    until(page, "async () => document.querySelector('.two')")
    assert "".join(marked(page)).count("21届") == 60
    page.get_by_role("button", name="上一处").click()
    assert current(page).first.evaluate(IN_VIEW)
    assert page.evaluate("document.querySelector('.setting').scrollLeft") < -PHONE["width"]
    page.get_by_role("button", name="清除").click()
    assert page.locator("mark").count() == 0
    assert page.locator("#p1").text_content() == "职工们说：“我们要好好练。”这是第21届，来自12支队伍。"


def test_marks_are_read_in_every_light(page, home):
    find(page, home + STORY, "医师 记者 罗丽 飞")
    for light in ("light", "dark", "sepia"):
        page.evaluate("light => { document.documentElement.dataset.reader = light; }", light)
        pairs = {tuple(pair) for pair in page.locator("mark").evaluate_all(COLOURS)}
        for ink, ground in (map(hexadecimal, pair) for pair in pairs):
            assert contrast(ink, ground) >= LEAST, light


def hexadecimal(colour):
    return "#" + "".join(f"{int(part):02x}" for part in re.findall(r"\d+", colour)[:3])


def test_paper_shows_no_marks(page, home):
    find(page, home + STORY, "医师")
    page.emulate_media(media="print")
    assert current(page).evaluate("mark => getComputedStyle(mark).backgroundColor") == "rgba(0, 0, 0, 0)"
    assert current(page).evaluate("mark => getComputedStyle(mark).borderBottomWidth") == "0px"
    assert page.locator(".found").is_hidden()


def test_who_comes_back_stays_where_he_was(page, home):
    find(page, home + STORY, "龙虎山")
    page.evaluate("scrollTo(0, 0)")
    page.reload()
    page.locator(".found").wait_for()
    assert page.evaluate("scrollY") == 0
