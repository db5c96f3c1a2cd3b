"""Nothing is lost and nothing is made up: every character of the raw page, exactly once, in a story or among the furniture.

What counts as text of the page: everything but white space, characters without a form, and Markdown's marks (`#`, `**`, `- `).
Debris of OCR (a column rule, a lone bullet) counts: it is furniture. How a character is typed does not count (`folded`).
"""

from __future__ import annotations

import unicodedata
from collections import Counter

import numpy as np
import numpy.typing as npt

from sitegen.model import Furniture, Story
from sitegen.problems import Problem, ProblemError
from sitegen.restore.calendar import numeral
from sitegen.restore.clean import Bare, bare_line, bare_lines
from sitegen.restore.decode import RawPage
from sitegen.restore.tables import JUMP_FROM
from sitegen.restore.typography import typography
from sitegen.values import dataclass

TAKEN_OFF = ("jump", "debris")
"""Furniture that was taken off lines which a story keeps."""
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
    both sides.

    Raises:
        ProblemError: a line or a character is lost or doubled.
    """
    _check_lines(page, bare_lines(page), stories, furniture)
    after = "".join(map(text_of, stories)) + "".join(entry.text for entry in furniture)
    if found := difference(printed(page), after):
        what = f"a reading of this page would lose {found.lost} and make up {found.made}"
        fix = "keep the file as it is and report it with this message"
        raise ProblemError(Problem(page.file, 0, f"{what}; it was not written", fix))


@dataclass(frozen=True, slots=True)
class Difference:
    """What one text has and another has not, and the other way round: the first characters of it, or `nothing`."""

    lost: str
    made: str


def difference(before: str, after: str) -> Difference | None:
    """What characters a text lost and what it gained, None where they are the same as far as `folded` tells them apart.

    >>> difference("会议，召开", "召开会")
    Difference(lost="'议,'", made='nothing')
    """
    if same_characters(before, after):
        return None
    lost, made = Counter(folded(before)), Counter(folded(after))
    return Difference(_quoted(lost - made), _quoted(made - lost))


def printed(page: RawPage) -> str:
    """All the text of a raw page: what must be in articles and furniture."""
    return "".join(line.text + line.debris for line in bare_lines(page))


def plain(page: RawPage, lines: tuple[int, int]) -> str:
    """The text of some raw lines, from one to another, without debris, which is furniture of its own."""
    return "".join(line.text for line in bare_lines(page) if lines[0] <= line.number <= lines[1])


def held_lines(page: RawPage) -> tuple[int, ...]:
    """The lines of a raw page that hold text, each of which must belong to something."""
    return tuple(line.number for line in bare_lines(page) if line.text)


def jump_line(page: RawPage, lines: tuple[int, int], number: int) -> str:
    """The jump line (上接第1版) among some raw lines that names a page; an article keeps only the number of it.

    A column's end may break it, so two lines are looked at together.
    """
    texts = [typography(line.text) for line in bare_lines(page) if lines[0] <= line.number <= lines[1]]
    for one, next_ in zip(texts, [*texts[1:], ""], strict=True):
        found = JUMP_FROM.search(one) or JUMP_FROM.search(one + next_)
        if found and numeral(found[1] or found[2]) == number:
            return found[0]
    return ""


def same_characters(one: str, other: str) -> bool:
    """Do two texts hold the same characters, each as often, as far as `folded` tells them apart?

    Only those that one text has more often than the other need folding: a few commas set wide.

    >>> same_characters("会议,2024 年", "年２０２４，会议"), same_characters("会议会议", "会议")
    (True, False)
    """
    more = _counts(one) - _counts(other)
    if not more.any():
        return True
    if any(0xD800 <= unit < 0xE000 for unit in np.flatnonzero(more)):
        # Halves of a character beyond the first 65,536 fold only together.
        return Counter(folded(one)) == Counter(folded(other))
    left: Counter[str] = Counter()
    for unit in np.flatnonzero(more):
        for character in folded(chr(unit)):
            left[character] += int(more[unit])
    return not any(left.values())


def _counts(text: str) -> npt.NDArray[np.int64]:
    """How often a text has each UTF-16 unit."""
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.uint16)
    return np.bincount(units, minlength=0x10000)


def without_marks(line: str) -> str:
    """A raw line without Markdown's marks and without characters that have no form."""
    bare = bare_line(line)
    return bare.text + bare.debris


def text_of(story: Story) -> str:
    """All the text of a story that the page prints, the jump line included."""
    heads = story.column + story.kicker + story.title + story.subtitle + story.byline + story.jump
    photos = "".join(photo.caption + photo.credit for photo in story.photos)
    return heads + "".join(paragraph.text for paragraph in story.body) + photos


def _check_lines(
    page: RawPage, lines: tuple[Bare, ...], stories: tuple[Story, ...], furniture: tuple[Furniture, ...]
) -> None:
    held = {line.number for line in lines if line.text}
    used = Counter(number for story in stories for number in story.lines)
    for entry in furniture:
        if entry.kind not in TAKEN_OFF:
            used.update(n for n in range(entry.lines[0], entry.lines[1] + 1) if n in held)
    wrong = sorted(held ^ set(used) | {number for number, times in used.items() if times > 1})
    if wrong:
        what = "a reading of this page would lose or double this line; the page was not written"
        raise ProblemError(Problem(page.file, wrong[0], what, "keep the file as it is and report it with this message"))


def _quoted(characters: Counter[str]) -> str:
    text = "".join(characters.elements())
    return f"{text[:20]!r}" + (f" ({len(text)} characters)" if len(text) > 20 else "") if text else "nothing"
