"""What an editor decides about a raw page, line by line; it overrules the program. Told for editors in `docs/pins.md`."""

from __future__ import annotations

from typing import Literal

from sitegen.values import dataclass

PinRule = Literal["role", "start", "same", "order", "join", "cut"]


@dataclass(frozen=True, slots=True)
class Pin:
    """One decision of an editor about a raw page, which overrules the program's.

    Args:
        rule: what is decided.
        spans: the raw lines it is about, first and last of each run; what they mean is said in `docs/pins.md`.
        line: where it stands in the pins' file.
        choice: the role, for the rule `role`.
    """

    rule: PinRule
    spans: tuple[tuple[int, int], ...]
    line: int
    choice: str = ""


@dataclass(frozen=True, slots=True)
class Pins:
    """An editor's decisions about a raw page.

    Args:
        file: the name of the file they stand in.
        sha256: that of the raw page they were made for, "" where the file does not say.
        pins: the decisions in the order of the file; none contradicts another.
    """

    file: str = ""
    sha256: str = ""
    pins: tuple[Pin, ...] = ()
