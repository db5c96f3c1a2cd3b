"""Large loads: nothing is lost, memory is bounded, and what did not change is left alone.

Each load has a size of every day, and a variable of the environment that makes it larger: SITEGEN_LOADS raw pages,
SITEGEN_LOADS_ISSUES issues of one newspaper, SITEGEN_LOADS_BYTES of one article; `-s` shows what they took.
"""

from __future__ import annotations

import datetime
import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import small_project as small
from samples import CHECKOUT

PAGES = int(os.environ.get("SITEGEN_LOADS", "240"))
ISSUES = int(os.environ.get("SITEGEN_LOADS_ISSUES", "160"))
BYTES = int(os.environ.get("SITEGEN_LOADS_BYTES", "200000"))

# How much larger the largest process may be at four times the load, but for names, places and headlines: so many bytes for each page
# or issue.
AT_FOUR_TIMES = 1.3
EACH = 4096

# Bytes of memory that a byte of an article may take: some of its forms are in memory at a time, each several times as long.
A_BYTE = 60

# What a page may weigh and link to, however many issues there are: a year of a daily in one list.
HEAVIEST_PAGE = 100_000
MOST_LINKS = 1_000

# What it takes is measured by a small process: a large one's children count its own memory as theirs.
MEASURE = """
import json, resource, subprocess, sys
status = subprocess.call([sys.executable, "-m", "sitegen", *sys.argv[1:]], stdout=sys.stderr)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([status, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024]))
"""


def measured(project: Path, *command: str) -> int:
    """Run a command that ends well, and tell how many bytes its largest process had."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    measuring = [sys.executable, "-c", MEASURE, *command]
    done = subprocess.run(measuring, cwd=project, env=environment, capture_output=True, text=True, check=True)
    status, seconds, memory = json.loads(done.stdout)
    assert status == 0, done.stderr
    print(f"\n{project.name}: {' '.join(command)}: {seconds:.1f} s of processor time, {memory / 1e6:.0f} MB")
    return memory


def times(folder: Path) -> dict[Path, int]:
    """When each file below a folder was written."""
    return {path: path.stat().st_mtime_ns for path in folder.rglob("*") if path.is_file()}


def put_pages(project: Path, pages: int) -> None:
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


def test_many_raw_pages_are_imported_and_checked_in_little_memory(tmp_path):
    few, many = tmp_path / "few", tmp_path / "many"
    put_pages(few, PAGES // 4)
    put_pages(many, PAGES)
    less, more = measured(few, "import", "--workers", "2"), measured(many, "import", "--workers", "2")
    assert more < less * AT_FOUR_TIMES + EACH * PAGES
    left = times(many / "content/issues")
    assert len([path for path in left if path.suffix == ".md"]) == PAGES
    measured(many, "import", "--workers", "2")
    measured(many, "import", "--diff", "--workers", "2")
    measured(many, "check", "--workers", "2")
    assert times(many / "content/issues") == left


def put_issues(project: Path, issues: int) -> None:
    """A daily newspaper, an article in each issue."""
    small.write(project / "content/site.yaml", "title: 旧闻馆\nnewspapers:\n- {slug: yi-bao, name: 乙报}\n")
    for number in range(issues):
        day = (datetime.date(1990, 1, 1) + datetime.timedelta(number)).isoformat()
        small.make_issue(project / "content", "yi-bao", day)
        small.make_article(project / "content", "yi-bao", day, f"k{number:05}", f"第{number}号消息")


def test_a_newspaper_of_many_issues_has_light_pages_and_is_built_in_little_memory(tmp_path):
    few, many = tmp_path / "few", tmp_path / "many"
    put_issues(few, ISSUES // 4)
    put_issues(many, ISSUES)
    less, more = measured(few, "build", "--workers", "2"), measured(many, "build", "--workers", "2")
    assert more < less * AT_FOUR_TIMES + EACH * ISSUES
    output = many / "output"
    reached = set()
    for path in output.rglob("*.html"):
        page = path.read_bytes()
        assert len(page) < HEAVIEST_PAGE, path
        assert page.count(b"<a ") < MOST_LINKS, path
        if path.parent == output / "yi-bao" or path.parent.name.startswith("year-"):
            reached |= set(re.findall(rb"\d{4}-\d\d-\d\d(?=/\")", page))
    assert len(reached) == ISSUES
    path = sorted((many / "content/issues/yi-bao").glob("*/01-01.md"))[ISSUES // 2]
    path.write_text(path.read_text("utf-8").replace("号消息", "号要闻"), "utf-8")
    measured(many, "build", "--workers", "2")
    measured(many, "build", "--workers", "2", "--output", "clean")
    assert small.files_of(output) == small.files_of(many / "clean")


END = "全文最后一句说的是白鹭湾码头。"


def put_long_article(project: Path, size: int) -> None:
    """A raw page that is one article of so many bytes."""
    small.write(project / "content/site.yaml", "title: 旧闻馆\nconvert: s2hk\n")
    lines = [
        "浙江工人日报",
        "2021年8月18日 星期三",
        "第1版",
        "",
        "长篇报告文学",
        "",
        "本报讯（记者程雪）近日，会议召开。",
    ]
    a_line = len("　　".encode()) + 400
    for number in range((size - 400) // a_line):
        text = f"　　第{number}段说的是职工学习技术，"
        lines.append(text + "各地工会努力发展生产，" * ((a_line - len(text.encode())) // 33) + "代表参加。")
    small.write(project / "content/raw/001.txt", "\n".join([*lines, f"　　{END}", ""]))


def test_a_very_long_article_is_whole_everywhere_and_takes_little_memory(tmp_path):
    short, long = tmp_path / "short", tmp_path / "long"
    put_long_article(short, BYTES // 5)
    put_long_article(long, BYTES)
    for command in ("import", "build", "check"):
        assert measured(long, command) - measured(short, command) < A_BYTE * BYTES
    (article,) = (long / "content/issues").glob("*/*/01-01.md")
    assert END in article.read_text("utf-8")
    issue = long / "output" / article.parent.relative_to(long / "content/issues")
    data = json.loads((issue / "issue.json").read_bytes())
    (only,) = data["articles"]
    assert END in json.dumps(only, ensure_ascii=False)
    assert END in (issue / only["id"] / "index.html").read_text("utf-8")
    other = long / "output/zh-hant" / issue.relative_to(long / "output")
    assert "白鷺灣碼頭" in (other / only["id"] / "index.html").read_text("utf-8")
    with zipfile.ZipFile(issue / "issue.epub") as book:
        assert any(END in book.read(name).decode("utf-8", "replace") for name in book.namelist())
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    asked = [sys.executable, "-m", "sitegen", "search", "--json", "白鹭湾码头"]
    found = subprocess.run(asked, cwd=long, env=environment, capture_output=True, check=True)
    assert [hit["id"] for hit in json.loads(found.stdout)["hits"]] == [only["id"]]
    assert len(article.read_bytes()) > BYTES * 0.8
