"""What is seen of a block: its look, its shape, its neighbours, its words."""

from restore_cases import blocks_of, cases, one_block

from sitegen.restore.blocks import Block
from sitegen.restore.cues import look_of, shape_cues, sightings
from sitegen.restore.endings import is_open

MINERS = "柳林煤矿的智能化发展是柳林县智能化矿井建设的一个缩影。地处吕梁山西麓、黄河东岸的柳林，矿产资源储量丰富，是优质的主焦煤生产基地。"
ELDERS = "岔沟村日间照料中心于2017年正式成立。中心有休息床位18个，配套建设了厨房、餐厅、图书室、娱乐室等服务场所，老年人在家门口助餐。"


@cases("cues/looks")
def test_looks(case):
    assert look_of(one_block(case["input"])) == case["expected"]


@cases("cues/shapes")
def test_shapes(case):
    cues = shape_cues(one_block(case["input"]))
    assert set(case["has"]) <= cues
    assert not cues & set(case["not"])


def test_a_rubric_printed_twice_is_told_apart():
    rubric = "锚定现代化 改革再深化 市直重点单位主要负责人访谈"
    seen = sightings(blocks_of(f"{rubric}\n\n{MINERS}\n\n{rubric}"))
    assert "printed-again" in seen[0].cues
    assert "printed-before" in seen[2].cues
    assert not {"printed-again", "printed-before"} & set(seen[1].cues)


def test_a_headline_s_words_point_to_its_own_story():
    above = sightings(blocks_of(f"煤矿智能化建设蹚出“柳林路径”\n\n{MINERS}\n\n{ELDERS}"))
    below = sightings(blocks_of(f"{MINERS}\n\n{ELDERS}\n\n岔沟村日间照料中心点亮老年人新生活"))
    assert [cue for cue in above[0].cues if cue.startswith("head-words:")] == ["head-words:far-below"]
    assert [cue for cue in below[2].cues if cue.startswith("head-words:")] == ["head-words:far-above"]


def test_a_column_is_known_by_its_name_in_either_script():
    page = blocks_of(f"{MINERS}\n\n專題深思\n\n{ELDERS}")
    known = [("known-column" in sighting.cues) for sighting in sightings(page, frozenset({"专题深思"}))]
    assert known == [False, True, False]
    assert not any("known-column" in sighting.cues for sighting in sightings(page))


def test_a_headline_sees_the_shape_of_the_one_beside_it():
    above, below, _ = sightings(blocks_of(f"全省夏粮收获过半\n\n同比增长百分之五\n\n{MINERS}"))
    assert "below-count-start" in above.cues
    assert "count-start" in below.cues


def test_every_block_has_a_sighting_with_sorted_cues():
    blocks = blocks_of(f"岔沟村日间照料中心点亮老年人新生活\n\n{ELDERS}\n\n□ 本报记者 王涛")
    seen = sightings(blocks)
    assert [sighting.block for sighting in seen] == list(blocks)
    assert all(list(sighting.cues) == sorted(set(sighting.cues)) for sighting in seen)
    assert sightings(()) == ()


def test_open_and_ended_text():
    assert is_open("覆盖全国中西部地区30余万名货车司机，")
    assert is_open("乔晓峰强调，2025年是“十四五”规")
    assert not is_open("10分钟内抵达现场。”")
    assert not is_open("永新县总工会常务副主席贺勇说。（龙慧梅）")
    assert not is_open(Block((1,), "实现精准帮扶……").text)
