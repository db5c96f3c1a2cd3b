"""The list of the files that the program wrote, which lies in the output folder.

It is the proof that the folder is the program's own, and the only thing by which files are removed: what a user has put beside the site
stays.
"""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager, suppress
from itertools import groupby
from typing import TYPE_CHECKING

from sitegen.atomic import remove_if_empty, write_if_changed
from sitegen.build.write import NOTES, WORK, clear_temporaries, is_safe, through_link
from sitegen.locks import changing
from sitegen.problems import Problem, ProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

MARKER = ".sitegen-output"
LOCK = "lock"


@contextmanager
def alone(output: Path) -> Iterator[None]:
    """Be the only build at work in the folder for as long as the block lasts.

    Raises:
        ProblemError: the folder holds other things and was not made by the program, or others were at work too long.
        OSError: it cannot be written to.
    """
    _refuse_foreign(output)
    with changing(output / WORK / LOCK, "sitegen build"):
        yield


def claim(output: Path) -> bool:
    """Make the folder ready to be written to, and tell whether an earlier build was cut short in it.

    Raises:
        ProblemError: the folder holds other things and was not made by the program, or it is led elsewhere by a link.
        OSError: it cannot be written to.
    """
    _refuse_foreign(output)
    if not (output / MARKER).is_file():
        write_if_changed(output / MARKER, b"")
    if (output / WORK).is_symlink():
        raise ProblemError(Problem(str(output / WORK), 0, "this is a link", "remove it"))
    cut_short = any((output / WORK).glob(f"*{NOTES}"))
    if cut_short:
        clear_temporaries(output)
    (output / WORK).mkdir(exist_ok=True)
    return cut_short


def _refuse_foreign(output: Path) -> None:
    if output.exists() and not output.is_dir():
        raise ProblemError(Problem(str(output), 0, "the output is a file", "give a folder with --output"))
    if (output / MARKER).is_file() or not output.is_dir():
        return
    if any(not path.name.startswith(".") for path in output.iterdir()):
        what = "the output folder is not empty, and sitegen did not make what is in it"
        raise ProblemError(Problem(str(output), 0, what, "empty it, or give another one with --output"))


def listed(output: Path, cut_short: bool = True) -> set[str]:
    """The files that earlier builds wrote, or were about to write when they were cut short.

    Args:
        output: the folder of the site.
        cut_short: whether one may have been; else the notes are this build's own, which remembers what it wrote.
    """
    notes = [output / MARKER, *((output / WORK).glob(f"*{NOTES}") if cut_short else ())]
    return {path for note in notes if note.is_file() for path in _lines(note) if is_safe(path)}


def _lines(note: Path) -> Iterator[str]:
    """The lines of a list, one by one, for there may be a million; what follows the last line's end was cut short."""
    with note.open(encoding="utf-8", errors="surrogateescape", newline="\n") as lines:
        for line in lines:
            if line.endswith("\n"):
                yield line[:-1]


def write_list(output: Path, paths: Iterable[str]) -> None:
    """Write the list."""
    # Not put together as a text first: it may name a million files.
    data = bytearray()
    for path in paths:
        data += f"{path}\n".encode("utf-8", "surrogateescape")
    write_if_changed(output / MARKER, data)


def remove(output: Path, paths: Iterable[str]) -> int:
    """Remove files and the folders this leaves empty, and tell how many there were."""
    left: set[str] = set()
    count = 0
    for folder, together in groupby(sorted(paths), lambda path: path.rpartition("/")[0]):
        some = tuple(together)
        removed = 0 if through_link(output, some[0]) else sum(_removed(f"{output}/{path}") for path in some)
        count += removed
        left |= {folder} if removed else set()
    while left:
        emptied = {folder for folder in left if folder and remove_if_empty(output / folder)}
        left = {folder.rpartition("/")[0] for folder in emptied}
    return count


def clear(output: Path) -> None:
    """Clear away what was needed while the build was at work, at last, and what a worker left that died; others took over its work.

    Whoever waits for the lock makes another one.
    """
    clear_temporaries(output)
    work = output / WORK
    for path in work.iterdir():
        path.unlink()
    with suppress(OSError):
        work.rmdir()


def _removed(path: str) -> bool:
    """Whether a file was there, or a link, and is now removed."""
    try:
        kind = os.lstat(path).st_mode
    except OSError:
        return False
    if not stat.S_ISREG(kind) and not stat.S_ISLNK(kind):
        return False
    os.unlink(path)
    return True
