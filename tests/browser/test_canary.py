"""An archive that tries to run scripts, opened in a real browser: none runs, with the pages' policy and also without it."""

import re
import zipfile

import pytest
from canary import CANARY_HOST, EVIL, PAYLOADS, RAW_NAME, RAW_TEXT, write_archive
from devices import PATIENCE, READY, save, until
from samples import served, silent

from sitegen.build.run import build
from sitegen.explain import explain_file
from sitegen.explain.html import render

pytestmark = pytest.mark.browser

PAPER = "zhejiang-gongren-ribao/2021-08-18"
TREES = ("", "zh-hant/")
# Told by the browser itself, whatever it refuses.
WATCH = """addEventListener('securitypolicyviolation', (event) => {
    (window.refused ??= []).push(`${event.violatedDirective} ${event.blockedURI}`);
});"""
REFUSED = "window.refused ?? []"
UNFOLD = "document.querySelectorAll('details').forEach((each) => { each.open = true; })"
# What runs only when somebody touches it would stand here.
LURKING = """[...document.querySelectorAll('*')].flatMap((each) => [...each.attributes]).filter(({ name, value }) =>
    /^on|^srcdoc$/.test(name) || (/^(href|src|action|formaction)$/.test(name) && /^\\s*(javascript|data|vbscript):/i.test(value))
).map(({ name, value }) => `${name}=${value}`)"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """The hostile site, its books unpacked beside it; the folder and the address."""
    folder = tmp_path_factory.mktemp("canary")
    write_archive(folder / "content")
    build(folder / "content", folder / "output", silent)
    for number, book in enumerate(sorted((folder / "output").rglob("*.epub"))):
        with zipfile.ZipFile(book) as packed:
            packed.extractall(folder / f"output/book-{number}")
    (folder / "output/explained.html").write_text(explained(folder), "utf-8")
    with served(folder / "output") as home:
        yield folder / "output", home


def explained(folder):
    raw = folder / RAW_NAME
    raw.write_text(RAW_TEXT, "utf-8")
    return render(explain_file(raw))


class Watched:
    """A browser's page; what ran in it, what it asked for outside, and what its policy refused."""

    def __init__(self, context):
        self.ran, self.outside, self.complaints = [], [], []
        context.set_default_timeout(PATIENCE)
        context.expose_binding("canary", lambda _source, number=None: self.ran.append(number))
        context.add_init_script(WATCH)
        # Only what the policy lets through comes so far.
        context.route(re.compile(re.escape(CANARY_HOST)), self.answer)
        self.page = context.new_page()
        self.page.on("dialog", lambda dialog: (self.ran.append(dialog.message), dialog.dismiss()))
        self.page.on("console", lambda told: told.type == "error" and self.complaints.append(told.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))

    def answer(self, route):
        self.outside.append(route.request.url)
        route.fulfill(body="canary(0)", content_type="text/javascript")

    def calm(self, path):
        """Nothing ran, nothing was asked for, nothing lurks, nothing was refused."""
        assert self.ran == [], path
        assert self.outside == [], path
        assert self.page.evaluate(LURKING) == [], path
        assert self.page.evaluate(REFUSED) == [], path
        assert [each for each in self.complaints if "Content Security Policy" in each or "canary" in each] == [], path


@pytest.fixture(params=[False, True], ids=["with the policy", "without it"])
def watched(chromium, request):
    """A reader, with the pages' policy in force and without it: the escaping must hold alone."""
    context = chromium.new_context(bypass_csp=request.param, service_workers="block", locale="zh-CN")
    yield Watched(context)
    context.close()


def kind_of(folder, path):
    """What a file is one of: pages of a tree that are laid out alike, files of a book, others by what they end in."""
    text = (folder / path).read_text("utf-8")
    found = re.search(r'<body class="([^"]*)"', text)
    return (path.startswith("zh-hant/"), found[1] if found else re.sub(r"[0-9]|-k.*", "", path.rpartition("/")[2]))


def of_each_kind(folder):
    """Two files of each kind that a browser shows."""
    kinds = {}
    for ending in ("*.html", "*.xml", "*.json", "*.xhtml"):
        for path in sorted(path.relative_to(folder).as_posix() for path in folder.rglob(ending)):
            if 'http-equiv="refresh"' not in (folder / path).read_text("utf-8"):  # it leads to another one at once
                kinds.setdefault(kind_of(folder, path), []).append(path)
    return [path for paths in kinds.values() for path in (paths[0], paths[-1])]


def test_no_page_of_either_tree_runs_anything(site, watched):
    folder, home = site
    paths = of_each_kind(folder)
    assert {"index.html", "explained.html", "feed.xml", "sitemap.xml", "zh-hant/index.html"} <= set(paths)
    assert len(paths) > 40
    for path in paths:
        watched.page.goto(home + path.removesuffix("index.html"), wait_until="load")
        watched.calm(path)


QUERIES = (
    *PAYLOADS,
    EVIL[:500],
    "恶",
    '"</script><script>canary(1)</script>"',
    "作者:<img src=x onerror=canary(2)>",
    "canary",
)


@pytest.mark.parametrize("tree", TREES)
def test_no_search_runs_what_is_searched_for_or_found(site, watched, tree):
    page = watched.page
    page.goto(f"{site[1]}{tree}search/")
    for query in QUERIES:
        page.evaluate("document.querySelector('.status').textContent = ''")
        page.locator("[name=q]").fill(query)
        page.keyboard.press("Enter")
        until(page, "async () => /[^…]/.test(document.querySelector('.status').textContent)")
        watched.calm(query)
    for field in ("newspaper", "year", "page", "kind", "author", "column", "order"):
        page.goto(f"{site[1]}{tree}search/?q=恶&{field}=%3Cimg%20src=x%20onerror=canary(2)%3E%22%27")
        until(page, "async () => document.querySelector('.status').textContent !== ''")
        watched.calm(field)


@pytest.mark.parametrize("tree", TREES)
def test_no_hit_and_no_place_that_is_marked_runs_anything(site, watched, tree):
    page = watched.page
    page.goto(f"{site[1]}{tree}search/?q=canary")
    page.locator(".hits a").first.wait_for()
    page.evaluate(UNFOLD)
    watched.calm("hits")
    page.locator(".hits a").first.click()
    page.locator("mark").first.wait_for()
    watched.calm("marks")
    page.evaluate("location.hash = '#q=' + encodeURIComponent('<img src=x onerror=canary(2)>')")
    page.wait_for_timeout(200)
    page.evaluate(UNFOLD)
    for button in page.locator(".form button").all()[:3]:
        button.click()
    watched.calm("article")


def test_what_a_device_keeps_is_listed_as_text(site, chromium):
    context = chromium.new_context(locale="zh-CN")
    watched = Watched(context)
    save(watched.page, f"{site[1]}{PAPER}/")
    until(watched.page, READY)
    watched.page.goto(f"{site[1]}offline.html")
    watched.page.locator("[data-list=issues] li").wait_for()
    watched.calm("offline")
    context.set_offline(True)
    watched.page.goto(f"{site[1]}no/such/page/")
    watched.page.locator("[data-list=issues] li").wait_for()
    watched.calm("offline, for another page")
    context.close()


INJECTED = {
    "a script": ("<script>canary(1)</script>", "script-src-elem inline"),
    "a handler": ("<img src=x onerror=canary(2)>", "script-src-attr inline"),
    "a link that is a script": ('<a id="injected" href="javascript:canary(3)">点</a>', "script-src-elem inline"),
    "a script of another host": (f"<script src=http://{CANARY_HOST}/x.js></script>", f"script-src-elem http://{CANARY_HOST}/x.js"),
    "a picture of another host": (f"<img src=http://{CANARY_HOST}/x.png>", f"img-src http://{CANARY_HOST}/x.png"),
    "a style": ("<style>main { display: none }</style>", "style-src-elem inline"),
    "a style in an attribute": ('<p style="color: red">点</p>', "style-src-attr inline"),
    "a frame": (f"<iframe src=http://{CANARY_HOST}/></iframe>", f"frame-src http://{CANARY_HOST}"),
    "a plug-in": (f"<object data=http://{CANARY_HOST}/x></object>", f"object-src http://{CANARY_HOST}"),
    "a base": (f"<base href=http://{CANARY_HOST}/>", f"base-uri http://{CANARY_HOST}/"),
    "a form": (f"<form id=injected action=http://{CANARY_HOST}/><button>点</button></form>", f"form-action http://{CANARY_HOST}/?"),
}  # fmt: skip


@pytest.mark.parametrize(("markup", "refused"), INJECTED.values(), ids=INJECTED)
def test_where_escaping_failed_the_policy_would_refuse(site, chromium, markup, refused):
    """Markup put into a page by hand, as a fault of a template would let it."""
    folder, home = site
    page = (folder / PAPER / "kaaaa1/index.html").read_text("utf-8")
    (folder / PAPER / "kaaaa1/injected.html").write_text(
        page.replace('<main id="main"', f'{markup}<main id="main"', 1), "utf-8"
    )
    context = chromium.new_context(service_workers="block")
    watched = Watched(context)
    watched.page.goto(f"{home}{PAPER}/kaaaa1/injected.html")
    if "injected" in markup:
        watched.page.evaluate(
            "document.querySelector('#injected').requestSubmit?.() ?? document.querySelector('#injected').click()"
        )
    until(watched.page, "async () => (window.refused ?? []).length > 0")
    assert watched.page.evaluate(REFUSED) == [refused]
    assert (watched.ran, watched.outside) == ([], [])
    context.close()


def test_the_canary_sings(site, chromium):
    """Without the policy, an injected script does run: else the tests above would prove nothing."""
    folder, home = site
    page = (folder / PAPER / "kaaaa1/index.html").read_text("utf-8")
    (folder / PAPER / "kaaaa1/injected.html").write_text(
        page.replace("<main", f"{PAYLOADS[0]}{PAYLOADS[1]}<main", 1), "utf-8"
    )
    context = chromium.new_context(service_workers="block", bypass_csp=True)
    watched = Watched(context)
    watched.page.goto(f"{home}{PAPER}/kaaaa1/injected.html")
    watched.page.wait_for_timeout(200)
    assert 1 in watched.ran
    assert watched.outside
    context.close()
