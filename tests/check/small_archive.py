"""A small archive that is whole, made once by an import, and ways to break a copy of it."""

from __future__ import annotations

import functools
import shutil
import tempfile
from pathlib import Path

from importing import CARE, imported, new_archive, put

from sitegen.check import check
from sitegen.workers import HERE

JUMP = """浙江工人日报 2021年8月18日 星期三 农历辛丑年七月十一 第1版 要闻

劳动光荣 全省工会系统表彰先进集体

本报讯（记者 罗丽）昨日上午，全省工会系统在杭州举行表彰大会，来自各地的先进集体代表上台领奖，会议号召全省职工向他们学习，要（下转第3版）

编辑 王涛 电话 0571-88850123
"""
TAIL = """浙江工人日报 2021年8月18日 星期三 第3版 综合

（上接第1版）大力弘扬劳模精神、劳动精神、工匠精神，在各自的岗位上再立新功。大会由省总工会主席主持，各市工会的负责人参加了会议。

技能比武擂台开赛 百名工匠同场竞技

本报讯（记者 程雪）昨日，全省职工技能比武大赛在杭州开赛，来自各行各业的一百名工匠同场竞技，比赛设焊接、数控、电工三个项目。
"""
ISSUE = "issues/zhejiang-gongren-ribao/2021-08-18"
UNDATED = "issues/unidentified/undated-115629"


@functools.cache
def _made() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="sitegen-test-"))
    content = new_archive(folder)
    put(content / "raw", care=CARE, one=JUMP, three=TAIL)
    assert imported(content).problems == ()
    return content


def archive(folder: Path) -> Path:
    """A copy of the archive's `content` in a folder."""
    return Path(shutil.copytree(_made(), folder / "content"))


def found(content: Path) -> tuple[list[str], list[str]]:
    """The problems and the notes of a check, with paths relative to `content`."""
    report = check(content, content.parent / "output", HERE)
    return tuple([str(one).replace(f"{content}/", "") for one in told] for told in (report.problems, report.notes))
