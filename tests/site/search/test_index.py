"""The whole index: byte for byte as the format says, the same wherever and however often it is made."""

import json
import os
import subprocess
import sys
from collections import Counter

import pytest
from samples import archive, article, hard_archive, issue

from sitegen.model import Newspaper, Photo
from sitegen.site.listings import catalogue
from sitegen.site.script import trees
from sitegen.site.search.index import search_files
from sitegen.site.search.measures import MEASURES, Measures
from sitegen.site.search.printed import texts

TINY = Measures(frequent=2, longest=4, shard=64, fresh_shard=64, apart=8, fresh=60, largest=200, batch=100)

# What a segment is called by hashes.
UNNAMED = {"name": "", "version": ""}


def made(given, measures=MEASURES):
    """The files of an archive's index by their paths."""
    documents = list(search_files(catalogue(given), given.settings, trees(given.settings), measures))
    files = {document.path: document.data for document in documents}
    assert len(files) == len(documents)
    return files


def read(files, name, place=0):
    """A JSON file of a segment, or `index.json`."""
    index = json.loads(files["search/index.json"])
    return index if name == "index" else json.loads(files[f"search/{index['segments'][place]['name']}/{name}.json"])


def shards(files):
    """All bytes of one segment's shards and lists, by their names in it."""
    return {
        path.split("/", 2)[2]: data.hex()
        for path, data in files.items()
        if path.endswith(".bin") and "fold" not in path
    }


def test_an_empty_archive_has_an_index():
    files = made(archive())
    assert set(files) == {"search/fold.bin", "search/index.json"}
    assert read(files, "index") == {
        "format": 2,
        "scripts": ["zh-Hans", "zh-Hant"],
        "papers": [],
        "segments": [],
    }


def test_articles_without_any_text_are_documents_as_well():
    files = made(archive(issue(articles=(article("k1", title="", body=""), article("k2", title="　", body="")))))
    assert read(files, "index")["segments"][0] | UNNAMED == UNNAMED | {"documents": 2, "places": 256, "bits": 0}
    assert shards(files) == {}


def test_a_tiny_index_is_what_the_format_says():
    """Worked out by hand; whoever changes a byte of this changes the format, and must say so in `docs/search.md`."""
    given = archive(issue(script="zh-Hans", articles=(article("k1", title="ab", body="a"),)))
    files = made(given)
    # One document of two strides: "ab" at places 0 and 1, "a" at 128. Units, not hashes, tell the only shard (bits 0).
    assert read(files, "segment")["strides"] == "1"
    assert read(files, "index")["segments"][0] | UNNAMED == UNNAMED | {"documents": 1, "places": 256, "bits": 0}
    # m = 2; two strings of one unit and one of two. "a" = 61, "b" = 62; "ab": first unit 61, last unit 62.
    strings = "02020161626162"
    # a: in the shard 0, one entry 1; U = 1, f = 1: r = 0; gap 0 is "1"; mark: head 4 + two times 1 = 5 zeros and a one.
    # b: 0, 1; "1"; mark 4.   ab: 0, 1; U = 256, f = 1: floor(512 / 3) = 170, r = 7; gap 0: one, seven zeros.
    bits = "011000001" + "01100001" + "0110000000"
    packed = int(bits.ljust(32, "0"), 2).to_bytes(4).hex()
    assert shards(files) == {"00/00.bin": strings + packed}


def test_a_segment_tells_its_issues_and_documents():
    photo = article("k2", page=2, kind="photo", photos=(Photo("会场", "罗丽"),))
    given = archive(
        issue("2021-08-18", articles=(article("k1"), photo, article("k3", page=2), article("k4", draft=True))),
        issue("undated-ab", date="", slug="ab", newspaper="", articles=(article("k5"),)),
        issue("2021-08-19", articles=(article("k6"),)),
        issue("2021-08-20"),
        newspapers=(Newspaper("zhejiang-gongren-ribao", "浙江工人日报"),),
    )
    files = made(given)
    segment = read(files, "segment")
    assert segment["papers"] == ["zhejiang-gongren-ribao", "ab"]
    assert segment["issues"] == [
        [0, "2021-08-19", 2021, [1, 1]],
        [0, "2021-08-18", 2021, [1, 1, 2, 2]],
        [1, "undated-ab", 0, [1, 1]],
    ]
    assert segment["photos"] == [2]
    assert segment["frequent"] == []
    heads = files[next(path for path in files if path.endswith("heads/zh-Hant/00/00.txt"))].decode().splitlines()
    assert [head.split("\t")[0] for head in heads] == ["k6", "k1", "k2", "k3", "k5"]
    papers = {paper["slug"]: paper["names"] for paper in read(files, "index")["papers"]}
    assert papers["zhejiang-gongren-ribao"] == {"zh-Hans": "浙江工人日报", "zh-Hant": "浙江工人日報"}


def test_a_hits_head_is_told_in_both_scripts_a_document_a_line():
    own = (
        article("k1", title="医师节\t表彰", kicker="致敬", column="时评"),
        article("k2", title="图说", title_supplied=True),
        article("k3", title=""),
    )
    files = made(archive(issue("2021-08-18", articles=own)))
    heads = {path.split("/")[3]: data.decode() for path, data in files.items() if "/heads/" in path}
    assert heads == {
        "zh-Hans": "k1\t医师节 表彰\t致敬\t时评\nk2\t〔图说〕\nk3\t〔无题〕\n",
        "zh-Hant": "k1\t醫師節 表彰\t致敬\t時評\nk2\t〔圖說〕\nk3\t〔無題〕\n",
    }


def test_names_are_told_as_filed_and_in_the_other_tree():
    given = archive(
        issue("2021-08-18", script="zh-Hans", articles=(article("k1", authors=("罗丽", "张三"), column="时评"),)),
        issue("2021-08-17", script="zh-Hant", articles=(article("k2", authors=("羅麗", "罗丽")),)),
    )
    files = made(given)
    assert read(files, "authors") == {
        "names": ["张三", "罗丽"],
        "said": {"zh-Hant": {"0": "張三", "1": "羅麗"}},
        "documents": [[0], [0, 1]],
    }
    assert read(files, "columns") == {"names": ["时评"], "said": {"zh-Hant": {"0": "時評"}}, "documents": [[0]]}


def test_a_site_in_one_script_says_names_in_that():
    files = made(archive(issue(articles=(article(authors=("罗丽",)),)), convert=""))
    assert read(files, "authors")["said"] == {}


def test_the_texts_of_an_article_are_all_it_prints():
    printed = article(
        kicker="引",
        subtitle="副",
        column="栏",
        byline="□罗丽",
        body="甲\\\n乙\n\n## 丙",
        photos=(Photo("图", ""), Photo("", "摄")),
    )
    assert texts(printed).head == (printed.title, "引", "副")
    assert texts(printed).rest == ("栏", "□罗丽", "图", "摄", "甲\n乙", "丙")


@pytest.mark.parametrize("measures", [MEASURES, TINY], ids=["as it is", "tiny"])
def test_the_order_in_which_issues_come_makes_no_difference(measures):
    given = hard_archive()
    backwards = archive(
        *reversed(given.issues), **{name: getattr(given.settings, name) for name in ("title", "newspapers")}
    )
    again = archive(*given.issues, **{name: getattr(given.settings, name) for name in ("title", "newspapers")})
    assert made(backwards, measures) == made(again, measures)


def test_how_much_is_sorted_at_once_makes_no_difference():
    given = hard_archive()
    many = Measures(frequent=2, shard=64, fresh_shard=64, batch=1)
    assert made(given, many) == made(given, Measures(frequent=2, shard=64, fresh_shard=64))


PROGRAM = """
from hashlib import sha256
from test_index import TINY, made
from samples import hard_archive
for path, data in made(hard_archive(), TINY).items():
    print(path, sha256(data).hexdigest())
"""


def test_another_process_makes_the_same_bytes():
    here = [os.path.dirname(__file__), *(path for path in sys.path if path)]
    said = {
        subprocess.run(
            [sys.executable, "-c", PROGRAM],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(here)},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert "index.json" in said.pop()


def test_a_new_issue_keeps_the_other_segments_files():
    days = [
        issue(f"2021-08-{day:02}", articles=(article(f"k{day}", title=f"第{day}天", body="甲乙丙丁" * 9),))
        for day in range(1, 29)
    ]
    before, after = made(archive(*days[:-1]), TINY), made(archive(*days), TINY)
    names = [{each["name"] for each in read(files, "index")["segments"]} for files in (before, after)]
    assert len(names[0]) > 3
    assert len(names[1] - names[0]) <= 2


def one_segment(*articles):
    """What names the segment of an issue, and its files by their paths below it."""
    files = made(archive(issue(articles=articles)))
    told = read(files, "index")["segments"][0]
    home = f"search/{told['name']}/"
    return told, {path.removeprefix(home): data for path, data in files.items() if path.startswith(home)}


def test_files_keep_their_paths_where_only_texts_change():
    before, files = one_segment(article("k1", title="会议", body="会议在北京召开"))
    after, others = one_segment(article("k1", title="会议", body="会议在南京召开"))
    assert before["name"] == after["name"]
    assert before["version"] != after["version"]
    assert files["segment.json"] == others["segment.json"]
    assert files["heads/zh-Hans/00/00.txt"] == others["heads/zh-Hans/00/00.txt"]
    assert files != others


@pytest.mark.parametrize(
    "other",
    [
        article("k2", title="会议", body="会议在北京召开"),
        article("k1", title="会议", body="会议在北京召开" * 40),
        article("k1", title="会议", body="会议在北京召开", page=2),
        article("k1", title="会议", body="会议在北京召开", kind="photo"),
    ],
    ids=["another id", "another length", "another page", "another kind"],
)
def test_files_get_other_paths_where_they_are_to_be_read_otherwise(other):
    before, _ = one_segment(article("k1", title="会议", body="会议在北京召开"))
    after, _ = one_segment(other)
    assert before["name"] != after["name"]


def test_folders_stay_small():
    body = "".join(map(chr, range(0x4E00, 0x9FA0)))
    files = made(
        archive(issue(articles=tuple(article(f"k{at}", body=body[at:] + body[:at]) for at in range(0, 20000, 500))))
    )
    assert max(Counter(path.rpartition("/")[0] for path in files).values()) <= 256
