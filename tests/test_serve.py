"""The preview server, asked over a real loopback connection."""

import http.client
import os
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen import serve
from sitegen.build.run import build as real_build
from sitegen.problems import Problem, ProblemError
from sitegen.scaffold import new_archive

PROJECT = Path(__file__).parent.parent
HERE = {**os.environ, "PYTHONPATH": str(PROJECT), "PYTHONUNBUFFERED": "1"}  # for a process started elsewhere
PATIENCE = 60  # seconds until a step that should take one is given up


def use_built_site(content, output):
    """A small archive of one issue, without an import: what the server does must not hang on how pages are restored."""
    new_archive(content.parent)
    folder = content / "issues/chengwan-gongren-bao/2024-03-14"
    folder.mkdir(parents=True)
    (folder / "issue.yaml").write_text("newspaper: 澄湾工人报\ndate: 2024-03-14\n", "utf-8")
    (folder / "01-01.md").write_text(
        "---\nid: abc234\nnewspaper: 澄湾工人报\ndate: 2024-03-14\ntitle: 职工书屋开进车间\n---\n正文。\n", "utf-8"
    )
    real_build(content, output, lambda _done, _of: None)


class Running:
    """A server in a thread, and a client for it."""

    def __init__(self, url):
        host, _, rest = url.removeprefix("http://").partition("/")
        self.address, self.base = host, "/" + rest

    def get(self, path, host=None):
        connection = http.client.HTTPConnection(self.address, timeout=PATIENCE)
        connection.request("GET", path, headers={"Host": host} if host else {})
        answer = connection.getresponse()
        body = answer.read().decode("utf-8")
        connection.close()
        return answer, body

    @contextmanager
    def events(self):
        connection = http.client.HTTPConnection(self.address, timeout=PATIENCE)
        connection.request("GET", serve.EVENTS_PATH)
        answer = connection.getresponse()
        assert answer.getheader("content-type").startswith("text/event-stream")
        yield lambda: next(line for line in iter(answer.readline, b"") if line.startswith(b"data: "))
        connection.close()


@contextmanager
def running(content, output, told):
    """The server as `sitegen serve` starts it, in a thread; ended as Ctrl-C ends it."""
    ready, urls, servers = threading.Event(), [], []

    class Noted(serve.Server):
        def __init__(self, *arguments):
            super().__init__(*arguments)
            servers.append(self)

    def note(url):
        urls.append(url)
        ready.set()

    patch = pytest.MonkeyPatch()
    patch.setattr(serve, "Server", Noted)
    thread = threading.Thread(target=serve.serve, args=(content, output, 0, note, told.append), daemon=True)
    try:
        thread.start()
        assert ready.wait(PATIENCE)
        yield Running(urls[0])
    finally:
        for server in servers:
            server.should_exit = True
        thread.join(PATIENCE)
        patch.undo()
        assert not thread.is_alive()


@pytest.fixture
def site(tmp_path):
    content, output = tmp_path / "content", tmp_path / "output"
    use_built_site(content, output)
    return content, output


@pytest.fixture
def told():
    return []


def test_a_page_gets_the_script_and_its_file_does_not(site, told):
    with running(*site, told) as server:
        answer, page = server.get("/")
        assert answer.status == 200
        assert page.count(serve.SCRIPT_PATH) == 1
        assert answer.getheader("cache-control") == "no-store"
        answer, script = server.get(serve.SCRIPT_PATH)
        assert "EventSource" in script
        assert answer.getheader("content-type").startswith("text/javascript")
    assert told == []
    for file in site[1].rglob("*.html"):
        assert serve.SCRIPT_PATH not in file.read_text("utf-8")


def test_other_files_are_served_as_they_are(site, told):
    style = next(site[1].rglob("*.css"))
    with running(*site, told) as server:
        answer, text = server.get(f"/{style.relative_to(site[1]).as_posix()}")
    assert text == style.read_text("utf-8")
    assert answer.getheader("cache-control") == "no-store"


def test_what_is_missing_is_the_sites_own_404(site, told):
    with running(*site, told) as server:
        answer, page = server.get("/no/such/page/")
    assert answer.status == 404
    assert serve.SCRIPT_PATH in page
    assert page.replace("\n", "").lower().startswith("<!doctype html>")


def test_an_edit_reaches_an_open_page(site, told):
    content, _ = site
    with running(*site, told) as server:
        before = server.get("/chengwan-gongren-bao/2024-03-14/abc234/")[1]
        with server.events() as next_event:
            first = next_event().decode().removeprefix("data: ").strip()
            assert f'data-build="{first}"' in before
            article = content / "issues/chengwan-gongren-bao/2024-03-14/01-01.md"
            article.write_text(article.read_text("utf-8").replace("正文。", "改过的正文。"), "utf-8")
            second = next_event().decode().removeprefix("data: ").strip()
        assert second != first
        after = server.get("/chengwan-gongren-bao/2024-03-14/abc234/")[1]
        assert "改过的正文。" in after
        assert f'data-build="{second}"' in after


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "[::2]", ""])
def test_a_foreign_host_is_refused(site, told, host):
    with running(*site, told) as server:
        answer, page = server.get("/", host=host or " ")
    assert answer.status == 400
    assert "澄湾" not in page


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "127.0.0.1:1", "[::1]:8000"])
def test_this_machines_own_names_are_welcome(site, told, host):
    with running(*site, told) as server:
        assert server.get("/", host=host)[0].status == 200


def test_a_link_out_of_the_output_is_not_followed(site, told, tmp_path):
    (tmp_path / "secret.txt").write_text("private", "utf-8")
    with running(*site, told) as server:
        # Made after the build, which would remove it.
        (site[1] / "leak.txt").symlink_to(tmp_path / "secret.txt")
        for path in ("/leak.txt", "/../secret.txt", "/%2e%2e/secret.txt", "/..%2fsecret.txt", "//etc/passwd"):
            answer, body = server.get(path)
            assert answer.status == 404, path
            assert "private" not in body


def test_a_site_for_a_sub_path_is_served_there(site, told):
    content, _ = site
    settings = content / "site.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("base_url: ''", "base_url: https://u.github.io/repo/"), "utf-8"
    )
    with running(*site, told) as server:
        assert server.base == "/repo/"
        assert server.get("/repo/")[0].status == 200
        answer, _ = server.get("/")
        assert (answer.status, answer.getheader("location")) == (307, "/repo/")
        assert server.get("/repo")[0].getheader("location").endswith("/repo/")
        answer, page = server.get("/repo/no/such/page/")
        assert answer.status == 404
        assert "/repo/" in page


def test_a_broken_build_keeps_the_last_good_site(site, told, monkeypatch):
    with running(*site, told) as server:

        def broken(*_):
            raise ProblemError(Problem("themes/mine", 0, "there is no template article.html", "add it"))

        monkeypatch.setattr(serve, "build", broken)
        assert serve.rebuild(*site, told.append) is False
        assert server.get("/chengwan-gongren-bao/2024-03-14/abc234/")[0].status == 200
    assert [problem.what for problem in told] == ["there is no template article.html"]


def test_a_bug_in_a_build_does_not_end_the_watching(site, told, monkeypatch):
    def bug(*_):
        raise KeyError("slug")

    monkeypatch.setattr(serve, "build", bug)
    assert serve.rebuild(*site, told.append) is False
    assert "KeyError" in told[0].what


def test_a_taken_port_is_told(site, told):
    with socket.socket() as taken:
        taken.bind((serve.LOOPBACK, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ProblemError, match=f"127.0.0.1:{port}: the port is in use; choose another with --port"):
            serve.serve(*site, port, lambda _url: None, told.append)


def test_only_this_machine_is_listened_to():
    with serve._listen(0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


def test_without_the_extra_the_message_says_what_to_install(site):
    hidden = "import sys; sys.modules['starlette.applications'] = None"
    code = f"{hidden}; from sitegen.cli import run; sys.exit(run(['serve']))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=site[0].parent, env=HERE, capture_output=True, text=True, encoding="utf-8"
    )
    assert done.returncode == 1
    assert done.stderr.strip().endswith("is not installed; run: pip install 'sitegen[serve]'")


@pytest.mark.skipif(os.name != "posix", reason="sends SIGINT")
def test_ctrl_c_ends_it_at_once_with_a_page_open(site):
    import signal

    process = subprocess.Popen(
        [sys.executable, "-m", "sitegen", "serve", "--port", "0"],
        cwd=site[0].parent,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=HERE,
    )
    try:
        url = process.stdout.readline().split()[1]
        with Running(url).events() as next_event:
            next_event()
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=PATIENCE)
    finally:
        process.kill()
    assert (process.returncode, out, err) == (0, "Stopped.\n", "")
