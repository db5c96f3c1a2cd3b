"""Every character class and pattern that the reading of a page rests on, each named, with where it comes from.

Patterns speak of cleaned text (`clean.py`): full-width punctuation beside Chinese, no white space inside words. They are written in
Simplified characters and match both scripts (`scripts.py`).
Weights of cues are in `weights.py`.
"""

from __future__ import annotations

import re

from sitegen.restore.scripts import compiled

CJK = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f〇々"
"""Chinese characters (Unicode: CJK Unified Ideographs with extensions A–G, compatibility, 〇 and 々)."""

CJK_MARKS = "，。、；：？！“”‘’（）《》〈〉「」『』【】〔〕…—·～"
"""Punctuation set at full width beside Chinese (GB/T 15834-2011)."""

STOPS = "。！？!?…"
CLOSERS = "”’」』）)》〉】〕］]\"'"
PAIRS = (("“", "”"), ("（", "）"), ("《", "》"))
INNER_QUOTES = ("‘", "’")
"""Marks that come in pairs; a single ’ may also stand for an apostrophe, so that one too many of it says nothing."""
NEVER_FIRST = "，。、；：？！”’）》〉」』】〕,.;:?!)…"
"""Marks that cannot begin a line or a paragraph (CLREQ 3.1.2): text that starts so continues something."""

HEADING_MARK = compiled(r"^\s*(#{1,6})\s+")
LIST_MARK = compiled(r"^\s*[-*]\s+(?=\S)")
BOLD_MARK = compiled(r"\*\*")

ENDED = compiled(rf"[{re.escape(STOPS)}][{re.escape(CLOSERS)}]*$")
"""A stop, with closing quotes and brackets after it: the sentence is over."""
NOTE_AT_END = compiled(rf"(?:^|[{re.escape(STOPS)}][{re.escape(CLOSERS)}]*)（[^（）]{{1,60}}）$")
"""（龙慧梅） after the last stop, or a note in brackets on its own (作者为……): 17 pages of 65."""
WHOLLY_QUOTED = compiled(r"^[“「][^“”「」]*[”」]$")

BYLINE_SIGN = "□■●◆▲○◎★☆◇△▪◼"
REPORTER = r"(?:本报|新华社|中新社|人民网|央视|本刊|本社|见习|实习|首席|特约|全媒体|驻[^\s]{1,6}?)*(?:记者|通讯员|评论员|特派员)"
NOT_A_NAME = "(?!手记|直击|观察|调查|连线|札记|日记|述评|视点|走基层|见闻|在现场)"
"""What follows 记者 in the name of a rubric, not in a byline: 记者手记, 记者直击."""
REPORTERS = rf"(?:{REPORTER}){NOT_A_NAME}\s?[{CJK}·]{{2,10}}(?:[\s、][{CJK}·]{{1,10}})*"
BYLINE = compiled(
    rf"^(?:[{BYLINE_SIGN}]\s*\S.{{1,40}}|{REPORTERS}(?:\s{REPORTERS})*|(?:作者|[撰采]写|文字?)[：:/ ]\s?[{CJK}].{{1,20}})$"
)
"""□ 本报记者 罗丽 · ■山西医科大学第一医院 逯生慧 · 本报记者 田国奎 本报通讯员 刘娜汝 高雪芹."""
SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林郑罗梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤倪施柳颜祁卜华章鲁葛尤俞岳齐康伍卞梅盛季席庞樊霍虞柯管欧兰甘解房裘缪应宗"
    "宣单洪包诸左翁荀羊惠甄曲封储靳井巫乌焦牧隗山谷车宓蓬全郗班仰秋仲伊宫宁仇栾暴祖符景詹束幸司韶郜蓟薄印宿怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴胥"
    "能苍双闻莘党翟贡劳逄姬申扶堵冉宰郦雍璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容古易慎戈庾终暨居衡步都耿满弘匡国文寇广"
    "禄阙东殴利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公苗佟邢郁亓门娄窦豆仝臧逄岑闵米褚臧计伏成谈"
    "茅纪舒屈项祝路童颜骆樊凌霍虞支昝裴郑赫粟臧付孫劉陳張楊黃趙吳馬羅鄭謝許韓馮鄧蕭蔣蘇魏呂盧鍾譚陸範賈韋鄒閻龍陶賀顧龔邵萬錢嚴"
)
"""Common Chinese surnames of one character (after the Song list 百家姓 and present censuses), some in their Traditional form."""

BARE_NAMES = compiled(rf"^[{SURNAMES}](?:\s?[{CJK}]|[{CJK}]{{2}})(?:\s[{SURNAMES}](?:\s?[{CJK}]|[{CJK}]{{2}})){{0,4}}$")
"""吴凯 · 孙龙飞 王怡文 · 秦 岭: names of two or three characters, each beginning with a surname."""

LEAD = compiled(
    rf"^(?:据)?(?:本报|本社|新华社|中新社|人民网|央视网?|光明网)[{CJK}0-9 ]{{0,14}}?(?:讯|电|消息)(?=[\s（，：]|记者|通讯员|[{CJK}])"
    rf"|^(?:本报讯|本报[{CJK}]{{0,6}}消息)"
    rf"|^{REPORTER}\s?[{CJK}、 ]{{2,24}}报道"
)
"""How a news story opens: 本报讯（记者 白凯冰） · 新华社北京6月29日电 （记者孙奕） · 见习记者李国峰报道."""

TAKING = "(?:摄|供图|制图|绘|提供)"
"""How a picture came about: what ends a credit."""
CREDIT = compiled(
    rf"^[^。！？，：]{{1,40}}{TAKING}\s*(?:（[^（）]{{2,12}}）)?$|^(?:摄影|图片|图|供图|来源)[：:/／].{{1,30}}$"
)
"""付永文 高茜 摄 · 臧慧媛 陈贞 摄 · 津巴布韦大学孔子学院供图 · 闵辉 摄（人民视觉）."""
CREDIT_AT_END = compiled(rf"(?<=[{STOPS}])\s*([^。！？，：]{{1,40}}(?:摄|供图)(?:（[^（）]{{2,12}}）)?)$")
"""……点亮了夜晚。 林知夏 摄: a credit on its caption's line. Group 1 is the credit."""
CAPTION_START = compiled(r"^(?:上图|下图|左图|右图|图[为①-⑨一二三四五六：:]|题图|图片|▲|△|↑|→|←|↓)|^以上图片")
DATE_START = compiled(
    r"^(?:近日|日前|昨日|昨天|今天|[0-9]{1,2}月[0-9]{1,2}日|[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|[0-9]{1,2}日)"
)

JUMP_FROM = compiled(r"^[（(]\s*(?:紧接|上接|接)\s*第?\s*([0-9一二三四五六七八九十]{1,3})\s*版[^）)]{0,20}[）)]")
"""（上接第 1版） at the start of a tail. Group 1 is the page."""
STARTS_A_BLOCK = compiled(rf"{JUMP_FROM.pattern}|^[{BYLINE_SIGN}]|^本报讯[\s（(]")
"""What never stands inside a paragraph: a jump line, a byline's sign, the opening of a news story."""

WEEKDAY = compiled(r"(?:星期|周|礼拜)[一二三四五六日天]")
FULL_DATE = compiled(r"((?:18|19|20)[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
CHINESE_DATE = compiled(
    r"([〇零○一二三四五六七八九]{4})年([一二三四五六七八九十]{1,3})月([一二三四五六七八九十]{1,3})日"
)
LUNAR = compiled(
    r"(?:农历|夏历)?([甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年"
    r"闰?[正一二三四五六七八九十冬腊]{1,2}月(?:初[一二三四五六七八九十]|十[一二三四五六七八九]|[二三]十|廿[一二三四五六七八九]?|卅))"
)
RUNNING_NUMBER = compiled(r"总?第\s*([0-9]{2,6})\s*[号期]|总第\s*([0-9]+)")
CN_NUMBER = compiled(r"CN\s*([0-9]{2}[-－—][0-9]{4})(?:[-－—/][0-9A-Z]+)?", re.IGNORECASE)
FOLIO_PAGE = compiled(r"第\s*([0-9]{1,3}|[一二三四五六七八九十]{1,3})\s*版|(?<![0-9])([0-9]{1,3})\s*版(?![0-9])")
FOLIO_SHORT = compiled(rf"^(?:0?([0-9]{{1,2}})\s*[{CJK}]{{2,6}}|[{CJK}]{{2,6}}\s*0?([0-9]{{1,2}}))$")
"""05 经济 · 要闻 3: a page's number and name as the whole line."""
NEWSPAPER_NAME = compiled(
    rf"^[{CJK}]{{2,10}}(?:日报|晚报|早报|时报|晨报|商报|周报|导报|快报|新报|工人报|青年报|农民报|法治报|法制报|报)$"
)
EDITORS = compiled(r"(?:责任编辑|责编|本版责编|编辑|版式|美编|校对|组版|值班)\s*[：:/／\s]")
CONTACT = compiled(
    r"(?:电话|热线|传真|网址|邮编|地址|邮箱|邮件|电子版|客服|银行|微博|刊号|代号|出版物号|零售|定价|订阅|印刷|投稿)[：:]"
    r"|(?:热线|公众号|二维码|客户端)$|[0-9]{3,4}-[0-9]{7,8}|www\.|http|@[a-z0-9]+\.",
    re.IGNORECASE,
)
"""Addresses and numbers of mastheads and adverts: each with its colon, or at the line's end."""
HOTLINE = compiled(r"^[^，。\n]{0,10}热线(?:[：:][0-9\s-]+)?$", re.MULTILINE)
ADVERT = compiled("^(?:公益|分类)?广告$|^(?:遗失|招聘|招租|拍卖)?(?:启事|声明)$")
"""The label over adverts and small notices."""
ONLY_NUMBER = compiled(r"^[0-9\s\-－—]{5,}$")
LATIN_LINE = compiled(r"^[A-Za-z0-9 .,&'’:()\-/]+$")

NUMBERED_HEAD = compiled(
    r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[.、．]|第[一二三四五六七八九十]{1,3}[章节条部]|[①-⑳])"
)
ORDINAL_ALONE = compiled(r"^（?[一二三四五六七八九十]{1,3}）?$|^[0-9]{1,2}$|^[0-9]/[0-9]$")
DASH_END = compiled(r"[—－–-]{1,2}$")
DASH_START = compiled(r"^[—－–-]{1,2}(?=\S)")
BRACKETED = compiled(r"^（[^（）]{2,80}）$")
"""A note that is a paragraph of its own: （作者为四川美术学院副教授） · （本报伦敦8月12日电）."""
CHAIRED = compiled(rf"^[{CJK}]{{2,4}}(?:[、 ][{CJK}]{{2,4}})*(?:主持(?:会议|召开)?|讲话|出席(?:并讲话)?|致辞|作报告)$")
"""乔晓峰主持: who chaired, as a deck."""
HANGING = compiled("[的地得在和与对将把被及并从向为由于是让使以而或但既若则其该各每再更已正曾所]$")
"""Words that lean on what comes next: a line that ends so was cut, a headline hardly ever does."""
TAKEN = compiled(rf"\s*{TAKING}(?:（[^（）]*）)?$")
"""What ends a credit, after the names."""
AGENCY_CREDIT = compiled("(?:摄|供图)（[^（）]{2,12}）$")
"""（影像中国） · （新华社发）: a bought picture, mostly a photo story of its own."""
FRESH = compiled(
    "^(?:据悉|据了解|据介绍|据统计|目前|近年来|此外|同时|与此同时|如今|为此|近日|日前|随着|今年|去年|当前|当天|此次|本次|这次|接下来|下一步|未来"
    "|会上|会后|活动中|记者|首先|其次|再次|最后|一是|二是|三是|“|——|[0-9]{4}年|[0-9]{1,2}月|[一二三四五六七八九十]、|第[一二三四五六])"
)
"""How a paragraph begins afresh; a fragment cut from the middle of a sentence rarely does."""
RUBRIC = compiled(
    "(?:手记|评论|论坛|杂谈|漫谈|随笔|走笔|时评|快评|锐评|看法|视点|观点|声音|之声|故事|进行时|直击|聚焦|关注|观察|解读|问答|答问|速递|发布"
    "|播报|快讯|简讯|动态|一线|之窗|窗口|信箱|专栏|专题|专访|访谈|探访|连线|调查|风采|人物|副刊)$"
)
"""Kinds of text that the names of standing rubrics end in; no newspaper's own names for its rubrics are among them."""
FIGURES = compiled(
    "[0-9]|[一二两三四五六七八九十百千]+(?:多|余|几)?(?:个|家|条|名|人|万|亿|成|元|项|倍|年|天|省|市|县|部门)"
)
"""Numbers, in either kind of numerals: decks give them more often than headlines."""
SPEAKS = compiled(r"(?:说|表示|介绍|指出|强调|认为|告诉记者)[。，：]")
