"""How an article's text came about: from which raw page, how surely, and what of it is inferred."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sitegen.site.later import Later
from sitegen.site.raw import RawLine, RawPages, RawText, has_text, passage, unchanged_since
from sitegen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sitegen.model import Issue
    from sitegen.site.listings import Entry
    from sitegen.site.script import Tree

# How sure the least certain decision must be to be called so. Below the second a reader is asked to compare.
CERTAIN = 0.9
FAIR = 0.6


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page shows of the raw text: see `Origin`."""

    lines: tuple[RawLine, ...]
    there: bool
    note: str


@dataclass(frozen=True, slots=True)
class Origin:
    """How the text came about, in words.

    Args:
        file: the raw page's name.
        lines: its lines, in words.
        certainty: how sure the least certain decision is, in words.
        notes: what is not printed but inferred or stated by the editor.
        review: what a person should look at.
        script: the script the raw text is printed in.
        converted: that the page's text was converted from the other script; "" where it is as printed.
    """

    file: str
    lines: str
    certainty: str
    notes: tuple[str, ...]
    review: tuple[str, ...]
    script: str
    converted: str
    _shown: Later[Shown]

    @property
    def raw(self) -> tuple[RawLine, ...]:
        """The raw text of the lines; nothing where it is not at hand, or where the page as printed has it."""
        return self._shown().lines

    @property
    def raw_there(self) -> bool:
        """The page's text was converted, and the page as printed shows the raw text."""
        return self._shown().there

    @property
    def raw_note(self) -> str:
        """Why the raw text is not at hand; "" where it is, or where no source is known."""
        return self._shown().note


def origin(entry: Entry, tree: Tree, raw_pages: RawPages) -> Origin:
    """Tell how an article's text came about.

    Args:
        entry: the article and where it stands.
        tree: the tree of its page.
        raw_pages: where the raw text is found.
    """
    article, issue = entry.article, entry.issue
    source = article.source
    script = issue.script or tree.own
    note_of_script = converted(issue, tree)
    return Origin(
        file=source.file if source else "",
        lines=span(*source.lines, tree) if source else "",
        certainty=certainty(article.confidence, tree),
        notes=date_notes(issue, tree) + newspaper_notes(issue, tree),
        review=tuple(tree.words(reason) for reason in article.review),
        script=script,
        converted=note_of_script,
        _shown=Later(partial(_raw_shown, entry, tree, raw_pages)),
    )


def span(first: int, last: int, tree: Tree) -> str:
    """Which lines, in words: 第7至19行."""
    texts = tree.texts
    return (texts.raw_line if first == last else texts.raw_lines).format(first=first, last=last)


def certainty(confidence: float, tree: Tree) -> str:
    """How sure the least certain decision about a text is, in words."""
    if confidence >= CERTAIN:
        return tree.texts.certainty_high
    return tree.texts.certainty_fair if confidence >= FAIR else tree.texts.certainty_low


def converted(issue: Issue, tree: Tree) -> str:
    """That the tree's text was converted from the script the issue is printed in; "" where it is as printed."""
    script = issue.script or tree.own
    if not tree.convert or script == tree.script:
        return ""
    return tree.texts.converted


def date_doubt(issue: Issue, tree: Tree) -> str:
    """That the date is not printed, where it is not, in as few words as stand under the date."""
    evidence = issue.evidence.get("date")
    return _date_words(tree).get(evidence.origin, "") if evidence and issue.date else ""


def date_notes(issue: Issue, tree: Tree) -> tuple[str, ...]:
    """That the date is not printed, where it is not; with the editor's reason."""
    return _notes(issue, "date", _date_words(tree), tree) if issue.date else ()


def newspaper_notes(issue: Issue, tree: Tree) -> tuple[str, ...]:
    """That the newspaper's name is not printed, where it is not; with the editor's reason."""
    words = {"text": tree.texts.newspaper_from_text, "editor": tree.texts.newspaper_from_editor}
    return _notes(issue, "newspaper", words, tree) if issue.newspaper else ()


def _raw_shown(entry: Entry, tree: Tree, raw_pages: RawPages) -> Shown:
    source = entry.article.source
    page, note = _raw_page(entry, tree, raw_pages)
    if source is None or page is None:
        return Shown((), there=False, note=note)
    if converted(entry.issue, tree):
        return Shown((), has_text(page, source), note)
    return Shown(passage(page, source, entry), there=False, note=note)


def _raw_page(entry: Entry, tree: Tree, raw_pages: RawPages) -> tuple[RawText | None, str]:
    """The raw page that an article was made of, or why it is not shown."""
    source = entry.article.source
    if source is None:
        return None, ""
    raw = raw_pages(source.file)
    if raw is None:
        return None, tree.texts.raw_missing
    return (raw, "") if unchanged_since(raw, source.file, entry.issue) else (None, tree.texts.raw_changed)


def _date_words(tree: Tree) -> Mapping[str, str]:
    return {"text": tree.texts.date_from_text, "editor": tree.texts.date_from_editor}


def _notes(issue: Issue, fact: str, words: Mapping[str, str], tree: Tree) -> tuple[str, ...]:
    evidence = issue.evidence.get(fact)
    if evidence is None or evidence.origin not in words:
        return ()
    # An editor writes in the archive's own script, the program in Simplified.
    say = tree.reading(tree.own).say if evidence.origin == "editor" else tree.words
    note = f"：{say(evidence.note)}" if evidence.note else ""
    return (words[evidence.origin] + note,)
