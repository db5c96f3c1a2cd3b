"""The site's address, found by itself: which clue is believed, and that every build heeds it as an input."""

import json
import os
import subprocess
import sys

import pytest
import small_project as small
from samples import silent, told

from sitegen import cli
from sitegen.address import Address, Clues, address, git_files, pages_address, read_clues, remote_url
from sitegen.build.foresee import foresee
from sitegen.build.run import build
from sitegen.check import check
from sitegen.content.store import read_site
from sitegen.workers import HERE

ALL = Clues("https://said.org", "https://github.com/u/r", "named.org", "https://told.org/p", "o/n")
ORDER = ("base_url", "remote", "host", "pages", "repository")
ADDRESSES = (
    "https://said.org",
    "https://u.github.io/r",
    "https://named.org",
    "https://told.org/p",
    "https://o.github.io/n",
)


@pytest.fixture
def project(tmp_path):
    return small.make_project(tmp_path / "project")


def git(folder, *arguments):
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


def found(project):
    settings, problems = read_site(project / "content")
    assert told(problems) == []
    return Address(settings.base_url, settings.found_in)


@pytest.mark.parametrize("first", range(5))
def test_the_first_clue_is_believed(first):
    clues = Clues(**{name: getattr(ALL, name) for name in ORDER[first:]})
    assert address(clues).url == ADDRESSES[first]


@pytest.mark.parametrize(
    ("remote", "expected"),
    [
        ("https://github.com/U/R.git", "https://u.github.io/R"),
        ("https://github.com/u/r", "https://u.github.io/r"),
        ("https://github.com/u/r/", "https://u.github.io/r"),
        ("https://secret@github.com/u/r.git", "https://u.github.io/r"),
        ("https://GitHub.com/u/r.js.git", "https://u.github.io/r.js"),
        ("git@github.com:u/r.git", "https://u.github.io/r"),
        ("github.com:u/r", "https://u.github.io/r"),
        ("ssh://git@github.com/u/r", "https://u.github.io/r"),
        ("ssh://git@github.com:22/u/r.git", "https://u.github.io/r"),
        ("ssh://git@ssh.github.com:443/u/r.git", "https://u.github.io/r"),
        ("git@github.com:U/u.github.io.git", "https://u.github.io"),
        ("https://github.com/u/U.GitHub.io", "https://u.github.io"),
        ("https://github.com/u/v.github.io", "https://u.github.io/v.github.io"),
        ("https://gitlab.com/u/r.git", ""),
        ("https://github.com.evil.org/u/r.git", ""),
        ("https://example.org/github.com/u/r", ""),
        ("https://gist.github.com/u/r.git", ""),
        ("https://github.com/u", ""),
        ("https://github.com/u/r/tree/main", ""),
        ("/srv/git/r.git", ""),
        ("", ""),
    ],
)
def test_where_github_serves_a_repository(remote, expected):
    assert pages_address(remote) == expected


@pytest.mark.parametrize(
    "url", ["https://github.com/u/r.git", "git@github.com:u/r", "C:\\papers;old", 'a "b" #c', "路/径"]
)
def test_the_remote_is_read_as_git_wrote_it(tmp_path, url):
    git(tmp_path, "init", "-q")
    git(tmp_path, "remote", "add", "origin", "nowhere")
    git(tmp_path, "remote", "add", "other", "elsewhere")
    git(tmp_path, "config", "remote.origin.url", url)
    config = (tmp_path / ".git/config").read_text("utf-8")
    assert remote_url(config, "origin") == url
    assert remote_url(config, "other") == "elsewhere"
    assert remote_url(config, "none") == ""


def test_the_repository_of_a_folder_deep_in_it_of_a_work_tree_and_of_a_submodule(tmp_path):
    whole = tmp_path / "whole"
    whole.mkdir()
    git(whole, "init", "-q")
    git(whole, "remote", "add", "origin", "https://github.com/u/whole")
    git(whole, "-c", "user.name=u", "-c", "user.email=u@u", "commit", "-q", "--allow-empty", "-m", "x")
    small.make_project(whole / "papers")
    assert found(whole / "papers").url == "https://u.github.io/whole"
    git(whole, "worktree", "add", "-q", str(tmp_path / "tree"))
    small.make_project(tmp_path / "tree")
    assert found(tmp_path / "tree") == Address("https://u.github.io/whole", "the remote origin")
    git(whole, "-c", "protocol.file.allow=always", "submodule", "add", "-q", str(whole), "part")
    git(whole / "part", "remote", "set-url", "origin", "https://github.com/u/part")
    small.make_project(whole / "part")
    assert (whole / "part/.git").is_file()
    assert found(whole / "part").url == "https://u.github.io/part"


def test_without_a_repository_nothing_is_found(project):
    assert git_files(project) == ()
    assert found(project) == Address()


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("", "'' is no host name"),
        ("a.org\nb.org\n", "more than one line"),
        ("http://a.org", "'http://a.org' is no host name"),
        ("localhost", "'localhost' is no host name"),
        ("a.org/path", "is no host name"),
        ("-a.org", "is no host name"),
    ],
)
def test_a_host_name_that_is_none_is_told_and_not_published(project, text, what):
    (project / "content/CNAME").write_text(text, "utf-8")
    report = small.run(project)
    assert len(report.problems) == 1
    assert told(report.problems)[0].startswith(f"{project}/content/CNAME:1: ")
    assert what in told(report.problems)[0]
    assert not (project / "output/CNAME").exists()


def test_the_host_name_is_published_and_is_the_address(project):
    (project / "content/CNAME").write_bytes(b"\xef\xbb\xbfPapers.ORG\r\n")
    report = small.run(project)
    assert report.notes == (
        "The site's address is https://papers.org (from content/CNAME; write base_url in site.yaml to set another).",
    )
    assert (project / "output/CNAME").read_bytes() == b"papers.org\n"
    assert "https://papers.org/sitemap.xml" in (project / "output/robots.txt").read_text("utf-8")
    (project / "content/CNAME").unlink()
    assert small.run(project).notes == ()
    assert not (project / "output/CNAME").exists()


def test_a_host_name_that_is_not_that_of_the_address_says_what_to_write(project):
    small.write(project / ".git/config", '[remote "origin"]\n\turl = https://github.com/u/r\n')
    small.write(project / "content/CNAME", "papers.org\n")
    line = (
        f"{project}/content/CNAME:1: it names papers.org, but the site's address is https://u.github.io/r (from the"
        " remote origin); write base_url: https://papers.org in site.yaml, or correct this name"
    )
    assert told(small.run(project).problems) == [line]
    assert line in told(check(project / "content", project / "output").problems)
    site = project / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace("base_url: ''", "base_url: https://papers.org"), "utf-8")
    report = small.run(project)
    assert (told(report.problems), report.notes) == ([], ())
    assert (project / "output/CNAME").read_text() == "papers.org\n"


def test_the_environment_is_asked_last(project, monkeypatch):
    monkeypatch.setenv("GITHUB_REPOSITORY", "Reader/papers")
    assert found(project) == Address()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    assert found(project) == Address("https://reader.github.io/papers", "the environment, GITHUB_REPOSITORY")
    monkeypatch.setenv("GITHUB_SERVER_URL", "https://git.firm.example")
    assert found(project) == Address()
    monkeypatch.setenv("SITEGEN_BASE_URL", "https://papers.org/")
    assert found(project) == Address("https://papers.org", "the environment, SITEGEN_BASE_URL")
    monkeypatch.setenv("SITEGEN_BASE_URL", "papers.org")
    assert told(read_site(project / "content")[1]) == [
        "SITEGEN_BASE_URL: 'papers.org' is no address; write it as https://example.org/path, or unset it"
    ]


def test_what_site_yaml_says_is_not_looked_for_elsewhere(project):
    small.write(project / ".git/config", '[remote "origin"]\n\turl = https://github.com/u/r\n')
    assert read_clues(project / "content", "https://said.org") == (Clues("https://said.org"), ())


def test_a_change_of_any_clue_is_a_clean_build(project, monkeypatch):
    def same_as_clean():
        report = small.run(project)
        files, problems = small.clean(project)
        assert small.files_of(project / "output") == files
        assert told(report.problems) == problems
        return "".join(report.notes)

    with small.much_later():
        assert same_as_clean() == ""
        monkeypatch.setenv("SITEGEN_BASE_URL", "https://papers.org")
        assert "https://papers.org" in same_as_clean()
        small.write(project / "content/CNAME", "named.org\n")
        assert "https://named.org" in same_as_clean()
        small.write(project / ".git/config", '[remote "origin"]\n\turl = git@github.com:u/r.git\n')
        assert "https://u.github.io/r" in same_as_clean()
        small.write(project / ".git/config", '[remote "origin"]\n\turl = git@github.com:u/q.git\n')
        assert "https://u.github.io/q" in same_as_clean()
        again = small.run(project)
        assert (again.written, again.profile.parts) == (0, {})
        assert "https://u.github.io/q" in "".join(again.notes)
        (project / "content/CNAME").unlink()
        assert "https://u.github.io/q" in same_as_clean()


def test_only_the_frame_depends_on_the_host_name(project):
    site = project / "content/site.yaml"
    site.write_text(site.read_text("utf-8").replace("base_url: ''", "base_url: https://papers.org"), "utf-8")
    small.run(project)
    small.write(project / "content/CNAME", "papers.org\n")
    foreseen = foresee(project / "content", project / "output", HERE)
    assert foreseen.made == (("frame", ("the host name",)),)


def test_a_build_with_nothing_to_do_starts_no_git_and_loads_no_more_of_the_program(project):
    small.write(project / ".git/config", '[remote "origin"]\n\turl = https://github.com/u/r\n')
    for path in project.rglob("*"):
        os.utime(path, (1, 1))
    code = (
        "import sys, time; from pathlib import Path; from unittest import mock;"
        "from sitegen.build import stamps; later = time.time_ns() + 3600 * 10**9;"
        "stamps.time = mock.Mock(time_ns=lambda: later);"
        "from sitegen.build.run import build;"
        "report = build(Path('content'), Path('output'), lambda done, total: None);"
        "print(report.written, *report.notes);"
        "print(*sorted({'git', 'subprocess', 'jinja2', 'yaml', 'msgspec'} & set(sys.modules)))"
    )
    python = sys.executable
    said = [
        subprocess.run(
            [python, "-c", code], cwd=project, check=True, capture_output=True, text=True
        ).stdout.splitlines()
        for _ in range(2)
    ]
    assert said[1][0].startswith("0 The site's address is https://u.github.io/r (from the remote origin;")
    assert "git" not in said[0][1].split()
    assert said[1][1].split() in ([], ["msgspec"], ["msgspec", "subprocess"])


def test_commands_say_the_address(project, monkeypatch, capsys):
    small.write(project / ".git/config", '[remote "origin"]\n\turl = https://github.com/u/r\n')
    monkeypatch.chdir(project)
    line = "The site's address is https://u.github.io/r (from the remote origin; write base_url in site.yaml to set another)."
    for arguments in (["build"], ["build", "--dry-run"]):
        assert cli.run(arguments) == 0
        assert capsys.readouterr().out.splitlines()[-1] == line
    assert cli.run(["build", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["notes"] == [line]
    assert told(build(project / "content", project / "output", silent).problems) == []
