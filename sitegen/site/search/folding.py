"""Folding: what a text and a query have in common whatever their script, width and case.

Character by character, so that any part of a text is found in it whatever stands around. A browser does the same: width, case and white
space by itself, script by the pairs of `fold.bin`.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from dataclasses import field
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from sitegen.site.conversion import opencc_conversion
from sitegen.site.search.coding import read_varints, unzigzag, varints, zigzag
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    import numpy.typing as npt

# What browsers call white space (`\s` in ECMAScript), and the zero that no page of HTML can hold.
WHITE = "\0\t\n\v\f\r \xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
SPACE = " "

# Characters of one UTF-16 unit; those from here on take two.
UNITS = 0x10000
BLOCK = 0x80
BEYOND = re.compile("[\U00010000-\U0010ffff]")
SPACES = re.compile("  +")

# Where OpenCC's dictionaries have characters: radicals and ideographs, those for compatibility, and those beyond U+FFFF.
IDEOGRAPHS = (*range(0x2E80, 0xA000), *range(0xF900, 0xFB00), *range(0x20000, 0x33480))

# The standard first; then what only Hong Kong (衞) and only Taiwan (痺) write.
STANDARD = "t2s"
REGIONAL = ("hk2s", "tw2s")

# The way back, by which a rare Simplified form finds the common one.
TRADITIONAL = "s2t"


@dataclass(frozen=True, slots=True)
class Folding:
    """How texts and queries are folded.

    Args:
        pairs: what OpenCC adds to width and case: code points with what they become, in the order of the first.
        table: for each UTF-16 unit what it becomes.
        beyond: the pairs of characters beyond U+FFFF.
    """

    pairs: tuple[tuple[int, int], ...]
    table: npt.NDArray[np.uint16] = field(compare=False, repr=False)
    beyond: Mapping[str, str] = field(compare=False, repr=False)

    def fold(self, text: str) -> str:
        """The folded text, its white space single spaces, none at the ends.

        >>> folding().fold(" ＡＢ龍 虎　門：衞生 ")
        'ab龙 虎 门:卫生'
        """
        near = self.near(text)
        units = np.frombuffer(near.encode("utf-16-le", "surrogatepass"), "<u2")
        folded = self.table[units].astype("<u2").tobytes().decode("utf-16-le", "surrogatepass")
        return SPACES.sub(SPACE, folded).strip(SPACE)

    def near(self, text: str) -> str:
        """The text with all that lies beyond U+FFFF folded, which `table` cannot."""
        return BEYOND.sub(lambda found: self._far(found[0]), text)

    def _far(self, char: str) -> str:
        simple = without_width_and_case(char)
        return self.beyond.get(simple, simple)

    def data(self) -> bytes:
        """`fold.bin`, which tells a browser the pairs."""
        return varints(self._numbers())

    def _numbers(self) -> Iterator[int]:
        yield len(self.pairs)
        former, former_result = 0, 0
        for char, result in self.pairs:
            yield char - former
            yield zigzag(result - former_result)
            former, former_result = char, result


def folding_from(data: bytes) -> Folding:
    """The folding that `Folding.data` wrote.

    Raises:
        ValueError: where the data is not such, or cut off.
    """
    count, *numbers = *read_varints(data), 0
    if len(numbers) != 2 * count + 1:
        raise ValueError("not a folding, or a part of one")
    pairs: list[tuple[int, int]] = []
    char = result = 0
    for distance, difference in zip(numbers[:-1:2], numbers[1::2], strict=True):
        char, result = char + distance, result + unzigzag(difference)
        pairs.append((char, result))
    if not all(0 <= code <= sys.maxunicode for pair in pairs for code in pair):
        raise ValueError("not a folding: there is no such character")
    return _folding(tuple(pairs))


@cache
def folding() -> Folding:
    """The folding of this version of OpenCC."""
    simplified = _simplified()
    near = _nearest(simplified)
    ends = {char: near.get(end, end) for char, end in simplified.items()} | near
    pairs = sorted((ord(char), ord(end)) for char, end in ends.items() if char != end)
    return _folding(tuple(pairs))


def without_width_and_case(char: str) -> str:
    """A character as NFKC has it, in its lower case; where either would be several characters it stays.

    >>> [without_width_and_case(char) for char in "Ａ：⼀…㎡İ"]
    ['a', ':', '一', '…', '㎡', 'İ']
    """
    narrow = unicodedata.normalize("NFKC", char)
    single = narrow if len(narrow) == 1 else char
    lower = single.lower()
    return lower if len(lower) == 1 else single


def _folding(pairs: tuple[tuple[int, int], ...]) -> Folding:
    # A character may go beyond U+FFFF with its width, and be brought back by a pair.
    ends = np.arange(sys.maxunicode + 1, dtype=np.uint32)
    for char, end in pairs:
        ends[char] = end
    folded = ends[np.fromiter(map(ord, _simple()), np.uint32, UNITS)]
    folded[np.isin(folded, list(map(ord, WHITE)))] = ord(SPACE)
    table = folded.astype(np.uint16)
    table.setflags(write=False)
    return Folding(pairs, table, {chr(char): chr(end) for char, end in pairs if char >= UNITS})


@cache
def _simple() -> str:
    """Each character within U+FFFF without its width and case, one after another.

    Most blocks have nothing to change, which is seen at once: a text has the form NFKC where each character of it has.
    """
    blocks = ("".join(map(chr, range(first, first + BLOCK))) for first in range(0, UNITS, BLOCK))
    return "".join(
        block
        if unicodedata.is_normalized("NFKC", block) and block.lower() == block
        else "".join(map(without_width_and_case, block))
        for block in blocks
    )


def _simplified() -> dict[str, str]:
    """Each character that has another Simplified form with the last one of these.

    What Hong Kong and Taiwan write is changed only where it is not the Simplified form of another character itself: 著 becomes 着,
    but 么, which stands for 麼, is no 幺. Rare Simplified forms whose Traditional one is commonly simplified otherwise go the same way:
    锺, which Traditional print sets as 鍾, becomes 钟.
    """
    standard = _single(STANDARD)
    taken = {end for char, end in standard.items() if without_width_and_case(char) == char}
    regional = [(char, end) for name in REGIONAL for char, end in _single(name).items() if char not in taken]
    rare = {char: standard[printed] for char, printed in _single(TRADITIONAL).items() if printed in standard}
    step = {**dict(reversed(regional)), **{char: end for char, end in rare.items() if char != end}, **standard}
    ends = {}
    for char in step:
        end = step[char]
        while end in step:
            end = step[end]
        ends[char] = end
    return {char: end for char, end in ends.items() if without_width_and_case(char) == char}


def _nearest(simplified: Mapping[str, str]) -> dict[str, str]:
    """For Simplified forms beyond U+FFFF the first character within it that has this form, 頔 for 𬱖."""
    near: dict[str, str] = {}
    simple = _simple()
    for code in (code for code in IDEOGRAPHS if code < UNITS):
        char = chr(code)
        end = simplified.get(simple[code], simple[code])
        if ord(end) >= UNITS:
            near.setdefault(end, char)
    return near


def _single(name: str) -> dict[str, str]:
    """The single characters that an OpenCC configuration changes, with what they become."""
    # A character a line: no phrase can reach from one into the next.
    every = _ideographs()
    chars, ends = (
        np.frombuffer(text.encode("utf-32-le"), "<u4")[::2] for text in (every, opencc_conversion(name)(every))
    )
    other = np.flatnonzero(chars != ends)
    return dict(zip(map(chr, chars[other].tolist()), map(chr, ends[other].tolist()), strict=True))


@cache
def _ideographs() -> str:
    return "\n".join(map(chr, IDEOGRAPHS))
