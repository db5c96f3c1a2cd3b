"""What the explanation says in Chinese: roles, cues, decisions. A cue without words here is shown by its own name."""

from __future__ import annotations

from typing import NamedTuple


class RoleWords(NamedTuple):
    """How a role is named: in full, and in the one character of its badge."""

    name: str
    badge: str


ROLES = {
    "column": RoleWords("栏目", "栏"),
    "kicker": RoleWords("引题", "引"),
    "title": RoleWords("主题", "题"),
    "subtitle": RoleWords("副题", "副"),
    "byline": RoleWords("署名", "名"),
    "jump": RoleWords("转版", "转"),
    "body": RoleWords("正文", "文"),
    "subhead": RoleWords("小标题", "节"),
    "caption": RoleWords("图片说明", "图"),
    "credit": RoleWords("摄影", "摄"),
    "furniture": RoleWords("版面附件", "版"),
}
"""In the order of the legend: as they stand in a story."""

FURNITURE = {
    "masthead": "报头",
    "folio": "版眉",
    "advert": "广告",
    "hotline": "热线",
    "running-head": "版头",
    "repeat": "重复",
    "jump": "转版行",
    "debris": "残迹",
    "other": "其他",
}

FACTS = {
    "newspaper": "报名",
    "date": "日期",
    "weekday": "星期",
    "lunar": "农历",
    "number": "总期号",
    "cn": "刊号",
    "page": "版次",
    "page_name": "版名",
}

LINKS = {"join": "上接{}", "apart": "与{}分段", "moved": "从别处归入本篇"}
"""What a decision did; the place of {} is for the lines above."""
GOES_ON = "下接{}"
ORIGINS = {"masthead": "版面所印", "text": "据正文推定", "editor": "编者所知"}
ENCODINGS = {
    "byte order mark": "据字节序标记",
    "valid UTF-8": "通篇合乎 UTF-8",
    "stated in pages.yaml": "编者所知",
    "not UTF-8; likeliest by its text (Chinese)": "不合 UTF-8，据文字推断",
}
"""Evidence for an encoding; any other is shown as the restoration words it."""
REASONS = {
    "no paragraph begins with such a mark": "段首不会有这样的标点",
    "the sentence above is over": "上文已经结句",
    "the sentence above is over, with a full line": "上文已经结句，但末行排满，或许未完",
    "the sentence above is over, but this begins with a pronoun": "上文已经结句，但这里以代词起头，或许未完",
    "the sentence above is over, where a column may have ended": "上文已经结句，但这里或许是一栏之末",
    "the sentence above is over, in a line that is not full": "一栏或许在此结束，但上文已经结句，末行没有排满",
    "a column may have ended after a stop, with a full line": "上文已经结句，但一栏或许在此结束，末行也排满",
    "a column ended after a stop, but this begins afresh": "一栏在此结束，上文已经结句，这里另起",
    "a column ended after a stop, with a full line": "各栏等高，一栏当在此结束，而末行排满：一段被栏末切断",
    "an indent": "段首空两格",
    "no indent, as paragraphs have here": "本版段首空格，这里没有空",
    "a quotation above is closed here": "上文的引语到这里才完",
    "a closing signature": "文末的署名",
    "a colon introduces what follows": "冒号引出下文",
    "a quotation above is over, and its speaker may follow": "上文的引语已完，但这里或许接着写谁说的",
    "a fresh start, though the text above is not over": "上文未完，但这里另起",
    "the sentence above is not over": "上文没有说完",
    "a subhead that fills its line goes on": "小标题排成两行",
    "the next item of a list": "分项的下一项",
    "a poem or a table keeps its lines": "诗行、表格各自成行",
    "the text above goes on on another page": "上文转到别的版",
    "columns of two stories cross here": "两篇的分栏在此交错",
    "an earlier headline names it, this story does not": "前面的标题说到它，本处的一篇没有说到",
}
"""Reasons of the restoration for a joint, in the readers' words."""

LOOKS = {
    "head": "标题",
    "prose": "正文",
    "lead": "消息头",
    "byline": "署名",
    "names": "人名",
    "caption": "图片说明",
    "credit": "摄影署名",
    "jump": "转版行",
    "note": "括注",
    "notice": "报头或广告",
    "edge": "版面尽头",
    "verse": "诗行",
    "table": "表格",
}
LEANS = {
    "far-above": "只见于上文",
    "above": "多见于上文",
    "rather-above": "略多见于上文",
    "both": "上下文都有",
    "rather-below": "略多见于下文",
    "below": "多见于下文",
    "far-below": "只见于下文",
    "nowhere": "上下文都没有",
}
LENGTHS = {
    "much-shorter": "短得多",
    "shorter": "较短",
    "equal": "等长",
    "longer": "较长",
    "much-longer": "长得多",
}
LEFT_OFF = {"nothing": "没有文字", "open": "没有说完", "over": "已经结句", "signed": "已有落款"}
TAKEN_BY = {"agency": "通讯社", "reporter": "本篇记者", "other": "他人"}

SEAMS = {
    "rest": "，如一句的后半",
    "word": "，合成本版所有的词",
    "both": "，合成常用词，本版也有",
    "common": "，合成常用词",
    "pair": "，或可成词",
    "none": "，不成词",
}

FORMS = {"above": "标题在上的", "below": "标题在下的", "titled": "有题的图片", "photo": "无题的图片"}
TEXTS = {
    "none": "没有正文", "line": "正文只有一两行", "brief": "正文很短", "short": "正文短", "middle": "正文不长", "long": "正文长",
    "longest": "正文很长",
}  # fmt: skip
ENDS = {"open": "末句未完", "over": "末句已完"}
NUMBERS = {"none": "没有", "one": "一个", "two": "两个", "three": "三个", "more": "三个以上"}
PARTLY = {"hardly": "几乎没有", "little": "很少", "some": "有一些", "much": "不少", "more": "较多", "most": "很多"}
DIFFER = {
    "equal": "一样长",
    "near": "只差一字",
    "like": "差不多长",
    "unlike": "长短不一",
    "other": "长短悬殊",
    "far": "长短相差很大",
}
TWO_HEADS = {"kicker": "引题在主题之上", "deck": "副题在主题之下"}
FIGURES = {"both": "两行都有数字", "first": "上行有数字", "second": "下行有数字", "neither": "两行都没有数字"}
HABITS = {"same": "同本版别的稿子", "other": "不同于本版别的稿子"}
CREDITED = {"few": "很少", "some": "有一些", "many": "很多"}
OWN_CREDIT = {"yes": "有署名", "no": "没有署名"}
BLOCKS = {"none": "没有", "one": "一段", "two": "两段", "few": "几段", "some": "较多", "many": "很多"}
PARTS = {
    "t": "只有主题", "kt": "引题、主题", "td": "主题、副题", "ktd": "引题、主题、副题", "above": "没有标题", "below": "没有标题",
    "titled": "没有标题", "photo": "没有标题", "k": "只有引题", "d": "只有副题", "kd": "没有主题",
}  # fmt: skip

FAMILIES = {
    "whole-length": (
        "整篇看：{}",
        {f"{form}:{size}": f"{FORMS[form]}稿子{TEXTS[size]}" for form in FORMS for size in TEXTS},
    ),
    "whole-ends": ("整篇看：{}", {f"{form}:{end}": f"{FORMS[form]}稿子{ENDS[end]}" for form in FORMS for end in ENDS}),
    "whole-leads": ("整篇看：正文中间的电头{}", NUMBERS),
    "whole-begins": ("整篇看：正文开头{}", {"lead": "是电头", "rest": "像一句话的后半", "text": "是一般正文"}),
    "whole-section": ("整篇看：小标题下与前文相同的用词{}", PARTLY),
    "whole-section-texts": ("整篇看：小标题下的段落{}", NUMBERS),
    "whole-subheads": ("整篇看：小标题{}", NUMBERS),
    "whole-section-length": ("整篇看：平均每节{}", TEXTS),
    "whole-spread": ("整篇看：几个小标题{}", DIFFER),
    "whole-unlike": ("整篇看：小标题与同篇的{}", DIFFER),
    "whole-heads-in-text": ("整篇看：标题用词在正文中{}", PARTLY),
    "whole-heads": ("整篇看：{}", PARTS),
    "whole-two-heads": (
        "整篇看：{}",
        {f"{form}:{size}": f"{name}，{TEXTS[size]}" for form, name in TWO_HEADS.items() for size in TEXTS},
    ),
    "whole-two-figures": (
        "整篇看：{}",
        {f"{form}:{where}": f"{name}，{said}" for form, name in TWO_HEADS.items() for where, said in FIGURES.items()},
    ),
    "whole-habit": (
        "整篇看：{}",
        {f"{form}:{how}": f"{name}，{said}" for form, name in TWO_HEADS.items() for how, said in HABITS.items()},
    ),
    "whole-credited": (
        "整篇看：{}",
        {
            f"{many}:{how}": f"本版署名{said}，这篇{own}"
            for many, said in CREDITED.items()
            for how, own in OWN_CREDIT.items()
        },
    ),
    "whole-texts": (
        "整篇看：{}",
        {f"{form}:{count}": f"{FORMS[form]}稿子正文{said}" for form in FORMS for count, said in BLOCKS.items()},
    ),
    "whole-picture-beside": ("整篇看：单独的图片与相邻稿子相同的用词{}", PARTLY),
    "whole-rubrics": ("整篇看：栏目名{}", NUMBERS),
    "whole-bylines": ("整篇看：署名{}", NUMBERS),
    "whole-caption-in-text": ("整篇看：图片说明的用词在正文中{}", PARTLY),
    "whole-captions": ("整篇看：图片说明{}", NUMBERS),
    "whole-apart": ("与前一篇相同的用词{}", PARTLY),
    "after": ("上一块像{}", LOOKS),
    "before": ("下一块像{}", LOOKS),
    "after2": ("上面第二块像{}", LOOKS),
    "before2": ("下面第二块像{}", LOOKS),
    "look": ("看起来像{}", LOOKS),
    "run-after": ("这组标题的上面是{}", LOOKS),
    "run-before": ("这组标题的下面是{}", LOOKS),
    "words": ("用词{}", LEANS),
    "head-words": ("题中用词{}", LEANS),
    "run-words": ("这组标题的用词{}", LEANS),
    "above": ("比上一行标题{}", LENGTHS),
    "below": ("比下一行标题{}", LENGTHS),
    "text-after": ("上面的正文{}", LEFT_OFF),
    "line-after": ("上面的正文{}", LEFT_OFF),
    "credited": ("照片由{}拍摄", TAKEN_BY),
    "topic": (
        "上下文的用词{}",
        {
            "same": "相同",
            "rather-same": "大致相同",
            "doubtful": "难说相同",
            "rather-other": "不大相同",
            "other": "不同",
            "edge": "无从比较",
        },
    ),
    "seam-above": ("接上文{}", SEAMS),
    "seam-below": ("接下文{}", SEAMS),
    "seam-across": ("上下文相接{}", SEAMS),
    "goes-on": ("接未完的上文{}", SEAMS),
    "stands-between": ("隔着它，上下文相接{}", SEAMS),
    "brief": ("{}", {"above": "上面是一则短讯"}),
    "page": (
        "本版{}",
        {
            "begins-with-head": "以标题开头",
            "begins-with-text": "以正文开头",
            "ends-with-head": "以标题收尾",
            "ends-with-text": "以正文收尾",
        },
    ),
}
"""Cues that come as `family:member`: the sentence, and the words for its members."""

CUES = {
    "always": "各类的常例",
    "byline-sign": "有署名记号 □■",
    "reporter": "写明记者、通讯员",
    "bare-names": "只有人名",
    "lead": "以“本报讯”一类开头",
    "credit": "“某某 摄”",
    "credit-at-end": "行末是摄影署名",
    "caption-start": "开头像图片说明",
    "date-start": "以日期开头",
    "jump": "有“上接”“下转”",
    "signed": "末尾括注落款",
    "numbered": "有序号",
    "ordinal-alone": "只有序号",
    "contact": "有电话、地址、网址",
    "editors": "责编、版式一类",
    "only-number": "只有数字",
    "latin": "多是外文字母",
    "weekday": "有星期",
    "newspaper-name": "像报名",
    "folio": "像版次",
    "dash-end": "以破折号收尾",
    "dash-start": "以破折号开头",
    "ended": "以句末标点收尾",
    "quoted": "整句在引号里",
    "opens-quoted": "以引号开头",
    "two-parts": "空格隔开两段",
    "comma": "有逗号",
    "stop-inside": "中间有句号",
    "colon-end": "以冒号收尾",
    "question": "以问号、叹号收尾",
    "brackets-end": "以括号收尾",
    "bracketed": "整行在括号里",
    "chaired": "写谁主持、讲话",
    "hanging": "停在“的、在、和”一类字上",
    "figures": "有数字、数量",
    "rubric": "像栏目名",
    "known-column": "是已知的栏目",
    "long-quote": "整句在引号里，又长",
    "count-start": "以“去年、日均、同比”一类开头",
    "time-alone": "只有时间",
    "speaks": "有“说、表示、指出”",
    "never-first": "以不能起头的标点开头",
    "middle-dot": "有间隔号",
    "shown": "指认画面（左、右、图为）",
    "long": "很长",
    "very-long": "特别长",
    "unclosed": "引号括号没有收",
    "unopened": "引号括号没有起",
    "bold": "整行加粗",
    "bold-start": "开头加粗",
    "bold-among-headings": "只加粗，而别的标题有 # 记号",
    "unmarked-among-headings": "没有别的标题所有的 # 记号",
    "bold-alone": "加粗，本版标题没有 # 记号",
    "unmarked-among-bold": "没有别的标题那样加粗",
    "signs": "像来信的署名",
    "fresh-after-cut": "上文未完，这里另起",
    "credited-inside": "末尾括号里是摄影",
    "salutes": "像信的称呼",
    "advertises": "有“声明作废、订阅热线”一类",
    "notice": "像报头或广告",
    "close": "紧接上一行，无空行",
    "wrapped": "由几行折行拼成",
    "open": "句子没有完",
    "beside-notice": "与报头或广告同组",
    "printed-before": "上文印过",
    "printed-again": "下文又印",
    "doubled": "与上一行全同",
    "rest": "像一句话的后半",
    "before-rest": "下文像一句话的后半",
    "before-fresh": "下文另起",
    "urges": "以“强调、指出”收尾",
    "event": "以“举行、印发”一类收尾",
    "body-named": "只是单位、地方的名称",
    "starts-with-place": "以地名开头",
    "starts-with-verb": "以动词开头",
    "growth": "有“同比、增长”一类",
    "enumerates": "有顿号",
    "above-dash-end": "上一行标题以破折号收尾",
    "above-dash-start": "上一行标题以破折号开头",
    "above-figures": "上一行标题有数字",
    "above-heading": "上一行有 # 记号",
    "below-dash-end": "下一行标题以破折号收尾",
    "below-dash-start": "下一行标题以破折号开头",
    "below-figures": "下一行标题有数字",
    "below-heading": "下一行有 # 记号",
    "above-two-parts": "上一行标题空格隔开两段",
    "above-opens-quoted": "上一行标题以引号开头",
    "above-comma": "上一行标题有逗号",
    "above-question": "上一行标题以问号、叹号收尾",
    "above-chaired": "上一行写谁主持、讲话",
    "above-count-start": "上一行标题以“去年、日均、同比”一类开头",
    "above-time-alone": "上一行只有时间",
    "below-chaired": "下一行写谁主持、讲话",
    "below-count-start": "下一行标题以“去年、日均、同比”一类开头",
    "below-time-alone": "下一行只有时间",
    "above-urges": "上一行标题以“强调、指出”收尾",
    "above-event": "上一行标题以“举行、印发”一类收尾",
    "above-starts-with-place": "上一行标题以地名开头",
    "above-starts-with-verb": "上一行标题以动词开头",
    "above-growth": "上一行标题有“同比、增长”一类",
    "above-body-named": "上一行标题只是单位、地方的名称",
    "below-two-parts": "下一行标题空格隔开两段",
    "below-opens-quoted": "下一行标题以引号开头",
    "below-comma": "下一行标题有逗号",
    "below-question": "下一行标题以问号、叹号收尾",
    "below-urges": "下一行标题以“强调、指出”收尾",
    "below-event": "下一行标题以“举行、印发”一类收尾",
    "below-starts-with-place": "下一行标题以地名开头",
    "below-starts-with-verb": "下一行标题以动词开头",
    "below-growth": "下一行标题有“同比、增长”一类",
    "below-body-named": "下一行标题只是单位、地方的名称",
}


def cue_in_words(cue: str) -> str:
    """A cue as a reader would say it; its own name where there are no words for it.

    >>> cue_in_words("after:byline"), cue_in_words("upto14"), cue_in_words("run:1/3"), cue_in_words("never-heard")
    ('上一块像署名', '不超过 14 字', '一组 3 行标题中的第 2 行', 'never-heard')
    """
    family, _, member = cue.partition(":")
    if member and family in FAMILIES:
        sentence, members = FAMILIES[family]
        return sentence.format(members[member]) if member in members else cue
    if family == "run" and "/" in member:
        at, of = member.split("/")
        return f"一组 {of} 行标题中的第 {int(at) + 1} 行" if at.isdecimal() else cue
    if family == "run-last":
        return "这组标题的最后一行" if member == "0" else f"这组标题的倒数第 {int(member) + 1} 行"
    if cue.startswith("upto"):
        return f"不超过 {cue.removeprefix('upto')} 字"
    if cue.startswith("heading-"):
        return f"有 {'#' * int(cue.removeprefix('heading-'))} 记号"
    return CUES.get(cue, cue)
