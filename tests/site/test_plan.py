"""The plan of a site: which parts there are, and that a part whose marks are the same is the same, to the byte."""

import dataclasses
from functools import cache

import pytest
from samples import SETTINGS, archive, article, default_theme, hard_archive, issue, silent

from sitegen.marks import mark
from sitegen.model import Archive, Door, Newspaper, Page
from sitegen.site.briefs import brief, headed
from sitegen.site.listings import catalogue
from sitegen.site.orders import Workshop
from sitegen.site.pages import render
from sitegen.site.plan import plan, put_together
from sitegen.site.raw import nothing_raw
from sitegen.site.script import trees
from sitegen.site.search.measures import MEASURES
from sitegen.site.search.segments import Segment
from sitegen.site.shelf import OpenShelf
from sitegen.site.templates import press

PAPER = "zhejiang-gongren-ribao"
AUGUST = f"{PAPER}/2021-08-18"


class Marked(OpenShelf):
    """An archive at hand with marks of the kind that a build remembers."""

    def face(self, issue):
        """A mark of what lists show."""
        return mark(repr(headed(issue)), *(repr(brief(each)) for each in issue.articles))

    def text(self, issue):
        """A mark of all of it."""
        return mark(repr(issue))

    def faces(self, entries, shown):
        """A mark for each article."""
        return [mark(repr(headed(each.issue)), repr(brief(each.article))) for each in entries[shown]]


@cache
def made(given):
    """Every part of a site: its marks, its files by their paths, and what it told."""
    settings, shelf = given.settings, Marked(catalogue(given))
    ready = press(default_theme(), settings, trees(settings))
    issues = {(each.slug, each.key): each for each in shelf.catalogue.issues}
    files, told, found = {}, {}, {}
    shop = Workshop(ready, lambda address, _: issues[address], nothing_raw, files.__getitem__)
    planned = plan(shelf, settings, ready.trees)

    def make(parts):
        for part in parts:
            result = part.order().carry_out(shop)
            documents = {each.path: each.whole().data for each in result.documents}
            assert result.problems == ()
            assert part.name not in found, "two parts of one name"
            assert not files.keys() & documents.keys(), "two parts make one file"
            files.update(documents)
            told[part.name] = result.told
            found[part.name] = (part.marks, documents)

    make((*planned.issues(), *planned.segments, *planned.lists()))
    make(put_together(shelf, settings, planned, told))
    return found


class Large(OpenShelf):
    """An archive of which each issue fills a segment."""

    def size(self, _issue):
        """The characters of its texts."""
        return MEASURES.largest


def test_segments_are_named_in_the_order_of_results_whichever_was_made_first():
    shelf = Large(
        catalogue(archive(*(issue(f"2021-08-{day}", articles=(article(f"k{day}"),)) for day in range(10, 20))))
    )
    planned = plan(shelf, SETTINGS, trees(SETTINGS))
    names = [part.name for part in planned.segments]
    told = {name: Segment(name, "", 1, 1, 0) for name in reversed(names)}
    search = next(put_together(shelf, SETTINGS, planned, told)).order()
    assert [each.name for each in search.segments] == names
    assert len(names) > 1


def hashable(given):
    """An archive by its identity, so that what is made of it is kept."""

    class Kept(Archive):
        __slots__ = ()
        __hash__ = object.__hash__
        __eq__ = object.__eq__

    return Kept(given.settings, given.issues)


def edited(place, number, **fields):
    """The hard archive with one article written otherwise."""
    given = hard_archive()
    issues = list(given.issues)
    articles = list(issues[place].articles)
    articles[number] = dataclasses.replace(articles[number], **fields)
    issues[place] = dataclasses.replace(issues[place], articles=tuple(articles))
    return Archive(given.settings, tuple(issues))


def with_issue(place, **fields):
    """The hard archive with one issue stated otherwise."""
    given = hard_archive()
    issues = list(given.issues)
    issues[place] = dataclasses.replace(issues[place], **fields)
    return Archive(given.settings, tuple(issues))


def with_issues(*more):
    given = hard_archive()
    return Archive(given.settings, (*given.issues, *more))


def with_settings(**fields):
    given = hard_archive()
    return Archive(dataclasses.replace(given.settings, **fields), given.issues)


HARD = hashable(hard_archive())
NEW = issue("2021-08-20", articles=(article("kbbbb1", authors=("程雪",), column="新栏"),))
MANY = archive(
    *(issue(f"{year}-08-18", articles=(article(f"k{year}", authors=("程雪",)),)) for year in range(1960, 2020)),
    newspapers=SETTINGS.newspapers,
)
ALSO = tuple(article(f"kz{number}", order=number + 9, authors=("程雪",)) for number in range(120))
FOREWORD = "甲" * 200


def changed(one, other):
    """The parts that have other marks, or are in one of the sites only."""
    before, after = made(one), made(other)
    return {name for name in before.keys() | after.keys() if before.get(name, (0,))[0] != after.get(name, (0,))[0]}


def test_the_parts_of_the_hard_archive():
    names = list(made(HARD))
    assert names[:3] == [
        f"issue {AUGUST}",
        f"issue {PAPER}/undated-aaaaaa",
        "issue unidentified/undated-bbbbbb",
    ]
    assert [name for name in names if name.startswith("segment ")] == [f"segment {PAPER}/undated-aaaaaa"]
    assert names[4:] == [
        "frame",
        "home page",
        f"newspaper {PAPER}",
        "newspaper unidentified",
        "list of issues",
        "days",
        "day 08-18",
        "list of authors",
        "authors <i>甲</i> 1",
        "authors 程雪 1",
        "authors 罗丽 1",
        "list of columns",
        'columns "><img src=x onerror=alert(1)> 1',
        "columns “产改”进行时 1",
        "feed",
        f"feed {PAPER}",
        "feed unidentified",
        "site map 1",
        "search index",
        "data 1",
    ]


@pytest.mark.parametrize(
    ("without", "gone"), [("search", {"segment ", "search index"}), ("data", {"data "}), ("books", set())]
)
def test_what_a_site_is_to_be_without_is_no_part_of_it(without, gone):
    names = made(hashable(with_settings(without=(without,)))).keys()
    assert made(HARD).keys() - names == {name for name in made(HARD) if name.startswith(tuple(gone))}


def test_all_parts_together_are_the_site():
    rendering = render(hard_archive(), default_theme(), silent)
    files = {path: data for _, documents in made(HARD).values() for path, data in documents.items()}
    assert files == {document.path: document.data for document in rendering.documents}


def test_the_same_archive_in_another_order_has_the_same_parts():
    turned = hashable(Archive(HARD.settings, tuple(reversed(HARD.issues))))
    assert changed(HARD, turned) == set()


def test_marks_tell_values_and_their_borders_apart():
    marks = [
        mark(),
        mark(""),
        mark("a", "b"),
        mark("ab"),
        mark("", "ab"),
        mark(b"a", b"b"),
        mark(1),
        mark("1"),
        mark(None),
    ]
    assert len(set(marks)) == len(marks)
    assert mark("\udce5") == mark("\udce5")


ALL_LISTS = {"home page", "list of issues", "feed", f"feed {PAPER}", f"newspaper {PAPER}"}
TEXTS = {f"segment {PAPER}/undated-aaaaaa", "search index", "data 1"}
EDITS = {
    "the end of a long text": (
        hashable(edited(0, 0, body=FOREWORD + "乙")),
        hashable(edited(0, 0, body=FOREWORD + "丙")),
        {f"issue {AUGUST}", *TEXTS},
    ),
    "the beginning of a text": (
        HARD,
        hashable(edited(0, 0, body="另一段话。")),
        {
            f"issue {AUGUST}",
            *TEXTS,
            *ALL_LISTS,
            "day 08-18",
            "authors 程雪 1",
            "authors 罗丽 1",
            "columns “产改”进行时 1",
        },
    ),
    "how sure a reading is": (
        HARD,
        hashable(edited(0, 0, confidence=0.5)),
        {f"issue {AUGUST}", *TEXTS} - {"search index"},
    ),
    "a draft": (HARD, hashable(edited(0, 3, title="草稿改了")), set()),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS)
def test_what_is_made_again_after_an_edit(edit):
    one, other, expected = edit
    assert changed(one, other) == expected


OTHERS = {
    "a headline": edited(0, 0, title="另一个标题"),
    "a story without a headline": edited(0, 0, title=""),
    "an article of a page's end": edited(0, 4, title="又一个标题", page=3),
    "an author": edited(0, 0, authors=("罗丽", "新人")),
    "a name of an author who has another article": edited(1, 0, authors=("程雪", "甲")),
    "a column": edited(0, 0, column="新栏"),
    "a draft that is printed": edited(0, 3, draft=False),
    "an article that becomes a draft": edited(0, 1, draft=True),
    "an article's words to keep": edited(0, 0, keep=("头发",)),
    "an id": edited(0, 0, id="kzzzz1"),
    "a jump": edited(0, 0, continued_on=2),
    "a date": with_issue(0, date="2021-08-19"),
    "no date": with_issue(0, date=""),
    "a date that may be later": with_issue(0, date="2021-08-18/.."),
    "a script": with_issue(0, script="zh-Hant"),
    "a number": with_issue(0, number="1"),
    "a page's name": with_issue(0, pages=(Page(1, "002.txt", "0" * 64, name="要闻"),)),
    "a newspaper's name as printed": with_issue(1, newspaper="浙江工人報"),
    "an issue's newspaper": with_issue(0, slug="gongren-ribao", newspaper="工人日报"),
    "a former address": with_issue(2, redirects={"kold01": "kaaaa1"}),
    "a new issue": with_issues(NEW),
    "a new newspaper": with_issues(dataclasses.replace(NEW, slug="gongren-ribao", newspaper="工人日报")),
    "an issue without articles": with_issues(issue("2021-08-21")),
    "no issue but one": Archive(SETTINGS, hard_archive().issues[:1]),
    "nothing": Archive(SETTINGS, ()),
    "many issues": Archive(SETTINGS, (*hard_archive().issues, *MANY.issues)),
    "many articles of an author": with_issues(dataclasses.replace(NEW, articles=ALSO)),
    "another name of a newspaper": with_settings(newspapers=(Newspaper(PAPER, "浙江工人报", "", "杭州"),)),
    "a place to begin": with_settings(start=(Door(f"{AUGUST}/kaaaa3", 3), Door(AUGUST, 4))),
}
TWO = with_issues(dataclasses.replace(NEW, slug="gongren-ribao", newspaper="工人日报"))
GONGREN = Newspaper("gongren-ribao", "工人日报")
PAIRS = {
    "an issue fewer of many": (OTHERS["many issues"], Archive(SETTINGS, (*hard_archive().issues, *MANY.issues[1:]))),
    "an article fewer of many": (
        OTHERS["many articles of an author"],
        with_issues(dataclasses.replace(NEW, articles=ALSO[1:])),
    ),
    "newspapers in another order": (
        Archive(dataclasses.replace(SETTINGS, newspapers=(GONGREN, *SETTINGS.newspapers)), TWO.issues),
        Archive(dataclasses.replace(SETTINGS, newspapers=(*SETTINGS.newspapers, GONGREN)), TWO.issues),
    ),
    "another place to begin": (
        with_settings(start=(Door(AUGUST, 3),)),
        with_settings(start=(Door(f"{PAPER}/undated-aaaaaa", 3),)),
    ),
}


def same_marks_same_files(one, other):
    before, after = made(one), made(other)
    assert changed(one, other)
    for name in before.keys() & after.keys():
        if before[name][0] == after[name][0]:
            assert before[name][1] == after[name][1], name


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS)
def test_a_part_with_the_same_marks_is_the_same(other):
    same_marks_same_files(HARD, hashable(other))


@pytest.mark.parametrize(("one", "other"), PAIRS.values(), ids=PAIRS)
def test_so_is_a_part_of_two_other_archives(one, other):
    same_marks_same_files(hashable(one), hashable(other))
