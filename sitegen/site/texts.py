"""Every word the site says itself has a name here; `texts_zh_hans` and `texts_zh_hant` say it, each in its script."""

from __future__ import annotations

import dataclasses
import string
from typing import TYPE_CHECKING

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.model import Script


@dataclass(frozen=True, slots=True)
class Texts:
    """The interface's words; `{…}` is filled in where they are used."""

    # around every page
    skip: str
    navigation: str
    breadcrumbs: str
    authors: str
    columns: str
    issues: str
    rights: str
    promise: str
    feed: str
    other_script: str
    feed_title: str
    download: str
    issue_data: str
    # the reader's own choice of how a page is set
    reader: str
    reader_close: str
    text_size: str
    size_1: str
    size_2: str
    size_3: str
    size_4: str
    size_5: str
    typeface: str
    song: str
    hei: str
    light: str
    light_auto: str
    light_day: str
    light_sepia: str
    light_night: str
    setting: str
    setting_rows: str
    setting_vertical: str
    # counting
    newspaper_count: str
    issue_count: str
    article_count: str
    person_count: str
    column_count: str
    more: str
    # home and newspaper
    holdings: str
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
    cite_more: str
    cite_plain: str
    cite_others: str
    cite_no_newspaper: str
    cite_day: str
    copy: str
    copied: str
    not_copied: str
    paragraph_address: str
    converted: str
    as_printed: str
    origin: str
    origin_note: str
    raw_text: str
    raw_elsewhere: str
    raw_missing: str
    raw_changed: str
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
    # the book of an issue
    book: str
    book_contents: str
    book_places: str
    book_colophon: str
    book_note: str
    book_converted: str
    book_sources: str
    book_no_source: str
    book_online: str
    book_access: str
    # ways through the archive
    all_issues: str
    newest_issues: str
    days: str
    days_note: str
    days_calendar: str
    no_days: str
    month_day: str
    today_near: str
    whole_day: str
    start: str
    start_oldest: str
    start_fullest: str
    by_year: str
    decade: str
    older_years: str
    newspaper_feed: str
    pages_index: str
    previous_page: str
    next_page: str
    jumped: str
    by_letter: str
    most_articles: str
    part_of: str
    previous_part: str
    next_part: str
    other_parts: str
    # searching
    search: str
    search_box: str
    search_example: str
    search_note: str
    search_no_script: str
    search_how: str
    search_several: str
    search_several_note: str
    search_exact: str
    search_exact_note: str
    search_without: str
    search_without_note: str
    search_of_author: str
    search_of_author_note: str
    search_in_paper: str
    search_in_paper_note: str
    search_in_year: str
    search_in_year_note: str
    search_running: str
    search_found: str
    search_none: str
    search_fewer: str
    search_shorter: str
    search_narrowed: str
    search_unfiltered: str
    search_cut: str
    search_failed: str
    search_saved: str
    search_order: str
    search_by_relevance: str
    search_by_date: str
    search_filter: str
    search_filters: str
    search_remove: str
    search_newspaper: str
    search_year: str
    search_page: str
    search_kind: str
    search_articles: str
    search_more: str
    search_open: str
    # what was searched for, in the article
    found_count: str
    found_place: str
    found_previous: str
    found_next: str
    found_clear: str
    # reading without a network
    save: str
    saving: str
    saved: str
    unsave: str
    unsaved: str
    save_full: str
    save_failed: str
    offline: str
    offline_missing: str
    offline_again: str
    offline_issues: str
    offline_no_issues: str
    offline_pages: str
    offline_no_pages: str
    # not found, moved
    missing: str
    missing_note: str
    go_home: str
    moved: str


WORDS = tuple(field.name for field in dataclasses.fields(Texts))
"""The names of all words, as `theme.yaml` knows them."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A word of the interface that a theme says its own way.

    Args:
        script: the tree it is said in.
        name: which word, a field of `Texts`.
        text: how it is said.
    """

    script: Script
    name: str
    text: str


def reworded(texts: Texts, wordings: Iterable[Wording]) -> Texts:
    """The catalogue with some words said another way."""
    return dataclasses.replace(texts, **{wording.name: wording.text for wording in wordings})


def blanks(text: str) -> frozenset[str]:
    """What is filled in where a word is used, by name.

    >>> sorted(blanks("第{first}至{last}行"))
    ['first', 'last']

    Raises:
        ValueError: a brace is not closed, or closed and never opened.
    """
    return frozenset(name for _, name, _, _ in string.Formatter().parse(text) if name is not None)
