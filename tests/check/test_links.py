"""Links inside a built site."""

import pytest
from samples import told

from sitegen.build.links import broken_links

BASE = "https://example.org/papers"


def site(folder, link, base_url=""):
    """The problems of a small site with one link on the page a/index.html."""
    files = {
        "index.html": '<p id="p1">',
        "a/index.html": f"<p>\n<a {link}>x</a>",
        "a/题 目/index.html": "<h1 id='头'>",
        "static/style.css": "",
    }
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")
    return [problem.replace(str(folder), "") for problem in told(broken_links(folder, base_url))]


@pytest.mark.parametrize(
    "link",
    [
        'href="../"',
        'href="../#p1"',
        'href="./"',
        'href="#top"',
        'href=""',
        "href='../static/style.css?v=12'",
        'href="%E9%A2%98%20%E7%9B%AE/#%E5%A4%B4"',
        'class="b" href="题 目/"',
        'href="https://example.com/none"',
        'href="//example.com/none"',
        'href="mailto:a@example.org"',
        'href="data:image/png;base64,"',
        'href="http://["',
        'data-href="none/"',
    ],
)
def test_a_link_that_leads_somewhere_or_away_is_no_problem(tmp_path, link):
    assert site(tmp_path, link) == []


@pytest.mark.parametrize(
    ("link", "what"),
    [
        ('href="b/"', "the link to b/ leads nowhere"),
        ('href="../static/"', "the link to ../static/ leads nowhere"),
        ('src="x.png"', "the link to x.png leads nowhere"),
        ('href="../#p2"', "there is no #p2 where ../#p2 leads"),
        ('href="#here"', "there is no #here where #here leads"),
        ('href="x&amp;y/"', "the link to x&y/ leads nowhere"),
        ('href="/none/"', "the link to /none/ leads nowhere"),
    ],
)
def test_one_that_leads_nowhere_is_told_with_its_line(tmp_path, link, what):
    assert [line.split("; ")[0] for line in site(tmp_path, link)] == [f"/a/index.html:2: {what}"]


@pytest.mark.parametrize(
    ("link", "broken"),
    [
        (f'href="{BASE}/"', False),
        (f'href="{BASE}/none/"', True),
        ('href="/papers/a/"', False),
        ('href="/papers/b/"', True),
        ('href="/other/"', False),
        ('href="https://example.org/"', False),
    ],
)
def test_full_addresses_of_the_site_are_its_own(tmp_path, link, broken):
    assert bool(site(tmp_path, link, BASE)) == broken


def test_a_page_changed_between_two_looks_is_read_again(tmp_path):
    assert site(tmp_path, 'href="../#p2"') != []
    (tmp_path / "index.html").write_text('<p id="p2">', "utf-8")
    assert broken_links(tmp_path, "") == ()


def test_a_site_that_is_not_built_has_no_links(tmp_path):
    assert broken_links(tmp_path / "none", "") == ()
