"""An archive that is split, published to several remotes: each site to its own, and each byte for byte."""

import json
import re
import shutil

import pytest
import small_project as small
from repositories import cloned, commit, edit, git, log, repository, send
from samples import told

from sitegen import cli
from sitegen.problems import ProblemError

VOLUMES = ("jia-bao", "yi-bao")


@pytest.fixture
def split_archive(archive, tmp_path):
    """The small archive with an address and a remote for each newspaper, beside that of the front door."""
    site = archive / "content/site.yaml"
    site.write_text(re.sub("(?m)^base_url:.*$", "base_url: https://a.example/remote", site.read_text("utf-8")), "utf-8")
    commit(archive)
    papers = sorted(path.name for path in (archive / "content/issues").iterdir())
    for paper in papers:
        repository(tmp_path / f"remote-{paper}.git")
    return archive


def test_each_site_goes_to_its_own_remote_byte_for_byte(split_archive, tmp_path):
    done = send(split_archive, split="newspaper")
    assert told(done.problems) == []
    assert [site.volume for site in done.sites][-1] == "", "the front door comes last"
    for site in done.sites:
        there = tmp_path / (f"remote-{site.volume}.git" if site.volume else "remote.git")
        folder = split_archive / "output" / (f"volumes/{site.volume}" if site.volume else "front")
        assert site.to.url == str(there)
        assert cloned(there, tmp_path / f"clone-{site.volume}") == small.files_of(folder)
        assert git(there, "rev-parse", "gh-pages") == site.sent.commit
    assert not any(path.name == "kaaaa1" for path in (tmp_path / "clone-").rglob("*"))
    assert (tmp_path / "clone-yi-bao/yi-bao/2021-08-18/kaaaa1/index.html").is_file()


def test_only_sites_that_changed_are_pushed(split_archive, tmp_path):
    send(split_archive, split="newspaper")
    again = send(split_archive, split="newspaper")
    assert all(note.startswith("Nothing to publish: ") for note in again.notes if "ush" in note)
    edit(split_archive)
    commit(split_archive)
    changed = send(split_archive, split="newspaper")
    pushed = {site.volume for site in changed.sites if site.sent.commit}
    assert "yi-bao" in pushed
    assert "jia-bao" not in pushed
    assert len(log(tmp_path / "remote-yi-bao.git")) == 2
    assert len(log(tmp_path / "remote-jia-bao.git")) == 1


def test_a_remote_that_is_called_like_the_volume_is_taken(split_archive, tmp_path):
    elsewhere = repository(tmp_path / "elsewhere.git")
    shutil.rmtree(tmp_path / "remote-yi-bao.git")
    git(split_archive, "remote", "add", "yi-bao", str(elsewhere))
    done = send(split_archive, split="newspaper")
    assert next(site.to.url for site in done.sites if site.volume == "yi-bao") == str(elsewhere)
    assert log(elsewhere)


def test_where_one_remote_is_missing_nothing_is_pushed_anywhere(split_archive, tmp_path):
    shutil.rmtree(tmp_path / "remote-yi-bao.git")
    with pytest.raises(ProblemError) as error:
        send(split_archive, split="newspaper")
    assert str(error.value).startswith(f"gh-pages of {tmp_path}/remote-yi-bao.git: there is no such repository")
    assert git(tmp_path / "remote.git", "branch", "--list") == ""
    assert git(tmp_path / "remote-jia-bao.git", "branch", "--list") == ""


def test_machines_are_told_of_every_site(split_archive, capsys, monkeypatch):
    monkeypatch.chdir(split_archive)
    assert cli.run(["publish", "--split", "newspaper", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["new"] == 4
    assert {site["volume"] for site in said["sites"]} == {"", *VOLUMES}
    assert all(re.fullmatch("[0-9a-f]{40}", site["commit"]) for site in said["sites"])
    assert said["commit"] == next(site["commit"] for site in said["sites"] if not site["volume"])
