"""The audit's server answers as GitHub Pages does."""

import gzip
import http.client

import pytest
from server import BASE, served

PAGE = "<!doctype html><title>旧闻馆</title>" + "旧报新读" * 100


@pytest.fixture(scope="module")
def ask(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    (folder / "authors" / "罗丽").mkdir(parents=True)
    (folder / "index.html").write_text(PAGE, "utf-8")
    (folder / "authors" / "罗丽" / "index.html").write_text(PAGE, "utf-8")
    (folder / "404.html").write_text("没有这一页", "utf-8")
    (folder / "picture.png").write_bytes(b"\x89PNG")
    (folder.parent / "secret.txt").write_text("secret", "utf-8")
    with served(folder, 0) as home:
        host = home.split("/")[2]

        def asked(path, method="GET", **headers):
            connection = http.client.HTTPConnection(host, timeout=30)
            connection.request(method, path, headers=headers)
            answer = connection.getresponse()
            return answer.status, dict(answer.getheaders()), answer.read()

        yield asked


def test_a_page_is_kept_for_ten_minutes(ask):
    status, headers, body = ask(BASE)
    assert (status, headers["Cache-Control"], body.decode()) == (200, "max-age=600", PAGE)
    assert headers["Content-Type"] == "text/html; charset=utf-8"


def test_text_is_compressed_for_those_who_can_read_that(ask):
    _, headers, body = ask(BASE, **{"Accept-Encoding": "gzip"})
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body).decode() == PAGE
    assert "Content-Encoding" not in ask(f"{BASE}picture.png", **{"Accept-Encoding": "gzip"})[1]


@pytest.mark.parametrize("path", [f"{BASE}none/", "/", "/other/", f"{BASE}../secret.txt", f"{BASE}%2e%2e/secret.txt"])
def test_what_is_not_there_gets_the_sites_own_page(ask, path):
    status, _, body = ask(path)
    assert (status, body.decode()) == (404, "没有这一页")


def test_a_folder_without_its_slash_leads_to_the_one_with_it(ask):
    status, headers, _ = ask(f"{BASE}authors/%E7%BD%97%E4%B8%BD")
    assert (status, headers["Location"]) == (301, f"{BASE}authors/%E7%BD%97%E4%B8%BD/")
    assert ask(headers["Location"])[0] == 200


def test_asked_for_the_head_it_sends_no_body(ask):
    status, headers, body = ask(BASE, "HEAD")
    assert (status, body) == (200, b"")
    assert int(headers["Content-Length"]) == len(PAGE.encode())
