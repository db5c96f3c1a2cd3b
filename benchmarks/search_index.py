"""Make the search index alone: the process that is measured.

    python benchmarks/search_index.py CONTENT OUTPUT

reads the archive and writes OUTPUT/search/….
"""

from __future__ import annotations

import sys
from pathlib import Path

from sitegen.content.store import read_archive
from sitegen.site.listings import catalogue
from sitegen.site.script import trees
from sitegen.site.search.index import search_files


def main() -> None:
    """Write each file as soon as it is made."""
    content, output = map(Path, sys.argv[1:])
    archive, _ = read_archive(content)
    for document in search_files(catalogue(archive), archive.settings, trees(archive.settings)):
        path = output / document.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(document.data)


if __name__ == "__main__":
    main()
