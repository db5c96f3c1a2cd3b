"""Restored pages built by hand, for tests of filing."""

from __future__ import annotations

import hashlib

from sitegen.model import Evidence, Furniture, Masthead, Paragraph, RestoredPage, Settings, Story

SETTINGS = Settings(title="旧闻馆")

TEXTS = {
    # The longest of them, so that it keeps its id where two are read as one.
    "民政": "民政工作关系民生、连着民心。各级部门办成了一批群众可感可及的实事。"
    "老人吃饭、孩子托管都有了着落，社区里的便民服务点也开到了家门口。",
    "货运": "一份集体合同造福三十余万个家庭。全市货运物流企业与货车司机代表开展了多轮平等协商。",
    "技能": "职业技能大赛昨日落幕，来自全省的一百二十名选手同台竞技，五人获得技术能手称号。",
    "送凉": "连日高温，省总工会领导分头来到建筑工地，把清凉送到了一线职工的手中，叮嘱防暑降温。",
    "图书": "职工书屋新添图书两千册，下班后读书的人多了起来，管理员说最受欢迎的是机械类书籍。",
}


def story(title: str, first_line: int, text: str = "") -> Story:
    """A story of one paragraph on three lines."""
    return Story(
        title=title,
        kicker="",
        subtitle="",
        column="",
        byline="",
        authors=(),
        kind="article",
        continued_from=None,
        body=(Paragraph(text or TEXTS[title]),),
        photos=(),
        lines=(first_line, first_line + 1, first_line + 2),
    )


def page(
    *stories: Story,
    file: str = "002.txt",
    newspaper: str = "浙江工人日报",
    date: str = "2021-08-18",
    number: int | None = 1,
    running_number: str = "",
) -> RestoredPage:
    """A restored page whose hash comes from its file's name: the same raw page, however it is read."""
    reasons = {name: Evidence("masthead", (1, 2)) for name in ("newspaper", "date", "number", "page")}
    return RestoredPage(
        file=file,
        sha256=hashlib.sha256(file.encode()).hexdigest(),
        encoding="utf-8",
        masthead=Masthead(newspaper=newspaper, date=date, number=running_number, page=number, evidence=reasons),
        stories=stories,
        furniture=(Furniture("masthead", (1, 2), newspaper),) if newspaper else (),
        decisions=(),
    )


def stories(*titles: str) -> tuple[Story, ...]:
    """Stories below one another; each keeps its lines whichever others are read."""
    places = {title: 10 * number for number, title in enumerate(TEXTS, 1)}
    return tuple(story(title, places[title]) for title in titles)
