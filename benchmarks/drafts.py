"""Generated stories before they stand on a page: their headlines, texts, pictures and who wrote them, issue by issue."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from random import Random

from sentences import Words, in_traditional, words_of

from sitegen.content.titles import first_clause
from sitegen.model import Paragraph, Photo, Script

SINGLE, HUGE = 0.05, 0.03  # share of issues of which one story is left, and of those of sixteen pages
HUGE_PAGES = 16
CROWDED = 0.01  # share of pages with forty stories
CROWD = 40
STORIES_A_PAGE = (3, 8)
JUMPED = 0.5  # share of issues whose first story goes on on a later page
PHOTO_STORIES = 0.06

# The stock of looks: each is written once, however many stories have it.
TEXT_LOOKS, PHOTO_LOOKS = 700, 120

# Characters of a story: half are shorter than 545, one in twenty is longer than 1,870; 745 on average. Where another
# average is asked for, all of them are stretched.
LENGTH_MEAN, LENGTH_SPREAD = 6.3, 0.75
CHARACTERS = 745
SHORTEST, LONGEST = 30, 6000
TAIL = 400


@dataclass(frozen=True, slots=True)
class Look:
    """What an article's front matter says besides its place and its title: one of a limited stock, so that writing is fast."""

    kicker: str = ""
    subtitle: str = ""
    column: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    photos: tuple[Photo, ...] = ()
    continued_from: int | None = None
    continued_on: int | None = None
    confidence: float = 1.0
    review: tuple[str, ...] = ()
    supplied: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """A story before it stands on a page."""

    look: Look
    title: str
    body: tuple[Paragraph, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        """The lines that the raw page prints for it."""
        look = self.look
        heads = (look.column, look.kicker, "" if look.supplied else self.title, look.subtitle, look.byline)
        captions = [text for photo in look.photos for text in (photo.caption, photo.credit)]
        return tuple(filter(None, (*heads, *(paragraph.text for paragraph in self.body), *captions)))


def drafts(script: Script, pages: tuple[int, int], rng: Random, characters: int = CHARACTERS) -> list[list[Draft]]:
    """The stories of an issue, page by page; one of them may go on on a later page.

    Args:
        script: what the newspaper is printed in.
        pages: how many pages its issues have, at least and at most; now and then one has far more.
        rng: of this issue.
        characters: of a story, on average.
    """
    shape = rng.random()
    if shape < SINGLE:
        return [[_draft(script, rng, characters)]]
    most = HUGE_PAGES if shape > 1 - HUGE and pages[1] > 1 else rng.randint(*pages)
    counts = [CROWD if rng.random() < CROWDED else rng.randint(*STORIES_A_PAGE) for _ in range(most)]
    made = [[_draft(script, rng, characters) for _ in range(number)] for number in counts]
    if most > 1 and made[0][0].body and rng.random() < JUMPED:
        page = rng.randint(2, most)
        made[0][0], tail = _jumped(made[0][0], page, stock(script), rng)
        made[page - 1].append(tail)
    return made


def _jumped(head: Draft, page: int, words: Words, rng: Random) -> tuple[Draft, Draft]:
    """A story of the first page that goes on on another: its head and its tail, whose title the page does not print."""
    look = Look(authors=head.look.authors, continued_on=page)
    tail = _body(words, Look(), TAIL, rng)
    title = first_clause(tail[0].text)
    return replace(head, look=look), Draft(Look(continued_from=1, supplied=True), title, tail)


def _draft(script: Script, rng: Random, characters: int) -> Draft:
    """One story: its look is of the stock, the rest its own."""
    words = stock(script)
    if rng.random() < PHOTO_STORIES:
        look = photo_look(script, rng.randrange(PHOTO_LOOKS))
        caption = look.photos[0].caption
        return Draft(look, first_clause(caption) if look.supplied else words.headline(rng), ())
    look = text_look(script, rng.randrange(TEXT_LOOKS))
    usual = min(LONGEST, max(SHORTEST, int(rng.lognormvariate(LENGTH_MEAN, LENGTH_SPREAD))))
    length = usual * characters // CHARACTERS
    return Draft(look, words.headline(rng), _body(words, look, length, rng))


def _body(words: Words, look: Look, length: int, rng: Random) -> tuple[Paragraph, ...]:
    """Paragraphs of about this length in all; longer ones have subheads."""
    paragraphs: list[Paragraph] = []
    lead = f"本报讯（记者{look.authors[0]}）" if look.authors and not look.byline else ""
    subheads = length > 900 and rng.random() < 0.5
    while length > 0:
        text = lead + words.said(rng, min(length, 40 + int(rng.random() * 220)))
        lead = ""
        if subheads and len(paragraphs) % 4 == 2:
            paragraphs.append(Paragraph(rng.choice(words.subheads), subhead=True))
        paragraphs.append(Paragraph(text))
        length -= len(text)
    return tuple(paragraphs)


@cache
def stock(script: Script) -> Words:
    """The words of a script."""
    return in_traditional(words_of()) if script == "zh-Hant" else words_of()


@cache
def text_look(script: Script, number: int) -> Look:
    """One of the looks of a story."""
    words, rng = stock(script), Random(f"look {number}")
    authors = tuple(rng.sample(words.names, rng.choice((0, 1, 1, 1, 2))))
    byline = f"本报记者 {' '.join(authors)}" if authors and rng.random() < 0.4 else ""
    doubtful = rng.random() < 0.2
    return Look(
        kicker=rng.choice(words.kickers) if rng.random() < 0.2 else "",
        subtitle=rng.choice(words.decks) if rng.random() < 0.25 else "",
        column=rng.choice(words.columns) if rng.random() < 0.15 else "",
        byline=byline,
        authors=authors,
        confidence=round(rng.uniform(0.6, 0.95), 2) if doubtful else round(rng.uniform(0.95, 1), 2),
        review=("第12行：读作小标题（把握81%）",) if doubtful else (),
    )


@cache
def photo_look(script: Script, number: int) -> Look:
    """One of the looks of a photo story."""
    words, rng = stock(script), Random(f"photo {number}")
    name = rng.choice(words.names)
    caption = rng.choice(words.captions) if rng.random() < 0.3 else words.said(rng, 40)
    photo = Photo(caption, f"{name} 摄" if rng.random() < 0.8 else "")
    return Look(authors=(name,) if photo.credit else (), photos=(photo,), supplied=rng.random() < 0.3)
