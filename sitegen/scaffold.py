"""`sitegen new`: a new archive with one invented sample page, ready to be imported and built."""

from __future__ import annotations

import json
from importlib.metadata import PackageNotFoundError, distribution
from importlib.resources import files
from typing import TYPE_CHECKING, Literal

from sitegen.atomic import write_if_changed
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
# For GitHub: the workflow that puts the site on Pages, and where that gets the program from.
WORKFLOW = (("pages.yml", ".github/workflows/pages.yml"),)
REQUIREMENTS = "requirements.txt"
KEPT_EMPTY = "output/.gitkeep"  # git keeps no empty folder

Host = Literal["", "github"]


def new_archive(folder: Path, host: Host = "") -> tuple[Path, ...]:
    """Write a new archive into `folder`, which is made where it is missing.

    Args:
        folder: a folder that does not exist yet, or is empty.
        host: where its site will be built and served, "" where that is not decided.

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
    chosen = (*STARTER, *WORKFLOW) if host == "github" else STARTER
    contents = [(target, (starter / name).read_bytes()) for name, target in chosen] + [(KEPT_EMPTY, b"")]
    if host == "github":
        known = requirement(_installed_from())
        contents.append((REQUIREMENTS, (starter / REQUIREMENTS).read_bytes() + known.encode()))
    return tuple(_write(folder / target, data) for target, data in contents)


def requirement(installed_from: str) -> str:
    r"""The line of requirements.txt for the program as it is installed here; "" where nobody else can get it from there.

    Args:
        installed_from: what pip noted (direct_url.json), "" for nothing.

    >>> noted = '{"url": "https://example.org/sitegen.git", "vcs_info": {"vcs": "git", "commit_id": "1a2b"}}'
    >>> requirement(noted), requirement('{"url": "file:///home/me/sitegen", "dir_info": {}}')
    ('sitegen @ git+https://example.org/sitegen.git@1a2b\n', '')
    """
    noted = json.loads(installed_from or "{}")
    version = noted.get("vcs_info", {})
    if not noted.get("url", "").startswith("https://"):
        return ""
    if not version:
        return f"sitegen @ {noted['url']}\n"
    return f"sitegen @ {version['vcs']}+{noted['url']}@{version['commit_id']}\n"


def _installed_from() -> str:
    """What pip noted of where the program came from (PEP 610)."""
    try:
        return distribution("sitegen").read_text("direct_url.json") or ""
    except PackageNotFoundError:
        return ""


def _write(path: Path, data: bytes) -> Path:
    write_if_changed(path, data)
    return path
