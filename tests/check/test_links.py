"""Links inside a built site."""

import html
import string

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from small_site import HEAD, SITE, Attributes, addresses_of, site, told

from sitegen.check.sitefile import Base

BASE = "https://example.org/papers"


def linked(folder, link, base_url=""):
    """What is told of a page a/index.html with one link on its ninth line."""
    return site(folder, {"a/index.html": f"{HEAD}<h1 id='头'>\n<p>\n<a {link}>x</a>"}, base_url)[0]


@pytest.mark.parametrize(
    "link",
    [
        'href="../"',
        'href="../#p1"',
        'href="./"',
        'href="#top"',
        'href="#TOP"',
        'href=""',
        "href='../static/style.css?v=12'",
        'href="%E9%A2%98%20%E7%9B%AE/#%E5%BA%95"',
        'class="b" href="题 目/"',
        "href=题%20目/",
        'HREF = "../"',
        'href="  ../ "',
        'href="#头"',
        'href="../static/style.css#p9"',
        'href="../#:~:text=甲"',
        'href="https://example.com/none"',
        'href="//example.com/none"',
        'href="mailto:a@example.org"',
        'href="data:image/png;base64,"',
        'href="javascript:void(0)"',
        'href="http://["',
        'data-href="none/"',
        'title="> <a href=none/>" href="../"',
        'srcset="../static/icon.svg 1x, ../static/icon.svg?v=2 2x"',
    ],
)
def test_a_link_that_leads_somewhere_or_away_is_no_problem(tmp_path, link):
    assert linked(tmp_path, link) == []


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ('href="b/"', "the link to b/ leads nowhere"),
        ('href="../static/"', "the link to ../static/ leads nowhere"),
        ('href="../Static/style.css"', "the link to ../Static/style.css leads nowhere"),
        ('src="x.png"', "the link to x.png leads nowhere"),
        ("href=b/", "the link to b/ leads nowhere"),
        ('href="../#p2"', "there is no #p2 where ../#p2 leads"),
        ('href="#here"', "there is no #here where #here leads"),
        ('href="x&amp;y/"', "the link to x&y/ leads nowhere"),
        ('href="/none/"', "the link to /none/ leads nowhere"),
        ('srcset="../static/icon.svg 1x, big.png 2x"', "the link to big.png leads nowhere"),
        ('poster="p.jpg"', "the link to p.jpg leads nowhere"),
        ('action="send"', "the link to send leads nowhere"),
        ('formaction="send"', "the link to send leads nowhere"),
        ('data="d.pdf"', "the link to d.pdf leads nowhere"),
        ('xlink:href="s.svg#x"', "the link to s.svg#x leads nowhere"),
        ("style=\"background: url('k.png')\"", "the link to k.png leads nowhere"),
        ('title=">" href="b/"', "the link to b/ leads nowhere"),
        ('><template><template><i title=">"><img src="t.png"></template></template', "the link to t.png leads nowhere"),
    ],
)
def test_one_that_leads_nowhere_is_told_with_its_line(tmp_path, link, what):
    assert [line.split("; ")[0] for line in linked(tmp_path, link)] == [f"a/index.html:9: {what}"]


@pytest.mark.parametrize(
    "inside",
    [
        '<!-- <a href="none/"> -->',
        '<script>document.write("<a href=none/>")</script>',
        "<textarea><a href=none/></textarea>",
        "<style>/* url(none.png) */</style>",
        '<img src="">',
    ],
)
def test_what_is_no_element_is_no_link(tmp_path, inside):
    assert site(tmp_path, {"a/index.html": f"{HEAD}<h1 id=头>{inside}"}) == ([], [])


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("static/style.css", "a {}\nb { src: url(none.woff2) }", "static/style.css:2: the link to none.woff2 leads"),
        ("static/style.css", '@import "none.css";', "static/style.css:1: the link to none.css leads nowhere"),
        (
            "a/index.html",
            f"{HEAD}<h1 id=头><style>p {{ background: url(x.png) }}</style>",
            "a/index.html:7: the link to x",
        ),
        (
            "a/index.html",
            f"{HEAD}<h1 id=头><meta http-equiv=Refresh content='0; url=../b/'>",
            "a/index.html:7: the link",
        ),
        (
            "a/index.html",
            f"{HEAD}<h1 id=头><meta property=og:image content=b.png>",
            "a/index.html:7: the link to b.png",
        ),
        (
            "manifest.webmanifest",
            '{"name": "馆",\n"start_url": "x/", "icons": [{"src": "x.svg"}]}',
            "manifest.webmanifest:2: ",
        ),
        ("robots.txt", "Sitemap: /maps.xml", "robots.txt:1: the link to /maps.xml leads nowhere"),
    ],
)
def test_every_kind_of_file_is_followed(tmp_path, name, text, line):
    problems, _ = site(tmp_path, {name: text})
    assert problems
    assert all(each.startswith(line) for each in problems), problems


@pytest.mark.parametrize("name", ["feed.xml", "sitemap.xml"])
def test_what_feeds_and_maps_name_is_there(tmp_path, name):
    (tmp_path / "a").mkdir()
    problems, _ = site(tmp_path, {name: SITE[name].replace("a/", "b/")})
    assert [line.split("; ")[0].partition(" ")[2] for line in problems] == [
        f"the link to {'/b/' if name == 'sitemap.xml' else 'b/'} leads nowhere"
    ]


@pytest.mark.parametrize(
    ("link", "what"),
    [
        (f'href="{BASE}/"', ""),
        (f'href="{BASE}/none/"', f"the link to {BASE}/none/ leads nowhere"),
        (f'href="{BASE}"', ""),
        ('href="/papers/a/"', ""),
        ('href="/papers/b/"', "the link to /papers/b/ leads nowhere"),
        ('href="/other/"', "the link to /other/ leaves the site, which begins at /papers/"),
        ('href="/a/"', "the link to /a/ leaves the site, which begins at /papers/"),
        ('href="../../other/"', ""),
        ('href="//example.org/other/"', ""),
        ('href="https://example.org/"', ""),
        ('href="https://example.org/papers-2/"', ""),
    ],
)
def test_full_addresses_of_the_site_are_its_own(tmp_path, link, what):
    expected = [f"a/index.html:9: {what}"] if what else []
    assert [line.split("; ")[0] for line in linked(tmp_path, link, BASE)] == expected


def test_a_base_element_is_what_links_are_relative_to(tmp_path):
    page = f'{HEAD.replace("<title>", "<base href=../><title>")}<h1 id="头"><a href="a/">x</a><a href="题 目/">y</a>'
    assert [line.split(": ")[1].split(";")[0] for line in site(tmp_path, {"a/index.html": page})[0]] == [
        "the link to 题 目/ leads nowhere"
    ]


def test_what_many_pages_have_is_told_once(tmp_path):
    pages = {f"b/{number}/index.html": f'{HEAD}<a href="../../none/">x</a>' for number in range(300)}
    problems, _ = site(tmp_path, pages)
    assert [line.split("; ")[0] for line in problems] == [
        "b/0/index.html:7: the link to ../../none/ leads nowhere (so are 299 other files)"
    ]


def test_a_page_changed_between_two_looks_is_read_again(tmp_path):
    assert linked(tmp_path, 'href="../#p2"') != []
    (tmp_path / "index.html").write_text(f'{HEAD}<p id="p2"><a href="a/#头">', "utf-8")
    assert told(tmp_path) == ([], [])


def test_a_site_that_is_not_built_has_no_links(tmp_path):
    assert told(tmp_path / "none") == ([], [])


# What links are made of; the rest of what people type is in `text`.
PIECES = st.lists(
    st.sampled_from(
        (
            "../",
            "./",
            "/",
            "a",
            "b/",
            "..",
            ".",
            "%2e",
            "%20",
            "?v=1",
            "#p1",
            "#",
            "?",
            ":",
            "//",
            "\\",
            " ",
            "题",
            "~",
            ";x",
        )
    ),
    max_size=7,
).map("".join)


@settings(max_examples=800, deadline=None)
@given(
    st.one_of(PIECES, st.text(string.printable, max_size=12)),
    st.sampled_from(("", "a/", "a/b/", "feed.xml", "a/404.html", "%E9%A2%98/")),
    st.sampled_from(("", BASE)),
)
@example("../../../x", "a/", BASE)
@example("../papers/a/", "", BASE)
@example("..", "a/", "")
def test_a_plain_link_is_read_fast_as_any_link_is(link, here, base_url):
    base = Base(base_url)
    assert base.target(link, base.root + here) == base.any_target(link, base.root + here)


NAMES = st.sampled_from(("href", "src", "poster", "action", "class", "data-href", "title"))
VALUES = st.text(st.sampled_from("ab/#?&;<>=' \n题"), max_size=8).map(html.escape)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(("a", "img", "p", "form")), NAMES, VALUES), max_size=6))
def test_another_parser_finds_the_same_in_any_attributes(tags):
    page = "".join(f'<{tag} {name}="{value}">x</{tag}>' for tag, name, value in tags)
    assert Attributes(page).found == addresses_of(page)
