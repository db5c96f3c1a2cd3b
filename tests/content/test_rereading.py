"""Ids and hand edits through any number of readings of the same pages: split, merged, in another order, and back again."""

from __future__ import annotations

import itertools
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from restore_cases import FEW
from restored_pages import SETTINGS, page, story

from sitegen.content.store import read_archive
from sitegen.content.taking_in import file_pages
from sitegen.model import Paragraph

# For properties that import many pages in each example.
FEWER = settings(max_examples=20, deadline=None)

# Texts of different lengths that have no five characters in common.
UNITS = (
    "民政工作关系民生、连着民心。各级部门办成了一批群众可感可及的实事，老人吃饭、孩子托管都有了着落。",
    "一份集体合同造福三十余万个家庭，货运物流企业与司机代表开展了多轮平等协商。",
    "职业技能大赛昨日落幕，一百二十名选手同台竞技，五人获得技术能手称号，评委给出了很高的分数。",
    "连日高温，领导分头来到建筑工地，把清凉送到职工手中。",
    "职工书屋新添图书两千册，下班后读书的人多了起来，机械类书籍最受欢迎，每到周末座无虚席。",
    "秋粮收购全面展开，农户排队过磅，仓库里堆起了金色的小山。",
)
FILES = ("001.txt", "002.txt", "003.txt")

Cut = tuple[tuple[int, ...], ...]
"""One reading of a page: for each article the places of its texts, in reading order."""


@dataclass(frozen=True)
class Standing:
    """An article as it stands on disk: its id and which texts it holds."""

    id: str
    units: frozenset[int]


@st.composite
def cuts(draw) -> Cut:
    """Any division of a page's texts into articles, in any order."""
    order = draw(st.permutations(range(len(UNITS))))
    ends = draw(st.lists(st.booleans(), min_size=len(UNITS) - 1, max_size=len(UNITS) - 1))
    groups = [[order[0]]]
    for unit, ends_here in zip(order[1:], ends, strict=True):
        if ends_here:
            groups.append([])
        groups[-1].append(unit)
    return tuple(map(tuple, groups))


def read_as(cut: Cut, file: str = "002.txt", number: int = 1):
    """A page in one reading; text of another page bears its number, so that no two pages share it."""
    stories = []
    for units in cut:
        body = tuple(Paragraph(UNITS[unit].replace("，", f"，{number * 111}")) for unit in units)
        lines = tuple(10 * unit + 1 for unit in units)
        stories.append(replace(story(f"第{min(units)}篇", 1, "无"), body=body, lines=lines))
    return page(*stories, file=file, number=number)


def filed(content: Path, *pages):
    return file_pages(content, pages, {}, SETTINGS)


def new_content(folder: str) -> Path:
    content = Path(folder) / "content"
    content.mkdir()
    (content / "site.yaml").write_text("title: 旧闻馆\n", "utf-8")
    return content


def standing(content: Path) -> tuple[Standing, ...]:
    """The articles of the archive; none of them in doubt."""
    archive, problems = read_archive(content)
    assert problems == ()
    found = [article for issue in archive.issues for article in issue.articles]
    plain = {unit: text.partition("，")[0] for unit, text in enumerate(UNITS)}
    return tuple(Standing(one.id, frozenset(unit for unit, text in plain.items() if text in one.body)) for one in found)


def redirects(content: Path) -> dict[str, str]:
    archive, _ = read_archive(content)
    return {gone: id_ for issue in archive.issues for gone, id_ in issue.redirects.items()}


def everything(content: Path) -> dict[str, tuple[bytes, int]]:
    """Every file of the issues, with its bytes and its time."""
    return {
        str(path.relative_to(content)): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(content.rglob("*"))
        if path.is_file()
    }


def weight(units: frozenset[int]) -> int:
    return sum(len(UNITS[unit]) for unit in units)


@FEW
@given(st.lists(cuts(), min_size=2, max_size=4))
def test_ids_stay_with_the_text_they_mostly_are(readings):
    with tempfile.TemporaryDirectory() as folder:
        content = new_content(folder)
        filed(content, read_as(readings[0]))
        for reading in readings[1:]:
            before = standing(content)
            filed(content, read_as(reading))
            after = {one.id: one.units for one in standing(content)}
            assert len(after) == len(reading)
            for old in before:
                # What stayed the same article keeps its id, and no id goes over to text it never had.
                if old.units in after.values():
                    assert after.get(old.id) == old.units
                if old.id in after:
                    assert old.units & after[old.id]
                else:
                    assert after.keys() >= {redirects(content)[old.id]}


@FEW
@given(st.lists(cuts(), min_size=2, max_size=5))
def test_an_id_that_is_gone_leads_to_an_article_with_its_text_and_never_to_another(readings):
    """Through any number of readings: every id that ever was is an article with text of its own or leads to one."""
    with tempfile.TemporaryDirectory() as folder:
        content = new_content(folder)
        held: dict[str, set[int]] = {}
        for reading in readings:
            filed(content, read_as(reading))
            after = {one.id: one.units for one in standing(content)}
            led = redirects(content)
            assert not after.keys() & led.keys()
            for id_, units in after.items():
                assert units & held.get(id_, units)
                held.setdefault(id_, set()).update(units)
            for id_ in held:
                assert id_ in after or led[id_] in after


@FEW
@given(cuts(), st.lists(cuts(), min_size=1, max_size=3), st.data())
def test_hand_edits_survive_every_reading(first, readings, data):
    with tempfile.TemporaryDirectory() as folder:
        content = new_content(folder)
        filed(content, read_as(first))
        paths = sorted(content.glob("issues/*/*/*.md"))
        chosen = data.draw(st.lists(st.sampled_from(paths), unique=True, min_size=1, max_size=2))
        edits = {}
        for number, path in enumerate(chosen):
            text = path.read_text("utf-8").rstrip("\n") + f"\n\n编者按：第{number}处校订。\n"
            path.write_text(text, "utf-8")
            edits[text.partition("\n---\n")[2]] = text.split("id: ", 1)[1].split("\n", 1)[0]
        for reading in readings:
            filed(content, read_as(reading))
            bodies = {}
            for path in content.glob("issues/*/*/*.md"):
                text = path.read_text("utf-8")
                bodies[text.partition("\n---\n")[2]] = text.split("id: ", 1)[1].split("\n", 1)[0]
            assert edits.items() <= bodies.items()
            # And every text of the page is still somewhere.
            assert frozenset().union(*(one.units for one in standing(content))) == frozenset(range(len(UNITS)))


def test_text_that_would_go_to_an_edited_article_stays_where_it_is_until_the_editor_decides(tmp_path):
    content = new_content(str(tmp_path))
    filed(content, read_as(((0, 1), (2, 3))))
    edited, other = sorted(content.glob("issues/*/*/*.md"))
    edited.write_text(edited.read_text("utf-8") + "\n编者按：已校订。\n", "utf-8")
    before = other.read_bytes()
    for _ in range(2):
        report = filed(content, read_as(((0, 1, 2), (3,))))
        assert other.read_bytes() == before
        assert "已校订" in edited.read_text("utf-8")
    assert report.problems == ()
    edited.unlink()
    filed(content, read_as(((0, 1, 2), (3,))))
    assert [one.units for one in standing(content)] == [frozenset({0, 1, 2}), frozenset({3})]


@FEWER
@given(st.lists(cuts(), min_size=3, max_size=3), st.lists(cuts(), min_size=3, max_size=3))
def test_a_second_import_changes_no_byte_and_no_time(first, second):
    with tempfile.TemporaryDirectory() as folder:
        content = new_content(folder)
        for readings in (first, second):
            pages = [
                read_as(cut, file, number) for number, (cut, file) in enumerate(zip(readings, FILES, strict=True), 1)
            ]
            filed(content, *pages)
            before = everything(content)
            report = filed(content, *pages)
            assert everything(content) == before
            assert (report.written, report.removed) == ((), ())


@FEWER
@given(st.lists(cuts(), min_size=3, max_size=3), st.lists(cuts(), min_size=3, max_size=3), st.booleans())
def test_the_order_of_pages_does_not_matter(first, second, same_number):
    """Also where two raw pages claim to be the same page of the issue."""
    found = []
    for order in itertools.islice(itertools.permutations(range(3)), 0, 6, 2):
        with tempfile.TemporaryDirectory() as folder:
            content = new_content(folder)
            for readings in (first, second):
                pages = [
                    read_as(cut, file, 1 if same_number else number)
                    for number, (cut, file) in enumerate(zip(readings, FILES, strict=True), 1)
                ]
                filed(content, *(pages[at] for at in order))
            found.append({name: data for name, (data, _) in everything(content).items()})
    assert found[0] == found[1] == found[2]


@FEW
@given(cuts(), cuts())
def test_other_pages_keep_everything(first, second):
    with tempfile.TemporaryDirectory() as folder:
        content = new_content(folder)
        filed(content, read_as(first, "001.txt", 1), read_as(first, "002.txt", 2))
        before = {name: data for name, data in everything(content).items() if "/02-" in name}
        filed(content, read_as(second, "001.txt", 1))
        assert {name: data for name, data in everything(content).items() if "/02-" in name} == before
