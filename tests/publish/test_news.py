"""What is new on a site, told article by article."""

import json

from sitegen.publish.news import MOST_ISSUES, Change, IssueNews, News, changes, issue_news, message, news


def issue(*articles, newspaper="乙报"):
    data = {"newspaper": newspaper, "newspaper_slug": "yi-bao", "issue": "2021-08-18", "articles": articles}
    return json.dumps(data).encode()


def article(id_, title="题", url="here"):
    return {"id": id_, "title": title, "url": url}


def test_articles_are_told_apart_by_their_ids():
    before = issue(article("a"), article("b"), article("c", "旧"))
    after = issue(article("c", "新"), article("b"), article("d"))
    assert issue_news("x", before, after) == IssueNews("乙报 2021-08-18", 1, 1, 1)


def test_another_address_and_another_order_are_no_change():
    told = issue_news("x", issue(article("a"), article("b")), issue(article("b", url="there"), article("a")))
    assert (told.new, told.changed, told.removed) == (0, 0, 0)


def test_what_is_no_issue_holds_no_article():
    for data in (b"", b"{", b"[]", b"{}", b'{"articles": 1}', b"\xff", b'{"articles": [1]}'):
        assert issue_news("a/b/issue.json", data, data) == IssueNews("a/b", 0, 0, 0)


def test_an_issue_without_a_known_newspaper_is_named_by_its_address():
    assert issue_news("x", b"", issue(article("a"), newspaper="")).issue == "yi-bao 2021-08-18"


def test_only_the_data_of_issues_is_looked_at():
    data = {"1": issue(), "2": issue(article("a"))}
    asked = []

    def contents(names):
        for name in names:
            asked.append(name)
            yield data[name]

    changed = (
        Change("a/b/issue.json", "1", "2"),
        Change("issue.json", "8", "9"),
        Change("zh-hant/a/b/issue.json", "8", "9"),
        Change("a/b/index.html", "8", "9"),
        Change("a/c/issue.json", "2", ""),
    )
    told = news(changed, contents)
    assert asked == ["1", "2", "2"]
    assert (told.files, told.articles) == (5, (1, 0, 1))


def test_paths_that_are_not_plain_are_read():
    line = b":100644 100644 ab cd M\0a b/\xe6\x8a\xa5/issue.json\0:100644 000000 ab 00 D\0\xff\0"
    assert [each.path for each in changes(line)] == ["a b/报/issue.json", "\udcff"]
    assert [each.after for each in changes(line)] == ["cd", ""]
    assert list(changes(b"")) == []


def test_a_message_names_some_issues_and_counts_the_rest():
    many = tuple(IssueNews(f"乙报 {number}", 1, 0, 0) for number in range(MOST_ISSUES + 3))
    lines = message(News(100, many), "ab12", "and 2 uncommitted files").splitlines()
    assert lines[0] == f"Publish {MOST_ISSUES + 3} new, 0 changed, 0 removed articles"
    assert lines[2:5] == ["乙报 0: 1 new", "乙报 1: 1 new", "乙报 2: 1 new"]
    assert lines[-4:] == ["and 3 more issues", "", "Files: 100", "Source: ab12, and 2 uncommitted files"]
    assert len(lines) == MOST_ISSUES + 6
