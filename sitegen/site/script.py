"""The two scripts: which trees a site has, and how a text gets into the other one.

Values are converted, never finished HTML: ids, addresses and raw file names stay as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

import opencc

from sitegen.model import Script
from sitegen.problems import Problem, ProblemError
from sitegen.site.routes import Routes
from sitegen.site.texts import Texts
from sitegen.site.texts_zh_hans import SIMPLIFIED
from sitegen.site.texts_zh_hant import TRADITIONAL

if TYPE_CHECKING:
    from sitegen.model import Issue, Settings

Say = Callable[[str], str]

# OpenCC names its configurations by direction; the reverse is needed where the sources are Traditional.
REVERSE = {"s2t": "t2s", "s2tw": "tw2s", "s2hk": "hk2s", "s2twp": "tw2sp"}
TO_TRADITIONAL = "s2t"
TEXTS: dict[Script, Texts] = {"zh-Hans": SIMPLIFIED, "zh-Hant": TRADITIONAL}
NAMES: dict[Script, str] = {"zh-Hans": "简体", "zh-Hant": "繁體"}

# So much of an issue tells its script: a page's text is in one, and every third character or so differs.
ENOUGH = 2000
IDEOGRAPHS = "".join(map(chr, range(0x4E00, 0xA000)))


@dataclass(frozen=True, slots=True)
class Tree:
    """The site in one script.

    Args:
        script: the script, which is also the pages' `lang`.
        routes: where its pages stand.
        say: turns a text of the archive's own script into this one; what issues say goes through `reading`.
        texts: the interface's words in this script.
        name: how this script calls itself, for the link from the other tree.
        words: turns the program's own Simplified words, such as a date's, into this script.
        filed: turns a name as an issue prints it into the archive's own script, in which authors and columns are filed.
        own: the archive's own script.
        convert: the OpenCC configuration that makes Traditional text, "" where nothing is converted.
    """

    script: Script
    routes: Routes
    say: Say
    texts: Texts
    name: str
    words: Say
    filed: Say
    own: Script
    convert: str = ""

    def reading(self, script: Script | Literal[""]) -> Tree:
        """The same tree for texts of a source in `script`; "" stands for the archive's own script."""
        if not script:
            return self
        return replace(
            self, say=conversion(script, self.script, self.convert), filed=conversion(script, self.own, self.convert)
        )


def trees(settings: Settings) -> tuple[Tree, ...]:
    """The trees of a site: the sources' script first, then the other one if it is wanted.

    Raises:
        ProblemError: where OpenCC has no such configuration.
    """
    scripts: tuple[Script, ...] = ("zh-Hans", "zh-Hant") if settings.convert else (settings.script,)
    ordered = sorted(scripts, key=lambda script: script != settings.script)
    return tuple(_tree(script, settings) for script in ordered)


def _tree(script: Script, settings: Settings) -> Tree:
    own, convert = settings.script, settings.convert
    routes = Routes() if script == own else Routes(f"{script.lower()}/")
    say, words = conversion(own, script, convert), conversion("zh-Hans", script, convert or TO_TRADITIONAL)
    return Tree(script, routes, say, TEXTS[script], NAMES[script], words, unchanged, own, convert)


def conversion(source: Script, target: Script, convert: str) -> Say:
    """The conversion from one script to another; none where they are the same, or where the site converts nothing."""
    return unchanged if source == target or not convert else converter(configuration(source, convert))


def source_script(issue: Issue, otherwise: Script) -> Script:
    """The script an issue is printed in: what an editor says, else what most of its characters belong to.

    >>> from sitegen.model import Article, Issue
    >>> printed = Issue("a", "b", articles=(Article("k", "", "", "舊聞", "發展產業"),))
    >>> source_script(printed, "zh-Hans"), source_script(Issue("a", "b"), "zh-Hans")
    ('zh-Hant', 'zh-Hans')

    Args:
        issue: the issue with its articles.
        otherwise: the script where nothing tells, as in an issue without text.
    """
    if issue.script:
        return issue.script
    text = "".join(article.title + article.body[:ENOUGH] for article in issue.articles)[:ENOUGH]
    simplified, traditional = (len(_only(script).findall(text)) for script in ("s2t", "t2s"))
    if simplified == traditional:
        return otherwise
    return "zh-Hans" if simplified > traditional else "zh-Hant"


@cache
def _only(conversion: str) -> re.Pattern[str]:
    """The characters that a conversion away from their script changes: they are of that script only."""
    other = map(converter(conversion), IDEOGRAPHS)
    return re.compile("[" + "".join(one for one, two in zip(IDEOGRAPHS, other, strict=True) if one != two) + "]")


def configuration(source: Script, convert: str) -> str:
    """The OpenCC configuration that leads away from a source's script, of the kind that `site.yaml` asks for.

    >>> configuration("zh-Hans", "s2hk"), configuration("zh-Hant", "s2hk")
    ('s2hk', 'hk2s')
    """
    return REVERSE.get(convert, convert) if source == "zh-Hant" else convert


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
