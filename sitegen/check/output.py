"""The built site looked at: file by file, by all who are there to work; then as a whole.

A check is one function. It is given a file, and yields what is wrong with it; or all that is known of the site.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import field, replace
from functools import cache, partial
from itertools import islice
from pathlib import Path

from sitegen.build.ledger import MARKER, listed
from sitegen.build.sites import site_folders
from sitegen.build.write import WORK
from sitegen.check.feeds import feeds_valid, manifest_valid, maps_valid, well_formed
from sitegen.check.flaw import Flaw, Key, Told, gather, told_of
from sitegen.check.links import Led, broken, led
from sitegen.check.markup import from_the_base, ids_once_a_page, in_a_language, titled
from sitegen.check.report import Finding, Found, gathered, tried
from sitegen.check.sitefile import Base, SiteFile, kind_of
from sitegen.check.weight import light, packed_file
from sitegen.crew import Crew
from sitegen.files import read_file
from sitegen.model import Settings
from sitegen.site.volumes import address_of
from sitegen.values import dataclass

FileCheck = Callable[[SiteFile], Iterator[Flaw]]

FILE_CHECKS: Mapping[str, tuple[FileCheck, ...]] = {
    ".html": (titled, in_a_language, ids_once_a_page, from_the_base, light),
    ".css": (from_the_base,),
    ".webmanifest": (manifest_valid, from_the_base),
    ".xml": (well_formed, feeds_valid, maps_valid),
    ".txt": (),
}
"""What each file is asked, by how its name ends."""

# So many files are looked at as one piece of work, and so many pieces in this process, before others could have started.
FILES_A_TASK = 128
FEW = 2


@dataclass(frozen=True, slots=True)
class Files:
    """Files of a site to look at."""

    output: Path
    names: tuple[str, ...]
    base: Base


@dataclass(frozen=True, slots=True)
class Seen:
    """What came of looking at some files: where their links lead, and what is wrong with them."""

    led: Led = field(default_factory=Led)
    flaws: dict[Key, Told] = field(default_factory=dict)
    found: list[tuple[str, Finding]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Site:
    """A site after every file was looked at.

    Args:
        output: its folder.
        there: every file in it.
        built: those that the build says it wrote; None where it says nothing.
        led: where all links lead.
    """

    output: Path
    there: frozenset[str]
    built: frozenset[str] | None
    led: Led


def whole(site: Site) -> Iterator[tuple[Key, Told]]:
    """Whether every file is there that the build wrote, and no build was cut short; files put by hand are noted."""
    if site.built is None:
        return
    if (site.output / WORK).is_dir():
        yield ("whole", WORK), Told(Flaw("a build is at work here, or was cut short", "build again"), MARKER)
    for name in sorted(site.built - site.there):
        yield ("whole", "gone"), Told(Flaw("the build wrote this file, and it is gone", "build again"), name)
    for name in sorted(site.there - site.built):
        if not any(part.startswith(".") for part in name.split("/")):
            flaw = Flaw("put here by hand, so it was not looked at", "leave it, or remove it", note=True)
            yield ("whole", "by hand"), Told(flaw, name)


def linked(site: Site) -> Iterator[tuple[Key, Told]]:
    """Whether every link inside the site leads to a file that is there, and to a place that is on it."""
    for told in broken(site.led, site.there, site.output):
        yield ("linked", told.flaw.group), told


SiteCheck = Callable[[Site], Iterator[tuple[Key, Told]]]

SITE_CHECKS: tuple[SiteCheck, ...] = (linked, whole)
"""What the site is asked as a whole."""


@dataclass(frozen=True, slots=True)
class CheckedOutput:
    """What came of looking at a site: how many pages it has, and what was found."""

    pages: int
    found: Found


def bases(output: Path, settings: Settings) -> tuple[Base, ...]:
    """Where the sites in an output are published, and where they stand in it."""
    every = tuple(
        Base(address_of(volume, settings), f"{folder.relative_to(output).as_posix()}/" if folder != output else "")
        for volume, folder in site_folders(output).items()
    )
    return tuple(replace(one, sisters=tuple(each for each in every if each is not one)) for one in every)


def check_output(output: Path, sites: tuple[Base, ...], crew: Crew) -> CheckedOutput:
    """Look at a built site, or at several; links that leave them are not followed.

    Args:
        output: the folder; where there is none, nothing is found.
        sites: what stands in it.
        crew: who looks.
    """
    there = files_below(output)
    built = frozenset(listed(output)) if (output / MARKER).is_file() else None
    names = [name for name in sorted(there) if kind_of(name) in FILE_CHECKS]
    ours = names if not built else [name for name in names if name in built]
    every = Seen()
    tasks = (task for base in sites for task in _tasks(output, filter(base.holds, ours), base))
    for seen in crew.do(look_at, tasks, FEW):
        every.led.take(seen.led)
        gather(seen.flaws.items(), every.flaws)
        every.found.extend(seen.found)
    site = Site(output, there, built, every.led)
    for check in SITE_CHECKS:
        told, failed = tried(check.__name__, str(output), partial(_told, check, site))
        gather(told or (), every.flaws)
        every.found.extend((check.__name__, one) for one in failed)
    findings = [*every.found, *((key[0], told.finding(output)) for key, told in every.flaws.items())]
    return CheckedOutput(sum(name.endswith(".html") for name in ours), gathered(findings))


def look_at(files: Files) -> Seen:
    """Look at some files, in any process that sees them."""
    seen = Seen()
    packed = cache(lambda name: packed_file(files.output / name))
    for name in files.names:
        path = f"{files.output}/{name}"
        data, unread = tried("readable", path, partial(read_file, path))
        seen.found.extend(("readable", one) for one in unread)
        if data is None:
            continue
        file = SiteFile(files.output, name, data, files.base, packed)
        _, unled = tried("linked", path, partial(led, file, seen.led))
        seen.found.extend(("linked", one) for one in unled)
        for check in FILE_CHECKS[file.kind]:
            flaws, failed = tried(check.__name__, path, partial(_flaws, check, file))
            gather(told_of(check.__name__, name, flaws or ()), seen.flaws)
            seen.found.extend((check.__name__, one) for one in failed)
    return seen


def files_below(output: Path) -> frozenset[str]:
    """Every file of a site by its path below the folder; what belongs to git is none of it."""
    found = []
    for folder, folders, names in os.walk(output):
        folders[:] = [name for name in folders if name not in (".git", WORK)]
        below = Path(folder).relative_to(output).as_posix()
        found += [name if below == "." else f"{below}/{name}" for name in names]
    return frozenset(found)


def _flaws(check: FileCheck, file: SiteFile) -> tuple[Flaw, ...]:
    return tuple(check(file))


def _told(check: SiteCheck, site: Site) -> tuple[tuple[Key, Told], ...]:
    return tuple(check(site))


def _tasks(output: Path, names: Iterator[str], base: Base) -> Iterator[Files]:
    while some := tuple(islice(names, FILES_A_TASK)):
        yield Files(output, some, base)
