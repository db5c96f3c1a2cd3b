"""Generated issues: which newspapers appear when, what is known of an issue, and where its stories stand on its raw pages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from itertools import count, cycle
from random import Random

from drafts import CHARACTERS, Draft, Look, drafts

from sitegen.content.filing import issue_key
from sitegen.content.ids import new_id
from sitegen.model import Evidence, Furniture, Issue, Newspaper, Page, Paragraph, Script, Source

YEARS = 9  # of one round; an archive too large for them goes back further
FIRST_DAY = (8, 12)  # the runs of days begin here in every year, so that a day has its past years
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Paper:
    """A newspaper and its habits.

    Args:
        every: days from one issue to the next; 0 where it is always undated.
        pages: how many pages an issue has, at least and at most.
        last_year: its newest year.
        script: what it is printed in.
    """

    newspaper: Newspaper
    every: int
    pages: tuple[int, int]
    last_year: int = 2024
    script: Script = "zh-Hans"


GONGREN = Paper(Newspaper("gongren-ribao", "工人日报", "WORKERS' DAILY", "北京", "中华全国总工会"), 1, (4, 8))
ZHEJIANG = Paper(
    Newspaper("zhejiang-gongren-ribao", "浙江工人日报", "", "浙江杭州", "浙江省总工会", "CN33-0018"), 1, (4, 4)
)
LULIANG = Paper(Newspaper("luliang-ribao", "吕梁日报", "", "山西吕梁"), 1, (2, 4))
DUSHU = Paper(Newspaper("zhonghua-dushu-bao", "中华读书报", "", "北京"), 7, (4, 8))
DAGONG = Paper(Newspaper("dagong-bao", "大公報", "TA KUNG PAO", "天津"), 1, (2, 4), 1948, "zh-Hant")
UNKNOWN = Paper(Newspaper("unidentified", ""), 0, (1, 1))
PAPERS = (GONGREN, ZHEJIANG, LULIANG, DUSHU, DAGONG)

# In which turn they appear; dailies most often.
TURNS = (GONGREN, ZHEJIANG, LULIANG, GONGREN, DAGONG, ZHEJIANG, GONGREN, DUSHU, LULIANG, GONGREN, ZHEJIANG, UNKNOWN)

UNDATED = 0.08  # share of a daily's issues whose date is only inferred


@dataclass(frozen=True, slots=True)
class MadeStory:
    """One story with its place: what becomes an article's file."""

    id: str
    look: Look
    title: str
    body: tuple[Paragraph, ...]
    page: int
    order: int
    source: Source


@dataclass(frozen=True, slots=True)
class MadeIssue:
    """One issue, its raw pages by their names, and its stories."""

    issue: Issue
    raw: tuple[tuple[str, bytes], ...]
    stories: tuple[MadeStory, ...]


def generated_issues(articles: int, characters: int = CHARACTERS) -> Iterator[MadeIssue]:
    """Issues that hold so many articles in all, in turn of the newspapers; each newspaper's spread over its years.

    Args:
        articles: how many.
        characters: of an article, on average.
    """
    days = {paper: _days(paper) for paper in {*TURNS}}
    taken: set[str] = set()
    for turn, paper in enumerate(cycle(TURNS)):
        if articles <= 0:
            return
        rng = Random(f"{paper.newspaper.slug} {turn}")
        issue = _issue(paper, next(days[paper]), rng, articles, taken, characters)
        articles -= len(issue.stories)
        yield issue


def _days(paper: Paper) -> Iterator[date]:
    """A newspaper's days: first one of each year, then the next of each."""
    step = paper.every or 1
    for block in count():
        newest = paper.last_year - block * YEARS
        for passed in range(0, 365 - step + 1, step):
            for year in range(newest, newest - YEARS, -1):
                yield date(year, *FIRST_DAY) + timedelta(passed)


def _issue(paper: Paper, day: date, rng: Random, room: int, taken: set[str], characters: int) -> MadeIssue:
    """One issue with at most `room` stories."""
    uncertain = paper.every == 0 or (paper.every == 1 and rng.random() < UNDATED)
    drawn = drafts(paper.script, paper.pages, rng, characters)
    pages = [_cut(page, room, before) for page, before in _with_counts(drawn)]
    raw: list[tuple[str, bytes]] = []
    stories: list[MadeStory] = []
    made: list[Page] = []
    for number, page in enumerate((page for page in pages if page), 1):
        head = _head(paper, day, number, uncertain)
        file = f"{paper.newspaper.slug}-{day:%Y%m%d}-{number:02}.txt"
        lines = [*head, *(line for draft in page for line in ("", *draft.lines))]
        data = ("\n".join(lines) + "\n").encode()
        digest = sha256(data).hexdigest()
        raw.append((file, data))
        furniture = (
            (Furniture("masthead" if number == 1 else "folio", (1, len(head)), "\n".join(head)),) if head else ()
        )
        made.append(Page(number, file, digest, furniture))
        stories += _placed(page, number, file, digest, len(head), taken)
    issue = _facts(paper, day, uncertain, made, raw[0][0])
    return MadeIssue(issue, tuple(raw), tuple(stories))


def _facts(paper: Paper, day: date, uncertain: bool, pages: list[Page], file: str) -> Issue:
    """The issue itself: what is known of it, and why."""
    name = paper.newspaper.name
    stated = "" if not name else f"{day.isoformat()}/.." if uncertain else day.isoformat()
    key = issue_key(name, stated, pages[0].sha256)
    origin = Evidence("text", (2,), "版上最晚的报道", file) if uncertain else Evidence("masthead", (1, 2), file=file)
    evidence = {"newspaper": Evidence("masthead", (1,), file=file), "date": origin} if name else {}
    number = "" if uncertain else str((day - date(1940, 1, 1)).days)
    return Issue(
        slug=paper.newspaper.slug,
        key=key,
        newspaper=name,
        date=stated,
        number=number,
        cn=paper.newspaper.cn,
        evidence=evidence,
        pages=tuple(pages),
    )


def _head(paper: Paper, day: date, number: int, uncertain: bool) -> tuple[str, ...]:
    """What a page prints above its stories; nothing where nobody knows the newspaper."""
    if not paper.newspaper.name:
        return ()
    when = "" if uncertain else f"{day.year}年{day.month}月{day.day}日 星期{WEEKDAYS[day.weekday()]}"
    return tuple(filter(None, (paper.newspaper.name, f"{when} 第{number}版".strip())))


def _with_counts(pages: list[list[Draft]]) -> Iterator[tuple[list[Draft], int]]:
    """Each page with the number of stories before it."""
    before = 0
    for page in pages:
        yield page, before
        before += len(page)


def _cut(page: list[Draft], room: int, before: int) -> list[Draft]:
    return page[: max(0, room - before)]


def _placed(
    stories: list[Draft], page: int, file: str, digest: str, above: int, taken: set[str]
) -> Iterator[MadeStory]:
    """The stories of a page with their lines and ids."""
    line = above
    for order, draft in enumerate(stories, 1):
        first, line = line + 2, line + 1 + len(draft.lines)
        source = Source(file, (first, line))
        yield MadeStory(_free_id(digest, first, taken), draft.look, draft.title, draft.body, page, order, source)


def _free_id(digest: str, line: int, taken: set[str]) -> str:
    """An id that no story of the archive has."""
    identity = next(name for length in count(6) if (name := new_id(digest, line, length)) not in taken)
    taken.add(identity)
    return identity
