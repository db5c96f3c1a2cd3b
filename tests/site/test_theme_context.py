"""docs/themes.md tells theme makers what templates are given; it stays true."""

import pytest
from samples import CHECKOUT
from template_context import DOCUMENT, fields, kinds_given, meanings, observed, renewed

from sitegen.site.theme import TEMPLATES


@pytest.fixture(scope="module")
def given():
    return observed()


def test_the_program_asks_for_exactly_the_templates_it_says(given):
    assert {each.template for each in given} == set(TEMPLATES)


def test_every_field_a_template_may_ask_for_has_a_meaning(given):
    silent = [
        f"{kind.__name__}.{name}"
        for kind in kinds_given(given)
        for name, _ in fields(kind)
        if not meanings(kind).get(name)
    ]
    assert not silent, f"say in the `Args:` of their class what these are: {silent}"


def test_the_document_tells_what_the_program_gives(given):
    document = DOCUMENT.read_text("utf-8")
    due = renewed(document, given) != document
    assert not due, "run `python tests/template_context.py`, which writes the tables of docs/themes.md anew"


def test_the_document_names_every_template():
    folder = CHECKOUT / "themes" / "default" / "templates"
    document = DOCUMENT.read_text("utf-8")
    assert [path.name for path in folder.iterdir() if f"| `{path.name}` |" not in document] == []
