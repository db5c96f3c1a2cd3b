"""The two scripts."""

import dataclasses

import pytest

from sitegen.model import Settings
from sitegen.problems import ProblemError
from sitegen.site.script import trees
from sitegen.site.texts import Texts
from sitegen.site.texts_zh_hans import SIMPLIFIED


def test_the_other_tree_is_traditional():
    own, other = trees(Settings("旧闻馆"))
    assert (own.script, own.routes.prefix, own.say("头发")) == ("zh-Hans", "", "头发")
    assert (other.script, other.routes.prefix, other.say("头发 发展 面条 里面")) == (
        "zh-Hant",
        "zh-hant/",
        "頭髮 發展 麪條 裏面",
    )
    assert (own.name, other.name, other.texts.authors, other.texts.columns) == ("简体", "繁體", "作者", "欄目")


def test_traditional_sources_have_a_simplified_tree():
    own, other = trees(Settings("舊聞館", script="zh-Hant"))
    assert (own.script, own.texts.columns) == ("zh-Hant", "欄目")
    assert (other.script, other.routes.prefix, other.say("頭髮"), other.texts) == (
        "zh-Hans",
        "zh-hans/",
        "头发",
        SIMPLIFIED,
    )


def test_one_tree_where_no_conversion_is_wanted():
    assert len(trees(Settings("旧闻馆", convert=""))) == 1


def test_an_unknown_conversion_is_told_with_what_to_do():
    with pytest.raises(ProblemError, match=r"site\.yaml: OpenCC has no configuration 's2x'.*; set `convert` to"):
        trees(Settings("旧闻馆", convert="s2x"))


@pytest.mark.parametrize("field", dataclasses.fields(Texts), ids=lambda field: field.name)
def test_the_words_keep_their_blanks_in_either_script(field):
    _, other = trees(Settings("旧闻馆"))
    before, after = getattr(SIMPLIFIED, field.name), getattr(other.texts, field.name)
    assert after
    assert [part.split("}")[0] for part in before.split("{")[1:]] == [
        part.split("}")[0] for part in after.split("{")[1:]
    ]
