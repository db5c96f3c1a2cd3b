"""The explanation on a terminal: every line with its role and its reasons, strongest first; plain text where it is no terminal."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from sitegen.explain import Explained, Fact, Selection
from sitegen.model import Decision
from sitegen.restore.explain import Reason
from sitegen.restore.stories import SURE_ENOUGH

PLAIN_WIDTH = 140
"""How wide a line is where no terminal says."""
STRONGEST = 5
"""How many cues are shown; `--json` and the page give all of them."""
SHOWN = 400
"""More characters of a line no terminal shows in one row."""
INDENT = 31
STEERING = {
    **{chr(code): chr(0x2400 + code) for code in range(32)},
    **{chr(code): "\ufffd" for code in (*range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A))},
}
"""Control characters and marks that reorder text, each with what is shown instead."""
COLOURS = {
    "title": "bold red",
    "kicker": "yellow",
    "subtitle": "yellow",
    "column": "magenta",
    "byline": "cyan",
    "subhead": "bold",
    "caption": "blue",
    "credit": "blue",
    "jump": "green",
    "furniture": "bright_black",
}


def tell(explained: Explained, selection: Selection, console: Console) -> None:
    """Print the explanation.

    Args:
        explained: the page.
        selection: which lines of it.
        console: where to.
    """
    for line in head(explained):
        console.print(line, soft_wrap=True)
    reasons = selection.of(explained.explanation)
    for reason in reasons:
        for row in rows(reason):
            console.print(row, no_wrap=True, overflow="ellipsis")
        for note in notes(reason):
            for row in Text(note, "bright_black").wrap(console, max(20, console.width - INDENT)):
                row.rstrip()
                console.print(Text(" " * INDENT) + row)
    if not reasons:
        console.print(Text("no such lines"))


def head(explained: Explained) -> tuple[Text, ...]:
    """The page as a whole: encoding, facts, how much there is and how much of it is doubtful."""
    page, reasons = explained.explanation.page, explained.explanation.reasons
    lines = sum(len(reason.lines) for reason in reasons)
    weak = sum(reason.weak for reason in reasons)
    count = f"articles: {len(page.stories)}; lines: {lines}; blocks: {len(reasons)}; doubtful: {weak}"
    title = Text.assemble((visible(page.file), "bold"), f"  {page.encoding}: {explained.explanation.evidence}")
    return (
        title,
        Text(count),
        *(Text(visible(f"{fact.name} {fact.value}: {_origin(fact)}")) for fact in explained.facts),
        Text(),
    )


def _origin(fact: Fact) -> str:
    """Where a fact comes from.

    >>> from sitegen.model import Evidence
    >>> _origin(Fact("date", "2021-08-18", Evidence("masthead", (5, 6))))
    'masthead, lines 5-6'
    """
    evidence = fact.evidence
    where = f", {_lines(evidence.lines)}" if evidence.lines else ""
    return f"{evidence.origin}{where}" + (f" ({evidence.note})" if evidence.note else "")


def _lines(lines: tuple[int, ...]) -> str:
    first, last = lines[0], lines[-1]
    return f"line {first}" if first == last else f"lines {first}-{last}"


def rows(reason: Reason) -> tuple[Text, ...]:
    """The lines of one block, the first with its article, role and confidence; `?` marks what a person should look at."""
    style = COLOURS.get(reason.role, "")
    role = reason.role if reason.article or not reason.furniture else reason.furniture[0].kind
    article = f"{reason.article:3}" if reason.article else "  -"
    sure = f"{reason.decision.confidence:4.0%}"
    made: list[Text] = []
    for at, line in enumerate(reason.lines):
        mark = "?" if reason.weak else " "
        first = f"{mark}{line.number:5} {article}  {role:12} {sure}  "
        label = first if at == 0 else f" {line.number:5}  |  {'':12} {'':4}  "
        made.append(Text.assemble((label, style), visible(line.text[:SHOWN])))
    return tuple(made)


def notes(reason: Reason) -> tuple[str, ...]:
    """The cues that decided, then what else was decided of the block."""
    told = (why(reason), *(link(each, reason) for each in reason.links), *_asides(reason))
    return tuple(visible(note) for note in told if note)


def visible(text: str) -> str:
    r"""A text as a terminal may show it: characters that would steer it, or turn the order of the others, made visible.

    >>> visible("本报[2J讯")
    '本报␛[2J讯'
    """
    return "".join(STEERING.get(c, c) for c in text)


def why(reason: Reason) -> str:
    """The strongest cues with their weights, then the runner-up and the margin."""
    decision = reason.decision
    if not decision.runner_up:
        return decision.because if decision.rule != "grammar" else "nothing else is possible here"
    told = [f"{cue} {weight:+.1f}" for cue, weight in reason.weights[:STRONGEST]]
    more = len(reason.weights) - STRONGEST
    told += [f"{more} more {sum(weight for _, weight in reason.weights[STRONGEST:]):+.1f}"] if more > 0 else []
    told += [f"lines around {decision.around:+.1f}"]
    return f"{decision.margin:+.1f} over {reason.runner_up}: " + ", ".join(told)


def link(decision: Decision, reason: Reason) -> str:
    """A joint or a move; of the many that set whole paragraphs apart only the doubtful ones.

    A joint is told where the text goes on.
    """
    above, below = decision.lines[0], decision.lines[-1]
    if decision.step == "rejoin":
        own = {line.number for line in reason.lines}
        if below not in own or (decision.choice == "apart" and decision.confidence >= SURE_ENOUGH):
            return ""
        verb = "joined to" if decision.choice == "join" else "apart from"
        return f"{verb} line {above} ({decision.confidence:.0%}): {decision.because}"
    return f"{decision.choice} ({decision.confidence:.0%}): {decision.because}"


def _asides(reason: Reason) -> tuple[str, ...]:
    """What it states about the issue, what furniture was taken off it, how it was typed anew."""
    facts = "states " + ", ".join(f"{name} {value}" for name, value in reason.facts) if reason.facts else ""
    taken = ", ".join(f"{entry.kind} {entry.text}" for entry in reason.furniture) if reason.article else ""
    kinds = f"taken off the line: {taken}" if taken else ""
    typed = typing(reason)
    return (facts, kinds, f"typed anew: {typed}" if typed else "")


def typing(reason: Reason) -> str:
    """How the block was typed anew, in short; white space as `space`, what was taken off as `-`."""
    told: dict[tuple[str, str], int] = {}
    for line in reason.lines:
        for before, after, times in line.changes:
            told[before, after] = told.get((before, after), 0) + times
    return ", ".join(
        f"{before.replace(' ', 'space') or '-'} > {after or '-'}" + (f" x{times}" if times > 1 else "")
        for (before, after), times in told.items()
    )


def shown(explained: Explained, selection: Selection) -> None:
    """Print the explanation to standard output: coloured and as wide as the terminal, or plain and wide elsewhere."""
    console = Console(highlight=False)
    tell(explained, selection, console if console.is_terminal else Console(highlight=False, width=PLAIN_WIDTH))
