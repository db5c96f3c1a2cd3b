"""How to quote an article: by the national standard, in plain words, and for reference managers.

What is not printed is set in square brackets, as GB/T 7714—2015 wants of what a citing person supplies: a title the page
lacks, a date that is inferred or open. Where nobody is credited the title comes first, which the standard allows where
references are numbered.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from sitegen.edtf import parse
from sitegen.site import dates, volumes
from sitegen.site.later import Later
from sitegen.site.stories import printed_newspaper, printed_page_name
from sitegen.values import dataclass

if TYPE_CHECKING:
    from sitegen.model import Newspaper, Settings
    from sitegen.site.listings import Entry
    from sitegen.site.script import Tree
    from sitegen.site.texts import Texts

# GB/T 7714—2015, 8.1.2: of more than three, the first three are named.
MOST_AUTHORS = 3

# What TeX would read as commands; one character each, so that nothing is escaped twice.
TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
TEX_SPECIAL = re.compile("[" + re.escape("".join(TEX)) + "]")
# A name that BibTeX would take apart, or for two: it divides at spaces, commas and the word "and".
DIVISIBLE = re.compile(r"[\s,]")


@dataclass(frozen=True, slots=True)
class Reference:
    """What a citation tells of an article, in the script of its tree.

    Args:
        key: the article's id, by which reference managers know it.
        title: the headline without any brackets; "" where the page prints none.
        supplied: the page does not print that title.
        authors: everybody credited.
        newspaper: its name, "" where nobody knows it.
        place, publisher: the newspaper's, "" where not known.
        date: EDTF, "" where unknown.
        inferred: the date is not printed but inferred from the text.
        page: the page's number (版).
        section: the page's name or the column, "" for none.
        language: the script of the tree.
        url: the article's full address, "" where the site's own is not known.
    """

    key: str
    title: str
    supplied: bool
    authors: tuple[str, ...]
    newspaper: str
    place: str
    publisher: str
    date: str
    inferred: bool
    page: int
    section: str
    language: str
    url: str


@dataclass(frozen=True, slots=True)
class Citation:
    """One form of citation.

    Args:
        name: what the form is called.
    """

    name: str
    _text: Later[str]

    @property
    def text(self) -> str:
        """What is to be copied."""
        return self._text()


def reference(entry: Entry, newspaper: Newspaper, tree: Tree, settings: Settings) -> Reference:
    """Gather what a citation tells of an article.

    Args:
        entry: the article and where it stands.
        newspaper: as `site.yaml` knows it.
        tree: the tree that the citation stands in.
        settings: the archive's, for its address.
    """
    article, issue = entry.article, entry.issue
    say = tree.reading_article(issue, article).say
    evidence = issue.evidence.get("date")
    route = tree.routes.article(issue.slug, issue.key, article.id)
    return Reference(
        key=article.id,
        title=say(article.title),
        supplied=not article.title or article.title_supplied,
        authors=tuple(say(name) for name in article.authors),
        newspaper=say(printed_newspaper(issue)),
        place=tree.say(newspaper.place),
        publisher=tree.say(newspaper.publisher),
        date=issue.date if parse(issue.date) else "",
        inferred=evidence is not None and evidence.origin == "text",
        page=article.page,
        section=say(article.column or printed_page_name(issue, article.page)),
        language=tree.script,
        url=volumes.published(route, settings),
    )


def citations(of: Reference, tree: Tree) -> tuple[Citation, ...]:
    """The article's citation in every form, the national standard's first."""
    texts = tree.texts
    forms = (("GB/T 7714—2015", gbt7714), (texts.cite_plain, plain_words), ("BibTeX", bibtex), ("RIS", ris))
    return tuple(Citation(name, Later(partial(form, of, tree))) for name, form in forms)


def gbt7714(of: Reference, tree: Tree) -> str:
    """The reference by GB/T 7714—2015, which gives newspapers as `作者. 题名[N]. 报纸名, 年-月-日(版次)`.

    An address makes it [N/OL], and then the standard wants the day of quoting; its place is held by the word for it.
    """
    texts = tree.texts
    authors = f"{_names(of, ', ', texts.cite_others)}. " if of.authors else ""
    paper = of.newspaper or f"[{texts.cite_no_newspaper}]"
    where = f"{paper}, {_standard_date(of, tree)}({of.page})"
    if not of.url:
        return f"{authors}{_bracketed(of, texts)}[N]. {where}."
    return f"{authors}{_bracketed(of, texts)}[N/OL]. {where}[{texts.cite_day}]. {of.url}."


def plain_words(of: Reference, tree: Tree) -> str:
    """The reference as a Chinese sentence says it.

    Title marks inside title marks become single ones (GB/T 15834—2011, 4.15).
    """
    texts = tree.texts
    authors = f"{'、'.join(of.authors)}：" if of.authors else ""
    title = f"〔{of.title}〕" if of.title else texts.untitled
    if not of.supplied:
        title = f"《{_single_marks(of.title)}》"
    paper = f"《{_single_marks(of.newspaper)}》" if of.newspaper else texts.unidentified
    told = (title, paper, tree.words(dates.short(of.date)), texts.page.format(n=of.page))
    return f"{authors}{'，'.join(told)}。{of.url}"


def bibtex(of: Reference, tree: Tree) -> str:
    """The reference for BibTeX and BibLaTeX, which reads the date as EDTF and knows newspapers by their subtype."""
    known = parse(of.date)
    fields = (
        ("author", " and ".join(_tex_name(name) for name in of.authors)),
        ("title", f"{{{_tex(_bracketed(of, tree.texts))}}}"),
        ("journal", _tex(of.newspaper)),
        ("entrysubtype", "newspaper"),
        ("date", of.date),
        ("year", str(known.year) if known else ""),
        ("pages", str(of.page)),
        ("location", _tex(of.place)),
        ("publisher", _tex(of.publisher)),
        ("note", _tex(_doubt(of, tree))),
        ("url", of.url),
    )
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@article{{{of.key},\n{''.join(lines)}}}"


def ris(of: Reference, tree: Tree) -> str:
    """The reference in RIS, a tag a line; a day that is not certain is left out and told in a note."""
    known = parse(of.date)
    day = of.date.replace("-", "/") if known and known.exact else ""
    fields = (
        ("TY", "NEWS"),
        ("ID", of.key),
        *(("AU", name) for name in of.authors),
        ("TI", _bracketed(of, tree.texts)),
        ("T2", of.newspaper),
        ("PY", str(known.year) if known else ""),
        ("DA", day),
        ("SP", str(of.page)),
        ("SE", of.section),
        ("CY", of.place),
        ("PB", of.publisher),
        ("LA", of.language),
        ("N1", _doubt(of, tree)),
        ("UR", of.url),
    )
    lines = [f"{tag}  - {_one_line(value)}\n" for tag, value in fields if value]
    return f"{''.join(lines)}ER  - "


def _names(of: Reference, between: str, others: str) -> str:
    named = of.authors[:MOST_AUTHORS]
    return between.join((*named, others) if len(of.authors) > MOST_AUTHORS else named)


def _bracketed(of: Reference, texts: Texts) -> str:
    """The title; in square brackets where the page does not print it."""
    title = of.title or texts.untitled.strip("〔〕")
    return f"[{title}]" if of.supplied else title


def _standard_date(of: Reference, tree: Tree) -> str:
    """The day as the standard writes it: 2021-08-18 as printed; [2021-08-18] inferred; [2024-12-27以后] open; [日期不明]."""
    known = parse(of.date)
    if known is None:
        return f"[{tree.texts.undated}]"
    if known.exact:
        return f"[{known}]" if of.inferred else str(known)
    plain = str(replace(known, approximate=False, open_end=False))
    doubt = tree.words(dates.short(of.date).removeprefix(dates.short(plain)))
    return f"[{plain}{doubt}]" if doubt or of.inferred else plain


def _doubt(of: Reference, tree: Tree) -> str:
    """The date in words where it is anything but printed and exact to what it says."""
    known = parse(of.date)
    if known and not known.approximate and not known.open_end:
        return tree.texts.date_from_text if of.inferred else ""
    return tree.words(dates.short(of.date))


def _single_marks(title: str) -> str:
    return title.replace("《", "〈").replace("》", "〉")


def _tex(text: str) -> str:
    r"""A text that TeX prints as it is.

    >>> _tex("人均1_000元 & 50%")
    '人均1\\_000元 \\& 50\\%'
    """
    return TEX_SPECIAL.sub(lambda found: TEX[found[0]], _one_line(text))


def _tex_name(name: str) -> str:
    return f"{{{_tex(name)}}}" if DIVISIBLE.search(name) else _tex(name)


def _one_line(text: str) -> str:
    return " ".join(text.split())
