"""Block -> the named cues that are seen of it: its own shape, its neighbours, and the words it shares with the text around it.

A cue is a name and nothing else; what it speaks for, and how strongly, is in `weights.py`. Every cue is found by a small rule in
`shapes.py` (the block's own text), `neighbours.py` (what stands around it) or `seams.py` (how texts go on into one another), or
by a pattern of `tables.py`, and `explain` shows them under the same names.
"""

from __future__ import annotations

from collections import Counter

from sitegen.restore.blocks import Block
from sitegen.restore.known_columns import known_cues
from sitegen.restore.neighbours import Cues, credit_cues, group_cues, mark_cues, neighbour_cues, page_cues, run_cues
from sitegen.restore.seams import flow_cues, seam_cues, word_cues
from sitegen.restore.shapes import HEADLIKE, RUNNING, look_of, outline, shape_cues
from sitegen.values import dataclass

__all__ = ("HEADLIKE", "RUNNING", "Sighting", "look_of", "shape_cues", "sightings", "speaks_of_place")

OF_PLACE = "always doubled rest before-rest before-fresh lead jump signed signs bracketed date-start caption-start long never-first"
PLAIN_CUES_OF_PLACE = frozenset(OF_PLACE.split())
"""Cues that say where in its story a block stands though their names have no colon."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What is seen of one block, before its role is known.

    Args:
        block: the block.
        look: what it looks like on its own, one word of `look_of`.
        cues: everything seen of it, by name, sorted.
    """

    block: Block
    look: str
    cues: tuple[str, ...]


def sightings(blocks: tuple[Block, ...], columns: frozenset[str] = frozenset()) -> tuple[Sighting, ...]:
    """Every block of a page with its cues.

    Args:
        blocks: the page's.
        columns: columns (栏目) known by name, in Simplified characters.
    """
    if not blocks:
        return ()
    page = outline(blocks)
    of_place = (neighbour_cues, run_cues, flow_cues, seam_cues, word_cues, credit_cues, group_cues, mark_cues)
    families = [repetition_cues(blocks), known_cues(blocks, columns), *(cues_of(page) for cues_of in of_place)]
    of_page = page_cues(page.looks)
    return tuple(
        Sighting(block, look, tuple(sorted(shapes.union(of_page, *cues))))
        for block, look, shapes, *cues in zip(blocks, page.looks, page.shapes, *families, strict=True)
    )


def repetition_cues(blocks: tuple[Block, ...]) -> Cues:
    """Whether a block's text is printed on the page before or again, and right above."""
    texts = Counter(block.text for block in blocks)
    earlier: set[str] = set()
    found: Cues = []
    above = None
    for block in blocks:
        cues = set()
        if texts[block.text] > 1:
            cues.add("printed-before" if block.text in earlier else "printed-again")
        if block.text == above:
            cues.add("doubled")
        earlier.add(block.text)
        above = block.text
        found.append(cues)
    return found


def speaks_of_place(cue: str) -> bool:
    """Does a cue say where in its story a block stands, and not only what it is? Only then has it weights by state.

    >>> speaks_of_place("after:byline"), speaks_of_place("dash-start")
    (True, False)
    """
    return ":" in cue or cue in PLAIN_CUES_OF_PLACE
