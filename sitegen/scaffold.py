"""`sitegen new`: a new archive with one invented sample page, ready to be imported and built."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from sitegen.problems import Problem, ProblemError

if TYPE_CHECKING:
    from pathlib import Path

# Each file of sitegen/starter/ and where it goes. The ignore file has no dot there, or else
# git and the wheel's builder would obey it inside this project.
STARTER = (
    ("README.md", "README.md"),
    ("gitignore", ".gitignore"),
    ("site.yaml", "content/site.yaml"),
    ("conversion.yaml", "content/conversion.yaml"),
    ("pages.yaml", "content/raw/pages.yaml"),
    ("sample.txt", "content/raw/sample.txt"),
)
KEPT_EMPTY = "output/.gitkeep"  # git keeps no empty folder


def new_archive(folder: Path) -> tuple[Path, ...]:
    """Write a new archive into `folder`, which is made where it is missing.

    Args:
        folder: a folder that does not exist yet, or is empty.

    Returns:
        The files written.

    Raises:
        ProblemError: `folder` is a file, or has something in it.
    """
    if folder.exists() and not folder.is_dir():
        raise ProblemError(Problem(str(folder), 0, "there is a file of this name", "choose another name"))
    if folder.is_dir() and any(folder.iterdir()):
        raise ProblemError(
            Problem(str(folder), 0, "the folder is not empty", "choose a new name, or empty it yourself first")
        )
    starter = files("sitegen") / "starter"
    contents = [(target, (starter / name).read_bytes()) for name, target in STARTER] + [(KEPT_EMPTY, b"")]
    return tuple(_write(folder / target, data) for target, data in contents)


def _write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path
