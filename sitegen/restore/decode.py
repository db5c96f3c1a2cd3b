"""Bytes -> RawPage: which encoding a page came in, and the evidence for it."""

from __future__ import annotations

import codecs
import hashlib
import re

from sitegen.problems import Problem, ProblemError
from sitegen.values import dataclass

BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
CHINESE_ENCODINGS = ("gb18030", "big5hkscs", "utf_16_le", "utf_16_be")
PDF = b"%PDF-"
BINARY_SHARE = 0.02
"""Share of control characters above which a file is no text: OCR leaves a stray form feed, never every fiftieth."""
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f]")
"""Characters that control a terminal or a machine; no printed page has them."""
INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]"
)
"""Characters without a form: controls, joiners, marks of direction, byte order marks. Neither Markdown nor YAML can write all of them."""
HALF_A_CHARACTER = re.compile("[\ud800-\udfff]")
"""Lone surrogates: no encoding can write them."""
LARGEST = 2_000_000
"""Bytes: sixty times the longest known page; a whole newspaper has less."""
MOST_LINES = 10_000
"""Lines with text: twenty times those of the longest known page."""
WHOLE_LINE = 12
"""Bytes beyond ASCII that are valid UTF-8 only if they are meant so; shorter lines in other encodings may be by chance."""
ASCII = bytes(range(0x80))
PART_OF_A_FILE = 0.1
"""Share of such bytes from which on a file is partly UTF-8."""


@dataclass(frozen=True, slots=True)
class RawPage:
    """A raw page as text.

    Args:
        file: its name.
        sha256: of the bytes as received.
        encoding: as Python names it.
        because: the evidence for the encoding.
        lines: the text between line ends, white space and all; the first is line 1.
    """

    file: str
    sha256: str
    encoding: str
    because: str
    lines: tuple[str, ...]


def decode(data: bytes, file: str, encoding: str = "") -> RawPage:
    r"""Read a page's bytes as text.

    A byte order mark decides; else valid UTF-8 (no other encoding passes for it by chance in a page's length of Chinese);
    else the likeliest of the encodings that Chinese pages come in.

    Args:
        data: the file's bytes.
        file: its name, for messages.
        encoding: what the editor says it is; overrules all else.

    Raises:
        ProblemError: the file is empty, is not text or far too long for a page, or fits no encoding or several.

    >>> decode("本报讯\r\n".encode("gb18030") * 9, "a.txt").encoding
    'gb18030'
    """
    check_size(len(data), file)
    if not data.strip():
        raise ProblemError(Problem(file, 0, "the file is empty", "replace it or remove it"))
    if data.startswith(PDF):
        raise ProblemError(Problem(file, 0, "this is a PDF", "save its text as a file of its own (pdftotext does)"))
    name, because, text = _read(data, file, encoding)
    if _strange(text) > BINARY_SHARE * len(text):
        raise ProblemError(_no_text(file))
    if not INVISIBLE.sub("", text).strip():
        raise ProblemError(Problem(file, 0, "the page has no text", "replace it or remove it"))
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    if len(lines) > MOST_LINES and (held := sum(bool(line.strip()) for line in lines)) > MOST_LINES:
        raise ProblemError(_too_long(file, f"{held:,} lines"))
    return RawPage(file, hashlib.sha256(data).hexdigest(), name, because, tuple(lines))


def check_size(size: int, file: str) -> None:
    """Refuse a file that is far too large for a page, before anything of it is read.

    Args:
        size: in bytes.
        file: its name, for the message.

    Raises:
        ProblemError: it is too large.
    """
    if size > LARGEST:
        raise ProblemError(_too_long(file, f"{size / 1e6:.0f} MB"))


def _read(data: bytes, file: str, encoding: str) -> tuple[str, str, str]:
    """Name of the encoding, evidence for it, and the text."""
    if encoding:
        return encoding, "stated in pages.yaml", _strictly(data, file, encoding)
    for mark, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return name, "byte order mark", _strictly(data, file, name)
    try:
        return "utf-8", "valid UTF-8", data.decode("utf-8")
    except UnicodeDecodeError as error:
        where = data.count(b"\n", 0, error.start) + 1
    if _partly_utf_8(data):
        what = "this line is not UTF-8, though other lines of the file are"
        raise ProblemError(Problem(file, where, what, "save the whole file as UTF-8, or mend the line"))
    # It takes long to load, and most pages are UTF-8.
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(CHINESE_ENCODINGS)).best()
    if best is None and _strange(data.decode("latin-1")) > BINARY_SHARE * len(data):
        raise ProblemError(_no_text(file))
    if best is None:
        what = "not UTF-8 here, and no Chinese encoding fits the file"
        raise ProblemError(Problem(file, where, what, "save it as UTF-8, or name its encoding in pages.yaml"))
    return best.encoding, f"not UTF-8; likeliest by its text ({best.language})", _strictly(data, file, best.encoding)


def _partly_utf_8(data: bytes) -> bool:
    """Is a good part of a file that is not UTF-8 as a whole UTF-8 nevertheless?"""
    other = whole = 0
    for line in data.split(b"\n"):
        beyond = len(line.translate(None, ASCII))
        other += beyond
        if beyond >= WHOLE_LINE:
            try:
                line.decode("utf-8")
            except UnicodeDecodeError:
                continue
            whole += beyond
    return whole > PART_OF_A_FILE * other


def _strange(text: str) -> int:
    """How many characters of a text no printed page has."""
    return len(CONTROL.findall(text))


def _too_long(file: str, length: str) -> Problem:
    return Problem(file, 0, f"{length} are too much for one newspaper page", "put every page into a file of its own")


def _no_text(file: str) -> Problem:
    return Problem(file, 0, "this is not text", "replace it with the page's text, or remove it")


def _strictly(data: bytes, file: str, encoding: str) -> str:
    """Decode without putting a replacement character for anything: a lost character is a lost character."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = f"byte {error.start} is not {encoding}"
        raise ProblemError(Problem(file, line, what, "name its encoding in pages.yaml, or mend the byte")) from None
    except (LookupError, ValueError):
        fix = "name one that Python knows, such as gb18030 or big5hkscs"
        raise ProblemError(Problem(file, 0, f"no encoding is called {encoding!r}", fix)) from None
    half = HALF_A_CHARACTER.search(text)
    if half:
        line = text.count("\n", 0, half.start()) + 1
        what = f"half a character (U+{ord(half[0]):04X}), which no text can hold"
        raise ProblemError(Problem(file, line, what, "take it out, or name the file's encoding in pages.yaml"))
    return text
