"""What the search page shows before anything is asked; the rest is found by the reader's browser (docs/search.md)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.site.routes import Routes
from sitegen.site.stories import Link
from sitegen.site.volumes import pattern
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Settings, Split
    from sitegen.site.script import Tree


@dataclass(frozen=True, slots=True)
class Hint:
    """One thing that can be asked for.

    Args:
        written: how it is typed, 作者:罗丽.
        meaning: what is found then.
    """

    written: str
    meaning: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search page.

    Args:
        index: where the index stands that both trees share.
        hints: what can be asked for.
        lists: where to look without searching: authors, columns, issues.
        split: what each site holds of an archive that is split, "" where it is not.
        volumes: the addresses of these sites' pages in the tree, with `{volume}` for each one's name.
    """

    index: str
    hints: tuple[Hint, ...]
    lists: tuple[Link, ...]
    split: Split = ""
    volumes: str = ""


def search_page(tree: Tree, settings: Settings) -> SearchPage:
    """Make the view of a tree's search page."""
    texts, routes = tree.texts, tree.routes
    hints = (
        Hint(texts.search_several, texts.search_several_note),
        Hint(texts.search_exact, texts.search_exact_note),
        Hint(texts.search_without, texts.search_without_note),
        Hint(texts.search_of_author, texts.search_of_author_note),
        Hint(texts.search_in_paper, texts.search_in_paper_note),
        Hint(texts.search_in_year, texts.search_in_year_note),
    )
    lists = (
        Link(routes.authors, texts.authors),
        Link(routes.columns, texts.columns),
        Link(routes.issues, texts.all_issues),
    )
    if not settings.split:
        return SearchPage(Routes().search, hints, lists)
    return SearchPage(Routes().search, hints, lists, settings.split, f"{pattern(settings)}/{tree.routes.prefix}")
