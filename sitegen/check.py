"""`sitegen check`: everything that can be found wrong with an archive, and what may be wrong, without changing a file.

Each check is one function, in CHECKS. A problem needs a person; a doubt is a note, which an editor may settle.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import click
import opencc

from sitegen.build.links import broken_links
from sitegen.content.reading import read_folder
from sitegen.content.said import said_lines
from sitegen.content.store import read_archive
from sitegen.model import Archive, Article, Issue, Script
from sitegen.problems import ProblemError
from sitegen.site.conversion import (
    REVERSE,
    configuration,
    converter,
    opencc_conversion,
    settled_words,
    words_pattern,
)
from sitegen.site.doubts import Doubt, Doubting, Marking, marked_configuration, markings
from sitegen.site.script import source_script

if TYPE_CHECKING:
    from sitegen.problems import Problem

OTHER: dict[Script, Script] = {"zh-Hans": "zh-Hant", "zh-Hant": "zh-Hans"}

# So many uses of a character are shown on a terminal; `--json` tells all.
USES_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Examined:
    """What is checked.

    Args:
        content: the archive's folder.
        output: the site's; it need not be built.
        archive: what was read of the content.
        problems: what was wrong with it.
    """

    content: Path
    output: Path
    archive: Archive
    problems: tuple[Problem, ...]


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


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: problems need a person, doubts are notes."""

    problems: tuple[Problem, ...] = ()
    doubts: tuple[DoubtfulCharacter, ...] = ()


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What was checked and what was found."""

    issues: int
    articles: int
    problems: tuple[Problem, ...]
    doubts: tuple[DoubtfulCharacter, ...]


Check = Callable[[Examined], Found]


def check(content: Path, output: Path) -> CheckReport:
    """Look at an archive and the site built from it; nothing is written.

    Args:
        content: the archive's folder.
        output: the site's folder; where there is none, only the content is looked at.

    """
    archive, problems = read_archive(content)
    examined = Examined(content, output, archive, problems)
    found = [_found(one, examined) for one in CHECKS]
    return CheckReport(
        issues=len(archive.issues),
        articles=sum(len(issue.articles) for issue in archive.issues),
        problems=tuple(dict.fromkeys(problem for each in found for problem in each.problems)),
        doubts=tuple(doubt for each in found for doubt in each.doubts),
    )


def _found(one: Check, examined: Examined) -> Found:
    """What a check found; one that cannot go on, such as for a conversion that does not exist, stops no other."""
    try:
        return one(examined)
    except ProblemError as error:
        # The site knows its settings by name only.
        return Found(problems=(replace(error.problem, file=str(examined.content / error.problem.file)),))


def readable(examined: Examined) -> Found:
    """Whether everything can be read as it is meant: known keys, right values, dates that exist, ids used once."""
    return Found(problems=examined.problems)


def decided(examined: Examined) -> Found:
    """Whether something decided every character that the other script writes in several ways."""
    if not examined.archive.settings.convert:
        return Found()
    return Found(doubts=_by_character(_placed_doubts(examined)))


def linked(examined: Examined) -> Found:
    """Whether every link of the built site leads somewhere in it."""
    return Found(problems=broken_links(examined.output, examined.archive.settings.base_url))


CHECKS: tuple[Check, ...] = (readable, decided, linked)


@dataclass(frozen=True, slots=True)
class _Placed:
    doubt: Doubt
    file: str
    line: int


def _placed_doubts(examined: Examined) -> Iterator[_Placed]:
    """Every doubt of the archive with its place; drafts are on no page, and so not looked at."""
    settings = examined.archive.settings
    for issue in examined.archive.issues:
        script = source_script(issue, settings.script)
        known = finders(configuration(script, settings.convert))
        for path, article, text in _article_files(examined.content, issue):
            pattern = words_pattern(tuple(settled_words(OTHER[script], settings.dictionary, article.keep)))
            for line, said in said_lines(text):
                for finder in known:
                    for doubt in finder.doubts(said, pattern):
                        yield _Placed(doubt, str(path), line)


def _article_files(content: Path, issue: Issue) -> Iterator[tuple[Path, Article, str]]:
    """The files of an issue's articles that are on the site; what is wrong with them was told when the archive was read."""
    path = content / "issues" / issue.slug / issue.key
    folder, _ = read_folder(path, (issue.slug, issue.key))
    for held in folder.held:
        if not held.article.draft:
            yield path / held.name, held.article, held.data.decode("utf-8")


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


def _by_character(placed: Iterator[_Placed]) -> tuple[DoubtfulCharacter, ...]:
    """The doubts by what is printed, the most frequent first; within one by what stands beside it."""
    groups: dict[tuple[str, tuple[str, ...]], dict[str, list[_Placed]]] = {}
    for one in placed:
        key = (one.doubt.printed, one.doubt.readings)
        groups.setdefault(key, {}).setdefault(one.doubt.near, []).append(one)
    characters = [
        DoubtfulCharacter(printed, readings[0], readings, sum(map(len, uses.values())), _uses(uses))
        for (printed, readings), uses in groups.items()
    ]
    return tuple(sorted(characters, key=lambda each: (-each.count, each.printed)))


def _uses(uses: dict[str, list[_Placed]]) -> tuple[Use, ...]:
    told = [Use(near, len(all_), all_[0].file, all_[0].line, all_[0].doubt.around) for near, all_ in uses.items()]
    return tuple(sorted(told, key=lambda use: (-use.count, use.file, use.line)))


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
