"""Patterns that read both scripts: written in Simplified characters, they match the Traditional ones too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache

from opencc import OpenCC

FIRST, LAST = 0x4E00, 0x9FFF
"""The block of Chinese characters that have two forms in use (Unicode: CJK Unified Ideographs)."""


def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern in which every Chinese character stands for all its forms.

    >>> bool(compiled("^本报讯").search("本報訊（記者陳安）")), bool(compiled("^[甲乙丙]辰年").search("甲辰年"))
    (True, True)
    """
    return re.compile(either_script(pattern), flags)


def any_of(words: str) -> str:
    """The source of a pattern for any of some words, parted by |, which `re` finds fast.

    A search skips at once to the characters that a pattern may begin with, but only where they are one set; of several words
    in both scripts it makes none. So the set of their first characters stands first, and then what each of them needs.

    >>> any_of("增长|下降|率")
    '[增下率](?:(?<=增)长|(?<=下)降|(?<=率))'
    """
    each = words.split("|")
    firsts = "".join(dict.fromkeys(word[0] for word in each))
    return f"[{firsts}](?:{'|'.join(f'(?<={word[0]}){word[1:]}' for word in each)})"


def either_of(patterns: Iterable[re.Pattern[str]]) -> re.Pattern[str]:
    """One pattern for what any of some patterns without flags match.

    >>> bool(either_of((re.compile("^“"), re.compile("^——"))).match("——访杨丽"))
    True
    """
    return re.compile("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


def either_script(pattern: str) -> str:
    """The source of such a pattern.

    >>> either_script("记者[图为]?")
    '[记記]者[图圖为為爲]?'
    """
    forms = forms_of()
    made: list[str] = []
    inside = escaped = False
    for char in pattern:
        all_forms = forms.get(char, char)
        made.append(f"[{all_forms}]" if len(all_forms) > 1 and not inside else all_forms)
        if not escaped and char in "[]":
            inside = char == "["
        escaped = char == "\\" and not escaped
    return "".join(made)


@cache
def _simplifier() -> OpenCC:
    return OpenCC("t2s")


@lru_cache(maxsize=4096)
def simplified(text: str) -> str:
    """A text in Simplified characters, for comparing what either script prints.

    >>> simplified("大公報"), simplified("大公报")
    ('大公报', '大公报')
    """
    made: str = _simplifier().convert(text)
    return made


@cache
def forms_of() -> Mapping[str, str]:
    """For every character that has other forms: itself and the characters that OpenCC simplifies to it."""
    characters = [chr(code) for code in range(FIRST, LAST + 1)]
    simplified = OpenCC("t2s").convert("\n".join(characters)).split("\n")
    forms: dict[str, str] = {}
    for character, simple in zip(characters, simplified, strict=True):
        if character != simple and len(simple) == 1:
            forms[simple] = forms.get(simple, simple) + character
    return forms
