"""Segments of the search as they were made: used where they are known for certain, otherwise all is made, and it is the same."""

from unittest import mock

import pytest
import small_project as small

from sitegen.build.formers import Formers, Kept
from sitegen.build.packing import unpack
from sitegen.build.places import STATE
from sitegen.content import store
from sitegen.site.search import index, lists
from sitegen.site.search.former import Former


def kept(project):
    """The files in which segments are left."""
    return sorted((project / STATE).glob("build-output-*-search/*"))


def built(project):
    """Build in this process; whether the segment could use what it was, and whether the site is what it is from nothing."""
    used = []
    real = index.segment_files

    def watched(sources, former, *given):
        used.append(former is not None)
        return real(sources, former, *given)

    with mock.patch.object(index, "segment_files", watched):
        small.run(project)
    files, _ = small.clean(project)
    assert small.files_of(project / "output") == files
    return used


def test_a_segment_is_made_by_what_it_was(project):
    assert len(kept(project)) == 2
    small.edit(project)
    assert built(project) == [True]


def test_issues_that_are_the_same_are_not_read_for_it(project):
    small.edit(project)
    read = []
    real = store.read_folder
    with mock.patch.object(
        store, "read_folder", lambda folder, *given: read.append(folder.name) or real(folder, *given)
    ):
        small.run(project)
    assert set(read) == {"2021-08-18"}


@pytest.mark.parametrize("suffix", ["", ".line"])
@pytest.mark.parametrize("harm", ["gone", "cut", "changed"])
def test_what_is_damaged_is_not_used(project, suffix, harm):
    file = next(file for file in kept(project) if file.suffix == suffix)
    data = file.read_bytes()
    if harm == "gone":
        file.unlink()
    else:
        file.write_bytes(data[:-1] if harm == "cut" else bytes([*data[:-1], data[-1] ^ 1]))
    small.edit(project)
    assert built(project) == [False]


def test_it_is_not_used_where_a_file_of_the_segment_is_not_as_it_was_left(project):
    shard = next((project / "output/search").rglob("00/*.bin"))
    shard.write_bytes(shard.read_bytes() + b"x")
    small.edit(project)
    assert built(project) == [False]


def test_it_is_not_used_with_other_words(project):
    site = project / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace("s2hk", "s2t"), "utf-8")
    assert built(project) == [False]


def test_what_nobody_needs_goes(project):
    site = project / "content/site.yaml"
    site.write_text(f"{site.read_text('utf-8')}without: [search]\n", "utf-8")
    small.run(project)
    assert kept(project) == []


def test_where_nothing_can_be_left_nothing_is_known(project, tmp_path):
    (tmp_path / "file").touch()
    left = unpack(next(file for file in kept(project) if not file.suffix).read_bytes(), Kept)
    former = Former(left.facts, lambda *_strides: b"")
    for folder in (None, tmp_path / "file/folder"):
        formers = Formers(folder, left.common, project / "output")
        formers.keep("part", former, left.outputs)
        assert formers.former("part") is None
        formers.forget_others(())


def test_shards_that_no_change_reaches_are_not_made(project):
    """Enough articles that one of them is few."""
    source = (project / "content/issues/yi-bao/2021-08-18/01-02.md").read_text("utf-8")
    for number in range(40):
        text = source.replace("kaaaa2", f"kcccc{number:02}").replace("order: 2", f"order: {number + 10}")
        (project / f"content/issues/yi-bao/2021-08-18/09-{number:02}.md").write_text(text, "utf-8")
    small.run(project)
    small.edit(project)
    chosen = []
    real = lists.made_lists

    def watched(line, bits, measures, asides, reach=None):
        chosen.append(reach is not None)
        return real(line, bits, measures, asides, reach)

    with mock.patch.object(index, "made_lists", watched):
        small.run(project)
    assert chosen == [True]
    files, _ = small.clean(project)
    assert small.files_of(project / "output") == files
