"""Headlines that never break inside a word, and break first between their parts.

A headline of two parts is printed with a space between them (工会搭“鹊桥” 职工喜“脱单”). Each part becomes a block of
its own in the line. Inside a part a line may end only where a word does; of these places those are taken where BudouX,
a line-break organiser for Chinese, parts most readily. The style sheet forbids all others.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Mapping, Set
from functools import cache, lru_cache

import budoux
from markupsafe import Markup, escape

from sitegen.common_words import LEANING
from sitegen.model import Script
from sitegen.site.conversion import converter
from sitegen.site.segment import words
from sitegen.values import dataclass

# BudouX breaks where its score is above 0. Its model was not trained on headlines and breaks too readily in them.
MARGIN = 1000

# A phrase up to this length fits on the narrowest line, half as wide as a phone; a longer one is broken up at the best word's
# end inside it. What is no longer as a whole is not cut at all.
SHORT = 7

# Three times the longest headline known. What is longer is none, and is cut stretch by stretch: as a whole it would take the
# square of its length.
STRETCH = 240

# What is kept whole although words end inside it: a short quotation, a number or a Latin word, a count with its measure
# word, and the trade unions of a province or town, which these papers call 省总, 市总.
KEPT_WHOLE = re.compile(
    "[“「][^”」]{1,8}[”」]|[《〈][^》〉]{1,8}[》〉]"
    "|[0-9A-Za-z.%+/:-]+"
    "|[0-9.]*[0-9一二三四五六七八九十百千万亿两]+[余多]?[届次个項项年月日名家所万萬亿億元人位件条條吨噸篇场場起套岁歲级級季版期路]*"
    "|第[0-9一二三四五六七八九十百]+[届次个項项年月日名家所版期]?"
    "|[省市县縣区區]总(?!是|部)"
)

# No line begins with one of these, and none ends with one of those.
CLOSING = frozenset("，。、；：？！”’）》〉】〕」』·…—,.;:?!)]%％")
OPENING = frozenset("“‘（《〈【〔「『([")

# After a stop a line may always end; before an opening mark and after a closing one, if no word there leans across it.
STOPS = frozenset("，；：。！？、,;:!?")
ENDS_OF_MARKED = frozenset("”』」》〉）)")

# Words of one character that lean on what stands before them; `LEANING` has those that lean on what follows.
ENCLITIC = frozenset("的了着过地得等们")
VERBS = frozenset("学兴惠")  # in a headline; the dictionary has them as nouns
MARKS = "".join(CLOSING | OPENING)

# Titles are told by every list around a story, and one is cut with more work than all else on its line.
REMEMBERED = 4096

# A space parts a headline only between Chinese: not the one in 庆祝建矿 65 周年, nor in Open Day.
BETWEEN_PARTS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")

# Which characters around a place BudouX's model weighs, by the name of the feature: from, to.
FEATURES = {
    **{f"UW{n}": (n - 4, n - 3) for n in range(1, 7)},
    **{f"BW{n}": (n - 3, n - 1) for n in range(1, 4)},
    **{f"TW{n}": (n - 4, n - 1) for n in range(1, 5)},
}


@dataclass(frozen=True, slots=True)
class Headline:
    """A line of a title.

    Args:
        plain: for machines and ears.
        script: which it is written in.
    """

    plain: str
    script: Script

    @property
    def html(self) -> Markup:
        """For the page, with the places where it may break; found only where it is shown."""
        return _broken(self.plain, self.script)

    def __bool__(self) -> bool:
        """False where nothing is printed."""
        return bool(self.plain)


def headline(text: str, script: Script) -> Headline:
    """Set a title for the page.

    >>> headline("工会搭“鹊桥” 职工喜“脱单”", "zh-Hans").html
    Markup('<span class="part">工会搭“鹊桥”</span> <span class="part">职工喜“脱单”</span>')
    >>> str(headline("<b>", "zh-Hans").html)
    '&lt;b&gt;'
    """
    return Headline(text, script)


@lru_cache(maxsize=REMEMBERED)
def _broken(text: str, script: Script) -> Markup:
    parts = BETWEEN_PARTS.split(text.strip())
    lines = [Markup("<wbr>").join(escape(phrase) for phrase in phrases(part, script)) for part in parts]
    if len(lines) > 1:
        lines = [Markup('<span class="part">{}</span>').format(line) for line in lines]
    return Markup(" ").join(lines)


def phrases(text: str, script: Script) -> tuple[str, ...]:
    """Cut a headline's part where a line may end; joined they are the text again.

    >>> phrases("吉林梅河口市总引领职工学技术练本领", "zh-Hans")
    ('吉林梅', '河口市总', '引领职工学技术', '练本领')
    """
    if len(text) <= SHORT:
        return (text,)
    if len(text) > STRETCH:
        stretches = (text[start : start + STRETCH] for start in range(0, len(text), STRETCH))
        return tuple(phrase for stretch in stretches for phrase in phrases(stretch, script))
    # The words are known in Simplified characters; where both have as many, a place in the one is a place in the other.
    simplified = converter("t2s")(text) if script == "zh-Hant" else text
    return _pieces(text, _line_ends(simplified if len(simplified) == len(text) else text))


@lru_cache(maxsize=REMEMBERED)
def _line_ends(text: str) -> frozenset[int]:
    """The places where a line may end; remembered, for a title in the other script ends where it does in this one."""
    kept = _kept(text)
    places = [place for place in range(1, len(text)) if place not in kept]
    stops = {place for place in places if text[place - 1] in STOPS}
    marks = {place for place in places if text[place] in OPENING or text[place - 1] in ENDS_OF_MARKED}
    of_words = set(itertools.accumulate(map(len, words(text)))).intersection(places)
    marked = stops | marks
    scores = {place: _score(text, place) for place in of_words | marked}
    ends = _leaned(text, stops, scores)
    chosen = {place for place in ends if place in marked or scores[place] > MARGIN}
    for start, end in itertools.pairwise(sorted({0, *chosen, len(text)})):
        chosen |= _broken_up(start, end, {place: scores[place] for place in ends if start < place < end})
    return frozenset(chosen)


def _kept(text: str) -> set[int]:
    """The places inside something to be kept whole, after a number, or where a mark would stand on the wrong line."""
    inside = {place for match in KEPT_WHOLE.finditer(text) for place in range(match.start() + 1, match.end())}
    for place, (before, after) in enumerate(itertools.pairwise(text), 1):
        if after in CLOSING or before in OPENING or (before.isdecimal() and after.isalpha()):
            inside.add(place)
    return inside


def _leaned(text: str, stops: set[int], scores: Mapping[int, float]) -> set[int]:
    """The places without one of the two around each lone character: it leans on what stands before it or after it."""
    left = set(scores)
    for start, end in itertools.pairwise(sorted({0, *scores, len(text)})):
        word = text[start:end].strip(MARKS)
        beside = [place for place in (start, end) if place in left and place not in stops]
        if len(word) != 1 or not beside:
            continue
        if word in ENCLITIC:
            left.discard(beside[0])
        elif word in LEANING or word in VERBS:
            left.discard(beside[-1])
        else:
            left.discard(min(beside, key=lambda place: scores[place]))
    return left


def _broken_up(start: int, end: int, scores: Mapping[int, float]) -> set[int]:
    """The places that break up a phrase too long for a line, the readiest first.

    >>> sorted(_broken_up(0, 20, {4: 1.0, 9: 3.0, 12: -1.0, 15: 2.0}))
    [4, 9, 15]
    """
    inner = [place for place in scores if start < place < end]
    if end - start <= SHORT or not inner:
        return set()
    best = max(inner, key=lambda place: scores[place])
    return _broken_up(start, best, scores) | {best} | _broken_up(best, end, scores)


def _score(text: str, place: int) -> float:
    """How readily BudouX parts a text at a place.

    >>> _score("职工的技术", 3) > _score("职工的技术", 2)
    True
    """
    weights, score = _model()
    for start, end, of in weights:
        if place + start >= 0:
            score += of.get(text[place + start : place + end], 0)
    return score


@cache
def _model() -> tuple[tuple[tuple[int, int, Mapping[str, int]], ...], float]:
    """The model's weights for what stands around a place, and what its scores start from, as in `budoux.Parser`."""
    model = budoux.load_default_simplified_chinese_parser().model
    weights = tuple((start, end, model.get(name, {})) for name, (start, end) in FEATURES.items())
    return weights, -sum(sum(of.values()) for of in model.values()) / 2


def _pieces(text: str, ends: Set[int]) -> tuple[str, ...]:
    return tuple(text[start:end] for start, end in itertools.pairwise(sorted({0, *ends, len(text)})))
