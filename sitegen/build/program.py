"""A mark of the program itself: what a site is made of beside the archive and the theme.

Pages depend on the code, on the libraries and on Python. Whether any of it may have changed is seen at its files' stamps; whether it has,
by reading them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sitegen
from sitegen.build.stamps import Stamp, stamp_below, stamp_of, whole
from sitegen.marks import mark

if TYPE_CHECKING:
    from collections.abc import Iterable

# What the bytes of a page come from, beside our own code. Others only move data.
LIBRARIES = (
    "borax",
    "budoux",
    "charset-normalizer",
    "jinja2",
    "markdown-it-py",
    "markupsafe",
    "msgspec",
    "numpy",
    "opencc",
    "python-slugify",
    "pyyaml",
)


def program_stamp() -> Stamp:
    """What the file system says of the program and of the folders in which libraries are installed."""
    installed = [Path(folder) for folder in sys.path if folder.endswith(("site-packages", "dist-packages"))]
    return whole((stamp_below([Path(sitegen.__file__).parent]), stamp_of([Path(sys.executable), *installed])))


def program_mark() -> bytes:
    """The mark, of what all these files say."""
    return mark(
        sys.version, *map(_version, LIBRARIES), *(each for path in _code() for each in (path.name, path.read_bytes()))
    )


def _version(name: str) -> str:
    # It takes long to load, and is asked only when something was installed.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"{name} {version(name)}"
    except PackageNotFoundError:
        return f"{name} unknown"


def _code() -> Iterable[Path]:
    return sorted(Path(sitegen.__file__).parent.rglob("*.py"))
