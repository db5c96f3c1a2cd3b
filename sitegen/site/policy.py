"""The content security policy of every page: what a browser may load and run there. All that is not named is refused.

A host of plain files, such as GitHub Pages, lets nobody set headers; so the policy stands in each page, before all else.
It is the second wall: the first is that every value is escaped.
"""

from __future__ import annotations

import base64
import hashlib
import re
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

# A script or a style that stands in a template itself.
INLINE = re.compile(r"<(script|style)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)

# A script from a file, and a block of data, which no browser runs.
NOT_INLINE = re.compile(r"\bsrc\s*=|\btype\s*=\s*[\"']?application/", re.IGNORECASE)

# What a template fills in is another text on each page, which no hash can name.
FILLED_IN = ("{{", "{%", "{#")


@dataclass(frozen=True, slots=True)
class Hashes:
    """By what a policy knows the scripts and styles that stand in the pages themselves.

    Args:
        scripts, styles: one each, `'sha256-…'`.
    """

    scripts: tuple[str, ...] = ()
    styles: tuple[str, ...] = ()


NONE = Hashes()


def policy(origins: Iterable[str] = (), hashes: Hashes = NONE) -> Markup:
    """The policy, as it stands between the quotation marks of an attribute.

    >>> print(policy(["https://search.example.org"]).replace(";", chr(10)))
    default-src 'none'
    script-src 'self' https://search.example.org
    style-src 'self' https://search.example.org
    img-src 'self'
    connect-src 'self' https://search.example.org
    manifest-src 'self' https://search.example.org
    form-action 'self' https://search.example.org
    base-uri 'none'

    Args:
        origins: other hosts of the same archive, where it is split into several sites: one has the search, which its pages use.
        hashes: of the scripts and styles that stand in the theme's templates.
    """
    hosts = tuple(origins)
    # A worker may come from where scripts may.
    directives = (
        ("default-src", "'none'"),
        ("script-src", "'self'", *hosts, *hashes.scripts),
        ("style-src", "'self'", *hosts, *hashes.styles),
        ("img-src", "'self'"),
        ("connect-src", "'self'", *hosts),
        ("manifest-src", "'self'", *hosts),
        ("form-action", "'self'", *hosts),
        ("base-uri", "'none'"),
    )
    # Between double quotation marks a single one is no mark.
    text = str(escape(";".join(" ".join(each) for each in directives)))
    return Markup(text.replace("&#39;", "'"))


def hashes_in(templates: Iterable[str]) -> Hashes:
    """The hashes of the scripts and styles that stand in templates.

    >>> hashes_in(['<script src="find.js" defer></script><script>{let one=1}</script>']).scripts
    ("'sha256-UhAqu7xyNpdRK/KkjBY15Z4K9HvcAjnAmBMOkdiAPMk='",)

    Args:
        templates: their texts. What is filled in from page to page has no hash, and so does not run.
    """
    found: dict[str, set[str]] = {"script": set(), "style": set()}
    for text in templates:
        for kind, attributes, inside in INLINE.findall(text.replace("\r\n", "\n").replace("\r", "\n")):
            if not NOT_INLINE.search(attributes) and not any(mark in inside for mark in FILLED_IN):
                found[kind.lower()].add(hash_of(inside))
    return Hashes(tuple(sorted(found["script"])), tuple(sorted(found["style"])))


def hash_of(inline: str) -> str:
    """By what a policy knows a script or a style that stands in a page.

    >>> hash_of("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    return f"'sha256-{base64.b64encode(hashlib.sha256(inline.encode()).digest()).decode()}'"
