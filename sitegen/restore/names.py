"""Who wrote it: the persons credited in a byline, in a news story's opening, and in a closing signature."""

from __future__ import annotations

import re

from sitegen.restore.scripts import compiled
from sitegen.restore.tables import BYLINE_SIGN, CJK, SURNAMES

NAME = compiled(rf"^(?:[{CJK}]{{2,4}}|[{CJK}]{{1,8}}(?:·[{CJK}A-Za-z]{{1,12}})+)$")
"""A person's name: two to four characters, or parts joined by a middle dot (塔里克·易卜拉欣)."""
DUTY = compiled(
    r"(?<!\S)(?:特约撰稿|特约作者|撰稿人|记者|通讯员|评论员|特派员|作者|报道|采写|撰写|撰稿|撰文|编译|整理|文字|本报|本刊|本社|见习|实习|首席"
    r"|高级|特约|全媒体|驻站|综合)(?=[\s：:/／、]|$)|(?<!\S)[文图][/／：:]"
)
"""What a person does for the paper, standing before the name and apart from it."""
WORKPLACE = compiled(
    "(?:大学|学院|学校|公司|集团|工会|医院|中心|研究院|研究所|委员会|协会|法院|支队|总社|通讯社|[网社报台局部厅省市县区])$"
)
"""How the name of a place of work ends that stands before a person's."""
REPORTER = compiled(
    rf"(?:[{CJK}]{{2,6}}(?:网|社|报|台)|本报|本社|本刊|新华社|中新社|见习|实习|首席|特约|全媒体|驻[{CJK}]{{2,6}}?)*(?:记者|通讯员|评论员|特派员)"
)
LEAD_BRACKETS = compiled(r"^[^（。]{0,24}（([^（）]{1,60})）")
LEAD_OPEN = compiled(rf"^.{{0,24}}?((?:{REPORTER.pattern})[^，。：“”（）]{{2,40}}?)报道")
SIGNED = compiled(r"（([^（）]{2,30})）$")
SIGNATURE_NAME = compiled(
    rf"^(?:[{SURNAMES}]|欧阳|司马|上官|诸葛|慕容|司徒|令狐|皇甫|尉迟|长孙|宇文|东方)[{CJK}]{{1,2}}$"
)
"""In a signature a name must begin with a surname: 综合 or 未完待续 stand in the same place."""
SPACED_NAME = compiled(rf"(?<![{CJK}])([{CJK}]) ([{CJK}])(?![{CJK}])")
LEAD_LENGTH = 90


def credited(byline: str, first: str, last: str) -> tuple[str, ...]:
    """Every person credited for a story, in the order in which they are named.

    Args:
        byline: the byline as printed, or "".
        first: the first paragraph.
        last: the last paragraph.

    >>> credited("本报记者 田国奎 本报通讯员 刘娜汝 高雪芹", "", "")
    ('田国奎', '刘娜汝', '高雪芹')
    >>> credited("", "本报讯 通讯员胡晓雨 记者潘仙德报道 日前，仙居县总工会", "应运而生。")
    ('胡晓雨', '潘仙德')
    """
    found = [*in_byline(byline), *in_lead(first), *in_signature(last)]
    return tuple(dict.fromkeys(found))


def in_byline(byline: str) -> tuple[str, ...]:
    """Names of a byline; a place of work before the name is not one.

    >>> in_byline("■中国平煤神马控股集团有限公司平煤股份一矿工会 孙道")
    ('孙道',)
    >>> in_byline("□ 本报记者 陈尚文 刘融 王莉")
    ('陈尚文', '刘融', '王莉')
    """
    return _names(re.sub(f"^[{BYLINE_SIGN}]", "", byline))


def in_lead(first: str) -> tuple[str, ...]:
    """Names in the opening of a news story.

    >>> in_lead("本报讯（记者柳姗姗 彭冰 通讯员叶捷）近日，吉林省梅河口市")
    ('柳姗姗', '彭冰', '叶捷')
    >>> in_lead("新华社日内瓦5月18日电（记者王娅楠、王露）第七十九届世界卫生大会")
    ('王娅楠', '王露')
    >>> in_lead("见习记者李国峰报道 “过去同在一个小镇")
    ('李国峰',)
    >>> in_lead("他告诉记者（下称记者）近日的报道")
    ()
    """
    opening = first[:LEAD_LENGTH]
    brackets = LEAD_BRACKETS.match(opening)
    if brackets and REPORTER.match(brackets[1]):
        return _names(brackets[1])
    plain = LEAD_OPEN.match(opening)
    return _names(plain[1]) if plain else ()


def in_signature(last: str) -> tuple[str, ...]:
    """Names that sign a story in brackets after its last stop; a note in brackets names nobody.

    >>> in_signature("成果真正成为企业发展的源动力。”永新县总工会常务副主席贺勇说。（龙慧梅）")
    ('龙慧梅',)
    >>> in_signature("（作者为四川美术学院副教授）"), in_signature("（据新华社）"), in_signature("（未完待续）")
    ((), (), ())
    """
    signed = SIGNED.search(last)
    if not signed:
        return ()
    parts = [part for part in re.split(r"[\s、]+", _without_duties(signed[1])) if part]
    return tuple(parts) if all(SIGNATURE_NAME.match(part) for part in parts) else ()


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
