"""Lines of a page laid out anew, and invented furniture to stand between its stories: mastheads, folios, adverts, hotlines."""

from __future__ import annotations

import random
from dataclasses import dataclass

# fmt: off
CITIES = (
    "江州", "临泽", "云岭", "东湖", "海西", "平川", "北原", "青川", "石门", "龙泉", "安和", "新安", "望江", "丰台", "清河", "长宁",
)
KINDS = ("日报", "晚报", "工人报", "工人日报", "晨报", "时报", "商报", "青年报", "农民报", "周报", "都市报", "导报")
PAGE_NAMES = (
    "要闻", "经济", "民生", "文化", "国际", "综合", "副刊", "理论", "体育", "教育", "法治", "评论", "广告", "工会新闻", "时事",
    "专题", "健康", "科技",
)
# fmt: on
SLOGANS = (
    "扎根本土 服务三农",
    "一生相伴 放心托付",
    "诚信铸就品质",
    "健康生活 从这里开始",
    "让城市更美好",
    "新春特惠 全场八折",
)
STREETS = ("人民路", "学院路", "解放大街")
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
GIVEN = "明华建国志强晓红丽芳伟静敏磊洋艳勇娟涛超霞平刚桂英"


@dataclass(frozen=True)
class Printed:
    """One line of a page, and whether it is furniture."""

    text: str
    furniture: bool = False
    close: bool = False


def _number(dice: random.Random, digits: int) -> str:
    return str(dice.randrange(10 ** (digits - 1), 10**digits))


def advert(dice: random.Random) -> list[Printed]:
    """An advert or a hotline, set close."""
    city = dice.choice(CITIES)
    kinds = [
        [f"{city}{dice.choice(['农商银行', '人寿', '家电', '医院', '药业', '集团', '置业', '商城'])}",
         dice.choice(SLOGANS),
         f"{dice.choice(['电话', '客服电话', '咨询热线', '服务热线'])}:{_number(dice, dice.choice([5, 8, 11]))}"
         + dice.choice(["", " 网址:www.example.com"])],
        [_number(dice, 8), dice.choice(["新闻热线", "服务热线", "读者热线", "报料热线"])],
        [f"广告刊登热线:0{_number(dice, 3)}-{_number(dice, 7)}"],
        [f"{city} {dice.choice(['MOTORS', 'LIFE', 'BANK', 'GROUP'])}", f"地址:{dice.choice(STREETS)}{_number(dice, 3)}号",
         f"电话:{_number(dice, 8)}"],
    ]  # fmt: skip
    chosen = dice.choice(kinds)
    return [Printed(text, furniture=True, close=at > 0) for at, text in enumerate(chosen)]


def masthead(dice: random.Random) -> list[Printed]:
    """A masthead or a folio."""
    paper, page = dice.choice(CITIES) + dice.choice(KINDS), dice.choice(PAGE_NAMES)
    date = f"{dice.randint(1995, 2026)}年{dice.randint(1, 12)}月{dice.randint(1, 28)}日"
    day = f"星期{dice.choice('一二三四五六日')}"
    number = dice.randint(1, 24)

    def person() -> str:
        return dice.choice(SURNAMES) + "".join(dice.sample(GIVEN, dice.choice([1, 2])))

    editors = dice.choice([f"责编:{person()} 美编:{person()} 校对:{person()}", f"编辑/版式 {person()} 校对 {person()}",
                           f"本版责编:{person()}", f"责任编辑:{person()} 版式:{person()}"])  # fmt: skip
    kinds = [
        [f"{paper} {date} {day} 第{number}版 {page}", *([editors] if dice.random() < 0.5 else [])],
        [f"{page} {number}", *([editors] if dice.random() < 0.5 else [])],
        [f"{number:02d} {page}", f"{date} {day}", editors],
        [f"第{number}版", f"{page} {date} {day}"],
        [f"{date} {day} 农历庚子年六月廿九", f"国内统一连续出版物号:CN{_number(dice, 2)}-00{_number(dice, 2)}",
         f"总第{_number(dice, 4)}期 今日{dice.choice([4, 8, 12, 16])}版", paper,
         dice.choice(["倾情服务职工 热心传递民声", "凝心聚力谋发展", "聚焦高质量 奋进新征程"]),
         *(["官方微信公众号"] if dice.random() < 0.5 else []),
         f"地址:{dice.choice(STREETS)}{_number(dice, 3)}号 邮编:{_number(dice, 6)}"],
    ]  # fmt: skip
    return [Printed(text, furniture=True) for text in dice.choice(kinds)]
