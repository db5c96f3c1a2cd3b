"""Columns of two stories that cross: which story each later piece of text belongs to.

Raw text is read column by column. Where two stories stand side by side, pieces of them alternate: the first story breaks off at its
column's end, the second begins, and then a piece of the first comes back. A story that has broken off when another begins is the
sign; from there every piece of text is given to one of the stories that wait for it. All pieces are given together, so that the whole
is best (a beam search over the few stories that wait at a time), and staying with the story at hand is the rule. That columns cross on
a page at all has to be worth it.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from operator import attrgetter

from sitegen.model import Decision
from sitegen.restore import tables
from sitegen.restore.blocks import Block
from sitegen.restore.endings import closes_first, is_left_open, is_open, is_signed
from sitegen.restore.grammar import Reading, Role
from sitegen.restore.seams import made_at_cut
from sitegen.restore.words import Printed, Words
from sitegen.values import dataclass

BEAM = 8
"""How many readings are kept at each piece of text: with 16 the figures of the gold pages, held out, are the same or worse."""
MOST_WAITING = 3
"""How many stories may wait for their next piece at one time."""
MOST_REMEMBERED = 12
"""How many stories may be waiting or at hand at all; those before are held to have ended elsewhere."""
RECENT = 12
"""Against how many of its last pieces a story's words are compared."""

SWITCH_COST = 4.0
"""Cost of going over to another story; less where the story at hand has just broken off, as it does at a column's end."""
SWITCH_AT_CUT_COST = 0.2
HABIT_COST = 2.0
"""Cost of a page on which columns cross at all."""
CLOSED_COST = 5.0
"""Cost of text after a story's closing signature or note."""
OPENINGS = ("above.start", "below.start")
"""States of the first text of a story."""
LEFT_OPEN_COST = 5.0
"""Cost of a story that never ends."""
FRESH_COST, FRESH_GAIN = 5.0, 0.6
"""A piece that begins like a paragraph: against it as the rest of a sentence, for it as a new paragraph."""
NEVER_FIRST_COST = 6.0
WORD_GAIN = {"none": 0.0, "pair": 0.3, "common": 2.0, "both": 2.5, "word": 2.5}
"""Gain where the characters at the cut make a word: see `seams.made_at_cut`."""
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
class Strand:
    """A story that may still be given text.

    Args:
        story: its number.
        recent: the last of its pieces, by number.
        open: it breaks off in the middle of a sentence.
    """

    story: int
    recent: tuple[int, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Path:
    """Pieces given to stories so far.

    Args:
        gain: how good that is.
        owner: the story of the last piece; -1 before the first one.
        before: the path without that piece.
        strands: the stories that may still be given text, by number.
        forsaken: how many stories before those were left in the middle of a sentence.
    """

    gain: float
    owner: int = -1
    before: Path | None = None
    strands: tuple[Strand, ...] = ()
    forsaken: int = 0

    def strand(self, story: int) -> Strand:
        """What a story has."""
        for strand in self.strands:
            if strand.story == story:
                return strand
        return Strand(story, (), open=False)


def untangle(groups: tuple[tuple[Reading, ...], ...]) -> tuple[tuple[tuple[Reading, ...], ...], tuple[Decision, ...]]:
    """Give pieces of text that stand among another story's back to their own.

    Args:
        groups: the readings of each story, as they stand on the page.

    Returns:
        The same readings in the same number of groups, and a decision for each that moved.
    """
    pieces = pieces_of(groups)
    begun = {piece.story for piece in pieces if piece.opens}
    stray = any(piece.story not in begun for piece in pieces)
    last = {piece.story: piece for piece in pieces}
    if not stray and not any(piece.open for story, piece in last.items() if story < len(groups) - 1):
        return groups, ()
    owners = best_owners(pieces)
    return _regrouped(groups, pieces, owners), _decisions(pieces, owners)


def pieces_of(groups: tuple[tuple[Reading, ...], ...]) -> tuple[Piece, ...]:
    """The body text of all stories in the order of the page."""
    found: list[Piece] = []
    at = 0
    for story, group in enumerate(groups):
        for reading in group:
            if reading.state.role is Role.BODY:
                block = reading.sighting.block
                left_open = is_open(block.text) and not block.jump
                found.append(Piece(at, block, story, reading.state.name in OPENINGS, left_open))
            at += 1
    return tuple(found)


def best_owners(pieces: tuple[Piece, ...]) -> tuple[int, ...]:
    """The story of each piece, by the best reading of all of them together."""
    fits = Fits(pieces)
    standing = tuple(piece.story for piece in pieces)
    crossing = _best(pieces, fits)
    if crossing == standing or _worth(crossing, fits) - HABIT_COST > _worth(standing, fits):
        return crossing
    return standing


def _best(pieces: tuple[Piece, ...], fits: Fits) -> tuple[int, ...]:
    """The story of each piece, where columns may cross."""
    paths = [Path(0.0)]
    for number, piece in enumerate(pieces):
        ways = [(path, owner) for path in paths for owner in _takers(path, piece)]
        if piece.opens or len(ways) == 1:
            # Where there is no choice, nothing need be weighed: all that follows has the same before it.
            ranked = [(path.gain, (path, owner)) for path, owner in ways]
        else:
            ranked = sorted(zip(gains(ways, number, fits), ways, strict=True), key=lambda way: -way[0])
        paths = [_given(path, number, owner, gain, piece) for gain, (path, owner) in ranked[:BEAM]]
    best_path: Path | None = max(paths, key=lambda path: path.gain - _unfinished(path))
    owners: list[int] = []
    while best_path is not None and best_path.before is not None:
        owners.append(best_path.owner)
        best_path = best_path.before
    return tuple(reversed(owners))


def _worth(owners: tuple[int, ...], fits: Fits) -> float:
    """How good it is to give the pieces to these stories."""
    path = Path(0.0)
    for number, (piece, owner) in enumerate(zip(fits.pieces, owners, strict=True)):
        gain = path.gain if piece.opens else gains([(path, owner)], number, fits)[0]
        path = _given(path, number, owner, gain, piece)
    return path.gain - _unfinished(path)


def _takers(path: Path, piece: Piece) -> list[int]:
    """The stories a piece may be given to: the one it stands in, the one at hand, and those before it that have broken off."""
    if piece.opens:
        return [piece.story]
    waiting = [each.story for each in path.strands if each.open and each.story < piece.story]
    at_hand = {each.story for each in path.strands if each.story in (piece.story, path.owner)}
    return sorted({*at_hand, *waiting[-MOST_WAITING:]}) or [piece.story]


def gains(ways: list[tuple[Path, int]], number: int, fits: Fits) -> list[float]:
    """How good each path is with one more piece given to a story."""
    recent = [path.strand(owner).recent for path, owner in ways]
    fit = fits.of(number, frozenset(recent))
    return [
        path.gain + fit[held] - _cost_of_going_over(path, owner)
        for (path, owner), held in zip(ways, recent, strict=True)
    ]


def _cost_of_going_over(path: Path, owner: int) -> float:
    """What it costs to give the next piece to a story: nothing to the one at hand."""
    if path.owner in (owner, -1):
        return 0.0
    return SWITCH_AT_CUT_COST if path.strand(path.owner).open else SWITCH_COST


def _given(path: Path, number: int, owner: int, gain: float, piece: Piece) -> Path:
    """A path with one more piece given to a story. Stories that are over and no longer at hand are forgotten."""
    recent = (*path.strand(owner).recent, number)[-RECENT:]
    kept = [each for each in path.strands if (each.open or each.story == piece.story) and each.story != owner]
    strands = sorted((*kept, Strand(owner, recent, piece.open)), key=_by_story)
    if len(strands) <= MOST_REMEMBERED:
        return Path(gain, owner, path, tuple(strands), path.forsaken)
    dropped = strands[:-MOST_REMEMBERED]
    return Path(
        gain, owner, path, tuple(strands[-MOST_REMEMBERED:]), path.forsaken + sum(each.open for each in dropped)
    )


_by_story = attrgetter("story")


class Fits:
    """How well each piece goes on from the pieces that a story may have.

    Args:
        pieces: all pieces of the page.
    """

    def __init__(self, pieces: tuple[Piece, ...]) -> None:
        self.pieces = pieces
        self.words = Words(tuple(piece.block.text for piece in pieces))
        self.printed = Printed("\n".join(piece.block.text for piece in pieces))
        self._found: dict[tuple[int, tuple[int, ...]], float] = {}

    def of(self, number: int, held: frozenset[tuple[int, ...]]) -> Mapping[tuple[int, ...], float]:
        """How well a piece goes on from each of some lists of a story's last pieces; from none, neither well nor badly."""
        lists = sorted(each for each in held if each and (number, each) not in self._found)
        if lists:
            shares = self.words.shared(number, [each[::-1] for each in lists]).tolist()
            seams = {last: self._at_seam(last, number) for last in {each[-1] for each in lists}}
            for each, share in zip(lists, shares, strict=True):
                self._found[number, each] = SHARED_GAIN * share + seams[each[-1]]
        return {each: self._found[number, each] if each else 0.0 for each in held}

    def _at_seam(self, last: int, number: int) -> float:
        """The rest of a broken sentence, or a new paragraph after a whole one."""
        above, below = self.pieces[last].block.text, self.pieces[number].block.text
        gain = -CLOSED_COST if is_signed(above) else 0.0
        fresh = bool(tables.FRESH.search(below))
        if not self.pieces[last].open:
            return gain + (FRESH_GAIN if fresh else 0.0) - (NEVER_FIRST_COST if below[0] in tables.NEVER_FIRST else 0.0)
        gain -= FRESH_COST if fresh else 0.0
        return gain + word_at_cut(above, below, self.printed) + _quotes(above, below)


def word_at_cut(above: str, below: str, page: Container[str]) -> float:
    """Gain where joining the two makes a word that the page has elsewhere, or one that everybody knows."""
    return WORD_GAIN[made_at_cut(above, below, page)]


def _quotes(above: str, below: str) -> float:
    """Gain where the piece closes what the text above it has left open, cost where it closes what is not open."""
    gain = 0.0
    for opener, closer in (*tables.PAIRS, tables.INNER_QUOTES):
        waits, closes = is_left_open(above, opener, closer), closes_first(below, opener, closer)
        if waits or closes:
            gain += QUOTE_GAIN if waits and closes else -QUOTE_GAIN if (opener, closer) in tables.PAIRS else 0.0
    return gain


def _unfinished(path: Path) -> float:
    """Cost of the stories that are left in the middle of a sentence."""
    return LEFT_OPEN_COST * (path.forsaken + sum(each.open for each in path.strands))


def _regrouped(
    groups: tuple[tuple[Reading, ...], ...], pieces: tuple[Piece, ...], owners: tuple[int, ...]
) -> tuple[tuple[Reading, ...], ...]:
    """The readings by their owners; a subhead goes with the text after it, everything else stays where it stood.

    What a story begins with stays too: with nothing left it would be no story.
    """
    owner_at = {piece.at: owner for piece, owner in zip(pieces, owners, strict=True)}
    flat = [(story, reading) for story, group in enumerate(groups) for reading in group]
    made: list[list[Reading]] = [[] for _ in groups]
    # From the page's end up, so that the text after a subhead has been seen before the subhead.
    text_below = owner_below = -1
    openings = {at for at, (story, _) in enumerate(flat) if at == 0 or flat[at - 1][0] != story}
    for at, (story, reading) in reversed(tuple(enumerate(flat))):
        owner = owner_at.get(at, story)
        if at in owner_at:
            text_below, owner_below = story, owner
        elif reading.state.role is Role.SUBHEAD and text_below == story and at not in openings:
            owner = owner_below
        made[owner].append(reading)
    return tuple(tuple(reversed(group)) for group in made)


def _decisions(pieces: tuple[Piece, ...], owners: tuple[int, ...]) -> tuple[Decision, ...]:
    return tuple(
        Decision("streams", "untangle", piece.block.lines, "moved", "columns of two stories cross here", 0.7)
        for piece, owner in zip(pieces, owners, strict=True)
        if owner != piece.story
    )
