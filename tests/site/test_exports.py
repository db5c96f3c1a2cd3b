"""The archive as data: what is in it, how it is divided, and that its keys are the ones `docs/machines.md` promises."""

import dataclasses
import json
import re
import types
import typing

import msgspec
import pytest
from samples import CHECKOUT, SETTINGS, archive, article, hard_archive, issue

from sitegen.site import exports
from sitegen.site.exports import ArticleData, IssueData, PageData, ParagraphData, PhotoData, SourceData
from sitegen.site.listings import catalogue
from sitegen.site.markdown import render

AUGUST = "zhejiang-gongren-ribao/2021-08-18"
PROMISE = CHECKOUT / "docs" / "machines.md"
WORDS = {str: "text", int: "number", float: "number", bool: "yes or no"}


def issues(given=None, settings=SETTINGS):
    every = (exports.issue_file(each, settings)[0] for each in catalogue(given or hard_archive()).issues)
    return {each.path: json.loads(each.data) for each in every}


def parts(given, largest=exports.LARGEST_PART):
    """The files of the whole archive, put together of those of its issues."""
    made = [exports.issue_file(each, SETTINGS) for each in catalogue(given).issues]
    places = exports.archive_parts((size for _, size in made), largest)
    return [
        exports.archive_file(number, (made[at][0].data for at in part)).whole() for number, part in enumerate(places, 1)
    ]


def lines(given=None, largest=exports.LARGEST_PART):
    files = parts(given or hard_archive(), largest)
    return {each.path: [json.loads(line) for line in each.data.splitlines()] for each in files}


def test_every_issue_is_there_once_and_no_draft_is():
    found = issues()
    assert set(found) == {
        f"{AUGUST}/issue.json",
        "zhejiang-gongren-ribao/undated-aaaaaa/issue.json",
        "unidentified/undated-bbbbbb/issue.json",
    }
    assert [each["id"] for each in found[f"{AUGUST}/issue.json"]["articles"]] == [
        "kaaaa1",
        "kaaaa2",
        "kaaaa3",
        "kaaaa5",
    ]


def test_an_article_is_told_as_printed_with_the_anchors_of_its_paragraphs():
    told = issues()[f"{AUGUST}/issue.json"]["articles"][0]
    assert told["url"] == f"{AUGUST}/kaaaa1/"
    assert told["authors"] == ["程雪", "罗丽"]
    assert told["paragraphs"] == [
        {"id": "p1", "kind": "paragraph", "text": "本报讯（记者程雪）近日，会议召开。"},
        {"id": "", "kind": "subhead", "text": "头发与发展"},
        {"id": "p2", "kind": "paragraph", "text": "一、加强领导。各地要努力。"},
    ]
    assert told["source"] == {"file": "002.txt", "lines": [7, 19]}
    assert (told["title_supplied"], told["continued_from"], told["script"]) == (False, None, "zh-Hans")


def test_the_anchors_are_those_of_the_page():
    body = "甲\\\n乙\n\n## 丙\n\n- 丁\n\n> 戊\n\n己"
    told = issues(archive(issue(articles=(article("k1", body=body),))))[f"{AUGUST}/issue.json"]["articles"][0]
    anchors = [each["id"] for each in told["paragraphs"] if each["id"]]
    assert anchors == re.findall('id="(p[0-9]+)"', render(body, str))
    assert [each["text"] for each in told["paragraphs"]] == ["甲\n乙", "丙", "丁", "戊", "己"]


def test_addresses_are_full_where_the_site_has_one():
    settings = dataclasses.replace(SETTINGS, base_url="https://example.org/repo")
    found = issues(hard_archive(), settings)[f"{AUGUST}/issue.json"]
    assert found["url"] == f"https://example.org/repo/{AUGUST}/"
    assert found["articles"][0]["url"] == f"https://example.org/repo/{AUGUST}/kaaaa1/"


def test_a_newspaper_that_nobody_knows_has_no_name():
    assert issues()["unidentified/undated-bbbbbb/issue.json"]["newspaper"] == ""


def test_the_archive_has_every_article_of_every_issue_in_one_line():
    found = lines()
    assert list(found) == ["archive.jsonl"]
    in_issues = [each for told in issues().values() for each in told["articles"]]
    assert found["archive.jsonl"] == in_issues


def test_a_large_archive_comes_in_parts_that_together_are_the_whole():
    whole = lines()["archive.jsonl"]
    found = lines(largest=1500)
    assert list(found) == ["archive.jsonl", *(f"archive-{number}.jsonl" for number in range(2, len(found) + 1))]
    assert len(found) > 1
    assert [each for part in found.values() for each in part] == whole
    assert all(part for part in found.values())


def test_an_issue_stands_in_one_part_and_a_part_is_as_large_as_it_may_be():
    given = archive(*(issue(f"2021-08-{day:02}", articles=(article(f"k{day}"),)) for day in range(10, 30)))
    (whole,) = parts(given)
    one = len(whole.data) // 20
    found = parts(given, largest=3 * one + 1)
    assert [each.data.count(b"\n") for each in found] == [3] * 6 + [2]
    assert b"".join(each.data for each in found) == whole.data
    assert all(len(each.data) <= 3 * one + 1 for each in found)


def test_a_line_is_as_long_as_its_issue_says():
    """Parts are divided by these sizes, before there is any line."""
    for each in catalogue(hard_archive()).issues:
        file, size = exports.issue_file(each, SETTINGS)
        assert len(exports.archive_file(1, [file.data]).whole().data) == size


@pytest.mark.parametrize(
    ("sizes", "expected"),
    [
        ([], [(0, 0)]),
        ([0, 0], [(0, 2)]),
        ([100], [(0, 1)]),
        ([60, 40, 1], [(0, 2), (2, 3)]),
        ([500, 500], [(0, 1), (1, 2)]),
        ([0, 500, 0, 100], [(0, 2), (2, 4)]),
    ],
)
def test_the_parts_follow_one_another(sizes, expected):
    assert list(exports.archive_parts(sizes, 100)) == [range(*each) for each in expected]


def test_an_archive_of_nothing_is_an_empty_file():
    assert lines(archive()) == {"archive.jsonl": []}


def test_the_data_reads_back_as_what_was_written():
    (august,) = (each for each in hard_archive().issues if each.key == "2021-08-18")
    data = exports.issue_data(august, SETTINGS)
    assert msgspec.json.decode(msgspec.json.encode(data), type=IssueData) == data


def worded(kind):
    """A type in the words of the promise."""
    if kind in WORDS:
        return WORDS[kind]
    if isinstance(kind, types.UnionType):
        (known,) = (each for each in typing.get_args(kind) if each is not type(None))
        return f"{worded(known)} or null"
    if typing.get_origin(kind) is tuple:
        return f"list of {worded(typing.get_args(kind)[0])}"
    return kind.__name__.removesuffix("Data").lower()


def test_the_promise_and_the_data_have_the_same_keys_and_types():
    text = PROMISE.read_text("utf-8")
    for form in (IssueData, ArticleData, PageData, ParagraphData, PhotoData, SourceData):
        heading = form.__name__.removesuffix("Data").lower()
        section = re.search(rf"^### {heading}$(.*?)(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)[1]
        promised = re.findall(r"^\| `(\w+)` \| ([^|]+) \|", section, re.MULTILINE)
        hints = typing.get_type_hints(form)
        assert promised == [(field.name, worded(hints[field.name])) for field in dataclasses.fields(form)]
