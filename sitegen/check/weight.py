"""What a page loads before it can be read: itself, its style sheets and its scripts, compressed."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from sitegen.check.flaw import Flaw
from sitegen.files import read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.check.sitefile import SiteFile

BUDGET = 20 * 1024
"""Bytes of an article: what this site promises (docs/quality.md, docs/themes.md)."""
HUGE = 1600 * 1024
"""Bytes from which on Lighthouse calls a page's payload enormous: more than a slow phone network brings in ten seconds."""
ARTICLE = 'meta[property="og:type"][content="article"]'

LOADED = 'link[rel~="stylesheet"][href],link[rel~="modulepreload"][href],script[src]'
GZIP = 31  # zlib's number for its largest window in gzip's form
FAST, BEST = 1, 9


def light(file: SiteFile) -> Iterator[Flaw]:
    """Whether an article is light: no more than 20 KB with all it loads at first; what is far more is a problem."""
    if not file.html.css_first(ARTICLE):
        return
    # The fast way packs no better than the best one, and nearly always shows that there is nothing to tell.
    if weight_of(file, FAST) <= BUDGET:
        return
    weight = weight_of(file, BEST)
    if weight > BUDGET:
        what = f"this article loads {weight / 1024:.1f} KB at first, compressed; at most {BUDGET // 1024} KB are wanted"
        fix = "take out of the theme what it can do without; an article that is very long may be heavy"
        yield Flaw(what, fix, group="weight", rank=weight, note=weight <= HUGE)


def weight_of(file: SiteFile, level: int = BEST) -> int:
    """All that a page loads at first, itself packed as well as a level of gzip can."""
    links = (node.attributes.get("src") or node.attributes.get("href") or "" for node in file.html.css(LOADED))
    targets = (file.base.target(link, file.address) for link in links)
    return packed(file.data, level) + sum(file.packed(name) for name in {target.file for target in targets if target})


def packed_file(path: Path) -> int:
    """The size of a file of the theme, packed; one that is not there weighs nothing, and is told by the check of links."""
    try:
        return packed(read_file(path))
    except OSError:
        return 0


def packed(data: bytes, level: int = BEST) -> int:
    """The size of something packed, as a server sends it."""
    packer = zlib.compressobj(level, zlib.DEFLATED, GZIP)
    return len(packer.compress(data)) + len(packer.flush())
