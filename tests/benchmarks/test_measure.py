"""Which pages are read by which weights, and what is printed of it."""

import json
import re

import fit
import pytest
from corpus import CORPORA, LEARNED, SIXTY, UNSEEN
from faults import Fault
from judge import Starts, Verdict
from measure import Result, half, held_out, in_use
from report import as_json, as_text
from score import FIGURES, Count, Score

from sitegen.model import Decision
from sitegen.restore.grammar import Weights
from sitegen.restore.weights import WEIGHTS


@pytest.fixture
def learnt(monkeypatch):
    """Weights tell which pages taught them; nothing is really fitted. Readings to learn from are by weights that did not see the page."""

    def names(lessons):
        return {lesson.gold["source"] for lesson in lessons}

    def choices_of(lessons, weights):
        assert not names(lessons) & names_in(weights.roles)
        return tuple(names(lessons))

    def grammar_of(lessons, draw):
        assert draw in fit.DRAWS
        return Weights({("saw", name): 1.0 for name in names(lessons)}, {}, {})

    monkeypatch.setattr(fit, "grammar_of", grammar_of)
    # In this process, which alone knows these.
    monkeypatch.setattr(fit, "_draws", lambda learn, lessons: [learn(lessons, draw) for draw in fit.DRAWS])
    monkeypatch.setattr(fit, "choices_of", choices_of)
    monkeypatch.setattr(fit, "fit_wholes", lambda choices: dict.fromkeys(choices, 1.0))


def names_in(roles):
    return {name for _, name in roles}


def every_page(corpora=CORPORA):
    return sorted(name for corpus in corpora for name in corpus.names())


def test_all_pages_are_read_by_the_weights_in_use():
    tasks = in_use()
    assert sorted(name for task in tasks for name in task.names) == every_page()
    assert all(task.weights is WEIGHTS for task in tasks)


@pytest.mark.usefixtures("learnt")
def test_held_out_reads_every_page_once_and_by_weights_that_never_saw_it():
    tasks = held_out()
    assert sorted(name for task in tasks for name in task.names) == every_page()
    (unseen,) = (task for task in tasks if task.corpus is UNSEEN)
    assert unseen.weights is WEIGHTS
    for task in tasks:
        if task is unseen:
            continue
        assert not names_in(task.weights.roles) & set(task.names)
        assert not task.weights.wholes.keys() & set(task.names)
        assert names_in(task.weights.roles) == set(task.weights.wholes)


def test_no_page_is_learned_from_and_kept_unseen():
    assert not set(every_page(LEARNED)) & set(UNSEEN.names())


@pytest.mark.usefixtures("learnt")
def test_half_reads_thirty_pages_by_weights_that_saw_the_others_and_the_five():
    (task,) = half()
    assert len(task.names) == 30
    others = set(every_page(LEARNED)) - set(task.names)
    assert names_in(task.weights.roles) == set(task.weights.wholes) == others


def test_weights_are_the_mean_of_what_the_draws_teach():
    one = Weights(
        {("rubric", "column"): 2.0, ("comma", "title"): 0.06}, {}, {("a", "b"): -1.0}, {"whole-heads:kt": 0.5}
    )
    other = Weights({("rubric", "column"): 3.0}, {}, {("a", "b"): -2.0}, {})
    mean = fit.mean((one, other))
    assert mean.roles == {("rubric", "column"): 2.5}
    assert mean.steps == {("a", "b"): -1.5}
    assert mean.wholes == {"whole-heads:kt": 0.25}


def result(file, hits):
    """A page of which so many of ten titles are right."""
    decision = Decision("roles", "grammar", (3,), "kicker", "", 0.95)
    fault = Fault(20, file, "会议闭幕", ("title '会议闭幕' read as ''",))
    corpus = SIXTY.name if file.startswith("dev") else CORPORA[0].name
    verdicts = (Verdict(file, decision, "title"),)
    return Result(corpus, file, Score(title=Count(hits, 10, 10)), (fault,), verdicts, Starts(1, 1, 1), float(hits))


RESULTS = (result("a.txt", 10), result("dev_A000.txt", 5), result("dev_D000.txt", 10))


def test_tables_tell_figures_bars_faults_and_confidence():
    told = as_text("by the weights in use", RESULTS, 2)
    assert "five real pages (1)" in told
    assert "60 pages (2): below the least: title 0.7500 < 0.96" in told
    assert "A Markdown of OCR (1)" in told
    assert told.count("title '会议闭幕' read as ''") == 2
    assert "dev_A000.txt:3  roles: kicker, but title (0.95)" in told
    assert re.search(r"^60 pages \(2\) +7\.50$", told, re.MULTILINE)


def test_json_tells_the_same():
    told = json.loads(as_json(RESULTS))
    assert told["figures"]["60 pages (2)"]["title"] == 0.75
    assert set(told["pages"]["a.txt"]) == set(FIGURES)
    assert told["surprise"]["60 pages (2)"] == 7.5
    assert len(told["faults"]) == len(told["confident_and_wrong"]) == 3
    assert told["bars"]["wrong"] == 3
