"""Learning what whole stories say: which of the readings that the grammar holds likely is the true one.

For every page to learn from, the other readings (`sitegen.restore.alternatives`) are set beside the best one, each with what
its stories show otherwise (`sitegen.restore.wholes`) and with how wrong it is. The weights are those that make the least
wrong reading of every page the likeliest, held small by a Gaussian prior. They must be learned from pages that the grammar's own
weights were not fitted on: of those it was fitted on, the grammar is surer than of any other, and errors are few.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields

import numpy as np
from form import gold_page
from gold import Example, example
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from score import SHARES, Score, score

from sitegen.model import Story
from sitegen.restore.alternatives import FAR, Alternative, alternatives, best_way, trellis
from sitegen.restore.clean import clean
from sitegen.restore.decode import RawPage, decode
from sitegen.restore.fitting import fit as fit_pins
from sitegen.restore.grammar import Weights, read, scores, steps
from sitegen.restore.limits import Limit
from sitegen.restore.pinned import NO_PINS
from sitegen.restore.states import ALLOWED, INDEX, STATES, Role, State, starts
from sitegen.restore.stories import tell
from sitegen.restore.wholes import Wholes

PRIOR = 1.0
"""How strongly the weights are held near nothing."""
BELIEVED_SCALE = 0.7
"""What a log-odd of the grammar is worth before anything is learned: it is too sure of itself on pages it does not know."""
SMALLEST = 0.04
"""A weight smaller than this is dropped."""
ROLE_WRONG, START_WRONG, KIND_WRONG = 2.0, 4.0, 1.0
"""How wrong a reading is for each block in another role, each story begun where none begins or the other way, and each piece of
crossing or doubled text not seen as such."""
KINDS = ("resumed", "again", "title-more")
"""States of which the kind matters as well as the role."""


TEXT_UNIT = 200
"""So many wrong characters of text are as wrong as one wrong headline."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The readings of one page.

    Args:
        costs: how far each stands below the best one, which comes first.
        differences: what its stories show otherwise, by cue.
        wrong: how wrong it is.
        counts: how much the page counts.
    """

    costs: tuple[float, ...]
    differences: tuple[Mapping[str, int], ...]
    wrong: tuple[float, ...]
    counts: float


def choice_of_printed(data: bytes, gold: dict, weights: Weights, counts: float) -> Choice:
    """The readings of a page that was printed: how wrong each is tells the score of what is restored by it."""
    page, truth = example(data, gold), decode(data, gold["source"])
    path, others = _readings(page, weights)

    def wrong(other: Alternative | None) -> float:
        return _errors(page, truth, gold, weights, other)

    return _choice(page, path, others, [wrong(each) for each in (None, *others)], counts)


def choice_of_relaid(data: bytes, gold: dict, weights: Weights, counts: float) -> Choice:
    """The readings of a page laid out anew: how wrong each is tells the states of its blocks, which is quicker."""
    page = example(data, gold)
    path, others = _readings(page, weights)
    read_as = [path, *(other.of(path) for other in others)]
    return _choice(page, path, others, [wrongness(each, page.states) for each in read_as], counts)


def _readings(page: Example, weights: Weights) -> tuple[list[int], tuple[Alternative, ...]]:
    table, step = scores(page.seen, weights), steps(weights)
    ways = trellis(table, step)
    path = best_way(ways)
    return path, alternatives(table, step, ways, path, FAR)


def _choice(
    page: Example, path: list[int], others: tuple[Alternative, ...], wrong: list[float], counts: float
) -> Choice:
    differences = Wholes(page.seen).differences(path, others)
    return Choice((0.0, *(o.cost for o in others)), ({}, *differences), tuple(wrong), counts)


def _errors(page: Example, raw: RawPage, gold: dict, weights: Weights, other: Alternative | None) -> float:
    """How many errors the score of a page counts when it is restored by one of its readings."""
    limits = {}
    if other:
        for row, state in enumerate(other.states, other.first):
            only = np.zeros(len(STATES), dtype=np.bool_)
            only[state] = True
            limits[row] = Limit(only, ALLOWED)
    fitting, _ = fit_pins(NO_PINS, raw, clean(raw))
    told, _ = tell(read(page.seen, weights, limits), fitting)
    ours = {**gold, "articles": [_as_stored(each.story) for each in told], "furniture": []}
    return _errors_of(score(gold_page(gold), gold_page(ours), ""))


def _errors_of(counts: Score) -> float:
    found = 0.0
    for each in fields(counts):
        count = getattr(counts, each.name)
        if each.name == "text":
            found += (count.gold - count.hits) / TEXT_UNIT
        elif each.name in SHARES:
            found += 2 * (count.gold - count.hits) if each.name == "title" else 0.0
        else:
            found += count.gold + count.ours - 2 * count.hits
    return found


def _as_stored(story: Story) -> dict:
    """A story in the form in which gold pages are stored."""
    return {
        **{name: getattr(story, name) for name in ("kind", "title", "kicker", "subtitle", "column", "byline")},
        "authors": list(story.authors),
        "continued_from": story.continued_from,
        "body": [{"t": "h" if part.subhead else "p", "text": part.text} for part in story.body],
        "captions": [{"text": photo.caption, "credit": photo.credit} for photo in story.photos],
    }


def wrongness(path: list[int], truth: tuple[str, ...]) -> float:
    """How wrong a reading is; blocks of which the gold page does not tell count nothing."""
    states = [STATES[at] for at in path]
    true = [STATES[INDEX[name]] if name else state for name, state in zip(truth, states, strict=True)]
    begins, truly = _begins(states), _begins(true)
    total = 0.0
    for at, (state, meant) in enumerate(zip(states, true, strict=True)):
        if not truth[at]:
            continue
        if begins[at] != truly[at]:
            total += START_WRONG
        if state.role is not meant.role:
            total += ROLE_WRONG
        elif state.role is not Role.TITLE or begins[at] == truly[at]:
            total += KIND_WRONG * (_kind(state) != _kind(meant))
    return total


def _begins(states: list[State]) -> list[bool]:
    return [starts(before, state) for before, state in zip([None, *states], states, strict=False)]


def _kind(state: State) -> str:
    name = state.name.partition(".")[2]
    return name if name in KINDS else ""


def fit_wholes(choices: Iterable[Choice]) -> dict[str, float]:
    """What the cues of whole stories speak for, in the grammar's own log-odds."""
    pages = tuple(choices)
    names = sorted({cue for page in pages for each in page.differences for cue in each})
    number = {name: at for at, name in enumerate(names)}
    readings = [each for page in pages for each in page.differences]
    rows = [row for row, each in enumerate(readings) for _ in each]
    columns = [number[cue] for each in readings for cue in each]
    values = [float(n) for each in readings for n in each.values()]
    shown = csr_matrix((values, (rows, columns)), shape=(len(readings), len(names)))
    costs = np.array([cost for page in pages for cost in page.costs])
    sizes = np.array([len(page.costs) for page in pages])
    first = np.cumsum(sizes) - sizes
    wrong = np.array([each for page in pages for each in page.wrong])
    wanted = np.exp(np.repeat(np.minimum.reduceat(wrong, first), sizes) - wrong)
    wanted /= np.repeat(np.add.reduceat(wanted, first), sizes)
    counts = np.repeat([page.counts for page in pages], sizes)
    means = np.concatenate(([BELIEVED_SCALE], np.zeros(len(names))))

    def loss(flat: np.ndarray) -> tuple[float, np.ndarray]:
        held = shown @ flat[1:] - flat[0] * costs
        held -= np.repeat(np.maximum.reduceat(held, first), sizes)
        held -= np.repeat(np.log(np.add.reduceat(np.exp(held), first)), sizes)
        off = counts * (np.exp(held) - wanted)
        slopes = np.concatenate(([-(off @ costs)], shown.T @ off))
        return float(PRIOR * (flat - means) @ (flat - means) - (counts * wanted * held).sum()), slopes + 2 * PRIOR * (
            flat - means
        )

    found = minimize(loss, means, jac=True, method="L-BFGS-B", options={"maxiter": 300}).x
    scale = max(float(found[0]), 0.05)
    weights = {name: round(float(value) / scale, 2) for name, value in zip(names, found[1:], strict=True)}
    return {name: value for name, value in weights.items() if abs(value) > SMALLEST}
