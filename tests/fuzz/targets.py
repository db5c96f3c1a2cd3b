"""What is fuzzed: each target is a property of `properties.py`, how bytes become its input, and what to begin with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import properties
import yaml
from hypothesis import given, settings
from test_codec import ARTICLES

TESTS = Path(__file__).parent.parent
CHECKOUT = TESTS.parent
FOUND = Path(__file__).parent / "found"

# So many bytes of a page are a good beginning: a masthead, a story, the next headline.
PIECE = 1500


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to fuzz.

    Args:
        name: for the command line and for folders.
        what: what is held, in words.
        holds: raises where it does not hold for some bytes.
        seeds: what to begin with.
        words: what is worth putting together.
        longest: bytes of an input.
    """

    name: str
    what: str
    holds: Callable[[bytes], object]
    seeds: Callable[[], Iterator[bytes]]
    words: tuple[str, ...] = ()
    longest: int = 2048


def text(data: bytes) -> str:
    """Any bytes as some text; half a character too, where three bytes spell one."""
    try:
        return data.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return data.decode("utf-8", "replace")


def whole_characters(data: bytes) -> str:
    """Any bytes as a text that a file in UTF-8 can hold."""
    return data.decode("utf-8", "replace")


@settings(deadline=None, database=None)
@given(ARTICLES)
def _written(article):
    properties.kept_when_written(article)


def _raw_pages() -> Iterator[bytes]:
    for path in sorted((CHECKOUT / "content" / "raw").glob("*.txt")):
        page = path.read_text("utf-8")
        for start in range(0, len(page), PIECE // 3):
            yield page[start : start + PIECE // 3].encode()


def _encoded_pages() -> Iterator[bytes]:
    page = next(_raw_pages()).decode()
    for encoding in ("utf-8", "utf-8-sig", "utf-16", "utf-16-be", "gb18030", "big5hkscs"):
        yield page.encode(encoding, "ignore")
    for case in yaml.safe_load((TESTS / "cases" / "decode" / "refused.yaml").read_text("utf-8")):
        yield bytes.fromhex(case["hex"]) if "hex" in case else case["input"].encode()


def _files() -> Iterator[bytes]:
    """Articles' files: of the archive, of the fixture, and hostile ones."""
    yield from _articles()
    for path in sorted((TESTS / "hostile" / "front-matter").glob("*.yaml")):
        for content in yaml.safe_load(path.read_text("utf-8"))["files"].values():
            if isinstance(content, str):
                yield content.encode()


def _articles() -> Iterator[bytes]:
    for folder in (CHECKOUT / "content", TESTS / "fixtures" / "archive" / "content"):
        for path in sorted(folder.glob("issues/*/*/*.md")):
            yield path.read_bytes()[:PIECE]


def _bodies() -> Iterator[bytes]:
    for file in _articles():
        yield file.partition(b"\n---\n")[2]
    for path in sorted((TESTS / "hostile" / "markdown").glob("*.yaml")):
        for content in yaml.safe_load(path.read_text("utf-8"))["files"].values():
            if isinstance(content, str):
                yield content.partition("\n---\n")[2].encode()


def _queries() -> Iterator[bytes]:
    for case in yaml.safe_load((TESTS / "cases" / "search" / "queries.yaml").read_text("utf-8")):
        yield case["input"].encode("utf-8", "surrogatepass")


# What is worth putting together.
PRINTED = (
    *("本报讯", "（记者", "）", "摄", "图为", "第1版", "（下转第2版）", "（上接第1版）", "□", "广告"),
    *("## ", "**", "- ", "|", "2021年8月18日", "星期三", "报", "：", "。"),
)
FRONT_MATTER = (
    *("---\n", "id: a\n", "title: ", "photos:\n- caption: ", "date: ", "[", "]", "{", "}", '"', "'", "\\u"),
    *("&a", "*a", "!!", "|", ">", "#"),
)
MARKDOWN = (
    *("**", "`", "[", "](", "]: ", "<", ">", "&#x", ";", "\\", "## ", "- ", "1. ", "```"),
    *("javascript:", "https://", "data:", "//", "\n\n", "    "),
)
OPERATORS = ("-", '"', ":", "=", "作者:", "author=", "年:", "　", "－", "＂", "龍", "Ａ")

TARGETS = (
    Target("decode", "bytes are a text without loss, or refused in a line", properties.decoding, _encoded_pages),
    Target(
        "restore",
        "every character of a page once, the same each time",
        properties.restoring,
        _raw_pages,
        PRINTED,
    ),
    Target(
        "front-matter",
        "an article's file is read or told in a line; what is written is read back",
        lambda data: properties.front_matter(whole_characters(data)),
        _files,
        FRONT_MATTER,
    ),
    Target("articles", "what is written is read back", _written.hypothesis.fuzz_one_input, lambda: iter((b"",))),
    Target(
        "markdown",
        "harmless, well-formed HTML; the quick way is the parser's",
        lambda data: properties.rendering(whole_characters(data)),
        _bodies,
        MARKDOWN,
    ),
    Target(
        "query",
        "read as character by character, and bounded",
        lambda data: properties.asking(text(data)),
        _queries,
        OPERATORS,
        900,
    ),
)
BY_NAME = {target.name: target for target in TARGETS}
