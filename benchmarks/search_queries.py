"""What readers ask, drawn from an archive: place names, random phrases, quoted terms, people; and what is asked more seldom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from random import Random

from search_texts import Told

# Provinces, cities, rivers, countries: what is asked for most.
PLACES = tuple((Path(__file__).parent / "search_places.txt").read_text("utf-8").split())

# What a smaller place is called: 离石区, 坪头乡.
PLACE = re.compile("[\u4e00-\u9fff]{2,3}(?:省|市|县|区|镇|乡|村)")
QUOTED = re.compile("“([^“”\n]{2,12})”")
RUN = re.compile("[\u3400-\u9fff]{4,}")
NAME = re.compile("[\u4e00-\u9fff]{2,4}")
REPORTER = re.compile("记者([\u4e00-\u9fff]{2,3})(?:[、，。）摄 ]|报道)")
LATIN = re.compile("[A-Za-z][A-Za-z-]+(?: [A-Za-z]+)?")
NUMBER = re.compile("[0-9０-９][0-9０-９.,:：]*[%％万亿年]?")

MAIN = ("place", "phrase", "quoted", "person")
OTHER = ("one character", "Latin", "number", "several")
OTHER_SHARE = 0.12  # of all queries

# What the query language would read as more than a phrase.
MARKED = re.compile(r"""[\s:=：＝]|^[-－]""")
QUOTE = re.compile('["＂]')


@dataclass(frozen=True, slots=True)
class Query:
    """One query.

    Args:
        kind: of `MAIN` or `OTHER`.
        phrases: what it asks for.
    """

    kind: str
    phrases: tuple[str, ...]

    @property
    def written(self) -> str:
        """As a reader types it.

        >>> Query("several", ("医师节", "Trade Union")).written
        '医师节 "Trade Union"'
        """
        return " ".join(f'"{phrase}"' if MARKED.search(phrase) else phrase for phrase in self.phrases)


def drawn(archive: tuple[Told, ...], number: int, seed: str = "queries") -> tuple[Query, ...]:
    """So many different queries, as many of each of the four kinds; the same archive gives the same ones.

    Args:
        archive: what they are drawn from.
        number: how many; fewer where an archive has not so much to ask for.
        seed: another one gives others.
    """
    others = int(number * OTHER_SHARE) // len(OTHER)
    each = (number - others * len(OTHER)) // len(MAIN)
    queries: list[Query] = []
    for kind in (*MAIN, *OTHER):
        rng = Random(f"{seed} {kind}")
        queries += _different(kind, each if kind in MAIN else others, archive, rng)
    return tuple(queries)


def _different(kind: str, number: int, archive: tuple[Told, ...], rng: Random) -> Iterator[Query]:
    """So many queries of a kind; an archive that has too few of it is not searched for ever."""
    taken: set[tuple[str, ...]] = set()
    whole = _known_places(archive) if kind == "place" else []
    rng.shuffle(whole)
    for _ in range(40 * number):
        if len(taken) == number:
            return
        phrases = (whole.pop(),) if whole and len(taken) < number // 2 else DRAWERS[kind](rng.choice(archive), rng)
        if phrases and phrases not in taken and not any(map(QUOTE.search, phrases)):
            taken.add(phrases)
            yield Query(kind, phrases)


def _known_places(archive: tuple[Told, ...]) -> list[str]:
    """The well-known places that the archive names."""
    return [place for place in PLACES if any(place in one.folded for one in archive)]


def _found(pattern: re.Pattern[str]) -> Callable[[Told, Random], tuple[str, ...]]:
    """Draws one of what a pattern finds in an article."""

    def draw(one: Told, rng: Random) -> tuple[str, ...]:
        found = [match[match.lastindex or 0] for text in one.texts for match in pattern.finditer(text)]
        return (rng.choice(found),) if found else ()

    return draw


def _phrase(one: Told, rng: Random) -> tuple[str, ...]:
    """Two to four characters of a text, wherever they stand: mostly no word."""
    runs = [match[0] for text in one.texts for match in RUN.finditer(text)]
    if not runs:
        return ()
    run, length = rng.choice(runs), rng.randint(2, 4)
    start = rng.randrange(len(run) - length + 1)
    return (run[start : start + length],)


def _person(one: Told, rng: Random) -> tuple[str, ...]:
    """An author, or a reporter that the text names."""
    named = [name for name in one.authors if NAME.fullmatch(name) and any(name in text for text in one.texts)]
    return (rng.choice(named),) if named else _found(REPORTER)(one, rng)


def _character(one: Told, rng: Random) -> tuple[str, ...]:
    run = _phrase(one, rng)
    return (run[0][0],) if run else ()


def _several(one: Told, rng: Random) -> tuple[str, ...]:
    """Two or three phrases of one article."""
    phrases = {phrase for _ in range(rng.randint(2, 3)) for phrase in _phrase(one, rng)}
    return tuple(sorted(phrases)) if len(phrases) > 1 else ()


DRAWERS: dict[str, Callable[[Told, Random], tuple[str, ...]]] = {
    "place": _found(PLACE),
    "phrase": _phrase,
    "quoted": _found(QUOTED),
    "person": _person,
    "one character": _character,
    "Latin": _found(LATIN),
    "number": _found(NUMBER),
    "several": _several,
}
