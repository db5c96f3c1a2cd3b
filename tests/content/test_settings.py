"""What editors state is read, and what cannot be so is told."""

from __future__ import annotations

import pytest

from sitegen.content.forms import PageFacts
from sitegen.content.settings import DEFAULTS, read_page_facts, read_settings
from sitegen.model import Newspaper, Settings

SITE = """\
title: 工会报刊旧闻馆
base_url: https://example.org/archive/
newspapers:
- slug: gongren-ribao
  name: 工人日报
  latin: WORKERS' DAILY
"""


def test_settings_are_read():
    newspaper = Newspaper("gongren-ribao", "工人日报", "WORKERS' DAILY")
    settings = Settings(title="工会报刊旧闻馆", base_url="https://example.org/archive", newspapers=(newspaper,))
    assert read_settings(SITE, "site.yaml") == (settings, ())


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("title: 工会报刊旧闻馆", "titel: 馆", 0, "no title"),
        ("title: 工会报刊旧闻馆", "titel: 馆", 1, "unknown key 'titel'; did you mean 'title'?"),
        ("https://example.org/archive/", "example.org", 2, "'example.org' is no address"),
        ("slug: gongren-ribao", "slug: 工人", 3, "the slug '工人' cannot be part of an address"),
        ("name:", "nam:", 3, "'newspapers' ([0]): unknown key 'nam'"),
        ("title:", "paragraphs: wide\ntitle:", 1, "'paragraphs': unknown value 'wide'"),
        ("title:", "script: zh\ntitle:", 1, "'script': unknown value 'zh'"),
        ("- slug", "- {slug: gongren-ribao, name: 报}\n- slug", 3, "'工人日报' or its slug stands twice"),
        ("newspapers:", "newspapers: [", 4, "broken YAML"),
    ],
)
def test_wrong_settings_are_told(old, new, line, told):
    _, problems = read_settings(SITE.replace(old, new), "site.yaml")
    assert any(problem.line == line and problem.what.startswith(told) for problem in problems), problems


def test_broken_settings_leave_an_archive_that_can_be_read():
    assert read_settings("[", "site.yaml")[0] == DEFAULTS


PAGES = """\
001.txt:
  newspaper: 吕梁日报
  note: 我市、吕梁
002.txt: {date: 2021-08-18, page: 3, encoding: gb18030}
"""


def test_page_facts_are_read():
    facts, problems = read_page_facts(PAGES, "pages.yaml")
    assert problems == ()
    assert facts == {
        "001.txt": PageFacts(newspaper="吕梁日报", note="我市、吕梁"),
        "002.txt": PageFacts(date="2021-08-18", page=3, encoding="gb18030"),
    }


@pytest.mark.parametrize(
    ("old", "new", "line", "told"),
    [
        ("2021-08-18", "2021-02-30", 4, "'2021-02-30' is no date"),
        ("2021-08-18", "8月18日", 4, "'8月18日' is no date"),
        ("page: 3", "page: 三", 4, "'page': expected a whole number, got text"),
        ("newspaper:", "newpaper:", 2, "unknown key 'newpaper'; did you mean 'newspaper'?"),
        ("001.txt:", "003.txt: 工人日报\n001.txt:", 1, "'003.txt' has no keys with values"),
        ("001.txt", "002.txt", 4, "the key '002.txt' stands twice, first on line 1"),
    ],
)
def test_wrong_page_facts_are_told_and_the_others_kept(old, new, line, told):
    facts, problems = read_page_facts(PAGES.replace(old, new), "pages.yaml")
    assert [(problem.line, problem.what) for problem in problems] == [(line, told)]
    assert facts


def test_an_empty_file_states_nothing():
    assert read_page_facts("# nothing yet\n", "pages.yaml") == ({}, ())
