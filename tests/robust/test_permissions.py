"""Where the user may not write: one clear line, nothing lost, the rest done; with the rights back, the same command ends well.

Root may write everywhere. Where the tests are run by root, the commands are run without that right, as the owner of the files.
"""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest
import small_project as small
from samples import CHECKOUT

# Linux's numbers: to give up a right for good, and the rights of root that are those over other people's files.
GIVE_UP = 24
OVER_FILES = (1, 2, 3)

WRITE = 0o222

pytestmark = pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="other systems give rights otherwise")


def be_an_ordinary_user() -> None:
    """Give up what root may do to files that he may not write; what he owns he still owns."""
    if os.geteuid() == 0 and any(ctypes.CDLL(None).prctl(GIVE_UP, right, 0, 0, 0) for right in OVER_FILES):
        raise PermissionError


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a command as a user who may write only where the files' permissions say so."""
    environment = {**os.environ, "PYTHONPATH": str(CHECKOUT)}
    command = [sys.executable, "-m", "sitegen", *arguments]
    return subprocess.run(
        command,
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=be_an_ordinary_user,
    )


@pytest.fixture
def project(tmp_path):
    """The small project, imported."""
    place = small.make_project(tmp_path / "project")
    for name in (*small.RAW, "pages.yaml"):
        (place / "content/raw" / name).unlink()
    small.put_raw(place / "content", 0, pages=4)
    try:
        done = run(place, "import")
    except subprocess.SubprocessError:
        pytest.skip("root's rights cannot be given up here")
    assert done.returncode == 0, done.stderr
    small.share_templates(place)
    yield place
    give_back(place)
    small.keep_templates(place)


def take_away(place: Path) -> None:
    """Nobody may write below a folder."""
    for path in (place, *place.rglob("*")):
        path.chmod(path.stat().st_mode & ~WRITE)


def give_back(place: Path) -> None:
    """The owner may write again."""
    for path in (place, *place.rglob("*")):
        path.chmod(path.stat().st_mode | 0o200)


def lines(done: subprocess.CompletedProcess[str]) -> list[str]:
    """The problems that were told."""
    return [line for line in done.stderr.splitlines() if not line.startswith(("Importing:", "Building:", "Reading:"))]


def edit(project: Path) -> None:
    """Change an article, so that its issue is to be built again, and take one away."""
    path = project / "content/issues/yi-bao/2021-08-19/01-01.md"
    path.write_text(path.read_text("utf-8") + "\n\n又一段。\n", "utf-8")
    (project / "content/issues/yi-bao/2021-08-18/01-02.md").unlink()


def ends_well(project: Path, *command: str) -> None:
    """See that with the rights back the same command ends as if nothing had happened."""
    give_back(project)
    done = run(project, *command)
    assert (done.returncode, lines(done)) == (0, [])
    assert small.leftovers(project) == []


def test_an_import_that_may_not_keep_a_page_leaves_it_out(project):
    small.write(project / "else/new.txt", small.raw_page(6, 0))
    small.write(project / "else/000.txt", small.raw_page(0, 0))
    take_away(project / "content/raw")
    done = run(project, "import", "else")
    assert done.returncode == 1
    assert lines(done) == [
        "content/raw/new.txt: the page cannot be kept in the archive (Permission denied), so it is left out; "
        "mend that, then import it again"
    ]
    assert "1 page," in done.stdout
    ends_well(project, "import", "else")
    assert (project / "content/issues/zhejiang-gongren-ribao/2021-08-04/issue.yaml").exists()


@pytest.mark.parametrize("closed", ["content/issues", "content"])
def test_an_import_that_may_not_write_an_issue_files_the_others(project, closed):
    content = project / "content"
    before = small.files_of(content / "issues")
    small.put_raw(content, 1, pages=4)
    take_away(project / closed)
    open_to = content / "issues/zhejiang-gongren-ribao/2021-08-02"
    give_back(open_to)
    done = run(project, "import")
    assert done.returncode == 1
    (line,) = lines(done)
    assert line.startswith("content/issues/zhejiang-gongren-ribao/2021-08-01/01-0")
    assert line.endswith(".md: cannot be written: Permission denied; make room or correct permissions")
    after = small.files_of(content / "issues")
    assert {name for name, data in after.items() if before.get(name) != data} == {
        path.relative_to(content / "issues").as_posix() for path in open_to.iterdir()
    }
    assert before.keys() <= after.keys()
    ends_well(project, "import")
    assert small.files_of(content / "issues") != after


def test_a_new_archive_that_may_not_be_written_is_one_line(project):
    (project / "new/content/raw").mkdir(parents=True)
    small.write(project / "new/content/site.yaml", "title: 旧闻馆\n")
    small.put_raw(project / "new/content", 0, pages=2)
    take_away(project / "new/content")
    done = run(project / "new", "import")
    assert done.returncode == 1
    assert lines(done) == [
        "content/issues: permission denied; let your user read and write it, then run the same command again"
    ]
    ends_well(project / "new", "import")


def test_an_import_that_may_not_lock_the_archive_writes_nothing(project):
    before = small.files_of(project / "content")
    small.put_raw(project / "content", 1, pages=4)
    take_away(project / ".sitegen")
    done = run(project, "import")
    assert done.returncode == 1
    assert lines(done) == [
        ".sitegen/archive.lock: permission denied; let your user read and write it, then run the same command again"
    ]
    assert small.files_of(project / "content/issues") == {
        name.removeprefix("issues/"): data for name, data in before.items() if name.startswith("issues/")
    }
    assert run(project, "import", "--diff").returncode == 0
    ends_well(project, "import")


@pytest.mark.parametrize("close", [take_away, lambda folder: folder.chmod(0o555)], ids=["all", "only the folder"])
def test_a_build_that_may_leave_nothing_is_the_same_site(project, close):
    assert run(project, "build").returncode == 0
    close(project / ".sitegen")
    edit(project)
    done = run(project, "build")
    assert (done.returncode, lines(done)) == (0, [])
    assert small.files_of(project / "output") == small.clean(project)[0]
    ends_well(project, "build")
    assert small.files_of(project / "output") == small.clean(project)[0]


@pytest.mark.parametrize("command", ["build", "check"])
def test_an_archive_that_may_not_be_written_is_built_and_checked(project, command):
    edit(project)
    wanted = run(project, command, "--output", "other")
    take_away(project / "content")
    done = run(project, command)
    assert (done.returncode, done.stdout) == (wanted.returncode, wanted.stdout)
    assert lines(done) == lines(wanted)


@pytest.mark.parametrize("closed", ["output", "output/yi-bao"])
def test_a_build_that_may_not_write_makes_what_it_may(project, closed):
    assert run(project, "build").returncode == 0
    before = small.files_of(project / "output")
    edit(project)
    small.make_issue(project / "content", "bing-bao", "2020-01-01")
    small.make_article(project / "content", "bing-bao", "2020-01-01", "kf0001", "新来的报道")
    take_away(project / closed)
    done = run(project, "build")
    assert done.returncode == 1
    (line,) = lines(done)
    assert "ermission" in line or "may not write" in line
    assert (project / "output/bing-bao/2020-01-01/kf0001/index.html").exists() == (closed != "output")
    shut = {name for name in before if f"output/{name}".startswith(f"{closed}/")}
    now = small.files_of(project / "output")
    assert {name: now[name] for name in shut} == {name: before[name] for name in shut}
    ends_well(project, "build")
    assert small.files_of(project / "output") == small.clean(project)[0]
