"""What the site consists of: files by their path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sitegen.problems import Problem


@dataclass(frozen=True, slots=True)
class Document:
    """One file of the site.

    Args:
        path: where it stands in the output, with `/` between folders.
        data: its bytes.
    """

    path: str
    data: bytes

    def whole(self) -> Document:
        """Itself; see `Long`."""
        return self


@dataclass(frozen=True, slots=True)
class Long:
    """A file of the site that is too large to be in memory as a whole.

    Args:
        path: where it stands in the output, with `/` between folders.
        pieces: its bytes, one after another; asked for once. Where they cannot be made, `LaterError` is raised.
    """

    path: str
    pieces: Iterable[bytes]

    def whole(self) -> Document:
        """The same as a document, for whom it is not too large."""
        return Document(self.path, b"".join(self.pieces))


@dataclass(frozen=True, slots=True)
class Again:
    """A file of the site that has the bytes of one that an earlier build left.

    Args:
        path: where it stands in the output, with `/` between folders.
        former: where the earlier one stands.
    """

    path: str
    former: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """Everything a build wants to write.

    Args:
        documents: the files of the site; no two have one path.
        failed: paths that could not be made this time; what an earlier build wrote there stays.
        problems: what went wrong, each told once.
    """

    documents: tuple[Document, ...]
    failed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
