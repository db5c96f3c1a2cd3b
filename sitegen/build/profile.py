"""Where a build spends its time: its steps by the clock, its parts by what they cost the workers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from time import perf_counter

from sitegen.values import dataclass

# So many parts are told one by one.
DEAREST = 10


@dataclass(frozen=True, slots=True)
class Cost:
    """What parts of one kind cost.

    Args:
        parts: how many were made.
        documents: how many files they have.
        making: seconds in which these were made, of all workers together.
        writing: seconds in which they were compared with what is there, and written.
    """

    parts: int = 0
    documents: int = 0
    making: float = 0.0
    writing: float = 0.0

    def __add__(self, other: Cost) -> Cost:
        """Both together."""
        return Cost(
            self.parts + other.parts,
            self.documents + other.documents,
            self.making + other.making,
            self.writing + other.writing,
        )

    @property
    def seconds(self) -> float:
        """All of them."""
        return self.making + self.writing


NOTHING_SPENT = Cost()


@dataclass(frozen=True, slots=True)
class Profile:
    """Where a build spent its time.

    Args:
        steps: its steps with their seconds by the clock.
        parts: what each part that was made cost, by its name.
    """

    steps: tuple[tuple[str, float], ...] = ()
    parts: Mapping[str, Cost] = field(default_factory=dict)

    @property
    def kinds(self) -> dict[str, Cost]:
        """What parts cost by their kinds, the dearest first."""
        kinds: dict[str, Cost] = {}
        for name, cost in self.parts.items():
            kind = name.partition(" ")[0]
            kinds[kind] = kinds.get(kind, NOTHING_SPENT) + cost
        return dict(sorted(kinds.items(), key=lambda item: -item[1].seconds))

    @property
    def dearest(self) -> tuple[tuple[str, Cost], ...]:
        """The parts that cost most, each with its cost."""
        return tuple(sorted(self.parts.items(), key=lambda item: (-item[1].seconds, item[0]))[:DEAREST])

    def lines(self) -> tuple[str, ...]:
        """The profile for people."""
        steps = [f"  {name:34}{seconds:9.2f} s" for name, seconds in self.steps]
        head = f"  {'':34}{'parts':>8}{'files':>8}{'making':>10}{'writing':>10}"
        kinds = [_row(name, cost) for name, cost in self.kinds.items()]
        dear = [_row(name, cost) for name, cost in self.dearest]
        made = ["What was made, in seconds of all workers together:", head, *kinds, "The dearest parts:", *dear]
        return ("The steps, by the clock:", *steps, *(made if kinds else ()))


class Watch:
    """A stop watch."""

    def __init__(self) -> None:
        """Start."""
        self._laps: list[tuple[str, float]] = []
        self._last = perf_counter()

    def lap(self, name: str) -> None:
        """A step is done."""
        now = perf_counter()
        self._laps.append((name, now - self._last))
        self._last = now

    @property
    def laps(self) -> tuple[tuple[str, float], ...]:
        """The steps so far, with their seconds."""
        return tuple(self._laps)


def _row(name: str, cost: Cost) -> str:
    return f"  {name:34}{cost.parts:8}{cost.documents:8}{cost.making:10.2f}{cost.writing:10.2f}"
