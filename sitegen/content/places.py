"""Where an issue's files are, and which names of folders can be part of an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

Place = tuple[str, str]
"""The folder of an issue: its newspaper's slug and its own key."""

ISSUE_FILE = "issue.yaml"
ARTICLE_SUFFIX = ".md"

# An id is part of the address and of a folder's name; so are slugs and keys.
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def issue_folder(content: Path, place: Place) -> Path:
    """The folder of an issue in an archive."""
    return content / "issues" / place[0] / place[1]


def is_place(names: Place) -> bool:
    """Whether a newspaper's and an issue's folder are called so that they can be part of an address.

    >>> is_place(("gongren-ribao", "2021-08-18")), is_place(("gongren ribao", "2021-08-18"))
    (True, False)
    """
    return all(ID.fullmatch(name) for name in names)
