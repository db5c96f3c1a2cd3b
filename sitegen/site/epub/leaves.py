"""The files of a book that are read: laid out by the theme's templates, in reading order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.parsers import expat

from sitegen.problems import Problem, ProblemError
from sitegen.site.xmlfiles import printable
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.site.epub.views import Book
    from sitegen.site.script import Tree
    from sitegen.site.templates import Press

STYLE = "book.css"
CONTENTS = "nav.xhtml"
TITLE = "title.xhtml"
COLOPHON = "colophon.xhtml"

# The template most of the book is laid out by.
STORY = "book-story.xhtml"

# HTML leaves these open; headlines have them where a line may end. A `<` that is text is escaped.
VOID = re.compile(r"<(br|hr|wbr)>")


@dataclass(frozen=True, slots=True)
class Leaf:
    """One file of the book: its name, and its bytes as XHTML."""

    file: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Printer:
    """What every leaf of a book is printed with."""

    book: Book
    tree: Tree
    ready: Press

    def leaf(self, file: str, template: str, title: str, view: object) -> Leaf:
        """Lay out one file.

        Args:
            file: its name in the book.
            template: the template that lays it out.
            title: what a reader calls it.
            view: what it shows.

        Raises:
            ProblemError: where what comes out is no well-formed XML.
        """
        environment = self.ready.environment
        html = environment.lay_out(template, book=self.book, t=self.tree.texts, title=title, view=view)
        data = printable(VOID.sub(r"<\1/>", html)).encode()
        try:
            expat.ParserCreate().Parse(data, True)
        except expat.ExpatError as error:
            what = f"it gives no well-formed XML for {file} ({error})"
            fix = "close every element, quote every attribute"
            raise ProblemError(Problem(environment.get_template(template).filename or template, 0, what, fix)) from None
        return Leaf(file, data)


def leaves(book: Book, tree: Tree, ready: Press) -> tuple[Leaf, ...]:
    """Lay out the book: the nameplate, then each page (版) and its stories, at the end how it was made.

    Raises:
        ProblemError: where a template gives no well-formed XML.
    """
    printer = Printer(book, tree, ready)
    read = [printer.leaf(TITLE, "book-title.xhtml", book.name, book)]
    for page in book.pages:
        read.append(printer.leaf(page.file, "book-page.xhtml", f"{page.number} {page.name}".strip(), page))
        read += [printer.leaf(each.file, STORY, each.title.plain, each) for each in page.stories]
    read.append(printer.leaf(COLOPHON, "book-colophon.xhtml", tree.texts.book_colophon, book))
    return tuple(read)


def navigation(book: Book, tree: Tree, ready: Press) -> Leaf:
    """The table of contents, by page (版) and story, which readers show beside the text.

    Raises:
        ProblemError: where the template gives no well-formed XML.
    """
    return Printer(book, tree, ready).leaf(CONTENTS, "book-nav.xhtml", tree.texts.book_contents, book)
