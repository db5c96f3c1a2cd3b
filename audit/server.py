"""A server that answers as GitHub Pages does: compressed, kept for ten minutes, with the site's own page for what is not there."""

from __future__ import annotations

import contextlib
import functools
import gzip
import http.server
import mimetypes
import threading
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

BASE = "/repo/"
KEPT = "max-age=600"
COMPRESSED = (
    "text/",
    "application/json",
    "application/xml",
    "application/javascript",
    "image/svg+xml",
    "+json",
    "+xml",
)
TYPES = {
    ".webmanifest": "application/manifest+json",
    ".jsonl": "application/octet-stream",
    ".epub": "application/epub+zip",
    ".js": "application/javascript",
    ".xml": "application/xml",
}


@functools.cache
def answer(path: Path) -> tuple[bytes, bytes | None, str]:
    """A file's bytes, the same compressed where its type is compressed, and the type."""
    kind = TYPES.get(path.suffix) or mimetypes.guess_type(path.name)[0] or "application/octet-stream"
    data = path.read_bytes()
    packed = gzip.compress(data, 6, mtime=0) if any(mark in kind for mark in COMPRESSED) else None
    return data, packed, f"{kind}; charset=utf-8" if kind.startswith("text/") else kind


class _Handler(http.server.BaseHTTPRequestHandler):
    """Answers for one folder."""

    protocol_version = "HTTP/1.1"
    # A body is sent with its head: otherwise it waits until the browser has acknowledged that, 40 ms on this machine's own network.
    disable_nagle_algorithm = True
    folder = Path()

    def do_GET(self) -> None:
        """Send a file."""
        self._send(with_body=True)

    def do_HEAD(self) -> None:
        """Send what would be said about a file."""
        self._send(with_body=False)

    def _send(self, with_body: bool) -> None:
        asked = unquote(urlsplit(self.path).path)
        inside = asked.removeprefix(BASE)
        path = self.folder / inside
        if not asked.startswith(BASE) or ".." in Path(inside).parts:
            self._answer(HTTPStatus.NOT_FOUND, self.folder / "404.html", with_body)
        elif path.is_dir() and not (asked.endswith("/")):
            self.send_response(HTTPStatus.MOVED_PERMANENTLY)
            self.send_header("Location", f"{quote(asked)}/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            file = path / "index.html" if path.is_dir() else path
            found = file.is_file()
            status = HTTPStatus.OK if found else HTTPStatus.NOT_FOUND
            self._answer(status, file if found else self.folder / "404.html", with_body)

    def _answer(self, status: HTTPStatus, file: Path, with_body: bool) -> None:
        data, packed, kind = answer(file) if file.is_file() else (b"", None, "text/plain")
        send_packed = packed is not None and "gzip" in self.headers.get("Accept-Encoding", "")
        body = packed if send_packed and packed is not None else data
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", KEPT)
        self.send_header("Vary", "Accept-Encoding")
        if send_packed:
            self.send_header("Content-Encoding", "gzip")
        self.end_headers()
        if with_body:
            self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Be quiet."""


class _Server(http.server.ThreadingHTTPServer):
    """A server that does not mind a browser that goes on before it has heard everything."""

    daemon_threads = True

    def handle_error(self, *_args: object) -> None:
        """Be quiet."""


@contextlib.contextmanager
def served(folder: Path, port: int) -> Iterator[str]:
    """Serve a folder under `BASE` on a port of this machine, 0 for any that is free; gives the address of its home page.

    Raises:
        OSError: where another program uses the port.
    """
    server = _Server(("127.0.0.1", port), type("Handler", (_Handler,), {"folder": folder}))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield home_of(server.server_port)
    finally:
        server.shutdown()
        server.server_close()


def home_of(port: int) -> str:
    """Where a site served at a port begins."""
    return f"http://127.0.0.1:{port}{BASE}"
