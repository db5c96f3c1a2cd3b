"""What whole stories show: counted the same for a part of the page as for all of it, and added up in the decoder's own scores."""

import numpy as np
import pytest
from restore_cases import blocks_of, raw_page

from sitegen.restore.alternatives import FAR, alternatives, best_way, trellis
from sitegen.restore.blocks import blocks
from sitegen.restore.clean import clean
from sitegen.restore.cues import sightings
from sitegen.restore.decode import decode
from sitegen.restore.gains import weighed
from sitegen.restore.grammar import probabilities, read, scores, steps
from sitegen.restore.states import INDEX, STATES, Role
from sitegen.restore.weights import WEIGHTS
from sitegen.restore.wholes import Wholes, groups

PAGES = ("000", "001", "002", "003", "004", "dev_D004", "dev_D014")
CUES = {cue.partition(":")[0] for cue in WEIGHTS.wholes}


def seen_on(name):
    return sightings(blocks(clean(decode(raw_page(name).read_bytes(), f"{name}.txt"))))


def test_two_rubrics_apart_are_counted_and_one_of_two_lines_is_not():
    page = sightings(
        blocks_of("人民论坛\n\n现场评论\n\n治水兴水 为民造福\n\n专题深思\n\n水，关乎生存与发展，是万物之母、生存之本。")
    )
    told = Wholes(page)
    alone = [INDEX[f"above.{role}"] for role in ("column", "column", "title", "subtitle", "start")]
    apart = [INDEX[f"above.{role}"] for role in ("column", "column", "title", "late-column", "start")]
    assert told.cues(alone)["whole-rubrics:one"] == 1
    assert told.cues(apart)["whole-rubrics:two"] == 1


def test_a_story_that_names_nobody_on_a_page_whose_stories_do():
    text = "水，关乎生存与发展，是万物之母、生存之本。" * 10
    lead = f"本报讯（记者 罗丽）{text}"
    page = sightings(blocks_of(f"会议闭幕\n\n{lead}\n\n治水兴水\n\n{text}\n\n工程开工\n\n{lead}"))
    path = [INDEX[name] for _ in range(3) for name in ("above.title", "above.start")]
    told = Wholes(page).cues(path)
    assert told["whole-credited:some:yes"] == 2
    assert told["whole-credited:some:no"] == 1


@pytest.fixture(scope="module", params=PAGES)
def page(request):
    return seen_on(request.param)


def test_a_story_ends_where_the_next_begins():
    names = "above.title above.start above.body between.furniture photo.caption photo.credit above.kicker above.title above.start"
    told = groups([INDEX[name] for name in names.split()], 0, -1)
    assert [story.rows for story in told] == [(0, 1, 2), (4, 5), (6, 7, 8)]
    assert [story.parts().get(Role.BODY, ()) for story in told] == [(1, 2), (), (8,)]


def test_a_part_of_the_page_shows_the_same_difference_as_the_whole_page(page):
    """Only stories that differ are looked at; counting all stories of both readings must give the same.

    But for the page's habit, which is that of the other stories.
    """
    table, step = scores(page, WEIGHTS), steps(WEIGHTS)
    ways = trellis(table, step)
    path = best_way(ways)
    others = alternatives(table, step, ways, path, FAR)
    stories = Wholes(page, WEIGHTS.wholes)
    told = zip(others, stories.differences(path, others), stories.gains(path, others), strict=True)
    for other, difference, gain in told:
        counts = stories.cues(other.of(path))
        counts.subtract(stories.cues(path))
        alone = {cue: n for cue, n in difference.items() if not cue.startswith("whole-habit:")}
        assert alone == {cue: n for cue, n in counts.items() if n}
        assert gain == pytest.approx(sum(WEIGHTS.wholes.get(cue, 0.0) * n for cue, n in difference.items()))


def test_the_reading_is_the_best_one_of_the_weighed_scores(page):
    told = weighed(scores(page, WEIGHTS), steps(WEIGHTS), page, WEIGHTS.wholes)
    table, gains = told.table, told.gains
    readings = read(page, WEIGHTS)
    assert (
        [INDEX[reading.state.name] for reading in readings]
        == list(told.path)
        == best_way(trellis(table, steps(WEIGHTS)))
    )
    chances = probabilities(table, steps(WEIGHTS))
    for row, reading in enumerate(readings):
        role = [at for at, state in enumerate(STATES) if state.role is reading.state.role]
        assert reading.confidence == pytest.approx(chances[row, role].sum())
    with np.errstate(invalid="ignore"):  # what no reading allows stays minus infinity
        added = table - scores(page, WEIGHTS)
    for gain in gains:
        assert added[gain.row, gain.state] > 0.0
    assert np.count_nonzero(np.nan_to_num(added)) == len({(gain.row, gain.state) for gain in gains})


def test_without_weights_nothing_is_added(page):
    table = scores(page, WEIGHTS)
    told = weighed(table, steps(WEIGHTS), page, {})
    assert told.table is table
    assert told.gains == ()


def test_every_cue_in_the_weights_has_words():
    from sitegen.explain.words import FAMILIES, cue_in_words

    assert set(FAMILIES) >= CUES
    assert [cue for cue in WEIGHTS.wholes if cue_in_words(cue) == cue] == []
