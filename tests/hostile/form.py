"""What a hostile case says, and how it is read. `README.md` beside this file tells it for people who add one."""

from __future__ import annotations

import base64
import os
import shlex
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote_to_bytes

import yaml

FOLDER = Path(__file__).parent
KEYS = {"what", "base", "files", "run", "says", "status", "stops", "has", "lacks"}
ARCHIVES = ("raw", "imported", "built")
USUAL = {"import": "raw", "explain": "raw", "search": "built"}


@dataclass(frozen=True, slots=True)
class Case:
    """One case, read.

    Args:
        name: its area and its own name, as the file is called.
        base: the archive it is put into: `raw` (the sample page, not yet imported), `imported`, or `built` too.
        files: what is put where; None takes a file away.
        commands: each as its arguments.
        says: the lines told, of all commands together.
        status: the exit status of each command; None where it follows from whether it told something.
        stops: whether nothing else is done either.
        has, lacks: what must, and must not, stand in files below the archive, by pattern.
    """

    name: str
    base: str
    files: Mapping[str, object]
    commands: tuple[tuple[str, ...], ...]
    says: tuple[str, ...]
    status: int | None = None
    stops: bool = False
    has: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    lacks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def all_cases() -> tuple[Case, ...]:
    """Every case below this folder, by name."""
    return tuple(map(read_case, sorted(FOLDER.glob("*/*.yaml"))))


def read_case(path: Path) -> Case:
    """One case out of its file."""
    told = yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)
    assert set(told) <= KEYS, f"{path}: unknown {set(told) - KEYS}"
    assert told["what"], f"{path}: say what it is"
    commands = tuple(_arguments(line) for line in _listed(told.get("run", "import")))
    base = told.get("base", USUAL.get(commands[0][0], "imported"))
    assert base in ARCHIVES, f"{path}: base is one of {ARCHIVES}"
    return Case(
        name=f"{path.parent.name}/{path.stem}",
        base=base,
        files=told.get("files", {}),
        commands=commands,
        says=tuple(told["says"]),
        status=told.get("status"),
        stops=told.get("stops", False),
        has={pattern: _listed(texts) for pattern, texts in told.get("has", {}).items()},
        lacks={pattern: _listed(texts) for pattern, texts in told.get("lacks", {}).items()},
    )


def _arguments(line: object) -> tuple[str, ...]:
    """A command line as its arguments; a list has them already, each a text or the pieces of one."""
    if isinstance(line, str):
        return tuple(shlex.split(line))
    return tuple(pieces(each).decode("utf-8", "surrogateescape") for each in line)


def _listed(value: object) -> tuple:
    return tuple(value) if isinstance(value, list) else (value,)


def put(archive: Path, files: Mapping[str, object]) -> None:
    """Put a case's files into an archive."""
    for name, content in files.items():
        path = archive / os.fsdecode(unquote_to_bytes(name))
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, Mapping) and "link" in content:
            path.symlink_to(content["link"])
        elif isinstance(content, Mapping) and "folder" in content:
            path.mkdir()
        else:
            path.write_bytes(pieces(content))


def pieces(content: object) -> bytes:
    r"""The bytes a case spells out.

    >>> pieces(["甲", {"hex": "ff fe"}, {"of": "ab", "times": 2}, {"text": "乙", "encoding": "gb18030"}, {"base64": "AA=="}])
    b'\xe7\x94\xb2\xff\xfeabab\xd2\xd2\x00'
    """
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, list):
        return b"".join(map(pieces, content))
    if "of" in content:
        return pieces(content["of"]) * content["times"]
    if "hex" in content:
        return bytes.fromhex(content["hex"])
    if "base64" in content:
        return base64.b64decode(content["base64"])
    return content["text"].encode(content["encoding"], "surrogatepass")
