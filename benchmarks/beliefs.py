"""What an editor would say of a cue before seeing any page: the means that fitted weights are drawn towards.

Only what is common knowledge of the trade stands here (a line after a dash is a deck, a line that ends in a dash leads into the
headline). The pages then move every weight as far as they have reason to.
"""

from __future__ import annotations

HEADS = ("title", "kicker", "subtitle", "column", "subhead")

BELIEFS: dict[str, dict[str, float]] = {
    "look:prose": {
        "body": 3.0,
        "caption": 1.0,
        **dict.fromkeys(HEADS, -3.0),
        "byline": -5.0,
        "credit": -5.0,
        "furniture": -3.0,
    },
    "look:lead": {"body": 4.0, **dict.fromkeys(HEADS, -3.0), "byline": -4.0, "credit": -4.0, "furniture": -3.0},
    "look:caption": {"caption": 4.0, **dict.fromkeys(HEADS, -3.0), "body": -1.0, "byline": -4.0, "furniture": -2.0},
    "look:jump": {"jump": 4.0, "body": 3.0, **dict.fromkeys(HEADS, -4.0), "furniture": -2.0},
    "look:byline": {"byline": 5.0, **dict.fromkeys(HEADS, -3.0), "body": -3.0, "caption": -2.0},
    "look:credit": {"credit": 5.0, **dict.fromkeys(HEADS, -3.0), "body": -3.0, "byline": -2.0},
    "look:names": {"byline": 2.0, "body": -3.0, "caption": -3.0},
    "look:notice": {"furniture": 4.0, "body": -2.0, **dict.fromkeys(HEADS, -1.5)},
    "look:head": {"title": 1.0, "kicker": 0.5, "subhead": 0.5, "body": -3.0, "byline": -2.0, "credit": -3.0},
    "look:note": {"body": 4.0, **dict.fromkeys(HEADS, -2.0)},
    "line-after:over": {"body": -2.0},
    "line-after:signed": {"body": -3.0, "subhead": -3.0},
    "unclosed": {"body": 3.0, **dict.fromkeys(HEADS, -2.0)},
    "unopened": {"body": 2.0, **dict.fromkeys(HEADS, -1.5)},
    "hanging": {"body": 2.0, **dict.fromkeys(HEADS, -1.5)},
    "chaired": {"subtitle": 4.0, "title": -2.0, "kicker": -1.0},
    "never-first": {"body": 2.0, **dict.fromkeys(HEADS, -3.0)},
    "above:much-longer": {"title": -0.5},
    "jump": {"jump": 2.0},
    "upto14": {"caption": -1.0, "body": -1.0},
    "long": {"jump": -4.0, "furniture": -1.0},
    "dash-start": {"subtitle": 4.0, "title": -2.0, "subhead": -2.0},
    "dash-end": {"kicker": 4.0, "title": -2.0, "subhead": -2.0, "column": -2.0},
    "above-dash-end": {"title": 3.0, "subhead": -2.0, "kicker": -2.0, "column": -2.0},
    "below-dash-start": {"title": 3.0, "subhead": -2.0, "kicker": -2.0, "column": -2.0},
    "ended": {"title": -1.5, "kicker": -2.0, "column": -2.0, "subtitle": -1.5},
    "comma": {"column": -1.0},
    "rubric": {"column": 2.0},
    "upto4": {"column": 1.5, "kicker": -1.0, "title": -1.0},
    "upto8": {"column": 0.7},
    "known-column": {
        "column": 2.0,
        **dict.fromkeys(("title", "kicker", "subtitle", "subhead", "byline", "body", "caption"), -1.0),
    },
    "long-quote": {"subhead": -3.0, "title": -2.0, "kicker": -2.0, "body": 2.0},
    "count-start": {"subtitle": 2.0, "title": -1.0},
    "time-alone": {"kicker": 2.0, "title": -2.0},
    "above-chaired": {"title": -1.0},
    "below-chaired": {"title": 2.0, "kicker": -1.0},
    "seam-across:word": {"column": 2.0, "caption": 1.0, "body": -1.0},
    "seam-across:rest": {"column": 2.0, "caption": 1.0, "body": -1.0},
    "seam-below:rest": {"body": 2.0},
    "seam-above:rest": {"body": 2.0},
    "before-rest": {"subhead": -2.0, "title": -1.0},
    "rest": {"body": 2.0},
    "urges": {"kicker": 2.0},
    "caption-start": {"caption": 3.0},
    "shown": {"caption": 1.0},
    "credit-at-end": {"caption": 1.0},
    "before:credit": {"caption": 3.0},
    "after:credit": {"credit": -1.0},
    "heading-1": {"title": 3.0, "subhead": -1.0},
    "heading-2": {"title": 1.0, "subhead": 1.5},
    "heading-3": {"subhead": 2.0},
    "numbered": {"subhead": 1.0},
    "ordinal-alone": {"subhead": 3.0},
    "only-number": {"furniture": 3.0},
    "latin": {"furniture": 3.0},
    "folio": {"furniture": 2.0},
    "editors": {"furniture": 3.0},
    "newspaper-name": {"furniture": 2.0},
    "beside-notice": {"furniture": 3.0, **dict.fromkeys(HEADS, -1.0), "body": -1.0},
    "printed-before": {"furniture": 4.0, "title": -2.0},
    "printed-again": {"column": 3.0, "title": -2.0},
}
"""Cue -> role -> log-odds."""

BELIEFS_OF_STATES: dict[str, dict[str, float]] = {
    "lead": {"above.start": 2.0, "below.start": 2.0, "above.body": -2.0, "below.body": -2.0},
    "text-after:open": {"below.start": -2.0, "photo.caption": -1.5, "titled.caption": -1.0},
    "text-after:signed": {"above.body": -2.0, "below.body": -2.0},
    "never-first": {"above.start": -4.0, "below.start": -4.0},
    "line-after:open": {
        "above.title": -1.0,
        "above.kicker": -1.0,
        "above.column": -1.0,
        "below.title": -2.0,
        "below.kicker": -2.0,
    },
    "page:ends-with-head": {"below.title": 1.0},
    "page:begins-with-text": {"below.title": 1.0},
    "page:begins-with-head": {"above.title": 1.0},
    "doubled": {"above.again": 4.0, "below.again": 4.0},
    "topic:same": {"above.subhead": 0.7, "below.subhead": 0.7, "above.title": -0.5},
    "topic:other": {"above.title": 0.7, "above.subhead": -0.7, "below.subhead": -0.7},
    "brief:above": {"below.title": 0.5},
    "run-words:far-above": {"below.title": 1.5, "below.kicker": 1.0, "above.title": -1.0},
    "run-words:above": {"below.title": 1.0, "below.kicker": 0.7, "above.title": -0.7},
    "run-words:below": {"above.title": 1.0, "above.kicker": 0.7, "below.title": -0.7},
    "run-words:far-below": {"above.title": 1.5, "above.kicker": 1.0, "below.title": -1.0},
    "credited:reporter": {"above.caption": 1.5, "below.caption": 1.0, "photo.caption": -1.5},
    "credited:agency": {"photo.caption": 1.0, "titled.caption": 1.0, "above.caption": -1.0, "below.caption": -1.0},
}
"""Cue -> state -> log-odds on top."""

BELIEF_OF_RESUMING = -3.0
"""Log-odds of every step by which text of an earlier story comes back."""
