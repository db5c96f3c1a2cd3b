"""Lines -> Blocks: hard-wrapped lines become paragraphs again; a line that is a paragraph, or a fragment of one, stays one.

A page set in columns fills every line of a paragraph but the first (indented by two characters) and the last. So the width of a
line, against the measure of its column, says which place it has in its paragraph. Which lines belong together, and what the
measure is at each place of the page, is found in one go: the likeliest sequence of (measure, place) over all lines (Viterbi).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from sitegen.restore.clean import Line
from sitegen.restore.notices import is_notice
from sitegen.restore.tables import CJK_MARKS, CREDIT, ENDED, NEVER_FIRST, STARTS_A_BLOCK

NARROWEST, WIDEST = 8, 44
"""Measures of a newspaper column in characters; a longer line is not wrapped by a column."""
RUN_SPREAD = 2.0
"""Three lines in a row whose widths differ by no more may be full lines of one column."""
INDENT = 2.0
"""A paragraph's first line is indented by two characters (CLREQ 4.1)."""

HALF_WIDTH, SQUEEZED, AT_LINE_END = 0.55, 0.8, 0.5
"""Widths of a digit or Latin letter, of punctuation inside a line, and of punctuation at its end (which may hang or be halved),
in characters: least squares over the full lines of the pages in the tests, between the two kinds of page there."""
WIDTH_COST = 0.9
"""Cost of a line one character off the width its place calls for, growing by the square: full lines scatter by 0.6."""
MOST_WIDTH_COST = 14.0
ALONE_COST = 3.2
"""Cost of reading a line as a block of its own: what being part of a paragraph must not exceed."""
HEAD_COST = 1.0
"""The same for a line with no stop and no comma, as a headline is."""
NEW_MEASURE_COST = 4.0
STOP_INSIDE_COST = 1.0
"""Cost of a stop at the end of a line inside a paragraph: one line in twenty ends so by chance."""
NO_STOP_AT_END_COST = 3.5
FULL_LAST_LINE_COST = 0.5
COLUMN_TOP_COST = 3.0
"""Cost of a paragraph that begins without an indent: the top of a column, continuing the one before."""
NEVER_FIRST_COST = 8.0
CLOSE_COST = 2.0
"""Cost of beginning a block with no blank line before it, on a page whose lines mostly have one."""
MOSTLY_APART = 0.6
NOTICE_INSIDE_COST, CREDIT_INSIDE_COST = 3.0, 6.0
"""Cost of a line of masthead or advert, and of a photographer's credit, as part of a paragraph."""
LONG_LINE_FREE = WIDEST + 4


class Place(IntEnum):
    """A line's place in its paragraph."""

    ALONE = 0
    FIRST = 1
    TOP = 2
    INSIDE = 3
    LAST = 4


State = tuple[Place, int]
"""A place, and the measure of the column (0 for a line that stands alone)."""

BEGINS = (Place.ALONE, Place.FIRST, Place.TOP)
ENDS = (Place.ALONE, Place.LAST)


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a fragment of one, or a line that stands alone.

    Args:
        lines: the raw lines it is made of, in reading order.
        text: their text, joined with nothing between where Chinese meets Chinese.
        after_gap: a blank line stands before it.
        heading: the level of its `#` mark, 0 where it has none.
        bold: how many characters at its start are marked bold.
    """

    lines: tuple[int, ...]
    text: str
    after_gap: bool = True
    heading: int = 0
    bold: int = 0


def blocks(lines: tuple[Line, ...]) -> tuple[Block, ...]:
    """The page's lines, put together into blocks; every line is in exactly one.

    >>> from sitegen.restore.clean import clean_line
    >>> raw = ["今年初，辽源市总针对培训工种、形式等", "问题开展广泛调研，根据企业需求及全市发",
    ...        "展方向，制定了 10期职业技能提升培训计划，", "涵盖焊接、铸造、数控、制药等领域。"] * 3
    >>> [len(block.lines) for block in blocks(tuple(clean_line(r, n) for n, r in enumerate(raw, 1)))]
    [4, 4, 4]
    """
    made: list[list[Line]] = []
    for line, place in zip(lines, places(lines), strict=True):
        if made and place in (Place.INSIDE, Place.LAST):
            made[-1].append(line)
        else:
            made.append([line])
    return tuple(_block(group) for group in made)


def _block(group: list[Line]) -> Block:
    text = group[0].text
    for line in group[1:]:
        text = join_texts(text, line.text)
    first = group[0]
    return Block(tuple(line.number for line in group), text, first.after_gap, first.heading, first.bold)


def join_texts(above: str, below: str) -> str:
    """Two pieces of one paragraph: nothing between them, but a space between two Latin words.

    >>> join_texts("会议在北", "京召开。")
    '会议在北京召开。'
    >>> join_texts("Winter", "Games")
    'Winter Games'
    """
    latin = above[-1:].isascii() and above[-1:].isalpha() and below[:1].isascii() and below[:1].isalpha()
    return f"{above} {below}" if latin else above + below


def width(text: str) -> float:
    """How wide a line was set, in characters; white space between Chinese is not counted.

    >>> width("涵盖 AI 等")
    4.1
    >>> width("涵盖焊接、铸造，")
    7.3
    """
    solid = text.replace(" ", "")
    wide = sum(HALF_WIDTH if c.isascii() else SQUEEZED if c in CJK_MARKS else 1.0 for c in solid[:-1])
    last = solid[-1:]
    return wide + (AT_LINE_END if last in CJK_MARKS else HALF_WIDTH if last.isascii() else 1.0)


def measures(widths: tuple[float, ...]) -> tuple[int, ...]:
    """What the page's columns may measure.

    Full lines come in runs: a measure is tried where some line and both its neighbours have that width, a character more or
    less. Headlines and adverts of one width seldom stand three in a row.

    >>> measures((18.0, 20.1, 19.8, 20.0, 7.5, 13.0))
    (20,)
    """
    found: set[int] = set()
    for run in zip(widths, widths[1:], widths[2:], strict=False):
        if max(run) - min(run) <= RUN_SPREAD and NARROWEST <= max(run) <= WIDEST:
            found |= {round(min(run)), round(max(run))}
    return tuple(sorted(found))


def close_measures(lines: tuple[Line, ...], widths: tuple[float, ...]) -> tuple[int, ...]:
    """Widths of lines that the next one follows without a blank line, where others stand apart: captions of a few lines.

    Lines without a stop or a comma are an advert's, each for itself.
    """
    found: set[int] = set()
    for line, wide, after in zip(lines, widths, lines[1:], strict=False):
        sentence = any(mark in line.text + after.text for mark in "，。；、")
        if sentence and not after.after_gap and wide <= WIDEST:
            found |= {round(wide), round(wide + INDENT)}
    return tuple(found)


def places(lines: tuple[Line, ...]) -> tuple[Place, ...]:
    """Each line's place in its paragraph, by the cheapest reading of the whole page."""
    widths = tuple(width(line.text) for line in lines)
    tried = measures(widths)
    if not tried:
        return (Place.ALONE,) * len(lines)
    apart = sum(line.after_gap for line in lines) > MOSTLY_APART * len(lines)
    if apart:
        tried = tuple(sorted({*tried, *close_measures(lines, widths)}))
    costs: dict[State, float] = {(Place.ALONE, 0): 0.0}
    steps: list[dict[State, State]] = []
    for line, wide in zip(lines, widths, strict=True):
        sight = _Sight(line, wide, bool(ENDED.search(line.text)), apart and not line.after_gap, is_notice(line.text))
        costs, came = _step(sight, tried, costs)
        steps.append(came)
    at = min((state for state in costs if state[0] in ENDS), key=costs.__getitem__)
    path: list[Place] = []
    for came in reversed(steps):
        path.append(at[0])
        at = came[at]
    return tuple(reversed(path))


@dataclass(frozen=True, slots=True)
class _Sight:
    """What is seen of a line.

    Args:
        line: the line.
        width: in characters.
        ended: a sentence ends with it.
        close: it stands close to the one before, on a page where others stand apart.
        notice: it is a line of masthead or advert.
    """

    line: Line
    width: float
    ended: bool
    close: bool
    notice: bool


def _step(
    sight: _Sight, tried: tuple[int, ...], costs: dict[State, float]
) -> tuple[dict[State, float], dict[State, State]]:
    """One line on: the cost of every state after it, and the state each comes from."""
    ends = {state: cost for state, cost in costs.items() if state[0] in ENDS}
    last = min(ends, key=ends.__getitem__)
    now: dict[State, float] = {}
    came: dict[State, State] = {}

    def arrive(place: Place, measure: int, ways: list[tuple[float, State]]) -> None:
        cost, before = min(ways)
        now[place, measure] = cost + place_cost(sight, place, measure)
        came[place, measure] = before

    arrive(Place.ALONE, 0, [(ends[last], last)])
    for measure in tried:
        ways = [(ends[last] + NEW_MEASURE_COST, last)]
        ways += [(ends[state], state) for state in ((Place.ALONE, 0), (Place.LAST, measure)) if state in ends]
        arrive(Place.FIRST, measure, ways)
        arrive(Place.TOP, measure, ways)
        open_states = [(place, measure) for place in (Place.FIRST, Place.TOP, Place.INSIDE)]
        inside = [(costs[state], state) for state in open_states if state in costs]
        if inside:
            arrive(Place.INSIDE, measure, inside)
            arrive(Place.LAST, measure, inside)
    return now, came


def place_cost(sight: _Sight, place: Place, measure: int) -> float:
    """What it costs to give a line this place in a column of this measure."""
    if place is Place.ALONE:
        return _cost_of_beginning(sight, place) + _cost_alone(sight)
    return _cost_of_beginning(sight, place) + _cost_in_paragraph(sight, place) + _cost_of_width(sight, place, measure)


def _cost_of_beginning(sight: _Sight, place: Place) -> float:
    """What speaks against a block beginning with this line, if it does here."""
    if place not in BEGINS:
        return 0.0
    unlikely = sight.line.text[0] in NEVER_FIRST and place is not Place.TOP
    return CLOSE_COST * sight.close + NEVER_FIRST_COST * unlikely


def _cost_alone(sight: _Sight) -> float:
    """What speaks against this line being a block of its own."""
    if sight.width > LONG_LINE_FREE:
        return 0.0
    return ALONE_COST if any(mark in sight.line.text for mark in "，。；、") else HEAD_COST


def _cost_in_paragraph(sight: _Sight, place: Place) -> float:
    """What speaks against this line being one of several of a paragraph, whatever its width."""
    text = sight.line.text
    if sight.line.heading or (place not in BEGINS and STARTS_A_BLOCK.search(text)):
        return MOST_WIDTH_COST
    return CREDIT_INSIDE_COST if CREDIT.search(text) else NOTICE_INSIDE_COST * sight.notice


def _cost_of_width(sight: _Sight, place: Place, measure: int) -> float:
    """What the line's width and its stop say against this place in the paragraph."""
    if place is Place.LAST:
        over = _off(max(0.0, sight.width - measure))
        full = FULL_LAST_LINE_COST * (sight.width >= measure - 0.5)
        return over + (full if sight.ended else NO_STOP_AT_END_COST)
    wide = measure - INDENT if place is Place.FIRST else measure
    return _off(sight.width - wide) + STOP_INSIDE_COST * sight.ended + COLUMN_TOP_COST * (place is Place.TOP)


def _off(characters: float) -> float:
    """Cost of a line that many characters wider or narrower than its place calls for."""
    return min(MOST_WIDTH_COST, WIDTH_COST * characters**2)
