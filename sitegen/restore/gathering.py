"""What an editor's pins have in one article, or in another order, brought together after the page was read."""

from __future__ import annotations

from collections.abc import Iterable

from sitegen.model import Decision
from sitegen.pins import Pin, Pins
from sitegen.restore.grammar import Reading, Role
from sitegen.restore.pinned import because, pair_of, touches, within

Groups = tuple[tuple[Reading, ...], ...]


def gather(groups: Groups, moves: tuple[Decision, ...], pins: Pins) -> tuple[Groups, tuple[Decision, ...]]:
    """Bring together what the pins have in one article, though it stands apart on the page.

    Args:
        groups: the readings of each article.
        moves: decisions that moved some of them here; those on pinned blocks are no longer of interest.
        pins: the editor's.
    """
    held = tuple(pin for pin in pins.pins if pin.rule in ("same", "join"))
    if not held:
        return groups, moves
    made = [list(group) for group in groups]
    found: list[Decision] = []
    for pin in (pin for pin in held if pin.rule == "same"):
        found += _brought(made, pin, because(pins, pin))
        for group in made:
            if any(touches(pin, reading.sighting.block.lines) for reading in group):
                group.sort(key=lambda reading: reading.sighting.block.lines)
    for pin in in_chains(tuple(pin for pin in held if pin.rule == "join")):
        found += _joined(made, pin, because(pins, pin))
    told = tuple(move for move in moves if not any(touches(pin, move.lines) for pin in held))
    return tuple(tuple(group) for group in made if group), (*told, *found)


def in_chains(joins: tuple[Pin, ...]) -> tuple[Pin, ...]:
    """Joins in such an order that each text is in its place before another is put after it."""
    by_first = {pair_of(pin)[0]: pin for pin in joins}
    continued = {pair_of(pin)[1] for pin in joins}
    ordered: list[Pin] = []
    for first in sorted(by_first.keys() - continued):
        at: int | None = first
        while at is not None and at in by_first:
            ordered.append(by_first[at])
            at = pair_of(by_first[at])[1]
    return tuple(ordered)


def _brought(made: list[list[Reading]], pin: Pin, why: str) -> list[Decision]:
    """Bring the blocks of a pin into the article that holds its first line, and say which moved."""
    first = pin.spans[0]
    home = next((group for group in made if _holds(group, first)), None)
    if home is None:
        return []
    found: list[Decision] = []
    for group in made:
        if group is home:
            continue
        for reading in [reading for reading in group if touches(pin, reading.sighting.block.lines)]:
            group.remove(reading)
            home.append(reading)
            found.append(Decision("streams", "pin", reading.sighting.block.lines, "moved", why, 1.0))
    return found


def _joined(made: list[list[Reading]], pin: Pin, why: str) -> list[Decision]:
    """Put one line's text right after another's, and say which moved; two lines that are one block are joined already."""
    above, below = pair_of(pin)
    touched = [reading for group in made for reading in group if touches(pin, reading.sighting.block.lines)]
    blocks = [reading.sighting.block.lines for reading in touched]
    if any(above in lines and below in lines for lines in blocks):
        return [Decision("blocks", "pin", blocks[0], "join", why, 1.0)]
    if any(reading.state.role is not Role.BODY for reading in touched):
        return []
    found = _brought(made, pin, why)
    _put_after(made, above, below)
    return found


def _holds(group: Iterable[Reading], span: tuple[int, int]) -> bool:
    return any(within(span, reading.sighting.block.lines) for reading in group)


def _put_after(made: list[list[Reading]], first: int, second: int) -> None:
    """Put the block of one line right after that of another, in one article."""
    for group in made:
        above = next((reading for reading in group if first in reading.sighting.block.lines), None)
        below = next((reading for reading in group if second in reading.sighting.block.lines), None)
        if above is not None and below is not None and above is not below:
            group.remove(below)
            group.insert(group.index(above) + 1, below)


def in_order(groups: Groups, pins: Pins) -> Groups:
    """The articles in the order of the pins; those that no pin names stay in their places."""
    wanted: list[int] = []
    for pin in (pin for pin in pins.pins if pin.rule == "order"):
        for span in pin.spans:
            at = next((at for at, group in enumerate(groups) if _holds(group, span)), None)
            if at is not None and at not in wanted:
                wanted.append(at)
    ordered = list(groups)
    for place, at in zip(sorted(wanted), wanted, strict=True):
        ordered[place] = groups[at]
    return tuple(ordered)
