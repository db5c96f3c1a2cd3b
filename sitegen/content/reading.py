"""Files to values: one issue's folder, the pins of raw pages, one text. What cannot be read is told and stays as it is."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.content.codec import read_article, read_issue
from sitegen.content.folders import Folder, Held
from sitegen.content.own_files import linked, read_own
from sitegen.content.pins import SUFFIX as PINS
from sitegen.content.pins import PinnedPage, read_pins
from sitegen.content.places import ARTICLE_SUFFIX, ISSUE_FILE, Place
from sitegen.model import Article, Issue
from sitegen.names import is_utf_8
from sitegen.problems import Problem, ProblemError, misnamed

if TYPE_CHECKING:
    from collections.abc import Mapping


def read_folder(path: Path, place: Place) -> tuple[Folder, tuple[Problem, ...]]:
    """Read an issue's folder: `issue.yaml` and every article that can be read."""
    slug, key = place
    problems: list[Problem] = []
    issue: Issue | None = Issue(slug, key)
    try:
        text = read_text(path / ISSUE_FILE)
        issue, told = read_issue(text, str(path / ISSUE_FILE), slug, key)
        problems += told
    except FileNotFoundError:
        pass
    except ProblemError as error:
        issue = None
        problems.append(error.problem)
    held = []
    unreadable = set()
    every = _article_files(path)
    files = [file for file in every if is_utf_8(file)]
    problems += (misnamed(file) for file in every if not is_utf_8(file))
    # First what is in the files, then what it says: to and fro between the two takes a tenth longer.
    contents = [_content(file) for file in files]
    for file, data in zip(files, contents, strict=True):
        name = os.path.basename(file)
        article, wrong = _read_article_file(data, file)
        problems += wrong
        if article is None or isinstance(data, Problem):
            unreadable.add(name)
        else:
            held.append(Held(name, data, article))
    return Folder(issue or Issue(slug, key), tuple(held), frozenset(unreadable), issue is None), tuple(problems)


def _article_files(path: Path) -> list[str]:
    """The articles' files in a folder, none where it cannot be listed."""
    try:
        return [os.path.join(path, name) for name in sorted(os.listdir(path)) if name.endswith(ARTICLE_SUFFIX)]
    except OSError:
        return []


def _content(path: str) -> bytes | Problem:
    """An article's file's bytes, or why it cannot be read."""
    try:
        return _read_bytes(path)
    except FileNotFoundError:
        return Problem(path, 0, "the file is gone", "run the command again")
    except ProblemError as error:
        return error.problem


def _read_article_file(data: bytes | Problem, path: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read the content of an article's file."""
    if isinstance(data, Problem):
        return None, (data,)
    try:
        return read_article(_decoded(data, path), path)
    except ProblemError as error:
        return None, (error.problem,)


def read_pinned(content: Path, names: frozenset[str]) -> tuple[Mapping[str, PinnedPage], tuple[Problem, ...]]:
    """Read `content/raw/NAME.pins.yaml`, NAME being a raw file's name, with or without its last part (.txt).

    Args:
        content: the folder an editor owns.
        names: the raw files that are to be read; others may be in `content/raw`.

    Returns:
        What is pinned of the pages, by name, and every problem found.
    """
    raw = content / "raw"
    paths = sorted(raw.glob(f"*{PINS}"))
    if not paths:
        return {}, ()
    known = names | {path.name for path in raw.iterdir() if not path.name.endswith(PINS)}
    by_stem: dict[str, list[str]] = {}
    for name in sorted(known):
        by_stem.setdefault(Path(name).stem, []).append(name)
    pinned: dict[str, PinnedPage] = {}
    problems: list[Problem] = []
    for path in paths:
        stem = path.name.removesuffix(PINS)
        pages = [stem] if stem in known else by_stem.get(stem, [])
        if len(pages) != 1:
            problems.append(_of_no_page(path, pages))
        elif pages[0] in pinned:
            problems.append(Problem(str(path), 0, f"{pages[0]} has other pins", "put them together in one file"))
        elif pages[0] in names:
            try:
                pinned[pages[0]], told = read_pins(read_text(path), str(path))
                problems += told
            except (FileNotFoundError, ProblemError) as error:
                problems.append(error.problem if isinstance(error, ProblemError) else _of_no_page(path, []))
    return pinned, tuple(sorted(problems))


def _of_no_page(path: Path, pages: list[str]) -> Problem:
    """Pins that belong to no raw page, or to several."""
    if pages:
        what = f"these pins may be those of {' or '.join(pages)}"
        return Problem(str(path), 0, what, f"name the file {pages[0]}{PINS} or the like")
    return Problem(str(path), 0, "there is no raw page of this name", "rename the file, or remove it")


def read_text(path: Path) -> str:
    """A file's text.

    Raises:
        FileNotFoundError: there is no such file.
        ProblemError: it cannot be read, or is not UTF-8.
    """
    return _decoded(_read_bytes(path), path)


def _read_bytes(path: Path | str) -> bytes:
    """A file's bytes.

    Raises:
        FileNotFoundError: there is no such file.
        ProblemError: it cannot be read.
    """
    try:
        return read_own(path)
    except FileNotFoundError:
        raise
    except OSError as error:
        if os.path.islink(path):
            raise ProblemError(linked(Path(path))) from error
        what = f"cannot be read: {error.strerror or error}"
        fixes = {
            errno.EFBIG: "make it smaller",
            errno.EISDIR: "move the folder away",
            errno.EACCES: "correct its permissions",
        }
        fix = fixes.get(error.errno or 0, "put a file there that can be read")
        raise ProblemError(Problem(str(path), 0, what, fix)) from error


def _decoded(data: bytes, path: Path | str) -> str:
    """A file's text.

    Raises:
        ProblemError: it is not UTF-8.
    """
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ProblemError(Problem(str(path), line, "not UTF-8", "save the file as UTF-8")) from error
