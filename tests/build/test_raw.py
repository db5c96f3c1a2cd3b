"""Raw pages as a build finds them."""

import hashlib

from sitegen.build.raw import raw_pages


def test_a_page_is_read_as_import_reads_it(tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    data = "工会搭鹊桥\r\n\r\n職工\r\n".encode("big5hkscs", "replace")
    (raw / "a.txt").write_bytes(data)
    (raw / "pages.yaml").write_text("a.txt: {encoding: big5hkscs}\n", "utf-8")
    page = raw_pages(tmp_path)("a.txt")
    assert page.sha256 == hashlib.sha256(data).hexdigest()
    assert page.lines[1:] == ("", "職工", "")


def test_what_is_missing_broken_or_elsewhere_is_not_at_hand(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "empty.txt").write_bytes(b"")
    (tmp_path / "site.yaml").write_text("title: 馆\n", "utf-8")
    at_hand = raw_pages(tmp_path)
    assert [at_hand(name) for name in ("none.txt", "empty.txt", "", "../site.yaml", "a\0.txt")] == [None] * 5


def test_an_archive_without_raw_pages_has_none(tmp_path):
    assert raw_pages(tmp_path)("a.txt") is None
