"""What the restoration reaches: as tables for people, and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from functools import reduce
from operator import add
from statistics import fmean

from calibration import LISTED, LISTED_WRONG, SURE, SURE_RIGHT, bars, bins, by_step, confident_and_wrong
from corpus import CORPORA, FIVE, SIXTY, STYLES, UNSEEN, WRITTEN, style_of
from judge import Starts, Verdict
from measure import Result
from score import FIGURES, Score

from sitegen.restore.stories import SURE_ENOUGH

AT_LEAST = (0.97, 0.98, 0.97, 0.95, 0.96, 0.93, 0.97, 0.93, 0.93, 1.0, 0.98, 1.0)
"""What the 60 pages must reach, in the order of `FIGURES`; the five real pages must reach 1 in all."""
AIM = (0.99, 0.995, 0.99, 0.98, 0.985, 0.97, 0.99, 0.97, 0.97, 1.0, 0.99, 1.0)
AIM_OF_STYLE = ("article", "text", "break")
"""The figures in which styles A, B and C must reach the aim, each by itself."""
OTHER_THRESHOLDS = (0.9, 0.95, 0.96, 0.97, 0.98)
"""What the review list would hold with another threshold than the one in use."""
NAME_WIDTH, FIGURE_WIDTH = 30, 9

Row = tuple[str, tuple[float, ...]]


def by_corpus(results: tuple[Result, ...]) -> list[tuple[str, tuple[Result, ...]]]:
    """The pages of each corpus, by its name."""
    return [(corpus.name, tuple(r for r in results if r.corpus == corpus.name)) for corpus in CORPORA]


def groups(results: tuple[Result, ...]) -> tuple[tuple[str, tuple[Result, ...]], ...]:
    """The pages of each corpus and of each style, those without pages left out."""
    found = by_corpus(results)
    found += [(f"  {style} {what}", tuple(r for r in results if style_of(r.file) == style)) for style, what in STYLES]
    return tuple((f"{name} ({len(group)})", group) for name, group in found if group)


def rows(results: tuple[Result, ...]) -> tuple[Row, ...]:
    """The figures of each corpus and of each style."""
    return tuple((name, reduce(add, (r.score for r in group), Score()).figures()) for name, group in groups(results))


def surprises(results: tuple[Result, ...]) -> tuple[tuple[str, float], ...]:
    """The mean surprise of the grammar at the true reading of a page, in bits, of each corpus and of each style."""
    return tuple((name, fmean(r.surprise for r in group)) for name, group in groups(results))


def as_text(meaning: str, results: tuple[Result, ...], worst: int) -> str:
    """Everything, for people.

    Args:
        meaning: by what weights the pages were read.
        results: of every page.
        worst: how many of the worst articles are shown.
    """
    verdicts = tuple(verdict for result in results for verdict in result.verdicts)
    begun = reduce(add, (result.starts for result in results), Starts(0, 0, 0))
    parts = [
        f"Restoration of {len(results)} pages, {meaning}",
        _figures(rows(results)),
        _surprises(results),
        _worst(results, worst),
        _calibration(verdicts),
        _lists(results),
        f"Stories begin at {begun.true} lines; {begun.read} were read so, {begun.both} of them rightly.",
        _confident(verdicts),
    ]
    return "\n\n".join(part for part in parts if part)


def _figures(table: tuple[Row, ...]) -> str:
    """The table of figures with its bars, and where they are not reached."""
    lines = [" " * NAME_WIDTH + "".join(name.rjust(FIGURE_WIDTH + (len(name) > 8)) for name in FIGURES)]
    for name, figures in table:
        lines.append(_row(name, figures, 4))
        if name.startswith(FIVE.name):
            lines.append(_row("  bar", (1.0,) * len(FIGURES), 3))
        if name.startswith(SIXTY.name):
            lines += [_row("  at least", AT_LEAST, 3), _row("  aim", AIM, 3)]
    return "\n".join([*lines, *_short(table)])


def _row(name: str, figures: tuple[float, ...], digits: int) -> str:
    widths = (FIGURE_WIDTH + (len(each) > 8) for each in FIGURES)
    return name.ljust(NAME_WIDTH) + "".join(f"{f:.{digits}f}".rjust(w) for f, w in zip(figures, widths, strict=True))


def _short(table: tuple[Row, ...]) -> Iterable[str]:
    """One line for each row of the table that falls short of a bar of its own."""
    of_styles = tuple(aim if name in AIM_OF_STYLE else 0.0 for name, aim in zip(FIGURES, AIM, strict=True))
    for name, figures in table:
        if name.startswith(FIVE.name):
            wanted = (("the bar", (1.0,) * len(FIGURES)),)
        elif name.startswith(SIXTY.name):
            wanted = (("the least", AT_LEAST), ("the aim", AIM))
        elif name.startswith((WRITTEN.name, UNSEEN.name)):
            wanted = ()
        else:
            wanted = () if name.strip().startswith("D") else (("the aim", of_styles),)
        for what, least in wanted:
            below = [
                f"{figure} {have:.4f} < {want:g}"
                for figure, have, want in zip(FIGURES, figures, least, strict=True)
                if have < want
            ]
            if below:
                yield f"{name.strip()}: below {what}: {', '.join(below)}"


def _surprises(results: tuple[Result, ...]) -> str:
    """How surprised the grammar is, group by group."""
    lines = ["Surprise of the grammar at the true reading, in bits a page (less is better):"]
    lines += [f"{name.ljust(NAME_WIDTH)}{bits:{FIGURE_WIDTH}.2f}" for name, bits in surprises(results)]
    return "\n".join(lines)


def _worst(results: tuple[Result, ...], worst: int) -> str:
    """The articles that cost most, each with all that is wrong with it."""
    found = sorted((fault for result in results for fault in result.faults), key=lambda f: (-f.cost, f.file, f.title))
    lines = [f"Worst {min(worst, len(found))} of {len(found)} articles that are not perfect (cost in characters):"]
    for fault in found[:worst]:
        lines.append(f"{fault.cost:6} {fault.file}  {fault.title}")
        lines += [f"         {what}" for what in fault.what]
    return "\n".join(lines)


def _calibration(verdicts: tuple[Verdict, ...]) -> str:
    """The calibration tables and the two bars."""
    lines = ["Confidence of decisions, and how many were right:"]
    for name, some in (("all", verdicts), *by_step(verdicts)):
        lines.append(f"  {name:10}" + "confidence".rjust(12) + "count".rjust(8) + "right".rjust(8) + "mean".rjust(9))
        for each in bins(some):
            span, right = f"{each.low:g}–{each.high:g}", f"{each.right / each.count:.4f}"
            lines.append(
                " " * 12 + span.rjust(12) + f"{each.count}".rjust(8) + right.rjust(8) + f"{each.mean:.4f}".rjust(9)
            )
    lines.append(
        f"Of decisions with confidence {SURE} or more {bars(verdicts, SURE).sure:.2%} are right (bar {SURE_RIGHT:.0%})."
    )
    for threshold in sorted({SURE_ENOUGH, *OTHER_THRESHOLDS}):
        stand = bars(verdicts, threshold)
        lines.append(
            f"{'The' if threshold == SURE_ENOUGH else 'A'} review list of all below {threshold:g} "
            f"{'holds' if threshold == SURE_ENOUGH else 'would hold'} {stand.wrong_listed:.1%} of {stand.wrong} wrong decisions "
            f"(bar {LISTED_WRONG:.0%}) and {stand.listed:.1%} of {stand.count} decisions (bar {LISTED:.0%})."
        )
    return "\n".join(lines)


def _lists(results: tuple[Result, ...]) -> str:
    """The two bars for each corpus alone: what is like the pages learned from is read more surely than what is not."""
    lines = ["The same of each corpus, with the review list in use:"]
    for name, group in by_corpus(results):
        if group:
            stand = bars(tuple(verdict for r in group for verdict in r.verdicts), SURE_ENOUGH)
            lines.append(
                f"  {name}: {stand.sure:.2%} right where sure; listed {stand.wrong_listed:.1%} of {stand.wrong} wrong decisions, "
                f"{stand.listed:.1%} of {stand.count} in all"
            )
    return "\n".join(lines)


def _confident(verdicts: tuple[Verdict, ...]) -> str:
    """Wrong decisions that no review list will show, by what was taken for what."""
    wrong = confident_and_wrong(verdicts)
    if not wrong:
        return ""
    lines = [f"{len(wrong)} wrong decisions with confidence {SURE} or more:"]
    for verdict in wrong:
        each = verdict.decision
        where = ",".join(str(line) for line in sorted({each.lines[0], each.lines[-1]}))
        lines.append(
            f"  {verdict.file}:{where}  {each.step}: {each.choice}, but {verdict.truth} ({each.confidence:.2f})"
        )
    return "\n".join(lines)


def as_json(results: tuple[Result, ...]) -> str:
    """The figures, the faults and the verdicts, for machines."""
    verdicts = tuple(verdict for result in results for verdict in result.verdicts)
    told = {
        "figures": {name: dict(zip(FIGURES, figures, strict=True)) for name, figures in rows(results)},
        "surprise": dict(surprises(results)),
        "pages": {r.file: dict(zip(FIGURES, r.score.figures(), strict=True)) for r in results},
        "faults": [asdict(fault) for result in results for fault in result.faults],
        "calibration": [asdict(each) for each in bins(verdicts)],
        "bars": asdict(bars(verdicts, SURE_ENOUGH)),
        "confident_and_wrong": [asdict(verdict) for verdict in confident_and_wrong(verdicts)],
    }
    return json.dumps(told, ensure_ascii=False, indent=1)
