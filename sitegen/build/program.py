"""A mark of the program itself: what a site is made of beside the archive and the theme.

Pages depend on the code, on the libraries and on Python. Whether any of it may have changed is seen at its files' stamps; whether it has,
by reading them.
"""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import sitegen
from sitegen.build.stamps import Stamp, stamp_below, stamp_of, whole

if TYPE_CHECKING:
    from collections.abc import Iterable

MARK_BYTES = 16

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
    from importlib.metadata import PackageNotFoundError, version

    digest = hashlib.blake2b(f"{sys.version}".encode(), digest_size=MARK_BYTES)
    for name in LIBRARIES:
        try:
            digest.update(f"{name}\0{version(name)}\0".encode())
        except PackageNotFoundError:
            digest.update(f"{name}\0unknown\0".encode())
    for path in _code():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.digest()


def _code() -> Iterable[Path]:
    return sorted(Path(sitegen.__file__).parent.rglob("*.py"))
