"""What readers find on the pages."""

import dataclasses
import itertools
import json
import re

import pytest
from samples import LONG_TITLE, SETTINGS, archive, article, default_theme, hard_archive, issue, silent, told

from sitegen.model import Archive, Evidence, Page, Photo
from sitegen.site.pages import render
from sitegen.site.theme import Theme

# Linked data, which does not run; the theme's own files; and the one line that sets the reader's choices before the first paint.
OWN_SCRIPT = re.compile(
    r'<script type="application/ld\+json">[^<]*</script>'
    r'|<script src="(\.\./|\./|/)*static/[\w-]+\.js\?v=[0-9a-f]{8}" defer></script>'
    r"|<script>\{let r=\"\";try\{r=localStorage[^<]*</script>"
)
AUGUST = "zhejiang-gongren-ribao/2021-08-18"


@pytest.fixture(scope="module")
def site():
    rendering = render(hard_archive(), default_theme(), silent)
    assert rendering.problems == ()
    return {document.path: document.data.decode() for document in rendering.documents if document.path.endswith("html")}


def pages_of(given: Archive, theme: Theme | None = None):
    rendering = render(given, theme or default_theme(), silent)
    return {document.path: document.data.decode(errors="replace") for document in rendering.documents}, told(
        rendering.problems
    )


def text_of(html):
    """What a reader sees, roughly."""
    body = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", body.replace("<wbr>", "")))


def test_every_page_is_there_in_both_scripts(site):
    own = {path for path in site if not path.startswith("zh-hant/") and path != "404.html"}
    assert own == {path.removeprefix("zh-hant/") for path in site if path.startswith("zh-hant/")}
    assert {"index.html", f"{AUGUST}/index.html", f"{AUGUST}/kaaaa1/index.html", "authors/程雪/index.html"} <= own


def test_a_draft_is_on_no_page(site):
    assert not any("草稿不见读者" in html or "kaaaa4" in html for html in site.values())


def test_hostile_text_runs_nowhere(site):
    for path, html in site.items():
        for script in re.findall(r"<script[^>]*>.*?</script>", html, re.DOTALL):
            assert OWN_SCRIPT.fullmatch(script), path
        assert not re.search(r"<(img|b|i)[ >]", html), path
        assert "javascript:" not in " ".join(re.findall(r'(?:href|src)="([^"]*)"', html)), path


def test_linked_data_is_json_even_where_the_text_is_hostile(site):
    html = site["zhejiang-gongren-ribao/undated-aaaaaa/kaaaa6/index.html"]
    data = json.loads(re.search(r"<script[^>]*>(.*?)</script>", html, re.DOTALL)[1])
    assert data["@type"] == "NewsArticle"
    assert data["headline"] == "<script>alert('题')</script>"
    assert "datePublished" not in data


def test_an_article_says_where_it_stands_and_who_wrote_it(site):
    html = site[f"{AUGUST}/kaaaa1/index.html"]
    text = text_of(html)
    for words in (
        "浙江工人日报",
        "2021年8月18日",
        "第1版",
        "“产改”进行时",
        "共建共享促发展",
        "——记者程雪的观察",
        "□ 本报记者",
    ):
        assert words in text
    assert 'href="../../../authors/%E7%A8%8B%E9%9B%AA/"' in html
    assert 'href="../../../authors/%E7%BD%97%E4%B8%BD/"' in html


def test_an_article_says_how_it_came_about(site):
    text = text_of(site[f"{AUGUST}/kaaaa1/index.html"])
    assert "002.txt" in text
    assert "第7至19行" in text
    assert "还原把握" in text
    unsure = text_of(site["zhejiang-gongren-ribao/undated-aaaaaa/kaaaa6/index.html"])
    assert "不大，引用前请对照原文" in unsure
    assert "&lt;b&gt;标题&lt;/b&gt;待核" in unsure
    assert "日期据版面文字推定" in unsure


def test_neighbours_are_told_by_headline_and_pass_over_drafts(site):
    html = site[f"{AUGUST}/kaaaa3/index.html"]
    assert 'rel="next" href="../kaaaa5/"' in html
    assert 'rel="prev" href="../kaaaa2/"' in html


def test_a_jumped_tail_says_so_and_leads_to_the_page(site):
    html = site[f"{AUGUST}/kaaaa5/index.html"]
    assert 'href="../#page-1">承接第1版</a>' in html
    assert "〔承接的下文〕" in text_of(html)
    assert "版面未印标题，此为整理时代拟" in text_of(html)


@pytest.mark.parametrize(("tree", "words"), [("", "下转第4版"), ("zh-hant/", "下轉第4版")])
def test_a_story_that_goes_on_elsewhere_says_so_and_leads_there_if_that_page_is_here(tree, words):
    given = article("k1", continued_on=4)
    pages, _ = pages_of(archive(issue(articles=(given,))))
    html = pages[f"{tree}{AUGUST}/k1/index.html"]
    assert f'<p class="said">{words}</p>' in html
    assert html.index("大家都很") < html.index(words)
    pages, _ = pages_of(archive(issue(articles=(given, article("k2", page=4, title="今日天气")))))
    assert f'href="../#page-4">{words}</a>' in pages[f"{tree}{AUGUST}/k1/index.html"]
    assert words not in pages[f"{tree}{AUGUST}/k2/index.html"]


@pytest.mark.parametrize(("tree", "name"), [("", "工会新闻"), ("zh-hant/", "工會新聞")])
def test_a_page_is_told_by_its_number_and_its_name(tree, name):
    named = (Page(5, "a.txt", "0" * 64), Page(5, "b.txt", "1" * 64, name="工会新闻"), Page(6, "c.txt", "2" * 64))
    given = issue(pages=named, articles=(article("k1", page=5, authors=("程雪",)), article("k2", page=6)))
    pages, _ = pages_of(archive(given))
    assert f"第五版 {name} 1 篇" in text_of(pages[f"{tree}{AUGUST}/index.html"])
    assert "第六版 1 篇" in text_of(pages[f"{tree}{AUGUST}/index.html"])
    assert f'#page-5">第5版 {name}</a>' in pages[f"{tree}{AUGUST}/k1/index.html"]
    assert '#page-6">第6版</a>' in pages[f"{tree}{AUGUST}/k2/index.html"]
    assert f"第5版 {name}" in text_of(pages[f"{tree}authors/程雪/index.html"])


def test_a_story_without_any_title_is_told_to_be_so():
    pages, _ = pages_of(archive(issue(articles=(article("k1", title=""),))))
    assert "〔无题〕" in text_of(pages[f"{AUGUST}/index.html"])


def test_a_photo_story_shows_its_caption_as_its_lead(site):
    assert "图 医护人员比拼技能" in text_of(site[f"{AUGUST}/index.html"])
    assert "比赛现场。" in text_of(site[f"{AUGUST}/index.html"])
    assert "张三 摄" in text_of(site[f"{AUGUST}/kaaaa3/index.html"])


def test_an_issue_stands_page_by_page(site):
    html = site[f"{AUGUST}/index.html"]
    text = text_of(html)
    for words in ("2021年8月18日 星期三", "辛丑年七月十一", "总第11895号", "CN33-0018", "第一版", "第二版", LONG_TITLE):
        assert words in text
    assert html.index('id="page-1"') < html.index('id="page-2"')
    assert "日期据版面文字推定" not in text


def test_uncertain_facts_are_told_in_words(site):
    assert "日期据版面文字推定" in text_of(site["zhejiang-gongren-ribao/undated-aaaaaa/index.html"])
    assert "2021年9月以后" in text_of(site["zhejiang-gongren-ribao/undated-aaaaaa/index.html"])
    assert "未识别的报纸" in text_of(site["unidentified/undated-bbbbbb/index.html"])
    assert "日期不明" in text_of(site["unidentified/undated-bbbbbb/index.html"])


def test_what_the_editor_states_is_told_with_the_reason():
    given = issue(articles=(article("k1"),), evidence={"newspaper": Evidence("editor", (), "署本报记者")})
    pages, _ = pages_of(archive(given))
    assert "报名由编者注明：署本报记者" in text_of(pages[f"{AUGUST}/k1/index.html"])


def test_the_other_script_changes_words_and_keeps_addresses(site):
    html = site[f"zh-hant/{AUGUST}/kaaaa1/index.html"]
    assert '<html lang="zh-Hant">' in html
    assert "頭髮與發展" in text_of(html)
    assert 'href="../../../authors/%E7%A8%8B%E9%9B%AA/"' in html
    assert "002.txt" in html


@pytest.mark.parametrize(
    "path", ["index.html", f"{AUGUST}/index.html", f"{AUGUST}/kaaaa1/index.html", "columns/index.html"]
)
def test_every_page_has_one_h1_and_its_headings_in_order(site, path):
    levels = [int(level) for level in re.findall(r"<h([1-6])[ >]", site[path])]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_a_former_address_leads_to_the_new_one(site):
    assert 'url=../kaaaa7/"' in site["unidentified/undated-bbbbbb/kold01/index.html"]
    assert 'url=../"' in site["unidentified/undated-bbbbbb/kold02/index.html"]


def test_a_former_address_follows_its_text_into_another_issue():
    moved = issue(articles=(article("k1"),), redirects={"k0": "k2"}), issue("2021-08-19", articles=(article("k2"),))
    pages, _ = pages_of(archive(*moved))
    assert 'url=../../2021-08-19/k2/"' in pages[f"{AUGUST}/k0/index.html"]


def test_canonical_addresses_only_where_the_address_is_known(site):
    assert 'rel="canonical"' not in site["index.html"]
    published = dataclasses.replace(SETTINGS, base_url="https://example.org/repo")
    pages, _ = pages_of(dataclasses.replace(hard_archive(), settings=published))
    assert '<link rel="canonical" href="https://example.org/repo/authors/">' in pages["authors/index.html"]
    assert 'hreflang="zh-Hant" href="https://example.org/repo/zh-hant/authors/"' in pages["authors/index.html"]
    assert 'href="/repo/authors/"' in pages["404.html"]


def test_an_archive_of_nothing_is_a_site():
    pages, problems = pages_of(archive())
    assert problems == []
    assert "馆中还没有报纸" in pages["index.html"]
    assert "还没有署名的文章" in pages["authors/index.html"]


def test_an_issue_without_articles_says_so():
    pages, problems = pages_of(archive(issue()))
    assert problems == []
    assert "这一期没有可读的文章" in pages[f"{AUGUST}/index.html"]


def test_a_headline_without_text_and_a_caption_beside_a_text():
    photos = (Photo("图说"),)
    pages, _ = pages_of(archive(issue(articles=(article("k1", body=""), article("k2", order=2, photos=photos)))))
    assert "此处只有标题，没有正文。" in pages[f"{AUGUST}/k1/index.html"]
    assert "图说" in pages[f"{AUGUST}/k2/index.html"]


def test_a_daily_is_a_calendar_with_its_gaps():
    given = [issue(f"2021-{month:02}-{day:02}") for month in (1, 2, 4) for day in range(1, 29)]
    pages, _ = pages_of(archive(*given))
    text = text_of(pages["zhejiang-gongren-ribao/index.html"])
    assert re.search(r"1月 1 2 3 .* 28 · · ·", text)
    assert "3月 缺" in text


def test_a_newspaper_with_a_reserved_name_is_a_problem_and_the_rest_is_made():
    pages, problems = pages_of(archive(issue(slug="authors"), issue()))
    assert problems == ["issues/authors: a newspaper cannot be called authors, the site has a page there; rename it"]
    assert f"{AUGUST}/index.html" in pages


def with_template(name, text):
    theme = default_theme()
    files = tuple(
        dataclasses.replace(file, data=text.encode()) if file.name == name else file for file in theme.templates
    )
    return dataclasses.replace(theme, templates=files)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<p>\n{{ view.storry }}", "article.html:2: .*no attribute 'storry'; correct the template"),
        ("{% if %}", "article.html:1: .*; correct it"),
        ("\n\n{% for", "article.html:3: .*; correct it"),
        ("{{ 1 // 0 }}", "article.html:1: .*zero.*; correct the template"),
        ('{% include "none.html" %}', "article.html:1: there is no template none.html; .*add it"),
    ],
)
def test_a_broken_template_is_one_problem_and_costs_its_own_pages_only(text, problem):
    given = archive(issue(articles=(article("k1"), article("k2", order=2))))
    rendering = render(given, with_template("article.html", text), silent)
    assert len(rendering.problems) == 1
    assert re.search(problem, str(rendering.problems[0]))
    assert f"{AUGUST}/k1/index.html" in rendering.failed
    assert f"{AUGUST}/index.html" in {document.path for document in rendering.documents}


@pytest.mark.parametrize("failing", ["sitegen.site.sheets.article_page", "sitegen.site.citations.bibtex"])
def test_a_view_that_fails_is_told_by_its_file_also_when_a_template_asks_for_it(failing, monkeypatch):
    def fail(*_given):
        raise ValueError("bad")

    monkeypatch.setattr(failing, fail)
    _, problems = pages_of(archive(issue(articles=(article("k1", page=2, order=3),))))
    where = f"issues/{AUGUST}/02-03.md"
    assert problems == [f"{where}: no page can be made of it (ValueError: bad); correct the file"]


def test_progress_is_told_to_the_end():
    seen = []
    render(archive(issue()), default_theme(), lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 5
    # What is put together of others is not counted beforehand; it does not hold up those who count.
    done = [each for each, _ in seen]
    assert list(dict.fromkeys(done)) == list(range(1, seen[-1][1] + 1))
    assert done == sorted(done)
    assert len({total for _, total in seen}) == 1
