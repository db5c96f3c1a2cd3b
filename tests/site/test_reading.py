"""What is asked for every text and so answered shortly: how a tree reads it, and which raw lines are an article's own."""

from hypothesis import given
from hypothesis import strategies as st

from sitegen.model import Article, Dictionary, Issue, Settings, Source
from sitegen.site.conversion import conversion
from sitegen.site.listings import Entry
from sitegen.site.raw import RawText, _fields, _letters, _others, passage
from sitegen.site.script import trees

SCRIPTS = ("zh-Hans", "zh-Hant")
DICTIONARY = Dictionary(keep=("皇后大道",), traditional=(("里程", "裡程"),))
READINGS = st.tuples(st.sampled_from(("", *SCRIPTS)), st.sampled_from(((), ("头发",), ("頭髮", "里程"))))


@given(st.sampled_from(SCRIPTS), st.lists(READINGS, min_size=1, max_size=4))
def test_a_tree_reads_a_text_the_same_whatever_it_read_before(own, readings):
    for tree in trees(Settings("旧闻馆", script=own, convert="s2t", dictionary=DICTIONARY)):
        read = tree
        for script, keep in readings:
            article = Article("k", "", "", "", "", keep=keep)
            read = read.reading_article(Issue("a", "b", script=script), article)
            assert read.say is conversion(script or own, tree.script, "s2t", DICTIONARY, keep)
            assert read.filed is conversion(script or own, own, "s2t", DICTIONARY, keep)
            assert read == tree.reading_article(Issue("a", "b", script=script), article)


LINES = st.lists(st.text("工会 ，１1\u0301", max_size=4), max_size=6)


@given(LINES, LINES, LINES)
def test_a_line_is_left_out_only_where_it_is_sure_to_be_another_texts(lines, body, other):
    source = Source("a.txt", (1, max(1, len(lines))))
    one = Article("k1", "", "", "", "\n".join(body), source=source)
    two = Article("k2", "", "", "", "\n".join(other), source=source)
    entry = Entry(Issue("a", "b", articles=(one, two)), one)
    own, others = _letters(_fields(one)), _letters(_others("a.txt", entry))
    shown, elsewhere = [], False
    for line in lines:
        if letters := _letters((line,)):
            elsewhere = letters not in own and letters in others
        if line.strip() and not (elsewhere and shown and not shown[-1]):
            shown.append("" if elsewhere else line.rstrip())
    assert [line.text for line in passage(RawText("", tuple(lines)), source, entry)] == shown
