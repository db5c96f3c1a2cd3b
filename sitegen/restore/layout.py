"""Lines whose ends mean something: the rows of a table, the lines of a poem. They are kept as lines and never joined to prose.

Both are told only where they are sure: prose that keeps its line ends reads worse than a table that lost them.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.restore.scripts import compiled
from sitegen.restore.tables import CJK

BARS = re.compile("[|｜│┃]")
GAPS = re.compile(r"[ \u3000\u00a0]{2,}|\t+")
PARTS = re.compile(r"[|｜│┃\t \u3000\u00a0]")
PARTS_CELLS = re.compile(r"[|｜│┃\t]|[ \u3000\u00a0]{2}")
"""Without these a line has no cells; the first is quick to tell, the second is sure."""
FEWEST_ROWS = 3
FEWEST_BAR_ROWS = 2
"""Rows between bars: two will do where bars also frame them or part three cells."""
FEWEST_SPACED_CELLS, LONGEST_SPACED_CELL = 3, 6
"""Cells that one space parts: so many, and so short, or they are words of prose that a scan spaced out."""
LONGEST_CELL = 16
"""Columns of prose that a scan read side by side are wider than a table's cells."""
FIGURE_CELL = compiled(r"[-+]?[0-9０-９][0-9０-９.,:：∶%％/\-—－~～ ]*[年月日时分秒元万亿吨号室版℃条个人名]*")
RULED = re.compile(r"[-:=\s]+")
"""The cells of the line below the head of a Markdown table."""

VERSE_WIDTHS = (5, 7)
"""Characters between two stops in regulated verse."""
FEWEST_CLAUSES = 4
FEWEST_VERSES = 4
LONGEST_VERSE = 16
STOPPED = 0.6
"""Share of a poem's lines that end in a mark; of lines of wrapped prose one in seven does."""
INSIDE = 0.25
"""Share of a poem's lines that may hold a mark inside; nearly every line of wrapped prose does."""
MARK = re.compile("[，。、；：？！…—]+")
VERSE_LINE = re.compile(rf"[{CJK}，。、；：？！…—· ]+")
NO_VERSE = compiled(r"记者|通讯员|摄$|[：:]|报讯|责编|编辑")


def cells_of(raw: str) -> tuple[str, ...]:
    """The cells of a line, by bars or else by wide gaps; a line without either is one cell.

    >>> cells_of("| 姓名 | 成绩 |"), cells_of("7:00    北京    3℃"), cells_of("工会搭“鹊桥” 职工喜“脱单”")
    (('姓名', '成绩'), ('7:00', '北京', '3℃'), ('工会搭“鹊桥” 职工喜“脱单”',))
    """
    solid = raw.strip()
    parts = BARS.split(BARS.sub("", solid[:1]) + solid[1:-1] + BARS.sub("", solid[-1:])) if len(solid) > 1 else [solid]
    return tuple(part.strip() for part in (parts if len(parts) > 1 else GAPS.split(solid)))


def rows_of(lines: Sequence[str]) -> frozenset[int]:
    """The raw lines, counted from 1, that are rows of tables.

    A table is a run of lines of as many short cells each, with at most one blank line between two of them.

    >>> sorted(rows_of(("成绩单", "| 姓名 | 成绩 |", "| --- | --- |", "| 张三 | 95 |", "以上为部分成绩。")))
    [2, 3, 4]
    >>> sorted(rows_of(("车次  发站  到站", "G1  北京南  上海", "G3  北京南  上海", "会议在北  京召开")))
    [1, 2, 3]
    >>> sorted(rows_of(("楚江轩辕 2∶1 滨海海牛", "江南水师 3∶0 陇原石羊", "北岭山鹰 1∶1 冀中铁骑")))
    [1, 2, 3]
    """
    rows: set[int] = set()
    run: list[int] = []
    wide = 0
    for number, raw in enumerate(lines, 1):
        if not raw or raw.isspace():
            continue
        cells = _row(raw)
        if run and (len(cells) != wide or number - run[-1] > 2):
            rows |= _settled(run, lines, wide)
            run = []
        if cells:
            run.append(number)
            wide = len(cells)
    if run:
        rows |= _settled(run, lines, wide)
    return frozenset(rows)


def _row(raw: str) -> tuple[str, ...]:
    """The cells of a line that may be a row, () where it cannot be one."""
    solid = raw.strip()
    if not PARTS.search(solid):
        return ()
    if not PARTS_CELLS.search(solid):
        return _spaced_row(solid)
    cells = cells_of(raw)
    short = all(len(cell) <= LONGEST_CELL for cell in cells)
    return cells if len(cells) > 1 and short and any(len(cell) > 1 for cell in cells) else ()


def _spaced_row(solid: str) -> tuple[str, ...]:
    """The cells of a line that one space parts, of which one is a figure: 江南水师 3∶0 陇原石羊."""
    cells = tuple(solid.split(" "))
    short = len(cells) >= FEWEST_SPACED_CELLS and all(len(cell) <= LONGEST_SPACED_CELL for cell in cells)
    return cells if short and not MARK.search(solid) and any(map(FIGURE_CELL.fullmatch, cells)) else ()


def _settled(run: list[int], lines: Sequence[str], wide: int) -> set[int]:
    """A run of rows if it is a table, else nothing."""
    texts = [lines[number - 1].strip() for number in run]
    framed = all(BARS.match(text[0]) and BARS.match(text[-1]) for text in texts)
    barred = all(BARS.search(text[1:-1]) for text in texts)
    if barred and len(run) >= (FEWEST_BAR_ROWS if framed or wide > 2 else FEWEST_ROWS):
        return set(run)
    if barred or len(run) < FEWEST_ROWS:
        return set()
    figures = sum(any(FIGURE_CELL.fullmatch(cell) for cell in cells_of(text)) for text in texts)
    return set(run) if wide > 2 or figures >= len(run) - 1 else set()


def is_verse(lines: Sequence[str]) -> bool:
    """Are these lines, none of them long, a poem or a stanza of one?

    Regulated verse has the same five or seven characters between any two stops. Other verse ends most lines in a mark and has
    hardly any inside; one line at least ends in a comma or in nothing, which no paragraph does.

    >>> is_verse(("白日依山尽，黄河入海流。", "欲穷千里目，更上一层楼。"))
    True
    >>> is_verse(("我们的队伍向太阳，", "脚踏着祖国的大地，", "背负着民族的希望，", "我们是一支不可战胜的力量。"))
    True
    >>> is_verse(("作为良渚文明的腹地，浙", "江省杭州市临平区坐拥玉", "架山、茅山、横山等重要遗", "址。这里有贯穿良渚文化"))
    False
    """
    if len(lines) < 2 or not all(VERSE_LINE.fullmatch(line) for line in lines):
        return False
    if any(NO_VERSE.search(line) for line in lines):
        return False
    clauses = [part.strip() for line in lines for part in MARK.split(line) if part.strip()]
    stopped = [bool(MARK.match(line[-1])) for line in lines]
    lengths = {len(clause) for clause in clauses}
    if len(clauses) >= FEWEST_CLAUSES and len(lengths) == 1 and lengths <= set(VERSE_WIDTHS) and all(stopped):
        return True
    inside = sum(bool(MARK.search(line[:-1])) for line in lines)
    closed = sum(line[-1] in "。！？…" for line in lines)
    return (
        len(lines) >= FEWEST_VERSES
        and sum(stopped) >= STOPPED * len(lines)
        and inside <= INSIDE * len(lines)
        and lines[-1][-1] in "。！？…"
        and closed < len(lines)
    )
