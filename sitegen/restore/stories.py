"""Readings -> stories and furniture: the blocks of each story, put into its fields."""

from __future__ import annotations

from dataclasses import replace

from sitegen.model import Decision, Furniture, FurnitureKind, Paragraph, Photo, Story
from sitegen.pins import Pins
from sitegen.restore import names, tables
from sitegen.restore.blocks import Block, join_texts
from sitegen.restore.calendar import numeral
from sitegen.restore.confidence import weighed
from sitegen.restore.endings import is_open
from sitegen.restore.gathering import gather, in_order
from sitegen.restore.grammar import Reading, Role
from sitegen.restore.heights import column_ends
from sitegen.restore.pinned import NO_PINS, ties_of
from sitegen.restore.rejoin import DOUBTFUL, NO_TIES, Joined, Ties, rejoin
from sitegen.restore.rubrics import bring_home
from sitegen.restore.streams import untangle
from sitegen.values import dataclass

FULL_SUBHEAD = 14
"""A subhead at least this long may go on in a second line; 一 or 上篇 above a subhead is a line of its own."""
SURE_ENOUGH = 0.93
"""A decision less sure than this is put on the review list. Of pages like those that the weights were fitted on that is one in ten, and
more than four in five of those that are wrong; of pages unlike them one in five, and seven in eight of those that are wrong."""


@dataclass(frozen=True, slots=True)
class Told:
    """One story with the decisions that made it."""

    story: Story
    decisions: tuple[Decision, ...]


def tell(readings: tuple[Reading, ...], pins: Pins = NO_PINS) -> tuple[tuple[Told, ...], tuple[Furniture, ...]]:
    """The stories of a page in the order in which their first line stands on it or an editor's, and its furniture."""
    by_text, moves = untangle(groups(readings))
    by_rubric, more = bring_home(by_text)
    untangled, moves = gather(by_rubric, (*moves, *more), pins)
    ties = ties_of(pins)
    told = tuple(story_of(group, moves, ties) for group in in_order(untangled, pins))
    return told, (*furniture(readings), *jump_lines(untangled, readings))


def groups(readings: tuple[Reading, ...]) -> tuple[tuple[Reading, ...], ...]:
    """The readings of each story, furniture left out."""
    made: list[list[Reading]] = []
    for reading in readings:
        if reading.state.role is Role.FURNITURE:
            continue
        if reading.starts or not made:
            made.append([])
        made[-1].append(reading)
    return tuple(tuple(group) for group in made)


def story_of(group: tuple[Reading, ...], moves: tuple[Decision, ...] = (), ties: Ties = NO_TIES) -> Told:
    """One story from the readings of its blocks, the decisions that moved some of them here, and an editor's on its paragraphs."""
    jump, fragments = _jump(group)
    body, joins = _body(group, fragments, ties)
    own = {reading.sighting.block.lines for reading in group}
    made = (*(_decision(reading) for reading in group), *(move for move in moves if move.lines in own), *joins)
    decisions = weighed(made)
    byline = _text(group, Role.BYLINE)
    paragraphs = [p.text for p in body if not p.subhead]
    pictures = photos(group)
    review = tuple(_in_words(decision) for decision in decisions if decision.confidence < SURE_ENOUGH)
    story = Story(
        title=_text(group, Role.TITLE),
        kicker=_text(group, Role.KICKER),
        subtitle=_text(group, Role.SUBTITLE),
        column=_text(group, Role.COLUMN),
        byline=byline,
        authors=names.credited(byline, paragraphs),
        kind="photo" if pictures and not body else "article",
        continued_from=jump.page,
        continued_on=_continued_on(group),
        jump=jump.marker if jump.page else "",
        body=body,
        photos=pictures,
        lines=tuple(line for reading in group for line in reading.sighting.block.lines),
        confidence=round(min(decision.confidence for decision in decisions), 2),
        review=review,
    )
    return Told(story, decisions)


def _text(group: tuple[Reading, ...], role: Role) -> str:
    """The text of a field: its lines joined with one space."""
    texts = (reading.sighting.block.text for reading in group if reading.state.role is role)
    return " ".join(texts).replace("\n", " ")


@dataclass(frozen=True, slots=True)
class Jump:
    """The jump line at a tail's start (上接第1版): its page, None where it gives no number (A1版); as printed; its line."""

    page: int | None = None
    marker: str = ""
    line: int = 0


def _jump(group: tuple[Reading, ...]) -> tuple[Jump, dict[int, Block]]:
    """The jump line a story begins with, and the body blocks by their place in the group without it."""
    jump = Jump()
    fragments: dict[int, Block] = {}
    for at, reading in enumerate(group):
        block = reading.sighting.block
        if reading.state.role not in (Role.BODY, Role.JUMP):
            continue
        found = None if jump.marker else tables.JUMP_FROM.search(block.text)
        if found:
            jump = Jump(numeral(found[1] or found[2]) or None, found[0], block.lines[0])
            rest = block.text[found.end() :].lstrip()
            block = replace(block, text=rest, bold=max(0, block.bold - found.end()))
        if block.text:
            fragments[at] = block
    return jump, fragments


def _continued_on(group: tuple[Reading, ...]) -> int | None:
    """The page that the jump line at a story's end names, None where there is none or it gives no number (A4版)."""
    markers = (tables.JUMP_TO.search(reading.sighting.block.jump) for reading in group)
    pages = (numeral(found[1] or found[2]) for found in markers if found)
    return next((page for page in pages if page), None)


def jump_lines(groups: tuple[tuple[Reading, ...], ...], readings: tuple[Reading, ...]) -> tuple[Furniture, ...]:
    """Jump lines that no story keeps: all that stand at a text's end, and those at a tail's start that give no number."""
    jumps = (_jump(group)[0] for group in groups)
    entries = [Furniture("jump", (j.line, j.line), j.marker) for j in jumps if j.marker and j.page is None]
    for reading in readings:
        block = reading.sighting.block
        if block.jump:
            entries.append(Furniture("jump", (block.lines[-1], block.lines[-1]), block.jump))
    return tuple(sorted(entries, key=lambda entry: entry.lines))


def _body(
    group: tuple[Reading, ...], fragments: dict[int, Block], ties: Ties
) -> tuple[tuple[Paragraph, ...], tuple[Decision, ...]]:
    """Paragraphs and subheads in reading order; fragments are rejoined through whatever interrupts them, but not through a subhead."""
    body: list[Paragraph] = []
    decisions: list[Decision] = []
    waiting: list[Block] = []
    parts = [fragments.get(at) for at in range(len(group)) if at in fragments or group[at].state.role is Role.SUBHEAD]
    ends = column_ends(parts)

    def settle() -> None:
        for joined in rejoin(tuple(waiting), ties, ends):
            body.append(_paragraph(joined))
            decisions.extend(joined.decisions)
        waiting.clear()

    for at, reading in enumerate(group):
        if at in fragments:
            waiting.append(fragments[at])
        elif reading.state.role is Role.SUBHEAD:
            above = group[at - 1].sighting.block if at and group[at - 1].state.role is Role.SUBHEAD else None
            if above is not None and len(above.text) >= FULL_SUBHEAD:
                body[-1] = Paragraph(join_texts(body[-1].text, reading.sighting.block.text), subhead=True)
                decisions.append(_subhead_of_two(above, reading.sighting.block))
                continue
            settle()
            body.append(Paragraph(reading.sighting.block.text, subhead=True))
    settle()
    return tuple(body), tuple(decisions)


def _subhead_of_two(above: Block, below: Block) -> Decision:
    """The decision that two lines are one subhead: 坚定维护和践行多边主义，完善全球治 · 理体系."""
    lines = (above.lines[-1], below.lines[0])
    return Decision("rejoin", "join", lines, "join", "a subhead that fills its line goes on", DOUBTFUL)


def _paragraph(joined: Joined) -> Paragraph:
    run_in = joined.bold if 0 < joined.bold < len(joined.text) else 0
    return Paragraph(joined.text, run_in=run_in)


def photos(group: tuple[Reading, ...]) -> tuple[Photo, ...]:
    """Captions in their order; a credit belongs to the caption before it."""
    made: list[Photo] = []
    for reading in group:
        text = reading.sighting.block.text.replace("\n", " ")
        if reading.state.role is Role.CAPTION:
            if made and not made[-1].credit and breaks_off(made[-1].caption, text):
                text = join_texts(made.pop().caption, text)
            made.append(photo_of(text))
        elif reading.state.role is Role.CREDIT:
            if made and not made[-1].credit:
                made[-1] = Photo(made[-1].caption, text)
            else:
                made.append(Photo("", text))
    return tuple(made)


def breaks_off(caption: str, below: str) -> bool:
    """Does a caption go on in the next line, as one does that is wrapped by its picture's width?

    >>> breaks_off("消防員升起雲梯，救出被困單位內", "住客。（讀者提供）"), breaks_off("图②：制茶师傅在炒茶。", "图③：游客在采茶。")
    (True, False)
    """
    return is_open(caption) and not tables.STARTS_A_CAPTION.search(below)


def photo_of(text: str) -> Photo:
    """A caption, and the credit that may end its line.

    >>> photo_of("图为志愿者在包粽子。 林知夏 摄")
    Photo(caption='图为志愿者在包粽子。', credit='林知夏 摄')
    """
    credit = tables.CREDIT_AT_END.search(text)
    return Photo(text[: credit.start()], credit[1]) if credit else Photo(text)


def furniture(readings: tuple[Reading, ...]) -> tuple[Furniture, ...]:
    """The page's furniture, lines that stand together as one entry."""
    runs: list[list[Block]] = []
    before: Reading | None = None
    for reading in readings:
        if reading.state.role is Role.FURNITURE:
            block = reading.sighting.block
            together = before is not None and before.state.role is Role.FURNITURE and not block.after_gap
            if together:
                runs[-1].append(block)
            else:
                runs.append([block])
        before = reading
    first_story = next((r.sighting.block.lines[0] for r in readings if r.state.role is not Role.FURNITURE), 0)
    known = {r.sighting.block.text for r in readings if r.state.role is not Role.FURNITURE}
    return tuple(_entry(run, first_story, known) for run in runs)


def _entry(run: list[Block], first_story: int, known: set[str]) -> Furniture:
    text = "\n".join(block.text for block in run)
    lines = (run[0].lines[0], run[-1].lines[-1])
    return Furniture(furniture_kind(text, lines[0] < first_story, text in known), lines, text)


def furniture_kind(text: str, on_top: bool, printed_twice: bool) -> FurnitureKind:
    r"""What kind of furniture a text is.

    >>> [furniture_kind(t, False, False) for t in ("要闻 3", "新闻服务热线", "中国农业银行\n客服热线：95599 www.abchina.com")]
    ['folio', 'hotline', 'advert']
    """
    if printed_twice:
        return "repeat"
    if (
        tables.FOLIO_SHORT.search(text)
        or tables.EDITORS.search(text)
        or (tables.FOLIO_PAGE.search(text) and len(text) < 40)
        or tables.PAGE_ALONE.match(text)
        or tables.NEWSPAPER_NAME.match(text)
    ):
        return "folio"
    if on_top or (tables.WEEKDAY.search(text) and tables.PRINTED_DATE.search(text)) or tables.CN_NUMBER.search(text):
        return "masthead"
    if tables.ONLY_NUMBER.search(text) or tables.HOTLINE.fullmatch(text):
        return "hotline"
    return "advert" if tables.CONTACT.search(text) or "\n" in text or "广告" in text else "other"


def _decision(reading: Reading) -> Decision:
    block = reading.sighting.block
    if reading.pinned:
        return Decision("roles", "pin", block.lines, reading.state.role.value, reading.pinned, 1.0)
    cues, against = reading.sighting.cues, reading.contest
    return Decision(
        step="roles",
        rule="grammar",
        lines=block.lines,
        choice=reading.state.role.value,
        because=", ".join(cues),
        confidence=reading.confidence,
        cues=cues,
        state=reading.state.name,
        runner_up=against.rival,
        margin=against.margin,
        around=against.around,
        wholes=reading.wholes,
    )


def furniture_decisions(readings: tuple[Reading, ...]) -> tuple[Decision, ...]:
    """The decisions that read a line as furniture; those of a story stand beside it in `Told`."""
    return weighed(tuple(_decision(reading) for reading in readings if reading.state.role is Role.FURNITURE))


CHOSEN = {
    "title": "主题", "kicker": "引题", "subtitle": "副题", "column": "栏目", "byline": "署名", "body": "正文", "subhead": "小标题",
    "caption": "图片说明", "credit": "摄影", "jump": "转版", "join": "与下文相接", "apart": "另起一段", "moved": "归入本篇",
}  # fmt: skip
"""Choices in the words of the review list, which editors and readers see."""


def _in_words(decision: Decision) -> str:
    """A doubtful decision for the review list: where, what was chosen, and how sure it is.

    >>> _in_words(Decision("roles", "grammar", (91,), "kicker", "", 0.67))
    '第91行：读作引题（把握67%）'
    """
    first, last = min(decision.lines), max(decision.lines)
    where = f"第{first}行" if first == last else f"第{first}至{last}行"
    return f"{where}：读作{CHOSEN[decision.choice]}（把握{decision.confidence:.0%}）"
