"""The two scripts: which trees a site has, and how a text gets into the other one.

Values are converted, never finished HTML: ids, addresses and raw file names stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

import opencc

from sitegen.problems import Problem, ProblemError
from sitegen.site.routes import Routes
from sitegen.site.texts import SIMPLIFIED, Texts, texts_in

if TYPE_CHECKING:
    from sitegen.model import Settings

Script = Literal["zh-Hans", "zh-Hant"]
Say = Callable[[str], str]

# OpenCC names its configurations by direction; the reverse is needed where the sources are Traditional.
REVERSE = {"s2t": "t2s", "s2tw": "tw2s", "s2hk": "hk2s", "s2twp": "tw2sp"}
TO_TRADITIONAL = "s2t"


@dataclass(frozen=True, slots=True)
class Tree:
    """The site in one script.

    Args:
        script: the script, which is also the pages' `lang`.
        routes: where its pages stand.
        say: turns a text of the sources into this script.
        texts: the interface's words in this script.
        name: how this script calls itself, for the link from the other tree.
    """

    script: Script
    routes: Routes
    say: Say
    texts: Texts
    name: str


def trees(settings: Settings) -> tuple[Tree, ...]:
    """The trees of a site: the sources' script first, then the other one if it is wanted.

    Raises:
        ProblemError: where OpenCC has no such configuration.
    """
    own = Tree(settings.script, Routes(), unchanged, _texts(settings.script), _name(settings.script))
    if not settings.convert:
        return (own,)
    other: Script = "zh-Hans" if settings.script == "zh-Hant" else "zh-Hant"
    say = converter(configuration(settings))
    return (own, Tree(other, Routes(f"{other.lower()}/"), say, _texts(other), _name(other)))


def configuration(settings: Settings) -> str:
    """The OpenCC configuration that leads away from the sources' script.

    >>> from sitegen.model import Settings
    >>> configuration(Settings("旧闻馆")), configuration(Settings("舊聞館", script="zh-Hant"))
    ('s2t', 't2s')
    """
    if settings.script == "zh-Hant":
        return REVERSE.get(settings.convert, settings.convert)
    return settings.convert


@cache
def converter(name: str) -> Say:
    """A conversion by OpenCC; made once, for loading its dictionaries takes long. What it said is remembered, too.

    >>> converter("s2t")("头发的发展")
    '頭髮的發展'

    Raises:
        ProblemError: where OpenCC has no such configuration.
    """
    try:
        convert: Say = opencc.OpenCC(name).convert
        convert("")
    except Exception as error:  # the binding raises whatever its C++ side threw
        what = f"OpenCC has no configuration {name!r} ({error})"
        raise ProblemError(
            Problem("site.yaml", 0, what, "set `convert` to s2t, s2tw, s2hk or s2twp, or to ''")
        ) from None
    return lru_cache(maxsize=4096)(convert)


def unchanged(text: str) -> str:
    """The text as the sources have it."""
    return text


def _texts(script: Script) -> Texts:
    return SIMPLIFIED if script == "zh-Hans" else texts_in(converter(TO_TRADITIONAL))


def _name(script: Script) -> str:
    return "简体" if script == "zh-Hans" else "繁體"
