"""An archive of any size to measure with: newspapers over years, of the sentences that the real archive's articles hold.

    python benchmarks/archive.py DIR --articles 1000

writes DIR/content with site.yaml, raw pages and issues, as `sitegen import` would. The same number gives the same bytes, and a larger
archive holds the smaller one (but for the smaller one's last issue). Issue after issue is made, written and forgotten.
"""

from __future__ import annotations

import argparse
import os
import shutil
from pathlib import Path
from time import perf_counter

from drafts import CHARACTERS
from generated import generated_issues
from written import MADE, issue_files, site_text


def write_archive(folder: Path, articles: int, characters: int = CHARACTERS) -> tuple[int, int]:
    """Write `folder`/content with so many articles; an archive that was generated there before goes.

    Args:
        folder: of the archive.
        articles: how many.
        characters: of an article, on average.

    Returns:
        The number of articles and of issues.

    Raises:
        SystemExit: where `folder`/content holds something else.
    """
    content = folder / "content"
    _make_room(content)
    (content / "raw").mkdir(parents=True)
    (content / "site.yaml").write_text(site_text(), "utf-8")
    count = issues = 0
    for made in generated_issues(articles, characters):
        place = content / "issues" / made.issue.slug / made.issue.key
        place.mkdir(parents=True)
        _write(place, issue_files(made))
        _write(content / "raw", made.raw)
        count += len(made.stories)
        issues += 1
    return count, issues


def _write(folder: Path, files: tuple[tuple[str, bytes], ...]) -> None:
    """Write new files of one folder: by its handle, which a hundred thousand small files repay."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        for name, data in files:
            file = os.open(name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666, dir_fd=handle)
            try:
                os.write(file, data)
            finally:
                os.close(file)
    finally:
        os.close(handle)


def _make_room(content: Path) -> None:
    if not content.exists():
        return
    settings = content / "site.yaml"
    if not settings.exists() or not settings.read_text("utf-8").startswith(MADE):
        raise SystemExit(f"{content} is there and was not made by this program; name another folder")
    shutil.rmtree(content)


def main() -> None:
    """Write an archive and tell how long it took."""
    parser = argparse.ArgumentParser(description="Write a generated archive of any size.")
    parser.add_argument("folder", type=Path, metavar="DIR", help="the archive's folder; content/ is written in it")
    parser.add_argument("--articles", type=int, default=1000, metavar="N", help="how many articles (1000)")
    parser.add_argument(
        "--characters",
        type=int,
        default=CHARACTERS,
        metavar="N",
        help=f"how long an article is on average ({CHARACTERS})",
    )
    given = parser.parse_args()
    if min(given.articles, given.characters) < 1:
        parser.error("--articles and --characters must be 1 or more")
    start = perf_counter()
    articles, issues = write_archive(given.folder, given.articles, given.characters)
    took = perf_counter() - start
    print(f"{articles} articles in {issues} issues: {took:.1f} s, {articles / took:.0f} articles a second")


if __name__ == "__main__":
    main()
