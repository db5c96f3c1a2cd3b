"""How a text is typed is set right, what it says is not touched: white space, widths and quotation marks by their context.

Each fix is a function of its own; `typography` runs them in their order. `conserve.folded` names what counts as the same
character, and every fix leaves it as it was. Most lines need few of the fixes: each looks first for the characters it changes.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from sitegen.restore.notices import is_notice
from sitegen.restore.tables import CJK, CJK_MARKS

LETTER_SPACED = 0.6
"""Share of the gaps between characters that must be white space before a line counts as letter-spaced."""
FEWEST_LETTERS, FEWEST_WORDS = 5, 4
"""A line of fewer characters, or with fewer white spaces than so many of them need, is none: 甲 乙 丙."""

WIDE_ON_THE_PAGE = (
    "０１２３４５６７８９ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ"
    "ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ，；：？！（）％．"
)
SHORT_LINE = 60
"""Mastheads and adverts are short; a longer line is running text, whatever it mentions."""
FULL_TO_HALF = {c: chr(ord(c) - 0xFEE0) for c in WIDE_ON_THE_PAGE}
HALF_TO_FULL = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", "(": "（", ")": "）"}
REACH = 40
"""How far a mark looks for a letter, in characters: farther than any number or address, and bounded for endless lines."""

LONGEST_NOTE = 100
"""How much of what stands between brackets is looked at, in characters."""

STOPS_IN_FULL_WIDTH = "，；：？！"
SURELY_CHINESE = CJK + "".join(mark for mark in CJK_MARKS if mark not in WIDE_ON_THE_PAGE)
WIDE = re.compile(
    f"[{WIDE_ON_THE_PAGE}](?:(?<![{STOPS_IN_FULL_WIDTH}])"
    f"|(?<![{SURELY_CHINESE}][{STOPS_IN_FULL_WIDTH}])(?![{SURELY_CHINESE}]))"
)
CHINESE = re.compile(f"[{CJK}{CJK_MARKS}]")
STOP_BESIDE_CHINESE = re.compile(f"[,;:?!](?:(?<=[{CJK}{CJK_MARKS}].)|(?=[{CJK}{CJK_MARKS}]))")
"""The commonest of the marks to widen."""
HALF_WIDTH = re.compile("[,;:?!()]")
LETTER_SPACES = re.compile(rf"(?<=[{CJK}{CJK_MARKS},;:?!()]) +| +(?=[{CJK}{CJK_MARKS},;:?!()])")
SPACE_BESIDE_FIGURES = re.compile(rf" (?:(?<=[{CJK}] )(?=[0-9A-Za-z%])|(?<=[0-9A-Za-z%] )(?=[{CJK}]))")
SPACE_BESIDE_MARKS = re.compile(r" (?:(?=[，。、；：？！”’）》])|(?<=[“‘（《] )|(?<=[，。、；：？！] )(?=[0-9A-Za-z]))")
FULL_STOP = re.compile(rf"\.(?<=[{CJK}]\.)(?![0-9A-Za-z.])")


def typography(text: str) -> str:
    """The fixes in their order; each is a function of its own below."""
    for fix in FIXES:
        text = fix(text)
    return text


def narrow(text: str) -> str:
    """Full-width digits, letters and common marks become half-width; context then widens what belongs to Chinese.

    A stop directly beside Chinese stays, for it surely does.

    >>> narrow("ＡＰＰ（２０２５，１）年，共１０％")
    'APP(2025,1)年，共10%'
    """
    return WIDE.sub(lambda found: FULL_TO_HALF[found[0]], text)


def close_letter_spacing(text: str) -> str:
    """A line set with a space after every character is set solid again.

    >>> close_letter_spacing("“ 参 数 校 准 完 成 ，系 统 响 应 速 度 提 升")
    '“参数校准完成，系统响应速度提升'
    >>> close_letter_spacing("工会搭“鹊桥” 职工喜“脱单”")
    '工会搭“鹊桥” 职工喜“脱单”'
    """
    words = text.split()
    if len(words) < FEWEST_WORDS:
        return text
    letters = sum(map(len, words))
    if letters >= FEWEST_LETTERS and len(words) - 1 >= LETTER_SPACED * (letters - 1):
        return LETTER_SPACES.sub("", text.strip())
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
    text = " ".join(text.split())
    if " " not in text or (len(text) < SHORT_LINE and is_notice(text)):
        return text
    return SPACE_BESIDE_FIGURES.sub("", text)


def close_up_marks(text: str) -> str:
    """No white space before a mark that closes, after one that opens, or between a stop and a figure or Latin letter.

    A space after a stop before Chinese stays: it may part the two halves of a headline.

    >>> close_up_marks("完成 ，系统（ 记者 白凯冰 ）。 2008年")
    '完成，系统（记者 白凯冰）。2008年'
    >>> close_up_marks("“找到对口岗位， 离不开学校托举”")
    '“找到对口岗位， 离不开学校托举”'
    """
    return SPACE_BESIDE_MARKS.sub("", text) if " " in text else text


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
    text = STOP_BESIDE_CHINESE.sub(_full_width, text)
    places = [found.start() for found in HALF_WIDTH.finditer(text)]
    if not places or not CHINESE.search(text):
        return text
    chars = list(text)
    for at in places:
        if chars[at] not in "()" and _beside_chinese(chars, at):
            chars[at] = HALF_TO_FULL[chars[at]]
    opened: list[int] = []
    for at in (place for place in places if chars[place] in "()"):
        if chars[at] == "(":
            opened.append(at)
        else:
            _widen_brackets(chars, [opened.pop(), at] if opened else [at])
    for at in opened:
        _widen_brackets(chars, [at])
    return "".join(chars)


def _full_width(mark: re.Match[str]) -> str:
    return HALF_TO_FULL[mark[0]]


def _widen_brackets(chars: list[str], pair: list[int]) -> None:
    """Make a pair of brackets, or a single one, full-width where Chinese stands beside either of them or inside.

    Only the beginning of what stands inside is looked at, so that endless brackets in brackets take bounded time.
    """
    inside = "".join(chars[pair[0] + 1 : min(pair[-1], pair[0] + 1 + LONGEST_NOTE)])
    if any(_beside_chinese(chars, at) for at in pair) or CHINESE.search(inside):
        for at in pair:
            chars[at] = HALF_TO_FULL[chars[at]]


def _beside_chinese(chars: list[str], at: int) -> bool:
    """Is the nearest letter on either side Chinese, digits, signs and spaces left out of account?

    A mark between two digits or Latin letters, with nothing but space between, belongs to the number or the address.
    """
    if (at and CHINESE.match(chars[at - 1])) or (at + 1 < len(chars) and CHINESE.match(chars[at + 1])):
        return True
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
    return FULL_STOP.sub("。", text) if "." in text else text


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
    made = [parts[0]]
    for part in parts[1:]:
        made += ["“" if opens else "”", part]
        opens = not opens
    return "".join(made)


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
