"""What a build remembers: which issues it read and which parts it made, of what, and where they are.

One SQLite file outside the output. Everything in it can be had again from the archive: without it, or where it is damaged, the next
build reads and makes everything, and writes what differs.
"""

from __future__ import annotations

import errno
import os
import sqlite3
from contextlib import suppress
from dataclasses import astuple
from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.build.seal import Seal
from sitegen.problems import Problem, ProblemError
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import TracebackType

    from sitegen.content.places import Place

# Another one for every other form of the tables or of what is packed in them.
FORM = 1

# How long another program that looks at the file is waited for, in seconds; builds have a lock of their own.
PATIENCE = 10

# SQLite's words for what is wrong with the disk and not with the file.
NO_DAMAGE = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_READONLY: errno.EROFS,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_PERM: errno.EACCES,
    sqlite3.SQLITE_NOMEM: errno.ENOMEM,
    sqlite3.SQLITE_BUSY: errno.EBUSY,
    sqlite3.SQLITE_LOCKED: errno.EBUSY,
}

TABLES = """
CREATE TABLE facts (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE issues (
    slug TEXT, key TEXT, stamp BLOB, dropped TEXT, head BLOB, raw TEXT, text BLOB, face BLOB, size INTEGER, count INTEGER, problems BLOB,
    number INTEGER PRIMARY KEY, UNIQUE (slug, key)
);
CREATE TABLE articles (number INTEGER PRIMARY KEY, issue INTEGER, place INTEGER, file TEXT, id TEXT, brief BLOB, face BLOB);
CREATE INDEX articles_of_issue ON articles (issue, place);
CREATE INDEX articles_by_id ON articles (id);
CREATE TABLE raws (file TEXT PRIMARY KEY, stamp BLOB, mark BLOB) WITHOUT ROWID;
CREATE TABLE parts (
    name TEXT PRIMARY KEY, list INTEGER, marks BLOB, outputs BLOB, failed TEXT, problems BLOB, told BLOB
) WITHOUT ROWID;
"""


@dataclass(frozen=True, slots=True)
class IssueRow:
    """An issue as it was read.

    Args:
        stamp: of its folder when it was read; b"" where that proves nothing.
        dropped: files that were left out because their ids were taken, a line each.
        head: the issue without its articles, packed.
        raw: the raw pages it was made from, a line each.
        text: a mark of everything in it.
        face: a mark of what lists show of it.
        size: the characters of its texts.
        count: its articles, those that are not shown left out.
        problems: what is wrong in its folder, packed.
        number: under which its articles are found.
    """

    slug: str
    key: str
    stamp: bytes
    dropped: str
    head: bytes
    raw: str
    text: bytes
    face: bytes
    size: int
    count: int
    problems: bytes
    number: int = 0


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """An article as lists know it.

    Args:
        place: in its issue; None where it is not shown: a draft, or one whose id is taken.
        file: its file's name.
        id: its id.
        brief: the article with only the beginning of its body, packed.
        face: a mark of it and of what its issue says of it.
    """

    place: int | None
    file: str
    id: str
    brief: bytes
    face: bytes


@dataclass(frozen=True, slots=True)
class PartRow:
    """A part of the site as it was made.

    Args:
        name: the part's.
        list: whether it is one of those that show several issues.
        marks: of what it was made of, packed.
        outputs: its files as they were left, packed.
        failed: paths that could not be made, a line each.
        problems: why, packed.
        told: what others are made of, packed.
    """

    name: str
    list: bool
    marks: bytes
    outputs: bytes
    failed: str
    problems: bytes
    told: bytes


class Cache:
    """The file, open, and nobody else's. Use it `with`; what was not committed at the end is not remembered.

    Args:
        path: the file; where its folder cannot be written to, everything is forgotten at the end.

    Raises:
        ProblemError: another program has it open.
        OSError: it cannot be written to, though its folder can.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seal = Seal(path)
        self._base = _opened(path, self._seal)

    @property
    def folder(self) -> Path | None:
        """The folder in which it lies; None where nothing can be left."""
        return self._path.parent if _may_leave(self._path) else None

    @property
    def scratch(self) -> str:
        """The name of a folder there that is this cache's own."""
        return f"{self._path.stem}-work"

    @property
    def formers(self) -> str:
        """The name of a folder there for segments of the search as they were made."""
        return f"{self._path.stem}-search"

    def __enter__(self) -> Cache:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            self._base.rollback()
            if kind is None and not self._seal.is_set and self.folder:
                self._seal.set()
        finally:
            self._base.close()
            self._seal.close()
        if isinstance(error, sqlite3.DatabaseError) and not is_damage(error):
            raise _as_told_by_the_system(error, self._path) from error

    def commit(self) -> None:
        """Remember what was noted."""
        if self.folder:
            self._seal.lift()
        self._base.commit()

    def empty(self) -> None:
        """Forget everything: the file is damaged, or what is in it cannot be read."""
        self._base.close()
        _remove(self._path, self._seal)
        self._base = _opened(self._path, self._seal)

    def fact(self, name: str) -> bytes:
        """Something noted by name, b"" where nothing is."""
        row = self._base.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return row[0] if row else b""

    def note(self, name: str, value: bytes) -> None:
        """Note something by name."""
        self._base.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))

    def issue_stamps(self) -> dict[Place, tuple[bytes, tuple[str, ...]]]:
        """The stamp of each issue, and the files in it that are left out."""
        rows = self._base.execute("SELECT slug, key, stamp, dropped FROM issues")
        return {(slug, key): (stamp, texts(dropped)) for slug, key, stamp, dropped in rows}

    def doubt_issues(self) -> None:
        """Have every issue be read again."""
        self._base.execute("UPDATE issues SET stamp = x''")

    def issues(self) -> Iterator[IssueRow]:
        """Every issue, by newspaper and key."""
        for row in self._base.execute("SELECT * FROM issues ORDER BY slug, key"):
            yield IssueRow(*row)

    def put_issue(self, row: IssueRow, articles: Iterable[ArticleRow]) -> None:
        """Note an issue in the place of what was known of it."""
        self.drop_issue((row.slug, row.key))
        values = astuple(row)[:-1]
        number = self._base.execute("INSERT INTO issues VALUES (?,?,?,?,?,?,?,?,?,?,?,NULL)", values).lastrowid
        rows = ((number, each.place, each.file, each.id, each.brief, each.face) for each in articles)
        self._base.executemany("INSERT INTO articles VALUES (NULL,?,?,?,?,?,?)", rows)

    def drop_issue(self, place: Place) -> None:
        """Forget an issue."""
        row = self._base.execute("SELECT number FROM issues WHERE slug = ? AND key = ?", place).fetchone()
        if row:
            self._base.execute("DELETE FROM articles WHERE issue = ?", row)
            self._base.execute("DELETE FROM issues WHERE number = ?", row)

    def articles(self, issue: int, first: int = -1) -> list[tuple[int, bytes, bytes]]:
        """Of an issue's articles the number, brief and face, in their order; all of them or the first."""
        query = "SELECT number, brief, face FROM articles WHERE issue = ? AND place IS NOT NULL ORDER BY place LIMIT ?"
        return self._base.execute(query, (issue, first)).fetchall()

    def ids(self, issue: int) -> list[str]:
        """The ids of an issue's articles, in their order."""
        query = "SELECT id FROM articles WHERE issue = ? AND place IS NOT NULL ORDER BY place"
        return [id_ for (id_,) in self._base.execute(query, (issue,))]

    def article(self, number: int) -> tuple[int, bytes]:
        """The issue and the brief of an article."""
        found: tuple[int, bytes] = self._base.execute(
            "SELECT issue, brief FROM articles WHERE number = ?", (number,)
        ).fetchone()
        return found

    def with_id(self, id_: str) -> tuple[int, bytes] | None:
        """The issue and the brief of the article that is shown under an id."""
        query = "SELECT issue, brief FROM articles WHERE id = ? AND place IS NOT NULL"
        found: tuple[int, bytes] | None = self._base.execute(query, (id_,)).fetchone()
        return found

    def twins(self) -> list[tuple[str, str, str, str]]:
        """Every id that several files have, with each of them: the id, newspaper, issue, file, in the order of reading."""
        query = """
            SELECT articles.id, slug, key, file FROM articles JOIN issues ON articles.issue = issues.number
            WHERE articles.id IN (SELECT id FROM articles GROUP BY id HAVING count(*) > 1) ORDER BY slug, key, file
        """
        return self._base.execute(query).fetchall()

    def raws(self) -> dict[str, tuple[bytes, bytes]]:
        """The stamp and the mark of each raw page."""
        return {file: (stamp, mark) for file, stamp, mark in self._base.execute("SELECT * FROM raws")}

    def put_raws(self, rows: Iterable[tuple[str, bytes, bytes]]) -> None:
        """Note raw pages: their names, stamps and marks."""
        self._base.executemany("INSERT OR REPLACE INTO raws VALUES (?, ?, ?)", rows)

    def drop_raws(self, files: Iterable[str]) -> None:
        """Forget raw pages."""
        self._base.executemany("DELETE FROM raws WHERE file = ?", ((file,) for file in files))

    def part(self, name: str) -> PartRow | None:
        """A part, if it was made before."""
        row = self._base.execute("SELECT * FROM parts WHERE name = ?", (name,)).fetchone()
        return PartRow(*row) if row else None

    def part_names(self) -> list[str]:
        """The names of all parts."""
        return [name for (name,) in self._base.execute("SELECT name FROM parts")]

    def list_names(self) -> list[str]:
        """The names of the parts that show several issues."""
        return [name for (name,) in self._base.execute("SELECT name FROM parts WHERE list")]

    def parts(self) -> Iterator[PartRow]:
        """Every part, by name."""
        for row in self._base.execute("SELECT * FROM parts ORDER BY name"):
            yield PartRow(*row)

    def outputs(self) -> Iterator[bytes]:
        """The files of every part."""
        for (outputs,) in self._base.execute("SELECT outputs FROM parts"):
            yield outputs

    def put_part(self, row: PartRow) -> None:
        """Note a part in the place of what was known of it."""
        self._base.execute("INSERT OR REPLACE INTO parts VALUES (?,?,?,?,?,?,?)", astuple(row))

    def drop_parts(self, names: Iterable[str]) -> None:
        """Forget parts."""
        self._base.executemany("DELETE FROM parts WHERE name = ?", ((name,) for name in names))


def lines(several: Iterable[str]) -> str:
    """Texts that hold no line's end as one text."""
    return "\n".join(several)


def texts(one: str) -> tuple[str, ...]:
    """The texts that `lines` put together."""
    return tuple(one.split("\n")) if one else ()


def _opened(path: Path, seal: Seal) -> sqlite3.Connection:
    """The file, in its present form; another one is thrown away."""
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.open("ab").close()
    if not _may_leave(path):
        return _with_tables(sqlite3.connect(":memory:"))
    try:
        base = _connected(path)
        if _is_sound(base, seal):
            return base
        base.close()
    except sqlite3.DatabaseError as error:
        if _code(error) == sqlite3.SQLITE_BUSY:
            raise ProblemError(Problem(str(path), 0, "another program has it open", "close it there")) from error
        if not is_damage(error):
            raise _as_told_by_the_system(error, path) from error
    _remove(path, seal)
    try:
        return _with_tables(_connected(path))
    except sqlite3.DatabaseError as error:
        raise _as_told_by_the_system(error, path) from error


def _may_leave(path: Path) -> bool:
    """Whether the file can be written, and others beside it, as there are for as long as a build is at work."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def is_damage(error: Exception) -> bool:
    """Whether an error shows that the file is damaged, so that it is best thrown away; not so where only the disk is full."""
    return not isinstance(error, sqlite3.DatabaseError) or _code(error) not in NO_DAMAGE


def _code(error: sqlite3.Error) -> int:
    """SQLite's word for an error, without its refinements; 0 where the error is none of SQLite's."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _as_told_by_the_system(error: sqlite3.DatabaseError, path: Path) -> OSError:
    """What SQLite says, as the system says it of any other file."""
    number = NO_DAMAGE.get(_code(error), errno.EIO)
    return OSError(number, os.strerror(number), os.fspath(path))


def _is_sound(base: sqlite3.Connection, seal: Seal) -> bool:
    """Whether the file is as a build left it, in the present form; of what a killed build left, whether it may be."""
    if seal.is_set and not seal.holds():
        return False
    if base.execute("PRAGMA user_version").fetchone() != (FORM,):
        return False
    return seal.is_set or base.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def _with_tables(base: sqlite3.Connection) -> sqlite3.Connection:
    base.executescript(f"{TABLES}PRAGMA user_version = {FORM};")
    return base


def _connected(path: Path) -> sqlite3.Connection:
    base = sqlite3.connect(path, timeout=PATIENCE)
    # Held until it is closed, so that no two builds are at work; a process that dies lets go of it.
    base.execute("PRAGMA locking_mode = EXCLUSIVE")
    # After a loss of power the file may be damaged; that is noticed, and costs one whole build.
    base.execute("PRAGMA synchronous = OFF")
    base.execute("BEGIN EXCLUSIVE")
    base.execute("COMMIT")
    return base


def _remove(path: Path, seal: Seal) -> None:
    seal.lift()
    for each in (path, path.with_name(f"{path.name}-journal")):
        each.unlink(missing_ok=True)
