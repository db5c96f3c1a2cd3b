"""The two scripts."""

import dataclasses
import io
import re
import zipfile

import pytest
from restore_cases import MEASURED
from samples import article, default_theme, issue, silent

from sitegen.model import Archive, Dictionary, Photo, Settings
from sitegen.problems import ProblemError
from sitegen.site.conversion import opencc_conversion
from sitegen.site.pages import render
from sitegen.site.script import source_script, trees
from sitegen.site.texts import Texts
from sitegen.site.texts_zh_hans import SIMPLIFIED

IDEOGRAPHS = "".join(map(chr, range(0x4E00, 0xA000)))


def test_the_other_tree_is_traditional():
    own, other = trees(Settings("旧闻馆"))
    assert (own.script, own.routes.prefix, own.say("头发")) == ("zh-Hans", "", "头发")
    assert (other.script, other.routes.prefix, other.say("头发 发展 面条 里面")) == (
        "zh-Hant",
        "zh-hant/",
        "頭髮 發展 麪條 裏面",
    )
    assert (own.name, other.name, other.texts.authors, other.texts.columns) == ("简体", "繁體", "作者", "欄目")


def test_traditional_sources_have_a_simplified_tree():
    own, other = trees(Settings("舊聞館", script="zh-Hant"))
    assert (own.script, own.texts.columns) == ("zh-Hant", "欄目")
    assert (other.script, other.routes.prefix, other.say("頭髮"), other.texts) == (
        "zh-Hans",
        "zh-hans/",
        "头发",
        SIMPLIFIED,
    )


def test_one_tree_where_no_conversion_is_wanted():
    assert len(trees(Settings("旧闻馆", convert=""))) == 1


def test_an_unknown_conversion_is_told_with_what_to_do():
    with pytest.raises(ProblemError, match=r"site\.yaml: OpenCC has no configuration 's2x'.*; set `convert` to"):
        trees(Settings("旧闻馆", convert="s2x"))


@pytest.mark.parametrize("field", dataclasses.fields(Texts), ids=lambda field: field.name)
def test_the_words_keep_their_blanks_in_either_script(field):
    _, other = trees(Settings("旧闻馆"))
    before, after = getattr(SIMPLIFIED, field.name), getattr(other.texts, field.name)
    assert after
    assert [part.split("}")[0] for part in before.split("{")[1:]] == [
        part.split("}")[0] for part in after.split("{")[1:]
    ]


SIMPLIFIED_PAGES = [path.read_text("utf-8") for path in sorted(MEASURED.glob("dev_[AB]*.txt"))[::3]]
PIECE = 30


def printed_in(text, otherwise="zh-Hans", **fields):
    return source_script(issue(articles=(article(title="", body=text),), **fields), otherwise)


@pytest.mark.parametrize("page", SIMPLIFIED_PAGES, ids=range(len(SIMPLIFIED_PAGES)))
@pytest.mark.parametrize("form", ["s2t", "s2tw", "s2hk"])
def test_a_few_words_tell_the_script_of_an_issue_in_every_form(page, form):
    text = "".join(re.findall("[一-龥，。]+", page))
    for start in range(0, min(len(text), 1200) - PIECE, PIECE):
        piece = text[start : start + PIECE]
        assert printed_in(piece, "zh-Hant") == "zh-Hans"
        assert printed_in(opencc_conversion(form)(piece), "zh-Hans") == "zh-Hant"


def test_a_traditional_nameplate_does_not_make_a_page_traditional():
    assert (
        printed_in("浙江工人日報 總工會主辦。本报讯（记者程雪）近日，省总工会举办联谊活动，大家都很高兴。") == "zh-Hans"
    )


def test_what_stands_in_either_script_tells_nothing():
    for otherwise in ("zh-Hans", "zh-Hant"):
        assert printed_in("皇后公里面子只松谷斗干部才吃群床", otherwise) == otherwise
        assert printed_in("", otherwise) == otherwise


def test_the_editor_s_word_counts_more_than_the_text():
    assert printed_in("发展产业", script="zh-Hant") == "zh-Hant"


@pytest.fixture(scope="module")
def site():
    """A Simplified archive under an address, with one issue printed in Traditional characters."""
    settled = ("kaaaa1", "张云里任干事")
    photo = Photo("张云里在现场。", "张云里 摄")
    fields = {"kicker": "张云里谈", "subtitle": "——访张云里", "column": "张云里专栏", "byline": "□ 张云里"}
    first = article(settled[0], title=settled[1], authors=("张云里",), photos=(photo,), body="张云里有范儿。", **fields)
    kept = article("kaaaa2", order=2, title="范儿", body="这是范儿，那是发展。", keep=("范儿",))
    neighbour = article("kaaaa3", order=3, title="另一种范儿", body="发展。")
    traditional = article("kaaaa4", title="發展舊聞", body="發展產業，報導舊聞。")
    issues = (
        issue("2021-08-18", articles=(first, kept, neighbour)),
        issue("2021-08-19", articles=(traditional,)),
    )
    settings = Settings("旧闻馆", base_url="https://example.org/papers", dictionary=Dictionary(keep=("张云里",)))
    rendering = render(Archive(settings, issues), default_theme(), silent)
    assert rendering.problems == ()
    return {document.path: document.data for document in rendering.documents}


PAPER = "zhejiang-gongren-ribao"
LINK = re.compile(r'<link rel="(canonical|alternate)"(?: hreflang="([^"]*)")? href="([^"]*)">')


def links(html):
    return {hreflang or rel: address for rel, hreflang, address in LINK.findall(html)}


def pages(site):
    return {path: data.decode() for path, data in site.items() if path.endswith(".html")}


def test_every_page_names_itself_and_its_counterpart_and_each_says_the_same(site):
    by_address = {}
    for path, html in pages(site).items():
        named = links(html)
        if "zh-Hant" not in named:
            assert 'content="noindex"' in html, path
            continue
        own = "zh-Hant" if path.startswith("zh-hant/") else "zh-Hans"
        assert named["canonical"] == named[own], path
        assert named["zh-Hans"] != named["zh-Hant"]
        by_address[named["canonical"]] = {name: named[name] for name in ("zh-Hans", "zh-Hant", "x-default")}
    assert len(by_address) > 20
    for alternates in by_address.values():
        for address in alternates.values():
            assert by_address[address] == alternates


@pytest.mark.parametrize(
    ("page", "default"),
    [
        (f"{PAPER}/2021-08-18/kaaaa1/", f"{PAPER}/2021-08-18/kaaaa1/"),
        (f"{PAPER}/2021-08-19/kaaaa4/", f"zh-hant/{PAPER}/2021-08-19/kaaaa4/"),
        (f"{PAPER}/2021-08-19/", f"zh-hant/{PAPER}/2021-08-19/"),
        (f"{PAPER}/", f"{PAPER}/"),
        ("", ""),
    ],
)
def test_other_readers_are_served_the_page_as_it_was_printed(site, page, default):
    for tree in ("", "zh-hant/"):
        named = links(site[f"{tree}{page}index.html"].decode())
        assert named["x-default"] == f"https://example.org/papers/{default}"


def test_what_is_settled_stands_on_every_page_in_every_feed_and_in_every_book(site):
    converted = [path for path in site if path.startswith("zh-hant/")]
    assert any(path.endswith(".xml") for path in converted)
    for path in converted:
        data = site[path]
        if path.endswith(".epub"):
            with zipfile.ZipFile(io.BytesIO(data)) as book:
                data = b"".join(book.read(name) for name in book.namelist())
        text = re.sub(r"<wbr/?>", "", data.decode("utf-8", "replace"))
        assert not re.search("[張张]雲[裏裡里]|[張张]云裏|張云里", text), path
    assert "张云里" in site[f"zh-hant/{PAPER}/2021-08-18/kaaaa1/index.html"].decode()


def test_an_article_s_own_words_stay_in_it_alone(site):
    read = {name: site[f"zh-hant/{PAPER}/2021-08-18/{name}/index.html"].decode() for name in ("kaaaa2", "kaaaa3")}
    body = {
        name: re.sub("<[^>]+>", "", html[html.index("<article") : html.index("</article>")])
        for name, html in read.items()
    }
    assert "這是范儿，那是發展。" in body["kaaaa2"]
    assert "另一種範兒" in body["kaaaa3"]
    front = re.sub("<[^>]+>", "", site[f"zh-hant/{PAPER}/2021-08-18/index.html"].decode())
    assert "這是范儿" in front
    assert "另一種範兒" in front


@pytest.mark.parametrize(("whole", "form"), [("s2tw", "t2tw"), ("s2hk", "t2hk")])
def test_a_place_s_form_of_a_character_is_that_of_its_standard_form(whole, form):
    lines = "\n".join(IDEOGRAPHS)
    assert opencc_conversion(form)(opencc_conversion("s2t")(lines)) == opencc_conversion(whole)(lines)
