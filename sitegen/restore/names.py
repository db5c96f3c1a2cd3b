"""Who wrote it: the persons credited in a byline, in a news story's opening, and in a closing signature."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sitegen.restore.scripts import compiled
from sitegen.restore.tables import BYLINE_SIGN, CJK, DUTIES, PAPERS_OWN, SURNAMES

NAME = compiled(rf"^(?:[{CJK}]{{2,4}}|[{CJK}]{{1,8}}(?:·[{CJK}A-Za-z]{{1,12}})+)$")
"""A person's name: two to four characters, or parts joined by a middle dot (塔里克·易卜拉欣)."""
DUTY = compiled(
    r"(?<!\S)(?:特约撰稿|特约作者|撰稿人|记者|通讯员|评论员|特派员|作者|报道|采写|撰写|撰稿|撰文|编译|整理|文字|本报|本刊|本社|见习|实习|首席|实习生"
    r"|高级|特约|全媒体|驻站|综合)(?=[\s：:/／、]|$)|(?<!\S)(?:[文图][/／：:])+|[文图][/／、]?[文图]$|摄影报道$"
)
"""What a person does for the paper, standing before the name and apart from it."""
WORKPLACE = compiled(
    "(?:大学|学院|学校|公司|集团|工会|医院|中心|研究院|研究所|委员会|协会|法院|支队|总社|通讯社|[网社报台局部厅省市县区])$"
)
"""How the name of a place of work ends that stands before a person's."""
REPORTER = compiled(rf"(?:[{CJK}]{{2,6}}(?:网|社|报|台))?{PAPERS_OWN}(?:驻[{CJK}]{{2,6}}?{PAPERS_OWN})?{DUTIES}")
FILED_FROM = compiled(
    rf"(?:(?:[／/]|(?<![者员生])\s(?!{PAPERS_OWN}{DUTIES}))[{CJK}]{{2,8}})?(?<!摄影)报[道导][】〕]?$|[／/](?:特写|专访|侧记)[】〕]?$"
)
"""記者許家瑜、羅文翔／臺北報導 · 記者黃筱雯／特寫: where or as what it was written, and not by whom."""
PHOTOGRAPHER = compiled(rf"[\s，]图[/／：:][{CJK}\s]{{2,10}}$")
"""文：鄧曉晴 圖：馮啟明: who took the picture is credited with it."""
LEAD_BRACKETS = compiled(r"^[^（。]{0,24}（([^（）]{1,60})）")
LEAD_OPEN = compiled(rf"^.{{0,24}}?((?:{REPORTER.pattern})[^，。：“”（）]{{2,40}}?报[道导])")
LEAD_PLAIN = compiled(
    rf"^[^，。：“”（）]{{0,14}}[讯电]\s?((?:(?:{REPORTER.pattern})\s?[{SURNAMES}][{CJK}]{{1,2}}(?:[、\s][{SURNAMES}][{CJK}]{{1,2}})*\s)+)"
)
"""本报讯 记者许东来 通讯员陈珂 因与女友争吵……: names that only a space parts from the text."""
SIGNED = compiled(r"（([^（）]{2,40})）$")
AUTHOR = compiled(rf"^作者(?:[：:]\s?([{CJK}]{{2,4}})(?=，|$)|[为系].*\s([{CJK}]{{2,4}})$)")
"""（作者：方知，系江北植物园科普中心工程师） · （作者为登州市中医医院主任 初玉霞）."""
AND_OTHERS = compiled(rf"等(?:[0-9一二三四五六七八九十百]+[人名位])?$|[／/][{CJK}，]+$")
"""王广义等十三人 · 陳淑芬／新店，退休教師: what follows the names."""
NO_PLACE = compiled("[据图摄编]|来源|未完|待续|上接|下转")
"""What stands in brackets at a text's end and names nobody: （据新华社） · （图片由……提供）."""
SIGNATURE_NAME = compiled(
    rf"^(?:[{SURNAMES}]|欧阳|司马|上官|诸葛|慕容|司徒|令狐|皇甫|尉迟|长孙|宇文|东方)[{CJK}]{{1,2}}$"
)
"""In a signature a name must begin with a surname: 综合 or 未完待续 stand in the same place."""
SPACED_NAME = compiled(rf"(?<![{CJK}])([{CJK}]) ([{CJK}])(?![{CJK}])")
LEAD_LENGTH = 90


def credited(byline: str, paragraphs: Sequence[str]) -> tuple[str, ...]:
    """Every person credited for a story, in the order in which they are named.

    Args:
        byline: the byline as printed, or "".
        paragraphs: the story's text; each of several items in one story may be signed.

    >>> credited("本报记者 田国奎 本报通讯员 刘娜汝 高雪芹", [])
    ('田国奎', '刘娜汝', '高雪芹')
    >>> credited("", ["本报讯 通讯员胡晓雨 记者潘仙德报道 日前，仙居县总工会", "应运而生。"])
    ('胡晓雨', '潘仙德')
    """
    signed = (name for paragraph in paragraphs for name in in_signature(paragraph))
    found = [*in_byline(byline), *in_lead(paragraphs[0] if paragraphs else ""), *signed]
    return tuple(dict.fromkeys(found))


def in_byline(byline: str) -> tuple[str, ...]:
    """Names of a byline; a place of work before the name is not one.

    >>> in_byline("■中国平煤神马控股集团有限公司平煤股份一矿工会 孙道")
    ('孙道',)
    >>> in_byline("□ 本报记者 陈尚文 刘融 王莉")
    ('陈尚文', '刘融', '王莉')
    >>> in_byline("記者許家瑜、羅文翔／臺北報導"), in_byline("文：鄧曉晴 圖：馮啟明"), in_byline("本报记者 陈安 文/图")
    (('許家瑜', '羅文翔'), ('鄧曉晴',), ('陈安',))
    >>> in_byline("記者黃筱雯／特寫"), in_byline("本报记者 王莉 北京报道"), in_byline("本报记者 李国峰报道")
    (('黃筱雯',), ('王莉',), ('李国峰',))
    """
    bare = re.sub(f"^[{BYLINE_SIGN}【〔]", "", byline)
    return _names(PHOTOGRAPHER.sub("", FILED_FROM.sub("", bare)))


def in_lead(first: str) -> tuple[str, ...]:
    """Names in the opening of a news story.

    >>> in_lead("本报讯（记者柳姗姗 彭冰 通讯员叶捷）近日，吉林省梅河口市")
    ('柳姗姗', '彭冰', '叶捷')
    >>> in_lead("新华社日内瓦5月18日电（记者王娅楠、王露）第七十九届世界卫生大会")
    ('王娅楠', '王露')
    >>> in_lead("见习记者李国峰报道 “过去同在一个小镇")
    ('李国峰',)
    >>> in_lead("本报讯 记者许东来 通讯员陈珂 因与女友争吵"), in_lead("【記者陳安／臺北報導】內政部昨天")
    (('许东来', '陈珂'), ('陳安',))
    >>> in_lead("他告诉记者（下称记者）近日的报道")
    ()
    """
    opening = first[:LEAD_LENGTH]
    brackets = LEAD_BRACKETS.match(opening)
    if brackets and REPORTER.match(brackets[1]):
        return _names(brackets[1])
    plain = LEAD_OPEN.match(opening) or LEAD_PLAIN.match(opening)
    return _names(FILED_FROM.sub("", plain[1])) if plain else ()


def in_signature(last: str) -> tuple[str, ...]:
    """Names that sign a story in brackets after its last stop; a note in brackets names nobody.

    >>> in_signature("成果真正成为企业发展的源动力。”永新县总工会常务副主席贺勇说。（龙慧梅）")
    ('龙慧梅',)
    >>> in_signature("（作者为四川美术学院副教授）"), in_signature("（据新华社）"), in_signature("（未完待续）")
    ((), (), ())
    >>> in_signature("请为农民讨个公道。（西华县迟营乡 刘殿臣 王广义等十三人）"), in_signature("变红了。（作者：方知，系植物园工程师）")
    (('刘殿臣', '王广义'), ('方知',))
    """
    signed = SIGNED.search(last)
    if not signed:
        return ()
    if author := AUTHOR.search(signed[1]):
        return (author[1] or author[2],)
    if pen_name := SPACED_NAME.fullmatch(signed[1]):
        return (pen_name[1] + pen_name[2],)
    parts = [part for part in re.split(r"[\s、]+", AND_OTHERS.sub("", _without_duties(signed[1]))) if part]
    if len(parts) > 1 and len(parts[0]) > 2 and not SIGNATURE_NAME.match(parts[0]) and not NO_PLACE.search(signed[1]):
        # Where they live or work stands before the names.
        parts = parts[1:]
    return tuple(parts) if all(SIGNATURE_NAME.match(part) for part in parts) else ()


def is_signature(text: str) -> bool:
    """Is a text nothing but names in brackets?

    >>> is_signature("（王朝阳 代春梅）"), is_signature("（山东省淄博市 邢承木）"), is_signature("（下转第二版）")
    (True, False, False)
    """
    signed = SIGNED.fullmatch(text)
    return bool(signed and all(SIGNATURE_NAME.match(part) for part in re.split(r"[\s、]+", signed[1])))


def _names(text: str) -> tuple[str, ...]:
    """The names in a list of duties and names.

    A duty may stand directly before the name (记者程雪); a word longer than a name is a place of work, and so is one that ends
    like one where another name follows.
    """
    words = [word.strip("：:/／，,") for word in re.split(r"[\s、]+", _without_duties(text))]
    named = [word for word in words if NAME.match(word)]
    persons = tuple(word for word in named if not WORKPLACE.search(word))
    return persons or tuple(named)


def _without_duties(text: str) -> str:
    return SPACED_NAME.sub(r"\1\2", DUTY.sub(" ", REPORTER.sub(" ", text))).strip()
