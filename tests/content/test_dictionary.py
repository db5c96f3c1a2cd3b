"""What an editor settles about the two scripts is read, survives an import, and is told where it cannot be so."""

import pytest
import yaml
from importing import FAIR, files, imported, new_archive, put
from samples import article, told

from sitegen.content.codec import article_text, issue_text, read_article, read_issue
from sitegen.content.dictionary import read_dictionary
from sitegen.content.store import read_archive, read_site
from sitegen.model import Dictionary, Issue

WHOLE = """\
keep:
- 皇后大道
- 张云里
traditional:
  邻里: 鄰里
simplified: {乾陵: 乾陵}
"""


def test_a_dictionary_is_read():
    expected = Dictionary(("皇后大道", "张云里"), (("邻里", "鄰里"),), (("乾陵", "乾陵"),))
    assert read_dictionary(WHOLE, "conversion.yaml") == (expected, ())


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "keep:\n", "keep: []\ntraditional: {}\n", "traditional:\n"])
def test_nothing_need_be_settled(text):
    assert read_dictionary(text, "conversion.yaml") == (Dictionary(), ())


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ("keep:", "kepp:", 1, "unknown key 'kepp'; did you mean 'keep'?"),
        ("simplified:", "japanese:", 6, "unknown key 'japanese'; use one of keep, traditional, simplified"),
        ("- 张云里", "- 皇后大道", 3, "'皇后大道' is kept already; remove one"),
        ("- 张云里", "- ''", 3, "a word to keep is empty; write the word, or remove it"),
        ("- 张云里", "- 邻里", 5, "'邻里' stands in 'keep' and in 'traditional'; remove one of them"),
        ("邻里: 鄰里", "邻里: ''", 5, "'traditional': '邻里' becomes '', and one of them is empty; write both words"),
        ("{乾陵: 乾陵}", "[乾陵]", 6, "'simplified': expected keys with values, got a list"),
        ("邻里: 鄰里", "邻里: 鄰里\n  邻里: 隣里", 6, "the key '邻里' stands twice, first on line 5; remove one"),
        ("keep:", "keep: [", 2, "broken YAML"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(old, new, line, message):
    _, problems = read_dictionary(WHOLE.replace(old, new, 1), "conversion.yaml")
    assert any(line == one.line and message in str(one) for one in problems), told(problems)
    assert len(problems) == 1


def test_what_is_right_holds_beside_what_is_wrong():
    dictionary, _ = read_dictionary(WHOLE.replace("- 张云里", "- 邻里"), "conversion.yaml")
    assert dictionary == Dictionary(("皇后大道", "邻里"), (), (("乾陵", "乾陵"),))


def test_the_archive_knows_its_dictionary_and_tells_what_is_wrong_with_it(tmp_path):
    content = new_archive(tmp_path)
    (content / "conversion.yaml").write_text("keep: [皇后大道]\nkepe: 1\n", "utf-8")
    settings, problems = read_site(content)
    assert settings.dictionary == Dictionary(("皇后大道",))
    assert [(one.file, one.line) for one in problems] == [(str(content / "conversion.yaml"), 2)]


def test_a_dictionary_that_is_no_text_is_one_problem(tmp_path):
    content = new_archive(tmp_path)
    (content / "conversion.yaml").write_bytes("后".encode("gb18030"))
    settings, problems = read_site(content)
    assert settings.dictionary == Dictionary()
    assert "not UTF-8" in str(problems[0])


def test_words_that_an_article_keeps_are_written_and_read():
    kept = article(keep=("范儿", "a: b"))
    text = article_text(kept)
    assert "\nkeep: [范儿, 'a: b']\n" in text
    assert read_article(text, "01-01.md") == (kept, ())
    assert "keep" not in article_text(article())


def test_words_to_keep_that_are_no_list_are_told():
    text = article_text(article(keep=("范儿",))).replace("[范儿]", "{a: 范儿}")
    read, problems = read_article(text, "01-01.md")
    assert read.keep == ()
    assert "'keep': expected a list [a, b]" in str(problems[0])


@pytest.mark.parametrize("script", ["zh-Hans", "zh-Hant", ""])
def test_the_script_of_an_issue_is_written_and_read(script):
    issue = Issue("a", "b", script=script)
    assert read_issue(issue_text(issue), "issue.yaml", "a", "b") == (issue, ())


def test_a_script_that_does_not_exist_is_told():
    issue, problems = read_issue("number: '1'\nscript: zh\n", "issue.yaml", "a", "b")
    assert issue.script == ""
    assert told(problems) == ["issue.yaml:2: 'script': unknown value 'zh'; correct the value"]


def test_an_import_keeps_what_the_editor_settled(tmp_path):
    content = new_archive(tmp_path)
    put(content / "raw", page=FAIR)
    imported(content)
    (folder,) = content.glob("issues/*/*/")
    sheet, first = folder / "issue.yaml", next(folder.glob("*.md"))
    sheet.write_text(sheet.read_text("utf-8") + "script: zh-Hant\n", "utf-8")
    first.write_text(first.read_text("utf-8").replace("review:", "keep: [金蓝领]\nreview:"), "utf-8")
    before = files(content)
    put(content / "raw", page=FAIR.replace("焊接", "焊工"))
    imported(content)
    assert yaml.safe_load(sheet.read_text("utf-8"))["script"] == "zh-Hant"
    assert first.read_bytes() == before[str(first.relative_to(content / "issues"))]
    (issue,) = read_archive(content)[0].issues
    assert (issue.script, issue.articles[0].keep) == ("zh-Hant", ("金蓝领",))
