"""The archive's changes, taken into what a build remembers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from sitegen.build.packing import Problems, unpack
from sitegen.build.survey import Survey, Surveyed, survey
from sitegen.content.own_files import read_own
from sitegen.content.places import issue_folder
from sitegen.content.store import id_taken, misnamed_folder
from sitegen.marks import mark
from sitegen.problems import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.build.cache import Cache
    from sitegen.build.stamps import Content, Stamp
    from sitegen.content.places import Place
    from sitegen.crew import Crew
    from sitegen.site.shelf import Address

# So many issues are read as one piece of work, and so many pieces in this process, before others could have started.
ISSUES_A_TASK = 4
FEW = 2

Spool = dict["Address", tuple["Path", int, int]]
"""Where issues that were just read lie: file, first byte, end."""


Begun = Iterator[tuple[Surveyed, ...]]
"""Issues as they are read."""


def begin_reading(cache: Cache, content: Path, seen: Content, scratch: Path, crew: Crew) -> Begun:
    """Begin to read the issues that may have changed, and forget those that are gone.

    Args:
        cache: where what is read will be remembered.
        content: the archive's folder.
        seen: that folder at a glance.
        scratch: a folder in which issues are left for those who make their pages.
        crew: who reads.
    """
    known = cache.issue_stamps()
    for place in known.keys() - seen.issues.keys():
        cache.drop_issue(place)
    changed = [
        (place, stamp.proof, known[place][1] if place in known else ())
        for place, stamp in seen.issues.items()
        if place not in known or not known[place][0] or known[place][0] != stamp.mark
    ]
    return crew.do(survey, _surveys(content, iter(changed), scratch), FEW)


def finish_reading(
    cache: Cache, content: Path, seen: Content, begun: Begun, scratch: Path, crew: Crew
) -> tuple[Spool, tuple[Problem, ...]]:
    """Take in what is read.

    Args:
        begun: what `begin_reading` gave for the same archive.
        cache: where it is remembered.
        content: the archive's folder.
        seen: that folder at a glance.
        scratch: the folder in which issues are left.
        crew: who reads.

    Returns:
        Where the issues lie that were read, and all that is wrong in the archive's issues.
    """
    spool = _taken_in(cache, begun)
    twins, problems = _twins(cache, content)
    wrong = [
        (place, seen.issues[place].proof, twins.get(place, ()))
        for place, (_, dropped) in cache.issue_stamps().items()
        if dropped != twins.get(place, ())
    ]
    spool |= _taken_in(cache, crew.do(survey, _surveys(content, iter(wrong), scratch), FEW))
    misnamed = map(misnamed_folder, seen.misnamed)
    told = (
        replace(problem, file=f"{content}/{problem.file}")
        for row in cache.issues()
        for problem in unpack(row.problems, Problems)
    )
    return spool, (*misnamed, *told, *problems)


def read_raws(cache: Cache, folder: Path, seen: dict[str, Stamp]) -> dict[str, bytes]:
    """A mark of each raw page; those are read that may have changed."""
    known = cache.raws()
    cache.drop_raws(known.keys() - seen.keys())
    marks: dict[str, bytes] = {}
    read = []
    for file, stamp in seen.items():
        if file in known and known[file][0] == stamp.mark:
            marks[file] = known[file][1]
            continue
        marks[file] = _digest(folder / file)
        read.append((file, stamp.proof, marks[file]))
    cache.put_raws(read)
    return marks


def _taken_in(cache: Cache, begun: Begun) -> Spool:
    spool: Spool = {}
    for found in begun:
        for each in found:
            cache.put_issue(each.row, each.articles)
            spool[each.row.slug, each.row.key] = each.spool
    return spool


def _surveys(content: Path, issues: Iterator[tuple[Place, bytes, tuple[str, ...]]], scratch: Path) -> Iterator[Survey]:
    number = len(list(scratch.iterdir()))
    while some := tuple(islice(issues, ISSUES_A_TASK)):
        yield Survey(content, some, scratch / f"issues-{number}")
        number += 1


def _twins(cache: Cache, content: Path) -> tuple[dict[Place, tuple[str, ...]], tuple[Problem, ...]]:
    """The files of each issue that are not shown, for another that is read before has their id; and that this is so."""
    first: dict[str, Path] = {}
    dropped: dict[Place, tuple[str, ...]] = {}
    problems = []
    for id_, slug, key, file in cache.twins():
        path = issue_folder(content, (slug, key)) / file
        if first.setdefault(id_, path) != path:
            dropped[slug, key] = (*dropped.get((slug, key), ()), file)
            problems.append(id_taken(id_, path, first[id_]))
    return {place: tuple(sorted(files)) for place, files in dropped.items()}, tuple(problems)


def _digest(path: Path) -> bytes:
    """A mark of a file; b"" where it cannot be read, which `import` tells."""
    try:
        return mark(read_own(path))
    except OSError:
        return b""
