"""A small archive with a theme of its own, made anew for each test, and ways to look at sites built from it."""

from __future__ import annotations

import atexit
import hashlib
import os
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from unittest import mock

from samples import silent, told

from sitegen.build import stamps
from sitegen.build.places import STATE, cache_file
from sitegen.build.run import build
from sitegen.build.write import WORK

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sitegen.build.run import BuildReport

SITE = """\
title: 旧闻馆
description: 旧报纸的文字。
base_url: ''
theme: own
convert: s2hk
start: [yi-bao/2021-08-18/kaaaa1]
newspapers:
- {slug: yi-bao, name: 乙报, place: 杭州}
- {slug: jia-bao, name: 甲报}
"""

THEME = {
    "theme.yaml": "name: own\nversion: 1\nextends: default\n",
    "append/style.css": ".own { color: #333333 }\n",
    "templates/article.html": (
        "{% extends 'default/article.html' %}\n{% block main %}{% include 'note.html' %}{{ super() }}{% endblock %}\n"
    ),
    "templates/note.html": "<p>编者按</p>\n",
    "static/own.txt": "own\n",
}

RAW = {
    "a.txt": "乙报\n工会搭“鹊桥”\n近日，会议召开。\n头发与发展\n各地要努力。\n",
    "b.txt": "甲报\n五一劳动节\n全市举行大会。\n",
}

# Newspaper, issue, script, the raw page of its first article, and the articles: id, title, authors, column.
ISSUES = (
    (
        "yi-bao",
        "2021-08-18",
        "zh-Hans",
        "a.txt",
        (("kaaaa1", "工会搭“鹊桥”", "程雪, 罗丽", "产改"), ("kaaaa2", "医护比拼", "程雪", "")),
    ),
    ("yi-bao", "2021-08-19", "zh-Hans", "", (("kaaaa3", "头发与发展", "", "产改"),)),
    ("jia-bao", "2019-05-01", "zh-Hant", "b.txt", (("kaaaa4", "勞動節", "羅麗", "頭版"),)),
)
NAMES = {"yi-bao": "乙报", "jia-bao": "甲报"}


def make_project(folder: Path) -> Path:
    """Make the project."""
    for name, text in THEME.items():
        write(folder / "themes/own" / name, text)
    write(folder / "content/site.yaml", SITE)
    write(folder / "content/conversion.yaml", "keep: [皇后大道]\n")
    write(folder / "content/raw/pages.yaml", "b.txt: {note: 编者所知}\n")
    for name, text in RAW.items():
        write(folder / "content/raw" / name, text)
    for slug, key, script, raw, articles in ISSUES:
        make_issue(folder / "content", slug, key, script, raw)
        for order, (id_, title, authors, column) in enumerate(articles, 1):
            source = f"source: {{file: {raw}, lines: [2, 3]}}\n" if raw and order == 1 else ""
            extra = f"authors: [{authors}]\ncolumn: '{column}'\n{source}"
            make_article(folder / "content", slug, key, id_, title, order, extra)
    return folder


def make_issue(content: Path, slug: str, key: str, script: str = "zh-Hans", raw: str = "") -> None:
    """Make an issue without articles."""
    digest = hashlib.sha256(RAW[raw].encode()).hexdigest() if raw else ""
    pages = f"pages:\n- page: 1\n  source: {{file: {raw}, sha256: '{digest}'}}\n" if raw else "pages: []\n"
    text = f"newspaper: {NAMES.get(slug, slug)}\ndate: {key}\nscript: {script}\nredirects: {{}}\n{pages}"
    write(content / f"issues/{slug}/{key}/issue.yaml", text)


def make_article(content: Path, slug: str, key: str, id_: str, title: str, order: int = 1, extra: str = "") -> Path:
    """Make an article, in a file of its order."""
    head = (
        f"id: {id_}\nnewspaper: {NAMES.get(slug, slug)}\ndate: {key}\ntitle: {title}\npage: 1\norder: {order}\n{extra}"
    )
    path = content / f"issues/{slug}/{key}/01-{order:02}.md"
    write(path, f"---\n{head}---\n近日，{title}召开。\n\n各地要努力发展。\n")
    return path


def write(path: Path, text: str) -> None:
    """Write a file, and its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@contextmanager
def much_later() -> Iterator[None]:
    """All files are old, so that their stamps prove something."""
    real = time.time_ns

    def later() -> int:
        return real() + 3600 * 10**9

    with mock.patch.object(stamps.time, "time_ns", later):
        yield


def cache_of(project: Path, output: str = "output") -> Path:
    """The cache of an output."""
    return cache_file(project / "content", project / output)


def run(project: Path, output: str = "output") -> BuildReport:
    """Build in this process."""
    return build(project / "content", project / output, silent)


def edit(project: Path) -> None:
    """Change one article."""
    path = project / "content/issues/yi-bao/2021-08-18/01-02.md"
    path.write_text(path.read_text("utf-8").replace("医护比拼", "医护又比拼"), "utf-8")


def clean(project: Path) -> tuple[dict[str, bytes], list[str]]:
    """The site and the problems as a build tells them that remembers nothing; nothing of it is left."""
    try:
        report = run(project, "clean")
        return files_of(project / "clean"), told(report.problems)
    finally:
        shutil.rmtree(project / "clean", ignore_errors=True)
        cache = cache_of(project, "clean")
        cache.unlink(missing_ok=True)
        shutil.rmtree(cache.with_name(f"{cache.stem}-search"), ignore_errors=True)


def leftovers(project: Path) -> list[str]:
    """What only a build at work may leave; folders may come and go meanwhile, which `os.walk` takes and `rglob` does not."""
    there = [Path(place, name) for place, folders, files in os.walk(project) for name in (*folders, *files)]
    found = [path for path in there if path.name == WORK or path.suffix == ".tmp"]
    state = [path for path in there if path.parent == project / STATE]
    found += [path for path in state if path.name.endswith(("-work", "-journal"))]
    return sorted(path.relative_to(project).as_posix() for path in found)


def make_archive(folder: Path) -> Path:
    """The project with so many issues more that workers are engaged."""
    make_project(folder)
    for paper in ("yi-bao", "bing-bao"):
        for number in range(6):
            place = (paper, f"2020-0{number + 1}-01")
            make_issue(folder / "content", *place)
            for order in range(2):
                extra = f"authors: [程雪, 作者{number}]\ncolumn: 专栏{order}\n"
                id_ = f"k{paper[0]}{number}{order}x"
                path = make_article(folder / "content", *place, id_, f"第{number}期第{order}篇", order + 1, extra)
                path.write_text(path.read_text("utf-8") + "\n\n会议召开。" * 100, "utf-8")
    return folder


def raw_page(number: int, version: int) -> str:
    """A raw page that prints its issue, and some stories."""
    day = 1 + number // 2
    head = f"浙江工人日报\n2021年8月{day}日 星期{'日一二三四五六'[(day - 1) % 7]}\n第{number % 2 + 1}版\n"
    stories = []
    for story in range(3):
        word = "召开" if version or story else "举行"
        stories.append(
            f"第{number}版第{story}条消息\n\n本报讯（记者程雪）近日，{'各地工会' * (story + 3)}会议{word}。\n"
        )
    return head + "\n" + "\n".join(stories[: 3 if version else 2])


def put_raw(content: Path, version: int = 1, pages: int = 16) -> None:
    """Raw pages, so many that workers are engaged."""
    for number in range(pages):
        write(content / f"raw/{number:03}.txt", raw_page(number, version))


# Templates are compiled once for all projects of a test run, as they would be once for one project: here for the commands that are run
# as processes of their own; in this process `conftest.py` sees to it.
TEMPLATES = Path(tempfile.mkdtemp(prefix="sitegen-test-templates-"))
atexit.register(shutil.rmtree, TEMPLATES, ignore_errors=True)


def share_templates(project: Path) -> None:
    """Give a project what others have compiled."""
    shutil.copytree(TEMPLATES, project / STATE / "templates", dirs_exist_ok=True)


def keep_templates(project: Path) -> None:
    """Keep what a project has compiled."""
    if (project / STATE / "templates").is_dir():
        shutil.copytree(project / STATE / "templates", TEMPLATES, dirs_exist_ok=True)
