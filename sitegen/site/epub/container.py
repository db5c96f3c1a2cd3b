"""The file that holds a book: a zip as the Open Container Format wants it (EPUB 3.3, section 4)."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

FOLDER = "EPUB"

# The earliest time a zip can state: the same whenever the book is made.
NO_TIME = (1980, 1, 1, 0, 0, 0)
UNIX = 3
READABLE = 0o100644 << 16

ROOT_FILE = """<?xml version="1.0" encoding="utf-8"?>
<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container" version="1.0">
  <rootfiles>
    <rootfile full-path="{package}" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""


def container(files: Sequence[tuple[str, bytes]]) -> bytes:
    """Put a book's files into one.

    Args:
        files: names and bytes, in the order in which they are to stand; the first is the package.
    """
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w") as book:
        # Readers know the format by these bytes at a fixed place: first, and not compressed.
        book.writestr(_entry("mimetype"), b"application/epub+zip", zipfile.ZIP_STORED)
        book.writestr(
            _entry("META-INF/container.xml"),
            ROOT_FILE.format(package=f"{FOLDER}/{files[0][0]}").encode(),
            zipfile.ZIP_DEFLATED,
        )
        for name, data in files:
            book.writestr(_entry(f"{FOLDER}/{name}"), data, zipfile.ZIP_DEFLATED)
    return whole.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, NO_TIME)
    # Else the machine's own, and so other bytes on another system.
    entry.create_system = UNIX
    entry.external_attr = READABLE
    return entry
