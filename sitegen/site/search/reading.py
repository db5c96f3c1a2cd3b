"""The index as it is read: which segments there are, their documents, and the list of any string."""

from __future__ import annotations

import json
from bisect import bisect_right
from functools import partial
from itertools import accumulate
from typing import TYPE_CHECKING, Literal

import msgspec

from sitegen.problems import Problem, ProblemError
from sitegen.site.search.decoding import (
    Postings,
    Sizes,
    read_list,
    read_long_list,
    read_shard,
    shard_number,
    units,
)
from sitegen.site.search.files import BUILD_AGAIN, FOLDER, Files
from sitegen.site.search.folding import folding_from
from sitegen.site.search.form import FORMAT, numbered_path, spelled_out, strides_of
from sitegen.site.search.measures import HEADS_PER_FILE, STRIDE
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sitegen.site.search.files import Read

# A unit has 16 bits, and its lower ones are told by its shard's number.
MOST_BITS = 16


@dataclass(frozen=True, slots=True)
class Paper:
    """A newspaper: its slug, and its name in each tree by the tree's script."""

    slug: str
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class SegmentData:
    """What `index.json` says about a segment."""

    name: str
    version: str
    documents: int
    places: int
    bits: int


@dataclass(frozen=True, slots=True)
class IndexData:
    """What `index.json` says; of another format's, only that it is one."""

    format: int
    scripts: tuple[str, ...]
    papers: tuple[Paper, ...]
    segments: tuple[SegmentData, ...]


@dataclass(frozen=True, slots=True)
class FormatData:
    """What the `index.json` of any format says."""

    format: int


@dataclass(frozen=True, slots=True)
class DocumentsData:
    """What `segment.json` says; the photo stories by their distances."""

    papers: tuple[str, ...]
    issues: tuple[tuple[int, str, int, tuple[int, ...]], ...]
    strides: str
    photos: tuple[int, ...]
    frequent: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NamesData:
    """What `authors.json` and `columns.json` say."""

    names: tuple[str, ...]
    said: dict[str, dict[str, str]]
    documents: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Run:
    """The documents of one page of an issue.

    Args:
        slug: of the newspaper.
        key: of the issue.
        year: 0 where unknown.
        page: its number.
        documents: the segment's numbers for them.
    """

    slug: str
    key: str
    year: int
    page: int
    documents: range


@dataclass(frozen=True, slots=True)
class Named:
    """An author or a column in a segment.

    Args:
        name: as it is filed.
        forms: the same, and how the other trees say it.
        documents: rising.
    """

    name: str
    forms: tuple[str, ...]
    documents: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A string that is there: how long its list is, and how to read it."""

    entries: int
    read: Callable[[], Postings]


@dataclass(frozen=True, slots=True, eq=False)
class Segment:
    """One segment of the index.

    Args:
        files: where the rest of it is read.
        folder: the path of its folder.
        script: the archive's own, in which it tells headlines and the like.
        bits: there are two to the power of this many shards.
        sizes: how many documents and places it has, and which strings are frequent.
        starts: the first place of each document, and where the last one ends.
        runs: its documents page by page.
        photos: the documents that are photo stories.
    """

    files: Files
    folder: str
    script: str
    bits: int
    sizes: Sizes
    starts: tuple[int, ...]
    runs: tuple[Run, ...]
    photos: frozenset[int]

    def find(self, string: str) -> Found | None:
        """The list of a string by its units, None where it stands nowhere."""
        number, sizes = shard_number(string, self.bits), self.sizes
        path = self.folder + numbered_path(number)
        understand = partial(read_shard, number=number, bits=self.bits, sizes=sizes)
        shard = self.files.get_if_there(f"{path}.bin", understand)
        listing = shard.listings.get(string) if shard else None
        if shard is None or listing is None:
            return None
        entries = listing.entries
        if listing.start is not None:
            return Found(entries, partial(read_list, string, shard.bits, listing.start, entries, sizes))
        long = partial(read_long_list, string=string, sizes=sizes)
        return Found(entries, partial(self.files.get, f"{path}-{spelled_out(map(ord, string))}.bin", long))

    def names(self, kind: Literal["authors", "columns"]) -> tuple[Named, ...]:
        """Who wrote its documents, or which columns they stand in."""
        return self.files.get(f"{self.folder}{kind}.json", partial(_names, self.sizes.documents))

    def identity(self, document: int) -> str:
        """The id of a document's article."""
        block, place = divmod(document, HEADS_PER_FILE)
        count = min(HEADS_PER_FILE, self.sizes.documents - block * HEADS_PER_FILE)
        path = f"{self.folder}heads/{self.script}/{numbered_path(block)}.txt"
        return self.files.get(path, partial(_ids, count))[place]

    def run_of(self, document: int) -> Run:
        """The page that a document stands on."""
        return self.runs[bisect_right(self.runs, document, key=lambda run: run.documents.start) - 1]

    def document_at(self, place: int) -> int:
        """The document that holds a place of the line."""
        return bisect_right(self.starts, place) - 1


@dataclass(frozen=True, slots=True, eq=False)
class Index:
    """The whole index: newspapers, segments in the order of results by date, and its folding."""

    papers: tuple[Paper, ...]
    segments: tuple[Segment, ...]
    fold: Callable[[str], str]


def open_index(read: Read) -> Index:
    """Read what every query needs; the rest is read when it is asked for.

    Args:
        read: gives files.

    Raises:
        ProblemError: where there is no index, or it is damaged. So does whatever is asked of it later.
    """
    files, path = Files(read), f"{FOLDER}index.json"
    data = files.get_if_there(path, _index)
    if data is None:
        raise ProblemError(Problem(path, 0, "the site has no search index", "run `sitegen build` first"))
    if data.format != FORMAT:
        raise ProblemError(Problem(path, 0, "another version of the program made this search index", BUILD_AGAIN))
    segments = tuple(_segment(files, data.scripts[0], one) for one in data.segments)
    return Index(data.papers, segments, files.get(f"{FOLDER}fold.bin", folding_from).fold)


def _segment(files: Files, script: str, data: SegmentData) -> Segment:
    folder = f"{FOLDER}{data.name}/"
    told = files.get(f"{folder}segment.json", partial(_documents, data))
    return Segment(
        files=files,
        folder=folder,
        script=script,
        bits=data.bits,
        sizes=Sizes(data.documents, data.places, frozenset(map(units, told.frequent))),
        starts=tuple(accumulate((STRIDE * strides_of(sign) for sign in told.strides), initial=0)),
        runs=tuple(_runs(told)),
        photos=frozenset(accumulate(told.photos)),
    )


def _index(text: bytes) -> IndexData:
    told = msgspec.json.decode(text, type=FormatData)
    if told.format != FORMAT:
        return IndexData(told.format, (), (), ())
    data = msgspec.json.decode(text, type=IndexData)
    if not all(0 <= segment.bits <= MOST_BITS for segment in data.segments):
        raise ValueError("there cannot be so many shards")
    if not data.scripts:
        raise ValueError("it is in no script")
    return data


def _documents(segment: SegmentData, text: bytes) -> DocumentsData:
    """`segment.json`; not by msgspec alone, which does not know the halves of pairs that frequent strings may hold."""
    data = msgspec.convert(json.loads(text), DocumentsData)
    counts = sum(sum(pages[1::2]) for _, _, _, pages in data.issues)
    whole = (
        counts == len(data.strides) == segment.documents
        and sum(map(strides_of, data.strides)) * STRIDE == segment.places
    )
    known = all(0 <= paper < len(data.papers) for paper, _, _, _ in data.issues)
    if not whole or not known or any(len(pages) % 2 for _, _, _, pages in data.issues):
        raise ValueError("what it says does not fit together")
    return data


def _runs(data: DocumentsData) -> Iterator[Run]:
    first = 0
    for paper, key, year, pages in data.issues:
        for page, count in zip(pages[::2], pages[1::2], strict=True):
            yield Run(data.papers[paper], key, year, page, range(first, first + count))
            first += count


def _names(documents: int, text: bytes) -> tuple[Named, ...]:
    """`authors.json` or `columns.json` of a segment with so many documents."""
    data = msgspec.json.decode(text, type=NamesData)
    named = []
    for place, (name, gaps) in enumerate(zip(data.names, data.documents, strict=True)):
        said = (forms[str(place)] for forms in data.said.values() if str(place) in forms)
        named.append(Named(name, (name, *said), tuple(accumulate(gaps))))
    if any(not 0 <= document < documents for each in named for document in each.documents):
        raise ValueError("there is no such document")
    return tuple(named)


def _ids(count: int, text: bytes) -> tuple[str, ...]:
    """The ids in a file of so many heads."""
    lines = text.decode("utf-8").removesuffix("\n").split("\n")
    if len(lines) != count:
        raise ValueError("there are more or fewer heads")
    return tuple(line.partition("\t")[0] for line in lines)
