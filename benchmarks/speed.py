"""What reading a page costs: CPU of the restoration and of its line steps, against one `jieba.lcut` over the same text.

    python benchmarks/speed.py

Every page is read and cut in turn, three times in one run, and the quickest of each counts, so that a busy machine slows both alike.
The bar is a ratio of 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import process_time

import jieba
from corpus import CORPORA, style_of

from sitegen.restore.blocks import blocks
from sitegen.restore.chain import restore
from sitegen.restore.clean import clean
from sitegen.restore.conserve import check
from sitegen.restore.decode import decode
from sitegen.restore.notices import is_notice

ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of CPU that one page took.

    Args:
        corpus: the name of the page's corpus.
        style: how the page was laid out.
        steps: the steps on lines alone, in the order of `STEPS`.
        restored: the whole restoration.
        cut: `jieba.lcut`.
    """

    corpus: str
    style: str
    steps: tuple[float, ...]
    restored: float
    cut: float


STEPS = ("decode", "clean", "blocks", "conserve")


def seconds(work: Callable[[], object]) -> float:
    """CPU time of one call; nothing is remembered from the one before."""
    is_notice.cache_clear()
    start = process_time()
    work()
    return process_time() - start


def cost_of(corpus: str, name: str, data: bytes) -> Cost:
    """What one page costs, the quickest of some rounds."""
    page = decode(data, name)
    lines, read, text = clean(page), restore(data, name), "\n".join(page.lines)
    works: tuple[Callable[[], object], ...] = (
        lambda: decode(data, name),
        lambda: clean(page),
        lambda: blocks(lines),
        lambda: check(page, read.stories, read.furniture),
        lambda: restore(data, name),
        lambda: jieba.lcut(text),
    )
    rounds = [[seconds(work) for work in works] for _ in range(ROUNDS)]
    *steps, restored, cut = (min(times) for times in zip(*rounds, strict=True))
    return Cost(corpus, style_of(name), tuple(steps), restored, cut)


def table(costs: tuple[Cost, ...]) -> str:
    """The mean of all pages and of each style, in milliseconds a page."""
    head = ("pages", "count", *STEPS, "restore", "jieba", "ratio")
    rows = [("all", costs), *((each.name, tuple(c for c in costs if c.corpus == each.name)) for each in CORPORA)]
    rows += [(f"style {s}", tuple(c for c in costs if c.style == s)) for s in "ABCD"]
    wide = max(len(name) for name, _ in rows)
    lines = [head[0].rjust(wide) + "".join(f"{word:>9}" for word in head[1:])]
    for name, some in ((name, some) for name, some in rows if some):
        steps = [sum(each) for each in zip(*(cost.steps for cost in some), strict=True)]
        restored, cut = sum(cost.restored for cost in some), sum(cost.cut for cost in some)
        means = "".join(f"{1000 * total / len(some):9.2f}" for total in (*steps, restored, cut))
        lines.append(f"{name:>{wide}}{len(some):9}{means}{restored / cut:9.2f}")
    return "\n".join(lines)


def main() -> None:
    """Measure every page and print."""
    jieba.setLogLevel("WARNING")
    jieba.initialize()
    costs = tuple(cost_of(corpus.name, name, corpus.data(name)) for corpus in CORPORA for name in corpus.names())
    print("milliseconds of CPU a page")
    print(table(costs))


if __name__ == "__main__":
    main()
