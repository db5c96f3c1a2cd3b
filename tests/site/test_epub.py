"""An issue as a book."""

import dataclasses
import io
import posixpath
import re
import zipfile
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases
from samples import SETTINGS, archive, article, default_theme, hard_archive, issue, silent

from sitegen.model import Evidence, Page, Photo
from sitegen.site.document import Rendering
from sitegen.site.epub import epub
from sitegen.site.listings import catalogue
from sitegen.site.orders import bound
from sitegen.site.pages import render
from sitegen.site.script import trees
from sitegen.site.templates import press

AUGUST = "zhejiang-gongren-ribao/2021-08-18/issue.epub"
OPF = "{http://www.idpf.org/2007/opf}"
DC = "{http://purl.org/dc/elements/1.1/}"
XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"


def made(given, theme=None):
    """The books of all issues."""
    ready = press(theme or default_theme(), given.settings, trees(given.settings))
    papers = catalogue(given).papers
    each = [bound(paper, place, ready) for paper in papers for place in range(len(paper.issues))]
    documents, failed, problems = zip(*((one.documents, one.failed, one.problems) for one in each), strict=True)
    return Rendering(sum(documents, ()), sum(failed, ()), sum(problems, ()))


def book(given, address=AUGUST):
    """The files of one book."""
    data = {document.path: document.data for document in made(given).documents}[address]
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def package(files):
    return ET.fromstring(files["EPUB/package.opf"])


def facts(files, name):
    return [element.text for element in package(files).iter(f"{DC}{name}")]


def meta(files, name):
    return [each.text for each in package(files).iter(f"{OPF}meta") if each.get("property") == name]


def text(files, name):
    """What a reader sees of a file, without white space."""
    return "".join("".join(ET.fromstring(files[f"EPUB/{name}"]).find(f"{XHTML}body").itertext()).split())


def sound(files):
    """Assert what epubcheck would: well-formed files, a complete manifest, links that lead somewhere."""
    items = {item.get("id"): item.get("href") for item in package(files).iter(f"{OPF}item")}
    assert len(set(items.values())) == len(items)
    apart = {"mimetype", "META-INF/container.xml", "EPUB/package.opf"}
    assert {f"EPUB/{name}" for name in items.values()} == set(files) - apart
    spine = [items[each.get("idref")] for each in package(files).iter(f"{OPF}itemref")]
    assert len(set(spine)) == len(spine)
    assert {"nav.xhtml", "book.css", *spine} == set(items.values())
    for name in spine:
        root = ET.fromstring(files[f"EPUB/{name}"])
        assert root.findtext(f"{XHTML}head/{XHTML}title").strip(), name
        ids = [element.get("id") for element in root.iter() if element.get("id")]
        assert len(set(ids)) == len(ids), name
        for link in root.iter(f"{XHTML}a"):
            assert link.get("href") in spine or link.get("href").startswith(("http://", "https://")), name
    contents = ET.fromstring(files["EPUB/nav.xhtml"])
    assert all("".join(link.itertext()).strip() for link in contents.iter(f"{XHTML}a"))
    assert [link.get("href") for link in next(contents.iter(f"{XHTML}nav")).iter(f"{XHTML}a")] == spine


def test_there_is_a_book_of_every_issue_in_both_trees():
    paths = [document.path for document in made(hard_archive()).documents]
    own = ["unidentified/undated-bbbbbb", "zhejiang-gongren-ribao/2021-08-18", "zhejiang-gongren-ribao/undated-aaaaaa"]
    assert sorted(paths) == sorted(f"{tree}{name}/issue.epub" for tree in ("", "zh-hant/") for name in own)
    assert set(paths) <= {document.path for document in render(hard_archive(), default_theme(), silent).documents}


def test_the_file_says_what_it_is_in_its_first_bytes():
    data = made(hard_archive()).documents[0].data
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.testzip() is None
        assert {entry.date_time for entry in opened.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        root = ET.fromstring(opened.read("META-INF/container.xml"))
        assert [each.get("full-path") for each in root.iter() if each.get("full-path")] == ["EPUB/package.opf"]


def test_the_same_issue_gives_the_same_bytes():
    assert made(hard_archive()) == made(hard_archive())


def test_every_book_of_a_hard_archive_is_sound():
    given = hard_archive()
    rendering = made(given)
    assert (rendering.failed, rendering.problems) == ((), ())
    for document in rendering.documents:
        sound(book(given, document.path))


def test_an_issue_without_articles_is_a_book_that_says_so():
    files = book(archive(issue()))
    sound(files)
    assert "这一期没有可读的文章。" in text(files, "title.xhtml")


def test_the_book_says_what_it_is():
    files = book(hard_archive())
    assert facts(files, "title") == ["浙江工人日报 2021年8月18日 星期三"]
    assert facts(files, "language") == ["zh-Hans"]
    assert facts(files, "date") == ["2021-08-18"]
    assert facts(files, "source") == ["浙江工人日报 2021年8月18日 星期三 辛丑年七月十一 总第11895号 CN33-0018"]
    assert facts(files, "publisher") == []
    assert meta(files, "dcterms:modified") == ["2021-08-18T00:00:00Z"]
    assert meta(files, "group-position") == ["11895"]
    assert meta(files, "schema:accessMode") == ["textual"]
    assert len(meta(files, "schema:accessibilitySummary")) == 1


@pytest.mark.parametrize(
    ("date", "stated", "modified"),
    [
        ("2021-08", ["2021-08"], "2021-08-01T00:00:00Z"),
        ("2024-12-27/..", [], "2024-12-27T00:00:00Z"),
        ("2024-12~", [], "2024-12-01T00:00:00Z"),
        ("", [], "1970-01-01T00:00:00Z"),
    ],
)
def test_only_an_exact_date_is_stated(date, stated, modified):
    files = book(archive(issue(date=date)))
    assert facts(files, "date") == stated
    assert meta(files, "dcterms:modified") == [modified]


def test_a_book_keeps_its_name_when_the_site_moves_and_has_another_in_each_script():
    def names(address, path=AUGUST):
        return facts(book(archive(issue(), base_url=address), path), "identifier")

    assert names("") == names("https://example.org/repo")
    assert names("") != names("", f"zh-hant/{AUGUST}")


def test_the_other_tree_has_the_book_in_its_script():
    files = book(hard_archive(), f"zh-hant/{AUGUST}")
    sound(files)
    assert facts(files, "title") == ["浙江工人日報 2021年8月18日 星期三"]
    assert facts(files, "language") == ["zh-Hant"]
    assert "頭髮與發展" in text(files, "story-kaaaa1.xhtml")
    assert "書中文字由簡體轉換" in text(files, "colophon.xhtml")
    assert "轉換" not in text(book(hard_archive()), "colophon.xhtml")


def test_the_contents_are_by_page_and_story():
    nav = next(ET.fromstring(book(hard_archive())["EPUB/nav.xhtml"]).iter(f"{XHTML}nav"))
    assert nav.get(TYPE) == "toc"
    pages = nav.findall(f"{XHTML}ol/{XHTML}li")
    assert [page.find(f"{XHTML}a").text for page in pages] == ["浙江工人日报", "第一版", "第二版", "关于本书"]
    stories = [link.text for link in pages[2].findall(f"{XHTML}ol/{XHTML}li/{XHTML}a")]
    assert stories == ["〔承接的下文〕"]


def test_a_story_has_what_was_printed_and_no_draft_is_in_the_book():
    files = book(hard_archive())
    story = text(files, "story-kaaaa1.xhtml")
    for words in (
        "“产改”进行时",
        "共建共享促发展",
        "工会搭“鹊桥”",
        "——记者程雪的观察",
        "□本报记者程雪",
        "罗丽",
        "头发",
    ):
        assert words in story
    photo = text(files, "story-kaaaa3.xhtml")
    assert "比赛现场。" in photo
    assert "张三摄" in photo
    assert not any("kaaaa4" in name for name in files)


def test_a_name_that_cannot_be_seen_is_said_to_be_missing():
    files = book(archive(issue(newspaper="\x0b", articles=(article("k1", title=" \x00\u200b"),))))
    sound(files)
    assert "〔无题〕" in text(files, "story-k1.xhtml")
    assert "〔无题〕" in text(files, "nav.xhtml")
    assert text(files, "title.xhtml").startswith("未识别的报纸")


def test_a_title_the_page_does_not_print_says_so_in_the_story_and_wherever_it_is_listed():
    files = book(hard_archive())
    story = text(files, "story-kaaaa5.xhtml")
    assert "〔承接的下文〕" in story
    assert "版面未印标题，此为整理时代拟" in story
    assert "〔承接的下文〕" in text(files, "page-2.xhtml")
    assert "加〔〕的，版面未印" in text(files, "colophon.xhtml")


@pytest.mark.parametrize(
    ("head", "tail", "jump"),
    [
        ({"continued_on": 2}, 1, '<a href="story-k1.xhtml">'),
        ({"title": "别的事", "authors": ("罗丽",)}, 1, '<a href="page-1.xhtml">承接第1版</a>'),
        ({"title": "别的事"}, 7, ">承接第7版<"),
    ],
    ids=["to its head", "to the page", "nowhere"],
)
def test_a_jumped_tail_leads_to_its_head_or_to_the_page_if_that_is_here(head, tail, jump):
    articles = (article("k1", **head), article("k2", page=2, continued_from=tail))
    files = book(archive(issue(articles=articles)))
    sound(files)
    assert jump in files["EPUB/story-k2.xhtml"].decode()


def test_the_colophon_says_where_each_text_is_from_and_what_is_inferred():
    inferred = issue(
        evidence={"date": Evidence("editor", note="版上印着星期三")}, articles=(article("k1", confidence=0.4),)
    )
    colophon = text(book(archive(inferred)), "colophon.xhtml")
    assert "日期由编者注明：版上印着星期三" in colophon
    assert "没有记下原始文本" in colophon
    assert "还原把握：不大，引用前请对照原文" in colophon
    colophon = text(book(hard_archive()), "colophon.xhtml")
    assert "原始文本002.txt第7至19行" in colophon


def test_the_book_leads_to_the_issue_on_the_web_where_its_address_is_known():
    files = book(archive(issue(), base_url="https://example.org/repo/"))
    address = f"https://example.org/repo/{posixpath.dirname(AUGUST)}/"
    assert f'href="{address}"' in files["EPUB/colophon.xhtml"].decode()
    assert facts(files, "relation") == [address]
    assert b'href="http' not in book(archive(issue()))["EPUB/colophon.xhtml"]


def test_paragraphs_are_told_apart_as_the_archive_wants_it():
    assert b'<body class="spaced"' in book(archive(issue(), paragraphs="spaced"))["EPUB/title.xhtml"]


@cases("epub/bodies")
def test_bodies_become_well_formed(case):
    files = book(archive(issue(articles=(article("k1", body=case["input"]),))))
    sound(files)
    story = files["EPUB/story-k1.xhtml"].decode()
    for piece in case.get("expected", ()):
        assert piece in story
    for piece in case.get("not", ()):
        assert piece not in story


HOSTILE = st.text(
    st.one_of(
        st.sampled_from("<>&\"'[]()!`#*_\\ \n\r\t-;:/图文\x00\x0b\x1f\x7f\ufffe\u2028"), st.characters(codec="utf-8")
    ),
    max_size=60,
)


@FEW
@given(HOSTILE, HOSTILE, HOSTILE)
def test_any_text_makes_a_sound_book(first, second, third):
    text_of_all = article(
        "k1",
        title=first,
        kicker=second,
        subtitle=third,
        column=first,
        byline=second,
        authors=(third,),
        body=f"{first}\n\n{second}\\\n{third} [{second}]({third})",
        photos=(Photo(first, second), Photo("", "")),
    )
    pages = (Page(1, first, "0" * 64, name=second),)
    given_issue = issue(newspaper=third, lunar=first, number=second, cn=third, pages=pages, articles=(text_of_all,))
    sound(book(archive(given_issue, title=first or "馆")))


def with_file(kind, name, data):
    """The default theme with one file changed."""
    theme = default_theme()
    files = getattr(theme, kind)
    changed = tuple(dataclasses.replace(file, data=data) if file.name == name else file for file in files)
    return dataclasses.replace(theme, **{kind: changed})


@pytest.mark.parametrize(
    ("template", "problem"),
    [
        ("<p>\n<br", r"book-page.xhtml: .*no well-formed XML for page-1.xhtml .*; close every element"),
        ("\n{{ view.none }}", r"book-page.xhtml:2: .*no attribute 'none'; correct the template"),
        ("{% if %}", r"book-page.xhtml:1: .*; correct it"),
    ],
)
def test_a_broken_template_is_a_problem_and_costs_the_books_only(template, problem):
    given = archive(issue(articles=(article("k1"),)), issue("2021-08-19"))
    rendering = render(given, with_file("templates", "book-page.xhtml", template.encode()), silent)
    assert len(rendering.problems) == 1
    assert re.search(problem, str(rendering.problems[0]))
    assert set(rendering.failed) == {AUGUST, f"zh-hant/{AUGUST}"}
    paths = {document.path for document in rendering.documents}
    assert {"zhejiang-gongren-ribao/2021-08-18/index.html", "zhejiang-gongren-ribao/2021-08-19/issue.epub"} <= paths


def test_a_theme_sets_the_book_in_its_own_style():
    given = archive(issue())
    ready = press(with_file("statics", "book.css", b"p { color: red }"), given.settings, trees(given.settings))
    data = epub(catalogue(given).papers[0], 0, ready.trees[0], ready)
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        assert opened.read("EPUB/book.css") == b"p { color: red }"


def test_a_publisher_is_stated_where_the_archive_knows_one():
    known = dataclasses.replace(SETTINGS.newspapers[0], publisher="浙江省总工会")
    assert facts(book(archive(issue(), newspapers=(known,))), "publisher") == ["浙江省总工会"]
