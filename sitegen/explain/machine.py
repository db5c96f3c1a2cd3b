"""The explanation for machines: one JSON object with everything that the terminal and the page tell."""

from __future__ import annotations

import json
from dataclasses import asdict

from sitegen.explain import Explained, Selection
from sitegen.restore.explain import Reason


def as_json(explained: Explained, selection: Selection) -> str:
    """The page, the facts about its issue, and every block asked for, as JSON.

    Args:
        explained: the page.
        selection: which lines of it.
    """
    page = explained.explanation.page
    told = {
        "command": "explain",
        "file": page.file,
        "sha256": page.sha256,
        "encoding": page.encoding,
        "encoding_because": explained.explanation.evidence,
        "facts": [asdict(fact) for fact in explained.facts],
        "articles": [
            {"article": order, "title": story.title, "confidence": story.confidence, "review": story.review}
            for order, story in enumerate(page.stories, 1)
        ],
        "furniture": [asdict(entry) for entry in page.furniture],
        "blocks": [_block(reason) for reason in selection.of(explained.explanation)],
        "problems": [asdict(problem) for problem in explained.problems],
    }
    return json.dumps(told, ensure_ascii=False)


def _block(reason: Reason) -> dict[str, object]:
    decision = reason.decision
    return {
        "lines": [asdict(line) for line in reason.lines],
        "article": reason.article,
        "role": reason.role,
        "state": decision.state,
        "rule": decision.rule,
        "because": decision.because,
        "confidence": decision.confidence,
        "weak": reason.weak,
        "runner_up": {"role": reason.runner_up, "state": decision.runner_up},
        "margin": decision.margin,
        "around": decision.around,
        "weights": dict(reason.weights),
        "silent": reason.silent,
        "links": [asdict(link) for link in reason.links],
        "facts": dict(reason.facts),
        "furniture": [entry.kind for entry in reason.furniture],
    }
