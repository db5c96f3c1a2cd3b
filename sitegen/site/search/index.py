"""The index that a site carries, as files: all of `search/` but its page. The format is in `docs/search.md`."""

from __future__ import annotations

import hashlib
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from sitegen.site import routes
from sitegen.site.document import Again, Document
from sitegen.site.listings import latest_first
from sitegen.site.search.aside import InMemory
from sitegen.site.search.contents import head_files, index_file, name_files, segment_file
from sitegen.site.search.folding import folding
from sitegen.site.search.form import FORMAT, path_number
from sitegen.site.search.former import Facts, File, Former, Known, Source, joined
from sitegen.site.search.lists import made_lists, shard_bits
from sitegen.site.search.measures import HEADS_PER_FILE, MEASURES
from sitegen.site.search.reach import reached, shard_of
from sitegen.site.search.relaid import laid_out
from sitegen.site.search.segments import Segment, segments
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from sitegen.model import Issue, Settings
    from sitegen.site.listings import Catalogue
    from sitegen.site.script import Tree
    from sitegen.site.search.aside import Aside, NewAside
    from sitegen.site.search.folding import Folding
    from sitegen.site.search.former import Name
    from sitegen.site.search.layout import Line
    from sitegen.site.search.measures import Measures

    Lay = Callable[[str, bytes | None], "Laid"]

NAME_DIGITS = 12

SHARD = ".bin"
TABLE = "segment.json"


@dataclass(frozen=True, slots=True)
class Laid:
    """A file of a segment, and where it lies aside; None where an earlier build left it."""

    file: File
    place: int | None


@dataclass(frozen=True, slots=True)
class Shards:
    """The shards of a segment.

    Args:
        laid: their files.
        frequent: the strings of two and more units with lists of documents.
        begins: how many bytes behind the line tell where these begin there, of each length.
    """

    laid: list[Laid]
    frequent: tuple[str, ...]
    begins: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class MadeSegment:
    """A segment that was made.

    Args:
        segment: what `index_file` says of it.
        documents: its files, one by one.
        former: what helps to make it again.
    """

    segment: Segment
    documents: Iterator[Document | Again]
    former: Former


def search_files(
    catalogue: Catalogue,
    settings: Settings,
    trees: Sequence[Tree],
    measures: Measures = MEASURES,
    asides: NewAside = InMemory,
) -> Iterator[Document | Again]:
    """Every file of the index, segment after segment; the one that names them all last.

    Args:
        catalogue: what is searched.
        settings: the archive's.
        trees: the site's; names are told in each of them.
        measures: how large the parts are.
        asides: gives places for what is made on the way.
    """
    yield Document(routes.search_data("fold.bin"), folding().data())
    made = []
    for issues in segments(latest_first(catalogue.issues), measures):
        sources = (Source((issue.slug, issue.key), b"", partial(_itself, issue)) for issue in issues)
        ready = segment_files(sources, None, settings, trees, folding(), asides, measures)
        made.append(ready.segment)
        yield from ready.documents
    yield index_file(made, catalogue.papers, trees)


def segment_files(
    sources: Iterable[Source],
    former: Former | None,
    settings: Settings,
    trees: Sequence[Tree],
    fold: Folding,
    asides: NewAside,
    measures: Measures = MEASURES,
) -> MadeSegment:
    """One segment. It is the same with or without what is known of a former one, only sooner there.

    Args:
        sources: its issues in order; their bodies are read once and not kept.
        former: the segment as it was made before, by this very program with the same settings and words, all its files where they stand.
        settings: the archive's.
        trees: the site's.
        fold: how texts are folded.
        asides: gives places for what is made on the way, and for the files until all of them are made.
        measures: how large the parts are.
    """
    known, line = laid_out(sources, former, fold, asides(), measures)
    bits, strides = shard_bits(line, measures), tuple(line.strides.tolist())
    standing = {file.path: file for file in former.facts.files} if former else {}
    aside = asides()

    def lay(path: str, data: bytes | None) -> Laid:
        if data is None:
            return Laid(standing[path], None)
        digest = hashlib.sha256(data).digest()
        before = standing.get(path)
        if before and before.digest == digest:
            return Laid(before, None)
        return Laid(File(path, len(data), digest), aside.put(data))

    beside = chain(
        head_files(_told(known), trees, _same_heads(known, former)), name_files(_told(known), settings, trees)
    )
    files = [lay(path, data) for path, data in beside]
    shards = _shards(line, bits, former, lay, asides, measures)
    files += shards.laid
    table = segment_file(_told(known), strides, shards.frequent)
    files.append(lay(TABLE, table))
    name, version = segment_name(table, bits, known), segment_version(each.file for each in files)
    segment = Segment(name, version, len(strides), line.length, bits)
    own = tuple(each.file.standing("") if each.file.stands else each.file for each in files)
    made = Former(Facts(known, strides, bits, joined(shards.frequent), shards.begins, own), line.aside.get)
    return MadeSegment(segment, _handed_on(files, segment.name, aside), made)


def _told(known: Iterable[Known]) -> Iterator[Issue]:
    """What a segment tells of its issues, unpacked one by one."""
    return (each.issue for each in known)


def _same_heads(known: Sequence[Known], former: Former | None) -> frozenset[int]:
    """The files of heads that are what they were, by their numbers: all their documents are."""
    if former is None:
        return frozenset()
    now, before = _documents(known), _documents(former.facts.known)
    firsts = range(0, len(now), HEADS_PER_FILE)
    return frozenset(
        number
        for number, first in enumerate(firsts)
        if now[first : first + HEADS_PER_FILE] == before[first : first + HEADS_PER_FILE]
    )


def _documents(known: Iterable[Known]) -> list[tuple[Name, bytes, int]]:
    """Each document of some issues, by its issue, the mark of that, and its place there."""
    return [(each.name, each.mark, place) for each in known for place in range(len(each.ids))]


def _shards(line: Line, bits: int, former: Former | None, lay: Lay, asides: NewAside, measures: Measures) -> Shards:
    """The shards of a segment."""
    again = _reached_shards(line, bits, former, lay, asides, measures) if former is not None else None
    if again is not None:
        return again
    lists = made_lists(line, bits, measures, asides)
    laid: list[Laid] = []
    frequent: list[str] = []
    for part in lists.parts(measures):
        laid += [lay(*file) for file in part.files]
        frequent += part.frequent
    return Shards(laid, tuple(frequent), lists.begins)


def _reached_shards(
    line: Line, bits: int, former: Former, lay: Lay, asides: NewAside, measures: Measures
) -> Shards | None:
    """The same, where few documents are not what they were: only the shards that this reaches are made, all the others stand.

    Not so where it makes a string frequent, or one that was so rare, for then other strings are indexed in all documents.
    """
    facts = former.facts
    reach = reached(former, line, measures) if facts.bits == bits else None
    if reach is None:
        return None
    frequent, chosen = facts.frequent, reach.shards
    parts = tuple(made_lists(line, bits, measures, asides, reach).parts(measures))
    found = {string for part in parts for string in part.frequent}
    if found != {string for string in frequent if chosen[shard_of(string, bits)]}:
        return None
    laid = [lay(*file) for part in parts for file in part.files]
    shards = (file for file in facts.files if file.path.endswith(SHARD))
    laid += [Laid(file, None) for file in shards if not chosen[path_number(file.path)]]
    for packed in reach.begins:
        line.aside.put(packed)
    return Shards(laid, tuple(frequent), tuple(map(len, reach.begins)))


def segment_name(table: bytes, bits: int, known: Iterable[Known]) -> str:
    """What a segment is called: by all that tells which article a document is, and how lists are to be read.

    So its files keep their paths where only texts change; and who knows the segment as it was can read them as they are.

    Args:
        table: its `segment.json`.
        bits: there are two to the power of this many shards.
        known: its issues.
    """
    ids = (article for each in known for article in each.ids)
    digest = hashlib.sha256("\0".join((f"{FORMAT} {bits}", *ids, "")).encode(errors="replace"))
    digest.update(table)
    return digest.hexdigest()[:NAME_DIGITS]


def segment_version(files: Iterable[File]) -> str:
    """A mark of all that is in a segment. Browsers ask for its files by it, so that none takes a kept file for a newer one."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.path):
        digest.update(f"{file.path}\0{file.size}\0".encode())
        digest.update(file.digest)
    return digest.hexdigest()[:NAME_DIGITS]


def _itself(issue: Issue) -> Issue:
    return issue


def _handed_on(files: list[Laid], name: str, aside: Aside) -> Iterator[Document | Again]:
    for each in files:
        path = routes.search_data(f"{name}/{each.file.path}")
        if each.place is None:
            yield Again(path, each.file.stands)
        else:
            yield Document(path, aside.get(each.place, each.file.size))
