"""Headlines that never break inside a word, and break first between their parts.

A headline of two parts is printed with a space between them (工会搭“鹊桥” 职工喜“脱单”). Each part becomes a block of
its own in the line; inside a part BudouX names the places where a line may end, and the style sheet forbids all others.
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Literal

import budoux
from markupsafe import Markup, escape

# BudouX breaks where its score is above 0. Its model was not trained on headlines and breaks too readily in them: with
# this much more asked, most wrong breaks of the five first pages (数/字赋/能, “三/朵云”) go and the right ones stay.
MARGIN = 1000

# What the model still cuts and a headline must not: a short quotation, a count with its measure word, and words so
# common in these papers that they are worth a list.
KEPT_WHOLE = re.compile(
    "“[^”]{1,8}”|《[^》]{1,8}》"
    "|[0-9一二三四五六七八九十百千万第]+[届次个项年月日名家所]?"
    "|职工|工会|总工会|市总|技能|技术|全国|案例|企业|体系|夜校"
)

# No line begins with one of these, and none ends with one of those.
CLOSING = frozenset("，。、；：？！”’）》〉】〕」』·…—,.;:?!)]%％")
OPENING = frozenset("“‘（《〈【〔「『([")

# A part up to this length fits on any line.
SHORT = 8

# A space parts a headline only between Chinese: not the one in 庆祝建矿 65 周年, nor in Open Day.
BETWEEN_PARTS = re.compile(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])")

# A lone character is seldom a phrase. These lean on what stands before them; any other is kept with both sides.
ENCLITIC = frozenset("的了着过地得等们")
PROCLITIC = frozenset("与和及同为从对由以到在向让把被将给用")


@dataclass(frozen=True, slots=True)
class Headline:
    """A line of a title: for machines and ears `plain`, for the page `html`."""

    plain: str
    html: Markup

    def __bool__(self) -> bool:
        """False where nothing is printed."""
        return bool(self.plain)


@lru_cache(maxsize=4096)
def headline(text: str, script: Literal["zh-Hans", "zh-Hant"]) -> Headline:
    """Set a title for the page.

    >>> headline("工会搭“鹊桥” 职工喜“脱单”", "zh-Hans").html
    Markup('<span class="part">工会搭“鹊桥”</span> <span class="part">职工喜“脱单”</span>')
    >>> str(headline("<b>", "zh-Hans").html)
    '&lt;b&gt;'
    """
    parts = BETWEEN_PARTS.split(text.strip())
    lines = [Markup("<wbr>").join(escape(phrase) for phrase in phrases(part, script)) for part in parts]
    if len(lines) > 1:
        lines = [Markup('<span class="part">{}</span>').format(line) for line in lines]
    return Headline(text, Markup(" ").join(lines))


def phrases(text: str, script: Literal["zh-Hans", "zh-Hant"]) -> tuple[str, ...]:
    """Cut a headline's part where a line may end; joined they are the text again.

    >>> phrases("舟山市定海远洋渔业小镇工会联盟打造“合作型”阵地", "zh-Hans")
    ('舟山市定海远洋', '渔业', '小镇工会', '联盟', '打造', '“合作型”', '阵地')
    """
    if len(text) <= SHORT:
        return (text,)
    kept: list[str] = []
    glue = False
    for phrase in _whole(text, _parser(script).parse(text)):
        lone = len(phrase) == 1
        if kept and (glue or (lone and phrase not in PROCLITIC)):
            kept[-1] += phrase
        else:
            kept.append(phrase)
        glue = lone and phrase not in ENCLITIC
    return tuple(kept)


def _whole(text: str, cut: list[str]) -> list[str]:
    """Undo the cuts that go through something to be kept whole, or that would leave a mark on the wrong line.

    >>> _whole("市总引领职工学技术", ["市总引领职", "工学", "技术"])
    ['市总引领职工学', '技术']
    """
    inside = {place for match in KEPT_WHOLE.finditer(text) for place in range(match.start() + 1, match.end())}
    inside |= {place for place in range(1, len(text)) if text[place] in CLOSING or text[place - 1] in OPENING}
    cuts = [end for end in itertools.accumulate(map(len, cut)) if end not in inside]
    return [text[start:end] for start, end in itertools.pairwise([0, *cuts])]


@cache
def _parser(script: Literal["zh-Hans", "zh-Hant"]) -> budoux.Parser:
    if script == "zh-Hans":
        model = budoux.load_default_simplified_chinese_parser().model
    else:
        model = budoux.load_default_traditional_chinese_parser().model
    # A feature that no text has moves the threshold: half of all weights is what BudouX starts from.
    never = {"": 2 * MARGIN}
    return budoux.Parser({**model, "UW1": {**model.get("UW1", {}), **never}})
