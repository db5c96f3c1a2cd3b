"""Every character class and pattern that the reading of a page rests on, each named, with where it comes from.

Patterns speak of cleaned text (`clean.py`): full-width punctuation beside Chinese, no white space inside words.
Weights of cues are in `weights.py`.
"""

from __future__ import annotations

import re

CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇々"
"""Chinese characters (Unicode: CJK Unified Ideographs with extensions A–G, compatibility, 〇 and 々)."""

CJK_MARKS = "，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕…—·～"
"""Punctuation set at full width beside Chinese (GB/T 15834-2011)."""

STOPS = "。！？!?…"
CLOSERS = "”’」』）)》〉】〕］]\"'"
OPENERS = "“‘「『（(《〈【〔［["
NEVER_FIRST = "，。、；：？！”’）》〉」』】〕,.;:?!)…"
"""Marks that cannot begin a line or a paragraph (CLREQ 3.1.2): text that starts so continues something."""

HEADING_MARK = re.compile(r"^\s*(#{1,6})\s+")
LIST_MARK = re.compile(r"^\s*[-*]\s+(?=\S)")
BOLD_MARK = re.compile(r"\*\*")

ENDED = re.compile(rf"[{re.escape(STOPS)}][{re.escape(CLOSERS)}]*$")
"""A stop, with closing quotes and brackets after it: the sentence is over."""
NOTE_AT_END = re.compile(rf"(?:^|[{re.escape(STOPS)}][{re.escape(CLOSERS)}]*)（[^（）]{{1,60}}）$")
"""（龙慧梅） after the last stop, or a note in brackets on its own (作者为……): 17 pages of 65."""
WHOLLY_QUOTED = re.compile(r"^[“「][^“”「」]*[”」]$")

NAME = rf"[{CJK}](?:[{CJK}]|\s[{CJK}](?=\s|$))[{CJK}]{{0,2}}(?:·[{CJK}]{{1,8}})*|[{CJK}]{{1,8}}(?:·[{CJK}]{{1,10}})+"
BYLINE_SIGN = "□■●◆▲○◎★☆◇△▪◼"
REPORTER = r"(?:本报|新华社|中新社|人民网|央视|本刊|本社|见习|实习|首席|特约|全媒体|驻[^\s]{1,6}?)*(?:记者|通讯员|评论员|特派员)"
BYLINE = re.compile(rf"^(?:[{BYLINE_SIGN}]\s*\S|(?:{REPORTER}|作者|文/|图/|[撰采]写)[\s：:/]*[{CJK}])")
"""□ 本报记者 罗丽 · ■山西医科大学第一医院 逯生慧 · 本报记者 田国奎 本报通讯员 刘娜汝 高雪芹."""
BARE_NAMES = re.compile(rf"^(?:[{CJK}]{{2,4}}|[{CJK}]\s[{CJK}])(?:\s(?:[{CJK}]{{2,4}}|[{CJK}]\s[{CJK}])){{0,4}}$")

LEAD = re.compile(
    r"^(?:本报|本社|新华社|中新社|据新华社|据本报|据)?[^，。：“]{0,12}?(?:讯|电)\s*(?=[（(]|记者|通讯员|见习|实习|\s|[\u4e00-\u9fff])"
    r"|^本报(?:讯|[^，。]{0,10}电)|^(?:据)?新华社[^，。]{0,16}电|^(?:见习|实习|本报)?记者[^，。]{2,12}报道"
)
"""How a news story opens: 本报讯（记者 白凯冰） · 新华社北京6月29日电 （记者孙奕） · 见习记者李国峰报道."""

CREDIT = re.compile(
    r"^.{1,40}(?:摄|供图|制图|绘|提供)\s*(?:（[^（）]{2,12}）)?$|^(?:摄影|图片|图|供图|来源)[：:/／].{1,30}$"
)
"""付永文 高茜 摄 · 臧慧媛 陈贞 摄 · 津巴布韦大学孔子学院供图 · 闵辉 摄（人民视觉）."""
CREDIT_AT_END = re.compile(
    rf"(?:[{CJK}]{{2,4}}|[{CJK}]\s[{CJK}])(?:\s(?:[{CJK}]{{2,4}}))*\s*(?:摄|供图)(?:（[^（）]{{2,12}}）)?$"
)
CAPTION_START = re.compile(r"^(?:上图|下图|左图|右图|图[为①-⑨一二三四五六：:]|题图|图片|▲|△|↑|→|←|↓)|^以上图片")
DATE_START = re.compile(
    r"^(?:近日|日前|昨日|昨天|今天|[0-9]{1,2}月[0-9]{1,2}日|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|[0-9]{1,2}日)"
)

JUMP_FROM = re.compile(r"^[（(]\s*(?:紧接|上接|接)\s*第?\s*([0-9一二三四五六七八九十]{1,3})\s*版[^）)]{0,20}[）)]")
"""（上接第 1版） at the start of a tail. Group 1 is the page."""
JUMP_TO = re.compile(r"[（(]\s*(?:下转|转)\s*第?\s*([0-9一二三四五六七八九十]{1,3})\s*版[^）)]{0,20}[）)]$")

STARTS_A_BLOCK = re.compile(rf"{JUMP_FROM.pattern}|^[{BYLINE_SIGN}]|^本报讯[\s（(]")
"""What never stands inside a paragraph: a jump line, a byline's sign, the opening of a news story."""

WEEKDAY = re.compile(r"(?:星期|周|礼拜)[一二三四五六日天]")
FULL_DATE = re.compile(r"((?:18|19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
CHINESE_DATE = re.compile(r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日")
LUNAR = re.compile(
    r"(?:农历|夏历)?([甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
    r"闰?[正一二三四五六七八九十冬腊]{1,2}月(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|[二三]十|廿[一二三四五六七八九]?|卅))"
)
RUNNING_NUMBER = re.compile(r"总?第\s*([0-9]{2,6})\s*[号期]|总第\s*([0-9]+)")
CN_NUMBER = re.compile(r"CN\s*([0-9]{2}[-－—][0-9]{4})(?:[-－—/][0-9A-Z]+)?", re.IGNORECASE)
FOLIO_PAGE = re.compile(r"第\s*([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版|(?<![0-9])([0-9]{1,3})\s*版(?![0-9])")
FOLIO_SHORT = re.compile(rf"^(?:0?([0-9]{{1,2}})\s*[{CJK}]{{2,6}}|[{CJK}]{{2,6}}\s*0?([0-9]{{1,2}}))$")
"""05 经济 · 要闻 3: a page's number and name as the whole line."""
NEWSPAPER_NAME = re.compile(rf"^[{CJK}]{{2,10}}(?:日报|晚报|早报|时报|晨报|商报|周报|导报|快报|新报|工人报|青年报|农民报|法治报|法制报|报)$")
EDITORS = re.compile(r"(?:责任编辑|责编|本版责编|编辑|版式|美编|校对|组版|电话|值班)\s*[：:/／\s]")
CONTACT = re.compile(
    r"(?:电话|热线|传真|网址|邮编|地址|邮箱|邮件|电子版|微信|公众号|客服|刊号|邮发代号|出版物号|零售|定价|订阅|印刷)"
    r"|[0-9]{3,4}-[0-9]{7,8}|www\.|http|@[a-z0-9]+\.",
    re.IGNORECASE,
)
HOTLINE = re.compile(r"^[^，。\n]{0,10}热线(?:[：:][0-9\s-]+)?$", re.MULTILINE)
ONLY_NUMBER = re.compile(r"^[0-9\s\-－—]{5,}$")
LATIN_LINE = re.compile(r"^[A-Za-z0-9 .,&'’:()\-/]+$")

NUMBERED_HEAD = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、．]|第[一二三四五六七八九十]{1,3}[章节条部]|[①-⑳])")
ORDINAL_ALONE = re.compile(r"^（?[一二三四五六七八九十]{1,3}）?$|^[0-9]{1,2}$|^[0-9]/[0-9]$")
DASH_END = re.compile(r"[—－–-]{1,2}$")
DASH_START = re.compile(r"^[—－–-]{1,2}(?=\S)")
SPEAKS = re.compile(r"(?:说|表示|介绍|指出|强调|认为|告诉记者)[。，：]")
