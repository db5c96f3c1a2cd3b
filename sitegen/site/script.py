"""The two scripts: which trees a site has, and which script an issue is printed in.

Values are converted, never finished HTML: ids, addresses and raw file names stay as they are.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from sitegen.model import Dictionary, Script
from sitegen.site.ambiguous import TO_TRADITIONAL
from sitegen.site.conversion import NOTHING_SETTLED, Say, conversion, opencc_conversion, unchanged
from sitegen.site.routes import Routes
from sitegen.site.texts import Texts
from sitegen.site.texts_zh_hans import SIMPLIFIED
from sitegen.site.texts_zh_hant import TRADITIONAL

if TYPE_CHECKING:
    from sitegen.model import Article, Issue, Settings

PLAIN_TRADITIONAL = "s2t"
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
        dictionary: what the archive has settled about conversion.
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
    dictionary: Dictionary = NOTHING_SETTLED

    def reading(self, script: Script | Literal[""]) -> Tree:
        """The same tree for texts of a source in `script`; "" stands for the archive's own script."""
        return self._reading(script or self.own, ())

    def reading_article(self, issue: Issue, article: Article) -> Tree:
        """The same tree for the texts of an article, whose `keep` stays as printed."""
        return self._reading(issue.script or self.own, article.keep)

    def _reading(self, script: Script, keep: tuple[str, ...]) -> Tree:
        say, filed = _conversions(script, self.script, self.own, self.convert, self.dictionary, keep)
        return self if say is self.say and filed is self.filed else replace(self, say=say, filed=filed)


def trees(settings: Settings) -> tuple[Tree, ...]:
    """The trees of a site: the sources' script first, then the other one if it is wanted.

    Raises:
        ProblemError: where OpenCC has no such configuration.
    """
    scripts: tuple[Script, ...] = ("zh-Hans", "zh-Hant") if settings.convert else (settings.script,)
    ordered = sorted(scripts, key=lambda script: script != settings.script)
    return tuple(_tree(script, settings) for script in ordered)


def _tree(script: Script, settings: Settings) -> Tree:
    own, convert, dictionary = settings.script, settings.convert, settings.dictionary
    routes = Routes() if script == own else Routes(f"{script.lower()}/")
    say = conversion(own, script, convert, dictionary)
    words = conversion("zh-Hans", script, convert or PLAIN_TRADITIONAL)
    return Tree(script, routes, say, TEXTS[script], NAMES[script], words, unchanged, own, convert, dictionary)


@lru_cache(maxsize=1024)
def _conversions(
    source: Script, target: Script, own: Script, convert: str, dictionary: Dictionary, keep: tuple[str, ...]
) -> tuple[Say, Say]:
    """How a source's text gets into a tree and into the archive's own script; asked for every text, so at one go."""
    return conversion(source, target, convert, dictionary, keep), conversion(source, own, convert, dictionary, keep)


def filing(settings: Settings, script: Script | Literal[""], keep: tuple[str, ...] = ()) -> Say:
    """How a name that is printed in `script` is filed: in the archive's own script, whichever its issue has.

    Args:
        settings: the archive's.
        script: that of the issue; "" stands for the archive's own.
        keep: words that the name's article keeps as printed.
    """
    return conversion(script or settings.script, settings.script, settings.convert, settings.dictionary, keep)


def source_script(issue: Issue, otherwise: Script) -> Script:
    """The script an issue is printed in, `otherwise` where nothing tells it."""
    return told_script(issue) or otherwise


def told_script(issue: Issue) -> Script | Literal[""]:
    """The script an issue is printed in: what an editor says, else what most of its characters belong to; else "".

    >>> from sitegen.model import Article, Issue
    >>> printed = Issue("a", "b", articles=(Article("k", "", "", "舊聞", "發展產業"),))
    >>> told_script(printed), told_script(Issue("a", "b"))
    ('zh-Hant', '')
    """
    if issue.script:
        return issue.script
    text = "".join(article.title + article.body[:ENOUGH] for article in issue.articles)[:ENOUGH]
    simplified, traditional = (len(pattern.findall(text)) for pattern in _telling())
    if simplified == traditional:
        return ""
    return "zh-Hans" if simplified > traditional else "zh-Hant"


@cache
def _telling() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The characters of Simplified text only, and those of Traditional text only.

    Only those count on which every Traditional form agrees: 群, 床 and 吃 stand in Taiwan's papers too, though not in
    OpenCC's own standard, and 后, 里 or 只 are in use in both scripts.
    """
    shared = {char for char, readings in TO_TRADITIONAL.items() if char in readings}
    # A character a line: no phrase can reach from one into the next.
    lines = "\n".join(IDEOGRAPHS)
    standard = opencc_conversion(PLAIN_TRADITIONAL)(lines)
    # By way of OpenCC's standard: what a site has loaded anyway, where s2tw and s2hk would load their phrases as well.
    taiwan, hong_kong = (opencc_conversion(name)(standard) for name in ("t2tw", "t2hk"))
    columns = (text.split("\n") for text in (lines, taiwan, hong_kong, opencc_conversion("t2s")(lines)))
    every = tuple(zip(*columns, strict=True))
    only_simplified = "".join(
        one for one, tw, hk, cn in every if one == cn and one not in (tw, hk) and one not in shared
    )
    only_traditional = "".join(one for one, _, _, cn in every if one != cn)
    return re.compile(f"[{only_simplified}]"), re.compile(f"[{only_traditional}]")
