"""Every word the site says itself, in one place. Simplified here; the Traditional ones are converted."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Texts:
    """The interface's words; `{…}` is filled in where they are used."""

    # around every page
    skip: str = "跳到正文"
    navigation: str = "站内导航"
    breadcrumbs: str = "所在位置"
    authors: str = "作者"
    columns: str = "栏目"
    rights: str = "文章版权归原报社所有"
    promise: str = "由原始文本整理，逐字可查"
    feed: str = "订阅"
    other_script: str = "本页的{script}版本"
    feed_title: str = "{title}：最新文章"
    # counting
    newspaper_count: str = "{n}种报纸"
    issue_count: str = "{n}期"
    article_count: str = "{n}篇"
    person_count: str = "{n}人"
    column_count: str = "{n}个栏目"
    more: str = "另有{n}篇"
    # home and newspaper
    holdings: str = "馆藏"
    oldest: str = "最早"
    newest: str = "最新"
    nothing_yet: str = "馆中还没有报纸。导入原始版面后，这里会列出每种报纸。"
    year: str = "{n}年"
    month: str = "{n}月"
    no_issue: str = "缺"
    weeks: str = "{year}年有报的星期"
    unidentified: str = "未识别的报纸"
    undated: str = "日期不明"
    # issue
    page: str = "第{n}版"
    number: str = "总第{n}号"
    previous_issue: str = "上一期"
    next_issue: str = "下一期"
    issues_beside: str = "前后各期"
    empty_issue: str = "这一期没有可读的文章。"
    issue_origin: str = "这一期的报名与日期怎样得知"
    date_from_text: str = "日期据版面文字推定"
    date_from_editor: str = "日期由编者注明"
    newspaper_from_text: str = "报名据版面文字推定"
    newspaper_from_editor: str = "报名由编者注明"
    photo: str = "图"
    photo_story: str = "图片报道"
    # article
    untitled: str = "〔无题〕"
    supplied: str = "版面未印标题，此为整理时代拟"
    continued: str = "承接第{n}版"
    continues: str = "下转第{n}版"
    nothing_printed: str = "此处只有标题，没有正文。"
    captions: str = "图片说明"
    neighbours: str = "本期上一篇与下一篇"
    previous_article: str = "上一篇"
    next_article: str = "下一篇"
    cite: str = "引用本文"
    origin: str = "这篇文字是怎样来的"
    origin_note: str = "本文由机器从原始版面文本中还原，字句照原样，未作更正。"
    raw_file: str = "原始文本"
    raw_lines: str = "第{first}至{last}行"
    raw_line: str = "第{first}行"
    certainty: str = "还原把握"
    certainty_high: str = "很大"
    certainty_fair: str = "较大，个别处可对照原文"
    certainty_low: str = "不大，引用前请对照原文"
    review: str = "待人核对"
    # indexes
    no_authors: str = "还没有署名的文章。"
    no_columns: str = "还没有带栏目的文章。"
    other_letters: str = "其他"
    # not found, moved
    missing: str = "没有这一页"
    missing_note: str = "地址可能写错了，或者这篇文字已经撤下。"
    go_home: str = "回到首页"
    moved: str = "这篇文字已移到新的地址"


SIMPLIFIED = Texts()


def texts_in(say: Callable[[str], str]) -> Texts:
    """The same words in another script.

    >>> texts_in(lambda word: word.replace("后", "後")).issues_beside
    '前後各期'
    """
    return Texts(*(say(getattr(SIMPLIFIED, field.name)) for field in dataclasses.fields(Texts)))
