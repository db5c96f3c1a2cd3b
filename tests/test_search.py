"""`sitegen search`: what it prints, in which order, and what it says where it cannot answer."""

import io
import json
import shutil
import subprocess
import sys

import pytest
from samples import archive, article, hard_archive, issue

from sitegen import cli
from sitegen.site.exports import issue_file
from sitegen.site.listings import catalogue
from sitegen.site.script import trees
from sitegen.site.search.index import search_files

COMMON = "会议"
MANY = archive(
    *(
        issue(
            f"{2000 + year}-01-01",
            articles=tuple(article(f"k{year:02}{place}", order=place + 1, title=COMMON) for place in range(3)),
        )
        for year in range(10)
    )
)


def written(given, folder):
    """The files of a site that a search reads."""
    ordered, own = catalogue(given), trees(given.settings)
    data = (issue_file(each, given.settings)[0] for each in ordered.issues)
    for document in (*data, *search_files(ordered, given.settings, own)):
        path = folder / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.data)
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return written(hard_archive(), tmp_path_factory.mktemp("built"))


@pytest.fixture
def site(built, tmp_path):
    """A site of one's own, to damage."""
    return shutil.copytree(built, tmp_path / "site")


@pytest.fixture
def asked(capsys):
    """Run the command with `--json`; gives what it printed, which must be all and no complaint."""

    def ask(folder, *arguments):
        assert cli.run(["search", "--output", str(folder), "--json", *arguments]) == 0
        said = capsys.readouterr()
        assert said.err == ""
        return json.loads(said.out)

    return ask


def ids(told):
    assert told["total"] == len(told["hits"])
    return [hit["id"] for hit in told["hits"]]


def test_json_tells_id_title_and_address_of_every_hit(built, asked):
    assert asked(built, "記者程雪的") == {
        "total": 1,
        "hits": [
            {
                "id": "kaaaa1",
                "title": "工会搭“鹊桥” 职工喜“脱单”",
                "url": "zhejiang-gongren-ribao/2021-08-18/kaaaa1/",
            }
        ],
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (["鹊桥"], ["kaaaa1"]),
        (["作者:程", "-类:图"], ["kaaaa6", "kaaaa1"]),
        (["-会议", "-深化", "-比拼"], ["kaaaa6", "kaaaa5", "kaaaa7"]),
        (["-作者:程", "比拼"], ["kaaaa3"]),
        (["-author:程", "比拼"], ["kaaaa3"]),
        (["-h", "比拼"], ["kaaaa3"]),
        (["--", "-作者:程", "比拼"], ["kaaaa3"]),
        (["--比拼", "比拼"], ["kaaaa3"]),
        (["报纸=unidentified"], ["kaaaa7"]),
        (["<script>alert(1)"], ["kaaaa6"]),
        (["草稿不见读者"], []),
        ([""], []),
        (["-"], []),
        (["，，，"], []),
        (["会" * 10_000], []),
        (["\udce5\udcb7"], []),
        (["会议 \udce5"], []),
    ],
)
def test_what_is_found(built, asked, query, found):
    assert sorted(ids(asked(built, *query))) == sorted(found)


def test_hits_come_by_relevance_or_by_date(tmp_path, asked):
    older = issue("2020-01-01", articles=(article("kbest1", title="表彰", body="表彰。"),))
    newer = issue("2021-01-01", articles=(article("knews1", title="会议", body="表彰。"),))
    folder = written(archive(older, newer), tmp_path)
    assert ids(asked(folder, "表彰")) == ["kbest1", "knews1"]
    assert ids(asked(folder, "表彰", "--by", "date")) == ["knews1", "kbest1"]


def test_a_line_for_each_hit_the_first_twenty_and_how_many_in_all(tmp_path, capsys):
    folder = written(MANY, tmp_path)
    assert cli.run(["search", COMMON, "--output", str(folder)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "浙江工人日报 2009-01-01, page 1: 会议  zhejiang-gongren-ribao/2009-01-01/k090/"
    assert len(lines) == 21
    assert lines[-1] == "30 articles found; the first 20 are shown"
    assert cli.run(["search", COMMON, "--output", str(folder), "--limit", "2"]) == 0
    assert len(capsys.readouterr().out.splitlines()) == 3


def test_json_has_as_many_hits_as_are_asked_for_and_all_without_a_limit(tmp_path, asked):
    folder = written(MANY, tmp_path)
    assert len(asked(folder, COMMON)["hits"]) == 30
    limited = asked(folder, COMMON, "--limit", "2")
    assert (limited["total"], len(limited["hits"])) == (30, 2)


def test_what_nobody_knows_is_told_by_its_address(built, capsys):
    assert cli.run(["search", "没有标题的文字", "--output", str(built)]) == 0
    assert capsys.readouterr().out == (
        "unidentified undated-bbbbbb, page 1: 没有标题的文字  unidentified/undated-bbbbbb/kaaaa7/\n1 article found\n"
    )


def test_that_a_query_was_cut_is_said(built, capsys):
    assert cli.run(["search", "会" * 201, "--output", str(built)]) == 0
    said = capsys.readouterr()
    assert said.out == "0 articles found\n"
    assert said.err == "Only the first 200 characters of the query were read.\n"


def test_addresses_are_those_of_the_published_site(tmp_path, asked):
    given = archive(issue(articles=(article("kaaaa1"),)), base_url="https://example.org/repo/")
    hits = asked(written(given, tmp_path), "鹊桥")["hits"]
    assert hits[0]["url"] == "https://example.org/repo/zhejiang-gongren-ribao/2021-08-18/kaaaa1/"


def test_an_archive_without_articles_answers(tmp_path, asked):
    folder = written(archive(), tmp_path)
    assert asked(folder, "会议") == asked(folder, "-会议") == {"total": 0, "hits": []}


def test_a_terminal_that_cannot_print_chinese_gets_what_it_can(built, monkeypatch):
    for form, expected in (([], "kaaaa1/\n1 article found\n"), (["--json"], 'kaaaa1/"}]}\n')):
        out = io.TextIOWrapper(io.BytesIO(), encoding="ascii", newline="")
        monkeypatch.setattr(sys, "stdout", out)
        assert cli.run(["search", "的观察", "--output", str(built), *form]) == 0
        out.flush()
        printed = out.buffer.getvalue().decode("ascii")
        assert printed.endswith(expected)
    assert json.loads(printed)["hits"][0]["title"] == "工会搭“鹊桥” 职工喜“脱单”"


def complaint(folder, capsys, *query):
    """What is said of a search that cannot be made; nothing may be printed beside it."""
    assert cli.run(["search", *query, "--json", "--output", str(folder)]) == 1
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.count("\n") == 1
    return said.err.strip().removeprefix(f"{folder}/")


def test_without_an_index_the_message_says_what_to_do(tmp_path, capsys):
    expected = "search/index.json: the site has no search index; run `sitegen build` first"
    assert complaint(tmp_path, capsys, "会议") == expected
    assert complaint(tmp_path / "nowhere", capsys, "会议") == expected


def test_an_index_of_another_version_is_not_read(site, capsys):
    (site / "search/index.json").write_text('{"format": 99, "shards": {}}', "utf-8")
    assert complaint(site, capsys, "会议") == (
        "search/index.json: another version of the program made this search index; run `sitegen build` again"
    )


def files_of(site):
    return sorted(path for path in (site / "search").rglob("*") if path.is_file())


@pytest.mark.parametrize("rubbish", [b"", b"\xff" * 40, b"[" * 100_000, b"{}", b'{"format": 1}', b"\0", b"\x01\x01"])
def test_a_damaged_file_is_told_or_not_needed(site, capsys, rubbish):
    for path in files_of(site):
        kept = path.read_bytes()
        path.write_bytes(rubbish)
        status = cli.run(["search", "会议 作者:程 栏目:产", "--json", "--output", str(site)])
        said = capsys.readouterr()
        if status == 0:
            assert ids(json.loads(said.out)) == ["kaaaa1"], path
        else:
            assert said.err.startswith(str(path)), said.err
            assert said.out == ""
        path.write_bytes(kept)


def test_a_file_cut_off_anywhere_never_gives_another_answer(site, capsys):
    answers = set()
    for path in files_of(site):
        kept = path.read_bytes()
        for length in {len(kept) // 2, len(kept) - 1}:
            path.write_bytes(kept[:length])
            if cli.run(["search", "会议 作者:程 栏目:产", "--json", "--output", str(site)]) == 0:
                answers.add(capsys.readouterr().out)
        path.write_bytes(kept)
    assert len(answers) == 1


@pytest.mark.parametrize("name", ["fold.bin", "segment.json", "00.txt", "authors.json"])
def test_a_missing_file_is_told(site, capsys, name):
    path = next(path for path in files_of(site) if path.name == name)
    path.unlink()
    assert complaint(site, capsys, "作者:程") == (
        f"{path.relative_to(site)}: the search needs this file, which is missing; run `sitegen build` again"
    )


def test_an_index_of_another_site_is_told(site, capsys):
    path = site / "unidentified/undated-bbbbbb/issue.json"
    path.write_text(path.read_text("utf-8").replace("kaaaa7", "kaaaa8"), "utf-8")
    assert complaint(site, capsys, "没有标题的文字") == (
        "unidentified/undated-bbbbbb/issue.json: the search index is not of this site: it finds kaaaa7; run `sitegen build` again"
    )


def test_a_query_is_needed(capsys):
    assert cli.run(["search"]) == 2
    assert "QUERY" in capsys.readouterr().err


def test_a_broken_terminal_s_bytes_do_no_harm(built):
    command = [sys.executable, "-m", "sitegen", "search", b"\xe5\xb7 \xff", "--json", "--output", str(built)]
    done = subprocess.run(command, capture_output=True, env={"PYTHONUTF8": "1"}, check=False)
    assert (done.returncode, done.stdout) == (0, b'{"total": 0, "hits": []}\n'), done.stderr
