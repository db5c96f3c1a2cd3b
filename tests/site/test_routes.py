"""Addresses: different for different names, the same for ever, and right from wherever they are used."""

import posixpath
import unicodedata
from urllib.parse import quote, unquote, urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.site.routes import Routes, absolute, file_of, from_root, name_slug, relative

HERE = Routes()
HANT = Routes("zh-hant/")

ROUTES = (
    HERE.home,
    HANT.home,
    HERE.newspaper("luliang-ribao"),
    HERE.issue("luliang-ribao", "undated-0a1b2c"),
    HANT.article("luliang-ribao", "2021-08-18", "k7f3q2"),
    HERE.author("罗丽"),
    HANT.column("“产改”进行时"),
    HERE.feed,
    "static/style.css",
)


@pytest.mark.parametrize("base", ["http://a/", "http://a/repo/"])
@pytest.mark.parametrize("here", ROUTES)
@pytest.mark.parametrize("target", ROUTES)
def test_a_relative_link_leads_to_its_target_from_everywhere(base, here, target):
    page = absolute(here, base)
    assert urljoin(page, relative(target, here)) == absolute(target, base)


FOLDERS = st.lists(st.sampled_from(["a", "b", "ab", "罗丽", "zh-hant", "2021-08-18"]), max_size=5).map(
    lambda names: "".join(f"{name}/" for name in names)
)
FILES = st.sampled_from(["", "feed.xml", "404.html", "%.css", "字.woff2"])


@given(FOLDERS, FILES, FOLDERS, FILES)
def test_a_relative_link_is_what_the_standard_library_makes_of_it(folder, file, here, page):
    path = quote(posixpath.relpath(f"/{folder}{file}", f"/{here}"))
    assert relative(folder + file, here + page) == (path if file else f"{path}/")


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=60))
def test_different_names_have_different_addresses_on_any_disk(one, other):
    def on_disk(name):
        return unicodedata.normalize("NFC", name_slug(name)).casefold()

    assert (on_disk(one) == on_disk(other)) == (one == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("罗丽", "罗 丽"),
        ("甲", "甲-" + "0" * 8),
        ("abc", "ABC"),
        ("产改进行时", "“产改”进行时"),
        ("！", "？"),
        ("é", "e\u0301"),
    ],
)
def test_names_that_look_alike_have_different_addresses(one, other):
    assert name_slug(one) != name_slug(other)


@given(st.text(min_size=1, max_size=300))
def test_the_slug_of_any_name_is_a_short_folder_name(name):
    slug = name_slug(name)
    assert 0 < len(slug.encode()) <= 120
    assert not set(slug) & set("/\\?#%:. ")


def test_an_address_is_encoded_where_it_is_linked_and_plain_on_disk():
    assert file_of(HERE.author("罗丽")) == "authors/罗丽/index.html"
    assert unquote(relative(HERE.author("罗丽"), "")) == "authors/罗丽/"
    assert urlsplit(relative(HERE.author("罗丽"), "")).path.isascii()


def test_links_from_the_404_page_hold_at_any_depth():
    assert from_root(HERE.home, "https://u.github.io/repo/") == "/repo/"
    assert from_root(HERE.home, "") == "/"
