"""The title the program supplies where a page prints none: a bare caption, the tail of a jumped story."""

from __future__ import annotations

import re

LONGEST = 24

CLAUSE_END = re.compile(r"[，。；：？！、,;:?!\n]|\.(?!\d)|……|——")

# A clause that only says when (12月27日, 近日) tells nothing apart; the one after it does.
ONLY_WHEN = re.compile(
    r"^(?:近日|日前|昨日|昨天|今天|连日来|近期|当天|(?:[0-9]{4}年)?[0-9一二三四五六七八九十]{1,3}月(?:[0-9一二三四五六七八九十]{1,3}日)?"
    r"|[0-9]{1,2}日)(?:上午|下午|中午|晚|晚上|傍晚|清晨|凌晨)?$"
)

# A lead (本报讯（记者 …）) says who reports, not what.
LEAD = re.compile(r"^(?:本报|本刊|新华社|据)[^（(，。]{0,12}[讯电]?\s*(?:[（(][^）)]*[）)])?\s*")

UNTITLED = "无题"


def first_clause(text: str) -> str:
    """The first clause of a text that says more than when, at most 24 characters, its lead left out.

    >>> first_clause("本报讯（记者 白凯冰）近日，全国总工会发布2024年第10期")
    '全国总工会发布2024年第10期'
    >>> first_clause("12月27日，楼楼县兴楼医院为328名一线环卫工人开展免费体检送健康活动，")
    '楼楼县兴楼医院为328名一线环卫工人开展免费体检'
    >>> first_clause("近日。")
    '近日'
    >>> first_clause("图为工人在车间作业。")
    '图为工人在车间作业'
    >>> first_clause("……")
    '无题'
    """
    rest = LEAD.sub("", text.strip(), count=1) or text.strip()
    clauses = [clause.strip() for clause in CLAUSE_END.split(rest) if clause.strip()]
    telling = [clause for clause in clauses if not ONLY_WHEN.match(clause)]
    return next((clause[:LONGEST] for clause in (*telling[:1], *clauses)), UNTITLED)
