"""How articles are quoted, form by form; the cases are data."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import CASES, FEW, case, load
from samples import article, issue

from sitegen.model import Evidence, Newspaper, Settings
from sitegen.site.citations import bibtex, citations, gbt7714, plain_words, reference, ris
from sitegen.site.listings import Entry
from sitegen.site.script import trees

FORMS = {"gbt7714": gbt7714, "plain_words": plain_words, "bibtex": bibtex, "ris": ris}
KNOWN = {"slug": "zhejiang-gongren-ribao", "place": "杭州", "publisher": "浙江省总工会"}


def cited(differs, editor):
    """The reference to an article that differs as a case says, and the tree it stands in."""
    settings = Settings("旧闻馆", base_url=differs.get("url", ""))
    tree = next(each for each in trees(settings) if each.script == differs.get("script", "zh-Hans"))
    of_issue = {key: differs[key] for key in ("slug", "newspaper", "date") if key in differs}
    evidence = {"date": Evidence(differs["origin"])} if "origin" in differs else {}
    fields = {key: differs[key] for key in ("title", "title_supplied", "page") if key in differs}
    one = article(authors=tuple(differs.get("authors", ["程雪"])), **fields)
    newspaper = Newspaper(**{"name": "浙江工人日报", **editor})
    return reference(Entry(issue(evidence=evidence, **of_issue), one), newspaper, tree, settings), tree


@pytest.mark.parametrize("found", [case(found) for found in load(CASES / "citations" / "forms.yaml")])
def test_every_form_is_as_its_readers_want_it(found):
    of, tree = cited(found["input"], found.get("editor", KNOWN))
    told = {name: FORMS[name](of, tree) for name in found["expected"]}
    assert told == found["expected"]


def test_the_standard_form_comes_first_and_every_form_has_a_name_of_its_own():
    of, tree = cited({}, KNOWN)
    forms = citations(of, tree)
    assert [form.name for form in forms] == ["GB/T 7714—2015", "中文", "BibTeX", "RIS"]
    assert forms[0].text == gbt7714(of, tree)


@FEW
@given(st.text(min_size=1))
def test_whatever_a_title_holds_braces_match_and_tags_stay_on_their_lines(title):
    of, tree = cited({"title": title}, KNOWN)
    depth = 0
    for place, character in enumerate(written := bibtex(of, tree)):
        escaped = place > 0 and written[place - 1] == "\\"
        depth += 0 if escaped else {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
    assert depth == 0
    assert all(line[2:6] == "  - " for line in ris(of, tree).splitlines())
