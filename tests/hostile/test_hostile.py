"""Hostile and damaged inputs: each is told in its line or does no harm, and nothing else suffers from it.

What every case must keep, whatever it is about: the command ends with the status that goes with what it told; each problem
is one line; raw pages and all that lies outside the archive are as they were; the sample page is imported and built as it is
without the case; every character of the raw pages that were read is in the files written; and no page of the site holds a script
or a link that a reader did not ask for.
"""

from __future__ import annotations

import contextlib
import functools
import os
import shutil
import signal
import socket
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from hostile.form import ARCHIVES, Case, all_cases, put
from properties import assert_harmless, assert_well_formed, characters, lost_in_filing, scripts

from sitegen import cli
from sitegen.content.codec import read_article
from sitegen.content.store import read_archive, read_facts
from sitegen.model import Article
from sitegen.restore.decode import decode

CASES = all_cases()

# Seconds of the processor, so that a busy machine does not count: nothing here takes more than a few, and what takes a minute
# would go on for ever.
PATIENCE = 60

OUTSIDE = "neighbour"
MADE_BY_COMMANDS = ("content/issues/", "output/", ".sitegen/")


def run(*arguments: str) -> int:
    """A command in this process, and its exit status."""
    here = ("--executor", "here") if arguments[0] in ("import", "build") else ()
    return cli.run([arguments[0], *here, *arguments[1:]])


@pytest.fixture(scope="session")
def archives(tmp_path_factory):
    """The archives that cases are put into, as `README.md` tells them: `raw`, `imported`, `built`."""
    folder = tmp_path_factory.mktemp("archives")
    raw, imported, built = (folder / name for name in ARCHIVES)
    assert run("new", str(built)) == 0
    shutil.copytree(built, raw)
    lean(raw)
    assert run("import", "--content", str(built / "content")) == 0
    shutil.copytree(built, imported)
    lean(imported)
    assert run("build", "--content", str(built / "content"), "--output", str(built / "output")) == 0
    return folder


def lean(archive: Path) -> None:
    """Have an archive's site made without what takes the most time, and what few cases are about."""
    site = archive / "content" / "site.yaml"
    text = site.read_text("utf-8").replace("convert: s2t", "convert: ''")
    site.write_text(f"{text}without: [search, data]\n", "utf-8")


@pytest.fixture
def place(tmp_path, archives, monkeypatch):
    """Puts a case's archive into a folder with a neighbour that nothing may touch, and goes there."""

    def made(case: Case) -> Path:
        (tmp_path / OUTSIDE).mkdir()
        (tmp_path / OUTSIDE / "secret.txt").write_text("谁也不许动。", "utf-8")
        (tmp_path / OUTSIDE / "index.html").write_text("<p>别处的网页", "utf-8")
        archive = tmp_path / "archive"
        shutil.copytree(archives / case.base, archive, symlinks=True)
        put(archive, case.files)
        monkeypatch.chdir(archive)
        return archive

    return made


@contextlib.contextmanager
def patience():
    """Stops what would go on for ever."""

    def out_of_patience(_signal, _frame):
        raise AssertionError(f"not done after {PATIENCE} seconds of work")

    before = signal.signal(signal.SIGPROF, out_of_patience)
    signal.setitimer(signal.ITIMER_PROF, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def standing(folder: Path) -> dict[str, object]:
    """Everything below a folder that commands may not change, by its path: bytes, or where a link leads."""
    found: dict[str, object] = {}
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(root) / name
            shown = path.relative_to(folder).as_posix()
            if shown.removeprefix("archive/").startswith(MADE_BY_COMMANDS):
                continue
            if path.is_symlink():
                found[shown] = os.readlink(path)
            elif path.is_file():
                found[shown] = path.read_bytes()
    return found


def told(capsys) -> list[str]:
    """The lines a command told of problems; progress is none."""
    lines = capsys.readouterr().err.split("\n")
    return [line for line in lines if line and not line.startswith(("Importing: ", "Building: ", "Reading: "))]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_hostile(case, place, archives, capsys, monkeypatch):
    archive = place(case)
    before = standing(archive.parent)
    monkeypatch.setattr(socket.socket, "connect", _no_network)
    said: list[str] = []
    for command in case.commands:
        with patience():
            status = run(*command)
        lines = told(capsys)
        assert status == (bool(lines) if case.status is None else case.status), lines
        said += lines
    assert said == [_as_told(line, said) for line in case.says]
    assert all(character.isprintable() for line in said for character in line), "a line must show as one line"
    assert before.items() <= standing(archive.parent).items()
    assert_the_rest_stands(case, archive, archives / "imported")
    assert_whole(archive)
    assert_site_is_harmless(archive / "output", archives / "built" / "output")
    assert_texts(case, archive)


def _as_told(line: str, said: list[str]) -> str:
    """A line of a case; where it ends in `…`, the line that was told and begins so."""
    whole = (each for each in said if line.endswith("…") and each.startswith(line[:-1]))
    return next(whole, line)


def _no_network(*_):
    raise AssertionError("a command asked the network")


def sample_articles(archive: Path, names: Mapping[str, object]) -> dict[str, Article]:
    """The articles of an archive by their id, as the page has them: not where they stand, nor those of a case's own files."""
    root = archive / "content" / "issues"
    paths = (path for path in root.rglob("*.md") if path.relative_to(archive).as_posix() not in names)
    read = (read_article(path.read_bytes().decode("utf-8", "replace"), path.name)[0] for path in paths)
    return {article.id: replace(article, page=1, order=1) for article in read if article}


def assert_the_rest_stands(case: Case, archive: Path, clean: Path) -> None:
    """The sample's articles are filed, and built where a site was, as if the case were not there."""
    if case.stops:
        return
    good = sample_articles(clean, case.files)
    commands = {command[0] for command in case.commands if "--diff" not in command and "--dry-run" not in command}
    if case.base != "raw" or "import" in commands:
        mine = sample_articles(archive, case.files)
        assert {identity: mine.get(identity) for identity in good} == good
    if "build" in commands:
        built = {path.parent.name for path in (archive / "output").glob("*/*/*/index.html")}
        assert built >= good.keys()


def assert_whole(archive: Path) -> None:
    """Every character of the raw pages that were taken in is in the files written, and no other."""
    kept, _ = read_archive(archive / "content")
    facts, _ = read_facts(archive / "content")
    for file in {page.file for issue in kept.issues for page in issue.pages}:
        raw = archive / "content" / "raw" / file
        if "/" not in file and raw.is_file():
            encoding = facts[file].encoding if file in facts else ""
            assert lost_in_filing(decode(raw.read_bytes(), file, encoding), kept) == (characters(""), characters(""))


def assert_site_is_harmless(output: Path, clean: Path) -> None:
    """No page of a built site does what those of a clean one do not, and whatever is XML can be read as such."""
    known = known_scripts(clean)
    for path in sorted(output.rglob("*.html")):
        html = path.read_text("utf-8")
        assert_harmless(html, str(path))
        assert scripts(html) <= known, path
    for path in (*output.rglob("*.xml"), *output.rglob("*.svg")):
        assert_well_formed(path.read_text("utf-8"))


@functools.cache
def known_scripts(output: Path) -> frozenset[tuple[str, str, str]]:
    """What the pages of a clean site have a browser run."""
    return frozenset(one for path in output.rglob("*.html") for one in scripts(path.read_text("utf-8")))


def assert_texts(case: Case, archive: Path) -> None:
    """What must stand in some file of each pattern does, and what must not stands in none."""
    for pattern, wanted in case.has.items():
        texts = [path.read_text("utf-8") for path in sorted(archive.glob(pattern)) if path.is_file()]
        for one in wanted:
            assert any(one in text for text in texts), f"no {pattern} has {one!r}"
    for pattern, unwanted in case.lacks.items():
        for path in sorted(archive.glob(pattern)):
            text = path.read_text("utf-8") if path.is_file() else ""
            assert not [one for one in unwanted if one in text], path


def test_there_are_many_and_each_is_told_apart():
    assert len(CASES) >= 150
    files = [unicodedata.normalize("NFC", case.name).casefold() for case in CASES]
    assert len(set(files)) == len(files)
