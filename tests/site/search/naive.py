"""The search index written as plainly as `docs/search.md` tells it: one string, one list, one bit after another, slow and obvious.

It knows nothing of the program's own writer, so that each checks the other.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

LONGEST = 12
STRIDE = 128
HEAD = 128


@dataclass(frozen=True)
class Told:
    """A document: its texts, folded, and what is known about it."""

    identity: str
    head: tuple[str, ...] = ()
    rest: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    column: str = ""
    photo: bool = False


@dataclass(frozen=True)
class Issued:
    """An issue: its pages with their documents."""

    slug: str
    key: str
    year: int
    pages: tuple[tuple[int, tuple[Told, ...]], ...]

    @property
    def documents(self):
        return [document for _, documents in self.pages for document in documents]


@dataclass(frozen=True)
class Naive:
    """How an index is written: which segments, their names, versions and bits; which strings are frequent, which lists long."""

    segments: tuple[tuple[Issued, ...], ...]
    papers: tuple[dict, ...] = ()
    names: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    bits: tuple[int, ...] = ()
    frequent: int = 16384
    long: int = 4096
    said: dict = field(default_factory=dict)
    heads: dict = field(default_factory=lambda: {"zh-Hans": {}})


def units(text):
    """Its UTF-16 units, one character each."""
    data = text.encode("utf-16-be", "surrogatepass")
    return "".join(chr(256 * high + low) for high, low in zip(data[::2], data[1::2], strict=True))


def laid(document):
    """A document's units on its own line, 0 where it is empty."""
    line = ""
    for text in document.head:
        line += units(text) + "\0" if text else ""
    line = line.ljust(HEAD, "\0")
    for text in document.rest:
        line += units(text) + "\0" if text else ""
    line = line.rstrip("\0") + "\0"
    return line.ljust(-(-len(line) // STRIDE) * STRIDE, "\0")


def strings(line, limit):
    """Every string that has a list, with its places; and the frequent ones."""
    found, frequent = defaultdict(list), set()
    filled = [place for place, unit in enumerate(line) if unit != "\0"]
    for length in range(1, LONGEST + 1):
        for place in filled:
            string = line[place : place + length]
            wanted = length <= 2 or string[1:] in frequent or string[:-1] in frequent
            if wanted and "\0" not in string:
                found[string].append(place)
        if 2 <= length < LONGEST:
            frequent |= {string for string, places in found.items() if len(string) == length and len(places) > limit}
    return found, frequent


def rice(entries, universe, marks):
    """A list's bits as a text of zeros and ones."""
    low = 0
    while 2 ** (low + 1) <= max(1, 2 * universe // (3 * len(entries))):
        low += 1
    written, former = "", -1
    for entry, mark in zip(entries, marks or [""] * len(entries), strict=True):
        gap = entry - former - 1
        written += "0" * (gap >> low) + "1"
        written += "".join(str(gap >> bit & 1) for bit in reversed(range(low)))
        written += "0" * mark + "1" if marks else ""
        former = entry
    return written


def packed(bits):
    """Bits as bytes, filled up with 0."""
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[at : at + 8], 2) for at in range(0, len(bits), 8))


def varint(number):
    last = number < 128
    return bytes([number]) if last else bytes([number % 128 + 128]) + varint(number // 128)


def hashed(string):
    h = 0
    for unit in string:
        h = ((h ^ ord(unit)) * 0x9E3779B1) % 2**32
        h ^= h >> 15
    return h


def shard_of(string, bits):
    return (hashed(string[:-1]) + ord(string[-1])) % 2**bits


def gamma(number):
    """Elias' gamma code."""
    return "0" * (len(f"{number:b}") - 1) + f"{number:b}"


def by_documents(places, starts):
    """A list of documents with their marks."""
    in_each = defaultdict(list)
    for place in places:
        in_each[max(number for number, start in enumerate(starts) if start <= place)].append(place)
    marks = [
        4 * (own[0] - starts[document] < HEAD) + sum(len(own) >= enough for enough in (2, 4, 8))
        for document, own in in_each.items()
    ]
    return list(in_each), marks


def string_bytes(string, former, bits):
    """A string in a shard; `former` is the one before it, of whatever length."""
    before = ord(former[0]) if len(former) == len(string) else 0
    first = b"" if len(string) == 1 else varint(ord(string[0]) - before)
    middle = b"".join(bytes([ord(unit) % 256, ord(unit) // 256]) for unit in string[1:-1])
    return first + middle + varint(ord(string[-1]) >> bits)


def shard_files(path, own, bits, long):
    """A shard: `own` are its strings with the number of entries and the bits of each."""
    ordered = sorted(own, key=lambda string: (len(string), [ord(unit) for unit in string]))
    longest = max(map(len, own))
    data = varint(longest)
    data += b"".join(varint(sum(len(string) == length for string in own)) for length in range(1, longest + 1))
    data += b"".join(string_bytes(string, former, bits) for former, string in pairwise(["", *ordered]))
    written = ""
    for string in ordered:
        entries, listed = own[string]
        apart = len(packed(listed)) > long
        written += str(int(apart)) + gamma(entries) + ("" if apart else listed)
        if apart:
            yield f"{path}-{''.join(f'{ord(unit):04x}' for unit in string)}.bin", packed(gamma(entries) + listed)
    yield f"{path}.bin", data + packed(written)


def gaps(numbers):
    return [number - former for former, number in pairwise([0, *numbers])]


def named(documents, names_of, said):
    """`authors.json` or `columns.json`."""
    found = defaultdict(list)
    for number, document in enumerate(documents):
        for name in dict.fromkeys(names_of(document)):
            found[name].append(number)
    names = sorted(name for name in found if name)
    rising = [gaps(found[name]) for name in names]
    forms = {
        script: {str(names.index(name)): form for name, form in own.items() if name in names}
        for script, own in said.items()
    }
    return {"names": names, "said": forms, "documents": rising}


def segment_files(issues, bits, naive):
    """The files of a segment by their path below it."""
    documents = [document for issue in issues for document in issue.documents]
    lines = [laid(document) for document in documents]
    line = "".join(lines)
    starts = [sum(map(len, lines[:number])) for number in range(len(lines))]
    slugs = list(dict.fromkeys(issue.slug for issue in issues))
    found, frequent = strings(line, naive.frequent)
    yield (
        "segment.json",
        {
            "papers": slugs,
            "issues": [
                [slugs.index(i.slug), i.key, i.year, [number for page, own in i.pages for number in (page, len(own))]]
                for i in issues
            ],
            "strides": "".join(chr(47 + len(own) // STRIDE) for own in lines),
            "photos": gaps([number for number, document in enumerate(documents) if document.photo]),
            "frequent": sorted(frequent, key=lambda string: (len(string), string)),
        },
    )
    yield "authors.json", named(documents, lambda document: document.authors, naive.said)
    yield "columns.json", named(documents, lambda document: (document.column,), naive.said)
    for script, heads in naive.heads.items():
        lines = ["\t".join([one.identity, *heads.get(one.identity, ())]).rstrip("\t") + "\n" for one in documents]
        for block in range(-(-len(lines) // 16)):
            path = f"heads/{script}/{block // 128:02x}/{block % 128:02x}.txt"
            yield path, "".join(lines[16 * block : 16 * block + 16]).encode()
    shards = defaultdict(dict)
    for string, places in found.items():
        if len(string) == 1 or string in frequent:
            entries, marks = by_documents(places, starts)
            listed = rice(entries, len(documents), marks)
        else:
            entries, listed = places, rice(places, len(line), None)
        shards[shard_of(string, bits)][string] = (len(entries), listed)
    for number, own in shards.items():
        yield from shard_files(f"{number // 128:02x}/{number % 128:02x}", own, bits, naive.long)


def index_files(naive, fold_data):
    """The whole index, by the paths of its files."""
    files, told = {"search/fold.bin": fold_data}, []
    for place, issues in enumerate(naive.segments):
        name = naive.names[place] if naive.names else f"{place:012x}"
        bits = naive.bits[place] if naive.bits else place
        for path, data in segment_files(issues, bits, naive):
            files[f"search/{name}/{path}"] = data if isinstance(data, bytes) else json.dumps(data).encode()
        documents = [document for issue in issues for document in issue.documents]
        places = sum(len(laid(document)) for document in documents)
        version = naive.versions[place] if naive.versions else ""
        told.append({"name": name, "version": version, "documents": len(documents), "places": places, "bits": bits})
    index = {"format": 2, "scripts": list(naive.heads), "papers": list(naive.papers), "segments": told}
    return files | {"search/index.json": json.dumps(index).encode()}
