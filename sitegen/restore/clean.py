"""RawPage -> Lines: how the text is typed is set right, what it says is not touched.

Only three things change: white space inside Chinese text, the width of punctuation, digits and letters by their context, and
straight quotation marks. Marks of Markdown (`#`, `**`, `- `) are marks, not text: they are taken off and remembered.
`conserve.folded` names what counts as the same character; every fix here leaves it as it was.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sitegen.restore.decode import RawPage
from sitegen.restore.notices import is_notice
from sitegen.restore.tables import BOLD_MARK, CJK, CJK_MARKS, HEADING_MARK, LIST_MARK

INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff\u00ad]")
SPACES = re.compile(r"[\s\u3000\u00a0]+")
LETTER_SPACED = 0.6
"""Share of the gaps between characters that must be white space before a line counts as letter-spaced."""

WIDE_ON_THE_PAGE = (
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
    "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ，；：？！（）％．"
)
SHORT_LINE = 60
"""Mastheads and adverts are short; a longer line is running text, whatever it mentions."""
FULL_TO_HALF = {ord(c): ord(c) - 0xFEE0 for c in WIDE_ON_THE_PAGE}
HALF_TO_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
REACH = 40
"""How far a mark looks for a letter, in characters: farther than any number or address, and bounded for endless lines."""
CHINESE = re.compile(f"[{CJK}{CJK_MARKS}]")


@dataclass(frozen=True, slots=True)
class Line:
    """One raw line that holds text.

    Args:
        number: counted from 1 in the raw page.
        text: cleaned.
        after_gap: a blank line stands before it.
        heading: the level of its `#` mark, 0 where it has none.
        bold: how many characters at its start are marked bold.
        indented: white space stands before it.
    """

    number: int
    text: str
    after_gap: bool
    heading: int = 0
    bold: int = 0
    indented: bool = False


def clean(page: RawPage) -> tuple[Line, ...]:
    """Every line of the page that holds more than marks and white space, cleaned."""
    lines: list[Line] = []
    gap = True
    for number, raw in enumerate(page.lines, 1):
        line = clean_line(raw, number, after_gap=gap)
        if line.text:
            lines.append(line)
        gap = not line.text
    return tuple(lines)


def clean_line(raw: str, number: int = 1, *, after_gap: bool = True) -> Line:
    """One raw line, cleaned.

    >>> clean_line("**1. 拍摄要学发展,提水平。**第一,针对").text
    '1. 拍摄要学发展，提水平。第一，针对'
    >>> clean_line("## 一、引言").heading
    2
    """
    marked = INVISIBLE.sub("", raw)
    heading = HEADING_MARK.match(marked)
    marked = LIST_MARK.sub("", HEADING_MARK.sub("", marked))
    text = typography(BOLD_MARK.sub("", marked))
    pieces = BOLD_MARK.split(marked)
    bold = len(typography(pieces[1])) if len(pieces) > 2 and not pieces[0].strip() else 0
    return Line(number, text, after_gap, len(heading[1]) if heading else 0, bold, raw[:1].isspace())


def typography(text: str) -> str:
    """The fixes in their order; each is a function of its own below."""
    for fix in FIXES:
        text = fix(text)
    return text


def narrow(text: str) -> str:
    """Full-width digits, letters and common marks become half-width; context then widens what stands beside Chinese.

    >>> narrow("ＡＰＰ２０２５年，共１０％")
    'APP2025年,共10%'
    """
    return text.translate(FULL_TO_HALF)


def close_letter_spacing(text: str) -> str:
    """A line set with a space after every character is set solid again.

    >>> close_letter_spacing("“ 参 数 校 准 完 成 ，系 统 响 应 速 度 提 升")
    '“参数校准完成，系统响应速度提升'
    >>> close_letter_spacing("工会搭“鹊桥” 职工喜“脱单”")
    '工会搭“鹊桥” 职工喜“脱单”'
    """
    stripped = text.strip()
    gaps = len(SPACES.findall(stripped))
    letters = len(SPACES.sub("", stripped))
    if letters >= 5 and gaps >= LETTER_SPACED * (letters - 1):
        return re.sub(rf"(?<=[{CJK}{CJK_MARKS},;:?!()]) +| +(?=[{CJK}{CJK_MARKS},;:?!()])", "", stripped)
    return text


def single_spaces(text: str) -> str:
    """White space at the ends goes, runs of it become one space, and none stays between Chinese and digits or letters.

    >>> single_spaces("  2024 年一季度的 APP 平台　发放 ")
    '2024年一季度的APP平台 发放'
    >>> single_spaces("记者  白凯冰")
    '记者 白凯冰'

    In mastheads and adverts a space parts one item from the next, and stays.

    >>> single_spaces("邮发代号:31-2   总第11895号")
    '邮发代号:31-2 总第11895号'
    """
    text = SPACES.sub(" ", text).strip()
    if len(text) < SHORT_LINE and is_notice(text):
        return text
    return re.sub(rf"(?<=[{CJK}]) (?=[0-9A-Za-z%])|(?<=[0-9A-Za-z%]) (?=[{CJK}])", "", text)


def close_up_marks(text: str) -> str:
    """No white space before a mark that closes, after one that opens, or between a stop and a figure or Latin letter.

    A space after a stop before Chinese stays: it may part the two halves of a headline.

    >>> close_up_marks("完成 ，系统（ 记者 白凯冰 ）。 2008年")
    '完成，系统（记者 白凯冰）。2008年'
    >>> close_up_marks("“找到对口岗位， 离不开学校托举”")
    '“找到对口岗位， 离不开学校托举”'
    """
    return re.sub(r" (?=[，。、；：？！”’）》])|(?<=[“‘（《]) |(?<=[，。、；：？！]) (?=[0-9A-Za-z])", "", text)


def widen_punctuation(text: str) -> str:
    """Half-width ,;:?!() beside Chinese become full-width; inside numbers, Latin words and addresses they stay.

    A mark inside a quotation looks past the quotation mark. Brackets of a pair are widened together.

    >>> widen_punctuation("建矿65年来,平煤股份一矿始终发扬")
    '建矿65年来，平煤股份一矿始终发扬'
    >>> widen_punctuation("占总人口的16.7%,65周岁及以上")
    '占总人口的16.7%，65周岁及以上'
    >>> widen_punctuation("网址:www.icbc.com.cn 电话:95588")
    '网址：www.icbc.com.cn 电话：95588'
    >>> widen_punctuation("每天9:30,共1,200人(含AI(人工智能)工程师)")
    '每天9:30，共1,200人（含AI（人工智能）工程师）'
    """
    chars = list(text)
    for at, char in enumerate(chars):
        if char in ",;:?!" and _beside_chinese(chars, at):
            chars[at] = HALF_TO_FULL[char]
    opened: list[int] = []
    for at, char in enumerate(chars):
        if char == "(":
            opened.append(at)
        elif char == ")":
            pair = [opened.pop(), at] if opened else [at]
            _widen_brackets(chars, pair)
    for at in opened:
        _widen_brackets(chars, [at])
    return "".join(chars)


def _widen_brackets(chars: list[str], pair: list[int]) -> None:
    inside = chars[pair[0] + 1 : pair[-1]] if len(pair) > 1 else []
    if any(CHINESE.match(c) for c in inside) or any(_beside_chinese(chars, at) for at in pair):
        for at in pair:
            chars[at] = HALF_TO_FULL[chars[at]]


def _beside_chinese(chars: list[str], at: int) -> bool:
    """Is the nearest letter on either side Chinese, digits, signs and spaces left out of account?

    A mark between two digits or Latin letters, with nothing but space between, belongs to the number or the address.
    """
    sides = (chars[max(0, at - REACH) : at][::-1], chars[at + 1 : at + 1 + REACH])
    around = [next((c for c in side if c != " "), "") for side in sides]
    if all(c.isascii() and c.isalnum() for c in around):
        return False
    letters = (next((c for c in side if c.isalpha() or CHINESE.match(c)), "") for side in sides)
    return any(CHINESE.match(c) for c in letters)


def widen_full_stop(text: str) -> str:
    """A half-width full stop directly after a Chinese character, and not before a digit or letter, is a full-width one.

    >>> widen_full_stop("更好发挥政府作用.会议指出")
    '更好发挥政府作用。会议指出'
    >>> widen_full_stop("2.5万名 www.zjgrbb.com 1. 拍摄")
    '2.5万名 www.zjgrbb.com 1. 拍摄'
    """
    return re.sub(rf"(?<=[{CJK}])\.(?![0-9A-Za-z.])", "。", text)


def curl_quotes(text: str) -> str:
    """Straight double quotation marks beside Chinese become “ and ” in turn.

    The first opens, unless it is the only one and ends the line.


    >>> curl_quotes('打造"云课堂"让技能学习"一触即达"')
    '打造“云课堂”让技能学习“一触即达”'
    >>> curl_quotes('他说,有回音。"')
    '他说,有回音。”'
    """
    if '"' not in text or not CHINESE.search(text):
        return text
    parts = text.split('"')
    opens = not (len(parts) == 2 and text.endswith('"'))
    result = parts[0]
    for part in parts[1:]:
        result += ("“" if opens else "”") + part
        opens = not opens
    return result


FIXES: tuple[Callable[[str], str], ...] = (
    narrow,
    close_letter_spacing,
    single_spaces,
    curl_quotes,
    widen_punctuation,
    widen_full_stop,
    close_up_marks,
)
"""The chain, in order: width first, since the later fixes look for half-width marks and for quotation marks as neighbours."""
