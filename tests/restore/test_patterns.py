"""Every pattern reads a line in time that grows with its length, whatever the line repeats."""

import importlib
import itertools
import pkgutil
import re
from multiprocessing import get_context

import pytest

import sitegen.restore

WORDS = (
    *("记者", "本报", "驻", "县", "王李", "王", "新华社", "摄", "图", "文/", "讯", "电", "报道", "主持", "转", "版"),
    *("第", "总", "年", "月", "日", "农历", "初一", "民国", "热线"),
    *"1A，。、：（)“《—·-/#*|□▶ \n",
)
"""Words and marks that the patterns speak of; every two of them are repeated in turn."""
LENGTH = 160
PATIENCE = 120
"""Seconds for what takes a few: far over what a slow machine needs, and far under what a pattern takes that tries every way."""


def patterns():
    for module in pkgutil.iter_modules(sitegen.restore.__path__):
        for name, value in vars(importlib.import_module(f"sitegen.restore.{module.name}")).items():
            if isinstance(value, re.Pattern):
                yield f"{module.name}.{name}", value


def read_all(beginning):
    """Search lines with every pattern once, in a process of its own."""
    lines = [(beginning + "".join(pair) * LENGTH)[:LENGTH] + "!" for pair in itertools.product(WORDS, repeat=2)]
    for pattern in {pattern.pattern: pattern for _, pattern in patterns()}.values():
        for line in lines:
            pattern.search(line)


def test_there_are_patterns_to_ask():
    assert {"tables.BYLINE", "names.REPORTER", "reported.NOT_BEHIND_A_NEWS_DAY"} <= {name for name, _ in patterns()}


@pytest.mark.parametrize("beginning", ["", "本报记者"])
def test_no_line_is_read_in_more_than_its_length(beginning):
    reading = get_context("spawn").Process(target=read_all, args=(beginning,), daemon=True)
    reading.start()
    reading.join(PATIENCE)
    still_reading = reading.is_alive()
    reading.kill()
    assert not still_reading
    assert reading.exitcode == 0
