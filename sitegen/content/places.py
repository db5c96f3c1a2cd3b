"""Where an issue's files are, and which names of folders can be part of an address."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sitegen.names import DEVICES

if TYPE_CHECKING:
    from pathlib import Path

STATE = ".sitegen"
"""What the program keeps for itself, beside the archive's folder."""

Place = tuple[str, str]
"""The folder of an issue: its newspaper's slug and its own key."""

ISSUE_FILE = "issue.yaml"
ARTICLE_SUFFIX = ".md"

# An id is part of the address and of a folder's name; so are slugs and keys. Each is one file name, of which three and more make a path.
ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
LONGEST_NAME = 100

HOW_TO_NAME = (
    f"use small Latin letters, figures and single hyphens, {LONGEST_NAME} at most, and no name of a device such as con"
)


def archive_lock(content: Path) -> Path:
    """The lock on an archive: held by an import that files pages, and by all who read what must not change meanwhile."""
    return content.resolve().parent / STATE / "archive.lock"


def issue_folder(content: Path, place: Place) -> Path:
    """The folder of an issue in an archive."""
    return content / "issues" / place[0] / place[1]


def is_name(text: str) -> bool:
    """Whether a text can be part of an address, and a file's name on every system.

    >>> is_name("k7f3q2"), is_name("K7"), is_name(".."), is_name("con"), is_name("a" * 101)
    (True, False, False, False, False)
    """
    return ID.fullmatch(text) is not None and len(text) <= LONGEST_NAME and text not in DEVICES


def is_place(names: Place) -> bool:
    """Whether a newspaper's and an issue's folder are called so that they can be part of an address.

    >>> is_place(("gongren-ribao", "2021-08-18")), is_place(("gongren ribao", "2021-08-18"))
    (True, False)
    """
    return all(map(is_name, names))
