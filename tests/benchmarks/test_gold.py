"""The true states of a page's blocks, as its gold page tells them."""

import pytest
from gold import example

STORY = {
    "kind": "article", "title": "铁路通车", "kicker": "", "subtitle": "", "column": "", "byline": "", "authors": [],
    "continued_from": None, "captions": [], "body": [{"t": "p", "text": "铁路昨日全线通车。"}],
}  # fmt: skip
GOLD = {"source": "a.txt", "issue": {}, "articles": [STORY], "furniture": ["新闻热线"]}


@pytest.mark.parametrize(
    ("raw", "states"),
    [
        ("铁路通车\n\n（上接第1版）\n\n铁路昨日全线通车。\n", ("above.title", "above.jump", "above.start")),
        ("铁路通车\n\n铁路昨日全线通车。\n\n（上接第1版）\n", ("above.title", "above.start", "")),
        (
            "铁路通车\n\n铁路昨日全线通车。\n\n（上接第1版）\n\n新闻热线\n",
            ("above.title", "above.start", "", "between.furniture"),
        ),
        (
            "铁路通车\n\n（上接第1版）\n\n（上接第2版）\n\n铁路昨日全线通车。\n",
            ("above.title", "above.jump", "above.jump", "above.start"),
        ),
    ],
)
def test_a_jump_line_belongs_to_the_story_below_it_if_there_is_one(raw, states):
    assert example(raw.encode(), GOLD).states == states
