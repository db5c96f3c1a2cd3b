"""Reading without a network: the server is stopped, and what was read or saved is still there."""

import dataclasses
import json

import pytest
from devices import (
    AUGUST,
    GONE,
    KEPT,
    PAPER,
    SAVED,
    answers,
    arrive,
    changed,
    hard_site,
    headline,
    make,
    save,
    until,
)
from samples import SETTINGS, archive, article, hard_archive, issue, put_site, served

from sitegen.serve import with_script

pytestmark = pytest.mark.browser

STORIES = ("kaaaa1", "kaaaa2", "kaaaa3", "kaaaa5")
UNREAD = f"{PAPER}/undated-aaaaaa/kaaaa6/"

# Whether the device keeps a page with certain words.
NEWS = "async ([address, words]) => (await (await caches.match(address))?.text())?.includes(words)"


@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_a_saved_issue_is_read_when_the_server_is_gone(reader, output, base):
    with served(output, base) as home:
        arrive(reader, f"{home}authors/")
        save(reader, f"{home}{AUGUST}/")
        online = {path: answers(reader, f"{home}{path}") for path in ("", f"{PAPER}/", f"{AUGUST}/")}
    for path, answer in online.items():
        assert answers(reader, f"{home}{path}") == answer
    for story in STORIES:
        assert answers(reader, f"{home}{AUGUST}/{story}/")[0] == 200
        ground = reader.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        assert ground == "rgb(251, 249, 244)", "the page has lost its style"
    assert answers(reader, f"{home}authors/") == (200, "作者")
    assert answers(reader, f"{home}{UNREAD}") == (503, "离线阅读")


@pytest.mark.parametrize("base", ["/", "/repo/"])
def test_the_offline_page_leads_to_what_is_kept(reader, output, base):
    with served(output, base) as home:
        arrive(reader, f"{home}authors/")
        save(reader, f"{home}{AUGUST}/")
    reader.goto(f"{home}{UNREAD}")
    assert reader.url == f"{home}{UNREAD}"
    assert reader.locator("[data-missing]").is_visible()
    issues, pages = (reader.locator(f"[data-list={name}] li a") for name in ("issues", "pages"))
    issues.first.wait_for()
    assert [link.text_content() for link in issues.all()] == ["浙江工人日报 2021年8月18日"]
    assert pages.first.text_content() in {"工会报刊旧闻馆", "浙江工人日报"}
    assert reader.locator("[data-list] p >> visible=true").count() == 0
    for link in reader.locator("header.site a, footer.site a, link[rel=stylesheet]").all():
        assert link.evaluate("link => link.href").startswith(home)
    issues.first.click()
    assert headline(reader) == "浙江工人日报"
    reader.locator('main a[href="kaaaa1/"]').first.click()
    assert reader.url == f"{home}{AUGUST}/kaaaa1/"


def test_a_page_is_kept_from_the_first_visit_on(reader, output):
    with served(output) as home:
        arrive(reader, f"{home}{AUGUST}/kaaaa2/")
        first = headline(reader)
    assert answers(reader, f"{home}{AUGUST}/kaaaa2/?from=mail#main") == (200, first)
    assert answers(reader, f"{home}{AUGUST}/kaaaa1/") == (503, "离线阅读")


def test_the_other_script_has_its_own_offline_page(reader, output):
    with served(output) as home:
        reader.goto(f"{home}zh-hant/{AUGUST}/")
        reader.get_by_role("button", name="儲存本期").click()
        reader.get_by_role("link", name="已儲存").wait_for()
    assert answers(reader, f"{home}zh-hant/{AUGUST}/kaaaa1/")[0] == 200
    assert answers(reader, f"{home}zh-hant/{UNREAD}") == (503, "離線閱讀")
    assert answers(reader, f"{home}{AUGUST}/kaaaa1/") == (503, "离线阅读")
    assert reader.locator("[data-list=issues] a").get_attribute("lang") == "zh-Hant"


def test_a_visit_shows_the_new_text_and_keeps_it(reader, output):
    with served(output) as home:
        save(reader, f"{home}{AUGUST}/")
        arrive(reader, f"{home}{UNREAD}")
        make(output, changed("kaaaa1", title="新的标题"))
        assert answers(reader, f"{home}{AUGUST}/kaaaa1/") == (200, "新的标题")
        until(reader, NEWS, [f"{home}{AUGUST}/kaaaa1/", "新的标题"])
    assert answers(reader, f"{home}{AUGUST}/kaaaa1/") == (200, "新的标题")


def test_a_visit_to_a_saved_issue_renews_all_of_it(reader, output):
    with served(output) as home:
        save(reader, f"{home}{AUGUST}/")
        make(output, changed("kaaaa2", title="另一个标题", draft=False))
        reader.goto(f"{home}{AUGUST}/")
        until(reader, NEWS, [f"{home}{AUGUST}/kaaaa2/", "另一个标题"])
        make(output, changed("kaaaa2", draft=True))
        reader.goto(f"{home}{AUGUST}/")
        until(reader, GONE, f"{home}{AUGUST}/kaaaa2/")
    assert answers(reader, f"{home}{AUGUST}/kaaaa3/")[0] == 200


def test_what_the_archive_takes_down_is_forgotten(reader, output):
    with served(output) as home:
        arrive(reader, f"{home}{UNREAD}")
        make(output, changed("kaaaa6", draft=True))
        assert answers(reader, f"{home}{UNREAD}") == (404, "没有这一页")
        until(reader, GONE, f"{home}{UNREAD}")
    assert answers(reader, f"{home}{UNREAD}") == (503, "离线阅读")


def test_a_saved_issue_can_be_removed_again(reader, output):
    with served(output) as home:
        save(reader, f"{home}{AUGUST}/")
        reader.goto(f"{home}{AUGUST}/kaaaa1/")
        reader.goto(f"{home}{AUGUST}/")
        reader.get_by_role("button", name="删除已存的本期").click()
        reader.locator(".save output", has_text="已从这台设备上删除").wait_for()
        assert reader.locator(".save a").is_hidden()
        assert reader.get_by_role("button", name="保存本期").is_visible()
    for path in ("", *(f"{story}/" for story in STORIES)):
        assert answers(reader, f"{home}{AUGUST}/{path}") == (503, "离线阅读")
    assert reader.locator("[data-list=issues] p").is_visible()


def test_an_issue_removed_while_it_is_renewed_stays_removed(reader, output):
    with served(output) as home:
        save(reader, f"{home}{AUGUST}/")
        pages = [f"{home}{AUGUST}/", *(f"{home}{AUGUST}/{story}/" for story in STORIES)]
        come_back = """async ([own, pages]) => {
            const real = self.fetch;
            let open, arrived;
            const gate = new Promise((resolve) => { open = resolve; });
            const asked = new Promise((resolve) => { arrived = resolve; });
            self.fetch = async (...request) => { arrived(); await gate; return real(...request); };
            const renewed = orders.ask({ issue: own, pages }, () => {});
            await asked;
            await orders.remove({ issue: own }, () => {});
            open();
            await renewed;
            return caches.has(issue + own);
        }"""
        assert not reader.context.service_workers[0].evaluate(come_back, [f"{home}{AUGUST}/", pages])


def test_an_issue_stays_saved_over_a_reload(reader, output):
    with served(output) as home:
        save(reader, f"{home}{AUGUST}/")
        reader.reload()
        reader.get_by_role("button", name="删除已存的本期").wait_for()
        reader.get_by_role("link", name=SAVED).click()
        assert reader.url == f"{home}offline.html"
        reader.locator("[data-list=issues] a").wait_for()
        assert reader.locator("[data-missing]").is_hidden()


def test_without_script_there_is_no_button_and_nothing_is_missing(chromium, output):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    with served(output) as home:
        page.goto(f"{home}{AUGUST}/")
        assert page.locator(".save >> visible=true").count() == 1
        assert page.locator(".save").inner_text().strip() == ""
        page.locator('main a[href="kaaaa1/"]').first.click()
        assert page.url == f"{home}{AUGUST}/kaaaa1/"
        page.goto(f"{home}offline.html")
        assert page.locator("[data-missing]").is_hidden()
    context.close()


def test_the_button_moves_nothing(reader, output):
    with served(output) as home:
        arrive(reader, f"{home}authors/")
        reader.goto(f"{home}{AUGUST}/")
        reader.get_by_role("button", name="保存本期").wait_for()
        assert reader.evaluate(SHIFTS) == 0
        reader.get_by_role("button", name="保存本期").click()
        reader.get_by_role("link", name=SAVED).wait_for()
        assert reader.evaluate(SHIFTS) == 0


# How far things have moved so far; whatever has moved is told before the two next frames are drawn.
SHIFTS = """() => new Promise((tell) => {
    let moved = 0;
    const observer = new PerformanceObserver((list) => list.getEntries().forEach((each) => { moved += each.value; }));
    observer.observe({ type: "layout-shift", buffered: true });
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => tell(moved))));
})"""


def test_a_full_device_is_told_in_words(reader, output):
    with served(output) as home:
        reader.goto(f"{home}{AUGUST}/")
        reader.get_by_role("button", name="保存本期").wait_for()
        session = reader.context.new_cdp_session(reader)
        session.send("Storage.overrideQuotaForOrigin", {"origin": home.rstrip("/"), "quotaSize": 1})
        reader.get_by_role("button", name="保存本期").click()
        reader.locator(".save output", has_text="存储空间不够").wait_for()
        assert reader.get_by_role("button", name="保存本期").is_visible()


def test_a_lost_network_is_told_and_leaves_nothing_half_saved(reader, output):
    with served(output) as home:
        arrive(reader, f"{home}{AUGUST}/")
        reader.get_by_role("button", name="保存本期").wait_for()
    reader.get_by_role("button", name="保存本期").click()
    reader.locator(".save output", has_text="网络不通").wait_for()
    assert not any("issue" in name for name in reader.evaluate("caches.keys()"))
    assert answers(reader, f"{home}{AUGUST}/")[0] == 200, "the page that was read before is still kept"


def test_a_slow_network_does_not_keep_the_reader_waiting(reader, output):
    with served(output) as home:
        arrive(reader, f"{home}{AUGUST}/kaaaa1/")
        first = headline(reader)
        worker = reader.context.service_workers[0]
        worker.evaluate("() => { self.fetch = () => new Promise(() => {}); }")
        assert answers(reader, f"{home}{AUGUST}/kaaaa1/") == (200, first)


def test_the_least_recently_read_pages_go_first(reader, output):
    with served(output) as home:
        arrive(reader, f"{home}authors/")
        fill = """async () => {
            for (const name of ["a", "b", "c", "a", "d"]) await append(read, scope + name, new Response(name), 3);
            return (await (await caches.open(read)).keys()).map((request) => request.url.slice(scope.length));
        }"""
        assert reader.context.service_workers[0].evaluate(fill) == ["c", "a", "d"]


def test_an_address_without_its_slash_still_leads_to_the_page(reader, output):
    with served(output) as home:
        arrive(reader, f"{home}columns/")
        assert answers(reader, f"{home}authors") == (200, "作者")
        assert reader.url == f"{home}authors/"


def test_only_pages_and_files_of_the_site_are_kept(reader, output):
    with served(output) as home:
        arrive(reader, f"{home}{AUGUST}/kaaaa1/")
        asked = """async (home) => {
            await fetch(home + "authors/", { method: "POST" }).catch(() => {});
            await fetch(home + "columns/", { headers: { range: "bytes=0-9" } });
            await fetch(home + "feed.xml");
        }"""
        reader.evaluate(asked, home)
        arrive(reader, f"{home}{PAPER}/")
        for path in ("authors/", "columns/", "feed.xml"):
            assert not reader.evaluate(KEPT, f"{home}{path}")


def test_a_new_worker_takes_over_and_open_pages_stay(reader, output):
    with served(output) as home:
        save(reader, f"{home}{AUGUST}/")
        before = set(reader.evaluate("caches.keys()"))
        settings = dataclasses.replace(SETTINGS, title="换了名字的旧闻馆")
        make(output, dataclasses.replace(hard_archive(), settings=settings))
        reader.evaluate("window.stays = true")
        reader.evaluate("navigator.serviceWorker.ready.then((registration) => registration.update())")
        until(
            reader,
            "async (before) => { const now = await caches.keys(); return now.some((name) => !before.includes(name)) "
            "&& now.filter((name) => name.includes('shell')).length === 1; }",
            sorted(before),
        )
        after = set(reader.evaluate("caches.keys()"))
        assert reader.evaluate("window.stays")
        assert {name for name in before ^ after if "shell" not in name} == set()
    reader.goto(f"{home}{UNREAD}")
    assert reader.locator(".brand").text_content() == "换了名字的旧闻馆"
    assert answers(reader, f"{home}{AUGUST}/kaaaa1/")[0] == 200


def test_two_archives_on_one_host_leave_each_other_alone(reader, tmp_path):
    other = archive(issue(articles=(article("kbbbb1"),)), title="另一个馆")
    put_site(tmp_path / "out/one", hard_site())
    make(tmp_path / "out/two", other)
    with served(tmp_path / "out") as host:
        save(reader, f"{host}one/{AUGUST}/")
        save(reader, f"{host}two/{AUGUST}/")
        names = reader.evaluate("caches.keys()")
        assert {name.split()[1] for name in names} == {"/one/", "/two/"}
        reader.get_by_role("button", name="删除已存的本期").click()
        reader.locator(".save output", has_text="已从").wait_for()
    assert answers(reader, f"{host}one/{AUGUST}/kaaaa1/")[0] == 200
    assert answers(reader, f"{host}two/{AUGUST}/kbbbb1/")[0] == 503


def test_a_preview_registers_no_worker(reader, output):
    page = output / AUGUST / "index.html"
    page.write_bytes(with_script(page.read_bytes(), "ab12-0"))
    with served(output) as home:
        arrive(reader, f"{home}authors/")
        reader.goto(f"{home}{AUGUST}/")
        until(reader, "async () => (await navigator.serviceWorker.getRegistrations()).length === 0")
        assert reader.locator(".save button").is_hidden()


def test_a_device_can_install_the_site(reader, output):
    with served(output, "/repo/") as home:
        reader.goto(f"{home}zh-hant/{AUGUST}/")
        session = reader.context.new_cdp_session(reader)
        manifest = session.send("Page.getAppManifest")
        assert manifest["errors"] == []
        assert manifest["url"] == f"{home}zh-hant/manifest.webmanifest"
        given = json.loads(manifest["data"])
        assert given["lang"] == "zh-Hant"
        assert session.send("Page.getInstallabilityErrors")["installabilityErrors"] in ([], INCOGNITO)
        for icon in given["icons"]:
            size = reader.evaluate(
                "async (address) => { const icon = new Image(); icon.src = address; await icon.decode(); "
                "return `${icon.naturalWidth}x${icon.naturalHeight}`; }",
                f"{home}zh-hant/{icon['src']}",
            )
            assert size == icon["sizes"]


INCOGNITO = [{"errorId": "in-incognito", "errorArguments": []}]
