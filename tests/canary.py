"""An archive of which every field, file name and line tries to run a script: it would call `canary`, or ask the host CANARY_HOST."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sitegen.content.codec import article_text, issue_text
from sitegen.content.emit import yaml_text
from sitegen.content.places import ISSUE_FILE
from sitegen.model import Article, Evidence, Furniture, Issue, Page, Photo, Source

if TYPE_CHECKING:
    from pathlib import Path

CANARY_HOST = "canary.invalid"
LOAD = f"//{CANARY_HOST}/x"
PAPER, OTHER = "zhejiang-gongren-ribao", "luliang-ribao"

PAYLOADS = (
    "<script>canary(1)</script>",
    f"<img src={LOAD} onerror=canary(2)>",
    "\"><svg onload=canary(3)>",
    "' autofocus onfocus='canary(4)' x='",
    "\" autofocus onfocus=\"canary(5)\" x=\"",
    "</script><script>canary(6)</script>",
    "</title></style></textarea></noscript></template><script>canary(7)</script>",
    "--><script>canary(8)</script><!--",
    "]]><script xmlns='http://www.w3.org/1999/xhtml'>canary(9)</script>",
    "${canary(10)}`+canary(11)+`\\';canary(12)//",
    "{{ ''.__class__ }}{% include 'base.html' %}{# #}",
    "javascript:canary(13)",
    f"<iframe srcdoc='<script>parent.canary(14)</script>'></iframe><link rel=stylesheet href={LOAD}><base href={LOAD}/>",
    "&lt;script&gt;canary(15)&lt;/script&gt;&#60;script&#62;canary(16)&#60;/script&#62;",
    "\u2028\u2029<math><mi//xlink:href=\"data:x,<script>canary(17)</script>\">",
    "<a href=javascript:canary(18)>点</a><form action=javascript:canary(19)><button>点",
)  # fmt: skip
EVIL = "恶".join(PAYLOADS)

# What is not in a line of its own, for a line separator is one.
LINES = tuple(each.replace("\u2028\u2029", "") for each in PAYLOADS)

BODY = "\n\n".join(
    (
        *LINES,
        "[点](javascript:canary(20)) [点](JaVaScRiPt&colon;canary(21)) [点](java&Tab;script:canary(22)) <javascript:canary(23)>",
        f'![图]({LOAD} "题") [点](https://{CANARY_HOST}/\\"onmouseover="canary(24) "\\" autofocus onfocus=\\"canary(25)")',
        f"[名]: data:text/html,<script>canary(26)</script>\n[另]: //{CANARY_HOST}/ '\" onfocus=canary(27) x=\"'\n\n[名] [另]",
        "    <script>canary(28)</script>\n\n```<script>canary(29)</script>\n</code></pre><script>canary(30)</script>\n```",
        "## 小标题 <script>canary(31)</script>\n\n> <img src=x onerror=canary(32)>\n\n- `<script>canary(33)</script>`",
        "诗\\\n行<script>canary(34)</script>",
    )
)

RAW_NAME = "<img src=x onerror=canary(35)>&'\"{{x}}.txt"


RAW_TEXT = "\n".join(("浙江工人日报", "2021年8月18日 星期三", *LINES, *LINES, ""))
RAW_HASH = hashlib.sha256(RAW_TEXT.encode()).hexdigest()


def evil_article(id_: str, order: int, kind: str = "article", **fields: object) -> Article:
    """An article all of whose texts are the payloads."""
    given = {
        "id": id_,
        "newspaper": EVIL,
        "date": "2021-08-18",
        "title": f"{order}{EVIL}",
        "body": BODY,
        "kicker": EVIL,
        "subtitle": EVIL,
        "column": EVIL,
        "byline": EVIL,
        "authors": (EVIL, *PAYLOADS[:3], "罗丽"),
        "kind": kind,
        "order": order,
        "photos": (Photo(EVIL, EVIL), Photo(PAYLOADS[0], PAYLOADS[1])),
        "source": Source(RAW_NAME, (1, 6)),
        "confidence": 0.3,
        "review": (EVIL, *PAYLOADS[:3]),
        "keep": ("恶",),
        "extra": {"tags": PAYLOADS, "note": EVIL, "url": "javascript:canary(36)"},
    }
    return Article(**{**given, **fields})


def evil_issue(slug: str, key: str, *articles: Article, date: str = "") -> Issue:
    """An issue all of whose texts are the payloads."""
    return Issue(
        slug,
        key,
        newspaper=EVIL,
        date=date,
        lunar=EVIL,
        number=EVIL,
        cn=EVIL,
        evidence={fact: Evidence("editor", (1,), EVIL, EVIL) for fact in ("date", "newspaper", "lunar", EVIL)},
        redirects={"old001": articles[0].id, "old002": ""},
        pages=(
            Page(1, RAW_NAME, RAW_HASH, furniture=(Furniture("advert", (1, 2), EVIL),), name=EVIL),
            Page(2, EVIL, "0" * 64, name=PAYLOADS[0]),
        ),
        articles=articles,
        extra={"note": EVIL, "by": {EVIL: EVIL}},
    )


ISSUES = (
    evil_issue(
        PAPER,
        "2021-08-18",
        evil_article("kaaaa1", 1),
        evil_article("kaaaa2", 2, "photo", body=""),
        evil_article("kaaaa3", 3, page=2, continued_from=1, title_supplied=True),
        date="2021-08-18",
    ),
    evil_issue(PAPER, "2021-08-19", evil_article("kaaaa4", 1, date="2021-08-19"), date="2021-08-19"),
    evil_issue(OTHER, "undated-aaaaaa", evil_article("kaaaa5", 1, date="", newspaper="", title="恶")),
)


def write_archive(content: Path) -> None:
    """Write it as files, as they might be sent in."""
    for issue in ISSUES:
        folder = content / "issues" / issue.slug / issue.key
        folder.mkdir(parents=True)
        (folder / ISSUE_FILE).write_text(issue_text(issue), "utf-8")
        for article in issue.articles:
            (folder / f"0{article.page}-0{article.order}.md").write_text(article_text(article), "utf-8")
    papers = [
        {"slug": PAPER, "name": EVIL, "latin": EVIL, "place": EVIL, "publisher": EVIL, "cn": EVIL},
        {"slug": OTHER, "name": PAYLOADS[0], "latin": PAYLOADS[1]},
    ]
    site = {
        "title": EVIL,
        "description": EVIL,
        "newspapers": papers,
        "start": [f"{PAPER}/2021-08-18", f"{PAPER}/2021-08-18/kaaaa1"],
    }
    (content / "site.yaml").write_text(yaml_text(site), "utf-8")
    (content / "raw").mkdir()
    (content / "raw" / RAW_NAME).write_text(RAW_TEXT, "utf-8")
    (content / "raw/pages.yaml").write_text(yaml_text({RAW_NAME: {"newspaper": EVIL, "note": EVIL}}), "utf-8")
