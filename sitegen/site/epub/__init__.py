"""An issue as a book: EPUB 3.3 (https://www.w3.org/TR/epub-33/), made of the site's own views and the theme's templates.

    issue -> views.book_of -> Book -> leaves.leaves -> XHTML, package.package -> OPF -> container.container -> bytes

A book is a function of the issue, the settings and the theme: no clock, no random name, no order of a set.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.site.epub.container import container
from sitegen.site.epub.leaves import STYLE, leaves, navigation
from sitegen.site.epub.package import PACKAGE, package
from sitegen.site.epub.views import book_of

if TYPE_CHECKING:
    from sitegen.site.listings import Paper
    from sitegen.site.script import Tree
    from sitegen.site.templates import Press


def epub(paper: Paper, place: int, tree: Tree, ready: Press) -> bytes:
    """The book of a newspaper's issue at `place`, in the script of the tree.

    Raises:
        ProblemError: where a template of the theme gives no well-formed XML.
        Exception: whatever a view or a template raises; `templates.blame` says in words what it was.
    """
    book = book_of(paper, place, ready.settings, tree)
    style = next((file.data for file in ready.theme.statics if file.name == STYLE), b"")
    contents, read = navigation(book, tree, ready), leaves(book, tree, ready)
    return container(
        (
            (PACKAGE, package(book, read, tree.texts)),
            (contents.file, contents.data),
            (STYLE, style),
            *((leaf.file, leaf.data) for leaf in read),
        )
    )
