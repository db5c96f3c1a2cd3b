"""Random archives and random queries for them: few characters, so that strings repeat; both scripts, widths and cases, rare characters."""

from __future__ import annotations

from hypothesis import strategies as st
from naive import Issued, Naive, Told

from sitegen.site.search.folding import folding

FOLD = folding().fold
CHARS = '国國医醫师節节a Ａ1１：:-“”"龍龙𠀀𠀁𬱖頔=　'
FEW_CHARS = "国国国a 𠀀"
NAMES = ("罗丽", "羅麗", "John Smith", "国节", "ab:c")
SLUGS = ("gongren-ribao", "ab", "unidentified")
PAPERS = (
    {"slug": "gongren-ribao", "names": {"zh-Hans": "工人日报", "zh-Hant": "工人日報"}},
    {"slug": "ab", "names": {"zh-Hans": "国节 AB", "zh-Hant": "国節 AB"}},
    {"slug": "unidentified", "names": {"zh-Hans": "", "zh-Hant": ""}},
)
SAID = {"zh-Hant": {"罗丽": "羅莉"}}

texts = st.one_of(
    st.text(CHARS, max_size=12),
    st.text(FEW_CHARS, max_size=20),
    st.builds(lambda text, times: text * times, st.text(CHARS, min_size=1, max_size=3), st.integers(1, 90)),
)
kept = st.lists(st.sampled_from(NAMES), max_size=2, unique=True).map(tuple)


@st.composite
def documents(draw, identity):
    """A document; its texts folded, empty ones among them."""
    head = draw(st.tuples(texts, st.just("") | texts, st.just("") | texts))
    rest = draw(st.lists(texts, max_size=4))
    column = draw(st.sampled_from(("", "", *NAMES)))
    told = (tuple(map(FOLD, head)), tuple(map(FOLD, rest)))
    return Told(identity, *told, authors=draw(kept), column=column, photo=draw(st.booleans()))


@st.composite
def archives(draw):
    """An index to be written: up to three segments, few documents, and measures so small that every rule is met."""
    segments, number = [], 0
    for _ in range(draw(st.integers(0, 3))):
        issues = []
        for _ in range(draw(st.integers(1, 2))):
            pages = []
            for page in range(1, draw(st.integers(1, 2)) + 1):
                own = draw(st.integers(0, 2))
                pages.append((page, tuple(draw(documents(f"k{number + place}")) for place in range(own))))
                number += own
            issues.append(
                Issued(
                    draw(st.sampled_from(SLUGS)), f"key-{number}", draw(st.sampled_from((0, 2020, 2021))), tuple(pages)
                )
            )
        segments.append(tuple(issues))
    bits = tuple(draw(st.integers(0, 9)) for _ in segments)
    return Naive(
        tuple(segments),
        PAPERS,
        bits=bits,
        frequent=draw(st.sampled_from((1, 2, 5, 16384))),
        long=draw(st.sampled_from((2, 16, 4096))),
        said=SAID,
    )


def pieces(archive):
    """Runs of the archive's texts, and of two of them joined, which must not be found unless they stand elsewhere."""
    every = [
        text
        for issues in archive.segments
        for issue in issues
        for document in issue.documents
        for text in (*document.head, *document.rest)
        if text
    ]
    if not every:
        return texts
    text = st.sampled_from(every)
    whole = st.builds(cut, text, st.integers(0, 40), st.integers(1, 15))
    return (
        whole
        | whole
        | st.builds(cut, st.builds(str.__add__, text, text), st.integers(0, 80), st.integers(2, 15))
        | texts
    )


def cut(text, start, length):
    """A run of a text."""
    at = start % max(1, len(text))
    return text[at : at + length]


@st.composite
def queries(draw, archive):
    """A query of some terms of every form."""
    piece = pieces(archive)
    fields = st.sampled_from(
        ("作者", "author", "報紙", "报纸", "栏目", "column", "年", "year", "版", "类", "kind", "国")
    )
    values = st.one_of(
        st.sampled_from(
            (
                *NAMES,
                *SLUGS,
                "羅莉",
                "丽",
                "smith",
                '"john smith"',
                "2021",
                "0",
                "01",
                "图",
                "photo",
                "文",
                "x",
                "工人",
                "工人日報",
            )
        ),
        piece,
    )
    field = st.builds("{}{}{}".format, fields, st.sampled_from(":=："), values)
    quoted = st.builds('"{}"'.format, piece)
    term = st.builds(str.__add__, st.sampled_from(("", "", "", "-", "－")), st.one_of(piece, quoted, field))
    several = st.builds(str.join, st.sampled_from((" ", "　")), st.lists(term, min_size=1, max_size=4))
    return draw(st.one_of(quoted, st.builds("{} {}".format, quoted, quoted), several))
