"""`sitegen serve`: the built site on this machine only, built again and reloaded in the browser at every change.

The script that reloads is put into a page on its way out; the files in output/ stay as they will be published.
Needs the extra `serve` (starlette, uvicorn, watchfiles).
"""

from __future__ import annotations

import asyncio
import contextlib
import errno
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from sitegen.build.places import theme_folders
from sitegen.build.run import build
from sitegen.content.store import read_site
from sitegen.problems import Problem, ProblemError
from sitegen.progress import silent
from sitegen.workers import Workers

try:
    import uvicorn
    from starlette.applications import Starlette
    from starlette.datastructures import MutableHeaders
    from starlette.middleware import Middleware
    from starlette.middleware.trustedhost import TrustedHostMiddleware
    from starlette.responses import RedirectResponse, Response, StreamingResponse
    from starlette.routing import Mount, Route
    from starlette.staticfiles import StaticFiles
    from watchfiles import Change, awatch
except ModuleNotFoundError as missing:
    raise ProblemError(
        Problem("sitegen serve", 0, f"{missing.name} is not installed", "run: pip install 'sitegen[serve]'")
    ) from missing

if TYPE_CHECKING:
    from starlette.requests import Request
    from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = "127.0.0.1"
# A page elsewhere may have its own name resolve to this machine; it then asks with a foreign Host and is refused.
OWN_NAMES = ["localhost", LOOPBACK, "[::1]"]
# Nothing is kept, nothing is taken for another kind of file than it is said to be, and no page from elsewhere may show or load it.
HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Resource-Policy": "same-origin",
}
HEARTBEAT = 1.0  # seconds between two signs of life; also how long Ctrl-C waits for an open page

# No newspaper's slug begins with a dot, so nothing of the site can lie here.
SCRIPT_PATH, EVENTS_PATH = "/.sitegen/reload.js", "/.sitegen/events"
RELOAD_SCRIPT = f"""\
const shown = document.currentScript.dataset.build;
new EventSource("{EVENTS_PATH}").onmessage = (event) => {{ if (event.data !== shown) location.reload(); }};
"""

Tell = Callable[[Problem], None]


class Builds:
    """The name of the build now in output/, and word of the next one to every open page."""

    def __init__(self) -> None:
        self._server = secrets.token_hex(4)  # pages opened before a restart must see that this is another server
        self._count = 0
        self._next = asyncio.Event()
        self._stopped = False

    @property
    def current(self) -> str:
        """The name of the build now in output/."""
        return f"{self._server}-{self._count}"

    def follow(self) -> None:
        """Say that there is a new build."""
        self._count += 1
        self._next.set()
        self._next = asyncio.Event()

    def stop(self) -> None:
        """End every stream, so that the server can close."""
        self._stopped = True
        self._next.set()

    async def stream(self) -> AsyncIterator[str]:
        """The current build's name at once and every later one as it comes, as server-sent events."""
        told = ""
        while not self._stopped:
            if told != self.current:
                told = self.current
                yield f"data: {told}\n\n"
                continue
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._next.wait(), HEARTBEAT)
                continue
            yield ": still here\n\n"


class LivePages(StaticFiles):
    """The files of output/, fresh each time, every page with the script that reloads it."""

    def __init__(self, output: Path, builds: Builds) -> None:
        super().__init__(directory=output, html=True, follow_symlink=False)
        self._builds = builds

    async def get_response(self, path: str, scope: Scope) -> Response:
        """The file at a path, or 404.html where there is none."""
        build_shown = self._builds.current  # before the file is read: a page may be older than its mark, never newer
        response = await super().get_response(path, scope)
        file = getattr(response, "path", None)
        if file is not None and str(file).endswith(".html"):
            page = await asyncio.to_thread(Path(file).read_bytes)
            return Response(with_script(page, build_shown), response.status_code, media_type="text/html")
        return response


class WithHeaders:
    """An application whose every answer, a refusal too, has the headers of this server."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        await self._app(scope, receive, with_headers)


def with_script(page: bytes, build_shown: str) -> bytes:
    """A page with the script that reloads it, before the end of its body.

    >>> with_script(b"<body><p>x</p></body>", "ab12-0")
    b'<body><p>x</p><script src="/.sitegen/reload.js" data-build="ab12-0"></script></body>'
    """
    script = f'<script src="{SCRIPT_PATH}" data-build="{build_shown}"></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + script + end + after if end else page + script


def base_path(content: Path) -> str:
    """The path the site will be published under, such as `/repo`, or "" for the root of its host.

    Args:
        content: the archive's folder; what is wrong with its site.yaml is told by the build.
    """
    settings, _problems = read_site(content)
    return unquote(urlsplit(settings.base_url).path).rstrip("/")


def application(
    output: Path, base: str, builds: Builds, watch: Callable[[asyncio.Event], AsyncIterator[None]]
) -> Starlette:
    """The server's application.

    Args:
        output: the built site.
        base: the path it is served under, as `base_path` gives it.
        builds: names the builds.
        watch: yields after each new build until the event is set.
    """

    async def follow(stop: asyncio.Event) -> None:
        async for _ in watch(stop):
            builds.follow()

    @contextlib.asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        stop = asyncio.Event()
        following = asyncio.create_task(follow(stop))
        yield
        stop.set()
        await following

    async def script(_request: Request) -> Response:
        return Response(RELOAD_SCRIPT, media_type="text/javascript")

    async def events(_request: Request) -> Response:
        return StreamingResponse(builds.stream(), media_type="text/event-stream")

    async def to_base(_request: Request) -> Response:
        return RedirectResponse(quote(f"{base}/"))

    redirect = [Route("/", to_base), Route(base, to_base)] if base else []
    return Starlette(
        routes=[
            Route(SCRIPT_PATH, script),
            Route(EVENTS_PATH, events),
            *redirect,
            Mount(base or "/", LivePages(output, builds)),
        ],
        middleware=[Middleware(WithHeaders), Middleware(TrustedHostMiddleware, allowed_hosts=OWN_NAMES)],
        lifespan=lifespan,
    )


def watched(content: Path) -> tuple[Path, ...]:
    """The folders whose changes make a new build: the archive, and the themes beside it and beside this program."""
    places = (content, *theme_folders(content.parent))
    return tuple(place for place in places if place.is_dir())


def matters(content: Path, file: str) -> bool:
    """Whether a changed file can change the site; raw pages do so only through `sitegen import`.

    >>> matters(Path("/a/content"), "/a/content/issues/gongren-ribao/2021-08-18/01-01.md")
    True
    >>> matters(Path("/a/content"), "/a/content/raw/001.txt")
    False
    """
    path = Path(file)
    return not path.is_relative_to(content / "raw") and not path.name.startswith(".")


def rebuild(content: Path, output: Path, tell: Tell) -> bool:
    """Build once; whether anything in output/ is different now. What fails is told, and the last good site stays."""
    try:
        report = build(content, output, silent, Workers())
    except ProblemError as error:
        tell(error.problem)
        return False
    except Exception as error:  # whatever it is, the watching goes on and the next change is tried
        what = f"the build stopped ({type(error).__name__}: {error})"
        tell(Problem(str(content), 0, what, "mend that and save again; the last good site is still shown"))
        return False
    for problem in report.problems:
        tell(problem)
    return bool(report.written or report.removed)


async def new_builds(content: Path, output: Path, tell: Tell, stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield after each build that a change of content or theme has made and that changed the site."""
    here = content.resolve()

    def seen(_change: Change, file: str) -> bool:
        return matters(here, file)

    async for _changes in awatch(*(place.resolve() for place in watched(content)), watch_filter=seen, stop_event=stop):
        if await asyncio.to_thread(rebuild, content, output, tell):
            yield


class Server(uvicorn.Server):
    """uvicorn, which ends open event streams before it waits for their connections to close."""

    def __init__(self, config: uvicorn.Config, builds: Builds, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._builds = builds
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then say so."""
        await super().startup(sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """End the streams, then stop."""
        self._builds.stop()
        await super().shutdown(sockets)


def serve(content: Path, output: Path, port: int, ready: Callable[[str], None], tell: Tell) -> None:
    """Build, then serve until interrupted.

    Args:
        content: the archive's folder.
        output: where the site is built.
        port: on 127.0.0.1; 0 takes any free one.
        ready: called with the site's address once it answers.
        tell: called with each problem, of the first build and of every later one.

    Raises:
        ProblemError: the port is taken, or there is nothing to serve because the first build failed.
    """
    listening = _listen(port)
    with listening:
        rebuild(content, output, tell)
        if not output.is_dir():
            raise ProblemError(Problem(str(output), 0, "there is no site to serve", "mend the problems told above"))
        base = base_path(content)
        url = f"http://{LOOPBACK}:{listening.getsockname()[1]}{quote(base)}/"
        _serve_until_interrupted(content, output, base, listening, lambda: ready(url), tell)


def _listen(port: int) -> socket.socket:
    """A socket on this machine's own address: no other machine reaches it."""
    listening = socket.socket()
    if os.name == "posix":  # elsewhere the option would let two servers share a port
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
    except OSError as error:
        listening.close()
        what = "the port is in use" if error.errno == errno.EADDRINUSE else (error.strerror or str(error)).lower()
        raise ProblemError(Problem(f"{LOOPBACK}:{port}", 0, what, "choose another with --port")) from error
    return listening


def _serve_until_interrupted(
    content: Path, output: Path, base: str, listening: socket.socket, ready: Callable[[], None], tell: Tell
) -> None:
    builds = Builds()

    def watch(stop: asyncio.Event) -> AsyncIterator[None]:
        return new_builds(content, output, tell, stop)

    config = uvicorn.Config(
        application(output, base, builds, watch), log_level="warning", access_log=False, ws="none", server_header=False
    )
    # uvicorn closes in order at the first Ctrl-C and then raises it again; for a server that is the normal end.
    with contextlib.suppress(KeyboardInterrupt):
        Server(config, builds, ready).run(sockets=[listening])
