"""The whole site: an archive and a theme in, documents out."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from sitegen.problems import Problem
from sitegen.site import exports, feeds, routes
from sitegen.site.document import Document, Rendering
from sitegen.site.doors import unknown_doors
from sitegen.site.epub import shelf
from sitegen.site.listings import Catalogue, catalogue
from sitegen.site.offline import offline_sheets, worker_sheet
from sitegen.site.raw import RawPages, nothing_raw
from sitegen.site.script import Tree, trees
from sitegen.site.search.index import search_files
from sitegen.site.sheets import Sheet, not_found, sheets
from sitegen.site.templates import Press, blame, counterparts, press, print_sheet
from sitegen.site.theme import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.model import Archive
    from sitegen.site.theme import Theme


def render(
    archive: Archive, theme: Theme, progress: Callable[[int, int], None], raw: RawPages = nothing_raw
) -> Rendering:
    """Make every document of the site. A page that fails is a problem; all others are made.

    Args:
        archive: what to show; drafts are left out.
        theme: how.
        progress: told how many pages are done, and of how many.
        raw: where the raw text of the articles is found.

    Raises:
        ProblemError: where `site.yaml` asks for a conversion that does not exist.
    """
    kept, problems = _without_reserved(archive)
    all_trees = worded(trees(kept.settings), theme)
    ordered = catalogue(kept)
    problems += unknown_doors(ordered, kept.settings)
    ready = press(theme, kept.settings, all_trees)
    work = list(_work(ordered, ready, raw))
    documents: list[Document] = []
    failed: list[str] = []
    for done, (tree, sheet) in enumerate(work, 1):
        path = routes.file_of(sheet.route)
        try:
            documents.append(Document(path, print_sheet(sheet, tree, ready)))
        except Exception as error:  # one broken page must not stop the rest
            failed.append(path)
            problems.append(blame(error, sheet.template, sheet.source or sheet.route, theme))
        progress(done, len(work))
    documents += _beside_pages(ordered, work, ready)
    books = shelf(ordered, ready)
    told = tuple(dict.fromkeys((*problems, *books.problems)))
    return Rendering((*documents, *books.documents), (*failed, *books.failed), told)


def _work(ordered: Catalogue, ready: Press, raw: RawPages) -> Iterator[tuple[Tree, Sheet]]:
    for tree in ready.trees:
        for sheet in sheets(ordered, ready.settings, tree, raw):
            yield tree, sheet
        for sheet in offline_sheets(tree):
            yield tree, sheet
    own = ready.trees[0]
    yield own, not_found(own, routes.NOT_FOUND)
    yield own, worker_sheet(ready.theme, ready.settings, ready.trees)


def _beside_pages(ordered: Catalogue, work: list[tuple[Tree, Sheet]], ready: Press) -> list[Document]:
    """What is not a page: feeds, site map, the theme's static files."""
    settings = ready.settings
    own = ready.trees[0]
    listed = [counterparts(sheet.route, tree, ready.trees) for tree, sheet in work if tree is own and sheet.listed]
    return [
        *feeds.feeds(ordered, settings, ready.trees),
        *exports.issue_files(ordered, settings),
        *exports.archive_files(ordered, settings),
        *search_files(ordered, settings, ready.trees),
        Document(routes.SITEMAP, feeds.sitemap(listed, settings)),
        Document(routes.ROBOTS, feeds.robots(settings)),
        # GitHub Pages would otherwise run the site through Jekyll, which hides some names.
        Document(routes.NO_JEKYLL, b""),
        *(Document(routes.static(file.name), file.data) for file in ready.theme.statics),
    ]


def _without_reserved(archive: Archive) -> tuple[Archive, list[Problem]]:
    """Leave out newspapers whose slug is an address that the site needs itself."""
    taken = sorted({issue.slug for issue in archive.issues} & routes.RESERVED)
    problems = [
        Problem(f"issues/{slug}", 0, f"a newspaper cannot be called {slug}, the site has a page there", "rename it")
        for slug in taken
    ]
    years = [issue for issue in archive.issues if routes.YEAR_KEY.fullmatch(issue.key)]
    problems += [
        Problem(f"issues/{issue.slug}/{issue.key}", 0, "this is the address of a whole year", "rename the folder")
        for issue in years
    ]
    issues = tuple(issue for issue in archive.issues if issue.slug not in routes.RESERVED and issue not in years)
    return dataclasses.replace(archive, issues=issues), problems
