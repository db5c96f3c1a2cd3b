"""Publishing to a real repository: first, again, changed, from two machines, squashed, and what is left untouched."""

import json
import shutil

import small_project as small
from repositories import cloned, commit, edit, forget_raw, git, log, make_archive, repository, send, site
from samples import told

from sitegen import cli

FIRST = "Publish 4 new, 0 changed, 0 removed articles"


def test_what_is_cloned_is_the_site_byte_for_byte(archive, remote, tmp_path):
    done = send(archive)
    assert told(done.problems) == []
    assert (done.sent.news.articles, done.sent.news.files) == ((4, 0, 0), len(site(archive)))
    assert cloned(remote, tmp_path / "clone") == site(archive)
    assert (tmp_path / "clone/.nojekyll").is_file()
    assert log(remote) == [FIRST]
    assert done.notes[-1] == f"Pushed {done.sent.commit[:10]} to gh-pages of {remote}."
    assert git(remote, "rev-parse", "gh-pages") == done.sent.commit


def test_neither_settings_nor_attributes_nor_ignore_files_change_or_hide_a_file(archive, remote, tmp_path):
    git(archive, "config", "core.autocrlf", "true")
    git(archive, "config", "core.attributesFile", str(tmp_path / "attributes"))
    git(archive, "config", "filter.shout.clean", "tr a-z A-Z")
    small.write(tmp_path / "attributes", "* text=auto ident\n")
    small.write(archive / ".git/info/attributes", "*.html filter=shout\n")
    small.write(tmp_path / "gitconfig", "[core]\n\tautocrlf = input\n\tsafecrlf = true\n")
    small.write(archive / ".git/info/exclude", "*.html\n")
    small.write(archive / ".gitattributes", "* text eol=crlf\n")
    send(archive, caution="anyway")
    small.write(archive / "output/.gitattributes", "* text\n")
    small.write(archive / "output/.gitignore", "*\n")
    small.write(archive / "output/.gitkeep", "")
    small.write(archive / "output/yi-bao/.gitignore", "*\n")
    (archive / "output/mine.txt").write_bytes(b"a\r\nb\rc\n$Id$\r\n")
    send(archive, caution="anyway")
    found = cloned(remote, tmp_path / "clone")
    assert found == site(archive)
    assert found["mine.txt"] == b"a\r\nb\rc\n$Id$\r\n"
    assert not [name for name in found if name.startswith(".git") or "/.git" in name or ".sitegen" in name]


def test_what_a_killed_build_left_is_not_published(archive, remote, tmp_path):
    send(archive)
    small.write(archive / "output/.sitegen-work/x.paths", "a")
    small.write(archive / "output/yi-bao/.sitegen-x.tmp", "half")
    edit(archive)
    commit(archive)
    send(archive)
    assert ".sitegen" not in " ".join(cloned(remote, tmp_path / "clone"))


def test_an_unchanged_site_is_not_published_again(archive, remote):
    first = send(archive)
    again = send(archive)
    assert (again.sent.commit, again.sent.message, again.sent.news.files) == ("", "", 0)
    assert again.notes[-1] == f"Nothing to publish: gh-pages of {remote} is this very site."
    assert git(remote, "rev-parse", "gh-pages") == first.sent.commit


def test_a_changed_site_lies_on_top_of_what_was_published(archive, remote, tmp_path):
    first = send(archive)
    edit(archive)
    (archive / "content/issues/jia-bao/2019-05-01/01-01.md").unlink()
    small.make_article(archive / "content", "yi-bao", "2021-08-19", "kaaaa9", "新来的报道", 2)
    source = commit(archive)
    second = send(archive)
    assert git(remote, "rev-parse", "gh-pages^") == first.sent.commit
    assert cloned(remote, tmp_path / "clone") == site(archive)
    said = git(remote, "log", "-1", "--format=%B", "gh-pages").splitlines()
    assert said == [
        "Publish 1 new, 1 changed, 1 removed articles",
        "",
        "甲报 2019-05-01: 1 removed",
        "乙报 2021-08-18: 1 changed",
        "乙报 2021-08-19: 1 new",
        "",
        f"Files: {second.sent.news.files}",
        f"Source: {source}",
    ]


def test_another_look_is_no_other_article(archive):
    send(archive)
    small.write(archive / "themes/own/append/style.css", ".own { color: #222222 }\n")
    commit(archive)
    done = send(archive)
    assert done.sent.news.articles == (0, 0, 0)
    assert done.sent.news.files > 0
    assert done.sent.commit


def test_a_new_address_is_no_other_article(archive):
    send(archive)
    site_file = archive / "content/site.yaml"
    site_file.write_text(site_file.read_text("utf-8").replace("base_url: ''", "base_url: https://papers.org"), "utf-8")
    commit(archive)
    assert send(archive).sent.news.articles == (0, 0, 0)


def test_nothing_of_the_user_is_touched(archive):
    edit(archive)
    git(archive, "add", "-A")
    edit(archive, "未加入。")
    small.write(archive / "mine.txt", "mine")
    (archive / "content/issues/jia-bao/2019-05-01/01-01.md").touch()

    def state():
        index = (archive / ".git/index").read_bytes()
        head = (archive / ".git/HEAD").read_text()
        content = small.files_of(archive / "content")
        return index, head, git(archive, "for-each-ref", "refs/heads"), content, (archive / "mine.txt").read_bytes()

    before = state()
    assert send(archive, caution="anyway").sent.commit
    assert state() == before


def test_the_history_of_one_commit(archive, remote, tmp_path):
    send(archive)
    edit(archive)
    commit(archive)
    send(archive)
    assert len(log(remote)) == 2
    # Nothing is new, but the history is still there.
    squashed = send(archive, history="squash")
    assert log(remote) == ["Publish 0 new, 0 changed, 0 removed articles"]
    assert send(archive, history="squash").sent.commit == ""
    edit(archive, "第三段。")
    commit(archive)
    assert send(archive, history="squash").sent.news.articles == (0, 1, 0)
    assert len(log(remote)) == 1
    assert squashed.sent.commit != git(remote, "rev-parse", "gh-pages")
    assert cloned(remote, tmp_path / "clone") == site(archive)


def test_two_machines_publish_in_turn(archive, remote, tmp_path):
    git(archive, "push", "-q", "origin", "main")
    send(archive)
    other = tmp_path / "other"
    git(tmp_path, "clone", "-q", str(remote), str(other))
    small.share_templates(other)
    assert send(other).sent.commit == ""
    edit(other)
    commit(other)
    second = send(other)
    assert second.sent.news.articles == (0, 1, 0)
    git(other, "push", "-q")
    git(archive, "pull", "-q", "origin", "main")
    edit(archive, "第三段。")
    commit(archive)
    third = send(archive)
    assert git(remote, "log", "--format=%H", "gh-pages").splitlines()[:2] == [third.sent.commit, second.sent.commit]
    assert cloned(remote, tmp_path / "clone") == site(archive)


def test_to_an_address_that_is_no_remote_and_to_another_branch(archive, tmp_path):
    other = repository(tmp_path / "other.git")
    send(archive, remote=str(other), branch="main")
    edit(archive)
    commit(archive)
    send(archive, remote=str(other), branch="main")
    assert len(log(other, "main")) == 2
    assert cloned(other, tmp_path / "clone", "main") == site(archive)


def test_without_its_notes_it_reads_everything_and_sends_the_same(archive, remote, tmp_path):
    send(archive)
    notes = next((archive / ".sitegen").glob("*.git"))
    damages = (
        lambda: shutil.rmtree(notes),
        lambda: (notes / "index").write_bytes(b"DIRC damaged"),
        lambda: (notes / "HEAD").write_text("nonsense"),
        lambda: (notes / "index.lock").write_text(""),
        lambda: git(archive, "update-ref", "-d", "refs/remotes/origin/gh-pages"),
    )
    for number, damage in enumerate(damages):
        damage()
        git(archive, "prune", "--expire=now")
        edit(archive, f"第{number}次。")
        commit(archive)
        assert send(archive).sent.news.articles == (0, 1, 0)
    assert cloned(remote, tmp_path / "clone") == site(archive)


def test_from_a_hook_that_points_git_elsewhere(archive, remote, monkeypatch, tmp_path):
    with monkeypatch.context() as hook:
        hook.setenv("GIT_DIR", str(archive / ".git"))
        hook.setenv("GIT_INDEX_FILE", str(tmp_path / "index"))
        sent = send(archive).sent
    assert sent.commit == git(remote, "rev-parse", "gh-pages")
    assert not (tmp_path / "index").exists()


def test_in_a_repository_whose_objects_have_longer_names(tmp_path):
    there, here = tmp_path / "long.git", tmp_path / "long"
    there.mkdir()
    git(there, "init", "-q", "--bare", "--object-format=sha256")
    small.make_project(here)
    small.share_templates(here)
    forget_raw(here / "content")
    git(here, "init", "-q", "--object-format=sha256")
    git(here, "remote", "add", "origin", str(there))
    small.write(here / ".gitignore", "output/\n.sitegen/\n")
    commit(here)
    assert len(send(here).sent.commit) == 64
    edit(here)
    commit(here)
    assert send(here).sent.news.articles == (0, 1, 0)
    assert cloned(there, tmp_path / "clone") == site(here)


def test_from_a_further_work_tree(archive, remote, tmp_path):
    git(archive, "worktree", "add", "-q", "-b", "side", str(tmp_path / "side"))
    small.share_templates(tmp_path / "side")
    send(tmp_path / "side")
    assert cloned(remote, tmp_path / "clone") == site(tmp_path / "side")
    assert send(archive).sent.commit == ""


def test_the_host_name_goes_along(archive, remote, tmp_path):
    small.write(archive / "content/CNAME", "papers.org")
    commit(archive)
    done = send(archive)
    assert cloned(remote, tmp_path / "clone")["CNAME"] == b"papers.org\n"
    assert done.notes[0].startswith("The site's address is https://papers.org (from content/CNAME;")


def test_git_notes_by_what_it_sees_that_a_file_need_not_be_read_again(archive):
    send(archive)
    notes = next((archive / ".sitegen").glob("*.git"))
    said = git(archive, f"--git-dir={notes}", f"--work-tree={archive}/output", "ls-files", "--debug", "robots.txt")
    status = (archive / "output/robots.txt").stat()
    assert f"mtime: {status.st_mtime_ns // 10**9}:{status.st_mtime_ns % 10**9}" in said
    assert f"size: {status.st_size}" in said
    kept = (notes / "index").read_bytes()
    edit(archive)
    commit(archive)
    send(archive)
    assert (notes / "index").read_bytes() != kept


def test_a_dry_run_pushes_nothing_and_tells_what_it_would(archive, remote, monkeypatch, capsys):
    monkeypatch.chdir(archive)
    assert cli.run(["publish", "--dry-run"]) == 0
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("publish: 4 new, 0 changed, 0 removed, ")
    assert said[2:4] == [f"Would push to gh-pages of {remote}:", f"  {FIRST}"]
    assert git(remote, "for-each-ref") == ""


def test_for_machines(archive, remote, monkeypatch, capsys):
    monkeypatch.chdir(archive)
    assert cli.run(["publish", "--json"]) == 0
    done = json.loads(capsys.readouterr().out)
    assert (done["new"], done["remote"], done["branch"]) == (4, str(remote), "gh-pages")
    assert done["commit"] == git(remote, "rev-parse", "gh-pages")
    assert done["message"].startswith(FIRST)
    assert done["problems"] == []


def test_two_archives_of_one_repository_each_on_its_branch(archive, remote, tmp_path):
    second = make_archive(tmp_path / "second", remote)
    edit(second)
    commit(second)
    send(archive, branch="one")
    send(second, branch="two")
    assert cloned(remote, tmp_path / "a", "one") == site(archive)
    assert cloned(remote, tmp_path / "b", "two") == site(second)
