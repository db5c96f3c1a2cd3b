"""The vocabulary's promise: values are never changed in place."""

import dataclasses
import inspect

import pytest

from sitegen import model
from sitegen.restore import blocks, calendar, clean, cues, dating, decode, grammar, masthead, rejoin, reported, stories

MODULES = (model, decode, clean, blocks, cues, grammar, rejoin, stories, masthead, calendar, reported, dating)


def classes(module):
    """The dataclasses a module defines; not those it imports, and no values made of them."""
    own = inspect.getmembers(module, lambda found: inspect.isclass(found) and found.__module__ == module.__name__)
    return [found for _, found in own if dataclasses.is_dataclass(found)]


@pytest.mark.parametrize(
    "found", [found for module in MODULES for found in classes(module)], ids=lambda found: found.__name__
)
def test_every_class_is_frozen_slotted_and_explained(found):
    assert found.__dataclass_params__.frozen
    assert "__slots__" in vars(found)
    assert found.__doc__
    assert not found.__doc__.startswith(f"{found.__name__}("), "a docstring made by dataclasses explains nothing"


@pytest.mark.parametrize("found", classes(model), ids=lambda found: found.__name__)
def test_no_field_can_be_changed_in_place(found):
    for field in dataclasses.fields(found):
        assert "list[" not in str(field.type), f"{found.__name__}.{field.name}"
        assert "dict[" not in str(field.type), f"{found.__name__}.{field.name}"
        assert "set[" not in str(field.type).replace("frozenset[", ""), f"{found.__name__}.{field.name}"
