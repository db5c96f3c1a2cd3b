"""The ways through the archive in a real browser: this day in past years, jumps, turning pages; by keyboard and without script."""

import datetime

import pytest
from samples import SETTINGS, article, default_theme, issue, put_site, served, silent

from sitegen.model import Archive, Page
from sitegen.site.pages import render

pytestmark = pytest.mark.browser

PAPER = "zhejiang-gongren-ribao"
NARROW = {"width": 320, "height": 640}
PATIENCE = 15_000  # milliseconds for a page or an element to come
NAMES = ("要闻", "工会新闻", "民生", "经济")


def dated(date, *articles):
    return issue(date, articles=articles or (article(f"k{date.replace('-', '')}", date=date),))


def sixteen_pages():
    stories = [article(f"s{page}", page=page, title=f"第{page}版的头条 讲的是新生活") for page in range(1, 17)]
    head = article("head", order=2, title="防汛会议召开", continued_on=4, body="会议强调，要压实责任，加密")
    tail = article("tail", order=2, page=4, title="防汛会议", continued_from=1)
    pages = tuple(Page(number, "a.txt", "0" * 64, name=NAMES[number % 4]) for number in range(1, 17))
    return issue(articles=(*stories, head, tail), pages=pages)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A site with five years of one day, an issue of sixteen pages, and an author of two pages."""
    years = [dated(f"{year}-08-18") for year in range(2015, 2021)]
    many = dated("2021-08-20", *(article(f"m{n}", order=n, authors=("罗丽",)) for n in range(1, 104)))
    given = Archive(SETTINGS, (*years, sixteen_pages(), many))
    rendering = render(given, default_theme(), silent)
    assert rendering.problems == ()
    folder = tmp_path_factory.mktemp("navigation")
    put_site(folder, rendering)
    with served(folder, "/repo/") as address:
        yield address


@pytest.fixture
def reader(chromium, request):
    """A page in a narrow window; `reader.complaints` collects what fails."""
    script = getattr(request, "param", True)
    context = chromium.new_context(viewport=NARROW, java_script_enabled=script, service_workers="block")
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.on("response", lambda answer: answer.status >= 400 and page.complaints.append(answer.url))
    yield page
    context.close()


def home_on(reader, home, day):
    """The home page as it is on a certain day."""
    reader.clock.set_fixed_time(datetime.datetime.fromisoformat(f"{day}T09:00:00"))
    reader.goto(home)
    return reader.locator(".today")


def test_on_the_day_itself_the_home_page_shows_past_years_and_leads_to_all(reader, home):
    today = home_on(reader, home, "2026-08-18")
    today.locator(".day-list").wait_for()
    assert today.locator(".when").text_content() == "8月18日"
    assert [when.split()[0] for when in today.locator("h3").all_text_contents()][:2] == [
        "2021年8月18日",
        "2020年8月18日",
    ]
    assert today.locator(".day-list > li").count() == 4
    today.get_by_text("这一天的全部旧报").click()
    assert reader.url == f"{home}days/08-18/"
    assert reader.locator(".day-list > li").count() == 7
    assert reader.complaints == []


def test_the_links_it_shows_lead_where_they_should(reader, home):
    today = home_on(reader, home, "2026-08-18")
    today.locator(".day-list .headlines a").first.click()
    assert reader.url == f"{home}{PAPER}/2021-08-18/s1/"


@pytest.mark.parametrize(
    ("day", "nearest"), [("2026-08-25", "8月20日"), ("2026-08-19", "8月18日"), ("2026-08-11", "8月18日")]
)
def test_within_a_week_the_nearest_day_is_shown_and_said_to_be_that(reader, home, day, nearest):
    today = home_on(reader, home, day)
    today.locator(".day-list").wait_for()
    assert today.locator(".when").text_content() == f"今天没有旧报，最近的是{nearest}"


@pytest.mark.parametrize("day", ["2026-08-28", "2026-01-01", "2028-02-29"])
def test_far_from_any_day_the_link_to_the_calendar_stays_alone(reader, home, day):
    today = home_on(reader, home, day)
    reader.wait_for_load_state("networkidle")
    assert today.locator(".day-list").count() == 0
    today.get_by_text("按月日翻看").click()
    assert reader.url == f"{home}days/"
    assert reader.complaints == []


def test_the_other_script_shows_its_own_day(reader, home):
    reader.clock.set_fixed_time(datetime.datetime(2026, 8, 19, 9))
    reader.goto(f"{home}zh-hant/")
    reader.locator(".today .day-list").wait_for()
    assert reader.locator(".today .when").text_content() == "今天沒有舊報，最近的是8月18日"
    assert reader.locator(".today .headlines a").first.get_attribute("href").startswith(f"{home}zh-hant/{PAPER}/")


@pytest.mark.parametrize("reader", [False], indirect=True, ids=["no JavaScript"])
def test_without_script_every_way_is_open(reader, home):
    reader.goto(home)
    reader.get_by_text("按月日翻看").click()
    reader.locator(".month a").first.click()
    assert reader.url == f"{home}days/08-18/"
    reader.locator(".turning a[rel=next]").click()
    assert reader.url == f"{home}days/08-20/"
    reader.locator(".day-list h2 a").first.click()
    reader.locator(".band a[rel=prev]").click()
    assert reader.url == f"{home}{PAPER}/2021-08-18/"
    reader.locator(".pages-index a").nth(3).click()
    assert reader.url.endswith("#page-4")
    reader.locator("#page-4 .headline a", has_text="防汛会议").click()
    reader.locator(".said a").click()
    assert reader.url == f"{home}{PAPER}/2021-08-18/head/"
    reader.locator(".turns a", has_text="下一版").click()
    assert reader.url == f"{home}{PAPER}/2021-08-18/s2/"
    reader.locator(".turns a", has_text="上一期").click()
    assert reader.url == f"{home}{PAPER}/2020-08-18/"
    reader.locator("header.site a", has_text="各期").click()
    assert reader.url == f"{home}issues/"
    reader.goto(f"{home}authors/")
    reader.locator(".letter a").first.click()
    reader.locator(".turning a[rel=next]").click()
    assert reader.locator(".list .story").count() == 3


PLACES = (
    "",
    "days/",
    "days/08-18/",
    "issues/",
    "authors/罗丽/",
    f"{PAPER}/",
    f"{PAPER}/2021-08-18/",
    f"{PAPER}/2021-08-18/head/",
)


@pytest.mark.parametrize("place", PLACES)
def test_no_page_is_wider_than_320_pixels_even_with_text_of_twice_the_size(reader, home, place):
    reader.goto(home + place)
    for size in ("100%", "200%"):
        reader.evaluate("size => { document.documentElement.style.fontSize = size }", size)
        assert reader.evaluate("document.documentElement.scrollWidth <= innerWidth"), size


@pytest.mark.parametrize("place", ["days/", "issues/", "authors/罗丽/", f"{PAPER}/2021-08-18/"])
def test_every_link_can_be_touched(reader, home, place):
    """Targets are 24 pixels high at least (WCAG 2.2, success criterion 2.5.8, level AA)."""
    reader.goto(home + place)
    links = reader.locator(":is(.jumps, .turning, .month, .rows, .pages-index, .book) a")
    low = links.evaluate_all(
        "links => links.filter(link => link.getBoundingClientRect().height < 24).map(link => link.outerHTML)"
    )
    assert low == []


def test_a_keyboard_turns_the_pages(reader, home):
    reader.goto(f"{home}authors/罗丽/")
    reader.locator(".turning a[rel=next]").focus()
    reader.keyboard.press("Enter")
    reader.wait_for_url(f"{home}authors/%E7%BD%97%E4%B8%BD/2/")
