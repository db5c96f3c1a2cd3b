"""Links inside a built site: whether each leads to a file that is there, and to a place that is on it.

Links are gathered while the files are read, and followed when all have been: every file is read once, and what is remembered of it is
where it leads and what leads to it.
"""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from sitegen.check.flaw import Flaw, Told
from sitegen.check.places import address_line, text_of
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sitegen.check.sitefile import SiteFile, Target

FIX = "build again; if it is told again, correct the article or the template that has the link"

SEPARATOR = "\0"
"""Between the places of a page, which are remembered as one text: that takes a tenth of the memory of many."""


@dataclass(frozen=True, slots=True)
class Led:
    """Where the links of some files lead, and what they can lead to.

    Args:
        links: for each target the first file that has a link to it, with that link, and how many files have one.
        places: the places of each page, as one text.
    """

    links: dict[Target, tuple[str, str, int]] = field(default_factory=dict)
    places: dict[str, str] = field(default_factory=dict)

    def add(self, target: Target, file: str, link: str, count: int = 1) -> None:
        """Note that so many files, this the first of them, have a link."""
        first, known, times = self.links.get(target, (file, link, 0))
        if file < first:
            first, known = file, link
        self.links[target] = (first, known, times + count)

    def take(self, other: Led) -> None:
        """Take in what other files have."""
        for target, (file, link, count) in other.links.items():
            self.add(target, file, link, count)
        self.places.update(other.places)


def led(file: SiteFile, into: Led) -> None:
    """Note where the links of a file lead, and what its places are."""
    here = _beginning(file)
    found: dict[Target, str] = {}
    for link in file.addresses:
        if (target := file.base.target(link, here)) is not None:
            found.setdefault(target, link)
    for target, link in found.items():
        into.add(target, file.name, link)
    if file.kind == ".html":
        into.places[file.name] = SEPARATOR.join(file.places)


def broken(every: Led, there: frozenset[str], output: Path) -> Iterator[Told]:
    """The links that lead to no file, or to no place on it.

    Args:
        every: where all links lead.
        there: the files of the site.
        output: its folder.
    """
    for target, (file, link, count) in every.links.items():
        if what := _wrong(target, link, every, there):
            text = text_of(output / file)
            flaw = Flaw(what, FIX, address_line(text, link), group=f"{target.route}#{target.fragment}")
            yield Told(flaw, file, count)


def _wrong(target: Target, link: str, every: Led, there: frozenset[str]) -> str:
    """What is wrong with a link, "" where nothing is."""
    if target.file not in there:
        return f"the link to {link} leads nowhere"
    # Browsers know `top` as the beginning of any page; what is no page has places of its own kind.
    if not target.fragment or target.fragment.lower() == "top" or target.file not in every.places:
        return ""
    if target.fragment in every.places[target.file].split(SEPARATOR):
        return ""
    return f"there is no #{target.fragment} where {link} leads"


def _beginning(file: SiteFile) -> str:
    """What a file's links are relative to: its own address, if it does not say otherwise."""
    base = file.html.css_first("base[href]") if file.kind == ".html" else None
    return urljoin(file.address, (base.attributes.get("href") or "").strip()) if base else file.address
