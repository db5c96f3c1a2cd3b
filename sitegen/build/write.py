"""Writing the site: what changed is written, what is no longer made is removed, nothing else is touched.

A list of the files the program wrote lies in the output folder. It is the proof that the folder is the program's own,
and the only thing by which files are removed: what a user has put beside the site stays.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sitegen.atomic import remove_if_empty, write_if_changed
from sitegen.problems import Problem, ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.site.document import Document, Rendering

MARKER = ".sitegen-output"


@dataclass(frozen=True, slots=True)
class Written:
    """What was done to the output folder, in numbers of files; and what could not be written."""

    written: int
    unchanged: int
    removed: int
    problems: tuple[Problem, ...]


def write_site(output: Path, rendering: Rendering) -> Written:
    """Make the output folder hold the site.

    A crash at any moment leaves every file whole, old or new, and the next build finishes the work: what is about to be
    written is put on the list before it is written, and taken off after it is removed.

    Args:
        output: the folder; made if it is missing.
        rendering: the site; where a page failed, its old file stays.

    Raises:
        ProblemError: where the folder holds other things and was not made by the program.
        OSError: where it cannot be written to.
    """
    before = _listed(output)
    inside, outside = without_escapes(rendering.documents)
    documents, collisions = without_collisions(inside)
    paths = {document.path for document in documents}
    kept = before & set(rendering.failed)
    _list(output, before | paths)
    stale = sorted(before - paths - kept)
    # First, for a folder may have to give way to a file of its name.
    removed = sum(_remove(output, path) for path in stale)
    written = sum(write_if_changed(output / document.path, document.data) for document in documents)
    _list(output, paths | kept)
    return Written(written, len(documents) - written, removed, outside + collisions)


def without_escapes(documents: Iterable[Document]) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Leave out documents whose path would lead out of the output folder, whatever the content calls itself.

    >>> from sitegen.site.document import Document
    >>> without_escapes([Document("a/../../b/index.html", b"")])[1][0].fix
    'rename the newspaper, issue or id that it is made of'
    """
    kept, problems = [], []
    for document in documents:
        if _safe(document.path):
            kept.append(document)
        else:
            fix = "rename the newspaper, issue or id that it is made of"
            problems.append(Problem(document.path, 0, "this address leads out of the site", fix))
    return tuple(kept), tuple(problems)


def without_collisions(documents: Iterable[Document]) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Leave out documents whose path another one has on a disk that knows no case; the first one stays.

    >>> from sitegen.site.document import Document
    >>> one, two = Document("a/K1/index.html", b""), Document("a/k1/index.html", b"")
    >>> kept, problems = without_collisions([one, two])
    >>> [document.path for document in kept], str(problems[0])
    (['a/K1/index.html'], 'a/k1/index.html: many disks cannot tell it from a/K1/index.html; rename one of the two')
    """
    kept: dict[str, Document] = {}
    problems = []
    for document in documents:
        key = unicodedata.normalize("NFC", document.path).casefold()
        first = kept.setdefault(key, document)
        if first is not document:
            what = f"many disks cannot tell it from {first.path}"
            if first.path == document.path:
                what = "two pages have this one address"
            problems.append(Problem(document.path, 0, what, "rename one of the two"))
    return tuple(kept.values()), tuple(problems)


def _listed(output: Path) -> set[str]:
    """The files an earlier build wrote; refuses a folder that is someone else's."""
    marker = output / MARKER
    if output.exists() and not output.is_dir():
        raise ProblemError(Problem(str(output), 0, "the output is a file", "give a folder with --output"))
    if marker.is_file():
        return {line for line in marker.read_text("utf-8").splitlines() if _safe(line)}
    if output.is_dir() and any(not path.name.startswith(".") for path in output.iterdir()):
        what = "the output folder is not empty, and sitegen did not make what is in it"
        raise ProblemError(Problem(str(output), 0, what, "empty it, or give another one with --output"))
    return set()


def _safe(path: str) -> bool:
    """Whether a path stays inside the folder: a document's, or one of a list that someone may have edited."""
    pure = PurePosixPath(path)
    return bool(path) and "\\" not in path and not pure.is_absolute() and ".." not in pure.parts


def _list(output: Path, paths: set[str]) -> None:
    write_if_changed(output / MARKER, "".join(f"{path}\n" for path in sorted(paths)).encode())


def _remove(output: Path, path: str) -> bool:
    """Remove a file and the folders this leaves empty; false where it is gone already."""
    file = output / path
    if not file.is_file() and not file.is_symlink():
        return False
    file.unlink()
    for folder in PurePosixPath(path).parents:
        if folder == PurePosixPath(".") or not remove_if_empty(output / folder):
            break
    return True
