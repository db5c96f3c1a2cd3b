"""The pages are there, each with its gold page, and are read from the archive as they stand."""

import doctest
import importlib

import pytest
from corpus import CORPORA, SIXTY, STYLES, imported, style_of
from form import gold_page
from score import score

from sitegen.restore.decode import decode
from sitegen.restore.weights import WEIGHTS

MODULES = ("compare", "corpus", "faults", "form", "score", "truth")


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_the_benchmarks(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_every_raw_page_has_its_gold_page():
    for corpus in CORPORA:
        assert set(corpus.names()) == {path.name for path in corpus.raw.glob("*.txt")}


def test_sixty_pages_fifteen_of_each_style():
    styles = [style_of(name) for name in SIXTY.names()]
    assert [styles.count(style) for style, _ in STYLES] == [15] * 4


def test_raw_pages_are_in_the_encodings_and_line_ends_they_came_in():
    pages = [SIXTY.data(name) for name in SIXTY.names()]
    encodings = {decode(data, name).encoding for data, name in zip(pages, SIXTY.names(), strict=True)}
    assert {"utf-8", "gb18030"} <= encodings
    assert any(b"\r\n" in data for data in pages)


def test_a_clean_import_is_scored():
    name = SIXTY.names()[0]
    (page,) = imported(SIXTY, (name,), WEIGHTS)
    raw = "\n".join(decode(SIXTY.data(name), name).lines)
    found = score(gold_page(SIXTY.gold_of(name)), page, raw)
    assert page.file == name
    assert found.kept.share == 1
    assert found.text.share > 0.9
