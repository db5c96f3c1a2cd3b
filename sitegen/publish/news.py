"""What is new on a site, article by article, and the message of the commit that says so."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

ISSUE_DATA = re.compile(r"[^/]+/[^/]+/issue\.json")

MOST_ISSUES = 20  # that a message names


@dataclass(frozen=True, slots=True)
class Change:
    """A file that is different: its path, and the names of what it held and holds, "" for nothing."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class IssueNews:
    """How many articles of an issue are new, changed and removed."""

    issue: str
    new: int
    changed: int
    removed: int

    def __str__(self) -> str:
        """It in a line of a message.

        >>> str(IssueNews("吕梁日报 2024-12-27", 3, 0, 1))
        '吕梁日报 2024-12-27: 3 new, 1 removed'
        """
        counts = ((self.new, "new"), (self.changed, "changed"), (self.removed, "removed"))
        return f"{self.issue}: {', '.join(f'{count} {what}' for count, what in counts if count)}"


@dataclass(frozen=True, slots=True)
class News:
    """What is different on a site.

    Args:
        files: how many files.
        issues: issues whose articles are different.
    """

    files: int = 0
    issues: tuple[IssueNews, ...] = ()

    @property
    def articles(self) -> tuple[int, int, int]:
        """How many articles are new, changed and removed."""
        return (
            sum(each.new for each in self.issues),
            sum(each.changed for each in self.issues),
            sum(each.removed for each in self.issues),
        )


def changes(told: bytes) -> Iterator[Change]:
    r"""The files that `git diff-tree -r -z --raw` tells.

    >>> list(changes(b":000000 100644 0000 ab12 A\0a/b/issue.json\0"))
    [Change(path='a/b/issue.json', before='', after='ab12')]
    """
    fields = told.decode("utf-8", "surrogateescape").split("\0")
    for entry, path in zip(fields[::2], fields[1::2], strict=False):
        _, _, before, after, _ = entry.split(" ")
        yield Change(path, before.strip("0") and before, after.strip("0") and after)


def news(changed: Sequence[Change], contents: Callable[[Iterable[str]], Iterator[bytes]]) -> News:
    """What is new, by the data of the issues: a page that only looks otherwise is no other article.

    Args:
        changed: the files that are different.
        contents: gives what files held or hold, by the names of that.
    """
    issues = [each for each in changed if ISSUE_DATA.fullmatch(each.path)]
    held = contents(name for each in issues for name in (each.before, each.after) if name)
    told = []
    for each in issues:
        before, after = (next(held) if name else b"" for name in (each.before, each.after))
        told.append(issue_news(each.path, before, after))
    return News(len(changed), tuple(each for each in told if each.new or each.changed or each.removed))


def issue_news(path: str, before: bytes, after: bytes) -> IssueNews:
    """What is new in an issue.

    Args:
        path: of its data, below the site.
        before: the data as it was, empty where the issue was not there.
        after: the data as it is.

    >>> issue_news("a/2020-01-01/issue.json", b"", b'{"newspaper": "A", "issue": "2020-01-01", "articles": [{"id": "k1"}]}')
    IssueNews(issue='A 2020-01-01', new=1, changed=0, removed=0)
    """
    (name_before, old), (name_after, now) = _articles(before), _articles(after)
    both = old.keys() & now.keys()
    return IssueNews(
        name_after or name_before or path.rpartition("/")[0],
        len(now.keys() - old.keys()),
        sum(old[id_] != now[id_] for id_ in both),
        len(old.keys() - now.keys()),
    )


def _articles(data: bytes) -> tuple[str, dict[str, object]]:
    """The issue's name, and its articles by their ids; nothing of what is no issue's data."""
    try:
        issue = json.loads(data)
        # A site at another address has the same articles.
        articles: dict[str, object] = {
            one["id"]: {key: one[key] for key in one if key != "url"} for one in issue["articles"]
        }
        return f"{issue['newspaper'] or issue['newspaper_slug']} {issue['issue']}", articles
    except (ValueError, KeyError, TypeError):
        return "", {}


def message(told: News, source: str, dirty: str) -> str:
    """The message of the commit that brings the news.

    Args:
        told: the news.
        source: the commit of the archive that the site was made of.
        dirty: what of the archive was not in that commit, "" for nothing.

    >>> print(message(News(7, (IssueNews("吕梁日报 2024-12-27", 1, 2, 0),)), "1a2b3c", ""))
    Publish 1 new, 2 changed, 0 removed articles
    <BLANKLINE>
    吕梁日报 2024-12-27: 1 new, 2 changed
    <BLANKLINE>
    Files: 7
    Source: 1a2b3c
    """
    new, changed, removed = told.articles
    named = [str(each) for each in told.issues[:MOST_ISSUES]]
    if rest := len(told.issues) - len(named):
        named.append(f"and {rest} more {'issue' if rest == 1 else 'issues'}")
    paragraphs = (
        f"Publish {new} new, {changed} changed, {removed} removed articles",
        "\n".join(named),
        f"Files: {told.files}\nSource: {source}{f', {dirty}' if dirty else ''}",
    )
    return "\n\n".join(filter(None, paragraphs))
