"""What is written is read back the same, and what people do to the files is read with patience."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.content.codec import article_text, issue_text, read_article, read_issue, refiled
from sitegen.model import Article, Evidence, Furniture, Issue, Page, Photo, Source

TEXT = st.text(
    st.one_of(
        st.sampled_from("---:#'\"[]{},&*!|>%@`~ \n\t\\0123456789abc甲乙，。“”—·　"),
        st.characters(exclude_categories=("Cs", "Cc", "Cn")),
    ),
    max_size=16,
)
TITLE = TEXT.filter(lambda text: bool(text.strip()))
COUNT = st.integers(1, 400)
DATE = st.sampled_from(["", "2021", "2021-08", "2021-08-18", "2024-12-27/..", "2024-12~", "1949-10-01~"])
EXTRA_VALUE = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**17), 10**17)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda values: st.lists(values, max_size=2).map(tuple) | st.dictionaries(TEXT, values, max_size=2),
    max_leaves=4,
)
EXTRA = st.dictionaries(st.sampled_from(["tags", "note", "shelf", "排架号", "123", "true"]), EXTRA_VALUE, max_size=2)

ARTICLES = st.builds(
    Article,
    id=st.from_regex(r"[a-z][a-z0-9]{5}", fullmatch=True),
    newspaper=TEXT,
    date=DATE,
    title=TITLE,
    body=TEXT.map(lambda text: text.strip("\n")),
    kicker=TEXT,
    subtitle=TEXT,
    column=TEXT,
    byline=TEXT,
    authors=st.lists(TEXT, max_size=2).map(tuple),
    kind=st.sampled_from(["article", "photo"]),
    page=COUNT,
    order=COUNT,
    continued_from=st.none() | COUNT,
    continued_on=st.none() | COUNT,
    photos=st.lists(st.builds(Photo, TEXT, TEXT), max_size=2).map(tuple),
    source=st.none() | st.builds(Source, TEXT, st.tuples(COUNT, COUNT)),
    confidence=st.floats(0, 1).map(lambda value: round(value, 2)),
    review=st.lists(TEXT, max_size=2).map(tuple),
    title_supplied=st.booleans(),
    draft=st.booleans(),
    extra=EXTRA,
)

EVIDENCE = st.builds(
    Evidence, st.sampled_from(["masthead", "text", "editor"]), st.lists(COUNT, max_size=2).map(tuple), TEXT, TEXT
)
ISSUES = st.builds(
    Issue,
    slug=st.just("gongren-ribao"),
    key=st.just("2021-08-18"),
    newspaper=TEXT,
    date=DATE,
    lunar=TEXT,
    number=TEXT,
    cn=TEXT,
    evidence=st.dictionaries(st.sampled_from(["date", "newspaper", "page-01"]), EVIDENCE, max_size=2),
    written=st.dictionaries(st.sampled_from(["01-01.md", "01-02.md"]), TEXT, max_size=2),
    redirects=st.dictionaries(st.sampled_from(["k7f3q2", "123456"]), st.sampled_from(["", "m2n3p4"]), max_size=2),
    pages=st.lists(
        st.builds(
            Page,
            COUNT,
            TEXT,
            TEXT,
            st.lists(
                st.builds(Furniture, st.sampled_from(["folio", "advert"]), st.tuples(COUNT, COUNT), TEXT), max_size=2
            ).map(tuple),
            TEXT,
        ),
        max_size=2,
    ).map(tuple),
    extra=EXTRA,
)

ARTICLE = Article(
    id="k7f3q2",
    newspaper="吕梁日报",
    date="2024-12-27/..",
    title="倾心民生福祉 筑牢幸福根基",
    body="民政工作关系民生、连着民心。\n\n## 强基础\n\n**一、加强领导**。各地要",
    subtitle="——访市民政局党组书记、局长杨丽",
    column="锚定现代化 改革再深化",
    byline="□ 本报记者 罗丽",
    authors=("罗丽",),
    order=7,
    photos=(Photo("图为工人在车间作业", "𠮷田"),),
    source=Source("001_de833d265e01a158.txt", (107, 130)),
    confidence=0.93,
)

WRITTEN = """\
---
id: k7f3q2
newspaper: 吕梁日报
date: 2024-12-27/..
title: 倾心民生福祉 筑牢幸福根基
kicker: ''
subtitle: ——访市民政局党组书记、局长杨丽
column: 锚定现代化 改革再深化
byline: □ 本报记者 罗丽
authors: [罗丽]
kind: article
page: 1
order: 7
continued_from: null
photos: [{caption: 图为工人在车间作业, credit: 𠮷田}]
source: {file: 001_de833d265e01a158.txt, lines: [107, 130]}
confidence: 0.93
review: []
---
民政工作关系民生、连着民心。

## 强基础

**一、加强领导**。各地要
"""


@settings(deadline=None)
@given(ARTICLES)
def test_an_article_is_read_back_the_same(article):
    assert read_article(article_text(article), "01-01.md") == (article, ())


@settings(deadline=None)
@given(ARTICLES)
def test_a_reader_that_only_looks_for_fences_finds_the_front_matter(article):
    _, head, _ = article_text(article).split("---\n", 2)
    assert yaml.safe_load(head)["id"] is not None


@settings(deadline=None)
@given(ISSUES)
def test_an_issue_is_read_back_the_same(issue):
    assert read_issue(issue_text(issue), "issue.yaml", issue.slug, issue.key) == (issue, ())


def test_an_article_is_written_as_the_contract_shows():
    assert article_text(ARTICLE) == WRITTEN


def test_rare_keys_stand_only_where_they_say_something():
    text = article_text(replace(ARTICLE, title_supplied=True, draft=True, extra={"tags": ("工会",)}))
    assert text.split("review: []\n")[1].startswith("title_supplied: true\ndraft: true\ntags:\n- 工会\n---\n")


def test_a_long_line_is_not_wrapped():
    text = article_text(replace(ARTICLE, title="word " * 200 + "end"))
    assert "title: " + "word " * 200 + "end\n" in text


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "\ufeff" + text,
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.rstrip("\n"),
        lambda text: text + "\n\n",
        lambda text: text.replace("---\n民政", "---\n\n民政"),
        lambda text: text.replace("kicker: ''\n", ""),
        lambda text: text.replace("kicker: ''", "kicker:"),
        lambda text: text.replace("authors: [罗丽]", "authors:\n  - 罗丽  # 记者"),
    ],
)
def test_what_editors_and_their_tools_do_to_a_file_does_not_matter(change):
    assert read_article(change(WRITTEN), "01-07.md") == (ARTICLE, ())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("kicker: ''", "tilte: x", "f:6: unknown key 'tilte'; did you mean 'title'?; correct the key"),
        ("order: 7", "order: 七", "f:13: 'order': expected a whole number, got text; correct the value"),
        ("order: 7", "order: 0", "f:13: 'order': expected a whole number >= 1; correct the value"),
        ("authors: [罗丽]", "authors: 罗丽", "f:10: 'authors': expected a list [a, b], got text; correct the value"),
        ("title: 倾", "title: [倾]\nnote: 倾", "f:5: 'title': expected text, got a list [a, b]; correct the value"),
        ("kind: article", "kind: artcle", "f:11: 'kind': unknown value 'artcle'; correct the value"),
        ("review: []", "draft: mabye", "f:18: draft is 'mabye'; write true or false"),
        ("kicker: ''", "order: 6", "f:13: the key 'order' stands twice, first on line 6; remove one"),
        (
            "date: 2024-12-27/..",
            "date: 2021-02-30",
            "f:4: '2021-02-30' is no date; "
            "write a real one as 2021-08-18, 2021-08, 2021-08~ (about) or 2021-08-18/.. (not before)",
        ),
        (
            "title: 倾心民生福祉 筑牢幸福根基",
            "title: 甲: 乙",
            "f:5: broken YAML: mapping values are not allowed in this context; "
            "put quotes around a text with a colon or a special mark; indent with spaces",
        ),
        ("kicker: ''", "kicker: *x", "f:6: an alias (*name) is not understood here; write it out"),
        ("kicker: ''", "kicker: \x07", "f:6: a control character in the YAML; remove it"),
        ("id: k7f3q2", "id: 甲", "f:2: the id '甲' cannot be part of an address; use small Latin letters, figures and "
         "single hyphens, 100 at most, and no name of a device such as con"),
    ],
)  # fmt: skip
def test_a_slip_is_told_with_its_line_and_a_remedy(old, new, told):
    assert old in WRITTEN
    _, problems = read_article(WRITTEN.replace(old, new, 1), "f")
    assert told in [str(problem) for problem in problems]


def test_all_slips_of_a_file_are_told_together_and_the_article_stays():
    text = WRITTEN.replace("kicker: ''", "kiker: 引题").replace("order: 7", "order: x").replace("page: 1", "page: y")
    article, problems = read_article(text, "f")
    assert [problem.line for problem in problems] == [6, 12, 13]
    assert article == replace(ARTICLE, order=1, extra={"kiker": "引题"})


@pytest.mark.parametrize("draft", ["maybe", "yes", "'true'", "True", "[true]", "1"])
def test_whatever_draft_says_but_no_keeps_the_article_off_the_site(draft):
    article, _ = read_article(WRITTEN.replace("review: []", f"draft: {draft}"), "f")
    assert article.draft


@pytest.mark.parametrize("draft", ["false", "no", "off", "''", "null"])
def test_no_draft_is_no_draft(draft):
    article, problems = read_article(WRITTEN.replace("review: []", f"draft: {draft}"), "f")
    assert (article.draft, problems) == (False, ())


def test_a_missing_title_is_supplied_and_told():
    article, problems = read_article(WRITTEN.replace("title: 倾心民生福祉 筑牢幸福根基\n", ""), "f")
    assert (article.title, article.title_supplied) == ("民政工作关系民生", True)
    assert [str(problem) for problem in problems] == ["f:1: no title; write the title"]


def test_text_that_yaml_takes_for_something_else_is_text():
    text = WRITTEN.replace("kicker: ''", "kicker: 2021").replace("byline: □ 本报记者 罗丽", "byline: no")
    article, problems = read_article(text.replace("date: 2024-12-27/..", "date: 2021-08-18"), "f")
    assert (article.kicker, article.byline, article.date, problems) == ("2021", "no", "2021-08-18", ())


def test_extra_keys_keep_what_yaml_would_change():
    article, _ = read_article(WRITTEN.replace("review: []", "time: 1:30\nshelf: 017\nseen: 2021-08-18\nx: yes"), "f")
    assert article.extra == {"time": "1:30", "shelf": "017", "seen": "2021-08-18", "x": "yes"}


def test_refiling_touches_nothing_but_the_place():
    text = WRITTEN.replace("page: 1\n", "page: 1\n# mine\n").replace("\n", "\r\n")
    new = replace(ARTICLE, newspaper="工人日报", date="2021-08-18", page=2, order=3)
    expected = text.replace("吕梁日报", "工人日报").replace("2024-12-27/..", "2021-08-18")
    expected = expected.replace("page: 1\r", "page: 2\r").replace("order: 7", "order: 3")
    assert refiled(text, new) == expected


def test_a_broken_issue_file_is_told_with_its_line():
    issue, problems = read_issue("newspaper: x\npages: [\n", "issue.yaml", "a", "b")
    assert issue is None
    assert problems[0].line == 3
    assert read_issue("- a\n", "issue.yaml", "a", "b")[1][0].what == "this is no list of keys with values"


def test_an_empty_issue_file_is_an_empty_issue():
    assert read_issue("", "issue.yaml", "a", "b") == (Issue("a", "b"), ())


@pytest.mark.parametrize(
    "id_", ["..", "../x", "/x", "a/b", "a\\b", "con", "nul", "aux.txt", "com1", "a.", "a ", "a:b", "a" * 101, "a\0b"]
)
def test_an_id_is_a_file_name_on_every_system(id_):
    text = WRITTEN.replace("id: k7f3q2", f'id: "{id_}"'.replace("\\", "\\\\").replace("\0", "\\0"), 1)
    article, problems = read_article(text, "f")
    assert article is None
    assert [(each.line, "cannot be part of an address" in each.what) for each in problems] == [(2, True)]


def test_a_redirect_from_or_to_what_is_no_id_is_told_with_its_line():
    text = "redirects:\n  k7f3q2: m2n3p4\n  ../../x: m2n3p4\n  a1: ''\n  a2: <b>\n  con: a1\n"
    issue, problems = read_issue(text, "issue.yaml", "gongren-ribao", "2021-08-18")
    assert issue.redirects == {"k7f3q2": "m2n3p4", "a1": ""}
    assert [(each.line, each.what) for each in problems] == [
        (n, "a redirect from or to what is no id") for n in (3, 5, 6)
    ]
