"""An issue's folder as it stands on disk."""

from __future__ import annotations

from sitegen.model import Article, Issue
from sitegen.values import dataclass


@dataclass(frozen=True, slots=True)
class Held:
    """An article's file: its name, its bytes, and what they say."""

    name: str
    data: bytes
    article: Article


@dataclass(frozen=True, slots=True)
class Folder:
    """An issue's folder.

    Args:
        issue: what `issue.yaml` says, without the articles; an empty one where there is no such file.
        held: the articles' files that can be read, by name.
        unreadable: the names of those that cannot.
        broken: whether `issue.yaml` is there but cannot be read; such a folder is left alone.
    """

    issue: Issue
    held: tuple[Held, ...] = ()
    unreadable: frozenset[str] = frozenset()
    broken: bool = False
