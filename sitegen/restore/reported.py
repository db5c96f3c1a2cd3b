"""Which days a text reports as news, and which years it speaks of; plans, deadlines, yearly days and history are left out."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from sitegen.model import Story
from sitegen.restore.scripts import compiled
from sitegen.restore.tables import CJK, FULL_DATE, LEAD
from sitegen.values import dataclass

SENTENCE = re.compile(r"[^。！？!?\n]{1,400}[。！？!?\n]*[”’」』）]*")
"""Bounded, so that a page without stops is read in time that grows with its length only."""
FIGURE = re.compile("[0-9]")
REACH = 40
"""How far back a word is looked for that tells what a day or a year is, in characters."""
RANGE_END = r"(?:[、至]|[—–-]{1,2})\s*(?:[0-9]{1,2}\s*月)?\s*[0-9]{1,2}\s*日"
DAY = rf"(?P<month>[0-9]{{1,2}})\s*月\s*(?P<day>[0-9]{{1,2}})\s*(?:日|(?={RANGE_END}))"
"""11月25日 · 11月25至26日, of which the first day is taken."""
DATELINE = compiled(rf"(?:社|报|网|台)[{CJK} ·]{{0,14}}?{DAY}(?:专?电|讯|消息)")
"""新华社北京6月29日电 · （本报雅加达7月13日电）."""
OPENING_DAY = compiled(
    r"(?:^|(?<=[。！？）)”：，；\s])|(?<=图为)|(?<=当地时间)|(?<=北京时间)|(?<=报道)|(?<=[讯电]))"
    rf"(?:今年\s*|(?P<year>(?:19|20)[0-9]{{2}})\s*年\s*)?{DAY}"
)
"""A day that opens a clause: 本报讯（记者 康桂芳）12月27日，市政协召开……."""

NOT_BEFORE_A_NEWS_DAY = compiled(
    r"(?:将于?|[拟定]于?|预计于?|计划于?|截[至止](?:时间)?[为到]?|[至到从自]|每年的?|历年|[去前上当那同次翌]年|期限|有效期|诞辰|生于|出生于?|纪念"
    r"|[—–-])\s*$"
)
NOT_BEHIND_A_NEWS_DAY = compiled(
    rf"\s*+(?:{RANGE_END}\s*+)*+(?:[0-9]{{1,2}}时\s*+)?"
    r"(?:起|[之以]?前|截?止|届满|到期|生效|开?始?[施实][行施]|出生|诞辰|以来|[是为]|[，,]\s*(?:是|将|拟|即将|预计|正值|适逢|恰逢))"
)
"""将于6月11日 · 截至4月24日 · 每年4月9日 · 自6月10日 · 去年12月24日; 6月1日起 · 6月1日施行 · 5月22日是国际生物多样性日."""
TO_COME = compiled(
    r"将(?:于|在|会|要|举[行办]|召开|开幕|启[动幕]|迎来|正式|出[席版]|赴|陆续|首次)|即将|[拟定]于|届时|截止(?:时间|日期)|有效期|报名|敬请"
)
"""A plan, an appointment, a deadline: no day of its sentence counts as reported."""

YEAR_NAMED = compiled(r"(?<![0-9])((?:19|20)[0-9]{2})(?:\s*年|(?=年?度?工作总结))")
AHEAD_BEFORE = compiled(
    r"(?:[到至]|力争|争取|预计|预期|面向|展望|规划|目标|将[于在]|迎接|喜迎|冲刺|备战|申办|筹[办备]|[0-9][—–-])\s*$"
)
AHEAD_BEHIND = compiled(
    r"\s*+(?:(?:[0-9]{1,2}月)?底?[之以]?前|[—–-]\s*[0-9]"
    r"|[^，。；0-9]{0,12}(?:计划|规划|目标|愿景|预算|思路|安排|部署|打算)"
    r"|[^，。；0-9]{0,6}(?:迎新|新年|新春|跨年|元旦|春节|春运|春晚|订阅)"
    r"|[^，。；0-9]{0,14}(?:奥运|残奥|世界杯|亚运|全运|亚冬|世运|世博|园博|锦标赛|世锦赛|洲杯|[格选]赛|招[生录聘]|高考|考试|毕业))"
)
"""到2030年 · 2025年工作计划 · 2025年迎新年文艺演出 · 2028年洛杉矶奥运会: years that are spoken of before they come."""
KIND_OF_YEAR = compiled(r"\s*(?:[是为将]|作为)")
"""2025年是“十四五”规划的收官之年: said in that year or before it."""
BACK_BEFORE = compiled(r"(?:自|从|早在|始于|于|在)\s*$|《[^》]*$")
BACK_BEHIND = compiled(
    r"\s*(?:[0-9]{1,2}月)?(?:以来|至今|起|开始|成立|创[立办刊]|建成|启动|入选|获|被|度)"
    r"|[^，。；]{0,14}(?:公报|报告|皮书|年报|业绩|财报|决算|榜|名单)"
)
"""自2018年起 · 2022年以来 · 于2017年正式成立 · 2023年度 · 《2025年统计公报》: years looked back upon."""


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph or a caption, and the story it stands in; `opens` where news opens with its day: a lead, a caption."""

    story: Story
    text: str
    opens: bool


@dataclass(frozen=True, slots=True)
class Day:
    """A day as a sentence prints it; `year` is 0 where it stands without one."""

    year: int
    month: int
    day: int
    printed: str
    sentence: str
    story: Story

    def of(self, year: int) -> datetime.date | None:
        """The day in a year, None where that year has no such day."""
        try:
            return datetime.date(year, self.month, self.day)
        except ValueError:
            return None


@dataclass(frozen=True, slots=True)
class Year:
    """A year that a sentence names.

    Args:
        outlook: the sentence looks ahead to it.
        opening: the sentence says what kind of year it is, as is done in it or before it.
        back: the sentence looks back on it.
    """

    year: int
    sentence: str
    outlook: bool
    opening: bool
    back: bool

    @property
    def past_or_present(self) -> bool:
        """Whether the year has surely begun."""
        return not self.outlook and not self.opening


def texts_of(stories: tuple[Story, ...]) -> Iterator[Text]:
    """The texts of a page; a story's first paragraph is its lead, unless it goes on from another page, and so is any 本报讯."""
    for story in stories:
        lead = story.continued_from is None
        for paragraph in story.body:
            if not paragraph.subhead:
                yield Text(story, paragraph.text, lead or bool(LEAD.search(paragraph.text)))
                lead = False
        for photo in story.photos:
            yield Text(story, photo.caption, opens=True)


def sentences_of(text: str) -> tuple[str, ...]:
    """Those sentences of a text that hold a figure: no other names a day or a year.

    >>> sentences_of("“参赛吧！”他说。7月29日，比赛结束。")
    ('7月29日，比赛结束。',)
    """
    if not FIGURE.search(text):
        return ()
    return tuple(sentence for sentence in SENTENCE.findall(text) if FIGURE.search(sentence))


def reported_days(text: Text) -> Iterator[Day]:
    """The days a text reports as news: in datelines anywhere, at the head of clauses in leads and captions.

    >>> lead = "新华社北京6月29日电 （记者孙奕）6月28日上午，大会开幕。5月22日是国际生物多样性日。会议将于7月1日举行。"
    >>> story = Story("", "", "", "", "", (), "article", None, (), (), ())
    >>> [day.printed for day in reported_days(Text(story, lead, opens=True))]
    ['6月29', '6月28']
    """
    history = False
    for sentence in sentences_of(text.text):
        for found in DATELINE.finditer(sentence):
            yield _day(found, 0, sentence, text.story)
        if not text.opens or history:
            continue
        for found in OPENING_DAY.finditer(sentence):
            if _is_news(sentence, found):
                yield _day(found, int(found["year"] or 0), sentence, text.story)
        # After 1936年12月12日, a day without its year may be a day of then.
        history = history or bool(FULL_DATE.search(sentence))


def full_days(text: Text) -> Iterator[Day]:
    """The full dates of a text that are no plans, deadlines or yearly days."""
    for sentence in sentences_of(text.text):
        for found in FULL_DATE.finditer(sentence):
            if _is_news(sentence, found):
                printed = sentence[found.start(2) : found.end(3)]
                yield Day(int(found[1]), int(found[2]), int(found[3]), printed, sentence, text.story)


def years_in(sentence: str) -> Iterator[Year]:
    """The years a sentence names.

    >>> found = tuple(years_in("自2018年起，听取2024工作总结和2025年工作计划；2026年是开局之年"))
    >>> [year.year for year in found if year.outlook], [year.year for year in found if year.opening]
    ([2025], [2026])
    >>> [year.year for year in found if year.back], [year.year for year in found if year.past_or_present]
    ([2018], [2018, 2024])
    """
    for found in YEAR_NAMED.finditer(sentence):
        before, behind = sentence[max(0, found.start() - REACH) : found.start()], sentence[found.end() :]
        ahead = bool(AHEAD_BEFORE.search(before))
        opening = not ahead and bool(KIND_OF_YEAR.match(behind))
        yield Year(
            int(found[1]),
            sentence,
            outlook=ahead or (not opening and bool(AHEAD_BEHIND.match(behind))),
            opening=opening,
            back=bool(BACK_BEFORE.search(before) or BACK_BEHIND.match(behind)),
        )


def _is_news(sentence: str, day: re.Match[str]) -> bool:
    """Whether a day in a sentence has been, and is not one that comes every year."""
    if NOT_BEFORE_A_NEWS_DAY.search(sentence[max(0, day.start() - REACH) : day.start()]) or TO_COME.search(sentence):
        return False
    return not NOT_BEHIND_A_NEWS_DAY.match(sentence[day.end() :])


def _day(found: re.Match[str], year: int, sentence: str, story: Story) -> Day:
    printed = sentence[found.start("month") : found.end("day")]
    return Day(year, int(found["month"]), int(found["day"]), printed, sentence, story)
