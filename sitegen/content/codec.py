"""Articles and issues to the text of their files and back: `read(write(article)) == article`.

The keys and their order are a contract with everybody who keeps such files; `forms` says what each may hold.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from sitegen import edtf
from sitegen.content.emit import InLine, InLineKeys, date_value, yaml_text
from sitegen.content.forms import ArticleForm, EvidenceForm, IssueForm
from sitegen.content.places import HOW_TO_NAME, is_name
from sitegen.content.schema import Filled, Section, fill, read_section
from sitegen.content.titles import first_clause
from sitegen.model import Article, Evidence, Issue, Page, Photo
from sitegen.problems import Problem, ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping

FENCE = "---"
OPENING = re.compile(rf"{FENCE}[^\S\n]*(?=\n|\Z)")
CLOSING = re.compile(rf"\n{OPENING.pattern}")


NOT_A_DRAFT = frozenset({"", "false", "no", "off"})
A_DRAFT = frozenset({"true", "yes", "on"})

FACTS = ("newspaper", "date", "lunar", "number", "cn")


def article_text(article: Article) -> str:
    """The whole text of an article's file: front matter between two fences, then the body."""
    body = f"{article.body}\n" if article.body else ""
    return f"{FENCE}\n{yaml_text(_front_matter(article))}{FENCE}\n{body}"


def read_article(text: str, file: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """Read an article's file; a byte order mark, CRLF and a missing last line end do not matter.

    Args:
        text: the file's text.
        file: its name, for problems.

    Returns:
        The article, None where it has no front matter or no usable id; and every problem found. A wrong value is told
        and its default taken, so that the article stays in the archive.
    """
    text = text.removeprefix("\ufeff")
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    try:
        head, body = _split(text, file)
        section, twice = read_section(head, file, first_line=2)
    except ProblemError as error:
        return None, (error.problem,)
    filled = fill(ArticleForm, section)
    article, wrong = _article(section, filled, body)
    return article, tuple(sorted((*twice, *filled.problems, *wrong)))


def refiled(text: str, article: Article) -> str:
    r"""An edited file's text with the newspaper, date, page and order of `article`, and every other character as it is.

    Only lines `key: value` of the front matter are touched; a key the editor took out stays out.

    >>> new = Article(id="a", newspaper="工人日报", date="2021-08-18", title="", body="", page=2, order=3)
    >>> print(refiled("---\nid: a  # mine\ndate: 2021-08-17\norder: 1\n---\norder: 1", new))
    ---
    id: a  # mine
    date: 2021-08-18
    order: 3
    ---
    order: 1
    """
    values = {
        "newspaper": article.newspaper,
        "date": date_value(article.date),
        "page": article.page,
        "order": article.order,
    }
    lines = text.splitlines(keepends=True)
    for index, line in enumerate(lines[1:], 1):
        bare = line.rstrip("\r\n")
        if bare.rstrip() == FENCE:
            break
        key = bare.partition(":")[0]
        in_one_line = not lines[index + 1 : index + 2] or not lines[index + 1].startswith((" ", "\t"))
        if key in values and in_one_line:
            lines[index] = yaml_text({key: values[key]}).rstrip("\n") + line[len(bare) :]
    return "".join(lines)


def issue_text(issue: Issue) -> str:
    """The text of `issue.yaml`; the articles are files of their own."""
    values: dict[str, object] = {fact: getattr(issue, fact) for fact in FACTS}
    values["date"] = date_value(issue.date)
    values["evidence"] = {fact: _evidence_keys(evidence) for fact, evidence in sorted(issue.evidence.items())}
    values["written"] = dict(sorted(issue.written.items()))
    if issue.redirects:
        values["redirects"] = dict(sorted(issue.redirects.items()))
    if issue.script:
        values["script"] = issue.script
    values["pages"] = [_page_keys(page) for page in issue.pages]
    return yaml_text({**values, **issue.extra})


def read_issue(text: str, file: str, slug: str, key: str) -> tuple[Issue | None, tuple[Problem, ...]]:
    """Read `issue.yaml` without the articles beside it.

    Args:
        text: the file's text.
        file: its name, for problems.
        slug: the newspaper's folder.
        key: the issue's folder.

    Returns:
        The issue, None where the YAML is broken; and every problem found.
    """
    try:
        section, twice = read_section(text.removeprefix("\ufeff"), file)
    except ProblemError as error:
        return None, (error.problem,)
    filled = fill(IssueForm, section)
    form = filled.values
    date, bad_date = checked_date(section, form.date)
    redirects, bad_redirects = _checked_redirects(section, form.redirects)
    issue = Issue(
        slug=slug,
        key=key,
        newspaper=form.newspaper,
        date=date,
        lunar=form.lunar,
        number=form.number,
        cn=form.cn,
        evidence={fact: _evidence(one) for fact, one in form.evidence.items()},
        written=dict(form.written),
        redirects=redirects,
        script=form.script or "",
        pages=tuple(
            Page(page.page, page.source.file, page.source.sha256, page.furniture, page.name) for page in form.pages
        ),
        extra=filled.extra,
    )
    return issue, tuple(sorted((*twice, *filled.problems, *bad_date, *bad_redirects)))


def checked_date(section: Section, date: str) -> tuple[str, tuple[Problem, ...]]:
    """A section's date, "" and a problem where it is none."""
    if not date or _is_date(date):
        return date, ()
    what = f"'{date}' is no date"
    fix = "write a real one as 2021-08-18, 2021-08, 2021-08~ (about) or 2021-08-18/.. (not before)"
    return "", (Problem(section.file, section.lines["date"], what, fix),)


def _checked_redirects(section: Section, redirects: Mapping[str, str]) -> tuple[Mapping[str, str], tuple[Problem, ...]]:
    """The redirects from and to what can be an id, and a problem for each other one."""
    good = {gone: now for gone, now in redirects.items() if is_name(gone) and (not now or is_name(now))}
    if len(good) == len(redirects):
        return good, ()
    lines = section.sections["redirects"].lines
    what = "a redirect from or to what is no id"
    return good, tuple(Problem(section.file, lines[gone], what, HOW_TO_NAME) for gone in redirects if gone not in good)


@lru_cache
def _is_date(date: str) -> bool:
    """Whether a text is a date; all articles of an issue have the same."""
    return edtf.parse(date) is not None


def plain_article(article: Article) -> Article:
    """The article without what filing gave it: two readings of the same text are equal."""
    return replace(article, id="", newspaper="", date="", page=1, order=1)


def _split(text: str, file: str) -> tuple[str, str]:
    """The front matter and the body."""
    first = OPENING.match(text)
    if first is None:
        raise ProblemError(Problem(file, 1, "no front matter", "begin the file with a line --- and `id: …`"))
    last = CLOSING.search(text, first.end())
    if last is None:
        raise ProblemError(Problem(file, 1, "the front matter does not end", "put a line --- behind it"))
    return text[first.end() + 1 : last.start()] + "\n", text[last.end() :].strip("\n")


def _article(section: Section, filled: Filled[ArticleForm], body: str) -> tuple[Article | None, tuple[Problem, ...]]:
    """The article a front matter describes, None without a usable id; and what no type can tell to be wrong."""
    form = filled.values
    if not is_name(form.id):
        return None, (_bad_id(section, form.id),)
    date, bad_date = checked_date(section, form.date)
    title, no_title = _checked_title(section, form, body)
    draft, bad_draft = _checked_draft(section, form.draft)
    article = Article(
        id=form.id,
        newspaper=form.newspaper,
        date=date,
        title=title,
        body=body,
        kicker=form.kicker,
        subtitle=form.subtitle,
        column=form.column,
        byline=form.byline,
        authors=form.authors,
        kind=form.kind,
        page=form.page,
        order=form.order,
        continued_from=form.continued_from,
        continued_on=form.continued_on,
        photos=tuple(Photo(photo.caption, photo.credit) for photo in form.photos),
        source=form.source,
        confidence=form.confidence,
        review=form.review,
        title_supplied=form.title_supplied or bool(no_title),
        draft=draft,
        keep=tuple(filter(None, form.keep)),
        extra=filled.extra,
    )
    return article, (*bad_date, *no_title, *bad_draft)


def _bad_id(section: Section, id_: str) -> Problem:
    """Why an id cannot be used."""
    if not id_:
        return Problem(section.file, 1, "no id", "put back the id the file had; without one it has no address")
    what = f"the id '{id_}' cannot be part of an address"
    return Problem(section.file, section.lines["id"], what, HOW_TO_NAME)


def _checked_title(section: Section, form: ArticleForm, body: str) -> tuple[str, tuple[Problem, ...]]:
    """The title, or the first clause and a problem where there is none."""
    if form.title.strip():
        return form.title, ()
    text = body or next((photo.caption for photo in form.photos if photo.caption), "")
    line = section.lines.get("title", 1)
    what = "no title" if "title" not in section.lines else "the title is empty"
    return first_clause(text), (Problem(section.file, line, what, "write the title"),)


def _checked_draft(section: Section, draft: str) -> tuple[bool, tuple[Problem, ...]]:
    """Whether the article is a draft; what is neither yes nor no keeps it off the site, and is told."""
    if isinstance(section.plain.get("draft"), list | dict):
        # Told already as a value of the wrong type.
        return True, ()
    word = draft.lower()
    if word in NOT_A_DRAFT or word in A_DRAFT:
        return word in A_DRAFT, ()
    return True, (Problem(section.file, section.lines["draft"], f"draft is '{draft}'", "write true or false"),)


def _front_matter(article: Article) -> dict[str, object]:
    """An article's keys in their order; the rare ones only where they say something."""
    values: dict[str, object] = {
        "id": article.id,
        "newspaper": article.newspaper,
        "date": date_value(article.date),
        "title": article.title,
        "kicker": article.kicker,
        "subtitle": article.subtitle,
        "column": article.column,
        "byline": article.byline,
        "authors": InLine(article.authors),
        "kind": article.kind,
        "page": article.page,
        "order": article.order,
        "continued_from": article.continued_from,
    }
    if article.continued_on is not None:
        values["continued_on"] = article.continued_on
    values["photos"] = InLine(InLineKeys(caption=photo.caption, credit=photo.credit) for photo in article.photos)
    if article.source:
        values["source"] = InLineKeys(file=article.source.file, lines=InLine(article.source.lines))
    values["confidence"] = article.confidence
    values["review"] = list(article.review)
    if article.title_supplied:
        values["title_supplied"] = True
    if article.draft:
        values["draft"] = True
    if article.keep:
        values["keep"] = InLine(article.keep)
    return {**values, **article.extra}


def _evidence_keys(evidence: Evidence) -> InLineKeys:
    """Why a fact is held to be true, as it is written."""
    keys = InLineKeys({"from": evidence.origin})
    if evidence.file:
        keys["file"] = evidence.file
    if evidence.lines:
        keys["lines"] = InLine(evidence.lines)
    if evidence.note:
        keys["note"] = evidence.note
    return keys


def _evidence(form: EvidenceForm) -> Evidence:
    return Evidence(form.origin, form.lines, form.note, form.file)


def _page_keys(page: Page) -> Mapping[str, object]:
    """One page of an issue, as it is written."""
    name = {"name": page.name} if page.name else {}
    return {
        "page": page.number,
        **name,
        "source": InLineKeys(file=page.file, sha256=page.sha256),
        "furniture": [
            InLineKeys(kind=piece.kind, lines=InLine(piece.lines), text=piece.text) for piece in page.furniture
        ],
    }
