"""Where a build finds and leaves things beside the archive's folder."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import sitegen
from sitegen.content.places import STATE


def theme_folders(project: Path) -> tuple[Path, ...]:
    """Where themes are looked for: in the archive's project, in the installed package, in the program's checkout.

    Args:
        project: the folder that holds `content/`.
    """
    package = Path(sitegen.__file__).parent
    return (project / "themes", package / "themes", package.parent / "themes")


def cache_file(content: Path, output: Path) -> Path:
    """What is remembered of an archive's build into an output: beside the archive's folder, a file for each output.

    >>> cache_file(Path("/a/content"), Path("/a/output")).name
    'build-output-e0ee8b.sqlite'
    """
    project = content.resolve().parent
    where = os.path.relpath(output.resolve(), project)
    mark = hashlib.sha256(where.encode("utf-8", "surrogateescape")).hexdigest()[:6]
    return project / STATE / f"build-{output.resolve().name}-{mark}.sqlite"
