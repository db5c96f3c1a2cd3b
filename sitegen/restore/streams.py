"""Columns of two stories that cross: which story each later piece of text belongs to.

Raw text is read column by column. Where two stories stand side by side, pieces of them alternate: the first story breaks off at its
column's end, the second begins, and then a piece of the first comes back. A story that has broken off when another begins is the
sign; from there every piece of text is given to one of the stories that wait for it. All pieces are given together, so that the whole
is best (a beam search over the few stories that wait at a time), and staying with the story at hand is the rule.
"""

from __future__ import annotations

from dataclasses import dataclass

from sitegen.model import Decision
from sitegen.restore import tables
from sitegen.restore.blocks import Block
from sitegen.restore.cues import is_open
from sitegen.restore.grammar import Reading, Role
from sitegen.restore.words import Words

BEAM = 40
"""How many readings are kept at each piece of text."""
MOST_WAITING = 3
"""How many stories may wait for their next piece at one time."""
RECENT = 12
"""Against how many of its last pieces a story's words are compared."""

SWITCH_COST = 4.0
"""Cost of going over to another story; less where the story at hand has just broken off, as it does at a column's end."""
SWITCH_AT_CUT_COST = 0.3
LEFT_OPEN_COST = 2.5
"""Cost of a story that never ends."""
FRESH_COST, FRESH_GAIN = 5.0, 0.6
"""A piece that begins like a paragraph: against it as the rest of a sentence, for it as a new paragraph."""
NEVER_FIRST_COST = 6.0
WORD_GAIN = (0.5, 1.8)
"""Gain where the two characters at the cut stand together elsewhere on the page; where three do."""
QUOTE_GAIN = 3.0
"""Gain where the piece closes a quotation that the story has open; the cost where it closes one that is not open."""
SHARED_GAIN = 18.0
"""Gain for shared words: by the share of the piece's words that the story has."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of body text.

    Args:
        at: its place in the page's readings.
        block: its block.
        story: the story it stands in.
        opens: it is the first text of that story.
        open: it breaks off in the middle of a sentence.
    """

    at: int
    block: Block
    story: int
    opens: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Path:
    """Pieces given to stories so far: the owner of each, the pieces of each story, and how good that is."""

    gain: float
    owners: tuple[int, ...]
    held: tuple[tuple[int, ...], ...]


def untangle(groups: tuple[tuple[Reading, ...], ...]) -> tuple[tuple[tuple[Reading, ...], ...], tuple[Decision, ...]]:
    """Give pieces of text that stand among another story's back to their own.

    Args:
        groups: the readings of each story, as they stand on the page.

    Returns:
        The same readings in the same number of groups, and a decision for each that moved.
    """
    pieces = pieces_of(groups)
    if not any(_breaks_off(pieces, story) for story in range(len(groups) - 1)):
        return groups, ()
    owners = best_owners(pieces, len(groups))
    return _regrouped(groups, pieces, owners), _decisions(pieces, owners)


def pieces_of(groups: tuple[tuple[Reading, ...], ...]) -> tuple[Piece, ...]:
    """The body text of all stories in the order of the page."""
    found: list[Piece] = []
    at = 0
    for story, group in enumerate(groups):
        first = True
        for reading in group:
            if reading.state.role is Role.BODY:
                block = reading.sighting.block
                found.append(Piece(at, block, story, first, is_open(block.text) and not block.jump))
                first = False
            at += 1
    return tuple(found)


def _breaks_off(pieces: tuple[Piece, ...], story: int) -> bool:
    """Does the story's text, as it stands, end in the middle of a sentence?"""
    own = [piece for piece in pieces if piece.story == story]
    return bool(own) and own[-1].open


def best_owners(pieces: tuple[Piece, ...], stories: int) -> tuple[int, ...]:
    """The story of each piece, by the best reading of all of them together."""
    words = Words(tuple(piece.block.text for piece in pieces))
    page = "\n".join(piece.block.text for piece in pieces)
    paths = [Path(0.0, (), ((),) * stories)]
    for number, piece in enumerate(pieces):
        grown = [
            _give(path, number, owner, pieces, words, page) for path in paths for owner in _takers(path, piece, pieces)
        ]
        paths = sorted(grown, key=lambda path: -path.gain)[:BEAM]
    return max(paths, key=lambda path: path.gain - _unfinished(path, pieces)).owners


def _takers(path: Path, piece: Piece, pieces: tuple[Piece, ...]) -> list[int]:
    """The stories a piece may be given to: the one it stands in, the one at hand, and those before it that have broken off."""
    if piece.opens:
        return [piece.story]
    waiting = [story for story in range(piece.story) if path.held[story] and pieces[path.held[story][-1]].open]
    return sorted({piece.story, path.owners[-1], *waiting[-MOST_WAITING:]})


def _give(path: Path, number: int, owner: int, pieces: tuple[Piece, ...], words: Words, page: str) -> Path:
    gain = path.gain
    piece = pieces[number]
    if not piece.opens:
        gain += fit(pieces, path.held[owner], number, words, page)
        before = path.owners[-1]
        if owner != before:
            gain -= SWITCH_AT_CUT_COST if pieces[path.held[before][-1]].open else SWITCH_COST
    held = tuple((*own, number) if story == owner else own for story, own in enumerate(path.held))
    return Path(gain, (*path.owners, owner), held)


def fit(pieces: tuple[Piece, ...], held: tuple[int, ...], number: int, words: Words, page: str) -> float:
    """How well a piece goes on from the pieces a story has: the rest of a broken sentence, or a new paragraph after a whole one."""
    if not held:
        return 0.0
    above, below = pieces[held[-1]].block.text, pieces[number].block.text
    gain = SHARED_GAIN * words.shared((number,), list(reversed(held))[:RECENT])
    fresh = bool(tables.FRESH.search(below))
    if not pieces[held[-1]].open:
        return gain + (FRESH_GAIN if fresh else 0.0) - (NEVER_FIRST_COST if below[0] in tables.NEVER_FIRST else 0.0)
    gain -= FRESH_COST if fresh else 0.0
    gain += word_at_cut(above, below, page)
    return gain + _quotes(above, below)


def word_at_cut(above: str, below: str, page: str) -> float:
    """Gain where joining the two makes a word that the page has elsewhere.

    >>> word_at_cut("发展潜", "力很大", "潜力，发展潜力") > word_at_cut("发展潜", "能很大", "潜力，发展潜力")
    True
    """
    around = above[-2:] + below[:2]
    if len(around) < 4 or not (around[1] + around[2]).isalnum():
        return 0.0
    pair, threes = around[1:3], (around[:3], around[1:])
    if any(three in page for three in threes):
        return WORD_GAIN[1]
    return WORD_GAIN[0] if pair in page else 0.0


def _quotes(above: str, below: str) -> float:
    """Gain where the piece closes what the text above it has left open, cost where it closes what is not open."""
    gain = 0.0
    for opener, closer in (*tables.PAIRS, tables.INNER_QUOTES):
        waits = above.count(opener) > above.count(closer)
        closes = 0 <= below.find(closer) < (below.find(opener) if opener in below else len(below))
        if waits or closes:
            gain += QUOTE_GAIN if waits and closes else -QUOTE_GAIN if (opener, closer) in tables.PAIRS else 0.0
    return gain


def _unfinished(path: Path, pieces: tuple[Piece, ...]) -> float:
    """Cost of the stories that are left in the middle of a sentence."""
    return LEFT_OPEN_COST * sum(bool(own) and pieces[own[-1]].open for own in path.held)


def _regrouped(
    groups: tuple[tuple[Reading, ...], ...], pieces: tuple[Piece, ...], owners: tuple[int, ...]
) -> tuple[tuple[Reading, ...], ...]:
    """The readings by their owners; a subhead goes with the text after it, everything else stays where it stood."""
    owner_at = {piece.at: owner for piece, owner in zip(pieces, owners, strict=True)}
    flat = [(story, reading) for story, group in enumerate(groups) for reading in group]
    made: list[list[Reading]] = [[] for _ in groups]
    for at, (story, reading) in enumerate(flat):
        owner = owner_at.get(at, story)
        if reading.state.role is Role.SUBHEAD:
            following = next((i for i in range(at + 1, len(flat)) if i in owner_at), None)
            owner = owner_at[following] if following is not None and flat[following][0] == story else story
        made[owner].append(reading)
    return tuple(tuple(group) for group in made)


def _decisions(pieces: tuple[Piece, ...], owners: tuple[int, ...]) -> tuple[Decision, ...]:
    return tuple(
        Decision("streams", "untangle", piece.block.lines, "moved", "columns of two stories cross here", 0.7)
        for piece, owner in zip(pieces, owners, strict=True)
        if owner != piece.story
    )
