"""The title the program supplies where a page prints none: a bare caption, the tail of a jumped story."""

from __future__ import annotations

import re

LONGEST = 24

CLAUSE_END = re.compile(r"[，。；：？！、,;:?!\n]|\.(?!\d)|……|——")

# A lead (本报讯（记者 …）) says who reports, not what.
LEAD = re.compile(r"^(?:本报|本刊|新华社|据)[^（(，。]{0,12}[讯电]?\s*(?:[（(][^）)]*[）)])?\s*")

UNTITLED = "无题"


def first_clause(text: str) -> str:
    """The first clause of a text, at most 24 characters, its lead left out.

    >>> first_clause("本报讯（记者 白凯冰）近日，全国总工会发布2024年第10期")
    '近日'
    >>> first_clause("图为工人在车间作业。")
    '图为工人在车间作业'
    >>> first_clause("……")
    '无题'
    """
    rest = LEAD.sub("", text.strip(), count=1) or text.strip()
    clauses = (clause.strip() for clause in CLAUSE_END.split(rest))
    return next((clause[:LONGEST] for clause in clauses if clause), UNTITLED)
