"""What lies aside while a segment is made: places for bytes, heaps of rows, bits of a line, pieces of it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.build.work import OnDisk
from sitegen.site.search.aside import InMemory
from sitegen.site.search.bits import Bits
from sitegen.site.search.heaps import Heaps
from sitegen.site.search.layout import Laying
from sitegen.site.search.measures import STRIDE


@pytest.mark.parametrize("kind", ["memory", "disk"])
def test_bytes_lie_where_they_were_laid(kind, tmp_path):
    aside = InMemory() if kind == "memory" else OnDisk(tmp_path)
    places = [aside.put(data) for data in (b"one", b"", b"three")]
    assert places == [0, 3, 3]
    assert [aside.get(0, 3), aside.get(3, 5), aside.get(2, 3)] == [b"one", b"three", b"eth"]
    assert aside.get(5, 100) == b"ree"
    assert list(tmp_path.iterdir()) == []


@given(st.integers(1, 9), st.data())
def test_rows_are_taken_up_in_the_order_in_which_they_were_thrown(count, data):
    rows = st.tuples(st.integers(0, count - 1), st.integers(0, 2**32 - 1))
    throws = data.draw(st.lists(st.lists(rows, max_size=20), max_size=5))
    heaps = Heaps(count, np.dtype((np.uint64, (2,))), InMemory())
    for throw in throws:
        numbers = np.array([heap for heap, _ in throw], np.int64)
        heaps.throw(numbers, np.array([(heap, number) for heap, number in throw], np.uint64).reshape(-1, 2))
    for heap in range(count):
        expected = [[own, number] for throw in throws for own, number in throw if own == heap]
        assert heaps.take(heap).tolist() == expected


@given(st.integers(1, 4), st.data())
def test_bits_are_those_that_were_set(strides, data):
    places = data.draw(st.sets(st.integers(0, strides * STRIDE - 1)))
    bits = Bits.none(strides * STRIDE)
    assert not bits.any()
    bits.set(np.array(sorted(places), np.int64))
    assert bits.any() == bool(places)
    first = data.draw(st.integers(0, strides - 1)) * STRIDE
    for known in (bits, Bits.unpacked(bits.packed())):
        assert (np.flatnonzero(known.of(first, strides * STRIDE - first)) + first).tolist() == sorted(
            place for place in places if place >= first
        )


def test_bits_of_some_strides_become_others_and_no_more():
    bits = Bits.none(3 * STRIDE)
    bits.set(np.array([0, STRIDE, STRIDE + 5, 2 * STRIDE + 1]))
    middle, own = np.array([False, True, False]), np.zeros(STRIDE, bool)
    own[7] = True
    bits.put(middle, own)
    assert np.flatnonzero(bits.of(0, 3 * STRIDE)).tolist() == [0, STRIDE + 7, 2 * STRIDE + 1]
    bits.put(middle, None)
    assert np.flatnonzero(bits.of(0, 3 * STRIDE)).tolist() == [0, 2 * STRIDE + 1]


@given(st.lists(st.lists(st.integers(1, 5), min_size=1, max_size=4), max_size=6), st.integers(1, 6))
def test_pieces_of_a_line_are_whole_documents_and_all_of_it(batches, most):
    laying = Laying(InMemory(), most)
    whole, number = b"", 0
    for strides in batches:
        units = np.concatenate([np.full(each * STRIDE, number + at + 1, np.uint16) for at, each in enumerate(strides)])
        units[::3] = 0
        number += len(strides)
        whole += units.tobytes()
        laying.add(units.tobytes(), strides)
    line = laying.line()
    assert line.strides.tolist() == [each for strides in batches for each in strides]
    assert line.length * 2 == len(whole)
    assert line.filled == np.count_nonzero(np.frombuffer(whole, np.uint16))
    pieces = list(line.pieces())
    assert b"".join(units.tobytes() for _, units in pieces) == whole
    assert [start for start, _ in pieces] == [first * STRIDE for first in line.bounds[:-1]]
    for start, units in pieces:
        documents = line.documents[start // STRIDE : (start + len(units)) // STRIDE]
        assert len(documents) <= most or len(set(documents.tolist())) == 1
    ends = set(np.cumsum(line.strides).tolist())
    assert set(line.bounds[1:]) <= ends
