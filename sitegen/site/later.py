"""What of a view is dear and not shown by every theme: made when a template first asks for it, and kept.

For templates it is an attribute like any other; the view has a property of that name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

Value = TypeVar("Value")


class LaterError(Exception):
    """What was left for later cannot be made. The cause says why; the template that asked is not to blame."""


class Later(Generic[Value]):
    """A value that is made when it is first asked for.

    >>> later = Later(lambda: print("made") or "工会")
    >>> later(), later()
    made
    ('工会', '工会')

    Args:
        make: gives it.
    """

    __slots__ = ("_made", "_make")

    def __init__(self, make: Callable[[], Value]) -> None:
        self._make = make
        self._made: tuple[Value] | None = None

    def __call__(self) -> Value:
        """The value.

        Raises:
            LaterError: it cannot be made.
        """
        if self._made is None:
            try:
                self._made = (self._make(),)
            except Exception as error:
                raise LaterError from error
        return self._made[0]
