"""Every character class and pattern that the reading of a page rests on, each named, with where it comes from.

Patterns speak of cleaned text (`clean.py`): full-width punctuation beside Chinese, no white space inside words. They are written in
Simplified characters and match both scripts (`scripts.py`).
Weights of cues are in `weights.py`.
"""

from __future__ import annotations

import re

from sitegen.restore.scripts import any_of, compiled

CJK_RANGES = (
    *((0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xF900, 0xFAFF), (0x20000, 0x3134F)),
    *((ord("〇"), ord("〇")), (ord("々"), ord("々"))),
)
"""Chinese characters (Unicode: CJK Unified Ideographs with extensions A–G, compatibility, 〇 and 々)."""
CJK = "".join(rf"\U{first:08x}-\U{last:08x}" for first, last in CJK_RANGES)
"""The same, as the inside of a set of characters in a pattern."""

CJK_MARKS = "，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕…—·～"
"""Punctuation set at full width beside Chinese (GB/T 15834-2011)."""

STOPS = "。！？!?…"
CLOSERS = "”’」』）)》〉】〕］]\"'"
PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
INNER_QUOTES = ("‘", "’")
"""Marks that come in pairs; a single ’ may also stand for an apostrophe, so that one too many of it says nothing."""
NEVER_FIRST = "，。、；：？！”’）》〉」』】〕,.;:?!)…"
"""Marks that cannot begin a line or a paragraph (CLREQ 3.1.2): text that starts so continues something."""
NEVER_LAST = "“‘（《〈「『【〔"
"""Marks that cannot end a line (CLREQ 3.1.2): the next begins with them instead."""

HEADING_MARK = compiled(r"^\s*(#{1,6})\s+")
LIST_MARK = compiled(r"^\s*[-*]\s+(?=\S)")
BOLD_MARK = compiled(r"\*\*")

ENDED = compiled(rf"[{re.escape(STOPS)}][{re.escape(CLOSERS)}]*$")
"""A stop, with closing quotes and brackets after it: the sentence is over."""
PRONOUN_FIRST = compiled("^[他她它]")
"""他们以并肩拼搏的姿态……: few paragraphs begin with whom the one before tells of; of four such on the gold pages two do not."""
SPEAKER_FIRST = compiled("^[^“”，。：]{2,16}(?:说|介绍|表示|告诉|叮嘱|认为|回忆|坦言|感慨)")
"""李灿经常这样叮嘱战友们: who has said what is quoted before; of fifteen such after a quotation, on the gold pages, three go on with it."""
SAYS_AT_END = compiled("(?:说|道|问|答|写|曰|表示|介绍|指出|强调|认为|呼吁|坦言|记者)：$")
"""罗丽告诉记者：, whose words follow in the same paragraph; other colons stand before paragraphs (主要呈现三个特点：)."""
NOTE_AT_END = compiled(rf"(?:^|[{re.escape(STOPS)}][{re.escape(CLOSERS)}]*)（[^（）]{{1,60}}）$")
"""（龙慧梅） after the last stop, or a note in brackets on its own (作者为……): 17 pages of 65."""
WHOLLY_QUOTED = compiled(r"^[“「][^“”「」]*[”」]$")

BYLINE_SIGN = "□■●◆▲○◎★☆◇△▪◼"
PAPERS_OWN = "(?:本报|本刊|本社|新华社|中新社|人民网|央视|见习|实习|首席|特约|全媒体|学生|校园)*+"
"""Whose reporter, and of what standing: 本报首席记者 · 新华社见习记者."""
DUTIES = "(?:记者|通讯员|评论员|特派员|实习生)"
REPORTER = rf"{PAPERS_OWN}(?:驻[^\s]{{1,6}}?{PAPERS_OWN})?{DUTIES}"
"""本报记者 · 通讯员 · 新华社驻河南记者. Read one way only, and the place but once: a page of such words takes no longer for it."""
NOT_A_NAME = "(?!手记|直击|观察|调查|连线|札记|日记|述评|视点|走基层|见闻|在现场)"
"""What follows 记者 in the name of a rubric, not in a byline: 记者手记, 记者直击."""
REPORTERS = (
    rf"{REPORTER}{NOT_A_NAME}[\s/／]?[{CJK}·]{{2,10}}(?:[\s、](?:{REPORTER}{NOT_A_NAME}[\s/／]?)?+[{CJK}·]{{1,10}})*"
)
BYLINE = compiled(
    rf"^(?:[{BYLINE_SIGN}]\s*(?![{CJK}]{{4,8}}$)\S.{{1,40}}|{REPORTERS}(?:\s?(?:文[/／、]图|图[/／、]文|摄影报道|[{CJK}]{{2,4}}报[道导]))?"
    rf"|[【〔]?{REPORTERS}[／/](?:[{CJK}]{{2,8}}报[导道]|特写|专访|侧记)[】〕]?|(?:作者|[撰采]写|文字?|图?文)[：:/ ]\s?[{CJK}].{{1,30}})$"
)
"""□ 本报记者 罗丽 · ■山西医科大学第一医院 逯生慧 · 本报记者 田国奎 本报通讯员 刘娜汝 高雪芹 · 記者許家瑜、羅文翔／臺北報導 ·
本报记者 陈安 文/图 · 文：鄧曉晴 圖：馮啟明."""
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑罗梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤倪施柳颜祁卜华章鲁葛尤俞岳齐康伍卞梅盛季席庞樊霍虞柯管欧兰甘解房裘缪应宗"
    "宣单洪包诸左翁荀羊惠甄曲封储靳井巫乌焦牧隗山谷车宓蓬全郗班仰秋仲伊宫宁仇栾暴祖符景詹束幸司韶郜蓟薄印宿怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥"
    "能苍双闻莘党翟贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容古易慎戈庾终暨居衡步都耿满弘匡国文寇广"
    "禄阙东殴利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公苗佟邢郁亓门娄窦豆仝臧逄岑闵米褚臧计伏成谈"
    "茅纪舒屈项祝路童颜骆樊凌霍虞支昝裴郑赫粟臧付代常孫劉陳張楊黃趙吳馬羅鄭謝許韓馮鄧蕭蔣蘇魏呂盧鍾譚陸範賈韋鄒閻龍陶賀顧龔邵萬錢嚴"
)
"""Common Chinese surnames of one character (after the Song list 百家姓 and present censuses), some in their Traditional form."""

BARE_NAMES = compiled(rf"^[{SURNAMES}](?:\s?[{CJK}]|[{CJK}]{{2}})(?:\s[{SURNAMES}](?:\s?[{CJK}]|[{CJK}]{{2}})){{0,4}}$")
"""吴凯 · 孙龙飞 王怡文 · 秦 岭: names of two or three characters, each beginning with a surname."""

SIGNS = compiled(
    rf"^(?=[{CJK}]*[省市县区乡镇村厂矿局院校所站社处科队部室学])[{CJK}]{{3,18}}\s[{SURNAMES}][{CJK}]{{1,2}}(?:\s[{SURNAMES}][{CJK}]{{1,2}})*$"
)
"""密县超化乡 张德顺 · 尉氏县岗李乡农民 宋有志: how a reader's letter is signed."""

LEAD = compiled(
    rf"^[【〔［]?(?:据)?(?:本报|本社|新华社|中新社|人民网|央视网?|光明网)[{CJK}0-9 ]{{0,14}}?(?:讯|电|消息)"
    rf"(?=[\s（，：】〕］]|记者|通讯员|[{CJK}])"
    rf"|^[【〔［]?(?:本报讯|本报[{CJK}]{{0,6}}消息)"
    rf"|^[【〔［]?{REPORTER}\s?[{CJK}、 ]{{2,24}}(?:[／/][{CJK}]{{2,8}})?报[道导]"
)
"""How a news story opens: 本报讯（记者 白凯冰） · 新华社北京6月29日电 （记者孙奕） · 见习记者李国峰报道 · 【記者陳安／臺北報導】
"""

TAKING = "(?:摄|[／/]摄影|供图|制图|绘|提供)"
"""How a picture came about: what ends a credit."""
CREDIT = compiled(
    rf"^[^。！？，：]{{1,40}}{TAKING}\s*(?:（[^（）]{{2,12}}）)?$|^(?:摄影|图片|图|供图|来源)[：:/／].{{1,30}}$"
    rf"|^（?(?:[{CJK}]{{0,3}}(?:新华|新|中新|法新|路透|美联|德新)社|资料|视觉中国|人民视觉|影像中国|读者|受访者|网络)(?:发|供图|图片|照片|传真|提供)?）?$"
)
"""付永文 高茜 摄 · （法新社圖片） · 中新社 · 臧慧媛 陈贞 摄 · 津巴布韦大学孔子学院供图 · 闵辉 摄（人民视觉）."""
CREDIT_AT_END = compiled(rf"(?<=[{STOPS}])\s*([^。！？，：]{{1,40}}(?:摄|供图)(?:（[^（）]{{2,12}}）)?)$")
"""……点亮了夜晚。 林知夏 摄: a credit on its caption's line. Group 1 is the credit."""
CAPTION_START = compiled(r"^(?:上图|下图|左图|右图|图[为①-⑨一二三四五六：:]|题图|图片|▲|△|↑|→|←|↓)|^以上图片")
CREDITED_INSIDE = compiled("（[^（）。]{0,14}(?:摄|摄影|供图|提供|图片|照片|传真)）$")
"""……陪獨居長者聊幾句。（記者張凱翔攝）: a caption whose credit stands in brackets at its end."""
STARTS_A_CAPTION = compiled(
    rf"{CAPTION_START.pattern}|^[^。]{{0,24}}（(?:[左右中]|[左右][一二三四五六]|[前后][一二三]?排|[左右中前后][^（）]{{0,3}}者)）"
)
"""The first line of a caption, which shows whom to look at: 邱兆林（右）与球友过招。"""
DATE_START = compiled(
    r"^(?:近日|日前|昨日|昨天|今天|[0-9]{1,2}月[0-9]{1,2}日|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|[0-9]{1,2}日)"
)

JUMP_SIGN = "▶►▷▸→»＞>◆◀◄←«"
"""Signs that newspapers set before or after a jump line: ▶▶▶下转第4版."""
PAGE_NUMBER = r"第?\s*([A-Z]?\s?[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版"
JUMP_FROM = compiled(
    rf"^[{JUMP_SIGN}]*[（(【〔]\s*(?:文?[上紧续]?接|接上)\s*{PAGE_NUMBER}[^）)】〕]{{0,20}}[）)】〕][{JUMP_SIGN}]*"
    rf"|^[{JUMP_SIGN}]*[上紧]接\s*{PAGE_NUMBER}[{JUMP_SIGN}]*(?=\s|$)"
)
"""（上接第 1版） · （紧接A1版） · ▶上接第2版 at the start of a tail. Group 1 or 2 is the page, which may bear a letter."""
JUMP_TO = compiled(
    rf"\s*[{JUMP_SIGN}]*[（(【〔]\s*文?[下紧续]?转[接至到]?\s*{PAGE_NUMBER}[^（(）)】〕]{{0,12}}[）)】〕][{JUMP_SIGN}]*$"
    rf"|\s*[{JUMP_SIGN}]*下转\s*{PAGE_NUMBER}[{JUMP_SIGN}]*$"
)
"""（下转第4版） · （转A4版） · ▶▶▶下转第二版 at the end of a text that goes on elsewhere. Group 1 or 2 is the page."""
JUMP_BEGUN = compiled(r"[（(【〔]\s*文?[下紧续]?(?:转[^（(）)】〕]{0,6})?$")
"""The same, broken at a column's end: （下转第."""
STARTS_A_BLOCK = compiled(rf"{JUMP_FROM.pattern}|^[{BYLINE_SIGN}]|^本报讯[\s（(]")
"""What never stands inside a paragraph: a jump line, a byline's sign, the opening of a news story."""

LETTER_SPACED = re.compile(rf"(?<!\S)[{CJK}](?: [{CJK}](?![^\s0-9]))+")
"""人 民 日 报: a word of a masthead set with a space after every character."""
WEEKDAY = compiled(any_of("星期|周|礼拜") + "[一二三四五六日天]")
FULL_DATE = compiled(r"((?:18|19|20)[0-9]{2})\s*年\s*([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日")
DATE_IN_PARTS = compiled(
    r"((?:18|19|20)[0-9]{2})\s*年\s*([0-9]{1,2})\s*月\s+([0-9]{1,2})(?=\s+(?:星期|周[一二三四五六日]|农历))"
)
"""2021年8月 / 18 / 星期三: the day set large, on a line of its own."""
YEAR_LAST = compiled(r"(?<![0-9年])([0-9]{1,2})\s*月\s*([0-9]{1,2})\s*日\s*((?:18|19|20)[0-9]{2})\s*年(?![0-9])")
NUMERIC_DATE = re.compile(r"(?<![0-9./-])((?:18|19|20)[0-9]{2})([-./])([0-9]{1,2})\2([0-9]{1,2})(?![0-9./-])")
"""2021-08-18 · 2021.8.18: read in mastheads and folios only."""
DIGIT = "〇零○O0一二三四五六七八九"
"""Chinese numerals as figures; OCR reads the zero as a letter or a figure at times."""
CHINESE_DATE = compiled(
    rf"([{DIGIT}]{{4}})\s*年\s*([元一二三四五六七八九十]{{1,3}})\s*月\s*([一二三四五六七八九十廿卅]{{1,3}})\s*日"
)
REPUBLIC_DATE = compiled(
    r"民国\s*([0-9]{1,3}|[元〇零○一二三四五六七八九十廿卅百]{1,6})\s*年\s*"
    r"([0-9]{1,2}|[元一二三四五六七八九十]{1,3})\s*月\s*([0-9]{1,2}|[一二三四五六七八九十廿卅]{1,3})\s*日"
)
"""中华民国一百一十年八月十八日: the year counts from 1912."""
PRINTED_DATE = re.compile("|".join(each.pattern for each in (FULL_DATE, CHINESE_DATE, REPUBLIC_DATE)))
"""Any of the dates that are written with 年, 月 and 日."""
CIVIL_YEAR = compiled(rf"(?<![0-9])((?:19|20)[0-9]{{2}})\s*年|([{DIGIT}]{{4}})\s*年")
LUNAR_MONTH_AND_DAY = (
    r"闰?\s*(?:[正一二三四五六七八九冬腊]|十[一二]?)\s*月[大小]?\s*"
    r"(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|[二三]十(?:[一二三四五六七八九](?!月))?|廿[一二三四五六七八九]?|卅)"
)
LUNAR = compiled(
    r"(?:[农夏旧阴]历\s*)?([甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]\s*[（(]?[鼠牛虎兔龙蛇马羊猴鸡狗猪]?[）)]?\s*年\s*"
    rf"{LUNAR_MONTH_AND_DAY})|[农夏旧阴]历\s*({LUNAR_MONTH_AND_DAY})"
)
"""农历辛丑年七月十一 · 辛丑（牛）年闰二月初一 · 农历冬月廿九."""
LUNAR_PARTS = compiled(r"^(?:(..).*?年)?(闰?)([正一二三四五六七八九十冬腊]{1,2})月[大小]?(.{1,3})$")
"""The same without its spaces. Groups: stem and branch, leap, month, day."""
RUNNING_NUMBER = compiled(
    rf"总\s*(?:第|期数?|号)\s*[：:]?\s*([0-9]{{1,6}})|总\s*([0-9]{{2,6}})\s*[期号]|第\s*([0-9]{{2,6}}|[{DIGIT}]{{3,6}})\s*[号期]"
)
"""总第11895号 · 总期12345 · 第40123号. The number of the whole run (groups 1 and 2) counts before that of the year (group 3)."""
CN_NUMBER = compiled(
    r"(?:(?<![A-Z])CN\s*|刊号\s*[：:]?\s*)([0-9]{2}\s*[-－—–−]\s*[0-9]{4})(?![0-9])(?:\s*[-－—/]\s*[0-9A-Z]+)?",
    re.IGNORECASE,
)
FOLIO_PAGE = compiled(r"第\s*([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版|(?<![0-9])([0-9]{1,3})\s*版(?![0-9])")
HOW_MANY_PAGES = compiled(r"(?:今日|今天|本期|共|对开|[四4]开)[^第\n]{0,8}?[版张]")
"""今日8版 · 今日四开十六版: how many pages there are, not which one this is."""
PAGE_OF_ISSUE = compiled(
    r"(?<![见转接至到看])第\s*([A-D]?\s?[0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版|(?<![0-9A-Z第见转接至到看])([A-D]?[0-9]{1,3})\s*版(?!本)"
    r"|(?:^|(?<=\s))([一二三四五六七八九十]{1,3})版(?=\s|$)"
)
"""第5版 · 第A05版 · 5版 · 三版."""
SHORT_NAME = rf"[{CJK}](?:[ ·]?[{CJK}]){{1,5}}"
FOLIO_SHORT = compiled(
    rf"^(?:第?[A-D]?0?([0-9]{{1,2}})版?\s*[|｜/／·•：:]?\s*{SHORT_NAME}|{SHORT_NAME}\s*[|｜/／·•：:]?\s*[A-D]?0?([0-9]{{1,2}}))$"
)
"""05 经济 · A05 财经 · 要闻 3 · 05 社会·法治 · 6产 经: a page's number and name as the whole line."""
PAGE_ALONE = re.compile(r"^[A-D]?0?([1-9][0-9]?)$")
"""6, as a word of a folio that gives the date as well, or as a line of its own."""
NEWSPAPER_NAME = compiled(
    rf"^[{CJK}]{{2,10}}(?:日报|晚报|早报|时报|晨报|商报|周报|导报|快报|新报|工人报|青年报|农民报|法治报|法制报"
    r"|(?<![预播喜捷简举战情电])报)$"
)
"""A name of which nothing is known but that it ends as newspapers' names do; a forecast (天气预报) is none."""
NEWSPAPER_DEBRIS = compiled(r"(?:社|数字报刊?(?:平台)?|电子[版报]|数字版|网络版)$")
"""What stands behind a newspaper's name in print and on the pages of its electronic edition."""
PAGE_NAME = re.compile(rf"^[{CJK}]{{2,8}}$")
NO_PAGE_NAME = compiled(
    r"^(?:今日|今天|本期|本版|星期|农历|多云|晴|阴|雷?阵?[小中大暴]?[雨雪]|气温|天气|总第|邮发|公元|西历|中华民国|民国)"
    r"|(?:主办|主管|出版|代号|刊号|热线|责编|编辑|校对|美编|电话|网址|地址|邮编|公众号|客户端|创刊)$"
)
"""Words of mastheads that name no page: the weather, the publisher, the price."""
PARTING = re.compile(r"[\s|｜/／·•，,、；;：:（）()【】\[\]《》—－~～★☆●◆■□▲▼“”\"]+")
"""What parts the words of a masthead from one another."""
EDITORS = compiled(any_of("责任编辑|责编|本版责编|编辑|版式|美编|校对|组版|值班") + r"\s*[：:/／\s]")
BEFORE_AN_ADDRESS = (
    "电话|热线|传真|网址|邮编|地址|邮箱|邮件|电子版|客服|银行|微博|刊号|代号|出版物号|零售|定价|订阅|印刷|投稿"
)
ADDRESSES = (
    *(f"{word}[：:]" for word in BEFORE_AN_ADDRESS.split("|")),
    *("热线$", "公众号$", "二维码$", "客户端$"),
    *(f"{digit}[0-9]{{2,3}}[-－—][0-9]{{7,8}}" for digit in range(10)),
    "（0[0-9]{1,3}）[0-9]{3,4}-?[0-9]{4}",
    *(r"w(?i:ww\.)", r"W(?i:ww\.)", "h(?i:ttp)", "H(?i:ttp)", r"@[a-zA-Z0-9]+\."),
)
CONTACT = compiled(any_of("|".join(ADDRESSES)))
"""Addresses and numbers of mastheads and adverts: each with its colon, or at the line's end."""
HOTLINE = compiled(r"^[^，。\n]{0,10}热线(?:[：:][0-9\s-]+)?$", re.MULTILINE)
ADVERT = compiled(
    "^(?:公益|分类)?广告$|^(?:遗失|招聘|招租|拍卖|迁址|更正)?(?:启事|声明|公告)$|^(?:招聘|遗失|转让|出租|诚聘|便民服务|分类信息|送达公告)[：:]?$"
)
"""The label over adverts and small notices."""
ADVERTISES = compiled(
    "声明作废|(?:公章|证书?|执照|许可证|发票|收据|证号)[^。]{0,30}(?:遗失|丢失|作废)|^遗失|特此公告|诚聘|(?:待遇|薪资|薪酬)(?:优厚|面议)"
    "|(?:欢迎|敬请)(?:新老)?(?:订阅|订购|惠顾|光临|选购|垂询|来电)|(?:订阅|咨询|登报|抢购|预约|服务|购房|垂询)(?:热线|电话)|限时抢购|隆重开盘"
)
"""What small adverts and notices say: ……公章丢失，声明作废。 · 欢迎订阅1995年《环球瞭望》月刊."""
ONLY_NUMBER = compiled(r"^[0-9\s\-－—]{5,}$")
LATIN_LINE = compiled(r"^[A-Za-z0-9 .,&'’:()\-/]+$")
NOTICE_SIGN = compiled(
    r"[!-~\s：／’版年月号期]|热线|公众号|二维码|客户端|广告|启事|声明|公告|聘|遗失|转让|出租|分类信息|便民服务"
)
"""What every pattern that tells a notice (`notices.py`) needs at the least: most lines have none of it, and need not be asked further."""

NUMBERED_HEAD = compiled(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、．]|第[一二三四五六七八九十]{1,3}[章节条部]|[①-⑳])"
)
ITEM = compiled(
    r"^(?:[一二三四五六七八九十]{1,3}、|（(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2})）|[0-9]{1,2}(?:[、．）]|\.(?![0-9]))|[①-⑳]"
    r"|第[一二三四五六七八九十]{1,3}[章节条]|•)"
)
"""What an item of a list or a numbered paragraph begins with: 1. · （一） · ① · 第三条 · •; no number that goes on (12.5万)."""
ORDINAL_ALONE = compiled(r"^（?[一二三四五六七八九十]{1,3}）?$|^[0-9]{1,2}$|^[0-9]/[0-9]$")
DASH_END = compiled(r"[—－–-]{1,2}$")
DASH_START = compiled(r"^[—－–-]{1,2}(?=\S)")
BRACKETED = compiled(r"^（[^（）]{2,80}）$")
"""A note that is a paragraph of its own: （作者为四川美术学院副教授） · （本报伦敦8月12日电）."""
IN_CHAIR = rf"[{CJK}]{{2,4}}(?:[、 ][{CJK}]{{2,4}})*(?:主持(?:会议|召开)?|讲话|出席(?:并讲话)?|致辞|作报告)"
CHAIRED = compiled(rf"^{IN_CHAIR}(?: {IN_CHAIR})?$")
"""乔晓峰主持 · 林国栋出席并讲话 孙向阳主持: who chaired, as a deck."""
SALUTES = compiled(
    "^(?:编辑(?:同志|部|先生)?|尊敬的.{1,12}|亲爱的.{1,12}|各位.{1,8}|.{1,6}(?:老师|先生|女士|同志|支书))：$"
)
"""编辑同志： how a letter begins."""
HANGING = compiled("[，、；的地得在和与对将把被及并从向为由于是让使以而或但既若则其该各每再更已正曾所]$")
"""Words and marks that lean on what comes next: a line that ends so was cut, a headline hardly ever does."""
TAKEN = compiled(rf"\s*{TAKING}(?:（[^（）]*）)?$")
"""What ends a credit, after the names."""
AGENCY_CREDIT = compiled("(?:摄|供图)（[^（）]{2,12}）$")
"""（影像中国） · （新华社发）: a bought picture, mostly a photo story of its own."""
FRESH = compiled(
    "^(?:据悉|据了解|据介绍|据统计|目前|近年来|此外|同时|与此同时|如今|为此|近日|日前|随着|今年|去年|当前|当天|此次|本次|这次|接下来|下一步|未来"
    "|会上|会后|活动中|记者|首先|其次|再次|最后|一是|二是|三是|“|——|[0-9]{4}年|[0-9]{1,2}月|[一二三四五六七八九十]、|第[一二三四五六])"
)
"""How a paragraph begins afresh; a fragment cut from the middle of a sentence rarely does."""
ENUMERATES = compiled(
    "^(?:[一二三四五六七八九十]是|[一二三四五六]要|首先|其次|再次|最后|第[一二三四五六七八九十][，、])"
)
"""二是，中央生态环境……: how the next point of a list begins that runs on after a semicolon."""
RUBRIC = compiled(
    "(?:"
    + any_of(
        "手记|评论|论坛|杂谈|漫谈|随笔|走笔|时评|快评|锐评|看法|视点|观点|声音|之声|故事|进行时|直击|聚焦|关注|"
        "观察|解读|问答|答问|速递|发布|播报|快讯|简讯|动态|一线|之窗|窗口|信箱|专栏|专题|专访|访谈|探访|连线|"
        "调查|风采|人物|副刊|服务台|短波|素描|一瞥|点滴|集锦|拾零|茶座|帮办|讲堂|课堂|提醒|释疑|驿站|长廊|掠影|"
        "博览|文摘|荐书|书评|书架|诗苑|连载|论道|随感|小辞典|观潮|走廊|夜话|札记|笔谈|来信"
    )
    + "|[一-龥][汇谈])$"
)
"""Kinds of text that the names of standing rubrics end in; no newspaper's own names for its rubrics are among them."""
NUMERALS = "一二两三四五六七八九十百千"
FIGURES = compiled(
    f"[0-9{NUMERALS}](?:(?<=[0-9])|[{NUMERALS}]*(?:多|余|几)?(?:个|家|条|名|人|万|亿|成|元|项|倍|年|天|省|市|县|部门))"
)
"""Numbers, in either kind of numerals: decks give them more often than headlines. One set of characters stands first, as in `any_of`."""
COUNT_START = compiled(
    "^(?:[日年月人]均|[同环]比|[较比](?:上年|去年)|增[长速幅]|今年|去年|年[初内]|预计|累计|新增|其中|到[0-9]{4}年|[0-9]{4}年底|约[0-9]"
    "|总(?:量|数|规模|产值|投资))"
)
"""去年实现非血缘造血干细胞捐献2698例 · 日均客运量约二十一万人次 · 到2030年……: a deck that adds a figure to the headline above."""
TIME_ALONE = compiled(
    r"^(?=..)(?:截至)?(?:[今去前明]年|[0-9]{4}年|“?十[二三四五六七]五”?(?:时期|期间)?)?"
    r"(?:前?[0-9一二两三四五六七八九十]{1,3}(?:[至—-][0-9]{1,2})?个?(?:月份?|季度)|[上下]半年)?(?:[0-9]{1,2}日|年?底|末|以来)?$"
)
"""一季度 · 今年前4月 · 截至6月底: when, and nothing more, as a kicker."""
SPEAKS = compiled(any_of("说|表示|介绍|指出|强调|认为|告诉记者") + "[。，：]")

URGES = compiled("(?:强调|指出|要求|表示|呼吁|提出|介绍|点赞|寄语)(?:——|—)?$")
"""丁仲礼强调 · 谌贻琴在山东调研时强调: who says what the headline below says."""
EVENT = compiled(
    "(?:举行|举办|召开|启动|开幕|闭幕|开展|发布|印发|实施|出台|印发方案|上演|揭晓|成立|落成|开通|上线|完成|走进|通过|审议|开赛|开馆|收官|揭牌|挂牌)"
    "(?:——|—)?$"
)
"""What happened, as kickers and plain news headlines end: 博鳌亚洲论坛珀斯会议举行—— · 第二十二届文博会开幕."""
INSTITUTION = compiled(
    "^[^，。！？“”]{2,16}(?:部|委|局|院|馆|会|省|市|县|区|州|镇|乡|村|公司|集团|学校|大学|中学|医院|法院|记协|政府)(?:——|—)?$"
)
"""外交部—— · 苏州博物馆 · 陕晋甘三省: a body or a place, and nothing said of it."""
PLACE_START = compiled(
    "^(?:北京|天津|上海|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃|青海|台湾"
    "|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|全国|我国|中国|我省|我市|全省|全市|本市|[一-龥]{2,5}?(?:省|市|县|区|州|镇|乡|村))"
)
"""辽宁加快推进…… · 中阳县岔沟村: a headline that names its place first, as those do that state a fact."""
VERB_START = compiled(
    "^(?:推动|推进|推广|推出|加快|加强|加大|加速|提升|提高|促进|促|助力|助推|聚焦|聚力|打造|建设|构建|完善|健全|优化|深化|强化|夯实|筑牢|守护|守住|坚持"
    "|坚决|坚定|坚守|维护|保障|确保|支持|培育|培养|发挥|发展|扩大|拓展|创新|激发|激活|落实|开展|实施|实现|完成|抓好|抓住|做好|做强|做优|做实|走好|走出|用好"
    "|让|把|以|为|从|用|全力|全面|努力|积极|共建|共享|共促|共同|携手|弘扬|传承|唱响|讲好|绘就|书写|奏响|点燃|擦亮|谱写|凝聚|汇聚|赋能|破解|整治|严|稳)"
)
"""全面排查整治…… · 推动电影在时代浪潮中……: a headline that begins with what is done, its subject left to the line beside it."""
GROWTH = compiled(
    any_of("同比|环比|增长|下降|增速|增加|减少|超过|突破|新高|比重|占比|率|累计|规模|总量|连续|翻番|完成")
)
"""What figures are said of: 全年总规模保持世界第一 · 同比增长8.3%."""

ASKS = compiled("^[^。！？]*[^。！？，][，：]?[^。！？，]*[？！…]{1,2}”?$")
"""停车收费岂能“向上取整”！ · 中国科技期刊影响力提升，底气何来？: a question or a call as a headline is one sentence."""
CONTINUES = compiled(
    "^(?:的(?!士|确)|了(?!解|不起|却|结)|着(?!力|眼|手|重|陆|装|急|迷)|过(?!去|年|程|往|节|度|后|渡)|们|吗|呢|吧|啊|者|性(?!能|别|格|质)"
    "|化(?!学|工|肥|解|石|身|妆|险|纤|疗)|率(?!先|领|队|真)|度(?!假|过)|型|式|员(?!工)|等(?!到|待|候|级)|级|里(?!约|昂|面|程)|间(?!谍|隔|接)"
    "|之(?!前|后|所|江|间)|与(?!会|此|其|时|众)|及(?!时|早|至)|并(?!非|不|购|州)|或(?!许)|于(?!是)|而(?!今|后|立)|和(?!平|谐|田|县|美|善)"
    "|[，。、；：？！”’）》〉」』】〕])"
)
"""的中国科学院院士…… · 了三十年: how the rest of a sentence begins and no sentence does."""
