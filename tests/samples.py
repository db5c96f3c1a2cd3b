"""A small archive that holds what is hard to show, and a web server to look at a site built from it."""

from __future__ import annotations

import contextlib
import functools
import http
import http.server
import threading
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING
from urllib.parse import unquote

from sitegen.build import ledger
from sitegen.build.themes import load_theme
from sitegen.build.write import Writer
from sitegen.model import Archive, Article, Evidence, Issue, Newspaper, Page, Photo, Settings, Source

if TYPE_CHECKING:
    from sitegen.problems import Problem
    from sitegen.site.document import Rendering
    from sitegen.site.theme import Theme

FIXTURE = Path(__file__).parent / "fixtures" / "archive"
CHECKOUT = Path(__file__).parent.parent

SETTINGS = Settings(
    title="工会报刊旧闻馆",
    description="旧报纸的文字，逐字可查。",
    newspapers=(Newspaper("zhejiang-gongren-ribao", "浙江工人日报", "ZHEJIANG GONGREN RIBAO", "杭州", cn="CN33-0018"),),
)

# As long as a headline gets, and then some.
LONG_TITLE = "关于进一步深化新时代产业工人队伍建设改革" * 4


def article(identity: str = "k7f3q2", **fields) -> Article:
    """An article of 18 August 2021, changed as a test needs it."""
    given = {
        "id": identity,
        "newspaper": "浙江工人日报",
        "date": "2021-08-18",
        "title": "工会搭“鹊桥” 职工喜“脱单”",
        "body": "本报讯（记者程雪）近日，省总工会举办联谊活动。大家都很高兴。",
    }
    return Article(**{**given, **fields})


def issue(key: str = "2021-08-18", **fields) -> Issue:
    """An issue of 浙江工人日报, changed as a test needs it."""
    given = {"slug": "zhejiang-gongren-ribao", "key": key, "newspaper": "浙江工人日报", "date": key}
    return Issue(**{**given, **fields})


def archive(*issues: Issue, **settings) -> Archive:
    """An archive of these issues."""
    return Archive(Settings(**{"title": "旧闻馆", **settings}), issues)


def hard_archive() -> Archive:
    """Two newspapers and what is hard to show: a photo, no title, a jump, a long title, no byline, hostile text."""
    Photo("比赛现场。", "张三 摄")
    august = issue(
        lunar="辛丑年七月十一",
        number="11895",
        cn="CN33-0018",
        evidence=MappingProxyType({"date": Evidence("masthead", (5, 6))}),
        pages=(Page(1, "002.txt", "0" * 64), Page(2, "005.txt", "1" * 64)),
        articles=(
            article(
                "kaaaa1",
                column="“产改”进行时",
                kicker="共建共享促发展",
                subtitle="——记者程雪的观察",
                byline="□ 本报记者 程雪",
                authors=("程雪", "罗丽"),
                source=Source("002.txt", (7, 19)),
                body="本报讯（记者程雪）近日，会议召开。\n\n## 头发与发展\n\n**一、加强领导**。各地要努力。",
            ),
            article("kaaaa2", order=2, title=LONG_TITLE, kicker="引题<b>不是粗体</b>"),
            article(
                "kaaaa3",
                order=3,
                title="医护人员比拼技能",
                kind="photo",
                body="",
                photos=(Photo("比赛现场。", "张三 摄"),),
            ),
            article("kaaaa4", order=4, title="草稿不见读者", draft=True),
            article("kaaaa5", page=2, title="承接的下文", title_supplied=True, continued_from=1),
        ),
    )
    hostile = article(
        "kaaaa6",
        date="2021-09/..",
        title="<script>alert('题')</script>",
        column='"><img src=x onerror=alert(1)>',
        authors=("<i>甲</i>", "程雪"),
        body="<script>alert(1)</script> [点我](javascript:alert(1)) ![图](http://example.org/a.png)\n\nhttps://example.org/"
        + "long" * 60,
        confidence=0.4,
        review=("<b>标题</b>待核",),
    )
    september = issue(
        "undated-aaaaaa", date="2021-09/..", articles=(hostile,), evidence={"date": Evidence("text", (3,))}
    )
    article("kaaaa7", newspaper="", date="", title="没有标题的文字", title_supplied=True, body="没有标题的文字。")
    nobody = Issue(
        "unidentified",
        "undated-bbbbbb",
        articles=(
            article(
                "kaaaa7", newspaper="", date="", title="没有标题的文字", title_supplied=True, body="没有标题的文字。"
            ),
        ),
        redirects=MappingProxyType({"kold01": "kaaaa7", "kold02": ""}),
    )
    return Archive(SETTINGS, (august, september, nobody))


def put_site(output: Path, rendering: Rendering) -> None:
    """Put a site on the disk as a build does, without reading an archive; what was there before and is no longer made goes."""
    ledger.claim(output)
    before, made = ledger.listed(output), {document.path for document in rendering.documents}
    with Writer(output) as writer:
        for document in rendering.documents:
            writer.note([document.path])
            writer.put(document)
    ledger.remove(output, before - made)
    ledger.write_list(output, sorted(made))
    ledger.clear(output)


def silent(done: int, total: int) -> None:
    """Progress that nobody watches."""


class _Handler(http.server.SimpleHTTPRequestHandler):
    """Serves a folder below a base path, with the site's own 404 page, as static hosts do."""

    base = "/"

    def translate_path(self, path: str) -> str:
        clean = unquote(path.split("?")[0].split("#")[0])
        if not clean.startswith(self.base):
            return str(Path(self.directory) / "outside-the-base-path")
        return super().translate_path("/" + clean.removeprefix(self.base))

    def send_head(self):
        # A file's time is told in seconds, and a test may change a file twice in one: it is always sent whole.
        del self.headers["If-Modified-Since"]
        return super().send_head()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != http.HTTPStatus.NOT_FOUND or not page.exists():
            super().send_error(code, message, explain)
            return
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page.read_bytes())

    def end_headers(self) -> None:
        self.send_header("Access-Control-Allow-Origin", "*")  # as GitHub Pages does
        super().end_headers()

    def log_message(self, *_args) -> None:
        """Be quiet."""


class _Server(http.server.ThreadingHTTPServer):
    """A server that does not mind a browser that goes on before it has heard everything."""

    def handle_error(self, *_args) -> None:
        """Be quiet."""


@contextlib.contextmanager
def served(folder: Path, base: str = "/"):
    """Serve `folder` under `base` on a free port of this machine; gives the address of its home page."""
    kind = type("Handler", (_Handler,), {"base": base})
    server = _Server(("127.0.0.1", 0), functools.partial(kind, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()


def told(problems: tuple[Problem, ...]) -> list[str]:
    """Problems as the user reads them."""
    return [str(problem) for problem in problems]


@functools.cache
def default_theme() -> Theme:
    """The theme that comes with the program."""
    theme, problems = load_theme("default", CHECKOUT)
    assert problems == ()
    return theme
