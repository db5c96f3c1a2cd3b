"""Columns (栏目) that are known by name: a line that is such a name is hardly ever a headline.

A rubric of two or four characters (纵横, 专题深思) looks like a short headline, a subhead, or a word that was cut off; only who knows the
newspaper knows it. Names are not learned from gold pages: what a name speaks for is an editor's word (`benchmarks/beliefs.py`).
"""

from __future__ import annotations

import re

from sitegen.restore.blocks import Block
from sitegen.restore.neighbours import Cues
from sitegen.restore.scripts import simplified

LONGEST = 24
"""A longer line is no column's name."""
SHORTEST_PART = 3
"""A name of two characters is known only where it stands alone: 观察 in 前沿·观察 is any word."""
AROUND = re.compile(r"[【】〖〗\[\]《》“”「」『』■□◆◇●○★☆▲△\s]")
"""What is printed around a name."""
BETWEEN = re.compile("[·•・|｜丨：]")
"""What parts two names: 稳就业·暖心故事 · 政策问答·回应关切."""


def is_known(text: str, columns: frozenset[str]) -> bool:
    """Is a line the name of a known column, or are two names joined of which one is known?

    >>> known = frozenset({"纵横", "人民论坛", "暖心故事"})
    >>> [is_known(text, known) for text in ("【人民論壇】", "纵横", "稳就业·暖心故事", "纵横·四海", "人民论坛开讲")]
    [True, True, True, False, False]
    """
    if len(text) > LONGEST:
        return False
    bare = simplified(AROUND.sub("", text))
    return bare in columns or any(part in columns for part in BETWEEN.split(bare) if len(part) >= SHORTEST_PART)


def known_cues(blocks: tuple[Block, ...], columns: frozenset[str]) -> Cues:
    """For every block whether it is a column known by name."""
    return [{"known-column"} if columns and is_known(block.text, columns) else set() for block in blocks]
