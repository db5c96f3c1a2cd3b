"""What is read without PyYAML is what PyYAML reads: of texts the program writes, and of such texts changed at random."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from test_codec import ARTICLE, ARTICLES, ISSUES

from sitegen.content import schema
from sitegen.content.bounds import DEEPEST, MOST_CHARACTERS, MOST_KEYS, MOST_NODES
from sitegen.content.codec import article_text, issue_text, read_article, read_issue
from sitegen.content.emit import yaml_text
from sitegen.content.own_yaml import OtherFormError, own_values
from sitegen.content.tree import read_tree
from sitegen.model import Article, Evidence, Furniture, Issue, Page, Photo, Source
from sitegen.problems import ProblemError

# What people print, with all that may surprise YAML inside a text: marks, figures, quotes, rare characters.
PRINTED = st.text(st.sampled_from("甲乙丙丁，。：“”—·　（）0123456789abcNO.:#-'\"&*!?%@~[]{}\\/+ 𠮷"), max_size=24)
COUNT = st.integers(1, 400)
FILE = st.from_regex(r"[a-z0-9_-]{1,12}\.txt", fullmatch=True)
LINES = st.tuples(COUNT, COUNT)

ORDINARY = st.builds(
    Article,
    id=st.from_regex(r"[a-z][a-z0-9]{5}", fullmatch=True),
    newspaper=PRINTED,
    date=st.sampled_from(["", "2021", "2021-08", "2021-08-18", "2024-12-27/..", "2024-12~"]),
    title=PRINTED.filter(lambda text: bool(text.strip())),
    body=PRINTED,
    kicker=PRINTED,
    byline=PRINTED,
    authors=st.lists(PRINTED, max_size=3).map(tuple),
    kind=st.sampled_from(["article", "photo"]),
    page=COUNT,
    order=COUNT,
    continued_from=st.none() | COUNT,
    continued_on=st.none() | COUNT,
    photos=st.lists(st.builds(Photo, PRINTED, PRINTED), max_size=2).map(tuple),
    source=st.none() | st.builds(Source, FILE, LINES),
    confidence=st.floats(0, 1).map(lambda value: round(value, 2)),
    review=st.lists(PRINTED, max_size=2).map(tuple),
    title_supplied=st.booleans(),
    draft=st.booleans(),
    keep=st.lists(PRINTED.filter(bool), max_size=2).map(tuple),
)
HASH = st.from_regex(r"[0-9a-f]{64}", fullmatch=True)
ORDINARY_ISSUES = st.builds(
    Issue,
    slug=st.just("gongren-ribao"),
    key=st.just("2021-08-18"),
    newspaper=PRINTED,
    date=st.sampled_from(["", "2021-08-18", "2024-12-27/.."]),
    number=PRINTED,
    evidence=st.dictionaries(
        st.sampled_from(["date", "newspaper", "page-01"]),
        st.builds(
            Evidence, st.sampled_from(["masthead", "editor"]), st.lists(COUNT, max_size=2).map(tuple), PRINTED, FILE
        ),
        max_size=2,
    ),
    written=st.dictionaries(st.sampled_from(["01-01.md", "01-02.md", "12-51.md"]), HASH, max_size=3),
    redirects=st.dictionaries(st.sampled_from(["k7f3q2", "abc"]), st.just("m2n3p4"), max_size=2),
    script=st.sampled_from(["", "zh-Hans"]),
    pages=st.lists(
        st.builds(
            Page,
            COUNT,
            FILE,
            HASH,
            st.lists(
                st.builds(Furniture, st.sampled_from(["folio", "advert"]), LINES, st.lists(PRINTED).map("\n".join)),
                max_size=2,
            ).map(tuple),
            PRINTED,
        ),
        max_size=2,
    ).map(tuple),
)


def front_matter(article):
    return article_text(article).split("---\n", 2)[1]


def own_or_none(text):
    try:
        return own_values(text)
    except OtherFormError:
        return None


def shown(value):
    """A value with the order of its keys, which `==` does not see."""
    return repr(value)


def agrees_with_pyyaml(text):
    """Where a text is read without PyYAML, that it has the same values and no complaint from PyYAML."""
    own = own_or_none(text)
    if own is not None:
        tree = read_tree(text, "f", 1)
        assert (shown(own), ()) == (shown(tree.plain), tree.problems)
    return own is not None


@settings(deadline=None)
@given(ARTICLES.map(front_matter) | ISSUES.map(issue_text))
def test_what_the_program_writes_is_read_the_same(text):
    agrees_with_pyyaml(text)


@settings(deadline=None, max_examples=300)
@given(ORDINARY)
def test_ordinary_articles_need_no_pyyaml(article):
    assert agrees_with_pyyaml(front_matter(article))


@settings(deadline=None)
@given(ORDINARY_ISSUES)
def test_ordinary_issues_need_no_pyyaml(issue):
    assert agrees_with_pyyaml(issue_text(issue))


# Pieces that mean something to YAML, and lines as somebody could put them in.
MARKS = "abc甲~'\"[]{},:#-&*!|>%@?=\\ \t\n\r01\x00\x07\x85\xa0\u2028\u2029\ufeff\ufffe\u3000"
PHRASES = (": ", " #", "- ", "\n- ", "\n  ", "\n\n", "null", "''", "[]", "{}", ", ", ": |\n", "\\n", "\\x41", "<<: ")
WHOLE_LINES = ("a: b\n", "id: x\n", "- a\n", "-\n", "  - a\n", "  a: b\n", "a:\n", "# a\n", "? a\n", "---\n", "...\n")
IN_LINE = ("[a, b]", "{a: b}", "{a: b, a: c}", "[{a: b}]")
PIECES = st.sampled_from([*MARKS, *PHRASES, *WHOLE_LINES, *IN_LINE])
EDITS = st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 3), PIECES | st.just("")), min_size=1, max_size=4)


def edited(text, edits):
    """A text with pieces put in its place and some of its characters taken out."""
    for place, gone, piece in edits:
        at = place % (len(text) + 1)
        text = text[:at] + piece + text[at + gone :]
    return text


SMALL = st.recursive(
    st.sampled_from(["", "a", "null", "~", "甲: 乙", "a\nb", "#", "'", "- a"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
    max_leaves=6,
)
NESTED = st.dictionaries(st.sampled_from(["a", "b", "null"]), SMALL, min_size=1).map(yaml_text)


@settings(deadline=None, max_examples=1500)
@given(ORDINARY.map(front_matter) | ORDINARY_ISSUES.map(issue_text) | NESTED, EDITS)
def test_what_is_changed_at_random_is_read_the_same(text, edits):
    agrees_with_pyyaml(edited(text, edits))


@settings(deadline=None, max_examples=1500)
@given(st.lists(PIECES | st.sampled_from(["a", "b", "a: ", "a:\n  ", "\n"]), max_size=8).map("".join))
def test_what_only_looks_like_yaml_is_read_the_same(text):
    agrees_with_pyyaml(text + "\n")


@settings(deadline=None, max_examples=300)
@given(ORDINARY, EDITS)
def test_an_article_and_its_problems_are_the_same_either_way(article, edits):
    text = edited(article_text(replace(article, extra={"tags": ("工会",), "排架号": 7})), edits)
    fast = read_article(text, "f")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "own_values", always_other)
        assert shown(fast) == shown(read_article(text, "f"))


@settings(deadline=None)
@given(ORDINARY_ISSUES, EDITS)
def test_an_issue_and_its_problems_are_the_same_either_way(issue, edits):
    text = edited(issue_text(issue), edits)
    fast = read_issue(text, "f", "a", "b")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(schema, "own_values", always_other)
        assert shown(fast) == shown(read_issue(text, "f", "a", "b"))


def always_other(_text):
    raise OtherFormError


@pytest.mark.parametrize(
    "text",
    [
        "a: 1  # why\n",
        "# why\na: 1\n",
        "a: 1\n  2\n",
        "a: 1\n\nb: 2\n",
        "a: 1\na: 2\n",
        "a: {b: 1, b: 2}\n",
        "a: *b\n",
        "a: &b c\n",
        "a: !!str c\n",
        "a: |\n  b\n",
        "a: [~]\n",
        "a:\n",
        "a: \n",
        "a: b: c\n",
        "a: b:\n",
        "a: b \n",
        "a: \"\\x41\"\n",
        "a: [null]\n",
        "a: [b, ]\n",
        "a: [b,c]\n",
        "a: [[b]]\n",
        "a:\n   b: 1\n",
        "a:\n  b:\n- c\n",
        "a:\n-\n- b\n",
        "- a\n",
        "a: 1\n--- \nb: 2\n",
        "a: 1\u2028\n",
        "a: 1\r\n",
        "a: 1",
        "'a': 1\n",
    ],
)  # fmt: skip
def test_what_is_of_another_form_is_left_to_pyyaml(text):
    assert own_or_none(text) is None
    agrees_with_pyyaml(text)


DEEP = "".join("  " * depth + "a:\n" for depth in range(900)) + " " * 1800 + "b: c\n"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a:\n" + "- " * 5000 + "b\n", 2),
        (DEEP, 21),
        ("a:\n\n  " + "[" * 100_000 + "\n", 3),
        ("a: " + "{b: " * 100_000 + "\n", 1),
        ("? " * 100_000 + "a\n", 1),
    ],
    ids=["items", "keys", "in line", "keys in line", "keys of keys"],
)
def test_what_is_nested_too_deep_is_told(text, line):
    issue, problems = read_issue(text, "f", "a", "b")
    assert issue is None
    assert [str(each) for each in problems] == [f"f:{line}: YAML nested too deep; flatten it; 20 levels are the most"]


def nested(levels, style):
    """Keys in keys, or lists and keys by turns, as deep as that, the whole text's own keys included."""
    if style == "in line":
        return "a: " + "{a: " * (levels - 1) + "b" + "}" * (levels - 1) + "\n"
    if style == "keys":
        return "".join("  " * level + "a:\n" for level in range(levels - 1)) + "  " * (levels - 1) + "a: b\n"
    if style == "items":
        return "a:\n" + "- " * (levels - 1) + "b\n"
    return (
        "a:\n"
        + "".join("  " * level + "- a:\n" for level in range(levels // 2 - 1))
        + "  " * (levels // 2 - 1)
        + "- b\n"
    )


@pytest.mark.parametrize("style", ["in line", "keys", "items", "by turns"])
@pytest.mark.parametrize("levels", range(2, 31, 2))
def test_both_ways_read_up_to_the_same_depth(levels, style):
    text = nested(levels, style)
    if levels > DEEPEST:
        assert own_or_none(text) is None
        with pytest.raises(ProblemError, match="nested too deep"):
            read_tree(text, "f", 1)
    else:
        agrees_with_pyyaml(text)


MANY_KEYS = "".join(f"k{number}: 1\n" for number in range(MOST_KEYS + 1))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (MANY_KEYS, f"f:{MOST_KEYS + 1}: more than {MOST_KEYS} keys in one place"),
        ("written:\n" + MANY_KEYS.replace("k", "  k"), f"f:{MOST_KEYS + 2}: more than {MOST_KEYS} keys in one place"),
        ("a: {" + MANY_KEYS.replace("\n", ", ")[:-2] + "}\n", f"f:1: more than {MOST_KEYS} keys in one place"),
        ("a: [" + "b, " * MOST_NODES + "b]\n", f"f:1: more than {MOST_NODES} keys and values"),
        ("a:\n" + "- b\n" * MOST_NODES, f"f:{MOST_NODES - 2}: more than {MOST_NODES} keys and values"),
        ("a: " + "b" * MOST_CHARACTERS + "\n", f"f:1: more than {MOST_CHARACTERS} characters of YAML"),
        ("a: &a [" + "b, " * 100 + "b]\nc: [*a, *a]\n", "f:2: an alias (*name) is not understood here"),
    ],
    ids=["keys", "keys below a key", "keys in line", "items in line", "items", "characters", "aliases"],
)
def test_what_holds_too_much_is_told_either_way(text, told):
    issue, problems = read_issue(text, "f", "a", "b")
    assert issue is None
    assert [str(each).partition(";")[0] for each in problems] == [told]


def test_what_is_just_not_too_much_is_read():
    issue, problems = read_issue("written:\n" + "".join(f"  k{n}: a\n" for n in range(MOST_KEYS)), "f", "a", "b")
    assert problems == ()
    assert len(issue.written) == MOST_KEYS


def test_articles_are_read_without_loading_pyyaml(monkeypatch):
    def refuse(*_):
        raise AssertionError("PyYAML was asked")

    monkeypatch.setattr(schema, "_read_tree", refuse)
    assert read_article(article_text(ARTICLE), "f") == (ARTICLE, ())


def test_the_values_are_those_of_a_reader_that_takes_every_scalar_as_its_text():
    text = front_matter(ARTICLE)
    own = own_values(text)
    theirs = yaml.load(text, yaml.BaseLoader)
    assert own == {**theirs, "continued_from": None}
