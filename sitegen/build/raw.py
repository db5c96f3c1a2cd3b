"""The raw pages of an archive, read when an article shows the lines it was made of."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen.content.own_files import read_own
from sitegen.content.store import read_facts
from sitegen.problems import ProblemError
from sitegen.site.raw import RawText

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.site.raw import RawPages

# Those of an issue, once for each script: its articles follow one another, page by page, and then do so again.
REMEMBERED = 16


def raw_pages(content: Path) -> RawPages:
    """How the site gets at the raw pages of an archive, read as `import` reads them.

    A page that is missing or cannot be read any more is not at hand; `import` says what is wrong with it.

    Args:
        content: the archive's folder.
    """
    facts, _ = read_facts(content)

    @lru_cache(maxsize=REMEMBERED)
    def raw_page(file: str) -> RawText | None:
        # It takes long to load, and not every theme shows raw pages.
        from sitegen.restore.decode import decode

        path = content / "raw" / file
        if path.name != file:  # only a page of `raw` itself, whatever an edited article says
            return None
        try:
            page = decode(read_own(path), file, facts[file].encoding if file in facts else "")
        except (OSError, ProblemError, ValueError):
            return None
        return RawText(page.sha256, page.lines)

    return raw_page
