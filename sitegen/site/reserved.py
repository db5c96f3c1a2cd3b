"""Issues that cannot be on the site, for it needs their addresses itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.problems import Problem
from sitegen.site import routes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Issue


def without_reserved(issues: Iterable[Issue]) -> tuple[tuple[Issue, ...], list[Problem]]:
    """Leave out issues whose address the site needs itself: newspapers called as a page of it, issues as a year."""
    every = tuple(issues)
    taken = sorted({issue.slug for issue in every} & routes.RESERVED)
    problems = [
        Problem(f"issues/{slug}", 0, f"a newspaper cannot be called {slug}, the site has a page there", "rename it")
        for slug in taken
    ]
    years = [issue for issue in every if routes.YEAR_KEY.fullmatch(issue.key)]
    problems += [
        Problem(f"issues/{issue.slug}/{issue.key}", 0, "this is the address of a whole year", "rename the folder")
        for issue in years
    ]
    return tuple(issue for issue in every if issue.slug not in routes.RESERVED and issue not in years), problems
