"""A build or an import that is killed at any moment: no file is ever half written, and the next run makes good.

SITEGEN_KILLS=200 kills so many instead of the few of every day; `-s` shows how many hit a running process.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
import small_project as small
import yaml
from samples import CHECKOUT, silent

from sitegen.atomic import write_if_changed
from sitegen.content import commit
from sitegen.importer import import_pages
from sitegen.workers import HERE

KILLS = int(os.environ.get("SITEGEN_KILLS", "12"))

# Of every day, each of the two tests kills only so long, in seconds.
ENOUGH = 12 if KILLS <= 20 else 10**6

# How long workers may outlive the process that engaged them, in seconds.
GRACE = 5

MARKER = ".sitegen-output"

pytestmark = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="looks for processes in /proc")


@dataclass
class Tally:
    """How many kills hit a running process, and how many of these while files were being written."""

    hit: int = 0
    writing: int = 0
    missed: int = 0

    def __str__(self) -> str:
        return (
            f"{self.hit} kills hit a running process, {self.writing} of them one that had begun to write; "
            f"{self.missed} came too late"
        )


def start(project: Path, *arguments: str) -> subprocess.Popen:
    """Start the program in a session of its own, with two workers."""
    command = [sys.executable, "-m", "sitegen", *arguments, "--workers", "2"]
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    with (project / "told.txt").open("wb") as told:
        return subprocess.Popen(command, cwd=project, env=environment, stdout=told, stderr=told, start_new_session=True)


def finish(project: Path, *arguments: str) -> float:
    """Run the program to its end, and tell how long it took."""
    begun = time.monotonic()
    status = start(project, *arguments).wait()
    told = (project / "told.txt").read_text()
    assert status == 0, told
    assert "Traceback" not in told
    return time.monotonic() - begun


def session(leader: int) -> list[int]:
    """The processes of a session that are still at work."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, _, _, of = path.read_text().rpartition(")")[2].split()[:4]
            if int(of) == leader and state != "Z":
                found.append(int(path.parent.name))
    return found


def kill(process: subprocess.Popen, whole: bool) -> bool:
    """Kill a process or all of its group; tell whether it was still at work."""
    hit = process.poll() is None
    with suppress(ProcessLookupError):
        (os.killpg if whole else os.kill)(process.pid, signal.SIGKILL)
    process.wait()
    return hit


def nobody_is_left(leader: int) -> None:
    """Workers end when those who engaged them are gone."""
    until = time.monotonic() + GRACE
    while left := session(leader):
        if time.monotonic() > until:
            os.killpg(leader, signal.SIGKILL)
            raise AssertionError(f"{len(left)} workers stay though nobody wants their work")
        time.sleep(0.02)


def shown(folder: Path) -> dict[str, bytes]:
    """The files that readers may see; what is under writing has names of its own."""
    found = {}
    # Not rglob, which stops where a folder goes while it looks.
    for path in (Path(place, name) for place, _, names in os.walk(folder) for name in names):
        if not any(part.startswith(".sitegen-") for part in path.relative_to(folder).parts):
            with suppress(FileNotFoundError, IsADirectoryError, NotADirectoryError):
                found[path.relative_to(folder).as_posix()] = path.read_bytes()
    return found


def whole(files: dict[str, bytes], *versions: dict[str, bytes]) -> None:
    """Every file is one of its versions."""
    torn = [name for name, data in files.items() if all(each.get(name) != data for each in versions)]
    assert torn == []


def wait_for(process: subprocess.Popen, begun, look, seconds: float) -> bool:
    """Look again and again until some time has passed, counted from when `begun` is true; tell whether it is."""
    while process.poll() is None and not begun():
        look()
    until = time.monotonic() + seconds
    while process.poll() is None and time.monotonic() < until:
        look()
    return begun()


def other_version(content: Path, version: int) -> None:
    """Make the archive another one: articles differ, some are there in one version only."""
    for path in content.glob("issues/*/*/*.md"):
        path.write_text(
            path.read_text("utf-8").replace("近日" if version else "今日", "今日" if version else "近日"), "utf-8"
        )
    extra = content / "issues/yi-bao/2022-02-02"
    if version:
        small.make_issue(content, "yi-bao", "2022-02-02")
        small.make_article(content, "yi-bao", "2022-02-02", "knew01", "新来的报道", extra="authors: [新人]\n")
        shutil.rmtree(content / "issues/bing-bao/2020-03-01", ignore_errors=True)
    else:
        shutil.rmtree(extra, ignore_errors=True)
        if not (content / "issues/bing-bao/2020-03-01").exists():
            small.make_issue(content, "bing-bao", "2020-03-01")
            small.make_article(content, "bing-bao", "2020-03-01", "kb20xx", "又来的报道")


def test_a_killed_build_leaves_whole_files_and_the_next_one_makes_good(tmp_path):
    project, chance, tally = small.make_archive(tmp_path / "project"), random.Random(7), Tally()
    versions = []
    # What goes in version 1 comes back as another article, so version 0 is there only from then on.
    for version in (1, 0, 1):
        other_version(project / "content", version)
        versions.append(small.clean(project)[0])
    versions = versions[1:]
    sites = [{name: data for name, data in each.items() if name != MARKER} for each in versions]
    lasts = finish(project, "build")
    assert small.files_of(project / "output") == versions[1]
    version = 1
    work, output = project / "output/.sitegen-work", project / "output"
    kills, until = KILLS - KILLS // 2, time.monotonic() + ENOUGH
    while tally.hit < kills and time.monotonic() < until:
        version = 1 - version
        other_version(project / "content", version)
        for _ in range(chance.choice([1, 1, 2, 3])):
            process = start(project, "build")
            if chance.random() < 0.3:
                begun, seconds = (lambda: True), chance.uniform(0, lasts)
            else:
                begun, seconds = work.exists, chance.uniform(0, lasts / 2)
            writing = wait_for(process, begun, lambda: whole(shown(output), *sites), seconds) and work.exists()
            hit = kill(process, chance.random() < 0.5)
            whole(shown(output), *sites)
            count(tally, hit, hit and writing)
        finish(project, "build")
        nobody_is_left(process.pid)
        assert small.files_of(output) == versions[version]
        assert small.leftovers(project) == []
    print(f"\nbuild: {tally}")
    assert tally.hit


def count(tally: Tally, hit: bool, writing: bool) -> None:
    """Note a kill."""
    tally.hit += hit
    tally.missed += not hit
    tally.writing += writing


def as_it_was(content: Path, before: Path) -> None:
    """The archive as it was before an import."""
    shutil.rmtree(content / "issues", ignore_errors=True)
    if before.exists():
        shutil.copytree(before, content / "issues")


def test_a_killed_import_leaves_whole_files_and_the_next_one_makes_good(tmp_path):
    project, chance, tally = tmp_path / "project", random.Random(11), Tally()
    content, issues = project / "content", project / "content/issues"
    small.write(content / "site.yaml", "title: 旧闻馆\n")
    small.put_raw(content, 0, pages=16)
    finish(project, "import")
    first = small.files_of(issues)
    shutil.copytree(issues, tmp_path / "first")
    small.put_raw(content, 1, pages=16)
    lasts = finish(project, "import")
    second = small.files_of(issues)
    assert first != second
    until = time.monotonic() + ENOUGH
    while tally.hit < KILLS // 2 and time.monotonic() < until:
        # From nothing, or from what another import left.
        version = chance.choice([0, 1])
        as_it_was(content, tmp_path / ("first" if version else "none"))
        small.put_raw(content, version, pages=16)
        wanted, former = (second, first) if version else (first, {})
        for _ in range(chance.choice([1, 1, 2, 3])):
            process, standing = start(project, "import"), shown(issues)
            soon = chance.random() < 0.3
            begun = (lambda: True) if soon else (lambda standing=standing: shown(issues) != standing)
            seconds = chance.uniform(0, lasts) if soon else chance.uniform(0, lasts / 10)
            writing = wait_for(process, begun, lambda was=former, now=wanted: sound(issues, was, now), seconds)
            hit = kill(process, chance.random() < 0.5)
            sound(issues, former, wanted)
            count(tally, hit, hit and not soon and writing)
        finish(project, "import")
        nobody_is_left(process.pid)
        assert small.files_of(issues) == wanted
        assert small.leftovers(project) == []
    print(f"\nimport: {tally}")
    assert tally.hit


def sound(issues: Path, *versions: dict[str, bytes]) -> None:
    """Every file is one of its versions; `issue.yaml` also knows in between of files and ids that are about to go."""
    files = shown(issues)
    for name in [name for name in files if name.endswith("issue.yaml")]:
        data = files.pop(name)
        assert {"newspaper", "date", "written", "pages"} <= yaml.safe_load(data).keys()
        assert data.endswith(b"\n")
    whole({name: data for name, data in files.items() if not name.endswith(".parked.md")}, *versions)


# Those with capitals resemble one another so much that any might be taken for another's new text.
STORIES = {
    **{
        name: f"第0版第{number}条消息\n\n本报讯（记者程雪）近日，{'各地工会' * (number + 3)}会议{word}。\n"
        for name, number, word in (("D", 0, "举行"), ("E", 1, "召开"), ("F", 0, "召开"), ("G", 2, "召开"))
    },
    "a": "全省职工运动会开幕\n\n本报讯（记者程雪）昨日，全省职工运动会在杭州黄龙体育中心开幕，两千名运动员参加。\n",
    "b": "高温津贴应当按时发放\n\n本报讯（记者罗丽）入夏以来，各地持续高温，省总工会要求企业按时发放高温津贴。\n",
    "c": "技能大赛选手苦练本领\n\n本报讯（记者王明）距离全国技能大赛还有一个月，参赛选手在车间里反复练习焊接。\n",
}


@pytest.mark.parametrize(
    ("former", "later"),
    [("abc", "bca"), ("ab", "ba"), ("ab", "cab"), ("abc", "bc"), ("ac", "abc"), ("DE", "FEG"), ("FE", "EF")],
)
def test_an_import_cut_short_before_any_write_is_made_good(tmp_path, monkeypatch, former, later):
    content = tmp_path / "content"
    small.write(content / "site.yaml", "title: 旧闻馆\n")

    def import_stories(names: str, cut: int = 10**6) -> int:
        """Import a page of these stories; cut short before one of its writes."""
        head = "浙江工人日报\n2021年8月1日 星期日\n第1版\n\n"
        small.write(content / "raw/a.txt", head + "\n".join(STORIES[name] for name in names))
        writes = 0

        def write(path: Path, data: bytes) -> bool:
            nonlocal writes
            writes += 1
            if writes > cut:
                raise CutShort
            return write_if_changed(path, data)

        monkeypatch.setattr(commit, "write_if_changed", write)
        import_pages(content, (), silent, HERE)
        return writes

    import_stories(former)
    shutil.copytree(content / "issues", tmp_path / "former")
    writes = import_stories(later)
    wanted = small.files_of(content / "issues")
    for cut in range(writes):
        as_it_was(content, tmp_path / "former")
        with pytest.raises(CutShort):
            import_stories(later, cut)
        import_stories(later)
        assert small.files_of(content / "issues") == wanted, f"cut short before write {cut + 1} of {writes}"


class CutShort(BaseException):
    """As a kill is: nobody catches it."""
