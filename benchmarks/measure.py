"""Reading pages that have a gold page, by weights fitted with or without them, and judging what comes of it."""

from __future__ import annotations

from dataclasses import dataclass

import fit
from corpus import CORPORA, LEARNED, SIXTY, UNSEEN, Corpus, imported, restored
from faults import Fault, faults
from form import Page, gold_page
from gold import example
from judge import Starts, Verdict, judge, starts
from score import Score, score
from surprise import surprise
from truth import truth_of

from sitegen.restore.decode import decode
from sitegen.restore.grammar import Weights
from sitegen.restore.weights import WEIGHTS


@dataclass(frozen=True, slots=True)
class Task:
    """Pages to read, and the weights to read them by."""

    corpus: Corpus
    names: tuple[str, ...]
    weights: Weights


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one page.

    Args:
        corpus: the name of its corpus.
        file: the raw page's name.
        score: its counts.
        faults: its articles that are not perfect.
        verdicts: its decisions, judged.
        starts: where stories begin.
        surprise: of the grammar at the true reading, in bits.
    """

    corpus: str
    file: str
    score: Score
    faults: tuple[Fault, ...]
    verdicts: tuple[Verdict, ...]
    starts: Starts
    surprise: float


def in_use() -> tuple[Task, ...]:
    """All pages by the weights in use."""
    return tuple(Task(corpus, corpus.names(), WEIGHTS) for corpus in CORPORA)


def held_out() -> tuple[Task, ...]:
    """All pages, each by weights that the other parts teach; those that nothing was learned from, by the weights in use."""
    pages = [(corpus, name) for corpus in LEARNED for name in corpus.names()]
    tasks = [Task(UNSEEN, UNSEEN.names(), WEIGHTS)]
    for part, weights in enumerate(fit.learned_apart(_lessons(pages))):
        own = pages[part :: fit.PARTS]
        tasks += [Task(corpus, tuple(name for of, name in own if of is corpus), weights) for corpus in LEARNED]
    return tuple(tasks)


def half() -> tuple[Task, ...]:
    """Every second of the 60 pages, by weights that all other pages teach."""
    tested = SIXTY.names()[1::2]
    pages = [(corpus, name) for corpus in LEARNED for name in corpus.names() if name not in tested]
    return (Task(SIXTY, tested, fit.learned(_lessons(pages))),)


def _lessons(pages: list[tuple[Corpus, str]]) -> tuple[fit.Lesson, ...]:
    return tuple(fit.lesson(corpus, name) for corpus, name in pages)


def measured(task: Task) -> tuple[Result, ...]:
    """Import the pages of a task and judge what came of each."""
    ours = {page.file: page for page in imported(task.corpus, task.names, task.weights)}
    return tuple(_result(task, name, ours.get(name, Page(name))) for name in task.names)


def _result(task: Task, name: str, ours: Page) -> Result:
    data, stored = task.corpus.data(name), task.corpus.gold_of(name)
    wanted, truth, page = gold_page(stored), truth_of(data, stored), restored(task.corpus, name, task.weights)
    raw = "\n".join(decode(data, name).lines)
    counts, wrong = score(wanted, ours, raw), faults(wanted, ours)
    verdicts, begun = judge(page, truth), starts(page, truth)
    return Result(task.corpus.name, name, counts, wrong, verdicts, begun, surprise(example(data, stored), task.weights))
