"""The search benchmark's own logic: what is asked, what should be found, how answers are compared, and how the table tells it."""

import sys

import pytest
from search_answers import quality
from search_process import Weight, cost_of, weight_of
from search_queries import MAIN, OTHER, Query, drawn
from search_sites import archive_of
from search_table import Row, markdown, plain, verdict, within
from search_texts import BETWEEN, holding, size_of, told_of
from search_wire import Asked, middle, visits, worst

from sitegen.site.search.folding import folding

STORIES = {
    "a.txt": (
        "离石区召开表彰大会\n本报讯（记者罗丽报道）8月19日，在第七个“中国医师节”来临之际，山西省离石区召开表彰大会。\n"
        "Trade Union Law 共10条。"
    ),
    "b.txt": (
        "工會搭鵲橋\n近日，浙江杭州余杭区举办“青春有约”活动，现场气氛热烈。记者李伟摄影。\n"
        "参加活动的职工说，明年还要来，GDP 增长3.5%。"
    ),
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    for name, text in STORIES.items():
        (folder / name).write_text(text, "utf-8")
    return told_of(archive_of(folder, tmp_path_factory.mktemp("archive")))


def test_a_folder_of_texts_becomes_an_archive(archive):
    first, second = archive
    assert first.texts[0] == "离石区召开表彰大会"
    assert first.authors == ("罗丽",)
    assert second.texts[-1] == "参加活动的职工说，明年还要来，GDP 增长3.5%。"
    assert size_of(archive) == sum(len(text.encode()) for one in archive for text in one.texts)


def test_an_archive_is_taken_as_it_is(tmp_path):
    (tmp_path / "site.yaml").write_text("title: mine\n", "utf-8")
    assert archive_of(tmp_path, tmp_path / "elsewhere") == tmp_path


def test_a_folder_without_texts_is_told(tmp_path):
    with pytest.raises(SystemExit, match="neither"):
        archive_of(tmp_path, tmp_path)


def test_a_phrase_is_found_in_either_script_and_never_across_texts(archive):
    first, second = (one.route for one in archive)
    assert holding(("工会搭鹊桥",), archive) == {second}
    assert holding(("表彰大会",), archive) == {first}
    assert holding(("表彰大会本报讯",), archive) == frozenset()
    assert holding(("离石", "医师节"), archive) == {first}
    assert holding(("离石", "余杭"), archive) == frozenset()


def test_everything_asked_stands_somewhere(archive):
    queries = drawn(archive, 60)
    assert len({(query.kind, query.phrases) for query in queries}) == len(queries)
    assert {query.kind for query in queries} == {*MAIN, *OTHER}
    for query in queries:
        assert holding(query.phrases, archive), query
        assert not any(BETWEEN in folding().fold(phrase) for phrase in query.phrases)


def test_the_same_archive_is_asked_the_same(archive):
    assert drawn(archive, 60) == drawn(archive, 60) != drawn(archive, 60, "other")


def test_what_means_something_in_a_query_is_quoted():
    assert Query("number", ("时间:3",)).written == '"时间:3"'
    assert Query("phrase", ("-足球",)).written == '"-足球"'
    assert Query("several", ("工会", "鹊桥")).written == "工会 鹊桥"


def test_a_wrong_answer_is_never_perfect():
    true = (frozenset("ab"), frozenset("c"))
    assert quality(true, true).perfect
    assert not quality((frozenset("ab"), frozenset("cd")), true).perfect
    assert not quality((frozenset("a"), frozenset("c")), true).perfect


def test_every_query_is_asked_in_one_visit():
    queries = tuple(Query("phrase", (str(number),)) for number in range(40))
    asked = [each for visit in visits(queries) for each in visit]
    assert sorted(asked) == sorted(query.written for query in queries)
    assert [len(visit) for visit in visits(queries)] == [10, 10, 10, 10]


def test_the_worst_query_is_named():
    asked = (Asked("a", 10, 1, 30), Asked("b", 30, 1, 10), Asked("c", 20, 1, 20))
    assert middle(asked) == (20, 20)
    assert tuple(each.query for each in worst(asked)) == ("b", "a")


def test_a_process_is_measured_with_its_children(tmp_path):
    work = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'sum(range(3_000_000)); b = bytearray(90_000_000)'])"
    cost = cost_of([sys.executable, "-c", work], tmp_path)
    assert cost.memory > 90_000_000
    assert cost.cpu > 0


def test_the_memory_of_the_one_that_measures_is_not_counted(tmp_path):
    own = b"x" * 200_000_000
    assert cost_of([sys.executable, "-c", "pass"], tmp_path).memory < len(own) / 2


def test_a_process_that_fails_says_why(tmp_path):
    with pytest.raises(SystemExit, match="no such thing"):
        cost_of([sys.executable, "-c", "raise SystemExit('no such thing')"], tmp_path)
    assert cost_of([sys.executable, "-c", "raise SystemExit(1)"], tmp_path, (0, 1)).wall > 0


def test_a_folder_is_weighed(tmp_path):
    for name in ("a", "b/c", "b/d", "b/e"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"12")
    assert weight_of(tmp_path) == Weight(4, 8, 3)


def test_the_table_says_what_is_missed():
    rows = (within("index", "memory", (2, "2 MB"), (3, "3 MB"), "9 MB"), within("index", "files", (2, "2"), (1, "1")))
    assert [verdict(row) for row in (*rows, Row("index", "more", "7"))] == ["met", "**missed**", ""]
    assert markdown(rows).splitlines()[2:] == [
        "| index | memory | 2 MB | 9 MB | ≤ 3 MB | met |",
        "|  | files | 2 |  | ≤ 1 | **missed** |",
    ]
    assert plain(rows).splitlines()[-1].endswith("missed")
