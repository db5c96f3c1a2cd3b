"""Conversions that may be wrong: a character with several forms in the other script, which no phrase has decided.

OpenCC itself tells which they are. Its own configuration is given two lists more: words and characters that may become
several, each with a mark before its first form. The characters stand behind the phrases, where the plain ones are looked
up, so that a mark in the result means: here no phrase has decided.

Towards Simplified OpenCC has few phrases, for its first form is nearly always right (乾 is 干, but in 乾隆). There a character
is decided also where a phrase of the other direction leads back to it: 乾淨 becomes 干净, and 干净 becomes 乾淨.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from sitegen.site.ambiguous import FORMS_OF_TAIWAN, PHRASES, READINGS
from sitegen.site.conversion import FORMS, REVERSE, Say, corrections, opencc_conversion, pieces, unchanged
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Script

# Of the private use area: no text holds it, and no dictionary of OpenCC.
MARK = "\ue0de"

# So many characters before and after are shown.
AROUND = 6


@dataclass(frozen=True, slots=True)
class Marking:
    """What is marked in one step of OpenCC.

    Args:
        configuration: the configuration whose first step it is.
        readings: for each ambiguous character or word what it may become; first what it does become.
    """

    configuration: str
    readings: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place where a conversion may be wrong.

    Args:
        printed: the character or word as printed.
        chosen: what it became.
        readings: what it may become.
        near: it, and one character on either side.
        around: more of the line, 〔〕 about what is meant.
    """

    printed: str
    chosen: str
    readings: tuple[str, ...]
    near: str
    around: str


def markings(configuration: str) -> tuple[Marking, ...]:
    """What is to be marked to find the doubts of an OpenCC configuration, step by step."""
    script: Script = "zh-Hant" if configuration in REVERSE else "zh-Hans"
    base = Marking({"zh-Hans": "t2s", "zh-Hant": "s2t"}[script], {**_characters(READINGS[script]), **PHRASES[script]})
    if configuration.startswith("tw2"):
        # Taiwan writes 著 also for 着; which is meant is decided before anything else.
        return base, Marking("tw2s", FORMS_OF_TAIWAN)
    return (base,)


def _characters(readings: Mapping[str, str]) -> dict[str, tuple[str, ...]]:
    return {char: tuple(forms) for char, forms in readings.items()}


def marked_configuration(shipped: str, folder: str, marking: Marking) -> str:
    """The first step of a configuration of OpenCC with marks added, as JSON.

    Args:
        shipped: OpenCC's own configuration.
        folder: where the dictionaries it names lie.
        marking: what is to be marked.
    """
    *phrases, characters = _located(json.loads(shipped)["conversion_chain"][0]["dict"]["dicts"], folder)
    marks = {printed: MARK + readings[0] for printed, readings in marking.readings.items()}
    words = _inline({printed: mark for printed, mark in marks.items() if len(printed) > 1})
    alone = _inline({printed: mark for printed, mark in marks.items() if len(printed) == 1})
    # Of phrases and marked words the longest counts; of all others the first list that has the character.
    union = {"type": "group", "match_policy": "union", "dicts": [*words, *phrases]}
    step = {"type": "group", "match_policy": "short_circuit", "dicts": [union, *alone, characters]}
    return json.dumps({"name": "marked", "conversion_chain": [{"dict": step}]}, ensure_ascii=False)


def _inline(entries: Mapping[str, str]) -> list[dict[str, object]]:
    """A list of words for OpenCC, which refuses an empty one."""
    return [{"type": "inline", "entries": dict(entries)}] if entries else []


def _located(dicts: list[dict[str, object]], folder: str) -> list[dict[str, object]]:
    """The dictionaries of a group with the full path of every file."""
    located = []
    for one in dicts:
        inner = one.get("dicts")
        if isinstance(inner, list):
            located.append({**one, "dicts": _located(inner, folder)})
        else:
            located.append({**one, "file": f"{folder}/{one['file']}"})
    return located


@dataclass(frozen=True, slots=True)
class Doubting:
    """What finds the doubts of one conversion.

    Args:
        configuration: the OpenCC configuration by which the site converts.
        marking: what is marked.
        marked: the conversion that marks.
        say: the site's own conversion, without what is settled.
        back: the conversion that marks on the way back, None where it does not count.
    """

    configuration: str
    marking: Marking
    marked: Say
    say: Say
    back: Say | None = None

    def doubts(self, text: str, settled: re.Pattern[str]) -> Iterator[Doubt]:
        """The doubts in a line; what is settled is none.

        Args:
            text: the line as printed.
            settled: finds the words that are settled.
        """
        for start, piece, fixed in pieces(text, settled):
            if not fixed:
                yield from self._in_piece(text, start, piece)

    def _in_piece(self, text: str, start: int, piece: str) -> Iterator[Doubt]:
        places = marked_places(self.marked(piece))
        if not places:
            return
        said = self.say(piece)
        decided = self._decided_back(piece, said)
        for place in places:
            printed = self._printed(piece, place)
            readings = _readings(self.configuration, self.marking.readings[printed])
            # A place's vocabulary (s2twp) may change the length; then what was chosen cannot be looked up.
            end = place + len(printed)
            chosen = said[place:end] if len(said) == len(piece) else readings[0]
            if chosen == readings[0] and len(readings) > 1 and not decided.issuperset(range(place, end)):
                yield _doubt(text, start + place, printed, readings)

    def _decided_back(self, piece: str, said: str) -> frozenset[int]:
        """The places that a phrase leads back to just what is printed there."""
        if self.back is None:
            return frozenset()
        returned = self.back(said)
        open_again, returned = marked_places(returned), returned.replace(MARK, "")
        same = (place for place, (one, two) in enumerate(zip(piece, returned, strict=False)) if one == two)
        return frozenset(same) - frozenset(open_again)

    def _printed(self, piece: str, place: int) -> str:
        """The character at a mark, or the word that begins with it."""
        pair = piece[place : place + 2]
        return pair if pair in self.marking.readings else piece[place]


def marked_places(text: str) -> tuple[int, ...]:
    """Where the marks of a text would stand if they were not there.

    >>> marked_places(f"a{MARK}bc{MARK}d")
    (1, 3)
    """
    return tuple(found.start() - number for number, found in enumerate(re.finditer(MARK, text)))


def _readings(configuration: str, readings: tuple[str, ...]) -> tuple[str, ...]:
    """What a character may become in the forms of a place, slips corrected; two that come to the same count once."""
    form = opencc_conversion(FORMS[configuration]) if configuration in FORMS else unchanged
    right = corrections(configuration)
    formed = map(form, readings)
    return tuple(dict.fromkeys(right.get(reading, reading) for reading in formed))


def _doubt(text: str, place: int, printed: str, readings: tuple[str, ...]) -> Doubt:
    end = place + len(printed)
    before, after = text[max(0, place - AROUND) : place], text[end : end + AROUND]
    return Doubt(
        printed=printed,
        chosen=readings[0],
        readings=readings,
        near=f"{before[-1:]}{printed}{after[:1]}",
        around=f"{before}〔{printed}〕{after}",
    )
