"""Segments of the search's index as they were made, left for the next build beside what it remembers otherwise.

Deleting them is always safe: the next build reads the issues and makes all files of a segment.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.atomic import write_pieces_unflushed
from sitegen.build.packing import Damaged, Outputs, pack_in_pieces, unpack
from sitegen.build.run import stand
from sitegen.files import read_file
from sitegen.marks import mark
from sitegen.site.search.former import Facts, Former
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from sitegen.build.packing import Output

# A segment's line, which is as large as all texts are, lies in a file of its own.
LINE = ".line"

# It is copied so many bytes at a time.
PIECE = 1 << 20


@dataclass(frozen=True, slots=True)
class Kept:
    """A segment as it was left.

    Args:
        common: a mark of what it was made with beside its issues.
        facts: what is known of it beside its line.
        line: the hash of its line and of what lies behind it.
        outputs: its files as they were left, in their order.
    """

    common: bytes
    facts: Facts
    line: bytes
    outputs: Outputs


@dataclass(frozen=True, slots=True)
class Formers:
    """Where segments are left.

    Args:
        folder: in which; None where nothing can be left.
        common: a mark of what all segments are made with: the program, the settings, the words.
        output: the folder of the site.
    """

    folder: Path | None
    common: bytes
    output: Path

    def former(self, part: str) -> Former | None:
        """A segment as it was made before; None where that cannot be told, or where its files are not as they were left."""
        if self.folder is None:
            return None
        file = self.folder / _file_of(part)
        line = file.with_suffix(LINE)
        try:
            kept = unpack(read_file(file), Kept)
            if kept.common != self.common or not stand(str(self.output), kept.outputs) or _hash_of(line) != kept.line:
                return None
        except (OSError, Damaged):
            return None
        files = (file.standing(each.path) for file, each in zip(kept.facts.files, kept.outputs, strict=True))
        return Former(replace(kept.facts, files=tuple(files)), partial(_read, line))

    def keep(self, part: str, former: Former, outputs: tuple[Output, ...]) -> None:
        """Leave a segment that was made.

        Args:
            part: the name of its part.
            former: what is known of it.
            outputs: its files in the same order, all of them.
        """
        if self.folder is None:
            return
        file = self.folder / _file_of(part)
        line = hashlib.sha256()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_pieces_unflushed(file.with_suffix(LINE), _hashed(_pieces(former), line))
            kept = Kept(self.common, former.facts, line.digest(), outputs)
            write_pieces_unflushed(file, pack_in_pieces(kept))

    def forget_others(self, parts: Iterable[str]) -> None:
        """Forget all segments but those of some parts."""
        if self.folder is None or not self.folder.is_dir():
            return
        known = {_file_of(part) for part in parts}
        for file in self.folder.iterdir():
            if file.stem not in known:
                with suppress(OSError):
                    file.unlink()


def _file_of(part: str) -> str:
    return mark(part).hex()


def _pieces(former: Former) -> Iterator[bytes]:
    """A segment's line and what lies behind it, piece by piece."""
    for place in range(0, former.size, PIECE):
        yield former.read(place, min(PIECE, former.size - place))


def _hashed(pieces: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    """The same pieces, each added to a hash on its way."""
    for piece in pieces:
        digest.update(piece)
        yield piece


def _hash_of(file: Path) -> bytes:
    """The hash of a file, however large it is."""
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").digest()


def _read(file: Path, place: int, size: int) -> bytes:
    """So many bytes of a file from a place on."""
    with file.open("rb") as opened:
        opened.seek(place)
        return opened.read(size)
