"""`sitegen explain RAW`: why each line of a raw page was read as it was, for the terminal, for machines, and as a page to look at."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from sitegen.content.newspapers import known_names, supplied
from sitegen.content.settings import PageFacts
from sitegen.files import read_file
from sitegen.importer import Put, RawFile, Reading, clash, doubts, read_all, read_page
from sitegen.model import Evidence, RestoredPage
from sitegen.problems import Problem, ProblemError
from sitegen.restore.decode import decode
from sitegen.restore.explain import Explanation, Reason, explain
from sitegen.restore.weights import WEIGHTS
from sitegen.values import dataclass
from sitegen.workers import HERE

FACTS = ("newspaper", "date", "weekday", "lunar", "number", "cn", "page", "page_name")
"""The facts about an issue, in the order in which they are told."""


@dataclass(frozen=True, slots=True)
class Fact:
    """Something that is known about the page's issue, and why."""

    name: str
    value: str
    evidence: Evidence


@dataclass(frozen=True, slots=True)
class Explained:
    """What `sitegen explain` has to tell.

    Args:
        explanation: the page and the reasons for its reading.
        facts: what is known about its issue; an editor's word outranks the page's own.
        problems: what is wrong with what the editor states, and what the page states against itself.
    """

    explanation: Explanation
    facts: tuple[Fact, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """Which reasons are asked for.

    Args:
        first, last: raw lines, counted from 1; `last` 0 for the page's last.
        which: every one of them, or only those a person should look at.
    """

    first: int = 1
    last: int = 0
    which: Literal["every", "weak"] = "every"

    def of(self, explanation: Explanation) -> tuple[Reason, ...]:
        """The reasons asked for, in the order of the page."""
        return tuple(
            reason
            for reason in explanation.reasons
            if (reason.weak or self.which == "every")
            and reason.decision.lines[-1] >= self.first
            and (not self.last or reason.decision.lines[0] <= self.last)
        )


def explain_file(path: Path) -> Explained:
    """Restore one raw page and say why it was read so.

    Args:
        path: the page; where it lies in an archive's `content/raw`, what the editor knows and has decided about it is honoured.

    Raises:
        ProblemError: the page cannot be read.
    """
    content = path.resolve().parent.parent
    in_archive = path.resolve().parent.name == "raw" and (content / "site.yaml").is_file()
    pages: list[RestoredPage] = []
    if in_archive:
        reading = read_all(content, (path,), _no_progress, HERE, clash, pages.append)
    else:
        reading = _read_alone(path, pages.append)
    if not pages:
        raise ProblemError(next((each for each in reading.problems if each.file == str(path)), reading.problems[0]))
    page = pages[0]
    stated = reading.facts.get(page.file, PageFacts())
    raw = decode(read_file(path), page.file, stated.encoding)
    if raw.sha256 != page.sha256:
        raise ProblemError(Problem(str(path), 0, "the file was changed while it was read", "ask again"))
    return Explained(explain(raw, page, WEIGHTS), facts_of(page, stated), reading.problems)


def _no_progress(_done: int, _of: int) -> None:
    """One page is read too quickly to tell how far it has come."""


def _read_alone(path: Path, put: Put) -> Reading:
    """Read a page that lies in no archive; the newspapers and columns that come with the program are known."""
    read = read_page(RawFile(path, "", known=known_names(supplied())))
    problems = (read.problem,) if read.problem else doubts(read.page, path, {}) if read.page else ()
    if read.page:
        put(read.page)
    return Reading(1 if read.page else 0, len(read.page.stories) if read.page else 0, {}, problems)


def facts_of(page: RestoredPage, stated: PageFacts) -> tuple[Fact, ...]:
    """What is known about a page's issue: an editor's word, else what the page prints or lets infer."""
    by_editor = {
        "newspaper": stated.newspaper,
        "date": stated.date,
        "number": stated.number,
        "page": str(stated.page or ""),
    }
    told: list[Fact] = []
    for name in FACTS:
        printed = getattr(page.masthead, name, "")
        if by_editor.get(name):
            told.append(Fact(name, by_editor[name], Evidence("editor", note=stated.note)))
        elif printed:
            told.append(Fact(name, str(printed), page.masthead.evidence.get(name, Evidence("masthead"))))
    return tuple(told)
