"""Raw pages on disk become articles on disk; what is wrong with one page never touches another."""

import json
import os
from pathlib import Path

import pytest
from importing import CARE, FAIR, articles, files, imported, issue, new_archive, put, told

from sitegen import cli
from sitegen.importer import import_pages
from sitegen.workers import HERE, Workers

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


@pytest.fixture
def content(tmp_path, monkeypatch):
    """A new archive's `content`, its folder being the working directory."""
    monkeypatch.chdir(tmp_path)
    return new_archive(tmp_path)


def test_without_arguments_all_of_content_raw_is_read(content):
    put(content / "raw", care=CARE, fair=FAIR)
    report = imported(content)
    assert (report.pages, report.articles, report.problems) == (2, 2, ())
    found = articles(content)
    assert set(found) == {"岔沟村日间照料中心点亮老年人新生活", "技能比武擂台开赛 百名工匠同场竞技"}
    care = found["岔沟村日间照料中心点亮老年人新生活"]
    assert (care["byline"], care["authors"], care["source"]["file"]) == ("□ 本报记者 王涛", ["王涛"], "care.txt")
    fair = found["技能比武擂台开赛 百名工匠同场竞技"]
    assert (fair["newspaper"], str(fair["date"]), fair["authors"]) == ("浙江工人日报", "2021-08-18", ["程雪"])


def test_a_column_of_the_archive_s_own_newspaper_is_no_headline(content):
    column, title = "江州先锋谱", "岔沟村日间照料中心点亮老年人新生活"
    put(content / "raw", care=CARE.replace("\n\n□", f"\n\n{column}\n\n□"))
    imported(content)
    assert list(articles(content)) == [column]
    known = f"newspapers:\n- {{slug: jiangzhou-wanbao, name: 江州晚报, columns: [{column}]}}\n"
    (content / "site.yaml").write_text(f"title: 旧闻馆\n{known}", "utf-8")
    imported(content)
    (found,) = articles(content).values()
    assert (found["column"], found["kicker"], found["title"]) == (column, "", title)


def test_a_file_is_read_and_nothing_else(content):
    put(content / "raw", care=CARE, fair=FAIR)
    assert imported(content, content / "raw" / "care.txt").pages == 1
    assert len(articles(content)) == 1


def test_a_file_and_its_folder_together_are_read_once(content):
    put(content / "raw", care=CARE, fair=FAIR)
    report = imported(content, content / "raw" / "care.txt", content / "raw")
    assert (report.pages, report.problems) == (2, ())


def test_pages_from_elsewhere_are_copied_byte_for_byte(content, tmp_path):
    away = put(tmp_path / "away", care=CARE.encode("gb18030"))
    report = imported(content, away, put(tmp_path / "more", fair=FAIR) / "fair.txt")
    assert (report.pages, report.problems) == (2, ())
    assert (content / "raw" / "care.txt").read_bytes() == CARE.encode("gb18030")
    assert (content / "raw" / "fair.txt").read_text("utf-8") == FAIR
    assert len(articles(content)) == 2


def test_a_file_far_too_large_for_a_page_is_refused_before_it_is_read(content, monkeypatch):
    put(content / "raw", fair=FAIR, huge="")
    os.truncate(content / "raw" / "huge.txt", 1_000_000_000)
    opened, read_bytes = [], Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: opened.append(path.name) or read_bytes(path))
    report = imported(content)
    assert told(report) == [
        f"{content}/raw/huge.txt: 1000 MB are too much for one newspaper page; put every page into a file of its own"
    ]
    assert report.pages == 1
    assert "huge.txt" not in opened


def test_a_page_from_elsewhere_does_not_replace_another_of_its_name(content, tmp_path):
    put(content / "raw", page=CARE)
    away = put(tmp_path / "away", page=FAIR, fair=FAIR)
    report = imported(content, away)
    assert [(problem.file, problem.line) for problem in report.problems] == [(str(away / "page.txt"), 0)]
    assert "has the same name but other bytes; give the new page another name" in told(report)[0]
    assert (content / "raw" / "page.txt").read_text("utf-8") == CARE
    assert report.pages == 1


def test_the_same_page_from_elsewhere_is_no_problem(content, tmp_path):
    put(content / "raw", care=CARE)
    assert told(imported(content, put(tmp_path / "away", care=CARE))) == []


def test_two_pages_of_one_name_are_told(content, tmp_path):
    one, other = put(tmp_path / "one", page=CARE), put(tmp_path / "other", page=FAIR)
    report = imported(content, one, other)
    assert told(report) == [
        f"{other / 'page.txt'}: another raw page has this name: {one / 'page.txt'}; rename one of them"
    ]
    assert report.pages == 1


BAD = [
    pytest.param(b"", ": the file is empty; replace it or remove it", id="empty"),
    pytest.param(b"\n \n", ": the file is empty; replace it or remove it", id="blank"),
    pytest.param(PNG, ": this is not text;", id="picture"),
    pytest.param(bytes(64), ": this is not text;", id="binary"),
    pytest.param(CARE.encode() + b"\xe6\x9c\n\xff\xfe\xff", ":8: this line is not UTF-8,", id="broken UTF-8"),
]


@pytest.mark.parametrize(("data", "message"), BAD)
def test_a_bad_page_is_one_problem_and_the_rest_is_done(content, capsys, data, message):
    put(content / "raw", a_bad=data, care=CARE, z_bad=data)
    assert cli.run(["import", "--workers", "1"]) == 1
    said = capsys.readouterr()
    lines = [line for line in said.err.splitlines() if ".txt" in line]
    assert [line.partition(".txt")[0] for line in lines] == ["content/raw/a_bad", "content/raw/z_bad"]
    assert all(line.partition(".txt")[2].startswith(message) for line in lines)
    assert said.out.startswith("import: 1 page, 1 article,")
    assert len(articles(content)) == 1


def test_a_missing_page_is_one_problem(content, capsys):
    put(content / "raw", care=CARE)
    assert cli.run(["import", "missing.txt", "content/raw", "--workers", "1"]) == 1
    err = capsys.readouterr().err
    assert "missing.txt: the file cannot be read (No such file or directory); check that it is there" in err
    assert len(articles(content)) == 1
    assert not (content / "raw" / "missing.txt").exists()


def test_a_folder_named_like_a_page_is_one_problem(content):
    put(content / "raw", care=CARE)
    (content / "raw" / "x.txt").mkdir()
    report = imported(content)
    assert [problem.file for problem in report.problems] == [str(content / "raw" / "x.txt")]
    assert "the file cannot be read (it is a folder, not a file)" in told(report)[0]
    assert report.pages == 1


def test_a_folder_without_pages_is_told(content, tmp_path):
    (tmp_path / "empty").mkdir()
    report = imported(content, tmp_path / "empty")
    assert told(report) == [f"{tmp_path / 'empty'}: no raw pages here; put pages into it as NAME.txt"]


def test_the_editor_s_encoding_is_used_and_a_wrong_one_told(content, capsys):
    put(content / "raw", care=CARE.encode("gb18030"), fair=FAIR.encode("gb18030"))
    (content / "raw" / "pages.yaml").write_text("care.txt: {encoding: gb18030}\nfair.txt: {encoding: utf-8}\n", "utf-8")
    assert cli.run(["import", "--workers", "1"]) == 1
    assert "content/raw/fair.txt:1: byte " in capsys.readouterr().err
    assert set(articles(content)) == {"岔沟村日间照料中心点亮老年人新生活"}


def test_a_weekday_that_does_not_fit_is_told_unless_the_editor_knows_the_date(content):
    put(content / "raw", fair=FAIR.replace("星期三", "星期五"))
    (problem,) = imported(content).problems
    assert problem.line == 1
    assert problem.what == "星期五, but 2021-08-18 is 星期三"
    (content / "raw" / "pages.yaml").write_text("fair.txt: {date: 2021-08-18, note: 查过原报}\n", "utf-8")
    assert imported(content).problems == ()


def test_a_doubt_names_the_page_by_its_path(content):
    put(content / "raw", fair=FAIR.replace("星期三", "星期五"))
    (problem,) = imported(content).problems
    assert problem.file == str(content / "raw" / "fair.txt")


def test_a_second_import_changes_no_byte(content):
    put(content / "raw", care=CARE, fair=FAIR)
    imported(content)
    before = files(content)
    report = imported(content)
    assert files(content) == before
    assert (report.written, report.removed, report.unchanged, report.kept) == (0, 0, 2, 0)


def test_the_order_of_the_arguments_does_not_matter(content, tmp_path):
    put(content / "raw", care=CARE, fair=FAIR, again=FAIR.replace("杭州", "宁波"))
    paths = sorted((content / "raw").glob("*.txt"))
    imported(content, *paths)
    one_way = files(content)
    elsewhere = tmp_path / "elsewhere" / "content"
    put(elsewhere / "raw", care=CARE, fair=FAIR, again=FAIR.replace("杭州", "宁波"))
    (elsewhere / "site.yaml").write_text("title: 旧闻馆\n", "utf-8")
    imported(elsewhere, *[elsewhere / "raw" / path.name for path in reversed(paths)])
    assert files(elsewhere) == one_way


def test_an_article_edited_by_hand_is_kept(content):
    put(content / "raw", care=CARE)
    imported(content)
    (path,) = content.glob("issues/*/*/*.md")
    edited = path.read_text("utf-8").replace("热气腾腾", "香气扑鼻")
    path.write_text(edited, "utf-8")
    (content / "raw" / "pages.yaml").write_text("care.txt: {page: 1, newspaper: 吕梁日报}\n", "utf-8")
    imported(content)
    (kept,) = content.glob("issues/*/*/*.md")
    assert "香气扑鼻" in kept.read_text("utf-8")
    assert "热气腾腾" not in kept.read_text("utf-8")


def test_an_id_stays_when_the_page_is_read_again(content):
    put(content / "raw", care=CARE)
    imported(content)
    (before,) = articles(content).values()
    put(content / "raw", care=CARE.replace("□ 本报记者 王涛", "□ 本报记者 王小涛"))
    imported(content)
    (after,) = articles(content).values()
    assert (after["id"], after["authors"]) == (before["id"], ["王小涛"])


def test_what_the_editor_knows_reaches_the_issue_with_its_evidence(content):
    put(content / "raw", care=CARE)
    (content / "raw" / "pages.yaml").write_text(
        "care.txt: {newspaper: 吕梁日报, date: 2024-12-28, page: 2, note: 稿件称“我市”}\n", "utf-8"
    )
    assert told(imported(content)) == []
    stated = issue(content, "lu-liang-ri-bao/2024-12-28")
    assert (stated["newspaper"], str(stated["date"])) == ("吕梁日报", "2024-12-28")
    for fact in ("newspaper", "date"):
        assert stated["evidence"][fact]["from"] == "editor"
        assert stated["evidence"][fact]["note"] == "稿件称“我市”"
    assert stated["pages"][0]["page"] == 2
    (article,) = articles(content).values()
    assert (article["newspaper"], str(article["date"]), article["page"]) == ("吕梁日报", "2024-12-28", 2)


def test_what_the_masthead_states_reaches_the_issue_with_its_lines(content):
    put(content / "raw", fair=FAIR)
    imported(content)
    stated = issue(content, "zhejiang-gongren-ribao/2021-08-18")
    assert stated["evidence"]["date"]["from"] == "masthead"
    assert stated["evidence"]["date"]["lines"] == [1, 1]
    kinds = [entry["kind"] for entry in stated["pages"][0]["furniture"]]
    assert kinds == ["folio"]
    assert stated["pages"][0]["page"] == 3


def test_a_newspaper_and_a_date_that_are_not_printed_reach_the_issue_with_their_reasons(content):
    put(content / "raw", moon=f"国内统一刊号：CN11-0065 总第12345期\n二〇二一年 农历七月十一\n\n{CARE}")
    put(content / "raw", text=f"第5版 民生\n\n{CARE}\n\n本报讯（记者 陈安）2026年6月3日，市总工会举办职工读书会。\n")
    imported(content)
    stated = issue(content, "renmin-ribao/2021-08-18")
    notes = {fact: stated["evidence"][fact]["note"] for fact in ("newspaper", "date")}
    assert notes == {
        "newspaper": "报名未印，据统一刊号CN11-0065",
        "date": "版面只印农历，由2021年农历七月十一推算",
    }
    (folder,) = (content / "issues" / "unidentified").iterdir()
    inferred = issue(content, f"unidentified/{folder.name}")
    assert folder.name.startswith("undated-")
    assert (inferred["date"], inferred["evidence"]["date"]["from"]) == ("2026-06-03/..", "text")
    assert (inferred["pages"][0]["page"], inferred["pages"][0]["name"]) == (5, "民生")


def test_a_wrong_pages_yaml_is_told_and_the_pages_are_read(content):
    put(content / "raw", care=CARE)
    (content / "raw" / "pages.yaml").write_text("care.txt: {newspapr: 吕梁日报}\n", "utf-8")
    report = imported(content)
    assert len(report.problems) == 1
    assert "newspaper" in told(report)[0]
    assert report.pages == 1


def test_many_pages_in_several_processes_give_the_same_as_in_one(content, tmp_path):
    names = [f"p{number:02}" for number in range(10)]
    pages = {name: CARE.replace("岔沟村", f"{'甲乙丙丁戊己庚辛壬癸'[int(name[1:])]}村") for name in names}
    put(content / "raw", **pages, p99=b"")
    several = imported(content, workers=Workers("processes", 2))
    elsewhere = tmp_path / "elsewhere" / "content"
    put(elsewhere / "raw", **pages, p99=b"")
    (elsewhere / "site.yaml").write_text("title: 旧闻馆\n", "utf-8")
    one = imported(elsewhere, workers=HERE)
    assert (several.pages, several.articles) == (one.pages, one.articles) == (10, 10)
    assert (
        [problem.what for problem in several.problems]
        == [problem.what for problem in one.problems]
        == ["the file is empty"]
    )
    assert files(content) == files(elsewhere)


def test_progress_counts_to_the_end(content):
    put(content / "raw", care=CARE, fair=FAIR, bad=b"")
    seen = []
    import_pages(content, (), lambda done, total: seen.append((done, total)), HERE)
    assert seen == [(1, 3), (2, 3), (3, 3)]


def test_a_summary_for_machines(content, capsys):
    put(content / "raw", care=CARE, bad=b"")
    assert cli.run(["import", "--json", "--workers", "1"]) == 1
    summary = json.loads(capsys.readouterr().out)
    assert (summary["command"], summary["pages"], summary["articles"]) == ("import", 1, 1)
    assert [problem["file"] for problem in summary["problems"]] == ["content/raw/bad.txt"]


def test_raw_pages_are_never_changed(content):
    data = {"care": CARE.encode("utf-16"), "fair": FAIR.replace("\n", "\r\n").encode("gb18030")}
    put(content / "raw", **data)
    assert imported(content).problems == ()
    assert {path.stem: path.read_bytes() for path in (content / "raw").glob("*.txt")} == data
