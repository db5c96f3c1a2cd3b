"""Raw page -> stories: the restoration, pure from the bytes to the result.

    bytes -> decode -> RawPage -> clean -> lines -> blocks -> sightings (cues) -> readings (grammar) -> stories -> conserve

Each step is a module of that name, and takes only what the one before it gives.
"""

from __future__ import annotations

from sitegen.model import RestoredPage
from sitegen.restore.blocks import blocks
from sitegen.restore.clean import clean
from sitegen.restore.conserve import check
from sitegen.restore.cues import sightings
from sitegen.restore.decode import RawPage, decode
from sitegen.restore.grammar import read
from sitegen.restore.masthead import disagreements, masthead
from sitegen.restore.stories import tell
from sitegen.restore.weights import WEIGHTS


def restore(data: bytes, file: str, encoding: str = "") -> RestoredPage:
    """Read a raw page.

    Args:
        data: the file's bytes.
        file: its name.
        encoding: what the editor says it is, or "".

    Raises:
        ProblemError: the file is no readable text, or the reading would lose or double a character.
    """
    return restore_page(decode(data, file, encoding))


def restore_page(page: RawPage) -> RestoredPage:
    """Read a decoded page; raises as `restore` does."""
    readings = read(sightings(blocks(clean(page))), WEIGHTS)
    told, furniture = tell(readings)
    stories = tuple(each.story for each in told)
    check(page, stories, furniture)
    stated = masthead(furniture)
    return RestoredPage(
        file=page.file,
        sha256=page.sha256,
        encoding=page.encoding,
        masthead=stated,
        stories=stories,
        furniture=furniture,
        decisions=tuple(decision for each in told for decision in each.decisions),
        doubts=disagreements(furniture, stated, page.file),
    )
