"""Raw page -> stories: the restoration, pure from the bytes to the result.

    bytes -> decode -> RawPage -> clean -> lines -> blocks -> sightings (cues) -> readings (grammar) -> stories -> conserve

Each step is a module of that name, and takes only what the one before it gives.
"""

from __future__ import annotations

from sitegen.model import Known, RestoredPage
from sitegen.pins import Pins
from sitegen.restore.blocks import blocks
from sitegen.restore.clean import clean, debris
from sitegen.restore.conserve import check
from sitegen.restore.cues import sightings
from sitegen.restore.dating import dated
from sitegen.restore.decode import RawPage, decode
from sitegen.restore.fitting import Outcome, fit, unheeded
from sitegen.restore.grammar import read
from sitegen.restore.masthead import disagreements, masthead
from sitegen.restore.pinned import NO_PINS, cuts_of, joins_of, limits_of
from sitegen.restore.stories import furniture_decisions, tell
from sitegen.restore.weights import WEIGHTS

NOTHING_KNOWN = Known()


def restore(
    data: bytes, file: str, encoding: str = "", pins: Pins = NO_PINS, known: Known = NOTHING_KNOWN
) -> RestoredPage:
    """Read a raw page.

    Args:
        data: the file's bytes.
        file: its name.
        encoding: what the editor says it is, or "".
        pins: what else the editor has decided about it.
        known: newspapers and columns known by name.

    Raises:
        ProblemError: the file is no readable text, or the reading would lose or double a character.
    """
    return restore_page(decode(data, file, encoding), pins, known)


def restore_page(page: RawPage, pins: Pins = NO_PINS, known: Known = NOTHING_KNOWN) -> RestoredPage:
    """Read a decoded page; raises as `restore` does."""
    lines = clean(page)
    fitting, misfits = fit(pins, page, lines)
    seen = sightings(blocks(lines, cuts_of(fitting, lines), joins_of(fitting, lines)), known.columns)
    readings = read(seen, WEIGHTS, limits_of(fitting, seen))
    told, of_the_page = tell(readings, fitting)
    furniture = (*of_the_page, *debris(page))
    stories = tuple(each.story for each in told)
    check(page, stories, furniture)
    stated = dated(masthead(furniture, known.newspapers), stories, lines)
    decisions = (*(decision for each in told for decision in each.decisions), *furniture_decisions(readings))
    return RestoredPage(
        file=page.file,
        sha256=page.sha256,
        encoding=page.encoding,
        masthead=stated,
        stories=stories,
        furniture=furniture,
        decisions=decisions,
        doubts=disagreements(furniture, stated, page.file),
        unheeded=(*misfits, *unheeded(fitting, Outcome(readings, stories, decisions))),
    )
