"""The page of `sitegen explain`: whole in itself, nothing of the raw page in it but as text, every block in its article."""

import base64
import hashlib
import html
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, raw_page

from sitegen.explain import explain_file
from sitegen.explain.html import leftover, render
from sitegen.explain.spans import parts_of, shown
from sitegen.explain.words import CUES, FURNITURE, ROLES, cue_in_words
from sitegen.restore.explain import blocks_by_line
from sitegen.restore.grammar import Role
from sitegen.restore.weights import WEIGHTS

PAGES = ("000", "001", "002", "003", "004")
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>&amp;\"' <!-- ]]>"


@pytest.fixture(scope="module", params=PAGES)
def explained(request):
    return explain_file(raw_page(request.param))


@pytest.fixture
def hostile(tmp_path):
    path = tmp_path / '"><b>.txt'
    path.write_text(f"工会搭“鹊桥” {HOSTILE}\n\n本报讯（记者 程雪）{HOSTILE}近日，省总工会举办联谊活动。\n", "utf-8")
    return render(explain_file(path))


def data_of(page):
    return json.loads(re.search(r'<script type="application/json"[^>]*>(.*?)</script>', page, re.DOTALL)[1])


def policy_of(page):
    return re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)[1]


def test_nothing_is_asked_of_the_net(explained):
    page = render(explained)
    assert not re.search(r"""<(link|img|iframe|object|embed|base)\b|\bsrc=|url\(|@import|fetch\(|XMLHttp""", page)
    assert "default-src 'none'" in policy_of(page)


def test_the_policy_names_the_page_s_own_style_and_script(explained):
    page = render(explained)
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)[1]
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy_of(page)


def test_hostile_text_is_text(hostile):
    # Two scripts are the page's own: its data and its program.
    assert len(re.findall(r"<script\b", hostile)) == len(re.findall(r"</script>", hostile)) == 2
    assert not re.search(r"<(img|b>\.txt)", hostile)
    assert "onerror=alert(2)&gt;" in hostile
    assert "<title>&#34;&gt;&lt;b&gt;.txt" in hostile


def test_hostile_text_comes_back_whole(hostile):
    texts = re.findall(r'<span class="t">(.*?)</span>', hostile)
    assert html.unescape(texts[0]) == f"工会搭“鹊桥” {HOSTILE}"


def test_every_line_of_text_is_on_the_left(explained):
    page = render(explained)
    numbers = [line.number for reason in explained.explanation.reasons for line in reason.lines]
    assert [int(number) for number in re.findall(r'<li id="L(\d+)"', page)] == numbers


def test_every_block_is_on_the_right(explained):
    page = render(explained)
    made = page[page.index('<section id="made"') :]
    blocks = {int(block) for block in re.findall(r'class="f [^"]*" data-b="(\d+)"', made)}
    assert blocks == set(range(len(explained.explanation.reasons)))


def test_the_data_has_every_block(explained):
    data = data_of(render(explained))
    assert [each["role"] for each in data] == [reason.role for reason in explained.explanation.reasons]
    for each in data:
        if each["over"]:
            assert sum(weight for *_, weight in each["bars"]) + each["around"] == pytest.approx(each["margin"], abs=0.2)


def test_links_lead_to_the_blocks_they_name(explained):
    for at, each in enumerate(data_of(render(explained))):
        for link in each["links"]:
            if link["to"] >= 0:
                assert link["to"] != at
                first = re.search(r"第 (\d+)", link["words"])[1]
                assert int(first) in explained.explanation.reasons[link["to"]].decision.lines


def test_the_fragments_of_a_part_are_its_text(explained):
    explanation = explained.explanation
    for number, story in enumerate(explanation.page.stories, 1):
        parts = shown(explanation, number, blocks_by_line(explanation))
        assert tuple(each.part for each in parts) == parts_of(story)
        for each in parts:
            assert "".join(span.text for span in each.spans) == each.part.text
            assert all(span.block >= 0 for span in each.spans)


def test_every_block_of_an_article_is_in_one_of_its_parts(explained):
    explanation = explained.explanation
    for number in range(1, len(explanation.page.stories) + 1):
        used = {block for each in shown(explanation, number, blocks_by_line(explanation)) for block in each.blocks}
        assert used == {at for at, reason in enumerate(explanation.reasons) if reason.article == number}


def test_a_paragraph_in_three_fragments_is_shown_with_its_three_blocks():
    explanation = explain_file(raw_page("001")).explanation
    lines = [
        [explanation.reasons[block].decision.lines[0] for block in each.blocks]
        for number in range(1, len(explanation.page.stories) + 1)
        for each in shown(explanation, number, blocks_by_line(explanation))
        if len(each.blocks) > 2
    ]
    assert [77, 79, 81] in lines


@FEW
@given(
    st.lists(st.text(alphabet="会议在北京召开。，、“”（）摄 |#*-<&1", min_size=1, max_size=40), min_size=1, max_size=12)
)
def test_any_page_is_shown_whole(tmp_path_factory, lines):
    path = tmp_path_factory.mktemp("page") / "a.txt"
    path.write_text("工会搭“鹊桥”\n\n" + "\n\n".join(lines), "utf-8")
    explanation = explain_file(path).explanation
    for number in range(1, len(explanation.page.stories) + 1):
        for each in shown(explanation, number, blocks_by_line(explanation)):
            assert "".join(span.text for span in each.spans) == each.part.text


def test_what_was_taken_off_lines_is_shown_among_the_furniture(tmp_path):
    path = tmp_path / "page.txt"
    text = "本报讯（记者 程雪）近日，省总工会举办联谊活动，大家都很高兴。"
    path.write_text(f"工会搭“鹊桥” 职工喜“脱单”\n\n|\n\n{text}（下转第4版）\n\n■\n\n{text} |\n", "utf-8")
    explanation = explain_file(path).explanation
    shown_as = {
        entry.kind: leftover(explanation, entry, blocks_by_line(explanation)) for entry in explanation.page.furniture
    }
    assert [(span.text, span.block) for span in shown_as["jump"].spans] == [("（下转第4版）", 1)]
    assert [span.block for span in shown_as["debris"].spans] == [-1]


def test_every_role_has_its_words_and_its_own_badge():
    assert set(ROLES) == {role.value for role in Role}
    assert len({words.badge for words in ROLES.values()}) == len(ROLES)


def test_every_kind_of_furniture_has_its_words():
    from typing import get_args

    from sitegen.model import FurnitureKind

    assert set(FURNITURE) == set(get_args(FurnitureKind))


def test_cues_are_told_in_words():
    cues = {cue for cue, _ in (*WEIGHTS.roles, *WEIGHTS.states)}
    assert {cue for cue in cues if cue_in_words(cue) == cue} == set()
    assert len(set(CUES.values())) == len(CUES)
