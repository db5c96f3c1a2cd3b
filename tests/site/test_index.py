"""Indexes and lists that grow long: letters to jump to, letters with pages of their own, articles by the hundred."""

import re

from samples import archive, article, default_theme, issue, silent

from sitegen.site.index_pages import NAMES_A_PAGE, authors, columns, index_pages, parts, stories_page
from sitegen.site.listings import Entry, Group
from sitegen.site.pages import render
from sitegen.site.script import trees

TREE = trees(archive().settings)[0]
ENTRY = Entry(issue(), article())


def groups_of(names, entries=1):
    return [Group(name, (ENTRY,) * entries) for name in names]


def test_few_letters_need_no_row_to_jump_from():
    ((route, page),) = index_pages(authors(TREE), groups_of(["罗丽", "程雪", "3M"]), TREE)
    assert route == "authors/"
    assert [(letter.letter, letter.anchor) for letter in page.letters] == [
        ("C", "letter-c"),
        ("L", "letter-l"),
        ("其他", "letter-other"),
    ]
    assert page.jumps == ()


def test_many_letters_have_one():
    ((_, page),) = index_pages(authors(TREE), groups_of("白陈邓方高韩"), TREE)
    assert [(jump.route, jump.anchor, jump.text) for jump in page.jumps][:2] == [
        ("authors/", "letter-b", "B"),
        ("authors/", "letter-c", "C"),
    ]


def test_very_many_names_have_a_page_a_letter_and_the_foremost_on_the_index():
    names = [f"{surname}{chr(0x4E00 + number)}" for surname in "白陈7" for number in range(NAMES_A_PAGE // 2)]
    given = [*groups_of(names), *groups_of(["罗丽"], 3)]
    pages = dict(index_pages(columns(TREE), given, TREE))
    assert list(pages) == [f"columns/{place}" for place in ("", "letter/b/", "letter/c/", "letter/l/", "letter/other/")]
    index = pages["columns/"]
    assert (index.letters[0].letter, len(index.letters), index.letters[0].names[0].text) == ("篇数最多", 1, "罗丽")
    assert [(jump.text, jump.count) for jump in index.jumps][2:] == [("L", "1 个栏目"), ("其他", "750 个栏目")]
    letter = pages["columns/letter/l/"]
    assert [name.text for name in letter.letters[0].names] == ["罗丽"]
    assert [jump.text for jump in letter.jumps if jump.here] == ["L"]
    assert letter.up.route == "columns/"


def test_a_hundred_articles_are_one_page_and_one_more_makes_a_second():
    assert [parts(Group("罗丽", (ENTRY,) * number)) for number in (0, 1, 100, 101, 200)] == [1, 1, 1, 2, 2]
    group = Group("罗丽", (ENTRY,) * 201)
    first, second, third = (stories_page(authors(TREE), group, number, TREE) for number in (1, 2, 3))
    assert [len(page.stories) for page in (first, second, third)] == [100, 100, 1]
    assert (first.part, first.previous, first.next.route) == ("第1页，共3页", None, "authors/罗丽/2/")
    assert (second.previous.route, second.next.route) == ("authors/罗丽/", "authors/罗丽/3/")
    assert third.next is None
    assert stories_page(authors(TREE), Group("罗丽", (ENTRY,)), 1, TREE).part == ""


def test_the_parts_are_made_in_both_scripts_and_lead_to_each_other():
    articles = tuple(article(f"k{number}", order=number, authors=("罗丽",)) for number in range(1, 102))
    rendering = render(archive(issue(articles=articles)), default_theme(), silent)
    assert rendering.problems == ()
    pages = {document.path: document.data for document in rendering.documents}
    for tree, words in (("", "第2页，共2页"), ("zh-hant/", "第2頁，共2頁")):
        html = pages[f"{tree}authors/罗丽/2/index.html"].decode()
        assert words in html
        assert '<link rel="prev" href="../">' in html
        assert len(re.findall('<article class="story', html)) == 1
        assert '<link rel="next" href="2/">' in pages[f"{tree}authors/罗丽/index.html"].decode()
