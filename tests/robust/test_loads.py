"""Large loads: memory is bounded, and a second import changes nothing.

SITEGEN_LOADS=100000 imports so many pages instead of the few of every day; `-s` shows what it took.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import small_project as small
from samples import CHECKOUT

PAGES = int(os.environ.get("SITEGEN_LOADS", "240"))

# Bytes of memory that a page of an import may take, of whatever it holds only names and places are kept.
A_PAGE = 16_384

IMPORT = """
import json, resource, sys
from sitegen.cli import run
sys.stdout, out = sys.stderr, sys.stdout
status = run(["import", "--workers", "2"])
print(json.dumps([status, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024]), file=out)
"""


def imported(project) -> int:
    """Import, and tell the most memory that the process which files the pages had."""
    begun = time.monotonic()
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-c", IMPORT]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=True)
    status, memory = json.loads(done.stdout)
    assert status == 0, done.stderr
    seconds = time.monotonic() - begun
    print(f"\n{len(list((project / 'content/raw').iterdir())):,} pages: {seconds:.1f} s, {memory / 1e6:.0f} MB")
    return memory


def put_pages(project, pages: int) -> None:
    """Tiny pages, two to an issue, so many issues as there are days."""
    small.write(project / "content/site.yaml", "title: 旧闻馆\n")
    for number in range(pages):
        day, page = divmod(number, 2)
        year, day = divmod(day, 336)
        head = f"浙江工人日报\n{1950 + year}年{day // 28 + 1}月{day % 28 + 1}日\n第{page + 1}版\n"
        small.write(
            project / f"content/raw/{number:06}.txt",
            f"{head}\n第{number}号消息\n\n本报讯（记者程雪）近日，会议召开。\n",
        )


def test_memory_hardly_grows_with_the_pages_of_an_import(tmp_path):
    few, many = tmp_path / "few", tmp_path / "many"
    put_pages(few, PAGES // 4)
    put_pages(many, PAGES)
    less, more = imported(few), imported(many)
    assert more - less < A_PAGE * PAGES
    left = {path: path.stat().st_mtime_ns for path in (many / "content/issues").rglob("*.*")}
    assert len(left) > PAGES
    imported(many)
    assert {path: path.stat().st_mtime_ns for path in (many / "content/issues").rglob("*.*")} == left
