"""What stands around a block: runs, groups and credits, each found in one pass however long the page is."""

import pytest
from restore_cases import blocks_of

from sitegen.restore.blocks import Block
from sitegen.restore.neighbours import credit_cues, group_cues, mark_cues, neighbour_cues, run_cues, runs
from sitegen.restore.seams import flow_cues, seam_cues, word_cues
from sitegen.restore.shapes import Outline, outline

TEXT = "柳林煤矿的智能化发展是柳林县智能化矿井建设的一个缩影。地处吕梁山西麓、黄河东岸的柳林，矿产资源储量丰富，是优质的主焦煤生产基地。"


def test_runs_cover_the_page():
    looks = ("head", "names", "byline", "prose", "prose", "head")
    assert [(run.start, run.stop) for run in runs(looks)] == [(0, 2), (2, 3), (3, 4), (4, 5), (5, 6)]
    assert runs(()) == ()


def test_the_neighbours_of_a_block():
    looks = ("head", "prose", "head")
    cues = neighbour_cues(Outline((Block((1,), "一"),) * 3, (frozenset(),) * 3, looks))
    assert cues[0] == {"after:edge", "after2:edge", "before:prose", "before2:head", "look:head"}
    assert cues[1] == {"after:head", "after2:edge", "before:head", "before2:edge", "look:prose"}


def test_a_credit_is_its_own_and_that_of_two_captions_above_it():
    page = outline(blocks_of(f"□ 本报记者 罗丽\n\n{TEXT}\n\n{TEXT}\n\n{TEXT}\n\n罗丽 摄\n\n陈贞 摄"))
    reporter, other = {"credited:reporter"}, {"credited:other"}
    assert credit_cues(page) == [set(), set(), reporter, reporter, reporter, other]


def test_a_line_without_the_mark_that_headlines_of_its_page_bear():
    page = outline(blocks_of(f"# 会议闭幕\n\n{TEXT}\n\n**法律规定尚存空白**\n\n{TEXT}\n\n## 工程开工\n\n大数据观察"))
    assert mark_cues(page) == [set(), set(), {"bold-among-headings"}, set(), set(), {"unmarked-among-headings"}]


def test_bold_lines_are_a_mark_where_there_is_no_other():
    page = outline(blocks_of(f"会议闭幕\n\n{TEXT}\n\n**法律规定尚存空白**\n\n{TEXT}\n\n**部分城市已有探索**"))
    assert mark_cues(page) == [{"unmarked-among-bold"}, set(), {"bold-alone"}, set(), {"bold-alone"}]


def test_a_caption_without_credit_stands_between_two_pieces_that_go_on_into_one_another():
    page = outline(
        blocks_of(
            f"{TEXT}他们走进石窟保\n\n今天学员在石窟前合影，身后是新修的栈道。\n\n护研究院的课堂，学习壁画修复。{TEXT}"
        )
    )
    cues = seam_cues(page)[1]
    assert {"fresh-after-cut", "goes-on:none", "stands-between:common"} <= cues


def test_a_line_in_one_group_with_a_notice():
    page = outline(blocks_of("大行普惠\n客服热线：95599 www.abchina.com\n\n岔沟村点亮新生活"))
    assert group_cues(page)[0] == {"beside-notice"}
    assert group_cues(page)[-1] == set()


class Counted(tuple):
    """Looks that count how often one of them is looked at."""

    def __new__(cls, looks):
        self = super().__new__(cls, looks)
        self.times = 0
        return self

    def __getitem__(self, at):
        self.times += 1
        return super().__getitem__(at)


def times(cues_of, lines):
    """How often a family of cues looks at a page of so many short lines and one text."""
    blocks = (*(Block((at + 1,), f"岔沟村点亮第{at}盏灯") for at in range(lines)), Block((lines + 1,), TEXT))
    seen = outline(blocks)
    looks = Counted(seen.looks)
    assert len(cues_of(Outline(blocks, seen.shapes, looks))) == len(blocks)
    return looks.times


@pytest.mark.parametrize(
    "cues_of",
    [neighbour_cues, run_cues, group_cues, credit_cues, flow_cues, seam_cues, word_cues],
    ids=lambda each: each.__name__,
)
def test_a_long_run_of_headlines_is_gone_through_once(cues_of):
    assert times(cues_of, 200) <= 2 * times(cues_of, 100) + 10
