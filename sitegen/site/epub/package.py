"""The package document: what a book says of itself, its files, and their order (EPUB 3.3, section 5)."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from sitegen.site.epub.leaves import CONTENTS, STYLE
from sitegen.site.xmlfiles import printable, written

if TYPE_CHECKING:
    from sitegen.site.epub.leaves import Leaf
    from sitegen.site.epub.views import Book
    from sitegen.site.texts import Texts

PACKAGE = "package.opf"

OPF = "http://www.idpf.org/2007/opf"
DC = "http://purl.org/dc/elements/1.1/"
XHTML = "application/xhtml+xml"

# What a reader with bad eyes, or none, wants to know before opening the book; words of EPUB Accessibility 1.1.
# Nothing is claimed that would have to be certified.
ACCESSIBILITY = (
    ("schema:accessMode", "textual"),
    ("schema:accessModeSufficient", "textual"),
    ("schema:accessibilityFeature", "displayTransformability"),
    ("schema:accessibilityFeature", "readingOrder"),
    ("schema:accessibilityFeature", "structuralNavigation"),
    ("schema:accessibilityFeature", "tableOfContents"),
    ("schema:accessibilityHazard", "none"),
)


def package(book: Book, leaves: tuple[Leaf, ...], texts: Texts) -> bytes:
    """Write the package document.

    Args:
        book: what is known of the issue.
        leaves: the files that are read, in reading order.
        texts: the interface's words.
    """
    root = ET.Element(
        "package", {"xmlns": OPF, "version": "3.0", "unique-identifier": "identity", "xml:lang": book.script}
    )
    _metadata(ET.SubElement(root, "metadata", {"xmlns:dc": DC}), book, texts)
    manifest, spine = ET.SubElement(root, "manifest"), ET.SubElement(root, "spine")
    _item(manifest, CONTENTS, XHTML).set("properties", "nav")
    _item(manifest, STYLE, "text/css")
    for leaf in leaves:
        item = _item(manifest, leaf.file, XHTML)
        ET.SubElement(spine, "itemref", {"idref": item.get("id", "")})
    return written(root)


def _metadata(parent: ET.Element, book: Book, texts: Texts) -> None:
    _add(parent, "dc:identifier", book.identity).set("id", "identity")
    _add(parent, "dc:title", book.name)
    _add(parent, "dc:language", book.script)
    # Shelves sort by author; a newspaper's issues belong together.
    _add(parent, "dc:creator", book.newspaper)
    _add(parent, "dc:publisher", book.publisher)
    _add(parent, "dc:date", book.machine_date)
    _add(parent, "dc:source", " ".join((book.newspaper, book.date, *book.facts)))
    _add(parent, "dc:relation", book.address)
    _add(parent, "dc:rights", texts.rights)
    _meta(parent, "dcterms:modified", book.moment)
    _meta(parent, "belongs-to-collection", book.newspaper).set("id", "newspaper")
    _meta(parent, "collection-type", "series").set("refines", "#newspaper")
    if book.number.isdecimal():
        _meta(parent, "group-position", str(int(book.number))).set("refines", "#newspaper")
    for name, value in ACCESSIBILITY:
        _meta(parent, name, value)
    _meta(parent, "schema:accessibilitySummary", texts.book_access)


def _add(parent: ET.Element, name: str, text: str) -> ET.Element:
    """One fact, unless nothing is known of it: an empty element is an error."""
    element = ET.Element(name)
    element.text = printable(text)
    if element.text.strip():
        parent.append(element)
    return element


def _meta(parent: ET.Element, name: str, text: str) -> ET.Element:
    element = _add(parent, "meta", text)
    element.set("property", name)
    return element


def _item(manifest: ET.Element, file: str, kind: str) -> ET.Element:
    return ET.SubElement(manifest, "item", {"id": file.partition(".")[0], "href": file, "media-type": kind})
