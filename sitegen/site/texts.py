"""Every word the site says itself has a name here; `texts_zh_hans` and `texts_zh_hant` say it, each in its script."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Texts:
    """The interface's words; `{…}` is filled in where they are used."""

    # around every page
    skip: str
    navigation: str
    breadcrumbs: str
    authors: str
    columns: str
    rights: str
    promise: str
    feed: str
    other_script: str
    feed_title: str
    # counting
    newspaper_count: str
    issue_count: str
    article_count: str
    person_count: str
    column_count: str
    more: str
    # home and newspaper
    holdings: str
    oldest: str
    newest: str
    nothing_yet: str
    year: str
    month: str
    no_issue: str
    weeks: str
    unidentified: str
    undated: str
    # issue
    page: str
    number: str
    previous_issue: str
    next_issue: str
    issues_beside: str
    empty_issue: str
    issue_origin: str
    date_from_text: str
    date_from_editor: str
    newspaper_from_text: str
    newspaper_from_editor: str
    photo: str
    photo_story: str
    # article
    untitled: str
    supplied: str
    continued: str
    continues: str
    nothing_printed: str
    captions: str
    neighbours: str
    previous_article: str
    next_article: str
    cite: str
    origin: str
    origin_note: str
    raw_file: str
    raw_lines: str
    raw_line: str
    certainty: str
    certainty_high: str
    certainty_fair: str
    certainty_low: str
    review: str
    # indexes
    no_authors: str
    no_columns: str
    other_letters: str
    # not found, moved
    missing: str
    missing_note: str
    go_home: str
    moved: str
