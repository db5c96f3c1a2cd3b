"""A file is the old or the new one, never half of either."""

from __future__ import annotations

import os
import stat

import pytest

from sitegen.atomic import remove_leftovers, write_if_changed


def test_a_file_is_written_with_its_folders(tmp_path):
    path = tmp_path / "a/b/c.txt"
    assert write_if_changed(path, b"1")
    assert path.read_bytes() == b"1"
    assert [one.name for one in path.parent.iterdir()] == ["c.txt"]


def test_a_file_that_stays_the_same_is_not_touched(tmp_path):
    path = tmp_path / "c.txt"
    write_if_changed(path, b"1")
    os.utime(path, (1, 1))
    assert not write_if_changed(path, b"1")
    assert path.stat().st_mtime == 1
    assert write_if_changed(path, b"2")


def test_a_file_is_as_open_as_any_other(tmp_path):
    write_if_changed(tmp_path / "a", b"1")
    (tmp_path / "b").write_bytes(b"1")
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == stat.S_IMODE((tmp_path / "b").stat().st_mode)


@pytest.mark.parametrize("interruption", [KeyboardInterrupt, OSError])
def test_an_interruption_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch, interruption):
    path = tmp_path / "c.txt"
    write_if_changed(path, b"1")

    def interrupt(*_):
        raise interruption

    monkeypatch.setattr(os, "replace", interrupt)
    with pytest.raises(interruption):
        write_if_changed(path, b"2")
    assert path.read_bytes() == b"1"
    assert len(list(tmp_path.iterdir())) == 1


def test_what_a_crash_left_behind_goes(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a/.sitegen-x.tmp").write_bytes(b"")
    (tmp_path / "a/b").write_bytes(b"")
    remove_leftovers(tmp_path)
    assert [path.name for path in (tmp_path / "a").iterdir()] == ["b"]
