"""A page's place: the editor's word, then the masthead's, then nobody's."""

from __future__ import annotations

from dataclasses import replace

import pytest
from restored_pages import SETTINGS, page, stories

from sitegen.content.filing import file_page, slug_of
from sitegen.content.forms import PageFacts
from sitegen.content.taking_in import file_pages
from sitegen.model import Evidence, Newspaper, Paragraph, Photo, Settings


@pytest.mark.parametrize(
    ("stated", "slug", "key", "number", "origins"),
    [
        (PageFacts(), "zhe-jiang-gong-ren-ri-bao", "2021-08-18", 1, ("masthead", "masthead", "masthead")),
        (PageFacts(newspaper="工人日报"), "gong-ren-ri-bao", "2021-08-18", 1, ("editor", "masthead", "masthead")),
        (PageFacts(date="2021-08-19", page=4), "zhe-jiang-gong-ren-ri-bao", "2021-08-19", 4,
         ("masthead", "editor", "editor")),
        (PageFacts(date="2021-08"), "zhe-jiang-gong-ren-ri-bao", "undated-ffa0da", 1,
         ("masthead", "editor", "masthead")),
    ],
)  # fmt: skip
def test_an_editors_word_outranks_the_masthead(stated, slug, key, number, origins):
    filed = file_page(page(*stories("民政"), file="b.txt"), stated, SETTINGS)
    assert (filed.slug, filed.key, filed.page.number) == (slug, key, number)
    facts = filed.facts
    assert tuple(facts[name].evidence.origin for name in ("newspaper", "date", f"page-{number:02}")) == origins
    assert {article.newspaper for article in filed.articles} == {facts["newspaper"].value}


def test_a_page_nobody_knows():
    filed = file_page(page(*stories("民政"), file="b.txt", newspaper="", date="", number=None), PageFacts(), SETTINGS)
    assert (filed.slug, filed.key, filed.page.number) == ("unidentified", "undated-ffa0da", 1)
    assert filed.facts == {}


def test_a_date_read_from_the_text_keeps_its_reason():
    masthead = replace(page().masthead, date="2024-12-27/..", evidence={"date": Evidence("text", (40,), "会议日期")})
    filed = file_page(replace(page(), masthead=masthead), PageFacts(), SETTINGS)
    assert filed.facts["date"].evidence == Evidence("text", (40,), "会议日期", "002.txt")
    assert filed.key.startswith("undated-")
    assert filed.date == "2024-12-27/.."


@pytest.mark.parametrize("date", ["2021-08-18", "2021-08", "2021-08-18/..", "2021-08-18~", ""])
@pytest.mark.parametrize("newspaper", ["浙江工人日报", ""])
def test_only_pages_of_a_known_newspaper_and_day_share_an_issue(newspaper, date):
    evidence = {"newspaper": Evidence("masthead"), "date": Evidence("text")}
    keys = set()
    for file in ("a.txt", "b.txt"):
        masthead = replace(page().masthead, newspaper=newspaper, date=date, evidence=evidence)
        keys.add(file_page(replace(page(file=file), masthead=masthead), PageFacts(), SETTINGS).key)
    assert (keys == {"2021-08-18"}) == (len(keys) == 1) == (newspaper != "" and date == "2021-08-18")
    assert all(key.startswith("2021-08-18" if date == "2021-08-18" else "undated-") for key in keys)


def test_a_page_of_an_unidentified_newspaper_keeps_its_address_though_its_raw_file_changed(tmp_path):
    content = tmp_path / "content"
    content.mkdir()
    one = page(*stories("民政"), newspaper="")
    for sha256 in (one.sha256, "f" * 64):
        file_pages(content, (replace(one, sha256=sha256),), {}, SETTINGS)
        assert [path.name for path in content.glob("issues/*/*")] == [f"2021-08-18-{one.sha256[:6]}"]


def test_a_pages_name_is_kept_with_the_page():
    named = replace(page(), masthead=replace(page().masthead, page_name="工会新闻"))
    assert file_page(named, PageFacts(), SETTINGS).page.name == "工会新闻"


def test_a_newspaper_known_in_either_script_has_one_slug():
    settings = Settings(
        title="", newspapers=(Newspaper("dagong-bao", "大公報"), Newspaper("gongren-ribao", "工人日报"))
    )
    names = ("大公報", "大公报", "工人日報", "工人日报")
    assert [slug_of(name, settings) for name in names] == ["dagong-bao"] * 2 + ["gongren-ribao"] * 2


def test_a_known_newspaper_has_its_slug():
    settings = Settings(title="", newspapers=(Newspaper("gongren-ribao", "工人日报"),))
    assert [slug_of(name, settings) for name in ("工人日报", "吕梁日报", "《》")] == [
        "gongren-ribao",
        "lu-liang-ri-bao",
        "unidentified",
    ]


def test_a_story_becomes_an_article():
    (story,) = stories("民政")
    story = replace(
        story, body=(Paragraph("强基础", subhead=True), Paragraph("一、抓学习。各地", run_in=6)), lines=(7, 3, 9)
    )
    (article,) = file_page(page(story), PageFacts(), SETTINGS).articles
    assert article.body == "## 强基础\n\n**一、抓学习**。各地"
    assert article.source.lines == (3, 9)
    assert (article.title, article.title_supplied) == ("民政", False)


@pytest.mark.parametrize(
    ("body", "photos", "title"),
    [
        ((Paragraph("连日来，省总工会送清凉。"),), (), "省总工会送清凉"),
        ((), (Photo("图为工人在车间作业。", "张三"),), "图为工人在车间作业"),
        ((Paragraph("字" * 30),), (), "字" * 24),
        ((), (), "无题"),
    ],
)
def test_a_title_the_page_does_not_print_is_supplied(body, photos, title):
    story = replace(stories("民政")[0], title="", body=body, photos=photos)
    (article,) = file_page(page(story), PageFacts(), SETTINGS).articles
    assert (article.title, article.title_supplied) == (title, True)
