"""The program's values: `@dataclass(frozen=True, slots=True)` as Python has it, made ready in a fourth of the time.

Python writes six functions for each such class and compiles them one by one. There are some two hundred classes, and a build after an edit
spent a sixth of its time on that. Here only `__init__` is written and compiled, for values are made by the million; the other five are the
same for all classes. All else is Python's own: fields, slots, `replace`, `asdict`.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any, NoReturn, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from dataclasses import dataclass

__all__ = ["dataclass"]

Kind = TypeVar("Kind", bound=type)

# What Python would write, or has no need of: for those that are given here.
GIVEN = {"init": False, "repr": False, "eq": False, "slots": True}

if not TYPE_CHECKING:  # what a checker of types knows of dataclasses holds for these

    def dataclass(**wanted: bool) -> Callable[[Kind], Kind]:
        """Make a class one of values. What is asked for beside `frozen` and `slots` Python makes itself."""
        return _frozen if wanted == {"frozen": True, "slots": True} else dataclasses.dataclass(**wanted)


@dataclasses.dataclass(frozen=True, slots=True)
class Usual:
    """A class as Python makes it: what it says of itself holds for all that are made here, too."""


def _frozen(kind: Kind) -> Kind:
    made: Any = dataclasses.dataclass(**GIVEN)(kind)
    made.__dataclass_params__ = Usual.__dataclass_params__  # type: ignore[attr-defined]
    fields = dataclasses.fields(made)
    # What stands in the class itself stays as it is.
    for name, function in _functions(made, fields).items():
        if name not in kind.__dict__:
            setattr(made, name, function)
    return made  # type: ignore[no-any-return]


def _functions(made: Any, fields: Sequence[dataclasses.Field[Any]]) -> dict[str, object]:  # noqa: ANN401 (any class)
    every, told = (tuple(each.name for each in some) for some in (fields, [each for each in fields if each.repr]))
    setters = [getattr(made, name).__set__ for name in every]
    all_values, compared = _values(every), _values(tuple(each.name for each in fields if each.compare))

    def equal(self: object, other: object) -> bool:
        if self is other:
            return True
        return compared(self) == compared(other) if other.__class__ is self.__class__ else NotImplemented

    def fill(self: object, values: tuple[object, ...]) -> None:
        for put, value in zip(setters, values, strict=True):
            put(self, value)

    def shown(self: object) -> str:
        return f"{self.__class__.__qualname__}({', '.join([f'{name}={getattr(self, name)!r}' for name in told])})"

    return {
        "__init__": _init(fields, setters, hasattr(made, "__post_init__")),
        "__eq__": equal,
        "__hash__": lambda self: hash(compared(self)),
        "__repr__": shown,
        "__setattr__": _not_set,
        "__delattr__": _not_deleted,
        "__getstate__": lambda self: all_values(self),
        "__setstate__": fill,
    }


def _values(names: tuple[str, ...]) -> Callable[[object], tuple[object, ...]]:
    """What gives the values of some fields."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda value: tuple(getattr(value, name) for name in names)


def _init(fields: Sequence[dataclasses.Field[Any]], setters: Sequence[object], post: bool) -> object:
    """`__init__`, which sets each field by its slot: the class itself lets nobody set one."""
    known: dict[str, Any] = {"MISSING": dataclasses.MISSING}
    parameters, lines = ["self"], []
    for place, (field, put) in enumerate(zip(fields, setters, strict=True)):
        name = field.name
        known |= {f"put_{place}": put, f"default_{place}": field.default, f"make_{place}": field.default_factory}
        made_anew = field.default_factory is not dataclasses.MISSING
        has_default = made_anew or field.default is not dataclasses.MISSING
        parameters.append(f"{name}=default_{place}" if has_default else name)
        value = f"make_{place}() if {name} is MISSING else {name}" if made_anew else name
        lines.append(f"    put_{place}(self, {value})\n")
    lines.append("    self.__post_init__()\n" if post else "    return\n")
    exec(f"def __init__({', '.join(parameters)}):\n{''.join(lines)}", known)
    known["__init__"].__annotations__ = {**{each.name: each.type for each in fields}, "return": None}
    return known["__init__"]


def _not_set(_self: object, name: str, _value: object) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _not_deleted(_self: object, name: str) -> NoReturn:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")
