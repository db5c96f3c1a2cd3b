"""What readers ask, drawn from an archive: place names, random phrases, quoted terms, people; and what is asked more seldom."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from random import Random

from search_texts import Told

PLACES = (
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 "
    "内蒙古 广西 西藏 宁夏 新疆 香港 澳门 石家庄 太原 沈阳 长春 哈尔滨 南京 杭州 合肥 福州 南昌 济南 郑州 武汉 长沙 广州 海口 成都 贵阳 昆明 "
    "西安 兰州 西宁 台北 呼和浩特 南宁 拉萨 银川 乌鲁木齐 大连 青岛 宁波 厦门 深圳 吕梁 温州 嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 苏州 无锡 "
    "大同 唐山 延安 遵义 井冈山 吴忠 石嘴山 中卫 离石 汾阳 孝义 余杭 萧山 三峡 长江 黄河 珠江 太湖 西湖 亚洲 欧洲 非洲 美国 日本 俄罗斯 法国 英国 "
    "德国 印度 韩国 朝鲜 越南 加拿大 澳大利亚 巴西 伊拉克 伊朗 以色列 南非 埃及 东京 纽约 伦敦 巴黎 莫斯科 中南海 天安门"
).split()

# What a smaller place is called: 离石区, 坪头乡.
PLACE = re.compile("[\u4e00-\u9fff]{2,3}(?:省|市|县|区|镇|乡|村)")
QUOTED = re.compile("“([^“”\n]{2,12})”")
RUN = re.compile("[\u3400-\u9fff]{4,}")
NAME = re.compile("[\u4e00-\u9fff]{2,4}")
REPORTER = re.compile("记者([\u4e00-\u9fff]{2,3})(?:[、，。）摄 ]|报道)")
LATIN = re.compile("[A-Za-z][A-Za-z-]+(?: [A-Za-z]+)?")
NUMBER = re.compile("[0-9０-９][0-9０-９.,:：]*[%％万亿年]?")

MAIN = ("place", "phrase", "quoted", "person")
OTHER = ("one character", "Latin", "number", "several")
OTHER_SHARE = 0.12  # of all queries

# What the query language would read as more than a phrase.
MARKED = re.compile(r"""[\s:=：＝]|^[-－]""")
QUOTE = re.compile('["＂]')


@dataclass(frozen=True, slots=True)
class Query:
    """One query.

    Args:
        kind: of `MAIN` or `OTHER`.
        phrases: what it asks for.
    """

    kind: str
    phrases: tuple[str, ...]

    @property
    def written(self) -> str:
        """As a reader types it.

        >>> Query("several", ("医师节", "Trade Union")).written
        '医师节 "Trade Union"'
        """
        return " ".join(f'"{phrase}"' if MARKED.search(phrase) else phrase for phrase in self.phrases)


def drawn(archive: tuple[Told, ...], number: int, seed: str = "queries") -> tuple[Query, ...]:
    """So many different queries, as many of each of the four kinds; the same archive gives the same ones.

    Args:
        archive: what they are drawn from.
        number: how many; fewer where an archive has not so much to ask for.
        seed: another one gives others.
    """
    others = int(number * OTHER_SHARE) // len(OTHER)
    each = (number - others * len(OTHER)) // len(MAIN)
    queries: list[Query] = []
    for kind in (*MAIN, *OTHER):
        rng = Random(f"{seed} {kind}")
        queries += _different(kind, each if kind in MAIN else others, archive, rng)
    return tuple(queries)


def _different(kind: str, number: int, archive: tuple[Told, ...], rng: Random) -> Iterator[Query]:
    """So many queries of a kind; an archive that has too few of it is not searched for ever."""
    taken: set[tuple[str, ...]] = set()
    whole = _known_places(archive) if kind == "place" else []
    rng.shuffle(whole)
    for _ in range(40 * number):
        if len(taken) == number:
            return
        phrases = (whole.pop(),) if whole and len(taken) < number // 2 else DRAWERS[kind](rng.choice(archive), rng)
        if phrases and phrases not in taken and not any(map(QUOTE.search, phrases)):
            taken.add(phrases)
            yield Query(kind, phrases)


def _known_places(archive: tuple[Told, ...]) -> list[str]:
    """The well-known places that the archive names."""
    return [place for place in PLACES if any(place in one.folded for one in archive)]


def _found(pattern: re.Pattern[str]) -> Callable[[Told, Random], tuple[str, ...]]:
    """Draws one of what a pattern finds in an article."""

    def draw(one: Told, rng: Random) -> tuple[str, ...]:
        found = [match[match.lastindex or 0] for text in one.texts for match in pattern.finditer(text)]
        return (rng.choice(found),) if found else ()

    return draw


def _phrase(one: Told, rng: Random) -> tuple[str, ...]:
    """Two to four characters of a text, wherever they stand: mostly no word."""
    runs = [match[0] for text in one.texts for match in RUN.finditer(text)]
    if not runs:
        return ()
    run, length = rng.choice(runs), rng.randint(2, 4)
    start = rng.randrange(len(run) - length + 1)
    return (run[start : start + length],)


def _person(one: Told, rng: Random) -> tuple[str, ...]:
    """An author, or a reporter that the text names."""
    named = [name for name in one.authors if NAME.fullmatch(name) and any(name in text for text in one.texts)]
    return (rng.choice(named),) if named else _found(REPORTER)(one, rng)


def _character(one: Told, rng: Random) -> tuple[str, ...]:
    run = _phrase(one, rng)
    return (run[0][0],) if run else ()


def _several(one: Told, rng: Random) -> tuple[str, ...]:
    """Two or three phrases of one article."""
    phrases = {phrase for _ in range(rng.randint(2, 3)) for phrase in _phrase(one, rng)}
    return tuple(sorted(phrases)) if len(phrases) > 1 else ()


DRAWERS: dict[str, Callable[[Told, Random], tuple[str, ...]]] = {
    "place": _found(PLACE),
    "phrase": _phrase,
    "quoted": _found(QUOTED),
    "person": _person,
    "one character": _character,
    "Latin": _found(LATIN),
    "number": _found(NUMBER),
    "several": _several,
}
