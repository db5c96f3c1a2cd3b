"""Files that are no newspaper page, or hardly one: each is read whole or refused in one clear line, and takes no more than its length."""

import tracemalloc

import pytest

from sitegen.problems import ProblemError
from sitegen.restore.blocks import blocks
from sitegen.restore.chain import restore
from sitegen.restore.clean import clean
from sitegen.restore.conserve import folded, text_of
from sitegen.restore.decode import LARGEST, MOST_LINES, decode

PROSE = "今年以来，市总工会深入企业一线调研座谈，健全劳动关系协商协调机制。"


def kept(data):
    """All text of a page's stories and furniture."""
    page = restore(data, "a.txt")
    return "".join([*map(text_of, page.stories), *(entry.text for entry in page.furniture)])


def refusal(data):
    with pytest.raises(ProblemError) as error:
        decode(data, "a.txt")
    return str(error.value)


def test_a_file_of_50_megabytes_is_refused_before_it_is_read():
    tracemalloc.start()
    data = PROSE.encode() * (50_000_000 // len(PROSE.encode()))
    before = tracemalloc.get_traced_memory()[0]
    said = refusal(data)
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert said == "a.txt: 50 MB are too much for one newspaper page; put every page into a file of its own"
    assert peak < 1_000_000


def test_200_000_short_lines_are_refused():
    said = refusal(b"ab\n" * 200_000)
    assert said == "a.txt: 200,000 lines are too much for one newspaper page; put every page into a file of its own"


def test_a_million_blank_lines_are_no_lines():
    assert kept(PROSE.encode() + b"\n" * 1_000_000 + "会议闭幕。".encode()) == PROSE + "会议闭幕。"


def test_as_many_lines_as_allowed_are_read():
    data = "\n".join(["工会"] * MOST_LINES).encode()
    assert len(blocks(clean(decode(data, "a.txt")))) == MOST_LINES


@pytest.mark.parametrize(
    "line",
    [
        pytest.param(PROSE, id="prose"),
        pytest.param("(", id="brackets that only open"),
        pytest.param("甲()", id="brackets"),
        pytest.param('甲"', id="straight quotation marks"),
        pytest.param("甲 ", id="letter-spaced"),
        pytest.param("甲|", id="bars"),
        pytest.param("- ", id="hyphens"),
        pytest.param("1", id="figures"),
        pytest.param("。", id="stops"),
    ],
)
def test_one_line_as_long_as_a_file_may_be(line):
    text = line * (LARGEST // 8 // len(line.encode()))
    (found,) = blocks(clean(decode(f"工会{text}".encode(), "a.txt")))
    assert len(folded(found.text)) >= len(folded(text)) - 2


@pytest.mark.parametrize(
    "raw",
    [
        pytest.param("工", id="one character"),
        pytest.param(PROSE, id="one line"),
        pytest.param("Lorem ipsum dolor sit amet.\n\nConsectetur adipiscing elit,\nsed do eiusmod.", id="no Chinese"),
        pytest.param("中国农业银行\n客服热线：95599\n\n招租启事\n电话：85550123", id="all adverts"),
        pytest.param("|||", id="nothing but bars"),
        pytest.param("12\n34\n56", id="nothing but figures"),
        pytest.param("记者王李 " * 200, id="nothing but a byline"),
        pytest.param("本报驻" * 200 + "记者", id="nothing but where a reporter is"),
        pytest.param("。。。\n，，，", id="nothing but marks"),
    ],
)
def test_odd_pages_are_read_whole(raw):
    assert sorted(folded(kept(raw.encode()))) == sorted(folded(raw))


def test_control_characters_are_taken_off_and_everything_else_stays():
    raw = PROSE * 6 + "会\x07议\x00闭\x1b幕。"
    assert kept(raw.encode()) == PROSE * 6 + "会议闭幕。"


@pytest.mark.parametrize("half", [0xD800, 0xDFFF])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_lone_surrogates_are_refused(half, encoding):
    data = f"{PROSE}\n{chr(half)}".encode(encoding, "surrogatepass")
    with pytest.raises(ProblemError) as error:
        restore(data, "a.txt")
    assert error.value.problem.fix
