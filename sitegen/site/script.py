"""The two scripts: which trees a site has, and which script an issue is printed in.

Values are converted, never finished HTML: ids, addresses and raw file names stay as they are.
"""

from __future__ import annotations

from dataclasses import field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from sitegen.model import Dictionary, Script
from sitegen.site.conversion import NOTHING_SETTLED, Say, conversion, unchanged
from sitegen.site.routes import Routes
from sitegen.site.telling import ONLY_SIMPLIFIED, ONLY_TRADITIONAL
from sitegen.site.texts import Texts
from sitegen.site.texts_zh_hans import SIMPLIFIED
from sitegen.site.texts_zh_hant import TRADITIONAL
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Article, Issue, Settings

PLAIN_TRADITIONAL = "s2t"
TEXTS: dict[Script, Texts] = {"zh-Hans": SIMPLIFIED, "zh-Hant": TRADITIONAL}
NAMES: dict[Script, str] = {"zh-Hans": "简体", "zh-Hant": "繁體"}

# So much of an issue tells its script: a page's text is in one, and every third character or so differs.
ENOUGH = 2000


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
        reads: which texts it is for: those of a source in this script, with these words kept; "" for any.
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
    reads: tuple[Script | Literal[""], tuple[str, ...]] = field(default=("", ()), compare=False)

    def reading(self, script: Script | Literal[""]) -> Tree:
        """The same tree for texts of a source in `script`; "" stands for the archive's own script."""
        return self._reading(script or self.own, ())

    def reading_article(self, issue: Issue, article: Article) -> Tree:
        """The same tree for the texts of an article, whose `keep` stays as printed."""
        return self._reading(issue.script or self.own, article.keep)

    def _reading(self, script: Script, keep: tuple[str, ...]) -> Tree:
        # Nearly all are of one script and keep nothing, and this is asked for every text.
        if self.reads == (script, keep):
            return self
        say, filed = _conversions(script, self.script, self.own, self.convert, self.dictionary, keep)
        if say is self.say and filed is self.filed:
            return self
        return replace(self, say=say, filed=filed, reads=(script, keep))


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
    say = conversion(own, script, convert, dictionary, ())  # the very same that `_conversions` has
    words = conversion("zh-Hans", script, convert or PLAIN_TRADITIONAL)
    return Tree(
        script, routes, say, TEXTS[script], NAMES[script], words, unchanged, own, convert, dictionary, (own, ())
    )


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
    simplified, traditional = (sum(map(only.__contains__, text)) for only in (ONLY_SIMPLIFIED, ONLY_TRADITIONAL))
    if simplified == traditional:
        return ""
    return "zh-Hans" if simplified > traditional else "zh-Hant"
