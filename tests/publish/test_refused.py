"""When nothing is published: one line that says what is wrong and what to do, and the remote stays as it is."""

import contextlib
import http.server
import os
import subprocess
import threading

import pytest
import small_project as small
from repositories import cloned, commit, edit, git, log, repository, send, site
from samples import told

from sitegen import cli, locks
from sitegen.locks import changing
from sitegen.problems import ProblemError


def refusal(archive, **wanted):
    """The line that is told where publishing cannot go on."""
    with pytest.raises(ProblemError) as raised:
        send(archive, **wanted)
    return str(raised.value.problem)


def hook(remote, name, text):
    path = remote / "hooks" / name
    small.write(path, f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def test_git_is_not_installed(archive, monkeypatch, tmp_path):
    (tmp_path / "bin").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert refusal(archive) == "git: it is not installed; install git (https://git-scm.com), then run this again"


def test_no_repository(tmp_path):
    small.make_project(tmp_path / "papers")
    line = refusal(tmp_path / "papers")
    assert line.startswith(f"{tmp_path}/papers/content: the archive is in no git repository; make one there: git init;")


def test_no_commit(tmp_path):
    small.make_project(tmp_path / "papers")
    git(tmp_path / "papers", "init", "-q")
    line = refusal(tmp_path / "papers")
    assert line == f"{tmp_path}/papers/content: nothing is committed yet; run: git add -A; git commit"


def test_no_remote(archive):
    git(archive, "remote", "remove", "origin")
    assert refusal(archive).startswith(
        "--remote origin: there is no such remote; give a remote's name or an address with --remote (there is none yet:"
    )


def test_no_such_remote(archive):
    git(archive, "remote", "add", "second", "nowhere")
    assert refusal(archive, remote="orign").endswith("with --remote (there is one of origin, second)")


@pytest.mark.parametrize("branch", ["a b", "a..b", "-", "", "a~1", "x.lock", "--force", "@{-1}"])
def test_no_branch_can_be_called_so(archive, remote, branch):
    if branch in ("-", "--force"):
        # Odd, but git has such branches; they are not taken for options.
        assert send(archive, branch=branch).sent.commit
        assert git(remote, "for-each-ref", "--format=%(refname)") == f"refs/heads/{branch}"
    else:
        assert "no branch can be called so; give a name such as gh-pages with --branch" in refusal(
            archive, branch=branch
        )


def test_a_remote_is_not_taken_for_an_option(archive, tmp_path):
    assert "git cannot go on" in refusal(archive, remote=f"--upload-pack=touch {tmp_path}/ran; x/y:z")
    assert not (tmp_path / "ran").exists()


@pytest.mark.parametrize("pushed", ["pushed", "not pushed"])
def test_the_branch_the_archive_is_on(archive, remote, pushed):
    if pushed == "pushed":
        git(archive, "push", "-qu", "origin", "main")
    assert refusal(archive, branch="main", caution="anyway") == (
        f"main of {remote}: the archive itself is on this branch; give another branch with --branch;"
        " GitHub Pages serves gh-pages"
    )
    assert refusal(archive, branch="main", remote=str(remote)).startswith(f"main of {remote}: the archive itself")


def test_a_branch_that_holds_something_else(archive, remote, tmp_path):
    git(archive, "push", "-q", "origin", "main:other")
    assert refusal(archive, branch="other") == (
        f"other of {remote}: this branch holds something else than a site; give another branch with --branch,"
        " or put the site in its place with --anyway"
    )
    send(archive, branch="other", caution="anyway")
    assert cloned(remote, tmp_path / "clone", "other") == site(archive)
    assert log(remote, "other")[1:] == ["x"]


def test_uncommitted_changes(archive, remote):
    small.write(archive / "notes.txt", "beside the archive")
    send(archive)
    edit(archive)
    small.write(archive / "themes/own/new.txt", "new")
    assert refusal(archive) == (
        f"{archive}/content/issues/yi-bao/2021-08-18/01-01.md: it is not committed as it is, nor are 1 others;"
        " commit it (git add -A; git commit), or publish it as it is with --anyway"
    )
    done = send(archive, caution="anyway")
    source = git(archive, "rev-parse", "HEAD")
    assert done.sent.message.endswith(f"Source: {source}, and 2 uncommitted files")
    assert git(remote, "rev-parse", "gh-pages") == done.sent.commit


def test_a_detached_head(archive):
    git(archive, "checkout", "-q", "--detach")
    assert refusal(archive).startswith(
        f"{archive}/content: no branch is checked out (a detached HEAD); check out a branch"
    )
    assert send(archive, caution="anyway").sent.commit


def test_git_does_not_know_the_user(archive, monkeypatch):
    for name in ("GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"):
        monkeypatch.delenv(name)
    git(archive, "config", "user.useConfigOnly", "true")
    line = refusal(archive)
    assert "git does not know your name, which every commit carries; run: git config --global user.name" in line


def test_problems_of_the_archive(archive, remote, monkeypatch, capsys):
    (archive / "content/issues/jia-bao/2019-05-01/01-01.md").write_text("---\ntitle: [\n---\n", "utf-8")
    commit(archive)
    held = send(archive)
    assert held.sent is None
    assert [line.split(":")[0] for line in told(held.problems)] == [
        f"{archive}/content/issues/jia-bao/2019-05-01/01-01.md"
    ]
    assert held.notes[-1].startswith(
        "Nothing was published. Mend what is told, or publish the site as it is with --des"
    )
    assert git(remote, "for-each-ref") == ""
    monkeypatch.chdir(archive)
    assert cli.run(["publish", "--despite-problems"]) == 1
    said = capsys.readouterr()
    assert said.out.startswith("publish: 3 new,")
    assert "01-01.md" in said.err
    assert log(remote) == ["Publish 3 new, 0 changed, 0 removed articles"]


def test_a_site_that_cannot_be_built_is_never_published(archive, remote):
    send(archive)
    site_file = archive / "content/site.yaml"
    site_file.write_text(site_file.read_text("utf-8").replace("theme: own", "theme: none"), "utf-8")
    commit(archive)
    assert send(archive, problems="despite").notes[-1] == "Nothing was published: the site could not be built."
    assert len(log(remote)) == 1


def test_a_hook_of_the_remote_refuses(archive, remote):
    first = send(archive)
    hook(remote, "pre-receive", "echo 'Closed on Sundays.' >&2; echo 'Come again.' >&2; exit 1")
    edit(archive)
    commit(archive)
    assert refusal(archive) == (
        f"gh-pages of {remote}: the remote refused it (pre-receive hook declined): Closed on Sundays. / Come again.;"
        " change its rules, or give another branch with --branch"
    )
    assert git(remote, "rev-parse", "gh-pages") == first.sent.commit
    (remote / "hooks/pre-receive").unlink()
    assert send(archive).sent.news.articles == (0, 1, 0)


def test_a_hook_of_the_user_refuses(archive, remote):
    hook(archive / ".git", "pre-push", "echo 'error: not today' >&2; exit 1")
    assert "(not today)" in refusal(archive)
    assert git(remote, "for-each-ref") == ""


@pytest.mark.parametrize("history", ["keep", "squash"])
def test_another_publish_came_in_between(archive, remote, tmp_path, history):
    send(archive)
    # While this machine pushes, the other one is done.
    other = git(remote, "commit-tree", "-p", "gh-pages", "-m", "other", "gh-pages^{tree}")
    hook(archive / ".git", "pre-push", f"unset GIT_DIR; git -C '{remote}' update-ref refs/heads/gh-pages {other}")
    edit(archive)
    commit(archive)
    line = refusal(archive, history=history)
    assert line == f"gh-pages of {remote}: another publish came in between; run `sitegen publish` again"
    assert git(remote, "rev-parse", "gh-pages") == other
    (archive / ".git/hooks/pre-push").unlink()
    send(archive, history=history)
    assert cloned(remote, tmp_path / "clone") == site(archive)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("/nowhere/r.git", "there is no such repository, or you may not see it"),
        ("http://127.0.0.1:9/r.git", "the remote is out of reach"),
        ("ssh://git@127.0.0.1:9/r.git", "the remote is out of reach"),
        ("http://me:secret@127.0.0.1:9/r.git", "http://127.0.0.1:9/r.git"),
        ("ext::sh -c x", "git cannot go on (transport 'ext' not allowed)"),
    ],
)
def test_a_remote_that_does_not_answer(archive, url, said, monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    git(archive, "remote", "set-url", "origin", url)
    line = refusal(archive)
    assert said in line
    assert "secret" not in line
    assert "\n" not in line


@contextlib.contextmanager
def over_http(folder, rights):
    """Repositories over HTTP: `none` wants a password, `read` lets nobody push, as git's own server decides it."""

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            if rights == "none":
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="here"')
                self.end_headers()
                return
            path, _, query = self.path.partition("?")
            size = int(self.headers.get("Content-Length") or 0)
            environment = {
                "GIT_PROJECT_ROOT": str(folder),
                "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": path,
                "QUERY_STRING": query,
                "REQUEST_METHOD": self.command,
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "HTTP_CONTENT_ENCODING": self.headers.get("Content-Encoding", ""),
                "CONTENT_LENGTH": str(size),
            }
            done = subprocess.run(
                ["git", "http-backend"],
                input=self.rfile.read(size),
                capture_output=True,
                env={**os.environ, **environment},
                check=True,
            )
            head, _, body = done.stdout.partition(b"\r\n\r\n")
            fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
            self.send_response(int(fields.pop("Status", "200").split()[0]))
            for name, value in fields.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)

        do_POST = do_GET  # noqa: N815 - the name is the library's

        def log_message(self, *_args):
            """Be quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("rights", ["none", "read"])
def test_no_rights_over_http(archive, remote, monkeypatch, rights):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    send(archive)
    edit(archive)
    commit(archive)
    with over_http(remote.parent, rights) as address:
        git(archive, "remote", "set-url", "origin", f"{address}/{remote.name}")
        line = refusal(archive)
    assert line.startswith(f"gh-pages of {address}/remote.git: you may not write there, or git cannot show who you are")
    assert line.endswith("see that `git push` works for you there: at GitHub by a token or an ssh key that may write")
    assert len(log(remote)) == 1


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="the administrator may write everywhere")
def test_no_rights_in_a_folder(archive, remote):
    for path in (remote, *remote.rglob("*")):
        path.chmod(path.stat().st_mode & ~0o222)
    try:
        assert "you may not write there" in refusal(archive)
    finally:
        for path in (remote, *remote.rglob("*")):
            path.chmod(path.stat().st_mode | 0o200)


def test_ssh_asks_no_question_and_an_own_way_to_call_it_is_kept(archive, tmp_path, monkeypatch):
    script = tmp_path / "ssh"
    said = "git@example.org: Permission denied (publickey)."
    small.write(script, f'#!/bin/sh\necho "$@" >> {tmp_path}/called\necho "{said}" >&2\nexit 255\n')
    script.chmod(0o755)
    git(archive, "remote", "set-url", "origin", "ssh://git@example.org/r.git")
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert "you may not write there, or git cannot show who you are" in refusal(archive)
    assert "-o BatchMode=yes" in (tmp_path / "called").read_text()
    (tmp_path / "called").unlink()
    git(archive, "config", "core.sshCommand", f"{script} -own")
    refusal(archive)
    called = (tmp_path / "called").read_text()
    assert "-own" in called
    assert "BatchMode" not in called


def test_while_another_publish_is_at_work(archive, monkeypatch):
    monkeypatch.setattr(locks, "PATIENCE", 0.1)
    send(archive)
    lock = next((archive / ".sitegen").glob("build-*.git.lock"))
    with changing(lock, "the other publish"):
        line = refusal(archive)
    assert line.startswith(f"{lock}: the other publish (process ")


def test_remotes_that_know_no_such_object_keep_what_was_there(archive, remote, tmp_path):
    """An empty repository takes the first site; what is on other branches stays."""
    git(archive, "push", "-q", "origin", "main")
    other = repository(tmp_path / "empty.git")
    send(archive, remote=str(other))
    assert git(other, "for-each-ref", "--format=%(refname)") == "refs/heads/gh-pages"
    send(archive)
    assert set(git(remote, "for-each-ref", "--format=%(refname)").split()) == {"refs/heads/gh-pages", "refs/heads/main"}
