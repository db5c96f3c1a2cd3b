"""The vocabulary: what a newspaper archive is made of.

Every class is frozen and slotted, every collection a tuple: values pass from step to step and are never changed in place.
The words are the trade's own; `docs/glossary.md` gives them in Chinese and English.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field
from typing import Annotated, Literal

import msgspec

from sitegen.problems import Problem
from sitegen.values import dataclass

Script = Literal["zh-Hans", "zh-Hant"]

UNIDENTIFIED = "unidentified"  # the slug of the newspaper that nobody knows

Kind = Literal["article", "photo"]
FurnitureKind = Literal["masthead", "folio", "advert", "hotline", "running-head", "repeat", "jump", "debris", "other"]
Paragraphs = Literal["indent", "spaced"]
LeftOut = Literal["search", "books", "data"]
Split = Literal["", "newspaper", "decade", "year"]
LineNumber = Annotated[int, msgspec.Meta(ge=0, le=9_999_999)]  # an editor may have written it


@dataclass(frozen=True, slots=True)
class Source:
    """Where a text stands: the raw page's file name and the first and last of its lines, counted from 1."""

    file: str
    lines: tuple[LineNumber, LineNumber]


@dataclass(frozen=True, slots=True)
class Photo:
    """What is printed with a picture; either may be empty.

    Args:
        caption: 图片说明.
        credit: 摄影.
    """

    caption: str
    credit: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a body as plain text, or a subhead (小标题); its first `run_in` characters are a run-in head, set in bold."""

    text: str
    subhead: bool = False
    run_in: int = 0


@dataclass(frozen=True, slots=True)
class Decision:
    """One choice of the restoration, and why it was made.

    Args:
        step: the module that decided, such as `roles`.
        rule: the rule's name, as it stands in the code.
        lines: the raw lines it is about.
        choice: what was chosen.
        because: the cues, in words.
        confidence: 0 to 1, how far the choice stands above the next best.
        cues: what was seen, by the names of `weights.py`; for a role.
        state: the state of the grammar that was chosen; for a role.
        runner_up: the state it was chosen over; "" where nothing else was open.
        margin: log-odds of the one against the other; the weights of the cues, `wholes` and `around` add up to it.
        around: the part of the margin that comes from how the lines before and after may be read.
        wholes: the part that comes from what whole stories show, cue by cue.
    """

    step: str
    rule: str
    lines: tuple[int, ...]
    choice: str
    because: str
    confidence: float
    cues: tuple[str, ...] = ()
    state: str = ""
    runner_up: str = ""
    margin: float = 0.0
    around: float = 0.0
    wholes: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Story:
    """What the restoration reads as one article, before it has an id and a place in an issue.

    Args:
        title: the headline (主题); "" where the page prints none.
        kicker: the line above it (引题).
        subtitle: the deck below it (副题).
        column: the standing rubric it runs under (栏目).
        byline: the line that is nothing but the byline, as printed.
        authors: every person credited for the story.
        kind: `photo` where a picture with its caption is the whole story.
        continued_from: the page a jump line (上接第N版) names.
        jump: that jump line as printed; the article keeps the page it names.
        continued_on: the page a jump line at the end (下转第N版) names; the line itself is furniture of its page.
        body: paragraphs and subheads in reading order.
        photos: captions with their credits.
        lines: every raw line the story is made of, in reading order.
        confidence: that of its least certain decision.
        review: decisions a person should look at.
    """

    title: str
    kicker: str
    subtitle: str
    column: str
    byline: str
    authors: tuple[str, ...]
    kind: Kind
    continued_from: int | None
    body: tuple[Paragraph, ...]
    photos: tuple[Photo, ...]
    lines: tuple[int, ...]
    jump: str = ""
    continued_on: int | None = None
    confidence: float = 1.0
    review: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Furniture:
    """Text of a page that belongs to no article: masthead, folio, advert and the like.

    A jump line (下转第4版) and debris of OCR (a column rule) are taken off lines of an article, which stay its own.
    """

    kind: FurnitureKind
    lines: tuple[LineNumber, LineNumber]
    text: str


@dataclass(frozen=True, slots=True)
class Masthead:
    """What a page states about its own issue, each fact "" where it is silent.

    Args:
        newspaper: its name, 浙江工人日报.
        date: EDTF level 1, 2021-08-18.
        lunar: 辛丑年七月十一, as printed.
        number: the running number, 11895.
        cn: the serial number, CN33-0018.
        page, page_name: the page number (版) the folio gives, and the page's name, 工会新闻.
        evidence: for each fact by its name, the raw lines that state it.
    """

    newspaper: str = ""
    date: str = ""
    lunar: str = ""
    number: str = ""
    cn: str = ""
    page: int | None = None
    page_name: str = ""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why a fact about an issue is held to be true.

    Args:
        origin: `masthead` (printed), `text` (inferred from the page's text) or `editor` (stated in pages.yaml).
        lines: raw lines, where there are any.
        note: the editor's reason, or the inference in words.
        file: the raw page that says so, in an issue of several pages.
    """

    origin: Literal["masthead", "text", "editor"]
    lines: tuple[int, ...] = ()
    note: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class RestoredPage:
    """One raw page, restored: every non-space character of it is in exactly one story or furniture entry.

    `doubts` are facts of the page that contradict one another, such as a date and a weekday; `unheeded` is what is wrong with an
    editor's pins, by the name of their file.
    """

    file: str
    sha256: str
    encoding: str
    masthead: Masthead
    stories: tuple[Story, ...]
    furniture: tuple[Furniture, ...]
    decisions: tuple[Decision, ...]
    doubts: tuple[Problem, ...] = ()
    unheeded: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it stands in `content/issues/NEWSPAPER/ISSUE/PP-NN.md`.

    Args:
        id: stable for ever, part of the URL.
        newspaper, date: as in its issue, so that the file stands alone.
        body: CommonMark.
        page, order: page (版) and place on it.
        title_supplied: the page prints no title; the program supplied the first clause.
        draft: true keeps it off the site.
        keep: words of it that stay as printed in the site's other script.
        extra: keys an editor added, handed to the templates.
        Others as in `Story`.
    """

    id: str
    newspaper: str
    date: str
    title: str
    body: str
    kicker: str = ""
    subtitle: str = ""
    column: str = ""
    byline: str = ""
    authors: tuple[str, ...] = ()
    kind: Kind = "article"
    page: int = 1
    order: int = 1
    continued_from: int | None = None
    continued_on: int | None = None
    photos: tuple[Photo, ...] = ()
    source: Source | None = None
    confidence: float = 1.0
    review: tuple[str, ...] = ()
    title_supplied: bool = False
    draft: bool = False
    keep: tuple[str, ...] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Page:
    """One page (版) of an issue: the raw file it came from, the text on it that belongs to no article, and its name (工会新闻)."""

    number: int
    file: str
    sha256: str
    furniture: tuple[Furniture, ...] = ()
    name: str = ""


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a newspaper: `issue.yaml` and the articles beside it.

    Args:
        slug: the newspaper's slug, its folder and the first part of the URL.
        key: the issue's folder and the second part of the URL: the date, or `undated-` and a mark.
        newspaper: its name; "" where nobody knows.
        date: EDTF level 1; "" where unknown.
        evidence: for `newspaper`, `date`, … why they are held to be true.
        written: for each article file, the SHA-256 of what import wrote, to know a hand edit.
        redirects: ids that disappeared, each with the id that took over its text.
        script: the script it is printed in; "" where nobody has said, then it is told from its text.
        articles: by page and order; none of them twice. In lists only the first may be at hand: see `sitegen/site/listings.py`.
        extra: keys an editor added, kept.
    """

    slug: str
    key: str
    newspaper: str = ""
    date: str = ""
    lunar: str = ""
    number: str = ""
    cn: str = ""
    evidence: Mapping[str, Evidence] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    redirects: Mapping[str, str] = field(default_factory=dict)
    script: Script | Literal[""] = ""
    pages: tuple[Page, ...] = ()
    articles: Sequence[Article] = ()
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Newspaper:
    """A newspaper as `site.yaml` knows it; its columns (栏目) are those that only its name tells from a headline."""

    slug: str
    name: str
    latin: str = ""
    place: str = ""
    publisher: str = ""
    cn: str = ""
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What is known by name before a page is read.

    Args:
        newspapers: newspapers.
        columns: columns (栏目) of any of them, in Simplified characters.
    """

    newspapers: tuple[Newspaper, ...] = ()
    columns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Dictionary:
    """`conversion.yaml`: what an editor has settled about the two scripts.

    Args:
        keep: words that stay as printed in either script.
        traditional: words with what they become in Traditional characters.
        simplified: words with what they become in Simplified ones.
    """

    keep: tuple[str, ...] = ()
    traditional: tuple[tuple[str, str], ...] = ()
    simplified: tuple[tuple[str, str], ...] = ()

    def __hash__(self) -> int:
        """A number that costs nothing however long the lists are: conversions are looked up by it for every text."""
        return hash((len(self.keep), len(self.traditional), len(self.simplified)))


@dataclass(frozen=True, slots=True)
class Door:
    """Where an editor would have readers begin.

    Args:
        place: an issue or an article by its address, `gongren-ribao/2021-08-18` or `gongren-ribao/2021-08-18/k7f3q2`.
        line: of `site.yaml`, for problems.
    """

    place: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class Settings:
    """`site.yaml`: the archive as a whole.

    Args:
        title: the archive's name.
        description: one sentence for search engines and feeds.
        base_url: where it will be published, with the path, or "" where not known yet.
        found_in: what told `base_url` where `site.yaml` does not; else "".
        host: the host name in `content/CNAME`, which is published with the site; "" for none.
        theme: a folder of `themes/`.
        script: the script most of the sources are printed in.
        convert: the OpenCC configuration that makes the other script's tree, or "" for none.
        paragraphs: how paragraphs are told apart: by an indent of two characters, or by a space between them.
        dictionary: what is settled about conversion, from `conversion.yaml`.
        newspapers: known newspapers; others get a slug from their name.
        start: where readers may begin; where nothing is said, the site looks for it itself.
        without: what of the site is not made: the search, the books of the issues, the whole archive in one file.
        volumes, split: the addresses of the sites that an archive is split into, by `{volume}`; what each of these holds.
    """

    title: str
    description: str = ""
    base_url: str = ""
    found_in: str = ""
    host: str = ""
    theme: str = "default"
    script: Script = "zh-Hans"
    convert: str = "s2t"
    paragraphs: Paragraphs = "indent"
    dictionary: Dictionary = Dictionary()
    newspapers: tuple[Newspaper, ...] = ()
    start: tuple[Door, ...] = ()
    without: tuple[LeftOut, ...] = ()
    volumes: str = ""
    split: Split = ""


@dataclass(frozen=True, slots=True)
class Archive:
    """Everything an archive holds: its settings and its issues, by newspaper and date."""

    settings: Settings
    issues: tuple[Issue, ...] = ()
