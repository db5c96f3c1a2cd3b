"""`sitegen check`: everything that can be found wrong with an archive and its site, and what may be wrong. No file is changed.

The checks are listed in `content.py` (ISSUE_CHECKS, ARCHIVE_CHECKS) and `output.py` (FILE_CHECKS, SITE_CHECKS), one function each;
`docs/check.md` tells what each says and what to do.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sitegen.check.content import check_content
from sitegen.check.output import bases, check_output
from sitegen.check.report import CheckReport
from sitegen.content.places import archive_lock
from sitegen.crew import crew
from sitegen.locks import looking
from sitegen.workers import Workers

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["CheckReport", "check", "check_output"]

ALL_PROCESSORS = Workers()


def check(content: Path, output: Path, workers: Workers = ALL_PROCESSORS) -> CheckReport:
    """Look at an archive and the site built from it; nothing is written.

    Args:
        content: the archive's folder.
        output: the site's folder; where there is none, only the content is looked at.
        workers: who looks.
    """
    with looking(archive_lock(content), "sitegen check"), crew(workers) as engaged:
        archive = check_content(content, engaged)
        site = check_output(output, bases(output, archive.settings), engaged)
    found = archive.found + site.found
    return CheckReport(
        issues=archive.issues,
        articles=archive.articles,
        pages=site.pages,
        # Several checks may come upon the same.
        problems=tuple(sorted({problem for _, problem in found.problems})),
        notes=tuple(sorted({note for _, note in found.notes})),
        doubts=archive.doubts,
        found=dict(sorted(Counter(name for name, _ in (*found.problems, *found.notes)).items())),
    )
