"""What an editor has settled about the two scripts: `conversion.yaml`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sitegen.content.forms import DictionaryForm
from sitegen.content.schema import Section, fill, read_section
from sitegen.model import Dictionary
from sitegen.problems import Problem, ProblemError

if TYPE_CHECKING:
    from collections.abc import Mapping

DICTIONARY_FILE = "conversion.yaml"

KNOWN_KEYS = "keep, traditional, simplified"


def read_dictionary(text: str, file: str) -> tuple[Dictionary, tuple[Problem, ...]]:
    r"""Read `conversion.yaml`; what is wrong in it is told and left out.

    >>> read_dictionary("keep: [皇后大道]\ntraditional: {邻里: 鄰里}\n", "conversion.yaml")[0]
    Dictionary(keep=('皇后大道',), traditional=(('邻里', '鄰里'),), simplified=())

    Args:
        text: the file's text.
        file: its name, for problems.
    """
    try:
        section, twice = read_section(text.removeprefix("\ufeff"), file)
    except ProblemError as error:
        return Dictionary(), (error.problem,)
    filled = fill(DictionaryForm, section)
    form = filled.values
    unknown = [
        Problem(file, section.lines[key], f"unknown key '{key}'", f"use one of {KNOWN_KEYS}") for key in filled.extra
    ]
    keep, bad_words = _words(section, form.keep)
    traditional, bad_traditional = _pairs(section, "traditional", form.traditional, keep)
    simplified, bad_simplified = _pairs(section, "simplified", form.simplified, keep)
    # A key that only resembles a known one is told once, with what it resembles.
    told = {problem.line for problem in filled.problems}
    problems = [*twice, *filled.problems, *(one for one in unknown if one.line not in told)]
    problems += [*bad_words, *bad_traditional, *bad_simplified]
    return Dictionary(keep, traditional, simplified), tuple(sorted(problems))


def _words(section: Section, words: tuple[str, ...]) -> tuple[tuple[str, ...], list[Problem]]:
    """The words to keep, each once."""
    lines = section.items.get("keep", ())
    known: list[str] = []
    problems = []
    for word, line in zip(words, lines, strict=False):
        if not word.strip():
            problems.append(Problem(section.file, line, "a word to keep is empty", "write the word, or remove it"))
        elif word in known:
            problems.append(Problem(section.file, line, f"'{word}' is kept already", "remove one"))
        else:
            known.append(word)
    return tuple(known), problems


def _pairs(
    section: Section, key: str, pairs: Mapping[str, str], keep: tuple[str, ...]
) -> tuple[tuple[tuple[str, str], ...], list[Problem]]:
    """The words of one direction with what they become; none of them empty, none of them kept."""
    known: list[tuple[str, str]] = []
    problems = []
    # Where the value is no mapping at all the form has told so, and there are no pairs.
    lines = section.sections[key].lines if pairs else {}
    for word, becomes in pairs.items():
        if not word.strip() or not becomes.strip():
            what = f"'{key}': '{word}' becomes '{becomes}', and one of them is empty"
            problems.append(Problem(section.file, lines[word], what, "write both words"))
        elif word in keep:
            what = f"'{word}' stands in 'keep' and in '{key}'"
            problems.append(Problem(section.file, lines[word], what, "remove one of them"))
        else:
            known.append((word, becomes))
    return tuple(known), problems
