"""What the preview server refuses, asked over a real connection: other hosts, other methods, other files."""

import http.client
import os
import socket
from urllib.parse import urlsplit

import pytest
from test_serve import PATIENCE, Running, running, use_built_site

SECRET = "private"


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    folder = tmp_path_factory.mktemp("served")
    use_built_site(folder / "content", folder / "output")
    (folder / "secret.txt").write_text(SECRET, "utf-8")
    (folder / "outside").mkdir()
    (folder / "outside/index.html").write_text(SECRET, "utf-8")
    return folder


@pytest.fixture(scope="module")
def server(project):
    with running(project / "content", project / "output", []) as started:
        yield started


def asked(
    server: Running, method: str, path: bytes | str, headers: tuple[str, ...] = ()
) -> tuple[int, dict[str, str], str]:
    """Status, headers and body of an answer to a request just as it is written; no library mends its path."""
    address = urlsplit(f"http://{server.address}")
    line = f"{method} ".encode() + (path.encode() if isinstance(path, str) else path) + b" HTTP/1.1\r\n"
    fields = [f"Host: {server.address}", "Connection: close", *headers]
    with socket.create_connection((address.hostname, address.port), PATIENCE) as connection:
        connection.sendall(line + "\r\n".join(fields).encode() + b"\r\n\r\n")
        answer = http.client.HTTPResponse(connection, method=method)
        answer.begin()
        body = answer.read().decode("utf-8", "replace")
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


TRICKS = (
    "/../secret.txt", "/%2e%2e/secret.txt", "/%2E%2E%2Fsecret.txt", "/..%2fsecret.txt", "/..%5csecret.txt", "/..\\secret.txt",
    "/%2e%2e%5csecret.txt",
    "/....//secret.txt", "/.%00./secret.txt", "/..;/secret.txt", "//secret.txt", "/%2fetc/passwd", "//etc/passwd",
    "/static/../../secret.txt",
    "/static/%2e%2e/%2e%2e/secret.txt", "/%252e%252e/secret.txt", "/%c0%ae%c0%ae/secret.txt", "/.%2e/secret.txt", "/file:///etc/passwd",
    "/static/..%2f..%2fsecret.txt", "/secret.txt%00.html", "/C:/secret.txt", "/%uff0e%uff0e/secret.txt", "/content/site.yaml",
    "/../content/site.yaml",
)  # fmt: skip


@pytest.mark.parametrize("path", TRICKS)
def test_no_path_leads_out_of_the_output(server, path):
    status, _, body = asked(server, "GET", path)
    assert status in (400, 404), body
    assert SECRET not in body
    assert "root:" not in body
    assert "newspapers:" not in body


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/index.html%00",
        "/a%00/b",
        b"/\xff\xfe",
        "/%ff%fe",
        "/" + "a" * 5000,
        "/" + "a/" * 3000,
        "/%0d%0aX: y",
        "/%",
    ],
)
def test_a_path_that_no_file_can_have_is_not_there(server, path):
    assert asked(server, "GET", path)[0] in (400, 404)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "CONNECT"])
@pytest.mark.parametrize("path", ["/", "/index.html", "/.sitegen/events", "/.sitegen/reload.js", "/no/such/page"])
def test_only_reading_is_allowed(server, project, method, path):
    before = (project / "output/index.html").read_bytes()
    status, _, body = asked(server, method, path, ("Content-Length: 0",))
    assert status in (400, 405)
    assert "<html" not in body
    assert (project / "output/index.html").read_bytes() == before


@pytest.mark.parametrize("folder", ["/static/", "/static", "/.sitegen/", "/search/data/"])
def test_no_folder_is_listed(server, folder):
    status, headers, body = asked(server, "GET", folder)
    assert status in (307, 404)
    assert "style.css?" not in body or "<h1" in body
    if status == 307:
        assert urlsplit(headers["location"]).path == f"{folder}/"


def test_a_link_is_not_followed_be_it_a_file_or_a_folder(server, project):
    # Made after the build.
    output = project / "output"
    links = {
        "leak.txt": project / "secret.txt",
        "leak": project / "outside",
        "up": project,
        "top": "/",
        "static/leak.css": project / "secret.txt",
    }
    for name, target in links.items():
        (output / name).symlink_to(target)
    try:
        for path in (
            "/leak.txt",
            "/leak/",
            "/leak/index.html",
            "/leak",
            "/up/secret.txt",
            "/top/etc/passwd",
            "/static/leak.css",
            "/up/content/site.yaml",
        ):
            status, _, body = asked(server, "GET", path)
            assert status == 404, path
            assert SECRET not in body
            assert "root:" not in body
    finally:
        for name in links:
            (output / name).unlink()


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:80",
        "127.0.0.1.evil.example",
        "localhost.evil.example",
        "127.0.0.2",
        "0.0.0.0",
        "127.1",
        "2130706433",
        "@localhost",
    ],
)
@pytest.mark.parametrize("path", ["/", "/.sitegen/events", "/.sitegen/reload.js", "/static/style.css"])
def test_a_name_that_somebody_else_gave_this_machine_is_refused(server, host, path):
    """A page elsewhere whose name comes to mean this machine (DNS rebinding) asks under that name."""
    connection = http.client.HTTPConnection(server.address, timeout=PATIENCE)
    connection.request("GET", path, headers={"Host": host})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 400
    assert b"<html" not in body
    assert b"EventSource" not in body


def test_a_request_without_a_host_is_refused(server):
    address = urlsplit(f"http://{server.address}")
    with socket.create_connection((address.hostname, address.port), PATIENCE) as connection:
        connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
        assert b" 400 " in connection.recv(1000).partition(b"\r\n")[0]


@pytest.mark.parametrize("path", ["/", "/static/style.css", "/.sitegen/reload.js", "/no/such/page", "/robots.txt"])
def test_every_answer_says_what_it_is_and_is_for_this_site_only(server, path):
    _, headers, _ = asked(server, "GET", path)
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["x-frame-options"] == "DENY"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers
    assert "content-type" in headers


def test_a_refusal_has_the_same_headers(server):
    connection = http.client.HTTPConnection(server.address, timeout=PATIENCE)
    connection.request("GET", "/", headers={"Host": "evil.example"})
    answer = connection.getresponse()
    assert (answer.status, answer.getheader("x-content-type-options")) == (400, "nosniff")
    connection.close()


@pytest.mark.skipif(os.name != "posix", reason="asks for the machine's addresses as POSIX systems have them")
def test_no_other_address_of_this_machine_answers(server):
    port = urlsplit(f"http://{server.address}").port
    others = {each[4][0] for each in socket.getaddrinfo(socket.gethostname(), None, socket.AF_INET)} - {"127.0.0.1"}
    for address in {*others, "127.0.0.2"}:
        with pytest.raises(OSError, match=r"refused|unreachable|timed out"):
            socket.create_connection((address, port), 2).close()
