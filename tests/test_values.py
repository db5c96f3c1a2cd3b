"""The program's values are what Python's own frozen dataclasses with slots are."""

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, asdict, astuple, field, fields, replace

import msgspec
import pytest

from sitegen.values import dataclass


@dataclass(frozen=True, slots=True)
class Story:
    """A value of ours."""

    title: str
    page: int = 1
    notes: Mapping[str, int] = field(default_factory=dict)
    seen: int = field(default=0, compare=False, repr=False)

    @property
    def heading(self):
        """What it finds by itself."""
        return f"{self.title} {self.page}"


@dataclass(frozen=True, slots=True)
class Single:
    """One field."""

    name: str


@dataclass(frozen=True, slots=True)
class Checked:
    """One that looks at what it is given, and tells itself otherwise."""

    name: str

    def __post_init__(self):
        """Refuse what has no name."""
        if not self.name:
            raise ValueError("no name")

    def __repr__(self):
        """By its name alone."""
        return self.name


def own(kind):
    """The same class as Python makes it."""
    body = {name: member for name, member in vars(kind).items() if name in ("__post_init__", "__doc__", "heading")}
    given = [(each.name, each.type, field(default=each.default, default_factory=each.default_factory,
              compare=each.compare, repr=each.repr)) for each in fields(kind)]  # fmt: skip
    return dataclasses.make_dataclass(kind.__name__, given, namespace=body, frozen=True, slots=True)


@pytest.mark.parametrize(("kind", "given"), [(Story, ("旧闻", 4)), (Story, ("旧闻",)), (Single, ("罗丽",))])
def test_they_show_compare_and_hash_as_pythons_own_do(kind, given):
    ours, theirs = kind(*given), own(kind)(*given)
    assert repr(ours) == repr(theirs)
    assert (asdict(ours), astuple(ours)) == (asdict(theirs), astuple(theirs))
    assert ours == kind(*given)
    assert ours != theirs
    assert ours != kind("another", *given[1:])
    if kind is Single:
        assert hash(ours) == hash(kind(*given)) == hash(theirs)


def test_what_is_not_compared_is_another_value_all_the_same():
    assert Story("a", seen=1) == Story("a", seen=2)
    assert "seen" not in repr(Story("a", seen=1))


def test_defaults_are_made_anew_for_each():
    assert Story("a").notes == {}
    assert Story("a").notes is not Story("a").notes
    assert Story("a", notes={"x": 1}).notes == {"x": 1}


@pytest.mark.parametrize("given", [(), ("a", 1, {}, 0, 0)])
def test_too_much_or_too_little_is_an_error(given):
    with pytest.raises(TypeError):
        Story(*given)


def test_nobody_changes_one():
    story = Story("a")
    with pytest.raises(FrozenInstanceError, match="cannot assign to field 'title'"):
        story.title = "b"
    with pytest.raises(FrozenInstanceError, match="cannot delete field 'title'"):
        del story.title
    with pytest.raises(FrozenInstanceError):
        story.another = "b"
    assert not hasattr(story, "__dict__")


@pytest.mark.parametrize("value", [Story("a", 2, {"x": 1}, 3), Single("a"), Checked("a")])
def test_they_are_copied_sent_and_replaced(value):
    sent = pickle.loads(pickle.dumps(value))
    assert (sent, type(sent)) == (value, type(value))
    assert copy.deepcopy(value) == value
    first = fields(value)[0].name
    assert getattr(replace(value, **{first: "b"}), first) == "b"


def test_what_a_class_says_itself_holds():
    assert repr(Checked("a")) == "a"
    with pytest.raises(ValueError, match="no name"):
        Checked("")


def test_msgspec_knows_them():
    story = Story("a", 2, {"x": 1})
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(story), type=Story) == story
    assert msgspec.convert({"title": "a"}, Story) == Story("a")
    with pytest.raises(msgspec.ValidationError):
        msgspec.convert({"title": 1}, Story)


def test_a_class_with_more_wishes_is_pythons_own():
    @dataclass(frozen=True, slots=True, order=True)
    class Place:
        line: int

    assert Place(1) < Place(2)


@pytest.mark.parametrize("kind", [Story, Single, Checked])
def test_a_class_says_of_itself_what_it_is(kind):
    assert repr(kind.__dataclass_params__) == repr(own(kind).__dataclass_params__)
    assert kind.__dataclass_params__.frozen
