"""Segments of the search's index as they were made, left for the next build beside what it remembers otherwise.

Deleting them is always safe: the next build reads the issues and makes all files of a segment.
"""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING

from sitegen.atomic import write_unflushed
from sitegen.build.packing import Damaged, Outputs, pack, unpack
from sitegen.build.run import stand
from sitegen.files import read_file
from sitegen.marks import mark
from sitegen.site.search.former import Former
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sitegen.build.packing import Output

# A segment's line, which is as large as all texts are, lies in a file of its own.
LINE = ".line"
NO_LINE = memoryview(b"")


@dataclass(frozen=True, slots=True)
class Kept:
    """A segment as it was left.

    Args:
        common: a mark of what it was made with beside its issues.
        former: what is known of it, but for its line.
        line: the hash of its line.
        outputs: its files as they were left, in their order.
    """

    common: bytes
    former: Former
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
        try:
            kept = unpack(read_file(file), Kept)
            if kept.common != self.common or not stand(str(self.output), kept.outputs):
                return None
            line = read_file(file.with_suffix(LINE))
        except (OSError, Damaged):
            return None
        if hashlib.sha256(line).digest() != kept.line:
            return None
        files = (replace(file, stands=each.path) for file, each in zip(kept.former.files, kept.outputs, strict=True))
        return replace(kept.former, units=memoryview(line), files=tuple(files))

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
        line = hashlib.sha256(former.units).digest()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            write_unflushed(file.with_suffix(LINE), former.units)
            write_unflushed(file, pack(Kept(self.common, replace(former, units=NO_LINE), line, outputs)))

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
