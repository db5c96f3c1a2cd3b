"""A folder as a git tree, byte for byte.

Git keeps its notes of the folder in a repository of its own below `.sitegen/`, so that files which did not change are not read again;
what it stores goes to the user's repository at once. Losing the notes is harmless.
"""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from sitegen.atomic import write_if_changed
from sitegen.locks import changing
from sitegen.publish.refusals import Refused

if TYPE_CHECKING:
    from pathlib import Path

    from sitegen.publish.repository import Repository

# They outrank every other attribute: no line end, no keyword and no filter changes a byte.
ATTRIBUTES = "* -text -filter -ident -working-tree-encoding\n"

# Ignore files must not hide a page (--force). Left out is what is git's own, and what the program notes for itself.
LEFT_OUT = tuple(f":(exclude,glob)**/{name}{below}" for name in (".git*", ".sitegen-*") for below in ("", "/**"))

SETTINGS = ("core.fileMode=false", "core.fsmonitor=false", "core.safecrlf=false", "advice.addEmbeddedRepo=false")


def take_tree(repository: Repository, site: Path, notes: Path) -> str:
    """Store a folder's files as a tree, and tell its name.

    Args:
        repository: where it is stored.
        site: the folder.
        notes: the folder for git's notes of it, this folder's own.

    Raises:
        Refused: it cannot be stored.
        ProblemError: another publish is at work on it for very long.
        OSError: the notes cannot be written.
    """
    with changing(notes.with_name(f"{notes.name}.lock"), "sitegen publish"):
        return _taken_anyhow(repository, site, notes)


def _taken_anyhow(repository: Repository, site: Path, notes: Path) -> str:
    if notes.exists():
        try:
            return _taken(repository, site, notes)
        except Refused:
            # They are damaged, or what they say is stored was cleared away: begin anew.
            shutil.rmtree(notes)
    return _taken(repository, site, notes)


def _taken(repository: Repository, site: Path, notes: Path) -> str:
    if not (notes / "HEAD").is_file():
        _begin(notes, repository.ask("rev-parse", "--show-object-format"))
    # A killed publish leaves it.
    (notes / "index.lock").unlink(missing_ok=True)
    places = {
        "GIT_DIR": os.fspath(notes),
        "GIT_WORK_TREE": os.fspath(site),
        "GIT_INDEX_FILE": os.fspath(notes / "index"),
        "GIT_OBJECT_DIRECTORY": os.fspath(repository.objects),
        "GIT_LITERAL_PATHSPECS": "0",
    }
    settings = (word for setting in SETTINGS for word in ("-c", setting))
    repository.elsewhere(places, "-C", os.fspath(site), *settings, "add", "--all", "--force", "--", ".", *LEFT_OUT)
    return repository.elsewhere(places, "write-tree")


def _begin(notes: Path, names: str) -> None:
    """An empty repository, as `git init` makes it, whatever is set for that command in the user's environment.

    Args:
        notes: where.
        names: by which hash objects are named, `sha1` or `sha256`.
    """
    for folder in ("info", "objects", "refs"):
        (notes / folder).mkdir(parents=True, exist_ok=True)
    config = "[core]\n\trepositoryformatversion = {}\n\tbare = true\n{}"
    plain = names == "sha1"
    other = "" if plain else f"[extensions]\n\tobjectFormat = {names}\n"
    write_if_changed(notes / "config", config.format(0 if plain else 1, other).encode())
    write_if_changed(notes / "info" / "attributes", ATTRIBUTES.encode())
    # Last, for by it the repository is known to be there.
    write_if_changed(notes / "HEAD", b"ref: refs/heads/none\n")
