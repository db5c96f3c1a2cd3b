"""What one line of a masthead or folio says: the newspaper's name, the numbers, the page and its name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from sitegen.model import Newspaper
from sitegen.restore import tables
from sitegen.restore.calendar import date, numeral
from sitegen.restore.scripts import simplified

TAKEN_OUT = (
    tables.REPUBLIC_DATE,
    tables.FULL_DATE,
    tables.DATE_IN_PARTS,
    tables.CHINESE_DATE,
    tables.YEAR_LAST,
    tables.NUMERIC_DATE,
    tables.LUNAR,
    tables.CIVIL_YEAR,
    tables.WEEKDAY,
    tables.CN_NUMBER,
    tables.RUNNING_NUMBER,
    tables.HOW_MANY_PAGES,
    tables.PAGE_OF_ISSUE,
)
"""What is no word of a name, in the order in which it is taken out."""


def solid(line: str) -> str:
    """Words set with a space after every character are set solid again.

    >>> solid("人 民 日 报 2026年6月14日 要 闻3"), solid("要闻 3")
    ('人民日报 2026年6月14日 要闻3', '要闻 3')
    """
    return tables.LETTER_SPACED.sub(lambda found: found[0].replace(" ", ""), line)


def words(line: str) -> tuple[str, ...]:
    """The words of a line that are left when dates, numbers and what stands behind an editor's office are taken out.

    >>> words("浙江工人日报 2021年8月18日 星期三 第5版 工会新闻 责编：陈立"), words("人民日报2026年6月14日星期日")
    (('浙江工人日报', '工会新闻'), ('人民日报',))
    """
    if office := tables.EDITORS.search(line):
        line = line[: office.start()]
    for pattern in TAKEN_OUT:
        line = pattern.sub(" ", line)
    return tuple(word for word in tables.PARTING.split(line) if word)


def newspaper(line: str, known: Mapping[str, Newspaper]) -> str:
    """A newspaper's name among the words of a line, as printed; a known one first.

    Args:
        line: of a masthead or folio.
        known: known newspapers by their names in Simplified characters.

    >>> newspaper("浙江工人日报社", {}), newspaper("文化周刊 2024年8月5日 星期一", {})
    ('浙江工人日报', '')
    >>> newspaper("《參考消息》數字報", {"参考消息": Newspaper("cankao-xiaoxi", "参考消息")})
    '參考消息'
    """
    if tables.CONTACT.search(line):
        return ""
    bare = tuple(name for word in words(line) for name in (tables.NEWSPAPER_DEBRIS.sub("", word), word))
    by_name = (name for name in bare if simplified(name) in known)
    by_look = (name for name in bare if tables.NEWSPAPER_NAME.match(name))
    return next(by_name, "") or next(by_look, "")


def number(text: str) -> str:
    """The running number of the issue.

    >>> number("邮发代号：31-2 总第11895号"), number("第16期 总第7653期 今日8版"), number("第7版"), number("第一一八九五號")
    ('11895', '7653', '', '11895')
    """
    found = max(tables.RUNNING_NUMBER.finditer(text), key=lambda one: one[3] is None, default=None)
    return str(numeral(found[1] or found[2] or found[3])) if found else ""


def serial_number(text: str) -> str:
    """The national serial number (国内统一刊号).

    >>> serial_number("国内统一刊号：CN33-0018"), serial_number("国内统一连续出版物号:CN 37—0016"), serial_number("刊号 11－0001")
    ('CN33-0018', 'CN37-0016', 'CN11-0001')
    """
    found = tables.CN_NUMBER.search(text)
    return "CN" + re.sub(r"\s*[^0-9\s]\s*", "-", found[1]) if found else ""


def page_number(text: str) -> str:
    """The page (版) a folio gives; a letter before it (A05) is left out.

    >>> [page_number(t) for t in ("第6版", "要闻 3", "05经济", "05 社会·法治", "第三版", "A05版", "今日8版", "2021年8月18日 星期三 6")]
    ['6', '3', '5', '5', '3', '5', '', '6']
    """
    if short := tables.FOLIO_SHORT.search(text):
        return _page(short[1] or short[2])
    rest = tables.HOW_MANY_PAGES.sub(" ", text)
    if found := tables.PAGE_OF_ISSUE.search(rest):
        return _page(found[1] or found[2] or found[3])
    if date(text) and not tables.CONTACT.search(text):
        alone = (tables.PAGE_ALONE.match(word) for word in words(text))
        return next((found[1] for found in alone if found), "")
    return ""


def page_alone(line: str) -> str:
    """The page that a folio gives as a line of its own, beside its date; a letter before it is left out.

    >>> page_alone("A07"), page_alone("7"), page_alone("7652")
    ('7', '7', '')
    """
    found = tables.PAGE_ALONE.match(line)
    return found[1] if found else ""


def _page(printed: str) -> str:
    return str(numeral(printed.lstrip("ABCD ")) or "")


def page_name(line: str, newspapers: set[str]) -> str:
    """The one word of a folio that is neither date, number nor newspaper.

    >>> page_name("第5版 工会新闻", set()), page_name("05 经济", set()), page_name("江州晚报 2021年5月4日 晴转多云 第2版", set())
    ('工会新闻', '经济', '')
    """
    if tables.CONTACT.search(line):
        return ""
    left = tuple(re.sub(r"^[A-D]?[0-9]+|[A-D]?[0-9]+$", "", word) for word in words(line))
    fit = tuple(
        word
        for word in left
        if tables.PAGE_NAME.match(word)
        and not tables.NO_PAGE_NAME.search(word)
        and not tables.NEWSPAPER_NAME.match(tables.NEWSPAPER_DEBRIS.sub("", word))
        and simplified(tables.NEWSPAPER_DEBRIS.sub("", word)) not in newspapers
    )
    return fit[0] if len(fit) == 1 else ""
