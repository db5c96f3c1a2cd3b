"""Pages laid out anew from the stories of gold pages, with their own gold: the same stories in other company, order and form.

Sixty-five pages show every kind of story only a few times in each place it may stand. Laying the stories out again, as newspapers
and their scans do (paragraphs cut at column ends, headlines below, captions in mid-paragraph, rubrics printed twice, adverts, columns
that cross), shows the grammar far more of them. How often each happens was set to what the sixty pages show. The same seed gives
the same pages.
"""

from __future__ import annotations

import random
import re

from printed import Printed, advert, masthead

from sitegen.restore.measure import CLASS_WIDTHS
from sitegen.restore.tables import CJK_MARKS, NEVER_LAST

Gold = dict
STYLES = ("A", "B", "C", "D")
BELOW_CHANCE = {"A": (0.0,), "B": (0.0, 0.0, 0.4), "C": (0.0, 0.6, 1.0), "D": (0.0, 0.0, 0.3, 1.0)}
"""How likely a story has its headline below it: one of these is a page's habit."""
CUT_CHANCE = {"A": 0.18, "B": 0.18, "C": 0.0, "D": 0.18}
SHORT_CUT_CHANCE = 0.2
LATE_CAPTION_CHANCE = 0.4
"""How likely the captions of a story whose headline stands below follow it."""
STORIES = {"A": (3, 6), "B": (5, 8), "C": (4, 9), "D": (4, 8)}
"""The fewest and most stories of a page."""
CAPTION_IN_CUT_CHANCE = 0.5
SQUEEZES = (0.6, 0.7, 0.8, 0.9, 1.0)
"""How wide a page sets its punctuation inside a line, in characters."""
CROSSING_CHANCE = {"A": 0.0, "B": 0.0, "C": 0.0, "D": 0.8}
FURNITURE_CHANCE = {"A": 0.15, "B": 0.6, "C": 0.5, "D": 0.9}
JUMP_CHANCE = {"A": 0.0, "B": 0.03, "C": 0.15, "D": 0.08}
TWICE_CHANCE = {"A": 0.02, "B": 0.04, "C": 0.0, "D": 0.06}
"""How likely a line of a story's head is printed twice by mistake."""
SHORT_FRAGMENT = (7, 18)
"""How long a fragment is that a column's end leaves of a paragraph's first line."""


def lay_out(stories: list[Gold], style: str, seed: int, name: str) -> tuple[bytes, Gold]:
    """A page of some stories: its raw bytes and its gold.

    Args:
        stories: articles of gold pages.
        style: A Markdown of OCR, B plain OCR, C PDF text layer, D noisy with crossing columns.
        seed: what the page's chances are drawn from.
        name: the raw file's name.
    """
    dice = random.Random(seed)
    habit = dice.choice(BELOW_CHANCE[style])
    made = [_printed(story, style, habit, dice) for story in stories]
    lines: list[Printed] = []
    at = 0
    while at < len(made):
        parts, _ = made[at]
        if at + 1 < len(made) and dice.random() < CROSSING_CHANCE[style] / max(1, len(made) - 1) * 1.5:
            lines += _crossed(parts, made[at + 1][0], dice)
            at += 2
        else:
            lines += [line for part in parts for line in part]
            at += 1
        if dice.random() < FURNITURE_CHANCE[style] / len(made):
            lines += advert(dice)
    golds = [gold for _, gold in made]
    if dice.random() < FURNITURE_CHANCE[style]:
        head = masthead(dice)
        lines = [*head, *lines] if dice.random() < 0.5 else [*lines, *head]
    twice = [gold["column"] for gold in golds if gold["column"] and dice.random() < 0.12]
    for column in twice:
        lines.insert(dice.randrange(len(lines)), Printed(column, furniture=True))
    raw = _as_raw(lines, style, dice)
    furniture = [line.text for line in lines if line.furniture]
    issue = dict.fromkeys(("newspaper", "date", "lunar", "number", "cn", "page"))
    return raw.encode("utf-8"), {"source": name, "issue": issue, "articles": golds, "furniture": furniture}


def _printed(story: Gold, style: str, habit: float, dice: random.Random) -> tuple[list[list[Printed]], Gold]:
    """A story as it is printed: its parts (heads, each paragraph with what stands in it), and its gold."""
    gold = {**story, "continued_from": None}
    body = list(story["body"])
    tail = bool(body) and dice.random() < JUMP_CHANCE[style] and len(body) > 2
    if tail:
        body = body[len(body) // 2 :]
        while body and body[0]["t"] == "h":
            body = body[1:]
        gold = {**gold, "title": "", "kicker": "", "subtitle": "", "column": "", "byline": "", "authors": [],
                "captions": [], "body": body, "continued_from": 1}  # fmt: skip
    heads, byline = _heads(gold, style, dice)
    if not body:
        return _picture(gold, heads, dice), gold
    below = bool(heads) and dice.random() < habit
    late = below and dice.random() < LATE_CAPTION_CHANCE
    parts = _body(body, [] if late else gold["captions"], style, dice)
    if tail:
        jump = dice.choice(["（上接第1版）", "（上接 1 版）", "（上接第 1 版）"])
        if dice.random() < 0.6:
            parts[0][0] = Printed(jump + parts[0][0].text)
        else:
            parts.insert(0, [Printed(jump)])
    if below:
        ordered = [*heads[1:], heads[0]] if gold["column"] and dice.random() < 0.7 else heads
        captions = _captions(gold) if late else []
        return [*([byline] if byline else []), *parts, [*(line for head in ordered for line in head), *captions]], gold
    return [
        *([[line for head in heads for line in head]] if heads else []),
        *([byline] if byline else []),
        *parts,
    ], gold


def _heads(gold: Gold, style: str, dice: random.Random) -> tuple[list[list[Printed]], list[Printed]]:
    """Column, kicker, title and subtitle as lines, and the byline."""
    mark = {"A": dice.choice(["# ", "## ", "", ""])}.get(style, "")
    heads = [[Printed(gold[field])] for field in ("column", "kicker") if gold[field]]
    if gold["title"]:
        words = gold["title"].split(" ")
        if len(words) == 2 and min(map(len, words)) > 4 and dice.random() < 0.15 and style in "BD":
            heads.append([Printed(mark + words[0]), Printed(words[1])])
        else:
            heads.append([Printed(mark + gold["title"])])
    heads += [[Printed(gold["subtitle"])]] if gold["subtitle"] else []
    if heads and dice.random() < TWICE_CHANCE[style]:
        doubled = dice.choice(heads)
        doubled.append(Printed(doubled[-1].text.removeprefix(mark), furniture=True))
    return heads, [Printed(gold["byline"])] if gold["byline"] else []


def _picture(gold: Gold, heads: list[list[Printed]], dice: random.Random) -> list[list[Printed]]:
    lines = [line for head in heads for line in head]
    return [lines, _captions(gold)] if dice.random() < 0.6 else [_captions(gold), lines]


def _captions(gold: Gold) -> list[Printed]:
    return [line for caption in gold["captions"] for line in _caption(caption)]


def _caption(caption: Gold) -> list[Printed]:
    return [Printed(caption[field]) for field in ("text", "credit") if caption[field]]


def _body(body: list[Gold], captions: list[Gold], style: str, dice: random.Random) -> list[list[Printed]]:
    """Every paragraph as its fragments, captions among them; one part a paragraph."""
    parts: list[list[Printed]] = []
    waiting = list(captions)
    places = {dice.randrange(len(body)) for _ in waiting}
    for at, block in enumerate(body):
        mark = "## " if style == "A" and block["t"] == "h" and dice.random() < 0.5 else ""
        fragments = [block["text"]] if block["t"] == "h" else _cut(block["text"], style, dice)
        part = [Printed(mark + fragments[0])]
        inside = waiting and at in places and len(fragments) > 1 and dice.random() < CAPTION_IN_CUT_CHANCE
        if inside:
            part += _caption(waiting.pop(0))
        part += [Printed(fragment) for fragment in fragments[1:]]
        if waiting and at in places and not inside and block["t"] == "p":
            part += _caption(waiting.pop(0))
        parts.append(part)
    for caption in waiting:
        parts[-1 if dice.random() < 0.5 else 0] += _caption(caption)
    return parts


def _cut(text: str, style: str, dice: random.Random) -> list[str]:
    """A paragraph in the fragments that column ends make of it."""
    if len(text) < 60 or dice.random() > CUT_CHANCE[style]:
        return [text]
    first = dice.randint(*SHORT_FRAGMENT) if dice.random() < SHORT_CUT_CHANCE else dice.randrange(20, len(text) - 10)
    while first < len(text) and (text[first - 1].isascii() and text[first].isascii()):
        first += 1
    rest = text[first:]
    if not rest:
        return [text]
    return [text[:first], *(_cut(rest, style, dice) if dice.random() < 0.2 else [rest])]


def _crossed(one: list[list[Printed]], other: list[list[Printed]], dice: random.Random) -> list[Printed]:
    """Two stories whose columns cross: the first breaks off, the second begins, and pieces of both follow."""
    first, second = [line for part in one for line in part], [line for part in other for line in part]
    cut = max(
        (at for at in range(1, len(first))), key=lambda at: dice.random() + (len(first[at - 1].text) > 60), default=1
    )
    long = first[cut - 1].text
    pieces = [first[:cut], first[cut:]]
    if len(long) > 60:
        at = dice.randrange(12, len(long) - 12)
        pieces = [[*first[: cut - 1], Printed(long[:at])], [Printed(long[at:]), *first[cut:]]]
    half = dice.randrange(1, len(second)) if len(second) > 1 else 1
    return [*pieces[0], *second[:half], *pieces[1], *second[half:]]


def _as_raw(lines: list[Printed], style: str, dice: random.Random) -> str:
    """The lines as the file holds them: apart by blank lines; hard-wrapped in a PDF's text layer."""
    made: list[str] = []
    measure, squeezed = dice.randint(17, 27), dice.choice(SQUEEZES)
    for line in lines:
        text = line.text
        if style == "D":
            text = _noisy(text, dice)
        if style == "C" and len(text) > measure and not line.furniture and re.search("[，。；、,;]", text):
            for piece in _wrapped(text, measure, squeezed, dice):
                made += [piece, ""]
            continue
        if line.close and made and not made[-1]:
            made.pop()
        made += [text, ""]
    return "\n".join(made) + "\n"


def _noisy(text: str, dice: random.Random) -> str:
    """OCR drops an opening quotation mark here and there, and halves a dash."""
    if len(text) > 40 and dice.random() < 0.04:
        text = text.replace("“", "", 1)
    return text.replace("——", "—") if dice.random() < 0.05 else text


def _wrapped(text: str, measure: int, squeezed: float, dice: random.Random) -> list[str]:
    """A paragraph in the lines of its column, the first indented.

    Marks are as wide as the page squeezes them, in characters. One that cannot begin a line hangs; one that cannot end it goes to
    the next.
    """
    pieces, at, room = [], 0, measure - 2.0
    while at < len(text):
        end, wide = at, 0.0
        slack = dice.uniform(0.2, 0.9)
        while end < len(text) and wide < room - slack:
            wide += squeezed if text[end] in CJK_MARKS else CLASS_WIDTHS[ord(text[end])] / 100
            end += 1
        while end < len(text) and text[end] in "，。、；：？！”’）》":
            end += 1
        while at + 1 < end < len(text) and text[end - 1] in NEVER_LAST:
            end -= 1
        pieces.append(text[at:end])
        at, room = end, float(measure)
    return pieces


def relaid(golds: tuple[Gold, ...], count: int, seed: int) -> tuple[tuple[bytes, Gold], ...]:
    """Pages laid out anew from the stories of gold pages, in all styles by turns.

    Args:
        golds: the gold pages.
        count: how many to make.
        seed: the same seed gives the same pages.

    Returns:
        The raw bytes of each and its gold.
    """
    dice = random.Random(seed)
    pool = [article for gold in golds for article in gold["articles"]]
    made = []
    for number in range(count):
        style = STYLES[number % len(STYLES)]
        stories = dice.sample(pool, min(len(pool), dice.randint(*STORIES[style])))
        made.append(lay_out(stories, style, dice.randrange(10**9), f"relaid_{style}{number:03d}"))
    return tuple(made)
