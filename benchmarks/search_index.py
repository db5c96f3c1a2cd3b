"""Make the search index alone: the process that is measured.

    python benchmarks/search_index.py CONTENT OUTPUT
    python benchmarks/search_index.py CONTENT

reads the archive and writes OUTPUT/search/…, or reads the archive only, as any build of the site does. What is made on the way lies in
files, as in a build.
"""

from __future__ import annotations

import sys
from functools import partial
from pathlib import Path

from sitegen.build.work import OnDisk
from sitegen.content.store import read_archive
from sitegen.site.listings import catalogue
from sitegen.site.script import trees
from sitegen.site.search.index import search_files
from sitegen.site.search.measures import MEASURES


def main() -> None:
    """Write each file as soon as it is made."""
    content, *outputs = map(Path, sys.argv[1:])
    archive, _ = read_archive(content)
    ordered, own = catalogue(archive), trees(archive.settings)
    for output in outputs:
        made: set[Path] = set()
        output.mkdir(parents=True, exist_ok=True)
        for document in search_files(ordered, archive.settings, own, MEASURES, partial(OnDisk, output)):
            path = output / document.path
            if path.parent not in made:
                path.parent.mkdir(parents=True, exist_ok=True)
                made.add(path.parent)
            path.write_bytes(document.data)


if __name__ == "__main__":
    main()
