"""`sitegen check`: what is wrong, and which conversions nothing decided."""

import json

import pytest
from importing import new_archive
from restore_cases import MEASURED
from samples import article

from sitegen.check import check
from sitegen.check.decided import finders
from sitegen.cli import run
from sitegen.content.codec import article_text
from sitegen.site.ambiguous import FORMS_OF_TAIWAN, PHRASES, TO_SIMPLIFIED, TO_TRADITIONAL
from sitegen.site.conversion import opencc_conversion, words_pattern
from sitegen.site.doubts import MARK

NOTHING = words_pattern(())
PAGES = [path.read_text("utf-8") for path in sorted(MEASURED.glob("*.txt"))[::10]]
ISSUE = "newspaper: 浙江工人日报\ndate: 2021-08-18\n"
PLACE = "issues/zhejiang-gongren-ribao/2021-08-18"


@pytest.fixture
def content(tmp_path):
    return new_archive(tmp_path)


def put(content, *articles, issue=ISSUE, place=PLACE):
    folder = content / place
    folder.mkdir(parents=True)
    (folder / "issue.yaml").write_text(issue, "utf-8")
    for one in articles:
        (folder / f"01-{one.order:02}.md").write_text(article_text(one), "utf-8")


def doubted(text, name="s2t"):
    return [(doubt.printed, doubt.chosen) for finder in finders(name) for doubt in finder.doubts(text, NOTHING)]


def characters(report):
    return {one.printed: one.count for one in report.doubts}


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("皇后，后来，邮政编码", "s2t", []),
        ("下班后领取", "s2t", [("后", "後")]),
        ("张云里和于淼", "s2t", [("云", "雲"), ("里", "裏"), ("于", "於")]),
        ("张云里和于淼", "s2tw", [("云", "雲"), ("里", "裡"), ("于", "於")]),
        ("自制服装", "s2t", [("自制", "自制")]),
        ("唯一出路", "s2t", []),
        ("乾隆與乾淨，關於特徵", "t2s", []),
        ("張乾說，鍾先生說", "t2s", [("乾", "干"), ("鍾", "钟")]),
        ("沿著路走，著名的著作，編著", "tw2s", [("編著", "编着")]),
        ("沿着路走，編著", "hk2s", []),
        ("Hello 2021", "s2t", []),
        ("", "s2t", []),
    ],
)
def test_a_doubt_is_where_no_phrase_decided(text, name, expected):
    assert doubted(text, name) == expected


def test_a_doubt_shows_what_stands_around_it():
    (doubt,) = next(iter(finders("s2t"))).doubts("该院外科医师于淼第一时间给患者做了手术", NOTHING)
    assert (doubt.readings, doubt.near) == (("於", "于"), "师于淼")
    assert doubt.around == "该院外科医师〔于〕淼第一时间给"


@pytest.mark.parametrize("name", ["s2t", "t2s"])
@pytest.mark.parametrize("text", PAGES, ids=range(len(PAGES)))
def test_without_its_marks_a_marked_text_is_opencc_s_own(name, text):
    (finder,) = finders(name)
    for line in text.splitlines():
        assert finder.marked(line).replace(MARK, "") == opencc_conversion(name)(line)


@pytest.mark.parametrize(("char", "readings"), TO_TRADITIONAL.items())
def test_the_first_reading_is_opencc_s_and_all_lead_back(char, readings):
    assert opencc_conversion("s2t")(char) == readings[0]
    back = opencc_conversion("t2s")
    # 覆 leads to itself: in Simplified it is a character of its own again since 1986.
    assert {back(reading) for reading in readings} - {char} <= set(readings)
    assert len(set(readings)) == len(readings) > 1


@pytest.mark.parametrize(("char", "readings"), TO_SIMPLIFIED.items())
def test_the_first_simplified_reading_is_opencc_s(char, readings):
    assert opencc_conversion("t2s")(char) == readings[0]


@pytest.mark.parametrize(("word", "readings"), FORMS_OF_TAIWAN.items())
def test_the_first_reading_of_taiwan_s_form_is_opencc_s(word, readings):
    assert opencc_conversion("tw2s")(word) == readings[0]


@pytest.mark.parametrize(("word", "readings"), PHRASES["zh-Hant"].items())
def test_the_first_reading_of_a_word_is_opencc_s(word, readings):
    assert len(word) == 2
    assert opencc_conversion("s2t")(word) == readings[0]


def test_doubts_are_told_by_character_with_the_first_place(content):
    put(content, article("kaaaa1", title="于淼获奖", body="第一段。\n\n同事下班后，于淼到场。职工讨论后回家。"))
    report = check(content, content.parent / "output")
    assert report.problems == ()
    assert characters(report) == {"于": 2, "后": 2}
    (after,) = (one for one in report.doubts if one.printed == "后")
    assert [(use.near, use.count, use.line, use.around) for use in after.uses] == [
        ("班后，", 1, 21, "同事下班〔后〕，于淼到场。"),
        ("论后回", 1, 21, "场。职工讨论〔后〕回家。"),
    ]
    (surname,) = (one for one in report.doubts if one.printed == "于")
    assert [use.line for use in surname.uses] == [5, 21]
    assert surname.uses[0].file.endswith(f"{PLACE}/01-01.md")


def test_what_is_settled_is_no_longer_doubtful(content):
    put(
        content,
        article("kaaaa1", body="下班后于淼到场，云课堂。", keep=("云课堂",)),
        article("kaaaa2", order=2, body="云课堂。"),
    )
    (content / "conversion.yaml").write_text("keep: [于淼]\ntraditional: {下班后: 下班後}\n", "utf-8")
    report = check(content, content.parent / "output")
    assert characters(report) == {"云": 1}
    assert report.doubts[0].uses[0].file.endswith("01-02.md")


def test_each_issue_is_read_in_its_own_script(content):
    put(content, article("kaaaa1", body="報導發展產業與張乾。"))
    assert characters(check(content, content.parent / "output")) == {"乾": 1}


def test_the_editor_s_word_on_the_script_counts(content):
    put(content, article("kaaaa1", title="王后", body="张乾与里"), issue=f"{ISSUE}script: zh-Hant\n")
    assert characters(check(content, content.parent / "output")) == {"乾": 1}


def test_a_draft_and_what_is_not_printed_are_not_looked_at(content):
    hidden = article("kaaaa1", body="下班后。", draft=True)
    put(
        content,
        hidden,
        article("kaaaa2", title="新闻", order=2, body="新闻。", review=("下班后",), extra={"note": "下班后"}),
    )
    assert check(content, content.parent / "output").doubts == ()


def test_without_another_script_there_is_no_doubt(content):
    (content / "site.yaml").write_text("title: 馆\nconvert: ''\n", "utf-8")
    put(content, article("kaaaa1", body="下班后。"))
    assert check(content, content.parent / "output").doubts == ()


def test_the_forms_are_those_of_the_place(content):
    (content / "site.yaml").write_text("title: 馆\nconvert: s2tw\n", "utf-8")
    put(content, article("kaaaa1", title="新闻", body="张里和面子"))
    (inside,) = check(content, content.parent / "output").doubts
    assert (inside.chosen, inside.readings) == ("裡", ("裡", "里"))


def test_what_is_wrong_is_told_and_changes_the_exit_status(content, capsys):
    put(
        content,
        article("kaaaa1", title="新闻"),
        article("kaaaa1", title="新闻", order=2),
        issue=f"{ISSUE}scrip: zh-Hant\n",
    )
    (content / "conversion.yaml").write_text("kepe: [后]\n", "utf-8")
    assert run(["check", "--content", str(content), "--output", str(content.parent / "output")]) == 1
    told_ = capsys.readouterr().err.splitlines()
    assert [line.split(": ", 1)[1].split(";")[0] for line in told_] == [
        "unknown key 'kepe'",
        f"the id 'kaaaa1' is also that of {PLACE.removeprefix('issues/')}/01-01.md",
        "unknown key 'scrip'",
    ]


def test_doubts_alone_leave_the_exit_status_at_0(content, capsys):
    put(content, article("kaaaa1", title="新闻", body="下班后。" + "。".join(f"{place}后" for place in "东南西北上下")))
    assert run(["check", "--content", str(content), "--output", str(content.parent / "output")]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[1].endswith("times 後, could be 后")
    assert out[-2].strip().startswith("and ")
    assert out[-1].startswith("check: 1 issue, 1 article, ")


def test_json_tells_everything(content, capsys):
    put(content, article("kaaaa1", title="新闻", body="下班后。"))
    assert run(["check", "--content", str(content), "--output", str(content.parent / "output"), "--json"]) == 0
    told_ = json.loads(capsys.readouterr().out)
    assert (told_["issues"], told_["articles"], told_["doubts"], told_["problems"]) == (1, 1, 1, [])
    (found,) = told_["doubtful_conversions"]
    assert (found["printed"], found["chosen"], found["readings"], found["count"]) == ("后", "後", ["後", "后"], 1)
    assert found["uses"][0]["line"] == 19


def test_nothing_is_written(content):
    put(content, article("kaaaa1", body="下班后。"))
    before = sorted((path, path.read_bytes()) for path in content.rglob("*") if path.is_file())
    check(content, content.parent / "output")
    assert sorted((path, path.read_bytes()) for path in content.rglob("*") if path.is_file()) == before


def test_links_of_the_built_site_are_followed(content, capsys):
    put(content, article("kaaaa1", title="新闻", body="[旧闻](../kaaaa9/)与[首页](../../../)。"))
    output = content.parent / "output"
    assert run(["build", "--content", str(content), "--output", str(output)]) == 0
    capsys.readouterr()
    assert run(["check", "--content", str(content), "--output", str(output)]) == 1
    page = "zhejiang-gongren-ribao/2021-08-18/kaaaa1/index.html"
    lines = capsys.readouterr().err.splitlines()
    assert [line.split("; ")[0].partition(": ")[2] for line in lines] == ["the link to ../kaaaa9/ leads nowhere"] * 2
    assert [line.partition(":")[0] for line in lines] == [f"{output}/{tree}{page}" for tree in ("zh-hant/", "")]


def test_a_conversion_that_does_not_exist_is_one_problem_beside_the_others(content, capsys):
    (content / "site.yaml").write_text("title: 馆\nconvert: s2x\n", "utf-8")
    put(content, article("kaaaa1", title="新闻"), issue=f"{ISSUE}scrip: zh-Hant\n")
    assert run(["check", "--content", str(content)]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert "unknown key 'scrip'" in lines[0]
    assert lines[1].startswith(f"{content}/site.yaml: OpenCC has no configuration 's2x'")
