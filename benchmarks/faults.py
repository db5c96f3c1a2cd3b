"""What went wrong with an article, in words: which field, read as what."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from compare import Match, body_text, folded, letters, matches, pairs, whole_text
from form import Article, Page
from score import HEADS, LIKE

HEAD_COST, BREAK_COST = 20, 20
"""What a wrong head or a wrong break weighs, in characters amiss."""
SHOWN = 16
"""How many characters of a text are shown."""
MOST_BREAKS = 4


@dataclass(frozen=True, slots=True)
class Fault:
    """One article that is not as its gold page has it.

    Args:
        cost: how bad that is, in characters amiss.
        file: the raw page's name.
        title: the article's title or beginning, by the gold page where it has it.
        what: everything that is wrong.
    """

    cost: int
    file: str
    title: str
    what: tuple[str, ...]


def faults(gold: Page, ours: Page) -> tuple[Fault, ...]:
    """Every article of a page that is not perfect, and every restored one that is no article of the gold page."""
    overlaps = {i: overlap for i, _, overlap in pairs(gold, ours)}
    found = [_fault(gold.file, match, overlaps.get(i, 0.0)) for i, match in enumerate(matches(gold, ours))]
    paired = {j for _, j, _ in pairs(gold, ours)}
    found += [_stray(gold.file, article) for j, article in enumerate(ours.articles) if j not in paired]
    return tuple(fault for fault in found if fault.cost)


def _fault(file: str, match: Match, overlap: float) -> Fault:
    title = match.gold.title or whole_text(match.gold)[:SHOWN]
    if not overlap:
        return Fault(len(whole_text(match.gold)), file, title, ("not found as an article of its own",))
    heads, breaks, others = _heads(match), _breaks(match), _others(match)
    cost = match.edits + HEAD_COST * (len(heads) + len(others)) + BREAK_COST * len(breaks)
    less = (f"only {overlap:.2f} of the text of both is the same",) if overlap < LIKE else ()
    more = (f"and {len(breaks) - MOST_BREAKS} more such breaks",) if len(breaks) > MOST_BREAKS else ()
    return Fault(cost, file, title, (*less, *heads, *_text(match), *breaks[:MOST_BREAKS], *more, *others))


def _stray(file: str, article: Article) -> Fault:
    title = article.title or whole_text(article)[:SHOWN]
    return Fault(len(whole_text(article)), file, title, ("no article of the page",))


def _heads(match: Match) -> tuple[str, ...]:
    """Titles, kickers, decks and rubrics that differ."""
    gold, ours = match.gold, match.ours
    wrong = [f"title {gold.title!r} read as {ours.title!r}"] if not match.title_right else []
    for name in HEADS:
        wanted, found = getattr(gold, name), getattr(ours, name)
        if letters(wanted) != letters(found):
            wrong.append(f"{name} {wanted!r} read as {found!r}")
    return tuple(wrong)


def _text(match: Match) -> tuple[str, ...]:
    """How much of the body is amiss, and the longest run of it."""
    if not match.edits:
        return ()
    gold, ours = body_text(match.gold), body_text(match.ours)
    runs = [step for step in match.steps if step[0] != "equal"]
    _, start, to, other, other_to = max(runs, key=lambda run: max(run[2] - run[1], run[4] - run[3]))
    return (
        f"text: {match.edits} of {len(gold)} amiss, {_short(gold[start:to])!r} read as {_short(ours[other:other_to])!r}",
    )


def _breaks(match: Match) -> tuple[str, ...]:
    """Paragraphs joined or cut where they are not on the gold page."""
    gold, ours = match.breaks
    text = body_text(match.gold)
    return (
        *(f"joined at …{text[max(0, at - 8) : at]}|{text[at : at + 8]}…" for at in sorted(gold - ours)),
        *(f"cut at …{text[max(0, at - 8) : at]}|{text[at : at + 8]}…" for at in sorted(ours - gold)),
    )


def _others(match: Match) -> tuple[str, ...]:
    """Subheads, names, captions and credits that one side has and the other has not."""
    sides = (match.gold, match.ours)
    return (
        *_differences("subhead", *(tuple(p.text for p in a.body if p.subhead) for a in sides)),
        *_differences("author", *(a.authors for a in sides)),
        *_differences("caption", *(tuple(p.caption for p in a.pictures if p.caption) for a in sides)),
        *_differences("credit", *(tuple(p.credit for p in a.pictures if p.credit) for a in sides)),
    )


def _differences(name: str, gold: tuple[str, ...], ours: tuple[str, ...]) -> tuple[str, ...]:
    """Texts of one kind that are missing, and that are too many.

    >>> _differences("author", ("罗丽", "王莉"), ("罗丽", "本报"))
    ("author '王莉' missing", "author '本报' made up")
    """
    wanted, found = Counter(map(folded, gold)), Counter(map(folded, ours))
    missing = (f"{name} {_short(text)!r} missing" for text in (wanted - found).elements())
    return (*missing, *(f"{name} {_short(text)!r} made up" for text in (found - wanted).elements()))


def _short(text: str) -> str:
    return text if len(text) <= SHOWN else f"{text[:SHOWN]}…"
