"""The whole site: an archive and a theme in, documents out; everything at hand, nothing remembered.

A build makes the same parts by the same orders, but only those that changed, and in several processes (`sitegen/build/run.py`).
"""

from __future__ import annotations

import dataclasses
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.site.document import Again, Document, Rendering
from sitegen.site.listings import catalogue
from sitegen.site.orders import Workshop
from sitegen.site.plan import plan, put_together
from sitegen.site.raw import RawPages, nothing_raw
from sitegen.site.reserved import without_reserved
from sitegen.site.script import trees
from sitegen.site.shelf import OpenShelf
from sitegen.site.templates import press
from sitegen.site.theme import worded
from sitegen.site.volumes import place

if TYPE_CHECKING:
    from collections.abc import Callable

    from sitegen.model import Archive, Issue
    from sitegen.site.shelf import Address
    from sitegen.site.theme import Theme


def render(
    archive: Archive, theme: Theme, progress: Callable[[int, int], None], raw: RawPages = nothing_raw
) -> Rendering:
    """Make every document of the site. A page that fails is a problem; all others are made.

    Args:
        archive: what to show; drafts are left out.
        theme: how.
        progress: told how many parts are done, and of how many.
        raw: where the raw text of the articles is found.

    Raises:
        ProblemError: where `site.yaml` asks for a conversion that does not exist.
    """
    settings = archive.settings
    issues, problems = without_reserved(archive.issues)
    ready = press(theme, settings, worded(trees(settings), theme))
    shelf = OpenShelf(catalogue(dataclasses.replace(archive, issues=issues)))
    published = {(issue.slug, issue.key): issue for issue in shelf.catalogue.issues}
    made: dict[str, Document] = {}

    def issue(address: Address, _dropped: tuple[str, ...]) -> Issue:
        return published[address]

    shop = Workshop(ready, issue, raw, lambda path: made[place(path, settings)].data)
    planned = plan(shelf, settings, ready.trees)
    told: dict[str, object] = {}
    problems += planned.problems
    failed: list[str] = []
    documents: list[Document] = []
    parts = (*planned.issues(), *planned.segments, *planned.lists())
    for done, part in enumerate(chain(parts, put_together(shelf, settings, planned, told)), 1):
        result = part.order().carry_out(shop).placed(settings)
        # Nothing was left by an earlier build, and here all is in memory.
        found = tuple(each.whole() for each in result.documents if not isinstance(each, Again))
        documents += found
        made.update((each.path, each) for each in found if each.path.endswith(".json"))
        told[part.name] = result.told
        failed += result.failed
        problems += result.problems
        progress(min(done, len(parts)), len(parts))
    return Rendering(tuple(documents), tuple(failed), tuple(dict.fromkeys(problems)))
