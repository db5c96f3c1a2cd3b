"""Bytes as pages come in: the encoding that is found, why, and what is refused."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from restore_cases import FEW, cases

from sitegen.problems import ProblemError
from sitegen.restore.decode import decode


def bytes_of(case):
    if "hex" in case:
        return bytes.fromhex(case["hex"])
    return bytes.fromhex(case.get("bom", "")) + case["input"].encode(case.get("written", "utf-8"))


@cases("decode/pages")
def test_a_page_is_read_with_evidence_for_its_encoding(case):
    data = bytes_of(case)
    page = decode(data, "a.txt", case.get("editor", ""))
    assert {"encoding": page.encoding, "because": page.because, "lines": list(page.lines)} == case["expected"]
    assert (page.file, page.sha256) == ("a.txt", hashlib.sha256(data).hexdigest())


@cases("decode/refused")
def test_what_is_no_page_is_refused_in_one_line(case):
    with pytest.raises(ProblemError) as refused:
        decode(bytes_of(case), "a.txt", case.get("editor", ""))
    assert str(refused.value).startswith(case["expected"])


def read(data):
    """The page, or the problem with which it is refused."""
    try:
        return decode(data, "a.txt"), None
    except ProblemError as error:
        return None, error.problem


@FEW
@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_problem_of_the_file(data):
    page, problem = read(data)
    if page:
        assert "".join(page.lines).strip("\ufeff \t\v\u3000")
    else:
        assert problem.file == "a.txt"
        assert problem.fix


@FEW
@given(st.text(alphabet="工会职工日报讯记者近日。，“”（）0123456789 abc\n", min_size=1).filter(str.strip))
def test_valid_utf_8_is_never_taken_for_anything_else(text):
    page = decode(text.encode(), "a.txt")
    assert page.encoding == "utf-8"
    assert "\n".join(page.lines) == text
