"""Nothing is lost and nothing is made up: every character of the raw page, exactly once, in a story or among the furniture."""

from __future__ import annotations

import unicodedata
from collections import Counter

from sitegen.model import Furniture, Story
from sitegen.problems import Problem, ProblemError
from sitegen.restore.clean import INVISIBLE
from sitegen.restore.decode import RawPage
from sitegen.restore.tables import BOLD_MARK, HEADING_MARK, LIST_MARK

SAME = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "。": "."})
"""What `clean` may put for one another: straight and curled quotation marks, a full stop by its context."""


def folded(text: str) -> str:
    """The characters of a text as far as the typing does not matter: widths folded (NFKC), white space gone.

    >>> folded("（记者 白凯冰）２０２４年") == folded("(记者白凯冰)2024年")
    True
    """
    # Twice: some compatibility forms hold what the table maps (U+FF02 is a straight quotation mark).
    plain = unicodedata.normalize("NFKC", text.translate(SAME)).translate(SAME)
    return "".join(plain.split())


def check(page: RawPage, stories: tuple[Story, ...], furniture: tuple[Furniture, ...]) -> None:
    """Refuse a reading that would lose or double anything.

    Counted are lines, each of which must belong to exactly one story or furniture entry, and characters, which must be the same on
    both sides. Marks of Markdown are marks, not text.

    Raises:
        ProblemError: a line or a character is lost or doubled.
    """
    _check_lines(page, stories, furniture)
    before = Counter("".join(folded(without_marks(line)) for line in page.lines))
    after = Counter(folded("".join(map(text_of, stories)) + "".join(entry.text for entry in furniture)))
    if before != after:
        lost, made = before - after, after - before
        what = f"a reading of this page would lose {_quoted(lost)} and make up {_quoted(made)}; it was not written"
        raise ProblemError(Problem(page.file, 0, what, "keep the file as it is and report it with this message"))


def without_marks(line: str) -> str:
    """A raw line without Markdown's marks and without characters that have no form."""
    return BOLD_MARK.sub("", LIST_MARK.sub("", HEADING_MARK.sub("", INVISIBLE.sub("", line))))


def text_of(story: Story) -> str:
    """All the text of a story that the page prints, the jump line included."""
    heads = story.column + story.kicker + story.title + story.subtitle + story.byline + story.jump
    photos = "".join(photo.caption + photo.credit for photo in story.photos)
    return heads + "".join(paragraph.text for paragraph in story.body) + photos


def _check_lines(page: RawPage, stories: tuple[Story, ...], furniture: tuple[Furniture, ...]) -> None:
    held = {number for number, line in enumerate(page.lines, 1) if folded(without_marks(line))}
    used = Counter(number for story in stories for number in story.lines)
    for entry in furniture:
        used.update(n for n in range(entry.lines[0], entry.lines[1] + 1) if n in held)
    wrong = sorted(held ^ set(used) | {number for number, times in used.items() if times > 1})
    if wrong:
        what = "a reading of this page would lose or double this line; the page was not written"
        raise ProblemError(Problem(page.file, wrong[0], what, "keep the file as it is and report it with this message"))


def _quoted(characters: Counter[str]) -> str:
    text = "".join(characters.elements())
    return f"{text[:20]!r}" + (f" ({len(text)} characters)" if len(text) > 20 else "") if text else "nothing"
