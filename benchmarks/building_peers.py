"""The generators that are measured: sitegen as it is installed here, and its peers, installed into a scratch folder.

Which versions of the peers is said in `peers/requirements.txt` (PyPI) and `peers/package.json` (npm), and nowhere else.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import venv
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from building_inputs import INPUTS, PEERS, Input

FROM_PYPI, FROM_NPM = ("requirements.txt",), ("package.json", "package-lock.json")
READY = ".ready"

# sitegen ends with 1 where something in the content needs a person; the site is built all the same.
GOOD = (0, 1)


@dataclass(frozen=True, slots=True)
class Generator:
    """A generator as it is measured.

    Args:
        key: of its input.
        name: in the table.
        version: of the program.
        command: the command that builds `Input` in its folder, where that is its working directory.
        good: the statuses with which it may end.
    """

    key: str
    name: str
    version: str
    command: Callable[[Path, Input], tuple[str | Path, ...]]
    good: tuple[int, ...] = (0,)

    def prepared(self, content: Path, folder: Path) -> Input:
        """Write the archive as it reads one; what was in the folder goes."""
        shutil.rmtree(folder, ignore_errors=True)
        folder.parent.mkdir(parents=True, exist_ok=True)
        return INPUTS[self.key](content, folder)


def own() -> tuple[Generator, Generator]:
    """Our own two: the bare site, and the whole product."""
    command = Path(sys.executable).parent / "sitegen"

    def build(folder: Path, given: Input) -> tuple[str | Path, ...]:
        return (command, "build", "--content", folder / "content", "--output", given.output)

    number = version("sitegen")
    return (
        Generator("bare", "sitegen, bare", number, build, GOOD),
        Generator("whole", "sitegen, whole", number, build, GOOD),
    )


def peers(scratch: Path, wanted: tuple[str, ...], tell: Callable[[str], None]) -> Iterator[Generator]:
    """Those of the wanted peers that are there or can be installed; of each other one is told why it is left out.

    Args:
        scratch: the folder they are installed into.
        wanted: their names.
        tell: takes what is to be told.
    """
    for name in wanted:
        try:
            yield SET_UP[name](scratch)
        except (OSError, subprocess.CalledProcessError) as error:
            said = getattr(error, "stderr", "") or str(error)
            tell(f"{name} could not be installed and is left out: {said.strip().splitlines()[-1]}")


def _hugo(scratch: Path) -> Generator:
    # The package's command is a Python program that starts this one; Hugo's users from elsewhere have no such thing.
    command = next(_python(scratch).glob("lib/python*/site-packages/hugo/binaries/hugo"))

    def build(_folder: Path, given: Input) -> tuple[str | Path, ...]:
        return (command, "--quiet", "--destination", given.output)

    return Generator("hugo", "Hugo", _pinned("hugo"), build)


def _pelican(scratch: Path) -> Generator:
    command = _python(scratch) / "bin" / "pelican"

    def build(_folder: Path, given: Input) -> tuple[str | Path, ...]:
        return (command, "--quiet", "content", "--output", given.output, "--settings", "pelicanconf.py")

    return Generator("pelican", "Pelican", _pinned("pelican"), build)


def _eleventy(scratch: Path) -> Generator:
    node = _found("node")
    command = _node(scratch) / "node_modules" / "@11ty" / "eleventy" / "cmd.cjs"

    def build(_folder: Path, given: Input) -> tuple[str | Path, ...]:
        return (node, command, "--quiet", f"--output={given.output.name}")

    return Generator("eleventy", "Eleventy", _pinned("eleventy"), build)


SET_UP: dict[str, Callable[[Path], Generator]] = {"hugo": _hugo, "pelican": _pelican, "eleventy": _eleventy}


def _python(scratch: Path) -> Path:
    """The environment with what comes from PyPI."""
    place = scratch / "python"
    wanted = _wanted(FROM_PYPI)
    if not _is_ready(place, wanted):
        venv.create(place, with_pip=True, clear=True)
        _run([place / "bin" / "python", "-m", "pip", "install", "--quiet", "-r", PEERS / FROM_PYPI[0]], place)
        (place / READY).write_bytes(wanted)
    return place


def _node(scratch: Path) -> Path:
    """The folder with what comes from npm."""
    place = scratch / "node"
    wanted = _wanted(FROM_NPM)
    if not _is_ready(place, wanted):
        place.mkdir(parents=True, exist_ok=True)
        for name in FROM_NPM:
            shutil.copyfile(PEERS / name, place / name)
        _run([_found("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], place)
        (place / READY).write_bytes(wanted)
    return place


def _is_ready(place: Path, wanted: bytes) -> bool:
    stamp = place / READY
    return stamp.exists() and stamp.read_bytes() == wanted


def _wanted(names: tuple[str, ...]) -> bytes:
    return b"".join((PEERS / name).read_bytes() for name in names)


def _pinned(name: str) -> str:
    """The version that is asked for: `name==1.2` in the one file, `"name": "1.2"` in the other."""
    for line in (PEERS / FROM_PYPI[0]).read_text("utf-8").splitlines():
        if line.startswith(name):
            return line.partition("==")[2]
    declared = (PEERS / FROM_NPM[0]).read_text("utf-8")
    return declared.partition(f'{name}": "')[2].partition('"')[0]


def _found(name: str) -> str:
    command = shutil.which(name)
    if not command:
        raise OSError(f"there is no {name} (Debian, Ubuntu: apt install nodejs npm)")
    return command


def _run(command: list[str | Path], folder: Path) -> None:
    subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True)
