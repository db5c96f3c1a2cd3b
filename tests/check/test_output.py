"""A small site with one fault each, and what is told of it; then a built one."""

import json
import os
import re
import shutil

import pytest
import small_project as small
from samples import CHECKOUT
from small_site import FEED, HEAD, MANIFEST, MAP, SITE, Attributes, addresses_of, site, told

from sitegen.check import check
from sitegen.check.output import FILE_CHECKS, SITE_CHECKS
from sitegen.check.weight import BUDGET, HUGE
from sitegen.cli import run
from sitegen.workers import Workers

BASE = "https://example.org/papers"
TITLE, BODY = "<title>馆</title>", "<h1 id='头'>甲"
PAGE = "a/index.html"


def page(head=HEAD, body=BODY):
    return {PAGE: head + body}


def feed(old, new):
    assert old in FEED
    return {"feed.xml": FEED.replace(old, new, 1)}


def site_map(old, new, home="/"):
    return {"sitemap.xml": MAP.format(home=home).replace(old, new, 1)}


def manifest(**changed):
    return {"manifest.webmanifest": json.dumps({**json.loads(MANIFEST), **changed})}


# What is changed, and the line that is told of it.
BROKEN = {
    "no title": (page(HEAD.replace(TITLE, "")), f"{PAGE}: the page has no <title>; "),
    "only a drawing's title": (
        page(HEAD.replace(TITLE, ""), f"{BODY}<svg>{TITLE}</svg>"),
        f"{PAGE}: the page has no <t",
    ),
    "an empty title": (page(HEAD.replace("馆", " ")), f"{PAGE}:4: the page's <title> is empty; "),
    "two titles": (page(HEAD.replace(TITLE, TITLE * 2)), f"{PAGE}: the page has more than one <title>; "),
    "no language": (page(HEAD.replace(' lang="zh-Hans"', "")), f"{PAGE}: the page does not tell its language; "),
    "an empty language": (page(HEAD.replace("zh-Hans", "")), f"{PAGE}: the page does not tell its language; "),
    "an id twice": (page(body=f"{BODY}\n<p id=a>\n<p id='a'>"), f"{PAGE}:9: the id 'a' stands 2 times on the page; "),
    "an empty id": (page(body=f"{BODY}<p id>"), f"{PAGE}: an element's id is empty; "),
    "a feed cut off": ({"feed.xml": FEED[:-9]}, "feed.xml:19: this is not well-formed XML (no element found); "),
    "a feed with a bare &": (feed("甲", "甲&乙"), "feed.xml:9: this is not well-formed XML (not well-formed (invalid"),
    "a feed without an id": (feed("<id>urn:uuid:1</id>", ""), "feed.xml: the feed has no <id>; "),
    "a feed with an empty id": (feed("urn:uuid:1", " "), "feed.xml: the feed has an empty <id>; "),
    "two titles in a feed": (
        feed("<title>馆</title>", "<title>馆</title><title/>"),
        "feed.xml: the feed has more than ",
    ),
    "a feed's date without a time": (
        feed("2021-08-18T00:00:00+08:00", "2021-08-18"),
        "feed.xml:5: the feed: <updated> is '2021-08-18', and no moment of RFC 3339; ",
    ),
    "an entry's date without an offset": (
        feed("2021-08-18T00:00:00Z", "2021-08-18T00:00:00"),
        "feed.xml:11: entry 1 (urn:uuid:2): <updated> is '2021-08-18T00:00:00', and no moment of RFC 3339; ",
    ),
    "a day that never was": (
        feed("2021-08-18T00:00:00Z", "2021-02-30T00:00:00Z"),
        "feed.xml:11: entry 1 (urn:uuid:2): <updated> is '2021-02-30T00:00:00Z', and no moment",
    ),
    "an entry without a title": (feed("<title>乙</title>", ""), "feed.xml: entry 2 (urn:uuid:3) has no <title>; "),
    "an entry twice": (
        feed("urn:uuid:3", "urn:uuid:2"),
        "feed.xml:10: entry 2 (urn:uuid:2) has the id of an entry before",
    ),
    "nobody wrote it": (
        feed("<author><name>馆</name></author>", ""),
        "feed.xml: entry 1 (urn:uuid:2) has no author, and the feed has none either; ",
    ),
    "an entry of nothing": (
        feed("<content>文</content>", ""),
        "feed.xml: entry 2 (urn:uuid:3) has neither content nor ",
    ),
    "a link without an address": (feed(' href="a/"', ""), "feed.xml: a link of the feed has no href; "),
    "a map of another namespace": (
        site_map("schemas/sitemap/0.9", "schemas/sitemap/0.8"),
        "sitemap.xml: the site map's namespace is not http://www.sitemaps.org/schemas/sitemap/0.9; ",
    ),
    "an entry without an address": (
        site_map("<loc>/a/</loc>", ""),
        "sitemap.xml: an entry of the site map has no <loc>; ",
    ),
    "an address twice": (site_map("/a/", "/"), "sitemap.xml: / stands twice in the site map; "),
    "a relative address": (
        site_map("/a/", "a/"),
        "sitemap.xml:4: a/ is relative, which no search engine understands; ",
    ),
    "a day in words": (
        site_map("2021-08-18", "18 August 2021"),
        "sitemap.xml:3: <lastmod> is '18 August 2021', and no date of the W3C's form; ",
    ),
    "a manifest that is no JSON": ({"manifest.webmanifest": "{"}, "manifest.webmanifest: this is not JSON ("),
    "a manifest that is a list": ({"manifest.webmanifest": "[]"}, "manifest.webmanifest: this is no manifest; "),
    "a manifest without a name": (manifest(name=""), "manifest.webmanifest: the manifest has no name; "),
    "a manifest without icons": (manifest(icons=[]), "manifest.webmanifest: the manifest has no icons; "),
    "a manifest's address at the host's root": (
        {"manifest.webmanifest": MANIFEST.replace("./", "/none/")},
        "manifest.webmanifest:1: the link to /none/ leads nowhere; ",
    ),
}

OVERWHELMING = {"an address twice", "nobody wrote it"}  # faults that lead to others


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_told(name, tmp_path):
    changed, line = BROKEN[name]
    problems, notes = site(tmp_path, changed)
    assert [each for each in problems if each.startswith(line)], problems
    assert len(problems) == 1 or name in OVERWHELMING, problems
    assert notes == []


def test_a_small_site_that_is_whole_has_no_fault(tmp_path):
    assert site(tmp_path, {}) == ([], [])
    assert site(tmp_path, {}, BASE) == ([], [])


@pytest.mark.parametrize(
    ("home", "what"),
    [
        ("/papers/", "/papers/ is no full address below https://example.org/papers/, for which the site is built"),
        ("https://example.org/", "https://example.org/ is no full address below https://example.org/papers/, for"),
    ],
)
def test_a_map_s_addresses_are_those_the_site_is_built_for(tmp_path, home, what):
    problems, _ = site(tmp_path, {"sitemap.xml": MAP.format(home=home)}, BASE)
    assert problems[0].startswith(f"sitemap.xml:3: {what}")
    assert len(problems) == 2


@pytest.mark.parametrize(
    ("limit", "most", "line"),
    [
        ("MOST_ADDRESSES", 1, "sitemap.xml: the site map has 2 addresses, more than 1; "),
        ("LARGEST", 100, "sitemap.xml: the site map has 0 MB, more than 50; "),
        ("LONGEST", 1, "sitemap.xml:4: an address of the site map is longer than 1 characters: /a/"),
    ],
)
def test_a_map_is_no_larger_than_search_engines_take(tmp_path, monkeypatch, limit, most, line):
    monkeypatch.setattr(f"sitegen.check.feeds.{limit}", most)
    problems, _ = site(tmp_path, {"feed.xml": "<feed/>"})
    assert [each[: len(line)] for each in problems] == [line]


def noise(length):
    """Text that cannot be packed to less than half of it."""
    return os.urandom(length).hex()


ARTICLE = HEAD.replace("<title>", '<meta property="og:type" content="article"><title>')


@pytest.mark.parametrize(
    ("head", "size", "told_as"),
    [(ARTICLE, BUDGET // 2, ""), (ARTICLE, BUDGET, "note"), (HEAD, BUDGET, ""), (ARTICLE, HUGE, "problem")],
)
def test_a_heavy_article_is_a_note_and_a_huge_one_a_problem(tmp_path, head, size, told_as):
    problems, notes = site(tmp_path, {PAGE: f"{head}<h1 id=头><p>{noise(size)}"})
    assert (len(problems), len(notes)) == (told_as == "problem", told_as == "note")
    assert all("KB at first, compressed; at most 20 KB are wanted" in line for line in (*problems, *notes))


def test_what_an_article_loads_counts_and_the_heaviest_is_shown(tmp_path):
    loading = '<link rel="stylesheet" href="../static/style.css"><script src="../static/a.js" defer></script>'
    files = {"static/style.css": f"/* {noise(8000)} */", "static/a.js": f"// {noise(8000)}"}
    pages = {
        f"{name}/index.html": f"{ARTICLE}<h1 id=头>{loading}{noise(size)}" for name, size in (("a", 6000), ("b", 7000))
    }
    problems, notes = site(tmp_path, {**files, **pages})
    assert problems == []
    (note,) = notes
    assert note.startswith("b/index.html: this article loads ")
    assert "(so is 1 other file)" in note


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """An archive built once."""
    made = small.make_project(tmp_path_factory.mktemp("built") / "project")
    assert small.run(made).problems == ()
    return made


@pytest.fixture
def project(built, tmp_path):
    """A copy of it."""
    return shutil.copytree(built, tmp_path / "project")


def found(project, **given):
    report = check(project / "content", project / "output", **given)
    place = f"{project}/output/"
    return tuple(
        [str(one).replace(place, "") for one in told if one.file.startswith(place)]
        for told in (report.problems, report.notes)
    )


def test_a_built_site_has_no_fault(project):
    assert found(project) == ([], [])


@pytest.mark.parametrize("base_url", ["https://example.org", "https://example.org/repo", "https://example.org/a/b"])
def test_a_built_site_has_no_fault_under_any_path(project, base_url):
    small.write(project / "content/site.yaml", small.SITE.replace("base_url: ''", f"base_url: {base_url}"))
    assert small.run(project).problems == ()
    assert found(project) == ([], [])


def test_another_parser_finds_the_same_on_built_pages(project):
    pages = [path.read_text("utf-8") for path in (project / "output").rglob("*.html")]
    assert len(pages) > 20
    for text in pages:
        assert Attributes(text).found == addresses_of(text)


def test_files_that_are_gone_or_put_by_hand_are_told(project):
    (project / "output/feed.xml").unlink()
    small.write(project / "output/google1.html", "google-site-verification: google1.html")
    small.write(project / "output/CNAME", "example.org")
    small.write(project / "output/.git/index", "")
    problems, notes = found(project)
    assert [re.sub(r"^404.html:\d+", "404.html:N", line.split("; ")[0]) for line in problems] == [
        "404.html:N: the link to /feed.xml leads nowhere (so are 23 other files)",
        "feed.xml: the build wrote this file, and it is gone",
    ]
    assert notes == ["CNAME: put here by hand, so it was not looked at (so is 1 other file); leave it, or remove it"]


def test_a_build_cut_short_is_told(project):
    (project / "output/.sitegen-work").mkdir()
    assert found(project)[0] == [".sitegen-output: a build is at work here, or was cut short; build again"]


def test_a_link_to_a_file_put_by_hand_leads_somewhere(project):
    small.write(project / "output/scan.pdf", "")
    path = project / "content/issues/yi-bao/2021-08-19/01-01.md"
    path.write_text(path.read_text("utf-8") + "\n[原版](../../../scan.pdf)\n[又](../../../scan-2.pdf)\n", "utf-8")
    assert small.run(project).problems == ()
    problems, _ = found(project)
    # Below zh-hant/ there is neither.
    assert sorted(line.split("; ")[0].partition("index.html:")[2].split(": ")[1] for line in problems) == [
        "the link to ../../../scan-2.pdf leads nowhere",
        "the link to ../../../scan-2.pdf leads nowhere",
        "the link to ../../../scan.pdf leads nowhere",
    ]


def test_it_makes_no_difference_who_looks(project):
    for number in range(400):
        small.write(project / f"other/{number}/index.html", f'{HEAD}<p id=a><p id=a><a href="../{number % 7}x/">')
    one, two = (check(project / "content", project / "other", Workers("processes", count)) for count in (1, 2))
    assert one == two
    assert len(one.problems) > 7


def test_what_cannot_be_read_stops_nothing(tmp_path):
    (tmp_path / "feed.xml").mkdir(parents=True)
    (tmp_path / "b.html").symlink_to("nowhere")
    files = {name: text for name, text in SITE.items() if name not in ("feed.xml",)}
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "broken.html").write_bytes(b"\xff\xfe<a href='\x00'><p id=a><p id=a>")
    problems, _ = told(tmp_path)
    assert [line.partition(": ")[0] for line in problems if line.startswith("b.html")] == ["b.html"]
    assert any("the id 'a' stands 2 times" in line for line in problems)


def test_the_exit_status_says_whether_there_is_a_problem(project, capsys):
    given = ["check", "--content", str(project / "content"), "--output", str(project / "output"), "--json"]
    small.write(project / "output/CNAME", "example.org")
    run(given)
    told_ = json.loads(capsys.readouterr().out)
    assert told_["pages"] > 20
    assert [(note["file"], note["line"]) for note in told_["notes"]] == [(str(project / "output/CNAME"), 0)]
    assert told_["found"]["whole"] == 1
    assert "linked" not in told_["found"]


def test_every_check_is_told_what_it_is_for():
    checks = {check for checks in (*FILE_CHECKS.values(), SITE_CHECKS) for check in checks}
    documented = (CHECKOUT / "docs/check.md").read_text("utf-8")
    assert all(f"| `{check.__name__}` |" in documented for check in checks)
    assert all(check.__doc__.startswith("Whether ") for check in checks)
    assert len({check.__name__ for check in checks}) == len(checks)
