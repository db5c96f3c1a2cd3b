"""How a text gets from one script into the other: OpenCC, corrected where it slips, under the archive's own dictionary.

What an editor has settled, in `conversion.yaml` or as `keep` of an article, is found first, the longest word first, and
stands as settled; the text between is converted piece by piece, so that nothing around a settled word can undo it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, lru_cache

from sitegen.model import Dictionary, Script
from sitegen.problems import Problem, ProblemError
from sitegen.site.corrections import TO_SIMPLIFIED, TO_TRADITIONAL, pairs_of

Say = Callable[[str], str]

# OpenCC names its configurations by direction; the reverse is needed where the sources are Traditional.
REVERSE = {"s2t": "t2s", "s2tw": "tw2s", "s2hk": "hk2s", "s2twp": "tw2sp", "s2hkp": "hk2sp"}

# From OpenCC's own standard, in which the corrections are written, to the forms of each place.
FORMS = {"s2tw": "t2tw", "s2twp": "t2tw", "s2hk": "t2hk", "s2hkp": "t2hk"}

NOTHING_SETTLED = Dictionary()

# An article has about five texts (its paragraphs, headlines and lead), which its own page, those around it and the book
# all ask for. So many are those of sixty issues, and some ten megabytes.
REMEMBERED = 8192


@lru_cache(maxsize=1024)
def conversion(
    source: Script,
    target: Script,
    convert: str,
    dictionary: Dictionary = NOTHING_SETTLED,
    keep: tuple[str, ...] = (),
) -> Say:
    """The conversion from one script to another; none where they are the same, or where the site converts nothing.

    >>> conversion("zh-Hans", "zh-Hant", "s2t", Dictionary(traditional=(("皇后大道", "皇后大道"),)))("皇后大道以后")
    '皇后大道以後'

    Args:
        source: the script of the text.
        target: the script wanted.
        convert: the OpenCC configuration that makes Traditional text, "" for none.
        dictionary: what is settled for the whole archive.
        keep: words that this text keeps as printed.

    Raises:
        ProblemError: where OpenCC has no such configuration.
    """
    if source == target or not convert:
        return unchanged
    plain = converter(configuration(source, convert))
    words = settled_words(target, dictionary, keep)
    return _settling(words, plain) if words else plain


def settled_words(target: Script, dictionary: Dictionary, keep: tuple[str, ...] = ()) -> Mapping[str, str]:
    """What the words that are settled become in a script; an article's own word counts more than the archive's."""
    pairs = {"zh-Hant": dictionary.traditional, "zh-Hans": dictionary.simplified}[target]
    return {**{word: word for word in dictionary.keep}, **dict(pairs), **{word: word for word in keep}}


def pieces(text: str, settled: re.Pattern[str]) -> Iterator[tuple[int, str, bool]]:
    """A text cut at the words that are settled: where each piece begins, the piece, and whether it is such a word.

    >>> list(pieces("在皇后大道以后", words_pattern(("皇后大道",))))
    [(0, '在', False), (1, '皇后大道', True), (5, '以后', False)]
    """
    done = 0
    for found in settled.finditer(text):
        if found.start() > done:
            yield done, text[done : found.start()], False
        yield found.start(), found[0], True
        done = found.end()
    if done < len(text):
        yield done, text[done:], False


def words_pattern(words: tuple[str, ...]) -> re.Pattern[str]:
    """What finds the words, of two that begin together the longer; nothing where there are none."""
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, longest_first)) or r"(?!)")


def _settling(words: Mapping[str, str], plain: Say) -> Say:
    """A conversion that leaves the settled words as they are settled."""
    pattern = words_pattern(tuple(words))

    def say(text: str) -> str:
        if not pattern.search(text):
            return plain(text)
        return "".join(words[piece] if fixed else plain(piece) for _, piece, fixed in pieces(text, pattern))

    return say


def configuration(source: Script, convert: str) -> str:
    """The OpenCC configuration that leads away from a source's script, of the kind that `site.yaml` asks for.

    >>> configuration("zh-Hans", "s2hk"), configuration("zh-Hant", "s2hk")
    ('s2hk', 'hk2s')
    """
    return REVERSE.get(convert, convert) if source == "zh-Hant" else convert


@cache
def converter(name: str) -> Say:
    """A conversion by OpenCC, its slips corrected. Made once, for loading takes long; what it said is remembered, too.

    >>> converter("s2t")("头发的发展，考核的历史")
    '頭髮的發展，考核的歷史'

    Raises:
        ProblemError: where OpenCC has no such configuration.
    """
    convert = opencc_conversion(name)
    right = corrections(name)
    wrong, telling = words_pattern(tuple(right)), _telling(right)

    def corrected(text: str) -> str:
        said = convert(text)
        return wrong.sub(lambda found: right[found[0]], said) if telling.search(said) else said

    return lru_cache(maxsize=REMEMBERED)(corrected)


@cache
def opencc_conversion(name: str) -> Say:
    """A conversion as OpenCC has it; `name` may also be the path of a configuration.

    Raises:
        ProblemError: where OpenCC has no such configuration.
    """
    # A site in one script needs none of it.
    import opencc

    try:
        convert: Say = opencc.OpenCC(name).convert
        convert("")
    except Exception as error:  # the binding raises whatever its C++ side threw
        what = f"OpenCC has no configuration {name!r} ({error})"
        raise ProblemError(
            Problem("site.yaml", 0, what, "set `convert` to s2t, s2tw, s2hk or s2twp, or to ''")
        ) from None
    return convert


@cache
def corrections(name: str) -> Mapping[str, str]:
    """What is to be mended in the results of an OpenCC configuration: each wrong word with the right one.

    >>> corrections("s2tw")["總檯"], corrections("s2hk")["總枱"], corrections("t2s")["座标"]
    ('總臺', '總台', '坐标')
    """
    if name in REVERSE.values():
        return pairs_of(TO_SIMPLIFIED)
    form = opencc_conversion(FORMS[name]) if name in FORMS else unchanged
    return {form(wrong): form(right) for wrong, right in pairs_of(TO_TRADITIONAL).items()}


def _telling(right: Mapping[str, str]) -> re.Pattern[str]:
    """A character that a correction takes away: most texts have none, and are looked through once."""
    lost = {char for wrong, better in right.items() for char in wrong if char not in better}
    return re.compile(f"[{''.join(sorted(lost))}]")


def unchanged(text: str) -> str:
    """The text as the sources have it."""
    return text
