"""What an import would change, file by file: what stands beside what the program would now write. Pure."""

from __future__ import annotations

import difflib
from dataclasses import replace
from typing import TYPE_CHECKING, Literal

from sitegen.content.codec import issue_text
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sitegen.content.folders import Folder, Held
    from sitegen.content.merge import Merged
    from sitegen.content.places import Place

Kind = Literal["new", "changed", "removed", "kept"]


@dataclass(frozen=True, slots=True)
class Change:
    """One file that would be another.

    Args:
        kind: `new`, `changed`, `removed`; or `kept` for one that the import leaves as it is though it would write another text,
            for this file or one that is to take over some of its text was edited by hand.
        before: its path, "" for a new one.
        after: the path it would have, "" for one that would go.
        old: its text.
        new: the text that the program would write.
    """

    kind: Kind
    before: str
    after: str
    old: str
    new: str

    def lines(self) -> tuple[str, ...]:
        r"""The change as a unified diff, line by line; a file that only moves has its two names and nothing else.

        >>> Change("changed", "a/01-01.md", "a/01-01.md", "题\n甲\n", "题\n乙\n").lines()
        ('--- a/01-01.md', '+++ a/01-01.md', '@@ -1,2 +1,2 @@', ' 题', '-甲', '+乙')
        """
        names = self.before or "/dev/null", self.after or "/dev/null"
        # Not splitlines: it would also break lines at characters that are part of the text.
        old, new = (text.removesuffix("\n").split("\n") if text else [] for text in (self.old, self.new))
        found = tuple(difflib.unified_diff(old, new, *names, lineterm=""))
        return found or (f"--- {names[0]}", f"+++ {names[1]}")


def changes(before: Mapping[Place, Folder], merged: Merged, root: str) -> tuple[Change, ...]:
    """Every file that an import would write, remove, or leave to the editor though it would write something else.

    Args:
        before: the folders as they stand.
        merged: what the import would make of them.
        root: the path of the folder of all issues.
    """
    return in_order((*_articles(before, merged, root), *_issues(before, merged, root)))


def in_order(found: Iterable[Change]) -> tuple[Change, ...]:
    """Changes by the paths they lead to."""
    return tuple(sorted(found, key=lambda change: (change.after or change.before, change.before)))


def _articles(before: Mapping[Place, Folder], merged: Merged, root: str) -> Iterator[Change]:
    """The changes of articles' files; one that gets another name is known by its id."""
    old = {path: (one.article.id, one.data) for path, one in _files(before, root)}
    paths = {id_: path for path, (id_, _) in old.items()}
    taken_over: set[str] = set()
    for path, one in _files(merged.folders, root):
        was = path if path in old and old[path][0] == one.article.id else paths.get(one.article.id, "")
        taken_over.add(was)
        stands = old[was][1] if was else b""
        if path in merged.beside:
            yield Change("kept", was, path, _text(stands), merged.beside[path])
        elif (was, stands) != (path, one.data):
            yield Change("changed" if was else "new", was, path, _text(stands), _text(one.data))
    for path, (_, data) in old.items():
        if path not in taken_over:
            yield Change("removed", path, "", _text(data), "")


def _files(folders: Mapping[Place, Folder], root: str) -> Iterator[tuple[str, Held]]:
    """Every article's file in some folders, with its path."""
    for (slug, key), folder in folders.items():
        for one in folder.held:
            yield f"{root}/{slug}/{key}/{one.name}", one


def _issues(before: Mapping[Place, Folder], merged: Merged, root: str) -> Iterator[Change]:
    """The changes of `issue.yaml`, but for the hashes, which say nothing to a reader."""
    for (slug, key), folder in merged.folders.items():
        path = f"{root}/{slug}/{key}/issue.yaml"
        old, new = _issue(before.get((slug, key))), _issue(folder)
        if old != new:
            kind: Kind = "changed" if old and new else "new" if new else "removed"
            yield Change(kind, path if old else "", path if new else "", old, new)


def _issue(folder: Folder | None) -> str:
    """What `issue.yaml` says, "" where there is none."""
    if folder is None or not (folder.issue.pages or folder.held):
        return ""
    return issue_text(replace(folder.issue, written={}))


def _text(data: bytes) -> str:
    return data.decode("utf-8", "replace").replace("\r\n", "\n")
