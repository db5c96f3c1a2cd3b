"""The shapes of a text: those that are looked for at its end alone, or only where it has what they need, are all found."""

from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW

from sitegen.restore import tables
from sitegen.restore.endings import is_open
from sitegen.restore.scripts import any_of, compiled
from sitegen.restore.shapes import ANYWHERE, AT_END, AT_START, NEEDING, SHORT, WHOLE_LINES, shapes_of

PARTS = [
    *"，。！？：“”（）——…的在与",
    *(
        "摄",
        "攝",
        "供图",
        "新华社",
        "左二",
        "图为",
        "圖為",
        "现场。",
        "热线",
        "熱線",
        "www.",
        "HTTP",
        "021-12345678",
        "a@b.c",
    ),
    *("同比增长", "比重", "说，", "表示：", "告诉记者。", "告訴記者。", "周三", "星期日", "责编：", "校對 "),
    *("龙慧梅", "柳林煤矿", "访谈", "之声", "强调", "举行——", "舉行", "直击"),
]
TEXTS = st.lists(st.sampled_from(PARTS), min_size=1, max_size=12).map("".join)


@FEW
@given(TEXTS)
def test_every_shape_is_found_where_its_pattern_is(text):
    patterns = [*AT_START, *ANYWHERE, *AT_END, *((name, pattern) for name, _, pattern in NEEDING)]
    patterns += WHOLE_LINES if len(text) <= SHORT else ()
    assert shapes_of(text) == {name for name, pattern in patterns if pattern.search(text)}


@FEW
@given(TEXTS)
def test_whether_a_text_is_open_is_told_by_its_end(text):
    closed = (tables.ENDED, tables.NOTE_AT_END, tables.WHOLLY_QUOTED)
    long = f"{text * 9}{text}"
    for each in (text, long):
        assert is_open(each) == (not any(pattern.search(each) for pattern in closed))


WORDS = "增长|增速|下降|率|本版责编|责编"


@FEW
@given(st.lists(st.sampled_from([*"增长速下降率本版责编責編x", "增长"]), max_size=12).map("".join))
def test_any_of_some_words_finds_what_the_words_one_by_one_find(text):
    one_by_one = [found.span() for found in compiled(f"(?:{WORDS})").finditer(text)]
    assert [found.span() for found in compiled(any_of(WORDS)).finditer(text)] == one_by_one
