"""What a page states about its own issue: newspaper, date, lunar date, running number, serial number, page (版)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from sitegen.model import Evidence, Furniture, Masthead
from sitegen.problems import Problem
from sitegen.restore import tables

DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
WEEKDAYS = "一二三四五六日"


def masthead(furniture: tuple[Furniture, ...]) -> Masthead:
    """Read a page's own statements from its mastheads and folios; a fact stated twice is taken where it stands first.

    >>> found = masthead((Furniture("folio", (3, 3), "人民日报 2026年6月14日 星期日 第6版 港澳台侨"),))
    >>> found.newspaper, found.date, found.page
    ('人民日报', '2026-06-14', 6)
    """
    facts: dict[str, str] = {}
    evidence: dict[str, Evidence] = {}
    for entry in furniture:
        if entry.kind not in ("masthead", "folio"):
            continue
        for text in entry.text.split("\n"):
            for name, read in READERS:
                value = read(text)
                if value and name not in facts:
                    facts[name] = value
                    evidence[name] = Evidence("masthead", entry.lines)
    page = int(facts["page"]) if "page" in facts else None
    return Masthead(
        newspaper=facts.get("newspaper", ""),
        date=facts.get("date", ""),
        lunar=facts.get("lunar", ""),
        number=facts.get("number", ""),
        cn=facts.get("cn", ""),
        page=page,
        evidence=evidence,
    )


def disagreements(furniture: tuple[Furniture, ...], stated: Masthead, file: str) -> tuple[Problem, ...]:
    """A weekday printed beside the date that is not the weekday of that date.

    >>> folio = Furniture("folio", (6, 6), "江州晚报 2021年8月19日 星期三")
    >>> [str(problem) for problem in disagreements((folio,), masthead((folio,)), "raw/0412.txt")]
    ['raw/0412.txt:6: 星期三, but 2021-08-19 is 星期四; correct the date in pages.yaml']
    """
    if not stated.date:
        return ()
    day = datetime.date.fromisoformat(stated.date).weekday()
    found: list[Problem] = []
    for entry in furniture:
        printed = weekday(entry.text) if date(entry.text) == stated.date else None
        if printed is not None and printed != day:
            what = f"星期{WEEKDAYS[printed]}, but {stated.date} is 星期{WEEKDAYS[day]}"
            found.append(Problem(file, entry.lines[0], what, "correct the date in pages.yaml"))
    return tuple(found)


def newspaper(text: str) -> str:
    """A newspaper's name as a line, or as a word of a folio.

    >>> newspaper("浙江工人日报"), newspaper("江州晚报 2025年5月18日 星期日 第3版 经济"), newspaper("文化周刊 2024年8月5日 星期一")
    ('浙江工人日报', '江州晚报', '')
    """
    return next((word for word in text.split() if tables.NEWSPAPER_NAME.match(word)), "")


def date(text: str) -> str:
    """A full date in Arabic or Chinese numerals, if there is such a day.

    >>> date("2021年8月18日 星期三"), date("二〇二一年八月十八日"), date("2021年2月30日")
    ('2021-08-18', '2021-08-18', '')
    """
    arabic = tables.FULL_DATE.search(text)
    chinese = tables.CHINESE_DATE.search(text)
    if arabic:
        year, month, day = (int(part) for part in arabic.groups())
    elif chinese:
        year = int("".join(str(DIGITS[c]) for c in chinese[1]))
        month, day = numeral(chinese[2]), numeral(chinese[3])
    else:
        return ""
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return ""


def weekday(text: str) -> int | None:
    """The weekday a line names, Monday 0.

    >>> weekday("2021年8月18日 星期三")
    2
    """
    found = tables.WEEKDAY.search(text)
    return WEEKDAYS.index(found[0][-1].replace("天", "日")) if found else None


def lunar(text: str) -> str:
    """A lunar date, as printed.

    >>> lunar("2020年7月11日 星期六 农历庚子年六月廿九")
    '庚子年六月廿九'
    """
    found = tables.LUNAR.search(text)
    return found[1] if found else ""


def number(text: str) -> str:
    """The running number of the issue.

    >>> number("邮发代号：31-2 总第11895号"), number("总第7653期 今日8版"), number("第7版")
    ('11895', '7653', '')
    """
    found = tables.RUNNING_NUMBER.search(text)
    return (found[1] or found[2]) if found else ""


def serial_number(text: str) -> str:
    """The national serial number (国内统一刊号).

    >>> serial_number("国内统一刊号：CN33-0018"), serial_number("国内统一连续出版物号:CN 37—0016")
    ('CN33-0018', 'CN37-0016')
    """
    found = tables.CN_NUMBER.search(text)
    return "CN" + re.sub(r"[－—]", "-", found[1]) if found else ""


def page_number(text: str) -> str:
    """The page (版) a folio gives.

    >>> [page_number(t) for t in ("第6版", "要闻 3", "05经济", "第三版", "今日8版", "2021年8月18日 星期三")]
    ['6', '3', '5', '3', '', '']
    """
    short = tables.FOLIO_SHORT.search(text)
    if short:
        return str(int(short[1] or short[2]))
    found = re.search(r"第\s*([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版", text)
    if not found:
        return ""
    return str(numeral(found[1]) or "")


def numeral(text: str) -> int:
    """A Chinese numeral below a hundred, with 十 or digit by digit; 0 for what is none.

    >>> [numeral(t) for t in ("八", "十", "十八", "二十", "三十一", "一二", "十十", "12")]
    [8, 10, 18, 20, 31, 12, 0, 12]
    """
    if text.isdecimal() and text.isascii():
        return int(text)
    tens, ten, ones = text.partition("十")
    if any(len(part) > 2 - len(ten) or not set(part) <= DIGITS.keys() for part in (tens, ones)):
        return 0
    if not ten:
        return int("".join(str(DIGITS[digit]) for digit in text))
    return (DIGITS[tens] if tens else 1) * 10 + (DIGITS[ones] if ones else 0)


READERS: tuple[tuple[str, Callable[[str], str]], ...] = (
    ("newspaper", newspaper),
    ("date", date),
    ("lunar", lunar),
    ("number", number),
    ("cn", serial_number),
    ("page", page_number),
)
"""Which fact is read by which function."""
