"""What must be so of any input whatever: one truth for invented examples (hypothesis), the fuzzer and hostile cases.

Each property takes what comes from outside (bytes, a text, a query), and raises where a promise is broken. A refusal with
a `Problem` is an answer, so long as it names the file and says what to do; every other exception is a fault.
"""

from __future__ import annotations

import contextlib
import json
import re
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import brute

from sitegen.content.codec import article_text, read_article
from sitegen.content.escape import markdown_of, paragraphs_of
from sitegen.model import Archive, Article, Issue
from sitegen.problems import Problem, ProblemError
from sitegen.restore import tables
from sitegen.restore.chain import restore_page
from sitegen.restore.conserve import folded, text_of
from sitegen.restore.decode import INVISIBLE, RawPage, decode
from sitegen.site import commonmark, markdown
from sitegen.site.search.folding import folding
from sitegen.site.search.query import LONGEST_QUERY, Query, parse
from sitegen.site.xmlfiles import printable

FILE = "a.txt"
FOLD = folding().fold

# Marks of Markdown, which `clean` takes off a raw line.
MARKS = "#*-"

SCHEMES = ("http:", "https:", "mailto:")
# A browser takes these for the beginning of another host.
HOSTS = ("//", "/\\", "\\")
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "cite", "background", "xlink:href")
NEVER = frozenset({"iframe", "object", "embed", "applet", "base", "frame", "frameset", "portal"})
SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:", re.IGNORECASE)
# What a browser drops from an address before it reads it.
DROPPED = re.compile(r"^[\x00-\x20]+|[\t\n\r]")


def advises(problem: Problem) -> None:
    """A problem names its file, says what is wrong and what to do, all in one line that a terminal can show."""
    assert problem.file
    assert problem.what
    assert problem.fix
    assert all(map(str.isprintable, str(problem))), str(problem)


# ---- Raw pages


def characters(text: str) -> Counter[str]:
    """How often each character stands in a text, as far as neither typing nor marks of Markdown count."""
    return Counter(one for one in folded(INVISIBLE.sub("", text)) if one not in MARKS)


def decoding(data: bytes) -> RawPage | None:
    """A raw page's bytes are a text of which none is lost, or are refused."""
    try:
        page = decode(data, FILE)
    except ProblemError as error:
        advises(error.problem)
        return None
    text = data.decode(page.encoding)
    assert "".join(page.lines) == re.sub(r"[\r\n\f]", "", text)
    return page


def restoring(data: bytes) -> None:
    """A raw page has each of its characters in one story or in the furniture, and the same bytes give the same page."""
    page = decoding(data)
    if page is None:
        return
    restored = restore_page(page)
    texts = [*map(text_of, restored.stories), *(entry.text for entry in restored.furniture)]
    assert characters("".join(texts)) == characters("".join(page.lines))
    assert restore_page(page) == restored
    for story in restored.stories:
        assert paragraphs_of(markdown_of(story.body)) or not story.body


def lost_in_filing(page: RawPage, archive: Archive) -> tuple[Counter[str], Counter[str]]:
    """What of a raw page is in no file of the archive, and what is in its files and not on the page."""
    filed = "".join(_filed(issue, page.file) for issue in archive.issues)
    before, after = characters("".join(page.lines)), characters(filed)
    # A story that says 上接第1版 is filed with that page's number in place of the line.
    jumps = characters("".join(match[0] for line in page.lines for match in _jumps(line)))
    return before - after - jumps, after - before


def _jumps(line: str) -> list[re.Match[str]]:
    plain = unicodedata.normalize("NFKC", INVISIBLE.sub("", line)).translate(str.maketrans("()", "（）")).strip()
    return list(tables.JUMP_FROM.finditer(plain))


def _filed(issue: Issue, file: str) -> str:
    """All text that an issue's files have of a raw page."""
    articles = (each for each in issue.articles if each.source and each.source.file == file)
    furniture = (piece.text for page in issue.pages if page.file == file for piece in page.furniture)
    return "".join([*map(_printed, articles), *furniture])


def _printed(article: Article) -> str:
    heads = "" if article.title_supplied else article.title
    heads += article.kicker + article.subtitle + article.column + article.byline
    body = "".join(paragraph.text for paragraph in paragraphs_of(article.body))
    return heads + body + "".join(photo.caption + photo.credit for photo in article.photos)


# ---- Articles


def front_matter(text: str) -> None:
    """An article's file is read or told, and what was read of it is written so that the very same is read back."""
    article, problems = read_article(text, "a.md")
    for problem in problems:
        advises(problem)
        assert 1 <= problem.line <= text.count("\n") + text.count("\r") + 1
    assert article or problems
    if article:
        # A key that may be a slip is kept, and told again.
        again, _ = read_article(article_text(article), "a.md")
        assert again == article


def kept_when_written(article: Article) -> None:
    """What is written is read back, without a word, as what it was."""
    read, problems = read_article(article_text(article), "a.md")
    assert problems == ()
    assert read == article


# ---- Bodies


def rendering(body: str) -> None:
    """An article's body becomes harmless HTML that XML can hold, and quick ways give what the parser gives."""
    html = str(markdown.render(body, str))
    assert html == commonmark.html(body, str)
    assert markdown.paragraphs(body) == commonmark.paragraphs(body)
    assert markdown.plain(body) == "\n".join(commonmark.texts(body))
    assert_harmless(html, "body")
    assert "<script" not in html.lower()
    assert_well_formed(f"<div>{html}</div>")


# ---- Queries


def asking(text: str) -> None:
    """A query is read as it is read character by character, it is bounded, and typing more never asks less than nothing."""
    query = parse(text, FOLD)
    assert query.cut == (len(_characters(text)) > LONGEST_QUERY)
    assert len(query.phrases) + len(query.fields) <= LONGEST_QUERY
    if not any("\ud800" <= one <= "\udfff" for one in text):
        assert asked(query) == sorted(brute.asked(text, FOLD))


def asked(query: Query) -> list[tuple[str, str, bool, bool]]:
    """The terms of a query: field, value, whether exactly so, whether excluded."""
    phrases = [("", phrase.text, False, phrase.excluded) for phrase in query.phrases]
    return sorted([*phrases, *((each.name, each.value, each.exact, each.excluded) for each in query.fields)])


def _characters(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


# ---- HTML and XML


class _Looked(HTMLParser):
    """What a page has that may do something: scripts, and whatever is against the rules."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[str] = []
        self.scripts: list[tuple[str, str, str]] = []
        self._script = False

    def handle_starttag(self, tag, attributes):
        given = {name: value or "" for name, value in attributes}
        self.wrong += [f"<{tag}>"] if tag in NEVER else []
        self.wrong += [f"{tag} {name}" for name in given if name.startswith("on") or name == "srcdoc"]
        for name in ADDRESSES:
            if name in given and not allowed(given[name]):
                self.wrong.append(f"{tag} {name}={given[name]!r}")
        if tag == "meta" and given.get("http-equiv", "").lower() == "refresh":
            leads = given.get("content", "").partition("=")[2]
            self.wrong += [] if allowed(leads) else [f"refresh to {leads!r}"]
        if tag == "script":
            self._script = True
            self.scripts.append((given.get("type", ""), given.get("src", "").partition("?")[0].rpartition("/")[2], ""))

    def handle_data(self, data):
        if self._script:
            kind, source, text = self.scripts[-1]
            self.scripts[-1] = (kind, source, text + data)

    def handle_endtag(self, tag):
        self._script = self._script and tag != "script"


def allowed(address: str) -> bool:
    """Whether an address leads to a page or a letter, as a browser reads it."""
    read = DROPPED.sub("", address)
    scheme = SCHEME.match(read)
    return not read.startswith(HOSTS) and (scheme is None or scheme[0].lower() in SCHEMES)


def scripts(html: str) -> set[tuple[str, str, str]]:
    """What a page has a browser run: kind, file, text. Data for machines is none."""
    looked = _looked(html)
    return {script for script in looked.scripts if script[0] != "application/ld+json"}


def assert_harmless(html: str, where: str) -> None:
    """Nothing in a page's markup runs or fetches what it should not; its data for machines is JSON."""
    looked = _looked(html)
    assert not looked.wrong, f"{where}: {looked.wrong}"
    for kind, _, text in looked.scripts:
        if kind == "application/ld+json":
            json.loads(text)


def _looked(html: str) -> _Looked:
    looked = _Looked()
    looked.feed(html)
    looked.close()
    return looked


def assert_well_formed(text: str) -> None:
    """A text can be read as XML, but for characters that XML cannot hold."""
    with contextlib.suppress(RecursionError):
        ET.fromstring(printable(text).encode())
