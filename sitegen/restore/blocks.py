"""Lines -> Blocks: hard-wrapped lines become paragraphs again; a line that is a paragraph, or a fragment of one, stays one.

Which lines make one paragraph is told by their widths (`columns.py`). Verse and tables (`layout.py`) are one block each, their lines
kept. A jump line (下转第4版) is taken off the block it ends.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sitegen.restore.clean import Line, shows_indents
from sitegen.restore.columns import MOSTLY_APART, Place, places
from sitegen.restore.endings import is_ended
from sitegen.restore.layout import LONGEST_VERSE, VERSE_LINE, is_verse
from sitegen.restore.notices import is_notice
from sitegen.restore.tables import CREDIT, JUMP_BEGUN, JUMP_TO
from sitegen.values import dataclass

CLOSES = "”’）》〉」』】〕"
"""What closes a quotation or a bracket: it belongs to the text above, also to a sentence that is over."""
GOES_ON = "，。、；：？！"
"""What stands inside a sentence or ends it: it belongs to a text above that has not ended."""
LONGEST_LINE_OF_TITLE = 24
"""A headline over two lines has no longer ones."""
LONGEST_JUMP = 24
"""A jump line ends with a text's last characters: most texts need not be searched for one."""
ROW_GAP = 2
"""Rows of one table have at most one blank line between them."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a fragment of one, or a line that stands alone.

    Args:
        lines: the raw lines it is made of, in reading order.
        text: their text, joined with nothing between where Chinese meets Chinese; verse and tables keep their line breaks.
        after_gap: a blank line stands before it.
        heading: the level of its `#` mark, 0 where it has none.
        bold: how many characters at its start are marked bold.
        jump: the jump line that stood at its end (下转第4版), which is no part of the text.
        perhaps_after: the line that it may go on with, by the widths of both; 0 where it surely begins a block.
        indented: it begins with an indent, as paragraphs do; None where the page does not show its indents.
    """

    lines: tuple[int, ...]
    text: str
    after_gap: bool = True
    heading: int = 0
    bold: int = 0
    jump: str = ""
    perhaps_after: int = 0
    indented: bool | None = None


def blocks(
    lines: tuple[Line, ...], cuts: frozenset[int] = frozenset(), joins: frozenset[int] = frozenset()
) -> tuple[Block, ...]:
    """The page's lines, put together into blocks; every line is in exactly one.

    Args:
        lines: the page's.
        cuts: numbers of lines that an editor has begin a block.
        joins: numbers of lines that an editor has go on with the block before.

    >>> from sitegen.restore.clean import clean_line
    >>> raw = ["今年初，辽源市总针对培训工种、形式等", "问题开展广泛调研，根据企业需求及全市发",
    ...        "展方向，制定了 10期职业技能提升培训计划，", "涵盖焊接、铸造、数控、制药等领域。"] * 3
    >>> [len(block.lines) for block in blocks(tuple(clean_line(r, n) for n, r in enumerate(raw, 1)))]
    [4, 4, 4]
    """
    runs = kept_runs(lines)
    later = {at for run in runs for at in run[1:]}
    kept = frozenset(at for run in runs for at in run)
    made: list[list[int]] = []
    placed = places(lines, kept)
    for at, line in enumerate(lines):
        inside = (placed[at].place in (Place.INSIDE, Place.LAST) or at in later) and line.number not in cuts
        if made and (inside or line.number in joins):
            made[-1].append(at)
        else:
            made.append([at])
    found = ((_kept if kept.issuperset(group) else _block)([lines[at] for at in group]) for group in made)
    shown = shows_indents(lines)
    told = tuple(
        _with_beginning(block, lines, group[0], shown=shown, doubtful=placed[group[0]].doubtful)
        for block, group in zip(found, made, strict=True)
    )
    return _attached(_with_whole_jumps(told, cuts), cuts)


def _with_beginning(block: Block, lines: tuple[Line, ...], first: int, *, shown: bool, doubtful: bool) -> Block:
    """A block with what is known of how it begins: by its indent, where the page shows these, or else by the line above."""
    if shown:
        return replace(block, indented=lines[first].indented)
    return replace(block, perhaps_after=lines[first - 1].number) if doubtful else block


def kept_runs(lines: tuple[Line, ...]) -> tuple[range, ...]:
    """Where verse and tables stand among the lines.

    >>> from sitegen.restore.clean import clean_line
    >>> poem = ("登鹳雀楼", "王之涣", "白日依山尽，", "黄河入海流。", "欲穷千里目，", "更上一层楼。")
    >>> kept_runs(tuple(clean_line(text, number, after_gap=False) for number, text in enumerate(poem, 1)))
    (range(2, 6),)
    """
    return (*_tables(lines), *_verses(lines))


def _tables(lines: tuple[Line, ...]) -> tuple[range, ...]:
    """Runs of rows."""
    runs: list[range] = []
    for at, line in enumerate(lines):
        if line.row:
            goes_on = runs and runs[-1].stop == at and line.number - lines[at - 1].number <= ROW_GAP
            runs[-1:] = [range(runs[-1].start, at + 1)] if goes_on else [*runs[-1:], range(at, at + 1)]
    return tuple(runs)


def _verses(lines: tuple[Line, ...]) -> tuple[range, ...]:
    """Runs of short lines that are poems or their stanzas, without the heads above them."""
    apart = sum(line.after_gap for line in lines) > MOSTLY_APART * len(lines)
    runs: list[range] = []
    for at, line in enumerate(lines):
        if not _may_be_verse(line):
            continue
        goes_on = runs and runs[-1].stop == at and (apart or not line.after_gap)
        runs[-1:] = [range(runs[-1].start, at + 1)] if goes_on else [*runs[-1:], range(at, at + 1)]
    headless = (_without_heads(run, lines) for run in runs if len(run) > 1)
    return tuple(run for run in headless if is_verse([lines[at].text for at in run]))


def _may_be_verse(line: Line) -> bool:
    plain = not (line.row or line.heading or line.bold)
    return plain and len(line.text) <= LONGEST_VERSE and bool(VERSE_LINE.fullmatch(line.text))


def _without_heads(run: range, lines: tuple[Line, ...]) -> range:
    """A run without the lines above and below that end in no mark, as a poem's title and its author do."""
    marked = [at for at in run if not lines[at].text[-1].isalnum()]
    return range(marked[0], marked[-1] + 1) if marked else range(run.start, run.start)


def _block(group: Sequence[Line]) -> Block:
    """A paragraph of running text."""
    first = group[0]
    text = first.text
    for line in group[1:]:
        text = join_texts(text, line.text)
    return Block(tuple(line.number for line in group), text.strip(), first.after_gap, first.heading, first.bold)


def _kept(group: Sequence[Line]) -> Block:
    """A poem or a table: its lines as they stand, without the white space that all of them begin with."""
    margin = min(len(line.text) - len(line.text.lstrip()) for line in group)
    text = "\n".join(line.text[margin:] for line in group)
    return Block(tuple(line.number for line in group), text, group[0].after_gap)


def _with_whole_jumps(found: tuple[Block, ...], cuts: frozenset[int]) -> tuple[Block, ...]:
    """The blocks, a jump line that a column's end broke (（下转第 · 4版）) put together, and every one taken off its text."""
    made: list[Block] = []
    for block in found:
        above = made[-1] if made and block.lines[0] not in cuts and JUMP_BEGUN.search(made[-1].text) else None
        if above is not None and JUMP_TO.search(above.text + block.text):
            made[-1] = replace(above, lines=above.lines + block.lines, text=above.text + block.text)
        else:
            made.append(block)
    return tuple(_without_jump(block) for block in made)


def _without_jump(block: Block) -> Block:
    """A block without the jump line at its end; one that is nothing but a jump line has it as its text, and its `jump`."""
    found = JUMP_TO.search(block.text) if "版" in block.text[-LONGEST_JUMP:] else None
    if not found:
        return block
    text = block.text[: found.start()].rstrip()
    return replace(block, text=text, bold=min(block.bold, len(text)), jump=found[0].strip())


def _attached(found: tuple[Block, ...], cuts: frozenset[int]) -> tuple[Block, ...]:
    """Jump lines alone, and pieces that no text begins with, put to the block above."""
    made: list[Block] = []
    for block in found:
        above = made[-1] if made and block.lines[0] not in cuts else None
        if above is not None and not block.text and not above.jump:
            made[-1] = replace(above, lines=above.lines + block.lines, jump=block.jump)
        elif above is not None and block.text and (goes_on(above, block) or is_title_in_two(above, block)):
            text = join_texts(above.text, block.text)
            made[-1] = replace(above, lines=above.lines + block.lines, text=text, jump=block.jump)
        else:
            made.append(block if block.text else replace(block, text=block.jump, jump=""))
    return tuple(made)


def goes_on(above: Block, block: Block) -> bool:
    """Does a block begin with a mark that belongs to the text right above it?

    >>> goes_on(Block((1,), "他说：“会议在北京召开，大家都来了"), Block((3,), "。”随后分组讨论。"))
    True
    >>> goes_on(Block((1,), "臧慧媛 陈贞 摄"), Block((3,), "，大家都来了。"))
    False
    """
    first, text = block.text[0], above.text
    if first not in CLOSES + GOES_ON or above.jump or above.heading or "\n" in text + block.text:
        return False
    if not any(mark in text for mark in GOES_ON) or CREDIT.search(text) or is_notice(text):
        return False
    return first in CLOSES or not is_ended(text)


def is_title_in_two(above: Block, block: Block) -> bool:
    """Do two lines of headline make one title of a book or a document, between its marks?

    >>> is_title_in_two(Block((1,), "《关于推进移风易俗"), Block((2,), "建设文明乡风的实施意见》"))
    True
    >>> is_title_in_two(Block((1,), "会议通过了《关于推进移风易俗，"), Block((2,), "建设文明乡风的实施意见》。"))
    False
    """
    first, second = above.text, block.text
    if len(first) > LONGEST_LINE_OF_TITLE or len(second) > LONGEST_LINE_OF_TITLE or "，" in first + second:
        return False
    opened = first.count("《") > first.count("》") and "》" in second and "《" not in second
    return opened and not is_ended(second) and not above.jump


def join_texts(above: str, below: str) -> str:
    """Two pieces of one paragraph: nothing between them, but a space between two Latin words.

    >>> join_texts("会议在北", "京召开。")
    '会议在北京召开。'
    >>> join_texts("Winter", "Games")
    'Winter Games'
    """
    latin = above[-1:].isascii() and above[-1:].isalpha() and below[:1].isascii() and below[:1].isalpha()
    return f"{above} {below}" if latin else above + below
