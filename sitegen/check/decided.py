"""Whether something decided every character that the other script writes in several ways. What nothing decided is a doubt."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
import opencc

from sitegen.content.said import said_lines
from sitegen.site.conversion import (
    REVERSE,
    configuration,
    converter,
    opencc_conversion,
    settled_words,
    words_pattern,
)
from sitegen.site.doubts import Doubting, Marking, marked_configuration, markings
from sitegen.site.script import source_script
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.check.looked import Looked
    from sitegen.model import Script

OTHER: dict[Script, Script] = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}

# So many uses of a character are shown on a terminal; `--json` tells all.
USES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Use:
    """Places where a character stands between the same two others: how many, and the first of them."""

    near: str
    count: int
    file: str
    line: int
    around: str


@dataclass(frozen=True, slots=True)
class DoubtfulCharacter:
    """A character or word whose conversion nothing decided.

    Args:
        printed: as printed.
        chosen: what it became.
        readings: what it may become.
        count: in how many places.
        uses: these places by the characters beside it, the most frequent first.
    """

    printed: str
    chosen: str
    readings: tuple[str, ...]
    count: int
    uses: tuple[Use, ...]


Doubts = Mapping[tuple[str, tuple[str, ...]], Mapping[str, Use]]
"""Doubts by what is printed and what it may become, and then by what stands beside it."""


def decided(looked: Looked) -> Doubts:
    """The doubts in an issue's articles; drafts are on no page, and so not looked at.

    Raises:
        ProblemError: there is no such conversion.
    """
    settings = looked.given.settings
    if not settings.convert:
        return {}
    found: dict[tuple[str, tuple[str, ...]], dict[str, Use]] = {}
    script = source_script(looked.issue, settings.script)
    known = finders(configuration(script, settings.convert))
    for held in looked.held:
        if held.article.draft:
            continue
        pattern = words_pattern(tuple(settled_words(OTHER[script], settings.dictionary, held.article.keep)))
        for line, said in said_lines(held.data.decode("utf-8")):
            for finder in known:
                for doubt in finder.doubts(said, pattern):
                    uses = found.setdefault((doubt.printed, doubt.readings), {})
                    use = Use(doubt.near, 1, looked.path(held), line, doubt.around)
                    uses[doubt.near] = _both(uses.get(doubt.near), use)
    return found


def by_character(every: Iterable[Doubts]) -> tuple[DoubtfulCharacter, ...]:
    """The doubts of all issues by what is printed, the most frequent first; within one by what stands beside it."""
    groups: dict[tuple[str, tuple[str, ...]], dict[str, Use]] = {}
    for doubts in every:
        for key, found in doubts.items():
            uses = groups.setdefault(key, {})
            for near, use in found.items():
                uses[near] = _both(uses.get(near), use)
    characters = (
        DoubtfulCharacter(printed, readings[0], readings, sum(use.count for use in uses.values()), _sorted(uses))
        for (printed, readings), uses in groups.items()
    )
    return tuple(sorted(characters, key=lambda each: (-each.count, each.printed)))


def _both(first: Use | None, use: Use) -> Use:
    """The first place, and how many there are."""
    return use if first is None else replace(first, count=first.count + use.count)


def _sorted(uses: Mapping[str, Use]) -> tuple[Use, ...]:
    return tuple(sorted(uses.values(), key=lambda use: (-use.count, use.file, use.line)))


@cache
def finders(name: str) -> tuple[Doubting, ...]:
    """What finds the doubts of an OpenCC configuration, `s2t` or `tw2s`."""
    back = None if name in REVERSE else _marked(*markings("s2t"))
    return tuple(Doubting(name, marking, _marked(marking), converter(name), back) for marking in markings(name))


def _marked(marking: Marking) -> Callable[[str], str]:
    """The conversion that marks. OpenCC takes a configuration from a file only, which it reads once."""
    folder = Path(opencc.__file__).parent / "clib" / "share" / "opencc"
    shipped = (folder / f"{marking.configuration}.json").read_text("utf-8")
    with tempfile.TemporaryDirectory(prefix="sitegen-") as scratch:
        path = Path(scratch) / "marked.json"
        path.write_text(marked_configuration(shipped, folder.as_posix(), marking), "utf-8")
        return opencc_conversion(str(path))


def show(doubts: tuple[DoubtfulCharacter, ...]) -> None:
    """Tell the doubts on a terminal."""
    if doubts:
        click.echo("No phrase decided these; where one is wrong, settle the word in conversion.yaml:")
    for one in doubts:
        others = " or ".join(reading for reading in one.readings if reading != one.chosen)
        often = "once" if one.count == 1 else f"{one.count} times"
        click.echo(f"{one.printed}: {often} {one.chosen}, could be {others}")
        for use in one.uses[:USES_SHOWN]:
            times = f"  ({use.count} times)" if use.count > 1 else ""
            click.echo(f"    {use.file}:{use.line}: {use.around}{times}")
        if len(one.uses) > USES_SHOWN:
            click.echo(f"    and {len(one.uses) - USES_SHOWN} other uses (all of them: --json)")


def as_data(doubts: tuple[DoubtfulCharacter, ...]) -> list[dict[str, object]]:
    """The doubts for machines."""
    return [asdict(one) for one in doubts]
