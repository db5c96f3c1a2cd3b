"""What was measured, as tables in Markdown: every figure of every generator, ours beside the targets, and how costs grow."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from statistics import median

from building_process import Cost
from building_steps import AGAIN, COLD, MEMORY, MIDDLE, NEWEST, Weight

HUGO, BARE, WHOLE = "hugo", "bare", "whole"

# The size for which the targets are set, and from which growth is counted.
MAIN = 10_000
GROWTH = 1.15
MEGABYTE = 1_000_000

HEAD = """`make bench-build` writes these tables. It generates an archive, writes it as each generator reads one, and lets them build
the same site in turn, run by run.

- **Bare** is sitegen with a theme as light as the peers' templates, in one script, without search, books and data. **Whole** is sitegen
  with all that it makes, in both scripts, beside Hugo's bare site.
- **From nothing**: no output, no cache. **Once more**: the same command again. **After an edit**: a sentence more in the first article of
  the newest issue, or of the middle one. The peers then build everything again, for that is what they do.
- **Memory** is that of all processes together, pages they share counted once (PSS), at the peak of a build from nothing that is not
  timed, looked at every 20 ms; of the largest process it is what the system counts (RSS).
- Figures are medians, with the least and the most in brackets; ratios are to Hugo in the same run."""


@dataclass(frozen=True, slots=True)
class Measured:
    """All runs on an archive of one size.

    Args:
        articles: how many.
        names: of the generators by their keys, in the order of the table.
        costs: by generator and step, run by run.
        weights: of what each built.
    """

    articles: int
    names: Mapping[str, str]
    costs: Mapping[str, Mapping[str, tuple[Cost, ...]]]
    weights: Mapping[str, Weight]


@dataclass(frozen=True, slots=True)
class Figure:
    """What is told of a step: its name, the step, how the figure is taken, and how it is written."""

    name: str
    step: str
    take: Callable[[Cost], float]
    say: Callable[[float], str]


@dataclass(frozen=True, slots=True)
class Target:
    """What a ratio to Hugo must not be above; without a number it is only told."""

    who: str
    figure: Figure
    most: float | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """A ratio beside its target.

    Args:
        articles: the size of the archive.
        what: whose figure, and which.
        ratios: run by run.
        most: the target; None where the ratio is only told.
    """

    articles: int
    what: str
    ratios: tuple[float, ...]
    most: float | None

    @property
    def met(self) -> bool:
        """Whether the median is within the target.

        >>> Held(1000, "cold", (1.0, 1.2, 3.0), 1.3).met, Held(1000, "cold", (9.0,), None).met
        (True, True)
        """
        return self.most is None or median(self.ratios) <= self.most


def seconds(value: float) -> str:
    """Seconds to three digits or so.

    >>> seconds(0.1234), seconds(12.345), seconds(123.4)
    ('0.12 s', '12.3 s', '123 s')
    """
    return f"{value:.2f} s" if value < 10 else f"{value:.1f} s" if value < 100 else f"{value:.0f} s"


def megabytes(value: float) -> str:
    """Bytes in millions.

    >>> megabytes(812_345_678)
    '812 MB'
    """
    return f"{value / MEGABYTE:,.0f} MB"


def _wall(cost: Cost) -> float:
    return cost.wall


def _cpu(cost: Cost) -> float:
    return cost.cpu


TIME_COLD = Figure("from nothing", COLD, _wall, seconds)
CPU_COLD = Figure("from nothing, processor time", COLD, _cpu, seconds)
TIME_AGAIN = Figure("once more", AGAIN, _wall, seconds)
TIME_NEWEST = Figure("after an edit, newest issue", NEWEST, _wall, seconds)
TIME_MIDDLE = Figure("after an edit, middle issue", MIDDLE, _wall, seconds)
MEMORY_TOGETHER = Figure("memory, all processes", MEMORY, lambda cost: cost.together, megabytes)
MEMORY_LARGEST = Figure("memory, largest process", COLD, lambda cost: cost.largest, megabytes)
FIGURES = (
    TIME_COLD,
    CPU_COLD,
    TIME_AGAIN,
    Figure("once more, processor time", AGAIN, _cpu, seconds),
    TIME_NEWEST,
    TIME_MIDDLE,
    Figure("after an edit, middle issue, processor time", MIDDLE, _cpu, seconds),
    MEMORY_TOGETHER,
    MEMORY_LARGEST,
)

TARGETS = (
    Target(BARE, TIME_COLD, 0.6),
    Target(BARE, CPU_COLD),
    Target(BARE, TIME_NEWEST, 0.06),
    Target(BARE, TIME_MIDDLE, 0.06),
    Target(BARE, TIME_AGAIN, 0.02),
    Target(BARE, MEMORY_TOGETHER, 0.25),
    Target(WHOLE, TIME_COLD, 1.3),
    Target(WHOLE, CPU_COLD),
    Target(WHOLE, TIME_NEWEST, 0.1),
    Target(WHOLE, TIME_MIDDLE, 0.1),
)
SMALL_TARGETS = (Target(BARE, TIME_COLD, 1.3), Target(BARE, CPU_COLD), Target(WHOLE, TIME_COLD))


def held(measured: Measured) -> Iterator[Held]:
    """Every ratio that has a target, for an archive of this size; none where Hugo was left out."""
    if HUGO not in measured.costs:
        return
    for target in TARGETS if measured.articles >= MAIN else SMALL_TARGETS:
        if target.who in measured.costs:
            ours, theirs = (_values(measured, who, target.figure) for who in (target.who, HUGO))
            ratios = tuple(our / their for our, their in zip(ours, theirs, strict=True))
            what = f"{measured.names[target.who]}: {target.figure.name}"
            yield Held(measured.articles, what, ratios, target.most)


def grown(sizes: tuple[Measured, ...]) -> Iterator[Held]:
    """How much more a larger archive costs than one of the main size: an article's share of the time, and the largest process."""
    main = next((each for each in sizes if each.articles == MAIN), None)
    for each in sizes if main else ():
        for who in (BARE, WHOLE):
            if each.articles <= MAIN or who not in each.costs:
                continue
            for figure, share in ((TIME_COLD, MAIN / each.articles), (MEMORY_LARGEST, 1.0)):
                least = median(_values(main, who, figure))
                ratios = tuple(value * share / least for value in _values(each, who, figure))
                told = f"{figure.name}, an article" if figure is TIME_COLD else figure.name
                yield Held(each.articles, f"{each.names[who]}: {told}, to that at {MAIN:,}", ratios, GROWTH)


def document(sizes: tuple[Measured, ...], foot: str) -> str:
    """Everything, as a part of a document."""
    parts = [HEAD]
    for measured in sizes:
        parts += [f"### {measured.articles:,} articles", _figures(measured), _ratios(tuple(held(measured)))]
    growth = tuple(grown(sizes))
    if growth:
        parts += ["### As the archive grows", _ratios(growth)]
    return "\n\n".join((*filter(None, parts), foot)) + "\n"


def _figures(measured: Measured) -> str:
    keys = tuple(measured.names)
    weights = measured.weights
    rows = [(figure.name, *(_spread(_values(measured, key, figure), figure.say) for key in keys)) for figure in FIGURES]
    an_article = [seconds_an_article(median(_values(measured, key, TIME_COLD)) / measured.articles) for key in keys]
    rows += [
        ("from nothing, an article", *an_article),
        ("HTML pages", *(f"{weights[key].pages:,}" for key in keys)),
        ("files in all", *(f"{weights[key].files:,}" for key in keys)),
        ("bytes of an article's page", *(f"{weights[key].article:,.0f}" for key in keys)),
        ("bytes of an issue's page", *(f"{weights[key].issue:,.0f}" for key in keys)),
        ("links of an article's page", *(f"{weights[key].links:.1f}" for key in keys)),
    ]
    return _table(("", *measured.names.values()), rows)


def seconds_an_article(value: float) -> str:
    """A very short time.

    >>> seconds_an_article(0.00123)
    '1.23 ms'
    """
    return f"{value * 1000:.2f} ms"


def _ratios(rows: tuple[Held, ...]) -> str:
    told = [(each.what, _spread(each.ratios, "{:.3f}".format), *_verdict(each)) for each in rows]
    return _table(("ratio", "measured", "target", ""), told) if told else ""


def _verdict(each: Held) -> tuple[str, str]:
    if each.most is None:
        return "", ""
    return f"≤ {each.most}", "met" if each.met else "**missed**"


def _values(measured: Measured, who: str, figure: Figure) -> tuple[float, ...]:
    return tuple(figure.take(cost) for cost in measured.costs[who][figure.step])


def _spread(values: tuple[float, ...], say: Callable[[float], str]) -> str:
    return f"{say(median(values))} ({say(min(values))}–{say(max(values))})"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
