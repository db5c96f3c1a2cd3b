"""A segment made again by what is known of the former one: the same bytes as from nothing, sooner."""

from dataclasses import replace

from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st
from samples import SETTINGS, article, issue
from test_naive import articles

from sitegen.site.document import Again
from sitegen.site.script import trees
from sitegen.site.search.aside import InMemory
from sitegen.site.search.folding import folding
from sitegen.site.search.former import Source, joined
from sitegen.site.search.index import segment_files
from sitegen.site.search.measures import Measures

TREES = trees(SETTINGS)
TINY = Measures(frequent=40, longest=4, shard=16, fresh_shard=16, apart=8, batch=100, few=4)

measures = st.builds(
    Measures,
    frequent=st.sampled_from((1, 2, 5, 20, 16384)),
    longest=st.sampled_from((3, 12)),
    shard=st.sampled_from((8, 64)),
    fresh_shard=st.sampled_from((8, 64)),
    apart=st.sampled_from((2, 16, 4096)),
    piece=st.sampled_from((1, 2, 5, 4096)),
    batch=st.sampled_from((16, 1_000_000)),
    entries=st.sampled_from((1, 5, 1_000_000)),
    few=st.sampled_from((1, 1, 3)),
)


def unread():
    raise AssertionError("an issue that is the same was read")


def made(issues, former=None, given_measures=TINY, same=()):
    """A segment, and its documents; issues that are the same must not be read."""
    sources = [
        Source((each.slug, each.key), repr(each).encode(), unread if each in same else lambda each=each: each)
        for each in issues
    ]
    ready = segment_files(sources, former, SETTINGS, TREES, folding(), InMemory, given_measures)
    return ready, list(ready.documents)


def standing(ready, documents):
    """The segment as the next build finds it: all its files where they were left."""
    facts = ready.former.facts
    files = (file.standing(each.path) for file, each in zip(facts.files, documents, strict=True))
    return replace(ready.former, facts=replace(facts, files=tuple(files)))


def line_of(former):
    return former.read(0, former.size)


def data_of(documents, before):
    """The bytes of all files; those that were there are taken from what was."""
    return {each.path: before[each.former] if isinstance(each, Again) else bytes(each.data) for each in documents}


@st.composite
def changed(draw, issues, number):
    """Issues of which one is another one, gone, new, or has one article that is another one."""
    place = draw(st.integers(0, len(issues) - 1))
    one = issues[place]
    how = draw(st.sampled_from(("article", "article", "article", "gone", "new", "nothing")))
    if how == "gone" and len(issues) > 1:
        return issues[:place] + issues[place + 1 :]
    if how == "new":
        new = issue(f"new-{number}", date="", script="zh-Hans", articles=(draw(articles(f"n{number}", 1)),))
        return (*issues[:place], new, *issues[place:])
    if how == "article":
        which = draw(st.integers(0, len(one.articles) - 1))
        other = replace(one.articles[which], body=draw(articles("k", 1)).body)
        if draw(st.booleans()):
            other = draw(articles(one.articles[which].id, 1))
        own = (*one.articles[:which], other, *one.articles[which + 1 :])
        return (*issues[:place], replace(one, articles=own), *issues[place + 1 :])
    return issues


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(st.data())
def test_change_after_change_it_is_what_it_is_from_nothing(data):
    given_measures = data.draw(measures)
    issues = tuple(
        issue(
            f"key-{number}",
            date="",
            script="zh-Hans",
            articles=tuple(
                data.draw(articles(f"k{number}{place}", 1)) for place in range(data.draw(st.integers(1, 4)))
            ),
        )
        for number in range(data.draw(st.integers(1, 3)))
    )
    ready, documents = made(issues, None, given_measures)
    files = data_of(documents, {})
    for number in range(data.draw(st.integers(1, 3))):
        former, before = standing(ready, documents), issues
        issues = data.draw(changed(issues, number))
        whole, anew = made(issues, None, given_measures)
        ready, documents = made(issues, former, given_measures, same=before)
        event(f"made again: {sum(not isinstance(each, Again) for each in documents) < len(documents)}")
        files = data_of(documents, files)
        assert files == data_of(anew, {})
        assert ready.segment == whole.segment
        own, other = ready.former.facts, whole.former.facts
        assert {each.path: each for each in own.files} == {each.path: each for each in other.files}
        assert line_of(ready.former) == line_of(whole.former)
        assert (own.often, own.bits, own.begins) == (other.often, other.bits, other.begins)
        assert list(ready.former.begins()) == list(whole.former.begins())


def many(first):
    """Issues of forty articles each; the text of the very first one as given."""
    bodies = [first] + [f"第{chr(0x4E00 + n)}{chr(0x4E64 + 3 * n)}{chr(0x4EC8 + 7 * n)}号消息" for n in range(1, 80)]
    own = [article(f"k{n:02}", title=f"题{chr(0x5000 + n)}", body=body) for n, body in enumerate(bodies)]
    return tuple(
        issue(f"key-{n}", date="", script="zh-Hans", articles=tuple(own[40 * n : 40 * n + 40])) for n in range(2)
    )


def again_and_new(before, now):
    """The shards that stand and those that are made, after a change."""
    ready, documents = made(before)
    _, documents = made(now, standing(ready, documents), same=before)
    shards = [each for each in documents if each.path.endswith(".bin")]
    return [each for each in shards if isinstance(each, Again)], [
        each for each in shards if not isinstance(each, Again)
    ]


def test_only_the_shards_of_what_changed_are_made():
    stay, new = again_and_new(many("会议在北京召开"), many("会议在南京召开"))
    # 北, 南, and the pairs 在北, 北京, 在南, 南京 are in six shards at most.
    assert 0 < len(new) <= 6 < len(stay)


def test_nothing_is_made_where_nothing_changed():
    before = many("会议在北京召开")
    ready, documents = made(before)
    same, again = made(before, standing(ready, documents), same=before)
    assert same.segment == ready.segment
    assert all(isinstance(each, Again) and each.former == each.path for each in again)


def test_heads_are_made_where_one_of_their_articles_changed():
    before, now = many("会议在北京召开"), many("会议在南京召开")
    ready, documents = made(before)
    _, documents = made(now, standing(ready, documents), same=before)
    heads = [each for each in documents if "/heads/" in each.path]
    # They say what they said: of forty articles' heads none changed, though their issue did.
    assert len(heads) == 10
    assert all(isinstance(each, Again) for each in heads)


def test_strings_that_become_frequent_change_other_documents_too():
    # 消息 stands 79 times already; with frequent at 80 one more makes it frequent, and strings around it are indexed everywhere.
    now = replace(TINY, frequent=79)
    before, after = many("会议在北京召开"), many("会议有消息召开")
    ready, documents = made(before, None, now)
    files = data_of(documents, {})
    assert "消息" not in ready.former.facts.frequent
    made_again, documents = made(after, standing(ready, documents), now, same=before)
    whole, anew = made(after, None, now)
    assert "消息" in made_again.former.facts.frequent
    assert data_of(documents, files) == data_of(anew, {})
    assert made_again.segment == whole.segment


def test_half_a_pair_of_units_can_be_frequent():
    ready, _ = made(many("会议"))
    strings = {"𠀀", "\udc00\ud840", "消息"}
    assert replace(ready.former.facts, often=joined(strings)).frequent == strings
