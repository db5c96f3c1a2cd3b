"""One build, from the content folder to the output folder."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sitegen.build.raw import raw_pages
from sitegen.build.themes import load_theme
from sitegen.build.write import write_site
from sitegen.content.store import read_archive
from sitegen.problems import Problem, ProblemError
from sitegen.site.pages import render

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a build did.

    Args:
        documents: how many files the site has.
        written, unchanged, removed: what was done to them.
        problems: what needs a person; the rest was built.
    """

    documents: int = 0
    written: int = 0
    unchanged: int = 0
    removed: int = 0
    problems: tuple[Problem, ...] = ()


def build(content: Path, output: Path, progress: Callable[[int, int], None]) -> BuildReport:
    """Read the archive, make its site, write what changed.

    A broken article or template costs its own pages only. Where nothing can be built at all (no theme, a folder that is
    not the program's), the report holds that one problem and the output stays as it was.

    Args:
        content: the archive.
        output: the folder of the site.
        progress: told how many pages are done, and of how many.

    Raises:
        OSError: where the output cannot be written.
    """
    archive, found = read_archive(content)
    try:
        theme, lacking = load_theme(archive.settings.theme, content.resolve().parent)
        rendering = render(archive, theme, progress, raw_pages(content))
        done = write_site(output, rendering)
    except ProblemError as error:
        return BuildReport(problems=(*found, _in(content, error.problem)))
    made = tuple(_in(content, problem) for problem in rendering.problems)
    problems = tuple(dict.fromkeys((*found, *lacking, *made, *done.problems)))
    return BuildReport(len(rendering.documents), done.written, done.unchanged, done.removed, problems)


def _in(content: Path, problem: Problem) -> Problem:
    """The site knows content files from the content folder; say where they are from here."""
    if problem.file == "site.yaml" or problem.file.startswith("issues/"):
        return dataclasses.replace(problem, file=(content / problem.file).as_posix())
    return problem
