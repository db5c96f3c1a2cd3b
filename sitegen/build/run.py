"""One build, from the content folder to the output folder.

Whether there is anything to do is seen without opening a file of the archive, by what the file system says of it, and without loading
the rest of the program.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import ExitStack, suppress
from dataclasses import field
from typing import TYPE_CHECKING, TypeVar

from sitegen.address import environment, git_files
from sitegen.build.cache import Cache, is_damage
from sitegen.build.packing import Damaged, Outputs, Problems, unpack
from sitegen.build.places import cache_file, theme_folders
from sitegen.build.profile import Profile
from sitegen.build.program import program_stamp
from sitegen.build.sizes import Sizes
from sitegen.build.stamps import Content, Stamp, look, stamp_below, stamp_of, whole
from sitegen.build.write import WORK
from sitegen.content.places import archive_lock
from sitegen.locks import changing, looking
from sitegen.marks import mark
from sitegen.problems import Problem, ProblemError
from sitegen.values import dataclass
from sitegen.workers import HERE, Workers

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from sitegen.model import Split

BUILD = "sitegen build"

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Args:
        documents: how many files the site has.
        written, unchanged, removed: what was done to them.
        problems: what needs a person; the rest was built.
        notes: what a person should know.
        profile: where the time went.
        sizes: how large the site is.
    """

    documents: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[str, ...] = ()
    profile: Profile = field(default_factory=Profile)
    sizes: Sizes = ()


def build(
    content: Path,
    output: Path,
    progress: Callable[[int, int], None],
    workers: Workers = HERE,
    split: Split = "",
) -> BuildReport:
    """Read what changed of the archive, make what depends on it, write what is different.

    A broken article or template costs its own pages only. Where nothing can be built at all (no theme, a folder that is
    not the program's), the report holds that one problem and the output stays as it was.

    Args:
        content: the archive.
        output: the folder of the site.
        progress: told how many parts are done, and of how many.
        workers: who does the work.
        split: what each of several sites is to hold; "" for a single site.

    Raises:
        OSError: where the output cannot be written.
    """
    # Workers need not work in this folder, and what is told is remembered for other builds.
    content, output = content.absolute(), output.absolute()
    try:
        return remembering(
            content, output, lambda cache: _build(cache, output, glance(content, split), progress, workers)
        )
    except ProblemError as error:
        return BuildReport(problems=(error.problem,))


def remembering(content: Path, output: Path, work: Callable[[Cache], Result]) -> Result:
    """Do some work with what is remembered of an archive's build, once more without it where that is damaged.

    Nobody changes the archive meanwhile, and nobody else builds it into this output.

    Raises:
        ProblemError: others were at work too long.
        OSError: what is remembered cannot be read or written.
    """
    file = cache_file(content, output)
    with looking(archive_lock(content), BUILD), ExitStack() as held:
        # Where nothing can be left, there is nothing that two might mix.
        with suppress(OSError):
            held.enter_context(changing(file.with_suffix(".lock"), BUILD))
        with Cache(file) as cache:
            try:
                return work(cache)
            except (Damaged, sqlite3.DatabaseError) as error:
                if not is_damage(error):
                    raise
                cache.empty()
                return work(cache)


@dataclass(frozen=True, slots=True)
class Glance:
    """Everything that a site is made of, as the file system has it and the user asks for it.

    Args:
        archive: the archive's folder.
        content: what is in it.
        program, themes: the program's files and those of all themes.
        around: git's configuration and what of the environment may tell the site's address.
        split: what each of several sites is to hold.
    """

    archive: Path
    content: Content
    program: Stamp
    themes: Stamp
    around: Stamp
    split: Split = ""

    @property
    def whole(self) -> Stamp:
        """One stamp of all of it."""
        content = self.content
        names = repr((sorted(content.issues), content.misnamed, self.split)).encode("utf-8", "surrogateescape")
        every = (
            *content.issues.values(),
            *content.raw.values(),
            content.beside,
            self.program,
            self.themes,
            self.around,
        )
        return whole((Stamp(names, False), *every))


def glance(content: Path, split: Split = "") -> Glance:
    """Look at everything that a site is made of."""
    project = content.resolve().parent
    around = whole((stamp_of(git_files(project)), Stamp(mark(*environment()), False)))
    return Glance(content, look(content), program_stamp(), stamp_below(theme_folders(project)), around, split)


def _build(
    cache: Cache, output: Path, seen: Glance, progress: Callable[[int, int], None], workers: Workers
) -> BuildReport:
    stamp = seen.whole
    if stamp.proof and cache.fact("whole") == stamp.mark and (count := _standing(cache, output)) is not None:
        problems, notes = unpack(cache.fact("problems"), Problems), unpack(cache.fact("notes"), tuple[str, ...])
        sizes = unpack(cache.fact("sizes"), Sizes)
        return BuildReport(count, 0, count, 0, problems, notes, sizes=sizes)
    # What follows is most of the program; loading it takes longer than seeing that it is not needed.
    from sitegen.build.remake import remake

    return remake(cache, output, seen, progress, workers)


def _standing(cache: Cache, output: Path) -> int | None:
    """How many files the site has, if every one of them is as it was left; else None."""
    root = os.fspath(output)
    if os.path.exists(f"{root}/{WORK}"):
        return None
    count = 0
    for packed in cache.outputs():
        outputs = unpack(packed, Outputs)
        count += len(outputs)
        if not stand(root, outputs):
            return None
    return count


def stand(root: str, outputs: Outputs) -> bool:
    """Whether files below a folder are as they were left."""
    try:
        for each in outputs:
            status = os.lstat(f"{root}/{each.path}")
            if status.st_size != each.size or status.st_mtime_ns != each.written:
                return False
    except OSError:
        return False
    return True
