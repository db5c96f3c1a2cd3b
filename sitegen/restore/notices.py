"""Lines that speak of the newspaper or of a customer, not of the news: mastheads, folios, imprints, adverts."""

from __future__ import annotations

from functools import lru_cache

from sitegen.restore import tables

REMEMBERED = 1024
"""Answers kept: several steps ask about the same lines of a page."""


@lru_cache(maxsize=REMEMBERED)
def is_notice(text: str) -> bool:
    """A line of masthead, folio, imprint or advert: dates, numbers, addresses, editors.

    >>> [is_notice(t) for t in ("总第7653期 今日8版", "要闻 3", "责编：陈立 美编：宋雨", "2021年8月18日 星期三", "服务窗")]
    [True, True, True, True, False]
    """
    if not tables.NOTICE_SIGN.search(text):
        return False
    patterns = (
        tables.CONTACT,
        tables.EDITORS,
        tables.ADVERT,
        tables.ONLY_NUMBER,
        tables.CN_NUMBER,
        tables.FOLIO_SHORT,
        tables.LATIN_LINE,
    )
    if any(p.search(text) for p in patterns):
        return True
    if tables.WEEKDAY.search(text) and tables.PRINTED_DATE.search(text):
        return True
    bare = tables.FULL_DATE.sub(
        "", tables.FOLIO_PAGE.sub("", tables.LUNAR.sub("", tables.RUNNING_NUMBER.sub("", text)))
    )
    return len(bare) < len(text) and len(bare.strip()) <= 4
